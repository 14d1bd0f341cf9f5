/**
 * Strings as MessagePack: short ASCII by a plain loop, everything else by `TextEncoder`, which turns half a surrogate
 * pair into U+FFFD as the server would (docs/wire-notes.md#names).
 */

import type { ByteSink } from './byte-sink.ts'

const encoder = new TextEncoder()

/** From here on the native encoder beats the loop. Measured by `npm run bench -- encode`. */
const LOOP_LIMIT = 32

/** Appends one string, header and bytes, making room for it. */
export function encodeString(sink: ByteSink, value: string): void {
  const length = value.length
  sink.reserve(length * 3 + 5)
  if (length >= LOOP_LIMIT) {
    encodeLong(sink, value)
    return
  }
  const { bytes, position } = sink
  const start = position + 1
  for (let i = 0; i < length; i++) {
    const unit = value.charCodeAt(i)
    if (unit > 0x7f) {
      encodeLong(sink, value)
      return
    }
    bytes[start + i] = unit
  }
  bytes[position] = 0xa0 | length
  sink.position = start + length
}

/** Writes behind the header that an ASCII string of this length has, and moves the bytes when they turn out to need a longer one. */
function encodeLong(sink: ByteSink, value: string): void {
  const { bytes, position } = sink
  const guessed = headerSize(value.length)
  const { written } = encoder.encodeInto(value, bytes.subarray(position + guessed))
  const actual = headerSize(written)
  if (actual !== guessed) bytes.copyWithin(position + actual, position + guessed, position + guessed + written)
  writeStringHeader(sink, written)
  sink.position += written
}

/** Appends the header of a string of `length` bytes; five bytes of room are enough. */
export function writeStringHeader(sink: ByteSink, length: number): void {
  const { bytes, position } = sink
  if (length < 32) {
    bytes[position] = 0xa0 | length
    sink.position = position + 1
  } else if (length < 0x100) {
    bytes[position] = 0xd9
    bytes[position + 1] = length
    sink.position = position + 2
  } else if (length < 0x10000) {
    bytes[position] = 0xda
    sink.view.setUint16(position + 1, length)
    sink.position = position + 3
  } else {
    bytes[position] = 0xdb
    sink.view.setUint32(position + 1, length)
    sink.position = position + 5
  }
}

function headerSize(length: number): number {
  return length < 32 ? 1 : length < 0x100 ? 2 : length < 0x10000 ? 3 : 5
}
