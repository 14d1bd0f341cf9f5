/**
 * What Arc misreads in a query, and the equivalent that it reads right: one small function for each trap. Every one only
 * looks at the text as the user wrote it, and none changes what DuckDB understands.
 *
 * All of them are for v26.09.1; docs/sql-traps.md has a section for each, and docs/wire-notes.md#sql-traps the facts.
 */

import { nameOf, type Token, WIDE_SPACE } from '../../base/sql-lexer.ts'
import { ArcValidationError } from '../../errors.ts'
import { saferLiteral } from './literals.ts'
import { comparedColumns } from './numbers.ts'
import type { Measurement, Reading } from './reader.ts'
import { isPlainRange, RANGE_COMMENT, rangeComment, selectingLiterals } from './time-range.ts'

/** A query as the rules see it. `code` is its tokens without comments. */
export interface Query {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly code: readonly Token[]
  readonly reading: Reading
  /** What goes into the database header; `undefined` for none. */
  readonly database: string | undefined
  readonly fresh: boolean
  /** See `rangeComment`. */
  readonly latest: number | undefined
}

/** The text from `start` to `end` is replaced. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

export interface Rule {
  /** The anchor of its section in docs/sql-traps.md. */
  readonly name: string
  readonly why: string
  readonly edits: (query: Query) => Edit[]
}

const insert = (at: number, text: string): Edit => ({ start: at, end: at, text })
const around = ({ start }: Token, { end }: Token): Edit[] => [insert(start, '('), insert(end, ')')]

/** A comment that Arc would look into is left out. */
function comments({ text, tokens }: Query): Edit[] {
  return tokens.flatMap((token, index) => {
    if (token.kind !== 'comment') return []
    const source = text.slice(token.start, token.end)
    // The one of `timeRange` is looked at there.
    if (index === 0 && RANGE_COMMENT.test(source)) return []
    const isOdd = source.startsWith('--') && text[token.end] === '\r' && text[token.end + 1] !== '\n'
    const isNested = source.indexOf('/*', 2) !== -1
    const isReached = /['"`$;]|where|time|_|from|join|with|like/i.test(source)
    return isOdd || isNested || isReached ? [{ start: token.start, end: token.end, text: ' ' }] : []
  })
}

function literals({ text, code }: Query): Edit[] {
  return code.flatMap((token) => {
    const safer = token.text === '' && token.kind !== 'name' ? saferLiteral(text, token) : undefined
    return safer === undefined ? [] : [{ start: token.start, end: token.end, text: safer }]
  })
}

function spaces({ text, tokens }: Query): Edit[] {
  if (!WIDE_SPACE.test(text)) return []
  const edits: Edit[] = []
  let at = 0
  for (const { start, end } of [...tokens, { start: text.length, end: text.length }]) {
    for (; at < start; at++) if (WIDE_SPACE.test(text.charAt(at))) edits.push({ start: at, end: at + 1, text: ' ' })
    at = end
  }
  return edits
}

/** Measurements are found right behind FROM and JOIN only, by a bare or quoted name, and lose their name. */
function measurements(query: Query): Edit[] {
  const { measurements: all } = query.reading
  if (all.length === 0) return []
  const mentioned = mentionedNames(query)
  return [...all.flatMap((measurement) => measurementEdits(query, measurement, mentioned)), ...qualifiers(query)]
}

function measurementEdits(query: Query, measurement: Measurement, mentioned: ReadonlySet<string>): Edit[] {
  const { text, code, database } = query
  const first = code[measurement.first]
  const last = code[measurement.last]
  if (first === undefined || last === undefined) return []
  const [schema = ''] = measurement.parts
  if (measurement.parts.length === 2 && /^(?:information_schema|pg_catalog)$/i.test(schema)) {
    throw new ArcValidationError(
      `Arc takes ${measurement.parts.join('.')} for a measurement, which is empty; use SHOW TABLES, or DESCRIBE SELECT * FROM a measurement`,
    )
  }
  const parts = ownParts(measurement, database)
  const written = text.slice(first.start, last.end)
  const isAsWritten =
    parts === measurement.parts &&
    !parts.some((part) => FORBIDDEN.has(part.toLowerCase())) &&
    /^(?:\w+|"[^"]*")(?:\.(?:\w+|"[^"]*"))*$/.test(written)
  const name = isAsWritten ? written : parts.map(quoteIfNeeded).join('.')
  const own = parts.at(-1) ?? ''
  const needsAlias =
    measurement.alias === undefined &&
    (!measurement.followsKeyword || measurement.select.sources > 1 || mentioned.has(own.toLowerCase()))
  const alias = needsAlias ? ` AS ${quoteIfNeeded(own)}` : ''
  if (!measurement.followsKeyword) {
    // `TABLE cpu` becomes `FROM cpu` (see `statements`).
    if (code[measurement.first - 1]?.text === 'table') return []
    return [{ start: first.start, end: last.end, text: `(FROM ${name})${alias}` }]
  }
  const edits: Edit[] = []
  if (name !== written) edits.push({ start: first.start, end: last.end, text: name })
  if (alias !== '') edits.push(insert(last.end, alias))
  return edits
}

