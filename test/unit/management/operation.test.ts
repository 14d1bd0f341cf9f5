import { describe, expect, test } from 'vitest'
import { ArcFeatureUnavailableError, ArcServerError, ArcValidationError } from '../../../src/errors.ts'
import { callOperation, type OperationSpec } from '../../../src/management/operation.ts'
import { scripted } from './scripted.ts'

const get = (path: string, rest: Partial<OperationSpec> = {}): OperationSpec => ({
  id: 'test.get',
  method: 'GET',
  path,
  ...rest,
})

describe('the request', () => {
  test('puts path and query together and leaves out what is undefined', async () => {
    const { http, requests } = scripted({ 'GET /jars/7?fruit=a+b%26c&full=false': [{ body: {} }] })
    const input = { path: { id: 7 }, query: { fruit: 'a b&c', full: false, lid: undefined } }
    await callOperation(http, get('/jars/{id}', { query: 'fruit full:boolean lid' }), input)
    expect(requests).toEqual([{ route: 'GET /jars/7?fruit=a+b%26c&full=false', body: undefined }])
  })

  test.each([1.5, Number.NaN, '', '.', '..', 'a/b', 'a?b', 'a b', 'ü', '%2F'])(
    'refuses the path parameter %j, which the server could not read',
    async (id) => {
      const { http, requests } = scripted({})
      await expect(callOperation(http, get('/jars/{id}'), { path: { id } })).rejects.toBeInstanceOf(ArcValidationError)
      expect(requests).toEqual([])
    },
  )

  test('refuses a missing path parameter', async () => {
    const { http } = scripted({})
    await expect(callOperation(http, get('/jars/{id}'), {})).rejects.toThrow('test.get: id is missing')
  })
})

const post: OperationSpec = { id: 'test.post', method: 'POST', path: '/jars' }

describe('a value that the server would read as another', () => {
  test.each([
    [{ days: Number.NaN }, 'test.post: days is NaN, which JSON cannot carry'],
    [{ days: Number.POSITIVE_INFINITY }, 'test.post: days is Infinity, which JSON cannot carry'],
    [{ since: new Date(Number.NaN) }, 'test.post: since is Invalid Date, which JSON cannot carry'],
    [{ jars: [{ id: 2n ** 60n }] }, 'test.post: id is 1152921504606846976, which JSON cannot carry'],
  ])('is refused in a body: %o', async (body, message) => {
    const { http, requests } = scripted({})
    const refused = expect.objectContaining({ name: 'ArcValidationError', message })
    await expect(callOperation(http, post, { body })).rejects.toEqual(refused)
    expect(requests).toEqual([])
  })

  test.each([Number.NaN, Number.NEGATIVE_INFINITY, {}, new AbortController().signal])(
    'is refused in a query: %o',
    async (limit) => {
      const { http, requests } = scripted({})
      const call = callOperation(http, get('/jars', { query: 'limit:number' }), { query: { limit } })
      await expect(call).rejects.toThrow(/test\.get: limit is .*; give a finite number, without quotes/)
      expect(requests).toEqual([])
    },
  )

  test('is not a date, an id as bigint, or null', async () => {
    const { http, requests } = scripted({ 'POST /jars': [{ body: {} }] })
    await callOperation(http, post, { body: { since: new Date(0), id: 7n, lid: null, label: undefined } })
    expect(requests[0]?.body).toEqual({ since: '1970-01-01T00:00:00.000Z', id: 7, lid: null })
  })
})

describe('a name that the server would ignore', () => {
  const trigger: OperationSpec = { ...post, query: 'database tier' }
  const fill: OperationSpec = { ...post, fields: 'name fruit:object?', readOnly: 'id created_at' }

  test.each([{ databse: 'x' }, { database: 'x', databse: undefined }])('is refused in a query: %o', async (query) => {
    const { http, requests } = scripted({})
    const refused = expect.objectContaining({
      name: 'ArcUsageError',
      message: 'test.post: there is no parameter "databse"; did you mean "database"? Known are: database, tier',
    })
    await expect(callOperation(http, trigger, { query })).rejects.toEqual(refused)
    expect(requests).toEqual([])
  })

  test('is refused in a body', async () => {
    const { http, requests } = scripted({})
    const refused = expect.objectContaining({
      name: 'ArcUsageError',
      message: 'test.post: there is no field "fruits"; did you mean "fruit"? Known are: name, fruit',
    })
    await expect(callOperation(http, fill, { body: { name: 'a', fruits: 'plum' } })).rejects.toEqual(refused)
    expect(requests).toEqual([])
  })

  test('is refused like a null that the server would take for an empty text', async () => {
    const { http, requests } = scripted({})
    const refused = expect.objectContaining({
      name: 'ArcValidationError',
      message: 'test.post: name cannot be null; give a value or leave it out',
    })
    await expect(callOperation(http, fill, { body: { name: null, fruit: null } })).rejects.toEqual(refused)
    expect(requests).toEqual([])
  })

  test.each([
    [undefined, 'name is missing; give a value'],
    [{}, 'name is missing; give a value'],
    [{ name: '', lid: 'red' }, 'name is missing; give a value'],
    [{ name: 'a', lid: undefined }, 'lid is missing; give a value'],
    [{ name: null }, 'name cannot be null; give a value'],
  ])('is refused like the lack of what the server would take for empty: %j', async (body, message) => {
    const { http, requests } = scripted({})
    const whole: OperationSpec = { ...post, fields: 'name! fruit lid!?' }
    await expect(callOperation(http, whole, { body })).rejects.toThrow(new ArcValidationError(`test.post: ${message}`))
    expect(requests).toEqual([])
  })

  test('is not one of an object that was read, nor one below the top, nor any where the names are not listed', async () => {
    const { http, requests } = scripted({ 'POST /jars': [{ body: {} }] })
    const bodies = [{ id: 7, name: 'a', created_at: null }, { fruit: { plum: 1 } }, { fruit: null }]
    for (const body of bodies) await callOperation(http, fill, { body })
    await callOperation(http, post, { body: { anything: 1 } })
    expect(requests.map(({ body }) => body)).toEqual([...bodies, { anything: 1 }])
  })
})

