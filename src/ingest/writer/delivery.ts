/**
 * What the measurements of a writer share on the way to the server: the limit of requests at once, the spool, and the flushes
 * that wait.
 *
 * A flush covers what was cut before it, and all that the spool found. It is told of every drop among that, and of drops that
 * no flush has been told of yet.
 */
import { quantity } from '../../base/describe.ts'
import { ArcFlushError, ArcSpoolError, ArcTimeoutError, type UndeliveredBatch } from '../../errors.ts'
import type { ArcHttp } from '../../transport/http.ts'
import type { EncodedBatch } from '../encoding/batch.ts'
import { splitBatch } from '../encoding/batch-reader.ts'
import { BufferPool } from '../encoding/buffer-pool.ts'
import { BATCH_PATH, misreadError } from '../send.ts'
import { Backpressure } from './backpressure.ts'
import { type Batch, type Target, toError, type WriterState } from './batch.ts'
import { Callbacks, Counters, type WriterStats } from './callbacks.ts'
import { Clock, type WriterWaitOptions, waitFor } from './clock.ts'
import type { ResolvedWriterOptions } from './options.ts'
import type { SpoolEntry, SpoolOptions, SpoolStore } from './spool.ts'
import { judge } from './verdicts.ts'

/** How many failures are kept for the next flush. Beyond that, only the first ones are listed. */
const MAX_UNREPORTED = 1_000

/** What an attempt has come to. */
export type Outcome =
  | { readonly kind: 'acknowledged'; readonly durationMs: number }
  | { readonly kind: 'retry'; readonly error: Error; readonly pauseMs: number }
  | { readonly kind: 'split'; readonly error: Error; readonly halves: readonly EncodedBatch[] }
  | { readonly kind: 'drop'; readonly error: Error }

/** One flush: it covers the batches numbered up to `mark`. */
export interface Flush {
  readonly mark: number
  readonly failures: UndeliveredBatch[]
}

export class Delivery implements WriterState {
  readonly options: ResolvedWriterOptions
  readonly callbacks: Callbacks
  readonly counters = new Counters()
  readonly backpressure: Backpressure
  readonly clock = new Clock()
  readonly pool: BufferPool
  /** Batches that are not done. */
  readonly #batches = new Set<Batch>()
  /** The open spool, if there is one. */
  store: SpoolStore | undefined
  spoolError: Error | undefined
  /** Resolves when the spool is open, has failed or was given up; never rejects. */
  readonly opened: Promise<void>
  /** Resolves when, besides, all that an earlier process left is known. Until then, what is cut waits behind it. */
  readonly recovered: Promise<void>
  isRecovering: boolean
  isOpening: boolean
  readonly #http: ArcHttp
  readonly #abort = new AbortController()
  #freeSlots: number
  readonly #waitingForSlot: (() => void)[] = []
  #lastNumber = 0
  readonly #flushes = new Set<Flush>()
  #unreported: UndeliveredBatch[] = []
  #onRecovered = () => {}
  #resolveOpened = () => {}
  #resolveRecovered = () => {}

  /** @param relieve Cuts open batches where that makes room. */
  constructor(http: ArcHttp, options: ResolvedWriterOptions, relieve: (below: number) => void) {
    this.#http = http
    this.options = options
    this.callbacks = new Callbacks(options, options.onDropTimeoutMs, http.config.logger)
    this.backpressure = new Backpressure(options.highWaterMark, relieve)
    this.pool = new BufferPool(options.maxBufferedBytes / 4)
    this.#freeSlots = options.concurrency
    this.isOpening = options.spool !== undefined
    this.isRecovering = this.isOpening
    this.opened = new Promise((resolve) => {
      this.#resolveOpened = resolve
    })
    this.recovered = new Promise((resolve) => {
      this.#resolveRecovered = resolve
    })
    if (!this.isRecovering) this.#spoolIsKnown()
  }

  /** Aborts when the writer gives up what is left. */
  get closing(): AbortSignal {
    return this.#abort.signal
  }

  get stats(): WriterStats {
    const { latency, ...counters } = this.counters
    return {
      ...counters,
      lastError: this.callbacks.lastError,
      bytesBuffered: this.backpressure.heldBytes,
      get latency() {
        return latency.summary()
      },
      spool: this.store && { bytes: this.store.bytes },
    }
  }

  nextNumber(): number {
    return ++this.#lastNumber
  }

  /** Flushes wait for it from now on, and are told if it was not delivered. */
  track(batch: Batch): void {
    this.#batches.add(batch)
    void batch.done.then((failure) => {
      this.#batches.delete(batch)
      if (failure !== undefined) this.#tell(batch, failure)
    })
  }

