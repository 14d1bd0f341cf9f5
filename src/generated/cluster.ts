// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../management/operation.ts'
import type {
  ClusterFileDeleted,
  ClusterFilePage,
  ClusterHealth,
  ClusterNode,
  ClusterNodeRemoved,
  ClusterStatus,
  CompactorAssigned,
  CompactorAssignRequest,
  FeatureDisabled,
  LocalClusterNode,
  VoterConvergeRequest,
  VotersConverged,
  WriterDemoted,
} from './models.ts'

/** The parameters of `cluster.nodes`. */
export interface ClusterNodesQuery {
  /** Only this role. */
  readonly role?: 'writer' | 'reader' | 'compactor' | 'standalone' | undefined
  /** Only this state. */
  readonly state?: 'healthy' | 'unhealthy' | 'dead' | 'unknown' | 'joining' | 'leaving' | undefined
}

/** The parameters of `cluster.files`. */
export interface ClusterFilesQuery {
  /** Only this database. */
  readonly database?: string | undefined
  /** `next_cursor` of the page before. */
  readonly cursor?: string | undefined
  /** Files per page. @default 1000 */
  readonly limit?: number | undefined
}

/** The parameters of `cluster.deleteFile`. */
export interface ClusterDeleteFileQuery {
  /** The file, exactly as `files` names it. */
  readonly path: string
  /** Must be `true`: there is no undo. */
  readonly confirm: true
  /** For the audit log. @default "operator" */
  readonly reason?: string | undefined
}

/**
 * The nodes of a cluster and the files they share. Needs an enterprise licence; a single server answers 200 `enabled:
 * false` everywhere.
 */
export class ClusterOperations {
  protected readonly call: OperationCaller

  constructor(call: OperationCaller) {
    this.call = call
  }

  /**
   * Returns the state of the cluster, or why there is none.
   *
   * Needs any valid token, and an enterprise license with `clustering`, and `cluster.enabled` on the server.
   *
   * @see GET /api/v1/cluster
   */
  status(options?: CallOptions): Promise<ClusterStatus | FeatureDisabled> {
    return this.call('cluster.status', {}, options)
  }

  /**
   * Lists the nodes.
   *
   * Needs any valid token, and an enterprise license with `clustering`, and `cluster.enabled` on the server.
   *
   * @throws `ArcValidationError` (400) The role or state does not exist.
   *
   * @see GET /api/v1/cluster/nodes
   */
  nodes(query?: ClusterNodesQuery, options?: CallOptions): Promise<ClusterNode[]> {
    return this.call('cluster.nodes', { query }, options)
  }

  /**
   * Returns one node.
   *
   * Needs any valid token, and an enterprise license with `clustering`, and `cluster.enabled` on the server.
   *
   * @param id - The node's id.
   *
   * @throws `ArcValidationError` (400) The id is too long.
   * @throws `ArcNotFoundError` (404) No node has this id.
   *
   * @see GET /api/v1/cluster/nodes/{id}
   */
  node(id: string, options?: CallOptions): Promise<ClusterNode> {
    return this.call('cluster.node', { path: { id } }, options)
  }

  /**
   * Takes a node out of the cluster; only the leader can.
   *
   * Needs the `admin` permission, and an enterprise license with `clustering`, and `cluster.enabled` on the server.
   *
   * @param id - The node's id.
   *
   * @throws `ArcValidationError` (400) The id is malformed, or it is this node's own.
   * @throws `ArcServerError` (500) This node is not the leader.
   *
   * @see DELETE /api/v1/cluster/nodes/{id}
   */
  removeNode(id: string, options?: CallOptions): Promise<ClusterNodeRemoved> {
    return this.call('cluster.removeNode', { path: { id } }, options)
  }

  /**
   * Returns the node that answers.
   *
   * Needs any valid token, and an enterprise license with `clustering`, and `cluster.enabled` on the server.
   *
   * @see GET /api/v1/cluster/local
   */
  local(options?: CallOptions): Promise<LocalClusterNode> {
    return this.call('cluster.local', {}, options)
  }

