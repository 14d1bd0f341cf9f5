/** A fetch or transport of the caller that does not do what it should: every failure is an ArcError that says so. */
import { expect, test } from 'vitest'
import { type ArcClientOptions, resolveConfig } from '../../../src/options.ts'
import { client, failure, get, write } from './calls.ts'
import { rawServer } from './raw-server.ts'

const throwing = () => {
  throw new TypeError('no')
}
const good = { status: 200, headers: new Headers(), body: null }
const garbage: readonly unknown[] = [
  undefined,
  null,
  1,
  'ok',
  {},
  { ...good, headers: { a: 'b' } },
  { ...good, status: Number.NaN },
  { ...good, status: '200' },
  { ...good, headers: null },
]

test.each(garbage.map((answer) => [answer]))('%o is no response', async (answer) => {
  for (const options of [
    { fetch: async () => answer },
    { fetch: () => answer },
    { transport: { send: async () => answer, close: async () => {} } },
    { transport: { send: () => answer, close: async () => {} } },
  ] as unknown as Partial<ArcClientOptions>[]) {
    const http = client('http://arc.test', { retry: false, ...options })
    for (const request of [get, write]) {
      expect(await failure(http.request(request))).toMatchObject({ name: 'ArcUsageError' })
    }
  }
})

test('a body that is no stream, and a fetch that throws at once', async () => {
  const open = (fetch: unknown) => client('http://arc.test', { retry: false, fetch: fetch as typeof globalThis.fetch })
  const read = async () => (await open(() => ({ ...good, body: 'text' })).request(get)).bytes()
  expect(await failure(read())).toBeInstanceOf(Error)
  expect(await failure(open(throwing).request(get))).toMatchObject({ name: 'ArcConnectionError' })
  const transport = { send: throwing, close: async () => {} }
  const http = client('http://arc.test', { transport })
  expect(await failure(http.request(get))).toMatchObject({
    name: 'ArcConnectionError',
    message: expect.stringMatching(/failed: no$/),
  })
})

test.each(['Bearer abc', 'bearer  abc', 'Token abc'])('a token given as %j says so', (token) => {
  expect(() => resolveConfig({ url: 'http://arc.test', token })).toThrow(/leave out the "Bearer" before it/)
})

test('a success without an end that is not JSON is not read whole', async () => {
  await using server = await rawServer((socket) => {
    socket.write('HTTP/1.1 200 X\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n')
    const timer = setInterval(() => socket.write(`4000\r\n${'x'.repeat(0x4000)}\r\n`), 1)
    socket.on('close', () => clearInterval(timer))
  })
  const http = client(server.url, { retry: false, timeoutMs: 5_000 })
  const error = await failure(http.request(get).then((response) => response.json()))
  expect(error.message).toContain('it is not JSON')
  await http.close()
})
