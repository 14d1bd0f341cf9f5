/**
 * Copies Arrow strings into MessagePack as bytes, without creating JavaScript strings.
 */

import { HIGH, LOW } from '../../base/int64.ts'
import { NIL } from '../../base/msgpack.ts'
import type { ByteSink } from '../encoding/byte-sink.ts'
import { writeStringHeader } from '../encoding/utf8.ts'
import { isValid, type Validity } from '../encoding/validity.ts'
import { type ArrowData, ArrowTypeId } from './data.ts'

/** Above this, the native copy beats a loop. */
const LOOP_LIMIT = 24

/** Strings by offsets into one buffer (`Utf8`, and `LargeUtf8` with offsets made numbers by {@link numericOffsets}). */
export function encodeUtf8(
  sink: ByteSink,
  bytes: Uint8Array,
  offsets: Int32Array | Float64Array,
  validity: Validity,
  from: number,
  to: number,
): number {
  sink.reserve((offsets[to] as number) - (offsets[from] as number) + (to - from) * 5)
  let present = 0
  for (let row = from; row < to; row++) {
    if (isValid(validity, row)) {
      const start = offsets[row] as number
      writeBytes(sink, bytes, start, (offsets[row + 1] as number) - start)
      present++
    } else {
      sink.bytes[sink.position++] = NIL
    }
  }
  return present
}

/** Strings by 16-byte views: the length, then up to 12 bytes in place, or a prefix, a buffer and an offset (`Utf8View`). */
export function encodeUtf8Views(
  sink: ByteSink,
  views: Uint8Array,
  buffers: readonly Uint8Array[],
  validity: Validity,
  from: number,
  to: number,
): number {
  const view = new DataView(views.buffer, views.byteOffset, views.byteLength)
  let present = 0
  for (let row = from; row < to; row++) {
    if (!isValid(validity, row)) {
      sink.reserve(1)
      sink.bytes[sink.position++] = NIL
      continue
    }
    const at = row * 16
    const length = view.getInt32(at, true)
    sink.reserve(length + 5)
    if (length <= 12) writeBytes(sink, views, at + 4, length)
    else writeBytes(sink, bufferOf(view, at, buffers), view.getInt32(at + 12, true), length)
    present++
  }
  return present
}

/** Where the bytes of a view lie that has no room for them. */
function bufferOf(view: DataView, at: number, buffers: readonly Uint8Array[]): Uint8Array {
  const buffer = buffers[view.getInt32(at + 8, true)]
  if (buffer === undefined) throw new RangeError('a string view points to a buffer that is not there')
  return buffer
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** The string of a row that has one, of any of the three types. */
export function textAt({ type, values, valueOffsets, variadicBuffers = [] }: ArrowData, row: number): string {
  const bytes = values as Uint8Array
  if (type.typeId !== ArrowTypeId.Utf8View) {
    const offsets = valueOffsets as Int32Array | BigInt64Array
    return utf8.decode(bytes.subarray(Number(offsets[row]), Number(offsets[row + 1])))
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = row * 16
  const length = view.getInt32(at, true)
  const [source, start] =
    length <= 12 ? [bytes, at + 4] : [bufferOf(view, at, variadicBuffers), view.getInt32(at + 12, true)]
  return utf8.decode(source.subarray(start, start + length))
}

/** About how many bytes a string takes, with its header. */
export function meanBytes(offsets: Int32Array | Float64Array, rows: number): number {
  return 5 + ((offsets[rows] as number) - (offsets[0] as number)) / rows
}

/** As {@link meanBytes}. */
export function meanBytesOfViews(views: Uint8Array, validity: Validity, rows: number): number {
  const view = new DataView(views.buffer, views.byteOffset, views.byteLength)
  let total = 0
  for (let row = 0; row < rows; row++) if (isValid(validity, row)) total += view.getInt32(row * 16, true)
  return 5 + total / rows
}

/** 64-bit offsets as numbers, exact below 2^53. */
export function numericOffsets(offsets: BigInt64Array): Float64Array {
  const words = new Int32Array(offsets.buffer, offsets.byteOffset, offsets.length * 2)
  const numbers = new Float64Array(offsets.length)
  for (let i = 0; i < numbers.length; i++) {
    numbers[i] = (words[2 * i + HIGH] as number) * 4294967296 + ((words[2 * i + LOW] as number) >>> 0)
  }
  return numbers
}

/** Writes one string. The caller has made room for it. */
function writeBytes(sink: ByteSink, source: Uint8Array, start: number, length: number): void {
  writeStringHeader(sink, length)
  const { bytes, position } = sink
  if (length <= LOOP_LIMIT) {
    for (let i = 0; i < length; i++) bytes[position + i] = source[start + i] as number
  } else {
    bytes.set(source.subarray(start, start + length), position)
  }
  sink.position = position + length
}
