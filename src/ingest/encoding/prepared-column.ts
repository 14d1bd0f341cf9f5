/**
 * Binds each kind of column a caller may pass, once, to the kernel that encodes it.
 */

import { describe } from '../../base/describe.ts'
import { typedArrayTag } from '../../base/kinds.ts'
import type { DictionaryColumn, MaskedColumn, TypedArray } from '../columns.ts'
import type { ColumnType } from '../measurement.ts'
import { type ColumnPlace, columnError, refuse, wrongKind } from '../refusals.ts'
import type { ByteSink } from './byte-sink.ts'
import { encodeCodes, encodeDictionary, meanLength } from './dictionary.ts'
import * as plain from './plain-kernels.ts'
import * as typed from './typed-kernels.ts'
import { isValid, type Validity } from './validity.ts'

/** A column bound to its kernel. */
export interface PreparedColumn {
  readonly name: string
  /** `undefined` when every element is null. */
  readonly type: ColumnType | undefined
  readonly length: number
  /** The approximate bytes per row, to allocate a buffer of the right size at once. */
  readonly bytesPerRow: number
  /** Writes rows `from` to `to` and returns how many are not null. */
  encode(sink: ByteSink, from: number, to: number): number
}

/** Elements of a plain array: a longer one is nearly always full of holes, and takes minutes to walk. */
const MAX_ELEMENTS = 2 ** 25

/** Whether it is a plain array. Throws for one that is too long. */
export function isPlainArray(values: unknown, place: ColumnPlace): values is readonly unknown[] {
  if (!Array.isArray(values)) return false
  const { length }: { readonly length: unknown } = values
  if (typeof length === 'number' && length <= MAX_ELEMENTS) return true
  throw columnError(
    place,
    `is an array of length ${describe(length)}; give ${MAX_ELEMENTS} values at most, or a typed array, which may be longer`,
  )
}

/** Inspects a column once and picks its kernel. `declared` is its type in the schema. */
export function prepareColumn(
  name: string,
  input: unknown,
  declared: ColumnType | undefined,
  measurement: string,
): PreparedColumn {
  const context: ColumnPlace = { measurement, column: name, row0: 0 }
  if (isPlainArray(input, context)) return preparePlain(input, declared, context)
  const tag = typedArrayTag(input)
  if (tag !== undefined) return prepareTyped(input as TypedArray, tag, undefined, declared, context)
  if (typeof input === 'object' && input !== null) {
    if ('codes' in input && 'dictionary' in input) return prepareCodes(input as DictionaryColumn, declared, context)
    if ('values' in input && typeof input.values !== 'function')
      return prepareMasked(input as MaskedColumn, declared, context)
  }
  throw columnError(
    context,
    `is ${describe(input)}; give an array, a typed array, { values, validity } or { codes, dictionary }`,
  )
}

export function preparePlain(
  values: readonly unknown[],
  declared: ColumnType | undefined,
  context: ColumnPlace,
): PreparedColumn {
  const type = declared ?? typeOfFirst(values, context)
  const { length } = values
  const column = (bytesPerRow: number, encode: PreparedColumn['encode']): PreparedColumn => ({
    name: context.column,
    type,
    length,
    bytesPerRow,
    encode,
  })
  switch (type) {
    case 'float64':
      return column(9, (sink, from, to) => plain.encodeNumbers(sink, values, from, to, context))
    case 'int64':
      return column(9, (sink, from, to) => plain.encodeIntegers(sink, values, from, to, context))
    case 'string':
      return column(bytesPerString(values), (sink, from, to) => plain.encodeStrings(sink, values, from, to, context))
    case 'boolean':
      return column(1, (sink, from, to) => plain.encodeBooleans(sink, values, from, to, context))
    case undefined:
      return column(0, () => 0)
    default:
      return type satisfies never
  }
}

const SAMPLES = 32

/** An estimate from a few strings spread over the column. */
function bytesPerString(values: readonly unknown[]): number {
  const step = Math.max(1, Math.floor(values.length / SAMPLES))
  let total = 0
  let count = 0
  for (let row = 0; row < values.length; row += step) {
    const value = values[row]
    total += typeof value === 'string' ? value.length : 0
    count++
  }
  return (total / Math.max(1, count)) * 1.1 + 5
}

/** The type of the first element that is not null; `undefined` when there is none. */
function typeOfFirst(values: readonly unknown[], context: ColumnPlace): ColumnType | undefined {
  for (let row = 0; row < values.length; row++) {
    const value = values[row]
    if (value === null || value === undefined) continue
    return typeOfValue(value) ?? refuse(context, row, wrongKind(value, 'undeclared'))
  }
  return undefined
}

/** The type that a value gives an undeclared column; `undefined` if Arc cannot store it. */
export function typeOfValue(value: unknown): ColumnType | undefined {
  switch (typeof value) {
    case 'number':
      return 'float64'
    case 'bigint':
      return 'int64'
    case 'string':
      return 'string'
    case 'boolean':
      return 'boolean'
    default:
      return undefined
  }
}

