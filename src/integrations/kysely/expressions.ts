import { sql as arcSql, type SqlFragment, type SqlInstant } from 'arc-tsdb-client'
import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'

/**
 * The start of the bucket of `width` that `column` falls into, in a form that the server leaves to DuckDB.
 *
 * @throws ArcValidationError for a width that is not such as `'15 minutes'` or `'1 week'`.
 * @example
 * ```ts no-run
 * import { last, timeBucket } from 'arc-tsdb-client/kysely'
 * import type { Kysely } from 'kysely'
 *
 * declare const db: Kysely<{ cpu: { time: Date; host: string; usage: number } }>
 * await db
 *   .selectFrom('cpu')
 *   .select([timeBucket('1 hour', 'time').as('hour'), last<number>('usage').as('usage')])
 *   .groupBy('hour')
 *   .orderBy('hour')
 *   .execute()
 * ```
 */
export function timeBucket(width: string, column: string | Expression<unknown>): RawBuilder<Date> {
  return around(arcSql.timeBucket(width, COLUMN), column)
}

/**
 * The half-open range `from <= column < to`, which the server selects files by. Either end may be left out; see
 * `sql.timeRange` for where it may stand.
 *
 * @throws ArcValidationError for a `from` later than `to`, or neither of them.
 */
export function timeRange(
  column: string | Expression<unknown>,
  from?: SqlInstant | undefined,
  to?: SqlInstant | undefined,
): RawBuilder<SqlBool> {
  return around(arcSql.timeRange(COLUMN, from, to), column)
}

/** An aggregate: the value of `column` in the latest row of the group in which it is not null. */
export function last<Value>(
  column: string | Expression<Value>,
  timeColumn: string | Expression<unknown> = 'time',
): RawBuilder<Value | null> {
  return sql`arg_max(${reference(column)}, ${reference(timeColumn)})`
}

/** Stands for the column in what the client writes. No width and no instant has a question mark. */
const COLUMN = arcSql.raw('?')

/** The client's text with the reference in place of the mark, so that plugins see it. */
function around<Value>(fragment: SqlFragment, column: string | Expression<unknown>): RawBuilder<Value> {
  const texts = fragment.text.split(COLUMN.text)
  return sql(Object.assign(texts, { raw: texts }), ...texts.slice(1).map(() => reference(column)))
}

function reference<Value>(column: string | Expression<Value>): Expression<Value> {
  return typeof column === 'string' ? sql.ref(column) : column
}
