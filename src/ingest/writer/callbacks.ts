/**
 * What a writer tells: the callbacks a caller may pass, and its statistics. Callbacks are called here only, and their failures
 * never affect the writer.
 */
import { quantity } from '../../base/describe.ts'
import { MAX_TIMER_MS } from '../../base/sleep.ts'
import type { Logger } from '../../transport/tracing.ts'
import type { EncodedBatch } from '../encoding/batch.ts'
import { type BatchRow, rowsOfBatch } from '../encoding/batch-reader.ts'

/** A batch that the server has acknowledged. */
export interface FlushedBatch {
  /** The database of the rows; `default` is the server's own. */
  readonly database: string
  /** The measurement of the rows. */
  readonly measurement: string
  /** How many rows. */
  readonly rows: number
  /** Encoded size, before compression. */
  readonly bytes: number
  /** 1 when the first attempt succeeded. */
  readonly attempts: number
  /** Duration of the successful request, in milliseconds. */
  readonly durationMs: number
}

/** A failure that the writer handles by itself. */
export interface WriterFailure {
  /** What the failure concerns; absent for the spool as a whole. */
  readonly database?: string | undefined
  /** The measurement of the rows it concerns, if there is one. */
  readonly measurement?: string | undefined
  /** How many rows it concerns. */
  readonly rows?: number | undefined
  /** How often they have been sent so far. */
  readonly attempts?: number | undefined
  /** Milliseconds until the next attempt; `undefined` when there is none. */
  readonly retryInMs?: number | undefined
}

/** A batch that the writer gives up on, with its rows. */
export interface DroppedBatch {
  /** The database of the rows; `default` is the server's own. */
  readonly database: string
  /** The measurement of the rows. */
  readonly measurement: string
  /**
   * The rows as objects, decoded on first access: `time` is an RFC 3339 string with microseconds, int64 is bigint. Every write
   * method takes them as they are, and stores the same types.
   */
  readonly rows: readonly BatchRow[]
  /** How many rows, without decoding them. */
  readonly rowCount: number
  /** Why: the server's refusal, or the last failure before the time for retries ran out. */
  readonly error: Error
  /** How often they were sent. */
  readonly attempts: number
}

/** What the writer reports. Exceptions and rejections of a callback go to the client's logger and nowhere else. */
export interface WriterCallbacks {
  /** After a batch was acknowledged. @default none */
  readonly onFlush?: ((batch: FlushedBatch) => unknown) | undefined
  /** After every failed attempt, and for problems with the spool. Nearly always with an `ArcError`. @default none */
  readonly onError?: ((error: Error, failure: WriterFailure) => unknown) | undefined
  /**
   * When a batch is given up. When it returns, or its promise resolves, you have taken care of the rows. When it throws or
   * rejects, or takes longer than `onDropTimeoutMs`, and when there is none, the next `flush()` or `close()` rejects.
   * @default none
   */
  readonly onDrop?: ((batch: DroppedBatch) => unknown) | undefined
}

const FAILED = Symbol('failed')

/** Calls the caller's functions. Their exceptions go to the client's logger. */
export class Callbacks {
  /** What `onError` was told last, whether there is one or not. */
  lastError: Error | undefined
  readonly #callbacks: WriterCallbacks
  readonly #dropTimeoutMs: number
  readonly #logger: Logger | undefined
  /** Nobody would hear of failures, so the first of each cause becomes a warning of the process. */
  readonly #isSilent: boolean
  readonly #warned = new Set<string>()

  constructor(callbacks: WriterCallbacks, dropTimeoutMs: number, logger: Logger | undefined) {
    this.#callbacks = callbacks
    this.#dropTimeoutMs = dropTimeoutMs
    this.#logger = logger
    this.#isSilent = !callbacks.onError && !callbacks.onDrop && !logger
  }

  flushed(batch: FlushedBatch): void {
    void this.#run('onFlush', () => this.#callbacks.onFlush?.(batch))
  }

