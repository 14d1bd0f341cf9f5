/**
 * MessagePack of one column, one loop per kind of input (docs/wire-notes.md#column-types).
 *
 * The first element that is not null decides what the server stores a column as, and later floats in a column of integers are cut off. So a float
 * column is written with float codes only, an integer column with integer codes only. A column is never a bin or an ext.
 *
 * Every kernel writes rows `from` to `to` at the sink's position and returns how many of them are not null.
 */

import { ArcValidationError } from '../errors.ts'
import { ByteSink } from './byte-sink.ts'
import { describe } from './time.ts'
import { encodeString } from './utf8.ts'
import { isValid, type Validity } from './validity.ts'

export const NIL = 0xc0
const FALSE = 0xc2
const TRUE = 0xc3
const FLOAT32 = 0xca
const FLOAT64 = 0xcb
const UINT64 = 0xcf
const INT8 = 0xd0
const INT16 = 0xd1
const INT32 = 0xd2
const INT64 = 0xd3

/** Whose column is encoded, for errors. `row0` is added to the index of an element to give its row in the caller's data. */
export interface ColumnContext {
  readonly measurement: string
  readonly column: string
  readonly row0: number
}

export type NumberArray =
  | Float64Array
  | Float32Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array

export function encodeFloat64Array(sink: ByteSink, values: ArrayLike<number>, from: number, to: number): number {
  sink.reserve((to - from) * 9)
  const { view } = sink
  let at = sink.position
  for (let row = from; row < to; row++) {
    view.setUint8(at, FLOAT64)
    view.setFloat64(at + 1, values[row] as number)
    at += 9
  }
  sink.position = at
  return to - from
}

export function encodeFloat32Array(sink: ByteSink, values: Float32Array, from: number, to: number): number {
  sink.reserve((to - from) * 5)
  const { bytes, view } = sink
  let at = sink.position
  for (let row = from; row < to; row++) {
    bytes[at] = FLOAT32
    view.setFloat32(at + 1, values[row] as number)
    at += 5
  }
  sink.position = at
  return to - from
}

/** Any numeric typed array, with nulls, as float64. */
export function encodeFloatsWithNulls(
  sink: ByteSink,
  values: ArrayLike<number>,
  validity: Validity,
  from: number,
  to: number,
): number {
  sink.reserve((to - from) * 9)
  const { bytes, view } = sink
  let at = sink.position
  let present = 0
  for (let row = from; row < to; row++) {
    if (isValid(validity, row)) {
      bytes[at] = FLOAT64
      view.setFloat64(at + 1, values[row] as number)
      at += 9
      present++
    } else {
      bytes[at++] = NIL
    }
  }
  sink.position = at
  return present
}

export function encodeInt8s(sink: ByteSink, values: ArrayLike<number>, from: number, to: number): number {
  sink.reserve((to - from) * 2)
  const { bytes } = sink
  let at = sink.position
  for (let row = from; row < to; row++) {
    bytes[at] = INT8
    bytes[at + 1] = values[row] as number
    at += 2
  }
  sink.position = at
  return to - from
}

export function encodeInt16s(sink: ByteSink, values: ArrayLike<number>, from: number, to: number): number {
  sink.reserve((to - from) * 3)
  const { bytes, view } = sink
  let at = sink.position
  for (let row = from; row < to; row++) {
    bytes[at] = INT16
    view.setInt16(at + 1, values[row] as number)
    at += 3
  }
  sink.position = at
  return to - from
}

export function encodeInt32s(sink: ByteSink, values: ArrayLike<number>, from: number, to: number): number {
  sink.reserve((to - from) * 5)
  const { bytes, view } = sink
  let at = sink.position
  for (let row = from; row < to; row++) {
    bytes[at] = INT32
    view.setInt32(at + 1, values[row] as number)
    at += 5
  }
  sink.position = at
  return to - from
}

/** Whole numbers of any typed array, with nulls, in five or nine bytes. */
export function encodeIntsWithNulls(
  sink: ByteSink,
  values: ArrayLike<number>,
  validity: Validity,
  from: number,
  to: number,
  context: ColumnContext,
): number {
  sink.reserve((to - from) * 9)
  let present = 0
  for (let row = from; row < to; row++) {
    if (isValid(validity, row)) {
      writeInteger(sink, values[row] as number, row, context)
      present++
    } else {
      sink.bytes[sink.position++] = NIL
    }
  }
  return present
}

