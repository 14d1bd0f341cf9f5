/**
 * Queries: SQL in; rows, columns, Arrow or the server's JSON out.
 *
 * `rows` and `columns` read the MessagePack endpoint, the only one whose results prove that they are complete.
 * `arrow`, `batches`, `stream`, `ipc` and `ipcStream` read Arrow IPC, which can be streamed. A result that is
 * known to be truncated ends in an `ArcTruncatedError`, never in fewer rows (docs/large-results.md).
 */
import type { RecordBatch, Table } from 'apache-arrow'
import { abortSignal, flag, milliseconds, readOptions } from '../base/options.ts'
import type { SqlFragment } from '../base/sql-fragment.ts'
import { ArcServerError, ArcTruncatedError, ArcUsageError } from '../errors.ts'
import type { MeasurementInfo } from '../generated/models.ts'
import { readableFrom } from '../transport/byte-stream.ts'
import { checkDatabaseName } from '../transport/database.ts'
import type { ArcHttp } from '../transport/http.ts'
import type { QueryColumns } from './columns.ts'
import { checkDeadline } from './deadline-guard.ts'
import { type JsonResult, readJson, readJsonResult, refusal } from './json.ts'
import type {
  ArrowOptions,
  ColumnsOptions,
  JsonOptions,
  MeasurementsOptions,
  QueryEstimate,
  QueryOptions,
  QueryRowsOptions,
  SchemaOptions,
  StreamOptions,
} from './options.ts'
import { type CheckedQuery, expectContent, isMissing, QuerySender, rowRules, truncatedWith } from './query-sender.ts'
import { type QueryStream, type ResultSource, ResultStream } from './result-stream.ts'
import type { QueryRow, RowOptions } from './rows.ts'
import type { QueryMeaning } from './sql/changes.ts'

export type { JsonResult } from './json.ts'
export type * from './options.ts'
export type { QueryStream } from './result-stream.ts'
export type { QueryChange, QueryMeaning } from './sql/changes.ts'

// The readers are loaded on first use: a client that only writes needs none of them.
const loadArrowQuery = () => import('./arrow/arrow.ts')
type ArrowQuery = Awaited<ReturnType<typeof loadArrowQuery>>

const DEFAULT_READ_AHEAD_BYTES = 64 * 1024 * 1024

const measurementsRules = {
  database: (name: unknown) => (name === undefined ? undefined : checkDatabaseName(name)),
  allDatabases: flag(false),
  signal: abortSignal,
  timeoutMs: milliseconds(),
} satisfies Record<keyof MeasurementsOptions, unknown>

/** `arc.query`. */
export class QueryNamespace {
  readonly #http: ArcHttp
  readonly #sender: QuerySender

  constructor(http: ArcHttp) {
    this.#http = http
    this.#sender = new QuerySender(http)
  }

