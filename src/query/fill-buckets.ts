/** The buckets that a GROUP BY leaves out, because they have no rows. */

import { describe } from '../base/describe.ts'
import { isoDay } from '../base/instants.ts'
import { millisOfDate } from '../base/kinds.ts'
import { option, readOptions, unchecked } from '../base/options.ts'
import { refusing } from '../base/refusing.ts'
import { ArcUsageError } from '../errors.ts'

/** An instant: a `Date`, RFC 3339 text, milliseconds, or microseconds as a bigint. */
export type BucketInstant = Date | string | number | bigint

/** Options of {@link fillBuckets}. */
export interface FillBucketsOptions<Row, Time extends keyof Row, By extends keyof Row> {
  /** The column that holds the start of each bucket. */
  readonly time: Time
  /** The width of a bucket, as in `sql.timeBucket`: `'10 minutes'`, `'1 hour'`, `'1 month'`. */
  readonly every: string
  /** The first instant; the first bucket is the one that it lies in. */
  readonly from: BucketInstant
  /** The first instant that is no longer wanted. */
  readonly to: BucketInstant
  /** The columns that tell several series apart. @default none: all rows are of one series */
  readonly by?: By | readonly By[] | undefined
  /**
   * What the columns of an added row hold: those named here the value given, the others `null`; with `'previous'` what the
   * series had in the bucket before. @default null in every column
   */
  readonly fill?: 'previous' | { readonly [Name in Exclude<keyof Row, Time | By>]?: unknown } | undefined
  /** The IANA zone in which days, weeks, months and years begin, such as `'Europe/Berlin'`. @default 'UTC' */
  readonly timeZone?: string | undefined
}

const rules = {
  time: option<string>("the name of the bucket's column", (value) => typeof value === 'string'),
  every: unchecked(),
  from: unchecked(),
  to: unchecked(),
  by: unchecked(),
  fill: unchecked(),
  timeZone: unchecked(),
} satisfies Record<keyof FillBucketsOptions<object, never, never>, unknown>

/** A row of a bucket that may have been empty. */
export type FilledRow<Row, Kept extends keyof Row> = {
  [Name in keyof Row]: Name extends Kept ? Row[Name] : Row[Name] | null
}

/**
 * Adds the buckets without rows, so that a chart has a point for each: series by series in the order in which they first
 * appear, and bucket by bucket. Buckets begin where DuckDB's `time_bucket(width, time, zone)` has them begin, also on days of 23
 * or 25 hours.
 *
 * @throws ArcUsageError for options that are wrong, for a row whose time is not the start of a bucket in the range, and for two
 *   rows of one series in a bucket: `every`, `timeZone` and `by` must be those of the query.
 * @example
 * ```ts
 * import { fillBuckets, sql } from 'arc-tsdb-client'
 *
 * const [from, to, every] = [new Date('2026-08-22T10:00:00Z'), new Date('2026-08-22T11:00:00Z'), '10 minutes']
 * const rows = await arc.query.rows<{ bucket: Date; host: string; usage: number }>(sql`
 *   SELECT ${sql.timeBucket(every, 'time')} AS bucket, host, avg(usage) AS usage
 *   FROM cpu AS c WHERE ${sql.timeRange('time', from, to)} GROUP BY bucket, host ORDER BY bucket, host`)
 * for (const { bucket, host, usage } of fillBuckets(rows, { time: 'bucket', every, from, to, by: 'host' })) {
 *   console.log(bucket, host, usage)
 * }
 * ```
 */
export function fillBuckets<Row extends object, Time extends keyof Row & string, By extends keyof Row & string = never>(
  rows: Iterable<Row>,
  options: FillBucketsOptions<Row, Time, By>,
): FilledRow<Row, Time | By>[] {
  return refusing('fillBuckets', () => filledRows(rows, options))
}

