import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ArcClient } from 'arc-tsdb-client'
import { startTestServer, type TestServer } from 'arc-tsdb-testing'
import { hourlyMeans, record } from '../src/climate.ts'

let server: TestServer
let arc: ArcClient

before(async () => {
  server = await startTestServer()
  arc = new ArcClient({ url: server.url, token: server.token })
})
after(async () => {
  await arc.close()
  await server.close()
})

test('means by hour', async () => {
  const time = new Date('2026-08-22T10:00:00Z')
  await record(arc, [{ time, sensor: 'north', celsius: 21.5, humidity: 60, vents: 0 }])
  await server.flush()
  assert.deepEqual(await hourlyMeans(arc, 'north', time), [{ hour: time, celsius: 21.5, readings: 1 }])
})
