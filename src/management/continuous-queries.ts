/** Continuous queries, with `patch` and the checks that the server leaves out. */
import { ContinuousQueriesOperations } from '../generated/continuous-queries.ts'
import type { ContinuousQuery, ContinuousQueryRequest } from '../generated/models.ts'
import type { CallOptions } from '../transport/operation.ts'
import { withoutExtra } from './extra.ts'
import { merge, unknownMembers } from './patch.ts'
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
    return super.create(await checked('continuousQueries.create', body), options)
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
    return super.update(id, await checked('continuousQueries.update', body), options)
  }

  /**
   * Changes single fields of a continuous query: reads it, merges the changes and replaces it.
   *
   * Not atomic: a change that someone else makes between the two requests is lost.
   *
   * @throws `ArcNotFoundError` No continuous query has this id.
   */
  async patch(id: number, changes: ContinuousQueryPatch, options?: CallOptions): Promise<ContinuousQuery> {
    const current: ContinuousQueryDefinition = await this.get(id, withoutExtra(options))
    const extra = { ...unknownMembers(current, writable), ...options?.extra }
    return this.update(id, merge(current, changes, writable), { ...options, extra })
  }
}

/** The request for a definition, checked to be one that the server will run. What checks it is loaded when there is one. */
async function checked(operation: string, definition: ContinuousQueryDefinition): Promise<ContinuousQueryRequest> {
  // Copied before anything is awaited: the caller may change it once the call has returned.
  const request = { ...definition, query: textOf(definition?.query, `${operation}: query`) }
  const { checkRuns } = await import('./continuous-query-checks.ts')
  checkRuns(operation, request)
  return request
}
