/**
 * `/api/v1/continuous_queries`: definitions and their executions. Everything needs `admin`, reading too.
 *
 * Executing substitutes the two placeholders, runs the SQL over the stored files and writes the rows to the destination
 * through the ingest buffer, so that they are visible after its next flush. Replacing a definition wipes every field that is
 * left out, and does not check it as creating does.
 */
import { randomUUID } from 'node:crypto'
import type { TestArc } from '../arc.ts'
import { type FieldValues, readBody } from '../json-body.ts'
import { NamedTable, newestFirst } from '../named-table.ts'
import { json, type Route, type TestReply, type TestRequest } from '../route.ts'
import { checkSql } from '../sql/checks.ts'
import { nowNanos, parseRfc3339, rfc3339 } from '../timestamps.ts'
import { aggregateInto } from './continuous-query-run.ts'
import { ExecutionHistory, type RecordedExecution } from './execution-history.ts'
import { errorReply, nullIfEmpty, withIntegerId } from './replies.ts'

const BASE = '/api/v1/continuous_queries'
const when = (options: TestArc['options']) => options.continuousQueries

export const continuousQueryRoutes: readonly Route[] = [
  { method: 'GET', path: BASE, permission: 'admin', when, handle: listQueries },
  { method: 'POST', path: BASE, permission: 'admin', when, handle: createQuery },
  { method: 'GET', path: `${BASE}/:id`, permission: 'admin', when, handle: withQueryId(getQuery) },
  { method: 'PUT', path: `${BASE}/:id`, permission: 'admin', when, handle: withQueryId(replaceQuery) },
  { method: 'DELETE', path: `${BASE}/:id`, permission: 'admin', when, handle: withQueryId(deleteQuery) },
  { method: 'POST', path: `${BASE}/:id/execute`, permission: 'admin', when, handle: withQueryId(executeQuery) },
  { method: 'GET', path: `${BASE}/:id/executions`, permission: 'admin', when, handle: withQueryId(listExecutions) },
]

const queryRequest = {
  name: 'text',
  description: 'text?',
  database: 'text',
  source_measurement: 'text',
  destination_measurement: 'text',
  query: 'text',
  interval: 'text',
  tag_columns: 'texts?',
  retention_days: 'integer?',
  delete_source_after_days: 'integer?',
  is_active: 'boolean',
} as const

/** A definition; everything but the outcome of its last execution. */
interface ContinuousQuery extends FieldValues<typeof queryRequest> {
  readonly id: number
  readonly last_processed_time: string | null
  readonly created_at: string
  readonly updated_at: string
}

interface Execution extends RecordedExecution {
  readonly query_id: number
  readonly execution_id: string
  readonly status: 'completed' | 'failed'
  readonly start_time: string
  readonly end_time: string
  readonly records_read: null
  readonly records_written: number
  readonly execution_duration_seconds: number
  readonly error_message: string | null
}

function continuousQueryState() {
  return { queries: new NamedTable<ContinuousQuery>(), history: new ExecutionHistory<Execution>() }
}

function listQueries(request: TestRequest, arc: TestArc): TestReply {
  const database = request.query.get('database') ?? ''
  const active = request.query.get('is_active') ?? ''
  const listed = arc
    .state(continuousQueryState)
    .queries.rows.filter(
      (query) =>
        (database === '' || query.database === database) && (active === '' || query.is_active === (active === 'true')),
    )
  const newest = newestFirst(listed, (query) => query.created_at)
  return json(200, nullIfEmpty(newest.map((query) => shownQuery(arc, query))))
}

function createQuery(request: TestRequest, arc: TestArc): TestReply {
  const body = readBody(request, queryRequest)
  if (body.error !== undefined) return errorReply(400, `Invalid request body: ${body.error}`)
  const query = body.value
  for (const field of ['name', 'database', 'source_measurement', 'destination_measurement'] as const) {
    if (query[field] === '') return errorReply(400, `${field} is required`)
  }
  if (!isMeasurementName(query.destination_measurement)) return invalidDestination()
  for (const field of ['query', 'interval'] as const) {
    if (query[field] === '') return errorReply(400, `${field} is required`)
  }
  if (!query.query.includes('{start_time}') || !query.query.includes('{end_time}')) {
    return errorReply(400, 'query must contain {start_time} and {end_time} placeholders')
  }
  const problem = queryProblem(query.query) ?? tagProblem(query.tag_columns)
  if (problem !== undefined) return errorReply(400, problem)
  const now = rfc3339()
  const created = arc.state(continuousQueryState).queries.insert((id) => ({
    id,
    ...query,
    tag_columns: nullIfEmpty(query.tag_columns ?? []),
    last_processed_time: null,
    created_at: now,
    updated_at: now,
  }))
  if (created === 'duplicate') return errorReply(400, `Continuous query with name '${query.name}' already exists`)
  return json(201, shownQuery(arc, created))
}

function getQuery(id: number, _request: TestRequest, arc: TestArc): TestReply {
  const query = arc.state(continuousQueryState).queries.get(id)
  return query === undefined ? queryNotFound() : json(200, shownQuery(arc, query))
}

function replaceQuery(id: number, request: TestRequest, arc: TestArc): TestReply {
  const body = readBody(request, queryRequest)
  if (body.error !== undefined) return errorReply(400, `Invalid request body: ${body.error}`)
  const query = body.value
  if (query.destination_measurement !== '' && !isMeasurementName(query.destination_measurement)) {
    return invalidDestination()
  }
  const problem = tagProblem(query.tag_columns) ?? queryProblem(query.query)
  if (problem !== undefined) return errorReply(400, problem)
  const replaced = arc.state(continuousQueryState).queries.update(id, {
    ...query,
    tag_columns: nullIfEmpty(query.tag_columns ?? []),
    updated_at: rfc3339(),
  })
  if (replaced === 'duplicate') return errorReply(500, 'Failed to update continuous query')
  if (replaced === 'missing') return queryNotFound()
  return json(200, shownQuery(arc, replaced))
}

