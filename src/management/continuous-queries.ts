/** Continuous queries, with `patch`, `ensure`, `catchUp` and the checks that the server leaves out. */
import { abortSignal, callback, readOptions, unchecked } from '../base/options.ts'
import { refusing } from '../base/refusing.ts'
import { ContinuousQueriesOperations } from '../generated/continuous-queries.ts'
import type {
  ContinuousQuery,
  ContinuousQueryExecuteRequest,
  ContinuousQueryExecuteResult,
  ContinuousQueryRequest,
} from '../generated/models.ts'
import { type Ensured, ensureDefinition, patchDefinition } from './definitions.ts'
import type { CallOptions } from './operation.ts'
import { type SqlText, textOf } from './requests.ts'

/** What to run, and when. `query` contains the placeholders `{start_time}` and `{end_time}`, without quotes. */
export type ContinuousQueryDefinition = Omit<ContinuousQueryRequest, 'query'> & { readonly query: SqlText }

/** The fields to change; the others keep their value. */
export type ContinuousQueryPatch = {
  readonly [Key in keyof ContinuousQueryDefinition]?: ContinuousQueryDefinition[Key] | undefined
}

/** How far to catch up. */
export interface CatchUpOptions extends Pick<CallOptions, 'signal'> {
  /** The first instant, a `Date` or RFC 3339 with a zone; the first window is the one it lies in. @default where the runs so far end, or the creation of the query */
  readonly from?: Date | string | undefined
  /** Windows that end later stay for the next time. @default now */
  readonly until?: Date | string | undefined
  /** Called after each window, as progress, and to know which were run should one fail. @default none */
  readonly onRun?: ((run: ContinuousQueryExecuteResult) => void) | undefined
}

const catchUpRules = {
  from: unchecked(),
  until: unchecked(),
  onRun: callback(),
  signal: abortSignal,
} satisfies Record<keyof CatchUpOptions, unknown>

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

const unset: ContinuousQueryPatch = {
  description: null,
  tag_columns: [],
  retention_days: null,
  delete_source_after_days: null,
}

export class ContinuousQueries extends ContinuousQueriesOperations {
  readonly #catchingUp = new Map<number, Promise<void>>()

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
    return patchDefinition<ContinuousQueryDefinition, ContinuousQuery>(this, id, changes, writable, options)
  }

  /**
   * Creates a continuous query, or changes the one of its name where it differs, and says which in `outcome`.
   *
   * Give the whole query: what is left out is as in a new one. Calling it twice, or from two processes, makes one query, and
   * its history stays. Refuses what the server would store but never run, like {@link create}.
   *
   * Needs the `admin` permission, and `continuous_query.enabled` on the server.
   *
   * @throws `ArcValidationError` A field is missing or malformed, a placeholder is missing, or the SQL is forbidden.
   */
  async ensure(definition: ContinuousQueryDefinition, options?: CallOptions): Promise<Ensured<ContinuousQuery>> {
    return ensureDefinition<ContinuousQueryDefinition, ContinuousQuery>(
      this,
      { list: (options) => this.list({}, options), writable, unset },
      await checked('continuousQueries.ensure', definition),
      options,
    )
  }

  /**
   * Runs a continuous query now over one window, and waits until it is done.
   *
   * Without a window it is the time from the end of the last run, or the last hour, until now, which ends within a bucket:
   * {@link catchUp} runs whole windows only. Running the same window twice writes its rows twice. The server stops after ten
   * minutes.
   *
   * Needs the `admin` permission, and `continuous_query.enabled` on the server. May take minutes.
   *
   * @throws `ArcValidationError` A time lacks its zone, the window is reversed, or the query is not active.
   * @throws `ArcNotFoundError` No continuous query has this id.
   * @throws `ArcServerError` The SQL failed; the history lists the run as well. Or this node is not the primary writer.
   * @see POST /api/v1/continuous_queries/{id}/execute
   */
  override execute(
    id: number,
    body: ContinuousQueryExecuteRequest = {},
    options?: CallOptions,
  ): Promise<ContinuousQueryExecuteResult> {
    return super.execute(id, body, options)
  }

  /**
   * Runs the closed windows that are still to be run, each once, in order, and returns their runs.
   *
   * Windows are as wide as `interval` and aligned in UTC as `time_bucket` aligns its buckets. What the history says was run is
   * not run again, so that calling it twice, or again after a failure, goes on where it stopped; what is left of a window after
   * a run by hand is run by itself. Run it in one process at a time, and call `arc.write.makeVisible()` first: rows in the
   * ingest buffer are not aggregated.
   *
   * @example
   * ```ts
   * for (const { id } of await arc.continuousQueries.list({ is_active: true })) {
   *   const runs = await arc.continuousQueries.catchUp(id)
   *   console.log(runs.map(({ start_time, records_written }) => [start_time, records_written]))
   * }
   * ```
   *
   * @throws `ArcValidationError` `from` or `until` is no instant; `interval` is not whole seconds, or no multiple of the buckets in
   * the SQL; or there are more than 10,000 windows.
   * @throws `ArcServerError` A window failed. Those before it have been run; the next call begins with it.
   */
  async catchUp(id: number, options: CatchUpOptions = {}): Promise<ContinuousQueryExecuteResult[]> {
    // One after the other: two that read the same history would run the same windows.
    const given = refusing('continuousQueries.catchUp', () => ({ ...options }))
    const runs = (this.#catchingUp.get(id) ?? Promise.resolve()).then(() => this.#catchUp(id, given))
    const settled = runs.then(
      () => {},
      () => {},
    )
    this.#catchingUp.set(id, settled)
    settled.then(() => this.#catchingUp.get(id) === settled && this.#catchingUp.delete(id))
    return runs
  }

  async #catchUp(id: number, options: CatchUpOptions): Promise<ContinuousQueryExecuteResult[]> {
    readOptions(options, catchUpRules)
    const { signal, onRun } = options
    const { windowsToRun } = await import('./continuous-query-windows.ts')
    const query = await this.get(id, { signal })
    const windows = await windowsToRun(query, options, (limit) => this.executions(id, { limit }, { signal }))
    const runs: ContinuousQueryExecuteResult[] = []
    for (const window of windows) {
      const run = await this.execute(id, window, { signal })
      runs.push(run)
      onRun?.(run)
    }
    return runs
  }
}

/** The request for a definition, checked to be one that the server will run. What checks it is loaded when there is one. */
async function checked(operation: string, definition: ContinuousQueryDefinition): Promise<ContinuousQueryRequest> {
  // Copied before anything is awaited: the caller may change it once the call has returned.
  const request = refusing(operation, () => ({
    ...definition,
    query: textOf(definition?.query, `${operation}: query`),
  }))
  const { checkRuns } = await import('./continuous-query-checks.ts')
  checkRuns(operation, request)
  return request
}
