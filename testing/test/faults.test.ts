import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { decode } from '@msgpack/msgpack'
import { tableFromIPC } from 'apache-arrow'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Fault, faults, startTestServer, type TestServer } from '../src/index.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ auth: false, version: '26.09.1' })
})
afterEach(() => server.reset())
afterAll(() => server.close())

describe('failNext chooses its requests', () => {
  test('by path and method, as often as it was told', async () => {
    server.failNext({ path: '/api/v1/query', method: 'post', status: 418, times: 2 })
    const statuses = [
      await statusOf('GET', '/health'),
      await statusOf('POST', '/api/v1/query'),
      await statusOf('GET', '/api/v1/databases'),
      await statusOf('POST', '/api/v1/query'),
      await statusOf('POST', '/api/v1/query'),
    ]
    expect(statuses).toEqual([200, 418, 200, 418, 400])
  })

  test('by pattern', async () => {
    server.failNext({ path: /databases/, status: 500 })
    expect(await statusOf('GET', '/health')).toBe(200)
    expect(await statusOf('GET', '/api/v1/databases')).toBe(500)
  })

  test('by a global pattern, every time', async () => {
    server.failNext({ path: /databases/g, status: 500, times: 2 })
    expect([await statusOf('GET', '/api/v1/databases'), await statusOf('GET', '/api/v1/databases')]).toEqual([500, 500])
  })

  test.each([
    [{ pth: '/health', status: 500 }, 'A fault has no "pth"; there are: status,'],
    [{}, 'This fault does nothing; give one of: status, reset,'],
    [{ path: '/health', body: 'x' }, 'This fault does nothing'],
    [{ delayMs: 1, body: 'x' }, 'A body and headers are sent with a status only'],
    [
      { status: 500, path: 'health' },
      'path is "health"; give a path from its first / on, without a query, or a pattern',
    ],
    [{ status: 500, path: '/health?a=b' }, 'path is "/health?a=b"; give'],
    [{ status: 500, path: 5 }, 'path is 5; give'],
    [{ status: 500, method: 5 }, 'method is 5; give an HTTP method'],
    [{ status: 500, times: 1.5 }, 'times is 1.5; give'],
    [{ status: 500, headers: { 'a b': 'c' } }, 'Header name must be a valid HTTP token ["a b"]'],
    [{ status: 500, headers: { a: 'b\nc' } }, 'Invalid character in header content ["a"]'],
    [{ status: 500, headers: [['a', 'b']] }, 'headers is an array; give an object'],
    [{ status: 200, body: () => 1 }, 'body is a function; give text, bytes or JSON'],
    [{ status: 200, body: { n: 1n } }, 'serialize a BigInt'],
    [{ truncate: -1 }, 'truncate is -1; give a whole number from 0'],
    [{ truncateRows: 1.5 }, 'truncateRows is 1.5; give a whole number from 0'],
    [{ delayMs: Number.NaN }, 'delayMs is NaN; give a whole number from 0 to 2147483647'],
    [{ delayMs: Number.POSITIVE_INFINITY }, 'delayMs is Infinity; give'],
    [{ status: 500, times: 0 }, 'times is 0; give a number of requests, 1 or more'],
    [{ stall: 'before-header' }, 'stall is "before-header"; give one of: before-headers, mid-response'],
    [{ reset: true }, 'reset is true; give one of: before-body, after-body, mid-response, garbled'],
    [{ status: 99 }, 'status is 99; give an HTTP status from 200 to 599'],
  ])('and refuses what would spoil nothing, or everything: %o', async (fault, message) => {
    expect(() => server.failNext(fault as Fault)).toThrow(message)
    expect(await statusOf('GET', '/health')).toBe(200)
  })

  test('and so do delay and failFlushes', () => {
    expect(() => server.delay(Number.POSITIVE_INFINITY)).toThrow('The delay is Infinity; give a whole number from 0')
    expect(() => server.failFlushes(-1)).toThrow('The number of flushes is -1; give a whole number from 0')
  })

  test('in the order in which they were asked for', async () => {
    server.failNext({ status: 501 })
    server.failNext({ status: 502 })
    expect([await statusOf('GET', '/health'), await statusOf('GET', '/health')]).toEqual([501, 502])
  })
})

