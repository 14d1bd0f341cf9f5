/**
 * The fast way in: one map `{m, columns}` straight into typed arrays, without a value per cell.
 *
 * It either succeeds with what {@link file://./records.ts} would have made of the payload, or gives up silently and
 * leaves every refusal to that slower, exact reading. Like the server's own fast path it looks at fewer things:
 * members it has no use for are skipped unread, so an unknown extension there is no error
 * (docs/wire-notes.md#fast-path).
 */
import type { ColumnBatch, ColumnData } from '../column-batch.ts'
import { floatToInt64, TWO_TO_63 } from './go-values.ts'
import { scaleColumnToMicros } from './time-units.ts'
import { isArrayCode, isStringCode, NOT_TYPED, TypedCursor } from './typed-cursor.ts'

export interface TypedRecord {
  readonly measurement: string
  readonly batch: ColumnBatch
}

/** The record of a plain columnar payload, or undefined when the payload is anything else. */
export function readTypedRecord(bytes: Uint8Array, nowMicros: bigint): TypedRecord | undefined {
  try {
    return readRecord(new TypedCursor(bytes), nowMicros)
  } catch (error) {
    // Past the end of the payload a DataView throws a RangeError.
    if (error === NOT_TYPED || error instanceof RangeError) return undefined
    throw error
  }
}

/** More elements are not refused, only read the slow way. */
const MAX_TYPED_ROWS = 1 << 20
const TWO_TO_32 = 2 ** 32

interface TypedColumns {
  readonly rows: number
  readonly timeMicros: BigInt64Array | undefined
  readonly columns: Map<string, ColumnData>
}

function readRecord(cursor: TypedCursor, nowMicros: bigint): TypedRecord {
  let measurement: string | undefined
  let columns: TypedColumns | undefined
  for (let left = cursor.readMapSize(); left > 0; left--) {
    const key = cursor.readText()
    if (key === 'm' && measurement === undefined) measurement = readMeasurement(cursor)
    else if (key === 'columns' && columns === undefined) columns = readColumns(cursor)
    else if (key === 'm' || key === 'columns' || key === 'batch') throw NOT_TYPED
    else cursor.skipValue()
  }
  if (measurement === undefined || columns === undefined) throw NOT_TYPED
  const { rows, timeMicros = new BigInt64Array(rows).fill(nowMicros) } = columns
  return { measurement, batch: { rows, timeMicros, columns: columns.columns } }
}

function readMeasurement(cursor: TypedCursor): string {
  const code = cursor.peek()
  if (isStringCode(code)) return cursor.readText()
  const words = new Uint32Array(2)
  if (!cursor.readIntegerWords(code, words, 0)) throw NOT_TYPED
  const value = (BigInt(words[1] as number) << 32n) | BigInt(words[0] as number)
  return `measurement_${code === 0xcf ? value : BigInt.asIntN(64, value)}`
}

function readColumns(cursor: TypedCursor): TypedColumns {
  let rows: number | undefined
  let timeMicros: BigInt64Array | undefined
  const columns = new Map<string, ColumnData>()
  for (let left = cursor.readMapSize(); left > 0; left--) {
    const name = cursor.readText()
    if (!isArrayCode(cursor.peek())) {
      cursor.skipValue()
      continue
    }
    const length = cursor.readArrayLength()
    if (length === 0 || length > MAX_TYPED_ROWS || (rows ?? length) !== length) throw NOT_TYPED
    rows = length
    if (columns.has(name) || (name === 'time' && timeMicros !== undefined)) throw NOT_TYPED
    if (name === 'time') timeMicros = readTimes(cursor, length)
    else columns.set(name, readColumn(cursor, length))
  }
  if (rows === undefined) throw NOT_TYPED
  return { rows, timeMicros, columns }
}

