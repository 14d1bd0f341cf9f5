/**
 * From Arc into a local DuckDB, column by column, in batches: to join with files, or to go on without the server.
 *
 * Run it: `npx tsx -C arc-source examples/duckdb.ts` (embedded Arc, or the server of ARC_URL and ARC_TOKEN).
 */
import { DOUBLE, DuckDBDataChunk, DuckDBInstance, DuckDBTimestampTZValue, TIMESTAMPTZ, VARCHAR } from '@duckdb/node-api'
import { ArcClient, sql } from 'arc-tsdb-client'
import { startTestServer } from 'arc-tsdb-testing'

await using embedded = process.env.ARC_URL ? undefined : await startTestServer()
await using arc = embedded ? new ArcClient({ url: embedded.url, token: embedded.token }) : ArcClient.fromEnv()
const start = Date.UTC(2026, 7, 22)
const length = 10_000
await arc.write.columns('cpu', {
  time: Array.from({ length }, (_, i) => start + i * 1_000),
  host: Array.from({ length }, (_, i) => `host-${i % 3}`),
  usage: Array.from({ length }, (_, i) => ((i * 7919) % 1000) / 10),
})
await arc.write.makeVisible()

const duckdb = await DuckDBInstance.create()
const connection = await duckdb.connect()
await connection.run('CREATE TABLE cpu (time TIMESTAMPTZ, host VARCHAR, usage DOUBLE)')
const appender = await connection.createAppender('cpu')
for await (const batch of arc.query.batches(sql`SELECT time, host, usage FROM cpu AS cpu ORDER BY time`)) {
  // A batch has as many rows as a chunk of DuckDB holds.
  const chunk = DuckDBDataChunk.create([TIMESTAMPTZ, VARCHAR, DOUBLE], batch.numRows)
  const micros = batch.getChild('time')?.data[0]?.values as BigInt64Array
  chunk.setColumns([
    Array.from(micros, (value) => new DuckDBTimestampTZValue(value)),
    [...(batch.getChild('host') ?? [])],
    [...(batch.getChild('usage') ?? [])],
  ])
  appender.appendDataChunk(chunk)
}
appender.closeSync()

const capacity = "(VALUES ('host-0', 8), ('host-1', 16), ('host-2', 4)) AS c(host, cores)"
const reader = await connection.runAndReadAll(
  `SELECT host, cores, count(*)::INTEGER AS rows, round(avg(usage), 2) AS usage FROM cpu JOIN ${capacity} USING (host) GROUP BY ALL ORDER BY host`,
)
console.table(reader.getRowObjectsJS())
connection.closeSync()
duckdb.closeSync()
