/**
 * From Arc into a polars data frame, without a value passing through JavaScript.
 *
 * Run it: `npx tsx -C arc-source examples/polars.ts` (embedded Arc, or the server of ARC_URL and ARC_TOKEN).
 */
import { ArcClient, type SqlFragment, sql } from 'arc-tsdb-client'
import { startTestServer } from 'arc-tsdb-testing'
import pl, { type DataFrame } from 'nodejs-polars'

/** A query as a data frame. The bytes are checked to be whole before polars sees them. */
export async function readFrame(arc: ArcClient, query: SqlFragment): Promise<DataFrame> {
  const bytes = await arc.query.ipc(query)
  return pl.readIPCStream(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}

await using embedded = process.env.ARC_URL ? undefined : await startTestServer()
await using arc = embedded ? new ArcClient({ url: embedded.url, token: embedded.token }) : ArcClient.fromEnv()
const query = sql`
  SELECT 'host-' || (i % 3) AS host, (i * 7919 % 1000) / 10.0 AS usage
  FROM range(100000) AS r(i)`
const frame = await readFrame(arc, query)
const byHost = frame
  .groupBy('host')
  .agg(pl.col('usage').mean().alias('mean'), pl.col('usage').max().alias('max'), pl.col('usage').count().alias('rows'))
  .sort('host')
console.log(byHost.toString())
