/** What counts as a row: an object with own properties. */
import { ArcValidationError } from '../errors.ts'
import { describe } from './refusals.ts'

/** The row itself, or a copy of its own properties if `for … in` would find inherited ones. */
export function rowObject(row: unknown, measurement: string, place: number): Record<string, unknown> {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    throw new ArcValidationError(
      `${measurement}, row ${place}: the row is ${describe(row)}; give an object of column name to value`,
      { measurement, row: place },
    )
  }
  const prototype: unknown = Object.getPrototypeOf(row)
  return (prototype === Object.prototype || prototype === null ? row : { ...row }) as Record<string, unknown>
}

/** The error for a Map, promise or Date: their content is not in properties, so they would become rows with nothing but a time. */
export function emptyRow(measurement: string, place: number): ArcValidationError {
  return new ArcValidationError(
    `${measurement}, row ${place}: the row has no properties of its own; give a plain object of column name to value (await promises, use Object.fromEntries for a Map)`,
    { measurement, row: place },
  )
}
