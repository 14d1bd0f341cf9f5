/**
 * `/api/v1/compaction/trigger` and the statistics that say when it ended: at once. Nothing is merged, since no query can tell.
 * The other routes of compaction are recorded answers.
 */
import type { TestArc } from '../arc.ts'
import { json, type Route, type TestReply, type TestRequest } from '../route.ts'
import { INVALID_DATABASE_NAME, isDatabaseName } from './databases.ts'
import { errorReply } from './replies.ts'

const BASE = '/api/v1/compaction'
const when = (options: TestArc['options']) => options.compaction

export const compactionRoutes: readonly Route[] = [
  { method: 'GET', path: `${BASE}/stats`, permission: 'any', newerPermission: 'admin', when, handle: stats },
  { method: 'POST', path: `${BASE}/trigger`, permission: 'admin', when, handle: trigger },
]

/** How many cycles were started. */
const compactionState = () => ({ cycles: 0 })

const SAVED = { total_files_compacted: 0, total_bytes_saved: 0, total_bytes_saved_mb: 0 }

function stats(_request: TestRequest, arc: TestArc): TestReply {
  return json(200, {
    total_jobs_completed: 0,
    total_jobs_failed: 0,
    ...SAVED,
    total_manifests_recover: 0,
    cycle_running: false,
    current_cycle_id: arc.state(compactionState).cycles,
    recent_jobs: [],
    tiers: [
      { tier: 'hourly', enabled: true, min_age_hours: 1, min_files: 10, total_compactions: 0, ...SAVED },
      { tier: 'daily', enabled: true, min_age_hours: 24, min_files: 12, total_compactions: 0, ...SAVED },
    ],
  })
}

/** The parameters are in the query, and a body is ignored. */
function trigger(request: TestRequest, arc: TestArc): TestReply {
  const database = request.query.get('database') || undefined
  if (database !== undefined && !isDatabaseName(database)) return errorReply(400, INVALID_DATABASE_NAME)
  const asked = (request.query.get('tier') ?? '').split(',').flatMap((tier) => tier.trim() || [])
  return json(200, {
    message: 'Compaction triggered',
    status: 'running',
    tiers: asked.length === 0 ? ['hourly', 'daily'] : asked,
    cycle_id: ++arc.state(compactionState).cycles,
    ...(database === undefined ? {} : { database }),
  })
}
