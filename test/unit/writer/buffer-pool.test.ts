import { describe, expect, test } from 'vitest'
import type { Transport } from '../../../src/index.ts'
import { BufferPool } from '../../../src/ingest/encoding/buffer-pool.ts'
import { ANSWERS, openWriter, startSink } from './harness.ts'

const KIB = 1024
const body = (bytes: number) => new Uint8Array(bytes)

describe('the pool', () => {
  test('gives memory that fits, once', () => {
    const pool = new BufferPool(1024 * KIB)
    const given = body(100 * KIB)
    pool.give(given.subarray(0, 90 * KIB))
    expect(pool.take(101 * KIB)).toBeUndefined()
    expect(pool.take(40 * KIB)).toBeUndefined() // it would hold more than twice what it counts as
    expect(pool.take(95 * KIB)?.buffer).toBe(given.buffer)
    expect(pool.take(95 * KIB)).toBeUndefined()
  })

  test('keeps no more than its bound, and nothing that is small or part of something larger', () => {
    const pool = new BufferPool(250 * KIB)
    const bodies = [body(100 * KIB), body(100 * KIB), body(100 * KIB)]
    for (const one of bodies) pool.give(one)
    expect(pool.take(100 * KIB)?.buffer).toBe(bodies[1]?.buffer)
    expect(pool.take(100 * KIB)?.buffer).toBe(bodies[2]?.buffer)
    expect(pool.take(100 * KIB)).toBeUndefined()
    pool.give(body(KIB))
    expect(pool.take(KIB)).toBeUndefined()
    pool.give(body(200 * KIB).subarray(100 * KIB))
    expect(pool.take(200 * KIB)).toBeUndefined()
  })
})

describe('memory that is used again', () => {
  const ROWS = 6_000
  const append = (writer: ReturnType<typeof openWriter>, measurement: string, from: number) => {
    const v = Float64Array.from({ length: ROWS }, (_, i) => from + i)
    writer.append(measurement, { time: v.map(() => 1_700_000_000_000), v })
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
