/**
 * What a writer tells: the callbacks a caller may pass, and its statistics. Callbacks are called here only, and their failures
 * never affect the writer.
 */
import { quantity } from '../../describe.ts'
import type { EncodedBatch } from '../encoding/batch.ts'
import { type BatchRow, rowsOfBatch } from '../encoding/batch-reader.ts'

/** A batch that the server has acknowledged. */
export interface FlushedBatch {
  readonly database: string
  readonly measurement: string
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
  readonly measurement?: string | undefined
  readonly rows?: number | undefined
  readonly attempts?: number | undefined
  /** Milliseconds until the next attempt; `undefined` when there is none. */
  readonly retryInMs?: number | undefined
}

/** A batch that the writer gives up on, with its rows. */
export interface DroppedBatch {
  readonly database: string
  readonly measurement: string
  /**
   * The rows as objects, decoded on first access: `time` is an RFC 3339 string with microseconds, int64 beyond 2^53 a bigint.
   * This writer accepts them as they are, and so does any write method with a declared measurement. Without a declaration, the
   * numbers of an int64 column would be written as float64.
   */
  readonly rows: readonly BatchRow[]
  readonly rowCount: number
  /** Why: the server's refusal, or the last failure before the time for retries ran out. */
  readonly error: Error
  readonly attempts: number
}

/** What the writer reports. Exceptions and rejections of a callback go to the client's logger and nowhere else. */
export interface WriterCallbacks {
  /** After a batch was acknowledged. */
  readonly onFlush?: ((batch: FlushedBatch) => unknown) | undefined
  /** After every failed attempt, and for problems with the spool. Nearly always with an `ArcError`. */
  readonly onError?: ((error: Error, failure: WriterFailure) => unknown) | undefined
  /**
   * When a batch is given up. Return `true`, or a promise of it, to say that you have taken care of its rows; otherwise
   * the next `flush()` or `close()` rejects. A promise has ten seconds to settle.
   */
  readonly onDrop?: ((batch: DroppedBatch) => unknown) | undefined
}

/** How long `flush()` and `close()` wait for the promise of an `onDrop`. */
export const VERDICT_MS = 10_000

/** Calls the caller's functions. Their exceptions go to `report`. */
export class Callbacks {
  /** What `onError` was told last, whether there is one or not. */
  lastError: Error | undefined
  readonly #callbacks: WriterCallbacks
  readonly #report: (message: string, error: unknown) => void

  constructor(callbacks: WriterCallbacks, report: (message: string, error: unknown) => void) {
    this.#callbacks = callbacks
    this.#report = report
  }

  flushed(batch: FlushedBatch): void {
    this.#run('onFlush', () => this.#callbacks.onFlush?.(batch))
  }

  failed(error: Error, failure: WriterFailure): void {
    this.lastError = error
    this.#run('onError', () => this.#callbacks.onError?.(error, failure))
  }

  /** Whether the caller took care of the rows. Never rejects, and settles within {@link VERDICT_MS}. */
  async dropped(batch: DroppedBatch): Promise<boolean> {
    const answer = this.#run('onDrop', () => this.#callbacks.onDrop?.(batch))
    const handled = (await within(VERDICT_MS, answer)) === true
    const { database, measurement, rowCount, error } = batch
    if (!handled) this.#tell(`dropped ${quantity(rowCount, 'row')} of ${database}.${measurement}`, error)
    return handled
  }

  /** Resolves to what the callback returned, `undefined` when it failed. Never rejects. */
  async #run(name: string, callback: () => unknown): Promise<unknown> {
    try {
      return await callback()
    } catch (error) {
      this.#tell(`${name} failed`, error)
      return undefined
    }
  }

  /** The caller's logger is a callback as well. */
  #tell(message: string, error: unknown): void {
    try {
      this.#report(message, error)
    } catch {
      // There is nowhere left to report it.
    }
  }
}

/** What the promise resolves to; `undefined` if that takes too long. */
function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), ms)
    void promise.then((value) => {
      clearTimeout(timer)
      resolve(value)
    })
  })
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
  readonly rowsInFlight: number
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
  readonly batchesPending: number
  readonly batchesAcknowledged: number
  readonly batchesDropped: number
  /** Batches that were split because the server found them too large. */
  readonly batchesSplit: number
  /** Attempts after the first, of all batches. */
  readonly retries: number
  readonly lastError: Error | undefined
  /** Durations of the last 1,024 acknowledged requests, in milliseconds; `undefined` before the first. */
  readonly latency: WriterLatency | undefined
  /** `undefined` without a spool, and until it is open. */
  readonly spool: { readonly bytes: number } | undefined
}

export interface WriterLatency {
  readonly lastMs: number
  readonly medianMs: number
  readonly p99Ms: number
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
