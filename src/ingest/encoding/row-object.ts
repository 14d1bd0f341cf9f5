/** What counts as a row: an object with own properties. */
import { describe } from '../../base/describe.ts'
import type { ArcValidationError } from '../../errors.ts'
import { rowError } from '../refusals.ts'

/** The row itself, or a copy of its own properties if `for … in` would find inherited ones. */
export function rowObject(row: unknown, measurement: string, place: number): Record<string, unknown> {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    throw rowError(measurement, place, `the row is ${describe(row)}; give an object of column name to value`)
  }
  const prototype: unknown = Object.getPrototypeOf(row)
  if (prototype === null || (prototype === Object.prototype && !isExtended())) return row as Record<string, unknown>
  // Such as the chunks of a file stream: every byte would become a column.
  if (ArrayBuffer.isView(row)) {
    throw rowError(
      measurement,
      place,
      `the row is a ${row.constructor.name}; parse bytes into objects of column name to value first`,
    )
  }
  return Object.assign(Object.create(null), row) as Record<string, unknown>
}

/** Whether something in the process has given every object properties that `for … in` finds. */
function isExtended(): boolean {
  for (const _ in PLAIN) return true
  return false
}

const PLAIN = {}

/** The error for a Map, promise or Date: their content is not in properties, so they would become rows with nothing but a time. */
export function emptyRow(measurement: string, place: number): ArcValidationError {
  return rowError(
    measurement,
    place,
    'the row has no properties of its own; give a plain object of column name to value (await promises, use Object.fromEntries for a Map)',
  )
}
