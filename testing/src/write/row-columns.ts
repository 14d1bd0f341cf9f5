/** Rows into columns, for the row format of MessagePack and for line protocol, which the server does differently. */
import { GoInteger, type GoValue } from './go-values.ts'
import type { RowRecord } from './records.ts'

/** Values by column; all but the server's own mistakes are of one length. */
export type RowColumns = ReadonlyMap<string, readonly GoValue[]>

/**
 * Columns of the row format: the union of all tags and fields, with nulls where a row has none. A field that is named
 * like any row's tag becomes `<name>_value`.
 *
 * Every value is appended to the column of its name, so a tag or field `time` makes that column twice as long
 * (docs/wire-notes.md#payload-shapes).
 */
export function rowFormatColumns(rows: readonly RowRecord[]): RowColumns {
  const tagNames = namesIn(rows, ({ tags }) => tags)
  const fieldNames = namesIn(rows, ({ fields }) => fields)
  const columns = new Map<string, GoValue[]>()
  const append = (name: string, value: GoValue) => {
    const column = columns.get(name)
    if (column === undefined) columns.set(name, [value])
    else column.push(value)
  }
  for (const { timeMicros, tags, fields } of rows) {
    append('time', new GoInteger('int64', timeMicros))
    for (const name of tagNames) append(name, tags.get(name) ?? null)
    for (const name of fieldNames) append(tagNames.has(name) ? `${name}_value` : name, fields.get(name) ?? null)
  }
  return columns
}

/**
 * Columns of line protocol. A field becomes `<name>_value` only when its own line has a tag of that name; a field of
 * another line lands in the tag's column, and a field `time` in that of the timestamp (docs/wire-notes.md#line-protocol).
 */
export function lineProtocolColumns(rows: readonly RowRecord[]): RowColumns {
  const columns = new Map<string, GoValue[]>()
  const set = (name: string, row: number, value: GoValue) => {
    let column = columns.get(name)
    if (column === undefined) {
      column = new Array<GoValue>(rows.length).fill(null)
      columns.set(name, column)
    }
    column[row] = value
  }
  for (const [row, { timeMicros, tags, fields }] of rows.entries()) {
    set('time', row, new GoInteger('int64', timeMicros))
    for (const [name, value] of tags) set(name, row, value)
    for (const [name, value] of fields) set(tags.has(name) ? `${name}_value` : name, row, value)
  }
  return columns
}

/** Rows by measurement, in the order in which each first appears. */
export function groupByMeasurement(rows: readonly RowRecord[]): ReadonlyMap<string, readonly RowRecord[]> {
  const groups = new Map<string, RowRecord[]>()
  for (const row of rows) {
    const group = groups.get(row.measurement)
    if (group === undefined) groups.set(row.measurement, [row])
    else group.push(row)
  }
  return groups
}

function namesIn(
  rows: readonly RowRecord[],
  members: (row: RowRecord) => ReadonlyMap<string, unknown>,
): ReadonlySet<string> {
  const names = new Set<string>()
  for (const row of rows) for (const name of members(row).keys()) names.add(name)
  return names
}
