/** Tokens, with what the server leaves out of the answer to `createToken`. */
import { refusing } from '../base/refusing.ts'
import { ArcValidationError } from '../errors.ts'
import { AuthOperations } from '../generated/auth.ts'
import type {
  SuccessMessage,
  TokenCreated,
  TokenCreateRequest,
  TokenInfo,
  TokenUpdateRequest,
} from '../generated/models.ts'
import type { CallOptions } from './operation.ts'
import { withoutExtra } from './requests.ts'

/** A new token. */
export interface CreatedToken extends TokenCreated {
  /** The secret itself. Store it now: it cannot be read again. */
  token: string
  /**
   * The token's id, permissions and expiry. `undefined` if they could not be looked up; the token exists nevertheless, and
   * an error would have lost its secret.
   */
  info: TokenInfo | undefined
}

export class Auth extends AuthOperations {
  /**
   * Creates a token and returns its secret, which is shown only once, together with its {@link TokenInfo}.
   *
   * The server answers with the secret alone, so the rest is looked up by name.
   *
   * Needs the `admin` permission, and `auth.enabled` on the server.
   *
   * @example
   * ```ts
   * const created = await arc.auth.createToken({ name: 'ingest', permissions: ['write'], expires_in: '90d' })
   * console.log(created.token, created.info?.id)
   * ```
   *
   * @throws `ArcValidationError` The name or `permissions` is missing, a permission is unknown, or `expires_in` is not a duration.
   * @throws `ArcConflictError` A token of that name exists.
   * @see POST /api/v1/auth/tokens
   */
  override async createToken(body: TokenCreateRequest, options?: CallOptions): Promise<CreatedToken> {
    // The server would make a token without permissions one that reads and writes.
    if (!refusing('auth.createToken', () => Array.isArray(body?.permissions))) {
      throw new ArcValidationError('auth.createToken: permissions is missing; give an array such as ["read"]')
    }
    // And one with an empty lifetime, such as a variable that is not set, one that lives for ever.
    if (body.expires_in === '') {
      throw new ArcValidationError(
        'auth.createToken: expires_in is ""; give a duration such as "90d", or leave it out for ever',
      )
    }
    const created = await super.createToken(body, options)
    const tokens = await this.listTokens(withoutExtra(options)).catch((): TokenInfo[] => [])
    return { ...created, info: tokens.find(({ name }) => name === body.name) }
  }

  /**
   * Changes a token's name, description, permissions or expiry; what is left out stays.
   *
   * An expiry can be moved but not removed, and a revoked token cannot be enabled again.
   *
   * Needs the `admin` permission, and `auth.enabled` on the server.
   *
   * @throws `ArcValidationError` No field is given; a permission is unknown, or `expires_in` is not a duration.
   * @throws `ArcNotFoundError` No token has this id.
   * @throws `ArcConflictError` Another token has that name.
   * @see PATCH /api/v1/auth/tokens/{id}
   */
  override async updateToken(id: number, body: TokenUpdateRequest, options?: CallOptions): Promise<SuccessMessage> {
    // The server answers a change of nothing as done, for an id that does not exist as well.
    if (Object.values(body ?? {}).every((value) => value === undefined || value === null)) {
      throw new ArcValidationError(
        'auth.updateToken: nothing to change; give name, description, permissions or expires_in',
      )
    }
    return super.updateToken(id, body, options)
  }
}
