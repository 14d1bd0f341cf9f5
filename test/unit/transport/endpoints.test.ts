/** Several servers: which of them a call goes to, and where it goes on when one fails. On real sockets, over both transports. */
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { ArcConnectionError, ArcServerError } from '../../../src/errors.ts'
import type { ArcClientOptions } from '../../../src/options.ts'
import type { ArcRequest } from '../../../src/transport/exchange.ts'
import type { Logger } from '../../../src/transport/tracing.ts'
import { client, failure, get, kinds, write } from './calls.ts'
import { type Answer, type ClusterNode, roles, startNode, startThree } from './node-of-cluster.ts'

const WRITE = 'POST /api/v1/write/msgpack'
const QUERY = 'POST /api/v1/query'
const BACKUP = 'POST /api/v1/backup'
const query: ArcRequest = { ...get, operation: 'query', method: 'POST', path: '/api/v1/query', kind: 'query' }
const backup: ArcRequest = { ...get, operation: 'backup.start', method: 'POST', path: '/api/v1/backup', retry: 'never' }
/** No pause of it would end within a test: what passes has not waited. */
const patient = { retry: { baseDelayMs: 600_000, maxDelayMs: 600_000, maxTimeMs: 600_000 } }
/** Nobody looks more often than once a second. */
const pauseOfLooks = () => new Promise((resolve) => setTimeout(resolve, 1_100))
const refuses = (error: string): Answer => [503, { error }]

function open(nodes: readonly ClusterNode[], options: Partial<ArcClientOptions> = {}, kind: string = 'node:http') {
  const transport = kind === 'fetch' ? { fetch: globalThis.fetch } : {}
  const http = client(
    nodes.map(({ url }) => url),
    { ...transport, ...options },
  )
  onTestFinished(() => http.close())
  const done = async (request: ArcRequest) => void (await (await http.request(request)).bytes())
  const states = () => http.endpoints.status().map(({ state }) => state)
  const seen = () => vi.waitFor(() => expect(states()).not.toContain('untried'))
  return { http, done, states, seen }
}

describe.each(kinds)('over %s', (kind) => {
  test('nothing listens at the first: the call goes to the next at once, though it is sent once at most', async () => {
    const [a, b, c] = await startThree()
    await a.stop()
    const { done, states } = open([a, b, c], patient, kind)
    await done({ ...write, retry: 'never' })
    await done({ ...write, retry: 'never' })
    expect([a.calls, b.calls, c.calls]).toEqual([[], [WRITE, WRITE], []])
    expect(states()[0]).toBe('unavailable')
  })

  test('a connection that breaks when the request may have arrived: again only where that is allowed, and elsewhere', async () => {
    const breaks: Answer = (response) => void response.socket?.destroy()
    const [a, b] = await startThree({ [WRITE]: breaks })
    const { http, done } = open([a, b], {}, kind)
    const once = await failure(http.request({ ...write, retry: 'never' }))
    expect(once).toBeInstanceOf(ArcConnectionError)
    expect(once).toMatchObject({ mayHaveArrived: true, endpoint: a.url })
    await done(write)
    expect([a.calls, b.calls]).toEqual([[WRITE], [WRITE]])
  })

  test('a retry goes to another server', async () => {
    const breaks: Answer = (response) => void response.socket?.destroy()
    const [a, b] = await startThree({ [QUERY]: breaks }, { [QUERY]: [200, {}] })
    const { done } = open([a, b], {}, kind)
    await done(query)
    expect([a.calls, b.calls]).toEqual([[QUERY], [QUERY]])
  })

  test('a stream under way is not resumed elsewhere, and the next call goes there', async () => {
    const cut: Answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      response.write('{"data":')
      setTimeout(() => response.socket?.destroy(), 20)
    }
    const [a, b] = await startThree({ [QUERY]: cut }, { [QUERY]: [200, {}] })
    const { http, done, states } = open([a, b], {}, kind)
    const response = await http.request(query)
    const error = await failure(response.bytes())
    expect(error.message).toMatch(/^The response was cut/)
    expect(error.endpoint).toBe(a.url)
    expect(states()[0]).toBe('unavailable')
    await done(query)
    expect([a.calls, b.calls]).toEqual([[QUERY], [QUERY]])
  })

  test('all are gone: the error names one of them', async () => {
    const nodes = await startThree()
    for (const node of nodes) await node.stop()
    const { http, states } = open(nodes, { retry: false }, kind)
    const error = await failure(http.request(write))
    expect(error).toBeInstanceOf(ArcConnectionError)
    expect(nodes.map(({ url }) => url)).toContain(error.endpoint)
    await vi.waitFor(() => expect(states()).toEqual(['unavailable', 'unavailable', 'unavailable']))
  })
})

