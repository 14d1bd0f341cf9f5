/**
 * Binds Arrow columns to the kernels that encode them straight from their buffers.
 */

import { typedArrayTag } from '../../base/kinds.ts'
import type { NumberArray, TypedArray } from '../columns.ts'
import { type PreparedColumn, prepareDictionary, preparePlain, prepareTyped } from '../encoding/prepared-column.ts'
import { encodeBitmap } from '../encoding/typed-kernels.ts'
import { isValid, type Validity } from '../encoding/validity.ts'
import type { ColumnType } from '../measurement.ts'
import { type ColumnPlace, columnError, refuse } from '../refusals.ts'
import { bigintToMicros, type FixedUnit } from '../time/instants.ts'
import type { TimeColumn } from '../time/time.ts'
import { type ArrowData, type ArrowType, ArrowTypeId, type ArrowVector } from './data.ts'
import { encodeUtf8, encodeUtf8Views, meanBytes, meanBytesOfViews, numericOffsets, textAt } from './strings.ts'

/** How to treat types that have no equivalent in Arc. */
export interface ArrowColumnOptions {
  /** `float64` rounds decimals to the nearest float64. @default decimals are refused */
  readonly decimals?: 'float64' | undefined
}

const TIMESTAMP_UNITS: readonly FixedUnit[] = ['s', 'ms', 'us', 'ns']
const MICROS_PER_DAY = 86_400_000_000

/** Binds a column of a record batch; `undefined` when every value is null. */
export function prepareArrowColumn(
  data: ArrowData,
  declared: ColumnType | undefined,
  context: ColumnPlace,
  options: ArrowColumnOptions,
): PreparedColumn | undefined {
  const { type, length } = data
  if (type.typeId === ArrowTypeId.Null || data.nullCount === length) return undefined
  const validity = validityOf(data)
  const strings = (bytesPerRow: number, encode: PreparedColumn['encode']): PreparedColumn => {
    if (declared !== undefined && declared !== 'string') throw refuseType(context, type, declared)
    return { name: context.column, type: 'string', length, bytesPerRow, encode }
  }
  switch (type.typeId) {
    case ArrowTypeId.Int:
    case ArrowTypeId.Float: {
      const values = numbersOf(data, context)
      const isLong = type.typeId === ArrowTypeId.Int && type.bitWidth === 64
      if (declared === 'string' || declared === 'boolean' || (declared === 'float64' && isLong)) {
        throw refuseType(context, type, declared)
      }
      return { ...prepareTyped(values, typedArrayTag(values) as string, validity, declared, context), length }
    }
    case ArrowTypeId.Utf8: {
      const [bytes, offsets] = [data.values as Uint8Array, data.valueOffsets as Int32Array]
      return strings(meanBytes(offsets, length), (sink, from, to) =>
        encodeUtf8(sink, bytes, offsets, validity, from, to),
      )
    }
    case ArrowTypeId.LargeUtf8: {
      const [bytes, offsets] = [data.values as Uint8Array, numericOffsets(data.valueOffsets as BigInt64Array)]
      return strings(meanBytes(offsets, length), (sink, from, to) =>
        encodeUtf8(sink, bytes, offsets, validity, from, to),
      )
    }
    case ArrowTypeId.Utf8View: {
      const [views, buffers] = [data.values as Uint8Array, data.variadicBuffers ?? []]
      return strings(meanBytesOfViews(views, validity, length), (sink, from, to) =>
        encodeUtf8Views(sink, views, buffers, validity, from, to),
      )
    }
    case ArrowTypeId.Bool: {
      if (declared !== undefined && declared !== 'boolean') throw refuseType(context, type, declared)
      const bits: Validity = { bits: data.values as Uint8Array, offset: data.offset }
      return {
        name: context.column,
        type: 'boolean',
        length,
        bytesPerRow: 1,
        encode: (sink, from, to) => encodeBitmap(sink, bits, validity, from, to),
      }
    }
    case ArrowTypeId.Dictionary:
      return prepareArrowDictionary(data, validity, declared, context)
    case ArrowTypeId.Timestamp:
    case ArrowTypeId.Date: {
      if (declared !== undefined && declared !== 'int64') throw refuseType(context, type, declared)
      return { ...prepareTyped(microsOf(data, context), 'BigInt64Array', validity, 'int64', context), length }
    }
    case ArrowTypeId.Decimal: {
      if (options.decimals !== 'float64' || (declared !== undefined && declared !== 'float64')) {
        throw columnError(
          context,
          `is ${type}, which Arc has no column for; cast it to float64, or set decimals: 'float64' to have it rounded`,
        )
      }
      return { ...prepareTyped(decimalsOf(data, context), 'Float64Array', validity, 'float64', context), length }
    }
    default:
      throw columnError(context, `is ${type}, which Arc has no column for; ${wayOut(type)}`)
  }
}

