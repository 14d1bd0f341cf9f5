/** Scripts that give every object enumerable properties: none of them becomes part of what is sent. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defineMeasurement, lineProtocol, sql } from '../../../src/index.ts'
import { decodeBoth, type RecordingClient, recordingClient } from './recording.ts'

const prototype = Object.prototype as unknown as Record<string, unknown>
const T0 = 1_700_000_000_000
const added = { additional: 7, extend: () => 1, host: 'nobody', tags: ['x'], 'odd name': 1 }

let client: RecordingClient
beforeEach(() => {
  client = recordingClient()
  for (const [name, value] of Object.entries(added)) prototype[name] = value
})
afterEach(() => {
  for (const name of Object.keys(added)) delete prototype[name]
})

const row = { time: new Date(T0), v: 1 }
class Reading {
  time = new Date(T0)
  v = 1
}
const expected = [{ m: 'm', columns: { time: [T0 * 1000], v: [1] } }]
const bodies = () => client.requests.map(({ body }) => decodeBoth(body))

test.each<[string, () => Promise<unknown>]>([
  ['columns', () => client.arc.write.columns('m', { time: [new Date(T0)], v: [1] })],
  ['rows', () => client.arc.write.rows('m', [row])],
  ['rows of a class', () => client.arc.write.rows('m', [new Reading()])],
  ['rows without a prototype', () => client.arc.write.rows('m', [Object.assign(Object.create(null), row)])],
  ['rows of an iterable', () => client.arc.write.rows('m', new Set([row]))],
  [
    'rows of an async iterable',
    () =>
      client.arc.write.rows(
        'm',
        (async function* () {
          yield row
        })(),
      ),
  ],
  ['rows of a declared measurement', () => client.arc.write.rows(defineMeasurement('m', { v: 'float64' }), [row])],
  [
    'the buffered writer',
    async () => {
      await using writer = client.arc.write.buffered()
      writer.append('m', row)
    },
  ],
  [
    'default columns of a writer',
    async () => {
      await using writer = client.arc.write.buffered({ defaultColumns: {} })
      writer.append('m', [row])
    },
  ],
])('%s', async (_, write) => {
  await write()
  expect(bodies()).toEqual(expected)
})

test('a row with nothing of its own is still no row', async () => {
  await expect(client.arc.write.rows('m', [{}])).rejects.toThrow(/no properties of its own/)
  expect(client.requests).toEqual([])
})

test('tags and fields of a line', () => {
  expect(lineProtocol('m', { tags: { a: 'b' }, fields: { v: 1 }, time: T0 })).toBe(`m,a=b v=1 ${T0}000000`)
})

test('bodies and parameters of management calls, and literals', async () => {
  await client.arc.auth.createToken({ name: 'reader', permissions: ['read'] }).catch(() => {})
  const sent = client.requests[0]
  expect(JSON.parse(new TextDecoder().decode(sent?.body))).toEqual({ name: 'reader', permissions: ['read'] })
  await client.arc.api.GET('/api/v1/logs', { params: { query: { limit: 5 } } }).catch(() => {})
  expect(client.requests.at(-1)?.path).toBe('/api/v1/logs?limit=5')
  expect(sql`SELECT ${[1, 2]}`.text).toBe('SELECT (1, 2)')
})
