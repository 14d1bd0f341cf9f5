/** `SHOW DATABASES` and `SHOW TABLES`, which the server answers from its storage and not from DuckDB, and `GET /api/v1/measurements`. */
import type { TestArc } from '../arc.ts'
import type { ShowCommand } from '../sql/checks.ts'

/** A small table with the types its MessagePack form declares. */
export interface ShowResult {
  readonly columns: readonly string[]
  readonly types: readonly ('utf8' | 'int64' | 'float64')[]
  readonly rows: readonly (readonly (string | number)[])[]
}

/** What the server knows about a measurement without reading it. */
export interface MeasurementInfo {
  readonly database: string
  readonly measurement: string
  readonly file_count: number
  readonly total_size_mb: number
  readonly storage_path: string
}

/** The rows of a SHOW command. */
export async function showRows(show: ShowCommand, headerDatabase: string, arc: TestArc): Promise<ShowResult> {
  if (show.show === 'databases') {
    const rows = (await arc.storage.databases()).map((name) => [name])
    return { columns: ['database'], types: ['utf8'], rows }
  }
  const measurements = await measurementsOf(show.database ?? (headerDatabase || 'default'), arc)
  return {
    columns: ['database', 'table_name', 'storage_path', 'file_count', 'total_size_mb'],
    types: ['utf8', 'utf8', 'utf8', 'int64', 'float64'],
    rows: measurements.map((info) => [
      info.database,
      info.measurement,
      info.storage_path,
      info.file_count,
      info.total_size_mb,
    ]),
  }
}

/** The measurements of a database, sorted by name; none when there is no such database. */
export async function measurementsOf(database: string, arc: TestArc): Promise<MeasurementInfo[]> {
  const names = await arc.storage.measurements(database)
  return Promise.all(
    names.map(async (measurement) => {
      const files = await arc.storage.files(database, measurement)
      return {
        database,
        measurement,
        file_count: files.length,
        total_size_mb: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / 2 ** 20,
        storage_path: arc.storage.glob(database, measurement),
      }
    }),
  )
}
