/**
 * The configuration key and licence that each group of routes requires.
 *
 * The server says "unavailable" in four ways: routes that do not exist (404 `Cannot GET …`), 403 and 503 with a sentence
 * about the licence, and 200 `{ enabled: false }`. Source: docs/wire-notes.md#feature-gates.
 */

/** What must be set for a group of routes to work. */
export interface FeatureGate {
  readonly feature: string
  readonly configKey: string | undefined
  readonly license: string | undefined
}

const gates: readonly (readonly [prefix: string, feature: string, configKey?: string, license?: string])[] = [
  ['/api/v1/auth', 'token management', 'auth.enabled'],
  ['/api/v1/rbac', 'role-based access control', 'auth.enabled', 'rbac'],
  ['/api/v1/retention', 'retention policies', 'retention.enabled'],
  ['/api/v1/continuous_queries', 'continuous queries', 'continuous_query.enabled'],
  ['/api/v1/delete', 'deleting data', 'delete.enabled'],
  ['/api/v1/databases', 'dropping databases', 'delete.enabled'],
  ['/api/v1/compaction', 'compaction', 'compaction.enabled'],
  ['/api/v1/backup', 'backup', 'backup.enabled'],
  ['/api/v1/mqtt', 'MQTT subscriptions', 'mqtt.enabled'],
  ['/api/v1/audit', 'the audit log', 'audit_log.enabled', 'audit_logging'],
  ['/api/v1/governance', 'query governance', 'governance.enabled', 'query_governance'],
  ['/api/v1/queries', 'query management', 'query_management.enabled', 'query_management'],
  ['/api/v1/tiering', 'tiered storage', 'tiered_storage.enabled', 'tiering'],
  ['/api/v1/cluster', 'clustering', 'cluster.enabled', 'clustering'],
  ['/api/v1/reconciliation', 'reconciliation', 'reconciliation.enabled', 'clustering'],
  ['/api/v1/schedulers/cq', 'the continuous query scheduler', 'continuous_query.enabled', 'cq_scheduler'],
  ['/api/v1/schedulers', 'the retention scheduler', 'retention.enabled', 'retention_scheduler'],
  ['/api/v1/sync-spokes', 'the edge sync hub', 'edge_sync.enabled'],
  ['/api/v1/bundle-import', 'bundle import', 'edge_sync.import.enabled'],
  ['/api/v1/spoke-sync/export', 'bundle export', 'edge_sync.spoke.bundle.enabled'],
  ['/api/v1/spoke-sync/ack', 'bundle export', 'edge_sync.spoke.bundle.enabled'],
  ['/api/v1/spoke-sync', 'the edge sync spoke', 'edge_sync.spoke.enabled'],
]

/** The gate of the group that `path` belongs to. */
export function featureGateOf(path: string): FeatureGate | undefined {
  // Only dropping a database can be switched off, not what is asked about its measurements.
  if (/^\/api\/v1\/databases\/[^/]+\/measurements/.test(path)) return undefined
  // The teams of a token belong to RBAC, although their route is under the token's.
  const at = path.replace(/^\/api\/v1\/auth\/tokens\/[^/]+\/teams/, '/api/v1/rbac')
  const gate = gates.find(([prefix]) => at === prefix || at.startsWith(`${prefix}/`) || at.startsWith(`${prefix}?`))
  return gate && { feature: gate[1], configKey: gate[2], license: gate[3] }
}

/** Whether `status` and the server's text are one of its ways of saying that a feature is unlicensed or switched off. */
export function saysUnavailable(status: number, text: string): boolean {
  switch (status) {
    case 404:
      // The web framework's answer when no route matches. A missing resource says "… not found".
      return /^Cannot [A-Z]+ \//.test(text)
    case 403:
      return /requires an enterprise license|operations are disabled|policies are disabled|queries are disabled/i.test(
        text,
      )
    case 503:
      return /enterprise license required|subsystem disabled/i.test(text)
    case 501:
      return true
    default:
      return false
  }
}

/** What to do about it. */
export function unavailableHint(gate: FeatureGate | undefined): string {
  if (gate === undefined)
    return 'No such route: check the path in the "url" option; otherwise the server is older or newer than this client.'
  const { feature, configKey, license } = gate
  const steps = [
    license && `an enterprise license with '${license}'`,
    configKey && `${configKey} = true in arc.toml (ARC_${configKey.toUpperCase().replaceAll('.', '_')})`,
  ].filter(Boolean)
  return `This server does not offer ${feature}: it needs ${steps.join(' and ')}.`
}
