import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { decode } from '@msgpack/msgpack'
import { tableFromIPC } from 'apache-arrow'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { arcHandlers } from '../src/index.ts'

const url = 'https://arc.example/prefix'
const handlers = arcHandlers({ url })
const msw = setupServer(...handlers)
const headers = { authorization: `Bearer ${handlers.token}`, 'content-type': 'application/json' }

beforeAll(() => msw.listen({ onUnhandledRequest: 'error' }))
afterEach(() => handlers.reset())
afterAll(async () => {
  msw.close()
  await handlers.close()
})

describe('arcHandlers', () => {
  test('answers in all three formats, without a socket', async () => {
    const lines = 'cpu,host=a usage=1.5 1787392800000000\ncpu,host=b usage=2.5 1787392801000000\n'
    const written = await fetch(`${url}/api/v1/write/line-protocol?precision=us`, {
      method: 'POST',
      headers,
      body: lines,
    })
    expect(written.status).toBe(204)
    await handlers.flush()

    const sql = 'SELECT host, usage FROM cpu ORDER BY host'
    const json = await (await query('query', sql)).json()
    expect(json).toMatchObject({
      columns: ['host', 'usage'],
      data: [
        ['a', 1.5],
        ['b', 2.5],
      ],
      row_count: 2,
    })

    const msgpack = decode(await (await query('query/msgpack', sql)).arrayBuffer())
    expect(msgpack).toMatchObject({
      types: ['utf8', 'float64'],
      data: [
        ['a', 'b'],
        [1.5, 2.5],
      ],
    })

    const table = tableFromIPC(await (await query('query/arrow', sql)).arrayBuffer())
    expect(table.toArray().map((row) => row.toJSON())).toEqual([
      { host: 'a', usage: 1.5 },
      { host: 'b', usage: 2.5 },
    ])
  })

  test('loses acknowledged rows when their flush fails', async () => {
    await handlers.failFlushes()
    const write = await fetch(`${url}/api/v1/write/line-protocol`, { method: 'POST', headers, body: 'cpu v=1' })
    expect(write.status).toBe(204)
    await expect(handlers.flush()).rejects.toThrow('no space left on device')
    expect(await (await query('query', 'SELECT * FROM cpu')).json()).toMatchObject({ row_count: 0 })
  })

  test('decompresses what it compressed', async () => {
    const response = await fetch(`${url}/api/v1/query`, {
      method: 'POST',
      headers: { ...headers, 'accept-encoding': 'gzip' },
      body: JSON.stringify({ sql: 'SELECT 1 AS one' }),
    })
    expect(await response.json()).toMatchObject({ data: [[1]] })
  })

  test.each(['localhost:8000', 'arc.example', 'https://arc.example/?a=b', undefined])(
    'refuses a url that no request would match: %s',
    (wrong) => {
      const options = { url: wrong as string }
      expect(() => arcHandlers(options)).toThrow("give the server's origin, such as 'https://arc.example'")
    },
  )

  test('asks for a token', async () => {
    const response = await fetch(`${url}/api/v1/databases`)
    expect(response.status).toBe(401)
    expect(await response.json()).toEqual({ error: 'Authentication required', success: false })
  })

  test('refuses headers over 4 KiB, as the server does', async () => {
    const response = await fetch(`${url}/health`, { headers: { 'x-big': 'x'.repeat(4096) } })
    expect([response.status, await response.json()]).toEqual([431, { error: 'Request Header Fields Too Large' }])
    expect((await fetch(`${url}/health`, { headers: { 'x-big': 'x'.repeat(3500) } })).status).toBe(200)
  })

  test('records requests, and forgets them on reset', async () => {
    await query('query', 'SELECT 1')
    expect(handlers.requests.map(({ method, target, status }) => [method, target, status])).toEqual([
      ['POST', '/api/v1/query', 200],
    ])
    expect(new TextDecoder().decode(handlers.requests[0]?.body)).toBe('{"sql":"SELECT 1"}')
    await handlers.reset()
    expect(handlers.requests).toEqual([])
  })

  test('fails on demand', async () => {
    handlers.failNext({ status: 503, body: { error: 'busy' }, headers: { 'retry-after': '5' } })
    const failed = await query('query', 'SELECT 1')
    expect([failed.status, failed.headers.get('retry-after'), await failed.json()]).toEqual([
      503,
      '5',
      { error: 'busy' },
    ])
    expect((await query('query', 'SELECT 1')).status).toBe(200)

    handlers.failNext({ reset: 'before-body' })
    await expect(query('query', 'SELECT 1')).rejects.toThrow('Failed to fetch')

    handlers.failNext({ reset: 'mid-response' })
    await expect((await query('query', 'SELECT 1')).text()).rejects.toThrow('terminated')

    handlers.failNext({ truncate: 10 })
    expect(await (await query('query', 'SELECT 1')).text()).toBe('{"success"')

    handlers.failNext({ stall: 'before-headers' })
    await expect(query('query', 'SELECT 1', AbortSignal.timeout(20))).rejects.toThrow(/abort|timeout/i)

    handlers.failNext({ stall: 'mid-response' })
    const abort = new AbortController()
    const begun = await query('query', 'SELECT 1', abort.signal)
    const body = expect(begun.text()).rejects.toThrow(/abort/i)
    abort.abort()
    await body
  })
})

function query(endpoint: string, sql: string, signal?: AbortSignal): Promise<Response> {
  return fetch(`${url}/api/v1/${endpoint}`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ sql }),
    ...(signal === undefined ? {} : { signal }),
  })
}

test('a delayed answer keeps the process alive until it is there, and a closed server none', {
  timeout: 60_000,
}, async () => {
  const script = `
    import { setupServer } from 'msw/node'
    import { arcHandlers, startTestServer } from '${new URL('../src/index.ts', import.meta.url).href}'
    const handlers = arcHandlers({ url: 'https://arc.example' })
    setupServer(...handlers).listen({ onUnhandledRequest: 'bypass' })
    handlers.delay(50)
    console.log((await fetch('https://arc.example/health')).status)
    await handlers.close()
    const server = await startTestServer()
    server.delay(1_000_000)
    fetch(server.url).catch(() => {})
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    await server.close()`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  expect([output, code]).toEqual(['200\n', 0])
})
