/** Turns buffered batches into Parquet files, one per distinct hour, sorted by time. */
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { ColumnBatch, ColumnData } from './column-batch.ts'
import type { DuckDBBindings, RawVector } from './duckdb.ts'
import type { Engine } from './engine.ts'

/** Rows per DuckDB vector. */
const VECTOR_ROWS = 2048
/** From this many hours on one partitioned COPY is faster than a COPY per hour. */
const MANY_HOURS = 16
const HOUR_MICROS = 3_600_000_000n
/** Without dictionaries: DuckDB's would have one entry for 0 and -0, which the server's own writer keeps apart. */
const FORMAT = 'FORMAT parquet, DICTIONARY_SIZE_LIMIT 0'
/** The hour of a row, counted from 1970; DuckDB divides towards zero, and hours before 1970 are rounded down. */
const HOUR = `epoch_us(t) // ${HOUR_MICROS} - (epoch_us(t) % ${HOUR_MICROS} < 0)::BIGINT`

const SQL_TYPES = { int64: 'BIGINT', float64: 'DOUBLE', bool: 'BOOLEAN', utf8: 'VARCHAR' } as const

/** Writes batches of one signature; resolves with the number of files. */
export function writeBatches(
  engine: Engine,
  root: string,
  database: string,
  measurement: string,
  batches: readonly ColumnBatch[],
): Promise<number> {
  return engine.withConnection(async (connection) => {
    const first = batches[0]
    if (first === undefined) return 0
    const names = [...first.columns.keys()]
    const types = [...first.columns.values()].map(({ type }) => SQL_TYPES[type])
    // Positional names inside: two columns may differ by case only, which a table refuses and a file does not.
    const definitions = types.map((type, index) => `c${index} ${type}`)
    await connection.run(
      `CREATE TEMP TABLE batch (t TIMESTAMPTZ${definitions.map((column) => `, ${column}`).join('')})`,
    )
    await appendAll(engine, connection, batches, names)
    const columns = ['t AS "time"', ...names.map((name, index) => `c${index} AS ${quoteIdentifier(name)}`)]
    return writeTable(connection, root, database, measurement, columns.join(', '), isSorted(batches))
  })
}

/** Double-quotes a name for SQL. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Single-quotes a string for SQL. */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

async function appendAll(
  engine: Engine,
  connection: DuckDBConnection,
  batches: readonly ColumnBatch[],
  names: readonly string[],
): Promise<void> {
  const appender = await connection.createAppender('batch')
  const types = Array.from({ length: appender.columnCount }, (_, index) => appender.columnType(index))
  for (const batch of batches) {
    const columns = names.map((name) => batch.columns.get(name))
    for (let start = 0; start < batch.rows; start += VECTOR_ROWS) {
      const rows = Math.min(VECTOR_ROWS, batch.rows - start)
      const chunk = engine.api.DuckDBDataChunk.create(types, rows)
      const vectors = types.map((_, index) => engine.bindings.data_chunk_get_vector(chunk.chunk, index))
      copyNumbers(engine.bindings, vectors[0] as RawVector, batch.timeMicros, start, rows)
      for (const [index, column] of columns.entries()) {
        if (column !== undefined) copyColumn(engine.bindings, vectors[index + 1] as RawVector, column, start, rows)
      }
      appender.appendDataChunk(chunk)
    }
  }
  appender.closeSync()
}

function copyColumn(
  bindings: DuckDBBindings,
  vector: RawVector,
  column: ColumnData,
  start: number,
  rows: number,
): void {
  if (column.type === 'utf8') {
    copyStrings(bindings, vector, column.values, start, rows)
    return
  }
  copyNumbers(bindings, vector, column.values, start, rows)
  const { validity } = column
  if (validity !== undefined) copyValidity(bindings, vector, rows, (row) => validity[start + row] !== 0)
}

function copyNumbers(
  bindings: DuckDBBindings,
  vector: RawVector,
  values: BigInt64Array | Float64Array | Uint8Array,
  start: number,
  rows: number,
): void {
  const width = values.BYTES_PER_ELEMENT
  bindings.copy_data_to_vector(vector, 0, values.buffer, values.byteOffset + start * width, rows * width)
}

const encoder = new TextEncoder()

/** DuckDB keeps strings up to 12 bytes inside the vector (length, then bytes); only longer ones need a call each. */
function copyStrings(
  bindings: DuckDBBindings,
  vector: RawVector,
  values: readonly (string | null)[],
  start: number,
  rows: number,
): void {
  const inline = new Uint8Array(rows * 16)
  const long: number[] = []
  let nulls = 0
  for (let row = 0; row < rows; row++) {
    const value = values[start + row]
    if (value === null || value === undefined) nulls++
    else if (!writeShortAscii(inline, row * 16, value)) long.push(row)
  }
  bindings.copy_data_to_vector(vector, 0, inline.buffer, 0, inline.byteLength)
  for (const row of long) {
    bindings.vector_assign_string_element_len(vector, row, encoder.encode(values[start + row] as string))
  }
  if (nulls > 0) copyValidity(bindings, vector, rows, (row) => typeof values[start + row] === 'string')
}