  failed(error: Error, failure: WriterFailure): void {
    this.lastError = error
    void this.#run('onError', () => this.#callbacks.onError?.(error, failure))
    const { measurement, retryInMs } = failure
    // A drop is told by itself.
    if (measurement === undefined) this.#warn('spool', error, 'the spool has a problem')
    else if (retryInMs !== undefined) this.#warn('kept', error, `rows of ${measurement} are kept and sent again`)
  }

  /** Whether the caller took care of the rows. Never rejects, and resolves within the time that `onDrop` has. */
  async dropped(batch: DroppedBatch): Promise<boolean> {
    const { database, measurement, rowCount, error } = batch
    const { onDrop } = this.#callbacks
    const answer = onDrop === undefined ? FAILED : this.#run('onDrop', () => onDrop(batch))
    const isHandled = (await within(this.#dropTimeoutMs, answer)) !== FAILED
    if (isHandled) return true
    const what = `dropped ${quantity(rowCount, 'row')} of ${database}.${measurement}`
    this.#tell(what, error)
    this.#warn('dropped', error, what)
    return false
  }

  /** What the callback returned, or a promise of it; {@link FAILED} when it threw or rejected. Never throws or rejects itself. */
  #run(name: string, callback: () => unknown): unknown {
    const fail = (error: unknown) => {
      this.#tell(`${name} failed`, error)
      return FAILED
    }
    try {
      const answer = callback()
      return typeof answer === 'object' ? Promise.resolve(answer).catch(fail) : answer
    } catch (error) {
      return fail(error)
    }
  }

  /** The caller's logger is a callback as well. */
  #tell(message: string, error: unknown): void {
    try {
      this.#logger?.error(`arc: ${message}`, { error: String(error) })
    } catch {
      // There is nowhere left to report it.
    }
  }

  #warn(kind: string, error: Error, what: string): void {
    if (!this.#isSilent) return
    const { code = error.name, status } = error as { readonly code?: unknown; readonly status?: unknown }
    const cause = `${kind} ${code} ${status}`
    if (this.#warned.has(cause)) return
    this.#warned.add(cause)
    warn(
      `arc: ${what}: ${error.message}. More of this kind is not told: give onError and onDrop to arc.write.buffered(), or a logger to the client`,
    )
  }
}

/** What a promise resolves to; {@link FAILED} if that takes too long. */
function within(ms: number, answer: unknown): unknown {
  if (!(answer instanceof Promise) || ms > MAX_TIMER_MS) return answer
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(FAILED), ms)
    void answer.then((value) => {
      clearTimeout(timer)
      resolve(value)
    })
  })
}

interface WarningProcess {
  emitWarning?(message: string, type: string): void
  on?(event: 'beforeExit', listener: () => void): void
}

/** A warning of the process; where there is none, of the console. */
function warn(message: string): void {
  const { process } = globalThis as { process?: WarningProcess }
  if (process?.emitWarning) process.emitWarning(message, 'ArcWarning')
  else console.warn(message)
}

/** Writers that are open. A writer that holds rows is held by its timers and requests. */
const open = new Set<WeakRef<Counters>>()
let isWatching = false

/** Tells of rows that are unsent when nothing keeps the process alive any more. Returns a function that ends it. */
export function watchExit(counters: Counters): () => void {
  const { process } = globalThis as { process?: WarningProcess }
  const own = new WeakRef(counters)
  open.add(own)
  if (!isWatching) process?.on?.('beforeExit', tellUnsent)
  isWatching = true
  return () => void open.delete(own)
}

function tellUnsent(): void {
  let rows = 0
  for (const each of open) {
    const { rowsBuffered = 0, rowsInFlight = 0 } = each.deref() ?? {}
    rows += rowsBuffered + rowsInFlight
  }
  open.clear()
  if (rows === 0) return
  const what = `the process ends with ${quantity(rows, 'row')} unsent in a buffered writer`
  warn(`arc: ${what}, lost unless a spool has them on disk: await writer.close(), or arc.close(), before the end`)
}

