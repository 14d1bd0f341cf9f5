/** Spans: one per call, whatever became of it, named and attributed by OpenTelemetry's database conventions. */
import { expect, test, vi } from 'vitest'
import { resolveConfig } from '../../../src/options.ts'
import type { ArcRequest } from '../../../src/transport/exchange.ts'
import { ArcHttp } from '../../../src/transport/http.ts'
import type { Tracer } from '../../../src/transport/tracing.ts'
import { answer, rawServer } from './raw-server.ts'

interface Recorded {
  name: string
  kind: number | undefined
  attributes: Record<string, unknown>
  exceptions: string[]
  status: unknown
  ended: number
}

function recorder(): { tracer: Tracer; spans: Recorded[] } {
  const spans: Recorded[] = []
  const tracer: Tracer = {
    startSpan(name, options) {
      const span: Recorded = {
        name,
        kind: options?.kind,
        attributes: { ...options?.attributes },
        exceptions: [],
        status: undefined,
        ended: 0,
      }
      spans.push(span)
      return {
        setAttribute: (key, value) => {
          span.attributes[key] = value
        },
        setStatus: (status) => {
          span.status = status
        },
        recordException: (exception) => {
          span.exceptions.push(exception.name)
        },
        end: () => {
          span.ended++
        },
      }
    },
  }
  return { tracer, spans }
}

const request: ArcRequest = {
  operation: 'query.rows',
  method: 'POST',
  path: '/api/v1/query/msgpack',
  kind: 'query',
  retry: 'idempotent',
}

test('a call that was retried and then answered', async () => {
  const { tracer, spans } = recorder()
  await using server = await rawServer((socket, n) => socket.write(n === 0 ? answer(503, '{}') : answer(200, '{}')))
  const http = new ArcHttp(
    resolveConfig({ url: server.url, tracer, database: 'metrics', retry: { baseDelayMs: 1 } }),
    'secret',
  )
  const response = await http.request(request)
  expect(spans[0]?.ended).toBe(0)
  await response.bytes()
  expect(spans).toEqual([
    {
      name: 'query.rows metrics',
      kind: 2,
      attributes: {
        'db.system.name': 'arc',
        'db.operation.name': 'query.rows',
        'db.namespace': 'metrics',
        'http.request.method': 'POST',
        'server.address': '127.0.0.1',
        'server.port': server.port,
        'db.response.status_code': '200',
        'http.request.resend_count': 1,
      },
      exceptions: [],
      status: undefined,
      ended: 1,
    },
  ])
  expect(JSON.stringify(spans)).not.toContain('secret')
  await http.close()
})

test.each([
  [
    'an error answer',
    (socket: { write(data: string): unknown }) => socket.write(answer(404, '{"error":"Token not found"}')),
    'ArcNotFoundError',
  ],
  [
    'a cut body',
    (socket: { write(data: string): unknown; end(): unknown }) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n1')
      socket.end()
    },
    'ArcConnectionError',
  ],
])('%s ends the span with its error', async (_name, play, errorName) => {
  const { tracer, spans } = recorder()
  await using server = await rawServer((socket) => play(socket))
  const http = new ArcHttp(resolveConfig({ url: server.url, tracer, retry: false }), undefined)
  await expect(http.request(request).then((r) => r.bytes())).rejects.toThrow()
  expect(spans).toMatchObject([
    { ended: 1, exceptions: [errorName], attributes: { 'error.type': errorName }, status: { code: 2 } },
  ])
  await http.close()
})

test('whatever a transport of the caller rejects with, nothing at all included, the span ends', async () => {
  for (const reason of [undefined, null, 'down']) {
    const { tracer, spans } = recorder()
    const transport = { send: () => Promise.reject(reason), close: async () => {} }
    const http = new ArcHttp(resolveConfig({ url: 'http://arc.test', transport, tracer, retry: false }), undefined)
    await expect(http.request(request)).rejects.toMatchObject({ name: 'ArcConnectionError' })
    expect(spans).toMatchObject([{ ended: 1 }])
    await http.close()
  }
})

test('a tracer and a logger that throw are not heard of', async () => {
  const fail = () => {
    throw new Error('broken observer')
  }
  await using server = await rawServer((socket, n) => socket.write(n === 0 ? answer(503, '{}') : answer(200, '"fine"')))
  const observers = { tracer: { startSpan: fail }, logger: { debug: fail, warn: fail, error: fail } }
  const http = new ArcHttp(resolveConfig({ url: server.url, ...observers, retry: { baseDelayMs: 1 } }), undefined)
  expect(await (await http.request(request)).json()).toBe('fine')
  await http.close()
})

test('nor is an asynchronous logger that rejects', async () => {
  const unhandled = vi.fn()
  process.on('unhandledRejection', unhandled)
  await using server = await rawServer((socket, n) => socket.write(n === 0 ? answer(503, '{}') : answer(200, '"fine"')))
  const fail = () => Promise.reject(new Error('broken observer'))
  const logger = { debug: fail, warn: fail, error: fail }
  const http = new ArcHttp(resolveConfig({ url: server.url, logger, retry: { baseDelayMs: 1 } }), undefined)
  expect(await (await http.request(request)).json()).toBe('fine')
  await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', unhandled)
  expect(unhandled).not.toHaveBeenCalled()
  await http.close()
})

test('no content, a cancelled body and a raw exchange end it too', async () => {
  const { tracer, spans } = recorder()
  await using server = await rawServer((socket, n) =>
    socket.write(answer(n === 0 ? 204 : n === 1 ? 200 : 404, n === 0 ? '' : '{}')),
  )
  const http = new ArcHttp(resolveConfig({ url: server.url, tracer }), undefined)
  await http.request(request)
  ;(await http.request(request)).cancel()
  await (await http.exchange(request)).bytes()
  expect(spans.map(({ ended }) => ended)).toEqual([1, 1, 1])
  await http.close()
})
