/** Plain DuckDB beside Arc: the same rows in tables of the same names. */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { type Row, rowsOf } from './grammar.ts'

const tables: Readonly<Record<string, readonly Row[]>> = { cpu: rowsOf(1), mem: rowsOf(2) }

/** A database with the tables, whose clock and zone are those of the server. */
export async function plainDuckDB(zone = 'UTC'): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run(`SET TimeZone = '${zone}'`)
  for (const [name, rows] of Object.entries(tables)) {
    await connection.run(
      `CREATE TABLE ${name} (time TIMESTAMPTZ, host VARCHAR, usage DOUBLE, load BIGINT, msg VARCHAR, uptime VARCHAR)`,
    )
    await connection.run(`INSERT INTO ${name} VALUES ${rows.map(valuesOf).join(', ')}`)
  }
  return connection
}

const text = (value: string) => `'${value.replaceAll("'", "''")}'`

function valuesOf({ time, host, usage, load, msg, uptime }: Row): string {
  const number = Number.isNaN(usage) ? "'NaN'::DOUBLE" : (usage ?? 'NULL')
  return `(${[text(time.toISOString()), text(host), number, load ?? 'NULL', text(msg), text(uptime)].join(', ')})`
}

export interface Answer {
  readonly names?: readonly string[]
  readonly rows?: readonly string[]
  readonly error?: string
}

/** The rows of a query as sorted texts, or its error. */
export async function ask(connection: DuckDBConnection, query: string): Promise<Answer> {
  try {
    const result = await connection.runAndReadAll(query)
    const names = result.columnNames()
    return {
      names,
      rows: result
        .getRowsJson()
        .map((row) => JSON.stringify(row))
        .sort(),
    }
  } catch (error) {
    return { error: String((error as Error).message).split('\n')[0] ?? '' }
  }
}
