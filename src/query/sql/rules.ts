/**
 * What Arc misreads in a query, and the equivalent that it reads right: one small function for each trap. Every one only
 * looks at the text as the user wrote it, and none changes what DuckDB understands.
 *
 * All of them are for v26.09.1. docs/sql-traps.md has a section for each; the facts are in docs/wire-notes.md#sql-limits
 * (forbidden-words, table-positions, comments), #query-caches (time-ranges, fresh) and #sql-traps (the others).
 */

import { nameOf, quoteName, type Token, WIDE_SPACE } from '../../base/sql-lexer.ts'
import { comparedColumns } from '../../base/sql-numbers.ts'
import { ArcValidationError } from '../../errors.ts'
import { whyMisread } from './literal.ts'
import { saferLiteral } from './literals.ts'
import { measurements, shortcut, statements, withNames } from './measurements.ts'
import { type Edits, FORBIDDEN, type Query, words } from './query.ts'
import type { Reading } from './structure.ts'
import { RANGE_COMMENT, timeRange } from './time-range.ts'

/** What a query has: a rule without anything to look for is not run. */
const HAS = {
  comment: 1,
  literal: 2,
  name: 4,
  forbidden: 8,
  with: 16,
  call: 32,
  number: 64,
  nested: 128,
  like: 256,
  wideSpace: 512,
  statement: 1024,
  time: 2048,
  distinct: 4096,
  oddWord: 16_384,
  position: 32_768,
}

const ALWAYS = 8192

interface Rule {
  /** The anchor of its section in docs/sql-traps.md. */
  readonly name: string
  /** Any of what it is about. */
  readonly needs: number
  readonly run: (query: Query, edits: Edits) => void
}

const rules: readonly Rule[] = [
  { name: 'comments', needs: HAS.comment, run: comments },
  { name: 'literals', needs: HAS.literal, run: literals },
  { name: 'spaces', needs: HAS.wideSpace, run: spaces },
  { name: 'statements', needs: HAS.statement, run: statements },
  { name: 'measurements', needs: ALWAYS, run: measurements },
  { name: 'forbidden-words', needs: HAS.forbidden | HAS.name, run: forbiddenWords },
  { name: 'names-of-with', needs: HAS.with, run: withNames },
  { name: 'is-distinct-from', needs: HAS.distinct, run: distinctFrom },
  { name: 'table-positions', needs: HAS.position, run: tablePositions },
  { name: 'time-buckets', needs: HAS.call, run: calls },
  { name: 'empty-texts', needs: HAS.like, run: emptyTexts },
  { name: 'nan', needs: HAS.number | HAS.nested, run: numbers },
  { name: 'time-ranges', needs: HAS.time | HAS.name | HAS.comment, run: timeRange },
  { name: 'shortcut', needs: ALWAYS, run: shortcut },
]

/** Runs the rules that have something to look for. @throws ArcValidationError for what has no other form. */
export function runRules(query: Query, edits: Edits): void {
  const has = contentsOf(query)
  if (has & (HAS.name | HAS.oddWord)) checkNames(query)
  for (const { name, needs, run } of rules) {
    if ((needs & has) === 0) continue
    edits.rule = name
    run(query, edits)
  }
}

const REPLACED_CALLS = new Map<string, RegExp>(
  Object.entries({
    time_bucket: /^\s*(?:interval\s*)?'\d+\s*(?:second|minute|hour|day|week)s?'\s*$/i,
    date_trunc: /^\s*'(?:second|minute|hour|day|week)'\s*$/i,
    regexp_replace: /https[\s\S]*\[\^\\?\/\]|\[\^\\?\/\][\s\S]*https/i,
    regexp_extract: /https[\s\S]*\[\^\\?\/\]|\[\^\\?\/\][\s\S]*https/i,
  }),
)

