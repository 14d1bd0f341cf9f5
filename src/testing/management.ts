/** The management side of the embedded Arc. */
import type { Route } from './route.ts'
import { authRoutes } from './routes/auth.ts'
import { continuousQueryRoutes } from './routes/continuous-queries.ts'
import { databaseRoutes } from './routes/databases.ts'
import { deleteRoutes } from './routes/delete.ts'
import { retentionRoutes } from './routes/retention.ts'

export const managementRoutes: readonly Route[] = [
  ...authRoutes,
  ...databaseRoutes,
  ...retentionRoutes,
  ...continuousQueryRoutes,
  ...deleteRoutes,
]
