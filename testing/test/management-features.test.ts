import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { recordedRoutes } from '../src/routes/recorded.ts'
import { startAdmin } from './management-client.ts'

describe('recorded answers', () => {
  it.each([
    ['GET', '/api/v1/metrics', 200, { go_version: expect.any(String), http_requests_total: expect.any(Number) }],
    ['GET', '/api/v1/logs?level=fatal', 200, { level_filter: 'info' }],
    ['GET', '/api/v1/cluster/nodes/x', 200, { enabled: false, mode: 'standalone' }],
    ['POST', '/api/v1/rbac/organizations', 403, { error: expect.stringContaining('RBAC requires') }],
    ['POST', '/api/v1/schedulers/cq/reload', 503, { error: expect.stringContaining('not running') }],
  ])('%s %s', async (method, path, status, body) => {
    await using admin = await startAdmin()
    expect(await admin.call(method, path)).toMatchObject({ status, body })
  })

  it('are not given where the server does not register the route, nor without the permission', async () => {
    await using admin = await startAdmin({ compaction: false, tokens: [{ value: 'reader', permissions: ['read'] }] })
    expect((await admin.call('GET', '/api/v1/compaction/status')).status).toBe(404)
    const reader = { authorization: 'Bearer reader' }
    expect((await admin.call('GET', '/api/v1/debug/memstats', undefined, reader)).status).toBe(403)
  })

  it('are Prometheus text at /metrics for whoever does not ask for JSON alone', async () => {
    await using admin = await startAdmin()
    const response = await fetch(`${admin.server.url}/metrics`, { headers: { accept: 'application/json, */*' } })
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    const lines = (await response.text()).split('\n')
    expect(lines).toContain('# TYPE arc_http_requests_total untyped')
    expect(lines.filter((line) => !/^(?:# TYPE \w+ untyped|\w+ [\d.e+-]+|)$/.test(line))).toEqual([])
  })

  it('are as many as the documentation names', () => {
    const page = readFileSync(new URL('../../docs/testing-management.md', import.meta.url), 'utf8')
    const section = page.slice(page.indexOf('## Recorded answers'))
    const named = [...section.matchAll(/^- `(\w+ \S+)`/gm)].map(([, route]) => route)
    const recorded = recordedRoutes.map(({ method, path }) => `${method} ${path}`)
    expect(named.sort()).toEqual(recorded.sort())
  })
})

describe('MQTT subscriptions', () => {
  const settings = { name: 'plant', broker: 'tcp://127.0.0.1:1883', topics: ['sensors/#'], database: 'iot' }

  it('are kept, and cannot be started', async () => {
    await using admin = await startAdmin({ mqtt: true })
    const created = (await admin.call('POST', '/api/v1/mqtt/subscriptions', settings)).body.subscription
    const { id } = created as { id: string }
    const path = `/api/v1/mqtt/subscriptions/${id}`
    expect((await admin.call('POST', `${path}/start`)).status).toBe(500)
    expect((await admin.call('GET', path)).body).toMatchObject({ subscription: { ...settings, status: 'stopped' } })
    expect((await admin.call('POST', `${path}/stop`)).status).toBe(409)
    expect((await admin.call('DELETE', path)).status).toBe(200)
    expect((await admin.call('GET', path)).status).toBe(404)
  })

  it('need their members and a name of their own', async () => {
    await using admin = await startAdmin({ mqtt: true })
    const create = async (body: object) => (await admin.call('POST', '/api/v1/mqtt/subscriptions', body)).status
    expect([await create({ ...settings, broker: '' }), await create(settings), await create(settings)]).toEqual([
      400, 201, 409,
    ])
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
