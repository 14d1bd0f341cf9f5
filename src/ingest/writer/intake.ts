/**
 * The first half of the writer: appends rows to open batches, and cuts batches when they are full or due.
 *
 * Every lane (one measurement of one database) has at most one open batch. It is cut when it reaches `maxRows` or
 * `maxBytes`, when it is due, or when the writer is flushed or needs room.
 */
import { ArcBufferFullError, ArcError } from '../../errors.ts'
import type { Columns } from '../columns.ts'
import type { EncodedBatch } from '../encoding/batch.ts'
import type { BufferPool } from '../encoding/buffer-pool.ts'
import type { BatchBuilder } from '../encoding/builder.ts'
import type { Gauge } from './gauge.ts'
import { isColumns, rowsIn } from './input.ts'
import { Lane } from './lane.ts'
import type { ResolvedWriterOptions } from './options.ts'
import type { WakeTimer } from './timer.ts'

/** What the intake works with, all owned by the writer. */
export interface IntakeContext {
  readonly options: ResolvedWriterOptions
  readonly timer: WakeTimer
  /** Receives each cut batch. */
  readonly send: (lane: Lane, batch: EncodedBatch) => void
  readonly gauge: Gauge
  readonly pool: BufferPool
}

export class Intake {
  openRows = 0
  readonly #context: IntakeContext
  readonly #gauge: Gauge
  /** By database, then by measurement name. */
  readonly #databases = new Map<string, Map<string, Lane>>()
  /** The lanes that have an open batch. */
  readonly #open = new Set<Lane>()
  #depth = 0

  constructor(context: IntakeContext) {
    this.#context = context
    this.#gauge = context.gauge
  }

  /** Whether an append is in progress: a getter or proxy in the caller's data may call the writer back. */
  get isAppending(): boolean {
    return this.#depth > 0
  }

