/**
 * The seam of the embedded Arc: every endpoint is a {@link Route}, a plain function from a request to a reply.
 * `server.ts` feeds it from a socket, `handlers.ts` from MSW; neither knows what a route does.
 */
import type { TestArc } from './arc.ts'
import { jsonText } from './query/go-text.ts'

/** What a token needs to call a route. `admin` implies every other permission; `any` is any valid token. */
export type Permission = 'none' | 'any' | 'read' | 'write' | 'admin'

/** One request, already read to the end. */
export interface TestRequest {
  readonly method: string
  /** The path as it was sent, without the query; parameters are not percent-decoded (docs/wire-notes.md#routing). */
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: Headers
  readonly body: Uint8Array
  /** A query's answer stops after this many rows, as it does at the server's own deadline; set by a fault. */
  readonly truncateRows?: number
}

/** One reply. A body that is iterated is sent as HTTP chunks, one per element; `trailers` is read after it ended. */
export interface TestReply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | AsyncIterable<Uint8Array>
  readonly trailers?: () => Readonly<Record<string, string>>
}

/** An endpoint. `path` uses `:name` for parameters, without a trailing slash. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly permission: Permission
  /** What releases ask for whose reads need rights. */
  readonly newerPermission?: Permission
  /** Whether the server registers this route at all under these options; a route that is not registered is a 404 like any unknown path. */
  readonly when?: (options: TestArc['options']) => boolean
  handle(request: TestRequest, arc: TestArc): TestReply | Promise<TestReply>
}

const encoder = new TextEncoder()

/** A JSON reply as the server writes it: `application/json` without a charset. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): TestReply {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: encoder.encode(jsonText(body)),
  }
}
