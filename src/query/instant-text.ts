/** Instants as RFC 3339 text, all digits kept. */
import type { TimeUnit } from './columns.ts'
import { HIGH, LOW } from './number-cells.ts'
import { UNITS_PER_SECOND } from './time-cells.ts'

const NANOS_PER_UNIT = { s: 1_000_000_000n, ms: 1_000_000n, us: 1_000n, ns: 1n } as const

/** `value` units since 1970 in nanoseconds. */
export function toNanos(value: bigint, unit: TimeUnit): bigint {
  return value * NANOS_PER_UNIT[unit]
}

/** The quotient, rounded down: an instant before 1970 belongs to the unit it lies in. */
export function floorDiv(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor
  return value % divisor < 0n ? quotient - 1n : quotient
}

/** `2026-08-22T10:00:00.123456Z`, with as many digits as there are; like the server's JSON. */
export function instantText(nanos: bigint): string {
  const seconds = floorDiv(nanos, 1_000_000_000n)
  const fraction = nanos - seconds * 1_000_000_000n
  const whole = isoSeconds(Number(seconds) * 1000)
  return fraction === 0n ? `${whole}Z` : `${whole}.${String(fraction).padStart(9, '0').replace(/0+$/, '')}Z`
}

const FRACTION_DIGITS = { s: 0, ms: 3, us: 6, ns: 9 } as const

/** The text of every instant of a column, by its row. Neighbours mostly share their second, which is written once. */
export function instantTexts(values: BigInt64Array, unit: TimeUnit): (row: number) => string {
  const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2)
  const perSecond = UNITS_PER_SECOND[unit]
  const digits = FRACTION_DIGITS[unit]
  let lastSecond = Number.NaN
  let prefix = ''
  return (row) => {
    const value = (words[2 * row + HIGH] ?? 0) * 0x1_0000_0000 + ((words[2 * row + LOW] ?? 0) >>> 0)
    if (!Number.isSafeInteger(value)) return instantText(toNanos(values[row] ?? 0n, unit))
    const second = Math.floor(value / perSecond)
    if (second !== lastSecond) {
      lastSecond = second
      prefix = isoSeconds(second * 1000)
    }
    let fraction = value - second * perSecond
    if (fraction === 0) return `${prefix}Z`
    let width = digits
    for (; fraction % 10 === 0; width--) fraction /= 10
    return `${prefix}.${String(fraction).padStart(width, '0')}Z`
  }
}

/** `2026-01-01`. */
export function dateText(days: number): string {
  return isoSeconds(days * 86_400_000).slice(0, -9)
}

/** Instants in `unit`s as milliseconds for `Date`: the millisecond each lies in. */
export function instantMillis(values: BigInt64Array, unit: TimeUnit): Float64Array {
  const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2)
  const millis = new Float64Array(values.length)
  const perMilli = UNITS_PER_SECOND[unit] / 1e3
  for (let row = 0; row < millis.length; row++) {
    const high = words[2 * row + HIGH] ?? 0
    const value = high * 0x1_0000_0000 + ((words[2 * row + LOW] ?? 0) >>> 0)
    // Past 2^53 a double no longer tells neighbouring units apart, and could round up into the next millisecond.
    millis[row] = Number.isSafeInteger(value)
      ? Math.floor(value / perMilli)
      : Number(floorDiv(toNanos(values[row] ?? 0n, unit), 1_000_000n))
  }
  return millis
}

// A Date ends in the year 275760; DuckDB's instants and dates reach further on both sides.
function isoSeconds(millis: number): string {
  const date = new Date(millis)
  return Number.isNaN(date.getTime()) ? `${millis / 1000} s since 1970T00:00:00` : date.toISOString().slice(0, -5)
}
