/** Rows into columns, for the row format of MessagePack and for line protocol. */
import type { GoValue } from './go-values.ts'
import { GoInteger } from './go-values.ts'
import type { RowRecord } from './records.ts'

export interface RowColumns {
  readonly columns: ReadonlyMap<string, readonly GoValue[]>
  readonly tagColumns: readonly string[]
}

/**
 * The union of all tags and fields, with nulls where a row has none. A field that is named like a tag becomes
 * `<name>_value`: in the row format when any row has the tag (`'group'`), in line protocol when its own row has it
 * (`'row'`), so that there a field can land in another row's tag column (docs/wire-notes.md#line-protocol).
 */
export function toRowColumns(rows: readonly RowRecord[], conflict: 'group' | 'row'): RowColumns {
  const tagNames = new Set(rows.flatMap(({ tags }) => [...tags.keys()]))
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
    for (const [name, value] of fields) {
      const taken = conflict === 'group' ? tagNames.has(name) : tags.has(name)
      set(taken ? `${name}_value` : name, row, value)
    }
  }
  return { columns, tagColumns: [...tagNames] }
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
