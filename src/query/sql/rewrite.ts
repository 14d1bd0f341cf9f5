/**
 * A query as it is sent: equivalent to the one that was written, in words that Arc cannot misread. Loaded with the first query.
 *
 * A query without a trap is sent byte for byte, and rewriting a rewritten one changes nothing more.
 */

import { applyEdits } from '../../base/sql-edits.ts'
import { type Token, tokenize } from '../../base/sql-lexer.ts'
import { ArcValidationError } from '../../errors.ts'
import { type OpenEnded, ownName } from './measurements.ts'
import { type Edit, Edits, type RewriteOptions } from './query.ts'
import { readQuery } from './reader.ts'
import { runRules } from './rules.ts'
import { openEnded, readRanges } from './time-range.ts'

/** A query as it is sent. */
export interface Rewritten {
  readonly sql: string
  /** Where it differs from the text that was written. */
  readonly edits: readonly Edit[]
  /** The measurements whose time range has no upper end, by the names in the text that is sent. */
  readonly openEnded: readonly OpenEnded[]
}

/** The longest query the server takes, in UTF-8 bytes (docs/wire-notes.md#sql-limits). */
const MAX_SQL_BYTES = 10_000
const MOST_REMEMBERED = 500

/** Rewrites queries, and remembers what came of the latest ones: the texts that a program sends are few, but for their values. */
export class Rewriter {
  readonly #remembered = new Map<string, Rewritten>()

  /** @throws ArcValidationError as {@link rewriteQuery} does. */
  rewrite(text: string, options: RewriteOptions): Rewritten {
    const { database = '', fresh, latest } = options
    // What is read ahead ends with an hour, so that a row that comes later does not make a text new.
    const key = `${database}\n${fresh ? 'fresh' : latest && Math.floor(latest / 3.6e9)}\n${text}`
    const remembered = this.#remembered
    const known = remembered.get(key)
    if (known !== undefined) remembered.delete(key)
    else if (remembered.size >= MOST_REMEMBERED) remembered.delete(remembered.keys().next().value ?? '')
    const rewritten = known ?? rewriteQuery(text, options)
    remembered.set(key, rewritten)
    return rewritten
  }
}

/**
 * The text to send.
 *
 * @throws ArcValidationError for a transaction, for what cannot be said so that Arc reads it, and for too long a text.
 */
export function rewriteQuery(text: string, options: RewriteOptions): Rewritten {
  // What is far too long is not worth reading; comments may be left out of the rest.
  if (text.length > 4 * MAX_SQL_BYTES) checkLength(text, false)
  const rewritten = rewrite(text, options)
  checkLength(rewritten.sql, rewritten.edits.length > 0)
  return rewritten
}

/** The text as it was written, if it may be sent at all. */
export function checkUnchanged(text: string): Rewritten {
  checkTransaction(codeOf(tokenize(text)))
  checkLength(text, false)
  return unchanged(text)
}

/** As a sub-query: without the semicolon at its end, and with no comment that would swallow what follows. */
export function asSubquery(text: string): string {
  const tokens = tokenize(text)
  let end = tokens.length
  while (end > 0 && (tokens[end - 1]?.text === ';' || tokens[end - 1]?.kind === 'comment')) end--
  return text.slice(0, tokens[end - 1]?.end ?? 0)
}

function rewrite(text: string, options: RewriteOptions): Rewritten {
  const tokens = tokenize(text)
  const code = codeOf(tokens)
  checkTransaction(code)
  const start = firstOfQuery(code)
  // What is never closed is an error of DuckDB's, and what is no query is none of ours.
  if (start === undefined || tokens.some((token) => token.isOpen && token.kind !== 'comment')) return unchanged(text)
  const reading = readQuery(text, code, start)
  const ranges = readRanges(text, code, reading)
  const edits = new Edits()
  runRules({ ...options, text, tokens, code, reading, ranges }, edits)
  const open = options.fresh ? [] : openEnded(reading, ranges).map((each) => ownName(each, options.database))
  const list = edits.list.sort((a, b) => a.start - b.start || a.end - b.end)
  return { sql: applyEdits(text, list), edits: list, openEnded: open }
}

const unchanged = (text: string): Rewritten => ({ sql: text, edits: [], openEnded: [] })

function codeOf(tokens: readonly Token[]): readonly Token[] {
  const isCode = (token: Token) => token.kind !== 'comment'
  return tokens.every(isCode) ? tokens : tokens.filter(isCode)
}

const QUERY_WORDS = new Set('select with from values table pivot unpivot describe desc summarize show ('.split(' '))

/** The token at which the query begins, behind EXPLAIN or DESCRIBE. */
function firstOfQuery(code: readonly Token[]): number | undefined {
  let at = 0
  if (code[at]?.text === 'explain') at = code[1]?.text === 'analyze' ? 2 : 1
  const first = code[at]?.text ?? ''
  if (!QUERY_WORDS.has(first)) return undefined
  return /^(?:describe|desc|summarize)$/.test(first) && QUERY_WORDS.has(code[at + 1]?.text ?? '') ? at + 1 : at
}

/** Refuses what spoils the server for everyone (docs/wire-notes.md#execution). */
function checkTransaction(code: readonly Token[]): void {
  let at = 0
  while (code[at]?.text === '(') at++
  const [begin, transaction] = [code[at], code[at + 1]]
  const isStart = begin?.text === 'start' && transaction?.text === 'transaction'
  if (begin?.text !== 'begin' && !isStart) return
  throw new ArcValidationError(
    `${isStart ? 'START TRANSACTION' : 'BEGIN'} would stay open on a connection that the server shares among all its clients, and fail their queries; send the query alone`,
  )
}

function checkLength(text: string, isRewritten: boolean): void {
  // UTF-8 needs at most three bytes per UTF-16 unit, so only long texts have to be measured.
  if (text.length * 3 <= MAX_SQL_BYTES) return
  const bytes = new TextEncoder().encode(text).length
  if (bytes <= MAX_SQL_BYTES) return
  const which = isRewritten ? 'the query, as it would be sent (see arc.query.meaning),' : 'the query'
  throw new ArcValidationError(
    `${which} has ${bytes} bytes of UTF-8; the server takes at most ${MAX_SQL_BYTES}. Split long IN lists into several queries`,
  )
}
