/**
 * Which hours of its measurements a query can need, read from the conditions on `time` that all its rows meet.
 *
 * Arc reads only the files of the hours that the first WHERE in the text of a query seems to be about. A comment in front of
 * the query, of `WHERE time >= '…' AND time < '…' LIMIT`, tells it which these are, whatever follows.
 */
import type { Token } from '../../base/sql-lexer.ts'
import { type Bound, Conditions, type Range } from './conditions.ts'
import type { Edits, Query } from './query.ts'
import type { Join, Measurement, Reading } from './structure.ts'

/** The time range of each measurement of a query; none where its structure is not sure. */
export function readRanges(text: string, code: readonly Token[], reading: Reading): readonly Range[] {
  if (!reading.isSure) return []
  return reading.measurements.map((measurement) => rangeOf(text, code, reading, measurement))
}

/** The measurements of a query that is about a time range without an upper end for them. */
export function openEnded(reading: Reading, ranges: readonly Range[]): readonly Measurement[] {
  // Without a lower end every file is read anyway.
  if (!ranges.every((range) => range.low)) return []
  return reading.measurements.filter((_, index) => ranges[index] !== undefined && ranges[index].high === undefined)
}

/** Whether a comment is one of those that `rangeComment` writes. */
export const RANGE_COMMENT = /^\/\* WHERE time >= [^*;]* LIMIT \*\/$/

/** A time range selects files only where it is that of the whole query, and then exactly those. */
export function timeRange(query: Query, edits: Edits): void {
  const { text, tokens, code, fresh } = query
  const [first] = tokens
  const present =
    first?.kind === 'comment' && RANGE_COMMENT.test(text.slice(first.start, first.end)) ? first : undefined
  const selecting = selectingLiterals(code)
  if (!fresh && present === undefined && isPlainRange(query, selecting)) return
  for (const index of selecting) edits.around(code[index], code[code[index]?.text === 'now' ? index + 2 : index])
  const comment = fresh ? undefined : rangeComment(query)
  if (present !== undefined && text.slice(present.start, present.end) !== comment)
    edits.replace(present, comment ?? ' ')
  else if (present === undefined && comment !== undefined) edits.insert(0, `${comment} `)
}

/** The comment that makes Arc read the hours which the query needs, or `undefined` if these are not known or too many. */
function rangeComment({ ranges, latest }: Query): string | undefined {
  const range = neededRange(ranges, openEnd(latest))
  if (range?.low === undefined || range.high === undefined) return undefined
  const { low, high } = range
  if (!isWorthIt(low, high, ranges.length)) return undefined
  const from = low.micros === undefined ? fromNow(low.fromNow ?? 0) : isoHour(Math.floor(low.micros / HOUR) * HOUR)
  // The server remembers for 60 s which hours a text needs.
  const to =
    high.micros === undefined
      ? fromNow((high.fromNow ?? 0) + 3_600)
      : isoHour((Math.floor(high.micros / HOUR) + 1) * HOUR)
  return `/* WHERE time >= ${from} AND time < ${to} LIMIT */`
}

/** Where a range without an upper end ends: for Arc in 24 hours, unless there are later rows. */
const openEnd = (latest: number | undefined): Bound =>
  latest === undefined ? { fromNow: 86_400 } : { micros: latest + 24 * HOUR }

// The clock of this machine only decides what is worth it: the server reads its own for NOW().
function isWorthIt(low: Bound, high: Bound, measurements: number): boolean {
  const span = microsOf(high) - microsOf(low)
  return span >= 0 && span <= LONGEST_MICROS / measurements && (low.micros ?? 0) >= 0
}

const microsOf = ({ micros, fromNow: seconds = 0 }: Bound) => micros ?? (Date.now() / 1000 + seconds) * 1e6

/**
 * The literals of comparisons by which Arc would select files. A literal in parentheses is not seen by its patterns.
 *
 * @returns indexes of tokens: literals, and NOW or CURRENT_TIMESTAMP before an INTERVAL.
 */
function selectingLiterals(code: readonly Token[]): number[] {
  const found: number[] = []
  for (let index = 2; index < code.length; index++) {
    const before = code[index - 1]?.text ?? ''
    const isComparison = before === '>=' || before === '>' || before === '<' || before === '<='
    if (!isComparison && before !== 'between') continue
    const { kind, text } = code[index] as Token
    const column = code[index - 2]
    if (column?.kind !== 'word' || !(column.text.endsWith('time') || column.text.endsWith('timestamp'))) continue
    if (kind === 'string') found.push(index)
    else if (isComparison && (text === 'now' || text === 'current_timestamp')) {
      const after = text === 'now' ? index + 3 : index + 1
      const sign = code[after]?.text
      if ((sign === '-' || sign === '+') && code[after + 1]?.text === 'interval') found.push(index)
    }
  }
  return found
}

