/**
 * Exports a query of any size to CSV or NDJSON, row by row, in constant memory. What is written is whole: a result that the
 * server cut makes the export fail.
 *
 * Run it: `npx tsx -C arc-source examples/export-csv.ts` (embedded Arc, or the server of ARC_URL and ARC_TOKEN).
 */
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ArcClient, type QueryRow, type QueryValue, type SqlFragment, sql } from 'arc-tsdb-client'
import { startTestServer } from 'arc-tsdb-testing'

/** Writes the rows of a query to a file; the format is that of its name. */
export async function exportRows(arc: ArcClient, query: SqlFragment, file: string): Promise<void> {
  // Exact values: integers with all their digits, instants as text.
  const rows = arc.query.stream(query, { int64: 'bigint', timestamps: 'iso' })
  await pipeline(Readable.from(file.endsWith('.csv') ? csvLines(rows) : jsonLines(rows)), createWriteStream(file))
}

async function* csvLines(rows: AsyncIterable<QueryRow>): AsyncGenerator<string> {
  let header: string[] | undefined
  for await (const row of rows) {
    if (header === undefined) {
      header = Object.keys(row)
      yield `${header.map(csvCell).join()}\r\n`
    }
    yield `${Object.values(row).map(csvCell).join()}\r\n`
  }
}

async function* jsonLines(rows: AsyncIterable<QueryRow>): AsyncGenerator<string> {
  for await (const row of rows) {
    yield `${JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? String(value) : value))}\n`
  }
}

/** A null is an empty cell, an empty text a quoted one. */
function csvCell(value: QueryValue): string {
  if (value === null) return ''
  const text = value instanceof Uint8Array ? Buffer.from(value).toString('base64') : String(value)
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

await using embedded = process.env.ARC_URL ? undefined : await startTestServer()
await using arc = embedded ? new ArcClient({ url: embedded.url, token: embedded.token }) : ArcClient.fromEnv()
const folder = await mkdtemp(join(tmpdir(), 'arc-export-'))
const query = sql`
  SELECT ${sql.time(1_787_392_800_000_000n)}::TIMESTAMPTZ + INTERVAL (i) SECOND AS time, 'host "' || (i % 3) || '"' AS host, i * 0.5 AS usage
  FROM range(10000) AS r(i) ORDER BY i`
for (const name of ['usage.csv', 'usage.ndjson']) {
  const file = join(folder, name)
  await exportRows(arc, query, file)
  const lines = (await readFile(file, 'utf8')).split('\n')
  console.log(`${name}: ${lines.length - 1} lines\n  ${lines.slice(0, 3).join('\n  ')}`)
}
await rm(folder, { recursive: true })
