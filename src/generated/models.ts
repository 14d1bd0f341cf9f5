// Written by `npm run generate` from openapi/. Edit the YAML instead.
// biome-ignore-all lint/suspicious/noEmptyInterface: an interface keeps its name where an alias would be expanded.
import type { components } from './schema.ts'

type Schemas = components['schemas']

/** An interface can extend a type by name only. */
type Named<T> = T

export interface ActiveQuery extends Named<Schemas['ActiveQuery']> {}

export interface AuditEntry extends Named<Schemas['AuditEntry']> {}

export interface AuditStats extends Named<Schemas['AuditStats']> {}

export interface AuthCounters extends Named<Schemas['AuthCounters']> {}

export interface BackupDatabase extends Named<Schemas['BackupDatabase']> {}

export interface BackupDeleted extends Named<Schemas['BackupDeleted']> {}

export interface BackupIcebergWarehouse extends Named<Schemas['BackupIcebergWarehouse']> {}

export interface BackupIdle extends Named<Schemas['BackupIdle']> {}

/** The backups, and what is known of those that are missing from the list. */
export interface BackupList extends Named<Schemas['BackupList']> {
  /** Backups that were not written, or not yet, to every place they were to go to. Since Arc 27.01.1. */
  incomplete_runs?: IncompleteBackup[] | undefined
}

export interface BackupManifest extends Named<Schemas['BackupManifest']> {
  databases: BackupDatabase[]
}

export interface BackupMeasurement extends Named<Schemas['BackupMeasurement']> {}

/** The last backup or restore since boot, also long after it ended. */
export interface BackupProgress extends Named<Schemas['BackupProgress']> {}

/** What to include besides the data. */
export interface BackupRequest extends Named<Schemas['BackupRequest']> {}

export interface BackupSummary extends Named<Schemas['BackupSummary']> {}

export interface BackupTargetProgress extends Named<Schemas['BackupTargetProgress']> {}

/** What one place holds of a backup. */
export interface BackupTargetSlice extends Named<Schemas['BackupTargetSlice']> {}

export interface BufferCounters extends Named<Schemas['BufferCounters']> {}

/** Where the acknowledgement is. */
export interface BundleAckRequest extends Named<Schemas['BundleAckRequest']> {}

export interface BundleAcknowledged extends Named<Schemas['BundleAcknowledged']> {}

/** Where to write the bundle, and how many files it may hold. */
export interface BundleExportRequest extends Named<Schemas['BundleExportRequest']> {}

export interface BundleExported extends Named<Schemas['BundleExported']> {}

/** Where the bundle is. */
export interface BundleImportRequest extends Named<Schemas['BundleImportRequest']> {}

export interface BundleImported extends Named<Schemas['BundleImported']> {}

export interface BundleNotAcknowledged extends Named<Schemas['BundleNotAcknowledged']> {}

export interface BundleReverted extends Named<Schemas['BundleReverted']> {}

/** A cycle that is about to start. */
export interface ClaimedCompactionCycle extends Named<Schemas['ClaimedCompactionCycle']> {}

export interface ClusterCapabilities extends Named<Schemas['ClusterCapabilities']> {}

export interface ClusterFile extends Named<Schemas['ClusterFile']> {}

export interface ClusterFileDeleted extends Named<Schemas['ClusterFileDeleted']> {}

export interface ClusterFilePage extends Named<Schemas['ClusterFilePage']> {
  files: ClusterFile[]
}

export interface ClusterHealth extends Named<Schemas['ClusterHealth']> {}

export interface ClusterHealthChecker extends Named<Schemas['ClusterHealthChecker']> {}

export interface ClusterLicense extends Named<Schemas['ClusterLicense']> {}

/** A node that never sent a heartbeat, or never joined, shows times in the year 1. */
export interface ClusterNode extends Named<Schemas['ClusterNode']> {}

export interface ClusterNodeRemoved extends Named<Schemas['ClusterNodeRemoved']> {}

export interface ClusterNodeStats extends Named<Schemas['ClusterNodeStats']> {}

export interface ClusterNodeSummary extends Named<Schemas['ClusterNodeSummary']> {}

export interface ClusterRaft extends Named<Schemas['ClusterRaft']> {}

export interface ClusterRouter extends Named<Schemas['ClusterRouter']> {}

export interface ClusterStatus extends Named<Schemas['ClusterStatus']> {}