function deleteQuery(id: number, _request: TestRequest, arc: TestArc): TestReply {
  const { queries, history } = arc.state(continuousQueryState)
  history.forget(id)
  if (!queries.delete(id)) return queryNotFound()
  return json(200, { message: 'Continuous query deleted successfully' })
}

const executeRequest = { start_time: 'text?', end_time: 'text?', dry_run: 'boolean' } as const

async function executeQuery(id: number, request: TestRequest, arc: TestArc): Promise<TestReply> {
  const started = performance.now()
  const elapsedSeconds = () => (performance.now() - started) / 1_000
  const body = readBody(request, executeRequest)
  if (body.error !== undefined) return errorReply(400, `Invalid request body: ${body.error}`)
  const { queries, history } = arc.state(continuousQueryState)
  const query = queries.get(id)
  if (query === undefined) return queryNotFound()
  if (!query.is_active) return errorReply(400, 'Continuous query is not active')
  const start = windowEdge(body.value.start_time, () => defaultStart(query))
  if (start === undefined) return errorReply(400, 'Invalid start_time format')
  const end = windowEdge(body.value.end_time, nowNanos)
  if (end === undefined) return errorReply(400, 'Invalid end_time format')
  if (start >= end) return errorReply(400, 'start_time must be before end_time')

  const sql = query.query
    .replaceAll('{start_time}', `'${rfc3339(start)}'`)
    .replaceAll('{end_time}', `'${rfc3339(end)}'`)
  const execution = {
    query_id: id,
    execution_id: `cq-exec-${randomUUID().slice(0, 8)}`,
    start_time: rfc3339(start),
    end_time: rfc3339(end),
    records_read: null,
  }
  const reply = (status: 'completed' | 'dry_run', written: number) => ({
    ...execution,
    query_name: query.name,
    status,
    records_written: written,
    execution_time_seconds: elapsedSeconds(),
    destination_measurement: query.destination_measurement,
    dry_run: status === 'dry_run',
    executed_at: rfc3339(),
  })
  const record = (status: Execution['status'], written: number, error: string | null) =>
    history.record(id, (executionId) => ({
      ...execution,
      id: executionId,
      execution_time: rfc3339(),
      status,
      records_written: written,
      execution_duration_seconds: elapsedSeconds(),
      error_message: error,
    }))

  if (body.value.dry_run) return json(200, { ...reply('dry_run', 0), executed_query: sql })
  try {
    const written = await aggregateInto(arc, query, sql, start)
    record('completed', written, null)
    queries.update(id, { last_processed_time: rfc3339(end) })
    return json(200, reply('completed', written))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    record('failed', 0, reason)
    return errorReply(500, `Execution failed: ${reason}`)
  }
}

function listExecutions(id: number, request: TestRequest, arc: TestArc): TestReply {
  return json(200, { query_id: id, executions: arc.state(continuousQueryState).history.list(id, request) })
}

/** A definition as the API shows it, with the outcome of its last execution. */
function shownQuery(arc: TestArc, query: ContinuousQuery) {
  const last = arc.state(continuousQueryState).history.last(query.id)
  return {
    ...query,
    last_execution_time: last?.execution_time ?? null,
    last_execution_status: last?.status ?? null,
    last_records_written: last?.records_written ?? null,
  }
}

function windowEdge(text: string | null, otherwise: () => bigint): bigint | undefined {
  return text === null || text === '' ? otherwise() : parseRfc3339(text)
}

/** A window goes on where the last one ended; the first one is the last hour. */
function defaultStart(query: ContinuousQuery): bigint {
  const last = query.last_processed_time === null ? undefined : parseRfc3339(query.last_processed_time)
  return last ?? nowNanos() - 3_600_000_000_000n
}

function isMeasurementName(name: string): boolean {
  return /^[a-zA-Z][a-zA-Z0-9_-]{0,127}$/.test(name)
}

function queryProblem(query: string): string | undefined {
  if (query.trim() === '') return undefined
  // Checked as it will be run, with any instants in place of the placeholders.
  const sql = query
    .replaceAll('{start_time}', "'2026-01-01T00:00:00Z'")
    .replaceAll('{end_time}', "'2026-01-01T01:00:00Z'")
  const problem = checkSql(sql)
  return problem === undefined ? undefined : `invalid query: ${problem}`
}

function tagProblem(tags: readonly string[] | null): string | undefined {
  for (const tag of tags ?? []) {
    if (tag === '') return 'tag column name must not be empty'
    if (tag.toLowerCase() === 'time') {
      return `tag column "${tag}" is reserved: time is always part of the dedup key and must not be listed`
    }
    if (!/^[A-Za-z0-9_-]+$/.test(tag)) {
      return `invalid tag column ${JSON.stringify(tag)}: only alphanumeric, underscore, and hyphen are allowed`
    }
  }
  return undefined
}

function withQueryId(handle: Parameters<typeof withIntegerId>[1]): Route['handle'] {
  return withIntegerId(() => errorReply(400, 'Invalid query ID'), handle)
}

function queryNotFound(): TestReply {
  return errorReply(404, 'Continuous query not found')
}

function invalidDestination(): TestReply {
  return errorReply(
    400,
    'invalid destination_measurement: must start with a letter and contain only alphanumeric characters, underscores, or hyphens',
  )
}
