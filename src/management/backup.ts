/** Backups and restores, with waiting. */
import { ArcServerError, ArcValidationError } from '../errors.ts'
import { BackupOperations } from '../generated/backup.ts'
import type {
  BackupIdle,
  BackupProgress,
  BackupRequest,
  OperationStarted,
  RestoreRequest,
  RestoreStarted,
} from '../generated/models.ts'
import type { CallOptions } from './operation.ts'
import { requireRepeated } from './understood.ts'
import { checkWaitOptions, type WaitOptions, waitFor } from './wait.ts'

export class Backup extends BackupOperations {
  /**
   * Starts a backup, of everything or of some databases.
   *
   * The answer names no backup: `status` does, and {@link startAndWait} waits for it. Rows that still wait in the ingest
   * buffer are not in it: call `arc.write.makeVisible()` first.
   *
   * Needs the `admin` permission, and `backup.enabled` on the server.
   *
   * @throws `ArcValidationError` `databases` is empty, which the server would take for all; one of them does not exist, or
   * `include_metadata` is asked for beside them.
   * @throws `ArcConflictError` A backup, restore or deletion is running.
   * @throws `ArcServerError` The server is older than 27.01.1 and backs up everything, or is not the primary writer.
   * @see POST /api/v1/backup
   */
  override async start(body?: BackupRequest, options?: CallOptions): Promise<OperationStarted> {
    if (Array.isArray(body?.databases) && body.databases.length === 0) {
      throw new ArcValidationError('backup.start: databases is empty; name some, or leave it out for all')
    }
    const { databases } = body ?? {}
    const started = await super.start(body, options)
    return requireRepeated(
      'backup.start',
      { databases },
      started,
      'backs up all of them now; backup.status() shows how far',
    )
  }

  /**
   * Starts a restore, which overwrites what is there; {@link restoreAndWait} waits for it.
   *
   * An id that does not exist is accepted all the same, and fails in `status`.
   *
   * Needs the `admin` permission, and `backup.enabled` on the server.
   *
   * @throws `ArcValidationError` The id is not a backup id, `confirm` is missing, or the server cannot restore in this mode.
   * @throws `ArcConflictError` A backup, restore or deletion is running.
   * @throws `ArcServerError` The server is older than 27.01.1 and merges whatever `mode` says, or is not the primary writer.
   * @see POST /api/v1/backup/restore
   */
  override async restore(body: RestoreRequest, options?: CallOptions): Promise<RestoreStarted> {
    // Merging is what an older server does anyway.
    const mode = body?.mode === 'merge' ? undefined : body?.mode
    const started = await super.restore(body, options)
    return requireRepeated('backup.restore', { mode }, started, 'merges now; backup.status() shows how far')
  }

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
    return this.#run('backup', () => this.start(request, startOptions(options)), options)
  }

  /**
   * Starts a restore, which overwrites existing data, and waits until it is done.
   *
   * @throws `ArcConflictError` A backup, restore or deletion is running.
   * @throws `ArcServerError` The restore failed, for example because no backup has this id.
   */
  restoreAndWait(request: RestoreRequest, options: WaitOptions<BackupProgress> = {}): Promise<BackupProgress> {
    return this.#run('restore', () => this.restore(request, startOptions(options)), options)
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
const startOptions = ({ signal, extra }: WaitOptions<BackupProgress>): CallOptions => ({ signal, extra })