  /** The lane of a measurement, created on demand once `measurement` has been validated. */
  lane(database: string, name: string, measurement?: unknown): Lane {
    let lanes = this.#databases.get(database)
    if (lanes === undefined) {
      lanes = new Map()
      this.#databases.set(database, lanes)
    }
    let lane = lanes.get(name)
    if (lane === undefined) {
      const { timeUnit, tagKeys, defaultColumns: defaults } = this.#context.options
      const options = { timeUnit, tagKeys: Object.hasOwn(tagKeys, name) ? tagKeys[name] : undefined, defaults }
      lane = new Lane(database, name, options, this.#context.pool)
      if (measurement !== undefined) lane.builderFor(measurement)
      lanes.set(name, lane)
    }
    return lane
  }

  /** Takes a row, an array of rows, or columns; all or nothing. */
  append(lane: Lane, measurement: unknown, data: unknown): void {
    if (lane.appending) throw reentryError()
    lane.appending = true
    this.#depth++
    try {
      this.#append(lane, measurement, data)
    } finally {
      lane.appending = false
      this.#depth--
    }
  }

  #append(lane: Lane, measurement: unknown, data: unknown): void {
    const builder = lane.builderFor(measurement)
    const { maxRows, maxBytes, maxBufferedBytes } = this.#context.options
    if (this.#gauge.heldBytes >= maxBufferedBytes) throw this.#fullError()
    if (Array.isArray(data)) this.#appendRows(builder, lane, data)
    else if (isColumns(data)) this.#appendColumns(builder, lane, data)
    else {
      const before = builder.bytes
      builder.appendRow(data, 0)
      this.#gauge.openBytes += builder.bytes - before
      this.openRows++
    }
    if (builder.rows >= maxRows || builder.bytes >= maxBytes) this.cut(lane)
    else if (lane.deadline === Number.POSITIVE_INFINITY && builder.rows > 0) this.#startBatch(lane)
  }

  /** Cuts the open batch of a lane, if it has one. */
  cut(lane: Lane): void {
    lane.deadline = Number.POSITIVE_INFINITY
    this.#open.delete(lane)
    const { builder } = lane
    if (builder === undefined) return
    if (builder.rows > 0) {
      this.#gauge.openBytes -= builder.bytes
      this.openRows -= builder.rows
      this.#send(lane, builder.take())
    }
  }

  /** @throws ArcError from within an append, because the batch in progress cannot be cut. */
  cutAll(): void {
    if (this.isAppending) throw reentryError()
    for (const lane of this.#open) this.cut(lane)
  }

  /** Cuts the batches that are due, and schedules the timer for the others. */
  cutDue(): void {
    const now = performance.now()
    let next = Number.POSITIVE_INFINITY
    for (const lane of this.#open) {
      if (lane.deadline > now) next = Math.min(next, lane.deadline)
      else this.cutIfDue(lane, now)
    }
    if (next < Number.POSITIVE_INFINITY) this.#context.timer.schedule(next)
  }

  /**
   * Cuts a batch that is due, if it could be sent at once. Behind other batches it keeps filling instead: once cut it
   * could not grow, and a slow server would get ever smaller requests.
   */
  cutIfDue(lane: Lane, now = performance.now()): void {
    if (lane.deadline <= now && lane.queue.length === 0) this.cut(lane)
  }

  /** Cuts the largest open batches, until the others hold less than half of `bytes`. */
  cutLargest(bytes: number): void {
    if (this.#gauge.openBytes < bytes / 2) return
    const largest = [...this.#open].sort((a, b) => (b.builder?.bytes ?? 0) - (a.builder?.bytes ?? 0))
    for (const lane of largest) {
      if (this.#gauge.openBytes < bytes / 2) return
      if (!lane.appending) this.cut(lane)
    }
  }

  #appendRows(builder: BatchBuilder, lane: Lane, rows: readonly unknown[]): void {
    const { maxRows, maxBytes } = this.#context.options
    // A call that would not fit the open batch gets batches of its own. If a row is refused the whole call must be undone,
    // so nothing is sent before its last row has been accepted.
    const share = 1 + rows.length / builder.rows
    if (builder.rows + rows.length > maxRows || builder.bytes * share > maxBytes) this.cut(lane)
    const before = builder.bytes
    let batches: readonly EncodedBatch[] = []
    if (builder.rows > 0) builder.appendRows(rows)
    else batches = builder.appendInBatches(rows, maxRows, maxBytes)
    this.#gauge.openBytes += builder.bytes - before
    this.openRows += rows.length - batches.reduce((sum, batch) => sum + batch.rows, 0)
    for (const batch of batches) this.#send(lane, batch)
  }

  #appendColumns(builder: BatchBuilder, lane: Lane, columns: Columns): void {
    const { maxRows, maxBytes } = this.#context.options
    if (builder.rows + rowsIn(columns) < maxRows) {
      const before = builder.bytes
      this.openRows += builder.appendColumns(columns)
      this.#gauge.openBytes += builder.bytes - before
      return
    }
    const batches = builder.encodeColumns(columns, maxRows, maxBytes)
    this.cut(lane)
    for (const batch of batches) this.#send(lane, batch)
  }

  #startBatch(lane: Lane): void {
    const { options, timer } = this.#context
    const jitter = 1 - 0.2 * Math.random()
    lane.deadline = performance.now() + options.flushIntervalMs * jitter
    this.#open.add(lane)
    if (lane.deadline < Number.POSITIVE_INFINITY) timer.schedule(lane.deadline)
  }

  #send(lane: Lane, batch: EncodedBatch): void {
    this.#context.send(lane, trimmed(batch))
  }

  #fullError(): ArcBufferFullError {
    const { maxBufferedBytes } = this.#context.options
    return new ArcBufferFullError(
      `The writer holds ${this.#gauge.heldBytes} bytes, and maxBufferedBytes is ${maxBufferedBytes}. Nothing of this call was taken: await writer.ready(), or raise maxBufferedBytes`,
    )
  }
}

/** The error for data whose getters call the writer that is reading them. */
export function reentryError(): ArcError {
  return new ArcError(
    'The writer was called by the very data it is taking in, such as a getter that logs; read the values first, then append them',
  )
}

/** Copies a body out of a much larger buffer, which would hold more memory than is counted. */
function trimmed(batch: EncodedBatch): EncodedBatch {
  const { body } = batch
  return body.buffer.byteLength > body.length * 1.3 ? { ...batch, body: body.slice() } : batch
}
