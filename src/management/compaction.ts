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
   * @throws `ArcValidationError` The database name is malformed, or an option is wrong.
   */
  async triggerAndWait(
    query: CompactionTriggerQuery = {},
    options: WaitOptions<CompactionStats> = {},
  ): Promise<CompactionStats> {
    checkWaitOptions(options)
    const { signal } = options
    const { cycle_id } = await this.trigger(query, { signal })
    // The number is a forecast: if another cycle came first, this waits for that one as well.
    const read = async () => {
      const stats = await this.stats({ signal })
      return stats.current_cycle_id >= cycle_id ? stats : undefined
    }
    return waitFor(read, (stats) => !stats.cycle_running, options)
  }
}
