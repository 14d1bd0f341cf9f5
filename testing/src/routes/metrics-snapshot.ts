/** The numbers behind every `/metrics` route, under the names of `/api/v1/metrics`, and their Prometheus form. */
import { availableParallelism } from 'node:os'
import { type Activity, activity } from '../activity.ts'
import type { TestArc } from '../arc.ts'
import { ingestCounters } from '../write/counters.ts'
import { compactionState } from './compaction-state.ts'

/** What a Go server reports about itself and a Node process has no equivalent of. */
export const GO_VERSION = 'go1.26.8'

/** Counters of parts that an embedded Arc does not have; the server prints them all. */
const ALWAYS_ZERO: readonly string[] = [
  'audit_events_total',
  'audit_write_errors',
  'buffer_errors_total',
  'buffer_flush_failures_total',
  'buffer_flushes_total',
  'buffer_queue_depth',
  'buffer_records_buffered',
  'buffer_records_written',
  ...['create', 'update', 'revoke', 'delete', 'rotate'].map((action) => `cluster_auth_apply_${action}_total`),
  'cluster_auth_rejected_total',
  'cluster_manifest_rejected_paths_total',
  ...[
    'create_organization',
    'update_organization',
    'delete_organization',
    'create_team',
    'update_team',
    'delete_team',
    'create_role',
    'update_role',
    'delete_role',
    'create_measurement_permission',
    'delete_measurement_permission',
    'add_token_to_team',
    'remove_token_from_team',
  ].map((action) => `cluster_rbac_apply_${action}_total`),
  'cluster_rbac_rejected_total',
  'cluster_rbac_cascade_rejected_total',
  'compaction_manifests_recovered',
  'db_connections_idle',
  'db_connections_in_use',
  'db_connections_open',
  'db_queries_total',
  'db_query_errors_total',
  'decomp_buffer_discards',
  'governance_policies_active',
  'governance_quota_exhausted_total',
  'governance_rate_limited_total',
  'mqtt_bytes_received',
  'mqtt_connected',
  'mqtt_decode_errors',
  'mqtt_decode_success',
  'mqtt_messages_failed',
  'mqtt_messages_received',
  'mqtt_reconnects',
  'query_client_disconnects_arrow_ipc_total',
  'query_client_disconnects_arrow_json_total',
  'query_client_disconnects_sql_json_total',
  'query_mgmt_active_queries',
  'query_mgmt_cancelled_total',
  'query_mgmt_history_size',
  'query_slow_total',
  'replication_entries_dropped_total',
  'replication_sequence_gaps_total',
  'storage_errors_total',
  'storage_read_bytes_total',
  'storage_reads_total',
  'wal_dropped_entries',
  'wal_failed_writes',
  'wal_records_preserved',
  'wal_recovery_records',
  'wal_recovery_total',
]

export type MetricsSnapshot = Readonly<Record<string, number>>

/** Every number of `/api/v1/metrics`. */
export function metricsSnapshot(arc: TestArc): MetricsSnapshot {
  const { http, auth, query }: Activity = arc.state(activity)
  const { ingestion, msgpack, lineProtocol } = arc.state(ingestCounters)
  const compaction = arc.state(compactionState)
  const cache = arc.tokens.cacheStats
  const memory = process.memoryUsage()
  return {
    ...Object.fromEntries(ALWAYS_ZERO.map((name) => [name, 0])),
    auth_requests_total: auth.requests,
    auth_failures_total: auth.failures,
    auth_cache_hits: cache.cache_hits ?? 0,
    auth_cache_misses: cache.cache_misses ?? 0,
    compaction_jobs_total: compaction.completed + compaction.failed,
    compaction_jobs_success: compaction.completed,
    compaction_jobs_failed: compaction.failed,
    compaction_files_compacted: compaction.filesCompacted,
    compaction_bytes_read: compaction.bytesBefore,
    compaction_bytes_written: compaction.bytesAfter,
    gc_cycles: 0,
    gc_pause_total_ns: 0,
    gomaxprocs: availableParallelism(),
    goroutines: 1,
    http_requests_total: http.total,
    http_requests_success: http.success,
    http_requests_error: http.error,
    http_latency_count: http.total,
    http_latency_sum_us: http.latencyMicros,
    ingest_batches_total: ingestion.batches,
    ingest_bytes_total: ingestion.bytes,
    ingest_errors_total: ingestion.errors,
    ingest_records_total: ingestion.records,
    lineprotocol_requests_total: lineProtocol.requests,
    lineprotocol_records_total: lineProtocol.records,
    lineprotocol_bytes_total: lineProtocol.bytes,
    msgpack_requests_total: msgpack.requests,
    msgpack_records_total: msgpack.records,
    msgpack_bytes_total: msgpack.bytes,
    memory_alloc_bytes: memory.heapUsed,
    memory_heap_alloc_bytes: memory.heapUsed,
    memory_heap_inuse_bytes: memory.heapUsed,
    memory_heap_sys_bytes: memory.heapTotal,
    memory_stack_inuse_bytes: 0,
    memory_sys_bytes: memory.rss,
    memory_total_alloc_bytes: memory.heapUsed,
    num_cpu: availableParallelism(),
    query_requests_total: query.requests,
    query_success_total: query.success,
    query_errors_total: query.errors,
    query_timeouts_total: query.timeouts,
    query_rows_total: query.rows,
    query_latency_count: query.success,
    query_latency_sum_us: query.latencyMicros,
    storage_writes_total: arc.storage.stats.flushes,
    storage_write_bytes_total: 0,
    uptime_seconds: (Date.now() - arc.startedAt.getTime()) / 1_000,
  }
}