/** Without the database that the header names already. */
const ownParts = ({ parts }: Measurement, database: string | undefined) =>
  parts.length === 2 && parts[0] === database ? parts.slice(1) : parts

/** What a measurement is called in the text that is sent. */
export function ownName(measurement: Measurement, database: string | undefined) {
  const parts = ownParts(measurement, database)
  return { database: parts.at(-2), measurement: parts.at(-1) ?? '', name: parts.map(quoteIfNeeded).join('.') }
}

/** `db.cpu.host` is `cpu.host`, since the alias has no database. */
function qualifiers({ text, code, reading }: Query): Edit[] {
  const qualified = new Set(
    reading.measurements
      .filter(({ parts, alias }) => parts.length === 2 && alias === undefined)
      .map(({ parts }) => parts.join('.').toLowerCase()),
  )
  if (qualified.size === 0) return []
  return code.flatMap((token, index) => {
    const table = code[index + 2]
    if (table === undefined || code[index + 1]?.text !== '.' || code[index + 3]?.text !== '.') return []
    if (code[index - 1]?.text === '.' || reading.measurementTokens.has(index)) return []
    const name = `${lowerName(text, token)}.${lowerName(text, table)}`
    return qualified.has(name) ? [{ start: token.start, end: table.start, text: '' }] : []
  })
}

/** The names in a query that may be those of its measurements. */
function mentionedNames({ text, code, reading }: Query): ReadonlySet<string> {
  const names = new Set<string>()
  code.forEach((token, index) => {
    if (token.kind !== 'word' && token.kind !== 'name') return
    if (code[index - 1]?.text === 'as' || reading.measurementTokens.has(index)) return
    names.add(lowerName(text, token) ?? '')
  })
  return names
}

function lowerName(text: string, token: Token | undefined): string | undefined {
  if (token?.kind === 'word') return token.text
  return token?.kind === 'name' ? nameOf(text, token).toLowerCase() : undefined
}

const quoteIfNeeded = (name: string) =>
  /^[A-Za-z_]\w*$/.test(name) && !RESERVED.has(name.toLowerCase()) && !FORBIDDEN.has(name.toLowerCase())
    ? name
    : quote(name)
const quote = (name: string) => `"${name.replaceAll('"', '""')}"`

const RESERVED = new Set(
  'all and any array as asc asymmetric both case cast check collate column constraint create default deferrable desc describe distinct do else end except false fetch for foreign from grant group having in initially intersect into lambda lateral leading limit not null offset on only or order pivot placing primary qualify references returning select show some summarize symmetric table then to trailing true union unique unpivot using variadic when where window with'.split(
    ' ',
  ),
)

/** Bare words that Arc refuses anywhere, be they keywords or names, and names in back-ticks, which are no SQL. */
function forbiddenWords({ text, code }: Query): Edit[] {
  return code.flatMap((token, index) => {
    if (token.kind === 'name' && text[token.start] === '`')
      return [{ start: token.start, end: token.end, text: quote(nameOf(text, token)) }]
    const isForbidden = FORBIDDEN.has(token.text) || (token.text === 'delete' && code[index + 1]?.text === 'from')
    if (!isForbidden || token.kind !== 'word' || index === 0) return []
    return [{ start: token.start, end: token.end, text: `"${text.slice(token.start, token.end)}"` }]
  })
}

const FORBIDDEN = new Set('attach detach copy pragma set reset load install call drop secret'.split(' '))

