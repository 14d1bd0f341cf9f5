// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../transport/operation.ts'
import type {
  CompactionCandidate,
  CompactionJob,
  CompactionStats,
  CompactionStatus,
  CompactionTriggered,
} from './models.ts'

/** The parameters of `compaction.history`. */
export interface CompactionHistoryQuery {
  /** At most this many, and never more than ten. @default 10 */
  readonly limit?: number | undefined
}

/** The parameters of `compaction.trigger`. */
export interface CompactionTriggerQuery {
  /** Only this database. */
  readonly database?: string | undefined
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
   * Needs any valid token, and `compaction.enabled` on the server.
   *
   * @see GET /api/v1/compaction/status
   */
  status(options?: CallOptions): Promise<CompactionStatus> {
    return this.call('compaction.status', {}, options)
  }

  /**
   * Returns totals, the running cycle and the last ten jobs.
   *
   * Needs any valid token, and `compaction.enabled` on the server.
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
   * Needs any valid token, and `compaction.enabled` on the server.
   *
   * @throws `ArcServerError` (500) The storage could not be walked.
   *
   * @see GET /api/v1/compaction/candidates
   */
  candidates(options?: CallOptions): Promise<CompactionCandidate[]> {
    return this.call('compaction.candidates', {}, options)
  }

  /**
   * Lists running jobs; always empty on this server.
   *
   * Needs any valid token, and `compaction.enabled` on the server.
   *
   * @see GET /api/v1/compaction/jobs
   */
  jobs(options?: CallOptions): Promise<CompactionJob[]> {
    return this.call('compaction.jobs', {}, options)
  }

  /**
   * Lists the last jobs.
   *
   * Needs any valid token, and `compaction.enabled` on the server.
   *
   * @see GET /api/v1/compaction/history
   */
  history(query?: CompactionHistoryQuery, options?: CallOptions): Promise<CompactionJob[]> {
    return this.call('compaction.history', { query }, options)
  }

  /**
   * Starts a compaction cycle.
   *
   * Runs in the background; `triggerAndWait` waits for it.
   *
   * Needs the `admin` permission, and `compaction.enabled` on the server.
   *
   * @throws `ArcValidationError` (400) The database name is malformed.
   * @throws `ArcConflictError` (409) A cycle is running.
   *
   * @see POST /api/v1/compaction/trigger
   */
  trigger(query?: CompactionTriggerQuery, options?: CallOptions): Promise<CompactionTriggered> {
    return this.call('compaction.trigger', { query }, options)
  }
}
