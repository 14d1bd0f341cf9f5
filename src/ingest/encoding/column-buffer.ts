/**
 * The encoded cells of one column of a batch that is being built.
 */

import { NIL } from '../../base/msgpack.ts'
import type { ColumnType } from '../measurement.ts'
import type { ByteSink } from './byte-sink.ts'

/** The encoded cells of one column. It may lag behind the batch: missing cells are filled in as nulls when the next value comes. */
export class ColumnBuffer {
  readonly name: string
  readonly index: number
  type: ColumnType | undefined
  readonly sink: ByteSink
  rows = 0
  /** Cells that are not null. */
  values = 0
  /** Cells added by the row or columns being appended. */
  isNew = false
  #markedFor = -1
  #markedRows = 0
  #markedPosition = 0
  #markedValues = 0

  constructor(name: string, index: number, type: ColumnType | undefined, sink: ByteSink) {
    this.sink = sink
    this.name = name
    this.index = index
    this.type = type
  }

  /** Remembers the state before the row or columns that begin at row `index`. */
  mark(index: number): void {
    this.#markedFor = index
    this.#markedRows = this.rows
    this.#markedPosition = this.sink.position
    this.#markedValues = this.values
  }

  /** Returns to the state before row `index`, if this column has got that far. */
  rollBack(index: number): void {
    if (this.#markedFor !== index) return
    this.reset(this.#markedRows, this.#markedPosition, this.#markedValues)
  }

  /** Goes back to an earlier state. */
  reset(rows: number, position: number, values: number): void {
    this.#markedFor = -1
    this.rows = rows
    this.sink.position = position
    this.values = values
  }

  /** Fills up with nulls to `rows` cells; returns how many. */
  pad(rows: number): number {
    const missing = rows - this.rows
    if (missing <= 0) return 0
    this.sink.reserve(missing)
    this.sink.bytes.fill(NIL, this.sink.position, this.sink.position + missing)
    this.sink.position += missing
    this.rows = rows
    return missing
  }

  /** Counts the value written for row `index`; returns the bytes since {@link mark}. */
  wrote(index: number): number {
    this.rows = index + 1
    this.values++
    return this.sink.position - this.#markedPosition
  }

  write(sink: ByteSink): number {
    sink.reserve(this.sink.position)
    sink.bytes.set(this.sink.bytes.subarray(0, this.sink.position), sink.position)
    sink.position += this.sink.position
    return this.values
  }

  /** Forgets the cells and gives back their memory; the type stays. */
  clear(): void {
    this.sink.release()
    this.reset(0, 0, 0)
  }
}
