import type { ArcClient, Measurement, RowOptions } from 'arc-tsdb-client'
import { type CompiledQuery, type DatabaseConnection, type Driver, InsertQueryNode, type QueryResult } from 'kysely'
import { readInsert } from './insert.ts'
import { refuseTransactions } from './refusals.ts'

/** The options of `ArcDialect`, among them what becomes of instants and 64-bit integers in rows. */
export interface ArcDialectConfig extends RowOptions {
  /** The client to query and write with. Destroying the Kysely instance leaves it open. */
  readonly client: ArcClient
  /**
   * The database instead of the client's; `null` for none, so that `withSchema('db')` works in queries.
   * @default the client's
   */
  readonly database?: string | null | undefined
  /**
   * Declared measurements, so that INSERT writes the columns with their types. Without, JavaScript numbers are float64.
   * @default none
   */
  readonly measurements?: readonly Measurement<object>[] | undefined
}

/** Every "connection" is the client, which has a pool of its own. */
export class ArcDriver implements Driver {
  readonly #connection: ArcConnection

  constructor(config: ArcDialectConfig) {
    this.#connection = new ArcConnection(config)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }

  async beginTransaction(): Promise<void> {
    refuseTransactions('transactions')
  }

  async commitTransaction(): Promise<void> {}

  async rollbackTransaction(): Promise<void> {}

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {}
}

/** From Kysely 0.29 on, a query may carry a signal. */
interface Abortable {
  readonly signal?: AbortSignal | undefined
}

class ArcConnection implements DatabaseConnection {
  readonly #client: ArcClient
  readonly #queryOptions: Pick<ArcDialectConfig, 'database' | 'int64' | 'timestamps'>
  readonly #measurements: ReadonlyMap<string, Measurement<object>>

  constructor({ client, measurements = [], ...queryOptions }: ArcDialectConfig) {
    this.#client = client
    this.#queryOptions = queryOptions
    this.#measurements = new Map(measurements.map((measurement) => [measurement.name, measurement]))
  }

  async executeQuery<Row>(compiled: CompiledQuery, { signal }: Abortable = {}): Promise<QueryResult<Row>> {
    if (InsertQueryNode.is(compiled.query)) return await this.#insert(compiled.query, signal)
    // What the rows hold is what the caller's types say they do.
    const rows = await this.#client.query.rows<object>(compiled.sql, { ...this.#queryOptions, signal })
    return { rows: rows as Row[] }
  }

  async *streamQuery<Row>(
    compiled: CompiledQuery,
    chunkSize = 1,
    { signal }: Abortable = {},
  ): AsyncIterableIterator<QueryResult<Row>> {
    if (InsertQueryNode.is(compiled.query)) {
      yield await this.#insert(compiled.query, signal)
      return
    }
    let rows: Row[] = []
    for await (const row of this.#client.query.stream<object>(compiled.sql, { ...this.#queryOptions, signal })) {
      rows.push(row as Row)
      if (rows.length < chunkSize) continue
      yield { rows }
      rows = []
    }
    if (rows.length > 0) yield { rows }
  }

  async #insert(node: InsertQueryNode, signal: AbortSignal | undefined): Promise<QueryResult<never>> {
    const { database = this.#queryOptions.database, measurement, rows } = readInsert(node)
    const target = this.#measurements.get(measurement) ?? measurement
    const written = await this.#client.write.rows(target, rows, { database, signal })
    return { numAffectedRows: BigInt(written.rows), rows: [] }
  }
}
