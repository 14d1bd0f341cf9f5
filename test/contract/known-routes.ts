/**
 * Every route that an Arc server v26.09.1 registers, read from its own list of routes and not from the document, so that
 * a route that was forgotten shows; and those that newer releases added, from their release notes.
 */

const table = `
GET /health
GET /ready
GET /metrics
GET /api/v1/metrics
GET /api/v1/metrics/memory
GET /api/v1/metrics/query-pool
GET /api/v1/metrics/endpoints
GET /api/v1/metrics/timeseries/:type
GET /api/v1/logs
GET /api/v1/auth/verify
GET POST /api/v1/auth/tokens
GET PATCH DELETE /api/v1/auth/tokens/:id
POST /api/v1/auth/tokens/:id/rotate
POST /api/v1/auth/tokens/:id/revoke
GET POST /api/v1/auth/tokens/:id/teams
DELETE /api/v1/auth/tokens/:id/teams/:team_id
GET /api/v1/auth/tokens/:id/permissions
GET /api/v1/auth/cache/stats
POST /api/v1/auth/cache/invalidate
GET POST /api/v1/databases
GET DELETE /api/v1/databases/:name
GET /api/v1/databases/:name/measurements
GET /api/v1/measurements
POST /api/v1/query
POST /api/v1/query/msgpack
POST /api/v1/query/arrow
POST /api/v1/query/estimate
GET /api/v1/query/:measurement
POST /write
POST /api/v2/write
POST /api/v1/write/msgpack
GET /api/v1/write/msgpack/stats
GET /api/v1/write/msgpack/spec
POST /api/v1/write/line-protocol
POST /api/v1/write/line-protocol/flush
GET /api/v1/write/line-protocol/stats
GET /api/v1/write/line-protocol/health
POST /api/v1/write/tle
GET /api/v1/write/tle/stats
POST /api/v1/import/csv
POST /api/v1/import/parquet
POST /api/v1/import/lp
POST /api/v1/import/tle
GET /api/v1/import/stats
GET POST /api/v1/retention
GET PUT DELETE /api/v1/retention/:id
POST /api/v1/retention/:id/execute
GET /api/v1/retention/:id/executions
GET POST /api/v1/continuous_queries
GET PUT DELETE /api/v1/continuous_queries/:id
POST /api/v1/continuous_queries/:id/execute
GET /api/v1/continuous_queries/:id/executions
POST /api/v1/delete
GET /api/v1/delete/config
GET POST /api/v1/backup
GET /api/v1/backup/status
GET DELETE /api/v1/backup/:id
POST /api/v1/backup/restore
GET /api/v1/compaction/status
GET /api/v1/compaction/stats
GET /api/v1/compaction/candidates
GET /api/v1/compaction/jobs
GET /api/v1/compaction/history
POST /api/v1/compaction/trigger
GET /api/v1/schedulers
POST /api/v1/schedulers/cq/reload
POST /api/v1/schedulers/retention/trigger
GET /api/v1/mqtt/stats
GET /api/v1/mqtt/health
GET POST /api/v1/mqtt/subscriptions
GET PUT DELETE /api/v1/mqtt/subscriptions/:id
POST /api/v1/mqtt/subscriptions/:id/start
POST /api/v1/mqtt/subscriptions/:id/stop
POST /api/v1/mqtt/subscriptions/:id/pause
POST /api/v1/mqtt/subscriptions/:id/restart
GET /api/v1/mqtt/subscriptions/:id/stats
GET /api/v1/queries/active
GET /api/v1/queries/history
GET DELETE /api/v1/queries/:id
GET POST /api/v1/governance/policies
GET PUT DELETE /api/v1/governance/policies/:token_id
GET /api/v1/governance/usage/:token_id
GET POST /api/v1/rbac/organizations
GET PATCH DELETE /api/v1/rbac/organizations/:id
GET POST /api/v1/rbac/organizations/:org_id/teams
GET PATCH DELETE /api/v1/rbac/teams/:id
GET POST /api/v1/rbac/teams/:team_id/roles
GET PATCH DELETE /api/v1/rbac/roles/:id
GET POST /api/v1/rbac/roles/:role_id/measurements
DELETE /api/v1/rbac/measurement-permissions/:id
GET /api/v1/tiering/status
GET /api/v1/tiering/files
POST /api/v1/tiering/migrate
GET /api/v1/tiering/stats
POST /api/v1/tiering/scan
GET /api/v1/tiering/policies
GET PUT DELETE /api/v1/tiering/policies/:database
GET /api/v1/tiering/policies/:database/effective
GET /api/v1/audit/logs
GET /api/v1/audit/stats
GET /api/v1/cluster
GET /api/v1/cluster/nodes
GET DELETE /api/v1/cluster/nodes/:id
GET /api/v1/cluster/local
GET /api/v1/cluster/health
GET /api/v1/cluster/files
GET /api/v1/reconciliation/status
POST /api/v1/reconciliation/trigger
GET /api/v1/reconciliation/runs/:id
GET /api/v1/debug/memstats
GET /api/v1/debug/duckdb-memory
POST /api/v1/debug/free-os-memory
GET POST /api/v1/sync-spokes
GET DELETE /api/v1/sync-spokes/:spokeID
POST /api/v1/sync-spokes/:spokeID/rotate
POST /api/v1/sync-spokes/:spokeID/enable
POST /api/v1/sync-spokes/:spokeID/disable
POST /api/v1/bundle-import
GET /api/v1/bundle-import/history/:spoke_id
POST /api/v1/spoke-sync/run
GET /api/v1/spoke-sync/status
GET /api/v1/spoke-sync/ledger
POST /api/v1/spoke-sync/ledger/requeue
POST /api/v1/spoke-sync/ledger/dismiss
POST /api/v1/spoke-sync/export
POST /api/v1/spoke-sync/export/:bundle_id/revert
POST /api/v1/spoke-sync/ack
POST /api/v1/sync/file
POST /api/v1/sync/reconcile
POST /api/v1/internal/cache/invalidate
`

