/**
 * One measurement of one database: rows in, requests out, in order.
 *
 * Rows are encoded into the open batch. It is cut when it reaches `maxRows` or `maxBytes`, `flushIntervalMs` after its first
 * row, and when the writer is flushed or needs room. What is cut joins the queue, and one loop delivers it:
 *
 * 1. With a spool, a batch is on disk before it is sent.
 * 2. It is sent when one of the writer's `concurrency` slots is free.
 * 3. The outcome decides (`verdicts.ts`): acknowledged, it is forgotten; after a failure that may pass, this measurement alone
 *    pauses and sends it again; one that is too large is replaced by its halves; any other is dropped to `onDrop`.
 */
import { ArcBufferFullError, ArcError } from '../../errors.ts'
import type { EncodedBatch } from '../encoding/batch.ts'
import { BatchBuilder } from '../encoding/builder.ts'
import { resolveMeasurement } from '../measurement.ts'
import { callError } from '../refusals.ts'
import { Batch, type Target } from './batch.ts'
import type { Delivery } from './delivery.ts'
import type { SpoolEntry } from './spool.ts'

export class MeasurementQueue implements Target {
  readonly database: string
  readonly measurement: string
  /** Whether rows or columns are being read, which can run the caller's code. */
  isAppending = false
  readonly #delivery: Delivery
  /** Made by the first append: a queue that was made for what the spool found has none yet. */
  #builder: BatchBuilder | undefined
  /** What the latest append passed as the measurement: almost always the same object again. */
  #given: unknown
  /** The declared columns the builder was made with, as JSON, and its tags; `undefined` if it was made by name. */
  #schema: string | undefined
  /** Cut batches; the first is the one in flight, or the next to go. */
  readonly #cut: Batch[] = []
  /** Those that were cut before all that the spool holds is known, and go behind that. */
  readonly #early: Batch[] = []
  #isDelivering = false
  #isDue = false
  #cancelTimer: (() => void) | undefined

  constructor(delivery: Delivery, database: string, measurement: string) {
    this.#delivery = delivery
    this.database = database
    this.measurement = measurement
  }

  /** Bytes in the open batch. */
  get openBytes(): number {
    return this.#builder?.bytes ?? 0
  }

