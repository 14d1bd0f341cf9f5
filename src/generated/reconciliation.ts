// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../management/operation.ts'
import type { FeatureDisabled, ReconciliationRun, ReconciliationStatus } from './models.ts'

/** The parameters of `reconciliation.trigger`. */
export interface ReconciliationTriggerQuery {
  /** Anything but `false` is a dry run. @default true */
  readonly dry_run?: boolean | undefined
  /** Must be `true` to change anything. @default false */
  readonly act?: boolean | undefined
}

/** Compares the cluster's manifest with its storage and removes orphans. Needs an enterprise licence. */
export class ReconciliationOperations {
  protected readonly call: OperationCaller

  constructor(call: OperationCaller) {
    this.call = call
  }

  /**
   * Returns the state of reconciliation, or that it is off.
   *
   * Needs the `read` permission, and an enterprise license with `clustering`, and `reconciliation.enabled` on the
   * server.
   *
   * @see GET /api/v1/reconciliation/status
   */
  status(options?: CallOptions): Promise<ReconciliationStatus | FeatureDisabled> {
    return this.call('reconciliation.status', {}, options)
  }

  /**
   * Runs a reconciliation now, and waits until it is done.
   *
   * A dry run unless `dry_run: false` and `act: true` are both given.
   *
   * Needs the `admin` permission, and an enterprise license with `clustering`, and `reconciliation.enabled` on the
   * server. May take minutes.
   *
   * @throws `ArcValidationError` (400) Only one of `dry_run: false` and `act: true` was given.
   * @throws `ArcFeatureUnavailableError` (403) There is no licence, or this node may not run it. Or the token lacks
   * the `admin` permission.
   * @throws `ArcConflictError` (409) A run is in progress.
   * @throws `ArcValidationError` (422) The run was aborted.
   * @throws `ArcServerError` (500) The run failed.
   * @throws `ArcServerError` (503) Reconciliation is not running.
   *
   * @see POST /api/v1/reconciliation/trigger
   */
  trigger(query?: ReconciliationTriggerQuery, options?: CallOptions): Promise<ReconciliationRun> {
    return this.call('reconciliation.trigger', { query }, options)
  }

  /**
   * Returns one recent run.
   *
   * Needs the `admin` permission, and an enterprise license with `clustering`, and `reconciliation.enabled` on the
   * server.
   *
   * @param id - The run's id.
   *
   * @throws `ArcFeatureUnavailableError` (403) There is no licence. Or the token lacks the `admin` permission.
   * @throws `ArcNotFoundError` (404) No recent run has this id.
   * @throws `ArcServerError` (503) Reconciliation is not running.
   *
   * @see GET /api/v1/reconciliation/runs/{id}
   */
  run(id: string, options?: CallOptions): Promise<ReconciliationRun> {
    return this.call('reconciliation.run', { path: { id } }, options)
  }
}
