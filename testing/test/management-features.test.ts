import { afterEach, describe, expect, it, vi } from 'vitest'
import { startAdmin } from './management-client.ts'

afterEach(() => {
  vi.useRealTimers()
})

describe('time series of metrics', () => {
  it('have a point for every five seconds since the start', async () => {
    await using admin = await startAdmin()
    const series = async (query = '') => (await admin.call('GET', `/api/v1/metrics/timeseries/api${query}`)).body
    expect(await series()).toMatchObject({ points_count: 0, data: null, duration_minutes: 30 })
    const start = admin.server.arc.startedAt.getTime()
    vi.useFakeTimers({ toFake: ['Date'], now: start + 12_000 })
    expect(await series()).toMatchObject({
      points_count: 2,
      data: [{ values: { http_requests_total: 1 } }, { values: { http_requests_total: 1 } }],
    })
    vi.setSystemTime(start + 3_601_000)
    expect(await series('?duration_minutes=1')).toMatchObject({ points_count: 12 })
    expect(await series('?duration_minutes=1440')).toMatchObject({ points_count: 360 })
  })
})

describe('MQTT subscriptions', () => {
  const settings = { name: 'plant', broker: 'tcp://127.0.0.1:1883', topics: ['sensors/#'], database: 'iot' }

  it('cannot be started, and say why', async () => {
    await using admin = await startAdmin({ mqtt: true })
    const created = (await admin.call('POST', '/api/v1/mqtt/subscriptions', settings)).body.subscription
    const { id } = created as { id: string }
    const path = `/api/v1/mqtt/subscriptions/${id}`
    expect(await admin.call('POST', `${path}/start`)).toEqual({
      status: 500,
      body: { success: false, error: 'Failed to start subscription' },
    })
    expect((await admin.call('GET', path)).body).toMatchObject({
      subscription: {
        status: 'error',
        error_message: 'connection failed: network Error : dial tcp 127.0.0.1:1883: connect: connection refused',
      },
    })
    expect((await admin.call('GET', '/api/v1/mqtt/health')).body).toMatchObject({ status: 'unhealthy', healthy: false })
    expect((await admin.call('POST', `${path}/stop`)).status).toBe(409)
  })

  it.each([
    [{ name: '' }, 'name is required'],
    [
      { broker: 'http://x' },
      'invalid broker URL: must start with one of: [tcp:// ssl:// ws:// wss:// mqtt:// mqtts://]',
    ],
    [{ broker: 'tcp://' }, 'invalid broker URL: host is required'],
    [{ topics: [] }, 'at least one topic is required'],
    [{ qos: 3 }, 'qos must be 0, 1, or 2'],
    [{ tls_ca_path: '../ca.pem' }, 'path traversal not allowed in certificate paths'],
  ])('are checked: %j', async (change, problem) => {
    await using admin = await startAdmin({ mqtt: true })
    expect(await admin.call('POST', '/api/v1/mqtt/subscriptions', { ...settings, ...change })).toEqual({
      status: 400,
      body: { success: false, error: `validation error: ${problem}` },
    })
  })

  it('are a 503 where MQTT is switched off, all but the health', async () => {
    await using admin = await startAdmin()
    expect((await admin.call('POST', '/api/v1/mqtt/subscriptions', settings)).status).toBe(503)
    expect((await admin.call('GET', '/api/v1/mqtt/health')).body).toEqual({ status: 'disabled', healthy: false })
  })
})

describe('state', () => {
  it('is of one server alone, and gone after a reset', async () => {
    await using one = await startAdmin()
    await using other = await startAdmin()
    const policy = { name: 'p', database: 'd', retention_days: 1 }
    await one.call('POST', '/api/v1/retention', policy)
    await one.call('POST', '/api/v1/auth/tokens', { name: 't' })
    expect((await other.call('GET', '/api/v1/retention')).body).toBeNull()
    await one.server.reset()
    expect((await one.call('GET', '/api/v1/retention')).body).toBeNull()
    expect((await one.call('GET', '/api/v1/auth/tokens')).body).toMatchObject({ count: 1 })
    expect((await one.call('POST', '/api/v1/retention', policy)).body).toMatchObject({ id: 1 })
  })
})

describe('what a token may reach', () => {
  it('without one: health, metrics and nothing else', async () => {
    await using admin = await startAdmin()
    const anonymous = async (path: string) => (await admin.call('GET', path, undefined, { authorization: '' })).status
    expect(
      await Promise.all(['/health', '/ready', '/api/v1/metrics', '/api/v1/metrics/memory'].map(anonymous)),
    ).toEqual([200, 200, 200, 200])
    expect(await anonymous('/api/v1/metrics/nosuch')).toBe(404)
    expect(await Promise.all(['/api/v1/logs', '/api/v1/nosuch', '/metricsx'].map(anonymous))).toEqual([401, 401, 401])
  })
})
