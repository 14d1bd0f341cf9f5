/** `/api/v1/debug`: the memory of the process and, for real, of its DuckDB. Everything needs `admin`. */
import type { TestArc } from '../arc.ts'
import { json, type Route, type TestReply, type TestRequest } from '../route.ts'
import { rfc3339Nano } from '../timestamps.ts'

const BASE = '/api/v1/debug'

export const debugRoutes: readonly Route[] = [
  { method: 'GET', path: `${BASE}/memstats`, permission: 'admin', handle: memstats },
  { method: 'GET', path: `${BASE}/duckdb-memory`, permission: 'admin', handle: duckdbMemory },
  { method: 'POST', path: `${BASE}/free-os-memory`, permission: 'admin', handle: freeOsMemory },
]

const FREE_INTERVAL_MS = 30_000

/** When memory was freed last. */
function debugState(): { freedAtMs: number } {
  return { freedAtMs: Number.NEGATIVE_INFINITY }
}

async function memstats(_request: TestRequest, arc: TestArc): Promise<TestReply> {
  const memory = process.memoryUsage()
  return json(200, {
    timestamp: rfc3339Nano(),
    go: {
      heap_alloc_bytes: memory.heapUsed,
      heap_inuse_bytes: memory.heapUsed,
      heap_idle_bytes: memory.heapTotal - memory.heapUsed,
      heap_released_bytes: 0,
      heap_sys_bytes: memory.heapTotal,
      stack_inuse_bytes: 0,
      sys_bytes: memory.rss,
      num_gc: 0,
      next_gc_bytes: memory.heapTotal,
      num_goroutine: 1,
    },
    process: {
      vm_rss_bytes: memory.rss,
      vm_size_bytes: memory.rss,
      vm_hwm_bytes: memory.rss,
      vm_data_bytes: memory.heapTotal,
      rss_anon_bytes: memory.rss,
      rss_file_bytes: 0,
    },
    glibc_heap: { heap_start_hex: '0x0', heap_end_hex: '0x0', heap_size_kb: 0 },
    duckdb_summary: await duckdbSummary(arc),
  })
}

async function duckdbMemory(_request: TestRequest, arc: TestArc): Promise<TestReply> {
  return json(200, { timestamp: rfc3339Nano(), ...(await duckdbSummary(arc)) })
}

function freeOsMemory(_request: TestRequest, arc: TestArc): TestReply {
  const state = arc.state(debugState)
  const waitMs = state.freedAtMs + FREE_INTERVAL_MS - Date.now()
  if (waitMs > 0) return json(429, { error: 'throttled', retry_after_seconds: Math.ceil(waitMs / 1_000) })
  state.freedAtMs = Date.now()
  const { heapTotal, heapUsed, rss } = process.memoryUsage()
  const idle = heapTotal - heapUsed
  return json(200, {
    timestamp: rfc3339Nano(),
    duration_ms: 0.001,
    heap_released_before: 0,
    heap_released_after: 0,
    heap_released_delta: 0,
    heap_idle_before: idle,
    heap_idle_after: idle,
    sys_before: rss,
    sys_after: rss,
  })
}

async function duckdbSummary({ engine }: TestArc) {
  const rows = await engine.rows('SELECT tag, memory_usage_bytes, temporary_storage_bytes FROM duckdb_memory()')
  const byTag = rows.map((row) => ({
    tag: String(row.tag),
    memory_bytes: Number(row.memory_usage_bytes),
    temp_bytes: Number(row.temporary_storage_bytes),
  }))
  return { total_bytes: byTag.reduce((sum, { memory_bytes }) => sum + memory_bytes, 0), by_tag: byTag }
}
