/** The state of one embedded Arc; every route gets it. Many can live in one process. */
import { type Engine, openEngine } from './engine.ts'
import { openStorage, type Storage } from './storage.ts'
import { TOKEN_PERMISSIONS, type TokenPermission, TokenStore } from './tokens.ts'

/** A token that exists from the start. */
export interface TestToken {
  /** The token itself, as a client sends it. */
  readonly value: string
  /** @default `token-<n>` */
  readonly name?: string
  readonly permissions: readonly TokenPermission[]
  /** When it expires: from then on it is refused with 401. Without it, never. */
  readonly expiresAt?: Date
}

/** The settings of an embedded Arc, with the server's own defaults (docs/wire-notes.md#configuration). */
export interface TestArcOptions {
  /** The admin token. @default 'arc-test-token' */
  readonly token?: string
  /** Further tokens, each with its own permissions. @default none */
  readonly tokens?: readonly TestToken[]
  /** `false` serves every request without a token, and drops the `/api/v1/auth` routes as the server does. @default true */
  readonly auth?: boolean
  /** Whether `POST /api/v1/delete` and dropping a database work (`delete.enabled`). @default true */
  readonly deleteEnabled?: boolean
  /** Whether continuous queries are served (`continuous_query.enabled`). @default true */
  readonly continuousQueries?: boolean
  /** Whether retention policies are served (`retention.enabled`). @default true */
  readonly retention?: boolean
  /** Whether the compaction routes are served (`compaction.enabled`). @default true */
  readonly compaction?: boolean
  /** Whether the backup routes are served (`backup.enabled`). @default true */
  readonly backup?: boolean
  /** Whether MQTT subscriptions are served (`mqtt.enabled`). @default false */
  readonly mqtt?: boolean
  /** Whether the registry of edge-sync spokes is served (`edge_sync.enabled`). @default false */
  readonly edgeSync?: boolean
  /** The server's own query deadline, in milliseconds; 0 is none (`query.timeout`). @default 300_000 */
  readonly queryTimeoutMs?: number
  /** How long a request may take to arrive, in milliseconds (`server.read_timeout`). @default 30_000 */
  readonly readTimeoutMs?: number
  /** The largest request body, in bytes (`server.max_payload_size`). @default 1 GiB */
  readonly maxPayloadBytes?: number
  /** The age at which a buffered batch is flushed and becomes visible, in milliseconds (`ingest.max_buffer_age_ms`). @default 5_000 */
  readonly flushAgeMs?: number
  /** The number of buffered rows at which a measurement is flushed (`ingest.max_buffer_size`). @default 50_000 */
  readonly flushRows?: number
  /** Where the Parquet files are kept. @default a temporary directory that `close()` removes */
  readonly dataDir?: string
}

/** Every option with its default filled in. */
export type ResolvedArcOptions = Required<Omit<TestArcOptions, 'dataDir'>>

/** Everything a route may use. */
export interface TestArc {
  readonly options: ResolvedArcOptions
  readonly engine: Engine
  readonly storage: Storage
  readonly tokens: TokenStore
  readonly startedAt: Date
  /** Per-group state that lives and dies with this Arc, made on first use: `arc.state(retentionState)`. */
  state<T>(make: () => T): T
  /** Registers work that continues after its reply, such as a backup; `reset` and `close` wait for it. */
  background(work: Promise<void>): void
  /** Starts afresh: no rows, no policies, only the admin token. */
  reset(): Promise<void>
  close(): Promise<void>
}

/** The default admin token. */
export const DEFAULT_TOKEN = 'arc-test-token'

const DEFAULTS: ResolvedArcOptions = {
  token: DEFAULT_TOKEN,
  tokens: [],
  auth: true,
  deleteEnabled: true,
  continuousQueries: true,
  retention: true,
  compaction: true,
  backup: true,
  mqtt: false,
  edgeSync: false,
  queryTimeoutMs: 300_000,
  readTimeoutMs: 30_000,
  maxPayloadBytes: 2 ** 30,
  flushAgeMs: 5_000,
  flushRows: 50_000,
}

/** Starts an Arc without a socket. */
export async function createTestArc(options: TestArcOptions = {}): Promise<TestArc> {
  const { dataDir, ...switches } = options
  // A switch that is misspelt would test against the default.
  const unknown = Object.keys(switches).find((name) => !(name in DEFAULTS))
  if (unknown !== undefined) {
    throw new TypeError(
      `There is no option ${JSON.stringify(unknown)}; there are: dataDir, ${Object.keys(DEFAULTS).join(', ')}`,
    )
  }
  const resolved: ResolvedArcOptions = { ...DEFAULTS, ...switches }
  for (const { value, permissions } of resolved.tokens) checkToken(value, permissions)
  const engine = await openEngine()
  try {
    const storage = await openStorage(engine, { ...resolved, ...(dataDir === undefined ? {} : { dataDir }) })
    return new EmbeddedArc(resolved, engine, storage)
  } catch (error) {
    engine.close()
    throw error
  }
}

/** With a misspelt permission, a token would be refused everywhere, and a test of a refusal pass for the wrong reason. */
function checkToken(value: unknown, permissions: unknown): void {
  if (typeof value !== 'string' || !Array.isArray(permissions)) {
    throw new TypeError("A token is an object such as { value: 'reader', permissions: ['read'] }")
  }
  const unknown = permissions.find((permission) => !TOKEN_PERMISSIONS.includes(permission))
  if (unknown !== undefined) {
    throw new TypeError(`There is no permission ${JSON.stringify(unknown)}; there are: ${TOKEN_PERMISSIONS.join(', ')}`)
  }
}

class EmbeddedArc implements TestArc {
  readonly options: ResolvedArcOptions
  readonly engine: Engine
  readonly storage: Storage
  readonly startedAt = new Date()
  tokens: TokenStore
  #states = new Map<unknown, unknown>()
  readonly #background = new Set<Promise<void>>()

  constructor(options: ResolvedArcOptions, engine: Engine, storage: Storage) {
    this.options = options
    this.engine = engine
    this.storage = storage
    this.tokens = createTokens(options)
  }

  state<T>(make: () => T): T {
    if (!this.#states.has(make)) this.#states.set(make, make())
    // The map's key is the function that made the value, so the value has its type.
    return this.#states.get(make) as T
  }

  background(work: Promise<void>): void {
    this.#background.add(work)
    work.finally(() => this.#background.delete(work)).catch(() => {})
  }

  async reset(): Promise<void> {
    await Promise.allSettled(this.#background)
    await this.storage.clear()
    this.#states = new Map()
    this.tokens = createTokens(this.options)
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#background)
    await this.storage.close()
    this.engine.close()
  }
}

function createTokens({ token, tokens }: ResolvedArcOptions): TokenStore {
  const store = new TokenStore(token)
  for (const [index, { value, name = `token-${index + 2}`, permissions, expiresAt }] of tokens.entries()) {
    const expiry = expiresAt === undefined ? {} : { expiresAtNanos: BigInt(expiresAt.getTime()) * 1_000_000n }
    store.create({ name, value, permissions, ...expiry })
  }
  return store
}
