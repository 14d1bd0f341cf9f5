/**
 * What needs an enterprise licence, as a server without one answers. It does so in four disguises:
 *
 * 1. 403 with the feature's name: RBAC, and the actions of reconciliation.
 * 2. 200 and `enabled: false`: cluster, and the status of reconciliation.
 * 3. 503: the schedulers (`schedulers.ts`).
 * 4. 404 as for any unknown path: governance, queries, tiering, audit. Nothing is registered for them, here as there.
 */
import type { TestArc } from '../arc.ts'
import { json, type Permission, type Route, type TestReply } from '../route.ts'
import { rbacUnlicensed } from './auth.ts'
import { errorReply } from './replies.ts'

const RBAC_ROUTES: readonly (readonly [Route['method'], string])[] = [
  ['GET', '/organizations'],
  ['POST', '/organizations'],
  ['GET', '/organizations/:id'],
  ['PATCH', '/organizations/:id'],
  ['DELETE', '/organizations/:id'],
  ['GET', '/organizations/:org_id/teams'],
  ['POST', '/organizations/:org_id/teams'],
  ['GET', '/teams/:id'],
  ['PATCH', '/teams/:id'],
  ['DELETE', '/teams/:id'],
  ['GET', '/teams/:team_id/roles'],
  ['POST', '/teams/:team_id/roles'],
  ['GET', '/roles/:id'],
  ['PATCH', '/roles/:id'],
  ['DELETE', '/roles/:id'],
  ['GET', '/roles/:role_id/measurements'],
  ['POST', '/roles/:role_id/measurements'],
  ['DELETE', '/measurement-permissions/:id'],
]

const CLUSTER_ROUTES: readonly (readonly [Route['method'], string, Permission])[] = [
  ['GET', '', 'any'],
  ['GET', '/nodes', 'any'],
  ['GET', '/nodes/:id', 'any'],
  ['GET', '/local', 'any'],
  ['GET', '/health', 'any'],
  ['GET', '/files', 'admin'],
  ['DELETE', '/nodes/:id', 'admin'],
]

export const enterpriseRoutes: readonly Route[] = [
  ...RBAC_ROUTES.map(
    ([method, path]): Route => ({
      method,
      path: `/api/v1/rbac${path}`,
      permission: 'admin',
      when: (options: TestArc['options']) => options.auth,
      handle: rbacUnlicensed,
    }),
  ),
  ...CLUSTER_ROUTES.map(
    ([method, path, permission]): Route => ({
      method,
      path: `/api/v1/cluster${path}`,
      permission,
      handle: standalone,
    }),
  ),
  { method: 'GET', path: '/api/v1/reconciliation/status', permission: 'read', handle: reconciliationStatus },
  { method: 'POST', path: '/api/v1/reconciliation/trigger', permission: 'admin', handle: reconciliationUnlicensed },
  { method: 'GET', path: '/api/v1/reconciliation/runs/:id', permission: 'admin', handle: reconciliationUnlicensed },
]

function standalone(): TestReply {
  return json(200, { enabled: false, mode: 'standalone', reason: 'Enterprise license not configured' })
}

function reconciliationStatus(): TestReply {
  const reason = 'Reconciliation requires Enterprise clustering and is not configured on this node'
  return json(200, { enabled: false, reason })
}

function reconciliationUnlicensed(): TestReply {
  return errorReply(403, "Reconciliation requires an enterprise license with the 'clustering' feature enabled")
}
