/** RFC 3339: the one reader and the one writer of instants as text. */

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):?(\d\d))$/
/** Longer than any instant: a pattern does not run over more. */
const MAX_LENGTH = 64

/** An instant as whole seconds since 1970, rounded down, and the nanoseconds after them. */
export interface SplitInstant {
  readonly seconds: number
  readonly nanos: number
}

/** Reads RFC 3339 with a zone; `undefined` if `text` is none, or names a day or an hour that does not exist. Digits below the nanosecond are dropped. */
export function readRfc3339(text: string): SplitInstant | undefined {
  const match = text.length > MAX_LENGTH ? null : RFC_3339.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second, fraction = '', sign, zoneHour = '0', zoneMinute = '0'] = match
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  date.setUTCHours(Number(hour), Number(minute), Number(second))
  const isReal =
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day) &&
    date.getUTCHours() === Number(hour) &&
    date.getUTCMinutes() === Number(minute) &&
    date.getUTCSeconds() === Number(second) &&
    Number(zoneHour) < 24 &&
    Number(zoneMinute) < 60
  if (!isReal) return undefined
  const offsetMinutes = (sign === '-' ? -1 : 1) * (Number(zoneHour) * 60 + Number(zoneMinute))
  const seconds = date.getTime() / 1000 - offsetMinutes * 60
  return { seconds, nanos: Number(fraction.slice(0, 9).padEnd(9, '0')) }
}

/** `2026-08-22T10:00:00.123456Z`, with as many digits of fraction as there are, or with exactly `digits`. */
export function writeRfc3339({ seconds, nanos }: SplitInstant, digits?: number): string {
  const days = Math.floor(seconds / SECONDS_PER_DAY)
  return dayTimeText(days, seconds - days * SECONDS_PER_DAY, nanos, digits)
}

/** As {@link writeRfc3339}, for instants whose seconds a number does not hold: days since 1970, and seconds into the last. */
export function dayTimeText(days: number, seconds: number, nanos: number, digits?: number): string {
  const whole = isoSeconds(days, seconds)
  if (digits === undefined && nanos === 0) return `${whole}Z`
  const fraction = String(nanos).padStart(9, '0')
  return `${whole}.${digits === undefined ? fraction.replace(/0+$/, '') : fraction.slice(0, digits)}Z`
}

export const SECONDS_PER_DAY = 86_400

/** `2026-08-22T10:00:00`, from days since 1970 and seconds into the last; for any year that DuckDB supports: a `Date` ends in 275760. */
export function isoSeconds(days: number, seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${isoDay(days)}T${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`
}

// The Gregorian calendar repeats every 400 years, and a Date knows the years around 2000.
const DAYS_PER_CYCLE = 146_097

/** The day as ISO 8601 has it: years beyond 0 to 9999 with a sign and six digits. */
export function isoDay(days: number): string {
  const cycles = Math.floor(days / DAYS_PER_CYCLE)
  const date = new Date((days - cycles * DAYS_PER_CYCLE) * SECONDS_PER_DAY * 1000).toISOString()
  const year = Number(date.slice(0, 4)) + cycles * 400
  const digits = String(Math.abs(year)).padStart(year >= 0 && year <= 9999 ? 4 : 6, '0')
  return `${year < 0 ? '-' : year > 9999 ? '+' : ''}${digits}${date.slice(4, 10)}`
}
