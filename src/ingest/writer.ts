/**
 * The buffered writer: append is synchronous, everything else happens behind it, and no row leaves without an acknowledgement or an `onDrop`.
 *
 * 1. `append` encodes rows into the open batch of their lane (one measurement of one database).
 * 2. At `maxRows`, `maxBytes` or `flushIntervalMs` the batch is cut and goes to the outbox (`writer-outbox.ts`), which sends, retries, splits and drops.
 * 3. Held bytes are those of open batches and of the outbox. From `highWaterMark` on `append` returns `false`, at `maxBufferedBytes` it throws.
 *
 * There is one timer, and it keeps the process alive only while somebody awaits the writer.
 */
import { ArcBufferFullError, ArcError, ArcFlushError, ArcSpoolError, ArcTimeoutError } from '../errors.ts'
import type { ArcHttp } from '../transport/http.ts'
import type { EncodedBatch } from './batch.ts'
import type { Columns } from './columns.ts'
import type { Measurement } from './measurement.ts'
import type { SpoolStore } from './spool-store.ts'
import type { RowValue } from './write.ts'
import { Callbacks } from './writer-callbacks.ts'
import { FlushTracker, type FlushWait, flushError, retainedBatch } from './writer-flush.ts'
import { guessBytesPerRow, isColumns, rowsIn } from './writer-input.ts'
import { Lane } from './writer-lane.ts'
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

/** What an undeclared measurement takes as a row. */
export type WriterRow<Row> = { readonly [Key in keyof Row]: RowValue }

