/**
 * The time column of one measurement, in microseconds since 1970.
 *
 * The server guesses the unit of a time column from its first element (docs/wire-notes.md#time-units). The client always sends
 * microseconds. It applies the same guess to plain numbers only, and unlike the server requires every row to fall into the same
 * range as the first; a row that does not is an error.
 */

import { millisOfDate } from '../../date.ts'
import { describe } from '../../describe.ts'
import { ArcValidationError } from '../../errors.ts'
import type { BufferPool } from '../encoding/buffer-pool.ts'
import {
  bigintToMicros,
  type FixedUnit,
  MICROS_PER_UNIT,
  narrowed,
  numberToMicros,
  rfc3339ToMicros,
  scaleNumber,
  type TimeUnit,
  wordsToMicros,
} from './instants.ts'
import { boundsOf, SAFE_RANGE, UNIT_NAMES, windowOf } from './unit-windows.ts'

/** The instants that Arc stores and DuckDB prints: years 1 to 9999. */
const MIN_MICROS = -62_135_596_800_000_000n
const MAX_MICROS = 253_402_300_799_999_999n

const NOTHING = new Float64Array(0)

/** The growing time column of one measurement. The unit that `auto` has found is kept for its lifetime. */
export class TimeColumn {
  readonly #measurement: string
  #unit: TimeUnit
  #guessed = false
  length = 0
  /** Added to the number of a row in errors: the rows of the call that came before. */
  firstRow = 0
  /** Microseconds, exact below 2^53. Unused once {@link wide} is set. */
  micros: Float64Array<ArrayBuffer>
  /** Microseconds of a column that holds an instant at or beyond 2^53 µs (the year 2255). */
  wide: BigInt64Array | undefined

  readonly #pool: BufferPool | undefined

  /** @param pool Supplies memory if it has any that fits; {@link dispose} returns it. */
  constructor(measurement: string, unit: TimeUnit, capacity = 0, pool?: BufferPool) {
    this.#measurement = measurement
    this.#unit = unit
    this.#pool = pool
    this.micros = capacity === 0 ? NOTHING : new Float64Array(capacity)
  }

  /** Appends one instant. `row` is its number in the caller's data, for errors. */
  push(value: unknown, row: number): void {
    if (typeof value === 'number') {
      const unit = this.#unitOf(value, row)
      const micros = scaleNumber(value, unit)
      if (micros >= -9e15 && micros <= 9e15) this.#pushNumber(micros)
      else this.pushExact(numberToMicros(value, unit), value, row)
      return
    }
    const micros = this.#instant(value, row)
    if (typeof micros === 'number' && micros >= -9e15 && micros <= 9e15) this.#pushNumber(micros)
    else this.pushExact(BigInt(micros), value, row)
  }

  /** Appends a plain array of instants. */
  pushAll(values: ArrayLike<unknown>, from: number, to: number): void {
    if (typeof values[from] === 'number') {
      this.pushNumbers(values, from, to)
      return
    }
    this.reserve(to - from)
    let row = from
    try {
      for (; row < to; row++) {
        const value = values[row]
        if (typeof value === 'object' && value instanceof Date) {
          const micros = value.getTime() * 1000
          // NaN fails both comparisons and takes the slow path, which reports it.
          if (micros >= -9e15 && micros <= 9e15) this.#pushNumber(micros)
          else this.push(value, row)
        } else {
          this.push(value, row)
        }
      }
    } catch (error) {
      // From `getTime` of an object that only inherits from Date: this refuses it.
      if (error instanceof TypeError) this.push(values[row], row)
      throw error
    }
  }

