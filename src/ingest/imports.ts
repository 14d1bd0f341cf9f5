/**
 * `arc.imports`: whole files, parsed by the server. What does it is loaded with the first import (file-import.ts): most
 * clients never make one.
 */

import { refusingAsync } from '../base/refusing.ts'
import type { FileImport, LineProtocolImport, TleImport } from '../generated/models.ts'
import type { ArcHttp } from '../transport/http.ts'
import type {
  CsvImportOptions,
  LineProtocolImportOptions,
  TableImportOptions,
  TleImportOptions,
} from './file-import.ts'
import type { UploadSource } from './upload.ts'

// Options are copied before it is awaited: the caller may change them once the call has returned.
const loadImports = () => import('./file-import.ts')

/** Importing files: `Blob`, bytes, a stream of bytes or, on Node, a path; up to 500 MiB. Needs a token with `admin`. */
export class ImportsNamespace {
  readonly #http: ArcHttp

  constructor(http: ArcHttp) {
    this.#http = http
  }

  /**
   * Imports a CSV file with a header line. The server infers a type per column: int64, float64, boolean, else string.
   *
   * @throws ArcUsageError for an option that is wrong.
   * @throws ArcValidationError for invalid names, a file that is too large, or one the server cannot parse.
   * @throws ArcPermissionError without the permission.
   * @example
   * ```ts
   * const file = new Blob(['ts,usage\n2024-01-01T00:00:00Z,95.5\n'])
   * const { rows_imported } = await arc.imports.csv(file, { measurement: 'cpu', timeColumn: 'ts' })
   * ```
   */
  async csv(file: UploadSource, options: CsvImportOptions): Promise<FileImport> {
    return await refusingAsync('imports.csv', async () => {
      const given = { ...options }
      return await (await loadImports()).importCsv(this.#http, file, given)
    })
  }

  /**
   * Imports a Parquet file. Timestamps in columns other than the time column become int64 microseconds; nested types
   * are refused by the server. Throws as {@link csv} does.
   */
  async parquet(file: UploadSource, options: TableImportOptions): Promise<FileImport> {
    return await refusingAsync('imports.parquet', async () => {
      const given = { ...options }
      return await (await loadImports()).importParquet(this.#http, file, given)
    })
  }

  /** Imports a file of line protocol, gzipped or not. The server silently skips lines it cannot parse. Throws as {@link csv} does. */
  async lineProtocol(file: UploadSource, options: LineProtocolImportOptions = {}): Promise<LineProtocolImport> {
    return await refusingAsync('imports.lineProtocol', async () => {
      const given = { ...options }
      return await (await loadImports()).importLineProtocol(this.#http, file, given)
    })
  }

  /** Imports a file of two-line element sets, gzipped or not; see `parse_warnings` for skipped entries. Throws as {@link csv} does. */
  async tle(file: UploadSource, options: TleImportOptions = {}): Promise<TleImport> {
    return await refusingAsync('imports.tle', async () => {
      const given = { ...options }
      return await (await loadImports()).importTle(this.#http, file, given)
    })
  }
}