/** The names of WITH have to be found by Arc's pattern, or they are taken for measurements. */
function withNames({ text, code, reading }: Query): Edit[] {
  const edits = reading.withs.flatMap((index) => {
    const end = code[index]?.end ?? 0
    return text[end] === ' ' ? [] : [insert(end, ' ')]
  })
  const seen = new Set(reading.withNames.filter(({ isPlain }) => isPlain).map(({ name }) => name.toLowerCase()))
  const missed = [...reading.withReferences].filter((name) => !seen.has(name))
  const [first] = reading.withs
  if (missed.length === 0 || first === undefined) return edits
  const strange = missed.find((name) => !/^[a-z_]\w*$/.test(name))
  if (strange !== undefined) {
    throw new ArcValidationError(
      `Arc does not find the name "${strange}" of a WITH; use ASCII letters, digits and _ in it`,
    )
  }
  // A WITH inside of a WITH that nobody uses: Arc's pattern sees the names, and to DuckDB they mean nothing.
  const at = code[code[first + 1]?.text === 'recursive' ? first + 1 : first]?.end ?? 0
  const names = missed.map((name) => `${name} AS (SELECT 1)`).join(', ')
  return [...edits, insert(at, ` names_of_with AS (WITH ${names} SELECT 1),`)]
}

/** What follows FROM in `IS DISTINCT FROM` is taken for a measurement. */
function distinctFrom({ code, reading }: Query): Edit[] {
  return reading.operatorFroms.flatMap((from) => {
    const first = code[from + 1]
    const last = code[operandEnd(code, reading, from + 1)]
    if (first === undefined || last === undefined || first.kind === 'operator') return []
    return around(first, last)
  })
}

/** The last token of the operand that begins at `start`: a literal, a column, a call, CASE … END. */
function operandEnd(code: readonly Token[], { partner }: Reading, start: number): number {
  const word = (at: number) => code[at]?.text ?? ''
  let at = start
  if (word(at) === 'case') {
    for (let depth = 0; at < code.length; at++) {
      if (word(at) === 'case') depth++
      else if (word(at) === 'end' && --depth === 0) return at
    }
    return start
  }
  if (code[at]?.kind !== 'word' && code[at]?.kind !== 'name') return at
  if (word(at) === 'interval' && code[at + 1]?.kind === 'number') return at + 2
  if (code[at + 1]?.kind === 'string') return at + 1
  for (;;) {
    if (word(at + 1) === '.') at += 2
    else if (word(at + 1) === '(') at = partner[at + 1] ?? at
    else if (word(at) === ')' && /^(?:filter|over|within|ignore|respect)$/.test(word(at + 1)))
      at += /^[ir]/.test(word(at + 1)) || word(at + 2) !== '(' ? 2 : 1
    else return at
  }
}

/** Literals and odd names that Arc believes to stand where a table does. */
function tablePositions({ text, code, reading }: Query): Edit[] {
  const edits: Edit[] = []
  const strings = new TableScanner()
  const names = new TableScanner()
  code.forEach((token, index) => {
    const isTable = reading.tableLiterals.has(index) || reading.measurementTokens.has(index)
    if (token.kind === 'string' || token.kind === 'escape' || token.kind === 'dollar') {
      if (strings.placeholder() && !isTable) edits.push(...around(token, token))
      names.placeholder()
    } else if (token.kind === 'name') {
      const name = nameOf(text, token)
      if (names.placeholder() && !isTable && !/^[A-Za-z_][\w-]*$/.test(name)) edits.push(...around(token, token))
      for (const word of name.toLowerCase().match(/[a-z_]\w*|[(),]/g) ?? []) strings.word(word)
    } else if (token.kind === 'word' || /^[(),]$/.test(token.text)) {
      strings.word(token.text)
      names.word(token.text)
    }
  })
  return edits
}

/** Finds what stands where a table does as Arc does: behind FROM, JOIN, or a comma in an open FROM. */
class TableScanner {
  readonly #open = [false]
  #depth = 0
  #isTable = false

  placeholder(): boolean {
    const isTable = this.#isTable
    this.#isTable = false
    return isTable
  }

