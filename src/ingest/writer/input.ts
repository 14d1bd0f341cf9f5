/** Distinguishes the forms of data that `append` accepts. */
import type { Columns } from '../columns.ts'

/** Whether `data` is columns: its `time` is a column, or, without one, its first property is. */
export function isColumns(data: unknown): data is Columns {
  if (typeof data !== 'object' || data === null) return false
  const { time } = data as { readonly time?: unknown }
  if (time !== undefined) return typeof time === 'object' && isColumn(time)
  for (const name in data) return isColumn((data as Record<string, unknown>)[name])
  return false
}

/** How many rows the columns appear to have; the builder verifies it. */
export function rowsIn(columns: Columns): number {
  const { time } = columns
  if (time !== undefined) return lengthOf(time)
  for (const name in columns) return lengthOf(columns[name])
  return 0
}

function isColumn(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Array.isArray(value) || ArrayBuffer.isView(value) || 'values' in value || 'codes' in value
}

function lengthOf(column: unknown): number {
  if (typeof column !== 'object' || column === null) return 0
  if ('values' in column && typeof column.values === 'object') return lengthOf(column.values)
  if ('codes' in column) return lengthOf(column.codes)
  return 'length' in column && typeof column.length === 'number' ? column.length : 0
}
