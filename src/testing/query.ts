/** The query side of the embedded Arc. */
import type { Route } from './route.ts'

export const queryRoutes: readonly Route[] = []
