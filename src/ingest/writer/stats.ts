/** What a writer has done so far. */

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

/** The counters that only grow. */
export class Counters {
  rowsAcknowledged = 0
  rowsDropped = 0
  possibleDuplicates = 0
  bytesAcknowledged = 0
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
