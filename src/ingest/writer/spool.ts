/**
 * Store-and-forward on disk, in steps that leave it readable if the process is killed at any moment:
 * 1. A batch is written to `<id>.tmp` and forced to the disk.
 * 2. It is renamed to `<id>.batch`, and the directory is forced to disk once for all waiting batches. Now it is safe, and
 *    `put` resolves.
 * 3. After the server has acknowledged it, the file is deleted. If the process is killed in between, the batch is sent
 *    again: at least once.
 * 4. On start, `.tmp` files, which `put` never confirmed, are deleted. `.batch` files are recovered, in the order of their
 *    ids.
 * A file that is incomplete or fails its checksum is renamed to `.damaged` and reported by name; the others are sent as
 * usual. Files are for their owner alone, and no link is followed.
 */
import type { Dirent } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { messageOf } from '../../base/describe.ts'
import { ArcSpoolError } from '../../errors.ts'
import { encodeHead, readBody, readHead, type SpooledBatch, syncDirectory } from './spool-file.ts'
import { lockSpool, type SpoolLock } from './spool-lock.ts'

/** Store-and-forward on disk: see docs/spool.md. */
export interface SpoolOptions {
  /** Where the batches are kept. Created when missing, for its owner alone; one writer at a time. */
  readonly directory: string
  /** The most bytes the directory may hold. Beyond it, batches stay in memory only. @default 1 GiB */
  readonly maxBytes?: number
  /**
   * `'batch'` forces each file and the directory to the disk before `sync()` resolves; `'never'` leaves that to the
   * operating system, so a power cut can lose what a crash of the process cannot. @default 'batch'
   */
  readonly fsync?: 'batch' | 'never'
}

/** A batch on disk. Its id increases with every batch, even across restarts: the order of sending. */
export interface SpoolEntry extends SpooledBatch {
  readonly id: number
  readonly bodyBytes: number
}

/** An open, owned spool directory. */
export interface SpoolStore {
  /** Bytes of all batch files in the directory, including those set aside, as far as they are recovered. */
  readonly bytes: number
  /** What an earlier process left, oldest first. What is no batch is reported, and stays where it is or is set aside. */
  recover(): AsyncIterable<SpoolEntry>
  /** Resolves when the batch is on disk. Rejects with `ArcSpoolError` when there is no room or the disk refuses. */
  put(batch: SpooledBatch, body: Uint8Array): Promise<SpoolEntry>
  /** The body of a batch. If the file is damaged, sets it aside and rejects with an `ArcSpoolError`. */
  load(entry: SpoolEntry): Promise<Uint8Array<ArrayBuffer>>
  /** Deletes a batch that the server has acknowledged, or that the caller has taken care of. */
  remove(entry: SpoolEntry): Promise<unknown>
  /** Keeps the file of a refused batch under a name that will not be sent again. */
  setAside(entry: SpoolEntry): Promise<unknown>
  /** Waits for pending writes and releases the directory. */
  close(): Promise<void>
}

const PARALLEL_WRITES = 4 // as many as Node's thread pool has threads
const PARALLEL_READS = 16 // the first are handed over before the next are read
const FILE_NAME = /^(\d{16})\.(batch|tmp|damaged|rejected)$/
/** Ids are counted on from the highest, and have to stay exact. */
const MAX_ID = 1e15

/** Opens the directory and makes this process its owner. Rejects with `ArcSpoolError`. */
export async function openSpool(
  given: Required<SpoolOptions>,
  onError: (error: ArcSpoolError) => void,
): Promise<SpoolStore> {
  const options = { ...given, directory: resolve(given.directory) }
  const { directory, fsync } = options
  try {
    const created = await mkdir(directory, { recursive: true, mode: 0o700 })
    if (created !== undefined && fsync === 'batch') await syncDirectory(dirname(created))
  } catch (cause) {
    throw new ArcSpoolError(`The spool directory ${directory} cannot be created: ${messageOf(cause)}`, { cause })
  }
  let lock: SpoolLock | undefined
  try {
    let spool: Spool | undefined
    lock = await lockSpool(directory, (error) => {
      onError(error)
      spool?.lose(error)
    })
    spool = new Spool(options, lock, await filesIn(directory), onError)
    return spool
  } catch (cause) {
    await lock?.release()
    if (cause instanceof ArcSpoolError) throw cause
    throw new ArcSpoolError(`The spool directory ${directory} cannot be used: ${messageOf(cause)}`, { cause })
  }
}

interface FoundFile {
  readonly id: number
  readonly kind: string
  readonly entry: Dirent
}

