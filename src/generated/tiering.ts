// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../transport/operation.ts'
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
    return this.call({ id: 'tiering.status', method: 'GET', path: '/api/v1/tiering/status' }, {}, options)
  }

  /**
   * Lists files with the tier they are in.
   *
   * Needs the `admin` permission, and an enterprise license with `tiering`, and `tiered_storage.enabled` on the
   * server.
   *
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   * @throws `ArcServerError` (500) The catalog could not be read.
   *
   * @see GET /api/v1/tiering/files
   */
  files(query?: TieringFilesQuery, options?: CallOptions): Promise<TieringFile[]> {
    return this.call(
      {
        id: 'tiering.files',
        method: 'GET',
        path: '/api/v1/tiering/files',
        query: 'tier database limit',
        unwrap: 'files',
        lists: [''],
      },
      { query },
      options,
    )
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
   * @throws `ArcServerError` (500) The migration failed.
   *
   * @see POST /api/v1/tiering/migrate
   */
  migrate(options?: CallOptions): Promise<TieringMigrated> {
    return this.call(
      { id: 'tiering.migrate', method: 'POST', path: '/api/v1/tiering/migrate', retry: 'never', longRunning: true },
      {},
      options,
    )
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
    return this.call(
      { id: 'tiering.stats', method: 'GET', path: '/api/v1/tiering/stats', lists: ['recent_migrations'] },
      {},
      options,
    )
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
    return this.call(
      { id: 'tiering.scan', method: 'POST', path: '/api/v1/tiering/scan', retry: 'never', longRunning: true },
      {},
      options,
    )
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
    return this.call(
      { id: 'tiering.listPolicies', method: 'GET', path: '/api/v1/tiering/policies', unwrap: 'policies' },
      {},
      options,
    )
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
    return this.call(
      { id: 'tiering.getPolicy', method: 'GET', path: '/api/v1/tiering/policies/{database}' },
      { path: { database } },
      options,
    )
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
    return this.call(
      {
        id: 'tiering.setPolicy',
        method: 'PUT',
        path: '/api/v1/tiering/policies/{database}',
        fields: 'hot_only hot_max_age_days?',
      },
      { path: { database }, body },
      options,
    )
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
    return this.call(
      { id: 'tiering.deletePolicy', method: 'DELETE', path: '/api/v1/tiering/policies/{database}' },
      { path: { database } },
      options,
    )
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
    return this.call(
      { id: 'tiering.effectivePolicy', method: 'GET', path: '/api/v1/tiering/policies/{database}/effective' },
      { path: { database } },
      options,
    )
  }
}
