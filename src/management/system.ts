/** The server itself, and what it offers. */
import { abortSignal, flag, milliseconds, readOptions } from '../base/options.ts'
import { ArcFeatureUnavailableError, ArcPermissionError } from '../errors.ts'
import { SystemOperations } from '../generated/system.ts'
import type { Generation } from './generation.ts'
import type { CallOptions, OperationCaller } from './operation.ts'

/** Whether the server offers a feature. */
export type Capability =
  | { readonly status: 'available' }
  | {
      readonly status: 'unavailable'
      /** What the server said. */
      readonly reason: string
      /** The configuration key that switches the feature on. */
      readonly configKey: string | undefined
      /** The licence feature it needs. */
      readonly license: string | undefined
    }
  /** The token may not ask. */
  | { readonly status: 'unknown'; readonly reason: string }

/** The cheapest read for each feature a server may lack: its answer, the member that is about it, and what needs the feature. */
const probes = {
  auth: ['auth.cacheStats'],
  retention: ['retention.list'],
  continuousQueries: ['continuousQueries.list'],
  delete: ['delete.config', undefined, 'delete.rows'],
  backup: ['backup.status'],
  compaction: ['compaction.jobs'],
  mqtt: ['mqtt.health'],
  rbac: ['rbac.listOrganizations'],
  governance: ['governance.list'],
  runningQueries: ['runningQueries.list'],
  tiering: ['tiering.listPolicies'],
  audit: ['audit.stats'],
  cluster: ['cluster.status'],
  reconciliation: ['reconciliation.status'],
  retentionScheduler: ['schedulers.status', 'retention_scheduler', 'schedulers.triggerRetention'],
  continuousQueryScheduler: ['schedulers.status', 'cq_scheduler', 'schedulers.reloadContinuousQueries'],
  edgeSyncHub: ['edgeSync.listSpokes'],
  edgeSyncSpoke: ['edgeSync.status'],
} as const satisfies Readonly<
  Record<string, readonly [operation: string, member?: string | undefined, needing?: string]>
>

/** The features a server may lack. */
export type Feature = keyof typeof probes

/** What the server can do, feature by feature; what `system.capabilities` returns. */
export type Capabilities = Readonly<Record<Feature, Capability>>

/** The options of what asks the server about itself. */
export interface ProbeOptions extends Omit<CallOptions, 'extra'> {
  /** Asks again, instead of returning what is remembered. @default false */
  readonly refresh?: boolean | undefined
}

export class System extends SystemOperations {
  readonly #server: () => object
  // By server: those of a cluster are upgraded one after the other.
  readonly #capabilities = new WeakMap<object, Capabilities>()
  readonly #generations = new WeakMap<object, Generation>()

  /** @param server - The one that calls go to now. */
  constructor(call: OperationCaller, server: () => object) {
    super(call)
    this.#server = server
  }

  /**
   * Asks the server which features it offers, and remembers the answer.
   *
   * Most features need the `admin` permission to be asked for; without it they are `unknown`.
   *
   * @param options - `refresh: true` asks again.
   *
   * @example
   * ```ts
   * const { rbac } = await arc.system.capabilities()
   * if (rbac.status === 'unavailable') console.log(rbac.reason, rbac.license)
   * ```
   */
  async capabilities(options: ProbeOptions = {}): Promise<Capabilities> {
    const { refresh, ...callOptions } = readOptions(options, probeRules)
    return await remembered(this.#capabilities, this.#server, refresh, () => this.#probe(callOptions))
  }

  /**
   * Finds out which generation of Arc the server is, by three requests, and remembers the answer.
   *
   * The server tells its version nowhere; what it can do tells. Nothing else in this package waits for it. Needs a valid token
   * where the server wants tokens: without one only the sign of 26.09.2 can be seen.
   *
   * @param options - `refresh: true` asks again, as after an upgrade.
   *
   * @example
   * ```ts
   * const { atLeast, evidence } = await arc.system.generation()
   * if (atLeast === undefined) console.log('26.09.1 or older:', evidence)
   * ```
   *
   * @throws `ArcConnectionError` The server cannot be reached.
   */
  async generation(options: ProbeOptions = {}): Promise<Generation> {
    const { refresh, ...callOptions } = readOptions(options, probeRules)
    return await remembered(this.#generations, this.#server, refresh, async () => {
      const { probeGeneration } = await import('./generation.ts')
      return await probeGeneration(this.call, callOptions)
    })
  }

  async #probe(options: CallOptions): Promise<Capabilities> {
    const found = Object.entries(probes).map(async ([feature, probe]) => [
      feature,
      await ask(this.call, probe, options),
    ])
    return Object.fromEntries(await Promise.all(found)) as Capabilities
  }
}

/** What is known of a server, or is found out now. What was asked of two servers is nobody's. */
async function remembered<Answer>(
  known: WeakMap<object, Answer>,
  server: () => object,
  refresh: boolean,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const asked = server()
  const answer = refresh ? undefined : known.get(asked)
  if (answer !== undefined) return answer
  const found = await ask()
  if (server() === asked) known.set(asked, found)
  return found
}

const probeRules = {
  refresh: flag(false),
  signal: abortSignal,
  timeoutMs: milliseconds(),
  attemptTimeoutMs: milliseconds(),
} satisfies Record<keyof ProbeOptions, unknown>

async function ask(
  call: OperationCaller,
  [operation, member, needing = operation]: readonly [string, (string | undefined)?, string?],
  options: CallOptions,
): Promise<Capability> {
  try {
    const answer = await call<Readonly<Record<string, unknown>>>(operation, {}, options)
    const reason = disabledReason(member === undefined ? answer : answer[member])
    return reason === undefined ? { status: 'available' } : unavailable(needing, reason)
  } catch (error) {
    if (error instanceof ArcFeatureUnavailableError) return unavailable(needing, error.message)
    if (error instanceof ArcPermissionError) return { status: 'unknown', reason: error.message }
    throw error
  }
}

async function unavailable(operation: string, reason: string): Promise<Capability> {
  const { routes } = await import('../generated/routes.ts')
  const { configKey, license } = routes[operation] ?? {}
  return { status: 'unavailable', reason, configKey, license }
}

/** The reason in a 200 that says the feature is off. */
function disabledReason(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { enabled, status, reason } = body as {
    readonly enabled?: unknown
    readonly status?: unknown
    readonly reason?: unknown
  }
  if (enabled !== false && status !== 'disabled') return undefined
  return typeof reason === 'string' ? reason : 'It is switched off.'
}
