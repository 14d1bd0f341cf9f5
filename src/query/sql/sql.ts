/**
 * The `sql` tag: values become literals, fragments become SQL, and everything else is refused.
 *
 * Arc takes a query as text without parameters, so safety depends on how it is written. A value may only stand where a
 * literal can (`context.ts`). It is written so that Arc's rewriter and DuckDB read it alike (`literal.ts`), and kept
 * apart from its neighbours, so that `LIMIT${1}` and `e${'x'}` do not merge into other tokens.
 */

import { describe } from '../../base/describe.ts'
import { refusing } from '../../base/refusing.ts'
import { glue, SqlFragment } from '../../base/sql-fragment.ts'
import { ArcValidationError } from '../../errors.ts'
import { checkTemplate, endsInLineComment } from './context.ts'
import { extremesPerBucket } from './downsample.ts'
import {
  boundNanos,
  identifier,
  instantLiteral,
  literal,
  nanosLiteral,
  type SqlInstant,
  type SqlScalar,
} from './literal.ts'

export type { InstantLike, SqlInstant, SqlScalar } from './literal.ts'

/** What `${…}` in an `sql` template accepts. An array becomes a parenthesised list, for `IN`; an array of pairs is for `(a, b) IN`. */
export type SqlValue = SqlScalar | SqlFragment | readonly SqlValue[]

/** The tag and its helpers. */
export interface Sql {
  /**
   * Puts SQL together: what stands in `${…}` becomes a literal, and a fragment stays a fragment.
   * @throws ArcValidationError for a value that SQL cannot hold, such as `NaN`, `undefined` or a plain object.
   */
  (strings: TemplateStringsArray, ...values: readonly SqlValue[]): SqlFragment

  /**
   * A quoted name; several are joined by dots, such as database and measurement. `time` stays unquoted, because Arc
   * finds the partitions to read by that spelling.
   *
   * @example
   * ```ts
   * sql`SELECT ${sql.id('load')} FROM ${sql.id('my-db', 'cpu')} AS cpu` // "load" bare is refused by the server
   * ```
   */
  id(...parts: string[]): SqlFragment

  /**
   * Values or fragments with a separator between them, a comma by default.
   *
   * @throws ArcValidationError for an empty list, which no SQL construct takes.
   * @example
   * ```ts
   * sql`SELECT ${sql.join(['host', 'usage'].map((name) => sql.id(name)))} FROM cpu AS cpu`
   * ```
   */
  join(parts: Iterable<SqlValue>, separator?: SqlFragment): SqlFragment

  /** Inserts SQL unchanged and unchecked. Never pass user input. */
  raw(text: string): SqlFragment

  /**
   * An instant as RFC 3339 text in UTC, by which Arc can select files even with `rewrite: false`. Here a bigint is microseconds
   * since 1970, while a bare bigint in `${…}` is an integer.
   */
  time(instant: SqlInstant): SqlFragment

  /**
   * The half-open range `from <= column < to`. Use it instead of `<=` and `BETWEEN`: with an upper end on the full hour,
   * those lose the rows of that hour (docs/sql-traps.md#time-ranges).
   *
   * The server selects files by it, so make it a plain condition of the only WHERE, joined by AND. Anywhere else (under OR or
   * NOT, in a sub-query, in FILTER) pass the column as `` sql`(time)` ``, which the server does not use for that.
   *
   * Either end may be left out; a `from` later than `to` is refused. Without `from` the server reads every file.
   * Without `to` the client asks it first whether there are rows in the future (decisions/0012-open-ends.md).
   *
   * @example
   * ```ts
   * sql`SELECT * FROM cpu AS cpu WHERE ${sql.timeRange('time', new Date('2026-08-22T10:00:00Z'), new Date('2026-08-22T11:00:00Z'))}`
   * ```
   */
  timeRange(column: string | SqlFragment, from?: SqlInstant | undefined, to?: SqlInstant | undefined): SqlFragment

  /**
   * The start of the bucket of `width` that `column` falls into. The server replaces the usual forms of this by arithmetic
   * that rounds, with weeks that start on Thursday; this form is left to DuckDB (docs/sql-traps.md#time-buckets).
   *
   * @example
   * ```ts
   * sql`SELECT ${sql.timeBucket('1 hour', 'time')} AS hour, avg(usage) AS usage FROM cpu AS cpu GROUP BY hour ORDER BY hour`
   * ```
   */
  timeBucket(width: string, column: string | SqlFragment): SqlFragment

