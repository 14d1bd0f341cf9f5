/**
 * The servers of a client: which of them a call goes to, and what is known of each.
 *
 *   1. A call goes where the last one of its use went, for as long as that lasts: what is written stays in order, and results do
 *      not jump between servers that know different files. Else it goes to the first of the list that is fit for it.
 *   2. Who is fit for what the servers say themselves (`endpoint-look.ts`). They are looked at with the first call, which does
 *      not wait for that, unless it is for the primary writer.
 *   3. A server that cannot be reached, or is no Arc any more, is unavailable. It rests, with full jitter, and is looked at again
 *      until it answers. Neither keeps the process alive.
 *   4. An Arc that refuses a call because another node should have it stays available: only this call goes elsewhere.
 *
 * With one server there is nothing to choose and nothing to look at, and no timer runs.
 */
import { messageOf } from '../base/describe.ts'
import { ArcError, ArcServerError, ArcTimeoutError } from '../errors.ts'
import { blameOf, chooseEndpoint, Endpoint, type EndpointStatus, type EndpointUse } from './endpoint.ts'
import type { EndpointLook } from './endpoint-look.ts'
import { type RetryPolicy, retryDelayMs } from './retry.ts'
import type { Logger } from './tracing.ts'
import type { TransportResponse } from './transport.ts'

/** How long an endpoint has to answer the questions of one look, at most. */
const MAX_LOOK_MS = 5_000

/** Refusals that come one after the other make nobody look more often. */
const MIN_LOOK_PAUSE_MS = 1_000

/** What {@link Endpoints} needs of its client. */
export interface EndpointsClient {
  readonly urls: readonly URL[]
  readonly retry: RetryPolicy
  readonly timeoutMs: number
  readonly logger: Logger | undefined
  /** Sends a GET in the background, beside the pool of connections. */
  ask(endpoint: Endpoint, path: string, signal: AbortSignal): Promise<TransportResponse>
}

export class Endpoints {
  readonly list: readonly Endpoint[]
  readonly #only: Endpoint | undefined
  readonly #client: EndpointsClient
  readonly #current: Partial<Record<EndpointUse, Endpoint>> = {}
  /** Those that hold rows of this client which nobody has made visible yet. */
  readonly #written = new Set<Endpoint>()
  readonly #closed = new AbortController()
  #firstLook: Promise<unknown> | undefined

  constructor(client: EndpointsClient) {
    this.list = client.urls.map((url) => new Endpoint(url))
    this.#only = this.list.length === 1 ? this.list[0] : undefined
    this.#client = client
  }

  /** The way of one call. `pinned` is for what is about one server: it goes nowhere else. */
  route(use: EndpointUse, pinned?: Endpoint): Route {
    return new Route(this, use, pinned)
  }

