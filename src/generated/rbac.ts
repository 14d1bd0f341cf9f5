// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../management/operation.ts'
import type {
  MeasurementPermission,
  MeasurementPermissionRequest,
  NamedGroupRequest,
  NamedGroupUpdateRequest,
  Organization,
  Role,
  RoleRequest,
  RoleUpdateRequest,
  SuccessMessage,
  Team,
} from './models.ts'

/**
 * Role-based access control: organizations hold teams, teams hold roles, roles grant permissions on databases and
 * measurements. Needs an enterprise licence.
 */
export class RbacOperations {
  protected readonly call: OperationCaller

  constructor(call: OperationCaller) {
    this.call = call
  }

  /**
   * Lists all organizations.
   *
   * Needs the `admin` permission, and an enterprise license with `rbac`, and `auth.enabled` on the server.
   *
   * @throws `ArcFeatureUnavailableError` (403) The server has no licence for RBAC. Or the token lacks the `admin`
   * permission.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see GET /api/v1/rbac/organizations
   */
  listOrganizations(options?: CallOptions): Promise<Organization[]> {
    return this.call('rbac.listOrganizations', {}, options)
  }

  /**
   * Creates an organization.
   *
   * Needs the `admin` permission, and an enterprise license with `rbac`, and `auth.enabled` on the server.
   *
   * @param body - The name and description of a new organization or team.
   *
   * @throws `ArcValidationError` (400) The name is missing or malformed.
   * @throws `ArcFeatureUnavailableError` (403) The server has no licence for RBAC. Or the token lacks the `admin`
   * permission.
   * @throws `ArcConflictError` (409) The name is taken.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see POST /api/v1/rbac/organizations
   */
  createOrganization(body: NamedGroupRequest, options?: CallOptions): Promise<Organization> {
    return this.call('rbac.createOrganization', { body }, options)
  }

  /**
   * Returns one organization with all below it.
   *
   * Needs the `admin` permission, and an enterprise license with `rbac`, and `auth.enabled` on the server.
   *
   * @param id - The organization's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcFeatureUnavailableError` (403) The server has no licence for RBAC. Or the token lacks the `admin`
   * permission.
   * @throws `ArcNotFoundError` (404) No organization has this id. Or the feature is not available on this server:
   * `Cannot GET …`.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see GET /api/v1/rbac/organizations/{id}
   */
  getOrganization(id: number, options?: CallOptions): Promise<Organization> {
    return this.call('rbac.getOrganization', { path: { id } }, options)
  }

  /**
   * Changes what is sent of an organization.
   *
   * An empty body is 200 even for an id that does not exist. Browsers cannot call it cross-origin: the server allows
   * no PATCH.
   *
   * Needs the `admin` permission, and an enterprise license with `rbac`, and `auth.enabled` on the server.
   *
   * @param id - The organization's id.
   * @param body - Only the fields that are sent change.
   *
   * @throws `ArcValidationError` (400) The id or a field is malformed.
   * @throws `ArcFeatureUnavailableError` (403) The server has no licence for RBAC. Or the token lacks the `admin`
   * permission.
   * @throws `ArcNotFoundError` (404) No organization has this id. Or the feature is not available on this server:
   * `Cannot PATCH …`.
   * @throws `ArcConflictError` (409) The name is taken.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see PATCH /api/v1/rbac/organizations/{id}
   */
  updateOrganization(id: number, body: NamedGroupUpdateRequest, options?: CallOptions): Promise<SuccessMessage> {
    return this.call('rbac.updateOrganization', { path: { id }, body }, options)
  }

  /**
   * Deletes an organization and all below it.
   *
   * Needs the `admin` permission, and an enterprise license with `rbac`, and `auth.enabled` on the server.
   *
   * @param id - The organization's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcFeatureUnavailableError` (403) The server has no licence for RBAC. Or the token lacks the `admin`
   * permission.
   * @throws `ArcNotFoundError` (404) No organization has this id. Or the feature is not available on this server:
   * `Cannot DELETE …`.
   * @throws `ArcConflictError` (409) Deleting it would delete more with it than
   * `cluster.rbac.max_cascade_descendants` allows.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see DELETE /api/v1/rbac/organizations/{id}
   */
  deleteOrganization(id: number, options?: CallOptions): Promise<SuccessMessage> {
    return this.call('rbac.deleteOrganization', { path: { id } }, options)
  }

  /**
   * Lists the teams of an organization.
   *
   * An unknown organization is an empty list.
   *
   * Needs the `admin` permission, and an enterprise license with `rbac`, and `auth.enabled` on the server.
   *
   * @param orgId - The organization's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcFeatureUnavailableError` (403) The server has no licence for RBAC. Or the token lacks the `admin`
   * permission.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see GET /api/v1/rbac/organizations/{org_id}/teams
   */
  listTeams(orgId: number, options?: CallOptions): Promise<Team[]> {
    return this.call('rbac.listTeams', { path: { org_id: orgId } }, options)
  }

