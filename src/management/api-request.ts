/** The requests of `arc.api` on the client's own transport; loaded with openapi-fetch. */
import { longRunningRoutes } from '../generated/long-running.ts'
import { notArc } from '../transport/error-response.ts'
import type { ArcRequest } from '../transport/exchange.ts'
import type { ArcHttp } from '../transport/http.ts'
import type { Conceal } from '../transport/secrets.ts'

const isLongRunning = new RegExp(
  `^(${longRunningRoutes.map((route) => route.replace(/\{\w+\}/g, '[^/]+')).join('|')})$`,
)

/** Sends what openapi-fetch has made of a call, and gives it the answer. */
export async function sendRequest(http: ArcHttp, request: Request): Promise<Response> {
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
  const { method, path, status, conceal } = exchange
  const body = status < 300 ? await exchange.bytes() : withoutSecrets(await exchange.bytes(), conceal)
  if (status < 200 || status > 599) {
    throw conceal(
      notArc({ method, path, status, body: new TextDecoder().decode(body) }, 'a status that Arc does not have'),
    )
  }
  const answer = new Headers(exchange.headers)
  // The body has already been decoded; these two headers describe it as it was sent.
  answer.delete('content-encoding')
  answer.delete('content-length')
  // The statuses that the constructor refuses a body for.
  const hasBody = ![204, 205, 304].includes(status)
  return new Response(hasBody ? new Uint8Array(body) : null, { status, headers: answer })
}

/** The body of an error, which will be printed. */
function withoutSecrets(body: Uint8Array, conceal: Conceal): Uint8Array {
  const text = new TextDecoder().decode(body)
  const shown = conceal(text)
  return shown === text ? body : new TextEncoder().encode(shown)
}

function kindOf(path: string): ArcRequest['kind'] {
  if (path.startsWith('/api/v1/query')) return 'query'
  // Only the routes that take rows: what lies below them, such as their statistics, answers like any other.
  return /^\/(api\/v1\/write\/[^/]+|api\/v2\/write|write)$/.test(path) ? 'write' : 'management'
}
