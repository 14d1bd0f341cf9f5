// Written by `npm run generate` from openapi/. Edit the YAML instead.
// biome-ignore-all lint/suspicious/noEmptyInterface: an interface keeps its name where an alias would be expanded.
import type { components } from './schema.ts'

type Schemas = components['schemas']

/** An interface can extend a type by name only. */
type Named<T> = T

/** A query that runs now. */
export interface ActiveQuery extends Named<Schemas['ActiveQuery']> {}

/** One event of the audit log, as `audit.logs` lists it. */
export interface AuditEntry extends Named<Schemas['AuditEntry']> {}

/** How many events of each type the audit log has had since an instant. */
export interface AuditStats extends Named<Schemas['AuditStats']> {}

/** Checks of tokens since the server started. */
export interface AuthCounters extends Named<Schemas['AuthCounters']> {}

/** What a backup holds of one database. */
export interface BackupDatabase extends Named<Schemas['BackupDatabase']> {}

/** A backup that was deleted. */
export interface BackupDeleted extends Named<Schemas['BackupDeleted']> {}

/** The Iceberg warehouse inside a backup. */
export interface BackupIcebergWarehouse extends Named<Schemas['BackupIcebergWarehouse']> {}

/** No backup and no restore has run since the server started. */
export interface BackupIdle extends Named<Schemas['BackupIdle']> {}

/** The backups, and what is known of those that are missing from the list. */
export interface BackupList extends Named<Schemas['BackupList']> {
  /** Backups that were not written, or not yet, to every place they were to go to. Since Arc 27.01.1. */
  incomplete_runs?: IncompleteBackup[] | undefined
}

/** All that a backup says of itself: its databases, its files and bytes, and what it skipped. */
export interface BackupManifest extends Named<Schemas['BackupManifest']> {
  /** Each with its measurements. */
  databases: BackupDatabase[]
}

/** What a backup holds of one measurement. */
export interface BackupMeasurement extends Named<Schemas['BackupMeasurement']> {}

/** The last backup or restore since boot, also long after it ended. */
export interface BackupProgress extends Named<Schemas['BackupProgress']> {}

/** What to include besides the data. */
export interface BackupRequest extends Named<Schemas['BackupRequest']> {}

/** One backup in the list: when it was made, how much it holds and what it left out. */
export interface BackupSummary extends Named<Schemas['BackupSummary']> {}

/** How far a running backup is at one of its places. */
export interface BackupTargetProgress extends Named<Schemas['BackupTargetProgress']> {}

/** What one place holds of a backup. */
export interface BackupTargetSlice extends Named<Schemas['BackupTargetSlice']> {}

/** The write buffer since the server started: rows in it, rows written, flushes that failed. */
export interface BufferCounters extends Named<Schemas['BufferCounters']> {}

/** Where the acknowledgement is. */
export interface BundleAckRequest extends Named<Schemas['BundleAckRequest']> {}

/** The acknowledgement of a bundle was applied: how many files count as sent. */
export interface BundleAcknowledged extends Named<Schemas['BundleAcknowledged']> {}

/** Where to write the bundle, and how many files it may hold. */
export interface BundleExportRequest extends Named<Schemas['BundleExportRequest']> {}

/** A bundle that was written to a directory of the server. */
export interface BundleExported extends Named<Schemas['BundleExported']> {}

/** Where the bundle is. */
export interface BundleImportRequest extends Named<Schemas['BundleImportRequest']> {}

/** A bundle that was imported: its files, what was there already, and conflicts. */
export interface BundleImported extends Named<Schemas['BundleImported']> {}

/** The acknowledgement of a bundle was not applied, and why. */
export interface BundleNotAcknowledged extends Named<Schemas['BundleNotAcknowledged']> {}

/** A bundle that was taken back, with the number of its files, which wait again. */
export interface BundleReverted extends Named<Schemas['BundleReverted']> {}

/** A cycle that is about to start. */
export interface ClaimedCompactionCycle extends Named<Schemas['ClaimedCompactionCycle']> {}

/** What a node may do by its role. */
export interface ClusterCapabilities extends Named<Schemas['ClusterCapabilities']> {}

/** One Parquet file that the cluster knows. */
export interface ClusterFile extends Named<Schemas['ClusterFile']> {}

/** A file that was deleted on the cluster. */
export interface ClusterFileDeleted extends Named<Schemas['ClusterFileDeleted']> {}

