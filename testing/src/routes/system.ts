/** Health, readiness, metrics and logs. All but the logs are open to everyone. */
import { availableParallelism } from 'node:os'
import { activity } from '../activity.ts'
import type { TestArc } from '../arc.ts'
import { formatGoDuration } from '../durations.ts'
import { parseGoInt } from '../go-json.ts'
import { json, type Route, type TestReply, type TestRequest } from '../route.ts'
import { nowNanos, parseRfc3339, rfc3339 } from '../timestamps.ts'
import { SERIES, seriesPoints } from './metrics-history.ts'
import { GO_VERSION, metricsSnapshot, prometheusText } from './metrics-snapshot.ts'
import { nullIfEmpty } from './replies.ts'

const METRICS = '/api/v1/metrics'

export const systemRoutes: readonly Route[] = [
  { method: 'GET', path: '/health', permission: 'none', handle: health },
  { method: 'GET', path: '/ready', permission: 'none', handle: ready },
  { method: 'GET', path: '/metrics', permission: 'none', handle: metrics },
  { method: 'GET', path: METRICS, permission: 'none', handle: apiMetrics },
  { method: 'GET', path: `${METRICS}/memory`, permission: 'none', handle: memoryMetrics },
  { method: 'GET', path: `${METRICS}/query-pool`, permission: 'none', handle: queryPoolMetrics },
  { method: 'GET', path: `${METRICS}/endpoints`, permission: 'none', handle: endpointMetrics },
  { method: 'GET', path: `${METRICS}/timeseries/:type`, permission: 'none', handle: timeseries },
  { method: 'GET', path: '/api/v1/logs', permission: 'admin', handle: logs },
]

function health(_request: TestRequest, arc: TestArc): TestReply {
  const uptimeMs = uptime(arc)
  return json(200, {
    status: 'ok',
    time: rfc3339(),
    uptime: formatGoDuration(BigInt(Math.round(uptimeMs * 1_000)) * 1_000n),
    uptime_sec: uptimeMs / 1_000,
    storage: { hot: { backend: 'local', credentials: 'none', state: 'ok' } },
  })
}

function ready(_request: TestRequest, arc: TestArc): TestReply {
  return json(200, { status: 'ready', time: rfc3339(), uptime_sec: uptime(arc) / 1_000 })
}

/** Prometheus text, unless JSON is all that is accepted. */
function metrics(request: TestRequest, arc: TestArc): TestReply {
  const snapshot = metricsSnapshot(arc)
  if (request.headers.get('accept') === 'application/json') return json(200, { ...snapshot, go_version: GO_VERSION })
  return {
    status: 200,
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
    body: new TextEncoder().encode(prometheusText(snapshot)),
  }
}

function apiMetrics(_request: TestRequest, arc: TestArc): TestReply {
  return json(200, { ...metricsSnapshot(arc), go_version: GO_VERSION, timestamp: rfc3339() })
}

function memoryMetrics(_request: TestRequest, arc: TestArc): TestReply {
  const { heapUsed, heapTotal, rss } = process.memoryUsage()
  const zeros = [
    ...['buck_hash_sys_bytes', 'frees', 'gc_cpu_fraction', 'gc_cycles', 'gc_pause_ns', 'gc_pause_total_ns'],
    ...['gc_sys_bytes', 'heap_objects', 'heap_released_bytes', 'lookups', 'mallocs', 'mcache_inuse_bytes'],
    ...['mcache_sys_bytes', 'mspan_inuse_bytes', 'mspan_sys_bytes', 'other_sys_bytes', 'stack_inuse_bytes'],
    'stack_sys_bytes',
  ]
  return json(200, {
    timestamp: rfc3339(),
    memory: {
      ...Object.fromEntries(zeros.map((name) => [name, 0])),
      alloc_bytes: heapUsed,
      heap_alloc_bytes: heapUsed,
      heap_idle_bytes: heapTotal - heapUsed,
      heap_inuse_bytes: heapUsed,
      heap_sys_bytes: heapTotal,
      last_gc_time: rfc3339(),
      next_gc_bytes: heapTotal,
      sys_bytes: rss,
      total_alloc_bytes: heapUsed,
    },
    runtime: {
      cgo_calls: 0,
      go_arch: process.arch === 'x64' ? 'amd64' : process.arch,
      go_os: process.platform,
      go_version: GO_VERSION,
      gomaxprocs: availableParallelism(),
      goroutines: 1,
      num_cpu: availableParallelism(),
      uptime_secs: uptime(arc) / 1_000,
    },
  })
}

