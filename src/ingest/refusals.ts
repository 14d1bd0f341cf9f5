/**
 * Errors for refused data. They name the measurement, column and row, show the value, and say what to do instead.
 */

import { describe } from '../base/describe.ts'
import { ArcValidationError } from '../errors.ts'

/** The column being encoded, for errors. `row0` plus an element's index is its row in the caller's data. */
export interface ColumnPlace {
  readonly measurement: string
  readonly column: string
  readonly row0: number
}

/** Throws an `ArcValidationError` that names measurement, column and row. */
export function refuse(context: ColumnPlace, row: number, problem: string): never {
  const place = row + context.row0
  throw new ArcValidationError(`${context.measurement}.${context.column}${atRow(place)}: ${problem}`, {
    measurement: context.measurement,
    column: context.column,
    row: place,
  })
}

/** The error for a whole column. */
export function columnError(
  { measurement, column }: Pick<ColumnPlace, 'measurement' | 'column'>,
  problem: string,
): ArcValidationError {
  return new ArcValidationError(`${measurement}.${column} ${problem}`, { measurement, column })
}

/** The error for a whole row. */
export function rowError(measurement: string, row: number, problem: string): ArcValidationError {
  return new ArcValidationError(`${measurement}${atRow(row)}: ${problem}`, { measurement, row })
}

/** The error for a whole call. */
export function callError(measurement: string, problem: string): ArcValidationError {
  return new ArcValidationError(`${measurement}: ${problem}`, { measurement })
}

/** Where a row is, in a message: nothing if it is no row's matter. */
export function atRow(row: number | undefined): string {
  return row === undefined ? '' : `, row ${row}`
}

/** Says what is wrong with a value that does not fit its column's type, and what to do about it. */
export function wrongKind(value: unknown, type: string): string {
  const what = describe(value)
  switch (typeof value) {
    case 'bigint':
      if (type === 'float64') {
        return `${what} is a bigint, and the column is float64; declare the column 'int64', or use Number(value)`
      }
      break
    case 'number':
      if (type === 'int64') break
      if (type === 'string') return `${what} is a number, and the column is string; use String(value)`
      break
    case 'object':
      if (what === 'a Date') {
        return `a Date in ${type === 'undeclared' ? 'an' : 'a'} ${type} column; only "time" takes dates: call the row's instant "time", and give others as value.toISOString() or value.getTime()`
      }
      return `${what} is not a value Arc can store; give a number, bigint, string, boolean or null, for instance by JSON.stringify(value)`
    case 'symbol':
    case 'function':
      return `${what} is not a value Arc can store; give a number, bigint, string, boolean or null`
    default:
  }
  return `${what} is a ${typeof value}, and the column is ${type}; one column holds one type`
}
