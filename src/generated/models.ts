// Written by `npm run generate` from openapi/. Edit the YAML instead.
// biome-ignore-all lint/suspicious/noEmptyInterface: an interface keeps its name where an alias would be expanded.
import type { components } from './schema.ts'

type Schemas = components['schemas']

/** An interface can extend a type by name only. */
type Named<T> = T

export interface AuthCounters extends Named<Schemas['AuthCounters']> {}

export interface BufferCounters extends Named<Schemas['BufferCounters']> {}

export interface CompactionCounters extends Named<Schemas['CompactionCounters']> {}

/** A continuous query as the server stores it. */
export interface ContinuousQuery extends Named<Schemas['ContinuousQuery']> {
  tag_columns: string[]
}

export interface ContinuousQueryExecuteRequest extends Named<Schemas['ContinuousQueryExecuteRequest']> {}

export interface ContinuousQueryExecuteResult extends Named<Schemas['ContinuousQueryExecuteResult']> {}

export interface ContinuousQueryExecution extends Named<Schemas['ContinuousQueryExecution']> {}

export interface ContinuousQueryExecutions extends Named<Schemas['ContinuousQueryExecutions']> {
  executions: ContinuousQueryExecution[]
}

/** A whole continuous query. */
export interface ContinuousQueryRequest extends Named<Schemas['ContinuousQueryRequest']> {}

export interface DatabaseCreateRequest extends Named<Schemas['DatabaseCreateRequest']> {}

export interface DatabaseCreated extends Named<Schemas['DatabaseCreated']> {}

export interface DatabaseDeleted extends Named<Schemas['DatabaseDeleted']> {}

export interface DatabaseList extends Named<Schemas['DatabaseList']> {}

export interface DatabaseMeasurements extends Named<Schemas['DatabaseMeasurements']> {}

export interface DatabaseSummary extends Named<Schemas['DatabaseSummary']> {}

export interface DeleteConfig extends Named<Schemas['DeleteConfig']> {}

/** The delete envelope, with what was done before it failed. */
export interface DeleteError extends Named<Schemas['DeleteError']> {}

export interface DeletePerformanceImpact extends Named<Schemas['DeletePerformanceImpact']> {}

/** Either looks (`dry_run`) or deletes (`confirm`); a dry run over the threshold needs both. */
export type DeleteRequest = Schemas['DeleteRequest']

export interface DeleteResult extends Named<Schemas['DeleteResult']> {}

export interface EffectivePermission extends Named<Schemas['EffectivePermission']> {}

export interface EffectivePermissions extends Named<Schemas['EffectivePermissions']> {
  permissions: EffectivePermission[]
}

/** Counters since boot, by area. */
export interface EndpointMetrics extends Named<Schemas['EndpointMetrics']> {}

/** What most routes, and the HTTP layer itself, answer when something went wrong. */
export interface ErrorBody extends Named<Schemas['ErrorBody']> {}

export interface Estimate extends Named<Schemas['Estimate']> {}

/** Comes with 200 when the SQL itself fails. */
export interface EstimateError extends Named<Schemas['EstimateError']> {}

export interface FileImport extends Named<Schemas['FileImport']> {}

export interface FileImportEnvelope extends Named<Schemas['FileImportEnvelope']> {}

/**
 * What the authentication layer answers on every route, and all errors of the auth, RBAC, governance, query
 * management, audit and MQTT routes.
 */
export interface FlaggedError extends Named<Schemas['FlaggedError']> {}

export interface FlushResult extends Named<Schemas['FlushResult']> {}

/** The process is alive; says nothing about readiness. */
export interface Health extends Named<Schemas['Health']> {}

export interface HttpCounters extends Named<Schemas['HttpCounters']> {}

export interface ImportForm extends Named<Schemas['ImportForm']> {}

export interface ImportStats extends Named<Schemas['ImportStats']> {}

export interface ImportStatsEnvelope extends Named<Schemas['ImportStatsEnvelope']> {}

/** Counts rows, and the state of the ingest buffers. */
export interface IngestBufferStats extends Named<Schemas['IngestBufferStats']> {}

export interface IngestionCounters extends Named<Schemas['IngestionCounters']> {}

export interface InvalidToken extends Named<Schemas['InvalidToken']> {}

/** Present where a licence is configured. */
export interface LicenseHealth extends Named<Schemas['LicenseHealth']> {}

export interface LineProtocolHealth extends Named<Schemas['LineProtocolHealth']> {}

export interface LineProtocolImport extends Named<Schemas['LineProtocolImport']> {}

export interface LineProtocolImportEnvelope extends Named<Schemas['LineProtocolImportEnvelope']> {}

export interface LineProtocolStats extends Named<Schemas['LineProtocolStats']> {}

export interface LineProtocolStatsEnvelope extends Named<Schemas['LineProtocolStatsEnvelope']> {}

export interface LogEntry extends Named<Schemas['LogEntry']> {}

export interface LogList extends Named<Schemas['LogList']> {
  logs: LogEntry[]
}

/** A measurement and its files. Local storage only: empty on S3 and Azure. */
export interface MeasurementInfo extends Named<Schemas['MeasurementInfo']> {}

export interface MeasurementList extends Named<Schemas['MeasurementList']> {}

export interface MeasurementName extends Named<Schemas['MeasurementName']> {}

export interface MeasurementPermission extends Named<Schemas['MeasurementPermission']> {}

export interface MemoryMetrics extends Named<Schemas['MemoryMetrics']> {}

