import { describe, expect, onTestFinished, test } from 'vitest'
import type { EncodedBatch } from '../../../src/ingest/encoding/batch.ts'
import { rowsOfBatch } from '../../../src/ingest/encoding/batch-reader.ts'
import { BufferPool } from '../../../src/ingest/encoding/buffer-pool.ts'
import { defineMeasurement } from '../../../src/ingest/measurement.ts'
import { Gauge } from '../../../src/ingest/writer/gauge.ts'
import { Intake } from '../../../src/ingest/writer/intake.ts'
import type { Lane } from '../../../src/ingest/writer/lane.ts'
import { resolveWriterOptions, type WriterOptions } from '../../../src/ingest/writer/options.ts'
import { WakeTimer } from '../../../src/ingest/writer/timer.ts'

function startIntake(given: WriterOptions) {
  const options = resolveWriterOptions(given, { database: 'default', timeoutMs: 1_000 })
  const gauge = new Gauge()
  const timer = new WakeTimer(() => {})
  onTestFinished(() => timer.stop())
  const sent: EncodedBatch[] = []
  const send = (_: Lane, batch: EncodedBatch) => sent.push(batch)
  return { intake: new Intake({ options, timer, gauge, pool: new BufferPool(0), send }), gauge, sent }
}

test('what idle measurements keep for their next batch is bounded, however many there were', () => {
  const maxBufferedBytes = 1024 * 1024
  const { intake, gauge, sent } = startIntake({ maxBufferedBytes, maxRows: 1_000 })
  const lanes = Array.from({ length: 200 }, (_, i) => intake.lane('default', `m${i}`))
  for (let round = 0; round < 2; round++) {
    for (const lane of lanes)
      for (let v = 0; v < 1_000; v++) intake.append(lane, lane.name, { time: 1_700_000_000_000, v, w: v })
  }
  expect(sent.reduce((rows, batch) => rows + batch.rows, 0)).toBe(400_000)
  expect(gauge.heldBytes).toBe(0)
  const kept = lanes.reduce((sum, lane) => sum + (lane.builder?.capacityBytes ?? 0), 0)
  expect(kept).toBeGreaterThan(0)
  expect(kept).toBeLessThanOrEqual(maxBufferedBytes / 4)
  const resting = lanes.filter((lane) => lane.builder === undefined)
  expect(resting).toEqual(lanes.slice(0, resting.length)) // idle for the longest time
})

describe('a measurement whose memory others needed', () => {
  // Room for no builder at all: each is given back as soon as its batch is cut.
  const tight = { maxBufferedBytes: 4_000, maxRows: 10 }

  test('keeps its columns, their types and the unit of time', () => {
    const { intake, sent } = startIntake(tight)
    const lane = intake.lane('default', 'cpu')
    const append = (row: object) => () => intake.append(lane, 'cpu', row)
    append({ time: 1_700_000_000, Host: 'a', v: 1, n: 1n, later: null })()
    intake.cutAll()
    expect(lane.builder).toBeUndefined()
    expect(append({ v: 'text' })).toThrow(/"text" is a string, and the column is float64/)
    expect(append({ n: 1.5 })).toThrow(/1\.5/)
    expect(append({ host: 'b' })).toThrow(/"host" differs from the column "Host" only by case/)
    expect(append({ time: 1_700_000_000_000, v: 1 })).toThrow(
      /looks like milliseconds, and the rows before it like sec/,
    )
    append({ time: 1_700_000_001, v: 2, later: 'text' })()
    intake.cutAll()
    expect(append({ later: 2 })).toThrow(/2 is a number, and the column is string/)
    expect(sent.map((batch) => rowsOfBatch(batch))).toEqual([
      [{ time: '2023-11-14T22:13:20.000000Z', Host: 'a', v: 1, n: 1 }],
      [{ time: '2023-11-14T22:13:21.000000Z', v: 2, later: 'text' }],
    ])
  })

  test('keeps its declaration', () => {
    const { intake, sent } = startIntake(tight)
    const cpu = defineMeasurement('cpu', { usage: 'float64' })
    const lane = intake.lane('default', 'cpu', cpu)
    intake.append(lane, cpu, { usage: 1 })
    intake.cutAll()
    expect(lane.builder).toBeUndefined()
    const other = defineMeasurement('cpu', { usage: 'string' })
    expect(() => intake.append(lane, other, { usage: 'a' })).toThrow(/already writes it with the columns/)
    expect(() => intake.append(lane, 'cpu', { host: 'a' })).toThrow(/host/)
    intake.append(lane, 'cpu', { usage: 2 })
    intake.cutAll()
    expect(sent.map((batch) => rowsOfBatch(batch)[0]?.usage)).toEqual([1, 2])
  })

  test('is left alone while a row of it is being read', () => {
    const { intake, sent } = startIntake({ ...tight, maxBufferedBytes: 32_000, maxRows: 1 })
    const [lane, other] = [intake.lane('default', 'a'), intake.lane('default', 'b')]
    intake.append(lane, 'a', { x: 0, y: 0, z: 0 })
    expect(lane.builder).toBeDefined() // idle, with its memory
    const row = {
      x: 1,
      get y() {
        intake.append(other, 'b', { v: 1, w: 2, x: 3, y: 4 }) // cut at once, and together they are too much
        return 2
      },
      z: 3,
    }
    intake.append(lane, 'a', row)
    expect(sent.map((batch) => rowsOfBatch(batch)[0])).toMatchObject([{ x: 0 }, { v: 1 }, { x: 1, y: 2, z: 3 }])
  })
})
