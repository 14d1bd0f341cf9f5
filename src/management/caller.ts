/** How the generated classes reach a server. What runs an operation is loaded with the first: most clients never make one. */
import { refusingAsync } from '../base/refusing.ts'
import type { ArcHttp } from '../transport/http.ts'
import type { CallOptions, OperationCaller } from './operation.ts'

/** Calls the operations of `http` by their ids. */
export function createOperationCaller(http: ArcHttp): OperationCaller {
  return (id, given, options) =>
    refusingAsync(id, async () => {
      // Copied before anything is awaited: the caller may change what it gave once the call has returned.
      const input = { ...given, query: given.query && { ...given.query }, body: copyOf(given.body) }
      const called = options?.extra && { ...options, extra: copyOf(options.extra) as CallOptions['extra'] }
      const [{ callOperation }, { routes }] = await Promise.all([
        import('./operation.ts'),
        import('../generated/routes.ts'),
      ])
      const route = routes[id]
      if (route === undefined) throw new Error(`unreachable: there is no operation ${id}`)
      return await callOperation(http, { id, ...route }, input, called || options)
    })
}

function copyOf(body: unknown): unknown {
  if (Array.isArray(body)) return [...body]
  return typeof body === 'object' && body !== null ? { ...body } : body
}
