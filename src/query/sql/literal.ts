/**
 * JavaScript values as SQL literals, and names as identifiers. Arc has no bind parameters, and it rewrites the text of
 * a query before DuckDB reads it, so a literal must mean the same to both (docs/wire-notes.md#sql-traps).
 */

import { describe } from '../../base/describe.ts'
import { readRfc3339, writeRfc3339 } from '../../base/instants.ts'
import { isBytes, millisOfDate } from '../../base/kinds.ts'
import { quoteName } from '../../base/sql-lexer.ts'
import { ArcValidationError } from '../../errors.ts'

/** Anything with an exact instant: `Temporal.Instant`, `Temporal.ZonedDateTime`. */
export interface InstantLike {
  /** Nanoseconds since 1970, UTC. */
  readonly epochNanoseconds: bigint
}

/** An instant: a `Date`, microseconds since 1970 as bigint, a Temporal instant, or an RFC 3339 string with a zone. */
export type SqlInstant = Date | bigint | InstantLike | string

/** A value that has one SQL literal. */
export type SqlScalar = string | number | bigint | boolean | null | Date | InstantLike | Uint8Array

/** The literal of `value`; `what` names it in errors. */
export function literal(value: unknown, what: string): string {
  switch (typeof value) {
    case 'string':
      return stringLiteral(value, what)
    case 'number':
      return numberLiteral(value, what)
    case 'bigint':
      return bigintLiteral(value, what)
    case 'boolean':
      return value ? 'TRUE' : 'FALSE'
    case 'object':
      if (value === null) return 'NULL'
      if (isBytes(value)) return `from_hex('${hex(value)}')`
      if (isInstant(value)) return `TIMESTAMPTZ ${instantLiteral(value, what)}`
      break
    default:
      break
  }
  throw new ArcValidationError(`${what} is ${describe(value)}, which has no SQL literal. ${hint(value)}`)
}

/** `'2026-08-22T10:00:00.123456Z'`: always with the zone, or Arc and DuckDB disagree about the hour. */
export function instantLiteral(value: SqlInstant, what: string): string {
  return nanosLiteral(nanosOf(value, what), what)
}

/** The same for nanoseconds since 1970. */
export function nanosLiteral(nanos: bigint, what: string): string {
  return `'${text(nanos, what)}'`
}

/**
 * An instant rounded up to the microsecond, in nanoseconds. Arc's instants are whole microseconds, and DuckDB drops further
 * digits: a bound in between would wrongly include or exclude the microsecond before it.
 */
export function boundNanos(value: SqlInstant, what: string): bigint {
  const nanos = nanosOf(value, what)
  const beyond = ((nanos % 1_000n) + 1_000n) % 1_000n
  return beyond === 0n ? nanos : nanos - beyond + 1_000n
}

/** A double-quoted identifier; parts are joined by dots. `time` stays bare: Arc prunes partitions only by that spelling. */
export function identifier(parts: readonly string[]): string {
  if (parts.length === 0)
    throw new ArcValidationError('sql.id: no name given; pass the name, or database and measurement')
  return parts.map(identifierPart).join('.')
}

function identifierPart(name: string): string {
  const refuse = (reason: string): never => {
    throw new ArcValidationError(`sql.id: ${describe(name)} ${reason}`)
  }
  if (typeof name !== 'string') return refuse('is not a string')
  if (name === '') return refuse('is empty; DuckDB has no empty identifiers')
  if (name.includes('\0')) return refuse('holds U+0000, which no identifier can')
  if (!isWellFormed(name)) return refuse('holds a lone surrogate, which UTF-8 cannot carry')
  const misread = whyMisread(name)
  if (misread !== undefined) return refuse(`${misread}; give the column an alias`)
  return name === 'time' ? name : quoteName(name)
}

/** Why Arc would misread a name even in quotes; `undefined` for one that it reads right. */
export function whyMisread(name: string): string | undefined {
  if (name.endsWith('\\')) return 'ends in a backslash, which Arc takes for an escaped quote'
  if (PLACEHOLDER.test(name)) return "looks like Arc's own placeholders, which it would replace"
  if (/read_parquet/i.test(name)) return 'holds "read_parquet", which stops Arc from finding any measurement'
  return REWRITTEN_CALL.test(name) ? 'is a call that Arc rewrites even inside quotes' : undefined
}

// Arc substitutes these for literals while it rewrites a query, and swaps them back by text, even inside other literals.
const PLACEHOLDER = /__(?:STR|IDENT|FROM_MASK)_/

// DuckDB names an expression without an alias after its text, which can be one of the calls that Arc replaces.
const REWRITTEN_CALL = /(?:date_trunc|time_bucket)\s*\([^()]*\)/i

/**
 * Places where a literal is split up, because Arc's rewriting of the query would otherwise reach into it:
 * - U+0000 ends the statement for DuckDB; backslashes before the closing quote escape it for Arc;
 * - a placeholder would be replaced by another literal, quotes and all;
 * - `where …` and `<> '…` are moved around by its LIKE optimizer;
 * - `read_parquet` anywhere switches the rewriting off, and no measurement is found;
 * - a comparison at the very end, with the closing quote, hides the query's own time range from partition pruning.
 */
