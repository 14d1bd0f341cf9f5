/**
 * From a request to the route that answers it, with everything the server does around its routes, in its order:
 *
 * 1. CORS: a preflight is answered at once.
 * 2. Public routes are served without a token; every other path, known or not, asks for one first (401).
 * 3. Unknown path: 404; known path with another method: 405 and `Allow`. Paths match without regard to case and to a
 *    trailing slash; parameters are not percent-decoded (docs/wire-notes.md#routing).
 * 4. The token's permission: 403.
 */
import { posix } from 'node:path'
import type { TestArc } from './arc.ts'
import { json, type Permission, type Route, type TestReply, type TestRequest } from './route.ts'
import { tokenOf } from './tokens.ts'

/** A request before it found its route. */
export interface RawRequest {
  readonly method: string
  /** Path and query as sent. */
  readonly target: string
  readonly headers: Headers
  readonly body: Uint8Array
  /** Set by a fault; see {@link TestRequest.truncateRows}. */
  readonly truncateRows?: number
}

/** Answers one request. */
export type Dispatch = (request: RawRequest) => Promise<TestReply>

interface CompiledRoute {
  readonly route: Route
  readonly segments: readonly string[]
}

/** In the order in which the server lists methods in `Allow`. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH'] as const

/** Here nothing asks for a token, whatever the method, and below metrics not even what does not exist. */
const PUBLIC = /^\/(?:(?:health|ready|api\/v1\/auth\/verify)$|(?:api\/v1\/)?metrics(?:\/|$))/

const CORS_PREFLIGHT = {
  vary: 'Access-Control-Request-Method, Access-Control-Request-Headers, Origin',
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET,POST,PUT,DELETE,OPTIONS',
  'access-control-allow-headers': 'Origin,Content-Type,Accept,Authorization,x-api-key,x-arc-database,Content-Encoding',
}

const SECURITY_HEADERS = {
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'x-xss-protection': '1; mode=block',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'geolocation=(), microphone=(), camera=()',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

/** Builds the dispatcher of one Arc over `routes`. */
export function createDispatch(arc: TestArc, routes: readonly Route[]): Dispatch {
  const table = compile(routes.filter((route) => route.when?.(arc.options) ?? true))

  return async (raw) => {
    if (isPreflight(raw)) return { status: 204, headers: CORS_PREFLIGHT }
    const reply = await answer(raw)
    return { ...reply, headers: { ...SECURITY_HEADERS, ...corsHeaders(raw), ...reply.headers } }
  }

  function permissionOf(route: Route | undefined): Permission | undefined {
    return arc.switches.readsNeedRights ? (route?.newerPermission ?? route?.permission) : route?.permission
  }

  async function answer(raw: RawRequest): Promise<TestReply> {
    const [path = '/', search = ''] = splitOnce(raw.target, '?')
    const query = new URLSearchParams(search)
    const matches = findMatches(table, path)
    const match = matches.get(raw.method === 'HEAD' ? 'GET' : raw.method)
    const permission = permissionOf(match?.route) ?? (PUBLIC.test(posix.normalize(path)) ? 'none' : undefined)
    const refusal = refuse(arc, raw.headers, query, permission)
    if (refusal?.status === 401) return refusal
    if (match === undefined) return noRoute(raw.method, path, matches)
    if (refusal !== undefined) return refusal
    if (arc.isStopping && isWrite(path)) return json(503, { error: 'server is shutting down' })
    const request: TestRequest = { ...raw, path, query, params: match.params }
    try {
      return await match.route.handle(request, arc)
    } catch (error) {
      // The server recovers from a panic of a handler and answers with its text.
      return json(500, { error: error instanceof Error ? error.message : String(error) })
    }
  }
}

const isWrite = (path: string) => /^\/(api\/v1\/(write|import)|api\/v2\/write|write)\b/i.test(path)

function refuse(
  arc: TestArc,
  headers: Headers,
  query: URLSearchParams,
  permission: Permission | undefined,
): TestReply | undefined {
  if (!arc.options.auth || permission === 'none') return undefined
  const token = tokenOf({ headers, query })
  const verified = arc.tokens.verify(token)
  if (verified === undefined) {
    return json(401, { error: token === '' ? 'Authentication required' : 'Invalid or expired token', success: false })
  }
  if (permission === undefined || permission === 'any') return undefined
  if (verified.permissions.includes(permission) || verified.permissions.includes('admin')) return undefined
  return json(403, { error: `Permission denied: ${permission} required`, success: false })
}

function noRoute(method: string, path: string, matches: ReadonlyMap<string, unknown>): TestReply {
  const allowed = METHODS.filter((name) => matches.has(name === 'HEAD' ? 'GET' : name))
  if (allowed.length === 0) return json(404, { error: `Cannot ${method} ${escapeHtml(path)}` })
  return json(405, { error: 'Method Not Allowed' }, { allow: allowed.join(', ') })
}

/** Headers that are empty do not count. */
function isPreflight({ method, headers }: RawRequest): boolean {
  return method === 'OPTIONS' && !!headers.get('origin') && !!headers.get('access-control-request-method')
}

function corsHeaders({ method, headers }: RawRequest): Readonly<Record<string, string>> {
  if (!headers.get('origin')) return {}
  return method === 'OPTIONS' ? { vary: 'Origin' } : { 'access-control-allow-origin': '*' }
}

/** Routes with fewer parameters first, so that a fixed path wins over `:name`. */
function compile(routes: readonly Route[]): CompiledRoute[] {
  const parameters = ({ segments }: CompiledRoute) => segments.filter((segment) => segment.startsWith(':')).length
  return routes
    .map((route) => ({ route, segments: route.path.split('/') }))
    .sort((a, b) => parameters(a) - parameters(b))
}

function findMatches(
  table: readonly CompiledRoute[],
  path: string,
): Map<string, { route: Route; params: Record<string, string> }> {
  const sent = path.replace(/(?<=.)\/+$/, '').split('/')
  const matches = new Map<string, { route: Route; params: Record<string, string> }>()
  for (const { route, segments } of table) {
    if (matches.has(route.method)) continue
    const params = matchSegments(segments, sent)
    if (params !== undefined) matches.set(route.method, { route, params })
  }
  return matches
}

function matchSegments(segments: readonly string[], sent: readonly string[]): Record<string, string> | undefined {
  if (segments.length !== sent.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, segment] of segments.entries()) {
    const value = sent[index] ?? ''
    if (segment.startsWith(':') && value !== '') params[segment.slice(1)] = value
    else if (segment.toLowerCase() !== value.toLowerCase()) return undefined
  }
  return params
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' }
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
}
