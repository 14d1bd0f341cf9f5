/** Kernels for columns of numbers and booleans. Each loop handles one kind of cell, and stops before the first that is not whole. */

import { HIGH, LOW } from '../../base/int64.ts'
import { type Chunk, integerLow, integerSize, NIL, unexpected } from '../../base/msgpack.ts'
import type { ColumnDecoder, QueryColumn } from '../columns.ts'

type NumericArray = Uint8Array | Int32Array | Float64Array | BigInt64Array

/** Room made at once for an announced length; memory that stays untouched costs nothing. Beyond, it grows with what arrives. */
const TRUSTED_LENGTH = 1 << 22

/** What the typed columns share: their memory and their validity. */
export class TypedCells<A extends NumericArray> {
  readonly type: string
  readonly length: number
  count = 0
  protected values: A
  readonly #allocate: (length: number) => A
  #validity: Uint8Array | undefined
  #nullCount = 0

  constructor(type: string, length: number, allocate: (length: number) => A) {
    this.type = type
    this.length = length
    this.#allocate = allocate
    this.values = allocate(Math.min(length, TRUSTED_LENGTH))
  }

  /** Makes room for the cells that `bytes` more bytes can hold: a cell takes at least one. */
  protected reserve(bytes: number): A {
    const wanted = Math.min(this.length, this.count + bytes)
    if (wanted > this.values.length) {
      const grown = this.#allocate(Math.min(this.length, Math.max(wanted, this.values.length * 2)))
      grown.set(this.values as never)
      this.values = grown
    }
    return this.values
  }

