/** Durations as Go writes and reads them: `1h30m`, `346.538457ms`, `-1.5h`. Nanoseconds throughout. */

const UNIT_NANOS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
}

/** Reads a Go duration; `undefined` when it is none, as `1d`, `5`, `` and `1 h` are none. */
export function parseGoDuration(text: string): bigint | undefined {
  const match = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+|0)$/.exec(text)
  if (match === null) return undefined
  let nanos = 0n
  for (const [, whole = '', fraction = '', unit = ''] of (match[2] ?? '').matchAll(
    /(\d*)\.?(\d*)(ns|us|µs|μs|ms|s|m|h)/g,
  )) {
    const scale = UNIT_NANOS[unit] ?? 0n
    nanos += BigInt(whole || '0') * scale
    if (fraction !== '') nanos += (BigInt(fraction) * scale) / 10n ** BigInt(fraction.length)
  }
  if (nanos > 2n ** 63n - 1n) return undefined
  return match[1] === '-' ? -nanos : nanos
}

/** Reads what `expires_in` accepts: a Go duration, or a whole number of days such as `7d`. */
export function parseExpiry(text: string): bigint | undefined {
  const duration = parseGoDuration(text)
  if (duration !== undefined) return duration
  const days = /^([+-]?\d+)d$/.exec(text)
  return days === null ? undefined : BigInt.asIntN(64, BigInt(days[1] ?? '0') * 24n * 3_600_000_000_000n)
}

/** Writes a duration as Go's `Duration.String` does. */
export function formatGoDuration(nanos: bigint): string {
  if (nanos < 0n) return `-${formatGoDuration(-nanos)}`
  if (nanos === 0n) return '0s'
  if (nanos < 1_000n) return `${nanos}ns`
  if (nanos < 1_000_000n) return `${decimal(nanos, 1_000n)}µs`
  if (nanos < 1_000_000_000n) return `${decimal(nanos, 1_000_000n)}ms`
  const minutes = nanos / 60_000_000_000n
  const seconds = `${decimal(nanos % 60_000_000_000n, 1_000_000_000n)}s`
  if (minutes === 0n) return seconds
  if (minutes < 60n) return `${minutes}m${seconds}`
  return `${minutes / 60n}h${minutes % 60n}m${seconds}`
}

function decimal(value: bigint, unit: bigint): string {
  const fraction = (value % unit)
    .toString()
    .padStart(unit.toString().length - 1, '0')
    .replace(/0+$/, '')
  return fraction === '' ? `${value / unit}` : `${value / unit}.${fraction}`
}
