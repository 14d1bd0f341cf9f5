/** The unit of a MessagePack timestamp, guessed by its magnitude (docs/wire-notes.md#time-units). */

/** Microseconds of one timestamp; past the range of int64 it wraps, as the server's unchecked product does. */
export function guessMicros(value: bigint): bigint {
  return scaleToMicros(value, value)
}

/** Microseconds of `value` in the unit that `first`, the first timestamp of the column, is guessed to have. */
export function scaleToMicros(value: bigint, first: bigint): bigint {
  if (first < SECONDS_BELOW) return BigInt.asIntN(64, value * 1_000_000n)
  if (first < MILLISECONDS_BELOW) return BigInt.asIntN(64, value * 1_000n)
  return first < MICROSECONDS_BELOW ? value : value / 1_000n
}

/** Scales a whole column in place. */
export function scaleColumnToMicros(column: BigInt64Array): void {
  const first = column[0]
  if (first === undefined || (first >= MILLISECONDS_BELOW && first < MICROSECONDS_BELOW)) return
  for (let row = 0; row < column.length; row++) column[row] = scaleToMicros(column[row] as bigint, first)
}

const SECONDS_BELOW = 10_000_000_000n
const MILLISECONDS_BELOW = 10_000_000_000_000n
const MICROSECONDS_BELOW = 10_000_000_000_000_000n
