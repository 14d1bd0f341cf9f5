/** Values as Go prints them: what the server's JSON cells and its text-encoded MessagePack cells hold (docs/wire-notes.md#cell-types). */

/** A float without an exponent, however long. */
export function floatText(value: number): string {
  const text = String(value)
  if (value === 0) return Object.is(value, -0) ? '-0' : '0'
  return text.includes('e') ? withoutExponent(text) : text
}

function withoutExponent(text: string): string {
  const [, sign = '', lead = '', fraction = '', exponent = '0'] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? []
  const digits = lead + fraction
  const point = 1 + Number(exponent)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return `${sign}${digits.padEnd(point, '0')}`
}

/** JSON that is safe inside HTML as well. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replaceAll(/\\[\\"bf]|[<>&\u2028\u2029]/g, (found) => {
    if (found === '\\\\' || found === '\\"') return found
    const code = found === '\\b' ? 8 : found === '\\f' ? 12 : found.charCodeAt(0)
    return `\\u${code.toString(16).padStart(4, '0')}`
  })
}

/** RFC 3339 in UTC with as many digits of the fraction as there are; `perSecond` is the unit of `ticks`. */
export function timestampText(ticks: bigint, perSecond: bigint): string {
  const seconds = floorDivide(ticks, perSecond)
  const fraction = ticks - seconds * perSecond
  const digits = String(perSecond).length - 1
  const trimmed = fraction === 0n ? '' : `.${String(fraction).padStart(digits, '0').replace(/0+$/, '')}`
  return `${secondsText(seconds)}${trimmed}Z`
}

/** A date at midnight: `2026-01-01T00:00:00Z`. */
export function dateText(days: number): string {
  return `${secondsText(BigInt(days) * 86_400n)}Z`
}

/** A time of day with all digits of its unit: `10:00:00.000000`. */
export function timeText(ticks: bigint, perSecond: bigint): string {
  const seconds = ticks / perSecond
  const pad = (value: bigint) => String(value).padStart(2, '0')
  const clock = `${pad(seconds / 3600n)}:${pad((seconds / 60n) % 60n)}:${pad(seconds % 60n)}`
  return `${clock}.${String(ticks % perSecond).padStart(String(perSecond).length - 1, '0')}`
}

/** `{"months":0,"days":1,"nanoseconds":0}` */
export function intervalText(months: number, days: number, micros: bigint): string {
  return `{"months":${months},"days":${days},"nanoseconds":${micros * 1000n}}`
}

/** The years 0 to 9999, which `Date` prints as wanted. */
const DATE_RANGE = { from: -62_167_219_200n, to: 253_402_300_800n }

function secondsText(seconds: bigint): string {
  if (seconds >= DATE_RANGE.from && seconds < DATE_RANGE.to) {
    return new Date(Number(seconds) * 1000).toISOString().slice(0, -'.000Z'.length)
  }
  const days = floorDivide(seconds, 86_400n)
  const ofDay = Number(seconds - days * 86_400n)
  const { year, month, day } = civil(days)
  const pad = (value: number, width = 2) => String(value).padStart(width, '0')
  const date = `${year < 0n ? `-${String(-year).padStart(4, '0')}` : String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`
  return `${date}T${pad(Math.floor(ofDay / 3600))}:${pad(Math.floor(ofDay / 60) % 60)}:${pad(ofDay % 60)}`
}

/** The Gregorian date of a day count: DuckDB's range is wider than that of `Date`. */
function civil(days: bigint): { readonly year: bigint; readonly month: number; readonly day: number } {
  // Every 400 years the calendar repeats, after 146,097 days.
  const cycles = floorDivide(days, 146_097n)
  const date = new Date(Number(days - cycles * 146_097n) * 86_400_000)
  return { year: BigInt(date.getUTCFullYear()) + cycles * 400n, month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b
  return a % b < 0n ? quotient - 1n : quotient
}