  word(word: string): void {
    this.#isTable = false
    if (word === '(') this.#open[++this.#depth] = false
    else if (word === ')') {
      if (this.#depth > 0) this.#open[this.#depth--] = false
    } else if (word === ',') this.#isTable = this.#open[this.#depth] ?? false
    else if (word === 'from' || word === 'join') {
      this.#open[this.#depth] = true
      this.#isTable = true
    } else if (ENDS_FROM.has(word)) this.#open[this.#depth] = false
  }
}

const ENDS_FROM = new Set(
  'where group having order limit offset window qualify union except intersect fetch for'.split(' '),
)

/** Calls that Arc replaces by arithmetic of its own, unless an argument has parentheses. */
function calls({ text, code, reading }: Query): Edit[] {
  return code.flatMap((token, index) => {
    const pattern = token.kind === 'word' ? REPLACED_CALLS.get(token.text) : undefined
    const close = reading.partner[index + 1] ?? -1
    if (pattern === undefined || code[index + 1]?.text !== '(' || close < 0) return []
    const commas = commasOf(code, reading, index + 2, close)
    const [comma] = commas
    if (comma === undefined) return []
    const isRegexp = token.text.startsWith('regexp')
    const [start, end] = isRegexp ? [index + 2, comma] : [comma + 1, commas[1] ?? close]
    const [first, last] = [code[start], code[end - 1]]
    const constant = text.slice(
      code[isRegexp ? comma : index + 1]?.end ?? 0,
      code[(isRegexp ? commas[1] : comma) ?? close]?.start,
    )
    if (first === undefined || last === undefined || end <= start || !pattern.test(constant)) return []
    return text.slice(first.start, last.end).includes('(') ? [] : around(first, last)
  })
}

const REPLACED_CALLS = new Map<string, RegExp>(
  Object.entries({
    time_bucket: /^\s*(?:interval\s*)?'\d+\s*(?:second|minute|hour|day|week)s?'\s*$/i,
    date_trunc: /^\s*'(?:second|minute|hour|day|week)'\s*$/i,
    regexp_replace: /https[\s\S]*\[\^\\?\/\]|\[\^\\?\/\][\s\S]*https/i,
    regexp_extract: /https[\s\S]*\[\^\\?\/\]|\[\^\\?\/\][\s\S]*https/i,
  }),
)

function commasOf(code: readonly Token[], { partner }: Reading, start: number, end: number): number[] {
  const commas: number[] = []
  for (let at = start; at < end; at++) {
    if (code[at]?.text === ',') commas.push(at)
    else if ((partner[at] ?? -1) > at) at = partner[at] ?? at
  }
  return commas
}

/** `AND c <> ''` is moved to the front of a WHERE with LIKE, past an OR. */
function emptyTexts({ text, code }: Query): Edit[] {
  if (!/like/i.test(text) || !/where/i.test(text)) return []
  return code.flatMap((token, index) =>
    token.kind === 'string' && code[index - 1]?.text === '<>' && text.startsWith("''", token.start)
      ? around(token, token)
      : [],
  )
}

/** DuckDB decides a comparison for NaN as for the other values of a file. */
function numbers({ code, reading }: Query): Edit[] {
  return comparedColumns(code, reading.partner).flatMap(([first, last]) => {
    const [start, end] = [code[first]?.start ?? 0, code[last]?.end ?? 0]
    return [insert(start, 'least('), insert(end, ')')]
  })
}

/** A time range selects files only where it is that of the whole query, and then exactly those. */
function timeRange({ text, tokens, code, reading, fresh, latest }: Query): Edit[] {
  const [first] = tokens
  const present =
    first?.kind === 'comment' && RANGE_COMMENT.test(text.slice(first.start, first.end)) ? first : undefined
  const selecting = selectingLiterals(code)
  const isPlain = !fresh && present === undefined && isPlainRange(text, code, reading, selecting, latest)
  if (isPlain) return []
  const edits = selecting.flatMap((index) => {
    const token = code[index]
    const last = code[token?.text === 'now' ? index + 2 : index]
    return token && last ? around(token, last) : []
  })
  const comment = fresh ? undefined : rangeComment(text, code, reading, latest)
  if (present !== undefined && text.slice(present.start, present.end) !== comment)
    edits.push({ start: present.start, end: present.end, text: comment ?? ' ' })
  else if (present === undefined && comment !== undefined) edits.push(insert(0, `${comment} `))
  return edits
}

/** With a database header and no quotes, Arc takes the first "from " for the only FROM, and a function for a measurement. */
function shortcut({ text, code, reading, database }: Query): Edit[] {
  if (database === undefined || /['"$]|--|\/\*/.test(text)) return []
  const at = text.toLowerCase().indexOf('from ')
  if (at === -1) return []
  const [measurement] = reading.measurements
  const isRead =
    measurement &&
    code[measurement.first - 1]?.start === at &&
    reading.measurements.length === 1 &&
    reading.selects === 1
  return isRead && measurement.select.sources === 1 ? [] : [insert(0, '/* */ ')]
}

/** Statements that name a measurement without FROM. */
function statements({ text, code, reading }: Query): Edit[] {
  const edits = code.flatMap((token, index) => {
    return token.text === 'table' && reading.measurementTokens.has(index + 1)
      ? [{ start: token.start, end: token.end, text: 'FROM' }]
      : []
  })
  const [first, second, third] = code
  const isOne = code.length === 2 || (code.length === 3 && third?.text === ';')
  if (!isOne || first === undefined || second === undefined || !/^(?:describe|desc|summarize|show)$/.test(first.text))
    return edits
  if (first.text === 'show' && /^(?:tables|databases|measurements|all|schemas)$/.test(second.text)) return edits
  const name = lowerName(text, second)
  return name === undefined || name === 'select'
    ? edits
    : [
        {
          start: first.start,
          end: second.start,
          text: `${first.text === 'summarize' ? 'SUMMARIZE' : 'DESCRIBE'} SELECT * FROM `,
        },
      ]
}

/** Names in quotes that Arc would misread, and for which there is no other form. */
export function checkNames({ text, code }: Query): void {
  for (const token of code) {
    if (token.kind !== 'name' && token.kind !== 'word') continue
    const name = nameOf(text, token)
    if (token.kind === 'word' && !name.includes('_')) continue
    const reason = /\\$/.test(name)
      ? 'ends in a backslash, which Arc takes for an escaped quote'
      : /__(?:STR|IDENT|FROM_MASK)_/.test(name)
        ? "looks like Arc's own placeholders, which it would replace"
        : /read_parquet/i.test(name)
          ? 'holds "read_parquet", which stops Arc from finding any measurement'
          : /(?:date_trunc|time_bucket)\s*\([^()]*\)/i.test(name)
            ? 'is a call that Arc rewrites even inside quotes'
            : undefined
    if (reason === undefined) continue
    throw new ArcValidationError(
      `the name ${text.slice(token.start, token.end)} in the SQL ${reason}; give it an alias, or another name`,
    )
  }
}

export const rules: readonly Rule[] = [
  { name: 'comments', why: 'Arc finds literals and conditions in comments', edits: comments },
  { name: 'literals', why: 'Arc reaches into this literal', edits: literals },
  { name: 'spaces', why: 'Arc knows no other white space than that of ASCII', edits: spaces },
  { name: 'statements', why: 'Arc finds measurements behind FROM and JOIN only', edits: statements },
  {
    name: 'measurements',
    why: 'Arc finds measurements right behind FROM and JOIN only, and they lose their names',
    edits: measurements,
  },
  { name: 'forbidden-words', why: 'Arc refuses this word anywhere without quotes', edits: forbiddenWords },
  { name: 'names-of-with', why: 'Arc would take a name of WITH for a measurement', edits: withNames },
  { name: 'is-distinct-from', why: 'Arc takes what follows FROM for a measurement', edits: distinctFrom },
  {
    name: 'table-positions',
    why: 'Arc believes this to stand where a table does, and refuses it',
    edits: tablePositions,
  },
  { name: 'time-buckets', why: 'Arc replaces this call by arithmetic that is not the same', edits: calls },
  { name: 'empty-texts', why: 'Arc moves a comparison with the empty text past an OR', edits: emptyTexts },
  { name: 'nan', why: "the bounds of Arc's files leave NaN out, and DuckDB decides by them", edits: numbers },
  { name: 'time-ranges', why: 'Arc would read the files of other hours than the query needs', edits: timeRange },
  { name: 'shortcut', why: 'in a query without quotes Arc takes the first FROM for the only one', edits: shortcut },
]
