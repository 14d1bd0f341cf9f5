/**
 * The `time` column of a columnar write, in any of the forms it may have.
 */

import { type MaskedColumn, readValidity, type TypedArray, typedArrayTag } from './columns.ts'
import type { NumberArray } from './kernels.ts'
import { type ColumnContext, describe, refuse, refuseColumn } from './refusals.ts'
import type { TimeColumn } from './time.ts'
import { isValid } from './validity.ts'

/** The number of instants in a `time` column. Throws when it is not one of the kinds it may have. */
export function timeLength(input: unknown, measurement: string): number {
  if (Array.isArray(input)) return input.length
  if (typedArrayTag(input) !== undefined) return (input as TypedArray).length
  // Arrays have a method of that name too, and are dealt with.
  if (typeof input === 'object' && input !== null && 'values' in input) return timeLength(input.values, measurement)
  const context: ColumnContext = { measurement, column: 'time', row0: 0 }
  throw refuseColumn(context, `is ${describe(input)}; give an array or a typed array of instants`)
}

/** Appends a `time` column, whose kind {@link timeLength} has checked, to `time`. */
export function appendTime(time: TimeColumn, input: unknown, measurement: string): void {
  const values = unmaskedTime(input, measurement)
  const tag = typedArrayTag(values)
  if (tag === 'BigInt64Array') time.pushBigInt64s(values as BigInt64Array, 0, values.length)
  else if (tag === undefined || tag === 'BigUint64Array') time.pushAll(values as ArrayLike<unknown>, 0, values.length)
  else time.pushNumbers(values as NumberArray, 0, values.length)
}

/** The instants of a `time` column, after making sure that a mask hides none. */
function unmaskedTime(input: unknown, measurement: string): readonly unknown[] | TypedArray {
  if (Array.isArray(input) || typedArrayTag(input) !== undefined) return input as readonly unknown[] | TypedArray
  const { values, validity } = input as MaskedColumn
  const context: ColumnContext = { measurement, column: 'time', row0: 0 }
  const valid = readValidity(validity, values.length, context)
  for (let row = 0; row < values.length; row++) {
    if (!isValid(valid, row)) refuse(context, row, 'is null; every row needs an instant')
  }
  return values
}