/** The Go runtime's memory, in bytes where the name says so. */
export interface MemoryStats extends Named<Schemas['MemoryStats']> {}

/** A success without data. */
export interface MessageBody extends Named<Schemas['MessageBody']> {}

export interface MetricsPoint extends Named<Schemas['MetricsPoint']> {}

/** Every counter and gauge of the server, flat. */
export interface MetricsSnapshot extends Named<Schemas['MetricsSnapshot']> {}

export interface MetricsTimeseries extends Named<Schemas['MetricsTimeseries']> {
  data: MetricsPoint[]
}

/** Counts payload items: one columnar request is one. */
export interface MsgpackDecoderStats extends Named<Schemas['MsgpackDecoderStats']> {}

export interface MsgpackStats extends Named<Schemas['MsgpackStats']> {}

export interface NotReady extends Named<Schemas['NotReady']> {}

export interface PartialDatabaseDeletion extends Named<Schemas['PartialDatabaseDeletion']> {}

/**
 * What a token may do. `admin` implies the others; `delete` is accepted and stored but no route asks for it (deleting
 * needs `admin`).
 */
export type Permission = Schemas['Permission']

export interface ProtocolCounters extends Named<Schemas['ProtocolCounters']> {}

export interface QueryCounters extends Named<Schemas['QueryCounters']> {}

/** The query envelope with nothing in it but the error. */
export interface QueryError extends Named<Schemas['QueryError']> {}

/** The pool of DuckDB connections and the totals of the queries it ran. */
export interface QueryPool extends Named<Schemas['QueryPool']> {}

export interface QueryPoolMetrics extends Named<Schemas['QueryPoolMetrics']> {}

export interface QueryProfile extends Named<Schemas['QueryProfile']> {}

/** Rows in row-major order. Sums of integers and decimals are strings, NaN and infinities are `null`. */
export interface QueryResult extends Named<Schemas['QueryResult']> {}

export interface Ready extends Named<Schemas['Ready']> {}

/** A node that is catching up refuses to read for a while. Comes with `Retry-After`. */
export interface ReplicationGateError extends Named<Schemas['ReplicationGateError']> {}

/** Either looks (`dry_run`) or deletes (`confirm`). */
export type RetentionExecuteRequest = Schemas['RetentionExecuteRequest']

export interface RetentionExecuteResult extends Named<Schemas['RetentionExecuteResult']> {
  /** All measurements that were looked at, not only those that lost rows. */
  affected_measurements: string[]
}

export interface RetentionExecution extends Named<Schemas['RetentionExecution']> {}

export interface RetentionExecutions extends Named<Schemas['RetentionExecutions']> {
  executions: RetentionExecution[]
}

/** A retention policy as the server stores it. */
export interface RetentionPolicy extends Named<Schemas['RetentionPolicy']> {}

/**
 * A whole policy. Rows older than `retention_days + buffer_days` go; `retention_days` must be greater than
 * `buffer_days`.
 */
export interface RetentionPolicyRequest extends Named<Schemas['RetentionPolicyRequest']> {}

export interface Role extends Named<Schemas['Role']> {}

export interface RuntimeStats extends Named<Schemas['RuntimeStats']> {}

export interface SqlRequest extends Named<Schemas['SqlRequest']> {}

export interface StorageCounters extends Named<Schemas['StorageCounters']> {}

export interface StorageHealth extends Named<Schemas['StorageHealth']> {}

/** The credentials of one storage tier. */
export interface StorageTierHealth extends Named<Schemas['StorageTierHealth']> {}

/** A success without data, on the routes that flag it. */
export interface SuccessMessage extends Named<Schemas['SuccessMessage']> {}

export interface Team extends Named<Schemas['Team']> {}

export interface TeamMembership extends Named<Schemas['TeamMembership']> {}

export interface TeamMembershipEnvelope extends Named<Schemas['TeamMembershipEnvelope']> {}

export interface TeamMembershipRequest extends Named<Schemas['TeamMembershipRequest']> {}

export interface TleImport extends Named<Schemas['TleImport']> {}

export interface TleImportEnvelope extends Named<Schemas['TleImportEnvelope']> {}

export interface TleStats extends Named<Schemas['TleStats']> {}

export interface TleStatsEnvelope extends Named<Schemas['TleStatsEnvelope']> {}

/** The cache of verified tokens of this node. */
export interface TokenCacheStats extends Named<Schemas['TokenCacheStats']> {}

export interface TokenCacheStatsEnvelope extends Named<Schemas['TokenCacheStatsEnvelope']> {}

export interface TokenCreateRequest extends Named<Schemas['TokenCreateRequest']> {}

export interface TokenCreated extends Named<Schemas['TokenCreated']> {}

export interface TokenEnvelope extends Named<Schemas['TokenEnvelope']> {}

/** A token, without its secret. */
export interface TokenInfo extends Named<Schemas['TokenInfo']> {}

export interface TokenList extends Named<Schemas['TokenList']> {
  tokens: TokenInfo[]
}

export interface TokenRotated extends Named<Schemas['TokenRotated']> {}

export interface TokenTeamList extends Named<Schemas['TokenTeamList']> {
  teams: Team[]
}

/** Only what is sent changes. */
export interface TokenUpdateRequest extends Named<Schemas['TokenUpdateRequest']> {
  /** `null` or left out keeps them; an empty list takes all away. */
  permissions?: Permission[]
}

export interface TokenVerification extends Named<Schemas['TokenVerification']> {}

export interface UnknownMetricType extends Named<Schemas['UnknownMetricType']> {}
