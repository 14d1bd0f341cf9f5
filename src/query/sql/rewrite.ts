/**
 * A query as it is sent: equivalent to the one that was written, in words that Arc cannot misread. Loaded with the first query.
 *
 * A query without a trap is sent byte for byte, and rewriting a rewritten one changes nothing more.
 */

import { type Token, tokenize } from '../../base/sql-lexer.ts'
import { ArcValidationError } from '../../errors.ts'
import { Reading } from './reader.ts'
import { checkNames, type Edit, ownName, type Query, rules } from './rules.ts'
import { openEnded } from './time-range.ts'

/** One place where the text that is sent differs from the one that was written. */
export interface QueryChange {
  /** Which rule made it. */
  readonly rule: string
  /** The place as it was written. */
  readonly before: string
  /** The place as it is sent. */
  readonly after: string
  /** What Arc does with the words as they were. */
  readonly why: string
  /** The section of the documentation that describes the trap. */
  readonly docs: string
}

/** What is sent for a query. */
export interface QueryMeaning {
  /** The text that is sent. */
  readonly sql: string
  /** Where it differs from the one that was written; empty where it is the same. */
  readonly changes: readonly QueryChange[]
}

/** What the text to send depends on, besides the text. */
export interface RewriteOptions {
  /** What goes into the database header; `undefined` for none. */
  readonly database?: string | undefined
  /** Whether files are not to be selected, past the server's caches. */
  readonly fresh?: boolean | undefined
  /** The latest row of the `openEnded` measurements, in microseconds, where it is further ahead than Arc looks. */
  readonly latest?: number | undefined
}

export interface RewrittenQuery extends QueryMeaning {
  /** The measurements whose time range has no upper end, by the names in the text that is sent. */
  readonly openEnded: readonly OpenEnded[]
}

export interface OpenEnded {
  /** `undefined`: that of the header. */
  readonly database: string | undefined
  readonly measurement: string
  /** The name as it stands in SQL. */
  readonly name: string
}

/** The longest query the server takes, in UTF-8 bytes (docs/wire-notes.md#sql-limits). */
const MAX_SQL_BYTES = 10_000

/** Rewritten texts by what they depend on: the texts that a program sends are few, but for their values. */
const remembered = new Map<string, RewrittenQuery>()
const MOST_REMEMBERED = 200

/**
 * The text to send.
 *
 * @throws ArcValidationError for a transaction, for what cannot be said so that Arc reads it, and for too long a text.
 */
export function rewriteQuery(text: string, options: RewriteOptions): RewrittenQuery {
  const { database, fresh = false, latest } = options
  // What is read ahead ends with an hour, so that a row that comes later does not make a text new.
  const hour = latest === undefined ? '' : Math.floor(latest / 3.6e9)
  const key = `${database ?? ''}\n${fresh}${hour}\n${text}`
  const known = remembered.get(key)
  if (known !== undefined) return known
  // What is far too long is not worth reading; comments may be left out of the rest.
  if (text.length > 4 * MAX_SQL_BYTES) checkLength(text, false)
  const meaning = rewrite(text, options)
  checkLength(meaning.sql, meaning.changes.length > 0)
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  remembered.set(key, meaning)
  return meaning
}

/** The text as it was written, if it may be sent at all. */
export function checkUnchanged(text: string): QueryMeaning {
  checkTransaction(tokenize(text).filter(isCode))
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

function rewrite(text: string, { database, fresh = false, latest }: RewriteOptions): RewrittenQuery {
  const tokens = tokenize(text)
  const code = tokens.filter(isCode)
  checkTransaction(code)
  const start = firstOfQuery(code)
  // What is never closed is an error of DuckDB's, and what is no query is none of ours.
  if (start === undefined || tokens.some((token) => token.isOpen && token.kind !== 'comment')) return unchanged(text)
  const reading = new Reading(text, code, start)
  const query: Query = { text, tokens, code, reading, database, fresh, latest }
  checkNames(query)
  const edits = rules.flatMap((rule) => rule.edits(query).map((edit) => ({ ...edit, rule })))
  const open = fresh ? [] : openEnded(text, code, reading).map((measurement) => ownName(measurement, database))
  if (edits.length === 0) return { ...unchanged(text), openEnded: open }
  edits.sort((a, b) => a.start - b.start || a.end - b.end)
  return {
    sql: apply(text, edits),
    changes: edits.map(({ start: from, end, text: after, rule: { name, why } }) => ({
      rule: name,
      before: text.slice(from, end),
      after,
      why,
      docs: `docs/sql-traps.md#${name}`,
    })),
    openEnded: open,
  }
}

const unchanged = (text: string): RewrittenQuery => ({ sql: text, changes: [], openEnded: [] })
const isCode = (token: Token) => token.kind !== 'comment'

function apply(text: string, edits: readonly Edit[]): string {
  let result = ''
  let at = 0
  for (const { start, end, text: replacement } of edits) {
    if (start < at) continue
    result += text.slice(at, start) + replacement
    at = end
  }
  return result + text.slice(at)
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
  const [begin, transaction] = code.slice(code.findIndex((token) => token.text !== '('))
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
