/** Kernels for columns of text and bytes. */
import {
  bodyLength,
  bodyOffset,
  type Chunk,
  isBinaryCode,
  isTextCode,
  longText,
  NIL,
  unexpected,
} from '../../base/msgpack.ts'
import type { ColumnDecoder, QueryColumn } from '../columns.ts'

/** Cells that are objects: what they share is counting their nulls. */
class ObjectCells<T> {
  readonly type: string
  readonly length: number
  count = 0
  protected readonly values: (T | null)[]

  constructor(type: string, length: number) {
    this.type = type
    this.length = length
    // Room at once, unless a damaged header announces more than there is memory.
    this.values = new Array(Math.min(length, 1 << 20))
  }

  protected common(name: string) {
    const { values } = this
    values.length = this.count
    let validity: Uint8Array | undefined
    let nullCount = 0
    for (let row = values.indexOf(null); row !== -1; row = values.indexOf(null, row + 1)) {
      validity ??= new Uint8Array((values.length + 7) >> 3).fill(0xff)
      validity[row >> 3] = (validity[row >> 3] ?? 0) & ~(1 << (row & 7))
      nullCount++
    }
    return { name, type: this.type, validity, nullCount, values }
  }
}

export class TextColumnDecoder extends ObjectCells<string> implements ColumnDecoder {
  readonly #reader: TextReader

  constructor(type: string, length: number, reader: TextReader) {
    super(type, length)
    this.#reader = reader
  }

  decode(chunk: Chunk, at: number, end: number): number {
    const { bytes, view } = chunk
    const { values, length } = this
    const reader = this.#reader
    let row = this.count
    while (row < length && at < end) {
      const code = bytes[at] ?? 0
      if (code >= 0xa0 && code <= 0xbf) {
        // Up to 31 bytes, as most tags are.
        const next = at + 1 + (code & 0x1f)
        if (next > end) break
        values[row++] = reader.read(chunk, at + 1, next)
        at = next
      } else if (code === NIL) {
        values[row++] = null
        at++
      } else {
        if (!isTextCode(code)) throw unexpected(this.type, code, row)
        const size = bodyLength(code, view, at, end)
        const start = at + bodyOffset(code)
        if (size < 0 || start + size > end) break
        values[row++] = reader.read(chunk, start, start + size)
        at = start + size
      }
    }
    this.count = row
    return at
  }

  column(name: string): QueryColumn {
    return { kind: 'text', ...this.common(name) }
  }
}

export class BinaryDecoder extends ObjectCells<Uint8Array> implements ColumnDecoder {
  decode({ bytes, view }: Chunk, at: number, end: number): number {
    const { values, length } = this
    let row = this.count
    while (row < length && at < end) {
      const code = bytes[at] ?? 0
      if (code === NIL) {
        values[row++] = null
        at++
        continue
      }
      if (!isBinaryCode(code)) throw unexpected(this.type, code, row)
      const size = bodyLength(code, view, at, end)
      const start = at + bodyOffset(code)
      if (size < 0 || start + size > end) break
      // A copy: the bytes belong to a buffer that is used again.
      values[row++] = bytes.slice(start, start + size)
      at = start + size
    }
    this.count = row
    return at
  }

  column(name: string): QueryColumn {
    return { kind: 'binary', ...this.common(name) }
  }
}

const CACHED_BYTES = 32
const CACHE_SLOTS = 1 << 10
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Makes strings of UTF-8. Columns of a time-series database repeat a few short texts, so what was read before is kept in
 * a small table and handed out again: no decoding, and one string in memory instead of a million.
 */
export class TextReader {
  readonly #texts: (string | undefined)[] = new Array(CACHE_SLOTS).fill(undefined)
  /** First, middle and last word of each text, and its length. Up to 12 bytes they are all of it. */
  readonly #keys = new Int32Array(CACHE_SLOTS * 4)
  readonly #isInterned = new Uint8Array(CACHE_SLOTS)
  readonly #kept = new DataView(new ArrayBuffer(CACHE_SLOTS * CACHED_BYTES))

  /** The text of the bytes from `start` to `end`. */
  read({ bytes, view }: Chunk, start: number, end: number): string {
    const length = end - start
    if (length < 4) return length === 0 ? '' : shortText(bytes, start, end)
    if (length > CACHED_BYTES) return longText(bytes, start, end)
    // Three words tell the members of one column apart well enough to find a slot; comparing decides.
    const first = view.getInt32(start)
    const middle = view.getInt32(start + ((length - 4) >> 1))
    const last = view.getInt32(end - 4)
    const hash = Math.imul(Math.imul(first ^ length, 0x01000193) ^ Math.imul(middle, 0x85ebca6b) ^ last, 0x9e3779b1)
    const slot = (hash >>> 16) & (CACHE_SLOTS - 1)
    const known = this.#texts[slot]
    const keys = this.#keys
    const key = slot * 4
    if (
      known !== undefined &&
      keys[key] === first &&
      keys[key + 1] === middle &&
      keys[key + 2] === last &&
      keys[key + 3] === length &&
      (length <= 12 || this.#same(slot, view, start, length))
    ) {
      return this.#isInterned[slot] === 1 ? known : this.#intern(slot, known)
    }
    keys[key] = first
    keys[key + 1] = middle
    keys[key + 2] = last
    keys[key + 3] = length
    return this.#keep(slot, utf8.decode(bytes.subarray(start, end)), view, start, length)
  }

  /** Compares what lies between the first and the last word. */
  #same(slot: number, view: DataView, start: number, length: number): boolean {
    const kept = this.#kept
    const at = slot * CACHED_BYTES
    for (let i = 4; i < length - 4; i += 4) if (kept.getInt32(at + i) !== view.getInt32(start + i)) return false
    return true
  }

  #keep(slot: number, text: string, view: DataView, start: number, length: number): string {
    const at = slot * CACHED_BYTES
    for (let i = 0; i < length; i++) this.#kept.setUint8(at + i, view.getUint8(start + i))
    this.#texts[slot] = text
    this.#isInterned[slot] = 0
    return text
  }

  /**
   * A text that comes again is made the engine's own copy of it, as the names of properties are: that one lies in old
   * memory, and a column of a million references to young strings would be walked through at every collection.
   */
  #intern(slot: number, text: string): string {
    // Without a prototype an object has no hidden shape that a thousand names would clutter.
    const names = Object.create(null) as Record<string, null>
    names[text] = null
    const [interned = text] = Object.keys(names)
    this.#texts[slot] = interned
    this.#isInterned[slot] = 1
    return interned
  }
}

// Single characters are kept by the engine; of two or three a string is made faster than a TextDecoder is called.
function shortText(bytes: Uint8Array, start: number, end: number): string {
  const first = bytes[start] ?? 0
  const second = start + 1 < end ? (bytes[start + 1] ?? 0) : 0
  const third = start + 2 < end ? (bytes[start + 2] ?? 0) : 0
  if ((first | second | third) >= 0x80) return utf8.decode(bytes.subarray(start, end))
  if (end - start === 1) return String.fromCharCode(first)
  return end - start === 2 ? String.fromCharCode(first, second) : String.fromCharCode(first, second, third)
}
