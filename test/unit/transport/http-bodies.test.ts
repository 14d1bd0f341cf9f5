/** What is sent, and answers that are cut, compressed or empty, over real sockets and through both transports. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type net from 'node:net'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { ArcConnectionError } from '../../../src/errors.ts'
import { client, failure, get, json, kinds, opener, TOKEN, write } from './calls.ts'
import { answer, rawServer } from './raw-server.ts'

describe.each(kinds)('over %s', (kind) => {
  const open = opener(kind)

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
            const response = await http.request({ ...get, idleTimeoutMs: 30_000 })
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
      const response = await http.request({ ...get, idleTimeoutMs: 30_000 })
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
    const http = open(
      { url: new URL('/arc/', server.url) },
      {
        database: 'metrics',
        headers: { 'X-Extra': '1' },
      },
    )
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
    const http = open({ url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}` })
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

  test('a broken upload of a stream is not said to be worth a retry: the stream is consumed', async () => {
    await using server = await rawServer((socket) => socket.resetAndDestroy())
    const http = open(server)
    const upload = (async function* () {
      yield new Uint8Array([65])
    })()
    const error = await failure(http.request({ ...write, body: upload }))
    expect(error).toMatchObject({ name: 'ArcConnectionError', retryable: false })
    await http.close()
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

describe('node:http alone', () => {
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
  expect(error).toMatchObject({ name: 'ArcUsageError', message: expect.stringContaining('was read already') })
  await http.close()
})
