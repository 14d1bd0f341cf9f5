/**
 * DuckDB's lexical rules: where words, names, literals and comments begin and end. The `sql` tag, the checks of a statement
 * and the rewriting of a query all read SQL through this one lexer.
 */

import { ArcValidationError } from '../errors.ts'

/**
 * What a token is. A `word` is a keyword or a bare name, a `name` is in double quotes (or in back-ticks, which DuckDB does not
 * know), `string` and `escape` are `'…'` and `e'…'`, `prefixed` is `x'…'` or `b'…'`.
 */
export type TokenKind =
  | 'word'
  | 'name'
  | 'string'
  | 'escape'
  | 'prefixed'
  | 'dollar'
  | 'number'
  | 'operator'
  | 'comment'

export interface Token {
  readonly kind: TokenKind
  readonly start: number
  readonly end: number
  /** A word in lower case, an operator as it is; empty for other kinds. */
  readonly text: string
  /** Whether the text ended before the token did. A line comment that ends the text is open as well. */
  readonly isOpen: boolean
}

/** The tokens of a text; comments are among them, white space is not. Never throws. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    if (isSpace(text.charCodeAt(at))) {
      at++
      continue
    }
    const token = tokenAt(text, at)
    tokens.push(token)
    at = token.end
  }
  return tokens
}

/** The value of a string token, or `undefined` where this client does not know how DuckDB reads it. */
export function stringValue(text: string, { kind, start, end }: Token): string | undefined {
  const source = text.slice(start, end)
  if (kind === 'string') return joinLines(source).slice(1, -1).replaceAll("''", "'")
  if (kind === 'dollar') {
    const tag = source.slice(0, source.indexOf('$', 1) + 1)
    return source.slice(tag.length, -tag.length)
  }
  if (kind !== 'escape') return undefined
  const body = source.slice(2, -1)
  if (/\\[^\\'bfnrt]|'\s/.test(body)) return undefined
  return body.replace(/\\(.)|''/gs, (_, escaped: string | undefined) => ESCAPED[escaped ?? "'"] ?? escaped ?? "'")
}

/** An escape string of the same value, with everything that `unsafe` matches written in hexadecimal. */
export function escapeString(value: string, unsafe: RegExp): string {
  return `e'${value.replace(unsafe, hex).replaceAll('\\n', hex('\n'))}'`
}

function hex(char: string): string {
  return `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`
}

/** The name that a word or a quoted name stands for. */
export function nameOf(text: string, { kind, start, end }: Token): string {
  const source = text.slice(start, end)
  if (kind !== 'name') return source
  const quote = source.charAt(0)
  return source.slice(1, -1).replaceAll(quote + quote, quote)
}

/** What a word or a quoted name means to DuckDB, which knows no case; `undefined` for other tokens. */
export function lowerName(text: string, token: Token | undefined): string | undefined {
  if (token?.kind === 'word') return token.text
  return token?.kind === 'name' ? nameOf(text, token).toLowerCase() : undefined
}

/** A name in quotes, whatever it holds. */
export const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`

/**
 * For every parenthesis or bracket the other one; -1 for other tokens, -2 where it is missing.
 *
 * @throws ArcValidationError for more of them in each other than DuckDB reads.
 */
export function partners(code: readonly Token[]): Int32Array {
  const partner = new Int32Array(code.length).fill(-1)
  const open: number[] = []
  code.forEach(({ text }, index) => {
    if (text === '(' || text === '[' || text === '{') {
      if (open.push(index) > MOST_NESTED)
        throw new ArcValidationError(`the query nests more than ${MOST_NESTED} parentheses, which DuckDB does not read`)
    } else if (text === ')' || text === ']' || text === '}') {
      const start = open.pop()
      if (start === undefined || !PAIRS.has((code[start]?.text ?? '') + text)) partner[index] = -2
      else {
        partner[start] = index
        partner[index] = start
      }
    }
  })
  for (const index of open) partner[index] = -2
  return partner
}

/** DuckDB's own limit of the depth of an expression. */
const MOST_NESTED = 1_000
const PAIRS = new Set(['()', '[]', '{}'])

const ESCAPED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

function tokenAt(text: string, start: number): Token {
  const code = text.charCodeAt(start)
  const next = text.charCodeAt(start + 1)
  if (isWordStart(code)) {
    if (next === QUOTE) {
      if (code === 0x65 || code === 0x45) return escapeToken(text, start)
      if (PREFIXES.has(code)) return quoted(text, start, start + 1, 'prefixed')
    }
    let end = start + 1
    while (isWordPart(text.charCodeAt(end))) end++
    return token('word', start, end, text.slice(start, end).toLowerCase())
  }
  if (code === QUOTE) return quoted(text, start, start, 'string')
  if (code === DOUBLE_QUOTE || code === BACK_TICK) return quoted(text, start, start, 'name')
  if (code === MINUS && next === MINUS) return lineComment(text, start)
  if (code === SLASH && next === STAR) return blockComment(text, start)
  if (isDigit(code) || (code === DOT && isDigit(next))) return numberToken(text, start)
  if (code === DOLLAR) return dollar(text, start)
  return operator(text, start)
}

function token(kind: TokenKind, start: number, end: number, text = '', isOpen = false): Token {
  return { kind, start, end, text, isOpen }
}

function quoted(text: string, start: number, quoteAt: number, kind: TokenKind): Token {
  const quote = text.charAt(quoteAt)
  let at = quoteAt + 1
  for (;;) {
    const found = text.indexOf(quote, at)
    if (found === -1) return token(kind, start, text.length, '', true)
    at = found + 1
    if (text.charAt(at) === quote) at++
    else {
      // Literals with a line break between them are one.
      const more = kind === 'name' ? 0 : continuation(text, at)
      if (more === 0) return token(kind, start, at)
      at += more
    }
  }
}

function escapeToken(text: string, start: number): Token {
  let at = start + 2
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === BACKSLASH) at += 2
    else if (code !== QUOTE) at++
    else if (text.charCodeAt(at + 1) === QUOTE) at += 2
    else {
      const more = continuation(text, at + 1)
      if (more === 0) return token('escape', start, at + 1)
      at += 1 + more
    }
  }
  return token('escape', start, text.length, '', true)
}

const CONTINUATION = /[ \t\f]*[\n\r][ \t\f\n\r]*'/y

function continuation(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code > 0x20 || Number.isNaN(code)) return 0
  CONTINUATION.lastIndex = at
  return CONTINUATION.exec(text)?.[0].length ?? 0
}

function joinLines(source: string): string {
  if (!/[\n\r]/.test(source)) return source
  let joined = ''
  for (let at = 1; at < source.length; ) {
    const quote = source.indexOf("'", at)
    joined += source.slice(at, quote)
    if (source.charAt(quote + 1) === "'") joined += "''"
    at = quote + (source.charAt(quote + 1) === "'" ? 2 : 1 + continuation(source, quote + 1))
  }
  return `'${joined}'`
}

function lineComment(text: string, start: number): Token {
  let end = start + 2
  while (end < text.length && text.charCodeAt(end) !== 0x0a && text.charCodeAt(end) !== 0x0d) end++
  return token('comment', start, end, '', end === text.length)
}

function blockComment(text: string, start: number): Token {
  let depth = 1
  let at = start + 2
  while (at < text.length) {
    const code = text.charCodeAt(at)
    const next = text.charCodeAt(at + 1)
    if (code === SLASH && next === STAR) {
      depth++
      at += 2
    } else if (code === STAR && next === SLASH) {
      at += 2
      if (--depth === 0) return token('comment', start, at)
    } else at++
  }
  return token('comment', start, text.length, '', true)
}

const NUMBER = /(?:\d(?:_?\d)*)?(?:\.(?:\d(?:_?\d)*)?)?(?:[eE][+-]?\d(?:_?\d)*)?/y

function numberToken(text: string, start: number): Token {
  let end = start + 1
  while (isDigit(text.charCodeAt(end))) end++
  const next = text.charCodeAt(end)
  if (next <= 0x20 || next === 0x29 || next === 0x2c) return token('number', start, end)
  NUMBER.lastIndex = start
  return token('number', start, start + (NUMBER.exec(text)?.[0].length || 1))
}

const DOLLAR_TAG = /\$(?:[A-Za-z_\x80-\uffff][\w\x80-\uffff]*)?\$/y

function dollar(text: string, start: number): Token {
  DOLLAR_TAG.lastIndex = start
  const tag = DOLLAR_TAG.exec(text)?.[0]
  if (tag === undefined) return token('operator', start, start + 1, '$')
  const end = text.indexOf(tag, start + tag.length)
  if (end === -1) return token('dollar', start, text.length, '', true)
  return token('dollar', start, end + tag.length)
}

// What runs together, as in PostgreSQL: `>=-1` is an operator and a sign.
const RUNS = new Uint8Array(128)
for (const char of '~!@#^&|?+-*/%<>=') RUNS[char.charCodeAt(0)] = 1
const KEEPS_SIGN = /[~!@#^&|?%]/

function operator(text: string, start: number): Token {
  const first = text.charAt(start)
  let end = start + 1
  if (RUNS[text.charCodeAt(start)]) while (RUNS[text.charCodeAt(end)]) end++
  else if (first === ':' && (text.charAt(end) === ':' || text.charAt(end) === '=')) end++
  if (end === start + 1) return token('operator', start, end, first)
  let run = text.slice(start, end)
  if (run === '>=' || run === '<=' || run === '<>') return token('operator', start, end, run)
  const comment = run.search(/--|\/\*/)
  if (comment > 0) run = run.slice(0, comment)
  while (run.length > 1 && /[+-]$/.test(run) && !KEEPS_SIGN.test(run)) run = run.slice(0, -1)
  return token('operator', start, start + run.length, run)
}

const QUOTE = 0x27
const DOUBLE_QUOTE = 0x22
const BACK_TICK = 0x60
const BACKSLASH = 0x5c
const MINUS = 0x2d
const SLASH = 0x2f
const STAR = 0x2a
const DOT = 0x2e
const DOLLAR = 0x24
const PREFIXES = new Set([...'xXbB'].map((letter) => letter.charCodeAt(0)))

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

function isWordStart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || code >= 0x80
}

function isWordPart(code: number): boolean {
  return isWordStart(code) ? !isWideSpace(code) : isDigit(code) || code === DOLLAR
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || isWideSpace(code)
}

/** The spaces of Unicode, which DuckDB takes for spaces and Arc does not. */
export const WIDE_SPACE = /[\u00a0\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]/

function isWideSpace(code: number): boolean {
  return code >= 0xa0 && (code === 0xa0 || (code >= 0x2000 && WIDE_SPACE.test(String.fromCharCode(code))))
}
