/** Literals of a query, written so that Arc reads over them. An escape string `e'…'` is the same constant to DuckDB. */
import { stringValue, type Token, tokenize } from './lexer.ts'

/**
 * What Arc reaches into, though it stands in a literal:
 * - a backslash before the closing quote, which it takes for an escaped one;
 * - its own placeholders, and `read_parquet`, which switches its rewriting off;
 * - `<> '`, which its LIKE optimizer moves, and a comparison at the end, whose value the closing quote seems to begin.
 */
const REACHED_INTO = /\\$|__(?:STR|IDENT|FROM_MASK)_|read_parquet|<>\s*'|time(?:stamp)?\s*(?:[<>]=?|\sbetween)\s*$/i

/** What Arc forbids anywhere in the condition of a delete, in literals too (docs/wire-notes.md#deletes). */
const FORBIDDEN_IN_DELETES =
  /[;()]|--|\/\*|[xs]p_|\b(?:DROP|DELETE|INSERT|UPDATE|EXEC|EXECUTE|UNION|SELECT|CREATE|ALTER|COPY|ATTACH|DETACH|LOAD|INSTALL|PRAGMA|CALL|SET)\b/i

/** Another form of a literal that Arc would misread, or `undefined` if it reads it right. */
export function saferLiteral(text: string, token: Token): string | undefined {
  const value = stringValue(text, token)
  if (value === undefined) return undefined
  // Arc's patterns for calls and comparisons match in a dollar-quoted text, whose quotes are single.
  const isReached = token.kind === 'dollar' ? !/^[\w .,:+-]*$/.test(value) : REACHED_INTO.test(value)
  return isReached ? escaped(value, /[\\'"`<>$;]|(?<=_)_|_(?=parquet)|[nN]$/gi) : undefined
}

/** The condition of a delete, with literals that Arc does not refuse for a `;` or a word in them. */
export function conditionForDelete(where: string): string {
  if (typeof where !== 'string') return where
  let result = ''
  let at = 0
  for (const token of tokenize(where)) {
    const literal = token.isOpen || token.text !== '' ? undefined : literalForDelete(where, token)
    if (literal === undefined) continue
    result += where.slice(at, token.start) + literal
    at = token.end
  }
  return result + where.slice(at)
}

function literalForDelete(text: string, token: Token): string | undefined {
  const value = stringValue(text, token)
  const isForbidden = token.kind === 'dollar' || FORBIDDEN_IN_DELETES.test(text.slice(token.start, token.end))
  return value !== undefined && isForbidden ? escaped(value, /[!-/:-@[-`{-~]|\b[A-Za-z]/g) : undefined
}

function escaped(value: string, unsafe: RegExp): string {
  return `e'${value.replace(unsafe, hex).replaceAll('\\n', hex('\n'))}'`
}

function hex(char: string): string {
  return `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`
}