describe('answers in the place of the real one', () => {
  test.each([
    ['JSON', { a: 1 }, 'application/json', '{"a":1}'],
    ['text', '<html>', 'text/plain; charset=utf-8', '<html>'],
    ['bytes', new Uint8Array([65, 66]), null, 'AB'],
  ])('%s', async (_, body, contentType, text) => {
    server.failNext({ status: 502, body })
    const response = await fetch(`${server.url}/health`)
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      502,
      contentType,
      text,
    ])
  })

  test('leave the request undone', async () => {
    server.failNext({ status: 503 })
    await write('cpu v=1')
    await server.flush()
    expect(server.stats.rowsWritten).toBe(0)
  })

  test.each([
    ['expiredToken', faults.expiredToken, 401, null],
    ['rateLimited', faults.rateLimited(7), 429, '7'],
    ['catchingUp', faults.catchingUp, 503, '5'],
    ['schemaChurn', faults.schemaChurn, 503, null],
    ['badGateway', faults.badGateway, 502, null],
    ['queryTimedOut', faults.queryTimedOut, 504, null],
  ] as const)('%s', async (_, fault, status, retryAfter) => {
    server.failNext(fault)
    const response = await fetch(`${server.url}/health`)
    expect([response.status, response.headers.get('retry-after')]).toEqual([status, retryAfter])
  })

  test('diskFull, as the flush endpoint says it', async () => {
    server.failNext(faults.diskFull)
    expect(await statusOf('GET', '/health')).toBe(200)
    expect(await statusOf('POST', '/api/v1/write/line-protocol/flush')).toBe(500)
  })
})

describe('connections that break', () => {
  test('before the body: nothing was carried out', async () => {
    server.failNext({ reset: 'before-body' })
    await expect(write('cpu v=1')).rejects.toThrow('fetch failed')
    await server.flush()
    expect(server.stats.rowsWritten).toBe(0)
    expect(server.requests.map(({ status }) => status)).toEqual([undefined])
  })

  test('after the body: it was carried out, so a retry writes twice', async () => {
    server.failNext({ reset: 'after-body' })
    await expect(write('cpu v=1')).rejects.toThrow('fetch failed')
    await write('cpu v=1')
    await server.flush()
    expect(server.stats.rowsWritten).toBe(2)
  })

  test('in the middle of the answer', async () => {
    server.failNext({ reset: 'mid-response' })
    const response = await query('query', 'SELECT * FROM range(1000)')
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('terminated')
  })

  test('with a status line no parser takes', async () => {
    server.failNext({ reset: 'garbled' })
    const failed = await query('query/arrow', 'SELECT 1').catch((error: Error) => error.cause)
    expect(failed).toMatchObject({ code: 'HPE_INVALID_CONSTANT' })
  })
})

describe('answers that do not come', () => {
  test('stall before the headers', async () => {
    server.failNext({ stall: 'before-headers' })
    await expect(fetch(`${server.url}/health`, { signal: AbortSignal.timeout(30) })).rejects.toThrow('timeout')
  })

  test('stall in the body', async () => {
    server.failNext({ stall: 'mid-response' })
    const response = await fetch(`${server.url}/health`, { signal: AbortSignal.timeout(50) })
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('timeout')
  })

  test('come late', async () => {
    server.failNext({ delayMs: 40 })
    const first = await Promise.race([fetch(`${server.url}/health`), fetch(`${server.url}/ready`)])
    expect(first.url).toContain('/ready')
  })

  test('come late from now on, until the delay ends', async () => {
    server.delay(60_000)
    await expect(fetch(`${server.url}/health`, { signal: AbortSignal.timeout(30) })).rejects.toThrow('timeout')
    server.delay(0)
    expect(await statusOf('GET', '/health')).toBe(200)
  })
})

