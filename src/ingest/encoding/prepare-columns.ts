/**
 * Columns as a caller gives them, checked as a whole and bound to their kernels.
 */

import { describe } from '../../base/describe.ts'
import { typedArrayTag } from '../../base/kinds.ts'
import { ArcValidationError } from '../../errors.ts'
import type { ColumnType, ResolvedMeasurement } from '../measurement.ts'
import { ColumnNames } from '../names.ts'
import { atRow, callError, columnError } from '../refusals.ts'
import type { TimeColumn } from '../time/time.ts'
import { looksLikeInstant, TIME_LIKE_NAMES } from '../time/unit-windows.ts'
import { type PreparedColumn, prepareColumn } from './prepared-column.ts'
import { appendTime, timeLength } from './time-input.ts'

/** The value of a column in every row that does not have the column. */
export type DefaultColumn = readonly [name: string, value: string | number | bigint | boolean]

/** Checks names and lengths, appends the times to `time`, and binds every column to its kernel. */
export function prepareColumns(
  measurement: ResolvedMeasurement,
  columns: unknown,
  time: TimeColumn,
  typeOf: (column: string) => ColumnType | undefined,
  defaults: readonly DefaultColumn[],
): { readonly rows: number; readonly prepared: readonly PreparedColumn[] } {
  const { name } = measurement
  if (typeof columns !== 'object' || columns === null || Array.isArray(columns) || ArrayBuffer.isView(columns)) {
    throw callError(name, `columns are ${describe(columns)}; give an object of column name to array`)
  }
  const names = new ColumnNames(name)
  const prepared: PreparedColumn[] = []
  let timeInput: unknown
  for (const [column, values] of Object.entries(columns)) {
    if (column === 'time') {
      timeInput = values
      continue
    }
    names.add(column)
    if (values === undefined) continue
    prepared.push(prepareColumn(column, values, typeOf(column), name))
  }
  const stamped = !Object.hasOwn(columns, 'time')
  const rows = stamped ? prepared[0]?.length : timeLength(timeInput, name)
  if (rows === 0) checkAttached(name, columns)
  checkLengths(name, prepared, rows, stamped ? prepared[0]?.name : 'time')
  for (const [column, value] of defaults) {
    if (prepared.some((given) => given.name === column)) continue
    names.add(column)
    const values =
      typeof value === 'string'
        ? { codes: new Uint8Array(rows), dictionary: [value] }
        : new Array<typeof value>(rows).fill(value)
    prepared.push(prepareColumn(column, values, typeOf(column), name))
  }
  if (stamped) {
    checkUntimed(measurement, firstRow(columns as Record<string, unknown>), 0)
    time.pushSame(Date.now() * 1000, rows)
  } else {
    appendTime(time, timeInput, name)
  }
  return { rows, prepared }
}

function firstRow(columns: Record<string, unknown>): Record<string, unknown> {
  const first = (values: unknown) =>
    Array.isArray(values) || typedArrayTag(values) !== undefined ? (values as ArrayLike<unknown>)[0] : undefined
  return Object.fromEntries(TIME_LIKE_NAMES.map((column) => [column, first(columns[column])]))
}

/** Rows without `time` are stamped by the client, unless an undeclared column was plainly meant to be it. */
export function checkUntimed({ name, schema }: ResolvedMeasurement, cells: Record<string, unknown>, row: number): void {
  for (const column of TIME_LIKE_NAMES) {
    const value = cells[column]
    if (!looksLikeInstant(value) || (schema !== undefined && Object.hasOwn(schema, column))) continue
    throw new ArcValidationError(
      `${name}.${column}${atRow(row)}: ${describe(value)} looks like an instant, and there is no "time"; call it "time", or give a "time" beside it`,
      { measurement: name, column, row },
    )
  }
}

/** A typed array whose buffer was transferred has no elements left: writing nothing would lose them silently. */
function checkAttached(measurement: string, columns: object): void {
  for (const [column, values] of Object.entries(columns)) {
    if (ArrayBuffer.isView(values) && isDetached(values.buffer)) {
      throw columnError({ measurement, column }, 'has lost its memory: its buffer was transferred; write it before')
    }
  }
}

function isDetached(buffer: ArrayBufferLike): boolean {
  try {
    new Uint8Array(buffer)
    return false
  } catch {
    return true
  }
}

function checkLengths(
  measurement: string,
  prepared: readonly PreparedColumn[],
  rows: number | undefined,
  reference: string | undefined,
): asserts rows is number {
  if (rows === undefined) {
    throw callError(measurement, 'there is no column; give an object of column name to array')
  }
  for (const { name, length } of prepared) {
    if (length === rows) continue
    throw columnError(
      { measurement, column: name },
      `has length ${length} and ${reference} has length ${rows}; all columns of a call have one length`,
    )
  }
}
