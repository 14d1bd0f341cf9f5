/**
 * Finds out where in a piece of SQL a placeholder stands. A value is a whole literal, so it may only stand between tokens:
 * inside quotes or a comment, its own quotes would end what surrounds it.
 */

import { type Token, type TokenKind, tokenize } from '../../base/sql-lexer.ts'
import { ArcValidationError } from '../../errors.ts'

const checked = new WeakSet<TemplateStringsArray>()

/** Throws unless every placeholder of the template stands in code, and the template closes what it opens. Cached per call site. */
export function checkTemplate(strings: TemplateStringsArray): void {
  if (checked.has(strings)) return
  checkEscapes(strings)
  // A value between tokens ends the one before it, so every text begins with a new one.
  strings.forEach((text, index) => {
    const last = tokenize(text).at(-1)
    const isLast = index === strings.length - 1
    if (!last?.isOpen || (isLast && isLineComment(text, last))) return
    const what = describeToken(text, last)
    throw new ArcValidationError(
      isLast
        ? `sql: the text ends inside ${what}; close it`
        : `sql: value ${index + 1} stands inside ${what}; take it out, sql adds the quotes itself`,
    )
  })
  checked.add(strings)
}

const ESCAPE = /^\\[bfnrtv0xu\\'"`${\r\n\u2028\u2029]$/

// In a template `\d` is `d`, without a word from JavaScript, and a text with `\u` or `\1` is not there at all.
function checkEscapes(strings: TemplateStringsArray): void {
  strings.raw.forEach((raw, index) => {
    const lost = raw.match(/\\./gs)?.find((pair) => !ESCAPE.test(pair))
    if (lost === undefined && typeof strings[index] === 'string') return
    throw new ArcValidationError(
      `sql: JavaScript does not keep the backslash of ${lost ?? JSON.stringify(raw)} in a template; write it twice`,
    )
  })
}

/** Whether `text` ends inside a `--` comment, which would swallow what follows it. */
export function endsInLineComment(text: string): boolean {
  if (!text.includes('--')) return false
  const last = tokenize(text).at(-1)
  return last?.isOpen ? isLineComment(text, last) : false
}

function isLineComment(text: string, { kind, start }: Token): boolean {
  return kind === 'comment' && text.startsWith('--', start)
}

const NOUNS: Readonly<Partial<Record<TokenKind, string>>> = {
  string: 'a string literal',
  prefixed: 'a string literal',
  escape: 'an escape string literal',
  name: 'a quoted identifier',
  dollar: 'a dollar-quoted string',
}

function describeToken(text: string, token: Token): string {
  return NOUNS[token.kind] ?? (isLineComment(text, token) ? 'a line comment' : 'a block comment')
}
