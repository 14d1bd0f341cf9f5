/** The bounds of `time` in a WHERE or ON: in the parts of its conjunction, as far as they are plain. */
import { lowerName, stringValue, type Token } from '../../base/sql-lexer.ts'
import { parseInstant, readInterval } from './instants.ts'
import type { Reading, Region } from './structure.ts'

/** An end of a range: microseconds since 1970, or seconds from the time at which the server runs the query. */
export interface Bound {
  readonly micros?: number
  readonly fromNow?: number
  /** The token of the literal as Arc's pattern reads it too. */
  readonly literal?: number
}

export interface Range {
  low?: Bound
  high?: Bound
}

interface Instant {
  readonly low: Bound
  readonly high: Bound
}

export class Conditions {
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
    const name = lowerName(this.#text, this.#code[start])
    if (name === undefined) return undefined
    if (this.#word(start + 1) !== '.') return name === 'time' ? { table: '', next: start + 1 } : undefined
    return lowerName(this.#text, this.#code[start + 2]) === 'time' && this.#word(start + 3) !== '.'
      ? { table: name, next: start + 3 }
      : undefined
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
/** A time without a zone is in that of the server. */
const ZONES = 16 * 3_600_000_000
/** What Arc's own parser takes for an instant. */
const SEEN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/
