/** The operations that have handwritten methods, fed their recorded answers: the value is the answer's, the error is the documented class. */
import { gunzipSync } from 'node:zlib'
import { decode } from '@msgpack/msgpack'
import { HttpResponse, http as mswHttp } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ArcAuthenticationError,
  ArcClient,
  type ArcError,
  ArcIngestionError,
  ArcPermissionError,
  ArcQueryError,
  ArcTimeoutError,
  ArcUsageError,
  ArcValidationError,
} from '../../src/index.ts'
import { bytesOf, exchanges, jsonOf, type RecordedExchange } from './exchanges.ts'
import { Validator } from './validator.ts'

const validator = await Validator.load()
const arc = new ArcClient({ url: 'http://arc.test:8000', token: 'token', retry: false, compression: 'none' })
const server = setupServer()
let replayed = 0

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(async () => {
  server.close()
  await arc.close()
  console.log(`  ${'replayed through a handwritten method'.padEnd(52)} ${replayed}`)
})

/** How each operation is called with a recorded request, and what must come back for a recorded answer. */
const replays: Readonly<Record<string, (exchange: RecordedExchange) => Promise<void>>> = {
  async 'query.json'(exchange) {
    const profile = exchange.request.headers?.['x-arc-profile'] === 'true'
    const result = await arc.query.json(sqlOf(exchange), {
      database: databaseOf(exchange),
      profile,
      bigNumbers: 'text',
    })
    const answer = bodyOf(exchange)
    expect(result).toMatchObject({ row_count: answer.row_count, columns: answer.columns })
  },
  async 'query.msgpack'(exchange) {
    const result = await arc.query.columns(sqlOf(exchange))
    const answer = decode(bytesOf(exchange.response) ?? new Uint8Array(), { useBigInt64: true }) as Record<
      string,
      unknown
    >
    expect(result).toMatchObject({ names: answer.columns, rowCount: Number(answer.row_count) })
  },
  async 'query.arrow'(exchange) {
    const { headers } = exchange.request
    const options = {
      ...(headers?.['x-arc-arrow-dictionary'] && { dictionary: true }),
      ...(headers?.['x-arc-arrow-compression'] && { compression: headers['x-arc-arrow-compression'] as 'zstd' }),
    }
    const ipc = await arc.query.ipc(sqlOf(exchange), options)
    if (exchange.response.status === 200)
      expect(Buffer.from(ipc).equals(bytesOf(exchange.response) ?? new Uint8Array())).toBe(true)
  },
  async 'query.estimate'(exchange) {
    const { estimated_rows, error } = bodyOf(exchange)
    // A measurement that does not exist has no rows; it is no error here.
    const missing = String(error).includes('No files found')
    expect(await arc.query.estimate(sqlOf(exchange))).toMatchObject({ missing, estimated_rows: estimated_rows ?? 0 })
  },
  async 'query.measurements'(exchange) {
    const database = new URL(exchange.request.path, 'http://arc.test').searchParams.get('database')
    const which = database === null ? { allDatabases: true } : { database }
    expect(await arc.query.measurements(which)).toEqual(bodyOf(exchange).measurements)
  },
  async 'write.columns'() {
    expect(await arc.write.columns('cpu', { time: [1787392800000], v: [1] })).toMatchObject({ rows: 1, requests: 1 })
  },
  async 'write.lineProtocol'(exchange) {
    const precision = new URL(exchange.request.path, 'http://arc.test').searchParams.get('precision') as 'ns' | null
    await arc.write.lineProtocol(exchange.request.text ?? '', precision ? { precision } : {})
  },
  async 'write.tle'(exchange) {
    await arc.write.tle(exchange.request.text ?? '')
  },
  async 'write.flush'() {
    const stored = { buffer: { total_records_buffered: 1, total_records_written: 1 } }
    server.use(mswHttp.get('*/api/v1/write/msgpack/stats', () => HttpResponse.json(stored)))
    await arc.write.makeVisible()
  },
  async 'imports.csv'(exchange) {
    expect(await arc.imports.csv(file, { database: 'imp', measurement: 'csvm' })).toEqual(bodyOf(exchange).result)
  },
  async 'imports.parquet'(exchange) {
    expect(await arc.imports.parquet(file, { database: 'imp', measurement: 'pq' })).toEqual(bodyOf(exchange).result)
  },
  async 'imports.lineProtocol'(exchange) {
    expect(await arc.imports.lineProtocol(file, { database: 'imp', precision: 'us' })).toEqual(bodyOf(exchange).result)
  },
  async 'imports.tle'(exchange) {
    expect(await arc.imports.tle(file, { database: 'imp' })).toEqual(bodyOf(exchange).result)
  },
}

/** Addresses for clients of other systems: this one writes and reads the same at its own. */
const withoutMethod: ReadonlySet<string> = new Set(['write.influxV1', 'write.influxV2', 'query.measurement'])

const cases = exchanges.flatMap((exchange) => {
  const operation = validator.find(exchange.request.method, exchange.request.path)
  return operation?.['x-arc-handwritten'] && !withoutMethod.has(operation.operationId)
    ? [{ id: exchange.id, operation, exchange }]
    : []
})

describe.each(cases)('$id', ({ operation, exchange }) => {
  test('returns the answer, or throws the documented error', async () => {
    const { status, headers } = exchange.response
    const kept = Object.entries(headers).filter(
      ([name]) => !/^(content-length|transfer-encoding|connection|trailer)$/.test(name),
    )
    server.resetHandlers(
      mswHttp.all(
        '*',
        () => new HttpResponse(status === 204 ? null : bytesOf(exchange.response), { status, headers: kept }),
      ),
    )
    const replay = replays[operation.operationId]
    if (replay === undefined) throw new Error(`${operation.operationId} has no replay`)
    const expected = errorOf(exchange)
    // What the client refuses before the server can is a wrong call.
    const isRefused = (error: unknown) => status === 400 && error instanceof ArcUsageError
    if (expected)
      await expect(replay(exchange)).rejects.toSatisfy((error) => error instanceof expected || isRefused(error))
    else await replay(exchange)
    replayed++
  })
})

const file = new Blob(['time,v\n2026-08-22T10:00:00Z,1\n'])

const sqlOf = ({ request }: RecordedExchange) =>
  String((request.json as { sql?: unknown } | undefined)?.sql ?? 'SELECT 1')
const databaseOf = ({ request }: RecordedExchange) => request.headers?.['x-arc-database']
function bodyOf({ response }: RecordedExchange): Record<string, unknown> {
  if (response.headers['content-encoding'] !== 'gzip') return jsonOf(response) as Record<string, unknown>
  return JSON.parse(gunzipSync(bytesOf(response) ?? '').toString()) as Record<string, unknown>
}

function errorOf(exchange: RecordedExchange): (new (message: string) => ArcError) | undefined {
  const { request, response } = exchange
  const { status } = response
  const body = jsonOf(response) as { readonly success?: boolean; readonly error?: string } | undefined
  if (body?.error?.includes('No files found')) return undefined
  if (status === 200 && body?.success === false) return ArcQueryError
  switch (status) {
    case 400:
    case 422:
    case 431:
      return ArcValidationError
    case 401:
      return ArcAuthenticationError
    case 403:
      return ArcPermissionError
    case 408:
      return ArcTimeoutError
    case 413:
      return ArcIngestionError
    case 500:
      return request.path.startsWith('/api/v1/query') ? ArcQueryError : ArcIngestionError
    default:
      return undefined
  }
}
