/** Literals of a query, written so that Arc reads over them. An escape string `e'…'` is the same constant to DuckDB. */
import { escapeString, stringValue, type Token } from '../../base/sql-lexer.ts'

/**
 * What Arc reaches into, though it stands in a literal:
 * - a backslash before the closing quote, which it takes for an escaped one;
 * - its own placeholders, and `read_parquet`, which switches its rewriting off;
 * - `<> '`, which its LIKE optimizer moves, and a comparison at the end, whose value the closing quote seems to begin.
 */
const REACHED_INTO = /\\$|__(?:STR|IDENT|FROM_MASK)_|read_parquet|<>\s*'|time(?:stamp)?\s*(?:[<>]=?|\sbetween)\s*$/i

/** Without any of these there is nothing to reach into. */
const SUSPICIOUS = /[\\_<>]|between/i

/** Another form of a literal that Arc would misread, or `undefined` if it reads it right. */
export function saferLiteral(text: string, token: Token): string | undefined {
  if (token.kind === 'string' && !SUSPICIOUS.test(text.slice(token.start, token.end))) return undefined
  const value = stringValue(text, token)
  if (value === undefined) return undefined
  // Arc's patterns for calls and comparisons match in a dollar-quoted text, whose quotes are single.
  const isReached = token.kind === 'dollar' ? !/^[\w .,:+-]*$/.test(value) : REACHED_INTO.test(value)
  return isReached ? escapeString(value, /[\\'"`<>$;]|(?<=_)_|_(?=parquet)|[nN]$/gi) : undefined
}
