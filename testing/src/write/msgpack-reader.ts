/**
 * MessagePack into {@link GoValue}s, for every payload that is not a plain columnar map.
 *
 * The code of each number survives, because the server decides a column by it and names it in its errors; no
 * general-purpose decoder keeps it (`1.0` and `1` are one value in JavaScript), and none has the server's rules for
 * odd map keys, unknown extensions and cut-off input. It shares nothing with the client's codecs, and is checked in
 * tests against @msgpack/msgpack.
 */
import {
  GoFloat32,
  GoInteger,
  type GoIntegerType,
  GoTime,
  GoTypedMap,
  type GoValue,
  goTypeName,
  isGoArray,
  isGoMap,
} from './go-values.ts'
import { decodeUtf8 } from './utf8.ts'

/** The payload cannot be decoded; the server answers 400 with this text after `Invalid MessagePack payload: `. */
export class MsgpackError extends Error {}

/** The server's handler panics and recovers; it answers 500 with this text. */
export class GoPanic extends Error {}

/** Decodes the first value; bytes after it are ignored, as the server ignores them. */
export function decodeMsgpack(bytes: Uint8Array): GoValue {
  return readValue({ bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), position: 0 })
}

interface Cursor {
  readonly bytes: Uint8Array
  readonly view: DataView
  position: number
}

function readValue(cursor: Cursor): GoValue {
  const code = readByte(cursor)
  if (code <= 0x7f) return new GoInteger('int8', BigInt(code))
  if (code >= 0xe0) return new GoInteger('int8', BigInt(code - 0x100))
  if (code <= 0x8f) return readMap(cursor, code & 0x0f)
  if (code <= 0x9f) return readArray(cursor, code & 0x0f)
  if (code <= 0xbf) return readText(cursor, code & 0x1f)
  switch (code) {
    case 0xc0:
      return null
    case 0xc2:
      return false
    case 0xc3:
      return true
    case 0xc4:
    case 0xc5:
    case 0xc6:
      return readBinary(cursor, readLength(cursor, code - 0xc4))
    case 0xca:
      return new GoFloat32(cursor.view.getFloat32(take(cursor, 4)))
    case 0xcb:
      return cursor.view.getFloat64(take(cursor, 8))
    case 0xd9:
    case 0xda:
    case 0xdb:
      return readText(cursor, readLength(cursor, code - 0xd9))
    case 0xdc:
      return readArray(cursor, readLength(cursor, 1))
    case 0xdd:
      return readArray(cursor, readLength(cursor, 2))
    case 0xde:
      return readMap(cursor, readLength(cursor, 1))
    case 0xdf:
      return readMap(cursor, readLength(cursor, 2))
    default:
      return readIntegerOrExtension(cursor, code)
  }
}

function readIntegerOrExtension(cursor: Cursor, code: number): GoValue {
  const type = INTEGER_TYPES.get(code)
  if (type !== undefined) return new GoInteger(type, readInteger(cursor, type))
  const extensionLength = readExtensionLength(cursor, code)
  if (extensionLength === undefined) throw new MsgpackError(`msgpack: unknown code ${hex(code)} decoding interface{}`)
  return readExtension(cursor, extensionLength)
}

const INTEGER_TYPES: ReadonlyMap<number, GoIntegerType> = new Map([
  [0xcc, 'uint8'],
  [0xcd, 'uint16'],
  [0xce, 'uint32'],
  [0xcf, 'uint64'],
  [0xd0, 'int8'],
  [0xd1, 'int16'],
  [0xd2, 'int32'],
  [0xd3, 'int64'],
])

function readInteger(cursor: Cursor, type: GoIntegerType): bigint {
  switch (type) {
    case 'uint8':
      return BigInt(readByte(cursor))
    case 'uint16':
      return BigInt(cursor.view.getUint16(take(cursor, 2)))
    case 'uint32':
      return BigInt(cursor.view.getUint32(take(cursor, 4)))
    case 'uint64':
      return cursor.view.getBigUint64(take(cursor, 8))
    case 'int8':
      return BigInt.asIntN(8, BigInt(readByte(cursor)))
    case 'int16':
      return BigInt(cursor.view.getInt16(take(cursor, 2)))
    case 'int32':
      return BigInt(cursor.view.getInt32(take(cursor, 4)))
    case 'int64':
      return cursor.view.getBigInt64(take(cursor, 8))
  }
}

function readArray(cursor: Cursor, length: number): GoValue {
  const items: GoValue[] = []
  for (let index = 0; index < length; index++) items.push(readValue(cursor))
  return items
}

/** The first key decides the type of the map; a repeated key keeps the last value. */
function readMap(cursor: Cursor, size: number): GoValue {
  const map = new Map<string, GoValue>()
  if (size === 0) return map
  const first = cursor.bytes[cursor.position]
  if (first === undefined) throw new MsgpackError('EOF')
  if (!isStringCode(first)) return readTypedMap(cursor, size)
  for (let index = 0; index < size; index++) {
    const key = readKey(cursor)
    map.set(key, readValue(cursor))
  }
  return map
}

