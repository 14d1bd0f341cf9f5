/**
 * Reads the structure of a query from its tokens: which names stand for measurements, what each WHERE and ON is about, and
 * what WITH defines. It knows no grammar of expressions. What it does not recognise makes the reading unsure, and then
 * nothing is concluded from it that narrows a query.
 */
import { nameOf, type Token } from '../../base/sql-lexer.ts'
import { words } from './query.ts'
import { type Join, type Measurement, Reading, type Select } from './structure.ts'

/** @param code The tokens of `text` without comments; the query begins at `start`. */
export function readQuery(text: string, code: readonly Token[], start: number): Reading {
  return new Reader(text, code).read(start)
}

class Reader {
  readonly #reading: Reading
  readonly #partner: Int32Array
  readonly #text: string
  readonly #code: readonly Token[]
  #names: ReadonlySet<string> = new Set()

  constructor(text: string, code: readonly Token[]) {
    this.#text = text
    this.#code = code
    this.#reading = new Reading(code)
    this.#partner = this.#reading.partner
  }

  read(start: number): Reading {
    if (this.#partner.includes(-2)) this.#reading.isSure = false
    else this.#query(start, this.#code.length)
    return this.#reading
  }

  #word(index: number): string {
    // Behind a dot every word is a name.
    return this.#code[index - 1]?.text === '.' ? '' : (this.#code[index]?.text ?? '')
  }

  #name(index: number): string | undefined {
    const token = this.#code[index]
    return token?.kind === 'word' || token?.kind === 'name' ? nameOf(this.#text, token) : undefined
  }