describe('answers that are too short', () => {
  const sql = 'SELECT range AS i FROM range(5000) ORDER BY i'

  test('cut after some bytes, with a clean end', async () => {
    server.failNext({ truncate: 100 })
    expect((await (await query('query', sql)).text()).length).toBe(100)

    server.failNext({ truncate: 5000 })
    const arrow = await arrowResponse(sql)
    expect(arrow.body.byteLength).toBe(5000)
    expect(arrow.body.subarray(-8).toString('hex')).not.toBe('ffffffff00000000')
  })

  test('cut after some rows as at the server deadline: JSON says nothing', async () => {
    server.failNext({ truncateRows: 1234 })
    const body = await (await query('query', sql)).json()
    expect(body).toMatchObject({ success: true, row_count: 1234 })
    expect(body.data).toHaveLength(1234)
  })

  test('Arrow ends with its marker and its trailer', async () => {
    server.failNext({ truncateRows: 2500 })
    const { body, response } = await arrowResponse(sql)
    expect(body.subarray(-8).toString('hex')).toBe('ffffffff00000000')
    expect(response.trailers).toHaveProperty('arc-execution-time-ms')
    expect(tableFromIPC(body).batches.map((batch) => batch.numRows)).toEqual([2048, 452])
  })

  test('MessagePack stops in the middle', async () => {
    server.failNext({ truncateRows: 10 })
    const body = await (await query('query/msgpack', sql)).arrayBuffer()
    expect(() => decode(body)).toThrow(RangeError)
  })

  test('a reader slower than the query deadline gets the same', async () => {
    await using slow = await startTestServer({ auth: false, queryTimeoutMs: 1500, version: '26.09.1' })
    const { body, response } = await arrowResponse(
      'SELECT range AS i, hash(range) AS h FROM range(3000000)',
      slow,
      2000,
    )
    expect(body.subarray(-8).toString('hex')).toBe('ffffffff00000000')
    expect(Number(response.trailers['arc-execution-time-ms'])).toBeGreaterThanOrEqual(1500)
    expect(tableFromIPC(body).numRows).toBeLessThan(3_000_000)
  })
})

test('a full disk loses acknowledged rows, and only a flush tells', async () => {
  server.failFlushes()
  expect(await write('cpu v=1')).toBe(204)
  await expect(server.flush()).rejects.toThrow('no space left on device')
  expect(await (await query('query', 'SELECT * FROM cpu')).json()).toMatchObject({ data: [] })
})

async function statusOf(method: string, path: string): Promise<number> {
  const response = await fetch(server.url + path, { method })
  await response.body?.cancel()
  return response.status
}

async function write(lines: string): Promise<number> {
  return (await fetch(`${server.url}/api/v1/write/line-protocol`, { method: 'POST', body: lines })).status
}

function query(endpoint: string, sql: string): Promise<Response> {
  return fetch(`${server.url}/api/v1/${endpoint}`, {
    method: 'POST',
    // Bytes are counted below, and fetch would ask for gzip.
    headers: { 'content-type': 'application/json', 'accept-encoding': 'identity' },
    body: JSON.stringify({ sql }),
  })
}

/** Over `node:http`, which sees trailers; `pauseMs` passes before the first byte of the body is read. */
async function arrowResponse(
  sql: string,
  from = server,
  pauseMs = 0,
): Promise<{ body: Buffer; response: IncomingMessage }> {
  const outgoing = httpRequest(`${from.url}/api/v1/query/arrow`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  })
  outgoing.end(JSON.stringify({ sql }))
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
  await new Promise((resolve) => setTimeout(resolve, pauseMs))
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part)
  return { body: Buffer.concat(parts), response }
}
