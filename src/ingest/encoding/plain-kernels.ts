/**
 * MessagePack of columns in plain arrays, one loop per type of column.
 *
 * Every kernel writes rows `from` to `to` at the sink's position and returns how many of them are not null. A value of another type is refused.
 */

import { FALSE, NIL, TRUE } from '../../base/msgpack.ts'
import { type ColumnPlace, refuse, wrongKind } from '../refusals.ts'
import type { ByteSink } from './byte-sink.ts'
import { writeFloat, writeFourFloats, writeInteger } from './cells.ts'
import { encodeString } from './utf8.ts'

/** A plain array of numbers and nulls, as float64. */
export function encodeNumbers(
  sink: ByteSink,
  values: readonly unknown[],
  from: number,
  to: number,
  context: ColumnPlace,
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
  context: ColumnPlace,
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
  context: ColumnPlace,
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

export function encodeStrings(
  sink: ByteSink,
  values: readonly unknown[],
  from: number,
  to: number,
  context: ColumnPlace,
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
