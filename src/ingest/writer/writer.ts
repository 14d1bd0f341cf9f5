/**
 * The buffered writer. `append` is synchronous, everything else happens in the background, and every row is either
 * acknowledged or handed to `onDrop`.
 *
 * 1. `append` encodes rows into the open batch of their queue: one measurement of one database (`measurement-queue.ts`).
 * 2. At `maxRows`, `maxBytes` or `flushIntervalMs` the batch is cut (`batch.ts`), and the queue delivers it: it sends, retries,
 *    splits and drops. Queues share the slots for requests and the spool (`delivery.ts`).
 * 3. What open and cut batches hold is counted (`backpressure.ts`). From `highWaterMark` on, `append` returns `false`; at
 *    `maxBufferedBytes` it throws.
 * 4. `flush()` and `sync()` cut, and wait for what is cut. `close()` flushes and then gives up what is left.
 */
import { checkNames } from '../../base/options.ts'
import { refusalOf } from '../../base/refusing.ts'
import { ArcClosedError, ArcSpoolError, ArcTimeoutError } from '../../errors.ts'
import { databaseName, databaseOrNull } from '../../transport/database.ts'
import type { ArcHttp } from '../../transport/http.ts'
import type { AppendRows, AppendShape, ColumnsFor, ColumnsShape } from '../columns.ts'
import type { Measurement } from '../measurement.ts'
import { consumeInto, type WriterRecord, writableInto } from './backpressure.ts'
import { toError } from './batch.ts'
import { type WriterStats, watchExit } from './callbacks.ts'
import { checkWaitOptions, type WriterWaitOptions, waitFor } from './clock.ts'
import { Delivery, flushError } from './delivery.ts'
import { MeasurementQueue, reentryError } from './measurement-queue.ts'
import { type AppendOptions, type ResolvedWriterOptions, resolveWriterOptions, type WriterOptions } from './options.ts'
import type { SpoolEntry } from './spool.ts'

