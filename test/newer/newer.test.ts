/** A server made of the facts: what it knows is sent, what it answers arrives whole, and its refusals are explained. */
import { afterAll, describe, expect, test } from 'vitest'
import {
  ArcClient,
  ArcConnectionError,
  ArcFeatureUnavailableError,
  ArcPermissionError,
  ArcServerError,
  ArcUsageError,
} from '../../src/index.ts'
import { newerRoutes, withoutNames } from '../contract/known-routes.ts'
import { Validator } from '../contract/validator.ts'
import { facts, permissions } from './facts.ts'

const validator = await Validator.load()
const counts = { calls: 0, members: 0, hints: 0 }

afterAll(() =>
  console.log(
    `  newer servers: ${counts.calls} calls, ${counts.members} members of answers reached, ${counts.hints} refusals explained`,
  ),
)

interface Sent {
  readonly route: string
  readonly body: unknown
}

/** A client of a server that gives these answers by route, and says of every other one that it does not exist. */
function clientOf(answers: Readonly<Record<string, readonly [status: number, body: unknown]>>) {
  const sent: Sent[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { pathname, search } = new URL(String(input))
    const route = `${init?.method} ${pathname}${search}`
    const bytes = init?.body === undefined || init.body === null ? undefined : await new Response(init.body).text()
    sent.push({ route, body: bytes === undefined ? undefined : JSON.parse(bytes) })
    const [status, body] = answers[route] ?? [404, { error: `Cannot ${init?.method} ${pathname}` }]
    return Response.json(body, { status })
  }
  const arc = new ArcClient({ url: 'http://arc.test:8000', token: 'token', fetch, retry: false, compression: 'none' })
  return { arc, sent }
}

describe.each(facts.map((fact) => ({ ...fact, title: `${fact.operation} (${fact.release}, ${fact.cites})` })))(
  '$title',
  ({ operation: id, call, route, body, status = 200, answer }) => {
    const [method = '', path = ''] = route.split(' ')
    const operation = validator.find(method, path)

    test('the document has it', () => {
      if (operation === undefined) throw new Error(`${route} is not in the document`)
      expect(operation.operationId).toBe(id)
      const headers = { 'content-type': 'application/json' }
      const request = { method, path, headers, ...(body !== undefined && { json: body }) }
      expect(validator.requestProblem(operation, request)).toBeUndefined()
      const response = { status, headers, body: answer }
      expect(validator.responseProblem(operation, response)).toBeUndefined()
    })

    test('the method sends what the server knows, and hands out every member of the answer', async () => {
      const next = { added_by_the_next_release: { is: 'there' } }
      const { arc, sent } = clientOf({ [route]: [status, { ...answer, ...next }] })
      const result = await call(arc)
      expect(sent).toEqual([{ route, body }])
      const reached = membersOf(result, operation?.['x-arc-unwrap'])
      expect(reached).toEqual({ ...answer, ...next })
      counts.calls++
      counts.members += Object.keys(reached).length
    })
  },
)

/** The members of an answer as they can be read from what a method returned. */
function membersOf(result: unknown, unwrap: string | undefined): Record<string, unknown> {
  if (unwrap === undefined) return { ...(result as object) }
  const names = Object.getOwnPropertyNames(result).filter((name) => !/^(\d+|length)$/.test(name))
  const beside = Object.fromEntries(names.map((name) => [name, (result as Record<string, unknown>)[name]]))
  return { ...beside, [unwrap]: Array.isArray(result) ? [...result] : result }
}

test('every operation that a newer release brought is called', () => {
  const called = new Set(facts.map(({ route }) => route.split('?')[0]))
  const brought = Object.keys(newerRoutes).map(
    (route) => new RegExp(`^${withoutNames(route).replaceAll('{}', '[^/]+')}$`),
  )
  expect(brought.filter((route) => ![...called].some((path) => route.test(path ?? '')))).toEqual([])
})

test('what stands beside a list is out of sight for comparisons, loops and JSON', async () => {
  const tokens = { success: true, tokens: [{ id: 1 }], count: 1, next_cursor: 'c' }
  const { arc } = clientOf({ 'GET /api/v1/auth/tokens': [200, tokens] })
  const list = await arc.auth.listTokens()
  expect(JSON.stringify(list)).toBe('[{"id":1}]')
  expect(Object.keys(list)).toEqual(['0'])
  expect((list as typeof list & { readonly next_cursor?: unknown }).next_cursor).toBe('c')
})

