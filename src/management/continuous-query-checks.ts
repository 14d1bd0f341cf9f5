/** What the server would store as a continuous query and never run, or not without an error. */
import { ArcValidationError } from '../errors.ts'
import type { ContinuousQueryRequest } from '../generated/models.ts'

/** @throws ArcValidationError for an interval that is no duration, placeholders in quotes, and SQL that reads another table. */
export function checkRuns(operation: string, request: Partial<ContinuousQueryRequest>): void {
  const { interval, query, database, source_measurement: source, is_active } = request
  if (interval !== undefined && goDurationNanos(interval) === undefined) {
    const days = /^(\d+)([dw])$/.exec(interval)
    const hours = days ? `${Number(days[1]) * (days[2] === 'w' ? 168 : 24)}h` : '1h30m'
    throw new ArcValidationError(
      `${operation}: interval ${JSON.stringify(interval)} would be stored and never run; write a duration in h, m and s, such as "${hours}"`,
    )
  }
  // What is missing or not text the server refuses itself.
  if (typeof query !== 'string') return
  for (const placeholder of ['{start_time}', '{end_time}']) {
    if (!query.includes(placeholder)) {
      throw new ArcValidationError(
        `${operation}: query must contain ${placeholder}; the server puts the window's bounds in place of {start_time} and {end_time}`,
      )
    }
    if (query.includes(`'${placeholder}'`)) {
      throw new ArcValidationError(
        `${operation}: write ${placeholder} without quotes; the server puts a quoted literal in its place`,
      )
    }
  }
  // The only table that the server puts files in place of. What is not active may stay as it is.
  const table = `${database}.${source}`
  if (is_active === false || !/^[\w-]+\.[\w-]+$/.test(table)) return
  if (!new RegExp(`\\bFROM[\\t\\n\\f\\r ]+${table.replace('.', '\\.')}\\b`, 'i').test(query)) {
    throw new ArcValidationError(
      `${operation}: query must read FROM ${table}, written like that: without quotes, sql.id() or a space`,
    )
  }
}

/** Nanoseconds in each unit of Go's durations. There are no days: the server stores `1d`, and its scheduler skips the query forever. */
const goUnits: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
}

/** The nanoseconds of what Go parses as a duration of at least one; `undefined` for anything else. */
export function goDurationNanos(text: unknown): number | undefined {
  const part = /([0-9]+(?:\.[0-9]*)?)(ns|us|µs|ms|s|m|h)/g
  if (typeof text !== 'string' || text.replace(part, '') !== '') return undefined
  let nanos = 0
  for (const [, amount, unit] of text.matchAll(part)) nanos += Number(amount) * (goUnits[unit ?? ''] ?? 0)
  return nanos >= 1 && nanos < 2 ** 63 ? nanos : undefined
}