  /**
   * What a chart of `points` pixels needs of a column: in each of `points` buckets between `from` and `to` the rows with the
   * smallest and the largest value, at their own times, so that no peak is lost. Null and NaN are left out.
   *
   * It is the SELECT list of a query that ends in `GROUP BY ALL ORDER BY time`, with `sql.timeRange` in its WHERE, by which
   * the server selects files. The result has at most 2 × `points` rows: `bucket` (the number of the bucket, from 0), `time`, and the
   * value under the column's name, or as `value` if `column` is a fragment. Tags that stand beside it in the SELECT make a series each.
   *
   * Of rows with the same value, the earliest is the smallest one, and the latest the largest.
   *
   * @throws ArcValidationError unless `from` is earlier than `to` and `points` is a positive whole number.
   * @example
   * ```ts
   * const [from, to] = [new Date('2026-08-22T10:00:00Z'), new Date('2026-08-22T11:00:00Z')]
   * sql`SELECT host, ${sql.downsample('usage', from, to, 800)}
   *     FROM cpu AS cpu WHERE ${sql.timeRange('time', from, to)} GROUP BY ALL ORDER BY host, time`
   * ```
   */
  downsample(column: string | SqlFragment, from: SqlInstant, to: SqlInstant, points: number): SqlFragment
}

/**
 * Builds a query from text and values, as safely as bind parameters: a value can never become SQL.
 *
 * Takes strings, finite numbers, bigints, booleans, null, `Date` and Temporal instants (a TIMESTAMPTZ, wherever they
 * stand), bytes,
 * arrays (a list for `IN`) and other fragments.
 *
 * @throws ArcValidationError for `undefined`, NaN, infinities, functions and other objects, for a value inside quotes or a
 *   comment, and for a backslash that JavaScript drops from the template: `\d` is written `\\d`.
 * @example
 * ```ts
 * const hosts = ['a', "b'; DROP TABLE cpu --"]
 * sql`SELECT * FROM cpu AS cpu WHERE host IN ${hosts} AND usage > ${90.5}`
 * ```
 */
// Pure: a bundle that never uses the tag does not carry it.
export const sql: Sql = /* @__PURE__ */ Object.assign(/* @__PURE__ */ guarded('sql', tag), {
  id,
  join: /* @__PURE__ */ guarded('sql.join', join),
  raw,
  time: /* @__PURE__ */ guarded('sql.time', time),
  timeRange: /* @__PURE__ */ guarded('sql.timeRange', timeRange),
  timeBucket: /* @__PURE__ */ guarded('sql.timeBucket', timeBucket),
  downsample: /* @__PURE__ */ guarded('sql.downsample', downsample),
})

/** The function, with a refusal where a value throws when it is looked at. */
function guarded<Args extends readonly unknown[], Result>(name: string, make: (...args: Args) => Result) {
  return (...args: Args): Result => refusing(name, () => make(...args))
}

function tag(strings: TemplateStringsArray, ...values: readonly SqlValue[]): SqlFragment {
  // What came from JSON has no `raw`.
  if (!Array.isArray(strings) || !Array.isArray(strings.raw)) {
    throw new ArcValidationError('sql is a tag: write sql`…`, without parentheses; for text as it is, sql.raw(text)')
  }
  checkTemplate(strings)
  let text = strings[0] ?? ''
  values.forEach((value, index) => {
    const next = strings[index + 1] ?? ''
    const seams = SqlFragment.is(value) ? FRAGMENT_FUSES : FUSES
    const rendered = render(value, `value ${index + 1}`)
    const isEnclosed = Array.isArray(value) && OPENS_LIST.test(text.slice(-300)) && /^\s*\)/.test(next)
    text = glue(glue(text, isEnclosed ? rendered.slice(1, -1) : rendered, seams), next, seams)
  })
  return SqlFragment.of(text)
}