  /** Appends numbers; other values among them go through {@link push}. */
  pushNumbers(values: ArrayLike<unknown>, from: number, to: number): void {
    if (to <= from) return
    this.reserve(to - from)
    const unit = this.#unitOf(Number(values[from]), from)
    const [low, high] = boundsOf(unit, this.#guessed)
    let row = from
    if (this.wide === undefined) {
      const out = this.micros
      const start = this.length - from
      // Two constants instead of one, because 1e-3 is not exact; and instead of a choice in the loop, which costs more.
      const factor = unit === 'ns' ? 1 : MICROS_PER_UNIT[unit]
      const divisor = unit === 'ns' ? 1000 : 1
      for (; row < to; row++) {
        const value = values[row]
        if (typeof value !== 'number' || !(value >= low && value <= high)) break
        out[start + row] = Math.round((value * factor) / divisor)
      }
      this.length += row - from
    }
    for (; row < to; row++) this.push(values[row], row)
  }

  /** Appends 64-bit integers, read as pairs of words to avoid bigints. `known` is their unit, if it need not be guessed. */
  pushBigInt64s(values: BigInt64Array, from: number, to: number, known?: FixedUnit): void {
    if (to <= from) return
    this.reserve(to - from)
    const unit = known ?? this.#unitOf(values[from] as bigint, from)
    const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2)
    const [low, high] = known === undefined ? boundsOf(unit, this.#guessed) : SAFE_RANGE[unit]
    let row = from
    if (this.wide === undefined) {
      const out = this.micros
      const start = this.length - from
      for (; row < to; row++) {
        const lowWord = (words[2 * row] as number) >>> 0
        const highWord = words[2 * row + 1] as number
        const value = highWord * 4294967296 + lowWord
        if (!(value >= low && value <= high)) break
        out[start + row] = unit === 'ns' ? wordsToMicros(highWord, lowWord) : value * MICROS_PER_UNIT[unit]
      }
      this.length += row - from
    }
    for (; row < to; row++) {
      const value = values[row] as bigint
      if (known === undefined) this.push(value, row)
      else this.pushExact(bigintToMicros(value, known), value, row)
    }
  }

  /** Appends microseconds that are known to be exact and in range. */
  pushMicros(micros: number | bigint): void {
    if (typeof micros === 'number') this.#pushNumber(micros)
    else this.#widen(micros)
  }

  /** Appends one known instant `count` times. */
  pushSame(micros: number, count: number): void {
    this.reserve(count)
    if (this.wide === undefined) this.micros.fill(micros, this.length, this.length + count)
    else this.wide.fill(BigInt(micros), this.length, this.length + count)
    this.length += count
  }

  /** Makes room for `extra` more instants. */
  reserve(extra: number): void {
    const needed = this.length + extra
    if (this.wide !== undefined) {
      if (needed > this.wide.length)
        this.wide = grown(this.wide, new BigInt64Array(Math.max(needed, this.wide.length * 2)))
    } else if (needed > this.micros.length) {
      this.micros = grown(this.micros, this.#allocate(Math.max(needed, this.micros.length * 2)))
    }
  }

  /** The instant of a row, in microseconds. */
  at(row: number): number | bigint {
    return this.wide === undefined ? (this.micros[row] as number) : narrowed(this.wide[row] as bigint)
  }

  /** Removes the rows from `length` on. */
  truncate(length: number): void {
    this.length = length
  }

  /** Forgets the instants and keeps the unit. */
  clear(): void {
    this.length = 0
    this.wide = undefined
  }

  /** Bytes of memory kept for the next batch. */
  get capacityBytes(): number {
    return this.micros.byteLength
  }

  /** Returns the memory to the pool; the column must not be used afterwards. */
  dispose(): void {
    this.#pool?.give(new Uint8Array(this.micros.buffer))
  }

  /** Returns the memory of an empty column. */
  shrink(): void {
    this.micros = NOTHING
  }

  /** What `auto` has found so far; restored when the row that settled it is refused. */
  saveUnit(): TimeUnit {
    return this.#unit
  }

  /** A column without instants that reads numbers as this one does. */
  emptyCopy(pool?: BufferPool): TimeColumn {
    const copy = new TimeColumn(this.#measurement, this.#unit, 0, pool)
    copy.#guessed = this.#guessed
    return copy
  }

  restoreUnit(unit: TimeUnit): void {
    if (unit === this.#unit) return
    this.#unit = unit
    this.#guessed = false
  }

  #allocate(length: number): Float64Array<ArrayBuffer> {
    const memory = this.#pool?.take(length * 8)
    return memory === undefined ? new Float64Array(length) : new Float64Array(memory.buffer, 0, memory.length >> 3)
  }

  #pushNumber(micros: number): void {
    if (this.wide !== undefined) {
      this.#widen(BigInt(micros))
      return
    }
    if (this.length === this.micros.length) this.reserve(Math.max(1, 64 - this.length))
    this.micros[this.length++] = micros
  }

  /** Appends exact microseconds, unless they are outside the range of Arc; `value` is what they were made from. */
  pushExact(micros: bigint, value: unknown, row: number): void {
    if (micros < MIN_MICROS || micros > MAX_MICROS) {
      const isCount = typeof value === 'number' || typeof value === 'bigint'
      this.#refuse(row, `${describe(value)} is outside the years 1 to 9999${isCount ? '; check the timeUnit' : ''}`)
    }
    if (micros >= -9_000_000_000_000_000n && micros <= 9_000_000_000_000_000n) this.#pushNumber(Number(micros))
    else this.#widen(micros)
  }

  #widen(micros: bigint): void {
    if (this.wide === undefined) {
      const wide = new BigInt64Array(Math.max(64, this.micros.length))
      for (let i = 0; i < this.length; i++) wide[i] = BigInt(this.micros[i] as number)
      this.wide = wide
    }
    this.reserve(1)
    this.wide[this.length++] = micros
  }

  /** Microseconds of anything but a number. */
  #instant(value: unknown, row: number): number | bigint {
    switch (typeof value) {
      case 'bigint':
        return bigintToMicros(value, this.#unitOf(value, row))
      case 'string':
        return (
          rfc3339ToMicros(value) ??
          this.#refuse(
            row,
            `${describe(value)} is not an instant that exists, in RFC 3339 with a zone, like "2024-01-01T00:00:00Z"`,
          )
        )
      case 'object': {
        if (value === null) this.#refuse(row, 'is null; every row needs an instant')
        const millis = millisOfDate(value)
        if (millis !== undefined) {
          if (Number.isNaN(millis)) this.#refuse(row, 'is an invalid Date')
          const micros = millis * 1000
          return Number.isSafeInteger(micros) ? micros : BigInt(millis) * 1000n
        }
        if ('epochNanoseconds' in value && typeof value.epochNanoseconds === 'bigint') {
          return narrowed(bigintToMicros(value.epochNanoseconds, 'ns'))
        }
        break
      }
      case 'undefined':
        return this.#refuse(row, 'is undefined; leave "time" out to have the client stamp it')
      default:
    }
    return this.#refuse(
      row,
      `${describe(value)} is not an instant; use a Date, a number, a bigint, an RFC 3339 string or a Temporal.Instant`,
    )
  }

  /** The unit of a plain number or bigint, checked against the window that `auto` settled on. */
  #unitOf(value: number | bigint, row: number): FixedUnit {
    if (typeof value === 'number' && !Number.isFinite(value))
      this.#refuse(row, `is ${value}; every row needs an instant`)
    if (this.#unit === 'auto') {
      this.#unit = windowOf(value)
      this.#guessed = true
    } else if (this.#guessed && windowOf(value) !== this.#unit) {
      this.#refuse(
        row,
        `${value} looks like ${UNIT_NAMES[windowOf(value)]}, and the rows before it like ${UNIT_NAMES[this.#unit]}; set timeUnit`,
      )
    }
    return this.#unit
  }

  #refuse(index: number, problem: string): never {
    const row = index + this.firstRow
    throw new ArcValidationError(`${this.#measurement}.time, row ${row}: ${problem}`, {
      measurement: this.#measurement,
      column: 'time',
      row,
    })
  }
}

function grown<T extends Float64Array | BigInt64Array>(from: T, to: T): T {
  if (from instanceof Float64Array) (to as Float64Array).set(from)
  else (to as BigInt64Array).set(from as BigInt64Array)
  return to
}
