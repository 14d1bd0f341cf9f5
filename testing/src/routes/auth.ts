/** `/api/v1/auth`: tokens, their cache, and the two RBAC views that work without a licence. */
import type { TestArc } from '../arc.ts'
import { parseExpiry } from '../durations.ts'
import { readBody } from '../json-body.ts'
import { json, type Permission, type Route, type TestReply, type TestRequest } from '../route.ts'
import { nowNanos } from '../timestamps.ts'
import { TOKEN_PERMISSIONS, type TokenInfo, tokenOf } from '../tokens.ts'
import { failureReply, withIntegerId } from './replies.ts'

const BASE = '/api/v1/auth'
const TOKEN = `${BASE}/tokens/:id`

/** None of these routes exists on a server without authentication. */
export const authRoutes: readonly Route[] = [
  auth('GET', `${BASE}/verify`, verify, 'none'),
  auth('GET', `${BASE}/tokens`, listTokens),
  auth('POST', `${BASE}/tokens`, createToken),
  auth(
    'GET',
    TOKEN,
    withToken((token) => json(200, { success: true, token })),
  ),
  auth('PATCH', TOKEN, withTokenId(updateToken)),
  auth('DELETE', TOKEN, withTokenId(deleteToken)),
  auth('POST', `${TOKEN}/rotate`, withTokenId(rotateToken)),
  auth('POST', `${TOKEN}/revoke`, withTokenId(revokeToken)),
  auth('GET', `${TOKEN}/teams`, withToken(noTeams)),
  auth('GET', `${TOKEN}/permissions`, withToken(ownPermissions)),
  auth('POST', `${BASE}/cache/invalidate`, invalidateCache),
]

function auth(method: Route['method'], path: string, handle: Route['handle'], permission: Permission = 'admin'): Route {
  return { method, path, permission, when: (options) => options.auth, handle }
}

function verify(request: TestRequest, arc: TestArc): TestReply {
  const value = tokenOf(request)
  if (value === '') return json(401, { valid: false, error: 'No token provided' })
  const token = arc.tokens.verify(value)
  if (token === undefined) return json(401, { valid: false, error: 'Invalid or expired token' })
  return json(200, { valid: true, token_info: token, permissions: token.permissions })
}

function listTokens(_request: TestRequest, arc: TestArc): TestReply {
  const tokens = arc.tokens.list()
  return json(200, { success: true, tokens: tokens.length === 0 ? null : tokens, count: tokens.length })
}

const createTokenRequest = {
  name: 'text',
  description: 'text',
  permissions: 'texts?',
  expires_in: 'text',
} as const

function createToken(request: TestRequest, arc: TestArc): TestReply {
  const body = readBody(request, createTokenRequest)
  if (body.error !== undefined) return failureReply(400, `Invalid request body: ${body.error}`)
  const { name, description, permissions, expires_in: expiresIn } = body.value
  if (name === '') return failureReply(400, 'Token name is required')
  const invalid = permissions?.find((permission) => !TOKEN_PERMISSIONS.some((valid) => valid === permission))
  if (invalid !== undefined) return invalidPermission(invalid)
  const expiry = expiresIn === '' ? undefined : parseExpiry(expiresIn)
  if (expiresIn !== '' && expiry === undefined) {
    return failureReply(400, "Invalid expires_in format. Use duration like '24h' or '7d'")
  }
  const created = arc.tokens.create({
    name,
    description,
    permissions: permissions ?? ['read', 'write'],
    ...(expiry === undefined ? {} : { expiresAtNanos: nowNanos() + expiry }),
  })
  if (created === 'duplicate') return failureReply(500, `token with name '${name}' already exists`)
  return json(201, {
    success: true,
    token: created.value,
    message: 'Token created successfully. Store this token securely - it cannot be retrieved again.',
  })
}

const updateTokenRequest = {
  name: 'text?',
  description: 'text?',
  permissions: 'texts?',
  expires_in: 'text?',
} as const

function updateToken(id: number, request: TestRequest, arc: TestArc): TestReply {
  const body = readBody(request, updateTokenRequest)
  if (body.error !== undefined) return failureReply(400, `Invalid request body: ${body.error}`)
  const { name, description, permissions, expires_in: expiresIn } = body.value
  const invalid = permissions?.find((permission) => !TOKEN_PERMISSIONS.some((valid) => valid === permission))
  if (invalid !== undefined) return invalidPermission(invalid)
  const expiry = expiresIn === null ? undefined : parseExpiry(expiresIn)
  if (expiresIn !== null && expiry === undefined) return failureReply(400, 'Invalid expires_in format')
  const change = {
    ...(name === null ? {} : { name }),
    ...(description === null ? {} : { description }),
    ...(permissions === null ? {} : { permissions }),
    ...(expiry === undefined ? {} : { expiresAtNanos: nowNanos() + expiry }),
  }
  // Nothing to change is a success, even for a token that does not exist.
  const outcome = Object.keys(change).length === 0 ? 'updated' : arc.tokens.update(id, change)
  if (outcome === 'missing') return tokenNotFound()
  if (outcome === 'duplicate') {
    return failureReply(500, 'Failed to update token: UNIQUE constraint failed: api_tokens.name')
  }
  return json(200, { success: true, message: 'Token updated successfully' })
}

function deleteToken(id: number, _request: TestRequest, arc: TestArc): TestReply {
  if (!arc.tokens.delete(id)) return tokenNotFound()
  return json(200, { success: true, message: 'Token deleted successfully' })
}

function rotateToken(id: number, _request: TestRequest, arc: TestArc): TestReply {
  const value = arc.tokens.rotate(id)
  if (value === undefined) return tokenNotFound()
  return json(200, {
    success: true,
    new_token: value,
    message: 'Token rotated successfully. Store this new token securely - it cannot be retrieved again.',
  })
}

function revokeToken(id: number, _request: TestRequest, arc: TestArc): TestReply {
  if (!arc.tokens.revoke(id)) return tokenNotFound()
  return json(200, { success: true, message: 'Token revoked successfully' })
}

function noTeams(): TestReply {
  return json(200, { success: true, teams: null, count: 0 })
}

function ownPermissions(token: TokenInfo): TestReply {
  const permissions =
    token.permissions.length === 0 ? null : [{ database: '*', permissions: token.permissions, source: 'token' }]
  return json(200, { success: true, permissions, rbac_enabled: false })
}

function invalidateCache(_request: TestRequest, arc: TestArc): TestReply {
  arc.tokens.invalidateCache()
  return json(200, { success: true, message: 'Cache invalidated successfully' })
}

function withTokenId(handle: Parameters<typeof withIntegerId>[1]): Route['handle'] {
  return withIntegerId(() => failureReply(400, 'Invalid token ID'), handle)
}

function withToken(handle: (token: TokenInfo) => TestReply): Route['handle'] {
  return withTokenId((id, _request, arc) => {
    const token = arc.tokens.get(id)
    return token === undefined ? tokenNotFound() : handle(token)
  })
}

function tokenNotFound(): TestReply {
  return failureReply(404, 'Token not found')
}

function invalidPermission(permission: string): TestReply {
  return failureReply(400, `Invalid permission: ${permission}. Valid permissions are: read, write, delete, admin`)
}