test('what is no options is refused', async () => {
  const { http, requests } = scripted({})
  await expect(callOperation(http, get('/jars'), {}, 5_000 as never)).rejects.toThrow(
    'the options are 5000; give an object, or leave them out',
  )
  expect(requests).toEqual([])
})

test('a call option that does not exist is refused', async () => {
  const { http, requests } = scripted({})
  const typo = { timeout: 5 } as object
  await expect(callOperation(http, get('/jars'), {}, typo)).rejects.toThrow(
    'Unknown option "timeout"; did you mean "timeoutMs"? Known are: signal',
  )
  expect(requests).toEqual([])
})

describe('the answer', () => {
  test('is unwrapped, with lists where null stands for one, and nowhere else', async () => {
    const jars = [
      { id: 1, labels: null, lid: null },
      { id: 2, labels: ['plum'], lid: 'red' },
      { id: 3, lid: null },
    ]
    const { http } = scripted({ 'GET /jars': [{ body: { jars, count: 3 } }] })
    expect(await callOperation(http, get('/jars', { unwrap: 'jars', lists: ['', '[].labels'] }), {})).toEqual([
      { id: 1, labels: [], lid: null },
      { id: 2, labels: ['plum'], lid: 'red' },
      { id: 3, lid: null },
    ])
  })

  test('that is null as a whole is an empty list', async () => {
    const { http } = scripted({ 'GET /jars': [{ body: null }] })
    expect(await callOperation(http, get('/jars', { lists: ['', '[].labels'] }), {})).toEqual([])
  })

  test.each(['', '[1', 'null', '{}', '[]'])('that lacks what is wanted is an error: %j', async (text) => {
    const { http } = scripted({ 'GET /jars': [{ body: text }] })
    await expect(callOperation(http, get('/jars', { unwrap: 'jars' }), {})).rejects.toBeInstanceOf(ArcServerError)
  })

  test.each([
    ['null', undefined],
    ['5', undefined],
    ['[]', undefined],
    ['{}', ['']],
    ['"x"', ['']],
  ])('of another kind is an error: %s', async (text, lists) => {
    const { http } = scripted({ 'GET /jars': [{ body: text }] })
    const call = callOperation(http, get('/jars', lists && { lists }), {})
    await expect(call).rejects.toThrow('GET /jars (HTTP 200: it is not what test.get answers)')
  })

  test('of text is returned as it is', async () => {
    const { http } = scripted({ 'GET /metrics': [{ body: 'arc_up 1\n' }] })
    expect(await callOperation(http, get('/metrics', { text: true }), {})).toBe('arc_up 1\n')
  })

  test('that is not JSON says so', async () => {
    const { http } = scripted({ 'GET /jars': [{ body: '<html>' }] })
    await expect(callOperation(http, get('/jars'), {})).rejects.toThrow('GET /jars (HTTP 200: it is not JSON)')
  })

  test('that was done in part is an error with the answer in its body', async () => {
    const body = { success: false, deleted_count: 3, error: '1 of 2 files failed to process' }
    const { http } = scripted({ 'GET /jars': [{ status: 207, body }] })
    const error = await callOperation(http, get('/jars'), {}).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(ArcServerError)
    expect(error).toMatchObject({ status: 207, body, retryable: false })
    expect(String(error)).toContain('1 of 2 files failed to process')
  })

  test('that only says "off" is an error where the operation needs more', async () => {
    const body = { enabled: false, mode: 'standalone', reason: 'Enterprise license not configured' }
    const { http } = scripted({ 'GET /api/v1/cluster/nodes': [{ body }], 'GET /api/v1/cluster': [{ body }] })
    const needs = { license: 'clustering', configKey: 'cluster.enabled' }
    const nodes = get('/api/v1/cluster/nodes', { throwIfDisabled: true, ...needs })
    const error = await callOperation(http, nodes, {}).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(ArcFeatureUnavailableError)
    expect(error).toMatchObject(needs)
    expect(await callOperation(http, get('/api/v1/cluster'), {})).toEqual(body)
  })
})

test('what a caller changes after the call has returned is not sent', async () => {
  const { arc, requests } = scripted({ 'PUT /api/v1/mqtt/subscriptions/7': [{ body: { success: true } }] })
  const given = { name: 'a' }
  const call = arc.mqtt.update('7', given).catch(() => {})
  given.name = 'b'
  await call
  expect(requests[0]?.body).toMatchObject({ name: 'a' })
})
