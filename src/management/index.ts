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
import { Auth } from './auth.ts'
import { Backup } from './backup.ts'
import { createOperationCaller } from './caller.ts'
import { Compaction } from './compaction.ts'
import { ContinuousQueries } from './continuous-queries.ts'
import { Delete } from './delete.ts'
import { Audit, Cluster } from './pages.ts'
import { Retention } from './retention.ts'
import { System } from './system.ts'

/** Every management namespace of one server. */
export type Management = ReturnType<typeof createManagement>

/** Binds the management namespaces to a server. */
export function createManagement(http: ArcHttp) {
  const call = createOperationCaller(http)
  return {
    system: new System(call, () => http.endpoints.choose('management')),
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
