/** What the writer asks of a spool. The implementation, `spool.ts`, is loaded where there is a file system. */

/** Store-and-forward on disk: see docs/spool.md. */
export interface SpoolOptions {
  /** Where the batches are kept. Created when missing; one writer at a time. */
  readonly directory: string
  /** Upper bound of what the directory may hold, in bytes. Past it batches stay in memory only. @default 1 GiB */
  readonly maxBytes?: number
  /**
   * `'batch'` forces each file and the directory to the disk before `sync()` resolves; `'never'` leaves that to the
   * operating system, so a power cut can lose what a crash of the process cannot. @default 'batch'
   */
  readonly fsync?: 'batch' | 'never'
}

/** What a file says about the batch it holds. */
export interface SpooledBatch {
  readonly database: string
  readonly measurement: string
  readonly rows: number
  /** How the body is sent. */
  readonly format: string
}

/** A batch on disk. */
export interface SpoolEntry extends SpooledBatch {
  /** Grows with every batch, over restarts too: the order of sending. */
  readonly id: number
  readonly bodyBytes: number
}

/** An open, owned spool directory. */
export interface SpoolStore {
  /** What an earlier process left, oldest first. */
  readonly leftovers: readonly SpoolEntry[]
  /** Bytes of all files in the directory that hold batches, those set aside included. */
  readonly bytes: number
  /** Resolves when the batch is on disk. Rejects with `ArcSpoolError` when there is no room or the disk refuses. */
  put(batch: SpooledBatch, body: Uint8Array): Promise<SpoolEntry>
  /** The body of a batch. A damaged file is set aside and reported by the `ArcSpoolError` this rejects with. */
  load(entry: SpoolEntry): Promise<Uint8Array<ArrayBuffer>>
  /** Forgets a batch that the server has, or that its owner took over. */
  remove(entry: SpoolEntry): Promise<void>
  /** Keeps the file of a batch that the server refused, under a name that is not sent again. Resolves to its path. */
  setAside(entry: SpoolEntry): Promise<string>
  /** Waits for what is being written and lets go of the directory. */
  close(): Promise<void>
}
