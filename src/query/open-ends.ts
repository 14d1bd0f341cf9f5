/** Whether measurements have rows further ahead than Arc looks for them (decisions/0012-open-ends.md). */

import type { LatestTime } from '../base/latest-times.ts'
import { ArcTimeoutError } from '../errors.ts'
import { Deadline } from '../transport/deadline.ts'
import type { ArcHttp } from '../transport/http.ts'
import { readJsonResult } from './json.ts'
import type { OpenEnded } from './sql/measurements.ts'

/** How long a query waits to be told, at most; and half of its own time limit. */
const MAX_WAIT_MS = 10_000
const ASKING_TIMEOUT_MS = 30_000

/**
 * The latest row of the measurements in microseconds, if it is that far ahead.
 *
 * @param limitMs The time limit of the query that has to know it.
 * @returns `'unknown'` when the server did not say, or not in time. Rejects only with the reason of the signal.
 */
export async function latestAhead(
  http: ArcHttp,
  measurements: readonly OpenEnded[],
  database: string,
  limitMs: number | undefined,
  signal: AbortSignal | undefined,
): Promise<number | 'unknown' | undefined> {
  const waitMs = Math.min(MAX_WAIT_MS, (limitMs ?? Number.POSITIVE_INFINITY) / 2)
  const deadline = new Deadline(waitMs, signal, () => new ArcTimeoutError('query.latest: not answered in time'))
  const ask = ({ database: own = database, measurement, name }: OpenEnded) =>
    http.latestTimes.latestAhead(own, measurement, () => latestTime(http, name, database))
  try {
    const ahead = await deadline.race(Promise.all(measurements.map(ask)))
    return Math.max(...ahead.map((micros) => micros ?? 0)) || undefined
  } catch {
    signal?.throwIfAborted()
    return 'unknown'
  } finally {
    deadline.clear()
  }
}

/** For the latest row every file has to be opened. */
async function latestTime(http: ArcHttp, name: string, database: string): Promise<LatestTime> {
  const response = await http.request({
    operation: 'query.latest',
    method: 'POST',
    path: '/api/v1/query',
    body: JSON.stringify({ sql: `SELECT epoch(max(time)) AS latest, epoch(now()) AS now FROM ${name}` }),
    database,
    timeoutMs: ASKING_TIMEOUT_MS,
    kind: 'query',
    retry: 'never',
  })
  const [row] = (await readJsonResult(response)).data
  return { latest: typeof row?.[0] === 'number' ? row[0] : undefined, now: Number(row?.[1] ?? 0) }
}
