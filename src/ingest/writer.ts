/**
 * The buffered writer: append is synchronous, everything else happens behind it, and no row leaves without an
 * acknowledgement or an `onDrop`.
 *
 * 1. `append` encodes rows into the open batch of their lane (one measurement of one database).
 * 2. At `maxRows`, `maxBytes` or `flushIntervalMs` the batch is cut and goes to the outbox (`writer-outbox.ts`), which
 *    sends, retries, splits and drops.
 * 3. Held bytes are those of open batches and of the outbox. From `highWaterMark` on `append` returns `false`, at
 *    `maxBufferedBytes` it throws.
 *
 * There is one timer, and it keeps the process alive only while somebody awaits the writer.
 */
import { ArcError, ArcFlushError, ArcSpoolError, ArcTimeoutError } from '../errors.ts'
import type { ArcHttp } from '../transport/http.ts'
import { BodyPool } from './body-pool.ts'
import type { Columns } from './columns.ts'
import type { Measurement } from './measurement.ts'
import type { SpoolStore } from './spool-store.ts'
import type { RowValue } from './write.ts'
import { Callbacks } from './writer-callbacks.ts'
import { FlushTracker, type FlushWait, flushError, retainedBatch } from './writer-flush.ts'
import { Gauge } from './writer-gauge.ts'
import { Intake } from './writer-intake.ts'
import type { Lane } from './writer-lane.ts'
import {
  type ResolvedWriterOptions,
  resolveWriterOptions,
  type WriterOptions,
  writerDatabase,
} from './writer-options.ts'
import { Outbox } from './writer-outbox.ts'
import { consumeInto, type WriterRecord, writableInto } from './writer-source.ts'
import { Counters, type WriterStats } from './writer-stats.ts'
import { WakeTimer } from './writer-timer.ts'
import { type WaitOptions, waitFor } from './writer-wait.ts'

/** Options of one `append`. */
export interface AppendOptions {
  /** The database; `null` is the server's default. @default the writer's */
  readonly database?: string | null | undefined
}

/** How long `close()` waits for the disk once its own time is up. */
const SAVE_MS = 10_000

/** What an undeclared measurement takes as a row. */
export type WriterRow<Row> = { readonly [Key in keyof Row]: RowValue }

/**
 * Collects rows and sends them in batches. Made by `arc.write.buffered(options)`.
 *
 * Delivery is at least once: after a lost acknowledgement rows are sent again, and Arc has nothing to recognise them by
 * (docs/buffered-writing.md#duplicates).
 *
 * @example
 * ```ts
 * await using writer = arc.write.buffered({ flushIntervalMs: 1_000 })
 * writer.append('cpu', { time: new Date(), host: 'a', usage: 95 })
 * await writer.flush()
 * ```
 */
export class BufferedWriter {
  readonly #options: ResolvedWriterOptions
  readonly #outbox: Outbox
  readonly #gauge = new Gauge()
  readonly #counters = new Counters()
  readonly #flushes = new FlushTracker()
  readonly #timer = new WakeTimer(() => this.#wake())
  readonly #callbacks: Callbacks
  readonly #onClosed: () => void
  readonly #intake: Intake
  readonly #roomWaits = new Set<() => void>()
  #lastLane: Lane | undefined
  #lastMeasurement: unknown
  #state: 'open' | 'closing' | 'closed' = 'open'
  #closing: Promise<void> | undefined
  /** Settles, never rejects, when the spool is open or has failed. */
  readonly #opening: Promise<void> | undefined
  #isOpening = false
  #store: SpoolStore | undefined
  #spoolError: unknown
  #writable: WritableStream<WriterRecord> | undefined

