import { describe, expect, test } from 'vitest'
import { ArcConflictError, ArcServerError } from '../../../src/errors.ts'
import type { BackupProgress } from '../../../src/management/types.ts'
import { scripted } from './scripted.ts'

describe('an option that is wrong is refused before anything is started', () => {
  test.each([
    [{ pollIntervalMs: Number.NaN }, 'pollIntervalMs is NaN; give milliseconds, 0 or more'],
    [{ pollIntervalMs: -1 }, 'pollIntervalMs is -1;'],
    [{ pollIntervalMs: Number.POSITIVE_INFINITY }, 'pollIntervalMs is Infinity;'],
    [{ pollIntervalMs: '50' as never }, 'pollIntervalMs is "50";'],
    [
      { pollInterval: 50 } as object,
      'Unknown option "pollInterval"; did you mean "pollIntervalMs"? Known are: signal, extra, onProgress, pollIntervalMs',
    ],
  ])('%o', async (options, message) => {
    const { arc, requests } = scripted({})
    const restore = { backup_id: 'b', restore_data: true, restore_metadata: true, restore_config: true, confirm: true }
    await expect(arc.backup.startAndWait({}, options)).rejects.toThrow(message)
    await expect(arc.backup.restoreAndWait(restore as never, options)).rejects.toThrow(message)
    await expect(arc.compaction.triggerAndWait({}, options)).rejects.toThrow(message)
    expect(requests).toEqual([])
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

  test.each([
    ['completed', undefined, undefined],
    ['paused', true, 'compaction: cycle 7 ended as paused'],
    ['failed', false, 'compaction: cycle 7 ended as failed: disk full'],
  ])('a newer server says that the cycle is %s', async (status, retryable, message) => {
    const paused = { current_cycle_id: 7, cycle_running: false, paused: status === 'paused' }
    const { arc } = scripted({
      'POST /api/v1/compaction/trigger': [{ body: { status: 'running', tiers: [], cycle_id: 7 } }],
      'GET /api/v1/compaction/stats': [{ body: paused }],
      'GET /api/v1/compaction/cycles/7': [
        { body: { cycle_id: 7, status, ...(status === 'failed' && { error: 'disk full' }) } },
      ],
    })
    const waiting = arc.compaction.triggerAndWait({}, { pollIntervalMs: 0 })
    if (message === undefined) expect(await waiting).toEqual(paused)
    else await expect(waiting).rejects.toMatchObject({ message, retryable, body: { cycle_id: 7, status } })
  })

  test('a node that has forgotten the cycle has nothing against it', async () => {
    const { arc } = scripted({
      'POST /api/v1/compaction/trigger': [{ body: { status: 'running', tiers: [], cycle_id: 7 } }],
      'GET /api/v1/compaction/stats': [{ body: { current_cycle_id: 7, cycle_running: false, paused: false } }],
      'GET /api/v1/compaction/cycles/7': [
        { status: 404, body: { error: 'no retained record of this compaction cycle on this node', cycle_id: 7 } },
      ],
    })
    expect(await arc.compaction.triggerAndWait({}, { pollIntervalMs: 0 })).toMatchObject({ current_cycle_id: 7 })
  })

  test('a server that was restarted, and counts its cycles from 0 again, is not waited for without end', async () => {
    const { arc } = scripted({
      'POST /api/v1/compaction/trigger': [
        { body: { message: 'Compaction triggered', status: 'running', tiers: ['hourly'], cycle_id: 7 } },
      ],
      // A cycle of the schedule comes first; it is not the one that was triggered.
      'GET /api/v1/compaction/stats': [...Array(50).fill(stats(1, true)), stats(1, false)],
    })
    const caught = await arc.compaction.triggerAndWait({}, { pollIntervalMs: 0 }).catch((e: unknown) => e)
    expect(caught).toBeInstanceOf(ArcServerError)
    expect(String(caught)).toContain('no trace of the compaction it started; was it restarted?')
    expect(caught).toMatchObject({ body: { current_cycle_id: 1 } })
  })
})

describe('a server that ignores what it was asked is told on', () => {
  const tooOld = (name: string) => `this server is too old for "${name}"`

  test('a backup of some databases', async () => {
    const answer = { message: 'Backup started', status: 'running' }
    const { arc } = scripted({
      'POST /api/v1/backup': [
        { status: 202, body: answer },
        { status: 202, body: { ...answer, databases: ['a'] } },
      ],
    })
    await expect(arc.backup.start({ databases: ['a'] })).rejects.toThrow(tooOld('databases'))
    expect(await arc.backup.start({ databases: ['a'] })).toEqual({ ...answer, databases: ['a'] })
  })

  test('an empty list of databases, which every server takes for all', async () => {
    const { arc, requests } = scripted({})
    await expect(arc.backup.start({ databases: [] })).rejects.toThrow('databases is empty')
    expect(requests).toEqual([])
  })

  test('a restore that replaces', async () => {
    const request = { backup_id: 'backup-20261122-185434-afea3e25', confirm: true } as const
    const { arc } = scripted({
      'POST /api/v1/backup/restore': [
        { status: 202, body: { message: 'Restore started', backup_id: request.backup_id, status: 'running' } },
      ],
    })
    await expect(arc.backup.restore({ ...request, mode: 'replace' })).rejects.toThrow(tooOld('mode'))
    await arc.backup.restore({ ...request, mode: 'merge' })
  })

  test('a compaction of one measurement', async () => {
    const body = { message: 'Compaction triggered', status: 'running', tiers: ['hourly'], cycle_id: 1, database: 'a' }
    const { arc } = scripted({ 'POST /api/v1/compaction/trigger?database=a&measurement=cpu': [{ body }] })
    const triggered = arc.compaction.trigger({ database: 'a', measurement: 'cpu' })
    await expect(triggered).rejects.toThrow(`${tooOld('measurement')}, and compacts the whole database now`)
    await expect(triggered).rejects.toMatchObject({ body })
  })
})

describe('pages', () => {
  const entry = (id: number) => ({ id, event_type: 'token.created' })

  test('audit.all asks for no page that the server would cut', async () => {
    const { arc, requests } = scripted({
      'GET /api/v1/audit/logs?limit=10000&offset=0': [{ body: { success: true, data: null, count: 0 } }],
    })
    for await (const _ of arc.audit.all({ limit: 50_000 })) expect.unreachable()
    expect(requests).toHaveLength(1)
  })

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
