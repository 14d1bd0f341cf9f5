/** Sends queries to the server; shared by the readers of all formats. */

import { describe } from '../base/describe.ts'
import type { SqlFragment } from '../base/sql-fragment.ts'
import { checkDatabaseName, checkOptionNames } from '../config.ts'
import { ArcNotFoundError, ArcQueryError, ArcTruncatedError, ArcUsageError, ArcValidationError } from '../errors.ts'
import { checkLimits } from '../transport/deadline.ts'
import { isMissingMeasurement } from '../transport/error-response.ts'
import type { ArcRequest, ArcResponse } from '../transport/exchange.ts'
import type { ArcHttp } from '../transport/http.ts'
import { refusal } from './json.ts'
import type { QueryOptions, StreamOptions } from './options.ts'
import type { QueryMeaning } from './sql/rewrite.ts'
import { sqlText } from './sql/text.ts'

/** A query that may be sent, with a copy of its options: what the caller changes after the call has no effect on it. */
export interface CheckedQuery<Options extends QueryOptions = QueryOptions> {
  readonly text: string
  readonly options: Options
}

/** Loaded with the first query: a client that only writes does not need it. */
const loadRewrite = () => import('./sql/rewrite.ts')

/** Sends queries to the endpoints of one server. */
export class QuerySender {
  readonly #http: ArcHttp

  constructor(http: ArcHttp) {
    this.#http = http
  }

  /** Throws for what must not be sent; the reason of a signal that is aborted already. */
  check<Options extends QueryOptions>(query: string | SqlFragment, options: Options): CheckedQuery<Options> {
    checkQueryOptions(options)
    checkLimits(options)
    checkLimits({ timeoutMs: (options as StreamOptions).idleTimeoutMs }, 'idleTimeoutMs')
    const text = sqlText(query)
    options.signal?.throwIfAborted()
    return { text, options: { ...options } }
  }

  async post(
    operation: string,
    path: string,
    query: CheckedQuery,
    { asSubquery, ...extra }: Pick<ArcRequest, 'headers' | 'idleTimeoutMs'> & { readonly asSubquery?: boolean } = {},
  ): Promise<ArcResponse> {
    const { text, options } = query
    const meaning = await this.meaning(query)
    // The server wraps an estimate in a query of its own.
    const sql = asSubquery ? (await loadRewrite()).asSubquery(meaning.sql) : meaning.sql
    return this.#http.request({
      operation,
      method: 'POST',
      path,
      body: JSON.stringify({ sql }),
      attributes: { 'db.query.text': sql, ...(sql === text ? {} : { 'arc.query.written': text }) },
      database: options.database,
      signal: options.signal,
      timeoutMs: options.timeoutMs,
      kind: 'query',
      retry: 'idempotent',
      ...extra,
    })
  }

  /** Refuses a measurement that does not exist, where the caller wants an error; elsewhere it is an empty result. */
  checkMissing({ options }: CheckedQuery, cause?: unknown): void {
    if ((options.missing ?? this.#http.config.missing) !== 'error') return
    throw new ArcNotFoundError(
      'the measurement or its database does not exist (yet), or nothing of it has been flushed',
      {
        cause,
      },
    )
  }

  /** How long a stream may be silent. */
  idleTimeoutMs({ options }: CheckedQuery<StreamOptions>): number {
    return options.idleTimeoutMs ?? this.#http.config.queryTimeoutMs
  }

  /** What is sent for a query, and why it differs from what was written. */
  async meaning({ text, options }: CheckedQuery): Promise<QueryMeaning> {
    const { checkUnchanged, rewriteQuery } = await loadRewrite()
    if (options.rewrite === false) return checkUnchanged(text)
    const { config } = this.#http
    const database = (options.database === undefined ? config.database : options.database) ?? 'default'
    // There is no header for `default` (docs/wire-notes.md#database-header).
    return rewriteQuery(text, database === 'default' ? undefined : database, options.fresh ?? config.fresh)
  }

  serverQueryTimeoutMs({ options }: CheckedQuery): number {
    return options.serverQueryTimeoutMs ?? this.#http.config.serverQueryTimeoutMs
  }
}

/** Whether a query failed because the measurement is missing, which this client treats as an empty result. */
export function isMissing(error: unknown): boolean {
  return error instanceof ArcQueryError && isMissingMeasurement(error)
}

/** Throws for a 2xx whose body is not of the requested type: it contains an error. */
export async function expectContent(response: ArcResponse, type: string): Promise<void> {
  if (!response.headers.get('content-type')?.toLowerCase().includes(type)) throw await refusal(response)
}

/** The same error, with what had arrived. */
export function truncatedWith(error: ArcTruncatedError, partial: unknown): ArcTruncatedError {
  const { message, reason, rowsReceived, cause } = error
  return new ArcTruncatedError(message, { reason, rowsReceived, partial, cause })
}

/** The options of all methods. One that a method does not use does no harm, but a typo would. */
const queryOptions = [
  'database',
  'signal',
  'timeoutMs',
  'serverQueryTimeoutMs',
  'fresh',
  'rewrite',
  'int64',
  'timestamps',
  'dictionary',
  'compression',
  'readAheadBytes',
  'idleTimeoutMs',
  'profile',
  'bigNumbers',
  'missing',
]
const choices: Readonly<Record<string, readonly unknown[]>> = {
  dictionary: [true, false],
  profile: [true, false],
  bigNumbers: ['error', 'text'],
  fresh: [true, false],
  rewrite: [true, false],
  missing: ['empty', 'error'],
  int64: ['number', 'bigint'],
  timestamps: ['date', 'iso', 'micros', 'nanos'],
  compression: ['zstd', 'lz4'],
}
const amounts: Readonly<Record<string, string>> = { serverQueryTimeoutMs: 'milliseconds', readAheadBytes: 'bytes' }

/** Refuses unknown options, and invalid values of those that only queries have. */
function checkQueryOptions(options: QueryOptions): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new ArcValidationError(
      'the options of a query are an object; Arc has no bind parameters, so put values into sql`…`',
    )
  }
  const binds = Object.keys(options).find((name) => /^(params?|parameters|values|args|binds?|bindings)$/i.test(name))
  if (binds !== undefined) {
    throw new ArcUsageError(
      `there is no option ${describe(binds)}: Arc has no bind parameters, so put values into sql\`…\``,
    )
  }
  checkOptionNames(options, queryOptions)
  if (options.database !== undefined && options.database !== null) checkDatabaseName(options.database)
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue
    const known = choices[name]
    if (known !== undefined && !known.includes(value)) {
      throw new ArcValidationError(`${name} is ${describe(value)}; it may be ${known.map(describe).join(', ')}`)
    }
    const unit = amounts[name]
    if (unit !== undefined && !(typeof value === 'number' && value >= 0)) {
      throw new ArcValidationError(`${name} is ${describe(value)}; give a number of ${unit}, or 0`)
    }
  }
}
