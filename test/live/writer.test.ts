/**
 * The buffered writer against a live server: ARC_URL, else the embedded Arc. The soaks are the short forms of `npm run
 * soak`: the same code, in seconds.
 */
import { expect, onTestFinished, test } from 'vitest'
import { soakSpool } from '../../scripts/soak/spool.ts'
import { SHORT_SIZE, soakWriter } from '../../scripts/soak/writer.ts'
import { openSoakTarget } from '../../scripts/soak/writer-target.ts'
import { defineMeasurement, sql } from '../../src/index.ts'
import { openTarget, uniqueName } from './target.ts'

test('under twelve kinds of faults every acknowledged row is in the database, and memory stays bounded', async () => {
  const report = await soakWriter({ ...SHORT_SIZE, rows: 60_000 })
  expect(report.problems).toEqual([])
  expect(report.distinct).toBe(60_000)
  expect(report.stats.retries).toBeGreaterThan(0)
})

test('rows that sync() had confirmed survive SIGKILL, whenever it strikes', async () => {
  const report = await soakSpool({ kills: 3, maxLifeMs: 60 })
  expect(report.problems).toEqual([])
  expect(report.confirmed).toBeGreaterThan(0)
})

test('batches larger than the server takes are split until they fit', async () => {
  // An Arc out of the box takes 1 GiB and splits nothing; the rows must arrive either way.
  const target = await openTarget({ maxPayloadBytes: 20_000 })
  onTestFinished(() => target[Symbol.asyncDispose]())
  const measurement = uniqueName('large')
  const arc = target.client()
  const writer = arc.write.buffered({ maxRows: 5_000 })
  for (let i = 0; i < 5_000; i++) {
    writer.append(measurement, { time: 1_700_000_000_000 + i, id: i, note: `note number ${i}` })
  }
  await writer.flush()
  await arc.write.makeVisible()
  const [row] = await arc.query.rows(
    sql`SELECT count(DISTINCT note) AS notes, count(*) AS n, sum(id) AS ids FROM ${sql.id(measurement)}`,
  )
  expect(row).toEqual({ notes: 5_000, n: 5_000, ids: 12_497_500 })
  expect(writer.stats.batchesSplit > 0).toBe(target.embedded)
})

test('values come back as they were appended, in every type and from every form', async () => {
  const target = await openSoakTarget('writer_types')
  onTestFinished(() => target.close())
  const readings = defineMeasurement('readings', { id: 'int64', label: 'string', value: 'float64', up: 'boolean' })
  {
    await using writer = target.arc.write.buffered()
    writer.append(readings, { time: new Date(1_700_000_000_000), id: 1, label: 'é😀', value: 95, up: true })
    writer.append(readings, [
      { time: '2023-11-14T22:13:20.000001Z', id: 2, value: 87.25 },
      { time: 1_700_000_000_000, id: 3n },
    ])
    writer.appendColumns(readings, {
      time: [1_700_000_000_001],
      id: [4],
      label: ['x'],
      value: [Number.MIN_VALUE],
      up: [false],
    })
  }
  await target.arc.write.makeVisible()
  const rows = await target.arc.query.rows('SELECT id, label, value, up, epoch_us(time) AS t FROM readings ORDER BY id')
  expect(rows).toEqual([
    { id: 1, label: 'é😀', value: 95, up: true, t: 1_700_000_000_000_000 },
    { id: 2, label: null, value: 87.25, up: null, t: 1_700_000_000_000_001 },
    { id: 3, label: null, value: null, up: null, t: 1_700_000_000_000_000 },
    { id: 4, label: 'x', value: Number.MIN_VALUE, up: false, t: 1_700_000_000_001_000 },
  ])
})
