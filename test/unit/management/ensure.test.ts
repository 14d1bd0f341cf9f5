import { startTestServer } from 'arc-tsdb-testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ArcClient } from '../../../src/client.ts'
import { ArcConflictError } from '../../../src/errors.ts'
import { sql } from '../../../src/query/sql/sql.ts'
import { scripted } from './scripted.ts'

let server: Awaited<ReturnType<typeof startTestServer>>
let arc: ArcClient
beforeAll(async () => {
  server = await startTestServer()
  arc = new ArcClient({ url: server.url, token: server.token })
})
afterAll(async () => {
  await arc.close()
  await server.close()
})

const policy = {
  name: 'p',
  database: 'default',
  measurement: 'cpu',
  retention_days: 30,
  buffer_days: 7,
  is_active: true,
}
const query = {
  name: 'q',
  database: 'default',
  source_measurement: 'cpu',
  destination_measurement: 'cpu_1h',
  query: sql`SELECT * FROM default.cpu WHERE host = ${'a'} AND time >= {start_time} AND time < {end_time}`,
  interval: '1h',
  tag_columns: ['host'],
  is_active: true,
}

test('a retention policy is created, left as it is, and changed where it differs', async () => {
  const created = await arc.retention.ensure(policy)
  expect(created).toMatchObject({ ...policy, outcome: 'created' })
  expect(await arc.retention.ensure(policy)).toEqual({ ...created, outcome: 'unchanged' })
  expect(await arc.retention.ensure({ ...policy, retention_days: 60 })).toMatchObject({
    id: created.id,
    retention_days: 60,
    outcome: 'changed',
  })
  const { measurement: _, ...everything } = policy
  expect(await arc.retention.ensure(everything)).toMatchObject({ measurement: null, outcome: 'changed' })
  expect(await arc.retention.ensure({ ...everything, measurement: undefined })).toMatchObject({ outcome: 'unchanged' })
  expect(await arc.retention.ensure({ ...everything, measurement: null })).toMatchObject({ outcome: 'unchanged' })
  expect(await arc.retention.list()).toHaveLength(1)
})

test('a continuous query keeps its id and its history', async () => {
  const created = await arc.continuousQueries.ensure(query)
  expect(created).toMatchObject({ tag_columns: ['host'], query: query.query.text, outcome: 'created' })
  expect(await arc.continuousQueries.ensure(query)).toEqual({ ...created, outcome: 'unchanged' })
  const changed = await arc.continuousQueries.ensure({ ...query, tag_columns: [], description: 'by hour' })
  expect(changed).toMatchObject({ id: created.id, tag_columns: [], description: 'by hour', outcome: 'changed' })
  const { tag_columns: _, ...untagged } = query
  expect(await arc.continuousQueries.ensure(untagged)).toMatchObject({ description: null, outcome: 'changed' })
  expect(await arc.continuousQueries.ensure(untagged)).toMatchObject({ outcome: 'unchanged' })
  expect(await arc.continuousQueries.list()).toHaveLength(1)
})

test('ten at the same time make one', async () => {
  const race = { ...policy, name: 'race' }
  const ensured = await Promise.all(Array.from({ length: 10 }, () => arc.retention.ensure(race)))
  expect(new Set(ensured.map(({ id }) => id)).size).toBe(1)
  expect(ensured.filter(({ outcome }) => outcome === 'created')).toHaveLength(1)
  expect(ensured.filter(({ outcome }) => outcome === 'unchanged')).toHaveLength(9)
})

test('who comes second takes what the first has created', async () => {
  const { arc, requests } = scripted({
    'GET /api/v1/retention': [{ body: null }, { body: [{ id: 1, ...policy, retention_days: 10 }] }],
    'POST /api/v1/retention': [{ status: 400, body: { error: "Retention policy with name 'p' already exists" } }],
    'PUT /api/v1/retention/1': [{ body: { id: 1, ...policy } }],
  })
  expect(await arc.retention.ensure(policy)).toMatchObject({ id: 1, outcome: 'changed' })
  expect(requests.map(({ route }) => route)).toEqual([
    'GET /api/v1/retention',
    'POST /api/v1/retention',
    'GET /api/v1/retention',
    'PUT /api/v1/retention/1',
  ])
})

test('a name that is taken by something not listed is a conflict', async () => {
  const { arc } = scripted({
    'GET /api/v1/retention': [{ body: null }],
    'POST /api/v1/retention': [{ status: 400, body: { error: "Retention policy with name 'p' already exists" } }],
  })
  await expect(arc.retention.ensure(policy)).rejects.toBeInstanceOf(ArcConflictError)
})

test('what a newer server stores is kept, and compared when it is given', async () => {
  const stored = { id: 1, ...policy, tier: 'cold', created_at: '2026-08-22T10:00:00Z' }
  const { arc, requests } = scripted({
    'GET /api/v1/retention': [{ body: [stored] }],
    'PUT /api/v1/retention/1': [{ body: stored }],
  })
  expect(await arc.retention.ensure(policy, { extra: { tier: 'cold' } })).toMatchObject({ outcome: 'unchanged' })
  expect(await arc.retention.ensure({ ...policy, buffer_days: 0 })).toMatchObject({ outcome: 'changed' })
  expect(await arc.retention.ensure(policy, { extra: { tier: 'hot' } })).toMatchObject({ outcome: 'changed' })
  expect(requests.filter(({ body }) => body).map(({ body }) => body)).toEqual([
    { ...policy, buffer_days: 0, tier: 'cold' },
    { ...policy, tier: 'hot' },
  ])
})

test.each([
  [{ retention_dayz: 5 }, 'no field "retention_dayz" to change'],
  [{ buffer_days: -1 }, 'retention.ensure: buffer_days is -1'],
  [{ measurement: '' }, 'measurement is ""'],
  [{ retention_days: Number.NaN }, 'retention_days is NaN'],
  [{ retention_days: '30' }, 'retention_days is "30"; give a whole number'],
])('refuses %j where the policy is there already', async (change, message) => {
  const { arc, requests } = scripted({ 'GET /api/v1/retention': [{ body: [{ id: 1, ...policy }] }] })
  await expect(arc.retention.ensure({ ...policy, ...change } as never)).rejects.toThrow(message)
  expect(requests.filter(({ route }) => !route.startsWith('GET'))).toEqual([])
})

test.each([{}, undefined, null, { ...policy, name: undefined }])(
  '%j is refused as what has no name',
  async (wanted) => {
    const { arc } = scripted({ 'GET /api/v1/retention': [{ body: [] }] })
    await expect(arc.retention.ensure(wanted as never)).rejects.toThrow('retention.create: name is missing')
  },
)
