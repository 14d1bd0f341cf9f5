import { describe, expect, test } from 'vitest'
import {
  ArcConflictError,
  ArcNotFoundError,
  ArcPermissionError,
  ArcQueryError,
  ArcServerError,
  ArcValidationError,
} from '../../../src/errors.ts'
import type { BackupProgress, ContinuousQueryRequest } from '../../../src/management/index.ts'
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
  ])('refuses the interval %j', async (interval, message) => {
    const { arc, requests } = scripted({})
    await expect(arc.continuousQueries.create({ ...query, interval })).rejects.toThrow(message)
    await expect(arc.continuousQueries.update(1, { ...query, interval })).rejects.toThrow(message)
    expect(requests).toEqual([])
  })

  test.each(['30s', '5m', '1h30m', '1.5h', '24h'])('takes the interval %j', async (interval) => {
    const { arc } = scripted({ 'POST /api/v1/continuous_queries': [{ status: 201, body: { ...stored, interval } }] })
    expect((await arc.continuousQueries.create({ ...query, interval })).interval).toBe(interval)
  })

  test.each([
    ['SELECT 1 FROM default.cpu WHERE time < {end_time}', 'query must contain {start_time}'],
    ['SELECT 1 FROM default.cpu WHERE time > {start_time}', 'query must contain {end_time}'],
    [
      "SELECT 1 FROM default.cpu WHERE time > '{start_time}' AND time < {end_time}",
      'write {start_time} without quotes',
    ],
  ])('refuses the query %j', async (sql, message) => {
    const { arc } = scripted({})
    await expect(arc.continuousQueries.create({ ...query, query: sql })).rejects.toThrow(message)
  })
})

describe('auth.createToken', () => {
  const created = { success: true, token: 'secret', message: 'Token created successfully.' }
  const info = {
    id: 5,
    name: 'writer',
    permissions: ['write'],
    created_at: '2026-11-22T18:54:32Z',
    enabled: true,
    expires_at: null,
  }

  test('adds what the server leaves out of its answer', async () => {
    const { arc } = scripted({
      'POST /api/v1/auth/tokens': [{ status: 201, body: created }],
      'GET /api/v1/auth/tokens': [
        { body: { success: true, tokens: [{ ...info, id: 1, name: 'admin' }, info], count: 2 } },
      ],
    })
    expect(await arc.auth.createToken({ name: 'writer', permissions: ['write'] })).toEqual({ ...created, info })
  })

  test('never loses the secret because the list could not be read', async () => {
    const { arc } = scripted({
      'POST /api/v1/auth/tokens': [{ status: 201, body: created }],
      'GET /api/v1/auth/tokens': [{ status: 500, body: { success: false, error: 'Failed to list tokens' } }],
    })
    expect(await arc.auth.createToken({ name: 'writer', permissions: [] })).toEqual({ ...created, info: undefined })
  })
})

