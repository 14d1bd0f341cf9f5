/**
 * The `time` column of a columnar write, in every form it may have.
 */

import { describe } from '../../base/describe.ts'
import { typedArrayTag } from '../../base/kinds.ts'
import type { MaskedColumn, NumberArray, TypedArray } from '../columns.ts'
import { type ColumnPlace, columnError, refuse } from '../refusals.ts'
import type { TimeColumn } from '../time/time.ts'
import { isPlainArray, readValidity } from './prepared-column.ts'
import { isValid } from './validity.ts'

/** The number of instants in a `time` column. Throws if it has none of the allowed forms. */
export function timeLength(input: unknown, measurement: string): number {
  const context: ColumnPlace = { measurement, column: 'time', row0: 0 }
  const isMasked =
    typeof input === 'object' &&
    input !== null &&
    !isList(input, context) &&
    'values' in input &&
    typeof input.values !== 'function'
  const values = isMasked ? input.values : input
  if (isList(values, context)) return values.length
  const what = isMasked ? 'has values of the wrong kind: ' : 'is '
  throw columnError(context, `${what}${describe(values)}; give an array or a typed array of instants`)
}

/** Appends a `time` column, whose kind {@link timeLength} has checked, to `time`. */
export function appendTime(time: TimeColumn, input: unknown, measurement: string): void {
  const values = unmaskedTime(input, measurement)
  const tag = typedArrayTag(values)
  if (tag === 'BigInt64Array') time.pushBigInt64s(values as BigInt64Array, 0, values.length)
  else if (tag === undefined || tag === 'BigUint64Array') time.pushAll(values as ArrayLike<unknown>, 0, values.length)
  else time.pushNumbers(values as NumberArray, 0, values.length)
}

/** The instants of a `time` column, after checking that its mask marks none as null. */
function unmaskedTime(input: unknown, measurement: string): readonly unknown[] | TypedArray {
  const context: ColumnPlace = { measurement, column: 'time', row0: 0 }
  if (isList(input, context)) return input
  const { values, validity } = input as MaskedColumn
  const valid = readValidity(validity, values.length, context)
  for (let row = 0; row < values.length; row++) {
    if (!isValid(valid, row)) refuse(context, row, 'is null; every row needs an instant')
  }
  return values
}

function isList(input: unknown, place: ColumnPlace): input is readonly unknown[] | TypedArray {
  return isPlainArray(input, place) || typedArrayTag(input) !== undefined
}
