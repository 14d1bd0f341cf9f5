/**
 * Store-and-forward on disk, in steps that leave it readable if the process is killed at any moment:
 * 1. A batch is written to `<id>.tmp` and forced to the disk.
 * 2. It is renamed to `<id>.batch`, and the directory is forced to disk once for all waiting batches. Now it is safe, and
 *    `put` resolves.
 * 3. After the server has acknowledged it, the file is deleted. If the process is killed in between, the batch is sent
 *    again: at least once.
 * 4. On start, `.tmp` files, which `put` never confirmed, are deleted. `.batch` files are the leftovers, in the order of
 *    their ids.
 * A file that is incomplete or fails its checksum is renamed to `.damaged` and reported by name; the others are sent as
 * usual.
 */
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { ArcSpoolError } from '../../errors.ts'
import { decodeFile, encodeHead } from './spool-file.ts'
import { lockSpool, type SpoolLock } from './spool-lock.ts'
import { damaged, fileName, type Scan, scan } from './spool-scan.ts'
import type { SpoolEntry, SpooledBatch, SpoolOptions, SpoolStore } from './spool-store.ts'

const DEFAULT_MAX_BYTES = 1024 ** 3
/** Files written in parallel. More would not help a disk, and Node's thread pool has four threads. */
const PARALLEL_WRITES = 4

/** Opens the directory, makes this process its owner and lists what an earlier one left. Rejects with `ArcSpoolError`. */
export async function openSpool(options: SpoolOptions, onError: (error: ArcSpoolError) => void): Promise<SpoolStore> {
  const directory = resolve(options.directory)
  try {
    return await openDirectory(directory, options, onError)
  } catch (error) {
    if (error instanceof ArcSpoolError) throw error
    throw new ArcSpoolError(`The spool directory ${directory} cannot be used: ${describe(error)}`, { cause: error })
  }
}

async function openDirectory(
  directory: string,
  options: SpoolOptions,
  onError: (error: ArcSpoolError) => void,
): Promise<SpoolStore> {
  const durable = options.fsync !== 'never'
  try {
    const created = await mkdir(directory, { recursive: true })
    if (created !== undefined && durable) await syncDirectory(dirname(created))
  } catch (error) {
    throw new ArcSpoolError(`The spool directory ${directory} cannot be created: ${describe(error)}`, { cause: error })
  }
  const lock = await lockSpool(directory, (error) => {
    onError(error)
    spool?.lose(error)
  })
  let spool: Spool | undefined
  try {
    const found = await scan(directory, onError)
    spool = new Spool(directory, options.maxBytes ?? DEFAULT_MAX_BYTES, durable, lock, found)
    return spool
  } catch (error) {
    await lock.release()
    throw error
  }
}

interface PendingWrite {
  readonly id: number
  readonly head: Uint8Array
  readonly body: Uint8Array
  readonly done: (error?: unknown) => void
}

class Spool implements SpoolStore {
  readonly leftovers: readonly SpoolEntry[]
  readonly #directory: string
  readonly #maxBytes: number
  readonly #durable: boolean
  readonly #lock: SpoolLock
  readonly #sizes: Map<number, number>
  readonly #changes = new Set<Promise<unknown>>()
  #lost: ArcSpoolError | undefined
  #pending: PendingWrite[] = []
  #writing: Promise<void> | undefined
  #bytes: number
  #lastId: number

  constructor(directory: string, maxBytes: number, durable: boolean, lock: SpoolLock, found: Scan) {
    this.#directory = directory
    this.#maxBytes = maxBytes
    this.#durable = durable
    this.#lock = lock
    this.leftovers = found.leftovers
    this.#sizes = found.sizes
    this.#bytes = [...found.sizes.values()].reduce((sum, size) => sum + size, 0)
    this.#lastId = [...found.sizes.keys()].reduce((last, id) => Math.max(last, id), 0)
  }

  get bytes(): number {
    return this.#bytes
  }

  /** Stops writing: two owners would give their files the same names. */
  lose(error: ArcSpoolError): void {
    this.#lost = error
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
    } catch (error) {
      this.#account(id, 0)
      throw new ArcSpoolError(`The spool file ${this.#path(id, 'batch')} cannot be written: ${describe(error)}`, {
        cause: error,
      })
    }
    return { ...batch, id, bodyBytes: body.length }
  }

  async load(entry: SpoolEntry): Promise<Uint8Array<ArrayBuffer>> {
    const path = this.#path(entry.id, 'batch')
    let decoded: ReturnType<typeof decodeFile>
    try {
      decoded = decodeFile(await readFile(path))
    } catch (error) {
      // A missing file stays missing; anything else, such as too many open files, may be transient.
      const gone = (error as NodeJS.ErrnoException).code === 'ENOENT'
      if (gone) this.#account(entry.id, 0)
      throw new ArcSpoolError(`The spool file ${path} cannot be read: ${describe(error)}`, {
        cause: error,
        retryable: !gone,
      })
    }
    if (typeof decoded !== 'string') return decoded.body as Uint8Array<ArrayBuffer> // readFile never gives shared memory
    throw damaged(await this.#rename(entry.id, 'damaged'), decoded)
  }

  remove(entry: SpoolEntry): Promise<void> {
    const removal = async () => {
      await rm(this.#path(entry.id, 'batch'), { force: true })
      this.#account(entry.id, 0)
    }
    return this.#finish(entry, removal())
  }

  setAside(entry: SpoolEntry): Promise<string> {
    return this.#finish(entry, this.#rename(entry.id, 'rejected'))
  }

  async close(): Promise<void> {
    await this.#writing
    // The next owner must not find, and send again, what is about to be deleted.
    await Promise.allSettled(this.#changes)
    await this.#lock.release()
  }

  /** The end of a file, which `close` waits for. */
  #finish<T>(entry: SpoolEntry, change: Promise<T>): Promise<T> {
    const finished = change.catch((cause: unknown) => {
      throw new ArcSpoolError(
        `The spool file ${this.#path(entry.id, 'batch')} is done with and could not be removed; delete it, or the next start sends it again: ${describe(cause)}`,
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
      group.forEach((write, i) => {
        write.done(outcomes[i])
      })
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
    if (!this.#durable) return outcomes
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
    try {
      const file = await open(temporary, 'w')
      try {
        await file.writeFile(head)
        await file.writeFile(body)
        if (this.#durable) await file.datasync()
      } finally {
        await file.close()
      }
      await rename(temporary, this.#path(id, 'batch'))
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => {})
      throw error
    }
  }

  /** Excludes a file from sending. It still exists, so it still counts towards `maxBytes`. */
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

  #path(id: number, kind: string): string {
    return join(this.#directory, fileName(id, kind))
  }
}

/** Makes renames in a directory survive a power cut. Windows cannot open directories, and does not need this. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