const WORDS = new Map<string, number>([
  ...[...FORBIDDEN, 'delete'].map((word) => [word, HAS.forbidden] as const),
  ...[...REPLACED_CALLS.keys()].map((word) => [word, HAS.call] as const),
  ...['describe', 'desc', 'summarize', 'show', 'table'].map((word) => [word, HAS.statement] as const),
  ['with', HAS.with],
  ['distinct', HAS.distinct],
])

function contentsOf({ text, tokens }: Query): number {
  let has = ALWAYS | (WIDE_SPACE.test(text) ? HAS.wideSpace : 0)
  if (text.includes("''") && /like/i.test(text)) has |= HAS.like
  /** The latest of those tokens by which Arc finds tables. */
  let before = ''
  for (const { kind, text: word, start, end } of tokens) {
    if (kind === 'word') {
      has |= WORDS.get(word) ?? 0
      if (word.endsWith('time') || word.endsWith('timestamp')) has |= HAS.time
      if (word.includes('__') || word.includes('read_parquet')) has |= HAS.oddWord
      if (word === 'select' && before === '(') has |= HAS.nested
      before = word
    } else if (kind === 'operator') {
      if (word === '(' || word === ')' || word === ',') before = word
    } else if (kind === 'number') has |= HAS.number
    else if (kind === 'comment') has |= HAS.comment
    else {
      has |= kind === 'name' ? HAS.name : HAS.literal
      const isPosition = before === 'from' || before === 'join' || before === ','
      if (isPosition || (kind === 'name' && /from|join|[(),]/i.test(text.slice(start, end)))) has |= HAS.position
    }
  }
  return has
}

