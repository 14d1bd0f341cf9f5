/** Instants as RFC 3339 text, with all digits. */

import { dayTimeText, isoDay, isoSeconds, SECONDS_PER_DAY } from '../base/instants.ts'
import { HIGH, LOW } from '../base/int64.ts'
import type { TimestampUnit } from './columns.ts'
import { UNITS_PER_SECOND } from './msgpack/time-cells.ts'

const NANOS_PER_UNIT = { s: 1_000_000_000n, ms: 1_000_000n, us: 1_000n, ns: 1n } as const

/** `value` units since 1970 in nanoseconds. */
export function toNanos(value: bigint, unit: TimestampUnit): bigint {
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
  const days = floorDiv(seconds, BigInt(SECONDS_PER_DAY))
  const rest = Number(seconds - days * BigInt(SECONDS_PER_DAY))
  return dayTimeText(Number(days), rest, Number(nanos - seconds * 1_000_000_000n))
}

// DuckDB's `infinity` is the last value of the type.
const INFINITE_DAYS = 2 ** 31 - 1
const INFINITE_INSTANT = 2n ** 63n - 1n
const isInfinite = (value: bigint) => value === INFINITE_INSTANT || value === -INFINITE_INSTANT
const infinity = (sign: number | bigint) => (sign < 0 ? '-infinity' : 'infinity')

function unsafeInstantText(value: bigint, unit: TimestampUnit): string {
  return isInfinite(value) ? infinity(value) : instantText(toNanos(value, unit))
}

// Fractions are put together from groups of three digits, which is several times as fast as padding numbers.
const FRACTION_GROUPS = { s: 0, ms: 1, us: 2, ns: 3 } as const
const DIGITS = Array.from({ length: 1000 }, (_, value) => String(value).padStart(3, '0'))
const LAST_DIGITS = DIGITS.map((digits) => `${digits.replace(/0+$/, '')}Z`)

/** A fraction other than 0 of `groups` groups of digits, without the zeros at its end, and `Z`. */
function fractionText(fraction: number, groups: number): string {
  const low = fraction % 1000
  if (groups === 1) return LAST_DIGITS[low] ?? ''
  const high = (fraction - low) / 1000
  return low === 0 ? fractionText(high, groups - 1) : `${leadingText(high, groups - 1)}${LAST_DIGITS[low]}`
}

function leadingText(value: number, groups: number): string {
  const low = value % 1000
  return groups === 1 ? (DIGITS[low] ?? '') : `${leadingText((value - low) / 1000, groups - 1)}${DIGITS[low]}`
}

/** The text of every instant of a column, by row. Neighbours often share their second, which is then formatted once. */
export function instantTexts(values: BigInt64Array, unit: TimestampUnit): (row: number) => string {
  const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2)
  const perSecond = UNITS_PER_SECOND[unit]
  const groups = FRACTION_GROUPS[unit]
  let lastSecond = Number.NaN
  let prefix = ''
  return (row) => {
    const value = (words[2 * row + HIGH] ?? 0) * 0x1_0000_0000 + ((words[2 * row + LOW] ?? 0) >>> 0)
    if (!Number.isSafeInteger(value)) return unsafeInstantText(values[row] ?? 0n, unit)
    const second = Math.floor(value / perSecond)
    if (second !== lastSecond) {
      lastSecond = second
      const days = Math.floor(second / SECONDS_PER_DAY)
      prefix = isoSeconds(days, second - days * SECONDS_PER_DAY)
    }
    const fraction = value - second * perSecond
    return fraction === 0 ? `${prefix}Z` : `${prefix}.${fractionText(fraction, groups)}`
  }
}

/** `2026-01-01`. */
export function dateText(days: number): string {
  return Math.abs(days) === INFINITE_DAYS ? infinity(days) : isoDay(days)
}

/** Instants in `unit`s as milliseconds for `Date`: the millisecond each lies in. */
export function instantMillis(values: BigInt64Array, unit: TimestampUnit): Float64Array {
  const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2)
  const millis = new Float64Array(values.length)
  const perMilli = UNITS_PER_SECOND[unit] / 1e3
  for (let row = 0; row < millis.length; row++) {
    const high = words[2 * row + HIGH] ?? 0
    const value = high * 0x1_0000_0000 + ((words[2 * row + LOW] ?? 0) >>> 0)
    // Beyond 2^53 a double cannot distinguish neighbouring units, and could round up into the next millisecond.
    millis[row] = Number.isSafeInteger(value) ? Math.floor(value / perMilli) : unsafeMillis(values[row] ?? 0n, unit)
  }
  return millis
}

function unsafeMillis(value: bigint, unit: TimestampUnit): number {
  return isInfinite(value) ? Number.NaN : Number(floorDiv(toNanos(value, unit), 1_000_000n))
}
