/** The write side of the embedded Arc. */
import type { Route } from './route.ts'

export const writeRoutes: readonly Route[] = []
