import { describe, expect, test } from 'vitest'
import { ArcNotFoundError, ArcValidationError } from '../../../src/errors.ts'
import type { Management } from '../../../src/management/index.ts'
import type { ContinuousQueryRequest } from '../../../src/management/types.ts'
import { sql } from '../../../src/query/sql/sql.ts'
import { scripted } from './scripted.ts'

const policy = {
  id: 1,
  name: 'p1',
  database: 'default',
  measurement: 'cpu',
  retention_days: 30,
  buffer_days: 7,
  is_active: true,
  last_execution_time: null,
  last_execution_status: null,
  last_deleted_count: null,
  created_at: '2026-11-22T18:54:34Z',
  updated_at: '2026-11-22T18:54:34Z',
}

describe('retention', () => {
  test('patch reads, merges and replaces: every writable field, no other', async () => {
    const { arc, requests } = scripted({
      'GET /api/v1/retention/1': [{ body: policy }],
      'PUT /api/v1/retention/1': [{ body: { ...policy, retention_days: 60, measurement: null } }],
    })
    const patched = await arc.retention.patch(1, { retention_days: 60, measurement: null, name: undefined })
    expect(patched.retention_days).toBe(60)
    expect(requests.at(-1)).toEqual({
      route: 'PUT /api/v1/retention/1',
      body: { name: 'p1', database: 'default', measurement: null, retention_days: 60, buffer_days: 7, is_active: true },
    })
  })

  test('patch of an unknown policy replaces nothing', async () => {
    const { arc, requests } = scripted({
      'GET /api/v1/retention/1': [{ status: 404, body: { error: 'Retention policy not found' } }],
    })
    await expect(arc.retention.patch(1, { retention_days: 60 })).rejects.toBeInstanceOf(ArcNotFoundError)
    expect(requests).toHaveLength(1)
  })

  test.each([{}, { dry_run: false }, { confirm: false }, undefined])(
    'execute refuses %j: it neither looks nor acts',
    async (body) => {
      const { arc, requests } = scripted({})
      await expect(arc.retention.execute(1, body as never)).rejects.toThrow(
        'pass dry_run: true to see what it would do, or confirm: true to do it',
      )
      expect(requests).toEqual([])
    },
  )
})

test.each([
  [
    'compaction.trigger',
    (arc: Management, typo: object) => arc.compaction.trigger(typo),
    'databse',
    'database, measurement, tier',
  ],
  [
    'auth.createToken',
    (arc: Management, typo: object) => arc.auth.createToken({ name: 'a', permissions: ['read'], ...typo }),
    'expiresIn',
    'name, description, permissions, expires_in',
  ],
  [
    'delete.rows',
    (arc: Management, typo: object) =>
      arc.delete.rows({ database: 'd', measurement: 'm', where: 'v > 1', confirm: true, ...typo }),
    'dryRun',
    'database, measurement, where, dry_run, confirm',
  ],
  ['edgeSync.dismiss', (arc: Management, typo: object) => arc.edgeSync.dismiss(typo as never), 'paths', 'path, all'],
] as const)('%s refuses a misspelt name, which the server would ignore', async (_, call, name, known) => {
  const { arc, requests } = scripted({})
  await expect(call(arc, { [name]: 'x' })).rejects.toThrow(
    new RegExp(`"${name}"; (did you mean "\\w+"\\? K|k)nown are: ${known}`),
  )
  expect(requests).toEqual([])
})

test('a policy that was read can be changed and put back', async () => {
  const { arc, requests } = scripted({ 'PUT /api/v1/retention/1': [{ body: policy }] })
  await arc.retention.update(1, { ...policy, retention_days: 60 })
  expect(requests[0]?.body).toEqual({ ...policy, retention_days: 60 })
})

test('a buffer of NaN days is not stored as none', async () => {
  const { arc, requests } = scripted({ 'GET /api/v1/retention/1': [{ body: policy }] })
  await expect(arc.retention.patch(1, { buffer_days: Number.NaN })).rejects.toThrow('buffer_days is NaN')
  const { name, database, measurement, retention_days, is_active } = policy
  const request = { name, database, measurement, retention_days, buffer_days: Number.NaN, is_active }
  await expect(arc.retention.create(request)).rejects.toThrow('buffer_days is NaN')
  expect(requests.map(({ route }) => route)).toEqual(['GET /api/v1/retention/1'])
})