  /** @internal Use `arc.write.buffered(options)`. */
  constructor(http: ArcHttp, options: WriterOptions = {}, onClosed: () => void = () => {}) {
    this.#options = resolveWriterOptions(options, http.config)
    this.#onClosed = onClosed
    this.#callbacks = new Callbacks(this.#options.callbacks, (message, error) =>
      http.config.logger?.error(`arc: ${message}`, { error: String(error) }),
    )
    const pool = new BodyPool(this.#options.maxBufferedBytes / 8)
    this.#outbox = new Outbox({
      http,
      options: this.#options,
      callbacks: this.#callbacks,
      flushes: this.#flushes,
      counters: this.#counters,
      timer: this.#timer,
      gauge: this.#gauge,
      pool,
      onRelease: () => this.#released(),
      onIdle: (lane) => this.#intake.cutIfDue(lane),
    })
    this.#intake = new Intake({
      options: this.#options,
      timer: this.#timer,
      send: (lane, batch) => this.#outbox.add(lane, batch),
      gauge: this.#gauge,
      pool,
    })
    if (this.#options.spool) this.#opening = this.#openSpool(this.#options.spool)
  }

  /**
   * Takes a row, an array of rows, or columns; all or nothing. Nothing is sent before the call returns.
   *
   * Columns of an undeclared measurement keep the type of their first value for the life of the writer. Objects whose
   * `time` is an array (or, without `time`, whose first property is one) are columns, all others rows.
   *
   * @returns `true` while the writer has room; `false` asks the caller to `await writer.ready()` before the next
   *   append.
   * @throws ArcValidationError for data that Arc would mangle or refuse, naming measurement, column and row.
   * @throws ArcBufferFullError when `maxBufferedBytes` are held already.
   * @throws ArcError once `close()` has been called, and when the spool cannot be used.
   */
  append<Row extends object>(
    measurement: Measurement<Row>,
    data: NoInfer<Row> | readonly NoInfer<Row>[] | Columns,
    options?: AppendOptions,
  ): boolean
  append<Row extends WriterRow<Row>>(measurement: string, rows: readonly Row[], options?: AppendOptions): boolean
  append(measurement: string, columns: Columns, options?: AppendOptions): boolean
  append<Row extends WriterRow<Row>>(measurement: string, row: Row, options?: AppendOptions): boolean
  append(measurement: string | Measurement, data: unknown, options?: AppendOptions): boolean {
    if (this.#state !== 'open') throw closedError()
    if (this.#spoolError !== undefined) throw this.#spoolError
    this.#intake.append(this.#lane(measurement, options), measurement, data)
    if (this.#gauge.heldBytes < this.#options.highWaterMark) return true
    this.#relieve()
    return false
  }

  /**
   * Resolves when there is room again below `highWaterMark`, and, with a spool, when it is open.
   *
   * @throws ArcSpoolError when the spool cannot be used; ArcError when the writer is closed.
   */
  async ready(options: { readonly signal?: AbortSignal | undefined } = {}): Promise<void> {
    if (this.#isOpening) await this.#holding(() => waitFor(this.#opening, options))
    for (;;) {
      if (this.#spoolError !== undefined) throw this.#spoolError
      if (this.#state !== 'open') throw closedError()
      if (this.#gauge.heldBytes < this.#options.highWaterMark) return
      this.#relieve()
      let resolve = () => {}
      const room = new Promise<void>((done) => {
        resolve = done
      })
      this.#roomWaits.add(resolve)
      try {
        await this.#holding(() => waitFor(room, options))
      } finally {
        this.#roomWaits.delete(resolve)
      }
    }
  }

  /**
   * Sends everything appended so far and resolves when the server has acknowledged it.
   *
   * With `timeoutMs` it rejects when that takes longer, and with `signal` when it aborts (with the signal's reason):
   * the writer keeps the rows then, and goes on trying. Without either it waits as long as the batches are retried. Any
   * number of flushes may be under way.
   *
   * @throws ArcFlushError listing the batches that were dropped since the last flush, and after `timeoutMs` those that
   *   are not acknowledged yet.
   */
  async flush(options: WaitOptions = {}): Promise<void> {
    await this.#settled(this.#startWait(), options)
  }

  /**
   * Resolves when everything appended so far is on disk, or acknowledged already (spool only).
   *
   * @throws ArcSpoolError without a spool, and when the disk refused a batch: that batch is still in memory and still
   *   sent.
   */
  async sync(options: WaitOptions = {}): Promise<void> {
    if (this.#options.spool === undefined)
      throw new ArcSpoolError('sync() needs the spool option: without it nothing is on disk')
    this.#intake.cutAll()
    const mark = this.#outbox.lastSeq
    const stored = async () => {
      await this.#opening
      if (this.#spoolError !== undefined) throw this.#spoolError
      await this.#outbox.stored(mark)
    }
    const inTime = await this.#holding(() => waitFor(stored(), options))
    if (!inTime)
      throw new ArcTimeoutError(`sync() took longer than ${options.timeoutMs} ms; the writer goes on`, {
        retryable: true,
      })
  }

  /**
   * Refuses further rows, sends what is left and lets go of everything.
   *
   * What the server has not acknowledged after `timeoutMs`, or when `signal` aborts, stays in the spool if there is
   * one, and is dropped through `onDrop` otherwise. A second call returns the first one's promise.
   *
   * @param options.timeoutMs `closeTimeoutMs` by default.
   * @throws ArcFlushError listing the batches that were not delivered. The writer is closed all the same.
   */
  close(options: WaitOptions = {}): Promise<void> {
    this.#closing ??= this.#close(options)
    return this.#closing
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /**
   * Takes records, with backpressure: `source.pipeTo(writer.writable)`. Its end flushes the writer and leaves it open.
   */
  get writable(): WritableStream<WriterRecord> {
    this.#writable ??= writableInto(this)
    return this.#writable
  }

  /**
   * Appends all that a source yields, waiting for room as needed, and resolves to the number of rows. Does not flush.
   *
   * @example
   * ```ts
   * async function* readings() {
   *   yield { time: new Date(), host: 'a', usage: 95 } // or arrays of rows, or columns
   * }
   * await using writer = arc.write.buffered()
   * await writer.consume('cpu', readings())
   * ```
   */
  consume<Row extends object>(
    measurement: Measurement<Row>,
    source:
      | Iterable<NoInfer<Row> | readonly NoInfer<Row>[] | Columns>
      | AsyncIterable<NoInfer<Row> | readonly NoInfer<Row>[] | Columns>,
    options?: AppendOptions & { readonly signal?: AbortSignal },
  ): Promise<number>
  consume<Item extends object>(
    measurement: string,
    source: Iterable<Item> | AsyncIterable<Item>,
    options?: AppendOptions & { readonly signal?: AbortSignal },
  ): Promise<number>
  consume(
    measurement: string | Measurement,
    source: Iterable<unknown> | AsyncIterable<unknown>,
    options: AppendOptions & { readonly signal?: AbortSignal } = {},
  ): Promise<number> {
    return consumeInto(this, measurement, source, options)
  }

  /** What the writer has done so far, and what it holds. */
  get stats(): WriterStats {
    const { latency, ...counters } = this.#counters
    const outbox = this.#outbox
    return {
      ...counters,
      rowsBuffered: this.#intake.openRows + outbox.rowsWaiting,
      rowsInFlight: outbox.rowsInFlight,
      bytesBuffered: this.#gauge.heldBytes,
      batchesPending: outbox.outstanding.size,
      latency: latency.summary(),
      spool: this.#store && { bytes: this.#store.bytes },
    }
  }

  #lane(measurement: string | Measurement, options: AppendOptions | undefined): Lane {
    // One measurement appended to in a loop, by far the most common use, costs one comparison.
    if (measurement === this.#lastMeasurement && options === undefined && this.#lastLane) return this.#lastLane
    const database = writerDatabase(options?.database, this.#options.database)
    const name = typeof measurement === 'string' ? measurement : String(measurement?.name)
    const lane = this.#intake.lane(database, name, measurement)
    if (options === undefined) {
      this.#lastMeasurement = measurement
      this.#lastLane = lane
    }
    return lane
  }

  #wake(): void {
    this.#intake.cutDue()
    for (const { lane } of this.#outbox.outstanding) this.#outbox.offer(lane)
  }

  /** Above the mark with nothing under way, only open batches can make room. */
  #relieve(): void {
    if (this.#outbox.outstanding.size === 0) this.#intake.cutLargest()
  }

  #released(): void {
    if (this.#roomWaits.size === 0) return
    if (this.#gauge.heldBytes >= this.#options.highWaterMark) {
      this.#relieve()
      return
    }
    for (const resolve of this.#roomWaits) resolve()
    this.#roomWaits.clear()
  }

  #startWait(): FlushWait {
    this.#intake.cutAll()
    return this.#flushes.start(this.#outbox.lastSeq, this.#outbox.outstanding.size + (this.#isOpening ? 1 : 0))
  }

  async #settled(wait: FlushWait, options: WaitOptions): Promise<void> {
    let inTime = false
    try {
      inTime = await this.#holding(() => waitFor(wait.settled, options))
    } catch (reason) {
      wait.giveBack() // the abort is what the caller hears of: the next flush tells of the drops
      throw reason
    }
    wait.end()
    if (inTime && wait.failures.length === 0) return
    const late = new ArcTimeoutError(`no acknowledgement within ${options.timeoutMs} ms`, { retryable: true })
    const retained = inTime ? [] : [...this.#outbox.outstanding].filter((batch) => batch.seq <= wait.mark)
    throw flushError(
      [...wait.failures, ...retained.map((batch) => retainedBatch(batch, late))],
      inTime ? undefined : late,
    )
  }

  async #close(options: WaitOptions): Promise<void> {
    this.#state = 'closing'
    for (const resolve of this.#roomWaits) resolve()
    const wait = this.#startWait()
    const { signal, timeoutMs = this.#options.closeTimeoutMs } = options
    const late = new ArcTimeoutError(`no acknowledgement within ${timeoutMs} ms of close()`, { retryable: true })
    let cause: unknown
    try {
      if (!(await this.#holding(() => waitFor(wait.settled, { signal, timeoutMs })))) cause = late
    } catch (reason) {
      cause = reason
    }
    let left: ReturnType<typeof retainedBatch>[] = []
    if (cause !== undefined) {
      // Whatever can be saved to disk is saved first, late as it is; but a disk that hangs must not hang the caller.
      const saved = async () => {
        await this.#opening
        await this.#outbox.stored(this.#outbox.lastSeq)
      }
      await waitFor(saved(), { timeoutMs: SAVE_MS }).catch(() => {})
      left = (await this.#outbox.abandon(cause)).map((batch) => retainedBatch(batch, cause))
    }
    wait.end()
    this.#timer.stop()
    await this.#store?.close()
    this.#state = 'closed'
    this.#onClosed()
    const failures = [...wait.failures, ...left]
    if (failures.length > 0) throw flushError(failures, cause)
  }

  async #openSpool(spool: NonNullable<WriterOptions['spool']>): Promise<void> {
    this.#isOpening = true
    try {
      const { openSpool } = await import('#spool')
      const store = await openSpool(spool, (error) => {
        this.#counters.lastError = error
        this.#callbacks.failed(error, {})
      })
      if (this.#state === 'closed') {
        await store.close()
        return
      }
      this.#store = store
      this.#outbox.opened(store, (entry) => this.#intake.lane(entry.database, entry.measurement))
    } catch (error) {
      this.#spoolError = error
      this.#counters.lastError = error
      this.#outbox.openFailed()
      this.#callbacks.failed(error, {})
    } finally {
      this.#isOpening = false
      this.#flushes.done(0)
    }
  }

  /** Keeps the process alive while the caller waits: otherwise an `await` could end in a silent exit. */
  async #holding<T>(wait: () => Promise<T>): Promise<T> {
    this.#timer.hold()
    try {
      return await wait()
    } finally {
      this.#timer.letGo()
    }
  }
}

/** Closes writers side by side; what they could not deliver is one error. */
export async function closeAll(writers: Iterable<BufferedWriter>): Promise<void> {
  const outcomes = await Promise.allSettled([...writers].map((writer) => writer.close()))
  const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
  const batches = errors.flatMap((error) => (error instanceof ArcFlushError ? error.batches : []))
  if (errors.length > 0) throw errors.length === 1 ? errors[0] : flushError(batches, new AggregateError(errors))
}

function closedError(): ArcError {
  return new ArcError('The writer is closed: append before close(), or make a new one with arc.write.buffered()')
}