  /** Where a call goes now. `tried` are those that could not serve it, which come last. */
  choose(use: EndpointUse, tried?: ReadonlySet<Endpoint>): Endpoint {
    if (this.#only !== undefined) return this.#only
    this.#firstLook ??= this.#lookAround()
    const chosen = chooseEndpoint(this.list, use, this.#current[use], tried)
    // What one call could not be served says nothing about the next.
    if (tried === undefined) this.#current[use] = chosen
    return chosen
  }

  /** Resolves when it is known who the primary writer is, or nobody says; `undefined` if that is so already. */
  known(): Promise<unknown> | undefined {
    if (this.#only !== undefined || this.list.some(({ takesWrites }) => takesWrites)) return undefined
    this.#firstLook ??= this.#lookAround()
    return this.#firstLook
  }

  /** It answered, whatever it said. */
  answered(endpoint: Endpoint): void {
    if (endpoint.state !== 'ready') this.#available(endpoint)
  }

  /** It took rows. */
  took(endpoint: Endpoint): void {
    this.#written.add(endpoint)
  }

  /** It did what others could not: the next calls are for it. */
  didBetter(endpoint: Endpoint, use: EndpointUse): void {
    this.#current[use] = endpoint
  }

  /** What a failed call says about its server. Returns whether another one may do better. */
  failed(endpoint: Endpoint, use: EndpointUse, failure: unknown): boolean {
    if (!(failure instanceof ArcError)) return false
    if (this.#only === undefined) Object.assign(failure, { endpoint: endpoint.base })
    switch (blameOf(failure)) {
      case 'endpoint':
        this.#unavailable(endpoint, failure)
        return this.#only === undefined
      case 'role':
        this.answered(endpoint)
        // The roles may have moved, or it is shutting down.
        if (this.#only === undefined) void this.#lookAround()
        return this.#only === undefined
      case 'silence':
        if (this.#only !== undefined) return false
        // The call may only have been too short. Whether the server answers at all is quick to find out.
        void this.#lookAgain(endpoint)
        // No write takes long, so that the next one is better sent elsewhere. A query may be as slow there.
        if (use === 'write') this.#current.write = chooseEndpoint(this.list, use, undefined, new Set([endpoint]))
        return use !== 'query'
      case 'request':
        this.answered(endpoint)
        return false
      default:
        return false
    }
  }

  /** Where rows of this client may be that queries do not see yet, and where the next ones go. */
  written(): Endpoint[] {
    return [...new Set([...this.#written, this.choose('write')])]
  }

  /** Its rows are being made visible: what is written from now on counts anew. */
  storing(endpoint: Endpoint): void {
    this.#written.delete(endpoint)
  }

  /** That came to nothing. */
  notStored(endpoint: Endpoint): void {
    this.#written.add(endpoint)
  }

  status(): EndpointStatus[] {
    return this.list.map(({ status }) => status)
  }

  /** Ends all looking. */
  close(): void {
    this.#closed.abort()
    for (const endpoint of this.list) endpoint.stopResting()
  }

  #available(endpoint: Endpoint): void {
    const downMs = Date.now() - endpoint.since
    if (endpoint.state === 'unavailable') {
      this.#client.logger?.warn(`arc: ${endpoint.base} is available again`, { endpoint: endpoint.base, downMs })
    }
    endpoint.stopResting()
    endpoint.failures = 0
    endpoint.become('ready')
  }

  /** A call failed, or a look. Many calls that fail at once are one failure. */
  #unavailable(endpoint: Endpoint, failure: Error): void {
    endpoint.lastError = failure
    if (endpoint.state === 'unavailable') return
    endpoint.become('unavailable')
    if (this.#only !== undefined) return
    const data = { endpoint: endpoint.base, error: String(failure) }
    this.#client.logger?.warn(`arc: ${endpoint.base} is unavailable: ${messageOf(failure)}`, data)
    // One that is being looked at rests when that has come to nothing.
    if (endpoint.look === undefined) this.#rest(endpoint)
  }

  #rest(endpoint: Endpoint): void {
    if (this.#closed.signal.aborted) return
    endpoint.stopResting()
    endpoint.stopResting = inBackground(retryDelayMs(++endpoint.failures, this.#client.retry), () => {
      void this.#look(endpoint)
    })
  }

  /** Never rejects. */
  #lookAround(): Promise<unknown> {
    const looks = this.list.map((endpoint) => this.#lookAgain(endpoint))
    // One that is known to take writes is enough; the others may be waited for in vain.
    const found = this.list.map(async (endpoint, i) => {
      await looks[i]
      if (!endpoint.takesWrites) throw undefined
    })
    return Promise.any(found).catch(() => {})
  }

  /** Unless it was done a moment ago. Never rejects. */
  #lookAgain(endpoint: Endpoint): Promise<void> {
    const isRecent = performance.now() - endpoint.lookedAt < MIN_LOOK_PAUSE_MS
    return endpoint.look === undefined && isRecent ? Promise.resolve() : this.#look(endpoint)
  }

  /** Asks an endpoint what it does. Never rejects. */
  #look(endpoint: Endpoint): Promise<void> {
    endpoint.look ??= this.#lookOnce(endpoint).finally(() => {
      endpoint.look = undefined
    })
    return endpoint.look
  }

  async #lookOnce(endpoint: Endpoint): Promise<void> {
    const { signal: closed } = this.#closed
    if (closed.aborted) return
    const late = new AbortController()
    const lookMs = Math.min(MAX_LOOK_MS, this.#client.timeoutMs)
    const stop = inBackground(lookMs, () => late.abort(silent(endpoint, lookMs)))
    const onClose = () => late.abort(closed.reason)
    closed.addEventListener('abort', onClose, { once: true })
    endpoint.lookedAt = performance.now()
    try {
      const { lookAt } = await import('./endpoint-look.ts')
      const look = lookAt((path) => this.#client.ask(endpoint, path, late.signal))
      // A transport of others may ignore the signal.
      this.#seen(endpoint, await Promise.race([look, rejectedBy(late.signal)]))
    } catch (error) {
      if (closed.aborted) return
      this.#unavailable(endpoint, error instanceof Error ? error : new ArcError(messageOf(error)))
      this.#rest(endpoint)
    } finally {
      stop()
      closed.removeEventListener('abort', onClose)
    }
  }

  #seen(endpoint: Endpoint, { problem, takesWrites, takesQueries, role }: EndpointLook): void {
    if (problem !== undefined) throw new ArcServerError(`${endpoint.base}: ${problem}`, { retryable: true })
    endpoint.takesWrites = takesWrites
    endpoint.takesQueries = takesQueries
    endpoint.role = role ?? endpoint.role
    this.answered(endpoint)
  }
}

/** The way of one call among the servers. */
export class Route {
  endpoint: Endpoint
  readonly #endpoints: Endpoints
  readonly #use: EndpointUse
  readonly #isPinned: boolean
  #tried: Set<Endpoint> | undefined

  constructor(endpoints: Endpoints, use: EndpointUse, pinned: Endpoint | undefined) {
    this.#endpoints = endpoints
    this.#use = use
    this.#isPinned = pinned !== undefined
    this.endpoint = pinned ?? endpoints.choose(use)
  }

  /** The server did what it was asked for. */
  served({ kind, path }: { readonly kind: string; readonly path: string }): void {
    const { endpoint } = this
    this.#endpoints.answered(endpoint)
    if (kind === 'write' || path.startsWith('/api/v1/import')) this.#endpoints.took(endpoint)
    if (this.#tried !== undefined) this.#endpoints.didBetter(endpoint, this.#use)
  }

  /** Returns whether another server may do better. */
  failed(failure: unknown): boolean {
    if (!this.#endpoints.failed(this.endpoint, this.#use, failure) || this.#isPinned) return false
    this.#tried ??= new Set()
    this.#tried.add(this.endpoint)
    return true
  }

  /** Goes to a server that is available and has not failed this call, if there is one. */
  next(): boolean {
    const next = this.#endpoints.choose(this.#use, this.#tried)
    if (this.#tried?.has(next) || next.state === 'unavailable') return false
    this.endpoint = next
    return true
  }

  /** Goes wherever the call should go by now. Returns whether that is another server than before. */
  again(): boolean {
    if (this.#isPinned) return false
    const before = this.endpoint
    if (this.#tried?.size === this.#endpoints.list.length) this.#tried.clear()
    this.endpoint = this.#endpoints.choose(this.#use, this.#tried)
    return this.endpoint !== before
  }
}

function silent({ base }: Endpoint, ms: number): ArcTimeoutError {
  return new ArcTimeoutError(`${base} did not say within ${ms} ms whether it is ready`, { retryable: true })
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
}

/** Calls back after `ms`, unless the process ends before. Returns what stops it. */
function inBackground(ms: number, callback: () => void): () => void {
  const timer: unknown = setTimeout(callback, ms)
  ;(timer as { unref?(): void }).unref?.()
  return () => clearTimeout(timer as Parameters<typeof clearTimeout>[0])
}
