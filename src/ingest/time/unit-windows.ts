/**
 * The unit of a plain number used as a time, by its magnitude, as the server guesses it (docs/wire-notes.md#time-units).
 */

import type { FixedUnit } from './instants.ts'

/** Numbers of a unit that become microseconds below 2^53 by one multiplication. Outside, the exact path takes over. */
export const SAFE_RANGE: Record<FixedUnit, readonly [number, number]> = {
  s: [-9e9, 9e9],
  ms: [-9e12, 9e12],
  us: [-9e15, 9e15],
  ns: [-9e18, 9e18],
}
const WINDOW: Record<FixedUnit, readonly [number, number]> = {
  s: [Number.NEGATIVE_INFINITY, 1e10],
  ms: [1e10, 1e13],
  us: [1e13, 1e16],
  ns: [1e16, Number.POSITIVE_INFINITY],
}

export const UNIT_NAMES: Record<FixedUnit, string> = {
  s: 'seconds',
  ms: 'milliseconds',
  us: 'microseconds',
  ns: 'nanoseconds',
}

/** The unit in whose window a number falls. */
export function windowOf(value: number | bigint): FixedUnit {
  return value < 1e10 ? 's' : value < 1e13 ? 'ms' : value < 1e16 ? 'us' : 'ns'
}

/** Columns that hold an instant more often than not. */
export const TIME_LIKE_NAMES = ['timestamp', 'ts', 'date'] as const

/** Whether a number or bigint is plainly an instant: between 2001 and 2100, in one of the units. */
export function looksLikeInstant(value: unknown): boolean {
  if (typeof value !== 'number' && typeof value !== 'bigint') return false
  return [1, 1e3, 1e6, 1e9].some((scale) => value >= 978_307_200 * scale && value < 4_102_444_800 * scale)
}

/** Between which numbers of a unit the bulk loops may stay; those of a unit that was guessed also within its window. */
export function boundsOf(unit: FixedUnit, isGuessed: boolean): readonly [number, number] {
  const [low, high] = SAFE_RANGE[unit]
  if (!isGuessed) return [low, high]
  const [from, before] = WINDOW[unit]
  // The upper bounds of the windows are exclusive; where one is below the safe range, the last number before it is a whole one less.
  // The lower ones are left to the exact path: a 64-bit integer just below 1e16 is 1e16 as a number.
  return [Math.max(low, from + 2), Math.min(high, before - 1)]
}