/** The files with a name of ours, in order. */
async function filesIn(directory: string): Promise<FoundFile[]> {
  const files = (await readdir(directory, { withFileTypes: true })).flatMap((entry): FoundFile[] => {
    const [, id, kind] = FILE_NAME.exec(entry.name) ?? []
    return id === undefined || kind === undefined ? [] : [{ id: Number(id), kind, entry }]
  })
  return files.sort((a, b) => a.id - b.id)
}

interface PendingWrite {
  readonly id: number
  readonly head: Uint8Array
  readonly body: Uint8Array
  readonly done: (error?: unknown) => void
}

class Spool implements SpoolStore {
  readonly #directory: string
  readonly #maxBytes: number
  readonly #isDurable: boolean
  readonly #lock: SpoolLock
  readonly #onError: (error: ArcSpoolError) => void
  #found: readonly FoundFile[]
  /** Bytes of every file, by id. */
  readonly #sizes = new Map<number, number>()
  readonly #changes = new Set<Promise<unknown>>()
  #lost: ArcSpoolError | undefined
  #pending: PendingWrite[] = []
  #writing: Promise<void> | undefined
  #bytes = 0
  #lastId: number

  constructor(
    { directory, maxBytes, fsync }: Required<SpoolOptions>,
    lock: SpoolLock,
    found: readonly FoundFile[],
    onError: (error: ArcSpoolError) => void,
  ) {
    this.#directory = directory
    this.#maxBytes = maxBytes
    this.#isDurable = fsync === 'batch'
    this.#lock = lock
    this.#found = found
    this.#onError = onError
    this.#lastId = found.reduce((last, { id }) => (id < MAX_ID ? Math.max(last, id) : last), 0)
  }

  get bytes(): number {
    return this.#bytes
  }

  /** Stops writing: two owners would give their files the same names. */
  lose(error: ArcSpoolError): void {
    this.#lost = error
  }

