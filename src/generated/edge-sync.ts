// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../management/operation.ts'
import type {
  BundleAcknowledged,
  BundleAckRequest,
  BundleExported,
  BundleExportRequest,
  BundleImported,
  BundleImportRequest,
  BundleNotAcknowledged,
  BundleReverted,
  Dismissed,
  ImportedBundle,
  LedgerSelection,
  NothingExported,
  Requeued,
  Spoke,
  SpokeCreated,
  SpokeCreateRequest,
  SpokeDeleted,
  SpokeLedgerEntry,
  SpokeSecret,
  SpokeState,
  SpokeSyncRun,
  SpokeSyncStatus,
} from './models.ts'

/** The parameters of `edgeSync.bundleHistory`. */
export interface EdgeSyncBundleHistoryQuery {
  /** At most this many. @default 100 */
  readonly limit?: number | undefined
}

/** The parameters of `edgeSync.ledger`. */
export interface EdgeSyncLedgerQuery {
  /** At most this many. @default 100 */
  readonly limit?: number | undefined
  /** Only this state. */
  readonly state?: 'pending' | 'in_flight' | 'synced' | 'exported' | 'failed' | 'skipped' | undefined
}

/** Edge servers (spokes) that send their files to this one (the hub), over the network or as bundles on a disk. */
export class EdgeSyncOperations {
  protected readonly call: OperationCaller

  constructor(call: OperationCaller) {
    this.call = call
  }

  /**
   * Lists all spokes.
   *
   * Needs the `admin` permission, and `edge_sync.enabled` on the server.
   *
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see GET /api/v1/sync-spokes
   */
  listSpokes(options?: CallOptions): Promise<Spoke[]> {
    return this.call('edgeSync.listSpokes', {}, options)
  }

  /**
   * Registers a spoke and returns its secret, which is shown this once.
   *
   * Needs the `admin` permission, and `edge_sync.enabled` on the server.
   *
   * @param body - The id and the name of the new spoke.
   *
   * @throws `ArcValidationError` (400) A field is missing or malformed, or the store failed.
   * @throws `ArcConflictError` (409) The spoke is registered already.
   *
   * @see POST /api/v1/sync-spokes
   */
  createSpoke(body: SpokeCreateRequest, options?: CallOptions): Promise<SpokeCreated> {
    return this.call('edgeSync.createSpoke', { body }, options)
  }

  /**
   * Returns one spoke.
   *
   * Needs the `admin` permission, and `edge_sync.enabled` on the server.
   *
   * @param spokeId - The spoke's id.
   *
   * @throws `ArcNotFoundError` (404) The spoke is not registered. Or the feature is not available on this server:
   * `Cannot GET …`.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see GET /api/v1/sync-spokes/{spoke_id}
   */
  getSpoke(spokeId: string, options?: CallOptions): Promise<Spoke> {
    return this.call('edgeSync.getSpoke', { path: { spoke_id: spokeId } }, options)
  }

  /**
   * Forgets a spoke; the files it sent stay.
   *
   * Needs the `admin` permission, and `edge_sync.enabled` on the server.
   *
   * @param spokeId - The spoke's id.
   *
   * @throws `ArcNotFoundError` (404) The spoke is not registered. Or the feature is not available on this server:
   * `Cannot DELETE …`.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see DELETE /api/v1/sync-spokes/{spoke_id}
   */
  deleteSpoke(spokeId: string, options?: CallOptions): Promise<SpokeDeleted> {
    return this.call('edgeSync.deleteSpoke', { path: { spoke_id: spokeId } }, options)
  }

  /**
   * Replaces a spoke's secret and returns the new one, which is shown this once.
   *
   * Needs the `admin` permission, and `edge_sync.enabled` on the server.
   *
   * @param spokeId - The spoke's id.
   *
   * @throws `ArcNotFoundError` (404) The spoke is not registered. Or the feature is not available on this server:
   * `Cannot POST …`.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see POST /api/v1/sync-spokes/{spoke_id}/rotate
   */
  rotateSpoke(spokeId: string, options?: CallOptions): Promise<SpokeSecret> {
    return this.call('edgeSync.rotateSpoke', { path: { spoke_id: spokeId } }, options)
  }