/** Appends the instants of rows `from` to `to`. */
export function pushArrowTimes(
  time: TimeColumn,
  data: ArrowData,
  from: number,
  to: number,
  context: ColumnPlace,
): void {
  const validity = validityOf(data)
  if (validity !== undefined) {
    for (let row = from; row < to; row++) {
      if (!isValid(validity, row)) refuse(context, row, 'is null; every row needs an instant')
    }
  }
  const { type } = data
  switch (type.typeId) {
    case ArrowTypeId.Timestamp:
      time.pushBigInt64s(elementsOf(data, context) as BigInt64Array, from, to, TIMESTAMP_UNITS[type.unit ?? 0])
      return
    case ArrowTypeId.Date: {
      const values = elementsOf(data, context)
      if (type.unit !== 0) time.pushBigInt64s(values as BigInt64Array, from, to, 'ms')
      else
        for (let row = from; row < to; row++) {
          const days = values[row] as number
          time.pushExact(days * MICROS_PER_DAY, days, row)
        }
      return
    }
    case ArrowTypeId.Int:
    case ArrowTypeId.Float: {
      const values = numbersOf(data, context)
      const tag = typedArrayTag(values)
      if (tag === 'BigInt64Array') time.pushBigInt64s(values as BigInt64Array, from, to)
      else if (tag === 'BigUint64Array') time.pushAll(values as ArrayLike<unknown>, from, to)
      else time.pushNumbers(values as NumberArray, from, to)
      return
    }
    default:
      throw columnError(context, `is ${type}; cast it to timestamp`)
  }
}

/** Whether a column can be the `time` of a measurement without being named as such. */
export function isTimestamp(type: ArrowType): boolean {
  return type.typeId === ArrowTypeId.Timestamp
}

function validityOf({ nullCount, nullBitmap, offset }: ArrowData): Validity {
  return nullCount > 0 && nullBitmap ? { bits: nullBitmap, offset } : undefined
}

function numbersOf(data: ArrowData, context: ColumnPlace): TypedArray {
  const values = elementsOf(data, context)
  const isHalf = data.type.typeId === ArrowTypeId.Float && data.type.precision === 0
  return isHalf ? Float64Array.from(values as Uint16Array, halfToNumber) : values
}

/**
 * The values of a column of fixed width, one element a row. Copies of apache-arrow before 16 hold timestamps, and dates in
 * milliseconds, as pairs of 32-bit integers.
 */
function elementsOf(data: ArrowData, context: ColumnPlace, type = data.type): TypedArray {
  const { values, length } = data
  const bytesPerRow = bitsOf(type) / 8
  const tag = typedArrayTag(values)
  const isFloat = type.typeId === ArrowTypeId.Float && type.precision !== 0
  if (tag?.startsWith('Float') === isFloat) {
    const array = values as TypedArray
    const isWhole = array.byteLength >= length * bytesPerRow
    if (isWhole && array.BYTES_PER_ELEMENT === bytesPerRow) return array.subarray(0, length) as TypedArray
    if (isWhole && bytesPerRow === 8 && tag === 'Int32Array') {
      const words = array.byteOffset % 8 === 0 ? array : array.slice()
      return new BigInt64Array(words.buffer, words.byteOffset, length)
    }
  }
  throw unknownLayout(type, context)
}

function bitsOf({ typeId, bitWidth, precision, unit }: ArrowType): number {
  switch (typeId) {
    case ArrowTypeId.Int:
      return bitWidth ?? 0
    case ArrowTypeId.Float:
      return 16 << (precision ?? 0)
    case ArrowTypeId.Date:
      return unit === 0 ? 32 : 64
    default:
      return 64
  }
}

function unknownLayout(type: ArrowType, context: ColumnPlace): Error {
  return columnError(context, `is ${type} in a layout that is unknown here; pass it as IPC bytes: tableToIPC(table)`)
}

/** IEEE 754 binary16. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

/** Instants outside `time` are int64 microseconds since 1970, as Arc's own Parquet import stores them. */
function microsOf(data: ArrowData, context: ColumnPlace): BigInt64Array {
  const { type, length } = data
  const values = elementsOf(data, context)
  const validity = validityOf(data)
  const micros = new BigInt64Array(length)
  const unit =
    type.typeId === ArrowTypeId.Date ? (type.unit === 0 ? 'day' : 'ms') : (TIMESTAMP_UNITS[type.unit ?? 0] as FixedUnit)
  for (let row = 0; row < length; row++) {
    if (!isValid(validity, row)) continue
    const value = BigInt(values[row] as number | bigint)
    const exact = toMicros(value, unit)
    if (exact === undefined || BigInt.asIntN(64, exact) !== exact) {
      refuse(
        context,
        row,
        `${value} (${type}) is not a whole number of microseconds in 64 bits; cast the column to timestamp[us] or int64`,
      )
    }
    micros[row] = exact
  }
  return micros
}

