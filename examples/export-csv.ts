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
import { ArcClient, type QueryRow, type SqlFragment, sql } from 'arc-tsdb-client'
import { startTestServer } from 'arc-tsdb-testing'
import { stringify } from 'csv-stringify'

/** Writes the rows of a query to a file; the format is that of its name. */
export async function exportRows(arc: ArcClient, query: SqlFragment, file: string): Promise<void> {
  // Exact values: integers with all their digits, instants as text.
  const rows = arc.query.stream(query, { int64: 'bigint', timestamps: 'iso' })
  const target = createWriteStream(file)
  if (file.endsWith('.csv')) await pipeline(rows, csvLines(), target)
  else await pipeline(Readable.from(jsonLines(rows)), target)
}

/**
 * A null is an empty cell, an empty text a quoted one. What a spreadsheet would run as a formula, such as `=HYPERLINK(…)` from
 * a log line, gets an apostrophe in front, and is text.
 */
function csvLines() {
  return stringify({
    header: true,
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: {
      string: (text) => (text === '' ? { value: text, quoted_empty: true } : text),
      bigint: String,
      boolean: String,
      object: (value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : String(value)),
    },
  })
}

async function* jsonLines(rows: AsyncIterable<QueryRow>): AsyncGenerator<string> {
  for await (const row of rows) {
    yield `${JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? String(value) : value))}\n`
  }
}

await using embedded = process.env.ARC_URL ? undefined : await startTestServer()
await using arc = embedded ? new ArcClient({ url: embedded.url, token: embedded.token }) : ArcClient.fromEnv()
const folder = await mkdtemp(join(tmpdir(), 'arc-export-'))
const query = sql`
  SELECT ${sql.time(1_787_392_800_000_000n)}::TIMESTAMPTZ + INTERVAL (i) SECOND AS time, 'host "' || (i % 3) || '"' AS host, i * -0.5 AS usage,
    CASE i % 3 WHEN 0 THEN '=1+1' WHEN 1 THEN '' END AS note
  FROM range(10000) AS r(i) ORDER BY i`
for (const name of ['usage.csv', 'usage.ndjson']) {
  const file = join(folder, name)
  await exportRows(arc, query, file)
  const lines = (await readFile(file, 'utf8')).split('\n')
  console.log(`${name}: ${lines.length - 1} lines\n  ${lines.slice(0, 4).join('\n  ')}`)
}
await rm(folder, { recursive: true })
