/**
 * `arc-tsdb-client/kysely`: typed SQL for Arc with Kysely.
 *
 * @packageDocumentation
 */
export { ArcDialect } from './dialect.ts'
export type { ArcDialectConfig } from './driver.ts'
export { last, timeBucket, timeRange } from './expressions.ts'
