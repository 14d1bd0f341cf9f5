/** `POST /api/v1/import/{csv,parquet,lp,tle}`: a whole file, flushed before the answer (docs/wire-notes.md#imports). */
import type { TestArc } from '../arc.ts'
import { json, type Route, type TestRequest } from '../route.ts'
import { errorReply } from '../routes/replies.ts'
import { SchemaChurnError } from '../storage.ts'
import { nowNanos } from '../timestamps.ts'
import { bufferBatch, bufferColumns, FatalColumnError, flushBuffers } from './buffer.ts'
import { ConversionError } from './column-typing.ts'
import { DecompressionError, decompressBody } from './compression.ts'
import { importCsv } from './import-csv.ts'
import { importParquet } from './import-parquet.ts'
import { describeImport, ImportError, type ImportedBatch } from './import-result.ts'
import { isPrecision, parseLineProtocol } from './line-protocol.ts'
import { refusePrecision } from './line-protocol-routes.ts'
import { readUploadedFile } from './multipart.ts'
import { refuseDatabase, refuseMeasurement } from './names.ts'
import { groupByMeasurement, lineProtocolColumns } from './row-columns.ts'
import { parseTle, tleBatch } from './tle.ts'
import { noEntries, TLE_MEASUREMENT } from './tle-routes.ts'

const PATH = '/api/v1/import'
const MAX_FILE_BYTES = 500 * 2 ** 20
const NO_FILE = "no file uploaded: use multipart/form-data with field name 'file'"
const NO_DATABASE = 'database is required (set x-arc-database header or db query param)'

export const importRoutes: readonly Route[] = [
  importRoute('csv', (request, arc) =>
    importTable(request, arc, 'CSV', async (file, time) =>
      importCsv(file, {
        ...time,
        delimiter: request.query.get('delimiter') || ',',
        skipRows: Number.parseInt(request.query.get('skip_rows') ?? '0', 10) || 0,
      }),
    ),
  ),
  importRoute('parquet', (request, arc) =>
    importTable(request, arc, 'parquet', (file, time) => importParquet(arc, file, time)),
  ),
  importRoute('lp', importLineProtocol),
  importRoute('tle', importTle),
]

interface Imported {
  readonly result: Readonly<Record<string, unknown>>
  /** The status, where an earlier refusal has set it. */
  readonly status?: number
}

/** Times and answers; `run` throws an {@link ImportError} for a refusal. */
function importRoute(format: string, run: (request: TestRequest, arc: TestArc) => Promise<Imported>): Route {
  return {
    method: 'POST',
    path: `${PATH}/${format}`,
    permission: 'admin',
    async handle(request, arc) {
      const start = performance.now()
      try {
        const { result, status = 200 } = await run(request, arc)
        const duration_ms = Math.floor(performance.now() - start)
        return json(status, { result: { ...result, duration_ms }, status: 'ok' })
      } catch (error) {
        if (!(error instanceof ImportError)) throw error
        return errorReply(error.status, error.message)
      }
    },
  }
}

interface TimeOptions {
  readonly timeColumn: string
  readonly timeFormat: string
}

/**
 * The server finds a bad database or measurement, sets the status, and then goes on with both names empty: with a good
 * file the answer is a success with the status of an error, and the rows are in a database without a name.
 */
async function importTable(
  request: TestRequest,
  arc: TestArc,
  label: string,
  read: (file: Uint8Array, time: TimeOptions) => Promise<ImportedBatch>,
): Promise<Imported> {
  const { query } = request
  const database = databaseOf(request)
  const measurement = query.get('measurement') ?? ''
  const isRefused =
    refuseDatabase(database) !== undefined || measurement === '' || refuseMeasurement(measurement) !== undefined
  const target = isRefused ? { database: '', measurement: '' } : { database, measurement }
  const file = await uploadedFile(request, `file exceeds maximum import size of ${MAX_FILE_BYTES} bytes`)
  const timeColumn = query.get('time_column') || 'time'
  const imported = await read(file, { timeColumn, timeFormat: query.get('time_format') ?? '' })
  await ingest(`failed to ingest ${label} data`, () =>
    bufferBatch(arc, target.database, target.measurement, imported.batch),
  )
  await flush(arc)
  const result = describeImport(target.database, target.measurement, timeColumn, imported)
  return { result, ...(isRefused && { status: 400 }) }
}

