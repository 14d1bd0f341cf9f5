/**
 * Which hours of its measurements a query can need, read from the conditions on `time` that all its rows meet.
 *
 * Arc reads only the files of the hours that the first WHERE in the text of a query seems to be about. A comment in front of
 * the query, of `WHERE time >= '…' AND time < '…' LIMIT`, tells it which these are, whatever follows.
 */
import { nameOf, stringValue, type Token } from '../../base/sql-lexer.ts'
import type { Join, Measurement, Reading, Region } from './reader.ts'

/** An end of a range: microseconds since 1970, or seconds from the time at which the server runs the query. */
interface Bound {
  readonly micros?: number
  readonly fromNow?: number
  /** The token of the literal as Arc's pattern reads it too. */
  readonly literal?: number
}

interface Range {
  low?: Bound
  high?: Bound
}

interface Instant {
  readonly low: Bound
  readonly high: Bound
}

/**
 * The comment that makes Arc read the hours which the query needs, or `undefined` if these are not known or too many.
 *
 * @param latest The instant of the latest row of those measurements whose range has no upper end, in microseconds, if it is
 *   further ahead than Arc looks.
 */
export function rangeComment(
  text: string,
  code: readonly Token[],
  reading: Reading,
  latest: number | undefined,
): string | undefined {
  const openEnd = latest === undefined ? DAY_AHEAD : { micros: latest + 24 * HOUR }
  const range = neededRange(text, code, reading, openEnd)
  if (range?.low === undefined || range.high === undefined) return undefined
  const { low, high } = range
  // The clock of this machine only decides what is worth it: the server reads its own for NOW().
  const span = microsOf(high) - microsOf(low)
  if (span < 0 || span > LONGEST_MICROS / reading.measurements.length || (low.micros ?? 0) < 0) return undefined
  const from = low.micros === undefined ? fromNow(low.fromNow ?? 0) : isoHour(Math.floor(low.micros / HOUR) * HOUR)
  // The server remembers for 60 s which hours a text needs.
  const to =
    high.micros === undefined
      ? fromNow((high.fromNow ?? 0) + 3_600)
      : isoHour((Math.floor(high.micros / HOUR) + 1) * HOUR)
  return `/* WHERE time >= ${from} AND time < ${to} LIMIT */`
}

const microsOf = ({ micros, fromNow: seconds = 0 }: Bound) => micros ?? (Date.now() / 1000 + seconds) * 1e6

/** Whether a comment is one of those that `rangeComment` writes. */
export const RANGE_COMMENT = /^\/\* WHERE time >= [^*;]* LIMIT \*\/$/

/**
 * The literals of comparisons by which Arc would select files. A literal in parentheses is not seen by its patterns.
 *
 * @returns indexes of tokens: literals, and NOW or CURRENT_TIMESTAMP before an INTERVAL.
 */
export function selectingLiterals(code: readonly Token[]): number[] {
  const found: number[] = []
  code.forEach((token, index) => {
    const before = code[index - 1]?.text ?? ''
    const column = code[index - 2]
    if (column?.kind !== 'word' || !/time(?:stamp)?$/.test(column.text)) return
    const isComparison = before === '>=' || before === '>' || before === '<' || before === '<='
    if (token.kind === 'string') {
      if (isComparison || before === 'between') found.push(index)
    } else if (isComparison && (token.text === 'now' || token.text === 'current_timestamp')) {
      const after = token.text === 'now' ? index + 3 : index + 1
      const sign = code[after]?.text
      if ((sign === '-' || sign === '+') && code[after + 1]?.text === 'interval') found.push(index)
    }
  })
  return found
}

/**
 * Whether Arc selects the right files by the text itself: one measurement, one WHERE, and a plain lower and upper bound.
 */