/** One page of the files of the cluster, with the cursor of the next. */
export interface ClusterFilePage extends Named<Schemas['ClusterFilePage']> {
  /** The files of this page. */
  files: ClusterFile[]
}

/** How many nodes are healthy, and how that is checked. */
export interface ClusterHealth extends Named<Schemas['ClusterHealth']> {}

/** How often nodes are asked, how long each is waited for, and after how many failures it counts as unhealthy. */
export interface ClusterHealthChecker extends Named<Schemas['ClusterHealthChecker']> {}

/** The license that the cluster runs on. */
export interface ClusterLicense extends Named<Schemas['ClusterLicense']> {}

/** A node that never sent a heartbeat, or never joined, shows times in the year 1. */
export interface ClusterNode extends Named<Schemas['ClusterNode']> {}

/** A node that was taken out of the cluster. */
export interface ClusterNodeRemoved extends Named<Schemas['ClusterNodeRemoved']> {}

/** The load of a node: processor, memory, rows, queries, connections. */
export interface ClusterNodeStats extends Named<Schemas['ClusterNodeStats']> {}

/** One node, as the status of the cluster lists it. */
export interface ClusterNodeSummary extends Named<Schemas['ClusterNodeSummary']> {}

/** The consensus of the cluster: who leads, and in which state this node is. */
export interface ClusterRaft extends Named<Schemas['ClusterRaft']> {}

/** How this node forwards requests to readers and writers. */
export interface ClusterRouter extends Named<Schemas['ClusterRouter']> {}

/** The cluster as this node sees it: its nodes, its cores and its license. */
export interface ClusterStatus extends Named<Schemas['ClusterStatus']> {}

/** A partition that the next compaction will take. */
export interface CompactionCandidate extends Named<Schemas['CompactionCandidate']> {}

/** Compaction jobs since the server started. */
export interface CompactionCounters extends Named<Schemas['CompactionCounters']> {}

/** A cycle and what became of its batches. */
export interface CompactionCycle extends Named<Schemas['CompactionCycle']> {
  /** `hourly`, `daily`: what the cycle compacts. */
  tiers: string[]
}

/** The compaction cycles that the server still knows. */
export interface CompactionCycles extends Named<Schemas['CompactionCycles']> {
  /** Newest first. */
  cycles: CompactionCycle[]
}

/** The compaction jobs that ended, and how many the server keeps. */
export interface CompactionHistory extends Named<Schemas['CompactionHistory']> {}

/** One compaction of one partition: its files, its bytes before and after, and its error. */
export interface CompactionJob extends Named<Schemas['CompactionJob']> {}

/** The running jobs, counted; the server does not list them. */
export interface CompactionJobs extends Named<Schemas['CompactionJobs']> {}

/** How many compaction jobs run, ended and failed. */
export interface CompactionManager extends Named<Schemas['CompactionManager']> {}

/**
 * The pause that a restore puts on compaction in the whole cluster; besides these members, who asked for it, why, and
 * until when.
 */
export interface CompactionPause extends Named<Schemas['CompactionPause']> {}

/** One schedule of compaction, and when it runs next. */
export interface CompactionScheduler extends Named<Schemas['CompactionScheduler']> {}

/** The two schedules of compaction. */
export interface CompactionSchedulers extends Named<Schemas['CompactionSchedulers']> {}

/** What compaction has done since the server started. */
export interface CompactionStats extends Named<Schemas['CompactionStats']> {}

/** Whether compaction runs, how many jobs ended, and when it runs next. */
export interface CompactionStatus extends Named<Schemas['CompactionStatus']> {}

/** The settings and the work of one tier, such as `hourly` or `daily`. */
export interface CompactionTier extends Named<Schemas['CompactionTier']> {}

/** A compaction cycle that has begun. */
export interface CompactionTriggered extends Named<Schemas['CompactionTriggered']> {
  /** `hourly`, `daily`: what the cycle compacts. */
  tiers: string[]
}

/** The node that is to compact. */
export interface CompactorAssignRequest extends Named<Schemas['CompactorAssignRequest']> {}

/** The node that compacts now, and the one that did. */
export interface CompactorAssigned extends Named<Schemas['CompactorAssigned']> {}

