/** Compaction, with waiting. */
import { CompactionOperations, type CompactionTriggerQuery } from '../generated/compaction.ts'
import type { CompactionStats } from '../generated/models.ts'
import { checkWaitOptions, type WaitOptions, waitFor } from './wait.ts'

export class Compaction extends CompactionOperations {
  /**
   * Starts a compaction cycle, waits until it is done and returns the final statistics.
   *
   * Aborting `signal` ends the waiting; the cycle continues.
   *
   * @example
   * ```ts
   * const { recent_jobs } = await arc.compaction.triggerAndWait({ database: 'metrics', tier: 'hourly' })
   * ```
   *
   * @throws `ArcConflictError` A cycle is running.
   * @throws `ArcServerError` The server was restarted meanwhile.
   * @throws `ArcValidationError` The database name is malformed, or an option is wrong.
   */
  async triggerAndWait(
    query: CompactionTriggerQuery = {},
    options: WaitOptions<CompactionStats> = {},
  ): Promise<CompactionStats> {
    checkWaitOptions(options)
    const { signal } = options
    const { cycle_id } = await this.trigger(query, { signal })
    return waitFor<CompactionStats, CompactionStats>(
      {
        operation: 'compaction',
        read: () => this.stats({ signal }),
        // The number is a forecast: if another cycle came first, this waits for that one as well.
        isShown: (stats): stats is CompactionStats => stats.cycle_running || stats.current_cycle_id >= cycle_id,
        isDone: (stats) => !stats.cycle_running,
      },
      options,
    )
  }
}
