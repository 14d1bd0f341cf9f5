// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../management/operation.ts'
import type {
  GovernanceLimits,
  GovernancePolicy,
  GovernancePolicyRequest,
  GovernanceUsageReport,
  SuccessMessage,
} from './models.ts'

/** Query limits per token. Needs an enterprise licence. */
export class GovernanceOperations {
  protected readonly call: OperationCaller

  constructor(call: OperationCaller) {
    this.call = call
  }

  /**
   * Lists all policies, in no particular order.
   *
   * Needs the `admin` permission, and an enterprise license with `query_governance`, and `governance.enabled` on the
   * server.
   *
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   *
   * @see GET /api/v1/governance/policies
   */
  list(options?: CallOptions): Promise<GovernancePolicy[]> {
    return this.call('governance.list', {}, options)
  }

  /**
   * Creates the policy of a token.
   *
   * Needs the `admin` permission, and an enterprise license with `query_governance`, and `governance.enabled` on the
   * server.
   *
   * @param body - The token and all of its limits; the server sets those left out to 0, which is unlimited.
   *
   * @throws `ArcValidationError` (400) `token_id` is missing, or a limit is negative.
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   * @throws `ArcServerError` (500) The token has a policy already, or the store failed.
   *
   * @see POST /api/v1/governance/policies
   */
  create(body: GovernancePolicyRequest, options?: CallOptions): Promise<GovernancePolicy> {
    return this.call('governance.create', { body }, options)
  }

  /**
   * Returns the policy of a token.
   *
   * Needs the `admin` permission, and an enterprise license with `query_governance`, and `governance.enabled` on the
   * server.
   *
   * @param tokenId - The token's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   * @throws `ArcNotFoundError` (404) The token has no policy. Or the feature is not available on this server: `Cannot
   * GET …`.
   *
   * @see GET /api/v1/governance/policies/{token_id}
   */
  get(tokenId: number, options?: CallOptions): Promise<GovernancePolicy> {
    return this.call('governance.get', { path: { token_id: tokenId } }, options)
  }

  /**
   * Replaces all limits of a token.
   *
   * Send every limit: what is left out becomes unlimited.
   *
   * Needs the `admin` permission, and an enterprise license with `query_governance`, and `governance.enabled` on the
   * server.
   *
   * @param tokenId - The token's id.
   * @param body - All limits of a policy; the server sets what is left out to 0, which is unlimited.
   *
   * @throws `ArcValidationError` (400) The id is not a number, or a limit is negative.
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   * @throws `ArcNotFoundError` (404) The token has no policy. Or the feature is not available on this server: `Cannot
   * PUT …`.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see PUT /api/v1/governance/policies/{token_id}
   */
  update(tokenId: number, body: GovernanceLimits, options?: CallOptions): Promise<GovernancePolicy> {
    return this.call('governance.update', { path: { token_id: tokenId }, body }, options)
  }

  /**
   * Deletes the policy of a token; 200 also when it has none.
   *
   * Needs the `admin` permission, and an enterprise license with `query_governance`, and `governance.enabled` on the
   * server.
   *
   * @param tokenId - The token's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see DELETE /api/v1/governance/policies/{token_id}
   */
  delete(tokenId: number, options?: CallOptions): Promise<SuccessMessage> {
    return this.call('governance.delete', { path: { token_id: tokenId } }, options)
  }

  /**
   * Returns what a token has used up, and its policy.
   *
   * The policy may be the default one, with id 0.
   *
   * Needs the `admin` permission, and an enterprise license with `query_governance`, and `governance.enabled` on the
   * server.
   *
   * @param tokenId - The token's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcFeatureUnavailableError` (403) The licence has run out. Or the token lacks the `admin` permission.
   *
   * @see GET /api/v1/governance/usage/{token_id}
   */
  usage(tokenId: number, options?: CallOptions): Promise<GovernanceUsageReport> {
    return this.call('governance.usage', { path: { token_id: tokenId } }, options)
  }
}
