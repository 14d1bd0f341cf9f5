/**
 * The stored rows of one embedded Arc, laid out as the server lays them out:
 *
 * 1. A write is appended to the buffer of its (database, measurement). Nothing reads the buffer: rows are visible to
 *    queries only after a flush (docs/wire-notes.md#acknowledgement).
 * 2. A batch with another signature (column names and types) flushes the buffer first, so that one file has one schema
 *    (docs/wire-notes.md#schema-churn). The buffer is also flushed at `flushRows` rows, and `flushAgeMs` after its first row.
 * 3. A flush writes one Parquet file per distinct hour, sorted by time, to
 *    `<root>/<database>/<measurement>/YYYY/MM/DD/HH/<measurement>_<stamp>.parquet`.
 */
import { mkdir, mkdtemp, readdir, rm, rmdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve, sep } from 'node:path'
import { type ColumnBatch, signatureOf } from './column-batch.ts'
import type { Engine } from './engine.ts'
import { writeBatches } from './parquet-files.ts'
import { checkWholeNumber } from './setting-checks.ts'

export type { ColumnBatch, ColumnData } from './column-batch.ts'

/** One Parquet file. */
export interface StoredFile {
  /** Absolute. */
  readonly path: string
  /** Relative to {@link Storage.root}: `default/cpu/2026/08/22/10/cpu_….parquet`. */
  readonly relativePath: string
  readonly sizeBytes: number
  readonly modifiedAt: Date
}

/** Counters since the start, named as `GET /api/v1/write/msgpack/stats` names them. */
export interface StorageStats {
  rowsBuffered: number
  rowsWritten: number
  flushes: number
  errors: number
}

export interface StorageOptions {
  readonly flushRows: number
  readonly flushAgeMs: number
  readonly dataDir?: string
}

/** After this many flushes for other schemas the server refuses a write. */
const SCHEMA_CHANGE_ATTEMPTS = 8

/** Writes of several schemas race for one measurement; nothing of the refused one is buffered. */
export class SchemaChurnError extends Error {
  constructor() {
    super(
      'schema-evolution loop exceeded max iterations: sustained concurrent schema churn against the same (database, measurement)',
    )
  }
}

interface Buffer {
  readonly database: string
  readonly measurement: string
  readonly signature: string
  readonly batches: ColumnBatch[]
  rows: number
  timer: NodeJS.Timeout | undefined
}

/** Makes the directory of one Arc: the given one, or a temporary one. */
export async function makeRoot(dataDir: string | undefined): Promise<string> {
  if (dataDir === undefined) return mkdtemp(join(tmpdir(), 'arc-test-'))
  const root = resolve(dataDir)
  await mkdir(root, { recursive: true })
  return root
}

/** Buffers in front, Parquet files behind. */
export class Storage {
  readonly root: string
  readonly stats: StorageStats = { rowsBuffered: 0, rowsWritten: 0, flushes: 0, errors: 0 }
  readonly #engine: Engine
  readonly #options: StorageOptions
  readonly #temporary: boolean
  readonly #buffers = new Map<string, Buffer>()
  /** Flushes run one after the other: a later flush must not overtake the rows of an earlier one. Never rejects. */
  #writing: Promise<void> = Promise.resolve()
  #failuresLeft = 0

  constructor(engine: Engine, root: string, options: StorageOptions) {
    this.#engine = engine
    this.root = root
    this.#options = options
    this.#temporary = options.dataDir === undefined
  }

  /** How many (database, measurement) pairs hold rows that are not in a file yet. */
  get activeBuffers(): number {
    return this.#buffers.size
  }

