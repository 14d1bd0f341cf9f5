/** Kernels for columns of instants and dates, exact to the nanosecond. */

import { HIGH, LOW } from '../../base/int64.ts'
import { type Chunk, NIL, unexpected } from '../../base/msgpack.ts'
import type { ColumnDecoder, QueryColumn, TimestampUnit } from '../columns.ts'
import { TypedCells } from './number-cells.ts'

/** Exact: powers of ten. */
export const UNITS_PER_SECOND = { s: 1, ms: 1e3, us: 1e6, ns: 1e9 } as const

/** Instants, which travel as MessagePack's extension -1: seconds and nanoseconds in 4, 8 or 12 bytes. */
export class TimestampDecoder extends TypedCells<BigInt64Array<ArrayBuffer>> implements ColumnDecoder {
  readonly #unit: TimestampUnit

  constructor(type: string, length: number, unit: TimestampUnit) {
    super(type, length, (size) => new BigInt64Array(size))
    this.#unit = unit
  }

  decode({ bytes, view }: Chunk, at: number, end: number): number {
    const values = this.reserve(end - at)
    const halves = new Int32Array(values.buffer)
    const length = this.length
    const perSecond = UNITS_PER_SECOND[this.#unit]
    const nanosPerUnit = 1e9 / perSecond
    let row = this.count
    while (row < length && at < end) {
      if (perSecond < 1e9) {
        // Whole cells of 1970 to 2106, whose units a double holds exactly: nearly all there are.
        const stop = Math.min(length, row + Math.floor((end - at) / 10))
        for (; row < stop && view.getUint16(at) === 0xd7ff; at += 10) {
          const word = view.getUint32(at + 2)
          if ((word & 3) !== 0) break
          const total = view.getUint32(at + 6) * perSecond + Math.floor((word >>> 2) / nanosPerUnit)
          // Storing keeps the low 32 bits of a whole number, and cuts the fraction of the other off.
          halves[2 * row + LOW] = total
          halves[2 * row + HIGH] = total / 0x1_0000_0000
          row++
        }
        if (row === length || at === end) break
      }
      const code = bytes[at] ?? 0
      if (code === NIL) {
        this.setNull(row++)
        at++
        continue
      }
      const size = instantSize(code)
      if (size === 0) throw unexpected(this.type, code, row)
      if (at + size > end) break
      if (!isInstant(code, bytes, at)) throw unexpected(this.type, code, row)
      const seconds = instantSeconds(code, view, at)
      const nanos = instantNanos(code, view, at)
      const total = seconds * perSecond + Math.floor(nanos / nanosPerUnit)
      if (total <= Number.MAX_SAFE_INTEGER && total >= Number.MIN_SAFE_INTEGER) {
        const high = Math.floor(total / 0x1_0000_0000)
        halves[2 * row + LOW] = total - high * 0x1_0000_0000
        halves[2 * row + HIGH] = high
      } else {
        // Beyond 2^53 there are seconds only in the form that holds 64 bits of them.
        const whole = Number.isSafeInteger(seconds) ? BigInt(seconds) : view.getBigInt64(at + 7)
        values[row] = whole * BigInt(perSecond) + BigInt(Math.floor(nanos / nanosPerUnit))
      }
      row++
      at += size
    }
    this.count = row
    return at
  }

  column(name: string): QueryColumn {
    return { kind: 'timestamp', unit: this.#unit, ...this.common(name), values: this.exactValues() }
  }
}

/** Dates, which travel as instants at midnight. */
export class DateDecoder extends TypedCells<Int32Array<ArrayBuffer>> implements ColumnDecoder {
  constructor(type: string, length: number) {
    super(type, length, (size) => new Int32Array(size))
  }

  decode({ bytes, view }: Chunk, at: number, end: number): number {
    const values = this.reserve(end - at)
    const length = this.length
    let row = this.count
    while (row < length && at < end) {
      const code = bytes[at] ?? 0
      const size = code === NIL ? 1 : instantSize(code)
      if (size === 0) throw unexpected(this.type, code, row)
      if (at + size > end) break
      if (code === NIL) this.setNull(row)
      else if (!isInstant(code, bytes, at)) throw unexpected(this.type, code, row)
      else values[row] = Math.floor(instantSeconds(code, view, at) / 86_400)
      row++
      at += size
    }
    this.count = row
    return at
  }

  column(name: string): QueryColumn {
    return { kind: 'date', ...this.common(name), values: this.exactValues() }
  }
}

/** Bytes of an instant cell, 0 for anything else. */
function instantSize(code: number): 0 | 6 | 10 | 15 {
  if (code === 0xd7) return 10
  if (code === 0xd6) return 6
  return code === 0xc7 ? 15 : 0
}

/** Whether the extension at `at` is an instant: type -1, and 12 bytes long where it says its length. */
function isInstant(code: number, bytes: Uint8Array, at: number): boolean {
  return code === 0xc7 ? bytes[at + 1] === 12 && bytes[at + 2] === 0xff : bytes[at + 1] === 0xff
}

/** Whole seconds since 1970 of an instant cell. */
function instantSeconds(code: number, view: DataView, at: number): number {
  if (code === 0xd7) return (view.getUint32(at + 2) & 3) * 0x1_0000_0000 + view.getUint32(at + 6)
  if (code === 0xd6) return view.getUint32(at + 2)
  return view.getInt32(at + 7) * 0x1_0000_0000 + view.getUint32(at + 11)
}

/** Nanoseconds of an instant cell beyond its whole second. */
function instantNanos(code: number, view: DataView, at: number): number {
  if (code === 0xd7) return view.getUint32(at + 2) >>> 2
  return code === 0xd6 ? 0 : view.getUint32(at + 3)
}
