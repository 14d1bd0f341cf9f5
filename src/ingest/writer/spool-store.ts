/** The interface of a spool. Its implementation, `spool.ts`, is loaded where there is a file system. */

/** Store-and-forward on disk: see docs/spool.md. */
export interface SpoolOptions {
  /** Where the batches are kept. Created when missing; one writer at a time. */
  readonly directory: string
  /** The most bytes the directory may hold. Beyond it, batches stay in memory only. @default 1 GiB */
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
}

/** A batch on disk. */
export interface SpoolEntry extends SpooledBatch {
  /** Increases with every batch, even across restarts: the order of sending. */
  readonly id: number
  readonly bodyBytes: number
}

/** An open, owned spool directory. */
export interface SpoolStore {
  /** What an earlier process left, oldest first. */
  readonly leftovers: readonly SpoolEntry[]
  /** Bytes of all batch files in the directory, including those set aside. */
  readonly bytes: number
  /** Resolves when the batch is on disk. Rejects with `ArcSpoolError` when there is no room or the disk refuses. */
  put(batch: SpooledBatch, body: Uint8Array): Promise<SpoolEntry>
  /** The body of a batch. If the file is damaged, sets it aside and rejects with an `ArcSpoolError`. */
  load(entry: SpoolEntry): Promise<Uint8Array<ArrayBuffer>>
  /** Deletes a batch that the server has acknowledged, or that the caller has taken care of. */
  remove(entry: SpoolEntry): Promise<void>
  /** Keeps the file of a refused batch under a name that will not be sent again. Resolves to its path. */
  setAside(entry: SpoolEntry): Promise<string>
  /** Waits for pending writes and releases the directory. */
  close(): Promise<void>
}