export interface CompactionCandidate extends Named<Schemas['CompactionCandidate']> {}

export interface CompactionCounters extends Named<Schemas['CompactionCounters']> {}

/** A cycle and what became of its batches. */
export interface CompactionCycle extends Named<Schemas['CompactionCycle']> {
  tiers: string[]
}

export interface CompactionCycles extends Named<Schemas['CompactionCycles']> {
  cycles: CompactionCycle[]
}

export interface CompactionHistory extends Named<Schemas['CompactionHistory']> {}

export interface CompactionJob extends Named<Schemas['CompactionJob']> {}

/** The running jobs, counted; the server does not list them. */
export interface CompactionJobs extends Named<Schemas['CompactionJobs']> {}

export interface CompactionManager extends Named<Schemas['CompactionManager']> {}

/**
 * The pause that a restore puts on compaction in the whole cluster; besides these members, who asked for it, why, and
 * until when.
 */
export interface CompactionPause extends Named<Schemas['CompactionPause']> {}

export interface CompactionScheduler extends Named<Schemas['CompactionScheduler']> {}

export interface CompactionSchedulers extends Named<Schemas['CompactionSchedulers']> {}

export interface CompactionStats extends Named<Schemas['CompactionStats']> {}

export interface CompactionStatus extends Named<Schemas['CompactionStatus']> {}

export interface CompactionTier extends Named<Schemas['CompactionTier']> {}

export interface CompactionTriggered extends Named<Schemas['CompactionTriggered']> {
  tiers: string[]
}

/** The node that is to compact. */
export interface CompactorAssignRequest extends Named<Schemas['CompactorAssignRequest']> {}

export interface CompactorAssigned extends Named<Schemas['CompactorAssigned']> {}

/** A continuous query as the server stores it. */
export interface ContinuousQuery extends Named<Schemas['ContinuousQuery']> {
  tag_columns: string[]
}

/** The window to aggregate; `dry_run` only returns the SQL. */
export interface ContinuousQueryExecuteRequest extends Named<Schemas['ContinuousQueryExecuteRequest']> {}

export interface ContinuousQueryExecuteResult extends Named<Schemas['ContinuousQueryExecuteResult']> {}

export interface ContinuousQueryExecution extends Named<Schemas['ContinuousQueryExecution']> {}

export interface ContinuousQueryJob extends Named<Schemas['ContinuousQueryJob']> {}

/** A whole continuous query. */
export interface ContinuousQueryRequest extends Named<Schemas['ContinuousQueryRequest']> {}

export interface ContinuousQueryScheduler extends Named<Schemas['ContinuousQueryScheduler']> {}

/** The name of the new database. */
export interface DatabaseCreateRequest extends Named<Schemas['DatabaseCreateRequest']> {}

export interface DatabaseCreated extends Named<Schemas['DatabaseCreated']> {}

export interface DatabaseDeleted extends Named<Schemas['DatabaseDeleted']> {}

export interface DatabaseSummary extends Named<Schemas['DatabaseSummary']> {}

export interface DebugMemory extends Named<Schemas['DebugMemory']> {
  duckdb_summary?: DuckDbMemorySummary | undefined
}

export interface DeleteConfig extends Named<Schemas['DeleteConfig']> {}

export interface DeletePerformanceImpact extends Named<Schemas['DeletePerformanceImpact']> {}

/** Either looks (`dry_run`) or deletes (`confirm`); a dry run over the threshold needs both. */
export type DeleteRequest = Schemas['DeleteRequest']

export interface DeleteResult extends Named<Schemas['DeleteResult']> {}

export interface Dismissed extends Named<Schemas['Dismissed']> {}

export interface DuckDbMemory extends Named<Schemas['DuckDbMemory']> {}

export interface DuckDbMemorySummary extends Named<Schemas['DuckDbMemorySummary']> {
  by_tag: DuckDbMemoryTag[]
}

export interface DuckDbMemoryTag extends Named<Schemas['DuckDbMemoryTag']> {}

export interface EffectivePermission extends Named<Schemas['EffectivePermission']> {}

export interface EffectivePermissions extends Named<Schemas['EffectivePermissions']> {
  permissions: EffectivePermission[]
}

export interface EffectiveTieringPolicy extends Named<Schemas['EffectiveTieringPolicy']> {}

/** Counters since boot, by area. */
export interface EndpointMetrics extends Named<Schemas['EndpointMetrics']> {}

