/** Which windows of a continuous query are closed and were never run. */

import { describe } from '../base/describe.ts'
import { readRfc3339, writeRfc3339 } from '../base/instants.ts'
import { millisOfDate } from '../base/kinds.ts'
import { ArcValidationError } from '../errors.ts'
import type { ContinuousQuery, ContinuousQueryExecution } from '../generated/models.ts'
import { goDurationNanos } from './continuous-query-checks.ts'

/** A window as `execute` takes it: its first instant, and the first after it. */
export interface Window {
  readonly start_time: string
  readonly end_time: string
}

/** Whole seconds since 1970. */
interface Span {
  readonly start: number
  readonly end: number
}

/** How far to go: `from` and `until` as they were given. */
export interface WindowRange {
  readonly from?: unknown
  readonly until?: unknown
}

/**
 * The windows of a query between `from` and `until`, in order, without what runs have covered.
 *
 * Windows are as wide as `interval` and begin where `time_bucket` begins its buckets. A run by hand that ended within a window
 * leaves the rest of it to be run, so that no row is aggregated twice.
 *
 * @param readRuns - The newest runs, newest first, at most so many.
 * @throws ArcValidationError for a bound that is no instant, an interval that the windows cannot have, and too many windows.
 */
export async function windowsToRun(
  query: ContinuousQuery,
  { from, until }: WindowRange,
  readRuns: (limit: number) => Promise<readonly ContinuousQueryExecution[]>,
): Promise<readonly Window[]> {
  const width = widthOf(query)
  const given = from === undefined ? undefined : secondsOf('from', from)
  const end = Math.min(secondsOf('until', until === undefined ? new Date() : until), secondsOf('now', new Date()))
  const { runs, start } = await coveredSince(given, query, readRuns)
  const first = ORIGIN + Math.floor((start - ORIGIN) / width) * width
  const last = ORIGIN + Math.floor((end - ORIGIN) / width) * width
  if ((last - first) / width > MAX_WINDOWS) {
    throw new ArcValidationError(
      `continuousQueries.catchUp: ${Math.round((last - first) / width)} windows of ${query.interval} are more than ${MAX_WINDOWS}; go on in parts, with "until"`,
    )
  }
  const windows: Window[] = []
  let at = first
  for (const run of [...runs, { start: last, end: last }]) {
    const gapEnd = Math.min(run.start, last)
    while (at < gapEnd) {
      const next = Math.min(ORIGIN + (Math.floor((at - ORIGIN) / width) + 1) * width, gapEnd)
      windows.push({ start_time: instant(at), end_time: instant(next) })
      at = next
    }
    at = Math.max(at, run.end)
  }
  return windows
}

/** DuckDB's: a Monday, so that weeks begin on one. */
const ORIGIN = Date.UTC(2000, 0, 3) / 1_000

/** A year of hours; what is more was hardly meant. */
const MAX_WINDOWS = 10_000

/** The width of the windows, in seconds. */
function widthOf({ name, interval, query }: ContinuousQuery): number {
  const nanos = goDurationNanos(interval)
  const refuse = (says: string) =>
    new ArcValidationError(`continuousQueries.catchUp: ${JSON.stringify(name)} ${says}; change it with patch`)
  if (nanos === undefined)
    throw refuse(`has the interval ${JSON.stringify(interval)}, which is not one such as "1h30m"`)
  if (nanos % 1e9 !== 0) throw refuse(`has the interval ${interval}, and windows are whole seconds`)
  const width = nanos / 1e9
  const text = query.slice(0, MAX_QUERY).replace(/\s+/g, ' ')
  for (const [, count, unit = ''] of text.matchAll(BUCKETS)) {
    const seconds = unitSeconds[unit.toLowerCase().replace(/s$/, '')]
    if (seconds === undefined || width % (Number(count || 1) * seconds) === 0) continue
    throw refuse(
      seconds === Number.POSITIVE_INFINITY
        ? `groups by the ${unit}, which has no fixed length: run it month by month with execute, or group by less`
        : `has the interval ${interval}, which would split its buckets of ${count || 1} ${unit}: it must be a multiple of them`,
    )
  }
  return width
}

/** As long as the server lets SQL be. */
const MAX_QUERY = 10_000
/** `time_bucket('15 minutes', `, `time_bucket(INTERVAL 1 HOUR, `, `date_trunc('day', `, with single spaces. */
const BUCKETS = /\b(?:time_bucket ?\( ?(?:INTERVAL ?)?'?(\d*)|date_trunc ?\( ?') ?([a-z]+)'? ?,/gi

const unitSeconds: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
  month: Number.POSITIVE_INFINITY,
  quarter: Number.POSITIVE_INFINITY,
  year: Number.POSITIVE_INFINITY,
}

/**
 * Where to begin, and the completed runs since, by their start. Without `from` it is where the runs end: `last_processed_time`
 * is that of the last run, which may have been a window of long ago. A query that never ran begins with its creation.
 */
async function coveredSince(
  from: number | undefined,
  query: ContinuousQuery,
  readRuns: (limit: number) => Promise<readonly ContinuousQueryExecution[]>,
): Promise<{ readonly runs: readonly Span[]; readonly start: number }> {
  // The list has no pages and grows for ever. What covers a window was run after it began: that much of the list is read.
  for (let limit = 100; ; limit *= 10) {
    const list = await readRuns(limit)
    const runs = list
      .filter(({ status }) => status === 'completed')
      .map(
        (run): Span => ({ start: secondsOf('start_time', run.start_time), end: secondsOf('end_time', run.end_time) }),
      )
      .sort((a, b) => a.start - b.start)
    const created = secondsOf('created_at', query.created_at)
    const start = from ?? runs.reduce((latest, { end }) => Math.max(latest, end), runs.length > 0 ? 0 : created)
    const oldest = list.at(-1)
    if (oldest === undefined || list.length < limit || secondsOf('execution_time', oldest.execution_time) < start) {
      return { runs, start }
    }
  }
}

/** An instant in whole seconds, rounded down. */
function secondsOf(name: string, value: unknown): number {
  const millis = millisOfDate(Object(value))
  const seconds = typeof value === 'string' ? readRfc3339(value)?.seconds : millis && millis / 1_000
  if (seconds !== undefined && Number.isFinite(seconds)) return Math.floor(seconds)
  throw new ArcValidationError(
    `continuousQueries.catchUp: ${name} is ${describe(value)}; give a Date, or RFC 3339 with a zone`,
  )
}

const instant = (seconds: number) => writeRfc3339({ seconds, nanos: 0 })
