/** The MessagePack codes of single cells, and how long each is (https://github.com/msgpack/msgpack/blob/master/spec.md). */
import { ArcServerError } from '../../errors.ts'
import type { QueryColumn } from '../columns.ts'

/** Bytes to decode from; the view covers the same bytes. */
export interface Chunk {
  readonly bytes: Uint8Array
  readonly view: DataView
}

/** Decodes one column. */
export interface ColumnDecoder {
  readonly length: number
  /** Cells decoded so far. */
  readonly count: number
  /** Decodes whole cells between `at` and `end`, and returns where the next one starts. */
  decode(chunk: Chunk, at: number, end: number): number
  /** The cells decoded so far as a column. */
  column(name: string): QueryColumn
}

export const NIL = 0xc0

/** A cell whose code does not belong in its column. */
export function unexpected(type: string, code: number | undefined, row: number): ArcServerError {
  return new ArcServerError(
    `malformed MessagePack result: code 0x${(code ?? 0).toString(16)} in row ${row} of a ${type || 'untyped'} column`,
  )
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

/** Bytes of an instant cell, 0 for anything else. */
export function instantSize(code: number): 0 | 6 | 10 | 15 {
  if (code === 0xd7) return 10
  if (code === 0xd6) return 6
  return code === 0xc7 ? 15 : 0
}

/** Whether the extension at `at` is an instant: type -1, and 12 bytes long where it says its length. */
export function isInstant(code: number, bytes: Uint8Array, at: number): boolean {
  return code === 0xc7 ? bytes[at + 1] === 12 && bytes[at + 2] === 0xff : bytes[at + 1] === 0xff
}

/** Whole seconds since 1970 of an instant cell. */
export function instantSeconds(code: number, view: DataView, at: number): number {
  if (code === 0xd7) return (view.getUint32(at + 2) & 3) * 0x1_0000_0000 + view.getUint32(at + 6)
  if (code === 0xd6) return view.getUint32(at + 2)
  return view.getInt32(at + 7) * 0x1_0000_0000 + view.getUint32(at + 11)
}

/** Nanoseconds of an instant cell beyond its whole second. */
export function instantNanos(code: number, view: DataView, at: number): number {
  if (code === 0xd7) return view.getUint32(at + 2) >>> 2
  return code === 0xd6 ? 0 : view.getUint32(at + 3)
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
