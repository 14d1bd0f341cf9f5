import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ArcClient } from '../../../src/client.ts'
import { ArcConnectionError, ArcServerError, ArcTimeoutError } from '../../../src/errors.ts'
import type { paths } from '../../../src/generated/schema.ts'
import { createApi } from '../../../src/management/api.ts'
import { resolveConfig } from '../../../src/options.ts'
import { ArcHttp } from '../../../src/transport/http.ts'

const requests: { line: string; headers: Record<string, unknown>; body: Buffer }[] = []
let answer: { status: number; type?: string; body?: Uint8Array | string; afterMs?: number } = {
  status: 200,
  body: '{}',
}

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  requests.push({ line: `${request.method} ${request.url}`, headers: request.headers, body: Buffer.concat(chunks) })
  await setTimeout(answer.afterMs ?? 0)
  response.writeHead(answer.status, { 'content-type': answer.type ?? 'application/json' }).end(answer.body)
})
let http: ArcHttp
let api: ArcClient['api']

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  http = new ArcHttp(resolveConfig({ url: `http://127.0.0.1:${port}/arc/`, database: 'metrics' }), 'secret')
  api = createApi<paths>(http)
})
beforeEach(() => {
  requests.length = 0
  answer = { status: 200, body: '{}' }
})
afterAll(async () => {
  await http.close()
  await new Promise((resolve) => server.close(resolve))
})

test('goes through the transport of the client: its address, prefix, token and database', async () => {
  await api.GET('/api/v1/retention/{id}', { params: { path: { id: 7 } } })
  await api.POST('/api/v1/query', { body: { sql: 'SELECT 1' } })
  expect(requests.map(({ line }) => line)).toEqual(['GET /arc/api/v1/retention/7', 'POST /arc/api/v1/query'])
  expect(requests[0]?.headers).toMatchObject({ authorization: 'Bearer secret', 'x-arc-database': 'metrics' })
  expect(requests[1]?.headers).toMatchObject({ 'content-type': 'application/json', 'x-arc-database': 'metrics' })
  expect(JSON.parse(String(requests[1]?.body))).toEqual({ sql: 'SELECT 1' })
})

test('a database given for one call wins', async () => {
  await api.POST('/api/v1/query', { params: { header: { 'x-arc-database': 'other' } }, body: { sql: 'SELECT 1' } })
  expect(requests[0]?.headers['x-arc-database']).toBe('other')
})

test('sends the body as it was when the call was made', async () => {
  const body = { sql: 'SELECT 1' }
  const call = api.POST('/api/v1/query', { body })
  body.sql = 'SELECT 2'
  await call
  expect(JSON.parse(String(requests[0]?.body))).toEqual({ sql: 'SELECT 1' })
})

test('runs middleware of the client and of the call, until it is ejected', async () => {
  const fresh = createApi<paths>(http)
  const seen: string[] = []
  const named = (name: string) => ({
    onRequest: ({ request }: { readonly request: Request }) => {
      seen.push(`${name} ${request.method}`)
      request.headers.set(`x-${name}`, 'yes')
    },
  })
  const [first, second] = [named('first'), named('second')]
  fresh.use(first, second)
  await fresh.GET('/api/v1/databases', { middleware: [named('own')] })
  expect(seen).toEqual(['first GET', 'second GET', 'own GET'])
  expect(requests[0]?.headers).toMatchObject({ 'x-first': 'yes', 'x-second': 'yes', 'x-own': 'yes' })
  fresh.eject(first)
  await fresh.request('get', '/api/v1/databases')
  expect(seen.slice(3)).toEqual(['second GET'])
})

test('hands out what is not 2xx instead of throwing it', async () => {
  answer = { status: 404, body: '{"error":"Retention policy not found"}' }
  const { data, error, response } = await api.GET('/api/v1/retention/{id}', { params: { path: { id: 7 } } })
  expect({ data, error, status: response.status }).toEqual({
    data: undefined,
    error: { error: 'Retention policy not found' },
    status: 404,
  })
})

test.each([302, 304, 400, 401, 404, 500, 502])(
  'an answer %i without a body is an error all the same',
  async (status) => {
    for (const body of ['', 'null']) {
      answer = { status, body }
      const { data, error } = await api.GET('/api/v1/databases')
      expect(data).toBeUndefined()
      expect(error).toEqual({ error: `HTTP ${status} without a body` })
    }
  },
)

