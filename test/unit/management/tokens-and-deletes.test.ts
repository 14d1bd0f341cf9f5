import { describe, expect, test } from 'vitest'
import { ArcQueryError, ArcServerError, ArcValidationError } from '../../../src/errors.ts'
import { sql, type TokenCreateRequest, type TokenUpdateRequest } from '../../../src/index.ts'
import { scripted } from './scripted.ts'

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

test('a token is never made with permissions that nobody named', async () => {
  const { arc, requests } = scripted({})
  const nameless = { name: 'writer', permissions: null } as unknown as TokenCreateRequest
  await expect(arc.auth.createToken(nameless)).rejects.toThrow('permissions is missing')
  expect(requests).toEqual([])
})

test('nor one that lives for ever because a variable was empty', async () => {
  const { arc, requests } = scripted({})
  const unset: TokenCreateRequest = { name: 'writer', permissions: ['write'], expires_in: '' }
  await expect(arc.auth.createToken(unset)).rejects.toThrow('expires_in is ""; give a duration such as "90d"')
  expect(requests).toEqual([])
})

test.each([{}, { name: undefined, permissions: null }, undefined])(
  'a token is not said to be changed when nothing was: %o',
  async (body) => {
    const { arc, requests } = scripted({})
    await expect(arc.auth.updateToken(7, body as TokenUpdateRequest)).rejects.toThrow('nothing to change; give name,')
    expect(requests).toEqual([])
  },
)

test('a token loses all permissions only when told so', async () => {
  const { arc, requests } = scripted({ 'PATCH /api/v1/auth/tokens/7': [{ body: { success: true, message: 'ok' } }] })
  await arc.auth.updateToken(7, { permissions: [] })
  expect(requests[0]?.body).toEqual({ permissions: [] })
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
  // The server would delete the rows for which the condition is NULL, too.
  const exact = (where: string) => `CASE WHEN ${where} THEN TRUE ELSE FALSE END`

  test('refuses an option that does not exist', async () => {
    const { arc, requests } = scripted({})
    const typo = { timeoutMS: 5 } as object
    await expect(arc.delete.rows({ ...request, dry_run: true }, typo)).rejects.toThrow('Unknown option "timeoutMS"')
    expect(requests).toEqual([])
  })

  test('needs dry_run or confirm', async () => {
    const { arc, requests } = scripted({})
    await expect(arc.delete.rows(request as never)).rejects.toBeInstanceOf(ArcValidationError)
    expect(requests).toEqual([])
  })

  test('takes a condition of the sql tag', async () => {
    const { arc, requests } = scripted({ 'POST /api/v1/delete': [{ body: deleted }] })
    await arc.delete.rows({ ...request, where: sql`host = ${"a'b"}`, confirm: true })
    expect(requests[0]?.body).toMatchObject({ where: exact("host = 'a''b'"), confirm: true })
    const withWord = sql`WHERE host = ${'a'}`
    await expect(arc.delete.rows({ ...request, where: withWord, confirm: true })).rejects.toThrow(
      'leave the word WHERE',
    )
  })

  test.each(["WHERE host = 'a'", " where(host = 'a')"])(
    'refuses %j, which the server would take for no match',
    async (where) => {
      const { arc } = scripted({})
      await expect(arc.delete.rows({ ...request, where, confirm: true })).rejects.toThrow('leave the word WHERE out')
    },
  )

  const nothing = { ...deleted, deleted_count: 0, affected_files: 0, rewritten_files: 0, files_processed: [] }
  const failed = (error: string) => ({
    body: { success: false, estimated_rows: null, warning_level: 'error', execution_time_ms: 1, error },
  })

  test('runs the condition as a query where no row matched', async () => {
    const { arc, requests } = scripted({
      [estimate]: [{ body: { success: true, estimated_rows: 0, warning_level: 'none', execution_time_ms: 1 } }],
      'POST /api/v1/delete': [{ body: deleted }, { body: nothing }, { body: nothing }],
    })
    expect(await arc.delete.rows({ ...request, confirm: true })).toEqual(deleted)
    expect(await arc.delete.rows({ ...request, confirm: true })).toEqual(nothing)
    const body = { ...request, where: exact("host = 'a'"), confirm: true }
    expect(requests).toEqual([
      { route: 'POST /api/v1/delete', body },
      { route: 'POST /api/v1/delete', body },
      { route: estimate, body: { sql: `SELECT 1 FROM "default"."cpu" AS checked_rows WHERE ${body.where}` } },
    ])
    // A query would take b for a measurement.
    expect(await arc.delete.rows({ ...request, where: 'a IS DISTINCT FROM b', dry_run: true })).toEqual(nothing)
    expect(requests).toHaveLength(4)
  })

  test('a condition that cannot be run is an error', async () => {
    const { arc } = scripted({
      [estimate]: [
        failed(
          'Cannot estimate query: query failed: Binder Error: Referenced column "hots" not found in FROM clause!\n\nLINE 1: …',
        ),
      ],
      'POST /api/v1/delete': [{ body: nothing }],
    })
    const caught = await arc.delete
      .rows({ ...request, where: "hots = 'a'", confirm: true })
      .catch((error: unknown) => error)
    expect(caught).toBeInstanceOf(ArcQueryError)
    expect(caught).toMatchObject({ category: 'binder' })
    expect(String(caught)).toContain('Referenced column "hots" not found')
  })

  test('a measurement without files is no wrong condition', async () => {
    const { arc } = scripted({
      [estimate]: [
        failed(
          'Cannot estimate query: query failed: IO Error: No files found that match the pattern "/x/**/*.parquet"',
        ),
      ],
      'POST /api/v1/delete': [{ body: nothing }],
    })
    expect(await arc.delete.rows({ ...request, confirm: true })).toEqual(nothing)
  })

  test('an answer to the check that is empty says nothing of the condition', async () => {
    const { arc } = scripted({
      [estimate]: [{ status: 204, body: '' }],
      'POST /api/v1/delete': [{ body: nothing }],
    })
    await expect(arc.delete.rows({ ...request, confirm: true })).rejects.toThrow(
      'it is not what the check of a condition answers',
    )
  })

  test('a deletion that was done in part is an error with what was done', async () => {
    const body = { ...deleted, success: false, failed_files: ['y.parquet'], error: '1 of 2 files failed to process' }
    const { arc } = scripted({ 'POST /api/v1/delete': [{ status: 207, body }] })
    const caught = await arc.delete.rows({ ...request, confirm: true }).catch((e: unknown) => e)
    expect(caught).toBeInstanceOf(ArcServerError)
    expect(caught).toMatchObject({ status: 207, body: { deleted_count: 2, failed_files: ['y.parquet'] } })
  })
})
