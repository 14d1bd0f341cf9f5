import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { arcHandlers, startTestServer, type TestServer } from '../src/index.ts'

describe('startTestServer', () => {
  test('serves many at once, each with its own rows and token', async () => {
    await using one = await startTestServer({ token: 'one' })
    await using other = await startTestServer({ token: 'other' })
    await write(one, 'cpu v=1')
    await one.flush()
    expect(await rows(one, 'SELECT v FROM cpu')).toEqual([[1]])
    expect(await rows(other, 'SELECT v FROM cpu')).toEqual([])
    const crossed = await fetch(`${other.url}/api/v1/databases`, { headers: { authorization: 'Bearer one' } })
    expect(crossed.status).toBe(401)
  })

  test('shows rows only after a flush, which comes by itself with age or size', async () => {
    await using server = await startTestServer({ flushAgeMs: 30, flushRows: 3 })
    await write(server, 'aged v=1')
    expect(await rows(server, 'SELECT v FROM aged')).toEqual([])
    await expect.poll(() => rows(server, 'SELECT v FROM aged')).toEqual([[1]])
    await write(server, 'sized v=1 1\nsized v=2 2\nsized v=3 3')
    await expect.poll(() => rows(server, 'SELECT v FROM sized ORDER BY time')).toEqual([[1], [2], [3]])
  })

  test.each([
    [{ deleteEnable: false }, 'There is no option "deleteEnable"; there are: dataDir, token,'],
    [{ toString: 1 }, 'There is no option "toString"'],
    [{ port: Number.NaN }, 'port is NaN; give a whole number from 0 to 65535'],
    [{ port: '8000' }, 'port is "8000"; give a whole number from 0 to 65535'],
    [{ flushAgeMs: -1 }, 'flushAgeMs is -1; give a whole number from 0 to 2147483647'],
    [{ flushAgeMs: Number.POSITIVE_INFINITY }, 'flushAgeMs is Infinity; give'],
    [{ queryTimeoutMs: 2 ** 31 }, 'queryTimeoutMs is 2147483648; give'],
    [{ readTimeoutMs: 0 }, 'readTimeoutMs is 0; give a whole number from 1'],
    [{ flushRows: 0 }, 'flushRows is 0; give a whole number from 1'],
    [{ maxPayloadBytes: null }, 'maxPayloadBytes is null; give'],
    [{ auth: 'false' }, 'auth is "false"; give true or false'],
    [{ version: '26.9.1' }, 'version is "26.9.1"; give one of 26.09.1, 26.09.3'],
    [{ dataDir: '' }, 'dataDir is ""; give a directory'],
    [{ token: '' }, 'token is ""; give a text of visible ASCII characters'],
    [{ token: 'two\nlines' }, 'token is "two\\nlines"; give'],
  ])('refuses an option that does not exist or makes no sense: %j', async (options, message) => {
    await expect(startTestServer(options as object)).rejects.toThrow(message)
    const { port: _, ...shared } = options as { port?: number }
    if (Object.keys(shared).length === 0) return
    expect(() => arcHandlers({ url: 'https://arc.example', ...shared })).toThrow(message)
  })

  test('takes an option that is undefined for one that is left out', async () => {
    const nothing = Object.fromEntries(
      ['auth', 'token', 'port', 'flushAgeMs', 'dataDir'].map((name) => [name, undefined]),
    )
    await using server = await startTestServer(nothing)
    expect(server.token).toMatch(/^[0-9a-f]{32}$/)
    expect((await fetch(`${server.url}/api/v1/databases`)).status).toBe(401)
    await write(server, 'cpu v=1')
    expect(await rows(server, 'SELECT v FROM cpu')).toEqual([])
  })

  const reader = { value: 'reader', permissions: ['read'] }
  test.each([
    [[{ ...reader, permissions: ['raed'] }], 'There is no permission "raed"; there are: read, write, delete, admin'],
    [['reader'], "A token is an object such as { value: 'reader', permissions: ['read'] }"],
    [reader, "give a list such as [{ value: 'reader', permissions: ['read'] }]"],
    [[{ ...reader, expires: new Date(0) }], 'There is no member of a token "expires"; there are: value,'],
    [[{ ...reader, expiresAt: new Date(Number.NaN) }], 'expiresAt is Invalid Date; give a valid Date'],
    [[{ ...reader, expiresAt: '2026-01-01' }], 'expiresAt is "2026-01-01"; give a valid Date'],
    [[{ ...reader, value: '' }], 'the value of a token is ""; give'],
    [[reader, reader], 'the value of a token is "reader"; give every token a value of its own'],
    [[{ ...reader, value: 'admin' }], 'give every token a value of its own'],
    [[{ ...reader, name: 'admin' }], 'the name of a token is "admin"; give every token a name of its own'],
  ])('refuses tokens that would not do what they say: %j', async (tokens, message) => {
    await expect(startTestServer({ token: 'admin', tokens: tokens as never })).rejects.toThrow(message)
  })

  test('starts over on reset', async () => {
    await using server = await startTestServer()
    await write(server, 'cpu v=1')
    await server.flush()
    server.failNext({ status: 500 })
    await server.reset()
    expect(server.requests).toEqual([])
    expect(await rows(server, 'SELECT v FROM cpu')).toEqual([])
  })

  test('starts over in the middle of writes', async () => {
    await using server = await startTestServer({ flushRows: 1 })
    let isWriting = true
    const writers = ['a', 'b', 'c'].map(async (measurement) => {
      while (isWriting) await write(server, `${measurement} v=1`)
    })
    for (let index = 0; index < 30; index++) await server.reset()
    isWriting = false
    await Promise.all(writers)
    await server.reset()
    expect(await rows(server, 'SELECT * FROM a')).toEqual([])
    expect(server.stats.rowsWritten).toBe(0)
  })

  test('serves everyone without auth, and then has no token routes', async () => {
    await using server = await startTestServer({ auth: false })
    expect((await fetch(`${server.url}/api/v1/databases`)).status).toBe(200)
    expect((await fetch(`${server.url}/api/v1/auth/tokens`)).status).toBe(404)
  })

  test('counts and records what it was asked', async () => {
    await using server = await startTestServer()
    await write(server, 'cpu v=1')
    await server.flush()
    const [record] = server.requests
    expect(record).toMatchObject({ method: 'POST', target: '/api/v1/write/line-protocol?precision=us', status: 204 })
    expect(record?.headers.get('authorization')).toBe(`Bearer ${server.token}`)
    expect(new TextDecoder().decode(record?.body)).toBe('cpu v=1')
    expect(server.stats).toMatchObject({ requests: 1, bytesReceived: 7, rowsBuffered: 1, rowsWritten: 1, flushes: 1 })
  })

  test('keeps a connection open between requests, and says so in no header', async () => {
    await using server = await startTestServer()
    const agent = new Agent({ keepAlive: true })
    for (let index = 0; index < 3; index++) {
      const [response] = await once(httpRequest(`${server.url}/health`, { agent }).end(), 'response')
      expect(response.headers).not.toHaveProperty('connection')
      await once(response.resume(), 'close')
    }
    agent.destroy()
    expect(server.stats).toMatchObject({ connections: 1, requests: 3 })
  })

  test('listens on the port it is given, and reports one that is taken', async () => {
    await using server = await startTestServer()
    const port = Number(new URL(server.url).port)
    await expect(startTestServer({ port })).rejects.toThrow('EADDRINUSE')
  })

  test('drops open connections when it closes', async () => {
    const server = await startTestServer()
    server.failNext({ stall: 'before-headers' })
    const waiting = expect(fetch(`${server.url}/health`)).rejects.toThrow('fetch failed')
    await expect.poll(() => server.requests.length).toBe(1)
    const { url } = server
    await Promise.all([server.close(), server.close()])
    await waiting
    // A test of a server that is down still knows where it was.
    expect(server.url).toBe(url)
    await expect(fetch(server.url)).rejects.toThrow('fetch failed')
    await expect(server.reset()).rejects.toThrow('This server is closed')
  })
})