/** A comment that Arc would look into is left out. */
function comments({ text, tokens }: Query, edits: Edits): void {
  tokens.forEach((token, index) => {
    if (token.kind !== 'comment') return
    const source = text.slice(token.start, token.end)
    // The one of `timeRange` is looked at there.
    if (index === 0 && RANGE_COMMENT.test(source)) return
    const isOdd = source.startsWith('--') && text[token.end] === '\r' && text[token.end + 1] !== '\n'
    const isNested = source.indexOf('/*', 2) !== -1
    const isReached = /['"`$;]|where|time|_|from|join|with|like/i.test(source)
    if (isOdd || isNested || isReached) edits.replace(token, ' ')
  })
}

function literals({ text, code }: Query, edits: Edits): void {
  for (const token of code) {
    const safer = token.text === '' && token.kind !== 'name' ? saferLiteral(text, token) : undefined
    if (safer !== undefined) edits.replace(token, safer)
  }
}

function spaces({ text, tokens }: Query, edits: Edits): void {
  const before = edits.list.length
  let at = 0
  // At the very end of a text DuckDB takes them for letters.
  for (const { start, end } of tokens) {
    for (; at < start; at++) if (WIDE_SPACE.test(text.charAt(at))) edits.replace({ start: at, end: at + 1 }, ' ')
    at = end
  }
  // DuckDB looks for them before it reads the text, and takes these for the begin of a literal.
  const misleads = tokens.find(({ kind, start, end }) => MISLEADING[kind]?.test(text.slice(start, end)))
  if (misleads === undefined || edits.list.length === before) return
  throw new ArcValidationError(
    `behind ${text.slice(misleads.start, misleads.end)}, DuckDB takes no-break spaces for letters; write plain ones`,
  )
}

const MISLEADING: Readonly<Partial<Record<Token['kind'], RegExp>>> = {
  escape: /\\'|\$/,
  word: /\$/,
  string: /\$/,
  name: /\$/,
  comment: /['"$]/,
}

/** Words that Arc refuses anywhere, and names in back-ticks, which are no SQL. */
function forbiddenWords({ text, code }: Query, edits: Edits): void {
  code.forEach((token, index) => {
    if (token.kind === 'name' && text[token.start] === '`') edits.replace(token, quoteName(nameOf(text, token)))
    if (token.kind !== 'word' || index === 0) return
    if (FORBIDDEN.has(token.text) || (token.text === 'delete' && code[index + 1]?.text === 'from'))
      edits.replace(token, `"${text.slice(token.start, token.end)}"`)
  })
}

/** What follows FROM in `IS DISTINCT FROM` is taken for a measurement. */
function distinctFrom({ code, reading }: Query, edits: Edits): void {
  for (const from of reading.operatorFroms) {
    const first = code[from + 1]
    if (first?.kind !== 'operator') edits.around(first, code[operandEnd(code, reading, from + 1)])
  }
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
function tablePositions({ text, code, reading }: Query, edits: Edits): void {
  const strings = new TableScanner()
  const names = new TableScanner()
  code.forEach((token, index) => {
    const isTable = reading.tableLiterals.has(index) || reading.measurementTokens.has(index)
    if (token.kind === 'word' || token.text === '(' || token.text === ')' || token.text === ',') {
      strings.word(token.text)
      names.word(token.text)
    } else if (token.kind === 'string' || token.kind === 'escape' || token.kind === 'dollar') {
      if (strings.placeholder() && !isTable) edits.around(token, token)
      names.placeholder()
    } else if (token.kind === 'name') {
      const name = nameOf(text, token)
      if (names.placeholder() && !isTable && !/^[A-Za-z_][\w-]*$/.test(name)) edits.around(token, token)
      for (const word of name.toLowerCase().match(/[a-z_]\w*|[(),]/g) ?? []) strings.word(word)
    }
  })
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

const ENDS_FROM = words('where group having order limit offset window qualify union except intersect fetch for')

/** Calls that Arc replaces by arithmetic of its own, unless an argument has parentheses. */
function calls({ text, code, reading }: Query, edits: Edits): void {
  code.forEach((token, index) => {
    const pattern = token.kind === 'word' ? REPLACED_CALLS.get(token.text) : undefined
    const close = reading.partner[index + 1] ?? -1
    if (pattern === undefined || code[index + 1]?.text !== '(' || close < 0) return
    const [comma, secondComma = close] = commasOf(code, reading, index + 2, close)
    if (comma === undefined) return
    const isRegexp = token.text.startsWith('regexp')
    const [start, end] = isRegexp ? [index + 2, comma] : [comma + 1, secondComma]
    const [first, last] = [code[start], code[end - 1]]
    const constant = text.slice(code[isRegexp ? comma : index + 1]?.end, code[isRegexp ? secondComma : comma]?.start)
    if (first === undefined || last === undefined || end <= start || !pattern.test(constant)) return
    if (!text.slice(first.start, last.end).includes('(')) edits.around(first, last)
  })
}

function commasOf(code: readonly Token[], { partner }: Reading, start: number, end: number): number[] {
  const commas: number[] = []
  for (let at = start; at < end; at++) {
    if (code[at]?.text === ',') commas.push(at)
    else if ((partner[at] ?? -1) > at) at = partner[at] ?? at
  }
  return commas
}

/** `AND c <> ''` is moved to the front of a WHERE with LIKE, past an OR. */
function emptyTexts({ text, code }: Query, edits: Edits): void {
  code.forEach((token, index) => {
    if (token.kind === 'string' && code[index - 1]?.text === '<>' && text.startsWith("''", token.start))
      edits.around(token, token)
  })
}

/** DuckDB decides a comparison for NaN as for the other values of a file. */
function numbers({ code, reading }: Query, edits: Edits): void {
  for (const [first, last] of comparedColumns(code, reading.partner)) edits.around(code[first], code[last], 'least(')
}

/** Names in quotes that Arc would misread, and for which there is no other form. */
function checkNames({ text, code }: Query): void {
  for (const token of code) {
    if (token.kind !== 'name' && token.kind !== 'word') continue
    const name = nameOf(text, token)
    if (token.kind === 'word' && !name.includes('_')) continue
    const reason = whyMisread(name)
    if (reason === undefined) continue
    throw new ArcValidationError(
      `the name ${text.slice(token.start, token.end)} in the SQL ${reason}; give it an alias, or another name`,
    )
  }
}
