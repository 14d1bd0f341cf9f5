// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../management/operation.ts'
import type {
  BackupDeleted,
  BackupIdle,
  BackupList,
  BackupManifest,
  BackupProgress,
  BackupRequest,
  OperationStarted,
  RestoreRequest,
  RestoreStarted,
} from './models.ts'

/** The parameters of `backup.list`. */
export interface BackupListQuery {
  /** Those that other instances of Arc wrote to the same place, too. Since Arc 27.01.1. @default false */
  readonly include_foreign?: boolean | undefined
}

/** Full backups to the server's own storage. Backups and restores run in the background, one at a time. */
export class BackupOperations {
  protected readonly call: OperationCaller

  constructor(call: OperationCaller) {
    this.call = call
  }

  /**
   * Returns all backups, in no particular order, and what is known of those that are not complete.
   *
   * Needs the `admin` permission, and `backup.enabled` on the server.
   *
   * @throws `ArcServerError` (500) The backups could not be listed.
   * @throws `ArcServerError` (503) None of the places that backups are written to answers. Since Arc 27.01.1.
   *
   * @see GET /api/v1/backup
   */
  list(query?: BackupListQuery, options?: CallOptions): Promise<BackupList> {
    return this.call('backup.list', { query }, options)
  }

  /**
   * Starts a backup.
   *
   * The answer names no backup: `status` does, and `startAndWait` waits for it. Rows that still wait in the ingest
   * buffer are not in it.
   *
   * Needs the `admin` permission, and `backup.enabled` on the server.
   *
   * @param body - What to include besides the data.
   *
   * @throws `ArcValidationError` (400) The databases are malformed or unknown, or `include_metadata` is asked for
   * beside them. Since Arc 27.01.1.
   * @throws `ArcConflictError` (409) A backup, restore or deletion is running.
   * @throws `ArcServerError` (500) The backup could not be started.
   * @throws `ArcServerError` (503) This node is not the primary writer. Since Arc 27.01.1.
   *
   * @see POST /api/v1/backup
   */
  start(body?: BackupRequest, options?: CallOptions): Promise<OperationStarted> {
    return this.call('backup.start', { body: body ?? {} }, options)
  }

  /**
   * Returns the progress of the last backup or restore.
   *
   * `idle` only while nothing has run since boot. Just after a start it may still show the operation before.
   *
   * Needs the `admin` permission, and `backup.enabled` on the server.
   *
   * @see GET /api/v1/backup/status
   */
  status(options?: CallOptions): Promise<BackupIdle | BackupProgress> {
    return this.call('backup.status', {}, options)
  }

  /**
   * Returns what a backup holds.
   *
   * Needs the `admin` permission, and `backup.enabled` on the server.
   *
   * @param id - The backup's id.
   *
   * @throws `ArcValidationError` (400) The id is not a backup id.
   * @throws `ArcNotFoundError` (404) No backup has this id. Or the feature is not available on this server: `Cannot
   * GET …`.
   * @throws `ArcServerError` (503) The place that the backup was written to does not answer. Since Arc 27.01.1.
   *
   * @see GET /api/v1/backup/{id}
   */
  get(id: string, options?: CallOptions): Promise<BackupManifest> {
    return this.call('backup.get', { path: { id } }, options)
  }

  /**
   * Deletes a backup.
   *
   * An id that does not exist is a 500.
   *
   * Needs the `admin` permission, and `backup.enabled` on the server.
   *
   * @param id - The backup's id.
   *
   * @throws `ArcValidationError` (400) The id is not a backup id.
   * @throws `ArcConflictError` (409) A backup, restore or deletion is running.
   * @throws `ArcServerError` (500) No backup has this id, or the storage failed.
   *
   * @see DELETE /api/v1/backup/{id}
   */
  delete(id: string, options?: CallOptions): Promise<BackupDeleted> {
    return this.call('backup.delete', { path: { id } }, options)
  }

  /**
   * Starts a restore, which overwrites what is there.
   *
   * An id that does not exist is accepted all the same, and fails in `status`.
   *
   * Needs the `admin` permission, and `backup.enabled` on the server.
   *
   * @param body - Which backup to restore, and which parts of it.
   *
   * @throws `ArcValidationError` (400) The id is not a backup id, or `confirm` is missing; or, since Arc 27.01.1, the
   * mode is unknown, the node does not support it, or the backup has no files for it.
   * @throws `ArcConflictError` (409) A backup, restore or deletion is running.
   * @throws `ArcServerError` (503) This node is not the primary writer, or the place that the backup was written to
   * does not answer. Since Arc 27.01.1.
   *
   * @see POST /api/v1/backup/restore
   */
  restore(body: RestoreRequest, options?: CallOptions): Promise<RestoreStarted> {
    return this.call('backup.restore', { body }, options)
  }
}