describe('delete.rows', () => {
  const request = { database: 'default', measurement: 'cpu', where: "host = 'a'" }
  const deleted = {
    success: true,
    deleted_count: 2,
    affected_files: 1,
    rewritten_files: 1,
    execution_time_ms: 3,
    dry_run: false,
    files_processed: ['x.parquet'],
  }
  const estimate = 'POST /api/v1/query/estimate'

  test('needs dry_run or confirm', async () => {
    const { arc, requests } = scripted({})
    await expect(arc.delete.rows(request as never)).rejects.toBeInstanceOf(ArcValidationError)
    expect(requests).toEqual([])
  })

  test.each(["WHERE host = 'a'", " where(host = 'a')"])(
    'refuses %j, which the server would take for no match',
    async (where) => {
      const { arc } = scripted({})
      await expect(arc.delete.rows({ ...request, where, confirm: true })).rejects.toThrow('leave the word WHERE out')
    },
  )

  test('runs the condition as a query first when asked to', async () => {
    const { arc, requests } = scripted({
      [estimate]: [{ body: { success: true, estimated_rows: 2, warning_level: 'none', execution_time_ms: 1 } }],
      'POST /api/v1/delete': [{ body: deleted }],
    })
    expect(await arc.delete.rows({ ...request, confirm: true }, { verifyWhere: true })).toEqual(deleted)
    expect(requests).toEqual([
      { route: estimate, body: { sql: `SELECT 1 FROM "default"."cpu" AS "cpu" WHERE (host = 'a')` } },
      { route: 'POST /api/v1/delete', body: { ...request, confirm: true } },
    ])
  })

  test('deletes nothing when the condition cannot be run', async () => {
    const error =
      'Cannot estimate query: query failed: Binder Error: Referenced column "hots" not found in FROM clause!\n\nLINE 1: …'
    const { arc, requests } = scripted({
      [estimate]: [
        { body: { success: false, estimated_rows: null, warning_level: 'error', execution_time_ms: 1, error } },
      ],
    })
    const caught = await arc.delete
      .rows({ ...request, where: "hots = 'a'", confirm: true }, { verifyWhere: true })
      .catch((e: unknown) => e)
    expect(caught).toBeInstanceOf(ArcQueryError)
    expect(caught).toMatchObject({ category: 'binder' })
    expect(String(caught)).toContain('Referenced column "hots" not found')
    expect(requests).toHaveLength(1)
  })

  test('a measurement without files is no wrong condition', async () => {
    const error =
      'Cannot estimate query: query failed: IO Error: No files found that match the pattern "/x/**/*.parquet"'
    const { arc } = scripted({
      [estimate]: [
        { body: { success: false, estimated_rows: null, warning_level: 'error', execution_time_ms: 1, error } },
      ],
      'POST /api/v1/delete': [{ body: { ...deleted, deleted_count: 0, files_processed: [] } }],
    })
    expect(await arc.delete.rows({ ...request, confirm: true }, { verifyWhere: true })).toMatchObject({
      deleted_count: 0,
    })
  })

  test('a deletion that was done in part is an error with what was done', async () => {
    const body = { ...deleted, success: false, failed_files: ['y.parquet'], error: '1 of 2 files failed to process' }
    const { arc } = scripted({ 'POST /api/v1/delete': [{ status: 207, body }] })
    const caught = await arc.delete.rows({ ...request, confirm: true }).catch((e: unknown) => e)
    expect(caught).toBeInstanceOf(ArcServerError)
    expect(caught).toMatchObject({ status: 207, body: { deleted_count: 2, failed_files: ['y.parquet'] } })
  })
})