/** Whether Arc selects the right files by the text itself: one measurement, one WHERE, and plain bounds. */
function isPlainRange({ code, reading, ranges, latest }: Query, selecting: readonly number[]): boolean {
  const [range] = ranges
  const where = reading.measurements[0]?.select.where
  if (range === undefined || ranges.length > 1 || where === undefined) return false
  for (let index = 0; index < code.length; index++) {
    const word = code[index]?.text
    if (word === 'where' && index !== where.start - 1) return false
    if ((word === 'group' || word === 'order' || word === 'limit') && index < where.end) return false
  }
  const bounds = [range.low?.literal, range.high?.literal].filter((each) => each !== undefined)
  const { low, high = openEnd(latest) } = range
  if (low?.literal === undefined || !isWorthIt(low, high, 1)) return false
  // What selects must be a bound, and a bound must be what selects.
  if (![...selecting, ...bounds].every((each) => bounds.includes(each) && selecting.includes(each))) return false
  // Arc reads up to, but without, the hour that begins with the literal.
  if (high.literal !== undefined && high.micros !== undefined) return low.micros !== undefined && high.micros % HOUR > 0
  // With no upper bound that it sees, Arc reads 24 hours ahead, and `time < NOW()` is none that it sees.
  return high.literal === undefined && high.fromNow !== undefined && high.fromNow <= 86_400
}

/** The range that covers those of all measurements. */
function neededRange(ranges: readonly Range[], end: Bound): Range | undefined {
  let whole: Range | undefined
  for (const { low, high = end } of ranges) {
    if (low === undefined) return undefined
    whole = whole === undefined ? { low, high } : union(whole, { low, high })
    if (whole === undefined) return undefined
  }
  return whole
}

function union(a: Range, b: Range): Range | undefined {
  const low = pick(a.low, b.low, Math.min)
  const high = pick(a.high, b.high, Math.max)
  return low && high && { low, high }
}

function pick(a: Bound | undefined, b: Bound | undefined, choose: (a: number, b: number) => number): Bound | undefined {
  if (a?.micros !== undefined && b?.micros !== undefined) return choose(a.micros, b.micros) === a.micros ? a : b
  if (a?.fromNow !== undefined && b?.fromNow !== undefined) return choose(a.fromNow, b.fromNow) === a.fromNow ? a : b
  return undefined
}

function rangeOf(text: string, code: readonly Token[], reading: Reading, measurement: Measurement): Range {
  const { select } = measurement
  const conditions = new Conditions(text, code, reading)
  if (select.where) conditions.read(select.where)
  let canEqual = true
  for (const join of select.joins) {
    if (join.kind === 'outer' || join.kind === 'nearest') canEqual = false
    else if (join.on && join.kind === 'inner') conditions.readOn(join.on, undefined)
    else if (join.on && join.table !== undefined) conditions.readOn(join.on, join.table)
  }
  const name = measurement.alias?.toLowerCase() ?? measurement.parts.at(-1)?.toLowerCase() ?? ''
  const range: Range = {}
  if (measurement.renamesColumns) return range
  // Among fewer rows another one would be the nearest.
  if (select.joins.some((join) => join.kind === 'nearest' && join.table === name)) return range
  const names = new Set([name])
  if (select.sources === 1) names.add('')
  else if (canEqual) addEquals(names, select.joins, conditions)
  for (const bound of conditions.bounds) {
    if (bound.isOfJoin ? bound.table !== name : !names.has(bound.table)) continue
    if (bound.low) range.low = range.low ? (pick(range.low, bound.low, Math.max) ?? range.low) : bound.low
    if (bound.high) range.high = range.high ? (pick(range.high, bound.high, Math.min) ?? range.high) : bound.high
  }
  return range
}

/** Adds the tables whose `time` equals that of those in `names` in every row that is joined. */
function addEquals(names: Set<string>, joins: readonly Join[], conditions: Conditions): void {
  const pairs = [...conditions.equals]
  joins.forEach((join, index) => {
    const before = joins[index - 1]?.table
    if (join.sharesTime && join.table !== undefined && before !== undefined && index === 1) {
      pairs.push([before, join.table])
      // Without a table, the column is that of both.
      pairs.push(['', before])
    }
  })
  for (let grew = true; grew; ) {
    grew = false
    for (const [a, b] of pairs) {
      if (names.has(a) === names.has(b)) continue
      names.add(a).add(b)
      grew = true
    }
  }
}

const HOUR = 3_600_000_000
/**
 * The server looks for the files hour by hour, and remembers 10,000 hours and days, of all queries. Beyond that each one
 * costs a search for the oldest: 0.02 s for a year become 6 s for two. To read all files is faster then.
 */
const LONGEST_MICROS = 8_800 * HOUR
function isoHour(micros: number): string {
  return `'${new Date(micros / 1000).toISOString().replace('.000', '')}'`
}

function fromNow(seconds: number): string {
  const sign = seconds < 0 ? '-' : '+'
  return `NOW() ${sign} INTERVAL '${Math.abs(Math.round(seconds))} seconds'`
}
