/**
 * DuckDB behind an embedded Arc: one in-memory instance per Arc, one connection per statement.
 * As on the server a result is complete before its first byte is sent (docs/wire-notes.md#execution).
 */
import { join } from 'node:path'
import type { DuckDBConnection, DuckDBDataChunk, DuckDBType, DuckDBValue } from '@duckdb/node-api'
import { type DuckDBBindings, type DuckDBModule, loadDuckDB } from './duckdb.ts'
import { quoteLiteral } from './parquet-files.ts'

/** One column of a result. */
export interface EngineColumn {
  readonly name: string
  readonly type: DuckDBType
}

/** A whole result, chunk by chunk (at most 2,048 rows each). */
export interface EngineResult {
  readonly columns: readonly EngineColumn[]
  readonly chunks: readonly DuckDBDataChunk[]
  readonly rowCount: number
}

/** The statement took longer than its `timeoutMs` and was interrupted. */
export class EngineTimeoutError extends Error {
  override readonly name = 'EngineTimeoutError'
}

/** Runs SQL. */
export interface Engine {
  readonly api: DuckDBModule
  readonly bindings: DuckDBBindings
  /** Runs one statement to its end. @throws EngineTimeoutError past `timeoutMs` (0 is no limit), else DuckDB's error. */
  query(sql: string, options?: { readonly timeoutMs?: number }): Promise<EngineResult>
  /** The rows of a small result, as objects of DuckDB values (bigint for BIGINT, `Date`-less timestamps). */
  rows(sql: string): Promise<Record<string, DuckDBValue>[]>
  /** Lends a connection for several statements (temporary tables, appenders). */
  withConnection<T>(use: (connection: DuckDBConnection) => Promise<T>): Promise<T>
  /** Ends what is still running. */
  close(): void
}

/**
 * Opens an in-memory DuckDB for the files of `directory`. As on the server no SQL gets at any other file, at the network
 * or at an extension that is not built in; and no SQL changes that.
 */
export async function openEngine(directory: string): Promise<Engine> {
  const { api, bindings } = loadDuckDB()
  const instance = await api.DuckDBInstance.create(':memory:')
  const open = new Set<DuckDBConnection>()

  async function withConnection<T>(use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await instance.connect()
    open.add(connection)
    try {
      return await use(connection)
    } finally {
      open.delete(connection)
      connection.closeSync()
    }
  }

  await withConnection((connection) => connection.run(setUp(directory)))
  return {
    api,
    bindings,
    withConnection,
    query: (sql, { timeoutMs = 0 } = {}) => withConnection((connection) => runToEnd(connection, sql, timeoutMs)),
    rows: (sql) => withConnection(async (connection) => (await connection.run(sql)).getRowObjects()),
    close() {
      // A statement that nobody waits for would go on, and keep a core busy and the process alive.
      for (const connection of open) connection.interrupt()
      instance.closeSync()
    },
  }
}

function setUp(directory: string): string {
  const settings = {
    // The recordings' server ran in this zone; results must not depend on the zone of the machine that runs the tests.
    TimeZone: "'Etc/UTC'",
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    temp_directory: quoteLiteral(join(directory, '.tmp')),
    allowed_directories: `[${quoteLiteral(`${directory}/`)}]`,
    enable_external_access: 'false',
    lock_configuration: 'true',
  }
  return Object.entries(settings)
    .map(([name, value]) => `SET GLOBAL ${name} = ${value}`)
    .join(';')
}

async function runToEnd(connection: DuckDBConnection, sql: string, timeoutMs: number): Promise<EngineResult> {
  let timedOut = false
  const timer =
    timeoutMs > 0
      ? setTimeout(() => {
          timedOut = true
          connection.interrupt()
        }, timeoutMs)
      : undefined
  try {
    // Refused for a file by DuckDB itself, it would end the process.
    if (/enable_logging/i.test(sql)) throw new Error('Permission Error: Cannot access the log')
    const result = await connection.run(sql)
    const columns = result.columnNames().map((name, index) => ({ name, type: result.columnType(index) }))
    const chunks = await result.fetchAllChunks()
    return { columns, chunks, rowCount: chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0) }
  } catch (error) {
    if (timedOut) throw new EngineTimeoutError(`no result after ${timeoutMs} ms`, { cause: error })
    throw error
  } finally {
    clearTimeout(timer)
  }
}
