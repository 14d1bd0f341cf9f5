/** The state of one embedded Arc; every route gets it. Many can live in one process. */
import type { Engine } from './engine.ts'
import type { Storage } from './storage.ts'
import type { TokenStore } from './tokens.ts'

/** What a test can switch on an embedded Arc; the defaults are the server's own (docs/wire-notes.md#configuration). */
export interface TestArcOptions {
  /** The admin token. @default 'arc-test-token' */
  readonly token?: string
  /** `false` serves every request without a token, and drops the `/api/v1/auth` routes as the server does. @default true */
  readonly auth?: boolean
  /** Whether `POST /api/v1/delete` and dropping a database work (`delete.enabled`). @default true */
  readonly deleteEnabled?: boolean
  /** Whether continuous queries are served (`continuous_query.enabled`). @default true */
  readonly continuousQueries?: boolean
  /** Whether MQTT subscriptions are served (`mqtt.enabled`). @default false */
  readonly mqtt?: boolean
  /** The server's own query deadline, in milliseconds (`query.timeout`). @default 300_000 */
  readonly queryTimeoutMs?: number
  /** The largest request body, in bytes (`server.max_payload_size`). @default 1 GiB */
  readonly maxPayloadBytes?: number
  /** The age at which a buffered batch is flushed and becomes visible, in milliseconds (`ingest.max_buffer_age_ms`). @default 5_000 */
  readonly flushAgeMs?: number
  /** The number of buffered rows at which a measurement is flushed (`ingest.max_buffer_size`). @default 50_000 */
  readonly flushRows?: number
  /** Where the Parquet files live; without it a temporary directory that `close()` removes. */
  readonly dataDir?: string
}

/** Everything a route may touch. */
export interface TestArc {
  readonly options: Required<Omit<TestArcOptions, 'dataDir'>>
  readonly engine: Engine
  readonly storage: Storage
  readonly tokens: TokenStore
  readonly startedAt: Date
  /** Per-group state that lives and dies with this Arc, made on first use: `arc.state(retentionState)`. */
  state<T>(make: () => T): T
}
