/**
 * Importing files. Names are checked before anything is sent: for an invalid one, the server answers 400 but still imports
 * the file, into a database without a name (docs/wire-notes.md#imports). Uploads are never retried.
 */

import { describe } from '../base/describe.ts'
import { checkDatabaseName } from '../config.ts'
import { ArcValidationError } from '../errors.ts'
import type { FileImport, LineProtocolImport, TleImport } from '../generated/models.ts'
import { notArc } from '../transport/error-response.ts'
import type { ArcResponse } from '../transport/exchange.ts'
import type { ArcHttp } from '../transport/http.ts'
import { checkMeasurementName } from './names.ts'
import { checkWriteOptions, type WriteOptions } from './send.ts'
import { checkPrecision, type Precision } from './text/text-lines.ts'
import { openUpload, type UploadProgress } from './upload.ts'

/** Options of every import. */
export interface ImportOptions extends WriteOptions {
  /** Time limit of the upload and the import, in milliseconds. @default the client's `longRunningTimeoutMs` */
  readonly timeoutMs?: number | undefined
  /** Called as parts of the file are handed to the network. @default none */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined
}

/** Options of `imports.parquet`. */
export interface TableImportOptions extends ImportOptions {
  /** The measurement that the rows go to. */
  readonly measurement: string
  /** The column that becomes `time`. @default 'time' */
  readonly timeColumn?: string | undefined
  /** The unit of numbers in it; without it, the unit is guessed by magnitude, row by row. @default a guess */
  readonly timeFormat?: 'epoch_s' | 'epoch_ms' | 'epoch_us' | 'epoch_ns' | undefined
}

/** Options of `imports.csv`. */
export interface CsvImportOptions extends TableImportOptions {
  /** One character. @default ',' */
  readonly delimiter?: string | undefined
  /** Lines to skip before the header. @default 0 */
  readonly skipRows?: number | undefined
}

/** Options of `imports.lineProtocol`. */
export interface LineProtocolImportOptions extends ImportOptions {
  /** Imports the lines of one measurement only. @default all of them */
  readonly measurement?: string | undefined
  /** The unit of the timestamps. @default 'ns' */
  readonly precision?: Precision | undefined
}

/** Options of `imports.tle`. */
export interface TleImportOptions extends ImportOptions {
  /** The measurement of the entries. @default 'satellite_tle' */
  readonly measurement?: string | undefined
}

const tableOptions = ['onProgress', 'measurement', 'timeColumn', 'timeFormat']

/** The options of each import, in addition to those of every write. */
const importOptions = {
  csv: [...tableOptions, 'delimiter', 'skipRows'],
  parquet: tableOptions,
  lp: ['onProgress', 'measurement', 'precision'],
  tle: ['onProgress', 'measurement'],
} as const

export async function importCsv(http: ArcHttp, file: unknown, options: CsvImportOptions): Promise<FileImport> {
  const query = tableQuery(options)
  const { delimiter, skipRows } = options
  if (delimiter !== undefined) {
    if (typeof delimiter !== 'string' || [...delimiter].length !== 1 || /["\r\n]/.test(delimiter)) {
      throw new ArcValidationError(
        `delimiter: ${describe(delimiter)} is not one character that CSV can be delimited by`,
      )
    }
    query.set('delimiter', delimiter)
  }
  if (skipRows !== undefined) {
    if (!Number.isInteger(skipRows) || skipRows < 0) {
      throw new ArcValidationError(`skipRows: ${describe(skipRows)} is not a whole number from 0 on`)
    }
    query.set('skip_rows', String(skipRows))
  }
  return (await importFile(http, 'csv', file, query, options)) as FileImport
}

export async function importParquet(http: ArcHttp, file: unknown, options: TableImportOptions): Promise<FileImport> {
  return (await importFile(http, 'parquet', file, tableQuery(options), options)) as FileImport
}

export async function importLineProtocol(
  http: ArcHttp,
  file: unknown,
  options: LineProtocolImportOptions,
): Promise<LineProtocolImport> {
  const query = new URLSearchParams({ precision: checkPrecision(options.precision) })
  if (options.measurement !== undefined) {
    checkMeasurementName(options.measurement)
    query.set('measurement', options.measurement)
  }
  return (await importFile(http, 'lp', file, query, options)) as LineProtocolImport
}

export async function importTle(http: ArcHttp, file: unknown, options: TleImportOptions): Promise<TleImport> {
  const { measurement } = options
  if (measurement !== undefined) checkMeasurementName(measurement)
  const headers = measurement === undefined ? undefined : { 'x-arc-measurement': measurement }
  return (await importFile(http, 'tle', file, new URLSearchParams(), options, headers)) as TleImport
}

async function importFile(
  http: ArcHttp,
  format: 'csv' | 'parquet' | 'lp' | 'tle',
  file: unknown,
  query: URLSearchParams,
  options: ImportOptions,
  headers?: Readonly<Record<string, string>>,
): Promise<unknown> {
  // The server requires the database here, even `default`, for which the client otherwise sends no header.
  const { database = http.config.database, signal, timeoutMs } = checkWriteOptions(options, importOptions[format])
  query.set('db', checkDatabaseName(database ?? 'default'))
  const path = `/api/v1/import/${format}?${query}`
  const { onProgress } = options
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw new ArcValidationError(`onProgress is ${describe(onProgress)}; give a function, or leave it out`)
  }
  const upload = await openUpload(file, onProgress, signal)
  let response: ArcResponse
  try {
    response = await http.request({
      operation: `imports.${format === 'lp' ? 'lineProtocol' : format}`,
      method: 'POST',
      path,
      headers: { ...headers, 'content-type': upload.contentType },
      body: upload.body,
      database: null,
      signal,
      timeoutMs,
      kind: 'long-running',
      retry: 'never',
    })
  } catch (error) {
    upload.abandon()
    throw error
  }
  const answer = await response.json()
  if (typeof answer === 'object' && answer !== null && 'result' in answer) return answer.result
  throw await response.conceal(
    notArc({ method: 'POST', path, status: response.status, body: answer }, 'it has no "result"'),
  )
}

function tableQuery(options: TableImportOptions): URLSearchParams {
  const { measurement, timeColumn, timeFormat } = (options ?? {}) as Partial<TableImportOptions>
  checkMeasurementName(measurement)
  const query = new URLSearchParams({ measurement })
  if (timeColumn !== undefined) {
    if (typeof timeColumn !== 'string' || timeColumn === '') {
      throw new ArcValidationError(`timeColumn: ${describe(timeColumn)} is not a column name`)
    }
    query.set('time_column', timeColumn)
  }
  if (timeFormat !== undefined) {
    if (!TIME_FORMATS.has(timeFormat)) {
      throw new ArcValidationError(
        `timeFormat: ${describe(timeFormat)} is not one; use ${[...TIME_FORMATS].join(', ')}`,
      )
    }
    query.set('time_format', timeFormat)
  }
  return query
}

const TIME_FORMATS: ReadonlySet<string> = new Set(['epoch_s', 'epoch_ms', 'epoch_us', 'epoch_ns'])
