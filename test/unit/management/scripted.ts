/** A server that answers from a script: what is asked for, in order, and what comes back. */

import { createManagement, type Management } from '../../../src/management/index.ts'
import { resolveConfig } from '../../../src/options.ts'
import { ArcHttp } from '../../../src/transport/http.ts'
import type { TransportRequest, TransportResponse } from '../../../src/transport/transport.ts'

export interface Answer {
  readonly status?: number
  /** Sent as JSON; a string is sent as text. */
  readonly body: unknown
}

export interface SentRequest {
  /** `PUT /api/v1/retention/1` */
  readonly route: string
  readonly body: unknown
}

export interface Scripted {
  readonly http: ArcHttp
  readonly arc: Management
  readonly requests: readonly SentRequest[]
}

/** Answers each route from its own list; the last answer of a list stays. */
export function scripted(answers: Readonly<Record<string, readonly Answer[]>>): Scripted {
  const requests: SentRequest[] = []
  const left = new Map(Object.entries(answers).map(([route, list]) => [route, [...list]]))
  const send = async ({ method, url, body, signal }: TransportRequest): Promise<TransportResponse> => {
    signal.throwIfAborted()
    const route = `${method} ${url.pathname}${url.search}`
    const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : undefined
    requests.push({ route, body: text === undefined ? undefined : JSON.parse(text) })
    const list = left.get(route)
    const answer = list && list.length > 1 ? list.shift() : list?.[0]
    if (answer === undefined) return reply({ status: 404, body: { error: `Cannot ${route}` } })
    return reply(answer)
  }
  const transport = { send, close: () => Promise.resolve() }
  const http = new ArcHttp(resolveConfig({ url: 'http://arc.test', transport, retry: false }), 'token')
  return { http, arc: createManagement(http), requests }
}

function reply({ status = 200, body }: Answer): TransportResponse {
  const isText = typeof body === 'string'
  const bytes = new TextEncoder().encode(isText ? body : JSON.stringify(body))
  return {
    status,
    headers: new Headers({ 'content-type': isText ? 'text/plain' : 'application/json' }),
    read: async (consume) => consume(bytes),
    async *chunks() {
      yield bytes
    },
    trailers: () => undefined,
    cancel: () => {},
  }
}
