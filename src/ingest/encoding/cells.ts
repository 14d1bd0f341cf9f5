/**
 * Single cells in MessagePack (docs/wire-notes.md#column-types).
 *
 * The first element that is not null decides what the server stores a column as, and later floats in a column of
 * integers are cut off. So a float column is written with float codes only, an integer column with integer codes only.
 * A column is never a bin or an ext.
 */

import { describe } from '../../base/describe.ts'
import { FLOAT64, INT32, INT64, UINT64 } from '../../base/msgpack.ts'
import { type ColumnPlace, refuse } from '../refusals.ts'
import type { ByteSink } from './byte-sink.ts'

export function writeFloat(view: DataView, at: number, value: number): number {
  view.setUint8(at, FLOAT64)
  view.setFloat64(at + 1, value)
  return at + 9
}

/**
 * Four are read before the first is written: after every store through a DataView the engine looks the array up again,
 * which would be a fifth of the time, and a third for plain arrays.
 */
export function writeFourFloats(
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

/** Writes one int64 from a number or a bigint; makes room for nothing. */
export function writeInteger(sink: ByteSink, value: number | bigint, row: number, context: ColumnPlace): void {
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
