// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../management/operation.ts'
import type {
  EffectiveTieringPolicy,
  TieringFile,
  TieringMigrated,
  TieringPolicy,
  TieringPolicyDeleted,
  TieringPolicyRequest,
  TieringPolicyStored,
  TieringScan,
  TieringStats,
  TieringStatus,
} from './models.ts'

/** The parameters of `tiering.files`. */
export interface TieringFilesQuery {
  /** Only this tier; ignored with `database`. */
  readonly tier?: 'hot' | 'cold' | undefined
  /** Only this database. */
  readonly database?: string | undefined
  /** At most this many. @default 100 */
  readonly limit?: number | undefined
}

/** Moves old files to cheaper storage. Needs an enterprise licence. */
export class TieringOperations {
  protected readonly call: OperationCaller

  constructor(call: OperationCaller) {
    this.call = call
  }

  /**
   * Returns the tiers and the scheduler.
   *
   * Needs the `admin` permission, and an enterprise license with `tiering`, and `tiered_storage.enabled` on the
   * server.
   *
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   *
   * @see GET /api/v1/tiering/status
   */
  status(options?: CallOptions): Promise<TieringStatus> {
    return this.call('tiering.status', {}, options)
  }

  /**
   * Lists files with the tier they are in.
   *
   * Needs the `admin` permission, and an enterprise license with `tiering`, and `tiered_storage.enabled` on the
   * server.
   *
   * @throws `ArcValidationError` (400) `limit` is not a positive number. Since Arc 27.01.1.
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   * @throws `ArcServerError` (500) The catalog could not be read.
   *
   * @see GET /api/v1/tiering/files
   */
  files(query?: TieringFilesQuery, options?: CallOptions): Promise<TieringFile[]> {
    return this.call('tiering.files', { query }, options)
  }

  /**
   * Runs a full migration, and waits until it is done.
   *
   * The server ignores every parameter, `dry_run` included, so there are none. May take two hours.
   *
   * Needs the `admin` permission, and an enterprise license with `tiering`, and `tiered_storage.enabled` on the
   * server. May take minutes.
   *
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   * @throws `ArcConflictError` (409) A migration is running, or this node is not the primary writer. Since Arc
   * 26.09.2.
   * @throws `ArcServerError` (500) The migration failed.
   *
   * @see POST /api/v1/tiering/migrate
   */
  migrate(options?: CallOptions): Promise<TieringMigrated> {
    return this.call('tiering.migrate', {}, options)
  }

  /**
   * Returns the size of each tier and the last migrations.
   *
   * Needs the `admin` permission, and an enterprise license with `tiering`, and `tiered_storage.enabled` on the
   * server.
   *
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   * @throws `ArcServerError` (500) The catalog could not be read.
   *
   * @see GET /api/v1/tiering/stats
   */
  stats(options?: CallOptions): Promise<TieringStats> {
    return this.call('tiering.stats', {}, options)
  }

  /**
   * Brings the catalog up to date with the storage, and waits until it is done.
   *
   * May take half an hour.
   *
   * Needs the `admin` permission, and an enterprise license with `tiering`, and `tiered_storage.enabled` on the
   * server. May take minutes.
   *
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   * @throws `ArcServerError` (500) The scan failed.
   *
   * @see POST /api/v1/tiering/scan
   */
  scan(options?: CallOptions): Promise<TieringScan> {
    return this.call('tiering.scan', {}, options)
  }

  /**
   * Lists the databases that have a policy of their own.
   *
   * Needs the `admin` permission, and an enterprise license with `tiering`, and `tiered_storage.enabled` on the
   * server.
   *
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   *
   * @see GET /api/v1/tiering/policies
   */
  listPolicies(options?: CallOptions): Promise<TieringPolicy[]> {
    return this.call('tiering.listPolicies', {}, options)
  }

  /**
   * Returns the policy of a database.
   *
   * Needs the `admin` permission, and an enterprise license with `tiering`, and `tiered_storage.enabled` on the
   * server.
   *
   * @param database - The database's name.
   *
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   * @throws `ArcNotFoundError` (404) The database follows the global defaults. Or the feature is not available on
   * this server: `Cannot GET …`.
   *
   * @see GET /api/v1/tiering/policies/{database}
   */
  getPolicy(database: string, options?: CallOptions): Promise<TieringPolicy> {
    return this.call('tiering.getPolicy', { path: { database } }, options)
  }

  /**
   * Sets the policy of a database.
   *
   * Needs the `admin` permission, and an enterprise license with `tiering`, and `tiered_storage.enabled` on the
   * server.
   *
   * @param database - The database's name.
   * @param body - How long the files of a database stay in the hot tier.
   *
   * @throws `ArcValidationError` (400) The body is malformed.
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see PUT /api/v1/tiering/policies/{database}
   */
  setPolicy(database: string, body: TieringPolicyRequest, options?: CallOptions): Promise<TieringPolicyStored> {
    return this.call('tiering.setPolicy', { path: { database }, body }, options)
  }

  /**
   * Deletes the policy of a database.
   *
   * Needs the `admin` permission, and an enterprise license with `tiering`, and `tiered_storage.enabled` on the
   * server.
   *
   * @param database - The database's name.
   *
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   * @throws `ArcNotFoundError` (404) The database has no policy. Or the feature is not available on this server:
   * `Cannot DELETE …`.
   *
   * @see DELETE /api/v1/tiering/policies/{database}
   */
  deletePolicy(database: string, options?: CallOptions): Promise<TieringPolicyDeleted> {
    return this.call('tiering.deletePolicy', { path: { database } }, options)
  }

  /**
   * Returns the policy that applies to a database.
   *
   * Needs the `admin` permission, and an enterprise license with `tiering`, and `tiered_storage.enabled` on the
   * server.
   *
   * @param database - The database's name.
   *
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   *
   * @see GET /api/v1/tiering/policies/{database}/effective
   */
  effectivePolicy(database: string, options?: CallOptions): Promise<EffectiveTieringPolicy> {
    return this.call('tiering.effectivePolicy', { path: { database } }, options)
  }
}
