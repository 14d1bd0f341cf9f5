/** What the releases do differently, switch by switch: each test runs on both, and says what either does. */
import { request } from 'node:http'
import { tableFromIPC } from 'apache-arrow'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ArcVersion } from '../src/index.ts'
import { type HttpArc, startHttpArc, type TestServerOptions } from '../src/server.ts'
import { commaTables } from '../src/sql/comma-tables.ts'

const versions = ['26.09.1', '26.09.3'] as const

async function start(version: ArcVersion | undefined, options: TestServerOptions = {}): Promise<HttpArc> {
  const server = await startHttpArc({ auth: false, version, ...options } as TestServerOptions)
  onTestFinished(() => server.close())
  return server
}

/** What `ask` gets from either release. */
async function both<Answer>(
  ask: (server: HttpArc) => Promise<Answer>,
  options?: TestServerOptions,
): Promise<[older: Answer, newer: Answer]> {
  const [older, newer] = versions
  return [await ask(await start(older, options)), await ask(await start(newer, options))]
}

const post = (server: HttpArc, path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const json = async (server: HttpArc, sql: string, headers?: Record<string, string>) =>
  (await (await post(server, '/api/v1/query', { sql }, headers)).json()) as Record<string, unknown>

const write = (server: HttpArc, lines: string) =>
  post(server, '/api/v1/write/line-protocol', lines, { 'content-type': 'text/plain' })

test('the newest is the default', async () => {
  const server = await start(undefined)
  expect(server.arc.options.version).toBe('26.09.3')
})

describe('readsNeedRights', () => {
  const tokens = [
    { value: 'nothing', permissions: [] },
    { value: 'reader', permissions: ['read'] },
  ] as const
  test.each([
    ['GET /api/v1/databases', [200, 403], [200, 200]],
    ['GET /api/v1/databases/none', [404, 403], [404, 404]],
    ['GET /api/v1/databases/none/measurements', [404, 403], [404, 404]],
    ['GET /api/v1/retention', [200, 403], [200, 403]],
    ['GET /api/v1/compaction/stats', [200, 403], [200, 403]],
    ['GET /api/v1/compaction/jobs', [200, 403], [200, 403]],
  ] as const)('%s', async (route, withNothing, withRead) => {
    const ask = (token: string) => async (server: HttpArc) =>
      (await fetch(server.url + route.slice(4), { headers: { authorization: `Bearer ${token}` } })).status
    const options = { auth: true, token: 'admin', tokens }
    expect(await both(ask('nothing'), options)).toEqual(withNothing)
    expect(await both(ask('reader'), options)).toEqual(withRead)
  })
})

describe('readsAllTables', () => {
  const ask = (sql: string, headers?: Record<string, string>) => async (server: HttpArc) => {
    await write(server, 'a x=1i\nb y=2i\nc z=3i')
    await post(server, '/api/v1/write/line-protocol', 'a x=1i\nb y=2i', {
      'content-type': 'text/plain',
      'x-arc-database': 'm',
    })
    await server.flush()
    const { data, error } = await json(server, sql, headers)
    return error === undefined ? data : 'an error'
  }
  test.each([
    ['SELECT x, y FROM a AS a, b AS b', {}],
    ['SELECT x, y FROM a AS a, "b" AS b', {}],
    ['SELECT x, y FROM m.a AS a, m.b AS b', {}],
    ['SELECT x, y FROM a AS a, b AS b WHERE x < y', { 'x-arc-database': 'm' }],
    ['SELECT x, y FROM a AS a\nJOIN b AS b ON x < y', { 'x-arc-database': 'm' }],
    ['WITH\nw AS (SELECT y FROM b) SELECT 1 AS x, y FROM w AS w', { 'x-arc-database': 'm' }],
  ])('%s', async (sql, headers) => {
    const [older, newer] = await both(ask(sql, headers))
    expect(newer).toEqual([[1, 2]])
    expect(older).not.toEqual(newer)
  })

  test('what is behind a comma and no measurement stays', () => {
    const names = (sql: string) => commaTables(sql).map(({ name }) => name)
    expect(names('SELECT a, b FROM c, d AS e, m.f WHERE g IN (h, i) ORDER BY j, k')).toEqual(['d', 'm.f'])
    expect(names('SELECT 1 FROM a, range(3), unnest(b), (SELECT c, d FROM e, f), LATERAL (SELECT 1), g')).toEqual([
      'f',
      'g',
    ])
    expect(names('SELECT 1 FROM a, __STR_0__ UNION SELECT b, c FROM d')).toEqual([])
  })
})

describe('decimalsAreNumbers', () => {
  const data = (sql: string) => both(async (server) => (await json(server, sql)).data)

  test('sums and decimals', async () => {
    const sql = 'SELECT sum(range) AS n, 1.50::DECIMAL(10,2) AS d, NULL::DECIMAL(10,2) AS nothing FROM range(3)'
    expect(await data(sql)).toEqual([[['3', '1.5', null]], [[3, 1.5, null]]])
  })

  test('what int64 does not hold is text, or ends the result', async () => {
    const sql = 'SELECT 9223372036854775808::HUGEINT AS n'
    const [older, newer] = await both((server) => json(server, sql))
    expect(older).toMatchObject({ data: [['9223372036854775808']], row_count: 1 })
    expect(newer).toMatchObject({ success: true, data: [], row_count: 0, truncated: true })
  })
})

describe('tellsTruncation', () => {
  const sql = 'SELECT range AS i FROM range(5000)'

  test('in JSON', async () => {
    const [older, newer] = await both(async (server) => {
      server.failNext({ truncateRows: 2500 })
      return await json(server, sql)
    })
    expect(older).toMatchObject({ success: true, row_count: 2500 })
    expect(older).not.toHaveProperty('truncated')
    expect(newer).toMatchObject({ success: true, row_count: 2500, truncated: true })
    expect(newer.truncation_reason).toBeTypeOf('string')
  })

  test('in an Arrow stream, which no reader can take for a whole one', async () => {
    const [older, newer] = await both((server) => {
      server.failNext({ truncateRows: 2500 })
      return arrow(server, sql)
    })
    expect(older.trailers).not.toHaveProperty('arc-stream-truncated')
    expect(tableFromIPC(older.body).numRows).toBe(2500)
    expect(newer.trailers).toHaveProperty('arc-stream-truncated')
    expect(newer.body.subarray(-17).toString('hex')).toBe('ffffffff4000000000ffffffff00000000')
    expect(() => tableFromIPC(newer.body)).toThrow()
  })

  test('a whole result says nothing', async () => {
    const server = await start('26.09.3')
    expect(await json(server, sql)).not.toHaveProperty('truncated')
    const { body, trailers } = await arrow(server, sql)
    expect(trailers).not.toHaveProperty('arc-stream-truncated')
    expect(tableFromIPC(body).numRows).toBe(5000)
  })
})

describe('refusesWhenStopping', () => {
  test('until it lets go of its socket it refuses writes, and is not ready', async () => {
    const server = await start('26.09.3')
    const { storage } = server.arc
    let store = () => {}
    storage.flush = () => new Promise((resolve) => (store = resolve))
    const closed = server.close()
    expect((await write(server, 'cpu v=1')).status).toBe(503)
    expect((await fetch(`${server.url}/ready`)).status).toBe(503)
    expect((await fetch(`${server.url}/health`)).status).toBe(200)
    store()
    await closed
    await expect(fetch(`${server.url}/health`)).rejects.toThrow()
  })
})

/** Over `node:http`, which sees trailers. */
function arrow(server: HttpArc, sql: string): Promise<{ body: Buffer; trailers: NodeJS.Dict<string> }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' }
    const sent = request(`${server.url}/api/v1/query/arrow`, { method: 'POST', headers }, async (response) => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk as Buffer)
      resolve({ body: Buffer.concat(chunks), trailers: response.trailers })
    })
    sent.on('error', reject).end(JSON.stringify({ sql }))
  })
}
