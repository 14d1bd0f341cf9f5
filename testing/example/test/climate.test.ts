import { ArcAuthenticationError, ArcClient } from 'arc-tsdb-client'
import { faults, startTestServer, type TestServer } from 'arc-tsdb-testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { hourlyMeans, record, silentSensors } from '../src/climate.ts'

let server: TestServer
let arc: ArcClient

beforeAll(async () => {
  server = await startTestServer()
  arc = new ArcClient({ url: server.url, token: server.token })
})
beforeEach(() => server.reset())
afterAll(async () => {
  await arc.close()
  await server.close()
})

const at = (time: string) => new Date(`2026-08-22T${time}Z`)
const readings = [
  { time: at('10:00:00'), sensor: 'north', celsius: 21, humidity: 60, vents: 0 },
  { time: at('10:30:00'), sensor: 'north', celsius: 22, humidity: 61, vents: 1 },
  { time: at('11:00:00'), sensor: 'north', celsius: 24.5, humidity: 58, vents: 2 },
  { time: at('10:15:00'), sensor: 'south', celsius: 19, humidity: 70, vents: 0 },
]

test('means by hour', async () => {
  expect(await record(arc, readings)).toBe(4)
  await server.flush()
  expect(await hourlyMeans(arc, 'north', at('00:00:00'))).toEqual([
    { hour: at('10:00:00'), celsius: 21.5, readings: 2 },
    { hour: at('11:00:00'), celsius: 24.5, readings: 1 },
  ])
})

test('rows are not visible before a flush, as on the real server', async () => {
  await record(arc, readings)
  expect(await hourlyMeans(arc, 'north', at('00:00:00'))).toEqual([])
})

test('sensors that fell silent', async () => {
  await record(arc, readings)
  await server.flush()
  expect(await silentSensors(arc, at('10:45:00'))).toEqual(['south'])
})

test('a busy server is asked again', async () => {
  server.failNext({ path: '/api/v1/write/msgpack', status: 503, headers: { 'retry-after': '0' } })
  expect(await record(arc, readings)).toBe(4)
  expect(server.requests.map(({ status }) => status)).toEqual([503, 204])
})

test('an expired token is reported as one', async () => {
  server.failNext(faults.expiredToken)
  await expect(record(arc, readings)).rejects.toBeInstanceOf(ArcAuthenticationError)
})
