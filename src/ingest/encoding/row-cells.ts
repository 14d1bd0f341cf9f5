/** Appends the cells of a row object to the columns of a batch that is being built, each encoded as it will be sent. */

import { describe } from '../../base/describe.ts'
import { FALSE, FLOAT64, TRUE } from '../../base/msgpack.ts'
import type { ArcValidationError } from '../../errors.ts'
import { type ColumnPlace, refuse, rowError, wrongKind } from '../refusals.ts'
import type { TimeColumn } from '../time/time.ts'
import { writeFloat, writeInteger } from './cells.ts'
import type { ColumnBuffer } from './column-buffer.ts'
import type { ColumnSet } from './column-set.ts'
import { checkUntimed, type DefaultColumn } from './prepare-columns.ts'
import { typeOfValue } from './prepared-column.ts'
import { encodeString } from './utf8.ts'

/**
 * Appends row `index`, whose number in the caller's data is `place`, and returns by how many bytes the columns grew. A row
 * without `time` gets the client's, and one without a column of `defaults` that column's value.
 *
 * Walks the properties in order: for rows of one shape, column `i` is at position `i`, and no name is looked up. It throws
 * in the middle of a row; taking back what was appended is the caller's.
 */
export function appendCells(
  row: Record<string, unknown>,
  time: TimeColumn,
  columns: ColumnSet,
  index: number,
  place: number,
  defaults: readonly DefaultColumn[],
): number {
  const { list } = columns
  let bytes = 0
  let position = 0
  let isEmpty = true
  for (const name in row) {
    isEmpty = false
    const value = row[name]
    let column = list[position]
    if (column === undefined || column.name !== name) {
      if (name === 'time') {
        time.push(value, place)
        continue
      }
      column = columns.get(name) ?? columns.add(name, place)
      position = column.index
    }
    position++
    if (typeof value === 'number' && column.type === 'float64') {
      // Most cells of most measurements. Inlined, because a call would allocate a heap object for the number.
      column.mark(index)
      if (column.rows < index) bytes += column.pad(index)
      const { sink } = column
      sink.reserve(9)
      sink.view.setUint8(sink.position, FLOAT64)
      sink.view.setFloat64(sink.position + 1, value)
      sink.position += 9
      bytes += 9
      column.wrote(index)
      continue
    }
    if (value === null || value === undefined) continue
    bytes += appendCell(column, columns, value, index, place)
  }
  if (isEmpty) throw emptyRow(columns.measurement.name, place)
  for (const [name, value] of defaults) {
    const column = columns.get(name) ?? columns.add(name, place)
    // What the row has is in the column already, but for nulls. Asked again, a getter may say something else.
    if (column.rows > index || row[name] === null) continue
    bytes += appendCell(column, columns, value, index, place)
  }
  if (time.length === index) {
    checkUntimed(columns.measurement, row, place)
    time.pushMicros(Date.now() * 1000)
  }
  return bytes
}

/** Returns how many bytes the column grew by. */
function appendCell(column: ColumnBuffer, columns: ColumnSet, value: unknown, index: number, place: number): number {
  if (column.type === undefined) {
    const type = typeOfValue(value)
    if (type === undefined) refuse(contextOf(column, columns, index, place), index, wrongKind(value, 'undeclared'))
    columns.fixType(column, type)
  }
  column.mark(index)
  if (column.rows < index) column.pad(index)
  const { sink } = column
  switch (column.type) {
    case 'float64':
      if (typeof value !== 'number') break
      sink.reserve(9)
      sink.position = writeFloat(sink.view, sink.position, value)
      return column.wrote(index)
    case 'int64':
      if (typeof value !== 'number' && typeof value !== 'bigint') break
      sink.reserve(9)
      writeInteger(sink, value, index, contextOf(column, columns, index, place))
      return column.wrote(index)
    case 'string':
      if (typeof value !== 'string') break
      encodeString(sink, value)
      return column.wrote(index)
    case 'boolean':
      if (typeof value !== 'boolean') break
      sink.reserve(1)
      sink.bytes[sink.position++] = value ? TRUE : FALSE
      return column.wrote(index)
    default:
  }
  return refuse(contextOf(column, columns, index, place), index, wrongKind(value, column.type ?? 'undeclared'))
}

function contextOf(column: ColumnBuffer, columns: ColumnSet, index: number, place: number): ColumnPlace {
  return { measurement: columns.measurement.name, column: column.name, row0: place - index }
}

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
function emptyRow(measurement: string, place: number): ArcValidationError {
  return rowError(
    measurement,
    place,
    'the row has no properties of its own; give a plain object of column name to value (await promises, use Object.fromEntries for a Map)',
  )
}