  /**
   * Creates a team in an organization.
   *
   * Needs the `admin` permission, and an enterprise license with `rbac`, and `auth.enabled` on the server.
   *
   * @param orgId - The organization's id.
   * @param body - The name and description of a new organization or team.
   *
   * @throws `ArcValidationError` (400) A field is missing or malformed, or the organization does not exist.
   * @throws `ArcFeatureUnavailableError` (403) The server has no licence for RBAC. Or the token lacks the `admin`
   * permission.
   * @throws `ArcConflictError` (409) The organization has a team of that name.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see POST /api/v1/rbac/organizations/{org_id}/teams
   */
  createTeam(orgId: number, body: NamedGroupRequest, options?: CallOptions): Promise<Team> {
    return this.call('rbac.createTeam', { path: { org_id: orgId }, body }, options)
  }

  /**
   * Returns one team with all below it.
   *
   * Needs the `admin` permission, and an enterprise license with `rbac`, and `auth.enabled` on the server.
   *
   * @param id - The team's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcFeatureUnavailableError` (403) The server has no licence for RBAC. Or the token lacks the `admin`
   * permission.
   * @throws `ArcNotFoundError` (404) No team has this id. Or the feature is not available on this server: `Cannot GET
   * …`.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see GET /api/v1/rbac/teams/{id}
   */
  getTeam(id: number, options?: CallOptions): Promise<Team> {
    return this.call('rbac.getTeam', { path: { id } }, options)
  }

  /**
   * Changes what is sent of a team.
   *
   * An empty body is 200 even for an id that does not exist. Browsers cannot call it cross-origin: the server allows
   * no PATCH.
   *
   * Needs the `admin` permission, and an enterprise license with `rbac`, and `auth.enabled` on the server.
   *
   * @param id - The team's id.
   * @param body - Only the fields that are sent change.
   *
   * @throws `ArcValidationError` (400) The id or a field is malformed.
   * @throws `ArcFeatureUnavailableError` (403) The server has no licence for RBAC. Or the token lacks the `admin`
   * permission.
   * @throws `ArcNotFoundError` (404) No team has this id. Or the feature is not available on this server: `Cannot
   * PATCH …`.
   * @throws `ArcConflictError` (409) The name is taken.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see PATCH /api/v1/rbac/teams/{id}
   */
  updateTeam(id: number, body: NamedGroupUpdateRequest, options?: CallOptions): Promise<SuccessMessage> {
    return this.call('rbac.updateTeam', { path: { id }, body }, options)
  }

  /**
   * Deletes a team and all below it.
   *
   * Needs the `admin` permission, and an enterprise license with `rbac`, and `auth.enabled` on the server.
   *
   * @param id - The team's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcFeatureUnavailableError` (403) The server has no licence for RBAC. Or the token lacks the `admin`
   * permission.
   * @throws `ArcNotFoundError` (404) No team has this id. Or the feature is not available on this server: `Cannot
   * DELETE …`.
   * @throws `ArcConflictError` (409) Deleting it would delete more with it than
   * `cluster.rbac.max_cascade_descendants` allows.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see DELETE /api/v1/rbac/teams/{id}
   */
  deleteTeam(id: number, options?: CallOptions): Promise<SuccessMessage> {
    return this.call('rbac.deleteTeam', { path: { id } }, options)
  }

  /**
   * Lists the roles of a team.
   *
   * An unknown team is an empty list.
   *
   * Needs the `admin` permission, and an enterprise license with `rbac`, and `auth.enabled` on the server.
   *
   * @param teamId - The team's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcFeatureUnavailableError` (403) The server has no licence for RBAC. Or the token lacks the `admin`
   * permission.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see GET /api/v1/rbac/teams/{team_id}/roles
   */
  listRoles(teamId: number, options?: CallOptions): Promise<Role[]> {
    return this.call('rbac.listRoles', { path: { team_id: teamId } }, options)
  }

  /**
   * Creates a role in a team.
   *
   * Needs the `admin` permission, and an enterprise license with `rbac`, and `auth.enabled` on the server.
   *
   * @param teamId - The team's id.
   * @param body - What the role permits, and on which databases.
   *
   * @throws `ArcValidationError` (400) A field is missing or malformed, or the team does not exist.
   * @throws `ArcFeatureUnavailableError` (403) The server has no licence for RBAC. Or the token lacks the `admin`
   * permission.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see POST /api/v1/rbac/teams/{team_id}/roles
   */
  createRole(teamId: number, body: RoleRequest, options?: CallOptions): Promise<Role> {
    return this.call('rbac.createRole', { path: { team_id: teamId }, body }, options)
  }

