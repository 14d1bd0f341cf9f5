import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { ArcValidationError } from '../../../src/errors.ts'
import { defineMeasurement } from '../../../src/ingest/measurement.ts'
import { openWriter, startSink, until } from './harness.ts'

const t0 = 1_700_000_000_000

describe('a batch is cut', () => {
  test('at maxRows', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url, { maxRows: 3 })
    for (let i = 0; i < 7; i++) writer.append('cpu', { time: t0 + i, v: i })
    await until(() => sink.stored.length === 2)
    expect(sink.stored.map((write) => write.rows)).toEqual([3, 3])
    expect(writer.stats.rowsBuffered).toBe(1)
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(sink.column('cpu', 'time')).toEqual([0, 1, 2, 3, 4, 5, 6].map((i) => (t0 + i) * 1000))
  })

  test('at maxBytes', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url, { maxBytes: 1000 })
    for (let i = 0; i < 10; i++) writer.append('log', { time: t0 + i, line: 'x'.repeat(300) })
    await writer.flush()
    expect(sink.stored.map((write) => write.rows)).toEqual([4, 4, 2])
  })

  test('at flushIntervalMs after its first row, and not by later rows', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url, { flushIntervalMs: 40 })
    writer.append('cpu', { time: t0, v: 1 })
    const ticker = setInterval(() => writer.append('cpu', { time: t0, v: 2 }), 5)
    await until(() => sink.stored.length > 0)
    clearInterval(ticker)
    expect(sink.stored[0]?.columns.v?.[0]).toBe(1)
  })

  test.each([
    ['at the end of the interval', 0, 10_000],
    ['up to a fifth earlier, so that a fleet does not send at once', 0.999_999, 8_000],
  ])('%s', async (_, random, expected) => {
    vi.spyOn(Math, 'random').mockReturnValue(random)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    onTestFinished(() => {
      vi.restoreAllMocks()
      vi.useRealTimers()
    })
    const sink = await startSink()
    const writer = openWriter(sink.url, { flushIntervalMs: 10_000 })
    writer.append('cpu', { time: t0, v: 1 })
    expect(vi.getTimerCount()).toBe(1)
    vi.advanceTimersByTime(expected - 1)
    expect(writer.stats.batchesPending).toBe(0)
    vi.advanceTimersByTime(10)
    expect(writer.stats.batchesPending).toBe(1)
  })

  test('under mock timers, which do not move the clock that measures', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }) // as those of node:test
    onTestFinished(() => void vi.useRealTimers())
    const sink = await startSink()
    const writer = openWriter(sink.url, { flushIntervalMs: 10_000 })
    for (let round = 1; round <= 2; round++) {
      writer.append('cpu', { time: t0, v: round })
      vi.advanceTimersByTime(10_010)
      expect(writer.stats.batchesPending).toBe(1)
      while (writer.stats.rowsAcknowledged < round) await new Promise((resolve) => setImmediate(resolve))
    }
    expect(sink.column('cpu', 'v')).toEqual([1, 2])
  })

  test('by the timer alone for every measurement that has rows', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url, { flushIntervalMs: 20 })
    for (let i = 0; i < 50; i++) writer.append(`m${i}`, { time: t0, v: i })
    await until(() => sink.stored.length === 50)
    expect(writer.stats.rowsBuffered).toBe(0)
  })

  test('not while batches before it wait: a slow server is sent fuller requests, not more of them', async () => {
    const sink = await startSink()
    sink.react = () => 'hold'
    const writer = openWriter(sink.url, { flushIntervalMs: 2 })
    writer.append('cpu', { time: t0, v: 0 })
    await until(() => sink.received.length === 1)
    for (let v = 1; v <= 20; v++) {
      writer.append('cpu', { time: t0, v })
      await new Promise((resolve) => setTimeout(resolve, 4))
    }
    sink.release()
    await until(() => sink.stored.length === 2)
    expect(sink.stored.map((write) => write.rows)).toEqual([1, 20])
  })

  test('before maxRows when one call brings more than fits, and no call is split between open batches', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url, { maxRows: 10 })
    const rows = (n: number, from: number) => Array.from({ length: n }, (_, i) => ({ time: t0, v: from + i }))
    writer.append('cpu', rows(4, 0))
    writer.append('cpu', rows(27, 4))
    await writer.flush()
    expect(sink.stored.map((write) => write.rows)).toEqual([4, 10, 10, 7])
    expect(sink.column('cpu', 'v')).toEqual(Array.from({ length: 31 }, (_, i) => i))
  })
})

