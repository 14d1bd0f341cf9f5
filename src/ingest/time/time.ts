/**
 * The time column of one measurement, in microseconds since 1970.
 *
 * The server guesses the unit of a time column from its first element (docs/wire-notes.md#time-units). The client always sends
 * microseconds. It applies the same guess to plain numbers only, and unlike the server requires every row to fall into the same
 * range as the first; a row that does not is an error.
 */

import { describe } from '../../base/describe.ts'
import { readRfc3339 } from '../../base/instants.ts'
import { HIGH, LOW } from '../../base/int64.ts'
import { millisOfDate } from '../../base/kinds.ts'
import { ArcValidationError } from '../../errors.ts'
import type { BufferPool } from '../encoding/buffer-pool.ts'
import {
  bigintToMicros,
  type FixedUnit,
  MICROS_PER_UNIT,
  scaleNumber,
  type TimeUnit,
  wordsToMicros,
} from './instants.ts'
import { boundsOf, SAFE_RANGE, UNIT_NAMES, windowOf } from './unit-windows.ts'

const NOTHING = new Float64Array(0)

/** The growing time column of one measurement. The unit that `auto` has found is kept for its lifetime. */
export class TimeColumn {
  readonly #measurement: string
  #unit: TimeUnit
  #guessed = false
  length = 0
  /** Added to the number of a row in errors: the rows of the call that came before. */
  firstRow = 0
  /** Microseconds: whole numbers within ±2^53, which a float64 holds exactly. */
  micros: Float64Array<ArrayBuffer>

  readonly #pool: BufferPool | undefined
  /** How many instants to make room for after {@link release}. */
  #usual = 64

  /** @param pool Supplies the memory; {@link release} returns it. */
  constructor(measurement: string, unit: TimeUnit, capacity = 0, pool?: BufferPool) {
    this.#measurement = measurement
    this.#unit = unit
    this.#pool = pool
    this.micros = capacity === 0 ? NOTHING : new Float64Array(capacity)
  }

  /** Appends one instant. `row` is its number in the caller's data, for errors. */
  push(value: unknown, row: number): void {
    if (typeof value === 'number') {
      const micros = scaleNumber(value, this.#unitOf(value, row))
      // A number that is handed to a function that is not inlined costs an allocation; NaN fails both comparisons.
      if (micros >= -9e15 && micros <= 9e15) this.pushMicros(micros)
      else this.pushExact(micros, value, row)
    } else {
      this.pushExact(this.#instant(value, row), value, row)
    }
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
          if (micros >= -9e15 && micros <= 9e15) this.pushMicros(micros)
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
    const out = this.micros
    const start = this.length - from
    for (; row < to; row++) {
      const lowWord = (words[2 * row + LOW] as number) >>> 0
      const highWord = words[2 * row + HIGH] as number
      const value = highWord * 4294967296 + lowWord
      if (!(value >= low && value <= high)) break
      out[start + row] = unit === 'ns' ? wordsToMicros(highWord, lowWord) : value * MICROS_PER_UNIT[unit]
    }
    this.length += row - from
    for (; row < to; row++) {
      const value = values[row] as bigint
      if (known === undefined) this.push(value, row)
      else this.pushExact(bigintToMicros(value, known), value, row)
    }
  }

  /** Appends microseconds that are known to be whole and in range. */
  pushMicros(micros: number): void {
    if (this.length === this.micros.length) this.reserve(1)
    this.micros[this.length++] = micros
  }

  /** Appends one known instant `count` times. */
  pushSame(micros: number, count: number): void {
    this.reserve(count)
    this.micros.fill(micros, this.length, this.length + count)
    this.length += count
  }

  /** Makes room for `extra` more instants. */
  reserve(extra: number): void {
    const needed = this.length + extra
    if (needed <= this.micros.length) return
    const before = this.micros
    this.micros = this.#allocate(Math.max(needed, before.length * 2, this.#usual))
    this.micros.set(before)
    this.#pool?.give(new Uint8Array(before.buffer))
  }

  /** Removes the rows from `length` on. */
  truncate(length: number): void {
    this.length = length
  }

  /** Forgets the instants and keeps the unit. The memory goes back to the pool. */
  release(): void {
    if (this.length > 0) this.#usual = this.length
    this.#pool?.give(new Uint8Array(this.micros.buffer))
    this.length = 0
    this.micros = NOTHING
  }

  /** What `auto` has found so far; restored when the row that settled it is refused. */
  saveUnit(): TimeUnit {
    return this.#unit
  }

  /** A column without instants that reads numbers as this one does. */
  emptyCopy(): TimeColumn {
    const copy = new TimeColumn(this.#measurement, this.#unit, 0, this.#pool)
    copy.#guessed = this.#guessed
    return copy
  }

  restoreUnit(unit: TimeUnit): void {
    if (unit === this.#unit) return
    this.#unit = unit
    this.#guessed = false
  }

  #allocate(length: number): Float64Array<ArrayBuffer> {
    if (this.#pool === undefined) return new Float64Array(length)
    const memory = this.#pool.take(length * 8)
    return new Float64Array(memory.buffer, 0, memory.length >> 3)
  }

  /** Appends microseconds, unless they are beyond ±2^53; `value` is what they were made from. */
  pushExact(micros: number | bigint, value: unknown, row: number): void {
    const exact = Number(micros)
    if (!Number.isSafeInteger(exact)) {
      const isCount = typeof value === 'number' || typeof value === 'bigint'
      this.#refuse(
        row,
        `${describe(value)} is not between 1684-07-28 and 2255-06-05, where microseconds are exact; ${isCount ? 'check the timeUnit' : 'for "never" or "unknown" use a column of its own'}`,
      )
    }
    this.pushMicros(exact)
  }

  /** Microseconds of anything but a number. */
  #instant(value: unknown, row: number): number | bigint {
    switch (typeof value) {
      case 'bigint':
        return bigintToMicros(value, this.#unitOf(value, row))
      case 'string':
        return this.#text(value, row)
      case 'object': {
        if (value === null) this.#refuse(row, 'is null; every row needs an instant')
        const millis = millisOfDate(value)
        if (millis !== undefined) {
          if (Number.isNaN(millis)) this.#refuse(row, 'is an invalid Date')
          return millis * 1000
        }
        if ('epochNanoseconds' in value && typeof value.epochNanoseconds === 'bigint') {
          return bigintToMicros(value.epochNanoseconds, 'ns')
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

  /** Digits below the microsecond are dropped (rounded down). */
  #text(value: string, row: number): number {
    const parts = readRfc3339(value)
    if (parts !== undefined) return parts.seconds * 1e6 + Math.floor(parts.nanos / 1000)
    return this.#refuse(
      row,
      `${describe(value)} is not an instant that exists, in RFC 3339 with a zone, like "2024-01-01T00:00:00Z"`,
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
