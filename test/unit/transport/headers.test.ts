/** Headers that are none: refused before anything is sent, by a sentence that names them, whatever carries them. */
import { describe, expect, test } from 'vitest'
import { ArcClient, type ArcClientOptions, ArcError } from '../../../src/index.ts'
import { kinds } from './calls.ts'
import { answer, rawServer } from './raw-server.ts'

const VALUES = [
  'a\r\nx-injected: 1',
  'a\nb',
  'a\rb',
  'a\0b',
  '→',
  'é\u0301',
  '\ud800',
  'a\x7fb',
  '\x1b[31m',
  'ab\u2028',
]
const NAMES = ['a b', 'a:b', '', 'ä', 'a\r\nb', 'a\0', '(a)', 'a,b']

describe.each(kinds)('over %s', (kind) => {
  const transport = kind === 'fetch' ? { fetch: globalThis.fetch } : {}

  async function refusalOf(use: (open: (options?: Partial<ArcClientOptions>) => ArcClient) => Promise<unknown>) {
    await using server = await rawServer((socket) => socket.write(answer(200, '{"databases":[]}')))
    const error: unknown = await use((options) => new ArcClient({ url: server.url, ...transport, ...options })).catch(
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(ArcError)
    expect(server.connections).toEqual([])
    return (error as ArcError).message
  }

  test.each(VALUES)('the value %j', async (value) => {
    const list = (arc: ArcClient, headers: object) => arc.api.GET('/api/v1/databases', { headers: headers as never })
    expect(await refusalOf((open) => list(open(), { 'x-name': value }))).toMatch(
      /^api\.GET: headers: the value of "x-name"/,
    )
    expect(await refusalOf((open) => list(open(), { 'x-name': ['a', value] }))).toMatch(/value of "x-name"/)
    expect(await refusalOf((open) => list(open(), [['x-name', value]]))).toMatch(/value of "x-name"/)
    expect(await refusalOf((open) => list(open(), { 'x-arc-database': value }))).toMatch(/value of "x-arc-database"/)
    expect(await refusalOf(async (open) => open({ headers: { 'X-Name': value } }))).toMatch(/value of "X-Name"/)
    expect(await refusalOf(async (open) => open({ headers: { 'user-agent': value } }))).toMatch(/"user-agent"/)
    expect(await refusalOf(async (open) => open({ token: value }))).toMatch(/^Invalid token/)
    expect(await refusalOf(async (open) => open({ database: value }))).toMatch(/^Invalid database name/)
    expect(await refusalOf((open) => open().query.rows('SELECT 1', { database: value }))).toMatch(/database name/)
    expect(await refusalOf((open) => open().write.columns('m', { v: [1] }, { database: value }))).toMatch(
      /database name/,
    )
    expect(await refusalOf((open) => open().write.tle('', { measurement: value }))).toMatch(/is not a measurement name/)
    const file = new Blob(['a'])
    expect(await refusalOf((open) => open().imports.tle(file, { measurement: value }))).toMatch(
      /not a measurement name/,
    )
    expect(await refusalOf((open) => open().runningQueries.cancel(value))).toMatch(/cannot be part of a path/)
  })

  test.each(NAMES)('the name %j', async (name) => {
    const headers = { [name]: 'a' }
    expect(await refusalOf((open) => open().api.GET('/api/v1/databases', { headers }))).toMatch(/is not a header name$/)
    expect(await refusalOf(async (open) => open({ headers }))).toMatch(/is not a header name$/)
  })

  test('numbers and booleans are written, null and undefined are left out', async () => {
    await using server = await rawServer((socket) => socket.write(answer(200, '{"databases":[]}')))
    await using arc = new ArcClient({ url: server.url, ...transport })
    const headers = { 'x-number': 1, 'x-flag': true, 'x-null': null, 'x-none': undefined, 'x-text': 'é' }
    const { data } = await arc.api.GET('/api/v1/databases', { headers })
    expect(data).toEqual({ databases: [] })
    const head = server.connections[0]?.received
    expect(head).toMatch(/\r\nx-number: 1\r\n/i)
    expect(head).toMatch(/\r\nx-flag: true\r\n/i)
    expect(head).toMatch(/\r\nx-text: \xe9\r\n/i)
    expect(head).not.toMatch(/x-null|x-none/i)
  })
})
