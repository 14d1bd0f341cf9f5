/**
 * Columns of strings passed as indexes into a list.
 */

import { describe } from '../../base/describe.ts'
import { NIL } from '../../base/msgpack.ts'
import { type ColumnPlace, columnError, refuse } from '../refusals.ts'
import { ByteSink } from './byte-sink.ts'
import { encodeString } from './utf8.ts'
import { isValid, type Validity } from './validity.ts'

/** Encoded strings are copied in blocks of this many bytes. Most tags fit into one. */
const BLOCK = 16

/**
 * Strings encoded as MessagePack, each padded to whole blocks, so that a row takes a few 8-byte stores.
 *
 * The bytes are copied as float64, the only 8-byte element that needs no bigint. An engine may change the bits of a NaN, but
 * none can occur: its last two bytes would be 0xf0 to 0xff and 0x7f or 0xff, which is not valid UTF-8.
 */
export interface EncodedDictionary {
  readonly words: Float64Array
  /** First word of each string. */
  readonly starts: Uint32Array
  /** Bytes of each string. */
  readonly lengths: Uint32Array
  readonly maxLength: number
}

export function encodeDictionary(dictionary: readonly unknown[], context: ColumnPlace): EncodedDictionary {
  const sink = new ByteSink(dictionary.length * BLOCK)
  const starts = new Uint32Array(dictionary.length)
  const lengths = new Uint32Array(dictionary.length)
  for (let index = 0; index < dictionary.length; index++) {
    const value = dictionary[index]
    if (typeof value !== 'string') {
      throw columnError(context, `has ${describe(value)} at ${index} of its dictionary; a dictionary holds strings`)
    }
    const start = sink.position
    encodeString(sink, value)
    starts[index] = start >> 3
    lengths[index] = sink.position - start
    sink.reserve(BLOCK)
    sink.position = Math.ceil(sink.position / BLOCK) * BLOCK
  }
  const words = new Float64Array(sink.position >> 3)
  for (let i = 0; i < words.length; i++) words[i] = sink.view.getFloat64(i * 8, true)
  return { words, starts, lengths, maxLength: lengths.reduce((max, length) => Math.max(max, length), 0) }
}

/** The mean number of bytes of a dictionary's strings. */
export function meanLength({ lengths }: EncodedDictionary): number {
  return lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)
}

export function encodeCodes(
  sink: ByteSink,
  codes: ArrayLike<unknown>,
  validity: Validity,
  dictionary: EncodedDictionary,
  from: number,
  to: number,
  context: ColumnPlace,
): number {
  const { words, starts, lengths, maxLength } = dictionary
  // The last block may reach beyond the last string; what comes next is written over it.
  const atMost = (to - from) * maxLength + BLOCK
  const mayNotFit = sink.position + atMost > sink.bytes.length
  if (mayNotFit) sink.reserve(sizeOfCodes(codes, validity, lengths, from, to) + BLOCK)
  const { view } = sink
  let at = sink.position
  let present = 0
  for (let row = from; row < to; row++) {
    const code = codes[row]
    if (code === null || code === undefined || (validity !== undefined && !isValid(validity, row))) {
      view.setUint8(at++, NIL)
      continue
    }
    // Read before written: the engine looks up every array again after a store through a DataView.
    const length = typeof code === 'number' ? lengths[code] : undefined
    if (length === undefined) {
      refuse(context, row, `the code ${describe(code)} is not an index into the dictionary of ${lengths.length}`)
    }
    let word = starts[code as number] as number
    const first = words[word] as number
    const second = words[word + 1] as number
    view.setFloat64(at, first, true)
    view.setFloat64(at + 8, second, true)
    for (let block = BLOCK; block < length; block += BLOCK) {
      word += 2
      view.setFloat64(at + block, words[word] as number, true)
      view.setFloat64(at + block + 8, words[word + 1] as number, true)
    }
    at += length
    present++
  }
  sink.position = at
  return present
}

/** Adds up the bytes of the codes' strings and of the nulls. */
function sizeOfCodes(
  codes: ArrayLike<unknown>,
  validity: Validity,
  lengths: Uint32Array,
  from: number,
  to: number,
): number {
  let size = 0
  for (let row = from; row < to; row++) {
    const code = codes[row]
    const isString = typeof code === 'number' && (validity === undefined || isValid(validity, row))
    // A code that is none is refused where it is encoded.
    size += isString ? (lengths[code] ?? 0) : 1
  }
  return size
}
