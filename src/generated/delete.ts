// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../management/operation.ts'
import type { DeleteConfig, DeleteRequest, DeleteResult } from './models.ts'

/** Deletes rows by rewriting the files that hold them. */
export class DeleteOperations {
  protected readonly call: OperationCaller

  constructor(call: OperationCaller) {
    this.call = call
  }

  /**
   * Deletes the rows of a measurement that match a condition, or counts them.
   *
   * A condition that is wrong (an unknown column, bad syntax) answers 200 with zero rows, exactly like one that
   * matches nothing. Only rows that were flushed to storage are seen.
   *
   * Needs the `admin` permission, and `delete.enabled` on the server. May take minutes.
   *
   * @param body - Either looks (`dry_run`) or deletes (`confirm`); a dry run over the threshold needs both.
   *
   * @throws `ArcServerError` (207) Some files could not be rewritten; the rest was deleted.
   * @throws `ArcValidationError` (400) A field is missing, the condition is forbidden, `confirm` is missing, or too
   * many rows match.
   * @throws `ArcFeatureUnavailableError` (403) Deleting is switched off (`delete.enabled`). Or the token lacks the
   * `admin` permission.
   * @throws `ArcServerError` (500) The deletion was aborted.
   * @throws `ArcServerError` (503) This node is not the primary writer.
   *
   * @see POST /api/v1/delete
   */
  rows(body: DeleteRequest, options?: CallOptions): Promise<DeleteResult> {
    return this.call('delete.rows', { body }, options)
  }

  /**
   * Returns whether deleting is switched on, and its limits.
   *
   * Needs the `admin` permission.
   *
   * @see GET /api/v1/delete/config
   */
  config(options?: CallOptions): Promise<DeleteConfig> {
    return this.call('delete.config', {}, options)
  }
}
