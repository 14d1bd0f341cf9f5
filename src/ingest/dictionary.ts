/**
 * Columns of strings that are given as indexes into a list.
 */

import { ByteSink } from './byte-sink.ts'
import { NIL } from './kernels.ts'
import { type ColumnContext, describe, refuse, refuseColumn } from './refusals.ts'
import { encodeString } from './utf8.ts'
import { isValid, type Validity } from './validity.ts'

/** Strings already as MessagePack, each padded to whole 32-bit words, big end first, so that a row is a few word-sized stores. */
export interface EncodedDictionary {
  readonly words: Uint32Array
  /** First word of each string, and one more. */
  readonly starts: Uint32Array
  /** Bytes of each string. */
  readonly lengths: Uint32Array
}

export function encodeDictionary(dictionary: readonly unknown[], context: ColumnContext): EncodedDictionary {
  const sink = new ByteSink(dictionary.length * 16)
  const starts = new Uint32Array(dictionary.length + 1)
  const lengths = new Uint32Array(dictionary.length)
  for (let index = 0; index < dictionary.length; index++) {
    const value = dictionary[index]
    if (typeof value !== 'string') {
      throw refuseColumn(context, `has ${describe(value)} at ${index} of its dictionary; a dictionary holds strings`)
    }
    const start = sink.position
    encodeString(sink, value)
    lengths[index] = sink.position - start
    sink.reserve(3)
    sink.position = (sink.position + 3) & ~3
    starts[index + 1] = sink.position >> 2
  }
  const words = new Uint32Array(sink.position >> 2)
  for (let i = 0; i < words.length; i++) words[i] = sink.view.getUint32(i * 4)
  return { words, starts, lengths }
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
  context: ColumnContext,
): number {
  const { words, starts, lengths } = dictionary
  // The last word of the last string may reach three bytes beyond it.
  sink.reserve(sizeOfCodes(codes, validity, lengths, from, to, context) + 3)
  const { view } = sink
  let at = sink.position
  let present = 0
  for (let row = from; row < to; row++) {
    const code = codes[row]
    if (typeof code !== 'number' || (validity !== undefined && !isValid(validity, row))) {
      view.setUint8(at++, NIL)
      continue
    }
    const start = starts[code] as number
    const end = starts[code + 1] as number
    for (let i = start, to4 = at; i < end; i++, to4 += 4) view.setUint32(to4, words[i] as number)
    at += lengths[code] as number
    present++
  }
  sink.position = at
  return present
}

/** Checks every code and adds up the bytes of their strings. */
function sizeOfCodes(
  codes: ArrayLike<unknown>,
  validity: Validity,
  lengths: Uint32Array,
  from: number,
  to: number,
  context: ColumnContext,
): number {
  let size = 0
  for (let row = from; row < to; row++) {
    const code = codes[row]
    if (code === null || code === undefined || (validity !== undefined && !isValid(validity, row))) {
      size++
      continue
    }
    const length = typeof code === 'number' ? lengths[code] : undefined
    if (length === undefined) {
      refuse(context, row, `the code ${describe(code)} is not an index into the dictionary of ${lengths.length}`)
    }
    size += length
  }
  return size
}