/** A continuous query as the server stores it. */
export interface ContinuousQuery extends Named<Schemas['ContinuousQuery']> {
  /** Columns of the result that identify a row besides `time`. */
  tag_columns: string[]
}

/** The window to aggregate; `dry_run` only returns the SQL. */
export interface ContinuousQueryExecuteRequest extends Named<Schemas['ContinuousQueryExecuteRequest']> {}

/** One run of a continuous query: its window, the rows it read and wrote, and the SQL it ran. */
export interface ContinuousQueryExecuteResult extends Named<Schemas['ContinuousQueryExecuteResult']> {}

/** One run of a continuous query, as its history lists it. */
export interface ContinuousQueryExecution extends Named<Schemas['ContinuousQueryExecution']> {}

/** A continuous query that runs by schedule. */
export interface ContinuousQueryJob extends Named<Schemas['ContinuousQueryJob']> {}

/** A whole continuous query. */
export interface ContinuousQueryRequest extends Named<Schemas['ContinuousQueryRequest']> {}

/** The scheduler of continuous queries, and its jobs. */
export interface ContinuousQueryScheduler extends Named<Schemas['ContinuousQueryScheduler']> {}

/** The name of the new database. */
export interface DatabaseCreateRequest extends Named<Schemas['DatabaseCreateRequest']> {}

/** A database that was created. */
export interface DatabaseCreated extends Named<Schemas['DatabaseCreated']> {}

/** A database that was deleted, with the number of its files. */
export interface DatabaseDeleted extends Named<Schemas['DatabaseDeleted']> {}

/** A database and the number of its measurements. */
export interface DatabaseSummary extends Named<Schemas['DatabaseSummary']> {}

/** Where the memory of the server is: Go, the process, the C library, DuckDB. */
export interface DebugMemory extends Named<Schemas['DebugMemory']> {
  /** What DuckDB holds. */
  duckdb_summary?: DuckDbMemorySummary | undefined
}

/** Whether deleting is switched on, how many rows it takes without `confirm`, and how many at most. */
export interface DeleteConfig extends Named<Schemas['DeleteConfig']> {}

/** What deleting costs, in the server's words. */
export interface DeletePerformanceImpact extends Named<Schemas['DeletePerformanceImpact']> {}

/** Either looks (`dry_run`) or deletes (`confirm`); a dry run over the threshold needs both. */
export type DeleteRequest = Schemas['DeleteRequest']

/** How many rows a deletion took, or would take, and which files it rewrote. */
export interface DeleteResult extends Named<Schemas['DeleteResult']> {}

/** How many files will not be sent any more. */
export interface Dismissed extends Named<Schemas['Dismissed']> {}

/** The memory that DuckDB holds, in bytes, by what for, at one instant. */
export interface DuckDbMemory extends Named<Schemas['DuckDbMemory']> {}

/** The memory that DuckDB holds, in bytes, by what for. */
export interface DuckDbMemorySummary extends Named<Schemas['DuckDbMemorySummary']> {
  /** What the memory is for. */
  by_tag: DuckDbMemoryTag[]
}

/** The memory that DuckDB holds for one thing, in bytes. */
export interface DuckDbMemoryTag extends Named<Schemas['DuckDbMemoryTag']> {}

/** What a token may do in one database or measurement, and whether the token or a role says so. */
export interface EffectivePermission extends Named<Schemas['EffectivePermission']> {}

/** What a token may do, from its own permissions and from its teams. */
export interface EffectivePermissions extends Named<Schemas['EffectivePermissions']> {
  /** One entry for each database or measurement. */
  permissions: EffectivePermission[]
}

/** The tiering policy that holds for a database: its own, or the server's. */
export interface EffectiveTieringPolicy extends Named<Schemas['EffectiveTieringPolicy']> {}

/** Counters since boot, by area. */
export interface EndpointMetrics extends Named<Schemas['EndpointMetrics']> {}

/** How many rows a query would return. */
export interface Estimate extends Named<Schemas['Estimate']> {}

/** Comes with 200 when the SQL itself fails. */
export interface EstimateError extends Named<Schemas['EstimateError']> {}

/** HTTP 200 from a feature that is off. */
export interface FeatureDisabled extends Named<Schemas['FeatureDisabled']> {}

/** A file that both sides have, with other content. */
export interface FileConflict extends Named<Schemas['FileConflict']> {}

/** An imported CSV or Parquet file: its rows, its columns and the time they span. */
export interface FileImport extends Named<Schemas['FileImport']> {}

