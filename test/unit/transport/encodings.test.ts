/** Answers that are encoded in ways that nobody asked for, as proxies do, through both transports. */
import zlib from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { ArcClient } from '../../../src/client.ts'
import { failure, get, kinds, opener } from './calls.ts'
import { rawServer } from './raw-server.ts'

const { gzipSync: gzip, brotliCompressSync: br, deflateSync: deflate } = zlib
const text = Buffer.from('{"a":[1,2,3]}')

async function serve(body: Buffer, encoding: string, status = 200) {
  return rawServer((socket) => {
    socket.write(`HTTP/1.1 ${status} X\r\ncontent-type: Application/JSON; charset=UTF-8\r\n`)
    socket.write(`content-encoding: ${encoding}\r\ncontent-length: ${body.length}\r\n\r\n`)
    socket.write(body)
  })
}

describe.each(kinds)('over %s', (kind) => {
  const open = opener(kind)

  test.each([
    ['gzip', gzip(text)],
    ['GZIP', gzip(text)],
    ['x-gzip', gzip(text)],
    ['br', br(text)],
    ['deflate', deflate(text)],
    ['gzip, br', br(gzip(text))],
    ['gzip,gzip', gzip(gzip(text))],
    ['deflate , gzip , br', br(gzip(deflate(text)))],
  ])('%s', async (encoding, body) => {
    await using server = await serve(body, encoding)
    const http = open(server)
    expect(await (await http.request(get)).json()).toEqual({ a: [1, 2, 3] })
    await using failing = await serve(body, encoding, 500)
    expect(await failure(open(failing).request(get))).toMatchObject({ status: 500, body: { a: [1, 2, 3] } })
    await http.close()
  })

  test.each(['identity', ''])('%j is none', async (encoding) => {
    await using server = await serve(text, encoding)
    const http = open(server)
    expect(await (await http.request(get)).json()).toEqual({ a: [1, 2, 3] })
    await http.close()
  })

  test.each([
    ['compress', 'as "compress"'],
    ['gzip, x-secret', 'as "x-secret"'],
    [Array(5).fill('gzip').join(), 'more than 4 times'],
  ])('%s is named', async (encoding, how) => {
    // fetch itself refuses more than five.
    await using server = await serve(gzip(text), encoding)
    const http = open(server, { retry: false })
    expect(await failure(http.request(get))).toMatchObject({
      name: 'ArcServerError',
      status: 200,
      message: expect.stringContaining(`is encoded ${how}, which nobody asked for`),
    })
    await http.close()
  })

  test('a body that grows without end when it is decoded is read no further than what is shown', async () => {
    const bomb = gzip(gzip(Buffer.alloc(200_000_000, 'x')))
    await using server = await serve(bomb, 'gzip, gzip', 500)
    const http = open(server, { retry: false })
    const before = process.memoryUsage().rss
    const error = await failure(http.request(get))
    expect((error.body as { error?: string } | string).toString().length).toBeLessThan(66_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
    await http.close()
  })

  test('a request that is too long speaks of the request', async () => {
    await using server = await rawServer((socket) =>
      socket.write('HTTP/1.1 413 X\r\ncontent-type: application/json\r\ncontent-length: 17\r\n\r\n{"error":"large"}'),
    )
    const http = open(server)
    const error = await failure(http.request({ ...get, path: '/api/v1/retention', method: 'POST' }))
    expect(error).toMatchObject({
      name: 'ArcValidationError',
      message: expect.stringMatching(/Send a shorter request$/),
    })
    await http.close()
  })

  test('a proxy gets its Authorization, and the server the token', async () => {
    await using server = await rawServer((socket) => socket.write('HTTP/1.1 204 X\r\n\r\n'))
    const token = 'token-of-the-server'
    const transport = kind === 'fetch' ? { fetch: globalThis.fetch } : {}
    await using arc = new ArcClient({ url: server.url, token, headers: { Authorization: 'Basic dTpw' }, ...transport })
    await arc.write.columns('cpu', { time: [1n], v: [1] })
    const head = server.connections[0]?.received ?? ''
    expect(head).toMatch(/\r\nauthorization: Basic dTpw\r\n/i)
    expect(head).toMatch(/\r\nx-api-key: token-of-the-server\r\n/i)
  })
})
