/** The management namespaces of the client: the generated classes, with a thin layer on top where it helps. */
import { DatabasesOperations } from '../generated/databases.ts'
import { DebugOperations } from '../generated/debug.ts'
import { EdgeSyncOperations } from '../generated/edge-sync.ts'
import { GovernanceOperations } from '../generated/governance.ts'
import { MqttOperations } from '../generated/mqtt.ts'
import { RbacOperations } from '../generated/rbac.ts'
import { ReconciliationOperations } from '../generated/reconciliation.ts'
import { RunningQueriesOperations } from '../generated/running-queries.ts'
import { SchedulersOperations } from '../generated/schedulers.ts'
import { TieringOperations } from '../generated/tiering.ts'
import type { ArcHttp } from '../transport/http.ts'
import type { OperationCaller } from '../transport/operation.ts'
import { Audit } from './audit.ts'
import { Auth } from './auth.ts'
import { Backup } from './backup.ts'
import { createOperationCaller } from './caller.ts'
import { Cluster } from './cluster.ts'
import { Compaction } from './compaction.ts'
import { ContinuousQueries } from './continuous-queries.ts'
import { Delete } from './delete.ts'
import { Retention } from './retention.ts'
import { type Probes, System } from './system.ts'

/** Every management namespace of one server. */
export type Management = ReturnType<typeof createManagement>

/** Binds the management namespaces to a server. */
export function createManagement(http: ArcHttp) {
  const call = createOperationCaller(http)
  const features = createFeatures(http, call)
  return { ...features, system: new System(call, probesOf(features)) }
}

function createFeatures(http: ArcHttp, call: OperationCaller) {
  return {
    retention: new Retention(call),
    continuousQueries: new ContinuousQueries(call),
    delete: new Delete(http),
    auth: new Auth(call),
    databases: new DatabasesOperations(call),
    backup: new Backup(call),
    compaction: new Compaction(call),
    schedulers: new SchedulersOperations(call),
    mqtt: new MqttOperations(call),
    rbac: new RbacOperations(call),
    governance: new GovernanceOperations(call),
    runningQueries: new RunningQueriesOperations(call),
    tiering: new TieringOperations(call),
    audit: new Audit(call),
    cluster: new Cluster(call),
    reconciliation: new ReconciliationOperations(call),
    debug: new DebugOperations(call),
    edgeSync: new EdgeSyncOperations(call),
  }
}

/** The cheapest read request for each feature. */
function probesOf(arc: ReturnType<typeof createFeatures>): Probes {
  return {
    auth: { route: '/api/v1/auth', read: (options) => arc.auth.cacheStats(options) },
    retention: { route: '/api/v1/retention', read: (options) => arc.retention.list(options) },
    continuousQueries: {
      route: '/api/v1/continuous_queries',
      read: (options) => arc.continuousQueries.list({}, options),
    },
    delete: { route: '/api/v1/delete', read: (options) => arc.delete.config(options) },
    backup: { route: '/api/v1/backup', read: (options) => arc.backup.status(options) },
    compaction: { route: '/api/v1/compaction', read: (options) => arc.compaction.jobs(options) },
    mqtt: { route: '/api/v1/mqtt', read: (options) => arc.mqtt.health(options) },
    rbac: { route: '/api/v1/rbac', read: (options) => arc.rbac.listOrganizations(options) },
    governance: { route: '/api/v1/governance', read: (options) => arc.governance.list(options) },
    runningQueries: { route: '/api/v1/queries', read: (options) => arc.runningQueries.list(options) },
    tiering: { route: '/api/v1/tiering', read: (options) => arc.tiering.listPolicies(options) },
    audit: { route: '/api/v1/audit', read: (options) => arc.audit.stats({}, options) },
    cluster: { route: '/api/v1/cluster', read: (options) => arc.cluster.status(options) },
    reconciliation: { route: '/api/v1/reconciliation', read: (options) => arc.reconciliation.status(options) },
    retentionScheduler: {
      route: '/api/v1/schedulers/retention',
      read: async (options) => (await arc.schedulers.status(options)).retention_scheduler,
    },
    continuousQueryScheduler: {
      route: '/api/v1/schedulers/cq',
      read: async (options) => (await arc.schedulers.status(options)).cq_scheduler,
    },
    edgeSyncHub: { route: '/api/v1/sync-spokes', read: (options) => arc.edgeSync.listSpokes(options) },
    edgeSyncSpoke: { route: '/api/v1/spoke-sync', read: (options) => arc.edgeSync.status(options) },
  }
}