// In `host IN (${hosts})` the list has its parentheses. Behind a tuple, `(a, b) IN (${pair})`, the array is one of its elements.
const OPENS_LIST = /\b(?!not\b)[\w"]+\s+(?:not\s+)?in\s*\(\s*$/i

function id(...parts: string[]): SqlFragment {
  return SqlFragment.of(identifier(parts))
}

function join(parts: Iterable<SqlValue>, separator: SqlFragment = SqlFragment.of(', ')): SqlFragment {
  // Of a text, its letters would be the list.
  if (typeof parts !== 'object' || typeof parts?.[Symbol.iterator] !== 'function')
    throw new ArcValidationError('sql.join takes an array, or something else to iterate over, of values and fragments')
  if (!SqlFragment.is(separator))
    throw new ArcValidationError('sql.join: the separator is SQL as well, such as sql` AND `')
  const pieces = Array.from(parts, (part, index) => render(part, `sql.join: element ${index}`))
  if (pieces.length === 0)
    throw new ArcValidationError('sql.join: the list is empty; leave the clause out, or use an array with IN')
  return SqlFragment.of(pieces.reduce((text, piece) => glue(glue(text, nested(separator), FUSES), piece, FUSES)))
}

function raw(text: string): SqlFragment {
  if (typeof text !== 'string') throw new ArcValidationError('sql.raw takes a string')
  return SqlFragment.of(text)
}

function time(instant: SqlInstant): SqlFragment {
  return SqlFragment.of(instantLiteral(instant, 'sql.time'))
}

// The longest range in nanoseconds that the server can represent: it never answers a query with a longer one.
const LONGEST_RANGE = 2n ** 63n

function timeRange(column: string | SqlFragment, from?: SqlInstant, to?: SqlInstant): SqlFragment {
  const low = from === undefined ? undefined : boundNanos(from, 'sql.timeRange: from')
  const high = to === undefined ? undefined : boundNanos(to, 'sql.timeRange: to')
  if (low !== undefined && high !== undefined && high < low) {
    throw new ArcValidationError(
      `sql.timeRange: from, ${nanosLiteral(low, 'from')}, is later than to, ${nanosLiteral(high, 'to')}; give the earlier instant first`,
    )
  }
  // Without a lower end the server assumes 2020; with the column in parentheses it does not select files at all.
  const hidesFromPruning = low === undefined || (high !== undefined && high - low >= LONGEST_RANGE)
  const name = hidesFromPruning ? `(${columnText(column)})` : columnText(column)
  const bounds: string[] = []
  if (low !== undefined) bounds.push(`${name} >= ${nanosLiteral(low, 'sql.timeRange: from')}`)
  if (high !== undefined) bounds.push(`${name} < ${nanosLiteral(high, 'sql.timeRange: to')}`)
  if (bounds.length === 0) throw new ArcValidationError('sql.timeRange: give from, to, or both')
  return SqlFragment.of(`(${bounds.join(' AND ')})`)
}

const BUCKET_WIDTH = /^([1-9]\d{0,8}) (?:microsecond|millisecond|second|minute|hour|day|week|month|quarter|year)s?$/

function timeBucket(width: string, column: string | SqlFragment): SqlFragment {
  if (typeof width !== 'string' || !BUCKET_WIDTH.test(width)) {
    throw new ArcValidationError(
      `sql.timeBucket: ${describe(width)} is not a width such as '15 minutes', '1 hour' or '1 week'`,
    )
  }
  // The parentheses around the column keep the server from replacing the call by arithmetic of its own.
  return SqlFragment.of(`time_bucket(INTERVAL '${width}', (${columnText(column)}))`)
}

function downsample(column: string | SqlFragment, from: SqlInstant, to: SqlInstant, points: number): SqlFragment {
  const low = boundNanos(from, 'sql.downsample: from') / 1_000n
  const high = boundNanos(to, 'sql.downsample: to') / 1_000n
  if (high <= low)
    throw new ArcValidationError('sql.downsample: "from" is not before "to"; give the earlier instant first')
  if (!Number.isSafeInteger(points) || points < 1)
    throw new ArcValidationError(`sql.downsample: points is ${describe(points)}; give a whole number, 1 or more`)
  const name = SqlFragment.is(column) ? 'value' : identifier([column])
  return SqlFragment.of(extremesPerBucket(columnText(column), name, low, high, points))
}

function columnText(column: string | SqlFragment): string {
  return SqlFragment.is(column) ? nested(column) : identifier([column])
}

function render(value: unknown, what: string): string {
  if (SqlFragment.is(value)) return nested(value)
  if (!Array.isArray(value)) return literal(value, what)
  // `x IN ()` is not SQL; no row of an empty subquery equals anything, and NOT IN is true for every row.
  if (value.length === 0) return '(SELECT NULL WHERE FALSE)'
  return `(${Array.from(value, (element, index) => renderElement(element, `${what}[${index}]`)).join(', ')})`
}

/** In a list an array is one row of several values, for `(a, b) IN`. */
function renderElement(value: unknown, what: string): string {
  if (Array.isArray(value) && value.length === 0)
    throw new ArcValidationError(
      `${what} is an empty array, and a row has at least one value; leave it out of the list`,
    )
  return render(value, what)
}

function nested(fragment: SqlFragment): string {
  return fragment.text.includes('--') && endsInLineComment(fragment.text) ? `${fragment.text}\n` : fragment.text
}

// Texts that would merge into one token get a space between them: adjacent quotes, string prefixes, comment openers.
const FRAGMENT_FUSES = /["'][\w"']|[\w&]["']|--|\/\*|\*\//
// Around a value this includes words and numbers, so that LIMIT${1} is LIMIT 1; but a fragment may be part of a name.
const FUSES = /[\w$"'\x80-\uffff&][\w$"'\x80-\uffff]|--|\/\*|\*\//
