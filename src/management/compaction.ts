/** Compaction, with waiting. */
import { ArcFeatureUnavailableError, ArcNotFoundError, ArcServerError } from '../errors.ts'
import { CompactionOperations, type CompactionTriggerQuery } from '../generated/compaction.ts'
import type { CompactionStats, CompactionTriggered } from '../generated/models.ts'
import type { CallOptions } from './operation.ts'
import { requireRepeated } from './understood.ts'
import { checkWaitOptions, type WaitOptions, waitFor } from './wait.ts'

export class Compaction extends CompactionOperations {
  /**
   * Starts a compaction cycle in the background; {@link triggerAndWait} waits for it.
   *
   * Needs the `admin` permission, and `compaction.enabled` on the server.
   *
   * @throws `ArcConflictError` A cycle is running, or a restore has paused compaction in the whole cluster.
   * @throws `ArcServerError` The server is older than 26.09.2 and ignores `measurement`; or another node compacts.
   * @throws `ArcValidationError` A name is malformed.
   * @see POST /api/v1/compaction/trigger
   */
  override async trigger(query: CompactionTriggerQuery = {}, options?: CallOptions): Promise<CompactionTriggered> {
    const triggered = await super.trigger(query, options)
    return requireRepeated(
      'compaction.trigger',
      { measurement: query.measurement },
      triggered,
      'compacts the whole database now',
    )
  }

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
   * @throws `ArcConflictError` A cycle is running, or a restore has paused compaction in the whole cluster.
   * @throws `ArcServerError` The server was restarted meanwhile; or says, as it does since 27.01.1, that the cycle did not
   * come to its end: a restore `paused` it, which is retryable, or it failed. `error.body` is the cycle.
   * @throws `ArcValidationError` The database name is malformed, or an option is wrong.
   */
  async triggerAndWait(
    query: CompactionTriggerQuery = {},
    options: WaitOptions<CompactionStats> = {},
  ): Promise<CompactionStats> {
    checkWaitOptions(options)
    const { signal, extra } = options
    const { cycle_id } = await this.trigger(query, { signal, extra })
    const stats = await waitFor<CompactionStats, CompactionStats>(
      {
        operation: 'compaction',
        read: () => this.stats({ signal }),
        // The number is a forecast: if another cycle came first, this waits for that one as well.
        isShown: (stats): stats is CompactionStats => stats.cycle_running || stats.current_cycle_id >= cycle_id,
        isDone: (stats) => !stats.cycle_running,
      },
      options,
    )
    // Servers that can pause a cycle remember what became of it.
    if (stats.paused !== undefined) await this.#requireCompleted(cycle_id, { signal })
    return stats
  }

  async #requireCompleted(id: number, options: CallOptions): Promise<void> {
    const cycle = await this.cycle(id, options).catch((error: unknown) => {
      // Forgotten, or run by another node: nothing is known against it.
      if (error instanceof ArcNotFoundError || error instanceof ArcFeatureUnavailableError) return undefined
      throw error
    })
    if (cycle === undefined || cycle.status === 'completed' || cycle.status === 'claimed') return
    const why = 'error' in cycle && cycle.error ? `: ${cycle.error}` : ''
    throw new ArcServerError(`compaction: cycle ${id} ended as ${cycle.status}${why}`, {
      origin: 'arc',
      body: cycle,
      retryable: cycle.status === 'paused',
    })
  }
}