  /**
   * Lets a spoke send files again.
   *
   * Needs the `admin` permission, and `edge_sync.enabled` on the server.
   *
   * @param spokeId - The spoke's id.
   *
   * @throws `ArcNotFoundError` (404) The spoke is not registered. Or the feature is not available on this server:
   * `Cannot POST …`.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see POST /api/v1/sync-spokes/{spoke_id}/enable
   */
  enableSpoke(spokeId: string, options?: CallOptions): Promise<SpokeState> {
    return this.call('edgeSync.enableSpoke', { path: { spoke_id: spokeId } }, options)
  }

  /**
   * Refuses a spoke's files from now on.
   *
   * Needs the `admin` permission, and `edge_sync.enabled` on the server.
   *
   * @param spokeId - The spoke's id.
   *
   * @throws `ArcNotFoundError` (404) The spoke is not registered. Or the feature is not available on this server:
   * `Cannot POST …`.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see POST /api/v1/sync-spokes/{spoke_id}/disable
   */
  disableSpoke(spokeId: string, options?: CallOptions): Promise<SpokeState> {
    return this.call('edgeSync.disableSpoke', { path: { spoke_id: spokeId } }, options)
  }

  /**
   * Imports a bundle from the server's disk, and waits until it is done.
   *
   * May take four hours.
   *
   * Needs the `admin` permission, and `edge_sync.import.enabled` on the server. May take minutes.
   *
   * @param body - Where the bundle is.
   *
   * @throws `ArcValidationError` (400) The path is missing or not allowed.
   * @throws `ArcConflictError` (409) Another import is in progress, or this bundle was imported before.
   * @throws `ArcValidationError` (422) The bundle is damaged.
   * @throws `ArcServerError` (500) The files could not be stored.
   *
   * @see POST /api/v1/bundle-import
   */
  importBundle(body: BundleImportRequest, options?: CallOptions): Promise<BundleImported> {
    return this.call('edgeSync.importBundle', { body }, options)
  }

  /**
   * Lists the bundles that were imported from a spoke.
   *
   * Needs the `admin` permission, and `edge_sync.import.enabled` on the server.
   *
   * @param spokeId - The spoke's id.
   *
   * @throws `ArcValidationError` (400) `limit` is malformed.
   * @throws `ArcServerError` (500) The store failed.
   *
   * @see GET /api/v1/bundle-import/history/{spoke_id}
   */
  bundleHistory(spokeId: string, query?: EdgeSyncBundleHistoryQuery, options?: CallOptions): Promise<ImportedBundle[]> {
    return this.call('edgeSync.bundleHistory', { path: { spoke_id: spokeId }, query }, options)
  }

  /**
   * Sends everything that is pending to the hub, and waits until it is done.
   *
   * May take two hours.
   *
   * Needs the `admin` permission, and `edge_sync.spoke.enabled` on the server. May take minutes.
   *
   * @throws `ArcConflictError` (409) A run is in progress. Since Arc 27.01.1.
   * @throws `ArcServerError` (500) The run failed.
   * @throws `ArcServerError` (503) The hub cannot be reached; or, up to Arc 26.09.3, a run is in progress.
   *
   * @see POST /api/v1/spoke-sync/run
   */
  run(options?: CallOptions): Promise<SpokeSyncRun> {
    return this.call('edgeSync.run', {}, options)
  }

  /**
   * Counts the files of this spoke by state.
   *
   * Needs the `admin` permission, and `edge_sync.spoke.enabled` on the server.
   *
   * @throws `ArcServerError` (500) The ledger could not be read.
   *
   * @see GET /api/v1/spoke-sync/status
   */
  status(options?: CallOptions): Promise<SpokeSyncStatus> {
    return this.call('edgeSync.status', {}, options)
  }

