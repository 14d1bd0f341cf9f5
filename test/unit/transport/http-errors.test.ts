/** What a caller is told about every answer that is not a success, through both transports. */
import { createBrotliCompress, createDeflate, createGzip } from 'node:zlib'
import { pack } from 'msgpackr'
import { describe, expect, test } from 'vitest'
import {
  ArcAuthenticationError,
  ArcConflictError,
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
import { failure, get, json, kinds, opener, write } from './calls.ts'
import { answer, rawServer } from './raw-server.ts'

describe.each(kinds)('over %s', (kind) => {
  const open = opener(kind)

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

    test('CREATE, INSERT and the like given to a query: what to call instead', async () => {
      await using server = await rawServer((socket) =>
        socket.write(answer(400, json('Dangerous SQL operation not allowed'))),
      )
      const http = open(server)
      const { message } = await failure(http.request({ ...get, path: '/api/v1/query' }))
      expect(message).toMatch(/write\.rows puts rows in, and creates measurements.*delete\.rows.*quote a column/)
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
        'String literal not allowed in table position (replacement scans are disabled); reference a table by name',
        /Give a name as sql\.id\(name\), and put a column called "from" or "join" in parentheses$/,
      ],
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

    test.each([
      ['a page', 'text/html', '<'],
      ['a page of tags', 'text/html', '<style>'],
      [
        'a message of line breaks',
        'application/json',
        '{"success":false,"error":"query failed: Conversion Error: ',
        '\\n',
      ],
      ['a message of quotes', 'application/json', '{"error":"query failed: Conversion Error: ', "'"],
      ['a message of tables', 'application/json', '{"error":"query failed: Conversion Error: ', "read_parquet('"],
    ])('%s that is long takes no longer than its length', async (_, type, start, unit = start) => {
      let size = 0
      await using server = await rawServer((socket) =>
        socket.write(answer(500, `${start}${unit.repeat(size / unit.length)}"}`, { 'content-type': type })),
      )
      const http = open(server, { retry: false })
      const cpuMicros: number[] = []
      for (size of [10_000, 100_000, 1_000_000]) {
        const before = process.cpuUsage()
        const error = await failure(http.request({ ...get, path: '/api/v1/query' }))
        const { user, system } = process.cpuUsage(before)
        cpuMicros.push(user + system)
        expect(error.message.length).toBeLessThan(20_000)
        if (type.endsWith('json')) expect(error).toMatchObject({ origin: 'arc', category: 'conversion' })
      }
      // Of a hundred times the length; its square would be ten thousand.
      expect((cpuMicros[2] ?? 0) / Math.max(cpuMicros[0] ?? 0, 500)).toBeLessThan(1_000)
      await http.close()
    })

    test.each([
      ['gzip', () => createGzip()],
      ['deflate', () => createDeflate()],
      ['br', () => createBrotliCompress()],
    ])('an answer in %s without an end is read no further than 64 kB, and says so', async (encoding, encoder) => {
      await using server = await rawServer((socket) => {
        socket.write(
          `HTTP/1.1 500 X\r\ncontent-type: text/plain\r\ncontent-encoding: ${encoding}\r\ntransfer-encoding: chunked\r\n\r\n`,
        )
        const encoded = encoder()
        encoded.on('data', (chunk: Buffer) => {
          socket.write(`${chunk.length.toString(16)}\r\n`)
          socket.write(chunk)
          socket.write('\r\n')
        })
        const timer = setInterval(() => {
          encoded.write(Buffer.alloc(0x40000, 'x'))
          encoded.flush()
        }, 1)
        socket.on('close', () => clearInterval(timer))
      })
      const http = open(server, { retry: false })
      const error = await failure(http.request(get))
      expect(error.body).toMatch(/^x{65536}… \(the answer is longer than the 65536 bytes that were read\)$/)
      await expect.poll(() => server.connections[0]?.closed).toBe(true)
      await http.close()
    })

    test('an answer without an end is read no further than 64 kB, and says so', async () => {
      await using server = await rawServer((socket) => {
        socket.write('HTTP/1.1 500 X\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n')
        const timer = setInterval(() => socket.write(`4000\r\n${'x'.repeat(0x4000)}\r\n`), 1)
        socket.on('close', () => clearInterval(timer))
      })
      const http = open(server, { retry: false })
      const error = await failure(http.request(get))
      expect(error).toMatchObject({ status: 500, origin: 'other' })
      expect(error.body).toMatch(/^x{65536}… \(the answer is longer than the 65536 bytes that were read\)$/)
      await http.close()
    })

    test.each([
      ['-1e9', undefined],
      ['1e300', 2 ** 31 - 1],
      ['"30"', undefined],
      ['null', undefined],
      ['[30]', undefined],
      ['0', 0],
      ['1.5', 1_500],
    ])('a pause of %s seconds in the body', async (seconds, expected) => {
      const body = `{"error":"throttled","retry_after_seconds":${seconds}}`
      await using server = await rawServer((socket) => socket.write(answer(429, body)))
      const http = open(server, { retry: false })
      expect((await failure(http.request(get))).retryAfterMs).toBe(expected)
      await http.close()
    })

    test.each(['-5', 'NaN', 'Infinity', '1e9', '5 minutes', 'Mon, 99 Foo 2026', '', '9'.repeat(400)])(
      'a Retry-After of %s is no pause, or one that a timer can wait',
      async (header) => {
        await using server = await rawServer((socket) =>
          socket.write(answer(429, json('slow down'), { 'retry-after': header })),
        )
        const http = open(server, { retry: false })
        const pauseMs = (await failure(http.request(get))).retryAfterMs
        expect(pauseMs).toBe(header.startsWith('9') ? 2 ** 31 - 1 : undefined)
        await http.close()
      },
    )

    // Who says so, and whether what was sent may have been stored all the same: the writer decides by these two.
    test.each([
      [500, json('Failed to write records: failed to convert columns'), 'arc', true],
      [500, json('Failed to write records: context canceled'), 'arc', false],
      [500, 'Internal Server Error', 'other', true],
      [502, json('no leader'), 'arc', true],
      [503, json('Write rejected (schema churn)'), 'arc', false],
      [503, 'upstream connect error or disconnect/reset before headers', 'other', true],
      [504, '', 'other', true],
      [408, json('Request Timeout'), 'arc', false],
      [413, json('Request Entity Too Large'), 'arc', false],
      [401, '{"message":"Unauthorized"}', 'other', false],
      [403, '<html>Access Denied</html>', 'other', false],
      [404, '{"error":{"code":404}}', 'other', false],
      [400, '{"accepted":false,"reason":"unsigned","detail":"no signature"}', 'arc', false],
      [200, '<html>Log in</html>', 'other', false],
      [302, '', 'other', false],
    ])('%i %s: from %s, may have arrived: %j', async (status, body, origin, mayHaveArrived) => {
      await using server = await rawServer((socket) => socket.write(answer(status, body)))
      const http = open(server, { retry: false })
      expect(await failure(http.request(write))).toMatchObject({ status, origin, mayHaveArrived })
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

    test.each([
      // 41 arrays one in the other, each of 2^32 - 1 elements.
      [
        '207 bytes that announce 735 GB',
        Buffer.from([...Array(41).fill([0xdd, 0xff, 0xff, 0xff, 0xff]).flat(), 0xc0, 0xc0]),
      ],
      ['a map of 2^32 - 1 keys', Buffer.from([0xdf, 0xff, 0xff, 0xff, 0xff, 0xa1, 0x61, 0xc0])],
      ['a text of 4 GB', Buffer.from([0x81, 0xa5, ...Buffer.from('error'), 0xdb, 0xff, 0xff, 0xff, 0xff, 0x61])],
      ['bytes of 4 GB', Buffer.from([0xc6, 0xff, 0xff, 0xff, 0xff, 0x61])],
      ['an extension of 4 GB', Buffer.from([0xc9, 0xff, 0xff, 0xff, 0xff, 0x01, 0x61])],
      ['50,000 arrays one in the other', Buffer.alloc(50_000, 0x91)],
      ['50,000 maps one in the other', Buffer.alloc(50_000, Buffer.from([0x81, 0xa1, 0x61]))],
      ['a key that is a map', Buffer.from([0x81, 0x81, 0xa1, 0x61, 0xc0, 0xc0])],
      ['a code that does not exist', Buffer.from([0xc1])],
      ['more after its end', Buffer.from([0x80, 0x80])],
      ['nothing', Buffer.alloc(0)],
    ])('a MessagePack error body of %s is taken as text', async (_, body) => {
      await using server = await rawServer((socket) => {
        socket.write(`HTTP/1.1 500 X\r\ncontent-type: application/msgpack\r\ncontent-length: ${body.length}\r\n\r\n`)
        socket.write(body)
      })
      const http = open(server)
      const error = await failure(http.request({ ...get, path: '/api/v1/query/msgpack' }))
      expect(error).toMatchObject({ status: 500, origin: 'other', body: new TextDecoder().decode(body) })
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

    test.each([
      ['<html><body><pre>Cannot GET /api/v1/retention</pre></body></html>', 'text/html'],
      ['404 page not found', 'text/plain'],
      ['{"message":"no Route matched with those values"}', 'application/json'],
    ])(
      'a 404 of something else is neither a feature that is off nor a thing that does not exist: %s',
      async (body, type) => {
        await using server = await rawServer((socket) => socket.write(answer(404, body, { 'content-type': type })))
        const http = open(server)
        const error = await failure(http.request({ ...get, path: '/api/v1/retention' }))
        expect(error).toBeInstanceOf(ArcServerError)
        expect(error).toMatchObject({ status: 404, retryable: false })
        expect(error.message).toMatch(
          /^Something other than Arc answers GET .* \(HTTP 404: .*\); check the "url" option$/,
        )
        await http.close()
      },
    )

    test('a page without text says its status once', async () => {
      await using server = await rawServer((socket) =>
        socket.write(answer(200, '<br>', { 'content-type': 'text/html' })),
      )
      const http = open(server)
      expect((await failure(http.request(get))).message).toMatch(/ \(HTTP 200\); check the "url" option$/)
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
      expect((await failure(http.request(write))).message).toContain('(HTTP 301: a redirect to https://arc.example/)')
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
})