/** The answer to an import of CSV or Parquet. */
export interface FileImportEnvelope extends Named<Schemas['FileImportEnvelope']> {}

/** The write buffer was flushed. */
export interface FlushResult extends Named<Schemas['FlushResult']> {}

/** What giving memory back to the system has changed, in bytes. */
export interface FreedMemory extends Named<Schemas['FreedMemory']> {}

/** The heap of the C library, which DuckDB uses. */
export interface GlibcHeap extends Named<Schemas['GlibcHeap']> {}

/** The memory of Go's runtime, in bytes. */
export interface GoMemory extends Named<Schemas['GoMemory']> {}

/** All limits of a policy; the server sets what is left out to 0, which is unlimited. */
export interface GovernanceLimits extends Named<Schemas['GovernanceLimits']> {}

/** The query limits of a token; 0 is unlimited. */
export interface GovernancePolicy extends Named<Schemas['GovernancePolicy']> {}

/** The token and all of its limits; the server sets those left out to 0, which is unlimited. */
export interface GovernancePolicyRequest extends Named<Schemas['GovernancePolicyRequest']> {}

/** How many queries a token has run in this hour and this day, and how many it has left. */
export interface GovernanceUsage extends Named<Schemas['GovernanceUsage']> {}

/** What a token has used, beside its limits. */
export interface GovernanceUsageReport extends Named<Schemas['GovernanceUsageReport']> {}

/** The process is alive; says nothing about readiness. */
export interface Health extends Named<Schemas['Health']> {}

/** HTTP requests since the server started. */
export interface HttpCounters extends Named<Schemas['HttpCounters']> {}

/** How many imports, rows and errors the server has had since it started. */
export interface ImportStats extends Named<Schemas['ImportStats']> {}

/** One bundle in the history of a spoke. */
export interface ImportedBundle extends Named<Schemas['ImportedBundle']> {}

/** A backup that is not everywhere it was to go to. */
export interface IncompleteBackup extends Named<Schemas['IncompleteBackup']> {
  /** Places that were looked at and do not have it. */
  missing_targets: string[]
}

/** Counts rows, and the state of the ingest buffers. */
export interface IngestBufferStats extends Named<Schemas['IngestBufferStats']> {}

/** Rows, bytes and batches written since the server started. */
export interface IngestionCounters extends Named<Schemas['IngestionCounters']> {}

/** Every file of the ledger that can be meant. */
export interface LedgerAll extends Named<Schemas['LedgerAll']> {}

/** One file of the ledger, by its path. */
export interface LedgerPath extends Named<Schemas['LedgerPath']> {}

/** One file, or all of them. */
export type LedgerSelection = Schemas['LedgerSelection']

/** Present where a licence is configured. */
export interface LicenseHealth extends Named<Schemas['LicenseHealth']> {}

/** Whether the endpoint of line protocol runs. */
export interface LineProtocolHealth extends Named<Schemas['LineProtocolHealth']> {}

/** An imported file of line protocol: its measurements and rows. */
export interface LineProtocolImport extends Named<Schemas['LineProtocolImport']> {}

/** The answer to an import of line protocol. */
export interface LineProtocolImportEnvelope extends Named<Schemas['LineProtocolImportEnvelope']> {}

/** Requests, rows and bytes of line protocol since the server started. */
export interface LineProtocolStats extends Named<Schemas['LineProtocolStats']> {}

/** The node that answered. */
export interface LocalClusterNode extends Named<Schemas['LocalClusterNode']> {}

/** One line of the server's log. */
export interface LogEntry extends Named<Schemas['LogEntry']> {}

/** A column of a measurement, and its type in DuckDB's words. */
export interface MeasurementField extends Named<Schemas['MeasurementField']> {}

/** A measurement and its files. Local storage only: empty on S3 and Azure. */
export interface MeasurementInfo extends Named<Schemas['MeasurementInfo']> {}

/** The measurements that the token may see. */
export interface MeasurementList extends Named<Schemas['MeasurementList']> {}

/** A measurement of a database. */
export interface MeasurementName extends Named<Schemas['MeasurementName']> {}

/** What a role may do in the measurements that a pattern matches. */
export interface MeasurementPermission extends Named<Schemas['MeasurementPermission']> {}