const GAUGES: ReadonlySet<string> = new Set([
  'uptime_seconds',
  'goroutines',
  'memory_alloc_bytes',
  'memory_heap_alloc_bytes',
  'memory_sys_bytes',
  'buffer_records_buffered',
  'buffer_queue_depth',
  'db_connections_open',
  'db_connections_in_use',
  'mqtt_connected',
  'governance_policies_active',
  'query_mgmt_active_queries',
  'query_mgmt_history_size',
])

/** Numbers that the Prometheus form leaves out or writes in another way. */
const NOT_IN_PROMETHEUS: ReadonlySet<string> = new Set([
  'auth_failures_total',
  'buffer_errors_total',
  'compaction_bytes_read',
  'compaction_bytes_written',
  'compaction_files_compacted',
  'db_connections_idle',
  'db_query_errors_total',
  'gc_pause_total_ns',
  'gomaxprocs',
  'http_latency_count',
  'http_latency_sum_us',
  'lineprotocol_bytes_total',
  'memory_heap_inuse_bytes',
  'memory_heap_sys_bytes',
  'memory_stack_inuse_bytes',
  'memory_total_alloc_bytes',
  'msgpack_bytes_total',
  'num_cpu',
  'query_client_disconnects_arrow_ipc_total',
  'query_client_disconnects_arrow_json_total',
  'query_client_disconnects_sql_json_total',
  'query_latency_count',
  'query_latency_sum_us',
  'query_slow_total',
])

const LATENCY_BUCKETS = ['0.001', '0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '+Inf']

/** The Prometheus text; its histogram of latencies knows the sum and the count only, so every bucket holds all. */
export function prometheusText(snapshot: MetricsSnapshot): string {
  const lines: string[] = []
  for (const [name, value] of Object.entries(snapshot)) {
    if (NOT_IN_PROMETHEUS.has(name)) continue
    const kind = GAUGES.has(name) ? 'gauge' : 'counter'
    const printed = `arc_${kind === 'counter' && !name.endsWith('_total') ? `${name}_total` : name}`
    lines.push(...header(printed, kind), `${printed} ${value}`)
  }
  const latency = 'arc_http_latency_seconds'
  const count = snapshot.http_latency_count ?? 0
  lines.push(
    ...header(latency, 'histogram'),
    ...LATENCY_BUCKETS.map((bound) => `${latency}_bucket{le="${bound}"} ${count}`),
    `${latency}_sum ${(snapshot.http_latency_sum_us ?? 0) / 1_000_000}`,
    `${latency}_count ${count}`,
    ...header('arc_slow_queries_total', 'counter'),
    'arc_slow_queries_total 0',
    ...header('arc_query_client_disconnects_total', 'counter'),
    ...['arrow_ipc', 'arrow_json', 'sql_json'].map((path) => `arc_query_client_disconnects_total{path="${path}"} 0`),
  )
  return `${lines.join('\n')}\n`
}

function header(name: string, kind: string): readonly string[] {
  return [`# HELP ${name} ${name.replace(/^arc_/, '').replaceAll('_', ' ')}`, `# TYPE ${name} ${kind}`]
}
