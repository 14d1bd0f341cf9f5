/** The query side of the embedded Arc: SQL in three formats, the estimate, and what there is to query. */
import type { TestArc } from './arc.ts'
import { arrowAnswer } from './query/arrow-answer.ts'
import { ArrowColumns } from './query/arrow-columns.ts'
import type { IpcCompression } from './query/arrow-writer.ts'
import { type AnswerRequest, elapsedMs, type ResultSet } from './query/batches.ts'
import { compressed, negotiateEncoding } from './query/compression.ts'
import { estimateQuery } from './query/estimate.ts'
import {
  answerContext,
  checkedQuery,
  execute,
  isFailure,
  isMissingMeasurement,
  type QueryFailure,
  storageSql,
} from './query/execute.ts'
import { jsonAnswer } from './query/json-answer.ts'
import { measurementSql } from './query/measurement-query.ts'
import { checkDecimals, DecimalCastError, msgpackAnswer, msgpackError, msgpackShow } from './query/msgpack-answer.ts'
import { measurementsOf, type ShowResult, showRows } from './query/show.ts'
import { json, type Route, type TestReply, type TestRequest } from './route.ts'
import { checkName } from './sql/checks.ts'

export const queryRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/v1/query',
    permission: 'read',
    handle: (request, arc) => answer(request, arc, JSON_FORMAT),
  },
  {
    method: 'POST',
    path: '/api/v1/query/msgpack',
    permission: 'read',
    handle: (request, arc) => answer(request, arc, MSGPACK_FORMAT),
  },
  { method: 'POST', path: '/api/v1/query/arrow', permission: 'read', handle: queryArrow },
  { method: 'POST', path: '/api/v1/query/estimate', permission: 'read', handle: estimateQuery },
  { method: 'GET', path: '/api/v1/query/:measurement', permission: 'read', handle: queryMeasurement },
  { method: 'GET', path: '/api/v1/measurements', permission: 'read', handle: listMeasurements },
]

/** What differs between the JSON and the MessagePack endpoint. */
interface AnswerFormat {
  readonly contentType: string
  stream(result: ResultSet, context: AnswerRequest): AsyncIterable<Uint8Array>
  /** Refuses a result that the format cannot express. */
  check(result: ResultSet): void
  show(shown: ShowResult, context: AnswerRequest): TestReply
  fail(failure: QueryFailure, context: AnswerRequest): TestReply
}

const JSON_FORMAT: AnswerFormat = {
  contentType: 'application/json',
  stream: jsonAnswer,
  check: () => {},
  show: ({ columns, rows }, context) =>
    json(200, {
      success: true,
      columns,
      data: rows,
      row_count: rows.length,
      execution_time_ms: elapsedMs(context),
      timestamp: context.timestamp,
    }),
  fail: ({ status, error }, context) =>
    json(status, {
      success: false,
      columns: null,
      data: null,
      row_count: 0,
      execution_time_ms: elapsedMs(context),
      timestamp: context.timestamp,
      error,
    }),
}

const MSGPACK_FORMAT: AnswerFormat = {
  contentType: 'application/msgpack',
  stream: msgpackAnswer,
  check: checkDecimals,
  show: (shown, context) => msgpackReply(200, msgpackShow(shown, context)),
  fail: ({ status, error }, context) => msgpackReply(status, msgpackError(error, context)),
}

const NOTHING: ShowResult = { columns: [], types: [], rows: [] }

async function answer(request: TestRequest, arc: TestArc, format: AnswerFormat): Promise<TestReply> {
  const { queryTimeoutMs } = arc.options
  const context = answerContext(request, arc, queryTimeoutMs)
  const query = checkedQuery(request)
  if (isFailure(query)) return format.fail(query, context)
  if (query.show !== undefined) return format.show(await showRows(query.show, query.headerDatabase, arc), context)
  const result = await execute(storageSql(query, arc), arc, queryTimeoutMs)
  return streamed(request, result, withProfile(context, request), format)
}