describe('which server a call goes to', () => {
  test('writes and management to the primary writer, queries to the first that runs them', async () => {
    const [a, b, c] = await startThree(roles.compactor, roles.reader, roles.primary)
    for (const node of [a, b, c]) node.answers = { ...node.answers, [QUERY]: [200, {}], [BACKUP]: [202, {}] }
    const { http, done, seen } = open([a, b, c])
    await done(backup)
    await seen()
    await done(write)
    await done(query)
    expect([a.calls, b.calls, c.calls]).toEqual([[], [QUERY], [BACKUP, WRITE]])
    expect(http.endpoints.status().map(({ role, takesWrites }) => [role, takesWrites])).toEqual([
      ['compactor', false],
      ['reader', false],
      [undefined, true],
    ])
  })

  test('running queries are asked for where queries run', async () => {
    const list: ClusterNode['answers'] = { 'GET /api/v1/queries/active': [200, {}] }
    const [a, b] = [await startNode({ ...roles.reader, ...list }), await startNode({ ...roles.primary, ...list })]
    const { done, seen } = open([a, b])
    await done({ ...get, path: '/api/v1/queries/active' })
    await seen()
    await done({ ...get, path: '/api/v1/queries/active' })
    expect(b.calls).toEqual([])
  })

  test('servers without GET /ready/write tell their role', async () => {
    const [a, b] = await startThree(roles.oldReader, { [BACKUP]: [202, {}] })
    const { done, seen } = open([a, b])
    await done(backup)
    await seen()
    await done(write)
    expect([a.calls, b.calls]).toEqual([[], [BACKUP, WRITE]])
  })

  test('one that recovers gets no calls back as long as the other lasts', async () => {
    const [a, b] = await startThree()
    await a.stop()
    const { done, states } = open([a, b])
    await done(write)
    await a.start()
    await vi.waitFor(() => expect(states()).toEqual(['ready', 'ready']))
    await done(write)
    await b.stop()
    await done(write)
    expect([a.calls, b.calls]).toEqual([[WRITE], [WRITE, WRITE]])
  })

  test('a late answer of the one before does not call the others back', async () => {
    const held: (() => void)[] = []
    const [a, b] = await startThree({ [WRITE]: (response) => held.push(() => response.writeHead(204).end()) })
    const { http, done } = open([a, b])
    const slow = http.request(write)
    await vi.waitFor(() => expect(held).toHaveLength(1))
    await failure(http.request({ ...write, timeoutMs: 50 }))
    held[0]?.()
    await slow
    await done(write)
    expect([a.calls, b.calls]).toEqual([[WRITE, WRITE], [WRITE]])
  })

  test('paths of one proxy', async () => {
    const proxy = await startNode()
    const urls = [`${proxy.url}/arc-a`, `${proxy.url}/arc-b/`]
    const http = client(urls)
    onTestFinished(() => http.close())
    await http.request(write)
    expect(proxy.calls).toEqual(['POST /arc-a/api/v1/write/msgpack'])
    expect(http.endpoints.status().map(({ url }) => url)).toEqual([urls[0], `${proxy.url}/arc-b`])
  })
})