/** What the role permits on some of the measurements in its databases. */
export interface MeasurementPermissionRequest extends Named<Schemas['MeasurementPermissionRequest']> {}

/** The memory and the runtime of the server at one instant. */
export interface MemoryMetrics extends Named<Schemas['MemoryMetrics']> {}

/** The Go runtime's memory, in bytes where the name says so. */
export interface MemoryStats extends Named<Schemas['MemoryStats']> {}

/** A success without data. */
export interface MessageBody extends Named<Schemas['MessageBody']> {}

/** The values of a metric at one instant. */
export interface MetricsPoint extends Named<Schemas['MetricsPoint']> {}

/** Every counter and gauge of the server, flat. */
export interface MetricsSnapshot extends Named<Schemas['MetricsSnapshot']> {}

/** The values of one kind of metric over the last minutes. */
export interface MetricsTimeseries extends Named<Schemas['MetricsTimeseries']> {
  /** One entry for each instant. */
  data: MetricsPoint[]
}

/** MQTT is switched off on the server. */
export interface MqttDisabled extends Named<Schemas['MqttDisabled']> {}

/** Whether the subscriptions run. */
export interface MqttHealth extends Named<Schemas['MqttHealth']> {}

/** How many subscriptions run, are stopped or have an error. */
export interface MqttHealthCounts extends Named<Schemas['MqttHealthCounts']> {}

/** What all subscriptions have received, each and together. */
export interface MqttStats extends Named<Schemas['MqttStats']> {}

/** A subscription to topics of an MQTT broker, and its state. */
export interface MqttSubscription extends Named<Schemas['MqttSubscription']> {}

/** Which broker and topics to subscribe to, and where to store the messages. */
export interface MqttSubscriptionRequest extends Named<Schemas['MqttSubscriptionRequest']> {}

/** What a subscription has received, and since when it is connected. */
export interface MqttSubscriptionStats extends Named<Schemas['MqttSubscriptionStats']> {}

/** Only the fields that are sent change. */
export interface MqttSubscriptionUpdateRequest extends Named<Schemas['MqttSubscriptionUpdateRequest']> {}

/** The sums over all subscriptions. */
export interface MqttSummary extends Named<Schemas['MqttSummary']> {}

/** Counts payload items: one columnar request is one. */
export interface MsgpackDecoderStats extends Named<Schemas['MsgpackDecoderStats']> {}

/** The MessagePack decoder and the write buffer since the server started. */
export interface MsgpackStats extends Named<Schemas['MsgpackStats']> {}

/** The name and description of a new organization or team. */
export interface NamedGroupRequest extends Named<Schemas['NamedGroupRequest']> {}

/** Only the fields that are sent change. */
export interface NamedGroupUpdateRequest extends Named<Schemas['NamedGroupUpdateRequest']> {}

/** No bundle was written, and why. */
export interface NothingExported extends Named<Schemas['NothingExported']> {}

/** A backup that has begun; `backup.status` tells how far it is. */
export interface OperationStarted extends Named<Schemas['OperationStarted']> {}

/** An organization, which holds teams. */
export interface Organization extends Named<Schemas['Organization']> {}

/**
 * What a token may do. `admin` implies the others; `delete` is accepted and stored but no route asks for it (deleting
 * needs `admin`).
 */
export type Permission = Schemas['Permission']

/** Linux only. */
export interface ProcessMemory extends Named<Schemas['ProcessMemory']> {}

/** Requests, rows and bytes of one write format since the server started. */
export interface ProtocolCounters extends Named<Schemas['ProtocolCounters']> {}

/** Queries since the server started. */
export interface QueryCounters extends Named<Schemas['QueryCounters']> {}

/** The pool of DuckDB connections and the totals of the queries it ran. */
export interface QueryPool extends Named<Schemas['QueryPool']> {}

/** The connections to DuckDB at one instant. */
export interface QueryPoolMetrics extends Named<Schemas['QueryPoolMetrics']> {}

/** Where the time of a query went, in milliseconds. */
export interface QueryProfile extends Named<Schemas['QueryProfile']> {}

/**
 * Rows in row-major order. NaN and infinities are `null`. Sums of integers and decimals are strings up to Arc
 * 26.09.1, and numbers since.
 */
export interface QueryResult extends Named<Schemas['QueryResult']> {}

/** Whether the server takes requests. */
export interface Ready extends Named<Schemas['Ready']> {}