/** How long the disk gets to save what is left once the caller's time is up, and again to let go of the directory. */
const SAVE_MS = 5_000
/** The minimum time a spool gets to open. */
const OPEN_MS = 1_000

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
  readonly #delivery: Delivery
  readonly #onClosed: () => void
  readonly #unwatchExit: () => void
  /** By database, then by measurement. */
  readonly #queues = new Map<string, Map<string, MeasurementQueue>>()
  #lastQueue: MeasurementQueue | undefined
  #lastMeasurement: unknown
  #isOpen = true
  #closing: Promise<void> | undefined
  readonly #closed: Promise<void>
  #resolveClosed = () => {}
  #writable: WritableStream<WriterRecord> | undefined

  /** @internal Use `arc.write.buffered(options)`. */
  constructor(http: ArcHttp, given: WriterOptions, onClosed: () => void) {
    const options = resolveWriterOptions(given, http.config)
    this.#options = options
    this.#onClosed = onClosed
    this.#closed = new Promise((resolve) => {
      this.#resolveClosed = resolve
    })
    this.#delivery = new Delivery(http, options, (below) => this.#relieve(below))
    this.#unwatchExit = watchExit(this.#delivery.counters)
    if (options.spool !== undefined) {
      const found = (entry: SpoolEntry) => this.#queueOf(entry.database, entry.measurement).addLeftover(entry)
      const recovered = () => {
        for (const queue of this.#allQueues()) queue.recovered()
      }
      void this.#delivery.openSpool(options.spool, found, recovered)
    }
  }

  /**
   * Takes a row, or an array of rows; all or nothing. Nothing is sent before the call returns.
   *
   * Columns of an undeclared measurement keep the type of their first value for the life of the writer.
   *
   * @returns `true` while the writer has room; `false` asks the caller to `await writer.ready()` before the next
   *   append.
   * @throws ArcValidationError for data that Arc would mangle or refuse, naming measurement, column and row.
   * @throws ArcBufferFullError when `maxBufferedBytes` are held already.
   * @throws ArcClosedError after `close()`; ArcSpoolError when the spool cannot be used; ArcError when a getter in the data
   *   calls the writer.
   */
  append<
    Given extends object & AppendShape<Given>,
    Target extends string | Measurement<object> = string | Measurement<Given>,
  >(measurement: Target, rows: AppendRows<Target, Given>, options?: AppendOptions): boolean {
    try {
      this.#queue(measurement, options).append(measurement, rows)
    } catch (error) {
      throw refusalOf('append', error)
    }
    return this.#hasRoom()
  }

  /** Takes columns of equal length, as `write.columns` does; otherwise like `append`. */
  appendColumns<
    Given extends object & ColumnsShape<Given>,
    Target extends string | Measurement<object> = string | Measurement<object>,
  >(measurement: Target, columns: ColumnsFor<Target, Given>, options?: AppendOptions): boolean {
    try {
      this.#queue(measurement, options).appendColumns(measurement, columns)
    } catch (error) {
      throw refusalOf('appendColumns', error)
    }
    return this.#hasRoom()
  }

  /**
   * Resolves when there is room again below `highWaterMark`, and, with a spool, when it is open.
   *
   * @throws ArcSpoolError when the spool cannot be used; ArcClosedError when the writer is closed.
   */
  async ready(options: { readonly signal?: AbortSignal | undefined } = {}): Promise<void> {
    checkWaitOptions(options, ['signal'])
    const { highWaterMark } = this.#options
    if (this.#delivery.isOpening) await this.#delivery.clock.wait(this.#delivery.opened, options)
    for (;;) {
      if (this.#delivery.spoolError !== undefined) throw this.#delivery.spoolError
      if (!this.#isOpen) throw closedError()
      if (this.#delivery.backpressure.heldBytes < highWaterMark) return
      await this.#delivery.backpressure.below(highWaterMark, (room) => this.#delivery.clock.wait(room, options))
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
    this.#cutAll()
    await this.#delivery.flush(options, this.#closed)
  }

  /**
   * Resolves when everything appended so far is on disk, or acknowledged already (spool only).
   *
   * @throws ArcSpoolError without a spool, and when the disk refused a batch: that batch is still in memory and still
   *   sent.
   */
  async sync(options: WriterWaitOptions = {}): Promise<void> {
    checkWaitOptions(options, ['signal', 'timeoutMs'])
    if (this.#options.spool === undefined) {
      throw new ArcSpoolError('sync() needs the spool option: without it nothing is on disk')
    }
    this.#cutAll()
    if (await this.#delivery.clock.wait(this.#delivery.saved(), options)) return
    throw new ArcTimeoutError(`sync() took longer than ${options.timeoutMs} ms; the writer goes on`, {
      retryable: true,
    })
  }

  /**
   * Refuses further rows, sends what is left and releases all resources.
   *
   * What the server has not acknowledged after `timeoutMs`, or when `signal` aborts, stays in the spool if there is
   * one, and is dropped to `onDrop` otherwise. A second call returns the promise of the first.
   *
   * @param options.timeoutMs `closeTimeoutMs` by default.
   * @throws ArcFlushError listing the batches that were not delivered. The writer is closed all the same.
   * @throws ArcUsageError for options that it does not know; the writer stays open.
   */
  close(options: WriterWaitOptions = {}): Promise<void> {
    try {
      this.#refuseReentry()
      checkWaitOptions(options, ['signal', 'timeoutMs'])
    } catch (error) {
      return Promise.reject(error)
    }
    this.#closing ??= this.#close(options)
    return this.#closing
  }

  /** The same as `close()`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /**
   * Takes records, with backpressure: `source.pipeTo(writer.writable)`. Its end flushes the writer and leaves it open:
   * then, and after an error or an abort, the property holds a new stream.
   */
  get writable(): WritableStream<WriterRecord> {
    const drain = {
      append: (record: WriterRecord) => this.#appendRecord(record),
      ready: (signal?: AbortSignal) => this.ready({ signal }),
      flush: () => this.flush(),
    }
    this.#writable ??= writableInto(drain, () => {
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
   *   yield { time: new Date(), host: 'a', usage: 95 } // or arrays of rows
   * }
   * await using writer = arc.write.buffered()
   * await writer.consume('cpu', readings())
   * ```
   */
  async consume<Item extends object, Target extends string | Measurement<object> = string | Measurement<Item>>(
    measurement: Target,
    source: Iterable<AppendRows<Target, Item>> | AsyncIterable<AppendRows<Target, Item>>,
    options: AppendOptions & { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<number> {
    checkWaitOptions(options, ['database', 'signal'])
    const { signal, database } = options
    const append = (rows: unknown) => this.#appendRecord({ measurement, rows: rows as object, database })
    return await consumeInto({ append, ready: () => this.ready({ signal }) }, source, signal)
  }

  /** What the writer has done so far, and what it holds. */
  get stats(): WriterStats {
    return this.#delivery.stats
  }

  /** One item of a source. */
  #appendRecord({ measurement, rows, columns, database }: WriterRecord): boolean {
    const queue = this.#queue(measurement, database === undefined ? undefined : { database })
    if (columns === undefined) queue.append(measurement, rows)
    else queue.appendColumns(measurement, columns)
    return this.#hasRoom()
  }

  #hasRoom(): boolean {
    const { highWaterMark } = this.#options
    if (this.#delivery.backpressure.heldBytes < highWaterMark) return true
    this.#relieve(highWaterMark)
    return false
  }

  /** The queue to append to. */
  #queue(measurement: string | Measurement<object>, options: AppendOptions | undefined): MeasurementQueue {
    if (!this.#isOpen) throw closedError()
    if (this.#delivery.spoolError !== undefined) throw this.#delivery.spoolError
    // Appending to one measurement in a loop, by far the most common use, costs one comparison.
    if (measurement === this.#lastMeasurement && options === undefined && this.#lastQueue) return this.#lastQueue
    if (options !== undefined) checkNames(options, ['database'])
    const database = databaseName(databaseOrNull(options?.database, 'database'), this.#options.database)
    const name = typeof measurement === 'string' ? measurement : String(measurement?.name)
    const queue = this.#queueOf(database, name, measurement)
    if (options === undefined) {
      this.#lastMeasurement = measurement
      this.#lastQueue = queue
    }
    return queue
  }

  /** The queue of a measurement, made on demand once `measurement` has been checked. */
  #queueOf(database: string, name: string, measurement?: unknown): MeasurementQueue {
    let queues = this.#queues.get(database)
    if (queues === undefined) {
      queues = new Map()
      this.#queues.set(database, queues)
    }
    let queue = queues.get(name)
    if (queue === undefined) {
      queue = new MeasurementQueue(this.#delivery, database, name)
      if (measurement !== undefined) queue.builderFor(measurement)
      queues.set(name, queue)
    }
    return queue
  }

  #allQueues(): MeasurementQueue[] {
    return [...this.#queues.values()].flatMap((queues) => [...queues.values()])
  }

  #refuseReentry(): void {
    if (this.#allQueues().some((queue) => queue.isAppending)) throw reentryError()
  }

  #cutAll(): void {
    this.#refuseReentry()
    for (const queue of this.#allQueues()) queue.cut()
  }

  /**
   * With too much held, the largest open batches are cut where that makes room: when nothing is under way that would, and when
   * there is a disk to take them, however long the batches before them wait.
   */
  #relieve(below: number): void {
    if (this.#delivery.counters.batchesPending > 0 && this.#delivery.store === undefined) return
    if (this.#delivery.backpressure.openBytes < below / 2) return
    for (const queue of this.#allQueues().sort((a, b) => b.openBytes - a.openBytes)) {
      if (this.#delivery.backpressure.openBytes < below / 2) return
      if (!queue.isAppending) queue.cut()
    }
  }

  async #close({ signal, timeoutMs = this.#options.closeTimeoutMs }: WriterWaitOptions): Promise<void> {
    const delivery = this.#delivery
    this.#isOpen = false
    this.#delivery.backpressure.close()
    this.#cutAll()
    const flush = delivery.startFlush()
    let cause: Error | undefined
    // Half of the time; the other half remains to send from memory what the disk does not take.
    void delivery.giveUpSpoolAfter(Math.max(OPEN_MS, timeoutMs / 2))
    try {
      if (!(await this.#delivery.clock.wait(delivery.flushed(flush), { signal, timeoutMs })))
        cause = new ArcTimeoutError(`no acknowledgement within ${timeoutMs} ms of close()`, { retryable: true })
    } catch (reason) {
      cause = toError(reason)
    }
    if (cause !== undefined) {
      // Save to disk first whatever can be saved, even this late; but a hanging disk must not hang the caller.
      await delivery.giveUpSpoolAfter(OPEN_MS)
      await waitFor(delivery.saved(), { timeoutMs: SAVE_MS }).catch(() => {})
      for (const queue of this.#allQueues()) queue.giveUp(cause)
      await waitFor(delivery.cancel(cause), { timeoutMs: this.#options.onDropTimeoutMs + SAVE_MS })
    }
    delivery.endFlush(flush, true)
    this.#delivery.clock.stop()
    await delivery.closeSpool(SAVE_MS)
    this.#resolveClosed()
    this.#unwatchExit()
    this.#onClosed()
    if (flush.failures.length > 0) throw flushError(flush.failures, cause)
  }
}

function closedError(): ArcClosedError {
  return new ArcClosedError('The writer is closed: append before close(), or make a new one with arc.write.buffered()')
}
