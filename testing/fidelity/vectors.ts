/** Sends the recorded ingest vectors to a server over HTTP and compares status, error, and what is stored afterwards. */
import { readFileSync } from 'node:fs'
import { decode, ExtensionCodec } from '@msgpack/msgpack'
import { startTestServer } from '../src/server.ts'
import { differences } from './masks.ts'
import type { ReplayOutcome } from './replay.ts'
import type { ReplayTarget } from './send.ts'

/** Integers and times are text, and so are floats without a JSON notation. */
export interface StoredColumn {
  readonly type: string
  readonly values: readonly unknown[]
}

export type StoredTable = Readonly<Record<string, StoredColumn>>

/** One payload, and what became of it. */
export interface Vector {
  readonly name: string
  readonly path: string
  readonly hex: string
  readonly status: number
  readonly body?: { readonly error: string }
  /** What the flush after it answered, where it failed. */
  readonly flush?: { readonly error: string }
  /** A measurement that was there and could not be queried has an error in place of its columns. */
  readonly stored?: Readonly<Record<string, StoredTable | { readonly error: string }>>
}

/** When the vectors were recorded: a time from then on is the server's clock, not the payload's. */
const RECORDED_MICROS = 1_795_373_765_000_000n

/** Replays all vectors against one embedded Arc. */
export async function replayVectors(): Promise<readonly ReplayOutcome[]> {
  await using server = await startTestServer({ version: '26.09.1', flushAgeMs: 600_000 })
  return await replayVectorsAgainst({ url: server.url, adminToken: server.token }, loadVectors())
}

/** Replays the vectors that leave a real server alive. */
export function replayHarmlessVectors(target: ReplayTarget): Promise<readonly ReplayOutcome[]> {
  return replayVectorsAgainst(
    target,
    loadVectors().filter((vector) => !killsServer(vector)),
  )
}

/** The recorded vectors. */
export function loadVectors(): readonly Vector[] {
  return JSON.parse(readFileSync(new URL('../../test/fixtures/ingest-vectors.json', import.meta.url), 'utf8'))
}

async function replayVectorsAgainst(
  { url, adminToken }: ReplayTarget,
  vectors: readonly Vector[],
): Promise<readonly ReplayOutcome[]> {
  const outcomes: ReplayOutcome[] = []
  for (const [index, vector] of vectors.entries()) {
    // A database for each: they all write to the same measurements.
    const server = { url, token: adminToken, database: `vector${process.pid}_${index}` }
    outcomes.push({ name: vector.name, differences: await replayVector(vector, server) })
  }
  return outcomes
}

interface VectorServer {
  readonly url: string
  readonly token: string
  readonly database: string
}

function killsServer({ flush }: Vector): boolean {
  return flush?.error.startsWith('runtime error') ?? false
}

async function replayVector(vector: Vector, server: VectorServer): Promise<readonly string[]> {
  const answer = await post(server, vector.path, Buffer.from(vector.hex, 'hex'))
  if (killsServer(vector)) {
    // The process of the recorded server died here; the embedded one refuses, and says what would have happened.
    const says = answer.error?.includes(vector.flush?.error ?? '') ?? false
    return [...differences(500, answer.status, 'status'), ...differences(true, says, 'names the crash')]
  }
  const flush = await post(server, '/api/v1/write/line-protocol/flush', new Uint8Array())
  return [
    ...differences(vector.status, answer.status, 'status'),
    ...differences(anyOrder(vector.body?.error), anyOrder(answer.error), 'error'),
    ...differences(vector.flush?.error, flush.error, 'flush'),
    ...(await storedDifferences(vector.stored ?? {}, server)),
  ]
}

async function post(server: VectorServer, path: string, body: Uint8Array): Promise<{ status: number; error?: string }> {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: headersFor(server),
    body: Buffer.from(body),
  })
  const text = await response.text()
  const error: unknown = text === '' ? undefined : JSON.parse(text).error
  return typeof error === 'string' ? { status: response.status, error } : { status: response.status }
}

