/** TLS options against a server with a self-signed certificate (test/fixtures/tls, made for localhost, valid for a century). */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import net from 'node:net'
import { expect, test, vi } from 'vitest'
import { ArcConnectionError } from '../../../src/errors.ts'
import { resolveConfig } from '../../../src/options.ts'
import type { ArcRequest } from '../../../src/transport/exchange.ts'
import { ArcHttp } from '../../../src/transport/http.ts'
import type { TlsOptions } from '../../../src/transport/transport.ts'
import { client, failure } from './calls.ts'
import { answer, rawServer } from './raw-server.ts'

const read = (name: string) => readFileSync(new URL(`../../fixtures/tls/${name}`, import.meta.url), 'utf8')
const pair = { key: read('key.pem'), cert: read('cert.pem') }
const request: ArcRequest = { operation: 't', method: 'GET', path: '/health', kind: 'management', retry: 'idempotent' }

async function get(url: URL, tls: TlsOptions | undefined, retry: ArcRequest['retry'] = 'idempotent'): Promise<unknown> {
  const http = new ArcHttp(resolveConfig({ url, tls }), undefined)
  try {
    return await (await http.request({ ...request, retry })).json()
  } finally {
    await http.close()
  }
}

test('an unknown authority is refused, for good, with the way out', async () => {
  await using server = await rawServer((socket) => socket.write(answer(200, '1')), pair)
  const error = await get(server.url, undefined).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(ArcConnectionError)
  expect(error).toMatchObject({ retryable: false, mayHaveArrived: false })
  expect((error as Error).message).toMatch(/Cannot make a TLS connection .*"tls" option/)
})

test.each([
  ['its certificate as the authority', { ca: pair.cert }],
  ['a list of authorities as bytes', { ca: [new TextEncoder().encode(pair.cert)] }],
  ['no verification', { rejectUnauthorized: false }],
])('works with %s, on pooled and on fresh connections', async (_name, tls) => {
  await using server = await rawServer((socket) => socket.write(answer(200, '1')), pair)
  expect(await get(server.url, tls)).toBe(1)
  expect(await get(server.url, tls, 'never')).toBe(1)
})

test('https to a server that speaks plain http is not retried', async () => {
  const server = net.createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end(answer(400, 'plain')))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as net.AddressInfo
  const error = await get(new URL(`https://127.0.0.1:${port}`), undefined).catch((caught: unknown) => caught)
  expect(error).toMatchObject({ name: 'ArcConnectionError', retryable: false })
  server.close()
})

test('https to a server that waits for more of what it takes for http is told once', async () => {
  await using server = await rawServer(() => {})
  const http = client(`https://127.0.0.1:${server.port}`, { retry: { maxAttempts: 3, baseDelayMs: 1 } })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const refused = failure(http.request(request))
    await vi.waitFor(() => expect(server.connections[0]?.received).not.toBe(''), { timeout: 5_000 })
    await vi.advanceTimersByTimeAsync(12_000)
    const error = await refused
    expect(error).toMatchObject({ name: 'ArcConnectionError', retryable: false, mayHaveArrived: false })
    expect(error.message).toMatch(/^Cannot make a TLS connection to .*; check the protocol/)
    expect(server.connections.length).toBe(1)
  } finally {
    vi.useRealTimers()
    await http.close()
  }
})
