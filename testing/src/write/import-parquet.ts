/** `POST /api/v1/import/parquet`: a Parquet file into a typed batch, read by DuckDB. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestArc } from '../arc.ts'
import type { ColumnData } from '../column-batch.ts'
import { quoteIdentifier, quoteLiteral } from '../parquet-files.ts'
import { refusedArrowTypes } from './import-arrow-schema.ts'
import { ImportError, type ImportedBatch, refuseHeader } from './import-result.ts'
import { floatToMicros, ImportTimeError, integerToMicros, parseTime } from './import-time.ts'
import { decodeUtf8 } from './utf8.ts'

export interface ParquetOptions {
  readonly timeColumn: string
  readonly timeFormat: string
}

/** @throws ImportError */
export async function importParquet(
  arc: TestArc,
  file: Uint8Array,
  { timeColumn, timeFormat }: ParquetOptions,
): Promise<ImportedBatch> {
  if (file.length === 0) throw new ImportError(400, 'file is empty')
  checkFooter(file)
  const table = await readTable(arc, file)
  const header = table.map(({ name }) => name)
  const timeIndex = refuseHeader(header, timeColumn)
  const rows = table[0]?.values.length ?? 0
  if (rows === 0) throw new ImportError(400, 'file contains no rows')
  const columns = new Map<string, ColumnData>()
  let timeMicros: BigInt64Array = new BigInt64Array(0)
  for (const [index, column] of table.entries()) {
    if (index === timeIndex) timeMicros = toTimes(column, timeFormat)
    else columns.set(column.name, toColumn(column))
  }
  return { batch: { rows, timeMicros, columns }, header }
}

interface ParquetColumn {
  readonly name: string
  /** DuckDB's name of the type, or Arrow's where that is one to refuse. */
  readonly type: string
  readonly values: readonly unknown[]
}

const FOOTER_BYTES = 8

/** The three refusals that a reader of Parquet makes before it reads anything. */
function checkFooter(file: Uint8Array): void {
  const fail = (reason: string) => new ImportError(422, `failed to read parquet file: parquet: ${reason}`)
  if (file.length <= FOOTER_BYTES) throw fail(`file too small (size=${file.length})`)
  const footer = Buffer.from(file.subarray(file.length - FOOTER_BYTES))
  if (footer.readUInt32LE(0) + FOOTER_BYTES > file.length) throw fail('file is smaller than indicated metadata size')
  if (footer.toString('latin1', 4) !== 'PAR1') {
    throw fail("magic bytes not found in footer. Either the file is corrupted or this isn't a parquet file")
  }
}