test('a patch does not blank a field that cannot be null', async () => {
  const { arc, requests } = scripted({ 'GET /api/v1/retention/1': [{ body: policy }] })
  await expect(arc.retention.patch(1, { name: null as never })).rejects.toThrow(
    'retention.update: name cannot be null; give a value',
  )
  expect(requests.map(({ route }) => route)).toEqual(['GET /api/v1/retention/1'])
})

test.each([
  ['without its database', ({ database: _, ...rest }: typeof policy) => rest, 'retention.update: database is missing'],
  [
    'with an empty database',
    (whole: typeof policy) => ({ ...whole, database: '' }),
    'retention.update: database is missing',
  ],
  [
    'that does not say whether it is active',
    ({ is_active: _, ...rest }: typeof policy) => rest,
    'retention.update: is_active is missing',
  ],
])('a policy is not replaced by one %s', async (_, change, message) => {
  const { arc, requests } = scripted({ 'PUT /api/v1/retention/1': [{ body: policy }] })
  await expect(arc.retention.update(1, change(policy) as never)).rejects.toThrow(message)
  expect(requests).toEqual([])
})

test.each([
  [{ buffer_days: -100 }, 'buffer_days is -100, which would delete rows younger than retention_days'],
  [{ measurement: '' }, 'measurement is "", and without it the call reaches further'],
])('a policy that would delete more than it says is refused: %j', async (change, message) => {
  const { arc, requests } = scripted({ 'GET /api/v1/retention/1': [{ body: policy }] })
  const { name, database, retention_days, is_active } = policy
  const request = { name, database, retention_days, buffer_days: 7, is_active, ...change }
  await expect(arc.retention.create(request)).rejects.toThrow(`retention.create: ${message}`)
  await expect(arc.retention.patch(1, change)).rejects.toThrow(`retention.update: ${message}`)
  expect(requests.map(({ route }) => route)).toEqual(['GET /api/v1/retention/1'])
})

test('a patch of a field that does not exist changes nothing', async () => {
  const { arc, requests } = scripted({ 'GET /api/v1/retention/1': [{ body: policy }] })
  const typo = { ...policy, retention_dayz: 1 } as object
  await expect(arc.retention.patch(1, typo)).rejects.toThrow('no field "retention_dayz" to change; there are: name,')
  expect(requests.map(({ route }) => route)).toEqual(['GET /api/v1/retention/1'])
})

test('a policy that another client has left without a database is not executed, only previewed', async () => {
  const blanked = { ...policy, name: '', database: '' }
  const result = { policy_id: 1, deleted_count: 0, dry_run: true }
  const { arc, requests } = scripted({
    'GET /api/v1/retention/1': [{ body: blanked }],
    'POST /api/v1/retention/1/execute': [{ body: result }],
  })
  await expect(arc.retention.execute(1, { confirm: true })).rejects.toThrow(
    'policy 1 has no database and would delete from every one; give it one with retention.patch',
  )
  expect(requests.map(({ route }) => route)).toEqual(['GET /api/v1/retention/1'])
  expect(await arc.retention.execute(1, { dry_run: true })).toMatchObject(result)
})