  /** `[WITH …] SELECT … [UNION SELECT …]`, also with FROM first, VALUES and TABLE. */
  #query(start: number, end: number): void {
    const outer = this.#names
    let at = this.#word(start) === 'with' ? this.#with(start, end) : start
    let select = this.#newSelect()
    while (at < end) {
      switch (this.#word(at)) {
        case '(':
        case '[':
        case '{':
          at = this.#group(at)
          break
        case 'from':
          at = this.#isOperator(at) ? at + 1 : this.#tables(at + 1, end, select, true)
          break
        case 'where':
          at = this.#where(at, end, select)
          break
        case 'union':
        case 'except':
        case 'intersect':
          select = this.#newSelect()
          at++
          break
        case 'table':
        case 'pivot':
        case 'unpivot':
          at = this.#isAtStart(at, start) ? this.#target(at + 1, end, select) : at + 1
          break
        default:
          at++
      }
    }
    this.#names = outer
  }

  #newSelect(): Select {
    this.#reading.selects++
    return { measurements: [], joins: [], sources: 0 }
  }

  #isAtStart(at: number, start: number): boolean {
    return at === start || ['union', 'all', 'except', 'intersect', ')'].includes(this.#word(at - 1))
  }

  /** The name behind TABLE or PIVOT, which Arc does not look at. */
  #target(at: number, end: number, select: Select): number {
    if (this.#name(at) === undefined) return at
    this.#reading.isSure = false
    return this.#table(at, end, select, false, 'outer')
  }

  /** Sub-queries in parentheses, here or deeper. */
  #group(open: number): number {
    const close = this.#partner[open] ?? -1
    if (this.#word(open) === '(' && this.#startsQuery(open)) this.#query(open + 1, close)
    else this.#expression(open + 1, close)
    return close + 1
  }

  #startsQuery(open: number): boolean {
    const first = this.#word(open + 1)
    if (first === '(')
      return this.#startsQuery(open + 1) && AFTER_QUERY.has(this.#word((this.#partner[open + 1] ?? -1) + 1))
    return STARTS_QUERY.has(first) && !(first === 'from' && this.#word(open - 1) === 'trim')
  }

  #expression(start: number, end: number): void {
    for (let at = start; at < end; ) {
      const word = this.#word(at)
      if (word === 'from') this.#isOperator(at)
      at = word === '(' || word === '[' || word === '{' ? this.#group(at) : at + 1
    }
  }

  #isOperator(from: number): boolean {
    if (this.#word(from - 1) !== 'distinct') return false
    const is = this.#word(from - 2) === 'not' ? from - 3 : from - 2
    if (this.#word(is) !== 'is') return false
    this.#reading.operatorFroms.push(from)
    return true
  }

  #with(at: number, end: number): number {
    this.#reading.withs.push(at)
    const isRecursive = this.#word(at + 1) === 'recursive'
    let next = isRecursive ? at + 2 : at + 1
    while (next < end) {
      const token = next
      const name = this.#name(next++)
      const columns = this.#word(next) === '(' ? next : undefined
      if (columns !== undefined) next = (this.#partner[next] ?? -1) + 1
      const hasKey = this.#word(next) === 'using'
      // `USING KEY (…)`
      if (hasKey) next = this.#word(next + 2) === '(' ? (this.#partner[next + 2] ?? -1) + 1 : next + 2
      const as = next
      if (this.#word(next + 1) === 'not') next++
      if (this.#word(next + 1) === 'materialized') next++
      if (name === undefined || this.#word(as) !== 'as' || this.#word(next + 1) !== '(') {
        this.#reading.isSure = false
        return at + 1
      }
      const isPlain = this.#code[token]?.kind === 'word' && /^\w+$/.test(name) && next === as && !hasKey
      this.#reading.withNames.push({ token, name, isPlain })
      const lower = name.toLowerCase()
      const defined = new Set(this.#names).add(lower)
      if (isRecursive) this.#names = defined
      next = this.#group(next + 1)
      this.#names = defined
      if (this.#word(next) !== ',') return next
      next++
    }
    return next
  }

  #where(at: number, end: number, select: Select): number {
    let next = at + 1
    while (next < end && !ENDS_CLAUSE.has(this.#word(next))) next = this.#skip(next)
    if (select.where !== undefined) this.#reading.isSure = false
    select.where = { start: at + 1, end: next }
    this.#expression(at + 1, next)
    return next
  }

  /** Behind a token, or behind the group that it opens. */
  #skip(at: number): number {
    const close = this.#partner[at] ?? -1
    return close > at ? close + 1 : at + 1
  }

  #tables(start: number, end: number, select: Select, isFirst: boolean): number {
    let at = this.#table(start, end, select, isFirst, 'inner')
    while (at < end) {
      const word = this.#word(at)
      if (word === ',') at = this.#table(at + 1, end, select, false, 'inner')
      else if (JOIN_WORDS.has(word)) at = this.#join(at, end, select)
      else if (word === 'on') at = this.#on(at, end, select)
      else if (word === 'using' && this.#word(at + 1) === '(') at = this.#using(at, select)
      else break
    }
    return at
  }

  #join(start: number, end: number, select: Select): number {
    let at = start
    let kind: Join['kind'] = 'inner'
    let sharesTime = false
    while (at < end && this.#word(at) !== 'join') {
      const word = this.#word(at++)
      if (word === 'natural') sharesTime = true
      else if (word === 'asof') kind = 'nearest'
      else if (word === 'positional') this.#reading.isSure = false
      else if (word === 'left' && kind === 'inner') kind = 'left'
      else if (word === 'right' || word === 'full' || word === 'semi' || word === 'anti')
        kind = kind === 'nearest' ? kind : 'outer'
      if (!JOIN_WORDS.has(word)) {
        this.#reading.isSure = false
        return at
      }
    }
    const next = this.#table(at + 1, end, select, true, kind)
    if (sharesTime) Object.assign(select.joins.at(-1) ?? {}, { sharesTime })
    return next
  }

  #on(at: number, end: number, select: Select): number {
    let next = at + 1
    while (next < end && !ENDS_CLAUSE.has(this.#word(next)) && !this.#endsOn(next)) next = this.#skip(next)
    this.#expression(at + 1, next)
    const join = select.joins.at(-1)
    if (join) join.on = { start: at + 1, end: next }
    return next
  }

  // `left(a, 1)` is a function.
  #endsOn(at: number): boolean {
    const word = this.#word(at)
    return word === ',' || (JOIN_WORDS.has(word) && this.#word(at + 1) !== '(')
  }

  #using(at: number, select: Select): number {
    const close = this.#partner[at + 1] ?? -1
    const join = select.joins.at(-1)
    for (let index = at + 2; join && index < close; index++)
      if (this.#name(index)?.toLowerCase() === 'time') join.sharesTime = true
    return close + 1
  }

  #table(start: number, end: number, select: Select, followsKeyword: boolean, kind: Join['kind']): number {
    if (start === end || ENDS_CLAUSE.has(this.#word(start))) return start // behind the last comma
    const first = this.#word(start) === 'lateral' ? start + 1 : start
    let at = first
    select.sources++
    if (this.#word(at) === '(') {
      const close = this.#partner[at] ?? -1
      const wrapped = this.#wrapped(at, close)
      if (wrapped !== undefined) {
        const { name, renamesColumns, next } = this.#alias(close + 1, end)
        this.#add({ ...wrapped, alias: name ?? '', renamesColumns, select }, kind)
        return next
      }
      if (this.#startsQuery(at)) this.#query(at + 1, close)
      else if (this.#tables(at + 1, close, select, false) !== close) this.#reading.isSure = false
      select.joins.push({ kind, table: undefined })
      return this.#alias(close + 1, end).next
    }
    if (this.#name(at) === undefined) {
      this.#reading.tableLiterals.add(at)
      select.joins.push({ kind, table: undefined })
      return this.#alias(at + 1, end).next
    }
    const { parts, next: afterName } = this.#chain(at, end)
    at = afterName
    if (this.#word(at) === '(') {
      this.#reading.tableLiterals.add(first)
      this.#expression(at + 1, this.#partner[at] ?? -1)
      select.joins.push({ kind, table: undefined })
      return this.#alias((this.#partner[at] ?? -1) + 1, end).next
    }
    const { name, renamesColumns, next } = this.#alias(at, end)
    const own = parts.at(-1)?.toLowerCase() ?? ''
    if (parts.length === 1 && this.#names.has(own)) {
      this.#reading.withReferences.add(own)
      select.joins.push({ kind, table: undefined })
      return next
    }
    this.#add({ first, last: at - 1, parts, followsKeyword, alias: name, renamesColumns, select }, kind)
    return next
  }

  #add(measurement: Measurement, kind: Join['kind']): void {
    const { alias, first, last, parts, select } = measurement
    this.#reading.measurements.push(measurement)
    for (let at = first; at <= last; at++) this.#reading.measurementTokens.add(at)
    select.measurements.push(measurement)
    select.joins.push({ kind, table: alias?.toLowerCase() ?? parts.at(-1)?.toLowerCase() })
  }

  /** The measurement of `(FROM cpu)`. */
  #wrapped(open: number, close: number) {
    if (this.#word(open + 1) !== 'from' || this.#name(open + 2) === undefined) return undefined
    const { parts, next } = this.#chain(open + 2, close)
    if (next !== close || (parts.length === 1 && this.#names.has(parts[0]?.toLowerCase() ?? ''))) return undefined
    return { first: open + 2, last: close - 1, parts, followsKeyword: true }
  }

  #chain(start: number, end: number): { readonly parts: string[]; readonly next: number } {
    const parts = [this.#name(start) ?? '']
    let at = start + 1
    while (at + 1 < end && (this.#word(at) === '.' || this.#isHyphen(at)) && this.#isPart(at + 1)) {
      if (this.#word(at) === '-') parts.push(`${parts.pop()}-${this.#textOf(at + 1)}`)
      else parts.push(this.#textOf(at + 1))
      at += 2
    }
    return { parts, next: at }
  }

  #isPart(at: number): boolean {
    return this.#name(at) !== undefined || (this.#word(at - 1) === '-' && this.#code[at]?.kind === 'number')
  }

  // `my-db.cpu` without quotes is no SQL, and means but one thing.
  #isHyphen(at: number): boolean {
    return this.#word(at) === '-' && this.#code[at]?.end === this.#code[at + 1]?.start
  }

  #textOf(at: number): string {
    const token = this.#code[at]
    return token === undefined ? '' : nameOf(this.#text, token)
  }

  #alias(start: number, end: number): { name: string | undefined; renamesColumns: boolean; next: number } {
    let at = start
    let name: string | undefined
    let renamesColumns = false
    if (at < end && this.#word(at) === 'as') {
      name = this.#textOf(at + 1)
      at += 2
    } else if (at < end && this.#name(at) !== undefined && !AFTER_TABLE.some((each) => each.has(this.#word(at)))) {
      name = this.#name(at)
      at++
    }
    if (name !== undefined && this.#word(at) === '(' && at < end) {
      renamesColumns = true
      at = (this.#partner[at] ?? -1) + 1
    }
    if (this.#word(at) === 'with' && this.#word(at + 1) === 'ordinality') at += 2
    if (at < end && (this.#word(at) === 'pivot' || this.#word(at) === 'unpivot')) {
      this.#reading.isSure = false
      while (at < end && this.#word(at) !== '(') at++
      return at < end ? this.#alias((this.#partner[at] ?? at) + 1, end) : { name, renamesColumns, next: end }
    }
    if (at < end && this.#word(at) === 'tablesample') {
      while (at < end && !ENDS_CLAUSE.has(this.#word(at)) && !JOIN_WORDS.has(this.#word(at)) && this.#word(at) !== ',')
        at = this.#skip(at)
    }
    return { name, renamesColumns, next: at }
  }
}

const STARTS_QUERY = words('select with from values table pivot unpivot describe summarize')
const AFTER_QUERY = words(') union except intersect order limit offset')
const JOIN_WORDS = words('join left right full inner outer cross natural semi anti asof positional')
const ENDS_CLAUSE = words('where group having order limit offset window qualify union except intersect select fetch ;')
const NO_ALIAS = words('on using tablesample pivot unpivot for as with when lateral')
const AFTER_TABLE = [NO_ALIAS, JOIN_WORDS, ENDS_CLAUSE]