/** Turns an outcome into the streamed answer, an empty one for a missing measurement, or an error. */
function streamed(
  request: TestRequest,
  result: ResultSet | QueryFailure,
  context: AnswerRequest,
  format: AnswerFormat,
): TestReply {
  if (isFailure(result)) {
    return isMissingMeasurement(result) ? format.show(NOTHING, context) : format.fail(result, context)
  }
  try {
    format.check(result)
  } catch (error) {
    if (error instanceof DecimalCastError) return format.fail({ status: 500, error: error.message }, context)
    throw error
  }
  const encoding = negotiateEncoding(request.headers.get('accept-encoding'))
  return {
    status: 200,
    headers: {
      'content-type': format.contentType,
      vary: 'Accept-Encoding',
      ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
    },
    body: compressed(format.stream(result, context), encoding),
  }
}

async function queryArrow(request: TestRequest, arc: TestArc): Promise<TestReply> {
  const { queryTimeoutMs } = arc.options
  const context = answerContext(request, arc, queryTimeoutMs)
  const compression = (request.headers.get('x-arc-arrow-compression') ?? '').trim().toLowerCase()
  if (!isIpcCompression(compression)) return arrowError(400, 'invalid x-arc-arrow-compression: must be zstd or lz4')
  const query = checkedQuery(request)
  if (isFailure(query)) return arrowError(query.status, query.error)
  if (query.show !== undefined) {
    const command = query.show.show === 'databases' ? 'SHOW DATABASES' : 'SHOW TABLES/MEASUREMENTS'
    return arrowError(400, `${command} is not supported on the Arrow endpoint; use /api/v1/query instead`)
  }
  const result = await execute(storageSql(query, arc), arc, queryTimeoutMs)
  if (isFailure(result)) return arrowError(result.status, result.error)
  const arrow = await import('apache-arrow')
  const dictionaries = /^(?:true|1)$/i.test(request.headers.get('x-arc-arrow-dictionary') ?? '')
  let cutBy: string | undefined
  const trailer = `Arc-Execution-Time-Ms${arc.switches.tellsTruncation ? ', Arc-Stream-Truncated' : ''}`
  return {
    status: 200,
    headers: { 'content-type': 'application/vnd.apache.arrow.stream', trailer },
    body: arrowAnswer(arrow, new ArrowColumns(arrow), result, context, {
      dictionaries,
      compression: compression === '' ? undefined : compression,
      onCut: (reason) => {
        cutBy = reason
      },
    }),
    trailers: () => ({
      'Arc-Execution-Time-Ms': String(elapsedMs(context)),
      ...(cutBy === undefined ? {} : { 'Arc-Stream-Truncated': cutBy }),
    }),
  }
}

async function queryMeasurement(request: TestRequest, arc: TestArc): Promise<TestReply> {
  // This endpoint knows no time limit.
  const context = answerContext(request, arc, 0)
  const sql = measurementSql(request)
  if (isFailure(sql)) return JSON_FORMAT.fail(sql, { ...context, startedMs: performance.now() })
  const result = await execute(storageSql({ ...sql, headerDatabase: '' }, arc), arc, 0)
  return streamed(request, result, context, JSON_FORMAT)
}

async function listMeasurements(request: TestRequest, arc: TestArc): Promise<TestReply> {
  const startedMs = performance.now()
  const wanted = request.query.get('database') ?? ''
  const badName = wanted === '' ? undefined : checkName(wanted)
  if (badName !== undefined) return json(400, { error: `invalid database parameter: ${badName}`, success: false })
  const databases = (await arc.storage.databases()).filter((name) => wanted === '' || name === wanted)
  const measurements = (await Promise.all(databases.map((name) => measurementsOf(name, arc)))).flat()
  return json(200, {
    count: measurements.length,
    execution_time_ms: Math.floor(performance.now() - startedMs),
    measurements,
    success: true,
  })
}

function withProfile(context: AnswerRequest, request: TestRequest): AnswerRequest {
  if (request.headers.get('x-arc-profile') !== 'true') return context
  const total = elapsedMs(context)
  const profile = { total_ms: total, planner_ms: 0, execution_ms: total, rows_scanned: 0, latency_ms: 0 }
  return { ...context, profile }
}

function isIpcCompression(name: string): name is IpcCompression | '' {
  return name === '' || name === 'zstd' || name === 'lz4'
}

function arrowError(status: number, error: string): TestReply {
  return json(status, { error, success: false })
}

function msgpackReply(status: number, body: Uint8Array): TestReply {
  return { status, headers: { 'content-type': 'application/msgpack' }, body }
}
