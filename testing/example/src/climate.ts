/** The climate of a greenhouse: what its sensors measure goes into Arc and comes back as hourly means. */
import { type ArcClient, defineMeasurement, sql } from 'arc-tsdb-client'

const climate = defineMeasurement('climate', {
  sensor: 'string',
  celsius: 'float64',
  humidity: 'float64',
  vents: 'int64',
})

export interface Reading {
  readonly time: Date
  readonly sensor: string
  readonly celsius: number
  readonly humidity: number
  /** How many vents are open. */
  readonly vents: number
}

export interface HourlyMean {
  readonly hour: Date
  readonly celsius: number
  readonly readings: number
}

/** Stores readings; resolves when the server has accepted all of them. */
export async function record(arc: ArcClient, readings: readonly Reading[]): Promise<number> {
  const { rows } = await arc.write.rows(climate, readings)
  return rows
}

/** The mean temperature of each hour since then, oldest first. */
export function hourlyMeans(arc: ArcClient, sensor: string, since: Date): Promise<HourlyMean[]> {
  return arc.query.rows<HourlyMean>(sql`
    SELECT date_trunc('hour', c.time) AS hour, avg(c.celsius) AS celsius, count(*) AS readings
    FROM climate AS c
    WHERE c.sensor = ${sensor} AND c.time >= ${since}
    GROUP BY hour
    ORDER BY hour`)
}

/** Sensors that have been silent since then. */
export async function silentSensors(arc: ArcClient, since: Date): Promise<string[]> {
  const rows = await arc.query.rows<{ sensor: string }>(sql`
    SELECT c.sensor AS sensor FROM climate AS c GROUP BY c.sensor HAVING max(c.time) < ${since} ORDER BY sensor`)
  return rows.map(({ sensor }) => sensor)
}