describe('backup', () => {
  const status = 'GET /api/v1/backup/status'
  const start = 'POST /api/v1/backup'
  const started = { status: 202, body: { message: 'Backup started', status: 'running' } }
  const progress = (changes: Partial<BackupProgress>) => ({
    body: {
      operation: 'backup',
      backup_id: 'backup-20261122-185434-afea3e25',
      status: 'running',
      total_files: 2,
      processed_files: 1,
      skipped_files: 0,
      total_bytes: 20,
      processed_bytes: 10,
      started_at: '2026-11-22T18:54:34.9Z',
      ...changes,
    },
  })

  test('startAndWait waits for its own backup, not for the one before it', async () => {
    const before = progress({ started_at: '2026-11-21T00:00:00Z', status: 'completed' })
    const { arc } = scripted({
      [start]: [started],
      [status]: [before, before, progress({}), progress({ status: 'completed', processed_files: 2 })],
    })
    const seen: number[] = []
    const done = await arc.backup.startAndWait(
      {},
      { pollIntervalMs: 0, onProgress: (p) => seen.push(p.processed_files) },
    )
    expect(done).toMatchObject({ status: 'completed', processed_files: 2, started_at: '2026-11-22T18:54:34.9Z' })
    expect(seen).toEqual([1, 2])
  })

  test('a backup that fails is an error with its progress', async () => {
    const { arc } = scripted({
      [start]: [started],
      [status]: [{ body: { status: 'idle' } }, progress({ status: 'failed', error: 'disk full' })],
    })
    const caught = await arc.backup.startAndWait({}, { pollIntervalMs: 0 }).catch((e: unknown) => e)
    expect(caught).toBeInstanceOf(ArcServerError)
    expect(caught).toMatchObject({ body: { status: 'failed', error: 'disk full' } })
  })

  test('a server that forgot the backup is not waited for without end', async () => {
    const { arc } = scripted({ [start]: [started], [status]: [{ body: { status: 'idle' } }] })
    await expect(arc.backup.startAndWait({}, { pollIntervalMs: 0 })).rejects.toThrow(
      'no trace of the backup it started',
    )
  })

  test('a busy server is a conflict', async () => {
    const busy = {
      error: 'A backup or restore operation is already in progress',
      status: 'running',
      operation: 'backup',
    }
    const { arc } = scripted({ [start]: [{ status: 409, body: busy }], [status]: [progress({})] })
    await expect(arc.backup.startAndWait()).rejects.toBeInstanceOf(ArcConflictError)
  })

  test('aborting ends the waiting with the reason', async () => {
    const { arc } = scripted({ [start]: [started], [status]: [{ body: { status: 'idle' } }, progress({})] })
    const controller = new AbortController()
    const reason = new Error('enough')
    const waiting = arc.backup.startAndWait(
      {},
      { signal: controller.signal, onProgress: () => controller.abort(reason) },
    )
    await expect(waiting).rejects.toBe(reason)
  })

  test('restoreAndWait tells a restore from the backup of the same id', async () => {
    const restore = 'POST /api/v1/backup/restore'
    const { arc } = scripted({
      [restore]: [{ status: 202, body: { message: 'Restore started', backup_id: 'b', status: 'running' } }],
      [status]: [
        progress({ status: 'completed' }),
        progress({ status: 'completed' }),
        progress({ operation: 'restore', status: 'completed', started_at: '2026-11-22T19:00:00Z' }),
      ],
    })
    const request = { backup_id: 'backup-20261122-185434-afea3e25', confirm: true } as const
    expect(await arc.backup.restoreAndWait(request, { pollIntervalMs: 0 })).toMatchObject({ operation: 'restore' })
  })
})

describe('compaction.triggerAndWait', () => {
  const stats = (current_cycle_id: number, cycle_running: boolean) => ({
    body: { current_cycle_id, cycle_running, recent_jobs: [] },
  })

  test('waits until the triggered cycle is over', async () => {
    const { arc } = scripted({
      'POST /api/v1/compaction/trigger?database=metrics&tier=hourly': [
        { body: { message: 'Compaction triggered', status: 'running', tiers: ['hourly'], cycle_id: 7 } },
      ],
      'GET /api/v1/compaction/stats': [stats(6, false), stats(7, true), stats(7, false)],
    })
    const seen: boolean[] = []
    const options = { pollIntervalMs: 0, onProgress: (s: { cycle_running: boolean }) => seen.push(s.cycle_running) }
    expect(await arc.compaction.triggerAndWait({ database: 'metrics', tier: 'hourly' }, options)).toMatchObject({
      current_cycle_id: 7,
      cycle_running: false,
    })
    expect(seen).toEqual([true, false])
  })
})

describe('pages', () => {
  const entry = (id: number) => ({ id, event_type: 'token.created' })

  test('audit.all asks for one page after the other and returns no entry twice', async () => {
    const page = (ids: number[]) => ({ body: { success: true, data: ids.map(entry), count: ids.length } })
    const { arc } = scripted({
      'GET /api/v1/audit/logs?actor=admin&limit=3&offset=0': [page([9, 8, 7])],
      // A new entry pushed 7 into the second page.
      'GET /api/v1/audit/logs?actor=admin&limit=3&offset=3': [page([7, 6, 5])],
      'GET /api/v1/audit/logs?actor=admin&limit=3&offset=6': [{ body: { success: true, data: null, count: 0 } }],
    })
    const ids: number[] = []
    for await (const { id } of arc.audit.all({ actor: 'admin', limit: 3 })) ids.push(id)
    expect(ids).toEqual([9, 8, 7, 6, 5])
  })

  test('cluster.allFiles follows the cursor to its end', async () => {
    const { arc } = scripted({
      'GET /api/v1/cluster/files?limit=1000': [{ body: { files: [{ path: 'a' }], total: 1, next_cursor: 'c1' } }],
      'GET /api/v1/cluster/files?limit=1000&cursor=c1': [{ body: { files: null, total: 0, next_cursor: '' } }],
    })
    const paths: string[] = []
    for await (const { path } of arc.cluster.allFiles()) paths.push(path)
    expect(paths).toEqual(['a'])
  })
})