/** By release, what it added: docs/servers.md#routes. */
export const newerRoutes: Readonly<Record<string, string>> = {
  'GET /ready/write': '26.09.2',
  'GET /api/v1/databases/:name/measurements/:measurement/schema': '26.09.2',
  'POST /api/v1/databases/:name/measurements/:measurement/schema/rebuild': '26.09.2',
  'DELETE /api/v1/cluster/files': '26.09.2',
  'POST /api/v1/cluster/voters/converge': '26.09.2',
  'POST /api/v1/cluster/compactor/assign': '26.09.2',
  'POST /api/v1/cluster/writers/:id/demote': '26.09.2',
  'GET /api/v1/compaction/cycles': '27.01.1',
  'GET /api/v1/compaction/cycles/:id': '27.01.1',
}

/** Routes that servers use among themselves, authenticated by HMAC: no user calls them, so the document leaves them out. */
const betweenServers: ReadonlySet<string> = new Set([
  'POST /api/v1/sync/file',
  'POST /api/v1/sync/reconcile',
  'POST /api/v1/internal/cache/invalidate',
])

/** `GET /api/v1/retention/{}`: parameters without their names, which are not on the wire. */
export const knownRoutes: readonly string[] = table
  .trim()
  .split('\n')
  .flatMap((line) => {
    const words = line.split(' ')
    const path = words.at(-1) ?? ''
    return words.slice(0, -1).map((method) => `${method} ${path}`)
  })
  .filter((route) => !betweenServers.has(route))
  .map((route) => withoutNames(route))

/** A route with its parameters reduced to `{}`. */
export function withoutNames(route: string): string {
  return route.replace(/:\w+|\{\w+\}/g, '{}')
}
