/** `POST /api/v1/import/csv`: a text file into a typed batch. */
import type { ColumnBatch, ColumnData } from '../column-batch.ts'
import { readCsv } from './csv.ts'
import { parseGoFloat, parseGoInteger } from './go-numbers.ts'
import { ImportError, type ImportedBatch, refuseHeader } from './import-result.ts'
import { ImportTimeError, parseTimeColumn } from './import-time.ts'
import { decodeUtf8 } from './utf8.ts'

export interface CsvOptions {
  readonly timeColumn: string
  readonly timeFormat: string
  readonly delimiter: string
  readonly skipRows: number
}

/** @throws ImportError */
export function importCsv(file: Uint8Array, options: CsvOptions): ImportedBatch {
  const { delimiter, timeColumn } = options
  if ([...delimiter].length !== 1) {
    throw new ImportError(400, `delimiter must be a single character, got ${JSON.stringify(delimiter)}`)
  }
  if (/["\r\n\uFFFD]/.test(delimiter)) {
    const place = options.skipRows > 0 ? 'failed to skip rows' : 'failed to read CSV header'
    throw new ImportError(400, `${place}: csv: invalid field or comment delimiter`)
  }
  const [header, ...records] = [...readCsv(decodeUtf8(file), delimiter)].slice(Math.max(0, options.skipRows))
  if (header === undefined) throw new ImportError(400, 'file is empty')
  header[0] = (header[0] ?? '').replace(/^\uFEFF/, '')
  const timeIndex = refuseHeader(header, timeColumn)
  if (records.length === 0) throw new ImportError(400, 'file contains no rows')
  // A record that is too short is filled up with empty cells; surplus cells are ignored.
  const cellsOf = (index: number) => records.map((record) => record[index] ?? '')
  const timeMicros = parseTimes(cellsOf(timeIndex), options)
  const columns = new Map<string, ColumnData>()
  for (const [index, name] of header.entries()) {
    if (index !== timeIndex) columns.set(name, inferColumn(cellsOf(index)))
  }
  const batch: ColumnBatch = { rows: records.length, timeMicros, columns }
  return { batch, header }
}

function parseTimes(texts: readonly string[], { timeColumn, timeFormat }: CsvOptions): BigInt64Array {
  try {
    return parseTimeColumn(texts, timeFormat)
  } catch (error) {
    if (!(error instanceof ImportTimeError)) throw error
    throw new ImportError(400, `failed to parse time column ${JSON.stringify(timeColumn)}: ${error.message}`)
  }
}

/** The narrowest of integer, float, bool that takes every cell, else text; an empty cell is null, except in text. */
function inferColumn(cells: readonly string[]): ColumnData {
  if (cells.every((cell) => cell === '')) return { type: 'utf8', values: cells }
  const validity = cells.includes('') ? { validity: Uint8Array.from(cells, (cell) => (cell === '' ? 0 : 1)) } : {}
  const integers = parseAll(cells, (cell) => parseGoInteger(cell))
  if (integers !== undefined) {
    return { type: 'int64', values: BigInt64Array.from(integers, (value) => value ?? 0n), ...validity }
  }
  const floats = parseAll(cells, parseGoFloat)
  if (floats !== undefined)
    return { type: 'float64', values: Float64Array.from(floats, (value) => value ?? 0), ...validity }
  const bools = parseAll(cells, parseBool)
  if (bools !== undefined)
    return { type: 'bool', values: Uint8Array.from(bools, (value) => (value ? 1 : 0)), ...validity }
  return { type: 'utf8', values: cells }
}

/** Every cell parsed, undefined for an empty one; undefined as a whole when one does not parse. */
function parseAll<T>(cells: readonly string[], parse: (cell: string) => T | undefined): (T | undefined)[] | undefined {
  const parsed: (T | undefined)[] = []
  for (const cell of cells) {
    const value = cell === '' ? undefined : parse(cell)
    if (value === undefined && cell !== '') return undefined
    parsed.push(value)
  }
  return parsed
}

function parseBool(cell: string): boolean | undefined {
  if (/^(?:true|1)$/i.test(cell)) return true
  return /^(?:false|0)$/i.test(cell) ? false : undefined
}
