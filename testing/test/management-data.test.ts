import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { daysAgo, startAdmin } from './management-client.ts'
import { storeSelect } from './store-select.ts'

const CONTINUOUS_QUERIES = '/api/v1/continuous_queries'
const RETENTION = '/api/v1/retention'
const DELETE = '/api/v1/delete'

afterEach(() => {
  vi.useRealTimers()
})

describe('retention', () => {
  it('deletes whole files whose newest row is too old', async () => {
    await using admin = await startAdmin()
    const now = daysAgo(0)
    // One hour of one file holds an old and a young row only if both fall into it; files are cut by the hour.
    await admin.write('iot', `m v=1 ${daysAgo(100)}\nm v=2 ${daysAgo(50)}\nm v=3 ${now}`)
    await admin.write('iot', `other v=1 ${daysAgo(100)}`)
    await admin.call('POST', RETENTION, {
      name: 'p',
      database: 'iot',
      retention_days: 40,
      buffer_days: 7,
      is_active: true,
    })

    const dryRun = await admin.call('POST', `${RETENTION}/1/execute`, { dry_run: true })
    expect(dryRun.body).toMatchObject({ deleted_count: 3, files_deleted: 3, dry_run: true })
    expect(await admin.rows('iot', 'm', 'v')).toHaveLength(3)
    expect((await admin.call('GET', `${RETENTION}/1/executions`)).body).toEqual({ policy_id: 1, executions: null })

    const real = await admin.call('POST', `${RETENTION}/1/execute`, { confirm: true })
    expect(real.body).toMatchObject({ deleted_count: 3, files_deleted: 3, affected_measurements: ['m', 'other'] })
    expect(await admin.rows('iot', 'm', 'v')).toEqual([{ v: 3 }])
    expect((await admin.call('GET', `${RETENTION}/1`)).body).toMatchObject({
      last_execution_status: 'completed',
      last_deleted_count: 3,
    })
    // The emptied measurement is still a directory, and no file counts for it any more.
    expect((await admin.call('GET', '/api/v1/databases/iot/measurements')).body).toMatchObject({ count: 2 })
    expect((await admin.call('GET', '/api/v1/databases')).body).toMatchObject({
      databases: [{ name: 'iot', measurement_count: 1 }],
    })
  })

  it('keeps an old row that shares its file with a young one', async () => {
    await using admin = await startAdmin()
    const hour = Math.floor(daysAgo(10) / 3_600) * 3_600
    await admin.write('iot', `m v=1 ${hour}\nm v=2 ${hour + 3_599}`)
    vi.useFakeTimers({ toFake: ['Date'], now: (hour + 86_400 + 1_800) * 1_000 })
    await admin.call('POST', RETENTION, { name: 'p', database: 'iot', retention_days: 1, is_active: true })
    const { body } = await admin.call('POST', `${RETENTION}/1/execute`, { confirm: true })
    expect(body).toMatchObject({ deleted_count: 0, files_deleted: 0, affected_measurements: ['m'] })
  })

  // Measured on the server: `PUT` takes any database and measurement.
  it.each([
    ['', null, ['a', 'b'], 2],
    ['.', null, ['a', 'b'], 2],
    ['', 'a', ['a'], 1],
    ['a', '', ['m'], 1],
    ['a/m', null, ['2023'], 1],
    ['..', null, null, 0],
    ['a/..', null, null, 0],
    ['a/..', 'b', ['b'], 0],
    ['a', '../b', ['../b'], 0],
    ['a', '..', ['..'], 0],
  ])(
    'of the database %j and the measurement %j reaches what the server would',
    async (database, measurement, reached, count) => {
      await using admin = await startAdmin()
      await admin.write('a', 'm v=1 1700000000')
      await admin.write('b', 'm v=1 1700000000')
      const policy = { name: 'p', database: 'a', retention_days: 1, buffer_days: 0, is_active: true }
      await admin.call('POST', RETENTION, policy)
      await admin.call('PUT', `${RETENTION}/1`, { ...policy, database, measurement })
      const { body } = await admin.call('POST', `${RETENTION}/1/execute`, { dry_run: true })
      expect(body).toMatchObject({ affected_measurements: reached, deleted_count: count })
    },
  )

  it('leaves what is still buffered', async () => {
    await using admin = await startAdmin()
    await admin.call('POST', RETENTION, { name: 'p', database: 'iot', retention_days: 1, is_active: true })
    await admin.call('POST', '/api/v1/write/line-protocol?precision=s', `m v=1 ${daysAgo(9)}`, {
      'content-type': 'text/plain',
      'x-arc-database': 'iot',
    })
    const { body } = await admin.call('POST', `${RETENTION}/1/execute`, { confirm: true })
    expect(body).toMatchObject({ deleted_count: 0, affected_measurements: null })
    await admin.server.flush()
    expect(await admin.rows('iot', 'm', 'v')).toEqual([{ v: 1 }])
  })
})

