/**
 * MessagePack of columns in typed arrays and bitmaps, one loop per kind of array.
 *
 * Every kernel writes rows `from` to `to` at the sink's position and returns how many of them are not null.
 */

import { HIGH, LOW } from '../../base/int64.ts'
import { FALSE, FLOAT32, FLOAT64, INT8, INT16, INT32, INT64, NIL, TRUE } from '../../base/msgpack.ts'
import { type ColumnPlace, refuse } from '../refusals.ts'
import type { ByteSink } from './byte-sink.ts'
import { writeFloat, writeFourFloats, writeInteger } from './cells.ts'
import { isValid, type Validity } from './validity.ts'

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
  context: ColumnPlace,
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
  context: ColumnPlace,
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
    const high = words[2 * row + HIGH] as number
    if (!signed && high < 0)
      refuse(context, row, `${values[row]}n does not fit in 64 bits with a sign, the largest integer Arc has`)
    bytes[at] = INT64
    view.setInt32(at + 1, high)
    view.setInt32(at + 5, words[2 * row + LOW] as number)
    at += 9
    present++
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
