/** Reads the small values around the cells of a MessagePack result. Each read returns where the next value starts, or that bytes are missing. */
import { ArcServerError } from '../../errors.ts'
import { bodyLength, bodyOffset, type Chunk, integerLow, integerSize, isTextCode, NIL } from './cell-codes.ts'
import { longText } from './text-cells.ts'

/** The values of the envelope, apart from its cells. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value }

/** Returned in place of a position: the bytes so far do not hold the whole value. */
export const INCOMPLETE = -1

const incomplete = { value: null, length: 0, next: INCOMPLETE } as const
/** The envelope is four deep; what is deeper than this was made to overflow the stack. */
const MAX_DEPTH = 32

/** Reads any value of the envelope. */
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
  if (code === 0xc2 || code === 0xc3) return { value: code === 0xc3, next: at + 1 }
  if (code === 0xcb) return at + 9 > end ? incomplete : { value: view.getFloat64(at + 1), next: at + 9 }
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

function integer(code: number, view: DataView, at: number): number {
  if (code === 0xcf) return Number(view.getBigUint64(at + 1))
  if (code === 0xd3) return Number(view.getBigInt64(at + 1))
  return code === 0xce ? view.getUint32(at + 1) : integerLow(code, view, at)
}
