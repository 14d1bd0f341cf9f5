/**
 * MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md): its codes, how long values are, and a reader of small
 * values. Nothing is allocated for a length before its bytes are there, and nothing that nests without end is followed.
 */
import { ArcQueryError, ArcServerError } from '../errors.ts'

export const NIL = 0xc0
export const FALSE = 0xc2
export const TRUE = 0xc3
export const FLOAT32 = 0xca
export const FLOAT64 = 0xcb
export const UINT64 = 0xcf
export const INT8 = 0xd0
export const INT16 = 0xd1
export const INT32 = 0xd2
export const INT64 = 0xd3

/** Bytes to decode from; the view covers the same bytes. */
export interface Chunk {
  readonly bytes: Uint8Array
  readonly view: DataView
}

/** A value that is not a bin or an ext. An integer is a bigint where a number would not be exact. */
export type Value = null | boolean | number | bigint | string | Value[] | { [key: string]: Value }

/** Returned in place of a position: the bytes so far do not hold the whole value. */
export const INCOMPLETE = -1

const incomplete = { value: null, length: 0, next: INCOMPLETE } as const
/** What the server sends is four deep; what is deeper than this was made to overflow the stack. */
const MAX_DEPTH = 32

/**
 * The one value that `bytes` are.
 *
 * @throws ArcServerError when they are not exactly one, or it has what {@link readValue} refuses.
 */
export function decodeValue(bytes: Uint8Array): Value {
  const { value, next } = readValue(chunkOf(bytes), 0, bytes.length)
  if (next === bytes.length) return value
  throw new ArcServerError(
    `malformed MessagePack: ${next === INCOMPLETE ? 'it is cut off' : 'more bytes after its end'}`,
  )
}

/** `bytes`, with a view of them. */
export function chunkOf(bytes: Uint8Array): Chunk {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) }
}

/**
 * Reads the value at `at`.
 *
 * @returns where the next one starts, or {@link INCOMPLETE}.
 * @throws ArcServerError for a bin, an ext, a key that is no text, and values more than 32 deep.
 */
export function readValue(
  chunk: Chunk,
  at: number,
  end: number,
  depth = 0,
): { readonly value: Value; readonly next: number } {
  if (at >= end) return incomplete
  const { bytes, view } = chunk
  const code = bytes[at] ?? 0
  if (code === NIL) return { value: null, next: at + 1 }
  if (code === FALSE || code === TRUE) return { value: code === TRUE, next: at + 1 }
  if (code === FLOAT32) return at + 5 > end ? incomplete : { value: view.getFloat32(at + 1), next: at + 5 }
  if (code === FLOAT64) return at + 9 > end ? incomplete : { value: view.getFloat64(at + 1), next: at + 9 }
  if (isTextCode(code)) {
    const length = bodyLength(code, view, at, end)
    const start = at + bodyOffset(code)
    if (length < 0 || start + length > end) return incomplete
    return { value: longText(bytes, start, start + length), next: start + length }
  }
  const size = integerSize(code)
  if (size > 0) return at + size > end ? incomplete : { value: integer(code, view, at), next: at + size }
  if (depth === MAX_DEPTH)
    throw new ArcServerError(`malformed MessagePack result: values nested more than ${MAX_DEPTH} deep`)
  if ((code & 0xf0) === 0x80 || code === 0xde || code === 0xdf) return readMap(chunk, at, end, depth + 1)
  return readArray(chunk, at, end, depth + 1)
}

/** Reads the start of an array: its length, and where its first element is. */
export function arrayLength(chunk: Chunk, at: number, end: number): { readonly length: number; readonly next: number } {
  return containerLength(chunk, at, end, 0x90, 0xdc, 'an array')
}

/** Reads the start of a map: its number of keys, and where its first key is. */
export function mapLength(chunk: Chunk, at: number, end: number): { readonly length: number; readonly next: number } {
  return containerLength(chunk, at, end, 0x80, 0xde, 'a map')
}

function containerLength({ bytes, view }: Chunk, at: number, end: number, fix: number, code16: number, what: string) {
  if (at >= end) return incomplete
  const code = bytes[at] ?? 0
  if ((code & 0xf0) === fix) return { length: code & 0x0f, next: at + 1 }
  if (code === code16) return at + 3 > end ? incomplete : { length: view.getUint16(at + 1), next: at + 3 }
  if (code === code16 + 1) return at + 5 > end ? incomplete : { length: view.getUint32(at + 1), next: at + 5 }
  throw new ArcServerError(`malformed MessagePack result: code 0x${code.toString(16)} where ${what} was expected`)
}

function readArray(
  chunk: Chunk,
  at: number,
  end: number,
  depth: number,
): { readonly value: Value; readonly next: number } {
  const { length, next: start } = arrayLength(chunk, at, end)
  const value: Value[] = []
  let next = start
  for (let i = 0; i < length && next !== INCOMPLETE; i++) {
    const element = readValue(chunk, next, end, depth)
    value.push(element.value)
    next = element.next
  }
  return { value, next }
}

