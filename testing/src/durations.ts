/** Durations as Go reads them: `1h30m`, `-1.5h`. Nanoseconds throughout. */

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
