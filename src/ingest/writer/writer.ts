/**
 * The buffered writer. `append` is synchronous, everything else happens in the background, and every row is either
 * acknowledged or handed to `onDrop`.
 *
 * 1. `append` encodes rows into the open batch of their lane, one measurement of one database (`intake.ts`).
 * 2. At `maxRows`, `maxBytes` or `flushIntervalMs` the batch is cut and goes to the outbox (`outbox.ts`), which
 *    sends, retries, splits and drops. The outbox counts it in its ledger (`ledger.ts`) until it has settled.
 * 3. Open batches and the outbox both count as held bytes. From `highWaterMark` on, `append` returns `false`; at
 *    `maxBufferedBytes` it throws.
 * 4. `flush()` and `sync()` wait for what was appended (`delivery.ts`), and `close()` then gives up what is left
 *    (`closing.ts`).
 *
 * There is one timer, and it keeps the process alive only while somebody awaits the writer.
 */
import { ArcClosedError } from '../../errors.ts'
import type { ArcHttp } from '../../transport/http.ts'
import type { ColumnsOf, ColumnsShape } from '../columns.ts'
import { BufferPool } from '../encoding/buffer-pool.ts'
import type { Measurement } from '../measurement.ts'
import type { RowShape } from '../write.ts'
import { Callbacks } from './callbacks.ts'
import { drain, SAVE_MS } from './closing.ts'
import { flushed, startFlush, synced, type WriterParts } from './delivery.ts'
import { FlushTracker } from './flush.ts'
import { Gauge } from './gauge.ts'
import { Intake, reentryError } from './intake.ts'
import type { Lane } from './lane.ts'
import { SpoolOpening } from './opening.ts'
import {
  checkAppendOptions,
  type ResolvedWriterOptions,
  resolveWriterOptions,
  type WriterOptions,
  writerDatabase,
} from './options.ts'
import { Outbox } from './outbox.ts'
import { Room } from './room.ts'
import { consumeInto, type SourceContext, type WriterRecord, writableInto } from './source.ts'
import type { SpoolOptions } from './spool-store.ts'
import { Counters, type WriterStats } from './stats.ts'
import { WakeTimer } from './timer.ts'
import { checkWaitOptions, type WriterWaitOptions } from './wait.ts'

/** Options of one `append`. */
export interface AppendOptions {
  /** The database; `null` is the server's default. @default the writer's */
  readonly database?: string | null | undefined
}

/** A row, rows or columns of any shape that Arc can store. */
export type AppendShape<Given> = RowShape<Given> | RowsShape<Given> | ColumnsShape<Given>
type RowsShape<Given> = readonly unknown[] & { readonly [Index in keyof Given]: RowShape<Given[Index]> }

/** A row, rows or columns: what the measurement declares, else what was given. */
export type AppendData<Target, Given> = [Target] extends [Measurement<infer Row>]
  ? Row | readonly Row[] | ColumnsOf<Row>
  : Given | readonly NoInfer<Given>[]