function writeShortAscii(target: Uint8Array, at: number, value: string): boolean {
  if (value.length > 12) return false
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index)
    if (code > 0x7f) return false
    target[at + 4 + index] = code
  }
  target[at] = value.length
  return true
}

function copyValidity(
  bindings: DuckDBBindings,
  vector: RawVector,
  rows: number,
  isValid: (row: number) => boolean,
): void {
  const bits = new Uint8Array(Math.ceil(rows / 64) * 8)
  for (let row = 0; row < rows; row++) if (isValid(row)) bits[row >> 3] = (bits[row >> 3] as number) | (1 << (row & 7))
  bindings.vector_ensure_validity_writable(vector)
  bindings.copy_data_to_vector_validity(vector, 0, bits.buffer, 0, bits.byteLength)
}

function isSorted(batches: readonly ColumnBatch[]): boolean {
  let last = -(2n ** 63n)
  for (const { timeMicros } of batches) {
    for (const time of timeMicros) {
      if (time < last) return false
      last = time
    }
  }
  return true
}

/** Copies the temporary table `batch` to files; `t` is its time. */
async function writeTable(
  connection: DuckDBConnection,
  root: string,
  database: string,
  measurement: string,
  columns: string,
  sorted: boolean,
): Promise<number> {
  const order = sorted ? '' : ' ORDER BY t, rowid'
  const hours = (
    await (await connection.run(`SELECT DISTINCT ${HOUR} AS hour FROM batch ORDER BY hour`)).getRows()
  ).map(([hour]) => hour as bigint)
  const directory = join(root, database, measurement)
  if (hours.length < MANY_HOURS) {
    for (const hour of hours) {
      const file = join(directory, await hourDirectory(directory, hour), fileName(measurement))
      // Under its name only when it is whole: a query may list the directory meanwhile.
      const unfinished = `${file}.tmp`
      const select = `SELECT ${columns} FROM batch${hours.length === 1 ? '' : ` WHERE ${HOUR} = ${hour}`}${order}`
      await connection.run(`COPY (${select}) TO ${quoteLiteral(unfinished)} (${FORMAT})`)
      await rename(unfinished, file)
    }
  } else {
    await writePartitioned(connection, root, directory, measurement, columns, order)
  }
  return hours.length
}

async function writePartitioned(
  connection: DuckDBConnection,
  root: string,
  directory: string,
  measurement: string,
  columns: string,
  order: string,
): Promise<void> {
  // Inside the root, so that the renames stay on one file system; the leading dot hides it from queries and listings.
  const staging = await mkdtemp(join(root, '.flush-'))
  const select = `SELECT ${columns}, ${HOUR} AS __hour FROM batch${order}`
  await connection.run(`COPY (${select}) TO ${quoteLiteral(staging)} (${FORMAT}, PARTITION_BY (__hour), OVERWRITE)`)
  for (const partition of await readdir(staging)) {
    const hour = BigInt(partition.slice('__hour='.length))
    const target = join(directory, await hourDirectory(directory, hour))
    for (const part of await readdir(join(staging, partition))) {
      await rename(join(staging, partition, part), join(target, fileName(measurement)))
    }
  }
  await rm(staging, { recursive: true, force: true })
}

async function hourDirectory(directory: string, hour: bigint): Promise<string> {
  const start = new Date(Number((hour * HOUR_MICROS) / 1000n))
  const pad = (value: number) => String(value).padStart(2, '0')
  const year = String(start.getUTCFullYear()).padStart(4, '0')
  const path = [year, pad(start.getUTCMonth() + 1), pad(start.getUTCDate()), pad(start.getUTCHours())].join('/')
  await mkdir(join(directory, path), { recursive: true })
  return path
}

/** Starts anywhere: two processes with one data directory must not give two files of one second the same name. */
let sequence = Math.floor(Math.random() * 900_000)

/** `cpu_20260822_101502_125000042.parquet`: the server's pattern, with a counter below the milliseconds. */
function fileName(measurement: string): string {
  sequence = (sequence + 1) % 1_000_000
  const [date, time, millis] = new Date().toISOString().replaceAll(/[-:Z]/g, '').split(/[T.]/)
  return `${measurement}_${date}_${time}_${millis}${String(sequence).padStart(6, '0')}.parquet`
}