describe('what an answer says about its server', () => {
  test.each([
    ['503, a page of a proxy', [503, '<h1>503 Service Temporarily Unavailable</h1>']],
    ['502, a page of a proxy', [502, '<h1>502 Bad Gateway</h1>']],
    ['404, no app behind the proxy', [404, 'default backend - 404']],
    ['200, a login page', [200, '<h1>log in</h1>']],
  ] as const)('%s: it is none, and the write goes elsewhere', async (_, answer) => {
    const [a, b] = await startThree({ [WRITE]: answer })
    const { done, http } = open([a, b])
    await done(write)
    expect([a.calls, b.calls]).toEqual([[WRITE], [WRITE]])
    expect(http.endpoints.status()[0]?.lastError).toBeInstanceOf(ArcServerError)
  })

  test.each([
    [401, 'Invalid or expired token'],
    [400, 'Invalid MessagePack payload'],
    [413, 'Request Entity Too Large'],
    [429, 'Rate limit exceeded'],
    [500, 'Write failed: failed to convert columns'],
    [503, 'Write rejected (schema churn): schema-evolution loop exceeded maximum iterations'],
  ])('%i %s: the write would be refused elsewhere, too', async (status, error) => {
    const [a, b] = await startThree({ [WRITE]: [status, { error }] })
    const { http, states, seen } = open([a, b], { retry: false })
    await failure(http.request(write))
    await seen()
    expect([a.calls, b.calls]).toEqual([[WRITE], []])
    expect(states()).toEqual(['ready', 'ready'])
  })

  test('not the primary writer: the next is asked at once, and from then on', async () => {
    const refusal = refuses('backup rejected: node role "writer" is not primary writer; route to the primary writer')
    const [a, b, c] = await startThree({ [BACKUP]: refusal }, { [BACKUP]: refusal }, { [BACKUP]: [202, {}] })
    const { done, states } = open([a, b, c], patient)
    await done(backup)
    await done(backup)
    expect([a.calls, b.calls, c.calls]).toEqual([[BACKUP], [BACKUP], [BACKUP, BACKUP]])
    expect(states()[0]).toBe('ready')
  })

  test('nobody is the primary writer: each is asked once', async () => {
    const refusal = refuses('delete rejected: node role "writer" is not primary writer')
    const nodes = await startThree({ [BACKUP]: refusal }, { [BACKUP]: refusal }, { [BACKUP]: refusal })
    const { http } = open(nodes, { retry: false })
    const error = await failure(http.request(backup))
    expect(error).toMatchObject({ status: 503, endpoint: nodes[2].url })
    expect(nodes.map(({ calls }) => calls)).toEqual([[BACKUP], [BACKUP], [BACKUP]])
  })

  test('arc.api hands out the last refusal', async () => {
    const refusal = refuses('delete rejected: node role "writer" is not primary writer')
    const nodes = await startThree({ [BACKUP]: refusal }, { [BACKUP]: refusal })
    const { http } = open(nodes.slice(0, 2), { retry: false })
    expect((await http.exchange(backup)).status).toBe(503)
    expect(nodes.map(({ calls }) => calls)).toEqual([[BACKUP], [BACKUP], []])
  })

  test('the roles move: writes follow', async () => {
    const refusal = refuses('retention rejected: node role "writer" is not primary writer')
    const [a, b] = [await startNode(roles.primary), await startNode(roles.standby)]
    const { http, done, seen } = open([a, b])
    await done(write)
    await seen()
    a.answers = { ...roles.standby, [BACKUP]: refusal }
    b.answers = { ...roles.primary, [BACKUP]: [202, {}] }
    await pauseOfLooks()
    await done(backup)
    await vi.waitFor(() => expect(http.endpoints.status().map((each) => each.takesWrites)).toEqual([false, true]))
    await done(write)
    expect([a.calls, b.calls]).toEqual([
      [WRITE, BACKUP],
      [BACKUP, WRITE],
    ])
  })

  test('it does not answer in time: it is looked at, and the next write goes elsewhere', async () => {
    const silence: Answer = () => {}
    const [a, b] = await startThree({ [WRITE]: silence })
    const { http, done, seen } = open([a, b])
    await done(query).catch(() => {})
    await seen()
    a.answers = { [WRITE]: silence, 'GET /ready': [503, { status: 'not_ready', reason: 'server is shutting down' }] }
    await pauseOfLooks()
    const error = await failure(http.request({ ...write, timeoutMs: 50 }))
    expect(error.mayHaveArrived).toBe(true)
    await done(write)
    expect(b.calls.at(-1)).toBe(WRITE)
    await vi.waitFor(() =>
      expect(http.endpoints.status()[0]?.lastError?.message).toBe(
        `${a.url}: it is not ready (GET /ready: HTTP 503, server is shutting down)`,
      ),
    )
  })

  test('a slow query says nothing about its server', async () => {
    const [a, b] = await startThree({ [QUERY]: () => {} })
    const { http, states, seen } = open([a, b])
    await failure(http.request({ ...query, timeoutMs: 50 }))
    await seen()
    await failure(http.request({ ...query, timeoutMs: 50 }))
    expect([a.calls, b.calls]).toEqual([[QUERY, QUERY], []])
    expect(states()).toEqual(['ready', 'ready'])
  })
})

