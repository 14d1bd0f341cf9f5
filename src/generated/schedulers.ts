// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../management/operation.ts'
import type { MessageBody, SchedulerReloaded, Schedulers } from './models.ts'

/** The schedulers of continuous queries and retention policies, which need an enterprise licence. */
export class SchedulersOperations {
  protected readonly call: OperationCaller

  constructor(call: OperationCaller) {
    this.call = call
  }

  /**
   * Returns the state of both schedulers.
   *
   * A scheduler that is off says `enabled: false` and why; one that is on has no `enabled` at all.
   *
   * Needs any valid token.
   *
   * @see GET /api/v1/schedulers
   */
  status(options?: CallOptions): Promise<Schedulers> {
    return this.call('schedulers.status', {}, options)
  }

  /**
   * Makes the scheduler read the continuous queries again.
   *
   * Needs the `admin` permission, and an enterprise license with `cq_scheduler`, and `continuous_query.enabled` on
   * the server.
   *
   * @throws `ArcServerError` (500) The queries could not be read.
   * @throws `ArcFeatureUnavailableError` (503) The scheduler is not running: no licence.
   *
   * @see POST /api/v1/schedulers/cq/reload
   */
  reloadContinuousQueries(options?: CallOptions): Promise<SchedulerReloaded> {
    return this.call('schedulers.reloadContinuousQueries', {}, options)
  }

  /**
   * Runs all active retention policies now, and waits until they are done.
   *
   * Needs the `admin` permission, and an enterprise license with `retention_scheduler`, and `retention.enabled` on
   * the server. May take minutes.
   *
   * @throws `ArcServerError` (500) The run failed, is already going, or this node may not run it.
   * @throws `ArcFeatureUnavailableError` (503) The scheduler is not running: no licence.
   *
   * @see POST /api/v1/schedulers/retention/trigger
   */
  triggerRetention(options?: CallOptions): Promise<MessageBody> {
    return this.call('schedulers.triggerRetention', {}, options)
  }
}