  /**
   * Counts healthy and unhealthy nodes.
   *
   * Needs any valid token, and an enterprise license with `clustering`, and `cluster.enabled` on the server.
   *
   * @see GET /api/v1/cluster/health
   */
  health(options?: CallOptions): Promise<ClusterHealth> {
    return this.call('cluster.health', {}, options)
  }

  /**
   * Returns one page of the files the cluster knows, or all without `cursor` and `limit`.
   *
   * `allFiles` walks through the pages.
   *
   * Needs the `admin` permission, and an enterprise license with `clustering`, and `cluster.enabled` on the server.
   *
   * @throws `ArcValidationError` (400) A parameter is malformed.
   *
   * @see GET /api/v1/cluster/files
   */
  files(query?: ClusterFilesQuery, options?: CallOptions): Promise<ClusterFilePage> {
    return this.call('cluster.files', { query }, options)
  }

  /**
   * Takes a file out of the cluster, and deletes it on every node.
   *
   * On shared storage the object itself stays until reconciliation removes it. Since Arc 26.09.2.
   *
   * Needs the `admin` permission, and an enterprise license with `clustering`, and `cluster.enabled` on the server.
   *
   * @throws `ArcValidationError` (400) A parameter is missing or too long.
   * @throws `ArcNotFoundError` (404) The cluster does not know the file. Or the server is older: `Cannot DELETE …`.
   * @throws `ArcConflictError` (409) The server is not clustered.
   * @throws `ArcServerError` (500) The file could not be deleted.
   * @throws `ArcServerError` (503) The cluster has no leader at the moment.
   *
   * @see DELETE /api/v1/cluster/files
   */
  deleteFile(query: ClusterDeleteFileQuery, options?: CallOptions): Promise<ClusterFileDeleted> {
    return this.call('cluster.deleteFile', { query }, options)
  }

  /**
   * Takes the vote of nodes whose role does not give them one, or says which those are.
   *
   * A dry run unless `dry_run: false` is given. Too few votes leave a cluster without a leader, for good. Since Arc
   * 26.09.2.
   *
   * Needs the `admin` permission, and an enterprise license with `clustering`, and `cluster.enabled` on the server.
   *
   * @param body - Whether to act.
   *
   * @throws `ArcConflictError` (409) The server is not clustered or not the leader, it would not be safe, or it
   * stopped half way.
   * @throws `ArcServerError` (500) It failed.
   * @throws `ArcServerError` (503) The node is not ready for it.
   *
   * @see POST /api/v1/cluster/voters/converge
   */
  convergeVoters(body?: VoterConvergeRequest, options?: CallOptions): Promise<VotersConverged> {
    return this.call('cluster.convergeVoters', { body: body ?? {} }, options)
  }

  /**
   * Makes a node the one that compacts.
   *
   * Since Arc 26.09.2.
   *
   * Needs the `admin` permission, and an enterprise license with `clustering`, and `cluster.enabled` on the server.
   *
   * @param body - The node that is to compact.
   *
   * @throws `ArcValidationError` (400) The id is missing or too long.
   * @throws `ArcNotFoundError` (404) No node has this id. Or the server is older: `Cannot POST …`.
   * @throws `ArcConflictError` (409) The server is not clustered or not the leader, or the node cannot compact or
   * does so already.
   * @throws `ArcServerError` (500) It failed.
   *
   * @see POST /api/v1/cluster/compactor/assign
   */
  assignCompactor(body: CompactorAssignRequest, options?: CallOptions): Promise<CompactorAssigned> {
    return this.call('cluster.assignCompactor', { body }, options)
  }

  /**
   * Takes the role of the primary writer from a node, so that the cluster elects another.
   *
   * Since Arc 26.09.2.
   *
   * Needs the `admin` permission, and an enterprise license with `clustering`, and `cluster.enabled` on the server.
   *
   * @param id - The node's id.
   *
   * @throws `ArcValidationError` (400) The id is too long.
   * @throws `ArcConflictError` (409) The server is not clustered or not the leader, or the node is not the primary
   * writer.
   * @throws `ArcServerError` (500) It failed.
   *
   * @see POST /api/v1/cluster/writers/{id}/demote
   */
  demoteWriter(id: string, options?: CallOptions): Promise<WriterDemoted> {
    return this.call('cluster.demoteWriter', { path: { id } }, options)
  }
}
