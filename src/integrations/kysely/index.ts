/**
 * `arc-tsdb-client/kysely`: typed SQL for Arc with Kysely.
 *
 * @packageDocumentation
 */
export { ArcDialect, type ArcDialectConfig } from './dialect.ts'
export { last, timeBucket, timeRange } from './expressions.ts'
