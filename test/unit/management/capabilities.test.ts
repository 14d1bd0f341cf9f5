import { describe, expect, test } from 'vitest'
import { ArcAuthenticationError, ArcPermissionError, ArcServerError } from '../../../src/errors.ts'
import { scripted } from './scripted.ts'

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

  test('refuses an option that does not exist, whether or not the answer is known already', async () => {
    const { arc } = scripted(answers)
    const typo = { refesh: true } as object
    for (const known of [false, true]) {
      await expect(arc.system.capabilities(typo), `known: ${known}`).rejects.toThrow(
        '"refesh"; did you mean "refresh"? Known are: refresh, signal',
      )
      await arc.system.capabilities()
    }
  })

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

  test('a feature that has no routes says what switches it on, whichever it is', async () => {
    const found = Object.entries(await scripted({}).arc.system.capabilities())
    const schedulers = ['retentionScheduler', 'continuousQueryScheduler']
    expect(found).toHaveLength(18)
    for (const [feature, capability] of found) {
      expect(capability, feature).toMatchObject({
        status: 'unavailable',
        configKey: expect.stringContaining('.enabled'),
      })
      if (schedulers.includes(feature)) expect(capability).toMatchObject({ license: expect.any(String) })
    }
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

  test('one caller who gives up does not take the others along', async () => {
    const { arc } = scripted(answers)
    const controller = new AbortController()
    const impatient = arc.system.capabilities({ signal: controller.signal })
    const patient = arc.system.capabilities()
    controller.abort()
    await expect(impatient).rejects.toThrow('aborted')
    expect((await patient).retention).toEqual({ status: 'available' })
  })

  test('a wrong token is an error, not eighteen unknowns', async () => {
    const refused = { status: 401, body: { success: false, error: 'Invalid token' } }
    const { arc } = scripted({ ...answers, 'GET /api/v1/retention': [refused] })
    await expect(arc.system.capabilities()).rejects.toBeInstanceOf(ArcAuthenticationError)
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
