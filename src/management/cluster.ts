/** The cluster, with its files page by page. */
import { type ClusterFilesQuery, ClusterOperations } from '../generated/cluster.ts'
import type { ClusterFile } from '../generated/models.ts'
import type { CallOptions } from '../transport/operation.ts'

export class Cluster extends ClusterOperations {
  /**
   * Yields all files the cluster knows, fetching them page by page.
   *
   * @param query - `database` filters; `limit` is the size of a page; `cursor` is where to start.
   * @throws `ArcFeatureUnavailableError` The server is not clustered.
   */
  async *allFiles(query: ClusterFilesQuery = {}, options?: CallOptions): AsyncGenerator<ClusterFile, void, undefined> {
    const limit = query.limit ?? 1_000
    let cursor = query.cursor
    do {
      const page = await this.files({ ...query, limit, cursor }, options)
      yield* page.files
      cursor = page.next_cursor
    } while (cursor)
  }
}