/**
 * Collects rows and sends them in batches. Made by `arc.write.buffered(options)`.
 *
 * Delivery is at least once: after a lost acknowledgement rows are sent again, and Arc cannot recognise them
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
  readonly #room = new Room(this.#gauge, (below) => this.#relieve(below))
  readonly #sourceContext: SourceContext = { writer: this, room: this.#room, timer: this.#timer }
  #lastLane: Lane | undefined
  #lastMeasurement: unknown
  #state: 'open' | 'closing' | 'closed' = 'open'
  #closing: Promise<void> | undefined
  readonly #spool: SpoolOpening | undefined
  readonly #parts: WriterParts
  #writable: WritableStream<WriterRecord> | undefined

  /** @internal Use `arc.write.buffered(options)`. */
  constructor(http: ArcHttp, options: WriterOptions, onClosed: () => void) {
    this.#options = resolveWriterOptions(options, http.config)
    this.#onClosed = onClosed
    this.#callbacks = new Callbacks(this.#options.callbacks, (message, error) =>
      http.config.logger?.error(`arc: ${message}`, { error: String(error) }),
    )
    const pool = new BufferPool(this.#options.maxBufferedBytes / 4)
    this.#outbox = new Outbox({
      http,
      options: this.#options,
      callbacks: this.#callbacks,
      flushes: this.#flushes,
      counters: this.#counters,
      timer: this.#timer,
      gauge: this.#gauge,
      pool,
      onRelease: () => this.#room.released(),
      onIdle: (lane) => this.#intake.cutIfDue(lane),
    })
    this.#intake = new Intake({
      options: this.#options,
      timer: this.#timer,
      send: (lane, batch) => this.#outbox.add(lane, batch),
      gauge: this.#gauge,
      pool,
    })
    if (this.#options.spool) this.#spool = this.#openSpool(this.#options.spool)
    this.#parts = {
      intake: this.#intake,
      outbox: this.#outbox,
      flushes: this.#flushes,
      timer: this.#timer,
      spool: this.#spool,
    }
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
   * @throws ArcError after `close()`, when the spool cannot be used, and when a getter in the data calls the writer.
   */
  append<
    Given extends object & AppendShape<Given>,
    Target extends string | Measurement<object> = string | Measurement<Given>,
  >(measurement: Target, data: AppendData<Target, Given>, options?: AppendOptions): boolean {
    if (this.#state !== 'open') throw closedError()
    if (this.#spool?.error !== undefined) throw this.#spool.error
    this.#intake.append(this.#lane(measurement, options), measurement, data)
    if (this.#gauge.heldBytes < this.#options.highWaterMark) return true
    this.#relieve(this.#options.highWaterMark)
    return false
  }

  /**
   * Resolves when there is room again below `highWaterMark`, and, with a spool, when it is open.
   *
   * @throws ArcSpoolError when the spool cannot be used; ArcClosedError when the writer is closed.
   */
  async ready(options: { readonly signal?: AbortSignal | undefined } = {}): Promise<void> {
    checkWaitOptions(options, ['signal'])
    if (this.#spool?.isUnderWay) await this.#timer.wait(this.#spool.done, options)
    for (;;) {
      if (this.#spool?.error !== undefined) throw this.#spool.error
      if (this.#state !== 'open') throw closedError()
      const { highWaterMark } = this.#options
      if (this.#gauge.heldBytes < highWaterMark) return
      await this.#room.below(highWaterMark, (room) => this.#timer.wait(room, options))
    }
  }

  /**
   * Sends everything appended so far and resolves when the server has acknowledged it.
   *
   * It rejects after `timeoutMs`, or with the signal's reason when `signal` aborts; in both cases the writer keeps the rows
   * and keeps trying. With neither, it waits as long as the batches are retried. Any number of flushes may run at once.
   *
   * @throws ArcFlushError listing the batches that were dropped since the last flush, and after `timeoutMs` those that
   *   are not acknowledged yet.
   */
  async flush(options: WriterWaitOptions = {}): Promise<void> {
    checkWaitOptions(options, ['signal', 'timeoutMs'])
    await flushed(this.#parts, options)
  }

  /**
   * Resolves when everything appended so far is on disk, or acknowledged already (spool only).
   *
   * @throws ArcSpoolError without a spool, and when the disk refused a batch: that batch is still in memory and still
   *   sent.
   */
  async sync(options: WriterWaitOptions = {}): Promise<void> {
    checkWaitOptions(options, ['signal', 'timeoutMs'])
    await synced(this.#parts, options)
  }

  /**
   * Refuses further rows, sends what is left and releases all resources.
   *
   * What the server has not acknowledged after `timeoutMs`, or when `signal` aborts, stays in the spool if there is
   * one, and is dropped to `onDrop` otherwise. A second call returns the promise of the first.
   *
   * @param options.timeoutMs `closeTimeoutMs` by default.
   * @throws ArcFlushError listing the batches that were not delivered. The writer is closed all the same.
   * @throws ArcValidationError for options that it does not know; the writer stays open.
   */
  close(options: WriterWaitOptions = {}): Promise<void> {
    if (this.#intake.isAppending) return Promise.reject(reentryError())
    try {
      checkWaitOptions(options, ['signal', 'timeoutMs'])
    } catch (error) {
      return Promise.reject(error)
    }
    this.#closing ??= this.#close(options)
    return this.#closing
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /**
   * Takes records, with backpressure: `source.pipeTo(writer.writable)`. Its end flushes the writer and leaves it open:
   * then, and after an error or an abort, the property holds a new stream.
   */
  get writable(): WritableStream<WriterRecord> {
    this.#writable ??= writableInto(this.#sourceContext, () => {
      this.#writable = undefined
    })
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
  consume<Item extends object, Target extends string | Measurement<object> = string | Measurement<Item>>(
    measurement: Target,
    source: Iterable<AppendData<Target, Item>> | AsyncIterable<AppendData<Target, Item>>,
    options: AppendOptions & { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<number> {
    return consumeInto(this.#sourceContext, measurement, source, options)
  }

  /** What the writer has done so far, and what it holds. */
  get stats(): WriterStats {
    const { latency, ...counters } = this.#counters
    const { ledger } = this.#outbox
    return {
      ...counters,
      lastError: this.#callbacks.lastError,
      rowsBuffered: this.#intake.openRows + ledger.rowsWaiting,
      rowsInFlight: ledger.rowsInFlight,
      bytesBuffered: this.#gauge.heldBytes,
      batchesPending: ledger.outstanding.size,
      latency: latency.summary(),
      spool: this.#spool?.store && { bytes: this.#spool.store.bytes },
    }
  }

  #lane(measurement: string | Measurement<object>, options: AppendOptions | undefined): Lane {
    // Appending to one measurement in a loop, by far the most common use, costs one comparison.
    if (measurement === this.#lastMeasurement && options === undefined && this.#lastLane) return this.#lastLane
    if (options !== undefined) checkAppendOptions(options)
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
    for (const { lane } of this.#outbox.ledger.outstanding) this.#outbox.offer(lane)
  }

  /**
   * With too much held, open batches are cut where that makes room: when nothing is under way that would, and when there
   * is a disk to take them, however long the batches before them wait.
   */
  #relieve(below: number): void {
    if (this.#outbox.ledger.outstanding.size === 0 || this.#spool?.store !== undefined) this.#intake.cutLargest(below)
  }

  async #close(options: WriterWaitOptions): Promise<void> {
    this.#state = 'closing'
    this.#room.close()
    const { signal, timeoutMs = this.#options.closeTimeoutMs } = options
    const error = await drain(this.#parts, startFlush(this.#parts), { signal, timeoutMs })
    this.#timer.stop()
    await this.#spool?.close(SAVE_MS)
    this.#flushes.close()
    this.#state = 'closed'
    this.#onClosed()
    if (error) throw error
  }

  #openSpool(spool: SpoolOptions): SpoolOpening {
    const report = (error: Error) => this.#callbacks.failed(error, {})
    return new SpoolOpening(spool, {
      opened: (store) =>
        this.#outbox.opened(store, ({ database, measurement }) => this.#intake.lane(database, measurement)),
      failed: (error) => {
        this.#outbox.openFailed()
        report(error)
      },
      settled: () => this.#flushes.done(0),
      onError: report,
    })
  }
}

function closedError(): ArcClosedError {
  return new ArcClosedError('The writer is closed: append before close(), or make a new one with arc.write.buffered()')
}