function filledRows<Row extends object, Time extends keyof Row & string, By extends keyof Row & string>(
  rows: Iterable<Row>,
  options: FillBucketsOptions<Row, Time, By>,
): FilledRow<Row, Time | By>[] {
  readOptions(options, rules, 'fillBuckets')
  const { time, every, from, to, by = [], fill = {}, timeZone = 'UTC' } = options
  const keys: readonly string[] = typeof by === 'string' ? [by] : (by as readonly By[])
  const starts = bucketStarts(every, millisOf('from', from), millisOf('to', to), timeZone)
  const places = new Map(starts.map((start, i) => [start, i]))
  const series = new Map<string, (Row | undefined)[]>()
  const columns = new Set<string>()
  let sample: unknown = from
  let number = 0
  for (const row of rows) {
    const at = millisOf(`row ${number}: ${time}`, row[time])
    const place = places.get(at)
    if (place === undefined) throw notABucket(number, new Date(at), options)
    if (number++ === 0) sample = row[time]
    const key = JSON.stringify(keys.map((name) => keyPart((row as Record<string, unknown>)[name])))
    const buckets = series.get(key) ?? emptyBuckets(starts.length, series.size)
    if (buckets[place] !== undefined)
      throw new ArcUsageError(
        `fillBuckets: row ${number - 1} is the second in the bucket ${new Date(at).toISOString()}; name the columns that tell series apart in "by"`,
      )
    buckets[place] = row
    series.set(key, buckets)
    for (const name of Object.keys(row)) columns.add(name)
  }
  if (series.size === 0 && keys.length === 0) series.set('', emptyBuckets(starts.length, 0))

  const filled: object[] = []
  const timeAt = timeWriter(sample)
  const empty = {
    ...Object.fromEntries([...columns].map((name) => [name, null])),
    ...(fill === 'previous' ? {} : fill),
  }
  for (const buckets of series.values()) {
    const known = buckets.find((row) => row !== undefined) as Readonly<Record<string, unknown>> | undefined
    const own = Object.fromEntries(keys.map((name) => [name, known?.[name]]))
    let before: object = { ...empty, ...own }
    buckets.forEach((row, i) => {
      const next: object = row ?? { ...before, [time]: timeAt(starts[i] ?? 0) }
      filled.push(next)
      if (fill === 'previous') before = next
    })
  }
  return filled as FilledRow<Row, Time | By>[]
}

function notABucket(
  row: number,
  at: Date,
  { every, timeZone = 'UTC' }: { every: string; timeZone?: string | undefined },
) {
  return new ArcUsageError(
    `fillBuckets: row ${row} is at ${at.toISOString()}, where no bucket of ${every} begins between "from" and "to" in ${timeZone}; give the width, range and zone of the query`,
  )
}

/** Tells 1 from '1', and dates by their milliseconds. */
function keyPart(value: unknown): readonly [string, unknown] {
  const millis = typeof value === 'object' && value !== null ? millisOfDate(value) : undefined
  return [typeof value, millis ?? String(value)]
}

function emptyBuckets(length: number, seriesBefore: number): undefined[] {
  const rows = length * (seriesBefore + 1)
  if (rows > MAX_ROWS) throw tooMany(rows)
  return new Array<undefined>(length).fill(undefined)
}

/** Enough for any chart; more is a mistake in the width. */
const MAX_ROWS = 10_000_000

const tooMany = (rows: number) =>
  new ArcUsageError(`fillBuckets: ${rows} rows are more than ${MAX_ROWS}; widen "every" or narrow the range`)

function millisOf(what: string, value: unknown): number {
  const millis =
    typeof value === 'bigint'
      ? Number(value / 1000n)
      : typeof value === 'string'
        ? Date.parse(value)
        : typeof value === 'object' && value !== null
          ? Number(value)
          : value
  if (typeof millis === 'number' && Number.isFinite(millis)) return Math.floor(millis)
  throw new ArcUsageError(
    `fillBuckets: ${what} is ${describe(value)}; give a Date, RFC 3339 text, or a number of milliseconds`,
  )
}

/** Writes an instant as the rows have theirs. */
function timeWriter(sample: unknown): (millis: number) => unknown {
  if (typeof sample === 'bigint') return (millis) => BigInt(millis) * 1000n
  if (typeof sample === 'number') return (millis) => millis
  if (typeof sample !== 'string') return (millis) => new Date(millis)
  if (!sample.includes('T')) return (millis) => isoDay(Math.floor(millis / DAY_MS))
  return (millis) => new Date(millis).toISOString().replace(/\.?0*Z$/, 'Z')
}

