/**
 * The columns of a measurement being built, and what the row or call in progress has changed about them.
 *
 * {@link ColumnSet.commit} keeps what a row has added; {@link ColumnSet.rollBack} undoes it when the row is refused.
 */

import { type ColumnType, declaredType, type ResolvedMeasurement } from '../measurement.ts'
import { ColumnNames } from '../names.ts'
import type { BufferPool } from './buffer-pool.ts'
import { ByteSink } from './byte-sink.ts'
import { ColumnBuffer } from './column-buffer.ts'

/** The earlier state of a column. */
export type ColumnState = Pick<ColumnBuffer, 'type' | 'rows' | 'values'> & { readonly position: number }

export class ColumnSet {
  readonly measurement: ResolvedMeasurement
  /** In the order of their first appearance. */
  readonly list: ColumnBuffer[] = []
  readonly #byName = new Map<string, ColumnBuffer>()
  readonly #names: ColumnNames
  /** Columns that were added, or got their type, since the last commit. */
  readonly #fresh: ColumnBuffer[] = []
  readonly #pool: BufferPool | undefined

  constructor(measurement: ResolvedMeasurement, pool: BufferPool | undefined) {
    this.measurement = measurement
    this.#names = new ColumnNames(measurement.name)
    this.#pool = pool
  }

  get(name: string): ColumnBuffer | undefined {
    return this.#byName.get(name)
  }

  /** The type a column has, or would have by the schema. */
  typeOf(name: string): ColumnType | undefined {
    return this.#byName.get(name)?.type ?? declaredType(this.measurement, name)
  }

  /** Adds a column. Throws for names that Arc cannot handle, or that the schema does not have. `row` is the one it came with, for errors. */
  add(name: string, row?: number): ColumnBuffer {
    const type = declaredType(this.measurement, name, row)
    this.#names.add(name, row)
    const column = new ColumnBuffer(name, this.list.length, type, new ByteSink(0, this.#pool))
    this.list.push(column)
    this.#byName.set(name, column)
    column.isNew = true
    this.#fresh.push(column)
    return column
  }

  /** The column of that name, which has or now gets that type. */
  typed(name: string, type: ColumnType): ColumnBuffer {
    const column = this.#byName.get(name) ?? this.add(name)
    if (column.type === undefined) this.fixType(column, type)
    return column
  }

  /** Gives a column the type of its first value. */
  fixType(column: ColumnBuffer, type: ColumnType): void {
    column.type = type
    this.#fresh.push(column)
  }

  commit(): void {
    if (this.#fresh.length === 0) return
    for (const column of this.#fresh) column.isNew = false
    this.#fresh.length = 0
  }

  /** Undoes what was done for row `index`. */
  rollBack(index: number): void {
    for (const column of this.list) column.rollBack(index)
    for (const column of this.#fresh) {
      column.type = undefined
      if (column.isNew) this.#removeFrom(column.index)
    }
    this.#fresh.length = 0
  }

  checkpoint(): readonly ColumnState[] {
    return this.list.map(({ type, rows, values, sink }) => ({ type, rows, values, position: sink.position }))
  }

  /** Returns to a checkpoint. */
  restore(states: readonly ColumnState[]): void {
    this.#removeFrom(states.length)
    for (const [i, { type, rows, position, values }] of states.entries()) {
      const column = this.list[i] as ColumnBuffer // the columns of the checkpoint are still there
      column.type = type
      column.reset(rows, position, values)
    }
    this.#fresh.length = 0
  }

  #removeFrom(index: number): void {
    for (const { name } of this.list.splice(index)) {
      this.#byName.delete(name)
      this.#names.delete(name)
    }
  }
}