describe('what append takes', () => {
  test('columns, small ones into the open batch and large ones past it', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url, { maxRows: 100 })
    writer.append('cpu', { time: t0, host: 'first', v: -1 })
    writer.appendColumns('cpu', { time: [t0, t0], host: ['a', 'b'], v: new Float64Array([1, 2.5]) })
    const n = 250
    writer.appendColumns('cpu', {
      time: Float64Array.from({ length: n }, () => t0),
      host: { codes: new Uint8Array(n), dictionary: ['only'] },
      v: Float64Array.from({ length: n }, (_, i) => i),
    })
    writer.append('cpu', { time: t0, host: 'last', v: -2 })
    await writer.flush()
    expect(sink.stored.map((write) => write.rows)).toEqual([3, 100, 100, 50, 1])
    expect(sink.column('cpu', 'v')).toEqual([-1, 1, 2.5, ...Array.from({ length: n }, (_, i) => i), -2])
    expect(sink.column('cpu', 'host').slice(0, 4)).toEqual(['first', 'a', 'b', 'only'])
  })

  test('rows without time are stamped by the client', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url)
    const before = Date.now() * 1000
    writer.append('cpu', { v: 1 })
    await writer.flush()
    const [time] = sink.column('cpu', 'time') as number[]
    expect(time).toBeGreaterThanOrEqual(before)
    expect(time).toBeLessThanOrEqual(Date.now() * 1000)
  })

  test('times in the unit that the writer was told', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url, { timeUnit: 'ns' })
    writer.append('cpu', { time: 1_700_000_000_000_000_123n, v: 1 })
    writer.append('cpu', { time: 5_000, v: 2 })
    await writer.flush()
    expect(sink.column('cpu', 'time')).toEqual([1_700_000_000_000_000, 5])
  })

  test('tag columns by measurement, sent for servers that know them', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url)
    const schema = { host: 'string', v: 'float64' } as const
    writer.append(defineMeasurement('cpu', schema, { tags: ['host'] }), { time: t0, host: 'a', v: 1 })
    expect(() => writer.append(defineMeasurement('cpu', schema), { v: 1 })).toThrow(/and the tags host; pass the same/)
    writer.append('mem', { time: t0, host: 'a', v: 1 })
    await writer.flush()
    expect(sink.stored.map((write) => [write.measurement, write.tagKeys]).sort()).toEqual([
      ['cpu', ['host']],
      ['mem', undefined],
    ])
  })

  test('databases side by side, each with its own header', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url, { database: 'plant' })
    writer.append('cpu', { time: t0, v: 1 })
    writer.append('cpu', { time: t0, v: 2 }, { database: 'other' })
    writer.append('cpu', { time: t0, v: 3 }, { database: null })
    writer.append('cpu', { time: t0, v: 4 })
    await writer.flush()
    const byDatabase = Object.fromEntries(sink.stored.map((write) => [write.database, write.columns.v]))
    expect(byDatabase).toEqual({ plant: [1, 4], other: [2], default: [3] })
  })

  test('declared measurements: integers stay integers and unknown columns are refused', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url)
    const cpu = defineMeasurement('cpu', { host: 'string', cores: 'int64' })
    writer.append(cpu, { time: t0, host: 'a', cores: 8 })
    writer.append(cpu, [{ time: t0, host: 'b', cores: 16n }])
    // @ts-expect-error the compiler knows the columns
    expect(() => writer.append(cpu, { time: t0, hots: 'a' })).toThrow(
      /cpu\.hots, row \d+: the schema has no such column/,
    )
    await writer.flush()
    // Integer codes on the wire, where 8 as a float column would be 8 as well: the decoder gives bigint for 64-bit
    // codes only.
    expect(sink.column('cpu', 'cores').map(Number)).toEqual([8, 16])
    expect(() => writer.append(cpu, { time: t0, cores: 1.5 })).toThrow(/cpu\.cores, row 0: 1\.5 is not a whole number/)
  })

  test('one measurement is either declared or not, for the life of a writer', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url)
    writer.append('cpu', { time: t0, v: 1 })
    const cpu = defineMeasurement('cpu', { v: 'int64' })
    expect(() => writer.append(cpu, { time: t0, v: 1 })).toThrow(/already writes it by its name/)
    const mem = defineMeasurement('mem', { v: 'int64' })
    writer.append(mem, { time: t0, v: 1 })
    writer.append(defineMeasurement('mem', { v: 'int64' }), { time: t0, v: 2 })
    writer.append('mem', { time: t0, v: 3 })
    expect(() => writer.append(defineMeasurement('mem', { v: 'float64' }), { time: t0, v: 1 })).toThrow(/already/)
  })
})

