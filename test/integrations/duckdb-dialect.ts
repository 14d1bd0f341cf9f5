/** Kysely on plain DuckDB, with real parameters: what the same queries on Arc are compared with. */
import { type DuckDBConnection, DuckDBInstance, DuckDBTimestampTZValue, type DuckDBValue } from '@duckdb/node-api'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'

/** A DuckDB in memory, set up by `statements`. */
export async function openDuckDB<Tables>(statements: readonly string[]): Promise<Kysely<Tables>> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run("SET TimeZone = 'UTC'")
  for (const statement of statements) await connection.run(statement)
  return new Kysely<Tables>({
    dialect: {
      createDriver: () => driverOf(connection),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
    },
  })
}

function driverOf(connection: DuckDBConnection): Driver {
  const kyselyConnection: DatabaseConnection = {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const reader = await connection.runAndReadAll(sql, parameters.map(bind))
      return { rows: reader.getRowObjectsJS() as Row[] }
    },
    streamQuery() {
      throw new Error('not needed')
    },
  }
  const nothing = async () => {}
  return {
    init: nothing,
    acquireConnection: async () => kyselyConnection,
    beginTransaction: nothing,
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    releaseConnection: nothing,
    destroy: async () => connection.closeSync(),
  }
}

function bind(value: unknown): DuckDBValue {
  if (value instanceof Date) return new DuckDBTimestampTZValue(BigInt(value.getTime()) * 1_000n)
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  return value as DuckDBValue
}