export interface Estimate extends Named<Schemas['Estimate']> {}

/** Comes with 200 when the SQL itself fails. */
export interface EstimateError extends Named<Schemas['EstimateError']> {}

/** HTTP 200 from a feature that is off. */
export interface FeatureDisabled extends Named<Schemas['FeatureDisabled']> {}

export interface FileConflict extends Named<Schemas['FileConflict']> {}

export interface FileImport extends Named<Schemas['FileImport']> {}

export interface FileImportEnvelope extends Named<Schemas['FileImportEnvelope']> {}

export interface FlushResult extends Named<Schemas['FlushResult']> {}

export interface FreedMemory extends Named<Schemas['FreedMemory']> {}

export interface GlibcHeap extends Named<Schemas['GlibcHeap']> {}

export interface GoMemory extends Named<Schemas['GoMemory']> {}

/** All limits of a policy; the server sets what is left out to 0, which is unlimited. */
export interface GovernanceLimits extends Named<Schemas['GovernanceLimits']> {}

/** The query limits of a token; 0 is unlimited. */
export interface GovernancePolicy extends Named<Schemas['GovernancePolicy']> {}

/** The token and all of its limits; the server sets those left out to 0, which is unlimited. */
export interface GovernancePolicyRequest extends Named<Schemas['GovernancePolicyRequest']> {}

export interface GovernanceUsage extends Named<Schemas['GovernanceUsage']> {}

export interface GovernanceUsageReport extends Named<Schemas['GovernanceUsageReport']> {}

/** The process is alive; says nothing about readiness. */
export interface Health extends Named<Schemas['Health']> {}

export interface HttpCounters extends Named<Schemas['HttpCounters']> {}

export interface ImportStats extends Named<Schemas['ImportStats']> {}

export interface ImportedBundle extends Named<Schemas['ImportedBundle']> {}

/** A backup that is not everywhere it was to go to. */
export interface IncompleteBackup extends Named<Schemas['IncompleteBackup']> {
  /** Places that were looked at and do not have it. */
  missing_targets: string[]
}

/** Counts rows, and the state of the ingest buffers. */
export interface IngestBufferStats extends Named<Schemas['IngestBufferStats']> {}

export interface IngestionCounters extends Named<Schemas['IngestionCounters']> {}

export interface LedgerAll extends Named<Schemas['LedgerAll']> {}

export interface LedgerPath extends Named<Schemas['LedgerPath']> {}

/** One file, or all of them. */
export type LedgerSelection = Schemas['LedgerSelection']

/** Present where a licence is configured. */
export interface LicenseHealth extends Named<Schemas['LicenseHealth']> {}

export interface LineProtocolHealth extends Named<Schemas['LineProtocolHealth']> {}

export interface LineProtocolImport extends Named<Schemas['LineProtocolImport']> {}

export interface LineProtocolImportEnvelope extends Named<Schemas['LineProtocolImportEnvelope']> {}

export interface LineProtocolStats extends Named<Schemas['LineProtocolStats']> {}

export interface LocalClusterNode extends Named<Schemas['LocalClusterNode']> {}

export interface LogEntry extends Named<Schemas['LogEntry']> {}

export interface MeasurementField extends Named<Schemas['MeasurementField']> {}

/** A measurement and its files. Local storage only: empty on S3 and Azure. */
export interface MeasurementInfo extends Named<Schemas['MeasurementInfo']> {}

export interface MeasurementList extends Named<Schemas['MeasurementList']> {}

export interface MeasurementName extends Named<Schemas['MeasurementName']> {}

export interface MeasurementPermission extends Named<Schemas['MeasurementPermission']> {}

/** What the role permits on some of the measurements in its databases. */
export interface MeasurementPermissionRequest extends Named<Schemas['MeasurementPermissionRequest']> {}

/** The columns of a measurement, whatever range of time a query reads. */
export interface MeasurementSchema extends Named<Schemas['MeasurementSchema']> {}

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

export interface MqttDisabled extends Named<Schemas['MqttDisabled']> {}

export interface MqttHealth extends Named<Schemas['MqttHealth']> {}

export interface MqttHealthCounts extends Named<Schemas['MqttHealthCounts']> {}

export interface MqttStats extends Named<Schemas['MqttStats']> {}

export interface MqttSubscription extends Named<Schemas['MqttSubscription']> {}

