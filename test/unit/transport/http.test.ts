/** What a caller sees of every way an exchange can go, over real sockets and through both transports. */
import { randomBytes } from 'node:crypto'
import { getEventListeners, once } from 'node:events'
import { createServer } from 'node:http'
import net from 'node:net'
import { gunzipSync, gzipSync } from 'node:zlib'
import { pack } from 'msgpackr'
import { describe, expect, test, vi } from 'vitest'
import { type ArcClientOptions, resolveConfig } from '../../../src/config.ts'
import {
  ArcAuthenticationError,
  ArcConflictError,
  ArcConnectionError,
  ArcError,
  ArcFeatureUnavailableError,
  ArcIngestionError,
  ArcNotFoundError,
  ArcPermissionError,
  ArcQueryError,
  ArcRateLimitError,
  ArcServerError,
  ArcTimeoutError,
  ArcValidationError,
} from '../../../src/errors.ts'
import { ArcHttp, type ArcRequest } from '../../../src/transport/http.ts'
import { answer, type RawServer, rawServer } from './raw-server.ts'

const TOKEN = 'secret-token-secret-token'
const get: ArcRequest = { operation: 'test', method: 'GET', path: '/api/v1/x', kind: 'management', retry: 'idempotent' }
const write: ArcRequest = {
  operation: 'write',
  method: 'POST',
  path: '/api/v1/write/msgpack',
  kind: 'write',
  retry: 'write',
  body: new Uint8Array([1, 2, 3]),
}

function client(url: URL | string, options: Partial<ArcClientOptions> = {}): ArcHttp {
  const config = resolveConfig({ url, token: TOKEN, retry: { baseDelayMs: 1 }, ...options })
  return new ArcHttp(config, TOKEN)
}