/** A later key of a string map may also be binary or nil, which is the empty string. */
function readKey(cursor: Cursor): string {
  const code = readByte(cursor)
  if (code === 0xc0) return ''
  if (code >= 0xa0 && code <= 0xbf) return readText(cursor, code & 0x1f)
  if (code >= 0xd9 && code <= 0xdb) return readText(cursor, readLength(cursor, code - 0xd9))
  if (code >= 0xc4 && code <= 0xc6) return readText(cursor, readLength(cursor, code - 0xc4))
  throw new MsgpackError(`msgpack: invalid code=${hex(code)} decoding string/bytes length`)
}

function readTypedMap(cursor: Cursor, size: number): GoValue {
  const key = readValue(cursor)
  readValue(cursor)
  if (key === null) throw new GoPanic('runtime error: invalid memory address or nil pointer dereference')
  if (key instanceof Uint8Array || isGoArray(key) || isGoMap(key) || key instanceof GoTypedMap) {
    throw new MsgpackError(`msgpack: unsupported map key: ${goTypeName(key)}`)
  }
  for (let index = 1; index < size; index++) {
    readTypedKey(cursor, key)
    readValue(cursor)
  }
  return new GoTypedMap(goTypeName(key))
}

function readTypedKey(cursor: Cursor, first: GoValue): void {
  const code = cursor.bytes[cursor.position] ?? 0
  const key = readValue(cursor)
  if (typeof first === 'boolean' ? typeof key === 'boolean' : first instanceof GoTime || isNumber(key)) return
  if (key === null) return
  const wanted = first instanceof GoInteger ? (first.type.startsWith('u') ? 'uint64' : 'int64') : goTypeName(first)
  throw new MsgpackError(`msgpack: invalid code=${hex(code)} decoding ${wanted}`)
}

function isNumber(value: GoValue): boolean {
  return typeof value === 'number' || value instanceof GoInteger || value instanceof GoFloat32
}

function readText(cursor: Cursor, length: number): string {
  const start = take(cursor, length)
  return decodeUtf8(cursor.bytes.subarray(start, start + length))
}

function readBinary(cursor: Cursor, length: number): Uint8Array {
  if (length > 0 && cursor.position === cursor.bytes.length) throw new MsgpackError('EOF')
  const start = take(cursor, length)
  return cursor.bytes.slice(start, start + length)
}

const FIXED_EXTENSION_LOW = 0xd4
const FIXED_EXTENSION_HIGH = 0xd8

function readExtensionLength(cursor: Cursor, code: number): number | undefined {
  if (code >= FIXED_EXTENSION_LOW && code <= FIXED_EXTENSION_HIGH) return 1 << (code - FIXED_EXTENSION_LOW)
  if (code >= 0xc7 && code <= 0xc9) return readLength(cursor, code - 0xc7)
  return undefined
}

/** Only the timestamp (−1) and the server's own interned strings (−128) are known; no dictionary is ever sent. */
function readExtension(cursor: Cursor, length: number): GoValue {
  const id = BigInt.asIntN(8, BigInt(readByte(cursor)))
  if (id === -1n) {
    take(cursor, length)
    if (length === 4 || length === 8 || length === 12) return new GoTime()
    throw new MsgpackError(`msgpack: invalid ext len=${length} decoding time`)
  }
  if (id === -128n) {
    if (length !== 1 && length !== 2 && length !== 4) {
      throw new MsgpackError(`msgpack: unsupported ext len=${length} decoding interned string`)
    }
    const index = readLength(cursor, Math.log2(length))
    throw new MsgpackError(`msgpack: interned string at index=${index} does not exist`)
  }
  throw new MsgpackError(`msgpack: unknown ext id=${id}`)
}

/** An unsigned length of 1, 2 or 4 bytes, for `width` 0, 1 or 2. */
function readLength(cursor: Cursor, width: number): number {
  if (width === 0) return readByte(cursor)
  return width === 1 ? cursor.view.getUint16(take(cursor, 2)) : cursor.view.getUint32(take(cursor, 4))
}

function readByte(cursor: Cursor): number {
  const byte = cursor.bytes[cursor.position]
  if (byte === undefined) throw new MsgpackError('EOF')
  cursor.position += 1
  return byte
}

/** Moves past `length` bytes and returns where they start. */
function take(cursor: Cursor, length: number): number {
  const start = cursor.position
  if (start + length > cursor.bytes.length) throw new MsgpackError('unexpected EOF')
  cursor.position = start + length
  return start
}

function isStringCode(code: number): boolean {
  return (code >= 0xa0 && code <= 0xbf) || (code >= 0xd9 && code <= 0xdb)
}

function hex(code: number): string {
  return code.toString(16)
}