describe('continuous queries', () => {
  const window = { start_time: '2023-11-14T00:00:00Z', end_time: '2023-11-15T00:00:00Z' }
  const definition = (query: string) => ({
    name: query,
    database: 'iot',
    source_measurement: 'm',
    destination_measurement: 'm_day',
    query: `${query} WHERE time >= {start_time} AND time < {end_time}`,
    interval: '1d',
    is_active: true,
  })
  const lines = 'm,h=a v=1.5,n=1i 1700000000\nm,h=b v=2.5,n=2i 1700000001\nm,h=c v=9,n=5i 1700090000'

  it('write their rows into the destination, stamped with the start of the window', async () => {
    await using admin = await startAdmin()
    await admin.write('iot', lines)
    await admin.call('POST', CONTINUOUS_QUERIES, definition('SELECT count(*) AS n, avg(v) AS v FROM iot.m'))
    const { body } = await admin.call('POST', `${CONTINUOUS_QUERIES}/1/execute`, window)
    expect(body).toMatchObject({ status: 'completed', records_written: 1, destination_measurement: 'm_day' })
    await admin.server.flush()
    expect(await admin.rows('iot', 'm_day', 'n, v, epoch_us(time) AS micros')).toEqual([
      { n: 2n, v: 2, micros: 1_699_920_000_000_000n },
    ])
  })

  it('go on where they ended', async () => {
    await using admin = await startAdmin()
    await admin.write('iot', lines)
    await admin.call('POST', CONTINUOUS_QUERIES, definition('SELECT time, v FROM iot.m'))
    await admin.call('POST', `${CONTINUOUS_QUERIES}/1/execute`, window)
    const { body } = await admin.call('POST', `${CONTINUOUS_QUERIES}/1/execute`, { dry_run: true })
    expect(body).toMatchObject({ status: 'dry_run', start_time: window.end_time })
    expect(body.executed_query).toContain("time >= '2023-11-15T00:00:00Z'")
  })

  it.each([
    ['sum(n) AS x', "unsupported column type for 'x': *big.Int"],
    ['max(time) AS x', "unsupported column type for 'x': time.Time"],
    ['1.5 AS x', "unsupported column type for 'x': duckdb.Decimal"],
    ['[1] AS x', "unsupported column type for 'x': []interface {}"],
    [
      "'a' AS time",
      "time column must be numeric epoch, got string in measurement 'm_day' (writer must send an integer/float timestamp, not a string)",
    ],
  ])('fail where the writer has no type: %s', async (column, reason) => {
    await using admin = await startAdmin()
    await admin.write('iot', lines)
    await admin.call('POST', CONTINUOUS_QUERIES, definition(`SELECT ${column} FROM iot.m`))
    const error = `failed to write records: failed to convert columns: ${reason}`
    expect(await admin.call('POST', `${CONTINUOUS_QUERIES}/1/execute`, window)).toEqual({
      status: 500,
      body: { error: `Execution failed: ${error}` },
    })
    expect((await admin.call('GET', `${CONTINUOUS_QUERIES}/1/executions`)).body).toMatchObject({
      executions: [{ status: 'failed', records_written: 0, error_message: error }],
    })
  })

  it('read no other table than their source', async () => {
    await using admin = await startAdmin()
    await admin.write('iot', lines)
    await admin.call('POST', CONTINUOUS_QUERIES, definition('SELECT v FROM m'))
    const { status, body } = await admin.call('POST', `${CONTINUOUS_QUERIES}/1/execute`, window)
    expect(status).toBe(500)
    expect(body.error).toContain(
      'query execution failed: query failed: Catalog Error: Table with name m does not exist!',
    )
  })
})