  /**
   * Lists the files of this spoke with their state.
   *
   * Needs the `admin` permission, and `edge_sync.spoke.enabled` on the server.
   *
   * @throws `ArcValidationError` (400) A parameter is malformed.
   * @throws `ArcServerError` (500) The ledger could not be read.
   *
   * @see GET /api/v1/spoke-sync/ledger
   */
  ledger(query?: EdgeSyncLedgerQuery, options?: CallOptions): Promise<SpokeLedgerEntry[]> {
    return this.call('edgeSync.ledger', { query }, options)
  }

  /**
   * Sends a failed file, or all of them, again.
   *
   * Needs the `admin` permission, and `edge_sync.spoke.enabled` on the server.
   *
   * @param body - One file, or all of them.
   *
   * @throws `ArcValidationError` (400) Neither or both of `path` and `all` were given.
   * @throws `ArcNotFoundError` (404) No such file. Or the feature is not available on this server: `Cannot POST …`.
   *
   * @see POST /api/v1/spoke-sync/ledger/requeue
   */
  requeue(body: LedgerSelection, options?: CallOptions): Promise<Requeued> {
    return this.call('edgeSync.requeue', { body }, options)
  }

  /**
   * Gives up on a failed file, or all of them.
   *
   * Needs the `admin` permission, and `edge_sync.spoke.enabled` on the server.
   *
   * @param body - One file, or all of them.
   *
   * @throws `ArcValidationError` (400) Neither or both of `path` and `all` were given.
   * @throws `ArcNotFoundError` (404) No such file. Or the feature is not available on this server: `Cannot POST …`.
   *
   * @see POST /api/v1/spoke-sync/ledger/dismiss
   */
  dismiss(body: LedgerSelection, options?: CallOptions): Promise<Dismissed> {
    return this.call('edgeSync.dismiss', { body }, options)
  }

  /**
   * Writes pending files as a bundle to the server's disk, and waits until it is done.
   *
   * Needs the `admin` permission, and `edge_sync.spoke.bundle.enabled` on the server. May take minutes.
   *
   * @param body - Where to write the bundle, and how many files it may hold.
   *
   * @throws `ArcValidationError` (400) The path is missing or not allowed.
   * @throws `ArcServerError` (500) The bundle could not be written.
   * @throws `ArcServerError` (503) A run or export is in progress.
   *
   * @see POST /api/v1/spoke-sync/export
   */
  exportBundle(body: BundleExportRequest, options?: CallOptions): Promise<BundleExported | NothingExported> {
    return this.call('edgeSync.exportBundle', { body }, options)
  }

  /**
   * Makes the files of a lost bundle pending again.
   *
   * Needs the `admin` permission, and `edge_sync.spoke.bundle.enabled` on the server.
   *
   * @param bundleId - The bundle's id.
   *
   * @throws `ArcValidationError` (400) The bundle is not known.
   * @throws `ArcServerError` (503) A run or export is in progress.
   *
   * @see POST /api/v1/spoke-sync/export/{bundle_id}/revert
   */
  revertExport(bundleId: string, options?: CallOptions): Promise<BundleReverted> {
    return this.call('edgeSync.revertExport', { path: { bundle_id: bundleId } }, options)
  }

  /**
   * Reads the hub's acknowledgement of a bundle from the server's disk.
   *
   * Needs the `admin` permission, and `edge_sync.spoke.bundle.enabled` on the server.
   *
   * @param body - Where the acknowledgement is.
   *
   * @throws `ArcValidationError` (400) The path is missing or not allowed.
   * @throws `ArcServerError` (500) The acknowledgement could not be read.
   * @throws `ArcServerError` (503) A run or export is in progress.
   *
   * @see POST /api/v1/spoke-sync/ack
   */
  acknowledge(body: BundleAckRequest, options?: CallOptions): Promise<BundleAcknowledged | BundleNotAcknowledged> {
    return this.call('edgeSync.acknowledge', { body }, options)
  }
}