test.each(['', '.', '..', 'a/b', 'a b', '%2e%2e', undefined, null, 1.5, true])(
  'refuses the path parameter %j like the methods do',
  async (id) => {
    const call = api.GET('/api/v1/retention/{id}', { params: { path: { id: id as never } } })
    await expect(call).rejects.toMatchObject({ name: 'ArcValidationError' })
    expect(requests).toEqual([])
  },
)

test('sends bytes and forms as they are', async () => {
  answer = { status: 204 }
  const bytes = Uint8Array.of(0x81, 0xff, 0x00)
  await api.POST('/api/v1/write/msgpack', { body: bytes as never, bodySerializer: (body) => body as never })
  expect([...(requests[0]?.body ?? [])]).toEqual([0x81, 0xff, 0x00])

  const form = new FormData()
  form.append('file', new Blob(['time,v\n1,2\n']), 'f.csv')
  await api.POST('/api/v1/import/csv', {
    params: { query: { measurement: 'm', db: 'd' } },
    body: form as never,
    bodySerializer: (body) => body as never,
  })
  const boundary = /boundary=(.+)$/.exec(String(requests[1]?.headers['content-type']))?.[1]
  expect(String(requests[1]?.body)).toContain(`--${boundary}`)
  expect(String(requests[1]?.body)).toContain('time,v\n1,2\n')
})

test('takes 200 of the routes beside those that take rows, which only 204 acknowledges', async () => {
  answer = { status: 200, body: '{"stats":{}}' }
  for (const path of ['/api/v1/write/msgpack/stats', '/api/v1/import/stats'] as const) {
    expect((await api.GET(path)).data).toEqual({ stats: {} })
  }
  expect((await api.POST('/api/v1/write/line-protocol/flush')).data).toEqual({ stats: {} })
  await expect(api.POST('/api/v1/write/msgpack', { body: '' as never })).rejects.toBeInstanceOf(ArcServerError)
})

test('gives the routes that may take minutes their own time limit, whatever way they are called', async () => {
  const { port } = server.address() as AddressInfo
  const arc = new ArcClient({
    url: `http://127.0.0.1:${port}`,
    retry: false,
    timeoutMs: 50,
    longRunningTimeoutMs: 10_000,
  })
  answer = { status: 200, body: '{"policy_id":7}', afterMs: 150 }
  const path = { id: 7 }
  const body = { dry_run: true } as const
  const { data } = await arc.api.POST('/api/v1/retention/{id}/execute', { params: { path }, body })
  expect(data).toEqual({ policy_id: 7 })
  await arc.api.DELETE('/api/v1/databases/{name}', { params: { path: { name: 'd' }, query: { confirm: true } } })
  await expect(arc.api.GET('/api/v1/databases/{name}', { params: { path: { name: 'd' } } })).rejects.toBeInstanceOf(
    ArcTimeoutError,
  )
  await expect(arc.api.GET('/api/v1/import/stats')).rejects.toBeInstanceOf(ArcTimeoutError)
  await arc.close()
})

test('reads bytes', async () => {
  answer = { status: 200, type: 'application/msgpack', body: Uint8Array.of(0x80, 0xc1) }
  const { data } = await api.POST('/api/v1/query/msgpack', { body: { sql: 'SELECT 1' }, parseAs: 'arrayBuffer' })
  expect([...new Uint8Array(data as ArrayBuffer)]).toEqual([0x80, 0xc1])
})

test('throws for a status that no Response can have', async () => {
  answer = { status: 999, type: 'text/plain', body: 'Request denied' }
  await expect(api.GET('/health')).rejects.toMatchObject({
    name: 'ArcServerError',
    message:
      'Something other than Arc answers GET /health (HTTP 999: a status that Arc does not have); check the "url" option',
    status: 999,
    path: '/health',
    body: 'Request denied',
  })
})

test('throws when there is no answer at all, or the caller gave up', async () => {
  const gone = new ArcHttp(resolveConfig({ url: 'http://127.0.0.1:1', retry: false }), undefined)
  await expect(createApi<paths>(gone).GET('/health')).rejects.toBeInstanceOf(ArcConnectionError)
  await gone.close()
  const reason = new Error('enough')
  await expect(api.GET('/health', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  expect(requests).toEqual([])
})