describe('continuousQueries', () => {
  const query: ContinuousQueryRequest = {
    name: 'cpu-hourly',
    database: 'default',
    source_measurement: 'cpu',
    destination_measurement: 'cpu_1h',
    query: 'SELECT * FROM default.cpu WHERE time >= {start_time} AND time < {end_time}',
    interval: '1h',
    is_active: true,
  }
  const stored = {
    ...query,
    id: 1,
    description: null,
    tag_columns: null,
    retention_days: null,
    delete_source_after_days: null,
    last_processed_time: null,
  }

  test('SQL in an object of another shape is not sent as none, which the server would store', async () => {
    const { arc, requests } = scripted({})
    const update = arc.continuousQueries.update(1, { ...query, query: { sql: query.query } as never })
    await expect(update).rejects.toThrow('continuousQueries.update: query is an object; give a string of SQL')
    expect(requests).toEqual([])
  })

  test('patch sends null tag columns as a list and keeps the SQL', async () => {
    const { arc, requests } = scripted({
      'GET /api/v1/continuous_queries/1': [{ body: stored }],
      'PUT /api/v1/continuous_queries/1': [{ body: stored }],
    })
    expect(await arc.continuousQueries.patch(1, { interval: '2h' })).toMatchObject({ tag_columns: [] })
    expect(requests.at(-1)?.body).toEqual({
      ...query,
      interval: '2h',
      description: null,
      tag_columns: [],
      retention_days: null,
      delete_source_after_days: null,
    })
  })

  test.each([
    ['1d', 'such as "24h"'],
    ['2w', 'such as "336h"'],
    ['1 hour', 'such as "1h30m"'],
    ['0s', 'would be stored and never run'],
    ['', 'would be stored and never run'],
    ['5', 'would be stored and never run'],
    ['-5m', 'would be stored and never run'],
    ['99999999999h', 'would be stored and never run'],
    ['0.000001ns', 'would be stored and never run'],
    ['5m 1s', 'would be stored and never run'],
  ])('refuses the interval %j', async (interval, message) => {
    const { arc, requests } = scripted({})
    await expect(arc.continuousQueries.create({ ...query, interval })).rejects.toThrow(message)
    await expect(arc.continuousQueries.update(1, { ...query, interval })).rejects.toThrow(message)
    expect(requests).toEqual([])
  })

  test('refuses an interval that is not text, and leaves other wrong types to the server', async () => {
    const refusal = { status: 400, body: { error: 'query is required' } }
    const { arc } = scripted({ 'POST /api/v1/continuous_queries': [refusal] })
    for (const wrong of [
      { ...query, interval: 60 },
      { ...query, query: null },
      { ...query, query: 5 },
      {},
      undefined,
    ]) {
      await expect(arc.continuousQueries.create(wrong as never)).rejects.toBeInstanceOf(ArcValidationError)
    }
  })

  test.each(['30s', '5m', '1h30m', '1.5h', '24h'])('takes the interval %j', async (interval) => {
    const { arc } = scripted({ 'POST /api/v1/continuous_queries': [{ status: 201, body: { ...stored, interval } }] })
    expect((await arc.continuousQueries.create({ ...query, interval })).interval).toBe(interval)
  })

  test('takes a query from the sql tag', async () => {
    const { arc, requests } = scripted({
      'POST /api/v1/continuous_queries': [{ status: 201, body: stored }],
      'GET /api/v1/continuous_queries/1': [{ body: stored }],
      'PUT /api/v1/continuous_queries/1': [{ body: stored }],
    })
    const tagged = sql`SELECT * FROM default.cpu WHERE host = ${"a'b"} AND time >= {start_time} AND time < {end_time}`
    await arc.continuousQueries.create({ ...query, query: tagged })
    await arc.continuousQueries.patch(1, { query: tagged })
    const text = "SELECT * FROM default.cpu WHERE host = 'a''b' AND time >= {start_time} AND time < {end_time}"
    expect(requests).toMatchObject([{ body: { query: text } }, {}, { body: { query: text } }])
  })

  test.each([
    ['SELECT 1 FROM default.cpu WHERE time < {end_time}', 'query must contain {start_time}'],
    ['SELECT 1 FROM default.cpu WHERE time > {start_time}', 'query must contain {end_time}'],
    [
      "SELECT 1 FROM default.cpu WHERE time > '{start_time}' AND time < {end_time}",
      'write {start_time} without quotes',
    ],
    ...['cpu', '"default"."cpu"', 'cpu.default', 'default.cpu_1h', 'default . cpu', 'other.cpu'].map((from) => [
      `SELECT 1 FROM ${from} WHERE time > {start_time} AND time < {end_time}`,
      'query must read FROM default.cpu, written like that',
    ]),
  ])('refuses the query %j', async (sql, message) => {
    const { arc } = scripted({})
    await expect(arc.continuousQueries.create({ ...query, query: sql })).rejects.toThrow(message)
  })

  test.each(['from  Default.CPU', 'FROM (SELECT * FROM\ndefault.cpu)'])(
    'takes %j, as the server does',
    async (from) => {
      const { arc, requests } = scripted({ 'POST /api/v1/continuous_queries': [{ status: 201, body: stored }] })
      const window = 'WHERE time >= {start_time} AND time < {end_time}'
      await arc.continuousQueries.create({ ...query, query: `SELECT * ${from} ${window}` })
      expect(requests).toHaveLength(1)
    },
  )

  test('one that cannot run can still be switched off', async () => {
    const broken = { ...stored, query: 'SELECT 1 FROM cpu WHERE time > {start_time} AND time < {end_time}' }
    const { arc, requests } = scripted({
      'GET /api/v1/continuous_queries/1': [{ body: broken }],
      'PUT /api/v1/continuous_queries/1': [{ body: broken }],
    })
    await arc.continuousQueries.patch(1, { is_active: false })
    expect(requests[1]?.body).toMatchObject({ query: broken.query, is_active: false })
  })
})