/** Which broker and topics to subscribe to, and where to store the messages. */
export interface MqttSubscriptionRequest extends Named<Schemas['MqttSubscriptionRequest']> {}

export interface MqttSubscriptionStats extends Named<Schemas['MqttSubscriptionStats']> {}

/** Only the fields that are sent change. */
export interface MqttSubscriptionUpdateRequest extends Named<Schemas['MqttSubscriptionUpdateRequest']> {}

export interface MqttSummary extends Named<Schemas['MqttSummary']> {}

/** Counts payload items: one columnar request is one. */
export interface MsgpackDecoderStats extends Named<Schemas['MsgpackDecoderStats']> {}

export interface MsgpackStats extends Named<Schemas['MsgpackStats']> {}

/** The name and description of a new organization or team. */
export interface NamedGroupRequest extends Named<Schemas['NamedGroupRequest']> {}

/** Only the fields that are sent change. */
export interface NamedGroupUpdateRequest extends Named<Schemas['NamedGroupUpdateRequest']> {}

export interface NothingExported extends Named<Schemas['NothingExported']> {}

export interface OperationStarted extends Named<Schemas['OperationStarted']> {}

export interface Organization extends Named<Schemas['Organization']> {}

/**
 * What a token may do. `admin` implies the others; `delete` is accepted and stored but no route asks for it (deleting
 * needs `admin`).
 */
export type Permission = Schemas['Permission']

/** Linux only. */
export interface ProcessMemory extends Named<Schemas['ProcessMemory']> {}

export interface ProtocolCounters extends Named<Schemas['ProtocolCounters']> {}

export interface QueryCounters extends Named<Schemas['QueryCounters']> {}

/** The pool of DuckDB connections and the totals of the queries it ran. */
export interface QueryPool extends Named<Schemas['QueryPool']> {}

export interface QueryPoolMetrics extends Named<Schemas['QueryPoolMetrics']> {}

export interface QueryProfile extends Named<Schemas['QueryProfile']> {}

/**
 * Rows in row-major order. NaN and infinities are `null`. Sums of integers and decimals are strings up to Arc
 * 26.09.1, and numbers since.
 */
export interface QueryResult extends Named<Schemas['QueryResult']> {}

export interface Ready extends Named<Schemas['Ready']> {}

export interface ReconciliationRun extends Named<Schemas['ReconciliationRun']> {}

export interface ReconciliationStatus extends Named<Schemas['ReconciliationStatus']> {}

export interface Requeued extends Named<Schemas['Requeued']> {}

/** Which backup to restore, and which parts of it. */
export interface RestoreRequest extends Named<Schemas['RestoreRequest']> {}

export interface RestoreStarted extends Named<Schemas['RestoreStarted']> {}

/** Either looks (`dry_run`) or deletes (`confirm`). */
export type RetentionExecuteRequest = Schemas['RetentionExecuteRequest']

export interface RetentionExecuteResult extends Named<Schemas['RetentionExecuteResult']> {
  /** All measurements that were looked at, not only those that lost rows. */
  affected_measurements: string[]
}

export interface RetentionExecution extends Named<Schemas['RetentionExecution']> {}

/** A retention policy as the server stores it. */
export interface RetentionPolicy extends Named<Schemas['RetentionPolicy']> {}

/**
 * A whole policy. Rows older than `retention_days + buffer_days` go; `retention_days` must be greater than
 * `buffer_days`.
 */
export interface RetentionPolicyRequest extends Named<Schemas['RetentionPolicyRequest']> {}

export interface RetentionScheduler extends Named<Schemas['RetentionScheduler']> {}

export interface Role extends Named<Schemas['Role']> {}

/** What the role permits, and on which databases. */
export interface RoleRequest extends Named<Schemas['RoleRequest']> {}

/** Only the fields that are sent change. */
export interface RoleUpdateRequest extends Named<Schemas['RoleUpdateRequest']> {}

export interface RuntimeStats extends Named<Schemas['RuntimeStats']> {}

export interface SchedulerDisabled extends Named<Schemas['SchedulerDisabled']> {}

export interface SchedulerReloaded extends Named<Schemas['SchedulerReloaded']> {}

export interface Schedulers extends Named<Schemas['Schedulers']> {}

export interface SchemaRebuildQueued extends Named<Schemas['SchemaRebuildQueued']> {}