/** A batch as `onDrop` receives it. It keeps the body and decodes it on demand. */
export function droppedBatch(
  batch: Omit<FlushedBatch, 'durationMs'> & Pick<EncodedBatch, 'misread'>,
  body: EncodedBatch['body'] | undefined,
  error: Error,
): DroppedBatch {
  const { database, measurement, rows: rowCount, attempts, misread } = batch
  let rows: readonly BatchRow[] | undefined
  return {
    database,
    measurement,
    rowCount,
    error,
    attempts,
    get rows() {
      rows ??= body === undefined ? [] : rowsOfBatch({ measurement, rows: rowCount, body, misread })
      return rows
    },
  }
}

/**
 * A snapshot of a writer's counters. Rows appended = buffered + in flight + acknowledged + dropped, at any moment
 * (leftovers of a spool count as appended, and no longer once `close()` has left them there).
 */
export interface WriterStats {
  /** Rows waiting to be sent, in open or cut batches, in memory or on disk. */
  readonly rowsBuffered: number
  /** Rows in requests that are not answered yet. */
  readonly rowsInFlight: number
  /** Rows that the server has accepted. */
  readonly rowsAcknowledged: number
  /** Rows handed to `onDrop`. */
  readonly rowsDropped: number
  /**
   * Rows that were sent again after an attempt of this writer whose outcome is unknown: each may be stored once more than
   * it was appended. What an earlier process had sent of a spool's leftovers is not known, and not counted.
   */
  readonly possibleDuplicates: number
  /** Bytes held in memory: open batches, cut ones, those in flight, and dropped ones until the promise of `onDrop` settles. */
  readonly bytesBuffered: number
  /** Encoded bytes the server has acknowledged, before compression. */
  readonly bytesAcknowledged: number
  /** Batches that are cut and not yet acknowledged or dropped. */
  readonly batchesPending: number
  /** Batches that the server has accepted. */
  readonly batchesAcknowledged: number
  /** Batches handed to `onDrop`. */
  readonly batchesDropped: number
  /** Batches that were split because the server found them too large. */
  readonly batchesSplit: number
  /** Attempts after the first, of all batches. */
  readonly retries: number
  /** The last failure; `undefined` when there was none. */
  readonly lastError: Error | undefined
  /** Durations of the last 1,024 acknowledged requests, in milliseconds, summed up when read; `undefined` before the first. */
  readonly latency: WriterLatency | undefined
  /** `undefined` without a spool, and until it is open. */
  readonly spool: { readonly bytes: number } | undefined
}

/** How long the last 1,024 acknowledged requests took. */
export interface WriterLatency {
  /** The last request, in milliseconds. */
  readonly lastMs: number
  /** Half of the requests took no longer, in milliseconds. */
  readonly medianMs: number
  /** 99 of 100 requests took no longer, in milliseconds. */
  readonly p99Ms: number
  /** The slowest request, in milliseconds. */
  readonly maxMs: number
}

/** The counters behind the statistics. Rows that are appended are buffered; a batch moves its rows on (`batch.ts`). */
export class Counters {
  rowsBuffered = 0
  rowsInFlight = 0
  rowsAcknowledged = 0
  rowsDropped = 0
  possibleDuplicates = 0
  bytesAcknowledged = 0
  batchesPending = 0
  batchesAcknowledged = 0
  batchesDropped = 0
  batchesSplit = 0
  retries = 0
  readonly latency = new LatencyWindow()
}

/** The last durations, in a ring. */
class LatencyWindow {
  readonly #ring = new Float64Array(1024)
  #count = 0

  add(ms: number): void {
    this.#ring[this.#count++ % this.#ring.length] = ms
  }

  summary(): WriterLatency | undefined {
    const last = this.#ring[(this.#count - 1) % this.#ring.length]
    if (last === undefined) return undefined
    const sorted = this.#ring.slice(0, Math.min(this.#count, this.#ring.length)).sort()
    const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? last
    return { lastMs: last, medianMs: at(0.5), p99Ms: at(0.99), maxMs: at(1) }
  }
}
