/**
 * MessagePack of one column, one loop per kind of input (docs/wire-notes.md#column-types).
 *
 * The first element that is not null decides what the server stores a column as, and later floats in a column of integers are cut off. So a float
 * column is written with float codes only, an integer column with integer codes only. A column is never a bin or an ext.
 *
 * Every kernel writes rows `from` to `to` at the sink's position and returns how many of them are not null.
 */

import type { ByteSink } from './byte-sink.ts'
import { type ColumnContext, describe, refuse, wrongKind } from './refusals.ts'
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
  let row = from
  for (; row + 4 <= to; row += 4) {
    at = writeFourFloats(view, at, values[row], values[row + 1], values[row + 2], values[row + 3])
  }
  for (; row < to; row++) at = writeFloat(view, at, values[row] as number)
  sink.position = at
  return to - from
}

function writeFloat(view: DataView, at: number, value: number): number {
  view.setUint8(at, FLOAT64)
  view.setFloat64(at + 1, value)
  return at + 9
}

/**
 * Four are read before the first is written: after every store through a DataView the engine looks the array up again,
 * which would be a fifth of the time, and a third for plain arrays.
 */
function writeFourFloats(
  view: DataView,
  at: number,
  first: number | undefined,
  second: number | undefined,
  third: number | undefined,
  fourth: number | undefined,
): number {
  view.setUint8(at, FLOAT64)
  view.setFloat64(at + 1, first as number)
  view.setUint8(at + 9, FLOAT64)
  view.setFloat64(at + 10, second as number)
  view.setUint8(at + 18, FLOAT64)
  view.setFloat64(at + 19, third as number)
  view.setUint8(at + 27, FLOAT64)
  view.setFloat64(at + 28, fourth as number)
  return at + 36
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
  const { view } = sink
  let at = sink.position
  let nulls = 0
  let row = from
  while (row < to) {
    for (; row + 4 <= to; row += 4) {
      const first = values[row]
      const second = values[row + 1]
      const third = values[row + 2]
      const fourth = values[row + 3]
      if (typeof first !== 'number' || typeof second !== 'number') break
      if (typeof third !== 'number' || typeof fourth !== 'number') break
      at = writeFourFloats(view, at, first, second, third, fourth)
    }
    // The last ones, or four of which not all are numbers.
    for (const end = Math.min(row + 4, to); row < end; row++) {
      const value = values[row]
      if (typeof value === 'number') at = writeFloat(view, at, value)
      else if (value === null || value === undefined) {
        view.setUint8(at++, NIL)
        nulls++
      } else refuse(context, row, wrongKind(value, 'float64'))
    }
  }
  sink.position = at
  return to - from - nulls
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
