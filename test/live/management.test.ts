/**
 * The management namespaces from create to delete, on a live server: ARC_URL, else the embedded Arc. Every answer is held to
 * the OpenAPI document as well. Names are new in every run, and everything made is deleted again.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ArcAuthenticationError,
  type ArcClient,
  ArcConflictError,
  ArcFeatureUnavailableError,
  ArcNotFoundError,
  ArcQueryError,
  ArcValidationError,
  type Capabilities,
} from '../../src/index.ts'
import { Validator } from '../contract/validator.ts'
import { type LiveTarget, openTarget, uniqueName } from './target.ts'

const validator = await Validator.load()
const undocumented: string[] = []
let answers = 0
let target: LiveTarget
let arc: ArcClient
let offers: Capabilities

const database = uniqueName('live')
const day = 86_400_000

beforeAll(async () => {
  target = await openTarget({ mqtt: true, edgeSync: true })
  arc = target.client({ fetch: heldToTheDocument, timeoutMs: 60_000 })
  offers = await arc.system.capabilities()
  const time = [Date.now() - 100 * day, Date.now() - 100 * day + 1000, Date.now()]
  await arc.write.columns('cpu', { time, host: ['a', 'b', 'a'], usage: [1, 2.5, 3] }, { database })
  await arc.write.makeVisible()
})

afterAll(async () => {
  await arc.databases.delete(database, { confirm: true }).catch(() => {})
  await target[Symbol.asyncDispose]()
  console.log(`  ${answers} answers of ${target.embedded ? 'the embedded Arc' : target.url} held to the document`)
})

test('retention: create, read, update, patch, execute, delete', async () => {
  const name = uniqueName('policy')
  const created = await arc.retention.create({
    name,
    database,
    measurement: 'cpu',
    retention_days: 30,
    buffer_days: 7,
    is_active: true,
  })
  try {
    expect(created).toMatchObject({ name, database, measurement: 'cpu', retention_days: 30, last_execution_time: null })
    expect(await arc.retention.get(created.id)).toEqual(created)
    expect((await arc.retention.list()).map(({ id }) => id)).toContain(created.id)
    expect(await arc.retention.executions(created.id)).toEqual([])
    await expect(arc.retention.create({ ...writable(created), name })).rejects.toBeInstanceOf(ArcConflictError)

    const ensured = await Promise.all(Array.from({ length: 5 }, () => arc.retention.ensure(writable(created))))
    expect(ensured.map(({ id, outcome }) => [id, outcome])).toEqual(Array(5).fill([created.id, 'unchanged']))
    const updated = await arc.retention.update(created.id, { ...writable(created), retention_days: 40 })
    expect(updated).toMatchObject({ name, retention_days: 40, buffer_days: 7, is_active: true })
    const patched = await arc.retention.patch(created.id, { retention_days: 50 })
    expect(patched).toMatchObject({
      name,
      database,
      measurement: 'cpu',
      retention_days: 50,
      buffer_days: 7,
      is_active: true,
    })

    expect(await arc.retention.execute(created.id, { dry_run: true })).toMatchObject({
      dry_run: true,
      deleted_count: 2,
    })
    expect(await arc.retention.execute(created.id, { confirm: true })).toMatchObject({
      dry_run: false,
      deleted_count: 2,
      affected_measurements: ['cpu'],
    })
    expect(await arc.retention.executions(created.id, { limit: 5 })).toMatchObject([
      { deleted_count: 2, status: 'completed' },
    ])
    // @ts-expect-error: says neither to look nor to act
    await expect(arc.retention.execute(created.id, {})).rejects.toBeInstanceOf(ArcValidationError)
  } finally {
    await arc.retention.delete(created.id)
  }
  await expect(arc.retention.get(created.id)).rejects.toBeInstanceOf(ArcNotFoundError)
})

test('continuous queries: create, read, update, patch, execute, delete', async ({ skip }) => {
  if (offers.continuousQueries.status !== 'available') skip('this server serves no continuous queries')
  const name = uniqueName('hourly')
  const definition = {
    name,
    database,
    source_measurement: 'cpu',
    destination_measurement: 'cpu_1h',
    query: `SELECT time_bucket('1 hour', (time)) AS time, host, avg(usage) AS usage FROM ${database}.cpu WHERE time >= {start_time} AND time < {end_time} GROUP BY 1, 2`,
    interval: '1h',
    is_active: true,
  }
  const created = await arc.continuousQueries.create(definition)
  try {
    expect(created).toMatchObject({ name, tag_columns: [], last_processed_time: null })
    expect(await arc.continuousQueries.get(created.id)).toEqual(created)
    expect(await arc.continuousQueries.list({ database, is_active: true })).toEqual([created])
    expect(await arc.continuousQueries.executions(created.id)).toEqual([])

    const patched = await arc.continuousQueries.patch(created.id, { tag_columns: ['host'], description: 'by hour' })
    expect(patched).toMatchObject({
      name,
      query: created.query,
      interval: '1h',
      tag_columns: ['host'],
      is_active: true,
    })

    const window = {
      start_time: new Date(Date.now() - day).toISOString(),
      end_time: new Date(Date.now() + 60_000).toISOString(),
    }
    const dry = await arc.continuousQueries.execute(created.id, { ...window, dry_run: true })
    expect(dry.executed_query).toContain(`'${dry.start_time}'`)
    expect(await arc.continuousQueries.execute(created.id, window)).toMatchObject({
      status: 'completed',
      records_written: 1,
    })
    expect(await arc.continuousQueries.executions(created.id)).toMatchObject([
      { status: 'completed', records_written: 1 },
    ])
    await arc.write.makeVisible()
    expect(await arc.query.rows(`SELECT host, usage FROM ${database}.cpu_1h`)).toEqual([{ host: 'a', usage: 3 }])

    const wanted = { ...definition, tag_columns: ['host'], description: 'by hour' }
    expect(await arc.continuousQueries.ensure(wanted)).toMatchObject({ id: created.id, outcome: 'unchanged' })
    expect(await arc.continuousQueries.ensure({ ...wanted, description: undefined })).toMatchObject({
      id: created.id,
      description: null,
      outcome: 'changed',
    })
    const now = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000)
    const hours = (count: number) => new Date(now.getTime() - count * 3_600_000)
    const text = (time: Date) => `${time.toISOString().slice(0, 19)}Z`
    const earlier = await arc.continuousQueries.catchUp(created.id, { from: hours(28), until: hours(26) })
    expect(earlier.map(({ start_time, end_time }) => [start_time, end_time])).toEqual([
      [text(hours(28)), text(hours(27))],
      [text(hours(27)), text(hours(26))],
    ])
    // The run above covers the last 24 hours and the present one.
    expect(await arc.continuousQueries.catchUp(created.id, { until: now })).toEqual([])
    const rest = await arc.continuousQueries.catchUp(created.id, { from: hours(28), until: now })
    expect(rest.map(({ end_time }) => end_time)).toEqual(
      [text(hours(25)), text(hours(24)), window.start_time].map((time) => `${time.slice(0, 19)}Z`),
    )
  } finally {
    await arc.continuousQueries.delete(created.id)
  }
  await expect(arc.continuousQueries.get(created.id)).rejects.toBeInstanceOf(ArcNotFoundError)
})

test('tokens: create, use, update, rotate, revoke, delete', async ({ skip }) => {
  if (offers.auth.status !== 'available') skip('this server runs without tokens')
  const name = uniqueName('token')
  const { token, info } = await arc.auth.createToken({ name, permissions: ['read'], expires_in: '7d' })
  const id = info?.id ?? Number.NaN
  try {
    expect(info).toMatchObject({ name, permissions: ['read'], enabled: true })
    const reader = target.client({ token, fetch: heldToTheDocument })
    expect(await reader.auth.verify()).toMatchObject({ valid: true, permissions: ['read'] })
    expect((await reader.system.capabilities()).delete).toMatchObject({ status: 'unknown' })
    await expect(arc.auth.createToken({ name, permissions: [] })).rejects.toBeInstanceOf(ArcConflictError)

    await arc.auth.updateToken(id, { description: 'for a test', permissions: ['read', 'write'] })
    expect(await arc.auth.getToken(id)).toMatchObject({ description: 'for a test', permissions: ['read', 'write'] })
    expect((await arc.auth.tokenPermissions(id)).permissions).toMatchObject([{ database: '*', source: 'token' }])
    expect(await arc.auth.listTokenTeams(id)).toEqual([])

    const rotated = await arc.auth.rotateToken(id)
    expect(rotated).not.toBe(token)
    await expect(reader.auth.verify()).rejects.toBeInstanceOf(ArcAuthenticationError)
    const rotatedReader = target.client({ token: rotated })
    expect(await rotatedReader.databases.list()).toBeInstanceOf(Array)
    await arc.auth.revokeToken(id)
    await expect(rotatedReader.databases.list()).rejects.toBeInstanceOf(ArcAuthenticationError)
  } finally {
    await arc.auth.deleteToken(id)
  }
  await expect(arc.auth.getToken(id)).rejects.toBeInstanceOf(ArcNotFoundError)
})

test('databases: create, read, delete', async () => {
  const name = uniqueName('db')
  expect(await arc.databases.create({ name })).toMatchObject({ name, measurement_count: 0 })
  await expect(arc.databases.create({ name })).rejects.toBeInstanceOf(ArcConflictError)
  expect(await arc.databases.get(name)).toEqual({ name, measurement_count: 0 })
  expect((await arc.databases.list()).map((entry) => entry.name)).toContain(name)
  expect(await arc.databases.measurements(database)).toContainEqual({ name: 'cpu' })
  if (offers.delete.status === 'available') {
    // @ts-expect-error: there is no undo, so confirm must be true
    await expect(arc.databases.delete(name, { confirm: false })).rejects.toBeInstanceOf(ArcValidationError)
    await arc.databases.delete(name, { confirm: true })
    await expect(arc.databases.get(name)).rejects.toBeInstanceOf(ArcNotFoundError)
  } else {
    await expect(arc.databases.delete(name, { confirm: true })).rejects.toBeInstanceOf(ArcFeatureUnavailableError)
  }
})

test('delete: a preview, a wrong condition, and the rows', async ({ skip }) => {
  if (offers.delete.status !== 'available') skip('this server does not delete')
  const time = [Date.now(), Date.now() + 1, Date.now() + 2]
  await arc.write.columns('events', { time, kind: ['x', 'y', 'y'] }, { database })
  await arc.write.makeVisible()
  const y = { database, measurement: 'events', where: "kind = 'y'" }
  expect(await arc.delete.rows({ ...y, dry_run: true })).toMatchObject({ dry_run: true, deleted_count: 2 })
  const misspelt = { ...y, where: "kynd = 'y'", confirm: true } as const
  await expect(arc.delete.rows(misspelt)).rejects.toBeInstanceOf(ArcQueryError)
  for (const where of ["events.kind = 'y'", 'time IS NULL) OR (1=1', "kind = 'y' ORDER BY kind"])
    await expect(arc.delete.rows({ ...y, where, dry_run: true })).rejects.toBeInstanceOf(ArcQueryError)
  for (const where of ["kind = 'z'", 'kind IS DISTINCT FROM kind'])
    expect(await arc.delete.rows({ ...y, where, confirm: true })).toMatchObject({ deleted_count: 0 })
  expect(await arc.delete.rows({ ...y, measurement: 'nosuch', confirm: true })).toMatchObject({ deleted_count: 0 })
  expect(await arc.delete.rows({ ...y, confirm: true })).toMatchObject({ deleted_count: 2, rewritten_files: 1 })
  expect(await arc.query.rows(`SELECT kind FROM ${database}.events`)).toEqual([{ kind: 'x' }])
})

test('delete: rows for which the condition is NULL stay, as in SQL', async ({ skip }) => {
  if (offers.delete.status !== 'available') skip('this server does not delete')
  const time = [1, 2, 3, 4].map((offset) => Date.now() + offset)
  await arc.write.columns('hosts', { time, host: ['a', 'b', null, null], temp: [1, null, 9, null] }, { database })
  await arc.write.makeVisible()
  const a = { database, measurement: 'hosts', where: "host = 'a'" }
  const left = () => arc.query.rows(`SELECT host, temp FROM ${database}.hosts ORDER BY time`)

  expect(await arc.delete.rows({ ...a, dry_run: true })).toMatchObject({ deleted_count: 1 })
  expect(await arc.delete.rows({ ...a, confirm: true })).toMatchObject({ deleted_count: 1 })
  expect(await left()).toEqual([
    { host: 'b', temp: null },
    { host: null, temp: 9 },
    { host: null, temp: null },
  ])
  expect(await arc.delete.rows({ ...a, where: 'NOT (temp < 5)', confirm: true })).toMatchObject({ deleted_count: 1 })
  expect(await left()).toEqual([
    { host: 'b', temp: null },
    { host: null, temp: null },
  ])
  await expect(arc.delete.rows({ ...a, where: ' ', confirm: true })).rejects.toBeInstanceOf(ArcValidationError)
  expect(await arc.delete.rows({ ...a, where: '1=1', confirm: true })).toMatchObject({ deleted_count: 2 })
})

// As long as it takes: a backup copies all the server has, and a live one may have a lot.
test('backup: start, wait, read, delete', { timeout: 600_000 }, async ({ skip }) => {
  if (offers.backup.status !== 'available') skip('this server makes no backups')
  const seen: string[] = []
  const done = await arc.backup.startAndWait({}, { pollIntervalMs: 50, onProgress: ({ status }) => seen.push(status) })
  expect(seen.at(-1)).toBe('completed')
  expect((await arc.backup.list()).backups.map((backup) => backup.backup_id)).toContain(done.backup_id)
  expect((await arc.backup.get(done.backup_id)).databases.map(({ name }) => name)).toContain(database)
  await arc.backup.delete(done.backup_id)
  await expect(arc.backup.get(done.backup_id)).rejects.toBeInstanceOf(ArcNotFoundError)
})

test('compaction: trigger and wait', { timeout: 600_000 }, async ({ skip }) => {
  if (offers.compaction.status !== 'available') skip('this server does not compact')
  const stats = await arc.compaction.triggerAndWait({ database, tier: 'hourly' }, { pollIntervalMs: 50 })
  expect(stats.cycle_running).toBe(false)
  expect(stats.current_cycle_id).toBeGreaterThan(0)
  expect(await arc.compaction.jobs()).toMatchObject({ active_jobs: 0, jobs: [] })
})

test('mqtt: create, read, update, delete', async ({ skip }) => {
  if (offers.mqtt.status !== 'available') {
    await expect(arc.mqtt.list()).rejects.toBeInstanceOf(ArcFeatureUnavailableError)
    skip('this server has no MQTT')
  }
  const name = uniqueName('plant')
  const created = await arc.mqtt.create({ name, broker: 'tcp://127.0.0.1:1', topics: ['sensors/#'], database })
  try {
    expect(created).toMatchObject({ name, status: 'stopped', qos: 1, auto_start: false })
    expect((await arc.mqtt.list()).map(({ id }) => id)).toContain(created.id)
    expect(await arc.mqtt.update(created.id, { qos: 2 })).toMatchObject({ name, qos: 2 })
    expect(await arc.mqtt.get(created.id)).toMatchObject({ qos: 2, topics: ['sensors/#'] })
    expect(await arc.mqtt.subscriptionStats(created.id)).toMatchObject({ messages_received: 0 })
    await expect(arc.mqtt.stop(created.id)).rejects.toBeInstanceOf(ArcConflictError)
  } finally {
    await arc.mqtt.delete(created.id)
  }
  await expect(arc.mqtt.get(created.id)).rejects.toBeInstanceOf(ArcNotFoundError)
})

test('edge sync: register, rotate, disable, delete a spoke', async ({ skip }) => {
  if (offers.edgeSyncHub.status !== 'available') skip('this server is no hub')
  const spoke_id = uniqueName('spoke')
  const created = await arc.edgeSync.createSpoke({ spoke_id, name: 'Edge one' })
  try {
    expect(created.secret).not.toBe('')
    await expect(arc.edgeSync.createSpoke({ spoke_id, name: 'Edge one' })).rejects.toBeInstanceOf(ArcConflictError)
    expect((await arc.edgeSync.rotateSpoke(spoke_id)).secret).not.toBe(created.secret)
    expect(await arc.edgeSync.disableSpoke(spoke_id)).toEqual({ spoke_id, enabled: false })
    expect(await arc.edgeSync.getSpoke(spoke_id)).toMatchObject({ name: 'Edge one', enabled: false, files_received: 0 })
    expect((await arc.edgeSync.listSpokes()).map((spoke) => spoke.spoke_id)).toContain(spoke_id)
  } finally {
    await arc.edgeSync.deleteSpoke(spoke_id)
  }
  await expect(arc.edgeSync.getSpoke(spoke_id)).rejects.toBeInstanceOf(ArcNotFoundError)
})

test('every read without parameters', async () => {
  const reads = validator.operations.filter(
    ({ method, path, ...operation }) => method === 'GET' && !path.includes('{') && !operation['x-arc-handwritten'],
  )
  for (const { path } of reads) {
    const { response } = await arc.api.GET(path as '/health', { parseAs: 'text' })
    expect(response.status, path).not.toBe(500)
  }
})

// Runs last: by now every kind of answer has passed by.
test('every answer was what the document says', () => {
  expect(undocumented).toEqual([])
})

/** `fetch`, with every answer held to the document on its way. */
async function heldToTheDocument(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  const { method, url } = request
  const response = await fetch(request)
  const operation = validator.find(method, new URL(url).pathname)
  const headers = Object.fromEntries(response.headers)
  const json = headers['content-type']?.startsWith('application/json')
  const body: unknown = json ? await response.clone().json() : undefined
  const problem = operation
    ? validator.responseProblem(operation, { status: response.status, headers, body })
    : 'is not in the document'
  if (problem !== undefined)
    undocumented.push(`${method} ${url} ${response.status}: ${problem} ${JSON.stringify(body)}`)
  answers++
  return response
}

/** The fields of a policy that can be written. */
function writable<
  T extends {
    name: string
    database: string
    measurement: string | null
    retention_days: number
    buffer_days: number
    is_active: boolean
  },
>(policy: T) {
  const { name, database, measurement, retention_days, buffer_days, is_active } = policy
  return { name, database, measurement, retention_days, buffer_days, is_active }
}