/** An edge server that sends its files to this one. */
export interface Spoke extends Named<Schemas['Spoke']> {}

/** The id and the name of the new spoke. */
export interface SpokeCreateRequest extends Named<Schemas['SpokeCreateRequest']> {}

export interface SpokeCreated extends Named<Schemas['SpokeCreated']> {}

export interface SpokeDeleted extends Named<Schemas['SpokeDeleted']> {}

export interface SpokeLedgerEntry extends Named<Schemas['SpokeLedgerEntry']> {}

export interface SpokeSecret extends Named<Schemas['SpokeSecret']> {}

export interface SpokeState extends Named<Schemas['SpokeState']> {}

export interface SpokeSyncRun extends Named<Schemas['SpokeSyncRun']> {}

export interface SpokeSyncStatus extends Named<Schemas['SpokeSyncStatus']> {}

/** The query to run. */
export interface SqlRequest extends Named<Schemas['SqlRequest']> {}

export interface StorageCounters extends Named<Schemas['StorageCounters']> {}

export interface StorageHealth extends Named<Schemas['StorageHealth']> {}

/** The credentials of one storage tier. */
export interface StorageTierHealth extends Named<Schemas['StorageTierHealth']> {}

/** A success without data, on the routes that flag it. */
export interface SuccessMessage extends Named<Schemas['SuccessMessage']> {}

export interface Team extends Named<Schemas['Team']> {}

export interface TeamMembership extends Named<Schemas['TeamMembership']> {}

/** The team to join. */
export interface TeamMembershipRequest extends Named<Schemas['TeamMembershipRequest']> {}

export interface TieringFile extends Named<Schemas['TieringFile']> {}

export interface TieringMigrated extends Named<Schemas['TieringMigrated']> {}

export interface TieringMigration extends Named<Schemas['TieringMigration']> {}

/** A policy that was set since boot shows id 0 and times in the year 1. */
export interface TieringPolicy extends Named<Schemas['TieringPolicy']> {}

export interface TieringPolicyDeleted extends Named<Schemas['TieringPolicyDeleted']> {}

/** How long the files of a database stay in the hot tier. */
export interface TieringPolicyRequest extends Named<Schemas['TieringPolicyRequest']> {}

export interface TieringPolicyStored extends Named<Schemas['TieringPolicyStored']> {}

export interface TieringScan extends Named<Schemas['TieringScan']> {}

export interface TieringScheduler extends Named<Schemas['TieringScheduler']> {}

export interface TieringStats extends Named<Schemas['TieringStats']> {
  recent_migrations: TieringMigration[]
}

export interface TieringStatus extends Named<Schemas['TieringStatus']> {}

export interface TieringTier extends Named<Schemas['TieringTier']> {}

export interface TieringTiers extends Named<Schemas['TieringTiers']> {}

export interface TleImport extends Named<Schemas['TleImport']> {}

export interface TleImportEnvelope extends Named<Schemas['TleImportEnvelope']> {}

export interface TleStats extends Named<Schemas['TleStats']> {}

/** The cache of verified tokens of this node. */
export interface TokenCacheStats extends Named<Schemas['TokenCacheStats']> {}

/** The new token: its name, what it may do and when it expires. */
export interface TokenCreateRequest extends Named<Schemas['TokenCreateRequest']> {}

export interface TokenCreated extends Named<Schemas['TokenCreated']> {}

/** A token, without its secret. */
export interface TokenInfo extends Named<Schemas['TokenInfo']> {}

/** Only the fields that are sent change. */
export interface TokenUpdateRequest extends Named<Schemas['TokenUpdateRequest']> {
  /** `null` or left out keeps them; an empty list takes all away. */
  permissions?: Permission[] | undefined
}

export interface TokenVerification extends Named<Schemas['TokenVerification']> {}

/** A query the server remembers. Zero values are left out: no `row_count` means 0 rows. */
export interface TrackedQuery extends Named<Schemas['TrackedQuery']> {}

/** Whether to act. */
export interface VoterConvergeRequest extends Named<Schemas['VoterConvergeRequest']> {}

export interface VotersConverged extends Named<Schemas['VotersConverged']> {}

/** Whether, and why or why not, a node is to be sent writes. Its members are the server's. */
export type WriteReadiness = Schemas['WriteReadiness']

export interface WriterDemoted extends Named<Schemas['WriterDemoted']> {}
