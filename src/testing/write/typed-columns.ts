/**
 * The fast way in: one map `{m, columns}` straight into typed arrays, without a value per cell.
 *
 * It either succeeds with what {@link file://./records.ts} would have made of the payload, or gives up without a word
 * and leaves every refusal to that slower, exact reading. Like the server's own fast path it looks at fewer things:
 * members it has no use for are skipped unread, so an unknown extension there is no error
 * (docs/wire-notes.md#fast-path).
 */
import type { ColumnBatch, ColumnData } from '../column-batch.ts'
import { floatToInt64, TWO_TO_63 } from './go-values.ts'
import { TextReader } from './text-reader.ts'
import { scaleColumnToMicros } from './time-units.ts'

export interface TypedRecord {
  readonly measurement: string
  readonly batch: ColumnBatch
}

/** The record of a plain columnar payload, or undefined when the payload is anything else. */
export function readTypedRecord(bytes: Uint8Array, nowMicros: bigint): TypedRecord | undefined {
  try {
    return new TypedReader(bytes).readRecord(nowMicros)
  } catch (error) {
    // Past the end of the payload a DataView throws a RangeError.
    if (error === NOT_TYPED || error instanceof RangeError) return undefined
    throw error
  }
}

/** More elements are not refused, only read the slow way. */
const MAX_TYPED_ROWS = 1 << 20
const TWO_TO_32 = 2 ** 32
const NOT_TYPED = new Error('not a plain columnar payload')

interface TypedColumns {
  readonly rows: number
  readonly timeMicros: BigInt64Array | undefined
  readonly columns: Map<string, ColumnData>
}

class TypedReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #texts: TextReader
  #position = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#texts = new TextReader(bytes)
  }

  readRecord(nowMicros: bigint): TypedRecord {
    let measurement: string | undefined
    let columns: TypedColumns | undefined
    for (let left = this.#readMapSize(); left > 0; left--) {
      const key = this.#readText()
      if (key === 'm' && measurement === undefined) measurement = this.#readMeasurement()
      else if (key === 'columns' && columns === undefined) columns = this.#readColumns()
      else if (key === 'm' || key === 'columns' || key === 'batch') throw NOT_TYPED
      else this.#skipValue()
    }
    if (measurement === undefined || columns === undefined) throw NOT_TYPED
    const { rows, timeMicros = new BigInt64Array(rows).fill(nowMicros) } = columns
    return { measurement, batch: { rows, timeMicros, columns: columns.columns } }
  }

  #readMeasurement(): string {
    const code = this.#peek()
    if (isStringCode(code)) return this.#readText()
    const words = new Uint32Array(2)
    if (!this.#readIntegerWords(code, words, 0)) throw NOT_TYPED
    const value = (BigInt(words[1] as number) << 32n) | BigInt(words[0] as number)
    return `measurement_${code === 0xcf ? value : BigInt.asIntN(64, value)}`
  }

  #readColumns(): TypedColumns {
    let rows: number | undefined
    let timeMicros: BigInt64Array | undefined
    const columns = new Map<string, ColumnData>()
    for (let left = this.#readMapSize(); left > 0; left--) {
      const name = this.#readText()
      if (!isArrayCode(this.#peek())) {
        this.#skipValue()
        continue
      }
      const length = this.#readArrayLength()
      if (length === 0 || length > MAX_TYPED_ROWS || (rows ?? length) !== length) throw NOT_TYPED
      rows = length
      if (columns.has(name) || (name === 'time' && timeMicros !== undefined)) throw NOT_TYPED
      if (name === 'time') timeMicros = this.#readTimes(length)
      else columns.set(name, this.#readColumn(length))
    }
    if (rows === undefined) throw NOT_TYPED
    return { rows, timeMicros, columns }
  }

  #readTimes(rows: number): BigInt64Array {
    const times = new BigInt64Array(rows)
    const words = new Uint32Array(times.buffer)
    for (let row = 0; row < rows; row++) {
      const code = this.#peek()
      if (this.#readIntegerWords(code, words, row)) continue
      times[row] = floatToInt64(this.#readFloat(code))
    }
    scaleColumnToMicros(times)
    return times
  }

  /** The first value that is not null decides the class of the column. */
  #readColumn(rows: number): ColumnData {
    let row = 0
    while (row < rows && this.#peek() === 0xc0) {
      this.#position++
      row++
    }
    if (row === rows) return { type: 'utf8', values: new Array<null>(rows).fill(null) }
    const code = this.#peek()
    if (code === 0xca || code === 0xcb) return this.#readFloats(rows, row)
    if (isStringCode(code)) return this.#readStrings(rows, row)
    if (code === 0xc2 || code === 0xc3) return this.#readBools(rows, row)
    return this.#readIntegers(rows, row)
  }

  #readIntegers(rows: number, first: number): ColumnData {
    const values = new BigInt64Array(rows)
    const words = new Uint32Array(values.buffer)
    let validity = leadingNulls(rows, first)
    for (let row = first; row < rows; row++) {
      const code = this.#peek()
      if (code === 0xc0) {
        this.#position++
        validity = markNull(validity, rows, row)
      } else if (this.#readIntegerWords(code, words, row)) {
        if (code === 0xcf && (words[2 * row + 1] as number) >= 0x8000_0000) throw NOT_TYPED
      } else {
        const float = this.#readFloat(code)
        if (float > TWO_TO_63 || float < -TWO_TO_63) throw NOT_TYPED
        values[row] = floatToInt64(float)
      }
    }
    return { type: 'int64', values, ...(validity && { validity }) }
  }

  #readFloats(rows: number, first: number): ColumnData {
    const values = new Float64Array(rows)
    const bytes = this.#bytes
    const view = this.#view
    let validity = leadingNulls(rows, first)
    const words = new Uint32Array(2)
    for (let row = first; row < rows; row++) {
      const code = bytes[this.#position] as number
      if (code === 0xcb) {
        values[row] = view.getFloat64(this.#position + 1)
        this.#position += 9
      } else if (code === 0xc0) {
        this.#position++
        validity = markNull(validity, rows, row)
      } else if (this.#readIntegerWords(code, words, 0)) {
        const high = words[1] as number
        values[row] = (code === 0xcf ? high : high | 0) * TWO_TO_32 + (words[0] as number)
      } else {
        values[row] = this.#readFloat(code)
      }
    }
    return { type: 'float64', values, ...(validity && { validity }) }
  }

  #readStrings(rows: number, first: number): ColumnData {
    const values = new Array<string | null>(rows)
    for (let row = 0; row < first; row++) values[row] = null
    for (let row = first; row < rows; row++) {
      if (this.#peek() === 0xc0) {
        this.#position++
        values[row] = null
      } else {
        values[row] = this.#readText()
      }
    }
    return { type: 'utf8', values }
  }

  #readBools(rows: number, first: number): ColumnData {
    const values = new Uint8Array(rows)
    let validity = leadingNulls(rows, first)
    for (let row = first; row < rows; row++) {
      const code = this.#bytes[this.#position++]
      if (code === 0xc3) values[row] = 1
      else if (code === 0xc0) validity = markNull(validity, rows, row)
      else if (code !== 0xc2) throw NOT_TYPED
    }
    return { type: 'bool', values, ...(validity && { validity }) }
  }

  /** Writes an integer of any width as two 32-bit words, low first; false when the value is no integer. */
  #readIntegerWords(code: number, words: Uint32Array, row: number): boolean {
    const at = this.#position + 1
    const view = this.#view
    switch (code) {
      case 0xcf:
      case 0xd3:
        words[2 * row] = view.getUint32(at + 4)
        words[2 * row + 1] = view.getUint32(at)
        this.#position = at + 8
        return true
      case 0xce:
        words[2 * row] = view.getUint32(at)
        words[2 * row + 1] = 0
        this.#position = at + 4
        return true
      case 0xcd:
        return this.#writeWords(words, row, view.getUint16(at), 2)
      case 0xcc:
        return this.#writeWords(words, row, view.getUint8(at), 1)
      case 0xd2:
        return this.#writeWords(words, row, view.getInt32(at), 4)
      case 0xd1:
        return this.#writeWords(words, row, view.getInt16(at), 2)
      case 0xd0:
        return this.#writeWords(words, row, view.getInt8(at), 1)
      default:
        if (code <= 0x7f) return this.#writeWords(words, row, code, 0)
        return code >= 0xe0 && this.#writeWords(words, row, code - 0x100, 0)
    }
  }

  #writeWords(words: Uint32Array, row: number, value: number, bytes: number): boolean {
    words[2 * row] = value
    words[2 * row + 1] = value < 0 ? 0xffff_ffff : 0
    this.#position += 1 + bytes
    return true
  }

  #readFloat(code: number): number {
    const at = this.#position + 1
    if (code === 0xcb) {
      this.#position = at + 8
      return this.#view.getFloat64(at)
    }
    if (code !== 0xca) throw NOT_TYPED
    this.#position = at + 4
    return this.#view.getFloat32(at)
  }

  #readText(): string {
    const code = this.#peek()
    if (!isStringCode(code)) throw NOT_TYPED
    const length = code <= 0xbf ? code & 0x1f : this.#readLength(code - 0xd9)
    if (code <= 0xbf) this.#position++
    const start = this.#position
    this.#advance(length)
    return this.#texts.read(start, length)
  }

  #readMapSize(): number {
    const code = this.#peek()
    if (code >= 0x80 && code <= 0x8f) {
      this.#position++
      return code & 0x0f
    }
    if (code !== 0xde && code !== 0xdf) throw NOT_TYPED
    return this.#readLength(code - 0xde + 1)
  }

  #readArrayLength(): number {
    const code = this.#peek()
    if (code > 0x9f) return this.#readLength(code - 0xdc + 1)
    this.#position++
    return code & 0x0f
  }

  /** The length of 1, 2 or 4 bytes (`width` 0, 1, 2) behind the code at the current position. */
  #readLength(width: number): number {
    const at = this.#position + 1
    this.#position = at + (1 << width)
    if (width === 0) return this.#view.getUint8(at)
    return width === 1 ? this.#view.getUint16(at) : this.#view.getUint32(at)
  }

  #skipValue(): void {
    for (let left = 1; left > 0; left--) {
      const code = this.#peek()
      if ((code >= 0x80 && code <= 0x8f) || code === 0xde || code === 0xdf) left += 2 * this.#readMapSize()
      else if (isArrayCode(code)) left += this.#readArrayLength()
      else this.#skipScalar(code)
    }
  }

  #skipScalar(code: number): void {
    if (isStringCode(code) && code <= 0xbf) this.#advance(1 + (code & 0x1f))
    else if (isStringCode(code)) this.#advance(this.#readLength(code - 0xd9))
    else if (code >= 0xc4 && code <= 0xc6) this.#advance(this.#readLength(code - 0xc4))
    else if (code >= 0xc7 && code <= 0xc9) this.#advance(1 + this.#readLength(code - 0xc7))
    else if (code >= 0xd4 && code <= 0xd8) this.#advance(2 + (1 << (code - 0xd4)))
    else if (code === 0xc1) throw NOT_TYPED
    else if (code >= 0xca && code <= 0xcb) this.#advance(code === 0xca ? 5 : 9)
    else if (code >= 0xcc && code <= 0xd3) this.#advance(1 + (1 << ((code - 0xcc) & 3)))
    else this.#advance(1)
  }

  #advance(bytes: number): void {
    this.#position += bytes
    if (this.#position > this.#bytes.length) throw NOT_TYPED
  }

  #peek(): number {
    const code = this.#bytes[this.#position]
    if (code === undefined) throw NOT_TYPED
    return code
  }
}

function leadingNulls(rows: number, count: number): Uint8Array | undefined {
  return count === 0 ? undefined : new Uint8Array(rows).fill(1).fill(0, 0, count)
}

function markNull(validity: Uint8Array | undefined, rows: number, row: number): Uint8Array {
  const marked = validity ?? new Uint8Array(rows).fill(1)
  marked[row] = 0
  return marked
}

function isStringCode(code: number): boolean {
  return (code >= 0xa0 && code <= 0xbf) || (code >= 0xd9 && code <= 0xdb)
}

function isArrayCode(code: number): boolean {
  return (code >= 0x90 && code <= 0x9f) || code === 0xdc || code === 0xdd
}
