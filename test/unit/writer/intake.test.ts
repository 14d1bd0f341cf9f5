import { expect, test } from 'vitest'
import { BufferPool } from '../../../src/ingest/buffer-pool.ts'
import { Gauge } from '../../../src/ingest/writer/gauge.ts'
import { Intake } from '../../../src/ingest/writer/intake.ts'
import { resolveWriterOptions } from '../../../src/ingest/writer/options.ts'
import { WakeTimer } from '../../../src/ingest/writer/timer.ts'

test('what idle measurements keep for their next batch is bounded, however many there were', () => {
  const maxBufferedBytes = 1024 * 1024
  const options = resolveWriterOptions({ maxBufferedBytes, maxRows: 1_000 }, { database: 'default', timeoutMs: 1_000 })
  const gauge = new Gauge()
  const pool = new BufferPool(0)
  const timer = new WakeTimer(() => {})
  let rows = 0
  const intake = new Intake({ options, timer, gauge, pool, send: (_, batch) => (rows += batch.rows) })
  const lanes = Array.from({ length: 200 }, (_, i) => intake.lane('default', `m${i}`))
  for (let round = 0; round < 2; round++) {
    for (const lane of lanes)
      for (let v = 0; v < 1_000; v++) intake.append(lane, lane.name, { time: 1_700_000_000_000, v, w: v })
  }
  timer.stop()
  expect(rows).toBe(400_000)
  expect(gauge.heldBytes).toBe(0)
  const kept = lanes.reduce((sum, lane) => sum + (lane.builder?.capacityBytes ?? 0), 0)
  expect(kept).toBeGreaterThan(0)
  expect(kept).toBeLessThanOrEqual(maxBufferedBytes / 4)
})
