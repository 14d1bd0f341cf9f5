/** Strings out of a payload; what repeats, as tags do, is decoded once. */
import { decodeUtf8 } from './utf8.ts'

/** One slot per hash: enough for the tags of a batch, small enough to stay in the cache of a core. */
const SLOTS = 4096
/** Longer strings seldom repeat. */
const MAX_CACHED_BYTES = 64

export class TextReader {
  readonly #bytes: Uint8Array
  readonly #starts = new Int32Array(SLOTS)
  readonly #lengths = new Int32Array(SLOTS).fill(-1)
  readonly #texts = new Array<string>(SLOTS).fill('')

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  read(start: number, length: number): string {
    if (length === 0) return ''
    const bytes = this.#bytes
    if (length > MAX_CACHED_BYTES) return decodeUtf8(bytes.subarray(start, start + length))
    let hash = length
    for (let index = start; index < start + length; index++) hash = (Math.imul(hash, 31) + (bytes[index] as number)) | 0
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1)
    if (this.#lengths[slot] === length && this.#isEqual(this.#starts[slot] as number, start, length)) {
      return this.#texts[slot] as string
    }
    const text = decodeUtf8(bytes.subarray(start, start + length))
    this.#starts[slot] = start
    this.#lengths[slot] = length
    this.#texts[slot] = text
    return text
  }

  #isEqual(left: number, right: number, length: number): boolean {
    const bytes = this.#bytes
    for (let index = 0; index < length; index++) if (bytes[left + index] !== bytes[right + index]) return false
    return true
  }
}
