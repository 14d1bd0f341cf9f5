/**
 * The main job on real data: three million flights and 1,707 earthquakes go into Arc and come back through SQL, and what
 * comes back is proven equal to the source. Runs on the embedded Arc, or on the server of ARC_URL and ARC_TOKEN.
 */
import { readFileSync } from 'node:fs'
import { ArcClient, sql } from 'arc-tsdb-client'
import { startTestServer } from 'arc-tsdb-testing'
import asciichart from 'asciichart'
import cliProgress from 'cli-progress'
import { type FlightBatch, type OriginTotals, openFlights } from './flights.ts'

const dataOf = (file: string) => new URL(`../node_modules/vega-datasets/data/${file}`, import.meta.url).pathname

interface Earthquake {
  readonly id: string
  readonly properties: { readonly time: number; readonly mag: number | null; readonly place: string }
}

const mismatches: string[] = []
const database = `demo_${Date.now().toString(36)}`

await using embedded = process.env.ARC_URL ? undefined : await startTestServer()
await using arc = embedded
  ? new ArcClient({ url: embedded.url, token: embedded.token, database })
  : ArcClient.fromEnv({ database })
console.log(embedded ? 'Arc: embedded (set ARC_URL and ARC_TOKEN to use a server)' : `Arc: ${process.env.ARC_URL}`)

await using flights = await openFlights(dataOf('flights-3m.parquet'))
await writeFlights(flights.rows, flights.batches(100_000))
const earthquakes = await writeEarthquakes()
await timed('flush', () => arc.write.makeVisible())

await compareFlights(flights.rows, await flights.totalsByOrigin())
await showDelays()
await compareEarthquakes(earthquakes)
await dropDatabase()

for (const mismatch of mismatches) console.error(`MISMATCH ${mismatch}`)
console.log(mismatches.length === 0 ? '\nEverything that went in came back unchanged.' : '\nArc and the source differ.')
process.exitCode = mismatches.length === 0 ? 0 : 1

async function writeFlights(total: number, batches: AsyncIterable<FlightBatch>): Promise<void> {
  const bar = new cliProgress.SingleBar({
    format: 'flights   [{bar}] {value}/{total} rows',
    hideCursor: true,
    noTTYOutput: false,
  })
  bar.start(total, 0)
  const startedAt = performance.now()
  const sending = new Set<Promise<unknown>>()
  for await (const { time, delay, distance, origin, destination } of batches) {
    // Four requests under way keep the server busy while the next batch is read.
    if (sending.size === 4) await Promise.race(sending)
    const request = arc.write
      .columns('flights', { time, delay, distance, origin, destination }, { timeUnit: 'us' })
      .then(({ rows }) => {
        bar.increment(rows)
        sending.delete(request)
      })
    sending.add(request)
  }
  await Promise.all(sending)
  bar.stop()
  const seconds = (performance.now() - startedAt) / 1000
  console.log(
    `wrote ${total.toLocaleString('en')} flights in ${seconds.toFixed(1)} s, ${Math.round(total / seconds).toLocaleString('en')} rows/s`,
  )
}

async function writeEarthquakes(): Promise<readonly Earthquake[]> {
  const { features } = JSON.parse(readFileSync(dataOf('earthquakes.json'), 'utf8')) as { features: Earthquake[] }
  // Magnitudes mix 2 and 2.1; every number goes out as a float, so Arc never takes the column for integers.
  const rows = features.map(({ id, properties: { time, mag, place } }) => ({ time: new Date(time), id, mag, place }))
  const { rows: written } = await timed('wrote earthquakes', () => arc.write.rows('earthquakes', rows))
  console.log(`          ${written} rows`)
  return features
}

async function compareFlights(expectedRows: number, expected: ReadonlyMap<string, OriginTotals>): Promise<void> {
  const [count] = await timed('count', () => arc.query.rows<{ n: number }>(sql`SELECT count(*) AS n FROM flights AS f`))
  if (count?.n !== expectedRows) mismatches.push(`flights: ${expectedRows} rows written, ${count?.n} found`)

  const origins = await timed('totals by origin', () =>
    arc.query.rows<OriginTotals & { origin: string }>(
      sql`
      SELECT origin, count(*) AS flights, sum(delay) AS delay, sum(distance) AS distance, min(time) AS first, max(time) AS last
      FROM flights AS f GROUP BY origin`,
      { timestamps: 'iso' },
    ),
  )
  if (origins.length !== expected.size)
    mismatches.push(`flights: ${expected.size} origins written, ${origins.length} found`)
  for (const { origin, ...totals } of origins) {
    const source = JSON.stringify(expected.get(origin))
    if (JSON.stringify(totals) !== source)
      mismatches.push(`flights from ${origin}: ${JSON.stringify(totals)}, source ${source}`)
  }
}

async function showDelays(): Promise<void> {
  const hours = await timed('mean delay by hour', () =>
    arc.query.rows<{ hour: number; delay: number }>(sql`
      SELECT hour(time AT TIME ZONE 'UTC') AS hour, avg(delay) AS delay FROM flights AS f GROUP BY ALL ORDER BY hour`),
  )
  console.log('\nMean delay by hour of day, in minutes')
  console.log(
    asciichart.plot(
      hours.flatMap(({ delay }) => [delay, delay, delay]),
      { height: 10 },
    ),
  )
  console.log(`${' '.repeat(13)}${hours.map(({ hour }) => String(hour).padEnd(3)).join('')}\n`)

  const routes = await timed('most delayed routes', () =>
    arc.query.rows(sql`
      SELECT origin, destination, round(avg(delay), 1) AS delay, count(*) AS flights
      FROM flights AS f GROUP BY ALL HAVING count(*) >= ${100} ORDER BY delay DESC, origin LIMIT 10`),
  )
  console.table(routes)
}

async function compareEarthquakes(source: readonly Earthquake[]): Promise<void> {
  const strongest = await timed('strongest earthquakes', () =>
    arc.query.rows(sql`SELECT time, mag, place FROM earthquakes AS e ORDER BY mag DESC LIMIT 5`),
  )
  console.table(strongest)
  const stored = await arc.query.rows<{ id: string; mag: number; time: Date }>(
    sql`SELECT id, mag, time FROM earthquakes AS e`,
  )
  if (stored.length !== source.length) mismatches.push(`earthquakes: ${source.length} written, ${stored.length} found`)
  const byId = new Map(stored.map((row) => [row.id, row]))
  for (const { id, properties } of source) {
    const row = byId.get(id)
    if (row?.mag !== properties.mag) mismatches.push(`earthquake ${id}: magnitude ${properties.mag}, found ${row?.mag}`)
    if (row?.time.getTime() !== properties.time)
      mismatches.push(`earthquake ${id}: time ${properties.time}, found ${row?.time}`)
  }
}

async function dropDatabase(): Promise<void> {
  await arc.databases.delete(database, { confirm: true }).catch((error: Error) => {
    console.log(`The demo's data stays in the database ${database}: ${error.message}`)
  })
}

async function timed<Result>(label: string, run: () => Promise<Result>): Promise<Result> {
  const startedAt = performance.now()
  const result = await run()
  console.log(`${label.padEnd(24)} ${(performance.now() - startedAt).toFixed(0).padStart(6)} ms`)
  return result
}
