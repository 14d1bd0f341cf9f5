/**
 * `arc.imports`: whole files, parsed by the server.
 *
 * Names are checked before anything is sent: for an invalid one, the server answers 400 but still imports the file, into a
 * database without a name (docs/wire-notes.md#imports). Uploads are never retried.
 */

import { checkDatabaseName } from '../config.ts'
import { ArcIngestionError, ArcValidationError } from '../errors.ts'
import type { FileImport, LineProtocolImport, TleImport } from '../generated/models.ts'
import type { ArcHttp } from '../transport/http.ts'
import { checkMeasurementName } from './names.ts'
import { describe } from './refusals.ts'
import { checkWriteOptions, type WriteOptions } from './send.ts'
import { checkPrecision, type Precision } from './text-lines.ts'
import { openUpload, type UploadProgress, type UploadSource } from './upload.ts'

/** Options of every import. */
export interface ImportOptions extends WriteOptions {
  /** Time limit of the upload and the import, in milliseconds. @default the client's `longRunningTimeoutMs` */
  readonly timeoutMs?: number | undefined
  /** Called as parts of the file are handed to the network. */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined
}

/** Options of `imports.parquet`. */
export interface TableImportOptions extends ImportOptions {
  readonly measurement: string
  /** The column that becomes `time`. @default 'time' */
  readonly timeColumn?: string | undefined
  /** The unit of numbers in it; without it, the unit is guessed by magnitude, row by row. */
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
  /** Imports the lines of one measurement only. */
  readonly measurement?: string | undefined
  /** The unit of the timestamps. @default 'ns' */
  readonly precision?: Precision | undefined
}

/** Options of `imports.tle`. */
export interface TleImportOptions extends ImportOptions {
  /** @default 'satellite_tle' */
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

/** Importing files: `Blob`, bytes, a stream of bytes or, on Node, a path; up to 500 MiB. Needs a token with `admin`. */
export class ImportsNamespace {
  readonly #http: ArcHttp

  constructor(http: ArcHttp) {
    this.#http = http
  }

  /**
   * Imports a CSV file with a header line. The server infers a type per column: int64, float64, boolean, else string.
   *
   * @throws ArcValidationError for invalid names and options, a file that is too large, or one the server cannot parse.
   * @throws ArcPermissionError without the permission.
   * @example
   * ```ts
   * const file = new Blob(['ts,usage\n2024-01-01T00:00:00Z,95.5\n'])
   * const { rows_imported } = await arc.imports.csv(file, { measurement: 'cpu', timeColumn: 'ts' })
   * ```
   */
  async csv(file: UploadSource, options: CsvImportOptions): Promise<FileImport> {
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
    return (await this.#import('csv', file, query, options)) as FileImport
  }

  /** Imports a Parquet file. Timestamps in columns other than the time column become int64 microseconds; nested types are refused by the server. Throws as {@link csv} does. */
  async parquet(file: UploadSource, options: TableImportOptions): Promise<FileImport> {
    return (await this.#import('parquet', file, tableQuery(options), options)) as FileImport
  }

  /** Imports a file of line protocol, gzipped or not. The server silently skips lines it cannot parse. Throws as {@link csv} does. */
  async lineProtocol(file: UploadSource, options: LineProtocolImportOptions = {}): Promise<LineProtocolImport> {
    const query = new URLSearchParams({ precision: checkPrecision(options.precision) })
    if (options.measurement !== undefined) {
      checkMeasurementName(options.measurement)
      query.set('measurement', options.measurement)
    }
    return (await this.#import('lp', file, query, options)) as LineProtocolImport
  }

  /** Imports a file of two-line element sets, gzipped or not; see `parse_warnings` for skipped entries. Throws as {@link csv} does. */
  async tle(file: UploadSource, options: TleImportOptions = {}): Promise<TleImport> {
    const { measurement } = options
    if (measurement !== undefined) checkMeasurementName(measurement)
    const headers = measurement === undefined ? undefined : { 'x-arc-measurement': measurement }
    return (await this.#import('tle', file, new URLSearchParams(), options, headers)) as TleImport
  }

  async #import(
    format: 'csv' | 'parquet' | 'lp' | 'tle',
    file: unknown,
    query: URLSearchParams,
    options: ImportOptions,
    headers?: Readonly<Record<string, string>>,
  ): Promise<unknown> {
    // The server requires the database here, even `default`, for which the client otherwise sends no header.
    const {
      database = this.#http.config.database,
      signal,
      timeoutMs,
    } = checkWriteOptions(options, importOptions[format])
    query.set('db', checkDatabaseName(database ?? 'default'))
    const { contentType, body } = await openUpload(file, options.onProgress)
    const path = `/api/v1/import/${format}?${query}`
    const response = await this.#http.request({
      operation: `imports.${format === 'lp' ? 'lineProtocol' : format}`,
      method: 'POST',
      path,
      headers: { ...headers, 'content-type': contentType },
      body,
      database: null,
      signal,
      timeoutMs,
      kind: 'long-running',
      retry: 'never',
    })
    const answer = await response.json()
    if (typeof answer === 'object' && answer !== null && 'result' in answer) return answer.result
    throw new ArcIngestionError('The server answered the import without a result', {
      status: response.status,
      path,
      body: answer,
    })
  }
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
