/** What counts as a row: an object with properties of its own. */
import { ArcValidationError } from '../errors.ts'
import { describe } from './refusals.ts'

/** The row itself if it inherits nothing that `for … in` would find, else a copy of what is its own. */
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

/** The error for a Map, a promise, a Date: objects whose content is elsewhere would become rows of nothing but a time. */
export function emptyRow(measurement: string, place: number): ArcValidationError {
  return new ArcValidationError(
    `${measurement}, row ${place}: the row has no properties of its own; give a plain object of column name to value (await promises, use Object.fromEntries for a Map)`,
    { measurement, row: place },
  )
}
