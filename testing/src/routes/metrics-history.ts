/**
 * `/api/v1/metrics/timeseries/:type`: a sample every 5 s for 30 minutes. There is no timer behind it: the samples that are due are
 * taken when somebody asks, so all samples since the last time somebody asked hold the same numbers.
 */
import type { TestArc } from '../arc.ts'
import { rfc3339Nano } from '../timestamps.ts'
import { type MetricsSnapshot, metricsSnapshot } from './metrics-snapshot.ts'

const INTERVAL_MS = 5_000
const MAX_SAMPLES = 360

interface Sample {
  readonly timestamp: string
  readonly atMs: number
  readonly snapshot: MetricsSnapshot
}

/** The samples of one Arc: `arc.state(metricsHistory)`. */
function metricsHistory(): { samples: Sample[] } {
  return { samples: [] }
}

export const SERIES: Readonly<Record<string, (snapshot: MetricsSnapshot) => Readonly<Record<string, number>>>> = {
  system: (snapshot) => ({
    cpu_cgo_calls: 0,
    gc_cycles: 0,
    gc_pause_ns: 0,
    goroutines: snapshot.goroutines ?? 0,
    memory_alloc_mb: megabytes(snapshot.memory_alloc_bytes),
    memory_gc_sys_mb: 0,
    memory_heap_mb: megabytes(snapshot.memory_heap_alloc_bytes),
    memory_stack_mb: 0,
    memory_sys_mb: megabytes(snapshot.memory_sys_bytes),
  }),
  application: (snapshot) =>
    pick(snapshot, [
      ...['buffer_errors_total', 'buffer_flush_failures_total', 'buffer_flushes_total', 'buffer_queue_depth'],
      ...['compaction_bytes_read', 'compaction_bytes_written', 'compaction_jobs_failed', 'compaction_jobs_success'],
      ...['compaction_jobs_total', 'ingest_batches_total', 'ingest_bytes_total', 'ingest_errors_total'],
      ...['ingest_records_total', 'lineprotocol_bytes_total', 'lineprotocol_records_total'],
      ...['lineprotocol_requests_total', 'msgpack_bytes_total', 'msgpack_records_total', 'msgpack_requests_total'],
      ...['query_requests_total', 'query_rows_total', 'storage_errors_total', 'storage_read_bytes_total'],
      ...['storage_reads_total', 'storage_write_bytes_total', 'storage_writes_total'],
    ]),
  api: (snapshot) => ({
    ...pick(snapshot, [
      ...['auth_cache_hits', 'auth_cache_misses', 'auth_failures_total', 'auth_requests_total'],
      ...['db_connections_in_use', 'db_connections_open', 'db_queries_total', 'db_query_errors_total'],
      ...['http_requests_error', 'http_requests_success', 'http_requests_total'],
    ]),
    http_latency_avg_us: average(snapshot.http_latency_sum_us, snapshot.http_latency_count),
    query_latency_avg_us: average(snapshot.query_latency_sum_us, snapshot.query_latency_count),
  }),
}

/** The points of the last minutes, oldest first. */
export function seriesPoints(arc: TestArc, type: string, durationMinutes: number) {
  const values = SERIES[type]
  if (values === undefined) return undefined
  const since = Date.now() - durationMinutes * 60_000
  return dueSamples(arc)
    .filter((sample) => sample.atMs >= since)
    .map(({ timestamp, snapshot }) => ({ timestamp, values: values(snapshot) }))
}

function dueSamples(arc: TestArc): readonly Sample[] {
  const history = arc.state(metricsHistory)
  const snapshot = metricsSnapshot(arc)
  const last = history.samples.at(-1)?.atMs ?? arc.startedAt.getTime()
  for (let atMs = last + INTERVAL_MS; atMs <= Date.now(); atMs += INTERVAL_MS) {
    history.samples.push({ timestamp: rfc3339Nano(BigInt(atMs) * 1_000_000n), atMs, snapshot })
  }
  history.samples = history.samples.slice(-MAX_SAMPLES)
  return history.samples
}

function pick(snapshot: MetricsSnapshot, names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, snapshot[name] ?? 0]))
}

function megabytes(bytes = 0): number {
  return bytes / 1_048_576
}

function average(sum = 0, count = 0): number {
  return count === 0 ? 0 : sum / count
}
