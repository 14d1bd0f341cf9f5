import type { Route } from '../route.ts'

export const importRoutes: readonly Route[] = []
