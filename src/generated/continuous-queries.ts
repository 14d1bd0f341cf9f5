// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../management/operation.ts'
import type {
  ContinuousQuery,
  ContinuousQueryExecuteRequest,
  ContinuousQueryExecuteResult,
  ContinuousQueryExecution,
  ContinuousQueryRequest,
  MessageBody,
} from './models.ts'

/** The parameters of `continuousQueries.list`. */
export interface ContinuousQueriesListQuery {
  /** Only those of this database. */
  readonly database?: string | undefined
  /** Only active or only inactive ones. */
  readonly is_active?: boolean | undefined
}

/** The parameters of `continuousQueries.executions`. */
export interface ContinuousQueriesExecutionsQuery {
  /** At most this many; 0 is none, negative is all. @default 50 */
  readonly limit?: number | undefined
}

/**
 * Continuous queries aggregate a window of one measurement into another. Without an enterprise licence nothing runs
 * them on a schedule: call `execute`.
 */
export class ContinuousQueriesOperations {
  protected readonly call: OperationCaller

  constructor(call: OperationCaller) {
    this.call = call
  }

  /**
   * Lists continuous queries, newest first.
   *
   * Needs the `admin` permission, and `continuous_query.enabled` on the server.
   *
   * @throws `ArcServerError` (500) The queries could not be read.
   *
   * @see GET /api/v1/continuous_queries
   */
  list(query?: ContinuousQueriesListQuery, options?: CallOptions): Promise<ContinuousQuery[]> {
    return this.call('continuousQueries.list', { query }, options)
  }

  /**
   * Creates a continuous query.
   *
   * Needs the `admin` permission, and `continuous_query.enabled` on the server.
   *
   * @param body - A whole continuous query.
   *
   * @throws `ArcValidationError` (400) A field is missing or malformed, a placeholder is missing, the SQL is
   * forbidden, or the name is taken.
   * @throws `ArcServerError` (500) The query could not be stored.
   *
   * @see POST /api/v1/continuous_queries
   */
  create(body: ContinuousQueryRequest, options?: CallOptions): Promise<ContinuousQuery> {
    return this.call('continuousQueries.create', { body }, options)
  }

  /**
   * Returns one continuous query.
   *
   * Needs the `admin` permission, and `continuous_query.enabled` on the server.
   *
   * @param id - The query's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcNotFoundError` (404) No continuous query has this id. Or the feature is not available on this server:
   * `Cannot GET …`.
   *
   * @see GET /api/v1/continuous_queries/{id}
   */
  get(id: number, options?: CallOptions): Promise<ContinuousQuery> {
    return this.call('continuousQueries.get', { path: { id } }, options)
  }

  /**
   * Replaces the whole continuous query.
   *
   * Send every field: what is left out becomes empty, null or false, and the server does not look for the
   * placeholders again. `patch` changes single fields.
   *
   * Needs the `admin` permission, and `continuous_query.enabled` on the server.
   *
   * @param id - The query's id.
   * @param body - A whole continuous query.
   *
   * @throws `ArcValidationError` (400) The destination, a tag column or the SQL is malformed.
   * @throws `ArcNotFoundError` (404) No continuous query has this id. Or the feature is not available on this server:
   * `Cannot PUT …`.
   * @throws `ArcServerError` (500) Another query has that name, or the query could not be stored.
   *
   * @see PUT /api/v1/continuous_queries/{id}
   */
  update(id: number, body: ContinuousQueryRequest, options?: CallOptions): Promise<ContinuousQuery> {
    return this.call('continuousQueries.update', { path: { id }, body }, options)
  }

  /**
   * Deletes a continuous query and its history; the data it wrote stays.
   *
   * Needs the `admin` permission, and `continuous_query.enabled` on the server.
   *
   * @param id - The query's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcNotFoundError` (404) No continuous query has this id. Or the feature is not available on this server:
   * `Cannot DELETE …`.
   *
   * @see DELETE /api/v1/continuous_queries/{id}
   */
  delete(id: number, options?: CallOptions): Promise<MessageBody> {
    return this.call('continuousQueries.delete', { path: { id } }, options)
  }

  /**
   * Runs a continuous query now over one window, and waits until it is done.
   *
   * Running the same window twice writes its rows twice. The next window starts where this one ends, even if that is
   * further back. The server stops after ten minutes.
   *
   * Needs the `admin` permission, and `continuous_query.enabled` on the server. May take minutes.
   *
   * @param id - The query's id.
   * @param body - The window to aggregate; `dry_run` only returns the SQL.
   *
   * @throws `ArcValidationError` (400) A time lacks its zone, the window is reversed, or the query is not active.
   * @throws `ArcNotFoundError` (404) No continuous query has this id. Or the feature is not available on this server:
   * `Cannot POST …`.
   * @throws `ArcServerError` (500) The SQL failed; the history lists the run as well.
   * @throws `ArcServerError` (503) This node is not the primary writer.
   *
   * @see POST /api/v1/continuous_queries/{id}/execute
   */
  execute(
    id: number,
    body: ContinuousQueryExecuteRequest,
    options?: CallOptions,
  ): Promise<ContinuousQueryExecuteResult> {
    return this.call('continuousQueries.execute', { path: { id }, body }, options)
  }

  /**
   * Lists the past runs of a continuous query, newest first.
   *
   * An unknown id is an empty list.
   *
   * Needs the `admin` permission, and `continuous_query.enabled` on the server.
   *
   * @param id - The query's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcServerError` (500) The history could not be read.
   *
   * @see GET /api/v1/continuous_queries/{id}/executions
   */
  executions(
    id: number,
    query?: ContinuousQueriesExecutionsQuery,
    options?: CallOptions,
  ): Promise<ContinuousQueryExecution[]> {
    return this.call('continuousQueries.executions', { path: { id }, query }, options)
  }
}
