// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../management/operation.ts'
import type {
  ClaimedCompactionCycle,
  CompactionCandidate,
  CompactionCycle,
  CompactionCycles,
  CompactionHistory,
  CompactionJobs,
  CompactionStats,
  CompactionStatus,
  CompactionTriggered,
} from './models.ts'

/** The parameters of `compaction.history`. */
export interface CompactionHistoryQuery {
  /** At most this many; up to Arc 26.09.3 never more than ten. @default 10 */
  readonly limit?: number | undefined
  /** Only the jobs of this cycle. An older server ignores it. Since Arc 27.01.1. */
  readonly cycle_id?: number | undefined
}

/** The parameters of `compaction.cycles`. */
export interface CompactionCyclesQuery {
  /** At most this many. @default 10 */
  readonly limit?: number | undefined
}

/** The parameters of `compaction.trigger`. */
export interface CompactionTriggerQuery {
  /** Only this database. */
  readonly database?: string | undefined
  /** Only this measurement of `database`. An older server ignores it, and the method says so. Since Arc 26.09.2. */
  readonly measurement?: string | undefined
  /** Only these tiers: `hourly`, `daily` or both with a comma. */
  readonly tier?: string | undefined
}

/**
 * Merges the small files that ingestion leaves behind. Runs on a schedule; cycles run in the background, one at a
 * time.
 */
export class CompactionOperations {
  protected readonly call: OperationCaller

  constructor(call: OperationCaller) {
    this.call = call
  }

  /**
   * Returns the state of the schedulers.
   *
   * Needs any valid token, the `admin` permission since Arc 26.09.3, and `compaction.enabled` on the server.
   *
   * @see GET /api/v1/compaction/status
   */
  status(options?: CallOptions): Promise<CompactionStatus> {
    return this.call('compaction.status', {}, options)
  }

  /**
   * Returns totals, the running cycle and the last ten jobs.
   *
   * Needs any valid token, the `admin` permission since Arc 26.09.3, and `compaction.enabled` on the server.
   *
   * @see GET /api/v1/compaction/stats
   */
  stats(options?: CallOptions): Promise<CompactionStats> {
    return this.call('compaction.stats', {}, options)
  }

  /**
   * Lists the partitions that are due.
   *
   * Walks the storage, for 30 seconds at most.
   *
   * Needs any valid token, the `admin` permission since Arc 26.09.3, and `compaction.enabled` on the server.
   *
   * @throws `ArcServerError` (500) The storage could not be walked.
   *
   * @see GET /api/v1/compaction/candidates
   */
  candidates(options?: CallOptions): Promise<CompactionCandidate[]> {
    return this.call('compaction.candidates', {}, options)
  }

  /**
   * Counts the running jobs.
   *
   * Up to Arc 26.09.3 the count is always 0; `stats` has `cycle_running`.
   *
   * Needs any valid token, the `admin` permission since Arc 26.09.3, and `compaction.enabled` on the server.
   *
   * @see GET /api/v1/compaction/jobs
   */
  jobs(options?: CallOptions): Promise<CompactionJobs> {
    return this.call('compaction.jobs', {}, options)
  }

  /**
   * Returns the last jobs, or those of one cycle.
   *
   * A job is one attempt; a batch that failed and was split leaves several. Kept in memory, a hundred at most.
   *
   * Needs any valid token, the `admin` permission since Arc 26.09.3, and `compaction.enabled` on the server.
   *
   * @throws `ArcValidationError` (400) `cycle_id` is not a positive number. Since Arc 27.01.1.
   *
   * @see GET /api/v1/compaction/history
   */
  history(query?: CompactionHistoryQuery, options?: CallOptions): Promise<CompactionHistory> {
    return this.call('compaction.history', { query }, options)
  }

  /**
   * Returns the last cycles of this node, newest first.
   *
   * Kept in memory, and forgotten on a restart, which starts the numbers at 1 again. Since Arc 27.01.1.
   *
   * Needs the `admin` permission, and `compaction.enabled` on the server.
   *
   * @throws `ArcServerError` (503) Compaction is not running.
   *
   * @see GET /api/v1/compaction/cycles
   */
  cycles(query?: CompactionCyclesQuery, options?: CallOptions): Promise<CompactionCycles> {
    return this.call('compaction.cycles', { query }, options)
  }

  /**
   * Returns one cycle, running or ended.
   *
   * Since Arc 27.01.1.
   *
   * Needs the `admin` permission, and `compaction.enabled` on the server.
   *
   * @param id - The `cycle_id` of a trigger.
   *
   * @throws `ArcValidationError` (400) The id is not a positive number.
   * @throws `ArcNotFoundError` (404) This node has no record of the cycle: it is too old, ran on another node, or
   * before a restart. Or the feature is not available on this server: `Cannot GET …`.
   * @throws `ArcServerError` (503) Compaction is not running.
   *
   * @see GET /api/v1/compaction/cycles/{id}
   */
  cycle(id: number, options?: CallOptions): Promise<CompactionCycle | ClaimedCompactionCycle> {
    return this.call('compaction.cycle', { path: { id } }, options)
  }

  /**
   * Starts a compaction cycle.
   *
   * Runs in the background; `triggerAndWait` waits for it.
   *
   * Needs the `admin` permission, and `compaction.enabled` on the server.
   *
   * @throws `ArcValidationError` (400) A name is malformed, or `measurement` comes without `database`.
   * @throws `ArcConflictError` (409) A cycle is running; or, since Arc 27.01.1, a restore has paused compaction in
   * the whole cluster.
   * @throws `ArcServerError` (503) This node may not compact; another one holds the lease. Since Arc 27.01.1.
   *
   * @see POST /api/v1/compaction/trigger
   */
  trigger(query?: CompactionTriggerQuery, options?: CallOptions): Promise<CompactionTriggered> {
    return this.call('compaction.trigger', { query }, options)
  }
}