function readTimes(cursor: TypedCursor, rows: number): BigInt64Array {
  const times = new BigInt64Array(rows)
  const words = new Uint32Array(times.buffer)
  for (let row = 0; row < rows; row++) {
    const code = cursor.peek()
    if (cursor.readIntegerWords(code, words, row)) continue
    times[row] = floatToInt64(cursor.readFloat(code))
  }
  scaleColumnToMicros(times)
  return times
}

/** The first value that is not null decides the class of the column. */
function readColumn(cursor: TypedCursor, rows: number): ColumnData {
  let row = 0
  while (row < rows && cursor.peek() === 0xc0) {
    cursor.position++
    row++
  }
  if (row === rows) return { type: 'utf8', values: new Array<null>(rows).fill(null) }
  const code = cursor.peek()
  if (code === 0xca || code === 0xcb) return readFloats(cursor, rows, row)
  if (isStringCode(code)) return readStrings(cursor, rows, row)
  if (code === 0xc2 || code === 0xc3) return readBools(cursor, rows, row)
  return readIntegers(cursor, rows, row)
}

function readIntegers(cursor: TypedCursor, rows: number, first: number): ColumnData {
  const values = new BigInt64Array(rows)
  const words = new Uint32Array(values.buffer)
  let validity = leadingNulls(rows, first)
  for (let row = first; row < rows; row++) {
    const code = cursor.peek()
    if (code === 0xc0) {
      cursor.position++
      validity = markNull(validity, rows, row)
    } else if (cursor.readIntegerWords(code, words, row)) {
      if (code === 0xcf && (words[2 * row + 1] as number) >= 0x8000_0000) throw NOT_TYPED
    } else {
      const float = cursor.readFloat(code)
      if (float > TWO_TO_63 || float < -TWO_TO_63) throw NOT_TYPED
      values[row] = floatToInt64(float)
    }
  }
  return { type: 'int64', values, ...(validity && { validity }) }
}

function readFloats(cursor: TypedCursor, rows: number, first: number): ColumnData {
  const values = new Float64Array(rows)
  const bytes = cursor.bytes
  const view = cursor.view
  let validity = leadingNulls(rows, first)
  const words = new Uint32Array(2)
  for (let row = first; row < rows; row++) {
    const code = bytes[cursor.position] as number
    if (code === 0xcb) {
      values[row] = view.getFloat64(cursor.position + 1)
      cursor.position += 9
    } else if (code === 0xc0) {
      cursor.position++
      validity = markNull(validity, rows, row)
    } else if (cursor.readIntegerWords(code, words, 0)) {
      const high = words[1] as number
      values[row] = (code === 0xcf ? high : high | 0) * TWO_TO_32 + (words[0] as number)
    } else {
      values[row] = cursor.readFloat(code)
    }
  }
  return { type: 'float64', values, ...(validity && { validity }) }
}

function readStrings(cursor: TypedCursor, rows: number, first: number): ColumnData {
  const values = new Array<string | null>(rows)
  for (let row = 0; row < first; row++) values[row] = null
  for (let row = first; row < rows; row++) {
    if (cursor.peek() === 0xc0) {
      cursor.position++
      values[row] = null
    } else {
      values[row] = cursor.readText()
    }
  }
  return { type: 'utf8', values }
}

function readBools(cursor: TypedCursor, rows: number, first: number): ColumnData {
  const values = new Uint8Array(rows)
  let validity = leadingNulls(rows, first)
  for (let row = first; row < rows; row++) {
    const code = cursor.bytes[cursor.position++]
    if (code === 0xc3) values[row] = 1
    else if (code === 0xc0) validity = markNull(validity, rows, row)
    else if (code !== 0xc2) throw NOT_TYPED
  }
  return { type: 'bool', values, ...(validity && { validity }) }
}

function leadingNulls(rows: number, count: number): Uint8Array | undefined {
  return count === 0 ? undefined : new Uint8Array(rows).fill(1).fill(0, 0, count)
}

function markNull(validity: Uint8Array | undefined, rows: number, row: number): Uint8Array {
  const marked = validity ?? new Uint8Array(rows).fill(1)
  marked[row] = 0
  return marked
}