  /** Buffers rows; resolves at once unless the batch causes a flush. @throws SchemaChurnError */
  async append(database: string, measurement: string, batch: ColumnBatch): Promise<void> {
    if (batch.rows === 0) return
    const key = `${database}/${measurement}`
    const signature = signatureOf(batch)
    // While a buffer is flushed another write may start one of yet another schema; from the last look on nothing waits.
    for (let attempt = 0; this.#holdsOtherSchema(key, signature); attempt++) {
      if (attempt === SCHEMA_CHANGE_ATTEMPTS) throw new SchemaChurnError()
      await this.#flushBuffer(key).catch(() => {})
    }
    let buffer = this.#buffers.get(key)
    if (buffer === undefined) {
      buffer = { database, measurement, signature, batches: [], rows: 0, timer: this.#ageTimer(key) }
      this.#buffers.set(key, buffer)
    }
    buffer.batches.push(batch)
    buffer.rows += batch.rows
    this.stats.rowsBuffered += batch.rows
    // As after a flush by age nobody is told of a failure; it was counted (docs/wire-notes.md#acknowledgement).
    if (buffer.rows >= this.#options.flushRows) await this.#flushBuffer(key).catch(() => {})
  }

  /** Writes every buffer to files. */
  async flush(): Promise<void> {
    const flushed = await Promise.allSettled([...this.#buffers.keys()].map((key) => this.#flushBuffer(key)))
    await this.#writing.catch(() => {})
    for (const outcome of flushed) if (outcome.status === 'rejected') throw outcome.reason
  }

  /** Names of the databases, sorted; names that start with `.` or `_` are the server's own and hidden. */
  async databases(): Promise<string[]> {
    return subdirectories(this.root)
  }

  async measurements(database: string): Promise<string[]> {
    return subdirectories(join(this.root, database))
  }

  /** All Parquet files of a measurement, or of a whole database, sorted by path. */
  async files(database: string, measurement?: string): Promise<StoredFile[]> {
    const below = measurement === undefined ? database : `${database}/${measurement}`
    // As on the server, a policy can name any database, and nothing outside the root is ever found, let alone deleted.
    if (below.split('/').includes('..')) return []
    const names = await readdir(join(this.root, below), { recursive: true }).catch(() => [])
    const parquet = names.filter((name) => name.endsWith('.parquet')).sort()
    return Promise.all(
      parquet.map(async (name) => {
        const relativePath = `${below}/${name}`
        const path = join(this.root, relativePath)
        const { size, mtime } = await stat(path)
        return { path, relativePath, sizeBytes: size, modifiedAt: mtime }
      }),
    )
  }

  /** The glob DuckDB reads a measurement by. */
  glob(database: string, measurement: string): string {
    return `${this.root}/${database}/${measurement}/**/*.parquet`
  }

  /** Makes the next flushes fail, as a full disk does. */
  failFlushes(times: number): void {
    checkWholeNumber('The number of flushes', times, 0, Number.MAX_SAFE_INTEGER)
    this.#failuresLeft = times
  }

  /** Forgets everything. */
  async clear(): Promise<void> {
    for (const key of this.#buffers.keys()) this.#discard(key)
    // In the queue of the flushes: one that began meanwhile would put a file into a directory that is being removed.
    await this.#enqueue(() => (this.#temporary ? emptyDirectory(this.root) : removeStored(this.root)))
    Object.assign(this.stats, { rowsBuffered: 0, rowsWritten: 0, flushes: 0, errors: 0 })
    this.#failuresLeft = 0
  }

  async close(): Promise<void> {
    if (this.#temporary) {
      for (const key of this.#buffers.keys()) this.#discard(key)
      await this.#writing
      await rm(this.root, { recursive: true, force: true })
    } else {
      await this.flush()
    }
  }

  #holdsOtherSchema(key: string, signature: string): boolean {
    const buffer = this.#buffers.get(key)
    return buffer !== undefined && buffer.signature !== signature
  }

  #ageTimer(key: string): NodeJS.Timeout {
    // A failed flush was counted; as on the server nobody is told (docs/wire-notes.md#acknowledgement).
    return setTimeout(() => this.#flushBuffer(key).catch(() => {}), this.#options.flushAgeMs).unref()
  }

  #discard(key: string): Buffer | undefined {
    const buffer = this.#buffers.get(key)
    this.#buffers.delete(key)
    clearTimeout(buffer?.timer)
    return buffer
  }

  #flushBuffer(key: string): Promise<void> {
    const buffer = this.#discard(key)
    if (buffer === undefined) return Promise.resolve()
    return this.#enqueue(() => this.#write(buffer))
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    const done = this.#writing.then(work)
    this.#writing = done.catch(() => {})
    return done
  }

  async #write(buffer: Buffer): Promise<void> {
    try {
      if (this.#failuresLeft > 0) {
        this.#failuresLeft--
        throw new Error('failed to write to storage: no space left on device')
      }
      const { database, measurement, batches } = buffer
      this.stats.flushes += await writeBatches(this.#engine, this.root, database, measurement, batches)
      this.stats.rowsWritten += buffer.rows
    } catch (error) {
      this.stats.errors++
      throw error
    }
  }
}

async function emptyDirectory(root: string): Promise<void> {
  for (const name of await readdir(root)) await rm(join(root, name), { recursive: true, force: true })
}

/** What an Arc puts into its directory: rows by hour or, compacted, by day, the marks of empty databases, backups. */
const STORED =
  /^(?:[^/]+\/[^/]+(?:\/\d+){3,4}\/(?:\.tmp\/)?[^/]+\.parquet(?:\.\w+)?|[^/]+\/\.arc-database|\.(?:backups|flush-[^/]+|import-[^/]+)\/.+)$/

/** A directory that somebody chose may hold files of theirs; those stay. */
async function removeStored(root: string): Promise<void> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const paths = entries.map((entry) => join(entry.parentPath, entry.name))
  for (const [index, path] of paths.entries()) {
    const isStored = STORED.test(path.slice(root.length + 1).replaceAll(sep, '/'))
    if (isStored && !entries[index]?.isDirectory()) await rm(path, { force: true })
  }
  const directories = paths.filter((_, index) => entries[index]?.isDirectory())
  for (const path of directories.sort((a, b) => b.length - a.length)) await rmdir(path).catch(() => {})
}

async function subdirectories(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isDirectory() && !/^[._]/.test(entry.name))
    .map((entry) => entry.name)
    .sort()
}