  protected setNull(row: number): void {
    const index = row >> 3
    if (this.#validity === undefined || index >= this.#validity.length) {
      const grown = new Uint8Array(Math.min((this.length + 7) >> 3, Math.max(64, index * 2))).fill(0xff)
      if (this.#validity !== undefined) grown.set(this.#validity)
      this.#validity = grown
    }
    this.#validity[index] = (this.#validity[index] ?? 0) & ~(1 << (row & 7))
    this.#nullCount++
  }

  /** What every column has. Cells beyond the bitmap, if it is short, are valid. */
  protected common(name: string) {
    const bytes = (this.count + 7) >> 3
    let validity = this.#validity
    if (validity !== undefined && validity.length !== bytes) {
      const exact = new Uint8Array(bytes).fill(0xff)
      exact.set(validity.subarray(0, bytes))
      validity = exact
    }
    return { name, type: this.type, validity, nullCount: this.#nullCount }
  }

  protected exactValues(): A {
    return this.values.length === this.count ? this.values : (this.values.slice(0, this.count) as A)
  }
}

/** Floats. Single-precision ones are exact as doubles, and narrowed at the end. */
export class FloatDecoder extends TypedCells<Float64Array> implements ColumnDecoder {
  readonly #single: boolean

  constructor(type: string, length: number) {
    super(type, length, (size) => new Float64Array(size))
    this.#single = type === 'float32'
  }

  decode({ bytes, view }: Chunk, at: number, end: number): number {
    const values = this.reserve(end - at)
    const length = this.length
    const single = this.#single
    const wanted = single ? 0xca : 0xcb
    const size = single ? 5 : 9
    let row = this.count
    while (row < length && at < end) {
      // Cells that are whole in any case, so that the loops have one thing to look at.
      const stop = Math.min(length, row + Math.floor((end - at) / size))
      if (single) {
        for (; row < stop && bytes[at] === 0xca; at += 5) values[row++] = view.getFloat32(at + 1)
      } else {
        for (; row < stop && bytes[at] === 0xcb; at += 9) values[row++] = view.getFloat64(at + 1)
      }
      if (row === length || at === end) break
      const code = bytes[at]
      if (code === NIL) {
        this.setNull(row++)
        at++
      } else if (code !== wanted) throw unexpected(this.type, code, row)
      // The loops above took every whole one.
      else break
    }
    this.count = row
    return at
  }

  column(name: string): QueryColumn {
    const values = this.exactValues()
    return { kind: 'float', ...this.common(name), values: this.#single ? new Float32Array(values) : values }
  }
}

export class BooleanDecoder extends TypedCells<Uint8Array> implements ColumnDecoder {
  constructor(type: string, length: number) {
    super(type, length, (size) => new Uint8Array(size))
  }

  decode({ bytes }: Chunk, at: number, end: number): number {
    const values = this.reserve(end - at)
    const length = this.length
    let row = this.count
    while (row < length && at < end) {
      const code = bytes[at++]
      if (code === 0xc3) values[row] = 1
      else if (code === NIL) this.setNull(row)
      else if (code !== 0xc2) throw unexpected(this.type, code, row)
      row++
    }
    this.count = row
    return at
  }

  column(name: string): QueryColumn {
    return { kind: 'boolean', ...this.common(name), values: this.exactValues() }
  }
}

type IntegerValues = Extract<QueryColumn, { kind: 'integer' }>['values']

/** Integers of up to 32 bits: the server writes each in as few bytes as it fits, so width and sign come from the type. */
export class IntegerDecoder extends TypedCells<Int32Array<ArrayBuffer>> implements ColumnDecoder {
  readonly #narrow: (bits: Int32Array<ArrayBuffer>) => IntegerValues

  constructor(type: string, length: number, narrow: (bits: Int32Array<ArrayBuffer>) => IntegerValues) {
    super(type, length, (size) => new Int32Array(size))
    this.#narrow = narrow
  }

  decode({ bytes, view }: Chunk, at: number, end: number): number {
    const values = this.reserve(end - at)
    const length = this.length
    let row = this.count
    while (row < length && at < end) {
      const code = bytes[at] ?? 0
      const size = integerSize(code)
      if (at + size > end) break
      if (code === NIL) this.setNull(row)
      else if (size === 0 || size === 9) throw unexpected(this.type, code, row)
      else values[row] = integerLow(code, view, at)
      row++
      at += size
    }
    this.count = row
    return at
  }

  column(name: string): QueryColumn {
    return { kind: 'integer', ...this.common(name), values: this.#narrow(this.exactValues()) }
  }
}

/** int64 and uint64, as two halves each: no BigInt is made while decoding. */
export class Int64Decoder extends TypedCells<BigInt64Array<ArrayBuffer>> implements ColumnDecoder {
  constructor(type: string, length: number) {
    super(type, length, (size) => new BigInt64Array(size))
  }

  decode({ bytes, view }: Chunk, at: number, end: number): number {
    const halves = new Int32Array(this.reserve(end - at).buffer)
    const length = this.length
    const wide = this.type === 'int64' ? 0xd3 : 0xcf
    let row = this.count
    while (row < length && at < end) {
      const code = bytes[at] ?? 0
      if (code === wide) {
        if (at + 9 > end) break
        halves[2 * row + LOW] = view.getInt32(at + 5)
        halves[2 * row + HIGH] = view.getInt32(at + 1)
        at += 9
      } else {
        const size = integerSize(code)
        if (at + size > end) break
        if (code === NIL) this.setNull(row)
        else if (size === 0 || size === 9) throw unexpected(this.type, code, row)
        else {
          const low = integerLow(code, view, at)
          const negative = low < 0 && (code >= 0xe0 || (code >= 0xd0 && code <= 0xd2))
          halves[2 * row + LOW] = low
          halves[2 * row + HIGH] = negative ? -1 : 0
        }
        at += size
      }
      row++
    }
    this.count = row
    return at
  }

  column(name: string): QueryColumn {
    const values = this.exactValues()
    return {
      kind: 'bigint',
      ...this.common(name),
      values: this.type === 'uint64' ? new BigUint64Array(values.buffer) : values,
    }
  }
}
