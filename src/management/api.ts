/**
 * Typed raw access: openapi-fetch, with generated path types, on the client's own transport. It is the escape hatch for
 * anything the namespaces do not offer: nothing is unwrapped, and a response that is not 2xx is returned as `error`, not
 * thrown.
 */

import type { Client, Middleware } from 'openapi-fetch'
import { isFormData } from '../base/kinds.ts'
import { boundedItem, refusingAsync } from '../base/refusing.ts'
import { checkHeader, headerEntries } from '../transport/headers.ts'
import type { ArcHttp } from '../transport/http.ts'
import { pathSegment } from '../transport/path.ts'

/** Stands in for the server's address, which the transport knows. */
const placeholder = 'http://arc.invalid'

const methods = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'] as const

/** What the calls of openapi-fetch have in common, whatever their path. */
interface CallInit {
  readonly body?: unknown
  readonly bodySerializer?: unknown
  readonly headers?: object
  readonly params?: { readonly path?: Readonly<Record<string, unknown>>; readonly query?: object }
  readonly middleware?: readonly Middleware[]
}
type Call = (method: string, path: string, init?: CallInit) => Promise<unknown>
type RawCall = (
  method: string,
  path: string,
  init: CallInit,
) => Promise<{ readonly error?: unknown; readonly response: Response }>

/**
 * Creates the typed raw client: one method per HTTP method, typed for every path of `Paths`.
 *
 * openapi-fetch is loaded by the first call: most users have a method for everything they do.
 *
 * @example
 * ```ts
 * const { data, error } = await arc.api.GET('/api/v1/databases')
 * ```
 */
export function createApi<Paths extends object>(http: ArcHttp): Client<Paths> {
  let middleware: readonly Middleware[] = []
  const request: Call = async (method, path, init = {}) => {
    const operation = `api.${method.toUpperCase()}`
    return await refusingAsync(operation, () => call(operation, method, path, init))
  }
  const call = async (operation: string, method: string, path: string, init: CallInit) => {
    for (const [name, value] of headerEntries(init.headers ?? {})) {
      // openapi-fetch writes numbers and booleans, and leaves out what is null.
      for (const each of [boundedItem(name, value)].flat())
        if (each !== null && each !== undefined) checkHeader(name, String(each), `${operation}: headers`)
    }
    const given = {
      ...init,
      ...textOf(init),
      ...ownQuery(init),
      middleware: [...middleware, ...(init.middleware ?? [])],
    }
    const [{ default: createClient }, { sendRequest }] = await Promise.all([
      import('openapi-fetch'),
      import('./api-request.ts'),
    ])
    const fetch = (request: Request) => sendRequest(http, request)
    const raw = createClient<object>({ baseUrl: placeholder, fetch }) as { readonly request: RawCall }
    const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    for (const name of placeholders) pathSegment(operation, name, init.params?.path?.[name])
    const result = await raw.request(method, path, given)
    // Without a body there is no error to hand out, and `if (error)` would take the answer for a success.
    if (result.response.ok || result.error) return result
    return { ...result, error: { error: `HTTP ${result.response.status} without a body` } }
  }
  const client = {
    request,
    ...Object.fromEntries(
      methods.map((method) => [method, (path: string, init?: CallInit) => request(method, path, init)]),
    ),
    use: (...added: Middleware[]) => {
      middleware = [...middleware, ...added]
    },
    eject: (...removed: Middleware[]) => {
      middleware = middleware.filter((each) => !removed.includes(each))
    },
  }
  // The types of openapi-fetch tie each path to its parameters, which no value can show.
  return client as unknown as Client<Paths>
}

/** A JSON body as text, so that it is sent as it was when the call was made. */
function textOf({ body, bodySerializer }: CallInit): object {
  if (body === undefined || isFormData(body) || bodySerializer !== undefined) return {}
  const text = JSON.stringify(body, boundedItem)
  return { bodySerializer: () => text }
}

/** The query with nothing to inherit: openapi-fetch walks it with `for … in`. */
function ownQuery({ params }: CallInit): object {
  if (!params?.query) return {}
  return { params: { ...params, query: Object.assign(Object.create(null), params.query) } }
}
