import { mkdir } from 'node:fs/promises'
import type { TestArc } from '../src/arc.ts'

/** Stores the rows of a SELECT (with a TIMESTAMPTZ column `time`), one file for each hour, as if they had been written. */
export async function storeSelect(
  { engine, storage }: TestArc,
  database: string,
  measurement: string,
  select: string,
): Promise<void> {
  const hours = await engine.rows(`SELECT DISTINCT strftime("time", '%Y/%m/%d/%H') AS hour FROM (${select})`)
  for (const { hour } of hours) {
    const directory = `${storage.root}/${database}/${measurement}/${hour}`
    await mkdir(directory, { recursive: true })
    const rows = `SELECT * FROM (${select}) WHERE strftime("time", '%Y/%m/%d/%H') = '${hour}' ORDER BY "time"`
    await engine.query(`COPY (${rows}) TO '${directory}/${measurement}_stored.parquet' (FORMAT parquet)`)
  }
}
