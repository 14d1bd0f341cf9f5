/** The client: options → HTTP → namespaces. */

import type { Client as OpenApiClient } from 'openapi-fetch'
import { environment } from '#platform'
import type { paths } from './generated/schema.ts'
import { ImportsNamespace } from './ingest/imports.ts'
import { WriteNamespace } from './ingest/write.ts'
import { createApi } from './management/api.ts'
import { createManagement, type Management } from './management/index.ts'
import { type ArcClientOptions, optionsFromEnvironment, resolveConfig } from './options.ts'
import { QueryNamespace } from './query/query.ts'
import type { EndpointStatus } from './transport/endpoint.ts'
import { ArcHttp } from './transport/http.ts'

/**
 * A connection to one Arc server, or to several that are one cluster. Make one and share it: it holds a pool of connections.
 *
 * @example
 * ```ts
 * await using arc = new ArcClient({ url: 'http://localhost:8000', token: process.env.ARC_TOKEN })
 * await arc.write.columns('cpu', { time: [Date.now()], host: ['a'], usage: [95.5] })
 * ```
 */
export class ArcClient {
  /** Writing rows: columns, row objects, Arrow, line protocol, the buffered writer. */
  readonly write: WriteNamespace
  /** Importing whole files: CSV, Parquet, line protocol, TLE. */
  readonly imports: ImportsNamespace
  /** Running SQL: rows, columns, Arrow, streams. */
  readonly query: QueryNamespace
  /** Typed access (openapi-fetch) to every documented path of the server, for anything that has no method of its own. */
  readonly api: OpenApiClient<paths>

  /** Retention policies: deleting data by age. */
  readonly retention: Management['retention']
  /** Continuous queries: aggregating one measurement into another. Needs `continuous_query.enabled`. */
  readonly continuousQueries: Management['continuousQueries']
  /** Deleting rows by a condition. Needs `delete.enabled`. */
  readonly delete: Management['delete']
  /** Tokens and what they may do. Needs `auth.enabled`. */
  readonly auth: Management['auth']
  /** Databases and the measurements in them. */
  readonly databases: Management['databases']
  /** Health, readiness, metrics, logs, and which features this server has. */
  readonly system: Management['system']
  /** Backups and restores. */
  readonly backup: Management['backup']
  /** Merging small files. */
  readonly compaction: Management['compaction']
  /** The schedules of retention and continuous queries. Needs a licence. */
  readonly schedulers: Management['schedulers']
  /** MQTT subscriptions. Needs `mqtt.enabled`. */
  readonly mqtt: Management['mqtt']
  /** Roles: organizations, teams and their permissions. Needs a licence. */
  readonly rbac: Management['rbac']
  /** Limits per token. Needs a licence. */
  readonly governance: Management['governance']
  /** Running and past queries: listing and cancelling them. Needs a licence. */
  readonly runningQueries: Management['runningQueries']
  /** Cold storage. Needs a licence. */
  readonly tiering: Management['tiering']
  /** The audit log. Needs a licence. */
  readonly audit: Management['audit']
  /** The nodes of a cluster. Needs a licence. */
  readonly cluster: Management['cluster']
  /** Comparing the files of a cluster with its manifest. Needs a licence. */
  readonly reconciliation: Management['reconciliation']
  /** The memory of the server process. */
  readonly debug: Management['debug']
  /** Edge servers that send their files here. Needs `edge_sync.enabled`. */
  readonly edgeSync: Management['edgeSync']

  /**
   * The servers of this client, in the order of the `url` option, and what is known of each (docs/connecting.md#several-servers).
   * Every access says how it is now.
   */
  get endpoints(): readonly EndpointStatus[] {
    return this.#http.endpoints.status()
  }

  readonly #http: ArcHttp
  #closing: Promise<void> | undefined

  /** @throws ArcUsageError for the first option that is wrong, naming it. Nothing is connected yet. */
  constructor(options: ArcClientOptions) {
    const config = resolveConfig(options)
    const http = new ArcHttp(config, options.token)
    this.#http = http
    this.write = new WriteNamespace(http)
    this.imports = new ImportsNamespace(http)
    this.query = new QueryNamespace(http)
    this.api = createApi<paths>(http)

    const management = createManagement(http)
    this.retention = management.retention
    this.continuousQueries = management.continuousQueries
    this.delete = management.delete
    this.auth = management.auth
    this.databases = management.databases
    this.system = management.system
    this.backup = management.backup
    this.compaction = management.compaction
    this.schedulers = management.schedulers
    this.mqtt = management.mqtt
    this.rbac = management.rbac
    this.governance = management.governance
    this.runningQueries = management.runningQueries
    this.tiering = management.tiering
    this.audit = management.audit
    this.cluster = management.cluster
    this.reconciliation = management.reconciliation
    this.debug = management.debug
    this.edgeSync = management.edgeSync
  }

  /**
   * A client from the environment: `ARC_URL` (required), `ARC_TOKEN`, `ARC_DATABASE`. Options given here win, unless they are `undefined`.
   *
   * @throws ArcUsageError when `ARC_URL` is not set.
   */
  static fromEnv(options: Partial<ArcClientOptions> = {}): ArcClient {
    return new ArcClient(optionsFromEnvironment(environment(), options))
  }

  /**
   * Drains the open buffered writers, then closes the connections. Calls that are under way, or wait for a connection, end
   * with an `ArcConnectionError`; the server may still be working on them.
   */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  /** The same as `close()`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #close(): Promise<void> {
    try {
      await this.write.close()
    } finally {
      await this.#http.close()
    }
  }

  /** Url, several with commas between them as in `ARC_URL`, and database, for logs. Never the token. */
  toJSON(): { readonly url: string; readonly database: string } {
    const { urls, database } = this.#http.config
    return { url: urls.map(({ href }) => href).join(), database }
  }
}
