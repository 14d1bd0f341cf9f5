/**
 * The tokens of one embedded Arc, as the server keeps them: a table of names and hashes, and in front of it a cache of 300 s.
 * The cache is visible from outside: `last_used_at` moves only when a token is looked up behind the cache, and a token that
 * expires while it is cached works until the entry goes (docs/wire-notes.md#tokens).
 */
import { randomBytes } from 'node:crypto'
import { NamedTable } from './named-table.ts'
import type { TestRequest } from './route.ts'
import { nowNanos, rfc3339, rfc3339Nano } from './timestamps.ts'

/** What a token may do; `admin` implies the rest, and `delete` is accepted and gives nothing. */
export type TokenPermission = 'read' | 'write' | 'delete' | 'admin'

export const TOKEN_PERMISSIONS: readonly TokenPermission[] = ['read', 'write', 'delete', 'admin']

/** A token as the API shows it: everything but its value. */
export interface TokenInfo {
  readonly id: number
  readonly name: string
  readonly description?: string
  readonly permissions: readonly string[]
  readonly created_at: string
  readonly last_used_at?: string
  readonly enabled: boolean
  readonly expires_at: string | null
}

/** What creating a token takes. */
export interface NewToken {
  readonly name: string
  readonly description?: string
  readonly permissions: readonly string[]
  readonly expiresAtNanos?: bigint
  /** A value of your own; without it the server's kind, base64url of 32 random bytes. */
  readonly value?: string
}

interface TokenRow {
  readonly id: number
  readonly name: string
  readonly value: string
  readonly description: string
  readonly permissions: readonly string[]
  readonly createdAt: string
  readonly lastUsedAt?: string
  readonly expiresAtNanos?: bigint
  readonly enabled: boolean
}

const CACHE_TTL_NANOS = 300_000_000_000n
const MAX_CACHE_SIZE = 1_000

/** The token store; the admin token is its first row. */
export class TokenStore {
  readonly #table = new NamedTable<TokenRow>()
  readonly #cache = new Map<string, { readonly info: TokenInfo; readonly untilNanos: bigint }>()

  constructor(adminToken: string) {
    this.create({
      name: 'admin',
      description: 'Initial admin token (set via ARC_AUTH_BOOTSTRAP_TOKEN)',
      permissions: TOKEN_PERMISSIONS,
      value: adminToken,
    })
  }

  /** The token behind a value, or `undefined` when it is unknown, revoked or expired. */
  verify(value: string): TokenInfo | undefined {
    if (value === '') return undefined
    const now = nowNanos()
    const cached = this.#cache.get(value)
    if (cached !== undefined && now < cached.untilNanos) return cached.info
    const row = this.#table.rows.find((candidate) => candidate.enabled && candidate.value === value)
    if (row === undefined || (row.expiresAtNanos !== undefined && now > row.expiresAtNanos)) return undefined
    // What the caller sees is the row before this use.
    const info = tokenInfo(row)
    this.#table.update(row.id, { lastUsedAt: rfc3339Nano(now) })
    this.#remember(value, info, now)
    return info
  }

  list(): readonly TokenInfo[] {
    return this.#table.rows.map(tokenInfo)
  }

  get(id: number): TokenInfo | undefined {
    const row = this.#table.get(id)
    return row === undefined ? undefined : tokenInfo(row)
  }

  /** The value of a new token, or `'duplicate'` when the name is taken. */
  create(token: NewToken): { readonly value: string; readonly info: TokenInfo } | 'duplicate' {
    const value = token.value ?? generateValue()
    const row = this.#table.insert((id) => ({
      id,
      name: token.name,
      value,
      description: token.description ?? '',
      permissions: [...token.permissions],
      createdAt: rfc3339(),
      enabled: true,
      ...(token.expiresAtNanos === undefined ? {} : { expiresAtNanos: token.expiresAtNanos }),
    }))
    return row === 'duplicate' ? row : { value, info: tokenInfo(row) }
  }

  update(
    id: number,
    change: Partial<Pick<TokenRow, 'name' | 'description' | 'permissions' | 'expiresAtNanos'>>,
  ): 'updated' | 'duplicate' | 'missing' {
    const result = this.#table.update(id, change)
    if (typeof result === 'string') return result
    this.invalidateCache()
    return 'updated'
  }

  /** A new value for a token, which ends the old one at once; `undefined` when there is no such token. */
  rotate(id: number): string | undefined {
    const value = generateValue()
    if (this.#table.update(id, { value }) === 'missing') return undefined
    this.invalidateCache()
    return value
  }

  /** Disables a token for good. */
  revoke(id: number): boolean {
    if (this.#table.update(id, { enabled: false }) === 'missing') return false
    this.invalidateCache()
    return true
  }

  delete(id: number): boolean {
    if (!this.#table.delete(id)) return false
    this.invalidateCache()
    return true
  }

  invalidateCache(): void {
    this.#cache.clear()
  }

  #remember(value: string, info: TokenInfo, now: bigint): void {
    if (this.#cache.size >= MAX_CACHE_SIZE) {
      const oldest = this.#cache.keys().next().value
      if (oldest !== undefined) this.#cache.delete(oldest)
    }
    this.#cache.set(value, { info, untilNanos: now + CACHE_TTL_NANOS })
  }
}

/** The token of a request, from the places the server looks in, in its order; `''` when there is none. */
export function tokenOf(request: Pick<TestRequest, 'headers' | 'query'>): string {
  const authorization = request.headers.get('authorization') ?? ''
  // The scheme is case-sensitive, and anything else is taken as the token itself.
  if (authorization !== '') return authorization.replace(/^(?:Bearer|Token) /, '')
  return request.headers.get('x-api-key') || request.query.get('p') || ''
}

function tokenInfo(row: TokenRow): TokenInfo {
  return {
    id: row.id,
    name: row.name,
    ...(row.description === '' ? {} : { description: row.description }),
    permissions: row.permissions,
    created_at: row.createdAt,
    ...(row.lastUsedAt === undefined ? {} : { last_used_at: row.lastUsedAt }),
    enabled: row.enabled,
    expires_at: row.expiresAtNanos === undefined ? null : rfc3339Nano(row.expiresAtNanos),
  }
}

function generateValue(): string {
  return randomBytes(32).toString('base64').replaceAll('+', '-').replaceAll('/', '_')
}
