/** The server a soak writes to: an embedded Arc, or the one at ARC_URL, in a database of its own. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { ArcClient } from '../../src/client.ts'
import { openTarget, uniqueName } from '../../test/live/target.ts'

export interface SoakTarget {
  readonly url: string
  readonly token: string
  readonly database: string
  /** A client that goes to the server directly. */
  readonly arc: ArcClient
  /** Rows of a measurement, and distinct values of `id`, once everything accepted is visible. */
  count(measurement: string, where?: string): Promise<{ readonly rows: number; readonly distinct: number }>
  close(): Promise<void>
}

export async function openSoakTarget(name: string): Promise<SoakTarget> {
  const target = await openTarget()
  const database = uniqueName(name)
  const arc = target.client({ database })
  const query = async (measurement: string, where: string) => {
    const [row] = await arc.query.rows<{ n: number; d: number }>(
      `SELECT count(*) AS n, count(DISTINCT id) AS d FROM ${measurement} WHERE ${where}`,
    )
    return { rows: row?.n ?? 0, distinct: row?.d ?? 0 }
  }
  return {
    url: target.url,
    token: target.token,
    database,
    arc,
    async count(measurement, where = 'true') {
      await arc.write.makeVisible()
      // A real server stores what it flushes in the background: the count is final when it stands still.
      for (let last = -1; ; ) {
        const counted = await query(measurement, where)
        if (counted.rows === last) return counted
        last = counted.rows
        await sleep(target.embedded ? 1 : 500)
      }
    },
    async close() {
      if (!target.embedded) await arc.databases.delete(database, { confirm: true }).catch(() => {})
      await target[Symbol.asyncDispose]()
    },
  }
}
