/** The management side of the embedded Arc. */
import type { Route } from './route.ts'

export const managementRoutes: readonly Route[] = []
