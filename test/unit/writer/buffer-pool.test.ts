import { describe, expect, test, vi } from 'vitest'
import type { Transport } from '../../../src/index.ts'
import { BufferPool } from '../../../src/ingest/encoding/buffer-pool.ts'
import { BatchBuilder } from '../../../src/ingest/encoding/builder.ts'
import { resolveMeasurement } from '../../../src/ingest/measurement.ts'
import { ANSWERS, openWriter, startSink } from './harness.ts'

const KIB = 1024

describe('the pool', () => {
  test('gives memory that fits, at most a quarter more than asked for, once', () => {
    const pool = new BufferPool(1024 * KIB)
    const given = pool.take(90 * KIB)
    expect(given.length).toBeGreaterThanOrEqual(90 * KIB)
    expect(given.length).toBeLessThanOrEqual(1.25 * 90 * KIB)
    pool.give(given.subarray(0, 50 * KIB))
    expect(pool.take(given.length + 1).buffer).not.toBe(given.buffer)
    expect(pool.take(given.length / 2).buffer).not.toBe(given.buffer)
    expect(pool.take(95 * KIB).buffer).toBe(given.buffer)
    expect(pool.take(95 * KIB).buffer).not.toBe(given.buffer)
  })

  test('any number of bytes gets a buffer of at least as many', () => {
    const pool = new BufferPool(0)
    for (let bytes = 0; bytes < 5_000; bytes++) {
      const { length } = pool.take(bytes)
      expect(length >= bytes && length <= Math.max(1024, 1.25 * bytes), `${bytes}: ${length}`).toBe(true)
    }
  })

  test('keeps no more than its bound, what came back last, and nothing that is small or part of something larger', () => {
    const pool = new BufferPool(250 * KIB)
    const [first, second, third] = [pool.take(100 * KIB), pool.take(128 * KIB), pool.take(64 * KIB)]
    for (const one of [first, second, third]) pool.give(one)
    expect(pool.take(first.length).buffer).not.toBe(first.buffer)
    expect(pool.take(third.length).buffer).toBe(third.buffer)
    expect(pool.take(second.length).buffer).toBe(second.buffer)
    const small = pool.take(100)
    pool.give(small)
    expect(pool.take(100).buffer).not.toBe(small.buffer)
    const half = new Uint8Array(64 * KIB).subarray(32 * KIB)
    pool.give(half)
    expect(pool.take(64 * KIB).buffer).not.toBe(half.buffer)
  })
})

test('between two batches a builder keeps the names and types of its columns, and none of their memory', () => {
  const pool = new BufferPool(1024 * KIB)
  const taken = vi.spyOn(pool, 'take')
  const given = vi.spyOn(pool, 'give')
  const builder = new BatchBuilder(resolveMeasurement('cpu'), {}, pool)
  const memory = () => {
    const sum = (calls: Uint8Array[]) => calls.reduce((bytes, { buffer }) => bytes + buffer.byteLength, 0)
    const lent = taken.mock.results.map(({ value }) => value as Uint8Array)
    return sum(lent) - sum(given.mock.calls.map(([one]) => one))
  }
  for (let round = 0; round < 3; round++) {
    for (let v = 0; v < 1_000; v++) builder.appendRow({ time: 1_700_000_000_000, v, s: `row ${v}` })
    pool.give(builder.take().body)
    expect(memory()).toBe(0)
  }
  expect(() => builder.appendRow({ v: 'text' })).toThrow(/"text" is a string, and the column is float64/)
})

describe('memory that is used again', () => {
  const ROWS = 6_000
  const append = (writer: ReturnType<typeof openWriter>, measurement: string, from: number) => {
    const v = Float64Array.from({ length: ROWS }, (_, i) => from + i)
    writer.appendColumns(measurement, { time: v.map(() => 1_700_000_000_000), v })
  }

  test('never changes what the server gets, whatever happens to the requests', async () => {
    const sink = await startSink()
    const faults = [ANSWERS.churn, undefined, 'reset', undefined, ANSWERS.tooLarge, undefined, undefined] as const
    sink.react = (write, count) => (write.rows < 1_000 ? undefined : faults[count % faults.length])
    const writer = openWriter(sink.url, { maxRows: ROWS })
    for (let i = 0; i < 24; i++) {
      append(writer, `m${i % 3}`, i * ROWS)
      if (i % 6 === 5) await writer.flush()
    }
    await writer.flush()
    const expected = Array.from({ length: 24 * ROWS }, (_, i) => i)
    const stored = ['m0', 'm1', 'm2'].flatMap((name) => sink.column(name, 'v') as number[])
    expect(stored.sort((a, b) => a - b)).toEqual(expected)
  })

  test('is not that of a transport of the caller, which may keep the bodies', async () => {
    const kept: { body: Uint8Array; copy: Uint8Array }[] = []
    const transport: Transport = {
      send: async ({ body: sent }) => {
        if (sent instanceof Uint8Array) kept.push({ body: sent, copy: sent.slice() })
        return {
          status: 204,
          headers: new Headers(),
          read: async () => {},
          async *chunks() {},
          trailers: () => undefined,
          cancel() {},
        }
      },
      close: async () => {},
    }
    const writer = openWriter('http://127.0.0.1:1', { maxRows: ROWS }, { transport })
    for (let i = 0; i < 8; i++) {
      append(writer, 'm', i * ROWS)
      await writer.flush()
    }
    expect(kept.length).toBe(8)
    for (const { body: held, copy } of kept) expect(Buffer.compare(held, copy)).toBe(0)
  })
})
