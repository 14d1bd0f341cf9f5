/** From a request's SQL to DuckDB's result, or to the reason why there is none; shared by the four query endpoints. */
import type { TestArc } from '../arc.ts'
import { EngineTimeoutError } from '../engine.ts'
import { readBody } from '../json-body.ts'
import type { TestRequest } from '../route.ts'
import { checkName, checkSql, namesDatabase, parseShow, type ShowCommand } from '../sql/checks.ts'
import { neverAnswers } from '../sql/pruning.ts'
import { rewriteSql } from '../sql/rewrite.ts'
import { rfc3339 } from '../timestamps.ts'
import { type AnswerRequest, type ResultSet, resultSet } from './batches.ts'
import { UnsupportedTypeError } from './column-kind.ts'

/** A statement that passed every check. */
export interface CheckedQuery {
  readonly sql: string
  /** The `x-arc-database` header; empty without one. */
  readonly headerDatabase: string
  readonly show: ShowCommand | undefined
}

/** Why a query has no result. */
export interface QueryFailure {
  readonly status: number
  readonly error: string
}

const queryRequest = { sql: 'text' } as const

/** Starts the clock of a query. */
export function answerContext(request: TestRequest, { switches }: TestArc, timeoutMs: number): AnswerRequest {
  const startedMs = performance.now()
  return {
    startedMs,
    switches,
    timestamp: rfc3339(),
    deadlineMs: timeoutMs > 0 ? startedMs + timeoutMs : Number.POSITIVE_INFINITY,
    ...(request.truncateRows === undefined ? {} : { truncateRows: request.truncateRows }),
  }
}

/** Reads and checks the SQL of a request, in the server's order. */
export function checkedQuery(request: TestRequest): CheckedQuery | QueryFailure {
  const body = readBody(request, queryRequest)
  if (body.error !== undefined) return { status: 400, error: `Invalid request body: ${body.error}` }
  const { sql } = body.value
  const refusal = checkSql(sql)
  if (refusal !== undefined) return { status: 400, error: refusal }
  const headerDatabase = request.headers.get('x-arc-database') ?? ''
  const badName = headerDatabase === '' ? undefined : checkName(headerDatabase)
  if (badName !== undefined) return { status: 400, error: `invalid x-arc-database header: ${badName}` }
  const show = parseShow(sql)
  if (headerDatabase !== '' && namesDatabase(sql)) {
    return {
      status: 400,
      error: 'Cross-database queries (db.table syntax) not allowed when x-arc-database header is set',
    }
  }
  const shown = show?.show === 'tables' ? checkName(show.database ?? (headerDatabase || 'default')) : undefined
  if (shown !== undefined) return { status: 400, error: `invalid database name: ${shown}` }
  if (neverAnswers(sql)) {
    return { status: 500, error: 'The server never answers a time range of more than 292 years, and fills its memory' }
  }
  return { sql, headerDatabase, show }
}

/** What DuckDB runs for a statement. */
export function storageSql({ sql, headerDatabase }: Omit<CheckedQuery, 'show'>, arc: TestArc): string {
  return rewriteSql(sql, { root: arc.storage.root, headerDatabase, ...arc.switches })
}

/** Runs SQL that is already rewritten. `prefix` is what the endpoint puts before DuckDB's message. */
export async function execute(
  sql: string,
  arc: TestArc,
  timeoutMs: number,
  prefix = 'arrow query failed: ',
): Promise<ResultSet | QueryFailure> {
  try {
    const result = await arc.engine.query(sql, { timeoutMs })
    // Every statement has columns; SQL of comments and semicolons is none, which DuckDB accepts and the driver does not.
    if (result.columns.length === 0) return { status: 500, error: `${prefix}empty query` }
    return resultSet(result, arc.engine)
  } catch (error) {
    if (error instanceof EngineTimeoutError) return { status: 504, error: 'Query timed out' }
    if (error instanceof UnsupportedTypeError) {
      const details = JSON.stringify({ exception_type: 'Not implemented', exception_message: error.message })
      return { status: 500, error: `${prefix}failed to create arrow schema: ${details}` }
    }
    return { status: 500, error: prefix + messageOf(error) }
  }
}

export function isFailure(outcome: object): outcome is QueryFailure {
  return 'error' in outcome
}

/** A measurement that has no files or does not exist; JSON and MessagePack turn this failure into an empty result. */
export function isMissingMeasurement({ error }: QueryFailure): boolean {
  return error.includes('No files found that match the pattern')
}

/** DuckDB's message; for a `$1`, which nothing can bind, the driver's. */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const [, wanted] = /^Invalid Input Error: Expected (\d+) parameters, but none were supplied/.exec(message) ?? []
  return wanted === undefined ? message : `incorrect argument count for command: have 0 want ${wanted}`
}
