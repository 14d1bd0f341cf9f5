/**
 * Collects rows and columns of one measurement, already encoded as the bytes that will be sent.
 *
 * 1. Every column has its own buffer, and a cell is encoded when it is appended: nothing boxed is kept, and taking a
 *    batch is one copy per column.
 * 2. A column's type is settled by its first value (or by the schema) and stays across batches, so that the server never sees the shape flip.
 * 3. A refused row leaves no trace: every buffer goes back to where the row began.
 */

import type { ColumnType, ResolvedMeasurement } from '../measurement.ts'
import type { TimeUnit } from '../time/instants.ts'
import { TimeColumn } from '../time/time.ts'
import {
  assembleBatch,
  bytesOfName,
  bytesPerRowOf,
  type EncodedBatch,
  MAX_REQUEST_BYTES,
  MAX_ROWS_PER_REQUEST,
  rowsPerRequest,
} from './batch.ts'
import type { BufferPool } from './buffer-pool.ts'
import type { ByteSink } from './byte-sink.ts'
import { ColumnSet, type ColumnState } from './column-set.ts'
import { type DefaultColumn, prepareColumns } from './prepare-columns.ts'
import type { PreparedColumn } from './prepared-column.ts'
import { appendCells, rowObject } from './row-cells.ts'

/** Rows `from` to `to` of columns that are bound to their kernels. */
export interface PreparedRange {
  readonly prepared: readonly PreparedColumn[]
  readonly from: number
  readonly to: number
}

/** Options that affect the encoding. */
export interface EncodeOptions {
  /** The unit of numbers and bigints given as `time`. @default 'auto' */
  readonly timeUnit?: TimeUnit | undefined
}

/** Options of a builder. */
interface BuilderOptions extends EncodeOptions {
  readonly defaults?: readonly DefaultColumn[] | undefined
}

/** A code and an int64. */
const BYTES_PER_TIME = 9

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
  readonly #time: TimeColumn
  readonly #columns: ColumnSet
  readonly #defaults: readonly DefaultColumn[]
  readonly #pool: BufferPool | undefined
  #bytes = 0
  /** Bytes per row in the latest {@link encodeColumns}: a body that does not have to grow is encoded a quarter faster. */
  #bytesPerRow: number | undefined

  /**
   * @param pool Supplies the memory of columns and bodies. Between two batches a builder keeps none: only the names and
   *   types of its columns.
   */
  constructor(measurement: ResolvedMeasurement, options: BuilderOptions = {}, pool?: BufferPool) {
    this.measurement = measurement.name
    this.#defaults = options.defaults ?? []
    this.#pool = pool
    this.#time = new TimeColumn(measurement.name, options.timeUnit ?? 'auto', 0, pool)
    this.#columns = new ColumnSet(measurement, pool)
  }

  /** Rows appended since the last {@link take}. */
  get rows(): number {
    return this.#time.length
  }

  /** The approximate encoded size of the batch. */
  get bytes(): number {
    return this.#bytes
  }

  /** Whether a batch of up to `maxRows` rows and about `maxBytes` takes no more than what is in. */
  isFull(maxRows: number, maxBytes = MAX_REQUEST_BYTES): boolean {
    return this.rows >= maxRows || this.#bytes >= maxBytes
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
  appendColumns(columns: unknown): number {
    return this.appendPrepared((time) => {
      const { rows, prepared } = this.#prepare(columns, time)
      return { prepared, from: 0, to: rows }
    })
  }

  /** Appends a range of columns that `prepare` binds to their kernels and whose times it appends, all or nothing. Returns the number of rows. */
  appendPrepared(
    prepare: (time: TimeColumn, typeOf: (column: string) => ColumnType | undefined) => PreparedRange,
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
      }
      this.#bytes += bytes + this.#padSparse(index)
      this.#columns.commit()
      return rows
    } catch (error) {
      this.#undo(index, unit)
      throw error
    }
  }

  /** Appends rows, or throws and changes nothing. */
  appendRows(rows: readonly unknown[]): void {
    const before = this.#checkpoint()
    try {
      for (let row = 0; row < rows.length; row++) this.appendRow(rows[row], row)
    } catch (error) {
      this.#restore(before)
      throw error
    }
  }

  /**
   * Appends rows to a builder that is empty, taking a batch whenever one is full; or throws and changes nothing, not even
   * the schema.
   */
  appendInBatches(rows: readonly unknown[], maxRows: number, maxBytes?: number): EncodedBatch[] {
    const before = this.#checkpoint()
    const batches: EncodedBatch[] = []
    try {
      for (let row = 0; row < rows.length; row++) {
        this.appendRow(rows[row], row)
        if (this.isFull(maxRows, maxBytes)) batches.push(this.take())
      }
      return batches
    } catch (error) {
      this.#restore(before)
      throw error
    }
  }

  /**
   * Encodes whole columns as batches of their own, bypassing the open one but using its schema; or throws and changes nothing.
   *
   * @param maxRows Rows per batch; fewer where they seem to be larger than `maxBytes`, or the batch before was.
   */
  encodeColumns(columns: unknown, maxRows = MAX_ROWS_PER_REQUEST, maxBytes = MAX_REQUEST_BYTES): EncodedBatch[] {
    const before = this.#checkpoint()
    const pool = this.#pool
    try {
      const time = this.#time.emptyCopy()
      const { rows, prepared } = this.#prepare(columns, time)
      for (const { name, type } of prepared) {
        if (type !== undefined) this.#columns.typed(name, type)
      }
      this.#columns.commit()
      const batches: EncodedBatch[] = []
      const namesBytes = prepared.reduce((sum, column) => sum + bytesOfName(column), 512)
      let bytesPerRow = this.#bytesPerRow ?? bytesPerRowOf(prepared)
      let size = maxRows
      for (let from = 0; from < rows; from += size) {
        size = Math.min(rowsPerRequest(bytesPerRow, maxRows, maxBytes), rows - from)
        const to = from + size
        const written = prepared.map(({ name, encode }) => ({
          name,
          write: (sink: ByteSink) => encode(sink, from, to),
        }))
        const options = { sizeHint: Math.ceil(size * bytesPerRow * 1.02) + namesBytes, pool }
        const batch = assembleBatch(this.#columns.measurement, time, from, size, written, options)
        batches.push(batch)
        bytesPerRow = batch.body.length / size
      }
      time.release()
      this.#bytesPerRow = bytesPerRow
      return batches
    } catch (error) {
      this.#restore(before)
      throw error
    }
  }

  /** Hands over what was appended, as a request body of its own, and starts the next batch with the same schema. */
  take(): EncodedBatch {
    const { rows } = this
    if (rows === 0) throw new RangeError('take() of an empty builder')
    let sizeHint = rows * BYTES_PER_TIME + 64
    for (const column of this.#columns.list) {
      if (column.values === 0) continue
      column.pad(rows)
      sizeHint += column.sink.position + bytesOfName(column)
    }
    const columns = this.#columns.list.filter((column) => column.values > 0)
    const batch = assembleBatch(this.#columns.measurement, this.#time, 0, rows, columns, {
      sizeHint,
      pool: this.#pool,
    })
    this.clear()
    return batch
  }

  /** Forgets the rows and gives back their memory. What {@link take} returned stays intact. */
  clear(): void {
    for (const column of this.#columns.list) column.clear()
    this.#time.release()
    this.#bytes = 0
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
