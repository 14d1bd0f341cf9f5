/** A position in a payload of the fast way: codes, numbers as machine words, lengths. */
import { TextReader } from './text-reader.ts'

/** Thrown where a stack trace is of no use: the payload is left to the slower, exact reading. */
export const NOT_TYPED = new Error('not a plain columnar payload')

/** Everything here throws {@link NOT_TYPED}, or past the end of the payload a RangeError. */
export class TypedCursor {
  readonly bytes: Uint8Array
  readonly view: DataView
  position = 0
  readonly #texts: TextReader

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#texts = new TextReader(bytes)
  }

  /** Writes an integer of any width as two 32-bit words, low first; false when the value is no integer. */
  readIntegerWords(code: number, words: Uint32Array, row: number): boolean {
    const at = this.position + 1
    const view = this.view
    switch (code) {
      case 0xcf:
      case 0xd3:
        words[2 * row] = view.getUint32(at + 4)
        words[2 * row + 1] = view.getUint32(at)
        this.position = at + 8
        return true
      case 0xce:
        words[2 * row] = view.getUint32(at)
        words[2 * row + 1] = 0
        this.position = at + 4
        return true
      case 0xcd:
        return this.#writeWords(words, row, view.getUint16(at), 2)
      case 0xcc:
        return this.#writeWords(words, row, view.getUint8(at), 1)
      case 0xd2:
        return this.#writeWords(words, row, view.getInt32(at), 4)
      case 0xd1:
        return this.#writeWords(words, row, view.getInt16(at), 2)
      case 0xd0:
        return this.#writeWords(words, row, view.getInt8(at), 1)
      default:
        if (code <= 0x7f) return this.#writeWords(words, row, code, 0)
        return code >= 0xe0 && this.#writeWords(words, row, code - 0x100, 0)
    }
  }

  #writeWords(words: Uint32Array, row: number, value: number, bytes: number): boolean {
    words[2 * row] = value
    words[2 * row + 1] = value < 0 ? 0xffff_ffff : 0
    this.position += 1 + bytes
    return true
  }

  readFloat(code: number): number {
    const at = this.position + 1
    if (code === 0xcb) {
      this.position = at + 8
      return this.view.getFloat64(at)
    }
    if (code !== 0xca) throw NOT_TYPED
    this.position = at + 4
    return this.view.getFloat32(at)
  }

  readText(): string {
    const code = this.peek()
    if (!isStringCode(code)) throw NOT_TYPED
    const length = code <= 0xbf ? code & 0x1f : this.#readLength(code - 0xd9)
    if (code <= 0xbf) this.position++
    const start = this.position
    this.#advance(length)
    return this.#texts.read(start, length)
  }

  readMapSize(): number {
    const code = this.peek()
    if (code >= 0x80 && code <= 0x8f) {
      this.position++
      return code & 0x0f
    }
    if (code !== 0xde && code !== 0xdf) throw NOT_TYPED
    return this.#readLength(code - 0xde + 1)
  }

  readArrayLength(): number {
    const code = this.peek()
    if (code > 0x9f) return this.#readLength(code - 0xdc + 1)
    this.position++
    return code & 0x0f
  }

  /** The length of 1, 2 or 4 bytes (`width` 0, 1, 2) behind the code at the current position. */
  #readLength(width: number): number {
    const at = this.position + 1
    this.position = at + (1 << width)
    if (width === 0) return this.view.getUint8(at)
    return width === 1 ? this.view.getUint16(at) : this.view.getUint32(at)
  }

  skipValue(): void {
    for (let left = 1; left > 0; left--) {
      const code = this.peek()
      if ((code >= 0x80 && code <= 0x8f) || code === 0xde || code === 0xdf) left += 2 * this.readMapSize()
      else if (isArrayCode(code)) left += this.readArrayLength()
      else this.#skipScalar(code)
    }
  }

  #skipScalar(code: number): void {
    if (isStringCode(code) && code <= 0xbf) this.#advance(1 + (code & 0x1f))
    else if (isStringCode(code)) this.#advance(this.#readLength(code - 0xd9))
    else if (code >= 0xc4 && code <= 0xc6) this.#advance(this.#readLength(code - 0xc4))
    else if (code >= 0xc7 && code <= 0xc9) this.#advance(1 + this.#readLength(code - 0xc7))
    else if (code >= 0xd4 && code <= 0xd8) this.#advance(2 + (1 << (code - 0xd4)))
    else if (code === 0xc1) throw NOT_TYPED
    else if (code >= 0xca && code <= 0xcb) this.#advance(code === 0xca ? 5 : 9)
    else if (code >= 0xcc && code <= 0xd3) this.#advance(1 + (1 << ((code - 0xcc) & 3)))
    else this.#advance(1)
  }

  #advance(bytes: number): void {
    this.position += bytes
    if (this.position > this.bytes.length) throw NOT_TYPED
  }

  peek(): number {
    const code = this.bytes[this.position]
    if (code === undefined) throw NOT_TYPED
    return code
  }
}

/** Fixed strings and str 8 to 32; not binary. */
export function isStringCode(code: number): boolean {
  return (code >= 0xa0 && code <= 0xbf) || (code >= 0xd9 && code <= 0xdb)
}

/** Fixed arrays, array 16 and 32. */
export function isArrayCode(code: number): boolean {
  return (code >= 0x90 && code <= 0x9f) || code === 0xdc || code === 0xdd
}
