/** Instants as the server's management API prints and reads them (docs/wire-notes.md#management-times). Nanoseconds since 1970. */

/** Now: the milliseconds of `Date`, so that a test can move the clock, and below them whatever the platform tells. */
export function nowNanos(): bigint {
  const millis = performance.now()
  return BigInt(Date.now()) * 1_000_000n + BigInt(Math.floor((millis % 1) * 1_000_000))
}

/** `2026-11-22T18:54:34Z`: UTC, whole seconds. */
export function rfc3339(nanos: bigint = nowNanos()): string {
  return `${secondsPart(nanos)}Z`
}

/** `2026-11-22T18:54:32.489886882Z`: UTC, as many digits as needed. */
export function rfc3339Nano(nanos: bigint = nowNanos()): string {
  const fraction = (((nanos % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n)
    .toString()
    .padStart(9, '0')
    .replace(/0+$/, '')
  return fraction === '' ? rfc3339(nanos) : `${secondsPart(nanos)}.${fraction}Z`
}

/** Reads RFC 3339 with the mandatory zone, as strictly as Go does. */
export function parseRfc3339(text: string): bigint | undefined {
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:[.,](\d+))?(?:Z|([+-])(\d{2}):(\d{2}))$/.exec(text)
  if (match === null) return undefined
  const [, local = '', fraction = '', sign, hours = '0', minutes = '0'] = match
  const millis = Date.parse(`${local}Z`)
  // A day that the month does not have is moved on by Date; Go refuses it.
  if (Number.isNaN(millis) || !new Date(millis).toISOString().startsWith(local)) return undefined
  if (Number(hours) > 24 || Number(minutes) > 60) return undefined
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1)
  return BigInt(millis - offset) * 1_000_000n + BigInt(fraction.slice(0, 9).padEnd(9, '0'))
}

function secondsPart(nanos: bigint): string {
  const seconds = (nanos - (((nanos % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n)) / 1_000_000_000n
  // Years outside 0 to 9999 have six digits and a sign here, and as many as they need in Go.
  const iso = new Date(Number(seconds) * 1_000)
    .toISOString()
    .replace(/^([+-])0{0,2}/, '$1')
    .replace('+', '')
  return iso.slice(0, -'.000Z'.length)
}
