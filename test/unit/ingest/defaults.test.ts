/** Pairs of defaults that must agree: what one call makes, the next takes, with no option on either. */
import { expect, test } from 'vitest'
import { lineProtocol, sql } from '../../../src/index.ts'
import { decodeBoth, recordingClient } from './recording.ts'

const MICROS = 1_700_000_000_123_456n
const instant = { epochNanoseconds: MICROS * 1000n }
const text = '2023-11-14T22:13:20.123456Z'
const line = lineProtocol('m', { fields: { v: 1 }, time: instant })

test('lineProtocol() and write.lineProtocol', async () => {
  const { arc, requests } = recordingClient()
  await arc.write.lineProtocol(line)
  expect(requests[0]?.path).toBe('/api/v1/write/line-protocol?precision=ns')
  expect(new TextDecoder().decode(requests[0]?.body)).toBe(`m v=1 ${MICROS}000`)
})

test('lineProtocol() and imports.lineProtocol', async () => {
  const { arc, requests } = recordingClient(() => ({ status: 200, body: { status: 'ok', result: {} } }))
  await arc.imports.lineProtocol(new TextEncoder().encode(line))
  expect(new URL(requests[0]?.path ?? '', 'http://arc').searchParams.get('precision') ?? 'ns').toBe('ns')
})

test.each([
  ['a Temporal.Instant', instant],
  ['a text', text],
  ['a text with ten digits of fraction', '2023-11-14T22:13:20.1234560000Z'],
  ['a text in lower case with a zone', '2023-11-15t00:13:20.123456+02:00'],
  ['bigint microseconds', MICROS],
])('what is written and what is asked for: %s', async (_, time) => {
  const { arc, requests } = recordingClient()
  await arc.write.columns('m', { time: [time], v: [1] })
  await arc.write.rows('m', [{ time, v: 1 }])
  await arc.write.lineProtocol(lineProtocol('m', { fields: { v: 1 }, time }))
  expect(decodeBoth(requests[0]?.body as Uint8Array).columns.time).toEqual([Number(MICROS)])
  expect(decodeBoth(requests[1]?.body as Uint8Array).columns.time).toEqual([Number(MICROS)])
  expect(new TextDecoder().decode(requests[2]?.body)).toBe(`m v=1 ${MICROS}000`)
  expect(sql`${sql.time(time)}`.text).toContain(`'${text}'`)
})
