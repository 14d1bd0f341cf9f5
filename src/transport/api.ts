/**
 * Typed raw access: openapi-fetch, with generated path types, on the client's own transport. It is the escape hatch for
 * anything the namespaces do not offer: nothing is unwrapped, and a response that is not 2xx is returned as `error`, not
 * thrown.
 */
import createClient, { type Client } from 'openapi-fetch'
import { ArcServerError } from '../errors.ts'
import type { ArcRequest } from './exchange.ts'
import type { ArcHttp } from './http.ts'

/** Stands in for the server's address, which the transport knows. */
const placeholder = 'http://arc.invalid'

/**
 * Creates the typed raw client: one method per HTTP method, typed for every path of `Paths`.
 *
 * @param longRunning - The routes that may take minutes, such as `POST /api/v1/retention/{id}/execute`.
 *
 * @example
 * ```ts
 * const { data, error } = await arc.api.GET('/api/v1/databases')
 * ```
 */
export function createApi<Paths extends object>(http: ArcHttp, longRunning: readonly string[]): Client<Paths> {
  const routes = longRunning.map((route) => route.replace(/\{\w+\}/g, '[^/]+'))
  const isLongRunning = new RegExp(`^(${routes.join('|')})$`)
  return createClient<Paths>({ baseUrl: placeholder, fetch: (request) => send(http, request, isLongRunning) })
}

async function send(http: ArcHttp, request: Request, isLongRunning: RegExp): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const headers = Object.fromEntries(request.headers)
  const { 'x-arc-database': database, ...otherHeaders } = headers
  const exchange = await http.exchange({
    operation: `api.${request.method.toLowerCase()}`,
    method: request.method,
    path: pathname + search,
    headers: otherHeaders,
    body: request.body === null ? undefined : new Uint8Array(await request.arrayBuffer()),
    database,
    signal: request.signal,
    kind: isLongRunning.test(`${request.method} ${pathname}`) ? 'long-running' : kindOf(pathname),
    retry: request.method === 'GET' ? 'idempotent' : 'never',
  })
  const body = await exchange.bytes()
  const { method, path, status } = exchange
  if (status < 200 || status > 599) {
    const details = { method, path, status, body: new TextDecoder().decode(body) }
    throw new ArcServerError(`The answer has the status ${status}, which is none of Arc's; is it a proxy's?`, details)
  }
  const answer = new Headers(exchange.headers)
  // The body has already been decoded; these two headers describe it as it was sent.
  answer.delete('content-encoding')
  answer.delete('content-length')
  // The statuses that the constructor refuses a body for.
  const hasBody = ![204, 205, 304].includes(status)
  return new Response(hasBody ? new Uint8Array(body) : null, { status, headers: answer })
}

function kindOf(path: string): ArcRequest['kind'] {
  if (path.startsWith('/api/v1/query')) return 'query'
  // Only the routes that take rows: what lies below them, such as their statistics, answers like any other.
  return /^\/(api\/v1\/write\/[^/]+|api\/v2\/write|write)$/.test(path) ? 'write' : 'management'
}
