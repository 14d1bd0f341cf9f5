/**
 * Collects rows and columns of one measurement, already encoded as the bytes that will be sent.
 *
 * 1. Every column has its own buffer, and a cell is encoded when it is appended: nothing boxed is kept, and taking a
 *    batch is one copy per column.
 * 2. A column's type is settled by its first value (or by the schema) and stays across batches, so that the server never sees the shape flip.
 * 3. A refused row leaves no trace: every buffer goes back to where the row began.
 */

import type { ColumnType, ResolvedMeasurement } from '../measurement.ts'
import { checkTimeUnit, type TimeUnit } from '../time/instants.ts'
import { TimeColumn } from '../time/time.ts'
import { assembleBatch, type EncodedBatch, MAX_REQUEST_BYTES } from './batch.ts'
import type { BufferPool } from './buffer-pool.ts'
import type { ByteSink } from './byte-sink.ts'
import { ColumnSet, type ColumnState, type ColumnTypes } from './column-set.ts'
import { checkTagKeys, type DefaultColumn, type EncodeOptions, prepareColumns } from './encoder.ts'
import type { PreparedColumn } from './prepared-column.ts'
import { appendCells } from './row-cells.ts'
import { rowObject } from './row-object.ts'

/** Rows `from` to `to` of columns that are bound to their kernels. */
export interface PreparedRange {
  readonly prepared: readonly PreparedColumn[]
  readonly from: number
  readonly to: number
}

/** How many bytes a call may add; one that would add more is refused as a whole. */
export interface AppendLimit {
  readonly bytes: number
  readonly refusal: () => Error
}

const NO_LIMIT: AppendLimit = { bytes: Number.POSITIVE_INFINITY, refusal: () => new RangeError('not reached') }

/** Options of a builder. */
export interface BuilderOptions extends EncodeOptions {
  readonly defaults?: readonly DefaultColumn[] | undefined
}

/** What a builder has learned from its data. A new builder that is given it takes and refuses the same. */
export interface Learned {
  readonly types: ColumnTypes
  /** A column without instants, which knows the unit of numbers. */
  readonly time: TimeColumn
}

/** A code and an int64. */
const BYTES_PER_TIME = 9

/** What the objects of a column take, beside its buffer: about as much as measured on Node. */
const COLUMN_OVERHEAD_BYTES = 600

/** Rows after which columns that lag behind are filled up. */
const PAD_EVERY_ROWS = 256

/** A state to return to when a call is refused. */
interface Checkpoint {
  readonly rows: number
  readonly bytes: number
  readonly unit: TimeUnit
  readonly columns: readonly ColumnState[]
}

/** Builds batches of one measurement. */
export class BatchBuilder {
  readonly measurement: string
  readonly #tagKeys: readonly string[] | undefined
  readonly #time: TimeColumn
  readonly #columns: ColumnSet
  readonly #defaults: readonly DefaultColumn[]
  #bytes = 0
  /** Bytes per row in the latest {@link encodeApart}: a body that does not have to grow is encoded a quarter faster. */
  #bytesPerRow: number | undefined

  /**
   * @param spareBuffers Buffers to use for new columns, as long as there are any; {@link dispose} returns them.
   */
  constructor(
    measurement: ResolvedMeasurement,
    options: BuilderOptions = {},
    spareBuffers: ByteSink[] = [],
    learned?: Learned,
  ) {
    this.measurement = measurement.name
    this.#tagKeys = checkTagKeys(measurement.name, options.tagKeys)
    this.#defaults = options.defaults ?? []
    this.#time = learned?.time ?? new TimeColumn(measurement.name, checkTimeUnit(options.timeUnit), 64)
    this.#columns = new ColumnSet(measurement, spareBuffers)
    for (const [name, type] of learned?.types ?? []) {
      if (type === undefined) this.#columns.add(name)
      else this.#columns.typed(name, type)
    }
    this.#columns.commit()
  }

  /** Rows appended since the last {@link take}. */
  get rows(): number {
    return this.#time.length
  }

  /** The approximate encoded size of the batch. */
  get bytes(): number {
    return this.#bytes
  }

  /** Whether a request carries no more than what is in, with up to `maxRows` rows. */
  isFull(maxRows: number): boolean {
    return this.rows >= maxRows || this.#bytes >= MAX_REQUEST_BYTES
  }

