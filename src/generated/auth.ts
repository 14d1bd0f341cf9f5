// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../management/operation.ts'
import type {
  EffectivePermissions,
  SuccessMessage,
  Team,
  TeamMembership,
  TeamMembershipRequest,
  TokenCacheStats,
  TokenCreated,
  TokenCreateRequest,
  TokenInfo,
  TokenUpdateRequest,
  TokenVerification,
} from './models.ts'

/** Tokens: create, rotate, revoke and inspect them. */
export class AuthOperations {
  protected readonly call: OperationCaller

  constructor(call: OperationCaller) {
    this.call = call
  }

  /**
   * Checks the token this client sends.
   *
   * Needs no permission, but says `valid: true` only for a known, enabled, unexpired token.
   *
   * Needs `auth.enabled` on the server.
   *
   * @throws `ArcServerError` (401) No token was sent, or it is unknown, revoked or expired.
   *
   * @see GET /api/v1/auth/verify
   */
  verify(options?: CallOptions): Promise<TokenVerification> {
    return this.call('auth.verify', {}, options)
  }

  /**
   * Lists all tokens, without their secrets.
   *
   * Needs the `admin` permission, and `auth.enabled` on the server.
   *
   * @throws `ArcServerError` (500) The token store could not be read.
   *
   * @see GET /api/v1/auth/tokens
   */
  listTokens(options?: CallOptions): Promise<TokenInfo[]> {
    return this.call('auth.listTokens', {}, options)
  }

  /**
   * Creates a token and returns its secret, which is shown this once.
   *
   * The server's own answer is the secret alone. Without `permissions` it would grant `read` and `write`, so they are
   * required here.
   *
   * Needs the `admin` permission, and `auth.enabled` on the server.
   *
   * @param body - The new token: its name, what it may do and when it expires.
   *
   * @throws `ArcValidationError` (400) The name is missing, a permission is unknown, or `expires_in` is not a
   * duration.
   * @throws `ArcServerError` (500) A token of that name exists (`token with name 'x' already exists`), or the store
   * failed.
   *
   * @see POST /api/v1/auth/tokens
   */
  createToken(body: TokenCreateRequest, options?: CallOptions): Promise<TokenCreated> {
    return this.call('auth.createToken', { body }, options)
  }

  /**
   * Returns one token, without its secret.
   *
   * Needs the `admin` permission, and `auth.enabled` on the server.
   *
   * @param id - The token's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcNotFoundError` (404) No token has this id. Or the feature is not available on this server: `Cannot
   * GET …`.
   * @throws `ArcServerError` (500) The token store could not be read.
   *
   * @see GET /api/v1/auth/tokens/{id}
   */
  getToken(id: number, options?: CallOptions): Promise<TokenInfo> {
    return this.call('auth.getToken', { path: { id } }, options)
  }

  /**
   * Changes what is sent of a token.
   *
   * An empty body is 200 even for an id that does not exist. Browsers cannot call it cross-origin: the server allows
   * no PATCH. In a cluster an unknown id is 200, too.
   *
   * Needs the `admin` permission, and `auth.enabled` on the server.
   *
   * @param id - The token's id.
   * @param body - Only the fields that are sent change.
   *
   * @throws `ArcValidationError` (400) The id, a permission or `expires_in` is malformed.
   * @throws `ArcNotFoundError` (404) No token has this id. Or the feature is not available on this server: `Cannot
   * PATCH …`.
   * @throws `ArcServerError` (500) Another token has that name, or the store failed.
   *
   * @see PATCH /api/v1/auth/tokens/{id}
   */
  updateToken(id: number, body: TokenUpdateRequest, options?: CallOptions): Promise<SuccessMessage> {
    return this.call('auth.updateToken', { path: { id }, body }, options)
  }

  /**
   * Deletes a token.
   *
   * The server deletes the last admin token, and even the one that asks, if told to.
   *
   * Needs the `admin` permission, and `auth.enabled` on the server.
   *
   * @param id - The token's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcNotFoundError` (404) No token has this id. Or the feature is not available on this server: `Cannot
   * DELETE …`.
   * @throws `ArcServerError` (500) The token store failed.
   *
   * @see DELETE /api/v1/auth/tokens/{id}
   */
  deleteToken(id: number, options?: CallOptions): Promise<SuccessMessage> {
    return this.call('auth.deleteToken', { path: { id } }, options)
  }

  /**
   * Replaces a token's secret and returns the new one, which is shown this once.
   *
   * The old secret stops working at once. Never retried: a second rotation would void the secret the first one handed
   * out.
   *
   * Needs the `admin` permission, and `auth.enabled` on the server.
   *
   * @param id - The token's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcNotFoundError` (404) No token has this id. Or the feature is not available on this server: `Cannot
   * POST …`.
   * @throws `ArcServerError` (500) The token store failed.
   *
   * @see POST /api/v1/auth/tokens/{id}/rotate
   */
  rotateToken(id: number, options?: CallOptions): Promise<string> {
    return this.call('auth.rotateToken', { path: { id } }, options)
  }

