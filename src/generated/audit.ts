// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../management/operation.ts'
import type { AuditEntry, AuditStats } from './models.ts'

/** The parameters of `audit.logs`. */
export interface AuditLogsQuery {
  /** Only this type of event. */
  readonly event_type?: string | undefined
  /** Only this token's name. */
  readonly actor?: string | undefined
  /** Only this database. */
  readonly database?: string | undefined
  /** Not before this time, with a zone. */
  readonly since?: string | undefined
  /** Not after this time, with a zone. */
  readonly until?: string | undefined
  /** At most this many; more than 10,000 silently means 10,000. @default 100 */
  readonly limit?: number | undefined
  /** Skips this many. @default 0 */
  readonly offset?: number | undefined
}

/** The parameters of `audit.stats`. */
export interface AuditStatsQuery {
  /** Not before this time; left out: the last 24 hours. */
  readonly since?: string | undefined
}

/** Who did what. Needs an enterprise licence. */
export class AuditOperations {
  protected readonly call: OperationCaller

  constructor(call: OperationCaller) {
    this.call = call
  }

  /**
   * Lists audit entries, newest first.
   *
   * `all` walks through the pages.
   *
   * Needs the `admin` permission, and an enterprise license with `audit_logging`, and `audit_log.enabled` on the
   * server.
   *
   * @throws `ArcValidationError` (400) A time, `limit` or `offset` is malformed.
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   * @throws `ArcServerError` (500) The log could not be read.
   *
   * @see GET /api/v1/audit/logs
   */
  logs(query?: AuditLogsQuery, options?: CallOptions): Promise<AuditEntry[]> {
    return this.call('audit.logs', { query }, options)
  }

  /**
   * Counts audit entries by type of event.
   *
   * Needs the `admin` permission, and an enterprise license with `audit_logging`, and `audit_log.enabled` on the
   * server.
   *
   * @throws `ArcValidationError` (400) The time is malformed.
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   * @throws `ArcServerError` (500) The log could not be read.
   *
   * @see GET /api/v1/audit/stats
   */
  stats(query?: AuditStatsQuery, options?: CallOptions): Promise<AuditStats> {
    return this.call('audit.stats', { query }, options)
  }
}
