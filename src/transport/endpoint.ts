/** One of the client's servers, and the two decisions about it that need nothing else: which one to take, and what a failure says. */
import { ArcConnectionError, type ArcError, ArcFeatureUnavailableError, ArcTimeoutError } from '../errors.ts'

/** What a call is for. Files are imported, and definitions changed, on the primary writer, as is all that is `management`. */
export type EndpointUse = 'write' | 'query' | 'management'

/** What is known of one of the client's servers. */
export interface EndpointStatus {
  /** Its address. */
  readonly url: string
  /** `untried` before its first answer; `unavailable` from a failed call on, until it answers again. */
  readonly state: 'untried' | 'ready' | 'unavailable'
  /** Since when it is in this state. */
  readonly since: Date
  /** Whether writes are meant for it; `undefined` as long as nobody has said. */
  readonly takesWrites: boolean | undefined
  /** Its role in a cluster, where it has told: `writer`, `reader`, `compactor`. */
  readonly role: string | undefined
  /** Why it was unavailable, the last time it was. */
  readonly lastError: Error | undefined
}

/** One server. `Endpoints` is the only one to write its fields. */
export class Endpoint {
  readonly url: URL
  /** The address without a slash at its end, to put paths behind. */
  readonly base: string
  state: EndpointStatus['state'] = 'untried'
  since = Date.now()
  takesWrites: boolean | undefined
  takesQueries: boolean | undefined
  role: string | undefined
  lastError: Error | undefined
  /** Failed looks and calls in a row. */
  failures = 0
  lookedAt = Number.NEGATIVE_INFINITY
  look: Promise<void> | undefined
  stopResting: () => void = () => {}

  constructor(url: URL) {
    this.url = url
    this.base = url.href.replace(/\/$/, '')
  }

  become(state: EndpointStatus['state']): void {
    this.state = state
    this.since = Date.now()
  }

  get status(): EndpointStatus {
    const { base, state, since, takesWrites, role, lastError } = this
    return { url: base, state, since: new Date(since), takesWrites, role, lastError }
  }
}

/**
 * The best endpoint: one that is available before one that is not, one that did not fail this call before one that did, one that is
 * known to be fit before one that may be, the current one before others, and else the first.
 */
export function chooseEndpoint(
  list: readonly Endpoint[],
  use: EndpointUse,
  current: Endpoint | undefined,
  tried: ReadonlySet<Endpoint> | undefined,
): Endpoint {
  const rank = (endpoint: Endpoint) => {
    const isFit = use === 'query' ? endpoint.takesQueries : endpoint.takesWrites
    return (
      (endpoint.state === 'unavailable' ? 16 : 0) +
      (tried?.has(endpoint) ? 8 : 0) +
      (isFit === true ? 0 : isFit === undefined ? 2 : 4) +
      (endpoint === current ? 0 : 1)
    )
  }
  return list.reduce((best, endpoint) => (rank(endpoint) < rank(best) ? endpoint : best))
}

/** What a failure is about: the endpoint, its role in the cluster, its silence, or the request. */
export function blameOf(error: ArcError): 'endpoint' | 'role' | 'silence' | 'request' | undefined {
  const { status, origin, message } = error
  if (error instanceof ArcConnectionError) {
    // A body that breaks an upload, or a request that cannot be sent, says nothing about the server.
    const isServers = !error.staleConnection && (error.retryable || !error.mayHaveArrived)
    return isServers ? 'endpoint' : undefined
  }
  if (status === undefined) return error instanceof ArcTimeoutError ? 'silence' : undefined
  // What something before the server says of the request is no word about the server.
  if (origin === 'other') return status < 400 || status === 404 || status >= 500 ? 'endpoint' : undefined
  if (origin !== 'arc') return undefined
  const isElsewhere = [502, 503, 508].includes(status) && !/schema churn/i.test(message)
  return isElsewhere && !(error instanceof ArcFeatureUnavailableError) ? 'role' : 'request'
}