describe('what is told', () => {
  test('arc.endpoints, the logger and the span', async () => {
    const told: string[] = []
    const logger: Logger = {
      debug: (message) => void told.push(message),
      warn: (message) => void told.push(message),
      error: (message) => void told.push(message),
    }
    const events: unknown[] = []
    const attributes: Record<string, unknown> = {}
    const tracer = {
      startSpan: () => ({
        setAttribute: (key: string, value: unknown) => void Object.assign(attributes, { [key]: value }),
        addEvent: (name: string, more?: object) => void events.push([name, more]),
        setStatus: () => {},
        recordException: () => {},
        end: () => {},
      }),
    }
    const [a, b] = await startThree()
    await a.stop()
    const { http, done, states } = open([a, b], { logger, tracer })
    await done(write)
    const [first, second] = http.endpoints.status()
    expect(first).toMatchObject({ url: a.url, state: 'unavailable' })
    expect(first?.lastError?.message).toMatch(/^Nothing listens at/)
    expect(second).toMatchObject({ url: b.url, state: 'ready', lastError: undefined })
    const port = Number(new URL(b.url).port)
    expect(events).toEqual([
      ['arc.failover', { 'server.address': '127.0.0.1', 'server.port': port, 'error.type': 'ArcConnectionError' }],
    ])
    expect(attributes).toMatchObject({ 'server.port': port })
    await a.start()
    await vi.waitFor(() => expect(states()).toEqual(['ready', 'ready']))
    expect(told).toEqual([
      expect.stringMatching(`arc: ${a.url} is unavailable: Nothing listens at`),
      `arc: write goes on at ${b.url}`,
      `arc: ${a.url} is available again`,
    ])
  })

  test('the looks send the token, and nothing of the pool', async () => {
    const seen: (string | undefined)[] = []
    const look: Answer = (response) => {
      seen.push(response.req.headers.authorization, response.req.headers.connection)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    }
    const nodes = await startThree({ 'GET /ready/write': look })
    const { done } = open(nodes)
    await done(write)
    await vi.waitFor(() => expect(seen).toEqual([expect.stringMatching(/^Bearer /), 'close']))
  })
})

describe('one server', () => {
  test('is never looked at, whatever happens, and no timer runs for it', async () => {
    const node = await startNode({ [WRITE]: [503, '<h1>503</h1>'] })
    const { http, states } = open([node], { retry: false })
    expect(states()).toEqual(['untried'])
    const timers = vi.spyOn(globalThis, 'setTimeout')
    await failure(http.request(write))
    expect(states()).toEqual(['unavailable'])
    await failure(http.request({ ...get, path: '/api/v1/nothing' }))
    expect(states()).toEqual(['ready'])
    // Those are the limits of connecting and of a whole call; none rests that long.
    expect(timers.mock.calls.filter(([, ms = 0]) => ms < 9_000)).toEqual([])
    timers.mockRestore()
    expect(node.looks).toEqual([])
    const error = await failure(http.request(write))
    expect(error.endpoint).toBeUndefined()
  })
})

test('after close() nobody is looked at any more', async () => {
  const [a, b] = await startThree()
  await a.stop()
  const { http, done } = open([a, b])
  await done(write)
  await http.close()
  await a.start()
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(a.looks).toEqual([])
})
