/**
 * Which files a query reads. The server takes a time range out of the text of the first WHERE and applies it to every table
 * of the statement; rows outside it vanish silently (docs/wire-notes.md#sql-traps). Its caches (30 to 60 s, by
 * SQL text) are not imitated: a new hour is seen at once.
 */
import { readdirSync } from 'node:fs'
import { goPattern, maskLiterals, unmaskLiterals } from './mask.ts'

/** Milliseconds since 1970, with fractions. */
interface TimeRange {
  readonly start: number
  readonly end: number
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Where data is taken to begin when a query gives an upper bound only. */
const ASSUMED_START = Date.UTC(2020, 0, 1)
/** Past this many hours and days the server reads everything instead. */
const MAX_PARTITIONS = 50_000

/** Go's longest duration. */
const LONGEST_RANGE_MS = 2 ** 63 / 1e6

/** Whether the server would never finish counting the hours of the query's time range. */
export function neverAnswers(sql: string): boolean {
  const range = timeRangeOf(sql)
  return range !== undefined && range.end - Math.max(range.start, 0) >= LONGEST_RANGE_MS
}

/** The globs a query on one table reads: the partitions of its time range that hold files, else all of them. */
export function prunedPaths(root: string, database: string, measurement: string, sql: string): readonly string[] {
  const directory = `${root}/${database}/${measurement}`
  const range = timeRangeOf(sql)
  const partitions = range === undefined ? [] : partitionsIn(directory, range)
  return partitions.length === 0
    ? [`${directory}/**/*.parquet`]
    : partitions.map((path) => `${directory}/${path}/*.parquet`)
}

const WHERE_CLAUSE = goPattern(/\bWHERE\b\s+(.+?)(?:\bGROUP BY\b|\bORDER BY\b|\bLIMIT\b|$)/is)
const BETWEEN = goPattern(/time\s+BETWEEN\s+'([^']+)'\s+AND\s+'([^']+)'/i)

/** The time range in the text of the first WHERE; a column that merely ends in `time` counts, OR does not. */
export function timeRangeOf(sql: string, now = Date.now()): TimeRange | undefined {
  const masked = maskLiterals(sql)
  const clause = WHERE_CLAUSE.exec(masked.sql)?.[1]
  if (clause === undefined) return undefined
  const where = unmaskLiterals(clause, masked.masks)
  const between = BETWEEN.exec(where)
  const low = parseTime(between?.[1])
  const high = parseTime(between?.[2])
  if (low !== undefined && high !== undefined) return { start: low, end: high }
  const start = literalBound(where, ['>=', '>']) ?? relativeBound(where, '>', now)
  const end = literalBound(where, ['<', '<=']) ?? relativeBound(where, '<', now)
  if (start === undefined && end === undefined) return undefined
  return { start: start ?? ASSUMED_START, end: end ?? now + DAY_MS }
}

function literalBound(where: string, operators: readonly string[]): number | undefined {
  for (const column of ['time', 'timestamp']) {
    for (const operator of operators) {
      const bound = parseTime(goPattern(new RegExp(`${column}\\s*${operator}\\s*'([^']+)'`, 'i')).exec(where)?.[1])
      if (bound !== undefined) return bound
    }
  }
  return undefined
}

function relativeBound(where: string, operator: '<' | '>', now: number): number | undefined {
  for (const sign of ['-', '+']) {
    const match = goPattern(
      new RegExp(
        String.raw`time\s*${operator}=?\s*(?:NOW\s*\(\s*\)|CURRENT_TIMESTAMP)\s*[${sign}]\s*INTERVAL\s*'(\d+)\s*(second|minute|hour|day|week|month)s?'`,
        'i',
      ),
    ).exec(where)
    if (match?.[1] === undefined || match[2] === undefined) continue
    return addInterval(now, sign === '-' ? -Number(match[1]) : Number(match[1]), match[2].toLowerCase())
  }
  return undefined
}

function addInterval(from: number, amount: number, unit: string): number {
  const date = new Date(from)
  if (unit === 'month') date.setUTCMonth(date.getUTCMonth() + amount)
  else if (unit === 'week') date.setUTCDate(date.getUTCDate() + 7 * amount)
  else if (unit === 'day') date.setUTCDate(date.getUTCDate() + amount)
  else return from + amount * (unit === 'hour' ? HOUR_MS : unit === 'minute' ? 60_000 : 1000)
  return date.getTime()
}

const RFC3339 = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2}(?:\.\d+)?)(Z|[+-]\d{2}:\d{2})$/
const LOCAL = /^(\d{4})[-/](\d{2})[-/](\d{2})(?: (\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?$/

/** Times the server understands; those without a zone are UTC here, whatever DuckDB makes of them. */
function parseTime(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const zoned = RFC3339.exec(text)
  const local = LOCAL.exec(text)
  const iso =
    zoned !== null ? text : local !== null ? `${local[1]}-${local[2]}-${local[3]}T${local[4] ?? '00:00'}Z` : ''
  const milliseconds = Date.parse(iso)
  if (Number.isNaN(milliseconds)) return undefined
  // The digits that Date.parse cuts: an end within the first millisecond of an hour still reads that hour.
  const beyond = /\.\d{3}(\d+)/.exec(iso)?.[1]
  return beyond === undefined ? milliseconds : milliseconds + Number(`0.${beyond}`)
}

/** `YYYY/MM/DD/HH` for every hour of the range that has files, then the days that hold compacted files. */
function partitionsIn(directory: string, { start, end }: TimeRange): string[] {
  const first = Math.max(Math.floor(start / HOUR_MS) * HOUR_MS, 0)
  const hours = Math.ceil((end - first) / HOUR_MS)
  if (hours <= 0 || hours + Math.floor(hours / 24) + 1 > MAX_PARTITIONS) return []
  // The end is exclusive, so a range that ends on the hour leaves out that hour even for `<=`.
  const from = partitionOf(first)
  const to = partitionOf(first + (hours - 1) * HOUR_MS)
  const found = { hours: [] as string[], days: [] as string[] }
  walk(directory, '', from, to, found)
  return [...found.hours, ...found.days]
}

function walk(
  directory: string,
  partition: string,
  from: string,
  to: string,
  found: { hours: string[]; days: string[] },
): void {
  const depth = partition === '' ? 0 : partition.split('/').length
  for (const entry of readEntries(`${directory}/${partition}`)) {
    if (entry.isFile() && entry.name.endsWith('.parquet')) {
      if (depth === 3 && found.days.at(-1) !== partition) found.days.push(partition)
      if (depth === 4 && found.hours.at(-1) !== partition) found.hours.push(partition)
    } else if (entry.isDirectory() && depth < 4) {
      const child = depth === 0 ? entry.name : `${partition}/${entry.name}`
      if (child >= from.slice(0, child.length) && child <= to.slice(0, child.length))
        walk(directory, child, from, to, found)
    }
  }
}

function readEntries(path: string) {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch {
    return []
  }
}

function partitionOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 13).replaceAll(/[-T]/g, '/')
}
