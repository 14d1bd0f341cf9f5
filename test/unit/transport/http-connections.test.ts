/** Retries, and connections that are refused, reused, broken or closed, over real sockets and through both transports. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import net from 'node:net'
import { promisify } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import { ArcConnectionError } from '../../../src/errors.ts'
import { client, failure, get, json, kinds, opener, write } from './calls.ts'
import { answer, rawServer } from './raw-server.ts'

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

describe.each(kinds)('over %s', (kind) => {
  const open = opener(kind)

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
      const http = open({ url: `http://127.0.0.1:${await freePort()}` }, { retry: false })
      const error = await failure(http.request(get))
      expect(error).toBeInstanceOf(ArcConnectionError)
      expect(error.retryable).toBe(true)
      expect(error.message).toMatch(kind === 'fetch' ? /Cannot reach/ : /Nothing listens at 127/)
      await http.close()
    })

    test('a host name that does not exist', async () => {
      const http = open({ url: 'http://no-such-host.invalid:8000' }, { retry: false })
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

    test('with retry: false a write is sent once, whatever became of the connection: the server may have it', async () => {
      await using server = await rawServer((socket, n) =>
        n === 1 ? socket.resetAndDestroy() : socket.write(answer(204, '')),
      )
      const http = open(server, { retry: false })
      await http.request(write)
      expect(await failure(http.request(write))).toMatchObject({ name: 'ArcConnectionError', retryable: true })
      expect(server.connections.flatMap(({ received }) => received.match(/POST/g) ?? [])).toHaveLength(2)
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
    if (outcome !== 'answered') expect(outcome).toMatchObject({ name: 'ArcClosedError', mayHaveArrived: true })
    expect(server.connections.map(({ received }) => received.split('POST').length - 1)).toEqual([1])
  })

  test('closing ends every call: those that wait for a connection, fresh ones, pauses before a retry, streams', async () => {
    await using server = await rawServer((socket, _, request) => {
      if (request.includes('/pause')) socket.write(answer(503, '{}', { 'retry-after': '5' }))
      if (request.includes('/stream')) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n1')
    })
    const http = open(server, { maxConnections: 3 })
    const paused = failure(http.request({ ...get, path: '/pause' }))
    const chunks = (await http.request({ ...get, path: '/stream', idleTimeoutMs: 30_000 })).chunks()
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
      expect(error).toMatchObject({ name: 'ArcClosedError', message: 'This ArcClient is closed', retryable: false })
    }
    // fetch keeps its pool to itself.
    const stillOpen = () => server.connections.filter(({ closed }) => !closed).length
    if (kind === 'node:http') await vi.waitFor(() => expect(stillOpen()).toBe(0))
    expect(sent()).toBe(before)
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
    expect(await failure(http.request(write))).toMatchObject({ name: 'ArcConnectionError', mayHaveArrived: true })
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
})

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const nodeKnowsProxies = major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21)
describe.runIf(nodeKnowsProxies)('the proxies of the environment', () => {
  const run = async (script: string, variables: Record<string, string>): Promise<string> => {
    const env = { ...process.env, NODE_USE_ENV_PROXY: '1', NO_PROXY: '', ...variables }
    const args = ['-C', 'arc-source', '--import', 'tsx', '--input-type=module', '-e', script]
    const cwd = new URL('../../..', import.meta.url)
    return (await promisify(execFile)(process.execPath, args, { cwd, env, timeout: 20_000 })).stdout
  }

  test('are used, for connections of their own too', async () => {
    await using proxy = await rawServer((socket, _n, request) => {
      socket.write(answer(200, JSON.stringify({ success: true, at: request.split(' ')[1] })))
    })
    const script = `
      import { ArcClient } from 'arc-tsdb-client'
      const arc = new ArcClient({ url: 'http://arc.example', retry: false })
      await arc.api.GET('/health') // pooled
      await arc.api.POST('/api/v1/auth/tokens', { body: { name: 'a', permissions: [] } }) // on a connection of its own
      await arc.close()`
    await run(script, { HTTP_PROXY: proxy.url.href })
    const heads = proxy.connections.map(({ received }) => received.split('\r\n')[0])
    expect(heads).toEqual([
      'GET http://arc.example/health HTTP/1.1',
      'POST http://arc.example/api/v1/auth/tokens HTTP/1.1',
    ])
  })

  test('may refuse, and nothing has been sent', async () => {
    await using proxy = await rawServer((socket) => socket.end(answer(407, '')))
    const script = `
      import { ArcClient } from 'arc-tsdb-client'
      const arc = new ArcClient({ url: 'https://arc.example', retry: false })
      const { message, mayHaveArrived } = await arc.api.GET('/health').catch((error) => error)
      console.log(mayHaveArrived, message)
      await arc.close()`
    const said = await run(script, { HTTPS_PROXY: proxy.url.href })
    expect(said).toMatch(/^false Cannot connect to arc\.example.*407/)
  })
})

test('a connection whose server refuses an upload and stops reading does not stay in the way of others', async () => {
  // rawServer() reads every request to its end.
  const sockets: net.Socket[] = []
  const server = net.createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
    socket.once('data', () => {
      socket.write(sockets.length === 1 ? answer(503, json('busy')) : answer(204, ''))
      if (sockets.length === 1) socket.pause()
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as net.AddressInfo
  const http = client(`http://127.0.0.1:${port}`, { maxConnections: 1, compression: 'none', timeoutMs: 5_000 })
  const large = new Uint8Array(32 * 2 ** 20) // more than the sockets' buffers take
  await failure(http.request({ ...write, body: large, retry: 'never' }))
  expect((await http.request(write)).status).toBe(204)
  await http.close()
  for (const socket of sockets) socket.destroy()
  server.close()
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
