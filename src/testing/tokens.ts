/** The tokens of one embedded Arc. */

/** What a token may do; `admin` implies the rest. */
export type TokenPermission = 'read' | 'write' | 'delete' | 'admin'

/** A token that passed {@link TokenStore.verify}. */
export interface VerifiedToken {
  readonly id: number
  readonly name: string
  readonly permissions: readonly TokenPermission[]
}

export interface TokenStore {
  /** The token's record, or undefined when it is unknown, revoked or expired. */
  verify(token: string): VerifiedToken | undefined
}

/** A store that knows the admin token only. */
export function createTokenStore(adminToken: string): TokenStore {
  const admin: VerifiedToken = { id: 1, name: 'admin', permissions: ['admin'] }
  return { verify: (token) => (token === adminToken ? admin : undefined) }
}
