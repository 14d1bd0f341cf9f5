/**
 * `npm run dashboard`: a live chart in the browser, on the Arc of ARC_URL and ARC_TOKEN, else on an embedded one with three
 * million flights of 2001, replayed as if they were of this week: those of the past at once, each other one as it departs.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { ArcClient } from 'arc-tsdb-client'
import { startTestServer } from 'arc-tsdb-testing'
import { type FlightBatch, type Flights, openFlights } from '../flights.ts'
import { startDashboard } from './server.ts'

const flightsFile = new URL('../../node_modules/vega-datasets/data/flights-3m.parquet', import.meta.url).pathname
const WEEK_MICROS = 7n * 86_400_000_000n
/** The week that becomes this one; two more follow it. */
const REPLAYED_WEEK = BigInt(Date.UTC(2001, 5, 11)) * 1_000n

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort())
await using embedded = process.env.ARC_URL ? undefined : await startTestServer()
await using arc = embedded ? new ArcClient({ url: embedded.url, token: embedded.token }) : ArcClient.fromEnv()

await using flights = embedded && (await openFlights(flightsFile))
const departures = flights && departedFlights(flights)
if (flights) {
  console.log(`Writing up to ${flights.rows.toLocaleString('en')} flights into the embedded Arc…`)
  await writeUntilNow()
  await arc.write.makeVisible()
}
await using dashboard = await startDashboard(arc, Number(process.env.PORT ?? 8080))
console.log(`The dashboard is at ${dashboard.url} (Ctrl-C ends it)`)
while (!stop.signal.aborted) {
  await sleep(1_000, undefined, { signal: stop.signal }).catch(() => {})
  await writeUntilNow()
}

async function writeUntilNow(): Promise<void> {
  for (;;) {
    const { value } = (await departures?.next()) ?? {}
    if (!value) return
    await arc.write.columns('flights', value, { timeUnit: 'us' })
  }
}

/** Columns of flights that have departed, in order; `undefined` when there are no more for now. */
async function* departedFlights({ batches }: Flights) {
  const shift = ((nowMicros() - REPLAYED_WEEK) / WEEK_MICROS) * WEEK_MICROS
  for await (const batch of batches(100_000)) {
    const time = batch.time.map((micros) => micros + shift)
    for (let from = 0; from < time.length; ) {
      const now = nowMicros()
      const later = time.findIndex((micros, i) => i >= from && micros > now)
      const to = later === -1 ? time.length : later
      if (to > from) yield rows({ ...batch, time }, from, to)
      else yield undefined
      from = to
    }
  }
}

function rows({ time, delay, distance, origin, destination }: FlightBatch, from: number, to: number) {
  const cut = ({ codes, dictionary }: FlightBatch['origin']) => ({ codes: codes.subarray(from, to), dictionary })
  return {
    time: time.subarray(from, to),
    delay: delay.subarray(from, to),
    distance: distance.subarray(from, to),
    origin: cut(origin),
    destination: cut(destination),
  }
}

function nowMicros(): bigint {
  return BigInt(Date.now()) * 1_000n
}