async function importLineProtocol(request: TestRequest, arc: TestArc): Promise<Imported> {
  const database = requireDatabase(request)
  const filter = request.query.get('measurement') ?? ''
  if (filter !== '') refuseWith(refuseMeasurement(filter))
  const precision = request.query.get('precision') || 'ns'
  if (!isPrecision(precision)) throw new ImportError(400, refusePrecision(precision))
  const file = await uploadedText(request)
  const parsed = parseLineProtocol(file, precision, () => nowNanos() / 1_000n)
  if (parsed.length === 0) throw new ImportError(400, 'no valid line protocol records found in file')
  const rows = filter === '' ? parsed : parsed.filter(({ measurement }) => measurement === filter)
  if (rows.length === 0) throw new ImportError(400, `no records found for measurement ${JSON.stringify(filter)}`)
  const groups = groupByMeasurement(rows)
  for (const measurement of groups.keys()) refuseWith(refuseMeasurement(measurement, ' in LP data'))
  for (const [measurement, group] of groups) {
    await ingest(`failed to ingest measurement ${JSON.stringify(measurement)}`, () =>
      bufferColumns(arc, database, measurement, lineProtocolColumns(group)),
    )
  }
  await flush(arc)
  return {
    result: { database, measurements: [...groups.keys()], rows_imported: rows.length, precision },
  }
}

async function importTle(request: TestRequest, arc: TestArc): Promise<Imported> {
  const database = requireDatabase(request)
  const file = await uploadedText(request)
  const measurement = request.headers.get('x-arc-measurement') || TLE_MEASUREMENT
  refuseWith(refuseMeasurement(measurement))
  const { entries, warnings } = parseTle(file)
  if (entries.length === 0) throw new ImportError(400, noEntries('no valid TLE records found in file', warnings))
  await ingest(`failed to ingest measurement ${JSON.stringify(measurement)}`, () =>
    bufferBatch(arc, database, measurement, tleBatch(entries)),
  )
  await flush(arc)
  return {
    result: {
      database,
      measurement,
      satellite_count: entries.length,
      rows_imported: entries.length,
      ...(warnings.length > 0 && { parse_warnings: warnings }),
    },
  }
}

function databaseOf({ headers, query }: TestRequest): string {
  return headers.get('x-arc-database') || (query.get('db') ?? '')
}

function requireDatabase(request: TestRequest): string {
  const database = databaseOf(request)
  if (database === '') throw new ImportError(400, NO_DATABASE)
  refuseWith(refuseDatabase(database))
  return database
}

function refuseWith(refusal: string | undefined): void {
  if (refusal !== undefined) throw new ImportError(400, refusal)
}

async function uploadedFile(request: TestRequest, tooLarge: string): Promise<Uint8Array> {
  const file = await readUploadedFile(request)
  if (file === undefined) throw new ImportError(400, NO_FILE)
  if (file.length > MAX_FILE_BYTES) throw new ImportError(413, tooLarge)
  return file
}

/** Line protocol and TLE may be compressed inside the form, with gzip alone. */
async function uploadedText(request: TestRequest): Promise<Uint8Array> {
  const tooLarge = 'file exceeds 500MB limit'
  const file = await uploadedFile(request, tooLarge)
  const body = file[0] === 0x1f && file[1] === 0x8b ? inflate(file) : file
  if (body.length === 0) throw new ImportError(400, 'file is empty')
  return body
}

function inflate(file: Uint8Array): Uint8Array {
  try {
    return decompressBody(file, MAX_FILE_BYTES).body
  } catch (error) {
    if (!(error instanceof DecompressionError)) throw error
    throw new ImportError(400, `failed to decompress gzip file: ${error.message}`)
  }
}

async function ingest(failure: string, write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (error) {
    const isRefusal =
      error instanceof ConversionError || error instanceof FatalColumnError || error instanceof SchemaChurnError
    if (!isRefusal) throw error
    throw new ImportError(500, `${failure}: ${error.message}`)
  }
}

async function flush(arc: TestArc): Promise<void> {
  try {
    await flushBuffers(arc)
  } catch (error) {
    throw new ImportError(500, `failed to flush imported data: ${(error as Error).message}`)
  }
}
