/** The state of one embedded Arc; every route gets it. Many can live in one process. */
import { type Engine, openEngine } from './engine.ts'
import { type ResolvedArcOptions, resolveOptions, type TestArcOptions } from './options.ts'
import { makeRoot, Storage } from './storage.ts'
import { TokenStore } from './tokens.ts'
import { type ReleaseSwitches, switchesOf } from './versions.ts'

/** Starts an Arc without a socket. @throws TypeError for options that make no sense */
export async function createTestArc(options: TestArcOptions = {}): Promise<TestArc> {
  const resolved = resolveOptions(options)
  const root = await makeRoot(resolved.dataDir)
  const engine = await openEngine(root)
  return new TestArc(resolved, engine, new Storage(engine, root, resolved))
}

/** Everything a route may use. */
export class TestArc {
  readonly options: ResolvedArcOptions
  readonly engine: Engine
  readonly storage: Storage
  readonly startedAt = new Date()
  /** What it does in the manner of its release. */
  readonly switches: ReleaseSwitches
  /** It takes no writes any more. */
  isStopping = false
  tokens: TokenStore
  #states = new Map<unknown, unknown>()
  readonly #background = new Set<Promise<void>>()

  constructor(options: ResolvedArcOptions, engine: Engine, storage: Storage) {
    this.options = options
    this.engine = engine
    this.storage = storage
    this.tokens = createTokens(options)
    this.switches = switchesOf(options.version)
  }

  /** Per-group state that lives and dies with this Arc, made on first use: `arc.state(retentionState)`. */
  state<T>(make: () => T): T {
    if (!this.#states.has(make)) this.#states.set(make, make())
    // The map's key is the function that made the value, so the value has its type.
    return this.#states.get(make) as T
  }

  /** Registers work that continues after its reply, such as a backup; `reset` and `close` wait for it. */
  background(work: Promise<void>): void {
    this.#background.add(work)
    work.finally(() => this.#background.delete(work)).catch(() => {})
  }

  /** Starts afresh: no rows, no policies, only the admin token. */
  async reset(): Promise<void> {
    await Promise.allSettled(this.#background)
    await this.storage.clear()
    this.#states = new Map()
    this.tokens = createTokens(this.options)
  }

  /** What a server does when it is asked to stop, before it lets go of its socket: what it has accepted is stored. */
  async stop(): Promise<void> {
    if (!this.switches.refusesWhenStopping) return
    this.isStopping = true
    // A disk that fails, as tests have it, loses the rows here, too.
    await this.storage.flush().catch(() => {})
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#background)
    await this.storage.close()
    this.engine.close()
  }
}

function createTokens({ token, tokens }: ResolvedArcOptions): TokenStore {
  const store = new TokenStore(token)
  for (const { expiresAt, ...rest } of tokens) {
    store.create({
      ...rest,
      ...(expiresAt === undefined ? {} : { expiresAtNanos: BigInt(expiresAt.getTime()) * 1_000_000n }),
    })
  }
  return store
}