const DAY_MS = 86_400_000
const UNIT_MS: Readonly<Record<string, number>> = { millisecond: 1, second: 1_000, minute: 60_000, hour: 3_600_000 }
const UNIT_DAYS: Readonly<Record<string, number>> = { day: 1, week: 7 }
const UNIT_MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 }
/** Where DuckDB begins to count: a Monday for what is shorter than a month. */
const ORIGIN_DAY = Date.UTC(2000, 0, 3) / DAY_MS
const ORIGIN_YEAR = 2000

/** The starts of the buckets from the one that holds `from` up to `to`. */
function bucketStarts(every: string, from: number, to: number, timeZone: string): number[] {
  const [, digits, unit = ''] = /^([1-9]\d{0,8}) ([a-z]+?)s?$/.exec(every) ?? []
  const count = Number(digits)
  const zone = zoneOf(timeZone)
  const localDay = Math.floor((from + zone.offsetAt(from)) / DAY_MS)
  const ms = UNIT_MS[unit]
  const days = UNIT_DAYS[unit]
  const months = UNIT_MONTHS[unit]
  /** The start of the bucket with that number, and the number of the one that `from` is in, or nearly. */
  let startOf: (bucket: number) => number
  let first: number
  if (ms !== undefined) {
    const origin = zone.midnight(ORIGIN_DAY)
    startOf = (bucket) => origin + bucket * count * ms
    first = Math.floor((from - origin) / (count * ms))
  } else if (days !== undefined) {
    startOf = (bucket) => zone.midnight(ORIGIN_DAY + bucket * count * days)
    first = Math.floor((localDay - ORIGIN_DAY) / (count * days))
  } else if (months !== undefined) {
    const date = new Date(localDay * DAY_MS)
    const month = (date.getUTCFullYear() - ORIGIN_YEAR) * 12 + date.getUTCMonth()
    startOf = (bucket) => zone.midnight(Date.UTC(ORIGIN_YEAR, bucket * count * months, 1) / DAY_MS)
    first = Math.floor(month / (count * months))
  } else {
    throw new ArcUsageError(
      `fillBuckets: every is ${describe(every)}; give a width from milliseconds to years, such as '15 minutes' or '1 week'`,
    )
  }
  if (!(to > from)) throw new ArcUsageError('fillBuckets: "to" is not after "from"')
  // A day can begin later than at midnight, or have two.
  while (startOf(first) > from) first--
  while (startOf(first + 1) <= from) first++
  const starts: number[] = []
  for (let bucket = first; startOf(bucket) < to; bucket++) {
    if (starts.push(startOf(bucket)) > MAX_ROWS) throw tooMany(starts.length)
  }
  return starts
}

interface Zone {
  /** How far its clocks are ahead of UTC, in milliseconds. */
  offsetAt(millis: number): number
  /** When a day begins, given in days since 1970. */
  midnight(day: number): number
}

function zoneOf(timeZone: string): Zone {
  if (timeZone === 'UTC') return { offsetAt: () => 0, midnight: (day) => day * DAY_MS }
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  } catch (cause) {
    throw new ArcUsageError(
      `fillBuckets: timeZone is ${describe(timeZone)}; give an IANA zone, such as 'Europe/Berlin'`,
      {
        cause,
      },
    )
  }
  const offsetAt = (millis: number) => {
    const name = format.formatToParts(millis).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const [, sign, hours, minutes = 0, seconds = 0] = /GMT([+-])(\d+):?(\d+)?:?(\d+)?/.exec(name) ?? []
    if (sign === undefined) return 0
    return (sign === '-' ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000
  }
  const midnight = (day: number) => {
    const wall = day * DAY_MS
    const [before, after] = [offsetAt(wall - DAY_MS), offsetAt(wall + DAY_MS)]
    // Of two midnights the later one, as ICU has it, and with it DuckDB; in place of one that does not exist what follows it.
    const later = wall - Math.min(before, after)
    const earlier = wall - Math.max(before, after)
    if (offsetAt(later) === wall - later) return later
    return offsetAt(earlier) === wall - earlier ? earlier : wall - before
  }
  return { offsetAt, midnight }
}