  /**
   * Appends one row, or throws and changes nothing.
   *
   * @param place The row's number in the caller's data, for errors.
   */
  appendRow(row: unknown, place: number = this.rows): void {
    const cells = rowObject(row, this.measurement, place)
    const index = this.#time.length
    const unit = this.#time.saveUnit()
    try {
      const bytes = appendCells(cells, this.#time, this.#columns, index, place, this.#defaults)
      this.#bytes += bytes + BYTES_PER_TIME + this.#padSparse(index)
      this.#columns.commit()
    } catch (error) {
      this.#undo(index, unit)
      throw error
    }
  }

  /** Appends whole columns, all or nothing. Returns the number of rows. */
  appendColumns(columns: unknown, limit?: AppendLimit): number {
    return this.appendPrepared((time) => {
      const { rows, prepared } = this.#prepare(columns, time)
      return { prepared, from: 0, to: rows }
    }, limit)
  }

  /** Appends a range of columns that `prepare` binds to their kernels and whose times it appends, all or nothing. Returns the number of rows. */
  appendPrepared(
    prepare: (time: TimeColumn, typeOf: (column: string) => ColumnType | undefined) => PreparedRange,
    limit: AppendLimit = NO_LIMIT,
  ): number {
    const index = this.#time.length
    const unit = this.#time.saveUnit()
    try {
      const { prepared, from, to } = prepare(this.#time, (name) => this.#columns.typeOf(name))
      const rows = to - from
      let bytes = BYTES_PER_TIME * rows
      for (const { name, type, encode } of prepared) {
        if (type === undefined) continue
        const column = this.#columns.typed(name, type)
        column.mark(index)
        const start = column.sink.position
        column.pad(index)
        column.rows = index + rows
        column.values += encode(column.sink, from, to)
        bytes += column.sink.position - start
        if (bytes > limit.bytes) throw limit.refusal()
      }
      bytes += this.#padSparse(index)
      if (bytes > limit.bytes) throw limit.refusal()
      this.#columns.commit()
      this.#bytes += bytes
      return rows
    } catch (error) {
      this.#undo(index, unit)
      throw error
    }
  }

  /** Appends `rows[from]` to `rows[to - 1]`, or throws and changes nothing. */
  appendRowRange(rows: readonly unknown[], from: number, to: number, limit: AppendLimit): void {
    const before = this.#checkpoint()
    try {
      for (let row = from; row < to; row++) {
        this.appendRow(rows[row], row)
        if (this.#bytes - before.bytes > limit.bytes) throw limit.refusal()
      }
    } catch (error) {
      this.#restore(before)
      throw error
    }
  }

  /**
   * Appends rows to a builder that is empty, taking a batch whenever `size` of them or as many bytes as a request
   * carries are in; or throws and changes nothing, not even the schema.
   */
  appendInBatches(
    rows: readonly unknown[],
    size: number,
    pool?: BufferPool,
    limit: AppendLimit = NO_LIMIT,
  ): EncodedBatch[] {
    const before = this.#checkpoint()
    const batches: EncodedBatch[] = []
    let taken = 0
    try {
      for (let row = 0; row < rows.length; row++) {
        this.appendRow(rows[row], row)
        if (taken + this.#bytes > limit.bytes) throw limit.refusal()
        if (!this.isFull(size)) continue
        const batch = this.take(pool)
        batches.push(batch)
        taken += batch.body.length
      }
      if (taken + this.#bytes > limit.bytes) throw limit.refusal()
      return batches
    } catch (error) {
      this.#restore(before)
      throw error
    }
  }

  /**
   * Encodes whole columns as separate batches, bypassing the open one but using its schema; or throws and changes nothing.
   *
   * @param maxRows Rows per batch; fewer once a batch has turned out larger than `maxBytes`.
   */
  encodeApart(
    columns: unknown,
    maxRows: number,
    maxBytes: number,
    pool?: BufferPool,
    limit: AppendLimit = NO_LIMIT,
  ): EncodedBatch[] {
    const before = this.#checkpoint()
    try {
      const time = this.#time.emptyCopy(pool)
      const { rows, prepared } = this.#prepare(columns, time)
      for (const { name, type } of prepared) {
        if (type !== undefined) this.#columns.typed(name, type)
      }
      this.#columns.commit()
      const batches: EncodedBatch[] = []
      let bytesPerRow = this.#bytesPerRow ?? 12 * (prepared.length + 1)
      let size = maxRows
      let taken = 0
      for (let from = 0; from < rows; from += size) {
        size = Math.max(1, Math.min(maxRows, Math.floor(maxBytes / bytesPerRow), rows - from))
        const to = from + size
        const written = prepared.map(({ name, encode }) => ({
          name,
          write: (sink: ByteSink) => encode(sink, from, to),
        }))
        const options = { tagKeys: this.#tagKeys, sizeHint: Math.ceil(size * bytesPerRow * 1.02) + 512, pool }
        const batch = assembleBatch(this.measurement, time, from, size, written, options)
        batches.push(batch)
        taken += batch.body.length
        if (taken > limit.bytes) throw limit.refusal()
        bytesPerRow = batch.body.length / size
      }
      time.dispose()
      this.#bytesPerRow = bytesPerRow
      return batches
    } catch (error) {
      this.#restore(before)
      throw error
    }
  }

  /** Hands over what was appended, as a request body of its own, and starts the next batch with the same schema. */
  take(pool?: BufferPool): EncodedBatch {
    const { rows } = this
    if (rows === 0) throw new RangeError('take() of an empty builder')
    let sizeHint = rows * BYTES_PER_TIME + 64
    for (const column of this.#columns.list) {
      if (column.values === 0) continue
      column.pad(rows)
      sizeHint += column.sink.position + column.name.length * 3 + 16
    }
    const columns = this.#columns.list.filter((column) => column.values > 0)
    const batch = assembleBatch(this.measurement, this.#time, 0, rows, columns, {
      tagKeys: this.#tagKeys,
      sizeHint,
      pool,
    })
    for (const column of this.#columns.list) column.clear()
    this.#time.clear()
    this.#bytes = 0
    return batch
  }

  /** Returns the columns' buffers; the builder must not be used afterwards. What {@link take} returned stays intact. */
  dispose(): void {
    this.#columns.dispose()
  }

  /** About how many bytes of memory the empty builder takes. */
  get capacityBytes(): number {
    const { list } = this.#columns
    const overhead = (list.length + 1) * COLUMN_OVERHEAD_BYTES
    return list.reduce((sum, { sink }) => sum + sink.bytes.length, this.#time.capacityBytes + overhead)
  }

  /** What a later builder needs in order to take the place of this one, which must be empty. */
  get learned(): Learned {
    return { types: this.#columns.types, time: this.#time.emptyCopy() }
  }

  /** Returns that memory. The builder must be empty. */
  shrink(): void {
    this.#time.shrink()
    for (const column of this.#columns.list) column.sink.shrink()
  }

  /**
   * Fills up the columns that the rows since `index` do not have, so that what a batch of many sparse columns will take is
   * known before it is taken; returns by how many bytes they grew. Not after every row: that would cost more than the row.
   */
  #padSparse(index: number): number {
    const { rows } = this
    if (Math.floor(index / PAD_EVERY_ROWS) === Math.floor(rows / PAD_EVERY_ROWS)) return 0
    let bytes = 0
    for (const column of this.#columns.list) {
      if (column.values === 0 || column.rows === rows) continue
      column.mark(index)
      bytes += column.pad(rows)
    }
    return bytes
  }

  #prepare(columns: unknown, time: TimeColumn): ReturnType<typeof prepareColumns> {
    const typeOf = (name: string) => this.#columns.typeOf(name)
    return prepareColumns(this.#columns.measurement, columns, time, typeOf, this.#defaults)
  }

  /** Takes back the row, or the columns, that began at row `index`. */
  #undo(index: number, unit: TimeUnit): void {
    this.#time.truncate(index)
    this.#time.restoreUnit(unit)
    this.#columns.rollBack(index)
  }

  /** The current state, to return to if a later row of the same call is refused. */
  #checkpoint(): Checkpoint {
    return {
      rows: this.rows,
      bytes: this.#bytes,
      unit: this.#time.saveUnit(),
      columns: this.#columns.checkpoint(),
    }
  }

  #restore(checkpoint: Checkpoint): void {
    this.#columns.restore(checkpoint.columns)
    this.#time.truncate(checkpoint.rows)
    this.#time.restoreUnit(checkpoint.unit)
    this.#bytes = checkpoint.bytes
  }
}
