/** `/api/v1/compaction`: reading needs any token, triggering needs `admin`. */
import type { TestArc } from '../arc.ts'
import { parseGoInt } from '../go-json.ts'
import { json, type Route, type TestReply, type TestRequest } from '../route.ts'
import { rfc3339 } from '../timestamps.ts'
import { findCandidates, runCycle, TIERS } from './compaction-run.ts'
import { type CompactionJob, compactionState, type Tier } from './compaction-state.ts'
import { INVALID_DATABASE_NAME, isDatabaseName } from './databases.ts'
import { errorReply } from './replies.ts'

const BASE = '/api/v1/compaction'
const when = (options: TestArc['options']) => options.compaction

export const compactionRoutes: readonly Route[] = [
  { method: 'GET', path: `${BASE}/status`, permission: 'any', when, handle: status },
  { method: 'GET', path: `${BASE}/stats`, permission: 'any', when, handle: stats },
  { method: 'GET', path: `${BASE}/candidates`, permission: 'any', when, handle: candidates },
  // The server keeps no list of running jobs for this.
  {
    method: 'GET',
    path: `${BASE}/jobs`,
    permission: 'any',
    when,
    handle: () => json(200, { active_jobs: 0, jobs: [] }),
  },
  { method: 'GET', path: `${BASE}/history`, permission: 'any', when, handle: history },
  { method: 'POST', path: `${BASE}/trigger`, permission: 'admin', when, handle: trigger },
]

const MEBIBYTE = 1_048_576
/** How many jobs the statistics show, and how many the history shows at most. */
const RECENT_JOBS = 10

function status(_request: TestRequest, arc: TestArc): TestReply {
  const { completed, failed } = arc.state(compactionState)
  return json(200, {
    manager: { active_jobs: null, total_completed: completed, total_failed: failed },
    schedulers: {
      hourly: { enabled: true, running: true, schedule: '5 * * * *', next_run: nextRun(5 * 60_000, 3_600_000) },
      daily: { enabled: true, running: true, schedule: '0 3 * * *', next_run: nextRun(3 * 3_600_000, 86_400_000) },
    },
  })
}

function stats(_request: TestRequest, arc: TestArc): TestReply {
  const state = arc.state(compactionState)
  const bytesSaved = state.bytesBefore - state.bytesAfter
  return json(200, {
    total_jobs_completed: state.completed,
    total_jobs_failed: state.failed,
    total_files_compacted: state.filesCompacted,
    total_bytes_saved: bytesSaved,
    total_bytes_saved_mb: bytesSaved / MEBIBYTE,
    total_manifests_recover: 0,
    cycle_running: state.running,
    current_cycle_id: state.cycleId,
    recent_jobs: recentJobs(arc),
    tiers: (['hourly', 'daily'] as const).map((tier) => ({
      tier,
      enabled: true,
      min_age_hours: TIERS[tier].minAgeHours,
      min_files: TIERS[tier].minFiles,
      // The merging happens in another process, which never updates these.
      total_compactions: 0,
      total_files_compacted: 0,
      total_bytes_saved: 0,
      total_bytes_saved_mb: 0,
    })),
  })
}

async function candidates(_request: TestRequest, arc: TestArc): Promise<TestReply> {
  const due = await findCandidates(arc, ['hourly', 'daily'])
  const shown = due.map(({ files, ...candidate }) => ({ ...candidate, file_count: files.length }))
  return json(200, { count: shown.length, candidates: shown })
}

function history(request: TestRequest, arc: TestArc): TestReply {
  const asked = parseGoInt(request.query.get('limit')) ?? RECENT_JOBS
  const limit = asked < 1 ? RECENT_JOBS : asked
  return json(200, { total_jobs: arc.state(compactionState).completed, recent_jobs: recentJobs(arc).slice(-limit) })
}

/** Starts a cycle and answers at once; the parameters are in the query, and a body is ignored. */
function trigger(request: TestRequest, arc: TestArc): TestReply {
  const database = request.query.get('database') || undefined
  if (database !== undefined && !isDatabaseName(database)) return errorReply(400, INVALID_DATABASE_NAME)
  const state = arc.state(compactionState)
  if (state.running) {
    return json(409, {
      error: 'Compaction cycle already running',
      message: 'A compaction cycle is already in progress. Please wait for it to complete.',
      cycle_id: state.cycleId,
      is_running: true,
    })
  }
  const asked = (request.query.get('tier') ?? '').split(',').flatMap((tier) => tier.trim() || [])
  const tiers = asked.length === 0 ? ['hourly', 'daily'] : asked
  const cycleId = ++state.cycleId
  state.running = true
  const cycle = runCycle(arc, tiers.filter(isTier), database)
  arc.background(
    cycle.finally(() => {
      state.running = false
    }),
  )
  return json(200, {
    message: 'Compaction triggered',
    status: 'running',
    tiers,
    cycle_id: cycleId,
    ...(database === undefined ? {} : { database }),
  })
}

function recentJobs(arc: TestArc): readonly CompactionJob[] {
  return arc.state(compactionState).jobs.slice(-RECENT_JOBS)
}

function isTier(name: string): name is Tier {
  return name === 'hourly' || name === 'daily'
}

/** The next instant at `offsetMs` into a period, such as five minutes into the hour. */
function nextRun(offsetMs: number, periodMs: number): string {
  const periods = Math.floor((Date.now() - offsetMs) / periodMs) + 1
  return rfc3339(BigInt(periods * periodMs + offsetMs) * 1_000_000n)
}