/** One run of reconciliation: the orphans it found, and what it deleted or would. */
export interface ReconciliationRun extends Named<Schemas['ReconciliationRun']> {}

/** Whether reconciliation of manifest and storage runs, with its settings and its last runs. */
export interface ReconciliationStatus extends Named<Schemas['ReconciliationStatus']> {}

/** How many files wait to be sent again. */
export interface Requeued extends Named<Schemas['Requeued']> {}

/** Which backup to restore, and which parts of it. */
export interface RestoreRequest extends Named<Schemas['RestoreRequest']> {}

/** A restore that has begun, and whether the server must be restarted for it. */
export interface RestoreStarted extends Named<Schemas['RestoreStarted']> {}

/** Either looks (`dry_run`) or deletes (`confirm`). */
export type RetentionExecuteRequest = Schemas['RetentionExecuteRequest']

/** One run of a retention policy: how many rows and files it deleted, or would. */
export interface RetentionExecuteResult extends Named<Schemas['RetentionExecuteResult']> {
  /** All measurements that were looked at, not only those that lost rows. */
  affected_measurements: string[]
}

/** One run of a retention policy, as its history lists it. */
export interface RetentionExecution extends Named<Schemas['RetentionExecution']> {}

/** A retention policy as the server stores it. */
export interface RetentionPolicy extends Named<Schemas['RetentionPolicy']> {}

/**
 * A whole policy. Rows older than `retention_days + buffer_days` go; `retention_days` must be greater than
 * `buffer_days`.
 */
export interface RetentionPolicyRequest extends Named<Schemas['RetentionPolicyRequest']> {}

/** The scheduler of retention policies, and when it runs next. */
export interface RetentionScheduler extends Named<Schemas['RetentionScheduler']> {}

/** What a team may do in the databases that a pattern matches. */
export interface Role extends Named<Schemas['Role']> {}

/** What the role permits, and on which databases. */
export interface RoleRequest extends Named<Schemas['RoleRequest']> {}

/** Only the fields that are sent change. */
export interface RoleUpdateRequest extends Named<Schemas['RoleUpdateRequest']> {}

/** The Go runtime of the server. */
export interface RuntimeStats extends Named<Schemas['RuntimeStats']> {}

/** A scheduler that is switched off, and why. */
export interface SchedulerDisabled extends Named<Schemas['SchedulerDisabled']> {}

/** The scheduler of continuous queries has read them again. */
export interface SchedulerReloaded extends Named<Schemas['SchedulerReloaded']> {}

/** The schedulers of continuous queries and of retention. */
export interface Schedulers extends Named<Schemas['Schedulers']> {}

/** A schema that will be read again from the files. */
export interface SchemaRebuildQueued extends Named<Schemas['SchemaRebuildQueued']> {}

/** An edge server that sends its files to this one. */
export interface Spoke extends Named<Schemas['Spoke']> {}

/** The id and the name of the new spoke. */
export interface SpokeCreateRequest extends Named<Schemas['SpokeCreateRequest']> {}

/** A new spoke; its secret is told this once. */
export interface SpokeCreated extends Named<Schemas['SpokeCreated']> {}

/** A spoke that was deleted. */
export interface SpokeDeleted extends Named<Schemas['SpokeDeleted']> {}

/** One file in the ledger of a spoke, and how far it is. */
export interface SpokeLedgerEntry extends Named<Schemas['SpokeLedgerEntry']> {}

/** The new secret of a spoke, told this once. */
export interface SpokeSecret extends Named<Schemas['SpokeSecret']> {}

/** Whether a spoke may send. */
export interface SpokeState extends Named<Schemas['SpokeState']> {}

/** One run of the synchronization of a spoke: the files it found, sent and failed to send. */
export interface SpokeSyncRun extends Named<Schemas['SpokeSyncRun']> {}

/** How many files a spoke has sent, and how many wait. */
export interface SpokeSyncStatus extends Named<Schemas['SpokeSyncStatus']> {}

/** The query to run. */
export interface SqlRequest extends Named<Schemas['SqlRequest']> {}

/** Reads and writes of the storage since the server started. */
export interface StorageCounters extends Named<Schemas['StorageCounters']> {}

/** Whether the storage can be reached, tier by tier. */
export interface StorageHealth extends Named<Schemas['StorageHealth']> {}

