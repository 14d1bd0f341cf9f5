/** Every endpoint of the embedded Arc. */
import { queryRoutes } from './query.ts'
import type { Route } from './route.ts'
import { authRoutes } from './routes/auth.ts'
import { backupRoutes } from './routes/backup.ts'
import { compactionRoutes } from './routes/compaction.ts'
import { continuousQueryRoutes } from './routes/continuous-queries.ts'
import { databaseRoutes } from './routes/databases.ts'
import { deleteRoutes } from './routes/delete.ts'
import { recordedRoutes } from './routes/recorded.ts'
import { registryRoutes } from './routes/registries.ts'
import { retentionRoutes } from './routes/retention.ts'
import { systemRoutes } from './routes/system.ts'
import { writeRoutes } from './write.ts'

export const routes: readonly Route[] = [
  ...queryRoutes,
  ...writeRoutes,
  ...systemRoutes,
  ...authRoutes,
  ...databaseRoutes,
  ...retentionRoutes,
  ...continuousQueryRoutes,
  ...deleteRoutes,
  ...backupRoutes,
  ...compactionRoutes,
  ...registryRoutes,
  ...recordedRoutes,
]