  /** Queries of this client know of the rows before they are sent. */
  noteLatest({ database, measurement }: Target, latestMicros: number): void {
    this.#http.latestTimes.written(database, measurement, latestMicros)
  }

  /** Sends a batch once, as soon as one of the `concurrency` slots is free. Never rejects. */
  async attempt(batch: Batch): Promise<Outcome | undefined> {
    if (this.#freeSlots > 0) this.#freeSlots--
    else await new Promise<void>((resolve) => this.#waitingForSlot.push(resolve))
    try {
      if (batch.isEnded) return undefined
      batch.attemptBegins()
      return await this.#send(batch)
    } finally {
      const next = this.#waitingForSlot.shift()
      if (next === undefined) this.#freeSlots++
      else next()
    }
  }

  async #send(batch: Batch): Promise<Outcome | undefined> {
    let encoded: EncodedBatch | undefined
    try {
      encoded = await batch.encoded()
      if (encoded.misread !== undefined) throw misreadError(encoded.measurement, encoded.misread)
      if (batch.isEnded) return undefined
      batch.counts()
      const sentAt = performance.now()
      let isSent = false
      const { attempts } = await this.#http.request({
        operation: 'write.buffered',
        method: 'POST',
        path: BATCH_PATH,
        body: encoded.body,
        database: batch.database,
        kind: 'write',
        retry: 'never',
        compress: true,
        timeoutMs: this.options.attemptTimeoutMs,
        attemptTimeoutMs: this.options.attemptTimeoutMs,
        signal: this.closing,
        onBodySent: () => {
          isSent = true
        },
      })
      // Of what was on disk the times are not known.
      if (batch.number === 0) this.#http.latestTimes.forget()
      // Nobody has the body any more: not the transport, not the spool, and no caller ever had it. After a failed attempt
      // that is less certain, as a socket that was answered early may still be sending it.
      if (isSent && batch.attempts === 1 && attempts === 1 && !batch.isEnded) this.pool.give(encoded.body)
      return { kind: 'acknowledged', durationMs: performance.now() - sentAt }
    } catch (thrown) {
      const error = toError(thrown)
      const verdict = judge(batch, error, this.options)
      if (typeof verdict === 'number') return { kind: 'retry', error, pauseMs: verdict }
      if (verdict === 'drop' || encoded === undefined) return { kind: 'drop', error }
      try {
        return { kind: 'split', error, halves: splitBatch(encoded) }
      } catch (unreadable) {
        // A spool of another version can hold what this one cannot take apart.
        return { kind: 'drop', error: toError(unreadable) }
      }
    }
  }

  /**
   * Opens the spool and hands what is in it to `found`, oldest first. Batches are sent meanwhile. Without it, everything is
   * sent from memory. Never rejects.
   */
  async openSpool(
    spool: Required<SpoolOptions>,
    found: (entry: SpoolEntry) => void,
    recovered: () => void,
  ): Promise<void> {
    this.#onRecovered = recovered
    try {
      const { openSpool } = await import('#spool')
      const store = await openSpool(spool, (error) => this.callbacks.failed(error, {}))
      if (!this.isOpening) return await store.close()
      this.store = store
      this.isOpening = false
      this.#resolveOpened()
      for await (const entry of store.recover()) {
        if (this.closing.aborted) break
        found(entry)
      }
      this.#spoolIsKnown()
    } catch (thrown) {
      this.#failSpool(toError(thrown))
    }
  }

  /** Gives the spool that long to open; after that it counts as failed. Never rejects. */
  async giveUpSpoolAfter(timeoutMs: number): Promise<void> {
    if (await waitFor(this.opened, { timeoutMs })) return
    this.#failSpool(
      new ArcSpoolError(
        `The spool directory ${this.options.spool?.directory} did not open before the writer had to close: nothing of what was appended is on disk`,
      ),
    )
  }

  /** There is no spool: what waited for it is sent from memory. */
  #failSpool(error: Error): void {
    if (!this.isRecovering) return
    this.spoolError = error
    this.callbacks.failed(error, {})
    this.#spoolIsKnown()
  }

  #spoolIsKnown(): void {
    this.isOpening = false
    this.isRecovering = false
    this.#onRecovered()
    this.#resolveOpened()
    this.#resolveRecovered()
  }

  /** Starts a flush of everything that is cut. */
  startFlush(): Flush {
    const flush = { mark: this.#lastNumber, failures: this.#unreported }
    this.#unreported = []
    this.#flushes.add(flush)
    return flush
  }

  /** Resolves when everything that the flush covers is done. Never rejects. */
  async flushed({ mark }: Flush): Promise<void> {
    await this.recovered
    await Promise.all([...this.#batches].filter(({ number }) => number <= mark).map(({ done }) => done))
  }

  /** Waits for everything that is cut; see `BufferedWriter.flush`. `closed` ends the wait. */
  async flush(options: WriterWaitOptions, closed: Promise<void>): Promise<void> {
    const flush = this.startFlush()
    let isInTime = false
    try {
      isInTime = await this.clock.wait(Promise.race([this.flushed(flush), closed]), options)
    } catch (reason) {
      this.endFlush(flush, false) // the caller is told of the abort, and the next flush of the drops
      throw reason
    }
    this.endFlush(flush, true)
    if (isInTime && flush.failures.length === 0) return
    if (isInTime) throw flushError(flush.failures)
    const late = new ArcTimeoutError(`no acknowledgement within ${options.timeoutMs} ms`, { retryable: true })
    const kept = [...this.#batches].filter((batch) => batch.number <= flush.mark && !batch.isEnded)
    throw flushError([...flush.failures, ...kept.map((batch) => batch.retained(late))], late)
  }

  /** The flush is over. What its caller is not told of goes to the next one. */
  endFlush(flush: Flush, isTold: boolean): void {
    this.#flushes.delete(flush)
    if (!isTold) for (const failure of flush.failures) this.#keep(failure)
  }

  /** A failure is told to every flush that covers the batch, or else to the next one. */
  #tell(batch: Batch, failure: UndeliveredBatch): void {
    let isTold = false
    for (const { mark, failures } of this.#flushes) {
      if (batch.number > mark) continue
      failures.push(failure)
      isTold = true
    }
    if (!isTold) this.#keep(failure)
  }

  #keep(failure: UndeliveredBatch): void {
    if (this.#unreported.length < MAX_UNREPORTED) this.#unreported.push(failure)
  }

  /** Resolves when everything cut so far is on disk or has ended. Batches that the disk had refused are tried once more. */
  async saved(): Promise<void> {
    const mark = this.#lastNumber
    await this.recovered
    if (this.spoolError !== undefined) throw this.spoolError
    const batches = [...this.#batches].filter(({ number }) => number <= mark)
    for (const batch of batches) if (batch.saveError !== undefined) batch.save()
    await Promise.all(batches.map((batch) => batch.saved))
    for (const batch of batches) if (batch.saveError !== undefined && !batch.isEnded) throw batch.saveError
  }

  /** Cancels requests and pauses. Resolves when the caller said what became of all rows that were dropped, now or earlier. */
  async cancel(error: Error): Promise<void> {
    this.#abort.abort(error)
    await Promise.all([...this.#batches].map(({ done }) => done))
  }

  /** Lets go of the directory. Never rejects, and takes no longer than `timeoutMs`. */
  async closeSpool(timeoutMs: number): Promise<void> {
    if (this.store === undefined || (await waitFor(this.store.close(), { timeoutMs }))) return
    const error = new ArcSpoolError(
      `The spool directory ${this.options.spool?.directory} did not finish its last changes within ${timeoutMs} ms: the next writer may find it in use`,
    )
    this.callbacks.failed(error, {})
  }
}

/** The error of a flush that did not deliver everything. It is `retryable` if the writer keeps trying with all of it. */
export function flushError(batches: readonly UndeliveredBatch[], cause?: Error): ArcFlushError {
  const retained = batches.filter((batch) => batch.retained)
  const dropped = batches.filter((batch) => !batch.retained)
  const parts = [summary(dropped, 'dropped'), summary(retained, 'not acknowledged yet')].filter((part) => part !== '')
  const reason = batches[0]?.error ?? cause
  const because = reason === undefined ? '' : `: ${reason.message}`
  return new ArcFlushError(`The writer could not deliver everything. ${parts.join('; ')}${because}`, {
    batches,
    cause: cause ?? reason,
    retryable: dropped.length === 0,
  })
}

function summary(batches: readonly UndeliveredBatch[], state: string): string {
  if (batches.length === 0) return ''
  const rows = batches.reduce((sum, batch) => sum + batch.rows, 0)
  const measurements = [...new Set(batches.map((batch) => batch.measurement))]
  const named = measurements.slice(0, 3).join(', ') + (measurements.length > 3 ? ', …' : '')
  return `${quantity(batches.length, 'batch', 'batches')} (${quantity(rows, 'row')} of ${named}) ${state}`
}
