/** Sends queries to the server; shared by the readers of all formats. */

import { describe } from '../base/describe.ts'
import {
  abortSignal,
  amount,
  flag,
  milliseconds,
  type OptionRule,
  oneOf,
  option,
  readOptions,
} from '../base/options.ts'
import { refusing, refusingAsync } from '../base/refusing.ts'
import type { SqlFragment } from '../base/sql-fragment.ts'
import { ArcNotFoundError, ArcQueryError, ArcTruncatedError, ArcUsageError } from '../errors.ts'
import { databaseName, databaseOrNull } from '../transport/database.ts'
import { isMissingMeasurement } from '../transport/error-response.ts'
import type { ArcRequest, ArcResponse } from '../transport/exchange.ts'
import type { ArcHttp } from '../transport/http.ts'
import { refusal } from './json.ts'
import type { JsonOptions, QueryOptions, QueryRowsOptions, SchemaOptions, StreamOptions } from './options.ts'
import type { RowSchema } from './row-schema.ts'
import type { QueryMeaning } from './sql/changes.ts'
import type { Rewriter, Rewritten } from './sql/rewrite.ts'
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
  #rewriter: Rewriter | undefined

  constructor(http: ArcHttp) {
    this.#http = http
  }

  /** Throws for what must not be sent; the reason of a signal that is aborted already. */
  check<Options extends QueryOptions>(
    query: string | SqlFragment,
    options: Options,
    rules: Readonly<Record<string, OptionRule>> = queryRules,
  ): CheckedQuery<Options> {
    const [checked, text] = refusing(
      'the query',
      () => [readQueryOptions(options, rules) as object as Options, sqlText(query)] as const,
    )
    checked.signal?.throwIfAborted()
    return { text, options: checked }
  }

  async post(
    operation: string,
    path: string,
    query: CheckedQuery,
    { asSubquery, ...extra }: Pick<ArcRequest, 'headers' | 'idleTimeoutMs'> & { readonly asSubquery?: boolean } = {},
  ): Promise<ArcResponse> {
    const { text, options } = query
    const startedAt = performance.now()
    const limitMs =
      options.timeoutMs ?? (extra.idleTimeoutMs === undefined ? this.#http.config.queryTimeoutMs : undefined)
    const meaning = await this.#rewritten(query, limitMs)
    const spentMs = Math.floor(performance.now() - startedAt)
    // The server wraps an estimate in a query of its own.
    const sql = asSubquery ? (await loadRewrite()).asSubquery(meaning.sql) : meaning.sql
    const request: ArcRequest = {
      operation,
      method: 'POST',
      path,
      body: refusing(operation, () => JSON.stringify({ sql })),
      attributes: { 'db.query.text': sql, ...(sql === text ? {} : { 'arc.query.written': text }) },
      database: options.database,
      signal: options.signal,
      timeoutMs: limitMs && limitMs - spentMs,
      attemptTimeoutMs: options.attemptTimeoutMs,
      kind: 'query',
      retry: 'idempotent',
      ...extra,
    }
    try {
      return await this.#http.request(request)
    } catch (error) {
      throw await withPlace(error, text)
    }
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
  async meaning(query: CheckedQuery): Promise<QueryMeaning> {
    const [{ sql, edits }, { changesOf }] = await Promise.all([this.#rewritten(query), import('./sql/changes.ts')])
    return { sql, changes: changesOf(query.text, edits) }
  }

  /** @param limitMs The time limit of the query. */
  #rewritten(query: CheckedQuery, limitMs?: number): Promise<Rewritten> {
    return refusingAsync('the query', () => this.#rewrite(query, limitMs))
  }

  async #rewrite({ text, options }: CheckedQuery, limitMs: number | undefined): Promise<Rewritten> {
    const { checkUnchanged, Rewriter } = await loadRewrite()
    if (options.rewrite === false) return checkUnchanged(text)
    this.#rewriter ??= new Rewriter()
    const { config } = this.#http
    const name = databaseName(options.database, config.database)
    // There is no header for `default` (docs/wire-notes.md#database-header).
    const database = name === 'default' ? undefined : name
    const rewritten = this.#rewriter.rewrite(text, { database, fresh: options.fresh ?? config.fresh })
    if (rewritten.openEnded.length === 0) return rewritten
    const { latestAhead } = await import('./open-ends.ts')
    const latest = await latestAhead(this.#http, rewritten.openEnded, name, limitMs, options.signal)
    if (latest === undefined) return rewritten
    return this.#rewriter.rewrite(text, latest === 'unknown' ? { database, fresh: true } : { database, latest })
  }

  serverQueryTimeoutMs({ options }: CheckedQuery): number {
    return options.serverQueryTimeoutMs ?? this.#http.config.serverQueryTimeoutMs
  }
}

/** Whether a query failed because the measurement is missing, which this client treats as an empty result. */
export function isMissing(error: unknown): boolean {
  return error instanceof ArcQueryError && isMissingMeasurement(error)
}

/** The same error, which says where in the text as it was written it is. */
async function withPlace(error: unknown, text: string): Promise<unknown> {
  if (!(error instanceof ArcQueryError)) return error
  const said = (error.body as { readonly error?: unknown } | undefined)?.error
  const { errorPlace } = await import('./sql/error-place.ts')
  const place = typeof said === 'string' ? errorPlace(said, text) : undefined
  if (place !== undefined) error.message += `\n${place}`
  return error
}

/** Throws for a 2xx whose body is not of the requested type: it contains an error. */
export async function expectContent(response: ArcResponse, type: string): Promise<void> {
  if (!response.headers.get('content-type')?.toLowerCase().includes(type)) throw await refusal(response)
}

/** The same error, with what had arrived. */
export function truncatedWith(error: ArcTruncatedError, partial: unknown): ArcTruncatedError {
  const { message, reason, rowsReceived, cause, endpoint, queryId } = error
  return new ArcTruncatedError(message, { reason, rowsReceived, partial, cause, endpoint, queryId })
}

/** The options of nearly all methods. One that a method does not use does no harm, but a typo would. */
const queryRules = {
  database: databaseOrNull,
  signal: abortSignal,
  timeoutMs: milliseconds(),
  attemptTimeoutMs: milliseconds(),
  serverQueryTimeoutMs: amount('milliseconds'),
  fresh: flag(),
  rewrite: flag(),
  int64: oneOf(['number', 'bigint']),
  timestamps: oneOf(['date', 'iso', 'micros', 'nanos']),
  dictionary: flag(),
  compression: oneOf(['zstd', 'lz4']),
  readAheadBytes: amount('bytes'),
  idleTimeoutMs: milliseconds(),
  profile: flag(),
  bigNumbers: oneOf(['error', 'text']),
  missing: oneOf(['empty', 'error']),
} satisfies Record<Exclude<keyof QueryRowsOptions, 'schema'> | keyof StreamOptions | keyof JsonOptions, unknown>

/** Those of the methods that return rows. Elsewhere a schema would only seem to be followed. */
export const rowRules = {
  ...queryRules,
  schema: option<RowSchema<unknown>>(
    'a Standard Schema, such as z.object({ … })',
    (value) => typeof (value as Partial<RowSchema<unknown>> | null)?.['~standard']?.validate === 'function',
  ),
} satisfies Record<keyof SchemaOptions<unknown>, unknown>

/** Refuses unknown options and invalid values, and returns a copy. */
function readQueryOptions(options: object, rules: Readonly<Record<string, OptionRule>>): object {
  const isBind = (name: string) => /^(\d+|params?|parameters|values|args|binds?|bindings)$/i.test(name)
  const bind = typeof options === 'object' ? Object.keys(options ?? {}).find(isBind) : undefined
  if (bind !== undefined) {
    throw new ArcUsageError(
      `there is no option ${describe(bind)}: Arc has no bind parameters, so put values into sql\`…\``,
    )
  }
  return readOptions(options, rules)
}
