import { ArcClient } from 'arc-tsdb-client'
import { arcHandlers } from 'arc-tsdb-testing'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { record, silentSensors } from '../src/climate.ts'

const handlers = arcHandlers({ url: 'https://arc.example' })
const msw = setupServer(...handlers)

beforeAll(() => msw.listen({ onUnhandledRequest: 'error' }))
afterAll(async () => {
  msw.close()
  await handlers.close()
})

test('code with a fixed URL', async () => {
  const arc = new ArcClient({ url: 'https://arc.example', token: handlers.token })
  const time = new Date('2026-08-22T10:00:00Z')
  await record(arc, [{ time, sensor: 'north', celsius: 21, humidity: 60, vents: 0 }])
  await handlers.flush()
  expect(await silentSensors(arc, new Date('2026-08-23T00:00:00Z'))).toEqual(['north'])
  expect(handlers.requests.map(({ target }) => target)).toContain('/api/v1/write/msgpack')
  await arc.close()
})
