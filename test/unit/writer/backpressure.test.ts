import { describe, expect, test } from 'vitest'
import { ArcBufferFullError } from '../../../src/errors.ts'
import type { BufferedWriter } from '../../../src/index.ts'
import { openWriter, startSink, until } from './harness.ts'

const row = (v: number) => ({ time: 1_700_000_000_000, v })
const KIB = 1024

describe('bounded memory', () => {
  test('append says false from highWaterMark on and throws at maxBufferedBytes; nothing is lost either way', async () => {
    const sink = await startSink()
    sink.react = () => 'hold'
    const limits = { highWaterMark: 4 * KIB, maxBufferedBytes: 8 * KIB }
    const writer = openWriter(sink.url, { maxRows: 10, ...limits })
    let taken = 0
    let saidFalse = Number.POSITIVE_INFINITY
    let most = 0
    let full: unknown
    while (full === undefined) {
      try {
        if (!writer.append('cpu', row(taken))) saidFalse = Math.min(saidFalse, taken)
        taken++
      } catch (error) {
        full = error
      }
      most = Math.max(most, writer.stats.bytesBuffered)
    }
    expect(full).toBeInstanceOf(ArcBufferFullError)
    expect(full).toMatchObject({ code: 'ARC_BUFFER_FULL', retryable: true })
    expect(saidFalse).toBeLessThan(taken)
    expect(most).toBeLessThan(limits.maxBufferedBytes + 256)
    expect(writer.stats.rowsBuffered + writer.stats.rowsInFlight).toBe(taken)
    sink.release()
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual(Array.from({ length: taken }, (_, i) => i))
    expect(writer.stats.bytesBuffered).toBe(0)
  })

  test.each<[string, (writer: BufferedWriter, rows: { time: number; v: number }[]) => boolean]>([
    ['a row', (writer, rows) => writer.append('cpu', rows[0] ?? row(0))],
    ['rows', (writer, rows) => writer.append('cpu', rows)],
    [
      'columns',
      (writer, rows) => writer.appendColumns('cpu', { time: rows.map((r) => r.time), v: rows.map((r) => r.v) }),
    ],
  ])(
    'a call is taken when there is room before it, even if it passes the bound, and refused as a whole when not: %s',
    async (_, append) => {
      const sink = await startSink()
      sink.react = () => 'hold'
      const writer = openWriter(sink.url, { maxRows: 100, maxBufferedBytes: 8 * KIB })
      const rows = Array.from({ length: 500 }, (__, v) => row(v))
      writer.append('cpu', rows) // 500 rows of 18 bytes, and what surrounds them
      const held = writer.stats
      expect(held.bytesBuffered).toBeGreaterThan(8 * KIB)
      expect(() => append(writer, rows)).toThrow(ArcBufferFullError)
      expect(writer.stats).toMatchObject({ rowsBuffered: held.rowsBuffered, bytesBuffered: held.bytesBuffered })
      sink.release()
      await writer.flush()
      expect(sink.column('cpu', 'v')).toEqual(rows.map((r) => r.v))
    },
  )

  const columnsOnce = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`c${i}`, i]))
  test.each<[string, (writer: BufferedWriter, v: number) => boolean]>([
    ['rows', (writer, v) => writer.append('events', { time: 1_700_000_000_000 + v, c0: v })],
    ['columns', (writer, v) => writer.appendColumns('events', { time: [1_700_000_000_000 + v], c0: [v] })],
  ])('the nulls of sparse columns count as well, where they are most of a batch: %s', async (_, append) => {
    const sink = await startSink()
    sink.react = () => 'hold'
    const writer = openWriter(sink.url, { maxBytes: 128 * KIB, maxBufferedBytes: 512 * KIB })
    writer.append('events', { time: 1_700_000_000_000, ...columnsOnce })
    for (let v = 1; v < 5_000; v++) append(writer, v)
    const flushed = writer.flush()
    expect(writer.stats.bytesBuffered).toBeLessThan(512 * KIB)
    sink.release()
    await flushed
    // 200 columns of up to 256 rows are what may not have been counted yet.
    expect(Math.max(...sink.stored.map(({ bytes }) => bytes))).toBeLessThan((128 + 64) * KIB)
    expect(sink.column('events', 'c0')).toEqual(Array.from({ length: 5_000 }, (_, v) => v))
    expect(sink.column('events', 'c199').slice(0, 3)).toEqual([199, null, null])
  })

  test('ready() resolves when there is room', async () => {
    const sink = await startSink()
    sink.react = () => 'hold'
    const writer = openWriter(sink.url, { maxRows: 10, highWaterMark: KIB })
    await writer.ready()
    let v = 0
    while (writer.append('cpu', row(v))) v++
    let ready = false
    const waiting = writer.ready().then(() => {
      ready = true
    })
    await until(() => sink.received.length === 1)
    expect(ready).toBe(false)
    sink.release()
    await waiting
    expect(writer.stats.bytesBuffered).toBeLessThan(KIB)
  })

  test('many small open batches above the mark make room by themselves', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url, { highWaterMark: 8 * KIB, flushIntervalMs: Number.POSITIVE_INFINITY })
    for (let i = 0; i < 2_000; i++) if (!writer.append(`m${i % 100}`, row(i))) await writer.ready()
    await writer.flush()
    expect(sink.stored.reduce((rows, write) => rows + write.rows, 0)).toBe(2_000)
  })

  test('ready() can be aborted', async () => {
    const sink = await startSink()
    sink.react = () => 'hold'
    const writer = openWriter(sink.url, { maxRows: 1, highWaterMark: 1 })
    writer.append('cpu', row(1))
    const reason = new Error('enough')
    await expect(writer.ready({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})