describe('a refused call changes nothing', () => {
  test('a conflicting type throws in append, with row and column, and takes back the whole call', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url)
    writer.append('cpu', { time: t0, v: 1 })
    const bad = [
      { time: t0, v: 2 },
      { time: t0, v: 'three' },
    ] as { time: number; v: number }[]
    const error = catchError(() => writer.append('cpu', bad))
    expect(error).toBeInstanceOf(ArcValidationError)
    expect(error).toMatchObject({ measurement: 'cpu', column: 'v', row: 1 })
    expect(writer.stats.rowsBuffered).toBe(1)
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual([1])
  })

  test('also when the call is larger than a batch', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url, { maxRows: 10 })
    writer.append('cpu', { time: t0, v: -1 })
    const rows: { time: number; v: number; fresh?: string }[] = Array.from({ length: 35 }, (_, i) => ({
      time: t0,
      v: i,
      fresh: 'x',
    }))
    rows[33] = { time: t0, v: 'bad' as unknown as number }
    expect(catchError(() => writer.append('cpu', rows))).toMatchObject({ column: 'v', row: 33 })
    const columns = { time: rows.map((row) => row.time), v: rows.map((row) => row.v) }
    expect(catchError(() => writer.appendColumns('cpu', columns))).toMatchObject({ column: 'v', row: 33 })
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual([-1])
    expect(writer.stats).toMatchObject({ rowsAcknowledged: 1, rowsBuffered: 0, bytesBuffered: 0 })
  })

  test('a new column is filled with nulls, and int64 is not widened', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url)
    writer.append('cpu', { time: t0, v: 1 })
    writer.append('cpu', { time: t0, v: 2, n: 3n })
    expect(() => writer.append('cpu', { time: t0, n: 1.5 })).toThrow(/cpu\.n/)
    await writer.flush()
    expect(sink.column('cpu', 'n').map((n) => (n === null ? null : Number(n)))).toEqual([null, 3])
    // The type holds over batches: no shape flips on the server.
    expect(() => writer.append('cpu', { time: t0, v: 'text' })).toThrow(/cpu\.v/)
  })

  test('a measurement keeps its columns, their types and the unit of time from batch to batch', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url)
    const append = (row: object) => () => writer.append('cpu', row as Record<string, number>)
    append({ time: 1_700_000_000, Host: 'a', v: 1, n: 1n, later: null })()
    await writer.flush()
    expect(append({ v: 'text' })).toThrow(/"text" is a string, and the column is float64/)
    expect(append({ n: 1.5 })).toThrow(/1\.5/)
    expect(append({ host: 'b' })).toThrow(/"host" differs from the column "Host" only by case/)
    expect(append({ time: t0, v: 1 })).toThrow(/looks like milliseconds, and the rows before it like sec/)
    append({ time: 1_700_000_001, v: 2, later: 'text' })()
    await writer.flush()
    expect(append({ later: 2 })).toThrow(/2 is a number, and the column is string/)
    expect(sink.stored.map(({ columns }) => Object.keys(columns))).toEqual([
      ['time', 'Host', 'v', 'n'],
      ['time', 'v', 'later'],
    ])
  })

  test('names the server mangles are refused before anything is kept', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url)
    expect(() => writer.append('', { v: 1 })).toThrow(ArcValidationError)
    expect(() => writer.append('cpu', { '': 1 })).toThrow(ArcValidationError)
    expect(() => writer.append('cpu', { _v: 1 })).toThrow(ArcValidationError)
    expect(() => writer.append('cpu', { v: 1 }, { database: 'no spaces' })).toThrow(ArcValidationError)
    for (const junk of [null, undefined, 7, 'row', () => 1]) {
      expect(() => writer.append('cpu', junk as unknown as { v: number }), String(junk)).toThrow(ArcValidationError)
    }
    await writer.flush()
    expect(sink.received).toEqual([])
  })
})

describe('order and concurrency', () => {
  test('one request in flight per measurement, batches in append order', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url, { maxRows: 5, concurrency: 4 })
    for (let i = 0; i < 200; i++) writer.append(`m${i % 3}`, { time: t0, v: i })
    await writer.flush()
    expect(sink.peak.perMeasurement).toBe(1)
    for (const m of [0, 1, 2]) {
      expect(sink.column(`m${m}`, 'v')).toEqual(Array.from({ length: 200 }, (_, i) => i).filter((i) => i % 3 === m))
    }
  })

  test('`concurrency` requests across measurements, no more', async () => {
    const sink = await startSink()
    sink.react = () => 'hold'
    const writer = openWriter(sink.url, { maxRows: 1, concurrency: 3 })
    for (let i = 0; i < 8; i++) writer.append(`m${i}`, { time: t0, v: i })
    await until(() => sink.received.length === 3)
    expect(writer.stats).toMatchObject({ rowsInFlight: 3, rowsBuffered: 5 })
    sink.release()
    await writer.flush()
    expect(sink.peak.all).toBe(3)
    expect(sink.stored.length).toBe(8)
  })
})

function catchError(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return undefined
}