function queryPoolMetrics(_request: TestRequest, arc: TestArc): TestReply {
  const number = numbersOf(arc)
  return json(200, {
    timestamp: rfc3339(),
    pool: {
      connections_open: number('db_connections_open'),
      connections_in_use: number('db_connections_in_use'),
      connections_idle: number('db_connections_idle'),
      queries_total: number('db_queries_total'),
      query_errors_total: number('db_query_errors_total'),
      query_requests: number('query_requests_total'),
      query_success: number('query_success_total'),
      query_errors: number('query_errors_total'),
      query_rows_returned: number('query_rows_total'),
      query_latency_sum_us: number('query_latency_sum_us'),
      query_latency_count: number('query_latency_count'),
    },
  })
}

/** The groups of `/metrics/endpoints`, and the prefix under which their numbers stand in the snapshot. */
const ENDPOINT_GROUPS: Readonly<Record<string, readonly [prefix: string, members: readonly string[]]>> = {
  http: ['http', ['requests_total', 'requests_success', 'requests_error', 'latency_sum_us', 'latency_count']],
  ingestion: ['ingest', ['records_total', 'bytes_total', 'batches_total', 'errors_total']],
  msgpack: ['msgpack', ['requests_total', 'records_total', 'bytes_total']],
  lineprotocol: ['lineprotocol', ['requests_total', 'records_total', 'bytes_total']],
  query: ['query', ['requests_total', 'success_total', 'errors_total', 'rows_total']],
  buffer: [
    'buffer',
    ['records_buffered', 'records_written', 'flushes_total', 'errors_total', 'flush_failures_total', 'queue_depth'],
  ],
  storage: ['storage', ['writes_total', 'write_bytes_total', 'reads_total', 'read_bytes_total', 'errors_total']],
  compaction: [
    'compaction',
    ['jobs_total', 'jobs_success', 'jobs_failed', 'files_compacted', 'bytes_read', 'bytes_written'],
  ],
  auth: ['auth', ['requests_total', 'cache_hits', 'cache_misses', 'failures_total']],
}

function endpointMetrics(_request: TestRequest, arc: TestArc): TestReply {
  const number = numbersOf(arc)
  const groups = Object.entries(ENDPOINT_GROUPS).map(([group, [prefix, members]]) => {
    const numbers = Object.fromEntries(members.map((member) => [member, number(`${prefix}_${member}`)]))
    if (group !== 'http' && group !== 'query') return [group, numbers]
    const count = number(`${prefix}_latency_count`)
    return [group, { ...numbers, latency_avg_ms: count === 0 ? 0 : number(`${prefix}_latency_sum_us`) / count / 1_000 }]
  })
  return json(200, { timestamp: rfc3339(), ...Object.fromEntries(groups) })
}

function timeseries(request: TestRequest, arc: TestArc): TestReply {
  const type = request.params.type ?? ''
  const minutes = intBetween(request.query.get('duration_minutes'), 1_440, 30)
  const points = seriesPoints(arc, type, minutes)
  if (points === undefined) {
    return json(400, { error: 'Invalid metric type', valid_types: Object.keys(SERIES) })
  }
  return json(200, {
    timestamp: rfc3339(),
    type,
    duration_minutes: minutes,
    points_count: points.length,
    data: nullIfEmpty(points),
  })
}

const LEVELS: readonly string[] = ['DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']

function logs(request: TestRequest, arc: TestArc): TestReply {
  const limit = intBetween(request.query.get('limit'), 1_000, 100)
  const level = request.query.get('level') ?? ''
  const sinceMinutes = intBetween(request.query.get('since_minutes'), 1_440, 60)
  const since = BigInt(Date.now() - sinceMinutes * 60_000) * 1_000_000n
  const least = LEVELS.indexOf(level.toUpperCase())
  const entries = [...arc.state(activity).log]
    .reverse()
    // An unknown level is compared as it is, and so matches nothing.
    .filter((entry) => level === '' || (least >= 0 && LEVELS.indexOf(entry.level) >= least))
    .filter((entry) => (parseRfc3339(entry.timestamp) ?? 0n) >= since)
    .slice(0, limit)
  return json(200, {
    timestamp: rfc3339(),
    count: entries.length,
    limit,
    level_filter: level,
    since_minutes: sinceMinutes,
    logs: nullIfEmpty(entries),
  })
}

function numbersOf(arc: TestArc): (name: string) => number {
  const snapshot = metricsSnapshot(arc)
  return (name) => snapshot[name] ?? 0
}

/** A number from 1 to `max`; anything else is silently the default. */
function intBetween(text: string | null, max: number, otherwise: number): number {
  const value = parseGoInt(text)
  return value === undefined || value < 1 || value > max ? otherwise : value
}

/** Milliseconds since the start. */
function uptime(arc: TestArc): number {
  return Number(nowNanos() - BigInt(arc.startedAt.getTime()) * 1_000_000n) / 1_000_000
}