  /** Takes a row, or an array of rows; all or nothing. */
  append(measurement: unknown, rows: unknown): void {
    this.#append(measurement, (builder) => {
      if (Array.isArray(rows)) return this.#appendRows(builder, rows)
      const { backpressure, counters } = this.#delivery
      const before = builder.bytes
      builder.appendRow(rows, 0)
      backpressure.openBytes += builder.bytes - before
      counters.rowsBuffered++
    })
  }

  /** Takes columns; all or nothing. */
  appendColumns(measurement: unknown, columns: unknown): void {
    this.#append(measurement, (builder) => this.#appendColumns(builder, columns))
  }

  #append(measurement: unknown, add: (builder: BatchBuilder) => void): void {
    if (this.isAppending) throw reentryError()
    this.isAppending = true
    try {
      const { options, backpressure } = this.#delivery
      const { maxRows, maxBytes, maxBufferedBytes } = options
      const builder = this.builderFor(measurement)
      if (backpressure.heldBytes >= maxBufferedBytes) throw fullError(backpressure.heldBytes, maxBufferedBytes)
      add(builder)
      if (builder.isFull(maxRows, maxBytes)) this.cut()
      else if (this.#cancelTimer === undefined && builder.rows > 0) this.#startTimer()
    } finally {
      this.isAppending = false
    }
  }

  #startTimer(): void {
    const { clock, options } = this.#delivery
    // Up to a fifth early, so that writers started together do not send together.
    const ms = options.flushIntervalMs * (1 - 0.2 * Math.random())
    this.#cancelTimer = clock.after(ms, () => {
      this.#isDue = true
      this.#cutIfDue()
    })
  }

  #appendRows(builder: BatchBuilder, rows: readonly unknown[]): void {
    const { options, backpressure, counters } = this.#delivery
    const { maxRows, maxBytes } = options
    // A call that would not fit the open batch gets batches of its own. If a row is refused the whole call must be undone,
    // so nothing is sent before its last row has been accepted.
    const expectedBytes = builder.bytes * (1 + rows.length / builder.rows)
    if (builder.rows + rows.length > maxRows || expectedBytes > maxBytes) this.cut()
    const before = builder.bytes
    let batches: readonly EncodedBatch[] = []
    if (builder.rows > 0) builder.appendRows(rows)
    else batches = builder.appendInBatches(rows, maxRows, maxBytes)
    backpressure.openBytes += builder.bytes - before
    counters.rowsBuffered += rows.length - batches.reduce((sum, batch) => sum + batch.rows, 0)
    for (const batch of batches) this.#enqueue(batch)
  }

  #appendColumns(builder: BatchBuilder, columns: unknown): void {
    const { options, backpressure, counters } = this.#delivery
    const { maxRows, maxBytes } = options
    if (builder.rows + rowsIn(columns) < maxRows) {
      const before = builder.bytes
      counters.rowsBuffered += builder.appendColumns(columns)
      backpressure.openBytes += builder.bytes - before
      return
    }
    const batches = builder.encodeColumns(columns, maxRows, maxBytes)
    this.cut()
    for (const batch of batches) this.#enqueue(batch)
  }

  /** The builder to append to. A measurement with declared columns cannot be mixed with one without them. */
  builderFor(measurement: unknown): BatchBuilder {
    if (this.#builder !== undefined && (measurement === this.#given || typeof measurement === 'string'))
      return this.#builder
    const resolved = resolveMeasurement(measurement)
    const { tags } = resolved
    const schema = resolved.schema && JSON.stringify(resolved.schema) + (tags ? ` and the tags ${tags.join(', ')}` : '')
    if (this.#builder === undefined) {
      const { timeUnit, defaultColumns: defaults } = this.#delivery.options
      this.#builder = new BatchBuilder(resolved, { timeUnit, defaults }, this.#delivery.pool)
      this.#schema = schema
    } else if (schema !== this.#schema) {
      const before = this.#schema === undefined ? 'by its name' : `with the columns ${this.#schema}`
      throw callError(
        this.measurement,
        `this writer already writes it ${before}; pass the same measurement definition to every append`,
      )
    }
    this.#given = measurement
    return this.#builder
  }

  /** Cuts the open batch, if there is one, and sends it after those before it. */
  cut(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#isDue = false
    const builder = this.#builder
    if (builder === undefined || builder.rows === 0) return
    const { backpressure, counters } = this.#delivery
    backpressure.openBytes -= builder.bytes
    counters.rowsBuffered -= builder.rows
    this.#enqueue(builder.take())
  }

  /**
   * Cuts a batch that is due, if it could be sent at once. Behind other batches it keeps filling instead: once cut it could
   * not grow, and a slow server would get ever smaller requests.
   */
  #cutIfDue(): void {
    if (this.#isDue && !this.#isDelivering && this.#early.length === 0) this.cut()
  }

  #enqueue(encoded: EncodedBatch): void {
    this.#delivery.noteLatest(this, encoded.latestMicros ?? 0)
    const batch = Batch.cut(this.#delivery, this, this.#delivery.nextNumber(), trimmed(encoded))
    this.#delivery.track(batch)
    if (this.#delivery.isRecovering) {
      this.#early.push(batch)
      return
    }
    batch.save()
    this.#cut.push(batch)
    void this.#deliver()
  }

  /** Adds a batch that the spool found. */
  addLeftover(entry: SpoolEntry): void {
    const batch = Batch.leftover(this.#delivery, this, entry)
    this.#delivery.track(batch)
    this.#cut.push(batch)
    void this.#deliver()
  }

  /** All that the spool holds is known, or there is no spool. */
  recovered(): void {
    for (const batch of this.#early) batch.save()
    this.#cut.push(...this.#early.splice(0))
    void this.#deliver()
  }

  /** The loop that delivers what is cut. It ends when nothing is left; the next cut starts it again. Never rejects. */
  async #deliver(): Promise<void> {
    if (this.#isDelivering) return
    this.#isDelivering = true
    const delivery = this.#delivery
    for (let batch = this.#cut[0]; batch !== undefined; batch = this.#cut[0]) {
      await batch.saved // 1. on disk
      const outcome = await delivery.attempt(batch) // 2. a slot, a request
      if (outcome === undefined || batch.isEnded) continue // the writer has been closed, and the queue emptied
      switch (outcome.kind) {
        case 'acknowledged': // 3.
          this.#cut.shift()
          batch.acknowledge(outcome.durationMs)
          break
        case 'retry':
          batch.attemptFailed(outcome.error, outcome.pauseMs)
          await delivery.clock.pause(outcome.pauseMs, delivery.closing)
          break
        case 'split': {
          const halves = batch.split(outcome.error, outcome.halves)
          for (const half of halves) delivery.track(half)
          this.#cut.splice(0, 1, ...halves)
          break
        }
        case 'drop':
          this.#cut.shift()
          delivery.callbacks.failed(outcome.error, batch.about)
          void batch.drop(outcome.error)
          break
        default:
          outcome satisfies never
      }
    }
    this.#isDelivering = false
    this.#cutIfDue()
  }

  /** Ends all batches: those on disk stay there, the others are dropped. */
  giveUp(error: Error): void {
    for (const batch of this.#cut.splice(0)) batch.giveUp(error)
    for (const batch of this.#early.splice(0)) batch.giveUp(error)
  }
}

/** The error for data whose getters call the writer that is reading them. */
export function reentryError(): ArcError {
  return new ArcError(
    'The writer was called by the very data it is taking in, such as a getter that logs; read the values first, then append them',
  )
}

function fullError(heldBytes: number, maxBufferedBytes: number): ArcBufferFullError {
  return new ArcBufferFullError(
    `The writer holds ${heldBytes} bytes, and maxBufferedBytes is ${maxBufferedBytes}. Nothing of this call was taken: await writer.ready(), or raise maxBufferedBytes`,
  )
}

/** Copies a body out of a much larger buffer, which would hold more memory than is counted. */
function trimmed(batch: EncodedBatch): EncodedBatch {
  const { body } = batch
  return body.buffer.byteLength > body.length * 1.3 ? { ...batch, body: body.slice() } : batch
}

/** How many rows columns appear to have; the builder verifies it. */
function rowsIn(columns: unknown): number {
  if (typeof columns !== 'object' || columns === null) return 0
  const named = columns as Readonly<Record<string, unknown>>
  return lengthOf(named.time ?? named[Object.keys(named)[0] ?? ''])
}

function lengthOf(column: unknown): number {
  if (typeof column !== 'object' || column === null) return 0
  if ('values' in column && typeof column.values === 'object') return lengthOf(column.values)
  if ('codes' in column) return lengthOf(column.codes)
  return 'length' in column && typeof column.length === 'number' ? column.length : 0
}