  /**
   * Returns one role with all below it.
   *
   * Needs the `admin` permission, and an enterprise license with `rbac`, and `auth.enabled` on the server.
   *
   * @param id - The role's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcFeatureUnavailableError` (403) The server has no licence for RBAC. Or the token lacks the `admin`
   * permission.
   * @throws `ArcNotFoundError` (404) No role has this id. Or the feature is not available on this server: `Cannot GET
   * …`.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see GET /api/v1/rbac/roles/{id}
   */
  getRole(id: number, options?: CallOptions): Promise<Role> {
    return this.call('rbac.getRole', { path: { id } }, options)
  }

  /**
   * Changes what is sent of a role.
   *
   * An empty body is 200 even for an id that does not exist. Browsers cannot call it cross-origin: the server allows
   * no PATCH.
   *
   * Needs the `admin` permission, and an enterprise license with `rbac`, and `auth.enabled` on the server.
   *
   * @param id - The role's id.
   * @param body - Only the fields that are sent change.
   *
   * @throws `ArcValidationError` (400) The id or a field is malformed.
   * @throws `ArcFeatureUnavailableError` (403) The server has no licence for RBAC. Or the token lacks the `admin`
   * permission.
   * @throws `ArcNotFoundError` (404) No role has this id. Or the feature is not available on this server: `Cannot
   * PATCH …`.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see PATCH /api/v1/rbac/roles/{id}
   */
  updateRole(id: number, body: RoleUpdateRequest, options?: CallOptions): Promise<SuccessMessage> {
    return this.call('rbac.updateRole', { path: { id }, body }, options)
  }

  /**
   * Deletes a role and all below it.
   *
   * Needs the `admin` permission, and an enterprise license with `rbac`, and `auth.enabled` on the server.
   *
   * @param id - The role's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcFeatureUnavailableError` (403) The server has no licence for RBAC. Or the token lacks the `admin`
   * permission.
   * @throws `ArcNotFoundError` (404) No role has this id. Or the feature is not available on this server: `Cannot
   * DELETE …`.
   * @throws `ArcConflictError` (409) Deleting it would delete more with it than
   * `cluster.rbac.max_cascade_descendants` allows.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see DELETE /api/v1/rbac/roles/{id}
   */
  deleteRole(id: number, options?: CallOptions): Promise<SuccessMessage> {
    return this.call('rbac.deleteRole', { path: { id } }, options)
  }

  /**
   * Lists the measurement permissions of a role.
   *
   * Needs the `admin` permission, and an enterprise license with `rbac`, and `auth.enabled` on the server.
   *
   * @param roleId - The role's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcFeatureUnavailableError` (403) The server has no licence for RBAC. Or the token lacks the `admin`
   * permission.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see GET /api/v1/rbac/roles/{role_id}/measurements
   */
  listMeasurementPermissions(roleId: number, options?: CallOptions): Promise<MeasurementPermission[]> {
    return this.call('rbac.listMeasurementPermissions', { path: { role_id: roleId } }, options)
  }

  /**
   * Narrows a role to measurements.
   *
   * Needs the `admin` permission, and an enterprise license with `rbac`, and `auth.enabled` on the server.
   *
   * @param roleId - The role's id.
   * @param body - What the role permits on some of the measurements in its databases.
   *
   * @throws `ArcValidationError` (400) A field is missing or malformed, or the role does not exist.
   * @throws `ArcFeatureUnavailableError` (403) The server has no licence for RBAC. Or the token lacks the `admin`
   * permission.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see POST /api/v1/rbac/roles/{role_id}/measurements
   */
  createMeasurementPermission(
    roleId: number,
    body: MeasurementPermissionRequest,
    options?: CallOptions,
  ): Promise<MeasurementPermission> {
    return this.call('rbac.createMeasurementPermission', { path: { role_id: roleId }, body }, options)
  }

  /**
   * Deletes a measurement permission.
   *
   * Needs the `admin` permission, and an enterprise license with `rbac`, and `auth.enabled` on the server.
   *
   * @param id - The measurement permission's id.
   *
   * @throws `ArcValidationError` (400) The id is not a number.
   * @throws `ArcFeatureUnavailableError` (403) The server has no licence for RBAC. Or the token lacks the `admin`
   * permission.
   * @throws `ArcNotFoundError` (404) No measurement permission has this id. Or the feature is not available on this
   * server: `Cannot DELETE …`.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see DELETE /api/v1/rbac/measurement-permissions/{id}
   */
  deleteMeasurementPermission(id: number, options?: CallOptions): Promise<SuccessMessage> {
    return this.call('rbac.deleteMeasurementPermission', { path: { id } }, options)
  }
}
