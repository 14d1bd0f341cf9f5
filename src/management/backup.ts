/** Backups and restores, with waiting. */
import { ArcServerError } from '../errors.ts'
import { BackupOperations } from '../generated/backup.ts'
import type { BackupIdle, BackupProgress, BackupRequest, RestoreRequest } from '../generated/models.ts'
import type { CallOptions } from '../transport/operation.ts'
import { checkWaitOptions, type WaitOptions, waitFor } from './wait.ts'

export class Backup extends BackupOperations {
  /**
   * Starts a backup and waits until it is done.
   *
   * Aborting `signal` ends the waiting; the backup continues.
   *
   * @example
   * ```ts
   * const { backup_id } = await arc.backup.startAndWait({}, { onProgress: (p) => console.log(p.processed_files, p.total_files) })
   * ```
   *
   * @throws `ArcConflictError` A backup, restore or deletion is running.
   * @throws `ArcServerError` The backup failed, or the server was restarted meanwhile.
   */
  startAndWait(request: BackupRequest = {}, options: WaitOptions<BackupProgress> = {}): Promise<BackupProgress> {
    return this.#run('backup', () => this.start(request, callOptions(options)), options)
  }

  /**
   * Starts a restore, which overwrites existing data, and waits until it is done.
   *
   * @throws `ArcConflictError` A backup, restore or deletion is running.
   * @throws `ArcServerError` The restore failed, for example because no backup has this id.
   */
  restoreAndWait(request: RestoreRequest, options: WaitOptions<BackupProgress> = {}): Promise<BackupProgress> {
    return this.#run('restore', () => this.restore(request, callOptions(options)), options)
  }

  async #run(
    operation: BackupProgress['operation'],
    start: () => Promise<unknown>,
    options: WaitOptions<BackupProgress>,
  ): Promise<BackupProgress> {
    checkWaitOptions(options)
    const before = startOf(await this.status(callOptions(options)))
    await start()
    const last = await waitFor<BackupIdle | BackupProgress, BackupProgress>(
      {
        operation,
        read: () => this.status(callOptions(options)),
        isShown: (status): status is BackupProgress =>
          'operation' in status && status.operation === operation && startOf(status) !== before,
        isDone: ({ status }) => status !== 'running',
      },
      options,
    )
    if (last.status === 'completed') return last
    throw new ArcServerError(`backup: the ${operation} ${last.backup_id} failed: ${last.error ?? 'no reason given'}`, {
      body: last,
    })
  }
}

/** Identifies an operation. The id alone does not: a backup and its restore share it. */
const startOf = (status: BackupIdle | BackupProgress) => ('started_at' in status ? status.started_at : undefined)

const callOptions = ({ signal }: WaitOptions<BackupProgress>): CallOptions => ({ signal })