describe('delete', () => {
  it('takes rows for which the predicate is NULL along with the file', async () => {
    await using admin = await startAdmin()
    await admin.write('iot', 'm,h=a v=1,n=1i 1700000000\nm,h=b v=2 1700000001\nm,h=c v=3,n=3i 1700000002')
    const { body } = await admin.call('POST', DELETE, {
      database: 'iot',
      measurement: 'm',
      where: 'n > 2',
      confirm: true,
    })
    expect(body).toMatchObject({ success: true, deleted_count: 2, affected_files: 1, rewritten_files: 1 })
    expect(await admin.rows('iot', 'm', 'h')).toEqual([{ h: 'a' }])
  })

  it('removes a file when no row is left, and leaves no temporary files', async () => {
    await using admin = await startAdmin()
    await admin.write('iot', 'm v=1 1700000000\nm v=2 1700003600')
    const where = "time < '2023-11-14T23:00:00Z'"
    await admin.call('POST', DELETE, { database: 'iot', measurement: 'm', where, confirm: true })
    const names = await readdir(join(admin.server.arc.storage.root, 'iot'), { recursive: true })
    expect(names.filter((name) => /parquet|tmp/.test(name))).toHaveLength(1)
  })

  it('asks for confirmation of a preview of more than 10,000 rows, and refuses more than a million', async () => {
    await using admin = await startAdmin()
    const fill = (rows: number) => `SELECT to_timestamp(1700000000) AS time, i AS n FROM range(${rows}) AS t(i)`
    await storeSelect(admin.server.arc, 'iot', 'some', fill(10_001))
    await storeSelect(admin.server.arc, 'iot', 'many', fill(1_000_001))
    const request = (measurement: string, flags: object) =>
      admin.call('POST', DELETE, { database: 'iot', measurement, where: 'n >= 0', ...flags })
    expect(await request('some', { dry_run: true })).toMatchObject({
      status: 400,
      body: { error: 'Delete would affect 10001 rows (threshold: 10000). Set confirm=true to proceed.' },
    })
    expect((await request('some', { dry_run: true, confirm: true })).body).toMatchObject({ deleted_count: 10_001 })
    expect((await request('many', { confirm: true })).body).toMatchObject({
      success: false,
      error:
        'Delete would affect 1000001 rows, exceeding maximum of 1000000. Adjust delete.max_rows_per_delete in arc.toml or refine WHERE clause.',
    })
  })

  it.each([
    ["h = 'a", 'WHERE clause has unmatched quotes'],
    ['(v = 1', 'WHERE clause has unmatched parentheses'],
    ['v = 1 -- x', 'WHERE clause contains forbidden pattern: --'],
    ['"GLOB" (v)', 'WHERE clause contains forbidden file I/O function: GLOB()'],
    ['set = 1', 'WHERE clause contains forbidden keyword: SET'],
    ['WHERE true', 'Full table delete detected (WHERE 1=1). Set confirm=true to proceed.'],
  ])('refuses %s', async (where, error) => {
    await using admin = await startAdmin()
    expect(await admin.call('POST', DELETE, { database: 'iot', measurement: 'm', where })).toMatchObject({
      status: 400,
      body: { success: false, files_processed: null, error },
    })
  })

  it('is a 403 where it is switched off', async () => {
    await using admin = await startAdmin({ deleteEnabled: false })
    expect((await admin.call('POST', DELETE, {})).status).toBe(403)
    expect((await admin.call('DELETE', '/api/v1/databases/iot?confirm=true')).status).toBe(403)
  })
})

