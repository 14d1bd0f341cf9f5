/** Time limits and aborts, over real sockets and through both transports, and with a `fetch` that knows neither. */
import { getEventListeners } from 'node:events'
import { describe, expect, test, vi } from 'vitest'
import { ArcClient, ArcTimeoutError } from '../../../src/index.ts'
import type { Transport } from '../../../src/transport/transport.ts'
import { client, failure, get, json, kinds, opener, write } from './calls.ts'
import { answer, rawServer } from './raw-server.ts'

describe.each(kinds)('over %s', (kind) => {
  const open = opener(kind)

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
      const response = await http.request({ ...get, idleTimeoutMs: 400 })
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
      const response = await http.request({ ...get, idleTimeoutMs: 400 })
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

    test.each([get, write])('an attempt that is not answered in time is made again: $kind', async (request) => {
      await using server = await rawServer((socket, n) => n === 2 && socket.write(answer(204, '')))
      const http = open(server, { attemptTimeoutMs: 50 })
      expect((await http.request(request)).attempts).toBe(3)
      const held = () => server.connections.filter(({ received, closed }) => received !== '' && !closed)
      await expect.poll(() => held().length).toBe(1)
      await http.close()
    })

    test('the last attempt that is not answered in time is the error, and the limit of the whole call comes first', async () => {
      let requests = 0
      await using server = await rawServer(() => requests++)
      const http = open(server, { attemptTimeoutMs: 30, retry: { maxAttempts: 2, baseDelayMs: 1 } })
      const error = await failure(http.request(get))
      expect(error).toMatchObject({ name: 'ArcTimeoutError', retryable: true, mayHaveArrived: true })
      expect(error.message).toContain('waited 30 ms for the response headers')
      expect(requests).toBe(2)

      const whole = await failure(http.request({ ...get, timeoutMs: 20 }))
      expect(whole.message).toContain('waited 20 ms')
      const never = await failure(http.request({ ...get, retry: 'never' }))
      expect(never.message).toContain('waited 30 ms')
      expect(requests).toBe(4)
      await http.close()
    })

    test('the limit of an attempt ends with the head of its answer, the caller’s abort does not', async () => {
      await using server = await rawServer((socket) => {
        socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n')
        setTimeout(() => socket.write('1\r\nb\r\n'), 150)
      })
      const http = open(server)
      const controller = new AbortController()
      const response = await http.request({ ...get, attemptTimeoutMs: 100, signal: controller.signal })
      const chunks = response.chunks()
      for (const letter of 'ab') expect(Buffer.from((await chunks.next()).value ?? []).toString()).toBe(letter)
      const reason = new Error('enough')
      controller.abort(reason)
      await expect(chunks.next()).rejects.toBe(reason)
      await http.close()
    })

    test.each(['query', 'long-running'] as const)(
      'the client’s limit of an attempt is not that of a %s',
      async (kind) => {
        await using server = await rawServer((socket) => void setTimeout(() => socket.write(answer(200, '{}')), 100))
        const http = open(server, { attemptTimeoutMs: 20 })
        await (await http.request({ ...get, kind })).bytes()
        await failure(http.request({ ...get, kind, attemptTimeoutMs: 20, retry: 'never' }))
        await http.close()
      },
    )

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
    const response = await http.request({ ...get, idleTimeoutMs: 20 })
    expect(await failure(response.chunks().next())).toBeInstanceOf(ArcTimeoutError)
  })

  test('answers with something else', async () => {
    const fetch = (async () => undefined) as unknown as typeof globalThis.fetch
    const error = await failure(client(url, { fetch }).request(get))
    expect(error.message).toContain('"fetch" option resolved with something that is not a Response')
  })
})

test('every call that can be repeated takes the limit of an attempt', async () => {
  let requests = 0
  await using server = await rawServer(() => requests++)
  const arc = new ArcClient({ url: server.url, retry: { maxAttempts: 2, baseDelayMs: 1 } })
  const options = { attemptTimeoutMs: 20 }
  const calls: readonly Promise<unknown>[] = [
    arc.write.columns('cpu', { v: [1] }, options),
    arc.write.rows('cpu', [{ v: 1 }], { ...options, timeoutMs: 10_000 }),
    arc.write.lineProtocol('cpu v=1', options),
    arc.query.rows('SELECT 1', options),
    arc.retention.list(options),
  ]
  for (const error of await Promise.all(calls.map(failure))) expect(error).toBeInstanceOf(ArcTimeoutError)
  expect(requests).toBe(2 * calls.length)
  await arc.close()
})

test('a stream that is cancelled leaves no timer behind, though the runtime hands out what it had read already', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    // As node:http does in Bun and Deno.
    const transport: Transport = {
      send: async () => ({
        status: 200,
        headers: new Headers(),
        read: async () => {},
        async *chunks() {
          for (let i = 0; i < 3; i++) yield new Uint8Array(1)
        },
        trailers: () => undefined,
        cancel: () => {},
      }),
      close: async () => {},
    }
    const http = client('http://arc.test', { transport })
    const response = await http.request({ ...get, idleTimeoutMs: 30_000 })
    const chunks = response.chunks()
    await chunks.next()
    response.cancel()
    while (!(await chunks.next()).done);
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})