const HAZARD =
  /(\0|\\+(?=\0|[<>]?=?\s*$))|(?<=_)(?=_(?:STR|IDENT|FROM_MASK)_)|(?<=where)(?=\s)|(?<=read_)(?=parquet)|(?<=<>)(?=\s*')|(?=[<>]=?\s*$)/i

function stringLiteral(value: string, what: string): string {
  if (!isWellFormed(value)) {
    throw new ArcValidationError(`${what} holds a lone surrogate, which UTF-8 cannot carry; use value.toWellFormed()`)
  }
  if (!HAZARD.test(value)) return quote(value)
  const pieces = value.split(HAZARD).filter((piece) => piece !== '' && piece !== undefined)
  const parts = pieces.map(pieceLiteral)
  return parts.length === 1 ? parts.join() : `(${parts.join(' || ')})`
}

function pieceLiteral(piece: string): string {
  if (piece === '\0') return 'chr(0)'
  if (/^\\+$/.test(piece)) return piece.length === 1 ? 'chr(92)' : `repeat(chr(92), ${piece.length})`
  return quote(piece)
}

// String.prototype.isWellFormed is missing from the oldest supported library types.
function isWellFormed(value: string): boolean {
  return !/\p{Surrogate}/u.test(value)
}

// In parentheses where it begins with two quotes: Arc's LIKE optimizer takes `<> ''` for a comparison with the empty
// text, and moves it away from what follows, be that the rest of the literal or an OR.
function quote(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`
  return quoted.startsWith("''") ? `(${quoted})` : quoted
}

function numberLiteral(value: number, what: string): string {
  if (!Number.isFinite(value)) {
    throw new ArcValidationError(
      `${what} is ${value}, which has no SQL literal; write isnan(c), or 'Infinity'::DOUBLE, if you mean it`,
    )
  }
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return signed(String(value))
  // Without an exponent DuckDB reads a DECIMAL, which can differ from this double in the last digit.
  const text = Object.is(value, -0) ? '-0' : String(value)
  return signed(text.includes('e') ? text : `${text}e0`)
}

const HUGEINT_MAX = 2n ** 127n - 1n

function bigintLiteral(value: bigint, what: string): string {
  if (value > HUGEINT_MAX || value < -HUGEINT_MAX) {
    throw new ArcValidationError(
      `${what} is ${value}, beyond DuckDB's 128-bit integers; pass it as a string and cast it`,
    )
  }
  return signed(String(value))
}

// `5 -${-1}` must not become a `--` comment.
function signed(digits: string): string {
  return digits.startsWith('-') ? `(${digits})` : digits
}

function hex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}

function isInstant(value: object): value is Date | InstantLike {
  return millisOfDate(value) !== undefined || typeof (value as Partial<InstantLike>).epochNanoseconds === 'bigint'
}

function nanosOf(value: SqlInstant, what: string): bigint {
  if (typeof value === 'string') return rfc3339(value, what)
  if (typeof value === 'bigint') return value * 1_000n
  if (typeof value === 'object' && value !== null) {
    const millis = millisOfDate(value)
    if (Number.isNaN(millis)) throw new ArcValidationError(`${what} is an invalid Date`)
    if (millis !== undefined) return BigInt(millis) * 1_000_000n
    const { epochNanoseconds } = value as Partial<InstantLike>
    if (typeof epochNanoseconds === 'bigint') return epochNanoseconds
  }
  throw new ArcValidationError(
    `${what} is ${describe(value)}, not an instant; pass a Date, bigint microseconds, a Temporal.Instant or RFC 3339 text`,
  )
}

const NANOS_PER_SECOND = 1_000_000_000n
const FIRST_SECOND = BigInt(Date.UTC(2000, 0, 1) / 1000 - 63_082_281_600) // 0001-01-01T00:00:00Z
const LAST_SECOND = 253_402_300_799n // 9999-12-31T23:59:59Z

function text(nanos: bigint, what: string): string {
  let fraction = nanos % NANOS_PER_SECOND
  if (fraction < 0n) fraction += NANOS_PER_SECOND
  const seconds = (nanos - fraction) / NANOS_PER_SECOND
  if (seconds < FIRST_SECOND || seconds > LAST_SECOND) {
    throw new ArcValidationError(`${what} lies outside the years 1 to 9999, which RFC 3339 text cannot carry`)
  }
  return writeRfc3339({ seconds: Number(seconds), nanos: Number(fraction) })
}

function rfc3339(value: string, what: string): bigint {
  const parts = readRfc3339(value)
  if (parts !== undefined) return BigInt(parts.seconds) * NANOS_PER_SECOND + BigInt(parts.nanos)
  throw new ArcValidationError(`${what} is ${describe(value)}, not RFC 3339 with a zone, such as 2026-08-22T10:00:00Z`)
}

function hint(value: unknown): string {
  if (value === undefined) return 'Pass null for NULL, or leave the condition out.'
  if (typeof value === 'object') return 'Pass its parts as values of their own, or JSON.stringify it.'
  return 'Pass a string, number, bigint, boolean, null, Date, Temporal instant, bytes, array or another sql`…`.'
}
