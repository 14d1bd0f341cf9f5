/** Retention policies, with `patch`, `ensure`, a deliberate `execute`, and the checks that the server leaves out. */
import { refusing } from '../base/refusing.ts'
import { ArcValidationError } from '../errors.ts'
import type {
  RetentionExecuteRequest,
  RetentionExecuteResult,
  RetentionPolicy,
  RetentionPolicyRequest,
} from '../generated/models.ts'
import { RetentionOperations } from '../generated/retention.ts'
import { type Ensured, ensureDefinition, patchDefinition } from './definitions.ts'
import type { CallOptions } from './operation.ts'
import { requireIntent, withoutExtra } from './requests.ts'

/** The fields to change; the others keep their value. */
export type RetentionPolicyPatch = {
  readonly [Key in keyof RetentionPolicyRequest]?: RetentionPolicyRequest[Key] | undefined
}

const writable = ['name', 'database', 'measurement', 'retention_days', 'buffer_days', 'is_active'] as const

export class Retention extends RetentionOperations {
  /**
   * Creates a retention policy.
   *
   * Refuses what would delete more than it says: a negative `buffer_days`, and a `measurement` that is empty text.
   *
   * Needs the `admin` permission, and `retention.enabled` on the server.
   *
   * @throws `ArcValidationError` A field is missing or out of range.
   * @throws `ArcConflictError` The name is taken.
   * @see POST /api/v1/retention
   */
  override async create(body: RetentionPolicyRequest, options?: CallOptions): Promise<RetentionPolicy> {
    checkReach('retention.create', body)
    return super.create(body, options)
  }

  /**
   * Replaces the whole policy.
   *
   * Send every field; to change single ones, use {@link patch}. Refuses what would delete more than it says, like
   * {@link create}.
   *
   * Needs the `admin` permission, and `retention.enabled` on the server.
   *
   * @throws `ArcNotFoundError` No policy has this id.
   * @throws `ArcValidationError` A field is missing or out of range.
   * @see PUT /api/v1/retention/{id}
   */
  override async update(id: number, body: RetentionPolicyRequest, options?: CallOptions): Promise<RetentionPolicy> {
    checkReach('retention.update', body)
    return super.update(id, body, options)
  }

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
    return patchDefinition<RetentionPolicyRequest, RetentionPolicy>(this, id, changes, writable, options)
  }

  /**
   * Creates a policy, or changes the one of its name where it differs, and says which in `outcome`.
   *
   * Give the whole policy: what is left out is as in a new one. Calling it twice, or from two processes, makes one policy. Refuses
   * what would delete more than it says, like {@link create}.
   *
   * Needs the `admin` permission, and `retention.enabled` on the server.
   *
   * @example
   * ```ts
   * const { id, outcome } = await arc.retention.ensure({
   *   name: 'keep-30-days', database: 'default', retention_days: 30, buffer_days: 7, is_active: true,
   * })
   * console.log(id, outcome) // 'created', 'changed' or 'unchanged'
   * ```
   *
   * @throws `ArcValidationError` A field is missing or out of range.
   */
  async ensure(policy: RetentionPolicyRequest, options?: CallOptions): Promise<Ensured<RetentionPolicy>> {
    checkReach('retention.ensure', policy)
    return ensureDefinition<RetentionPolicyRequest, RetentionPolicy>(
      this,
      { list: (options) => this.list(options), writable, unset: { measurement: null } },
      { ...policy },
      options,
    )
  }

  /**
   * Runs a policy now, and waits until it is done: counts with `{ dry_run: true }`, deletes with `{ confirm: true }`.
   *
   * Only whole files whose newest row is older than the cutoff go; rows still in the ingest buffer stay. Dry runs leave no
   * trace in the history. Before it deletes, the policy is read: one without a database, as partial updates of other clients
   * leave behind, would delete from every database, and is refused.
   *
   * Needs the `admin` permission, and `retention.enabled` on the server. May take minutes.
   *
   * @throws `ArcValidationError` Neither is `true`; or the policy is not active, or has no database.
   * @throws `ArcNotFoundError` No policy has this id.
   * @see POST /api/v1/retention/{id}/execute
   */
  override async execute(
    id: number,
    body: RetentionExecuteRequest,
    options?: CallOptions,
  ): Promise<RetentionExecuteResult> {
    requireIntent('retention.execute', body)
    if (body.dry_run !== true && (await this.get(id, withoutExtra(options))).database === '') {
      throw new ArcValidationError(
        `retention.execute: policy ${id} has no database and would delete from every one; give it one with retention.patch, or look with dry_run: true`,
      )
    }
    return super.execute(id, body, options)
  }
}

/** The server accepts it, and reaches rows younger than `retention_days`. */
function checkReach(operation: string, policy: RetentionPolicyRequest | undefined): void {
  const days = refusing(operation, () => policy?.buffer_days)
  if (typeof days === 'number' && days < 0) {
    throw new ArcValidationError(
      `${operation}: buffer_days is ${days}, which would delete rows younger than retention_days; give 0 or more`,
    )
  }
}