  /**
   * Disables a token for good.
   *
   * Needs the `admin` permission, and `auth.enabled` on the server.
   *
   * @param id - The token's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcNotFoundError` (404) No token has this id. Or the feature is not available on this server: `Cannot
   * POST …`.
   * @throws `ArcServerError` (500) The token store failed.
   *
   * @see POST /api/v1/auth/tokens/{id}/revoke
   */
  revokeToken(id: number, options?: CallOptions): Promise<SuccessMessage> {
    return this.call('auth.revokeToken', { path: { id } }, options)
  }

  /**
   * Returns the statistics of the token cache of this node.
   *
   * Needs the `admin` permission, and `auth.enabled` on the server.
   *
   * @see GET /api/v1/auth/cache/stats
   */
  cacheStats(options?: CallOptions): Promise<TokenCacheStats> {
    return this.call('auth.cacheStats', {}, options)
  }

  /**
   * Empties the token cache of this node.
   *
   * Needs the `admin` permission, and `auth.enabled` on the server.
   *
   * @see POST /api/v1/auth/cache/invalidate
   */
  invalidateCache(options?: CallOptions): Promise<SuccessMessage> {
    return this.call('auth.invalidateCache', {}, options)
  }

  /**
   * Lists the RBAC teams a token belongs to.
   *
   * Needs the `admin` permission, and `auth.enabled` on the server.
   *
   * @param id - The token's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcNotFoundError` (404) No token has this id. Or the feature is not available on this server: `Cannot
   * GET …`.
   * @throws `ArcServerError` (500) The token store failed.
   *
   * @see GET /api/v1/auth/tokens/{id}/teams
   */
  listTokenTeams(id: number, options?: CallOptions): Promise<Team[]> {
    return this.call('auth.listTokenTeams', { path: { id } }, options)
  }

  /**
   * Adds a token to an RBAC team.
   *
   * Needs the `admin` permission, and an enterprise license with `rbac`, and `auth.enabled` on the server.
   *
   * @param id - The token's id.
   * @param body - The team to join.
   *
   * @throws `ArcValidationError` (400) The team does not exist (`team not found`), or the token is already in it.
   * @throws `ArcFeatureUnavailableError` (403) The server has no licence for RBAC. Or the token lacks the `admin`
   * permission.
   * @throws `ArcNotFoundError` (404) No token has this id. Or the feature is not available on this server: `Cannot
   * POST …`.
   * @throws `ArcServerError` (500) The token store failed.
   *
   * @see POST /api/v1/auth/tokens/{id}/teams
   */
  addTokenToTeam(id: number, body: TeamMembershipRequest, options?: CallOptions): Promise<TeamMembership> {
    return this.call('auth.addTokenToTeam', { path: { id }, body }, options)
  }

  /**
   * Takes a token out of an RBAC team.
   *
   * Up to Arc 26.09.2 it needs an enterprise license with `rbac`.
   *
   * Needs the `admin` permission, and `auth.enabled` on the server.
   *
   * @param id - The token's id.
   * @param teamId - The team's id.
   *
   * @throws `ArcValidationError` (400) An id is not a number.
   * @throws `ArcFeatureUnavailableError` (403) Up to Arc 26.09.2, the server has no licence for RBAC. Or the token
   * lacks the `admin` permission.
   * @throws `ArcNotFoundError` (404) The token is not in this team. Or the feature is not available on this server:
   * `Cannot DELETE …`.
   * @throws `ArcServerError` (500) The token store failed.
   *
   * @see DELETE /api/v1/auth/tokens/{id}/teams/{team_id}
   */
  removeTokenFromTeam(id: number, teamId: number, options?: CallOptions): Promise<SuccessMessage> {
    return this.call('auth.removeTokenFromTeam', { path: { id, team_id: teamId } }, options)
  }

  /**
   * Returns what a token may do in effect: its own permissions and those of its RBAC roles.
   *
   * Needs the `admin` permission, and `auth.enabled` on the server.
   *
   * @param id - The token's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcNotFoundError` (404) No token has this id. Or the feature is not available on this server: `Cannot
   * GET …`.
   * @throws `ArcServerError` (500) The token store failed.
   *
   * @see GET /api/v1/auth/tokens/{id}/permissions
   */
  tokenPermissions(id: number, options?: CallOptions): Promise<EffectivePermissions> {
    return this.call('auth.tokenPermissions', { path: { id } }, options)
  }
}