  async *recover(): AsyncGenerator<SpoolEntry, void, undefined> {
    const found = this.#found
    this.#found = []
    for (let from = 0; from < found.length; from += PARALLEL_READS) {
      const recovered = found.slice(from, from + PARALLEL_READS).map((file) => this.#recoverFile(file))
      for (const entry of await Promise.all(recovered)) if (entry !== undefined) yield entry
    }
  }

  /** One file that cannot be read must not keep the others from being sent. */
  async #recoverFile({ id, kind, entry }: FoundFile): Promise<SpoolEntry | undefined> {
    const path = join(this.#directory, entry.name)
    const report = (what: string, cause?: unknown): undefined => {
      this.#onError(new ArcSpoolError(`The spool file ${path} ${what}`, { cause }))
    }
    try {
      if (!entry.isFile()) return report('was not sent: it is no file')
      if (kind === 'tmp') return void (await rm(path, { force: true }))
      if (id >= MAX_ID) return report('has a number that is too high, and was not sent: rename it to a lower one')
      const { size, head } = await readHead(path)
      this.#account(id, size)
      if (kind !== 'batch') return undefined
      if (typeof head === 'object') return { ...head.batch, id, bodyBytes: head.bodyBytes }
      if (head !== undefined) return void this.#onError(damaged(await this.#rename(id, 'damaged'), head))
      return report(
        'was written by a later version of this package: it stays where it is until that version opens the directory',
      )
    } catch (cause) {
      return report(`cannot be read, and was not sent; the next start tries it again: ${messageOf(cause)}`, cause)
    }
  }

  async put(batch: SpooledBatch, body: Uint8Array): Promise<SpoolEntry> {
    if (this.#lost) throw this.#lost
    const head = encodeHead(batch, body)
    const size = head.length + body.length
    if (this.#bytes + size > this.#maxBytes) {
      throw new ArcSpoolError(
        `The spool directory ${this.#directory} holds ${this.#bytes} of ${this.#maxBytes} bytes, so a batch of ${size} bytes stays in memory only: raise spool.maxBytes, or bring the server back`,
        { retryable: true },
      )
    }
    const id = ++this.#lastId
    this.#account(id, size)
    try {
      await this.#write(id, head, body)
    } catch (cause) {
      this.#account(id, 0)
      throw new ArcSpoolError(`The spool file ${this.#path(id, 'batch')} cannot be written: ${messageOf(cause)}`, {
        cause,
      })
    }
    return { ...batch, id, bodyBytes: body.length }
  }

  async load({ id }: SpoolEntry): Promise<Uint8Array<ArrayBuffer>> {
    const path = this.#path(id, 'batch')
    let body: Uint8Array<ArrayBuffer> | string
    try {
      body = await readBody(path)
    } catch (cause) {
      // A missing file stays missing; anything else, such as too many open files, may be transient.
      const isGone = (cause as NodeJS.ErrnoException).code === 'ENOENT'
      if (isGone) this.#account(id, 0)
      throw new ArcSpoolError(`The spool file ${path} cannot be read: ${messageOf(cause)}`, {
        cause,
        retryable: !isGone,
      })
    }
    if (typeof body !== 'string') return body
    throw damaged(await this.#rename(id, 'damaged'), body)
  }

  remove({ id }: SpoolEntry): Promise<unknown> {
    const removal = rm(this.#path(id, 'batch'), { force: true }).then(() => this.#account(id, 0))
    return this.#finish(id, removal)
  }

  setAside({ id }: SpoolEntry): Promise<unknown> {
    return this.#finish(id, this.#rename(id, 'rejected'))
  }

  async close(): Promise<void> {
    await this.#writing
    // The next owner must not find, and send again, what is about to be deleted.
    await Promise.allSettled(this.#changes)
    await this.#lock.release()
  }

  /** The end of a file, which `close` waits for. */
  #finish(id: number, change: Promise<unknown>): Promise<unknown> {
    const finished = change.catch((cause: unknown) => {
      throw new ArcSpoolError(
        `The spool file ${this.#path(id, 'batch')} is done with and could not be removed; delete it, or the next start sends it again: ${messageOf(cause)}`,
        { cause },
      )
    })
    this.#changes.add(finished)
    const forget = () => this.#changes.delete(finished)
    finished.then(forget, forget)
    return finished
  }

  /** Joins the pending group of writes, so that batches cut together share one sync of the directory. */
  #write(id: number, head: Uint8Array, body: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = (error?: unknown) => (error === undefined ? resolve() : reject(error))
      this.#pending.push({ id, head, body, done })
      this.#writing ??= this.#drain().finally(() => {
        this.#writing = undefined
      })
    })
  }

  async #drain(): Promise<void> {
    while (this.#pending.length > 0) {
      const group = this.#pending
      this.#pending = []
      const outcomes = await this.#writeGroup(group)
      for (const [i, write] of group.entries()) write.done(outcomes[i])
    }
  }

  /** The error of each write in the group; `undefined` for those that are safe on disk. */
  async #writeGroup(group: readonly PendingWrite[]): Promise<unknown[]> {
    const outcomes: unknown[] = group.map(() => undefined)
    let next = 0
    const worker = async () => {
      for (let i = next++; i < group.length; i = next++) {
        const write = group[i] as PendingWrite // i < group.length
        await this.#writeFile(write).catch((error: unknown) => {
          outcomes[i] = error ?? new Error('unknown error')
        })
      }
    }
    await Promise.all(Array.from({ length: Math.min(PARALLEL_WRITES, group.length) }, worker))
    if (!this.#isDurable) return outcomes
    try {
      await syncDirectory(this.#directory)
      return outcomes
    } catch (error) {
      // These batches stay in memory: a file that is left would be sent once more by the next start.
      await Promise.allSettled(group.map(({ id }) => rm(this.#path(id, 'batch'), { force: true })))
      return outcomes.map((outcome) => outcome ?? error)
    }
  }

  async #writeFile({ id, head, body }: PendingWrite): Promise<void> {
    const temporary = this.#path(id, 'tmp')
    // A new file: what somebody has put there, such as a link to elsewhere, is not written to.
    const file = await open(temporary, 'wx', 0o600)
    try {
      try {
        await file.writeFile(head)
        await file.writeFile(body)
        if (this.#isDurable) await file.datasync()
      } finally {
        await file.close()
      }
      await rename(temporary, this.#path(id, 'batch'))
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => {})
      throw error
    }
  }

  /** Excludes a file from sending; it counts towards `maxBytes` all the same. */
  async #rename(id: number, to: 'damaged' | 'rejected'): Promise<string> {
    const path = this.#path(id, to)
    await rename(this.#path(id, 'batch'), path)
    return path
  }

  #account(id: number, size: number): void {
    this.#bytes += size - (this.#sizes.get(id) ?? 0)
    if (size === 0) this.#sizes.delete(id)
    else this.#sizes.set(id, size)
  }

  /** Sixteen digits hold every safe integer, so names sort as the numbers do. */
  #path(id: number, kind: string): string {
    return join(this.#directory, `${String(id).padStart(16, '0')}.${kind}`)
  }
}

/** The report of a file that was set aside. */
function damaged(path: string, why: string): ArcSpoolError {
  return new ArcSpoolError(`A damaged spool file was set aside as ${path}: ${why}. Its batch was not sent`)
}
