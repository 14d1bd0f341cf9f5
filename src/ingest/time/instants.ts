/**
 * Converts every JavaScript form of an instant to microseconds since 1970.
 */

import { oneOf } from '../../base/options.ts'

/**
 * An instant: a `Date`; a number or bigint in the call's `timeUnit`; an RFC 3339 string with a zone; or anything with `epochNanoseconds`,
 * such as `Temporal.Instant` and `Temporal.ZonedDateTime`.
 */
export type Instant = Date | number | bigint | string | { readonly epochNanoseconds: bigint }

/**
 * The unit of numbers given as `time`. `auto` goes by magnitude: below 1e10 seconds, below 1e13 milliseconds, below
 * 1e16 microseconds, else nanoseconds.
 */
export type TimeUnit = 'auto' | 's' | 'ms' | 'us' | 'ns'

/** A definite unit. */
export type FixedUnit = Exclude<TimeUnit, 'auto'>

export const MICROS_PER_UNIT: Record<Exclude<FixedUnit, 'ns'>, number> = { s: 1e6, ms: 1e3, us: 1 }

export const timeUnit = oneOf<TimeUnit, TimeUnit>(['auto', 's', 'ms', 'us', 'ns'], 'auto')

/** The unit of the timestamps of line protocol. */
export type Precision = 'ns' | 'us' | 'ms' | 's'

export const precision = oneOf<Precision, Precision>(['ns', 'us', 'ms', 's'], 'ns')

/** Rounds to the nearest microsecond, because a fraction is usually a floating-point error. */
export function scaleNumber(value: number, unit: FixedUnit): number {
  return Math.round(unit === 'ns' ? value / 1000 : value * MICROS_PER_UNIT[unit])
}

/** Floor of a 64-bit count of nanoseconds over 1000, in two steps that both stay below 2^53. */
export function wordsToMicros(highWord: number, lowWord: number): number {
  const high = Math.floor(highWord / 1000)
  const rest = (highWord - high * 1000) * 4294967296 + lowWord
  return high * 4294967296 + Math.floor(rest / 1000)
}

export function bigintToMicros(value: bigint, unit: FixedUnit): bigint {
  switch (unit) {
    case 's':
      return value * 1_000_000n
    case 'ms':
      return value * 1000n
    case 'us':
      return value
    case 'ns':
      return value >= 0n ? value / 1000n : -((999n - value) / 1000n)
    default:
      return unit satisfies never
  }
}