describe('permissions that 26.09.3 asks for (GHSA-mcqm-h7hj-99fg)', () => {
  test.each(permissions)('%s says so', async (id, call, needs) => {
    const { 'x-arc-permission-since': documented } =
      validator.operations.find(({ operationId }) => operationId === id) ?? {}
    expect(documented).toEqual({ '26.09.3': needs })
    const refusal = { success: false, error: `Permission denied: ${needs} required` }
    const { arc } = clientOf(everyRoute([403, refusal]))
    const error: unknown = await call(arc).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ArcPermissionError)
    expect(error).toMatchObject({ status: 403, body: refusal, origin: 'arc' })
    expect(String(error)).toContain(
      `Since Arc 26.09.3 ${id} needs the '${needs}' permission: auth.updateToken gives it to a token`,
    )
    counts.hints++
  })

  test('no other operation has changed what it needs', () => {
    const changed = validator.operations.filter((operation) => operation['x-arc-permission-since'])
    expect(changed.map(({ operationId }) => operationId).sort()).toEqual(permissions.map(([id]) => id).sort())
  })
})

const everyRoute = (answer: readonly [number, unknown]) =>
  new Proxy<Record<string, readonly [number, unknown]>>({}, { get: () => answer })

test('an older server is named as the cause where it has no such route', async () => {
  const { arc } = clientOf({})
  const cycles: unknown = await arc.compaction.cycles().catch((error: unknown) => error)
  expect(cycles).toBeInstanceOf(ArcFeatureUnavailableError)
  expect(String(cycles)).toContain('and compaction.enabled = true in arc.toml')
  expect(String(cycles)).toContain('compaction.cycles needs Arc 27.01.1 or newer')
  const schema: unknown = await arc.databases.schema('metrics', 'cpu').catch((error: unknown) => error)
  expect(String(schema)).toContain('databases.schema needs Arc 26.09.2 or newer')
  expect(String(schema)).not.toContain('delete.enabled')
})

test('a feature that is off says so with success: false since 26.09.2, which is no half-done call', async () => {
  const off = { success: false, enabled: false, mode: 'standalone', reason: 'Enterprise license not configured' }
  const { arc } = clientOf({ 'GET /api/v1/cluster': [200, off], 'GET /api/v1/cluster/nodes': [200, off] })
  expect(await arc.cluster.status()).toEqual(off)
  await expect(arc.cluster.nodes()).rejects.toBeInstanceOf(ArcFeatureUnavailableError)
})

describe('extra', () => {
  test('adds members to a body and parameters to a query, unchecked', async () => {
    const started = { message: 'Backup started', status: 'running' }
    const { arc, sent } = clientOf({
      'POST /api/v1/backup': [202, started],
      'GET /api/v1/backup?tag=nightly': [200, { backups: [], count: 0 }],
    })
    await arc.backup.start({ include_config: false }, { extra: { tag: { name: 'nightly' }, priority: 2 } })
    await arc.backup.list({}, { extra: { tag: 'nightly' } })
    expect(sent).toEqual([
      { route: 'POST /api/v1/backup', body: { include_config: false, tag: { name: 'nightly' }, priority: 2 } },
      { route: 'GET /api/v1/backup?tag=nightly', body: undefined },
    ])
  })

  test('a misspelt name outside it is refused as ever', async () => {
    const { arc, sent } = clientOf({})
    await expect(arc.backup.start({ databses: ['a'] } as object)).rejects.toThrow('there is no field "databses"')
    await expect(arc.backup.list({ includeForeign: true } as object)).rejects.toThrow('no parameter "includeForeign"')
    expect(sent).toEqual([])
  })

  test('what this version knows does not belong there, where nothing checks it', async () => {
    const { arc, sent } = clientOf({})
    const databases = arc.backup.start({}, { extra: { databases: [] } })
    await expect(databases).rejects.toThrow('backup.start: databases is nothing extra; give it with the others')
    await expect(databases).rejects.toBeInstanceOf(ArcUsageError)
    await expect(arc.backup.status({ extra: 'tag' as never })).rejects.toThrow('extra is "tag"; give an object')
    expect(sent).toEqual([])
  })

  test('belongs to the call it was given to, not to those made on its behalf', async () => {
    const created = { success: true, token: 'secret', message: 'keep it' }
    const { arc, sent } = clientOf({
      'POST /api/v1/auth/tokens': [201, created],
      'GET /api/v1/auth/tokens': [200, { success: true, tokens: [], count: 0 }],
    })
    await arc.auth.createToken({ name: 'a', permissions: ['read'] }, { extra: { owner: 'ops' } })
    expect(sent.map(({ route }) => route)).toEqual(['POST /api/v1/auth/tokens', 'GET /api/v1/auth/tokens'])
    expect(sent[0]?.body).toEqual({ name: 'a', permissions: ['read'], owner: 'ops' })
  })

  test('a patch sends back what the server stores and this version does not know', async () => {
    const policy = {
      id: 1,
      name: 'p',
      database: 'd',
      measurement: null,
      retention_days: 30,
      buffer_days: 7,
      is_active: true,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
      last_execution_time: null,
      schedule: '0 3 * * *',
    }
    const { arc, sent } = clientOf({
      'GET /api/v1/retention/1': [200, policy],
      'PUT /api/v1/retention/1': [200, policy],
    })
    await arc.retention.patch(1, { retention_days: 60 })
    expect(sent[1]?.body).toEqual({
      name: 'p',
      database: 'd',
      measurement: null,
      retention_days: 60,
      buffer_days: 7,
      is_active: true,
      schedule: '0 3 * * *',
    })
  })
})