/** `undefined` if it is not a whole number of microseconds. */
function toMicros(value: bigint, unit: FixedUnit | 'day'): bigint | undefined {
  if (unit === 'day') return value * BigInt(MICROS_PER_DAY)
  return unit === 'ns' && value % 1000n !== 0n ? undefined : bigintToMicros(value, unit)
}

/** Decimals as the nearest float64, via their digits, so that they are rounded only once. */
function decimalsOf({ type, values, length }: ArrowData, context: ColumnPlace): Float64Array {
  const words = values as Uint32Array
  const stride = (type.bitWidth ?? 128) / 32
  if (typedArrayTag(words) !== 'Uint32Array' || words.length < length * stride) throw unknownLayout(type, context)
  const exponent = `e${-(type.scale ?? 0)}`
  return Float64Array.from({ length }, (_, row) => {
    let unscaled = 0n
    for (let word = stride - 1; word >= 0; word--)
      unscaled = (unscaled << 32n) | BigInt((words[row * stride + word] as number) >>> 0)
    return Number(BigInt.asIntN(stride * 32, unscaled) + exponent)
  })
}

/** Dictionaries of strings are encoded once; values of other dictionaries are looked up row by row. */
function prepareArrowDictionary(
  data: ArrowData,
  validity: Validity,
  declared: ColumnType | undefined,
  context: ColumnPlace,
): PreparedColumn {
  const { dictionary, length, type } = data
  const natural = DICTIONARY_TYPES.get(type.dictionary?.typeId ?? 0)
  if (dictionary === undefined || natural === undefined) {
    throw columnError(context, `is ${type}, which Arc has no column for; cast it to its plain type`)
  }
  const codes = elementsOf(data, context, type.indices ?? type)
  // Every batch brings the whole dictionary: one that is longer than the batch is not worth the reading.
  if (natural === 'string' && dictionary.length <= length && typedArrayTag(codes)?.startsWith('Big') === false) {
    const values = Array.from({ length: dictionary.length }, (_, index) => stringAt(dictionary, index))
    if (!values.includes(null)) {
      return prepareDictionary(
        { codes: codes as NumberArray, dictionary: values as string[] },
        validity,
        declared,
        context,
      )
    }
  }
  const entry = (index: number): unknown => (natural === 'string' ? stringAt(dictionary, index) : dictionary.get(index))
  const cells = Array.from({ length }, (_, row) => (isValid(validity, row) ? entry(Number(codes[row])) : null))
  return preparePlain(cells, declared ?? natural, context)
}

/** A string of a dictionary, read here because apache-arrow drops a byte order mark at its start. */
function stringAt(dictionary: ArrowVector, index: number): string | null {
  let row = index
  for (const data of dictionary.data) {
    if (row >= 0 && row < data.length) return isValid(validityOf(data), row) ? textAt(data, row) : null
    row -= data.length
  }
  throw new RangeError(`a dictionary of ${dictionary.length} has no entry ${index}`)
}

const DICTIONARY_TYPES: ReadonlyMap<number, ColumnType> = new Map([
  [ArrowTypeId.Utf8, 'string'],
  [ArrowTypeId.LargeUtf8, 'string'],
  [ArrowTypeId.Utf8View, 'string'],
  [ArrowTypeId.Int, 'int64'],
  [ArrowTypeId.Float, 'float64'],
  [ArrowTypeId.Bool, 'boolean'],
])

function refuseType(context: ColumnPlace, type: ArrowType, declared: ColumnType): Error {
  return columnError(context, `is ${type}, and the column is ${declared}; cast it, or declare another type`)
}

function wayOut(type: ArrowType): string {
  switch (type.typeId) {
    case ArrowTypeId.Struct:
      return 'unnest it into columns of its own'
    case ArrowTypeId.List:
    case ArrowTypeId.LargeList:
    case ArrowTypeId.FixedSizeList:
    case ArrowTypeId.Map:
      return 'explode it into rows, or cast it to a string such as JSON'
    case ArrowTypeId.Time:
    case ArrowTypeId.Duration:
      return 'cast it to int64, in a unit of your choice'
    default:
      return 'cast it to int64, float64, bool or utf8, or leave it out'
  }
}
