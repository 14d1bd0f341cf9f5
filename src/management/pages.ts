/** Lists that the server gives out page by page. */
import { type AuditLogsQuery, AuditOperations } from '../generated/audit.ts'
import { type ClusterFilesQuery, ClusterOperations } from '../generated/cluster.ts'
import type { AuditEntry, ClusterFile } from '../generated/models.ts'
import type { CallOptions } from './operation.ts'

export class Audit extends AuditOperations {
  /**
   * Yields all entries, newest first, fetching them page by page.
   *
   * Entries added in the meantime are not returned, and cause no repetition.
   *
   * @param query - The filters; `limit` is the size of a page, 10,000 at most.
   */
  async *all(query: AuditLogsQuery = {}, options?: CallOptions): AsyncGenerator<AuditEntry, void, undefined> {
    // Larger pages the server cuts without a word, and a cut page would be taken for the last.
    const limit = Math.min(query.limit ?? 1_000, 10_000)
    let previous: ReadonlySet<number> = new Set()
    for (let offset = query.offset ?? 0; ; offset += limit) {
      const page = await this.logs({ ...query, limit, offset }, options)
      for (const entry of page) if (!previous.has(entry.id)) yield entry
      if (page.length < limit) return
      previous = new Set(page.map(({ id }) => id))
    }
  }
}

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
