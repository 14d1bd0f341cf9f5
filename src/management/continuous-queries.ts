/** Continuous queries, with `patch` and the checks that the server leaves out. */
import { ArcValidationError } from '../errors.ts'
import { ContinuousQueriesOperations } from '../generated/continuous-queries.ts'
import type { ContinuousQuery, ContinuousQueryRequest } from '../generated/models.ts'
import type { CallOptions } from '../transport/operation.ts'
import { merge } from './patch.ts'
import { type SqlText, textOf } from './sql-text.ts'

/** What to run, and when. `query` contains the placeholders `{start_time}` and `{end_time}`, without quotes. */
export type ContinuousQueryDefinition = Omit<ContinuousQueryRequest, 'query'> & { readonly query: SqlText }

/** The fields to change; the others keep their value. */
export type ContinuousQueryPatch = {
  readonly [Key in keyof ContinuousQueryDefinition]?: ContinuousQueryDefinition[Key] | undefined
}

const writable = [
  'name',
  'description',
  'database',
  'source_measurement',
  'destination_measurement',
  'query',
  'interval',
  'tag_columns',
  'retention_days',
  'delete_source_after_days',
  'is_active',
] as const

export class ContinuousQueries extends ContinuousQueriesOperations {
  /**
   * Creates a continuous query.
   *
   * Refuses what the server would store but never run: an `interval` such as `1d` (write `24h`), placeholders in quotes, and
   * SQL that does not read `FROM <database>.<source_measurement>`.
   *
   * Needs the `admin` permission, and `continuous_query.enabled` on the server.
   *
   * @throws `ArcValidationError` A field is missing or malformed, a placeholder is missing, or the SQL is forbidden.
   * @throws `ArcConflictError` The name is taken.
   * @see POST /api/v1/continuous_queries
   */
  override async create(body: ContinuousQueryDefinition, options?: CallOptions): Promise<ContinuousQuery> {
    return super.create(checked('continuousQueries.create', body), options)
  }

  /**
   * Replaces the whole continuous query.
   *
   * Send every field: what is left out becomes empty, null or false. To change single fields, use {@link patch}. Refuses what
   * the server would store but never run, like {@link create}.
   *
   * Needs the `admin` permission, and `continuous_query.enabled` on the server.
   *
   * @throws `ArcNotFoundError` No continuous query has this id.
   * @see PUT /api/v1/continuous_queries/{id}
   */
  override async update(id: number, body: ContinuousQueryDefinition, options?: CallOptions): Promise<ContinuousQuery> {
    return super.update(id, checked('continuousQueries.update', body), options)
  }

  /**
   * Changes single fields of a continuous query: reads it, merges the changes and replaces it.
   *
   * Not atomic: a change that someone else makes between the two requests is lost.
   *
   * @throws `ArcNotFoundError` No continuous query has this id.
   */
  async patch(id: number, changes: ContinuousQueryPatch, options?: CallOptions): Promise<ContinuousQuery> {
    const current: ContinuousQueryDefinition = await this.get(id, options)
    return this.update(id, merge(current, changes, writable), options)
  }
}

/** Nanoseconds in each unit of Go's durations. There are no days: the server stores `1d`, and its scheduler skips the query forever. */
const goUnits: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
}

/** Whether Go parses the text as a duration of at least a nanosecond. */
function isGoDuration(text: string): boolean {
  const part = /([0-9]+(?:\.[0-9]*)?)(ns|us|µs|ms|s|m|h)/g
  if (text.replace(part, '') !== '') return false
  let nanos = 0
  for (const [, amount, unit] of text.matchAll(part)) nanos += Number(amount) * (goUnits[unit ?? ''] ?? 0)
  return nanos >= 1 && nanos < 2 ** 63
}

/** The request for a definition, checked to be one that the server's scheduler will run. */
function checked(operation: string, definition: ContinuousQueryDefinition): ContinuousQueryRequest {
  const request = { ...definition, query: textOf(definition?.query) }
  checkSchedule(operation, request)
  return request
}

function checkSchedule(operation: string, request: Partial<ContinuousQueryRequest>): void {
  const { interval, query, database, source_measurement: source, is_active } = request
  if (interval !== undefined && !(typeof interval === 'string' && isGoDuration(interval))) {
    const days = /^(\d+)([dw])$/.exec(interval)
    const hours = days ? `${Number(days[1]) * (days[2] === 'w' ? 168 : 24)}h` : '1h30m'
    throw new ArcValidationError(
      `${operation}: interval ${JSON.stringify(interval)} would be stored and never run; write a duration in h, m and s, such as "${hours}"`,
    )
  }
  // What is missing or not text the server refuses itself.
  if (typeof query !== 'string') return
  for (const placeholder of ['{start_time}', '{end_time}']) {
    if (!query.includes(placeholder)) {
      throw new ArcValidationError(
        `${operation}: query must contain ${placeholder}; the server puts the window's bounds in place of {start_time} and {end_time}`,
      )
    }
    if (query.includes(`'${placeholder}'`)) {
      throw new ArcValidationError(
        `${operation}: write ${placeholder} without quotes; the server puts a quoted literal in its place`,
      )
    }
  }
  // The only table that the server puts files in place of. What is not active may stay as it is.
  const table = `${database}.${source}`
  if (is_active === false || !/^[\w-]+\.[\w-]+$/.test(table)) return
  if (!new RegExp(`\\bFROM[\\t\\n\\f\\r ]+${table.replace('.', '\\.')}\\b`, 'i').test(query)) {
    throw new ArcValidationError(
      `${operation}: query must read FROM ${table}, written like that: without quotes, sql.id() or a space`,
    )
  }
}