/** 64-bit integers copied word by word: no bigint is made. `signed` is false for a `BigUint64Array`. */
export function encodeBigInts(
  sink: ByteSink,
  values: BigInt64Array | BigUint64Array,
  validity: Validity,
  from: number,
  to: number,
  context: ColumnContext,
): number {
  sink.reserve((to - from) * 9)
  const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2)
  const signed = values[Symbol.toStringTag] === 'BigInt64Array'
  const { bytes, view } = sink
  let at = sink.position
  let present = 0
  for (let row = from; row < to; row++) {
    if (validity !== undefined && !isValid(validity, row)) {
      bytes[at++] = NIL
      continue
    }
    const high = words[2 * row + 1] as number
    if (!signed && high < 0)
      refuse(context, row, `${values[row]}n does not fit in 64 bits with a sign, the largest integer Arc has`)
    bytes[at] = INT64
    view.setInt32(at + 1, high)
    view.setInt32(at + 5, words[2 * row] as number)
    at += 9
    present++
  }
  sink.position = at
  return present
}

/** A plain array of numbers and nulls, as float64. */
export function encodeNumbers(
  sink: ByteSink,
  values: readonly unknown[],
  from: number,
  to: number,
  context: ColumnContext,
): number {
  sink.reserve((to - from) * 9)
  const { bytes, view } = sink
  let at = sink.position
  let present = 0
  for (let row = from; row < to; row++) {
    const value = values[row]
    if (typeof value === 'number') {
      bytes[at] = FLOAT64
      view.setFloat64(at + 1, value)
      at += 9
      present++
    } else if (value === null || value === undefined) {
      bytes[at++] = NIL
    } else {
      refuse(context, row, wrongKind(value, 'float64'))
    }
  }
  sink.position = at
  return present
}

/** A plain array of whole numbers, bigints and nulls, as int64. */
export function encodeIntegers(
  sink: ByteSink,
  values: readonly unknown[],
  from: number,
  to: number,
  context: ColumnContext,
): number {
  sink.reserve((to - from) * 9)
  let present = 0
  for (let row = from; row < to; row++) {
    const value = values[row]
    if (typeof value === 'number' || typeof value === 'bigint') {
      writeInteger(sink, value, row, context)
      present++
    } else if (value === null || value === undefined) {
      sink.bytes[sink.position++] = NIL
    } else {
      refuse(context, row, wrongKind(value, 'int64'))
    }
  }
  return present
}

export function encodeBooleans(
  sink: ByteSink,
  values: readonly unknown[],
  from: number,
  to: number,
  context: ColumnContext,
): number {
  sink.reserve(to - from)
  const { bytes } = sink
  let at = sink.position
  let present = 0
  for (let row = from; row < to; row++) {
    const value = values[row]
    if (value === true || value === false) {
      bytes[at++] = value ? TRUE : FALSE
      present++
    } else if (value === null || value === undefined) {
      bytes[at++] = NIL
    } else {
      refuse(context, row, wrongKind(value, 'boolean'))
    }
  }
  sink.position = at
  return present
}

/** Booleans that are bits themselves. */
export function encodeBitmap(sink: ByteSink, bits: Validity, validity: Validity, from: number, to: number): number {
  sink.reserve(to - from)
  const { bytes } = sink
  let at = sink.position
  let present = 0
  for (let row = from; row < to; row++) {
    if (isValid(validity, row)) {
      bytes[at++] = isValid(bits, row) ? TRUE : FALSE
      present++
    } else {
      bytes[at++] = NIL
    }
  }
  sink.position = at
  return present
}

export function encodeStrings(
  sink: ByteSink,
  values: readonly unknown[],
  from: number,
  to: number,
  context: ColumnContext,
): number {
  let present = 0
  for (let row = from; row < to; row++) {
    const value = values[row]
    if (typeof value === 'string') {
      encodeString(sink, value)
      present++
    } else if (value === null || value === undefined) {
      sink.reserve(1)
      sink.bytes[sink.position++] = NIL
    } else {
      refuse(context, row, wrongKind(value, 'string'))
    }
  }
  return present
}