async function failure(promise: Promise<unknown>): Promise<ArcError> {
  const error = await promise.then(
    () => {
      throw new Error('expected a rejection')
    },
    (caught: unknown) => caught,
  )
  if (!(error instanceof ArcError)) throw error
  expect(`${error.message} ${JSON.stringify(error)} ${error.stack}`).not.toContain(TOKEN)
  return error
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const json = (error: string) => JSON.stringify({ error })

describe.each(['node:http', 'fetch'] as const)('over %s', (kind) => {
  const transport = kind === 'fetch' ? { fetch: globalThis.fetch } : {}
  const open = (server: RawServer, options: Partial<ArcClientOptions> = {}) =>
    client(server.url, { ...transport, ...options })

  describe('answers become errors that say what to do', () => {
    const cases: readonly [status: number, text: string, path: string, errorClass: unknown, retryable: boolean][] = [
      [400, 'Empty payload', '/api/v1/write/msgpack', ArcValidationError, false],
      [401, 'Invalid or expired token', '/api/v1/query', ArcAuthenticationError, false],
      [403, 'Permission denied: write required', '/api/v1/write/msgpack', ArcPermissionError, false],
      [
        403,
        "RBAC requires an enterprise license with the 'rbac' feature enabled",
        '/api/v1/rbac/organizations',
        ArcFeatureUnavailableError,
        false,
      ],
      [
        403,
        'Delete operations are disabled. Set delete.enabled=true in arc.toml to enable.',
        '/api/v1/delete',
        ArcFeatureUnavailableError,
        false,
      ],
      [404, 'Token not found', '/api/v1/auth/tokens/7', ArcNotFoundError, false],
      [404, 'Cannot GET /api/v1/continuous_queries', '/api/v1/continuous_queries', ArcFeatureUnavailableError, false],
      [409, "Database 'x' already exists", '/api/v1/databases', ArcConflictError, false],
      [400, "Retention policy with name 'x' already exists", '/api/v1/retention', ArcConflictError, false],
      [500, "token with name 'x' already exists", '/api/v1/auth/tokens', ArcConflictError, false],
      [500, 'Invalid Input Error: user already exists', '/api/v1/query/msgpack', ArcQueryError, false],
      [408, 'Request Timeout', '/api/v1/write/msgpack', ArcTimeoutError, true],
      [413, 'Request Entity Too Large', '/api/v1/write/msgpack', ArcIngestionError, false],
      [422, 'malformed CSV', '/api/v1/import/csv', ArcValidationError, false],
      [
        500,
        "Failed to write records: failed to convert columns: unexpected type in string column 'v': int64",
        '/api/v1/write/msgpack',
        ArcIngestionError,
        false,
      ],
      [500, 'Failed to write records: context canceled', '/api/v1/write/msgpack', ArcIngestionError, true],
      [500, 'Failed to prepare request for forwarding', '/api/v1/write/msgpack', ArcIngestionError, true],
      [500, 'Failed to list tokens: disk', '/api/v1/auth/tokens', ArcServerError, false],
      [
        503,
        'Write rejected (schema churn): schema-evolution loop exceeded',
        '/api/v1/write/msgpack',
        ArcServerError,
        true,
      ],
      [503, 'MQTT subsystem disabled', '/api/v1/mqtt/subscriptions', ArcFeatureUnavailableError, false],
      [
        503,
        'CQ scheduler is not running - enterprise license required',
        '/api/v1/schedulers/cq/reload',
        ArcFeatureUnavailableError,
        false,
      ],
      [504, 'Query timed out', '/api/v1/query', ArcTimeoutError, false],
      [508, 'request already forwarded and cannot be served by this node', '/api/v1/query', ArcServerError, false],
    ]
    test.each(cases)('%i %s', async (status, text, path, errorClass, retryable) => {
      await using server = await rawServer((socket) => socket.write(answer(status, json(text))))
      const http = open(server, { retry: false })
      const error = await failure(http.request({ ...get, path }))
      expect(error).toBeInstanceOf(errorClass)
      expect(error).toMatchObject({ status, path, method: 'GET', retryable, body: { error: text } })
      expect(error.message).toContain(text)
      await http.close()
    })

    test('an SQL error has its category and neither prefix nor storage paths', async () => {
      const text =
        'arrow query failed: Binder Error: Referenced column "x" not found in FROM clause!\nCandidate bindings: "time"\n\nLINE 1: SELECT x FROM read_parquet(\'/data/default/cpu/**/*.parquet\', union_by_name=true)'
      await using server = await rawServer((socket) => socket.write(answer(500, json(text))))
      const http = open(server)
      const error = await failure(http.request({ ...get, path: '/api/v1/query' }))
      expect(error).toBeInstanceOf(ArcQueryError)
      expect(error).toMatchObject({ category: 'binder', retryable: false })
      expect(error.message).toBe(
        'Binder Error: Referenced column "x" not found in FROM clause!\nCandidate bindings: "time"',
      )
      await http.close()
    })

    test.each([
      [
        "Invalid Input Error: No magic bytes found at end of file '/data/arc/default/cpu/2026/08/22/10/x.parquet'",
        'invalid-input',
        "Invalid Input Error: No magic bytes found at end of file '…'",
      ],
      [
        "Conversion Error: Could not convert string 'already exists' to INT32\n\nLINE 1: SELECT 'already exists'::INTEGER FROM read_parquet('/data/arc/default...",
        'conversion',
        "Conversion Error: Could not convert string 'already exists' to INT32",
      ],
      [
        'Binder Error: Referenced table "cpu" not found!\nCandidate tables: "read_parquet"',
        'binder',
        /not found!\nGive every measurement an alias, such as FROM cpu AS cpu$/,
      ],
      [
        'incorrect argument count for command: have 0 want 1',
        'unknown',
        /want 1\. Arc has no bind parameters.* sql tag$/,
      ],
    ])('a query that fails with %j is of its category and says what to do', async (text, category, message) => {
      await using server = await rawServer((socket) => socket.write(answer(500, json(`arrow query failed: ${text}`))))
      const http = open(server)
      const error = await failure(http.request({ ...get, path: '/api/v1/query/msgpack' }))
      expect(error).toBeInstanceOf(ArcQueryError)
      expect(error).toMatchObject({ category, message: expect.stringMatching(message) })
      await http.close()
    })

    test('a type that Arrow does not have is unsupported', async () => {
      const text =
        'failed to create arrow schema: {"exception_type":"Not implemented","exception_message":"Unsupported Arrow type VARIANT"}'
      await using server = await rawServer((socket) => socket.write(answer(500, json(`arrow query failed: ${text}`))))
      const http = open(server)
      const error = await failure(http.request({ ...get, path: '/api/v1/query' }))
      expect(error).toMatchObject({
        category: 'unsupported',
        message: 'Not implemented Error: Unsupported Arrow type VARIANT',
      })
      await http.close()
    })

    test.each([
      ['Dangerous SQL operation not allowed', /quote a column of that name, "load"$/],
      [
        'SHOW TABLES/MEASUREMENTS is not supported on the Arrow endpoint; use /api/v1/query instead',
        /Use query\.rows, query\.columns or query\.json$/,
      ],
    ])('%s: what to do instead', async (text, hint) => {
      await using server = await rawServer((socket) => socket.write(answer(400, json(text))))
      const http = open(server)
      expect((await failure(http.request({ ...get, path: '/api/v1/query/arrow' }))).message).toMatch(hint)
      await http.close()
    })

    test('a path that the server does not know is not a missing feature', async () => {
      await using server = await rawServer((socket) =>
        socket.write(answer(404, json('Cannot GET /arc/api/v1/databases'))),
      )
      const http = open(server)
      const error = await failure(http.request({ ...get, path: '/api/v1/databases' }))
      expect(error).toBeInstanceOf(ArcNotFoundError)
      expect(error.message).toContain('Check the path in the "url" option')
      await http.close()
    })

    test('a failed continuous query has no storage paths either', async () => {
      const text = `Execution failed: query execution failed: query failed: IO Error: No files found that match the pattern "/data/arc/default/cpu/**/*.parquet"\n\nLINE 1: SELECT * FROM read_parquet('/data/arc/default/cpu...\n        ^`
      await using server = await rawServer((socket) => socket.write(answer(500, json(text))))
      const http = open(server)
      const path = '/api/v1/continuous_queries/1/execute'
      const error = await failure(http.request({ ...get, method: 'POST', path, retry: 'never' }))
      expect(error.message).toBe(
        `Execution failed: query execution failed: query failed: IO Error: No files found that match the pattern "…" (HTTP 500, POST ${path})`,
      )
      await http.close()
    })

    test('how long to wait may be in the body', async () => {
      await using server = await rawServer((socket) =>
        socket.write(answer(429, '{"error":"throttled","retry_after_seconds":29}')),
      )
      const http = open(server, { retry: false })
      expect(await failure(http.request(get))).toMatchObject({ name: 'ArcRateLimitError', retryAfterMs: 29_000 })
      await http.close()
    })

    test('a MessagePack error body is read as such', async () => {
      const body = Buffer.from(pack({ success: false, error: 'Query timed out x!' }))
      await using server = await rawServer((socket) => {
        socket.write(`HTTP/1.1 500 X\r\ncontent-type: application/msgpack\r\ncontent-length: ${body.length}\r\n\r\n`)
        socket.write(body)
      })
      const http = open(server)
      const error = await failure(http.request({ ...get, path: '/api/v1/query/msgpack' }))
      expect(error.body).toEqual({ success: false, error: 'Query timed out x!' })
      await http.close()
    })

    test('502 from a proxy: the text of its HTML', async () => {
      const html =
        '<html><head><style>b{}</style><title>502 Bad Gateway</title></head><body><h1>nginx</h1></body></html>'
      await using server = await rawServer((socket) => socket.write(answer(502, html, { 'content-type': 'text/html' })))
      const http = open(server)
      const error = await failure(http.request({ ...get, retry: 'never' }))
      expect(error).toBeInstanceOf(ArcServerError)
      expect(error).toMatchObject({ status: 502, retryable: true, body: html })
      expect(error.message).toContain('502 Bad Gateway nginx')
      await http.close()
    })

    test('a page with status 200 is no acknowledgement', async () => {
      await using server = await rawServer((socket) =>
        socket.write(answer(200, '<h1>Log in</h1>', { 'content-type': 'text/html; charset=utf-8' })),
      )
      for (const headers of [{ 'content-type': 'text/plain' }, { 'content-type': 'application/json' }, {}]) {
        await using other = await rawServer((socket) => socket.write(answer(200, '"ok"', headers)))
        expect(await failure(open(other).request(write))).toBeInstanceOf(ArcServerError)
      }
      const http = open(server)
      const error = await failure(http.request(write))
      expect(error).toBeInstanceOf(ArcServerError)
      expect(error).toMatchObject({ status: 200, retryable: false })
      expect(error.message).toMatch(/Something other than Arc answers .* \(HTTP 200: Log in\); check the "url" option/)
      await http.close()
    })

    test('whatever the case of its Content-Type, for the raw client as well', async () => {
      await using server = await rawServer((socket) =>
        socket.write(answer(200, '<html>Sign in</html>', { 'content-type': 'Text/HTML' })),
      )
      const http = open(server)
      for (const send of [() => http.request(write), () => http.exchange(get)]) {
        expect((await failure(send())).message).toContain('Something other than Arc answers')
      }
      await http.close()
    })

    test('a redirect is not followed, and says where to', async () => {
      await using server = await rawServer((socket) =>
        socket.write(answer(301, '', { location: 'https://arc.example/' })),
      )
      const http = open(server)
      expect((await failure(http.request(write))).message).toContain('(HTTP 301 to https://arc.example/)')
      await http.close()
    })

    test.each([
      ['seconds', () => '7', 7_000],
      ['a date', () => new Date(Date.now() + 7_500).toUTCString(), 7_000],
    ])('429 with Retry-After as %s', async (_form, header, expectedMs) => {
      await using server = await rawServer((socket) =>
        socket.write(answer(429, json('Rate limit exceeded: 10 queries per minute'), { 'retry-after': header() })),
      )
      const http = open(server, { retry: { maxTimeMs: 100 } })
      const error = await failure(http.request(get))
      expect(error).toBeInstanceOf(ArcRateLimitError)
      expect(error.retryable).toBe(true)
      expect(Math.abs((error.retryAfterMs ?? 0) - expectedMs)).toBeLessThanOrEqual(1_000)
      await http.close()
    })
  })

  describe('retrying', () => {
    test('503 is retried until it passes', async () => {
      await using server = await rawServer((socket, n) =>
        socket.write(n < 2 ? answer(503, json('not yet')) : answer(200, '{"ok":1}')),
      )
      const http = open(server)
      const response = await http.request(get)
      expect(await response.json()).toEqual({ ok: 1 })
      expect(response.attempts).toBe(3)
      await http.close()
    })

    test('a reset before the answer is retried for writes, with the same bytes', async () => {
      await using server = await rawServer((socket, n) =>
        n === 0 ? socket.resetAndDestroy() : socket.write(answer(204, '')),
      )
      const http = open(server)
      await http.request(write)
      const bodies = server.connections.flatMap((c) => c.received.split('\r\n\r\n').slice(1, 2))
      expect(bodies).toEqual(['\x01\x02\x03', '\x01\x02\x03'])
      await http.close()
    })

    test.each([
      ['never', { retry: 'never' as const }, 503],
      ['permanent', {}, 400],
    ])('%s is sent once', async (_name, change, status) => {
      await using server = await rawServer((socket) => socket.write(answer(status, json('no'))))
      const http = open(server)
      await failure(http.request({ ...get, ...change }))
      expect(server.connections.length).toBe(1)
      expect(server.connections[0]?.received.match(/GET /g)?.length).toBe(1)
      await http.close()
    })

    test('gives up after maxAttempts with the last error', async () => {
      let requests = 0
      await using server = await rawServer((socket) => {
        requests++
        socket.write(answer(503, json('down')))
      })
      const http = open(server, { retry: { maxAttempts: 3, baseDelayMs: 1 } })
      expect(await failure(http.request(get))).toMatchObject({ status: 503 })
      expect(requests).toBe(3)
      await http.close()
    })

    test('exchange hands out any answer as it is, after the same retries', async () => {
      await using server = await rawServer((socket, n) =>
        socket.write(n === 0 ? answer(503, json('a')) : answer(404, json('b'))),
      )
      const http = open(server)
      const response = await http.exchange(get)
      expect([response.status, await response.json()]).toEqual([404, { error: 'b' }])
      await http.close()
    })
  })

  describe('connections', () => {
    test('refused', async () => {
      const http = client(`http://127.0.0.1:${await freePort()}`, { ...transport, retry: false })
      const error = await failure(http.request(get))
      expect(error).toBeInstanceOf(ArcConnectionError)
      expect(error.retryable).toBe(true)
      expect(error.message).toMatch(kind === 'fetch' ? /Cannot reach/ : /Nothing listens at 127/)
      await http.close()
    })

    test('a host name that does not exist', async () => {
      const http = client('http://no-such-host.invalid:8000', { ...transport, retry: false })
      const error = await failure(http.request(get))
      expect(error).toBeInstanceOf(ArcConnectionError)
      expect(error.message).toContain('no-such-host.invalid')
      await http.close()
    })

    test.each([
      ['reset', (socket: net.Socket) => socket.resetAndDestroy()],
      ['closed', (socket: net.Socket) => socket.end()],
    ])('an idle connection that is %s when the next request is on its way does not surface', async (_how, drop) => {
      // Request 1 meets the dying connection of request 0; only its second sending, number 2, is answered.
      await using server = await rawServer((socket, n) =>
        n === 1 ? drop(socket) : socket.write(answer(200, String(n))),
      )
      // undici gives no way to tell a stale connection, so with `fetch` it is an ordinary retry.
      const http = open(server, kind === 'node:http' ? { retry: false } : {})
      for (const expected of [0, 2]) expect(await (await http.request(get)).json()).toBe(expected)
      await http.close()
    })

    test('is reused for the next call', async () => {
      await using server = await rawServer((socket) => socket.write(answer(200, '{}')))
      const http = open(server)
      for (let i = 0; i < 5; i++) await (await http.request(get)).bytes()
      // undici may open a second one before it has put the first back.
      expect(server.connections.length).toBeLessThanOrEqual(kind === 'node:http' ? 1 : 2)
      await http.close()
    })

    test('a call that must not be sent twice gets a fresh one', async () => {
      await using server = await rawServer((socket) => socket.write(answer(200, '{}')))
      const http = open(server)
      await (await http.request(get)).bytes()
      await (await http.request({ ...get, method: 'POST', retry: 'never' })).bytes()
      // fetch keeps its pool to itself.
      if (kind === 'node:http') expect(server.connections.length).toBe(2)
      await http.close()
    })
  })

  test('a call that is under way when the client is closed is not sent again', async () => {
    let release = () => {}
    await using server = await rawServer((socket) => {
      release = () => socket.write(answer(204, ''))
    })
    const http = open(server)
    const call = http.request(write).then(
      () => 'answered',
      (error: unknown) => error,
    )
    await vi.waitFor(() => expect(server.connections[0]?.received).toContain('POST'))
    await http.close()
    release()
    const outcome = await call
    if (outcome !== 'answered') expect(outcome).toMatchObject({ name: 'ArcConnectionError', requestSent: true })
    expect(server.connections.map(({ received }) => received.split('POST').length - 1)).toEqual([1])
  })

  test('closing ends every call: those that wait for a connection, fresh ones, pauses before a retry, streams', async () => {
    await using server = await rawServer((socket, _, request) => {
      if (request.includes('/pause')) socket.write(answer(503, '{}', { 'retry-after': '5' }))
      if (request.includes('/stream')) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n1')
    })
    const http = open(server, { maxConnections: 3 })
    const paused = failure(http.request({ ...get, path: '/pause' }))
    const chunks = (await http.request({ ...get, path: '/stream', stream: true })).chunks()
    expect((await chunks.next()).value).toHaveLength(1)
    const streamed = failure(chunks.next())
    const calls = [
      ...Array.from({ length: 10 }, () => http.request(write)),
      http.request({ ...get, method: 'POST', retry: 'never' }),
    ].map(failure)
    await vi.waitFor(() => expect(server.connections.length).toBeGreaterThanOrEqual(4))
    const sent = () => server.connections.flatMap(({ received }) => received.split('HTTP/1.1').slice(1)).length
    const before = sent()
    await http.close()
    for (const error of await Promise.all([paused, streamed, ...calls])) {
      expect(error).toMatchObject({ name: 'ArcConnectionError', message: 'This ArcClient is closed', retryable: false })
    }
    // fetch keeps its pool to itself.
    const stillOpen = () => server.connections.filter(({ closed }) => !closed).length
    if (kind === 'node:http') await vi.waitFor(() => expect(stillOpen()).toBe(0))
    expect(sent()).toBe(before)
  })

  describe('time limits and aborts', () => {
    test('no headers in time', async () => {
      await using server = await rawServer(() => {})
      const http = open(server)
      const error = await failure(http.request({ ...get, timeoutMs: 30 }))
      expect(error).toBeInstanceOf(ArcTimeoutError)
      expect(error.message).toContain('waited 30 ms for the response headers')
      await expect.poll(() => server.connections[0]?.closed).toBe(true)
      await http.close()
    })

    test('a body that its reader refuses closes the connection, and the error is the reader’s', async () => {
      await using server = await rawServer((socket) =>
        socket.write(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${'1\r\na\r\n'.repeat(5)}`),
      )
      const http = open(server)
      const response = await http.request(get)
      const refusal = new Error('not what I expected')
      const read = vi.fn(() => {
        throw refusal
      })
      await expect(response.read(read)).rejects.toBe(refusal)
      await expect.poll(() => server.connections[0]?.closed).toBe(true)
      expect(read).toHaveBeenCalledTimes(1)
      await http.close()
    })

    test('a body that stalls', async () => {
      await using server = await rawServer((socket) =>
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n12345'),
      )
      const http = open(server)
      const response = await http.request({ ...get, timeoutMs: 400 })
      const error = await failure(response.bytes())
      expect(error).toBeInstanceOf(ArcTimeoutError)
      expect(error.message).toContain('the rest of the response body')
      await http.close()
    })

    test('a stream may take longer than the limit, as long as chunks keep coming', async () => {
      await using server = await rawServer((socket) => {
        socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')
        let left = 5
        const timer = setInterval(() => {
          socket.write(left > 0 ? '1\r\na\r\n' : '0\r\n\r\n')
          if (left-- === 0) clearInterval(timer)
        }, 80)
      })
      const http = open(server)
      const response = await http.request({ ...get, timeoutMs: 400, stream: true })
      let text = ''
      for await (const chunk of response.chunks()) text += Buffer.from(chunk).toString()
      expect(text).toBe('aaaaa')
      await http.close()
    })

    test('a stream that stalls', async () => {
      await using server = await rawServer((socket) =>
        socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n'),
      )
      const http = open(server)
      const response = await http.request({ ...get, timeoutMs: 400, stream: true })
      const error = await failure(
        (async () => {
          for await (const _ of response.chunks()) {
          }
        })(),
      )
      expect(error).toBeInstanceOf(ArcTimeoutError)
      expect(error.message).toContain('the next chunk')
      await http.close()
    })

    test('an abort wins and keeps its reason', async () => {
      await using server = await rawServer((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n1'))
      const http = open(server)
      const reason = new Error('changed my mind')
      await expect(http.request({ ...get, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
      expect(server.connections.length).toBe(0)

      const controller = new AbortController()
      const response = await http.request({ ...get, signal: controller.signal })
      const body = response.bytes()
      controller.abort(reason)
      await expect(body).rejects.toBe(reason)
      await expect.poll(() => server.connections[0]?.closed).toBe(true)
      await http.close()
    })

    test('a hundred calls with one signal listen once, and not at all when they are done', async () => {
      await using server = await rawServer((socket) => socket.write(answer(200, '{}')))
      const http = open(server)
      const { signal } = new AbortController()
      const most = vi.fn()
      const calls = Array.from({ length: 100 }, async () => {
        const response = http.request({ ...get, signal })
        most(getEventListeners(signal, 'abort').length)
        await (await response).bytes()
      })
      await Promise.all(calls)
      // `fetch` adds listeners to the signal it is given, which is not the caller's.
      expect(Math.max(...most.mock.calls.flat())).toBeLessThanOrEqual(1)
      expect(getEventListeners(signal, 'abort').length).toBe(0)
      await http.close()
    })

    test('an abort during the pause before a retry', async () => {
      await using server = await rawServer((socket) => socket.write(answer(503, json('x'), { 'retry-after': '5' })))
      const http = open(server)
      const controller = new AbortController()
      const call = http.request({ ...get, signal: controller.signal })
      await expect.poll(() => server.connections.length).toBe(1)
      setTimeout(() => controller.abort(), 20)
      await expect(call).rejects.toMatchObject({ name: 'AbortError' })
      await http.close()
    })
  })

  describe('cut answers', () => {
    const cuts: readonly [string, string][] = [
      ['inside a Content-Length body', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n12345'],
      ['inside a chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\na\r\n123'],
      ['between two chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\n123\r\n'],
    ]
    for (const end of ['a close', 'a reset'] as const) {
      test.each(cuts)(`%s by ${end}`, async (_where, bytes) => {
        await using server = await rawServer((socket) => {
          socket.write(bytes, () => setTimeout(() => (end === 'a reset' ? socket.resetAndDestroy() : socket.end()), 5))
        })
        const http = open(server, { retry: false })
        const error = await failure(http.request(get).then((r) => r.bytes()))
        expect(error).toBeInstanceOf(ArcConnectionError)
        const streamed = await failure(
          (async () => {
            const response = await http.request({ ...get, stream: true })
            for await (const _ of response.chunks()) {
            }
          })(),
        )
        expect(streamed).toBeInstanceOf(ArcConnectionError)
        await http.close()
      })
    }

    test('leaving a stream early closes the socket', async () => {
      await using server = await rawServer((socket) => {
        socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')
        const timer = setInterval(() => socket.write('3\r\nabc\r\n'), 5)
        socket.on('close', () => clearInterval(timer))
      })
      const http = open(server)
      const response = await http.request({ ...get, stream: true })
      for await (const chunk of response.chunks()) {
        expect(chunk.length).toBeGreaterThan(0)
        break
      }
      await expect.poll(() => server.connections[0]?.closed).toBe(true)
      await http.close()
    })
  })

  test('sends the token, the database header unless it is default, and the prefix of the URL', async () => {
    await using server = await rawServer((socket) => socket.write(answer(200, '{}')))
    const http = client(new URL('/arc/', server.url), {
      ...transport,
      database: 'metrics',
      headers: { 'X-Extra': '1' },
    })
    for (const database of [undefined, null, 'default', 'other'])
      await (await http.request({ ...get, database })).bytes()
    const heads = server.connections.flatMap((c) => c.received.split('\r\n\r\n').filter(Boolean))
    expect(heads.map((h) => /x-arc-database: (\S+)/i.exec(h)?.[1])).toEqual(['metrics', undefined, undefined, 'other'])
    for (const head of heads) {
      expect(head).toMatch(/^GET \/arc\/api\/v1\/x HTTP\/1\.1/)
      expect(head).toMatch(new RegExp(`authorization: Bearer ${TOKEN}`, 'i'))
      expect(head).toMatch(/x-extra: 1/i)
    }
    await http.close()
  })

  test('a streamed body arrives whole, and its own failure is not called a broken connection', async () => {
    const bodies: string[] = []
    const server = createServer(async (incoming, outgoing) => {
      bodies.push(Buffer.concat(await incoming.toArray().catch(() => [])).toString())
      outgoing.writeHead(204).end()
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const http = client(`http://127.0.0.1:${(server.address() as net.AddressInfo).port}`, transport)
    const upload = async function* (fail: boolean) {
      yield new Uint8Array([65, 66])
      yield new Uint8Array([67])
      if (fail) throw new Error('disk gone')
    }
    await http.request({ ...write, body: upload(false) })
    expect(bodies).toEqual(['ABC'])
    await expect(http.request({ ...write, body: upload(true) })).rejects.toThrow(/^disk gone$/)
    await http.close()
    server.closeAllConnections()
    server.close()
  })

  test('bodies are compressed once, without a Content-Encoding, when asked to', async () => {
    const body = new Uint8Array(10_000).fill(65)
    await using server = await rawServer((socket, n) =>
      socket.write(n === 0 ? answer(503, json('x')) : answer(204, '')),
    )
    const http = open(server, { compression: 'gzip' })
    await http.request({ ...write, body, compress: true })
    const sent = server.connections.flatMap((c) => c.received.split(/(?=POST )/)).filter(Boolean)
    expect(sent.length).toBe(2)
    for (const request of sent) {
      expect(request).not.toMatch(/content-encoding/i)
      const payload = Buffer.from(request.slice(request.indexOf('\r\n\r\n') + 4), 'latin1')
      expect(new Uint8Array(gunzipSync(payload))).toEqual(body)
    }
    await http.close()
  })
})

describe('a fetch of the caller that', () => {
  const url = 'http://arc.example'
  const never = () => new Promise<never>(() => {})

  test('never answers and ignores its signal', async () => {
    const error = await failure(client(url, { fetch: never }).request({ ...get, timeoutMs: 20 }))
    expect(error).toBeInstanceOf(ArcTimeoutError)
    const reason = new Error('enough')
    const controller = new AbortController()
    setTimeout(() => controller.abort(reason), 5)
    await expect(client(url, { fetch: never }).request({ ...get, signal: controller.signal })).rejects.toBe(reason)
  })

  test('never ends its body and ignores its signal', async () => {
    const fetch = async () => new Response(new ReadableStream({ pull: never }))
    const http = client(url, { fetch })
    const whole = http.request({ ...get, timeoutMs: 20 }).then((r) => r.bytes())
    expect(await failure(whole)).toBeInstanceOf(ArcTimeoutError)
    const response = await http.request({ ...get, timeoutMs: 20, stream: true })
    expect(await failure(response.chunks().next())).toBeInstanceOf(ArcTimeoutError)
  })

  test('answers with something else', async () => {
    const fetch = (async () => undefined) as unknown as typeof globalThis.fetch
    const error = await failure(client(url, { fetch }).request(get))
    expect(error.message).toContain('"fetch" option resolved with something that is not a Response')
  })
})

describe('node:http alone', () => {
  test('a call that waited for a connection has as long as any other', async () => {
    const held: (() => void)[] = []
    await using server = await rawServer((socket, n) => {
      if (n === 0) socket.write(answer(200, '{}'))
      else held.push(() => socket.write(answer(200, '{}')))
    })
    const http = client(server.url, { maxConnections: 1, timeoutMs: 60_000 })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const calls = [http.request(get), http.request(get)]
      await (await calls[0])?.bytes()
      await vi.waitUntil(() => held.length === 1)
      // Longer than a connection may take to open; this one has long been open.
      await vi.advanceTimersByTimeAsync(30_000)
      held[0]?.()
      expect((await calls[1])?.attempts).toBe(1)
    } finally {
      vi.useRealTimers()
    }
    expect(server.connections).toHaveLength(1)
    await http.close()
  })

  test('a connection that breaks while the server works on the call was not stale', async () => {
    await using server = await rawServer((socket, n) => {
      if (n === 0) socket.write(answer(200, '{}'))
      else setTimeout(() => socket.resetAndDestroy(), 1_100)
    })
    const http = client(server.url, { retry: false })
    await (await http.request(get)).bytes()
    expect(await failure(http.request(write))).toMatchObject({ name: 'ArcConnectionError', requestSent: true })
    expect(server.connections).toHaveLength(1)
    await http.close()
  })

  test('connections that pass from call to call gather no listeners', async () => {
    await using server = await rawServer((socket) => socket.write(answer(200, '{}')))
    const warnings: Error[] = []
    const onWarning = (warning: Error) => warnings.push(warning)
    process.on('warning', onWarning)
    const http = client(server.url, { maxConnections: 1 })
    await Promise.all(Array.from({ length: 30 }, async () => (await http.request(get)).bytes()))
    await http.close()
    process.off('warning', onWarning)
    expect(warnings).toEqual([])
  })

  test('trailers are read after the body', async () => {
    await using server = await rawServer((socket) =>
      socket.write(
        'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntrailer: X-End\r\n\r\n1\r\na\r\n0\r\nX-End: 42\r\n\r\n',
      ),
    )
    const http = client(server.url)
    const response = await http.request(get)
    await response.bytes()
    expect(response.trailers()?.get('x-end')).toBe('42')
    await http.close()
  })

  test('a compressed answer that was cut is an error', async () => {
    const whole = gzipSync(randomBytes(100_000))
    const cut = whole.subarray(0, whole.length - 9)
    await using server = await rawServer((socket, n) => {
      const body = n === 0 ? whole : cut
      socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${body.length}\r\n\r\n`)
      socket.write(body)
    })
    const http = client(server.url)
    expect(Buffer.from(await (await http.request(get)).bytes())).toEqual(gunzipSync(whole))
    expect(await failure(http.request(get).then((r) => r.bytes()))).toBeInstanceOf(ArcConnectionError)
    await http.close()
  })
})

test('a connection that turns into something else ends the call', async () => {
  await using server = await rawServer((socket) =>
    socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
  )
  const http = client(server.url, { retry: false })
  expect(await failure(http.request(get))).toMatchObject({
    name: 'ArcConnectionError',
    message: expect.stringContaining('closed without an answer'),
  })
  await http.close()
})

test('what answers and does not speak HTTP is called that', async () => {
  await using server = await rawServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n'))
  const http = client(server.url, { retry: false })
  expect((await failure(http.request(get))).message).toMatch(/is not HTTP; if it never is, check the port/)
  await http.close()
})

test('no content that calls itself compressed is no cut answer', async () => {
  await using server = await rawServer((socket) => socket.write('HTTP/1.1 204 X\r\ncontent-encoding: gzip\r\n\r\n'))
  const http = client(server.url)
  expect((await http.request(write)).status).toBe(204)
  await http.close()
})

test('a fetch that hands out a body it has read is told so', async () => {
  const http = client('http://arc.test', {
    fetch: async () => {
      const response = new Response('{}')
      await response.text()
      return response
    },
  })
  const error = await failure(http.request(get).then((answer) => answer.bytes()))
  expect(error).toMatchObject({ name: 'ArcValidationError', message: expect.stringContaining('was read already') })
  await http.close()
})