/**
 * Collects rows and sends them in batches. Made by `arc.write.buffered(options)`.
 *
 * Delivery is at least once: after a lost acknowledgement rows are sent again, and Arc has nothing to recognise them by (docs/buffered-writing.md#duplicates).
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
  readonly #counters = new Counters()
  readonly #flushes = new FlushTracker()
  readonly #timer = new WakeTimer(() => this.#wake())
  readonly #callbacks: Callbacks
  readonly #onClosed: () => void
  /** By database, then by measurement name. */
  readonly #databases = new Map<string, Map<string, Lane>>()
  /** The lanes that have an open batch. */
  readonly #open = new Set<Lane>()
  readonly #roomWaits = new Set<() => void>()
  #openBytes = 0
  #openRows = 0
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
    this.#outbox = new Outbox({
      http,
      options: this.#options,
      callbacks: this.#callbacks,
      flushes: this.#flushes,
      counters: this.#counters,
      timer: this.#timer,
      onRelease: () => this.#released(),
      onIdle: (lane) => {
        if (lane.deadline <= performance.now()) this.#cut(lane)
      },
    })
    if (this.#options.spool) this.#opening = this.#openSpool(this.#options.spool)
  }

  /**
   * Takes a row, an array of rows, or columns; all or nothing. Nothing is sent before the call returns.
   *
   * Columns of an undeclared measurement keep the type of their first value for the life of the writer. Objects whose `time` is an array (or, without `time`, whose first
   * property is one) are columns, all others rows.
   *
   * @returns `true` while the writer has room; `false` asks the caller to `await writer.ready()` before the next append.
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
    const lane = this.#lane(measurement, options)
    const builder = lane.builderFor(measurement)
    const { maxRows, maxBytes, maxBufferedBytes, highWaterMark } = this.#options
    if (this.#heldBytes >= maxBufferedBytes) throw this.#fullError()

    if (Array.isArray(data)) {
      this.#appendRows(lane, data)
    } else if (isColumns(data)) {
      this.#appendColumns(lane, data)
    } else {
      const before = builder.bytes
      builder.appendRow(data, 0)
      this.#openBytes += builder.bytes - before
      this.#openRows++
    }
    if (builder.rows >= maxRows || builder.bytes >= maxBytes) this.#cut(lane)
    else if (lane.deadline === Number.POSITIVE_INFINITY && builder.rows > 0) this.#startBatch(lane)
    if (this.#heldBytes < highWaterMark) return true
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
      if (this.#heldBytes < this.#options.highWaterMark) return
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
   * With `timeoutMs` it rejects when that takes longer, and with `signal` when it aborts (with the signal's reason): the writer keeps the rows then, and goes on trying. Without either it waits
   * as long as the batches are retried. Any number of flushes may be under way.
   *
   * @throws ArcFlushError listing the batches that were dropped since the last flush, and after `timeoutMs` those that are not acknowledged yet.
   */
  async flush(options: WaitOptions = {}): Promise<void> {
    await this.#settled(this.#startWait(), options)
  }

  /**
   * Resolves when everything appended so far is on disk, or acknowledged already (spool only).
   *
   * @throws ArcSpoolError without a spool, and when the disk refused a batch: that batch is still in memory and still sent.
   */
  async sync(options: WaitOptions = {}): Promise<void> {
    if (this.#options.spool === undefined)
      throw new ArcSpoolError('sync() needs the spool option: without it nothing is on disk')
    this.#cutAll()
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
   * What the server has not acknowledged after `timeoutMs`, or when `signal` aborts, stays in the spool if there is one, and is dropped through `onDrop` otherwise. A second call returns the first
   * one's promise.
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

  /** Takes records, with backpressure: `source.pipeTo(writer.writable)`. Its end flushes the writer and leaves it open. */
  get writable(): WritableStream<WriterRecord> {
    this.#writable ??= writableInto(this)
    return this.#writable
  }

  /**
   * Appends all that a source yields, waiting for room as needed, and resolves to the number of rows. Does not flush.
   *
   * @example
   * ```ts
   * await writer.consume('cpu', readings())   // rows, arrays of rows, or columns
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
      rowsBuffered: this.#openRows + outbox.rowsWaiting,
      rowsInFlight: outbox.rowsInFlight,
      bytesBuffered: this.#heldBytes,
      batchesPending: outbox.outstanding.size,
      latency: latency.summary(),
      spool: this.#store && { bytes: this.#store.bytes },
    }
  }

  get #heldBytes(): number {
    return this.#openBytes + this.#outbox.heldBytes
  }

  #appendRows(lane: Lane, rows: readonly unknown[]): void {
    const builder = lane.builderFor(lane.name)
    const { maxRows, maxBytes } = this.#options
    this.#checkRoom(rows.length * lane.bytesPerRow)
    const size =
      lane.bytesPerRow > 0 ? Math.max(1, Math.min(maxRows, Math.floor(maxBytes / lane.bytesPerRow))) : maxRows
    if (builder.rows + rows.length <= size) {
      const before = builder.bytes
      builder.appendRowRange(rows, 0, rows.length)
      this.#openBytes += builder.bytes - before
      this.#openRows += rows.length
      return
    }
    // More than the open batch can take: a refused row must take back the whole call, so nothing of it goes out before its last row is in.
    this.#cut(lane)
    const whole = rows.length - (rows.length % size)
    const batches = []
    try {
      for (let from = 0; from < whole; from += size) {
        builder.appendRowRange(rows, from, from + size)
        batches.push(builder.take())
      }
      builder.appendRowRange(rows, whole, rows.length)
    } catch (error) {
      if (builder.rows > 0) builder.take()
      throw error
    }
    this.#openBytes += builder.bytes
    this.#openRows += builder.rows
    for (const batch of batches) this.#send(lane, batch)
  }

  #appendColumns(lane: Lane, columns: Columns): void {
    const builder = lane.builderFor(lane.name)
    const { maxRows, maxBytes } = this.#options
    const rows = rowsIn(columns)
    this.#checkRoom(rows * (lane.bytesPerRow || guessBytesPerRow(columns)))
    if (builder.rows + rows < maxRows) {
      const before = builder.bytes
      this.#openRows += builder.appendColumns(columns)
      this.#openBytes += builder.bytes - before
      return
    }
    const batches = builder.encodeApart(columns, maxRows, maxBytes)
    this.#cut(lane)
    for (const batch of batches) this.#send(lane, batch)
  }

  #lane(measurement: string | Measurement, options: AppendOptions | undefined): Lane {
    // One measurement appended to in a loop, by far the most common use, costs one comparison.
    if (measurement === this.#lastMeasurement && options === undefined && this.#lastLane) return this.#lastLane
    const database = writerDatabase(options?.database, this.#options.database)
    const name = typeof measurement === 'string' ? measurement : String(measurement?.name)
    const lane = this.#laneNamed(database, name, measurement)
    if (options === undefined) {
      this.#lastMeasurement = measurement
      this.#lastLane = lane
    }
    return lane
  }

  #laneNamed(database: string, name: string, measurement?: unknown): Lane {
    let lanes = this.#databases.get(database)
    if (lanes === undefined) {
      lanes = new Map()
      this.#databases.set(database, lanes)
    }
    let lane = lanes.get(name)
    if (lane === undefined) {
      lane = new Lane(database, name)
      if (measurement !== undefined) lane.builderFor(measurement) // checks the name before the lane is remembered
      lanes.set(name, lane)
    }
    return lane
  }

  #startBatch(lane: Lane): void {
    const jitter = 1 - 0.2 * Math.random()
    lane.deadline = performance.now() + this.#options.flushIntervalMs * jitter
    this.#open.add(lane)
    if (lane.deadline < Number.POSITIVE_INFINITY) this.#timer.schedule(lane.deadline)
  }

  #cut(lane: Lane): void {
    lane.deadline = Number.POSITIVE_INFINITY
    this.#open.delete(lane)
    const { builder } = lane
    if (builder === undefined || builder.rows === 0) return
    this.#openBytes -= builder.bytes
    this.#openRows -= builder.rows
    this.#send(lane, builder.take())
  }

  #send(lane: Lane, batch: EncodedBatch): void {
    lane.bytesPerRow = batch.body.length / batch.rows
    this.#outbox.add(lane, trimmed(batch))
  }

  #cutAll(): void {
    for (const lane of this.#open) this.#cut(lane)
  }

  #wake(): void {
    const now = performance.now()
    let next = Number.POSITIVE_INFINITY
    for (const lane of this.#open) {
      if (lane.deadline > now) next = Math.min(next, lane.deadline)
      // Behind batches that are not sent yet it could not go now; cut, it could not grow either, and a server that is slow would be sent ever smaller requests.
      else if (lane.queue.length === 0) this.#cut(lane)
    }
    for (const { lane } of this.#outbox.outstanding) this.#outbox.offer(lane)
    if (next < Number.POSITIVE_INFINITY) this.#timer.schedule(next)
  }

  /** Above the mark with nothing under way, only open batches can make room: the largest go first. */
  #relieve(): void {
    if (this.#outbox.outstanding.size > 0) return
    const largest = [...this.#open].sort((a, b) => (b.builder?.bytes ?? 0) - (a.builder?.bytes ?? 0))
    for (const lane of largest) {
      if (this.#openBytes < this.#options.highWaterMark / 2) return
      this.#cut(lane)
    }
  }

  #released(): void {
    if (this.#roomWaits.size === 0) return
    if (this.#heldBytes >= this.#options.highWaterMark) {
      this.#relieve()
      return
    }
    for (const resolve of this.#roomWaits) resolve()
    this.#roomWaits.clear()
  }

  #startWait(): FlushWait {
    this.#cutAll()
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
      // Whatever can be saved to disk is saved first, however late it is.
      await this.#opening
      await this.#outbox.stored(this.#outbox.lastSeq).catch(() => {})
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
      this.#store = await openSpool(spool, (error) => {
        this.#counters.lastError = error
        this.#callbacks.failed(error, {})
      })
      this.#outbox.opened(this.#store, (entry) => this.#laneNamed(entry.database, entry.measurement))
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

  #checkRoom(bytes: number): void {
    if (this.#heldBytes + bytes > this.#options.maxBufferedBytes) throw this.#fullError(bytes)
  }

  #fullError(bytes = 0): ArcBufferFullError {
    const call = bytes > 0 ? `, and this call adds about ${Math.ceil(bytes)}` : ''
    return new ArcBufferFullError(
      `The writer holds ${this.#heldBytes} of ${this.#options.maxBufferedBytes} bytes${call}. Nothing of this call was taken: await writer.ready(), append in smaller pieces, or raise maxBufferedBytes`,
    )
  }
}

/** Closes writers side by side; what they could not deliver is one error. */
export async function closeAll(writers: Iterable<BufferedWriter>): Promise<void> {
  const outcomes = await Promise.allSettled([...writers].map((writer) => writer.close()))
  const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
  const batches = errors.flatMap((error) => (error instanceof ArcFlushError ? error.batches : []))
  if (errors.length > 0) throw errors.length === 1 ? errors[0] : flushError(batches, new AggregateError(errors))
}

/** A body that was encoded into a buffer much larger than itself would hold more memory than is counted. */
function trimmed(batch: EncodedBatch): EncodedBatch {
  const { body } = batch
  return body.buffer.byteLength > body.length * 1.3 ? { ...batch, body: body.slice() } : batch
}

function closedError(): ArcError {
  return new ArcError('The writer is closed: append before close(), or make a new one with arc.write.buffered()')
}
