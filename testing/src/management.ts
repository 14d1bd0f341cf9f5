/** The management side of the embedded Arc. */
import type { Route } from './route.ts'
import { authRoutes } from './routes/auth.ts'
import { backupRoutes } from './routes/backup.ts'
import { compactionRoutes } from './routes/compaction.ts'
import { continuousQueryRoutes } from './routes/continuous-queries.ts'
import { databaseRoutes } from './routes/databases.ts'
import { debugRoutes } from './routes/debug.ts'
import { deleteRoutes } from './routes/delete.ts'
import { edgeSyncRoutes } from './routes/edge-sync.ts'
import { enterpriseRoutes } from './routes/enterprise.ts'
import { mqttRoutes } from './routes/mqtt.ts'
import { retentionRoutes } from './routes/retention.ts'
import { schedulerRoutes } from './routes/schedulers.ts'
import { systemRoutes } from './routes/system.ts'

export const managementRoutes: readonly Route[] = [
  ...systemRoutes,
  ...authRoutes,
  ...databaseRoutes,
  ...retentionRoutes,
  ...continuousQueryRoutes,
  ...deleteRoutes,
  ...backupRoutes,
  ...compactionRoutes,
  ...schedulerRoutes,
  ...mqttRoutes,
  ...edgeSyncRoutes,
  ...enterpriseRoutes,
  ...debugRoutes,
]