async function readTable({ engine, storage }: TestArc, file: Uint8Array): Promise<ParquetColumn[]> {
  const directory = await mkdtemp(join(storage.root, '.import-'))
  try {
    const path = join(directory, 'import.parquet')
    await writeFile(path, file)
    const literal = quoteLiteral(path)
    const source = `read_parquet(${literal})`
    return await engine.withConnection(async (connection) => {
      const described = await (await connection.run(`DESCRIBE SELECT * FROM ${source}`)).getRows()
      const refused = await refusedArrowTypes(connection, literal, described.length)
      const fields = described.map(([name, type], index) => ({
        name: String(name),
        type: refused.get(index) ?? String(type),
      }))
      if (fields.some(({ type }) => NESTED.test(type))) throw new Error(NESTED_FAILURE)
      const expressions = fields.map(({ name, type }) => widen(quoteIdentifier(name), type))
      const columns = await (await connection.run(`SELECT ${expressions.join(', ')} FROM ${source}`)).getColumns()
      return fields.map((field, index) => ({ ...field, values: columns[index] ?? [] }))
    })
  } catch (error) {
    const [reason = ''] = (error as Error).message.replaceAll(directory, '').split('\n\n')
    throw new ImportError(422, `failed to read parquet table: ${reason}`)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

const INTEGER = /^U?(?:TINYINT|SMALLINT|INTEGER|BIGINT)$/
const TIME_INTEGER = /^(?:SMALLINT|U?INTEGER|U?BIGINT)$/
const NESTED = /\[\d*\]$|^(?:STRUCT|MAP|UNION)\(/
const FLOAT = /^(?:FLOAT|DOUBLE|DECIMAL\(.*)$/
const TIMESTAMP = /^TIMESTAMP/
const TEXT = /^(?:VARCHAR|BLOB)$/

/** The server's reader does not refuse a list or a struct, it panics. */
const NESTED_FAILURE =
  'panic while reading: runtime error: invalid memory address or nil pointer dereference\ncontext canceled'

/** The one type per kind that the server keeps. */
function widen(column: string, type: string): string {
  if (INTEGER.test(type)) return type === 'UBIGINT' ? column : `CAST(${column} AS BIGINT)`
  if (FLOAT.test(type)) return `CAST(${column} AS DOUBLE)`
  // As bytes: DuckDB's package drops a byte order mark at the start of a text.
  if (type === 'VARCHAR') return `encode(${column})`
  return TIMESTAMP.test(type) ? `epoch_us(${column})` : column
}

/** An unsigned integer past int64 wraps; a timestamp becomes a number of microseconds; a decimal becomes a double. */
function toColumn({ name, type, values }: ParquetColumn): ColumnData {
  const hasNull = values.includes(null)
  const validity = hasNull ? { validity: Uint8Array.from(values, (value) => (value === null ? 0 : 1)) } : {}
  if (INTEGER.test(type) || TIMESTAMP.test(type)) {
    return { type: 'int64', values: BigInt64Array.from(values, (value) => BigInt((value ?? 0) as bigint)), ...validity }
  }
  if (FLOAT.test(type)) return { type: 'float64', values: Float64Array.from(values, Number), ...validity }
  if (type === 'BOOLEAN') {
    return { type: 'bool', values: Uint8Array.from(values, (value) => (value === true ? 1 : 0)), ...validity }
  }
  if (TEXT.test(type)) return { type: 'utf8', values: values.map(toText) }
  throw new ImportError(
    422,
    `unsupported parquet column ${JSON.stringify(name)}: unsupported arrow type ${arrowName(type)}`,
  )
}

function toTimes({ name, type, values }: ParquetColumn, format: string): BigInt64Array {
  try {
    return BigInt64Array.from(values, (value, index) => {
      if (value === null) throw new ImportTimeError(`null value in time column at row ${index + 1}`)
      return toMicros(value, type, format, index + 1)
    })
  } catch (error) {
    if (!(error instanceof ImportTimeError)) throw error
    throw new ImportError(400, `failed to parse time column ${JSON.stringify(name)}: ${error.message}`)
  }
}

function toMicros(value: unknown, type: string, format: string, row: number): bigint {
  if (TIMESTAMP.test(type)) return value as bigint
  if (TIME_INTEGER.test(type)) return integerToMicros(BigInt.asIntN(64, value as bigint), format)
  if (type === 'FLOAT' || type === 'DOUBLE') {
    if (!Number.isFinite(value)) throw new ImportTimeError(`invalid time value at row ${row}: NaN or Inf`)
    return floatToMicros(value as number, format)
  }
  const text = TEXT.test(type) ? toText(value) : null
  if (text === null) throw new ImportTimeError(`unsupported time column arrow type ${arrowName(type)}`)
  try {
    return parseTime(text.trim(), format)
  } catch (error) {
    if (!(error instanceof ImportTimeError)) throw error
    throw new ImportTimeError(`row ${row}: ${error.message}`)
  }
}

function toText(value: unknown): string | null {
  if (typeof value === 'string') return value
  const bytes = (value as { readonly bytes?: unknown } | null)?.bytes
  return bytes instanceof Uint8Array ? decodeUtf8(bytes) : null
}

const ARROW_NAMES: Readonly<Record<string, string>> = {
  BOOLEAN: 'bool',
  DATE: 'date32',
  TIME: 'time64[us]',
  TINYINT: 'int8',
  UTINYINT: 'uint8',
  USMALLINT: 'uint16',
  UUID: 'extension<arrow.uuid>',
}

function arrowName(type: string): string {
  return ARROW_NAMES[type] ?? type.toLowerCase().replace(/,(?! )/, ', ')
}