describe('the HTTP layer', () => {
  test('refuses a body over the limit before it arrives, and closes', async () => {
    await using server = await startTestServer({ maxPayloadBytes: 1000 })
    const { status, text } = await raw(
      server,
      'POST /api/v1/write/msgpack HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000\r\n\r\n',
    )
    expect(status).toBe(413)
    expect(text).toContain('{"error":"Request Entity Too Large"}')
  })

  test('refuses a chunked body once it is over the limit', async () => {
    await using server = await startTestServer({ maxPayloadBytes: 10 })
    const head = 'POST /api/v1/write/msgpack HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n'
    const { status } = await raw(server, `${head}14\r\n${'a'.repeat(20)}\r\n`)
    expect(status).toBe(413)
  })

  test('gives up on a body that does not come', async () => {
    await using server = await startTestServer({ readTimeoutMs: 20 })
    const { status, text } = await raw(
      server,
      'POST /api/v1/query HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc',
    )
    expect(status).toBe(408)
    expect(text.toLowerCase()).toContain('connection: close')
  })

  test('refuses headers over 4 KiB', async () => {
    await using server = await startTestServer()
    const fits = await fetch(`${server.url}/health`, { headers: { 'x-big': 'x'.repeat(3500) } })
    const tooBig = await fetch(`${server.url}/health`, { headers: { 'x-big': 'x'.repeat(4096) } })
    expect([fits.status, tooBig.status]).toEqual([200, 431])
    expect([fits.headers.get('connection'), tooBig.headers.get('connection')]).toEqual([null, 'close'])
  })

  test('sends long answers in chunks of at most 4 KiB, with a trailer at the end', async () => {
    await using server = await startTestServer({ auth: false })
    const body = JSON.stringify({ sql: 'SELECT range AS i FROM range(5000)' })
    const head = `POST /api/v1/query/arrow HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`
    const { text } = await raw(server, head + body)
    const sizes = chunkSizes(text.slice(text.indexOf('\r\n\r\n') + 4))
    expect(sizes.length).toBeGreaterThan(10)
    expect(Math.max(...sizes)).toBe(4096)
    expect(text).toMatch(/\r\n0\r\nArc-Execution-Time-Ms: \d+\r\n\r\n$/)
  })

  test('says when it closes because the client wants it', async () => {
    await using server = await startTestServer()
    const { text } = await raw(server, 'GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    expect(text.toLowerCase()).toContain('\r\nconnection: close\r\n')
  })

  test('asks for no token where the server asks for none, whatever the method', async () => {
    await using server = await startTestServer()
    const statusOf = async (method: string, path: string) => (await fetch(`${server.url}${path}`, { method })).status
    expect([await statusOf('POST', '/health'), await statusOf('DELETE', '/api/v1/auth/verify')]).toEqual([405, 405])
    expect([await statusOf('GET', '/metrics/x'), await statusOf('POST', '/healthy')]).toEqual([404, 401])
  })

  test('takes a preflight with an empty header for none', async () => {
    await using server = await startTestServer()
    const preflight = (method: string) =>
      `OPTIONS /health HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost:3000\r\nAccess-Control-Request-Method: ${method}\r\nConnection: close\r\n\r\n`
    expect((await raw(server, preflight('POST'))).status).toBe(204)
    expect((await raw(server, preflight(''))).status).toBe(405)
  })

  test('answers HEAD without a body', async () => {
    await using server = await startTestServer()
    const outgoing = httpRequest(`${server.url}/health`, { method: 'HEAD' }).end()
    const [response] = await once(outgoing, 'response')
    response.resume()
    expect([response.statusCode, Number(response.headers['content-length']) > 0]).toEqual([200, true])
  })
})

test('arc-test-server serves until it is told to stop', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'testing/src/cli.ts', '--port', '0', '--token', 'cli'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  await expect.poll(() => output, { timeout: 20_000 }).toContain('Token: cli')
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0]
  const response = await fetch(`${url}/api/v1/databases`, { headers: { authorization: 'Bearer cli' } })
  expect(await response.json()).toEqual({ databases: [], count: 0 })
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

async function write(server: TestServer, lines: string): Promise<void> {
  const response = await fetch(`${server.url}/api/v1/write/line-protocol?precision=us`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}` },
    body: lines,
  })
  expect(response.status).toBe(204)
}

async function rows(server: TestServer, sql: string): Promise<unknown> {
  const response = await fetch(`${server.url}/api/v1/query`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ sql }),
  })
  return (await response.json()).data
}

/** Sends bytes and reads until the server closes. */
async function raw(server: TestServer, bytes: string): Promise<{ status: number; text: string }> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  socket.write(bytes)
  let text = ''
  for await (const part of socket) text += (part as Buffer).toString('latin1')
  return { status: Number(text.slice(9, 12)), text }
}

function chunkSizes(body: string): number[] {
  const sizes: number[] = []
  let at = 0
  for (;;) {
    const size = Number.parseInt(body.slice(at, body.indexOf('\r\n', at)), 16)
    if (size === 0 || Number.isNaN(size)) return sizes
    sizes.push(size)
    at = body.indexOf('\r\n', at) + 2 + size + 2
  }
}
