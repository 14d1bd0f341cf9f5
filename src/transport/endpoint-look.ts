/** What a server says about itself when a client with several of them looks at it (docs/wire-notes.md#readiness). */
import { readUpTo } from './byte-stream.ts'
import { MAX_ERROR_BYTES } from './error-response.ts'
import type { TransportResponse } from './transport.ts'

/** What a look has found. */
export interface EndpointLook {
  /** Why it is not ready. */
  readonly problem?: string
  readonly takesWrites?: boolean | undefined
  readonly takesQueries?: boolean | undefined
  readonly role?: string | undefined
}

/**
 * Looks at a server.
 *
 *   1. `GET /ready/write`, since 26.09.2: 200 where writes are meant to go. 503 on all other nodes of a cluster, and while the
 *      server is not ready.
 *   2. `GET /ready`: whether it is ready at all.
 *   3. `GET /api/v1/cluster/local`: its role, which older servers have as well. Nodes take writes and queries that are not meant
 *      for them and send them on, but files to import are not sent on.
 *
 * @throws What `ask` throws where there is no answer.
 */
export async function lookAt(ask: (path: string) => Promise<TransportResponse>): Promise<EndpointLook> {
  const get = async (path: string) => await read(await ask(path))
  const forWrites = await get('/ready/write')
  if (forWrites.status === 200 && forWrites.body !== undefined) return { takesWrites: true, takesQueries: true }
  const { status, body } = await get('/ready')
  if (status !== 200 || body === undefined) {
    return {
      problem: `it is not ready (GET /ready: HTTP ${status}${typeof body?.reason === 'string' ? `, ${body.reason}` : ''})`,
    }
  }
  const { enabled, role, capabilities } = (await get('/api/v1/cluster/local')).body ?? {}
  if (enabled === false) return { takesWrites: true, takesQueries: true }
  const { can_ingest, can_query } = (capabilities ?? {}) as Readonly<Record<string, unknown>>
  return {
    takesWrites: forWrites.status === 503 ? false : flagOf(can_ingest),
    takesQueries: flagOf(can_query),
    role: typeof role === 'string' ? role : undefined,
  }
}

/** The body as far as it is a JSON object. */
async function read(response: TransportResponse) {
  const body = await readUpTo(MAX_ERROR_BYTES, response.chunks())
  return { status: response.status, body: recordOf(new TextDecoder().decode(body)) }
}

function recordOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined
  } catch {
    return undefined
  }
}

const flagOf = (value: unknown) => (typeof value === 'boolean' ? value : undefined)