  /**
   * Runs a query and returns its rows as objects. A measurement that does not exist (yet) has no rows.
   *
   * @typeParam Row The shape of a row: the output of `schema`, or as you know it, and then nothing checks it.
   * @throws ArcQueryError when DuckDB refuses it (`category` says why), ArcUsageError when an integer does not fit a number or
   *   two columns have one name, ArcValidationError for a row that `schema` refuses, ArcTruncatedError when the result is
   *   incomplete, with the complete rows in `partial`.
   * @example
   * ```ts
   * const rows = await arc.query.rows<{ host: string; usage: number }>(
   *   sql`SELECT host, avg(usage) AS usage FROM cpu AS cpu WHERE host IN ${['a', 'b']} GROUP BY host`,
   * )
   * ```
   */
  async rows<Row extends object = QueryRow>(
    query: string | SqlFragment,
    options: QueryRowsOptions<Row> = {},
  ): Promise<Row[]> {
    const checked = this.#sender.check(query, options, rowRules)
    const { schema } = checked.options
    const { toRows } = await import('./rows.ts')
    const convert = async (result: QueryColumns) => {
      const rows = toRows(result, checked.options)
      // Without a schema the caller names the row type; what the server sends cannot be known here.
      return schema ? (await import('./row-schema.ts')).readRows(rows, schema) : (rows as unknown as Row[])
    }
    try {
      return await convert(await this.#columns('query.rows', checked))
    } catch (error) {
      if (!(error instanceof ArcTruncatedError) || error.partial === undefined) throw error
      throw truncatedWith(error, await convert(error.partial as QueryColumns))
    }
  }

  /**
   * Runs a query and returns its columns as typed arrays: the fastest way to read from Arc, without loss.
   *
   * 64-bit integers are a `BigInt64Array`, and so are instants, in the column's `unit`; dates are days. See
   * docs/result-types.md. The result is iterable: its rows, with the values of `rows`, are made one by one, and are gone
   * before they cost anything.
   *
   * @typeParam Row The shape of a row, as you know it; nothing checks it.
   * @throws ArcQueryError, ArcTruncatedError with the complete rows in `partial`.
   * @example
   * ```ts
   * const result = await arc.query.columns('SELECT time, usage FROM cpu AS cpu ORDER BY time')
   * console.log(result.rowCount, result.columns.length)
   * for (const row of result) console.log(row.time, row.usage)
   * ```
   */
  async columns<Row extends object = QueryRow>(
    query: string | SqlFragment,
    options: ColumnsOptions = {},
  ): Promise<QueryColumns & Iterable<Row>> {
    const checked = this.#sender.check(query, options)
    const { withRows } = await import('./rows.ts')
    try {
      return withRows<Row>(await this.#columns('query.columns', checked), checked.options)
    } catch (error) {
      if (!(error instanceof ArcTruncatedError) || error.partial === undefined) throw error
      throw truncatedWith(error, withRows(error.partial as QueryColumns, checked.options))
    }
  }

  /**
   * Runs a query and returns the server's JSON response. Prefer `rows`: in JSON, sums of integers are text up to Arc 26.09.1
   * and numbers since, and NaN and infinities are `null`.
   *
   * @throws ArcQueryError, also for a number that would be rounded (`bigNumbers`); ArcTruncatedError with the envelope in
   * `partial`.
   */
  async json(query: string | SqlFragment, options: JsonOptions = {}): Promise<JsonResult> {
    const checked = this.#sender.check(query, options)
    const headers = checked.options.profile ? { 'x-arc-profile': 'true' } : undefined
    const response = await this.#sender.post('query.json', '/api/v1/query', checked, { headers })
    const body = await readJsonResult(response, checked.options.bigNumbers)
    if (body.columns.length === 0) this.#sender.checkMissing(checked)
    checkDeadline(
      body.execution_time_ms,
      0,
      this.#sender.serverQueryTimeoutMs(checked),
      body.row_count,
      body,
      response.queryId,
    )
    return body
  }

  /**
   * Runs a query and returns an apache-arrow `Table`. Needs the package apache-arrow.
   *
   * @throws ArcQueryError, ArcTruncatedError with the table so far in `partial`.
   */
  async arrow(query: string | SqlFragment, options: ArrowOptions = {}): Promise<Table> {
    const checked = this.#sender.check(query, options)
    return (await loadArrowQuery()).queryTable(this.#sender, checked)
  }

  /**
   * Runs a query and yields apache-arrow `RecordBatch`es of up to 2,048 rows as they arrive, in constant memory. Needs
   * the package apache-arrow. Leaving the loop closes the connection.
   *
   * @throws ArcTruncatedError after the last batch if the result is incomplete.
   * @example
   * ```ts
   * for await (const batch of arc.query.batches('SELECT * FROM cpu AS cpu')) console.log(batch.numRows)
   * ```
   */
  batches(query: string | SqlFragment, options: StreamOptions = {}): QueryStream<RecordBatch> {
    return this.#streamed(query, options, ({ openBatches }, checked) => openBatches(this.#sender, checked))
  }

  /**
   * Runs a query and yields its rows as they arrive, in constant memory, with the same values as `rows`. Needs the
   * package apache-arrow. Leaving the loop closes the connection.
   *
   * @throws ArcTruncatedError after the last row if the result is incomplete; ArcValidationError in place of a row that
   * `schema` refuses.
   * @example
   * ```ts
   * for await (const row of arc.query.stream('SELECT * FROM cpu AS cpu')) process.stdout.write(`${JSON.stringify(row)}\n`)
   * ```
   */
  stream<Row extends object = QueryRow>(
    query: string | SqlFragment,
    options: StreamOptions & RowOptions & SchemaOptions<Row> = {},
  ): QueryStream<Row> {
    const open = async ({ openRows }: ArrowQuery, checked: CheckedQuery<typeof options>) => {
      // Without a schema the caller names the row type; what the server sends cannot be known here.
      const rows: ResultSource<unknown> = await openRows(this.#sender, checked)
      return rows as ResultSource<Row>
    }
    return this.#streamed(query, options, open, rowRules)
  }

  /**
   * Runs a query and returns the bytes of its Arrow IPC stream, verified to be complete: for `pl.readIPCStream`, DuckDB,
   * flechette, or a file.
   *
   * @throws ArcQueryError, ArcTruncatedError.
   */
  async ipc(query: string | SqlFragment, options: ArrowOptions = {}): Promise<Uint8Array> {
    const checked = this.#sender.check(query, options)
    return (await loadArrowQuery()).queryIpc(this.#sender, checked)
  }

  /**
   * Runs a query and returns its Arrow IPC stream to pass on, for example as the body of a `Response`. The end-of-stream
   * marker is only passed on once the result is known to be complete; otherwise the stream fails.
   *
   * @example
   * ```ts
   * new Response(arc.query.ipcStream('SELECT * FROM cpu AS cpu'), {
   *   headers: { 'content-type': 'application/vnd.apache.arrow.stream' },
   * })
   * ```
   */
  ipcStream(query: string | SqlFragment, options: StreamOptions = {}): ReadableStream<Uint8Array> {
    return readableFrom(this.#streamed(query, options, ({ openIpc }, checked) => openIpc(this.#sender, checked)))
  }

  /**
   * Counts the rows a query would return. Not cheap: the server runs the whole query.
   *
   * @throws ArcQueryError when the query fails (for which the server answers 200).
   */
  async estimate(query: string | SqlFragment, options: QueryOptions = {}): Promise<QueryEstimate> {
    const checked = this.#sender.check(query, options)
    const response = await this.#sender.post('query.estimate', '/api/v1/query/estimate', checked, { asSubquery: true })
    const body = await readJson<EstimateEnvelope>(response)
    if (body.success) {
      if (!Number.isFinite(body.estimated_rows))
        throw new ArcServerError('The answer is no estimate: it has no estimated_rows')
      const { success: _, ...estimate } = body
      return { ...estimate, missing: false }
    }
    const error = await refusal(response)
    if (!isMissing(error)) throw error
    this.#sender.checkMissing(checked, error)
    return { estimated_rows: 0, warning_level: 'none', execution_time_ms: body.execution_time_ms, missing: true }
  }

  /**
   * What is sent for a query, without sending it: equivalent SQL that the server cannot misread, with each change and why it
   * is made. A query without a trap is sent as it is (docs/sql-traps.md). For one without an upper end of time, the server is
   * asked for the latest row, as it would be.
   *
   * @throws ArcValidationError for a query that would be refused.
   * @example
   * ```ts
   * const { sql: sent, changes } = await arc.query.meaning("SELECT date_trunc('day', time) AS day FROM cpu")
   * console.log(sent)
   * for (const { rule, before, after, why, docs } of changes) console.log(rule, before, after, why, docs)
   * ```
   */
  async meaning(query: string | SqlFragment, options: QueryOptions = {}): Promise<QueryMeaning> {
    return this.#sender.meaning(this.#sender.check(query, options))
  }

  /**
   * Lists the measurements of the client's database, of the one that `options.database` names, or of all with
   * `allDatabases`. Works only if the server stores on local disk: on S3 and Azure the list is always empty, so use
   * `SHOW TABLES` there.
   */
  async measurements(options: MeasurementsOptions = {}): Promise<readonly MeasurementInfo[]> {
    const { database, allDatabases, signal, timeoutMs } = readOptions(options, measurementsRules)
    if (allDatabases && database !== undefined) {
      throw new ArcUsageError('measurements: give either a database or { allDatabases: true }')
    }
    const filter = allDatabases ? '' : `?database=${database ?? this.#http.config.database}`
    const response = await this.#http.request({
      operation: 'query.measurements',
      method: 'GET',
      path: `/api/v1/measurements${filter}`,
      database: null,
      signal,
      timeoutMs,
      kind: 'query',
      retry: 'idempotent',
    })
    const { success, measurements } = await readJson<MeasurementsEnvelope>(response)
    if (success !== true || !Array.isArray(measurements ?? [])) throw await refusal(response)
    return measurements ?? []
  }

  /** What `open` reads, at the consumer's pace. The query is checked now, but a generator throws at its first `next()`. */
  #streamed<Options extends StreamOptions, T>(
    query: string | SqlFragment,
    options: Options,
    open: (reader: ArrowQuery, checked: CheckedQuery<Options>) => Promise<ResultSource<T>>,
    rules?: typeof rowRules,
  ): ResultStream<T> {
    try {
      const checked = this.#sender.check(query, options, rules)
      const { signal: caller, readAheadBytes = DEFAULT_READ_AHEAD_BYTES } = checked.options
      return new ResultStream(
        async (signal) => open(await loadArrowQuery(), { ...checked, options: { ...checked.options, signal } }),
        readAheadBytes,
        caller,
      )
    } catch (refusal) {
      return new ResultStream(() => Promise.reject(refusal), 0, undefined)
    }
  }

  async #columns(operation: string, query: CheckedQuery): Promise<QueryColumns> {
    const [response, { MsgpackResult }] = await Promise.all([
      this.#sender.post(operation, '/api/v1/query/msgpack', query),
      import('./msgpack/msgpack.ts'),
    ])
    await expectContent(response, 'msgpack')
    const result = new MsgpackResult()
    await response.read((chunk) => result.push(chunk))
    const columns = result.finish()
    if (columns.missing) this.#sender.checkMissing(query)
    return columns
  }
}

interface MeasurementsEnvelope {
  readonly success?: boolean
  readonly measurements?: readonly MeasurementInfo[] | null
}

type EstimateEnvelope =
  | (Omit<QueryEstimate, 'missing'> & { readonly success: true })
  | { readonly success: false; readonly error?: string; readonly execution_time_ms: number }
