/** Retention policies, with `patch` and a deliberate `execute`. */
import type {
  RetentionExecuteRequest,
  RetentionExecuteResult,
  RetentionPolicy,
  RetentionPolicyRequest,
} from '../generated/models.ts'
import { RetentionOperations } from '../generated/retention.ts'
import type { CallOptions } from '../transport/operation.ts'
import { requireIntent } from './intent.ts'
import { merge } from './patch.ts'

/** The fields to change; the others keep their value. */
export type RetentionPolicyPatch = {
  readonly [Key in keyof RetentionPolicyRequest]?: RetentionPolicyRequest[Key] | undefined
}

const writable = ['name', 'database', 'measurement', 'retention_days', 'buffer_days', 'is_active'] as const

export class Retention extends RetentionOperations {
  /**
   * Changes single fields of a policy: reads it, merges the changes and replaces it.
   *
   * Not atomic: a change that someone else makes between the two requests is lost.
   *
   * @example
   * ```ts
   * const [policy] = await arc.retention.list()
   * if (policy) await arc.retention.patch(policy.id, { retention_days: 60 })
   * ```
   *
   * @throws `ArcNotFoundError` No policy has this id.
   * @throws `ArcValidationError` `retention_days` would not be greater than `buffer_days`.
   */
  async patch(id: number, changes: RetentionPolicyPatch, options?: CallOptions): Promise<RetentionPolicy> {
    const current: RetentionPolicyRequest = await this.get(id, options)
    return this.update(id, merge(current, changes, writable), options)
  }

  /**
   * Runs a policy now, and waits until it is done: counts with `{ dry_run: true }`, deletes with `{ confirm: true }`.
   *
   * Only whole files whose newest row is older than the cutoff go; rows still in the ingest buffer stay. Dry runs leave no
   * trace in the history.
   *
   * @throws `ArcValidationError` Neither is `true`; or the policy is not active.
   * @throws `ArcNotFoundError` No policy has this id.
   * @see POST /api/v1/retention/{id}/execute
   */
  override async execute(
    id: number,
    body: RetentionExecuteRequest,
    options?: CallOptions,
  ): Promise<RetentionExecuteResult> {
    requireIntent('retention.execute', body)
    return super.execute(id, body, options)
  }
}
