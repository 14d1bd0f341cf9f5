// Written by `npm run generate` from openapi/. Edit the YAML instead.
export * from './auth.ts'
export * from './continuous-queries.ts'
export * from './databases.ts'
export * from './delete.ts'
export type * from './models.ts'
export * from './retention.ts'
export type { components, operations, paths } from './schema.ts'
export * from './system.ts'