/** Which of two columns has the wrong length depends on the server's random map order. */
function anyOrder(error: string | undefined): string | undefined {
  return error?.replace(/\(expected (\d+), got (\d+) for '\w+'\)/, (_, left, right) => `(${[left, right].sort()})`)
}

async function storedDifferences(
  expected: NonNullable<Vector['stored']>,
  server: VectorServer,
): Promise<readonly string[]> {
  const listed = await fetch(`${server.url}/api/v1/measurements?database=${server.database}`, {
    headers: headersFor(server),
  })
  const { measurements } = (await listed.json()) as { measurements: { measurement: string }[] }
  const names = measurements.map(({ measurement }) => measurement)
  const found = differences(Object.keys(expected).sort(), names, 'measurements')
  for (const [measurement, table] of Object.entries(expected)) {
    if (isError(table)) continue
    found.push(...differences(normalized(table), normalized(await readTable(server, measurement)), measurement))
  }
  return found
}

async function readTable(server: VectorServer, measurement: string): Promise<StoredTable> {
  const extensionCodec = new ExtensionCodec()
  extensionCodec.register({ type: -1, encode: () => null, decode: microsOf })
  const response = await fetch(`${server.url}/api/v1/query/msgpack`, {
    method: 'POST',
    headers: { ...headersFor(server), 'content-type': 'application/json' },
    body: JSON.stringify({ sql: `SELECT * FROM "${measurement}" AS m ORDER BY m.time` }),
  })
  const document = decode(await response.arrayBuffer(), { extensionCodec, useBigInt64: true })
  const { columns, types, data } = document as { columns: string[]; types: string[]; data: unknown[][] }
  return Object.fromEntries(
    columns.map((name, index) => [name, { type: types[index] ?? '', values: (data[index] ?? []).map(printed) }]),
  )
}

function headersFor({ token, database }: VectorServer): Record<string, string> {
  return { authorization: `Bearer ${token}`, 'x-arc-database': database }
}

/** In the notation of the recordings: integers and times are text, and so are floats without a JSON notation. */
function printed(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}

function microsOf(data: Uint8Array): string {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  if (data.byteLength === 4) return `${BigInt(view.getUint32(0)) * 1_000_000n}us`
  const packed = view.getBigUint64(0)
  if (data.byteLength === 8) return `${(packed & (2n ** 34n - 1n)) * 1_000_000n + (packed >> 34n) / 1000n}us`
  return `${view.getBigInt64(4) * 1_000_000n + BigInt(view.getUint32(0)) / 1000n}us`
}

/**
 * Columns by name, in one order of rows: those of the same time come in any. Times taken from the clock of whoever stored
 * them become one word, floats lose their last digit.
 */
function normalized(table: StoredTable): unknown {
  const columns = Object.entries(table).map(([name, { type, values }]) => ({
    name,
    type,
    values: values.map((value) => (type === 'timestamp[us]' ? clock(value) : roughly(value))),
  }))
  columns.sort((a, b) => (a.name < b.name ? -1 : 1))
  const rows = (columns[0]?.values ?? []).map((_, row) => row)
  const keys = rows.map((row) => JSON.stringify(columns.map(({ values }) => values[row])))
  rows.sort((a, b) => (String(keys[a]) < String(keys[b]) ? -1 : 1))
  return Object.fromEntries(
    columns.map(({ name, type, values }) => [name, { type, values: rows.map((row) => values[row]) }]),
  )
}

function clock(value: unknown): unknown {
  const micros = BigInt(String(value).replace('us', ''))
  const isNow = micros >= RECORDED_MICROS && micros < RECORDED_MICROS + 5_000_000n
  return isNow || Math.abs(Number(micros / 1000n) - Date.now()) < 60_000 ? 'now' : value
}

/** Of a computed float the last digit depends on who computed it. */
function roughly(value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(15)) : value
}

function isError(table: StoredTable | { readonly error: string }): table is { readonly error: string } {
  return typeof table.error === 'string'
}
