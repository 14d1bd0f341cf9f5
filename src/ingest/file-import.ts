/**
 * Importing files. Names are checked before anything is sent: for an invalid one, the server answers 400 but still imports
 * the file, into a database without a name (docs/wire-notes.md#imports). Uploads are never retried.
 */

import { callback, oneOf, option, readOptions } from '../base/options.ts'
import type { FileImport, LineProtocolImport, TleImport } from '../generated/models.ts'
import { notArc } from '../transport/error-response.ts'
import type { ArcResponse } from '../transport/exchange.ts'
import type { ArcHttp } from '../transport/http.ts'
import { checkMeasurementName } from './names.ts'
import { type WriteOptions, writeRules } from './send.ts'
import { type Precision, precision } from './time/instants.ts'
import { openUpload, type UploadProgress } from './upload.ts'

/** Options of every import. */
export interface ImportOptions extends Omit<WriteOptions, 'attemptTimeoutMs'> {
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

const { attemptTimeoutMs: _, ...uploadRules } = writeRules
const importRules = {
  ...uploadRules,
  onProgress: callback<(progress: UploadProgress) => void>(),
} satisfies Record<keyof ImportOptions, unknown>
const lineRules = {
  ...importRules,
  measurement: measurementOption,
  precision,
} satisfies Record<keyof LineProtocolImportOptions, unknown>
const tleRules = { ...importRules, measurement: measurementOption } satisfies Record<keyof TleImportOptions, unknown>
const tableRules = {
  ...importRules,
  measurement: (name: unknown): string => {
    checkMeasurementName(name)
    return name
  },
  timeColumn: option<string>('the name of a column', (value) => typeof value === 'string' && value !== ''),
  timeFormat: oneOf(['epoch_s', 'epoch_ms', 'epoch_us', 'epoch_ns']),
} satisfies Record<keyof TableImportOptions, unknown>
const csvRules = {
  ...tableRules,
  delimiter: option<string>(
    'one character that CSV can be delimited by',
    (value) => typeof value === 'string' && [...value].length === 1 && !/["\r\n]/.test(value),
  ),
  skipRows: option<number>('a whole number, 0 or more', (value) => Number.isInteger(value) && (value as number) >= 0),
} satisfies Record<keyof CsvImportOptions, unknown>

function measurementOption(name: unknown): string | undefined {
  if (name !== undefined) checkMeasurementName(name)
  return name
}

export async function importCsv(http: ArcHttp, file: unknown, given: CsvImportOptions): Promise<FileImport> {
  const { measurement, timeColumn, timeFormat, delimiter, skipRows, ...options } = readOptions(given, csvRules)
  const query = {
    measurement,
    time_column: timeColumn,
    time_format: timeFormat,
    delimiter,
    skip_rows: skipRows,
  }
  return (await importFile(http, 'csv', file, query, options)) as FileImport
}

export async function importParquet(http: ArcHttp, file: unknown, given: TableImportOptions): Promise<FileImport> {
  const { measurement, timeColumn, timeFormat, ...options } = readOptions(given, tableRules)
  const query = { measurement, time_column: timeColumn, time_format: timeFormat }
  return (await importFile(http, 'parquet', file, query, options)) as FileImport
}

export async function importLineProtocol(
  http: ArcHttp,
  file: unknown,
  given: LineProtocolImportOptions,
): Promise<LineProtocolImport> {
  const { precision, measurement, ...options } = readOptions(given, lineRules)
  return (await importFile(http, 'lp', file, { precision, measurement }, options)) as LineProtocolImport
}

export async function importTle(http: ArcHttp, file: unknown, given: TleImportOptions): Promise<TleImport> {
  const { measurement, ...options } = readOptions(given, tleRules)
  const headers = measurement === undefined ? undefined : { 'x-arc-measurement': measurement }
  return (await importFile(http, 'tle', file, {}, options, headers)) as TleImport
}

async function importFile(
  http: ArcHttp,
  format: 'csv' | 'parquet' | 'lp' | 'tle',
  file: unknown,
  given: Readonly<Record<string, string | number | undefined>>,
  { database = http.config.database, signal, timeoutMs, onProgress }: ImportOptions,
  headers?: Readonly<Record<string, string>>,
): Promise<unknown> {
  // The server requires the database here, even `default`, for which the client otherwise sends no header.
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...given, db: database ?? 'default' })) {
    if (value !== undefined) query.set(name, String(value))
  }
  const path = `/api/v1/import/${format}?${query}`
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
  http.latestTimes.forget()
  if (typeof answer === 'object' && answer !== null && 'result' in answer) return answer.result
  throw response.conceal(notArc({ method: 'POST', path, status: response.status, body: answer }, 'it has no "result"'))
}