describe('system.capabilities', () => {
  const off = { enabled: false, reason: 'Enterprise license required' }
  const answers = {
    'GET /api/v1/auth/cache/stats': [{ body: { success: true, stats: {} } }],
    'GET /api/v1/retention': [{ body: null }],
    'GET /api/v1/delete/config': [{ body: { enabled: false, confirmation_threshold: 10000 } }],
    'GET /api/v1/backup/status': [
      { status: 403, body: { success: false, error: 'Permission denied: admin required' } },
    ],
    'GET /api/v1/mqtt/health': [{ body: { status: 'disabled', healthy: false } }],
    'GET /api/v1/rbac/organizations': [
      {
        status: 403,
        body: { success: false, error: "RBAC requires an enterprise license with the 'rbac' feature enabled" },
      },
    ],
    'GET /api/v1/cluster': [{ body: { ...off, mode: 'standalone' } }],
    'GET /api/v1/reconciliation/status': [{ body: off }],
    'GET /api/v1/schedulers': [
      {
        body: { cq_scheduler: off, retention_scheduler: { running: true, license_valid: true, schedule: '0 3 * * *' } },
      },
    ],
  }

  test('reads all four disguises of a missing feature', async () => {
    const { arc } = scripted(answers)
    const found = await arc.system.capabilities()
    expect(found.auth).toEqual({ status: 'available' })
    expect(found.retention).toEqual({ status: 'available' })
    expect(found.retentionScheduler).toEqual({ status: 'available' })
    expect(found.continuousQueries).toMatchObject({ status: 'unavailable', configKey: 'continuous_query.enabled' })
    expect(found.delete).toMatchObject({ status: 'unavailable', configKey: 'delete.enabled' })
    expect(found.mqtt).toMatchObject({ status: 'unavailable', configKey: 'mqtt.enabled' })
    expect(found.rbac).toMatchObject({ status: 'unavailable', license: 'rbac' })
    expect(found.cluster).toMatchObject({
      status: 'unavailable',
      reason: 'Enterprise license required',
      license: 'clustering',
    })
    expect(found.continuousQueryScheduler).toMatchObject({ status: 'unavailable', license: 'cq_scheduler' })
    expect(found.backup).toMatchObject({ status: 'unknown' })
  })

  test('asks once, until told to ask again', async () => {
    const { arc, requests } = scripted(answers)
    await arc.system.capabilities()
    const asked = requests.length
    await arc.system.capabilities()
    expect(requests).toHaveLength(asked)
    await arc.system.capabilities({ refresh: true })
    expect(requests).toHaveLength(2 * asked)
  })

  test('a failure is not remembered', async () => {
    const { arc } = scripted({
      ...answers,
      'GET /api/v1/retention': [{ status: 500, body: { error: 'Failed to list retention policies' } }, { body: null }],
    })
    await expect(arc.system.capabilities()).rejects.toBeInstanceOf(ArcServerError)
    expect((await arc.system.capabilities()).retention).toEqual({ status: 'available' })
  })
})

test('a refusal for lack of permission stays one', async () => {
  const { arc } = scripted({
    'GET /api/v1/databases': [{ status: 403, body: { success: false, error: 'Permission denied: admin required' } }],
  })
  await expect(arc.databases.list()).rejects.toBeInstanceOf(ArcPermissionError)
})
