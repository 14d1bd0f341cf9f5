/** Sends queries to the server; shared by the readers of all formats. */
import { checkDatabaseName, checkOptionNames } from '../config.ts'
import { describe } from '../describe.ts'
import { ArcNotFoundError, ArcQueryError, ArcTruncatedError, ArcValidationError } from '../errors.ts'
import { checkLimits } from '../transport/deadline.ts'
import { isMissingMeasurement } from '../transport/error-response.ts'
import type { ArcRequest, ArcResponse } from '../transport/exchange.ts'
import type { ArcHttp } from '../transport/http.ts'
import { refusal } from './json.ts'
import type { QueryOptions, StreamOptions } from './options.ts'
import { type SqlFragment, sqlText } from './sql/text.ts'

/** A query that may be sent, with a copy of its options: what the caller changes after the call has no effect on it. */
export interface CheckedQuery<Options extends QueryOptions = QueryOptions> {
  readonly text: string
  readonly options: Options
}

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
    const text = sqlText(query).replace(LEADING_WITH, '$& ')
    checkStatement(text)
    options.signal?.throwIfAborted()
    return { text, options: { ...options } }
  }

  post(
    operation: string,
    path: string,
    { text, options }: CheckedQuery,
    extra: Pick<ArcRequest, 'headers' | 'idleTimeoutMs'> = {},
  ): Promise<ArcResponse> {
    return this.#http.request({
      operation,
      method: 'POST',
      path,
      body: JSON.stringify({ sql: text }),
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

  serverQueryTimeoutMs({ options }: CheckedQuery): number {
    return options.serverQueryTimeoutMs ?? this.#http.config.serverQueryTimeoutMs
  }
}

const COMMENT = String.raw`--[^\n]*\n|/\*(?:[^*]|\*(?!/))*\*/`
/** What may stand in front of a statement. */
const BLANK = String.raw`^(?:[\s(]|${COMMENT})*`
const OPENS_TRANSACTION = new RegExp(`${BLANK}(begin|start\\s+transaction)\\b`, 'i')

/** Without a space behind WITH, Arc takes the names that it defines for measurements, which are empty. */
const LEADING_WITH = new RegExp(`${BLANK}with\\b(?! )`, 'i')
const HIDES_NAMES = /\bas\s+(?:not\s+)?materialized\s*\(/i
/** What is no SQL. A doubled quote ends one literal and begins the next. */
const TEXTS = new RegExp(`'[^']*'|"[^"]*"|${COMMENT}`, 'g')

/** Refuses what spoils the server for everyone (docs/wire-notes.md#execution), and what it silently answers with nothing. */
function checkStatement(text: string): void {
  const [, keyword] = OPENS_TRANSACTION.exec(text) ?? []
  if (keyword !== undefined) {
    throw new ArcValidationError(
      `${keyword.toUpperCase()} would stay open on a connection that the server shares among all its clients, and fail their queries; send the query alone`,
    )
  }
  // Few queries have the word; the others need not be searched for texts and comments.
  if (/materialized/i.test(text) && HIDES_NAMES.test(`${text}\n`.replace(TEXTS, ' '))) {
    throw new ArcValidationError(
      'Arc takes the name of a WITH … AS MATERIALIZED for a measurement, which is empty; leave MATERIALIZED out',
    )
  }
}

/** Whether a query failed because the measurement is missing, which this client treats as an empty result. */
export function isMissing(error: unknown): boolean {
  return error instanceof ArcQueryError && isMissingMeasurement(error)
}

/** Throws for a 2xx whose body is not of the requested type: it contains an error. */
export async function expectContent(response: ArcResponse, type: string): Promise<void> {
  if (!(response.headers.get('content-type') ?? '').includes(type)) throw await refusal(response)
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
  'int64',
  'timestamps',
  'dictionary',
  'compression',
  'readAheadBytes',
  'idleTimeoutMs',
  'profile',
  'missing',
]
const choices: Readonly<Record<string, readonly unknown[]>> = {
  dictionary: [true, false],
  profile: [true, false],
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
