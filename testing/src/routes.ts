/** Every endpoint of the embedded Arc. */
import { managementRoutes } from './management.ts'
import { queryRoutes } from './query.ts'
import type { Route } from './route.ts'
import { writeRoutes } from './write.ts'

export const routes: readonly Route[] = [...queryRoutes, ...writeRoutes, ...managementRoutes]
