/** What a statement must not be, and what Arc silently misreads in it. */
import { ArcValidationError } from '../../errors.ts'
import { type Token, tokenize } from './lexer.ts'

/**
 * Refuses what spoils the server for everyone (docs/wire-notes.md#execution), and what it silently answers with nothing.
 *
 * @returns the text to send: without a space behind WITH, Arc takes the names that it defines for measurements, which are empty.
 */
export function checkStatement(text: string): string {
  const tokens = tokenize(text)
  checkQuotes(text, tokens)
  const code = tokens.filter((token) => token.kind !== 'comment')
  const first = code.findIndex((token) => token.text !== '(')
  const [begin, transaction] = code.slice(first)
  if (begin === undefined) return text
  if (begin.text === 'begin' || (begin.text === 'start' && transaction?.text === 'transaction')) {
    throw new ArcValidationError(
      `${begin.text === 'begin' ? 'BEGIN' : 'START TRANSACTION'} would stay open on a connection that the server shares among all its clients, and fail their queries; send the query alone`,
    )
  }
  if (code.some((token, index) => token.text === 'materialized' && hidesName(code, index))) {
    throw new ArcValidationError(
      'Arc takes the name of a WITH … AS MATERIALIZED for a measurement, which is empty; leave MATERIALIZED out',
    )
  }
  const addsSpace = begin.text === 'with' && text.charAt(begin.end) !== ' '
  return addsSpace ? `${text.slice(0, begin.end)} ${text.slice(begin.end)}` : text
}

/** Whether MATERIALIZED stands in a WITH. */
function hidesName(code: readonly Token[], index: number): boolean {
  const before = code[index - 1]?.text === 'not' ? code[index - 2] : code[index - 1]
  return before?.text === 'as' && code[index + 1]?.text === '('
}

/** Throws for what Arc would silently read otherwise than DuckDB: a quote in a comment, a literal that ends in a backslash. */
function checkQuotes(text: string, tokens: readonly Token[]): void {
  for (const { kind, start, end } of tokens) {
    const source = text.slice(start, end)
    const odd = kind === 'comment' && ["'", '"'].find((quote) => source.split(quote).length % 2 === 0)
    if (odd) {
      throw new ArcValidationError(
        `the SQL has a ${odd} in a comment, which Arc takes for the start of a literal that reaches into the query; remove it`,
      )
    }
    if (/\\['"]$/.test(source) && kind !== 'dollar') {
      const noun = kind === 'name' ? 'a quoted identifier' : 'a string literal'
      throw new ArcValidationError(
        `the SQL has ${noun} that ends in a backslash, which Arc takes for an escaped quote; write '…' || chr(92)`,
      )
    }
  }
}