export function isPlainRange(
  text: string,
  code: readonly Token[],
  reading: Reading,
  selecting: readonly number[],
  latest: number | undefined,
): boolean {
  const [measurement] = reading.measurements
  if (measurement === undefined || reading.measurements.length > 1 || !reading.isSure) return false
  const where = measurement.select.where
  if (where === undefined || code.some((token, index) => token.text === 'where' && index !== where.start - 1))
    return false
  const cut = code.findIndex((token) => token.text === 'group' || token.text === 'order' || token.text === 'limit')
  if (cut !== -1 && cut < where.end) return false
  const range = rangeOf(text, code, reading, measurement)
  const bounds = [range.low?.literal, range.high?.literal].filter((each) => each !== undefined)
  const { low, high = latest === undefined ? DAY_AHEAD : undefined } = range
  if (low?.literal === undefined || high === undefined) return false
  // What selects must be a bound, and a bound must be what selects.
  if (![...selecting, ...bounds].every((each) => bounds.includes(each) && selecting.includes(each))) return false
  const span = microsOf(high) - microsOf(low)
  if (span < 0 || span > LONGEST_MICROS || (low.micros ?? 0) < 0) return false
  // Arc reads up to, but without, the hour that begins with the literal.
  if (high.literal !== undefined && high.micros !== undefined) return low.micros !== undefined && high.micros % HOUR > 0
  // With no upper bound that it sees, Arc reads 24 hours ahead, and `time < NOW()` is none that it sees.
  return high.literal === undefined && high.fromNow !== undefined && high.fromNow <= 86_400
}

/** The measurements of a query that is about a time range without an upper end for them. */
export function openEnded(text: string, code: readonly Token[], reading: Reading): readonly Measurement[] {
  if (!reading.isSure) return []
  const ranges = reading.measurements.map((measurement) => rangeOf(text, code, reading, measurement))
  // Without a lower end every file is read anyway.
  if (!ranges.every((range) => range.low)) return []
  return reading.measurements.filter((_, index) => ranges[index]?.high === undefined)
}

