/** The client as a whole, against an embedded Arc. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { startTestServer, type TestServer } from 'arc-tsdb-testing'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  ArcClient,
  ArcClosedError,
  ArcError,
  ArcFeatureUnavailableError,
  ArcUsageError,
  ArcValidationError,
  sql,
} from '../../src/index.ts'
import { rawServer } from './transport/raw-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const open = (database?: string) => new ArcClient({ url: server.url, token: server.token, database })

describe('what the server would mangle arrives as it was given', () => {
  test('[1, 1.9] and [95, 94.5, null]', async () => {
    await using arc = open()
    const start = Date.now()
    await arc.write.columns('mixed', { time: [start, start + 1], v: [1, 1.9] })
    await arc.write.columns('gaps', { time: [start, start + 1, start + 2], v: [95, 94.5, null] })
    await arc.write.makeVisible()
    expect(await arc.query.rows(sql`SELECT v FROM mixed AS m ORDER BY time`)).toEqual([{ v: 1 }, { v: 1.9 }])
    expect(await arc.query.rows(sql`SELECT v FROM gaps AS g ORDER BY time`)).toEqual([
      { v: 95 },
      { v: 94.5 },
      { v: null },
    ])
  })

  test('a column named "" never leaves the client', async () => {
    await using arc = open()
    const before = server.requests.length
    await expect(arc.write.columns('cpu', { time: [Date.now()], '': [1] })).rejects.toThrow(ArcValidationError)
    await expect(arc.write.rows('cpu', [{ time: new Date(), '': 1 }])).rejects.toThrow(ArcValidationError)
    expect(server.requests.length).toBe(before)
  })
})

test('an option that does not exist is refused before anything is sent', async () => {
  await using arc = open()
  const before = server.requests.length
  const typo = { databse: 'elsewhere' } as object
  const calls = [
    arc.write.columns('cpu', { v: [1] }, typo),
    arc.write.rows('cpu', [{ v: 1 }], typo),
    arc.write.lineProtocol('cpu v=1', typo),
    arc.imports.csv(new Blob(['time,v']), { measurement: 'cpu', ...typo }),
    arc.query.rows('SELECT 1', typo),
    arc.query.ipc('SELECT 1', typo),
  ]
  const refusal = /Unknown option "databse"; did you mean "database"\? Known are: .*timeoutMs/
  await Promise.all(calls.map((call) => expect(call).rejects.toThrow(refusal)))
  expect(server.requests.length).toBe(before)
})

test.each([
  [{ timestamps: 'ISO' }, 'timestamps is "ISO"; give "date", "iso", "micros" or "nanos"'],
  [{ int64: 'string' }, 'int64 is "string"; give "number" or "bigint"'],
  [{ compression: 'gzip' }, 'compression is "gzip"; give "zstd" or "lz4"'],
  [{ serverQueryTimeoutMs: Number.NaN }, 'serverQueryTimeoutMs is NaN; give milliseconds, 0 or more'],
  [{ database: '' }, 'Invalid database name ""'],
  [{ database: 'a\r\nb' }, 'Invalid database name'],
  [{ timeoutMs: Number.NaN }, 'timeoutMs is NaN; give milliseconds, more than 0'],
  [{ timeoutMs: 0 }, 'timeoutMs is 0; give milliseconds, more than 0'],
  [{ signal: null }, 'signal is null; give an AbortSignal'],
])('the query options %j are refused before anything is sent', async (options, message) => {
  await using arc = open()
  const before = server.requests.length
  const name = message.startsWith('Invalid database') ? 'ArcValidationError' : 'ArcUsageError'
  const refused = expect.objectContaining({ name, message: expect.stringContaining(message) })
  await expect(arc.query.rows('SELECT 1', options as object)).rejects.toEqual(refused)
  await expect(arc.query.json('SELECT 1', options as object)).rejects.toEqual(refused)
  expect(server.requests.length).toBe(before)
})

test('so are a time limit and a signal that limit nothing, by every kind of call', async () => {
  await using arc = open()
  const before = server.requests.length
  for (const options of [{ timeoutMs: 0 }, { timeoutMs: '5' }, { signal: {} }] as object[]) {
    await expect(arc.write.columns('cpu', { v: [1] }, options)).rejects.toThrow(ArcUsageError)
    await expect(arc.write.makeVisible(options)).rejects.toThrow(ArcUsageError)
    await expect(arc.databases.list(options)).rejects.toThrow(ArcUsageError)
    await expect(arc.query.measurements(options)).rejects.toThrow(ArcUsageError)
  }
  expect(server.requests.length).toBe(before)
})

describe('closing', () => {
  test('drains open writers, is idempotent, and refuses what comes after', async () => {
    const arc = open()
    const writer = arc.write.buffered({ flushIntervalMs: 60_000 })
    writer.append('drained', { time: new Date(), v: 1 })
    await Promise.all([arc.close(), arc.close()])
    await expect(arc.databases.list()).rejects.toThrow(ArcClosedError)
    expect(() => writer.append('drained', { time: new Date(), v: 2 })).toThrow(ArcError)
    await using other = open()
    await other.write.makeVisible()
    expect(await other.query.rows(sql`SELECT v FROM drained AS d`)).toEqual([{ v: 1 }])
  })

  test('a client that was used and closed lets its process end', async () => {
    const script = `
      import { ArcClient } from 'arc-tsdb-client'
      const arc = new ArcClient({ url: '${server.url}', token: '${server.token}' })
      await arc.databases.list()
      await arc.close()`
    const args = ['-C', 'arc-source', '--input-type=module', '-e', script]
    await promisify(execFile)('npx', ['tsx', ...args], { cwd: new URL('../..', import.meta.url), timeout: 20_000 })
  })
})

test('fromEnv takes the environment, and options win', async () => {
  vi.stubEnv('ARC_URL', server.url)
  vi.stubEnv('ARC_TOKEN', server.token)
  vi.stubEnv('ARC_DATABASE', 'fromenv')
  try {
    await using arc = ArcClient.fromEnv()
    expect(arc.toJSON()).toEqual({ url: `${server.url}/`, database: 'fromenv' })
    await arc.write.rows('cpu', [{ time: new Date(), v: 1 }])
    await using other = ArcClient.fromEnv({ database: 'other' })
    expect(other.toJSON().database).toBe('other')
  } finally {
    vi.unstubAllEnvs()
  }
  expect(() => ArcClient.fromEnv()).toThrow(/ARC_URL is not set/)
})

test('the token is in no representation of the client', async () => {
  const arc = open()
  const { inspect } = await import('node:util')
  expect(JSON.stringify(arc) + inspect(arc, { depth: 20, showHidden: true })).not.toContain(server.token)
  await arc.close()
})

test('a feature that is switched off says which key switches it on', async () => {
  await using bare = await startTestServer({ continuousQueries: false, deleteEnabled: false })
  await using arc = new ArcClient({ url: bare.url, token: bare.token })
  await expect(arc.continuousQueries.list()).rejects.toMatchObject({
    name: ArcFeatureUnavailableError.prototype.name,
    message: expect.stringContaining(
      'continuousQueries.list needs continuous_query.enabled = true in arc.toml (ARC_CONTINUOUS_QUERY_ENABLED)',
    ),
    feature: 'continuousQueries',
    configKey: 'continuous_query.enabled',
    status: 404,
  })
  await expect(arc.databases.delete('x', { confirm: true })).rejects.toMatchObject({
    configKey: 'delete.enabled',
    status: 403,
  })
})

test('api reaches every documented path with the same transport', async () => {
  await using arc = open()
  await arc.databases.create({ name: 'raw_access' })
  const { data } = await arc.api.GET('/api/v1/databases/{name}', { params: { path: { name: 'raw_access' } } })
  expect(data).toEqual({ name: 'raw_access', measurement_count: 0 })
  const { error, response } = await arc.api.GET('/api/v1/databases/{name}', { params: { path: { name: 'nope' } } })
  expect(response.status).toBe(404)
  expect(error).toEqual({ error: "Database 'nope' not found" })
})

test('a request says which client it is from, unless the headers say something else', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  await using arc = open()
  await using billing = new ArcClient({ url: server.url, token: server.token, headers: { 'User-Agent': 'billing/7' } })
  const before = server.requests.length
  await arc.query.rows('SELECT 1')
  await billing.query.rows('SELECT 1')
  const agents = server.requests.slice(before).map(({ headers }) => headers.get('user-agent'))
  expect(agents).toEqual([`arc-client-js/${version}`, 'billing/7'])
})

test('a URL with a prefix reaches the server behind it', async () => {
  await using proxy = await rawServer((socket) =>
    socket.end(
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 26\r\n\r\n{"databases":[],"count":0}',
    ),
  )
  await using arc = new ArcClient({ url: `${proxy.url.href}behind/a/proxy/` })
  expect(await arc.databases.list()).toEqual([])
  expect(proxy.connections[0]?.received).toMatch(/^GET \/behind\/a\/proxy\/api\/v1\/databases HTTP/)
})