/** The credentials of one storage tier. */
export interface StorageTierHealth extends Named<Schemas['StorageTierHealth']> {}

/** The columns of a measurement, whatever range of time a query reads. */
export interface StoredSchema extends Named<Schemas['StoredSchema']> {}

/** A success without data, on the routes that flag it. */
export interface SuccessMessage extends Named<Schemas['SuccessMessage']> {}

/** A team of an organization, which holds roles and tokens. */
export interface Team extends Named<Schemas['Team']> {}

/** A token that is in a team. */
export interface TeamMembership extends Named<Schemas['TeamMembership']> {}

/** The team to join. */
export interface TeamMembershipRequest extends Named<Schemas['TeamMembershipRequest']> {}

/** A file, and the tier it is in. */
export interface TieringFile extends Named<Schemas['TieringFile']> {}

/** A migration to the cold tier that has begun. */
export interface TieringMigrated extends Named<Schemas['TieringMigrated']> {}

/** A file that was moved from one tier to the other. */
export interface TieringMigration extends Named<Schemas['TieringMigration']> {}

/** A policy that was set since boot shows id 0 and times in the year 1. */
export interface TieringPolicy extends Named<Schemas['TieringPolicy']> {}

/** A tiering policy that was deleted. */
export interface TieringPolicyDeleted extends Named<Schemas['TieringPolicyDeleted']> {}

/** How long the files of a database stay in the hot tier. */
export interface TieringPolicyRequest extends Named<Schemas['TieringPolicyRequest']> {}

/** A tiering policy that was stored. */
export interface TieringPolicyStored extends Named<Schemas['TieringPolicyStored']> {}

/** What a scan of the storage has found and registered. */
export interface TieringScan extends Named<Schemas['TieringScan']> {}

/** When files are moved next. */
export interface TieringScheduler extends Named<Schemas['TieringScheduler']> {}

/** What each tier holds, and the last files that were moved. */
export interface TieringStats extends Named<Schemas['TieringStats']> {
  /** The last files that were moved. */
  recent_migrations: TieringMigration[]
}

/** Whether tiering runs, and what each tier holds. */
export interface TieringStatus extends Named<Schemas['TieringStatus']> {}

/** What one tier holds, in files and MB. */
export interface TieringTier extends Named<Schemas['TieringTier']> {}

/** The hot and the cold tier. */
export interface TieringTiers extends Named<Schemas['TieringTiers']> {}

/** An imported file of two-line elements: its satellites, its rows, and the lines that could not be read. */
export interface TleImport extends Named<Schemas['TleImport']> {}

/** The answer to an import of two-line elements. */
export interface TleImportEnvelope extends Named<Schemas['TleImportEnvelope']> {}

/** Requests, rows and bytes of two-line elements since the server started. */
export interface TleStats extends Named<Schemas['TleStats']> {}

/** The cache of verified tokens of this node. */
export interface TokenCacheStats extends Named<Schemas['TokenCacheStats']> {}

/** The new token: its name, what it may do and when it expires. */
export interface TokenCreateRequest extends Named<Schemas['TokenCreateRequest']> {}

/** A new token; its text is told this once. */
export interface TokenCreated extends Named<Schemas['TokenCreated']> {}

/** A token, without its secret. */
export interface TokenInfo extends Named<Schemas['TokenInfo']> {}

/** Only the fields that are sent change. */
export interface TokenUpdateRequest extends Named<Schemas['TokenUpdateRequest']> {
  /** `null` or left out keeps them; an empty list takes all away. */
  permissions?: Permission[] | undefined
}

/** What the token of the request may do, if it is valid. */
export interface TokenVerification extends Named<Schemas['TokenVerification']> {}

/** A query the server remembers. Zero values are left out: no `row_count` means 0 rows. */
export interface TrackedQuery extends Named<Schemas['TrackedQuery']> {}

/** Whether to act. */
export interface VoterConvergeRequest extends Named<Schemas['VoterConvergeRequest']> {}

/** The outcome of taking votes from nodes that are gone. */
export interface VotersConverged extends Named<Schemas['VotersConverged']> {}

/** Whether, and why or why not, a node is to be sent writes. Its members are the server's. */
export type WriteReadiness = Schemas['WriteReadiness']

/** A writer that stepped down, and the one that took over. */
export interface WriterDemoted extends Named<Schemas['WriterDemoted']> {}