/** The range that covers those of all measurements. */
function neededRange(text: string, code: readonly Token[], reading: Reading, openEnd: Bound): Range | undefined {
  if (!reading.isSure || reading.measurements.length === 0) return undefined
  let whole: Range | undefined
  for (const measurement of reading.measurements) {
    const { low, high = openEnd } = rangeOf(text, code, reading, measurement)
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

class Conditions {
  /** `isOfJoin` is what only the rows on the right of a LEFT JOIN meet. */
  readonly bounds: ({ readonly table: string; readonly isOfJoin: boolean } & Range)[] = []
  readonly equals: (readonly [string, string])[] = []
  #only: string | undefined
  readonly #text: string
  readonly #code: readonly Token[]
  readonly #reading: Reading

  constructor(text: string, code: readonly Token[], reading: Reading) {
    this.#text = text
    this.#code = code
    this.#reading = reading
  }

  read(region: Region): void {
    this.#conjunction(region.start, region.end)
  }

  /** The condition of a join; of a LEFT JOIN it holds for the rows of `only`, the table on its right. */
  readOn(region: Region, only: string | undefined): void {
    this.#only = only
    this.#conjunction(region.start, region.end)
    this.#only = undefined
  }

  #word(at: number): string {
    return this.#code[at]?.text ?? ''
  }

  #conjunction(start: number, end: number): void {
    const parts: [number, number][] = []
    let from = start
    let isBetween = false
    for (let at = start; at < end; at++) {
      const word = this.#word(at)
      const partner = this.#reading.partner[at] ?? -1
      if (word === 'or' || word === 'case') return
      if (partner > at) at = partner
      else if (word === 'between') isBetween = true
      else if (word === 'and') {
        if (isBetween) isBetween = false
        else {
          parts.push([from, at])
          from = at + 1
        }
      }
    }
    parts.push([from, end])
    for (const [first, last] of parts) this.#condition(first, last)
  }

  #condition(start: number, end: number): void {
    if (this.#word(start) === '(' && this.#reading.partner[start] === end - 1) {
      this.#conjunction(start + 1, end - 1)
      return
    }
    const left = this.#column(start)
    if (left !== undefined) {
      this.#compare(left.table, this.#word(left.next), left.next + 1, end)
      return
    }
    const instant = this.#instant(start, end)
    const right = instant && this.#column(instant.next + 1)
    if (instant && right?.next === end) this.#add(right.table, MIRRORED.get(this.#word(instant.next)) ?? '', instant)
  }

  #compare(table: string, operator: string, start: number, end: number): void {
    if (operator === 'between') {
      const low = this.#instant(start, end)
      if (low === undefined || this.#word(low.next) !== 'and') return
      const high = this.#instant(low.next + 1, end)
      if (high?.next !== end) return
      this.#add(table, '>=', low)
      this.#add(table, '<=', high)
      return
    }
    const other = operator === '=' ? this.#column(start) : undefined
    if (other?.next === end) {
      this.equals.push([table, other.table])
      return
    }
    const instant = this.#instant(start, end)
    if (instant?.next === end) this.#add(table, operator, instant)
  }

  #add(table: string, operator: string, { low, high }: Instant): void {
    if (this.#only !== undefined && table !== this.#only) return
    const isOfJoin = this.#only !== undefined
    if (operator === '>=' || operator === '>' || operator === '=') this.bounds.push({ table, isOfJoin, low })
    if (operator === '<=' || operator === '=') this.bounds.push({ table, isOfJoin, high })
    // Microseconds are the finest there is.
    if (operator === '<') {
      const before = high.micros === undefined ? high : { ...high, micros: high.micros - 1 }
      this.bounds.push({ table, isOfJoin, high: before })
    }
  }

  /** `time`, `c.time` or `(time)`. */
  #column(start: number): { readonly table: string; readonly next: number } | undefined {
    if (this.#word(start) === '(') {
      const inner = this.#column(start + 1)
      return inner && inner.next === this.#reading.partner[start] ? { ...inner, next: inner.next + 1 } : undefined
    }
    const name = this.#nameAt(start)
    if (name === undefined) return undefined
    if (this.#word(start + 1) !== '.') return name === 'time' ? { table: '', next: start + 1 } : undefined
    return this.#nameAt(start + 2) === 'time' && this.#word(start + 3) !== '.'
      ? { table: name, next: start + 3 }
      : undefined
  }

  #nameAt(at: number): string | undefined {
    const token = this.#code[at]
    return token?.kind === 'word' || token?.kind === 'name' ? nameOf(this.#text, token).toLowerCase() : undefined
  }

  /** An instant that does not depend on the row, with what it can be at the earliest and the latest. */
  #instant(start: number, end: number): (Instant & { readonly next: number }) | undefined {
    let found = this.#plainInstant(start, end)
    while (found && found.next < end && this.#word(found.next) === '::') {
      const type = this.#word(found.next + 1)
      if (!TYPES.has(type) || found.low.micros === undefined || found.high.micros === undefined) return undefined
      const margin = type === 'timestamptz' ? 0 : ZONES
      found = {
        low: { micros: found.low.micros - margin },
        high: { micros: found.high.micros + margin },
        next: found.next + (this.#word(found.next + 2) === 'with' ? 5 : 2),
      }
    }
    while (found && found.next < end && (this.#word(found.next) === '-' || this.#word(found.next) === '+')) {
      const interval = readInterval(this.#text, this.#code, found.next + 1)
      if (interval === undefined) return undefined
      const [least, most] =
        this.#word(found.next) === '-' ? [-interval.most, -interval.least] : [interval.least, interval.most]
      const keepsLiteral = interval.isSeen && found.low.fromNow === 0 && found.high.fromNow === 0
      found = {
        low: shift(found.low, least, keepsLiteral ? start : undefined),
        high: shift(found.high, most, keepsLiteral ? start : undefined),
        next: interval.next,
      }
    }
    return found
  }

  #plainInstant(start: number, end: number): (Instant & { readonly next: number }) | undefined {
    const token = this.#code[start]
    if (token === undefined) return undefined
    if (token.text === '(') {
      const close = this.#reading.partner[start] ?? -1
      const inner = this.#instant(start + 1, close)
      return inner?.next === close ? { low: bare(inner.low), high: bare(inner.high), next: close + 1 } : undefined
    }
    if (token.text === 'now' && this.#word(start + 1) === '(' && this.#word(start + 2) === ')') return nowAt(start + 3)
    if (token.text === 'current_timestamp') return nowAt(start + 1)
    let literal = start
    let mayHaveZone = true
    if (TYPES.has(token.text)) {
      mayHaveZone = token.text === 'timestamptz'
      literal = start + 1
      if (this.#word(literal) === 'with') {
        mayHaveZone = true
        literal += 3
      }
    }
    const value = this.#code[literal]
    if (value === undefined || literal >= end) return undefined
    const written = stringValue(this.#text, value)
    const micros = written === undefined ? undefined : parseInstant(written)
    if (micros === undefined) return undefined
    const isSeen = literal === start && value.kind === 'string' && SEEN.test(written ?? '')
    const margin = micros.hasZone && mayHaveZone ? 0 : ZONES
    const seen = isSeen ? { literal } : {}
    return {
      low: { micros: micros.value - margin, ...seen },
      high: { micros: micros.value + margin, ...seen },
      next: literal + 1,
    }
  }
}

function nowAt(next: number): Instant & { readonly next: number } {
  return { low: { fromNow: 0 }, high: { fromNow: 0 }, next }
}

const bare = ({ micros, fromNow }: Bound): Bound => (micros === undefined ? { fromNow: fromNow ?? 0 } : { micros })

function shift({ micros, fromNow = 0 }: Bound, seconds: number, literal: number | undefined): Bound {
  if (micros !== undefined) return { micros: micros + seconds * 1e6 }
  return literal === undefined ? { fromNow: fromNow + seconds } : { fromNow: fromNow + seconds, literal }
}

const MIRRORED = new Map<string, string>(Object.entries({ '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=' }))
const TYPES = new Set(['timestamp', 'timestamptz', 'date', 'datetime'])
const HOUR = 3_600_000_000
/**
 * The server looks for the files hour by hour, and remembers 10,000 hours and days, of all queries. Beyond that each one
 * costs a search for the oldest: 0.02 s for a year become 6 s for two. To read all files is faster then.
 */
const LONGEST_MICROS = 8_800 * HOUR
/** Where a range without an upper end ends for Arc. */
const DAY_AHEAD: Bound = { fromNow: 86_400 }
/** A time without a zone is in that of the server. */
const ZONES = 16 * HOUR
/** What Arc's own parser takes for an instant. */
const SEEN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/
const INSTANT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(\.\d+)?)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/

function parseInstant(text: string): { readonly value: number; readonly hasZone: boolean } | undefined {
  const [, date, minute = '00:00', second = '00', fraction = '', zone] = INSTANT.exec(text.trim()) ?? []
  if (date === undefined) return undefined
  const millis = Date.parse(`${date}T${minute}:${second}Z`)
  if (Number.isNaN(millis)) return undefined
  const offset = zone === undefined || zone === 'Z' ? 0 : offsetSeconds(zone)
  const value = millis * 1000 - offset * 1e6 + Math.floor(Number(`0${fraction || '.0'}`) * 1e6)
  return { value, hasZone: zone !== undefined }
}

function offsetSeconds(zone: string): number {
  const digits = zone.slice(1).replace(':', '')
  const seconds = Number(digits.slice(0, 2)) * 3_600 + Number(digits.slice(2) || 0) * 60
  return zone.startsWith('-') ? -seconds : seconds
}

const UNITS = new Map<string, readonly [number, number]>(
  Object.entries({
    second: [1, 1],
    minute: [60, 60],
    hour: [3_600, 3_600],
    // A day has 23 to 25 hours where clocks change.
    day: [82_800, 90_000],
    week: [601_200, 608_400],
    month: [28 * 86_400 - 3_600, 31 * 86_400 + 3_600],
    year: [365 * 86_400 - 3_600, 366 * 86_400 + 3_600],
  }),
)
const UNIT_NAMES = new Map<string, string>(
  Object.entries({
    s: 'second',
    sec: 'second',
    m: 'minute',
    min: 'minute',
    h: 'hour',
    d: 'day',
    w: 'week',
    mon: 'month',
    y: 'year',
  }),
)

/** `INTERVAL '1 hour'`, `INTERVAL 1 HOUR` or `INTERVAL '1' HOUR`, in seconds. */
function readInterval(
  text: string,
  code: readonly Token[],
  start: number,
): { readonly least: number; readonly most: number; readonly isSeen: boolean; readonly next: number } | undefined {
  const amount = code[start + 1]
  if (code[start]?.text !== 'interval' || amount === undefined) return undefined
  const isText = amount.kind === 'string'
  const source = isText ? (stringValue(text, amount) ?? '') : text.slice(amount.start, amount.end)
  const unitToken = code[start + 2]?.text ?? ''
  const hasUnit = UNITS.has(singular(unitToken))
  const [, digits, written = ''] = /^\s*(\d{1,9})\s*([a-z]*)\s*$/i.exec(source) ?? []
  const unit = singular(hasUnit ? unitToken : written.toLowerCase())
  const size = UNITS.get(UNIT_NAMES.get(unit) ?? unit)
  if (digits === undefined || size === undefined || (hasUnit && written !== '')) return undefined
  const count = Number(digits)
  const isSeen = isText && !hasUnit && (unit === 'second' || unit === 'minute' || unit === 'hour')
  return { least: count * size[0], most: count * size[1], isSeen, next: hasUnit ? start + 3 : start + 2 }
}

const singular = (unit: string) => unit.replace(/s$/, '') || unit

function isoHour(micros: number): string {
  return `'${new Date(micros / 1000).toISOString().replace('.000', '')}'`
}

function fromNow(seconds: number): string {
  const sign = seconds < 0 ? '-' : '+'
  return `NOW() ${sign} INTERVAL '${Math.abs(Math.round(seconds))} seconds'`
}
