// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../management/operation.ts'
import type {
  MessageBody,
  RetentionExecuteRequest,
  RetentionExecuteResult,
  RetentionExecution,
  RetentionPolicy,
  RetentionPolicyRequest,
} from './models.ts'

/** The parameters of `retention.executions`. */
export interface RetentionExecutionsQuery {
  /** At most this many; 0 is none, negative is all. @default 50 */
  readonly limit?: number | undefined
}

/**
 * Retention policies delete whole files whose newest row is older than the policy allows. Without an enterprise
 * licence nothing runs them on a schedule: call `execute`.
 */
export class RetentionOperations {
  protected readonly call: OperationCaller

  constructor(call: OperationCaller) {
    this.call = call
  }

  /**
   * Lists all retention policies, newest first.
   *
   * Needs any valid token, the `admin` permission since Arc 26.09.3, and `retention.enabled` on the server.
   *
   * @throws `ArcServerError` (500) The policies could not be read.
   *
   * @see GET /api/v1/retention
   */
  list(options?: CallOptions): Promise<RetentionPolicy[]> {
    return this.call('retention.list', {}, options)
  }

  /**
   * Creates a retention policy.
   *
   * Needs the `admin` permission, and `retention.enabled` on the server.
   *
   * @param body - A whole policy. Rows older than `retention_days + buffer_days` go; `retention_days` must be greater
   * than `buffer_days`.
   *
   * @throws `ArcValidationError` (400) A field is missing or out of range, or the name is taken (`Retention policy
   * with name 'x' already exists`).
   * @throws `ArcServerError` (500) The policy could not be stored.
   *
   * @see POST /api/v1/retention
   */
  create(body: RetentionPolicyRequest, options?: CallOptions): Promise<RetentionPolicy> {
    return this.call('retention.create', { body }, options)
  }

  /**
   * Returns one retention policy.
   *
   * Needs any valid token, the `admin` permission since Arc 26.09.3, and `retention.enabled` on the server.
   *
   * @param id - The policy's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcNotFoundError` (404) No policy has this id. Or the feature is not available on this server: `Cannot
   * GET …`.
   *
   * @see GET /api/v1/retention/{id}
   */
  get(id: number, options?: CallOptions): Promise<RetentionPolicy> {
    return this.call('retention.get', { path: { id } }, options)
  }

  /**
   * Replaces the whole policy.
   *
   * Send every field: what is left out becomes empty, zero or false. `patch` changes single fields.
   *
   * Needs the `admin` permission, and `retention.enabled` on the server.
   *
   * @param id - The policy's id.
   * @param body - A whole policy. Rows older than `retention_days + buffer_days` go; `retention_days` must be greater
   * than `buffer_days`.
   *
   * @throws `ArcValidationError` (400) `retention_days` is not greater than `buffer_days`; or, since Arc 26.09.2, a
   * field is missing or a name malformed.
   * @throws `ArcNotFoundError` (404) No policy has this id. Or the feature is not available on this server: `Cannot
   * PUT …`.
   * @throws `ArcServerError` (500) Another policy has that name, or the policy could not be stored.
   *
   * @see PUT /api/v1/retention/{id}
   */
  update(id: number, body: RetentionPolicyRequest, options?: CallOptions): Promise<RetentionPolicy> {
    return this.call('retention.update', { path: { id }, body }, options)
  }

  /**
   * Deletes a policy and its history; the data stays.
   *
   * Needs the `admin` permission, and `retention.enabled` on the server.
   *
   * @param id - The policy's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcNotFoundError` (404) No policy has this id. Or the feature is not available on this server: `Cannot
   * DELETE …`.
   *
   * @see DELETE /api/v1/retention/{id}
   */
  delete(id: number, options?: CallOptions): Promise<MessageBody> {
    return this.call('retention.delete', { path: { id } }, options)
  }

  /**
   * Runs a policy now, and waits until it is done.
   *
   * Only whole files whose newest row is older than the cutoff go; rows still in the ingest buffer stay. Dry runs
   * leave no trace in the history.
   *
   * Needs the `admin` permission, and `retention.enabled` on the server. May take minutes.
   *
   * @param id - The policy's id.
   * @param body - Either looks (`dry_run`) or deletes (`confirm`).
   *
   * @throws `ArcValidationError` (400) Neither `dry_run` nor `confirm` is true, or the policy is not active.
   * @throws `ArcNotFoundError` (404) No policy has this id. Or the feature is not available on this server: `Cannot
   * POST …`.
   * @throws `ArcServerError` (500) The run stopped at a measurement.
   * @throws `ArcServerError` (503) This node is not the primary writer.
   *
   * @see POST /api/v1/retention/{id}/execute
   */
  execute(id: number, body: RetentionExecuteRequest, options?: CallOptions): Promise<RetentionExecuteResult> {
    return this.call('retention.execute', { path: { id }, body }, options)
  }

  /**
   * Lists the past runs of a policy, newest first.
   *
   * An unknown id is an empty list. A run in progress is not listed.
   *
   * Needs any valid token, the `admin` permission since Arc 26.09.3, and `retention.enabled` on the server.
   *
   * @param id - The policy's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcServerError` (500) The history could not be read.
   *
   * @see GET /api/v1/retention/{id}/executions
   */
  executions(id: number, query?: RetentionExecutionsQuery, options?: CallOptions): Promise<RetentionExecution[]> {
    return this.call('retention.executions', { path: { id }, query }, options)
  }
}