describe('system.generation', () => {
  const cycles = 'GET /api/v1/compaction/cycles?limit=1'
  const stats = 'GET /api/v1/write/msgpack/stats'
  const ready = 'GET /ready/write'
  const older = { [stats]: [200, { decoder: {}, buffer: { active_buffers: 0 } }] } as const
  const denied = { success: false, error: 'Permission denied: admin required' }

  test.each([
    ['26.09.1', undefined, older],
    ['26.09.2', '26.09.2', { ...older, [ready]: [200, {}] }],
    ['26.09.2, a reader', '26.09.2', { ...older, [ready]: [503, { status: 'not_ready' }] }],
    ['26.09.3', '26.09.3', { [ready]: [200, {}], [stats]: [200, { decoder: {}, buffer: { deferred_buffers: 0 } }] }],
    ['27.01.1', '27.01.1', { ...older, [ready]: [200, {}], [cycles]: [200, { cycles: [], retained: 0 }] }],
    ['27.01.1, a token without rights', '27.01.1', { [cycles]: [403, denied] }],
    [
      'nobody knows, without a token',
      undefined,
      { [ready]: [401, denied], [stats]: [401, denied], [cycles]: [401, denied] },
    ],
  ] as const)('%s', async (_, atLeast, answers) => {
    const { arc, sent } = clientOf(answers)
    const generation = await arc.system.generation()
    expect(generation.atLeast).toBe(atLeast)
    expect(generation.evidence).toHaveLength(3)
    expect(await arc.system.generation()).toBe(generation)
    expect(sent).toHaveLength(3)
    await arc.system.generation({ refresh: true })
    expect(sent).toHaveLength(6)
  })

  test('says what it saw', async () => {
    const { arc } = clientOf({ ...older, [ready]: [200, {}] })
    expect((await arc.system.generation()).evidence).toEqual([
      'no sign of 27.01.1: GET /api/v1/compaction/cycles is answered with 404',
      'no sign of 26.09.3: deferred_buffers in GET /api/v1/write/msgpack/stats is not there',
      'sign of 26.09.2: GET /ready/write is there',
    ])
  })

  test('does not take the page of a proxy for a sign, nor remembers that nobody answered', async () => {
    let answer = () => Promise.resolve(new Response('<html>down', { status: 503 }))
    const arc = new ArcClient({ url: 'http://arc.test:8000', token: 't', fetch: () => answer(), retry: false })
    await expect(arc.system.generation()).rejects.toBeInstanceOf(ArcServerError)
    answer = () => Promise.reject(new TypeError('fetch failed'))
    await expect(arc.system.generation()).rejects.toBeInstanceOf(ArcConnectionError)
    answer = () => Promise.resolve(Response.json({ error: 'Cannot GET /' }, { status: 404 }))
    expect((await arc.system.generation()).atLeast).toBeUndefined()
  })
})