describe('databases', () => {
  it('exist from their first file on, not from the first row', async () => {
    await using admin = await startAdmin()
    await admin.call('POST', '/api/v1/write/line-protocol', 'm v=1', {
      'content-type': 'text/plain',
      'x-arc-database': 'iot',
    })
    expect((await admin.call('GET', '/api/v1/databases/iot')).status).toBe(404)
    await admin.server.flush()
    expect((await admin.call('GET', '/api/v1/databases/iot')).body).toEqual({ name: 'iot', measurement_count: 1 })
  })

  it('are created once, however many ask for it at the same time', async () => {
    await using admin = await startAdmin()
    const calls = Array.from({ length: 8 }, () => admin.call('POST', '/api/v1/databases', { name: 'iot' }))
    const statuses = (await Promise.all(calls)).map(({ status }) => status)
    expect(statuses.sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409])
  })

  it('are still listed after they were dropped, when they held data', async () => {
    await using admin = await startAdmin()
    await admin.write('iot', 'm v=1 1700000000')
    await admin.call('POST', '/api/v1/databases', { name: 'empty' })
    expect((await admin.call('DELETE', '/api/v1/databases/iot?confirm=true')).body).toMatchObject({ files_deleted: 2 })
    expect((await admin.call('DELETE', '/api/v1/databases/empty?confirm=true')).body).toMatchObject({
      files_deleted: 1,
    })
    expect((await admin.call('GET', '/api/v1/databases')).body).toEqual({
      databases: [{ name: 'iot', measurement_count: 0 }],
      count: 1,
    })
    expect((await admin.call('GET', '/api/v1/databases/iot')).status).toBe(404)
  })
})

describe('backup', () => {
  const idle = async (admin: Awaited<ReturnType<typeof startAdmin>>) => {
    await vi.waitFor(async () => {
      expect((await admin.call('GET', '/api/v1/backup/status')).body.status).not.toBe('running')
    })
  }

  it('copies the files, and restores them over what is there', async () => {
    await using admin = await startAdmin()
    await admin.write('iot', 'm v=1 1700000000')
    expect((await admin.call('POST', '/api/v1/backup')).status).toBe(202)
    expect((await admin.call('POST', '/api/v1/backup')).body).toMatchObject({ operation: 'backup' })
    await idle(admin)
    const { body: status } = await admin.call('GET', '/api/v1/backup/status')
    expect(status).toMatchObject({ status: 'completed', total_files: 1, processed_files: 1 })

    await admin.call('POST', DELETE, { database: 'iot', measurement: 'm', where: '1=1', confirm: true })
    await admin.write('iot', 'm v=2 1700000001')
    await admin.call('POST', '/api/v1/backup/restore', { backup_id: status.backup_id, confirm: true })
    await idle(admin)
    expect(await admin.rows('iot', 'm', 'v')).toEqual([{ v: 1 }, { v: 2 }])
    expect((await admin.call('GET', '/api/v1/databases')).body).toMatchObject({ count: 1 })
  })

  it('tells only in its status that there was nothing to restore', async () => {
    await using admin = await startAdmin()
    const backup_id = 'backup-20260101-000000-abcdef01'
    expect((await admin.call('POST', '/api/v1/backup/restore', { backup_id, confirm: true })).status).toBe(202)
    await idle(admin)
    expect((await admin.call('GET', '/api/v1/backup/status')).body).toMatchObject({
      operation: 'restore',
      status: 'failed',
      error: `backup not found: file not found: ${backup_id}/manifest.json`,
    })
  })

  it('may be under way when the server is closed', async () => {
    const admin = await startAdmin()
    await admin.write('iot', 'm v=1 1700000000')
    await admin.call('POST', '/api/v1/backup')
    await expect(admin.server.close()).resolves.toBeUndefined()
  })
})

describe('compaction', () => {
  it('ends at once and merges nothing', async () => {
    await using admin = await startAdmin()
    for (let file = 0; file < 10; file++) await admin.write('iot', `m v=${file} ${1_700_000_000 + file}`)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 3_600_000 })
    const trigger = (query: string) => admin.call('POST', `/api/v1/compaction/trigger${query}`)
    expect((await trigger('')).body).toMatchObject({ status: 'running', tiers: ['hourly', 'daily'], cycle_id: 1 })
    expect((await trigger('?tier=hourly&database=iot')).body).toMatchObject({ tiers: ['hourly'], cycle_id: 2 })
    const stats = await admin.call('GET', '/api/v1/compaction/stats')
    expect(stats.body).toMatchObject({ cycle_running: false, current_cycle_id: 2 })
    expect(await admin.server.arc.storage.files('iot', 'm')).toHaveLength(10)
  })
})
