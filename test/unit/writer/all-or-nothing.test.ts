import { describe, expect, test } from 'vitest'
import { ArcValidationError } from '../../../src/errors.ts'
import { openWriter, startSink } from './harness.ts'

const time = 1_700_000_000_000
const options = { maxRows: 100, flushIntervalMs: Number.POSITIVE_INFINITY }

describe('a refused append leaves nothing behind', () => {
  // 99 rows fit the open batch; 450 are several; and the batch that is refused may be the first, the last or between.
  test.each([
    [99, 98],
    [450, 0],
    [450, 250],
    [450, 449],
  ])('of %i rows, row %i being bad: no row, no column, no type, no time unit', async (count, bad) => {
    const sink = await startSink()
    const writer = openWriter(sink.url, options)
    const row = (i: number) => ({
      time,
      x: `text ${i}`,
      late: i < 120 ? undefined : 'text',
      v: i === bad ? ({} as unknown as number) : i,
    })
    const rows = Array.from({ length: count }, (_, i) => row(i))
    expect(() => writer.append('cpu', rows)).toThrow(new RegExp(`cpu\\.v, row ${bad}`))
    expect(writer.stats).toMatchObject({ rowsBuffered: 0, rowsInFlight: 0, bytesBuffered: 0 })
    writer.append('cpu', { time: time / 1_000, x: 5, late: true }) // seconds, and other types
    writer.append(
      'cpu',
      rows.slice(0, 300).map(() => ({ time: time / 1_000, x: 6, v: 'now text' })),
    )
    await writer.flush()
    const others = Array.from({ length: Math.min(300, count) }, () => 6)
    expect(sink.column('cpu', 'x')).toEqual([5, ...others])
    expect(new Set(sink.column('cpu', 'time'))).toEqual(new Set([time * 1_000]))
    expect(sink.stored.flatMap((write) => Object.keys(write.columns).filter((name) => name === 'late'))).toEqual([
      'late',
    ])
  })

  test('what was appended before is untouched', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url, options)
    writer.append('cpu', { time, x: 1 })
    const rows = Array.from({ length: 450 }, (_, i) => ({ time, x: i === 440 ? 'text' : i, y: 'new' }))
    expect(() => writer.append('cpu', rows)).toThrow(ArcValidationError)
    writer.append('cpu', { time, x: 2, y: 2 })
    await writer.flush()
    expect(sink.column('cpu', 'x')).toEqual([1, 2])
    expect(sink.column('cpu', 'y')).toEqual([2])
  })
})

describe('a getter of the data that uses the writer', () => {
  const refusal = 'by the very data it is taking in'
  test('is refused for the same measurement, and the row with it', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url, options)
    const reentrant = {
      time,
      a: 1,
      get b() {
        writer.append('cpu', { time, a: 2, b: 3, c: 4 })
        return 1
      },
    }
    expect(() => writer.append('cpu', reentrant)).toThrow(refusal)
    expect(() => writer.append('cpu', [reentrant])).toThrow(refusal)
    writer.append('cpu', { time, a: 5 })
    await writer.flush()
    expect(sink.stored.map((write) => write.columns.a)).toEqual([[5]])
  })

  test('may append to another measurement, even when that has to make room', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url, { ...options, highWaterMark: 1 })
    const row = {
      time,
      a: 1,
      get b() {
        writer.append('log', { time, read: true })
        return 2
      },
    }
    writer.append('cpu', { time, a: 0, b: 0 })
    writer.append('cpu', row)
    await writer.flush()
    expect(sink.column('cpu', 'a')).toEqual([0, 1])
    expect(sink.column('cpu', 'b')).toEqual([0, 2])
    expect(sink.column('log', 'read')).toEqual([true])
  })

  test('cannot flush or close from there', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url, options)
    const early: Promise<unknown>[] = []
    const row = {
      time,
      a: 1,
      get b() {
        early.push(writer.flush(), writer.close())
        for (const promise of early) promise.catch(() => {})
        return 2
      },
    }
    writer.append('cpu', row)
    for (const promise of early) await expect(promise).rejects.toThrow(refusal)
    await writer.close()
    expect(sink.column('cpu', 'b')).toEqual([2])
  })
})