export function prepareTyped(
  values: TypedArray,
  tag: string,
  validity: Validity,
  declared: ColumnType | undefined,
  context: ColumnPlace,
): PreparedColumn {
  const natural = tag.startsWith('Float') ? 'float64' : 'int64'
  const type = declared ?? natural
  if (type !== 'float64' && type !== 'int64')
    throw columnError(context, `is a ${tag}, and the column is ${type}; give an array of ${type}s`)
  const { length } = values
  const column = (encode: PreparedColumn['encode']): PreparedColumn => ({
    name: context.column,
    type,
    length,
    bytesPerRow: 9,
    encode,
  })
  if (isBigIntArray(values)) {
    if (type === 'float64') {
      throw columnError(
        context,
        `is a ${tag}, and the column is float64; declare it int64, or convert it to a Float64Array`,
      )
    }
    return column((sink, from, to) => typed.encodeBigInts(sink, values, validity, from, to, context))
  }
  if (type === 'int64') {
    const kernel = validity === undefined && natural === 'int64' ? integerKernel(tag) : undefined
    if (kernel !== undefined) return column((sink, from, to) => kernel(sink, values, from, to))
    return column((sink, from, to) => typed.encodeIntsWithNulls(sink, values, validity, from, to, context))
  }
  if (validity !== undefined) {
    return column((sink, from, to) => typed.encodeFloatsWithNulls(sink, values, validity, from, to))
  }
  if (tag === 'Float32Array') {
    return column((sink, from, to) => typed.encodeFloat32Array(sink, values as Float32Array, from, to))
  }
  return column((sink, from, to) => typed.encodeFloat64Array(sink, values, from, to))
}

function integerKernel(tag: string) {
  switch (tag) {
    case 'Int8Array':
      return typed.encodeInt8s
    case 'Uint8Array':
    case 'Uint8ClampedArray':
    case 'Int16Array':
      return typed.encodeInt16s
    case 'Uint16Array':
    case 'Int32Array':
      return typed.encodeInt32s
    default:
      return undefined
  }
}

function prepareMasked(input: MaskedColumn, declared: ColumnType | undefined, context: ColumnPlace): PreparedColumn {
  const { values } = input
  const tag = typedArrayTag(values)
  if (tag === undefined && !isPlainArray(values, context)) {
    throw columnError(context, `has values of the wrong kind: ${describe(values)}; give an array or a typed array`)
  }
  const validity = readValidity(input.validity, values.length, context)
  if (tag !== undefined) return prepareTyped(values as TypedArray, tag, validity, declared, context)
  return preparePlain(
    (values as readonly unknown[]).map((value, row) => (isValid(validity, row) ? value : null)),
    declared,
    context,
  )
}

function prepareCodes(input: DictionaryColumn, declared: ColumnType | undefined, context: ColumnPlace): PreparedColumn {
  const { codes, dictionary, validity } = input
  if (!isPlainArray(dictionary, context) || (!isPlainArray(codes, context) && typedArrayTag(codes) === undefined)) {
    throw columnError(context, 'needs codes in an array or a typed array, and a dictionary of strings in an array')
  }
  return prepareDictionary(input, readValidity(validity, codes.length, context), declared, context)
}

/** Binds a column of codes, which are checked as they are encoded. */
export function prepareDictionary(
  { codes, dictionary }: DictionaryColumn,
  validity: Validity,
  declared: ColumnType | undefined,
  context: ColumnPlace,
): PreparedColumn {
  if (declared !== undefined && declared !== 'string') {
    throw columnError(context, `is a dictionary of strings, and the column is ${declared}; one column holds one type`)
  }
  const words = encodeDictionary(dictionary, context)
  const own = unshared(codes)
  return {
    name: context.column,
    type: 'string',
    length: own.length,
    bytesPerRow: meanLength(words) * 1.1,
    encode: (sink, from, to) => encodeCodes(sink, own, validity, words, from, to, context),
  }
}

/** Copies codes that another thread could change between their check and their use. */
function unshared(codes: DictionaryColumn['codes']): DictionaryColumn['codes'] {
  const isShared =
    ArrayBuffer.isView(codes) && Object.prototype.toString.call(codes.buffer) === '[object SharedArrayBuffer]'
  return isShared ? codes.slice() : codes
}

export function readValidity(input: unknown, length: number, context: ColumnPlace): Validity {
  if (input === undefined || input === null) return undefined
  if (isPlainArray(input, context)) {
    if (input.length !== length)
      throw columnError(context, `has length ${length} and a validity of length ${input.length}`)
    // Each counts as true or false, whatever it is.
    return { flags: input as readonly boolean[] }
  }
  if (typedArrayTag(input) === 'Uint8Array') {
    const bits = input as Uint8Array
    if (bits.length * 8 < length)
      throw columnError(context, `has length ${length} and a validity bitmap of ${bits.length * 8} bits`)
    return { bits, offset: 0 }
  }
  throw columnError(context, `has a validity that is ${describe(input)}; give an Arrow bitmap or an array of booleans`)
}

function isBigIntArray(values: TypedArray): values is BigInt64Array | BigUint64Array {
  const tag = values[Symbol.toStringTag] as string
  return tag === 'BigInt64Array' || tag === 'BigUint64Array'
}
