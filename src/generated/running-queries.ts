// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../management/operation.ts'
import type { ActiveQuery, SuccessMessage, TrackedQuery } from './models.ts'

/** The parameters of `runningQueries.history`. */
export interface RunningQueriesHistoryQuery {
  /** At most this many. @default 50 */
  readonly limit?: number | undefined
}

/** Running and past queries of this node. Needs an enterprise licence. */
export class RunningQueriesOperations {
  protected readonly call: OperationCaller

  constructor(call: OperationCaller) {
    this.call = call
  }

  /**
   * Lists running queries.
   *
   * Needs the `admin` permission, and an enterprise license with `query_management`, and `query_management.enabled`
   * on the server.
   *
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   *
   * @see GET /api/v1/queries/active
   */
  list(options?: CallOptions): Promise<ActiveQuery[]> {
    return this.call('runningQueries.list', {}, options)
  }

  /**
   * Lists past queries, newest first.
   *
   * Needs the `admin` permission, and an enterprise license with `query_management`, and `query_management.enabled`
   * on the server.
   *
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   *
   * @see GET /api/v1/queries/history
   */
  history(query?: RunningQueriesHistoryQuery, options?: CallOptions): Promise<TrackedQuery[]> {
    return this.call('runningQueries.history', { query }, options)
  }

  /**
   * Returns one query.
   *
   * Needs the `admin` permission, and an enterprise license with `query_management`, and `query_management.enabled`
   * on the server.
   *
   * @param id - The query's id, from the answer header `X-Arc-Query-ID` of a query.
   *
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   * @throws `ArcNotFoundError` (404) The server does not know this query. Or the feature is not available on this
   * server: `Cannot GET …`.
   *
   * @see GET /api/v1/queries/{id}
   */
  get(id: string, options?: CallOptions): Promise<TrackedQuery> {
    return this.call('runningQueries.get', { path: { id } }, options)
  }

  /**
   * Cancels a running query.
   *
   * Needs the `admin` permission, and an enterprise license with `query_management`, and `query_management.enabled`
   * on the server.
   *
   * @param id - The query's id, from the answer header `X-Arc-Query-ID` of a query.
   *
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   * @throws `ArcNotFoundError` (404) The server does not know this query. Or the feature is not available on this
   * server: `Cannot DELETE …`.
   * @throws `ArcConflictError` (409) The query has ended already.
   *
   * @see DELETE /api/v1/queries/{id}
   */
  cancel(id: string, options?: CallOptions): Promise<SuccessMessage> {
    return this.call('runningQueries.cancel', { path: { id } }, options)
  }
}