/** Writes one int64 from a number or a bigint; makes room for nothing. */
export function writeInteger(sink: ByteSink, value: number | bigint, row: number, context: ColumnContext): void {
  const { bytes, view } = sink
  const at = sink.position
  if (typeof value === 'number') {
    if (value === (value | 0)) {
      bytes[at] = INT32
      view.setInt32(at + 1, value)
      sink.position = at + 5
      return
    }
    if (!Number.isSafeInteger(value)) {
      refuse(
        context,
        row,
        Number.isInteger(value)
          ? `${value} is beyond 2^53, where a number is not exact; give it as a bigint`
          : `${value} is not a whole number, and the column is int64; round it, or declare the column 'float64'`,
      )
    }
    bytes[at] = value < 0 ? INT64 : UINT64
    view.setInt32(at + 1, Math.floor(value / 4294967296))
    view.setUint32(at + 5, value >>> 0)
  } else {
    if (BigInt.asIntN(64, value) !== value) {
      refuse(context, row, `${describe(value)} does not fit in 64 bits with a sign, the largest integer Arc has`)
    }
    bytes[at] = INT64
    view.setBigInt64(at + 1, value)
  }
  sink.position = at + 9
}

/** Throws an `ArcValidationError` that names measurement, column and row. */
export function refuse(context: ColumnContext, row: number, problem: string): never {
  const place = row + context.row0
  throw new ArcValidationError(`${context.measurement}.${context.column}, row ${place}: ${problem}`, {
    measurement: context.measurement,
    column: context.column,
    row: place,
  })
}

/** What is wrong with a value of another kind than its column's, and the way out. */
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
        return `a Date in a ${type} column; only "time" takes dates, so give value.toISOString() or value.getTime()`
      }
      return `${what} is not a value Arc can store; give a number, bigint, string, boolean or null, for instance by JSON.stringify(value)`
    case 'symbol':
    case 'function':
      return `${what} is not a value Arc can store; give a number, bigint, string, boolean or null`
    default:
  }
  return `${what} is a ${typeof value}, and the column is ${type}; one column holds one type`
}

/** Strings already as MessagePack, each padded to whole 32-bit words, big end first, so that a row is a few word-sized stores. */
export interface EncodedDictionary {
  readonly words: Uint32Array
  /** First word of each string, and one more. */
  readonly starts: Uint32Array
  /** Bytes of each string. */
  readonly lengths: Uint32Array
}

export function encodeDictionary(
  dictionary: readonly unknown[],
  notString: (index: number, value: unknown) => Error,
): EncodedDictionary {
  const sink = new ByteSink(dictionary.length * 16)
  const starts = new Uint32Array(dictionary.length + 1)
  const lengths = new Uint32Array(dictionary.length)
  for (let index = 0; index < dictionary.length; index++) {
    const value = dictionary[index]
    if (typeof value !== 'string') throw notString(index, value)
    const start = sink.position
    encodeString(sink, value)
    lengths[index] = sink.position - start
    sink.reserve(3)
    sink.position = (sink.position + 3) & ~3
    starts[index + 1] = sink.position >> 2
  }
  const words = new Uint32Array(sink.position >> 2)
  for (let i = 0; i < words.length; i++) words[i] = sink.view.getUint32(i * 4)
  return { words, starts, lengths }
}

/** The mean number of bytes of a dictionary's strings. */
export function meanLength({ lengths }: EncodedDictionary): number {
  return lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)
}

export function encodeCodes(
  sink: ByteSink,
  codes: ArrayLike<unknown>,
  validity: Validity,
  dictionary: EncodedDictionary,
  from: number,
  to: number,
  context: ColumnContext,
): number {
  const { words, starts, lengths } = dictionary
  // The last word of the last string may reach three bytes beyond it.
  sink.reserve(sizeOfCodes(codes, validity, lengths, from, to, context) + 3)
  const { view } = sink
  let at = sink.position
  let present = 0
  for (let row = from; row < to; row++) {
    const code = codes[row]
    if (typeof code !== 'number' || (validity !== undefined && !isValid(validity, row))) {
      view.setUint8(at++, NIL)
      continue
    }
    const start = starts[code] as number
    const end = starts[code + 1] as number
    for (let i = start, to4 = at; i < end; i++, to4 += 4) view.setUint32(to4, words[i] as number)
    at += lengths[code] as number
    present++
  }
  sink.position = at
  return present
}

/** Checks every code and adds up the bytes of their strings. */
function sizeOfCodes(
  codes: ArrayLike<unknown>,
  validity: Validity,
  lengths: Uint32Array,
  from: number,
  to: number,
  context: ColumnContext,
): number {
  let size = 0
  for (let row = from; row < to; row++) {
    const code = codes[row]
    if (code === null || code === undefined || (validity !== undefined && !isValid(validity, row))) {
      size++
      continue
    }
    const length = typeof code === 'number' ? lengths[code] : undefined
    if (length === undefined) {
      refuse(context, row, `the code ${describe(code)} is not an index into the dictionary of ${lengths.length}`)
    }
    size += length
  }
  return size
}
