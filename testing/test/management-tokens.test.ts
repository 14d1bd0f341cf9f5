import { afterEach, describe, expect, it, vi } from 'vitest'
import { TokenStore } from '../src/tokens.ts'
import { startAdmin } from './management-client.ts'

const MINUTE = 60_000_000_000n

afterEach(() => {
  vi.useRealTimers()
})

function nanosFromNow(offset: bigint): bigint {
  return BigInt(Date.now()) * 1_000_000n + offset
}

describe('the token store', () => {
  it('knows its admin token from the start', () => {
    const tokens = new TokenStore('secret')
    expect(tokens.verify('secret')).toMatchObject({
      id: 1,
      name: 'admin',
      permissions: ['read', 'write', 'delete', 'admin'],
    })
    expect(tokens.verify('other')).toBeUndefined()
    expect(tokens.verify('')).toBeUndefined()
  })

  it('refuses an expired token, but only once it is no longer cached', () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const tokens = new TokenStore('secret')
    const used = tokens.create({ name: 'used', permissions: [], expiresAtNanos: nanosFromNow(MINUTE) })
    const unused = tokens.create({ name: 'unused', permissions: [], expiresAtNanos: nanosFromNow(MINUTE) })
    if (used === 'duplicate' || unused === 'duplicate') throw new Error('names differ')
    expect(tokens.verify(used.value)).toBeDefined()

    vi.setSystemTime(Date.now() + 120_000)
    expect(tokens.verify(unused.value)).toBeUndefined()
    expect(tokens.verify(used.value)).toBeDefined()
    vi.setSystemTime(Date.now() + 300_000)
    expect(tokens.verify(used.value)).toBeUndefined()
  })

  it('moves last_used_at when the cache is missed', () => {
    const tokens = new TokenStore('secret')
    expect(tokens.get(1)?.last_used_at).toBeUndefined()
    tokens.verify('secret')
    const first = tokens.get(1)?.last_used_at
    expect(first).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
    tokens.verify('secret')
    expect(tokens.get(1)?.last_used_at).toBe(first)
  })

  it('forgets the old value on rotation, and every value on revocation', () => {
    const tokens = new TokenStore('secret')
    const created = tokens.create({ name: 'a', permissions: ['read'] })
    if (created === 'duplicate') throw new Error('first of its name')
    const { value, info } = created
    expect(value).toMatch(/^[\w-]{43}=$/)
    tokens.verify(value)
    const rotated = tokens.rotate(info.id) ?? ''
    expect(tokens.verify(value)).toBeUndefined()
    expect(tokens.verify(rotated)?.name).toBe('a')
    tokens.revoke(info.id)
    expect(tokens.verify(rotated)).toBeUndefined()
    expect(tokens.get(info.id)?.enabled).toBe(false)
  })

  it('never uses an id twice, and a refused name uses none', () => {
    const tokens = new TokenStore('secret')
    tokens.create({ name: 'a', permissions: [] })
    expect(tokens.create({ name: 'a', permissions: [] })).toBe('duplicate')
    tokens.delete(2)
    tokens.create({ name: 'b', permissions: [] })
    expect(tokens.list().map(({ id, name }) => [id, name])).toEqual([
      [1, 'admin'],
      [3, 'b'],
    ])
  })
})

describe('permissions over HTTP', () => {
  it('let a token do what it was given, and admin everything', async () => {
    await using admin = await startAdmin({ version: '26.09.1' })
    const create = async (name: string, permissions?: readonly string[]) => {
      const { body } = await admin.call('POST', '/api/v1/auth/tokens', { name, permissions })
      return { authorization: `Bearer ${body.token}` }
    }
    const [reader, defaulted, nothing] = [await create('r', ['read']), await create('d'), await create('n', [])]
    const statuses = async (headers: Record<string, string>) => [
      (await admin.call('GET', '/api/v1/databases', undefined, headers)).status,
      (await admin.call('GET', '/api/v1/reconciliation/status', undefined, headers)).status,
      (await admin.call('POST', '/api/v1/write/line-protocol', 'm v=1', { ...headers, 'content-type': 'text/plain' }))
        .status,
      (await admin.call('GET', '/api/v1/auth/tokens', undefined, headers)).status,
    ]
    expect(await statuses(reader)).toEqual([200, 200, 403, 403])
    expect(await statuses(defaulted)).toEqual([200, 200, 204, 403])
    expect(await statuses(nothing)).toEqual([200, 403, 403, 403])
    expect(await statuses({})).toEqual([200, 200, 204, 200])
  })

  it('are not asked for without authentication, and then there are no tokens', async () => {
    await using admin = await startAdmin({ auth: false })
    const anonymous = { authorization: '' }
    expect((await admin.call('GET', '/api/v1/logs', undefined, anonymous)).status).toBe(200)
    expect(await admin.call('GET', '/api/v1/auth/tokens', undefined, anonymous)).toEqual({
      status: 404,
      body: { error: 'Cannot GET /api/v1/auth/tokens' },
    })
  })
})