function readMap(
  chunk: Chunk,
  at: number,
  end: number,
  depth: number,
): { readonly value: Value; readonly next: number } {
  const { length, next: start } = mapLength(chunk, at, end)
  const entries: [string, Value][] = []
  let next = start
  for (let i = 0; i < length && next !== INCOMPLETE; i++) {
    const key = readValue(chunk, next, end, depth)
    if (key.next === INCOMPLETE) return incomplete
    const element = readValue(chunk, key.next, end, depth)
    if (typeof key.value !== 'string') throw new ArcServerError('malformed MessagePack result: a key that is no text')
    entries.push([key.value, element.value])
    next = element.next
  }
  return { value: Object.fromEntries(entries), next }
}

function integer(code: number, view: DataView, at: number): number | bigint {
  if (code === UINT64 || code === INT64) {
    const exact = code === INT64 ? view.getBigInt64(at + 1) : view.getBigUint64(at + 1)
    return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact
  }
  return code === 0xce ? view.getUint32(at + 1) : integerLow(code, view, at)
}

/** The position behind the scalar at `at`, which is whole. */
export function skipScalar({ bytes, view }: Chunk, at: number): number {
  const code = bytes[at] ?? 0
  const size = integerSize(code)
  if (size > 0) return at + size
  if (code === FLOAT64) return at + 9
  if (code === FLOAT32) return at + 5
  return code === FALSE || code === TRUE ? at + 1 : at + bodyOffset(code) + bodyLength(code, view, at, bytes.length)
}

/** Bytes of an integer cell with its code, 1 for nil, 0 for anything else. */
export function integerSize(code: number): 0 | 1 | 2 | 3 | 5 | 9 {
  if (code < 0x80 || code >= 0xe0 || code === NIL) return 1
  switch (code) {
    case 0xcc:
    case 0xd0:
      return 2
    case 0xcd:
    case 0xd1:
      return 3
    case 0xce:
    case 0xd2:
      return 5
    case 0xcf:
    case 0xd3:
      return 9
    default:
      return 0
  }
}

/** The low 32 bits of an integer cell of up to 5 bytes, sign-extended where its code is signed. */
export function integerLow(code: number, view: DataView, at: number): number {
  switch (code) {
    case 0xcc:
      return view.getUint8(at + 1)
    case 0xcd:
      return view.getUint16(at + 1)
    case 0xd0:
      return view.getInt8(at + 1)
    case 0xd1:
      return view.getInt16(at + 1)
    case 0xce:
    case 0xd2:
      return view.getInt32(at + 1)
    default:
      return code < 0x80 ? code : code - 0x100
  }
}

/** The length of a text or binary cell's body, -1 for anything else, -2 when more bytes are needed to tell. */
export function bodyLength(code: number, view: DataView, at: number, end: number): number {
  if (code >= 0xa0 && code <= 0xbf) return code & 0x1f
  switch (code) {
    case 0xc4:
    case 0xd9:
      return at + 2 <= end ? view.getUint8(at + 1) : -2
    case 0xc5:
    case 0xda:
      return at + 3 <= end ? view.getUint16(at + 1) : -2
    case 0xc6:
    case 0xdb:
      return at + 5 <= end ? view.getUint32(at + 1) : -2
    default:
      return -1
  }
}

/** Bytes before the body of a text or binary cell. */
export function bodyOffset(code: number): 1 | 2 | 3 | 5 {
  if (code === 0xc4 || code === 0xd9) return 2
  if (code === 0xc5 || code === 0xda) return 3
  return code === 0xc6 || code === 0xdb ? 5 : 1
}

export const isTextCode = (code: number) => (code >= 0xa0 && code <= 0xbf) || (code >= 0xd9 && code <= 0xdb)

export const isBinaryCode = (code: number) => code >= 0xc4 && code <= 0xc6

/** A cell whose code does not belong in its column. */
export function unexpected(type: string, code: number | undefined, row: number): ArcServerError {
  return new ArcServerError(
    `malformed MessagePack result: code 0x${(code ?? 0).toString(16)} in row ${row} of a ${type || 'untyped'} column`,
  )
}

/** The longest string of V8, in characters, and more than that of other engines. */
export const MAX_TEXT_LENGTH = 2 ** 29 - 24

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** UTF-8 as a string, or an error for more of it than a string can hold. */
export function longText(bytes: Uint8Array, start: number, end: number): string {
  try {
    return utf8.decode(bytes.subarray(start, end))
  } catch (cause) {
    if (end - start < MAX_TEXT_LENGTH) throw cause
    throw new ArcQueryError(
      `a text of ${end - start} bytes is longer than JavaScript's strings; take parts of it in the SQL, with substr`,
      { category: 'out-of-range', cause },
    )
  }
}
