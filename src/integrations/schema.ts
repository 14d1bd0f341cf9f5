/** What is in a database: its measurements, with their columns as DuckDB types them. */
import { type ArcClient, sql } from 'arc-tsdb-client'

/** A measurement of a live database. */
export interface LiveMeasurement {
  readonly name: string
  /** Sorted by name, `time` first. */
  readonly columns: readonly LiveColumn[]
}

/** A column and its DuckDB type, such as `BIGINT` or `TIMESTAMP WITH TIME ZONE`. */
export interface LiveColumn {
  readonly name: string
  readonly type: string
}

/** As many queries at once keep a server busy without crowding out others. */
const CONCURRENCY = 8

/** The measurements of `database`, or of the client's, sorted by name. */
export async function readSchema(client: ArcClient, database?: string): Promise<readonly LiveMeasurement[]> {
  const tables = await client.query.rows<{ table_name?: string; name?: string }>('SHOW TABLES', { database })
  const names = tables.map((row) => row.table_name ?? row.name ?? '').sort(byCodeUnits)
  const measurements: LiveMeasurement[] = []
  const queue = names.entries()
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      for (const [index, name] of queue) measurements[index] = { name, columns: await describe(client, name, database) }
    }),
  )
  return measurements
}

async function describe(client: ArcClient, name: string, database: string | undefined): Promise<LiveColumn[]> {
  const rows = await client.query.rows<{ column_name: string; column_type: string }>(
    sql`DESCRIBE SELECT * FROM ${sql.id(name)} AS m`,
    { database },
  )
  return rows
    .map(({ column_name, column_type }) => ({ name: column_name, type: column_type }))
    .sort((a, b) => Number(b.name === 'time') - Number(a.name === 'time') || byCodeUnits(a.name, b.name))
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
