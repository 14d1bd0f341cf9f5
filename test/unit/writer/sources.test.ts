import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { ArcValidationError } from '../../../src/errors.ts'
import type { WriterRecord } from '../../../src/ingest/writer/backpressure.ts'
import { openWriter, startSink, until } from './harness.ts'

const row = (v: number) => ({ time: 1_700_000_000_000, v })
const KIB = 1024

describe('sources', () => {
  test('consume() drains an async iterable of rows and arrays without passing the bound', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url, { maxRows: 50, highWaterMark: 4 * KIB, maxBufferedBytes: 16 * KIB })
    let most = 0
    async function* source() {
      for (let i = 0; i < 3_000; i += 3) {
        yield row(i)
        yield [row(i + 1)]
        yield row(i + 2)
        most = Math.max(most, writer.stats.bytesBuffered)
      }
    }
    expect(await writer.consume('cpu', source())).toBe(3_000)
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual(Array.from({ length: 3_000 }, (_, i) => i))
    expect(most).toBeLessThanOrEqual(16 * KIB)
  })

  test('writable takes rows and columns, and refuses what is neither or both', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url)
    const given = async (record: unknown) => await writer.writable.getWriter().write(record as WriterRecord)
    await given({ measurement: 'cpu', rows: row(1) })
    const stream = writer.writable
    expect(stream.locked).toBe(true)
    await writer.flush()
    const other = openWriter(sink.url)
    const pipe = other.writable.getWriter()
    await pipe.write({ measurement: 'cpu', rows: [row(2), row(3)] })
    await pipe.write({ measurement: 'cpu', columns: { time: [row(0).time], v: [4] } })
    await pipe.close()
    expect(sink.column('cpu', 'v')).toEqual([1, 2, 3, 4])
    const both = { measurement: 'cpu', rows: row(1), columns: { v: [1] } }
    for (const record of [null, 5, { measurement: 'cpu' }, { measurement: 'cpu', data: row(1) }, both]) {
      const pipe = other.writable.getWriter()
      await expect(pipe.write(record as WriterRecord)).rejects.toThrow(/takes records: \{ measurement, rows \}, or/)
    }
  })

  test('consume() reads a stream that the browser cannot iterate', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url)
    const stream = Readable.toWeb(Readable.from([row(1), [row(2), row(3)]]))
    expect(await writer.consume('cpu', { getReader: () => stream.getReader() } as never)).toBe(3)
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual([1, 2, 3])
  })

  test('consume() waits for room when an item does not fit now', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url, { maxRows: 100, maxBufferedBytes: 8 * KIB })
    const items = Array.from({ length: 20 }, (_, i) => Array.from({ length: 200 }, (_, j) => row(i * 200 + j)))
    await writer.consume('cpu', items)
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual(Array.from({ length: 4_000 }, (_, i) => i))
  })

  test('consume() ends with the error of its source, of a row, or of its signal', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url)
    const broken = async function* () {
      yield row(1)
      throw new Error('the source broke')
    }
    await expect(writer.consume('cpu', broken())).rejects.toThrow('the source broke')
    await expect(writer.consume('cpu', [row(2), { v: 'text' }])).rejects.toThrow(/cpu\.v/)
    const abort = new AbortController()
    const endless = function* () {
      for (let v = 3; ; v++) {
        if (v === 6) abort.abort(new Error('stop'))
        yield row(v)
      }
    }
    await expect(writer.consume('cpu', endless(), { signal: abort.signal })).rejects.toThrow('stop')
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('writable takes what is piped into it, slows the source down, and flushes at the end', async () => {
    const sink = await startSink()
    sink.react = () => 'hold'
    const writer = openWriter(sink.url, { maxRows: 10, highWaterMark: KIB })
    let pulled = 0
    const source = new ReadableStream({
      pull(controller) {
        if (pulled === 2_000) return controller.close()
        controller.enqueue({ measurement: pulled % 2 ? 'odd' : 'even', rows: row(pulled++) })
      },
    })
    const piped = source.pipeTo(writer.writable)
    await until(() => sink.received.length === 2)
    expect(pulled).toBeLessThan(200)
    sink.release()
    await piped
    expect(sink.column('odd', 'v').length + sink.column('even', 'v').length).toBe(2_000)
    writer.append('even', row(0)) // still open
  })

  test('writable takes one stream after the other, also after one that failed or was aborted', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url)
    const records = (...values: unknown[]) =>
      new ReadableStream<WriterRecord>({
        start(controller) {
          for (const v of values) controller.enqueue({ measurement: 'cpu', rows: { time: 1_700_000_000_000, v } })
          controller.close()
        },
      })
    expect(writer.writable).toBe(writer.writable)
    await records(1).pipeTo(writer.writable)
    await expect(records(2, 'x', 3).pipeTo(writer.writable)).rejects.toBeInstanceOf(ArcValidationError)
    await records(4).pipeTo(writer.writable)
    await writer.writable.abort(new Error('enough'))
    await records(5).pipeTo(writer.writable)
    expect(sink.column('cpu', 'v')).toEqual([1, 2, 4, 5])
  })

  test('an item that is larger than the bound is taken when there is room before it', async () => {
    const sink = await startSink()
    const options = { maxBufferedBytes: 4 * KIB, flushIntervalMs: Number.POSITIVE_INFINITY }
    const writer = openWriter(sink.url, options)
    const large = Array.from({ length: 1_000 }, (_, v) => row(v))
    expect(await writer.consume('cpu', [large, row(1_000), large])).toBe(2_001)
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual([...large.map(({ v }) => v), 1_000, ...large.map(({ v }) => v)])
  })
})

describe('several sources on one writer', () => {
  const items = 8
  const rowsPerItem = 500
  const sources = 20
  const tight = { maxBufferedBytes: 100_000, flushIntervalMs: Number.POSITIVE_INFINITY }
  const item = (i: number) => Array.from({ length: rowsPerItem }, (_, j) => row(i * rowsPerItem + j))
  const everything = Array.from({ length: items * rowsPerItem }, (_, v) => v)

  test('consume() waits for its turn: none is refused, each keeps its order, the bound holds', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url, tight)
    let most = 0
    const source = function* () {
      for (let i = 0; i < items; i++) {
        yield item(i)
        most = Math.max(most, writer.stats.bytesBuffered)
      }
    }
    const counts = await Promise.all(Array.from({ length: sources }, (_, m) => writer.consume(`m${m}`, source())))
    await writer.flush()
    expect(counts).toEqual(Array.from({ length: sources }, () => items * rowsPerItem))
    for (let m = 0; m < sources; m++) expect(sink.column(`m${m}`, 'v')).toEqual(everything)
    expect(most).toBeLessThanOrEqual(tight.maxBufferedBytes * 1.1) // one call may pass it by its own size
  })

  test('so does writable', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url, tight)
    let next = 0
    const source = new ReadableStream({
      pull(controller) {
        if (next === items) controller.close()
        else controller.enqueue({ measurement: 'piped', rows: item(next++) })
      },
    })
    const piped = source.pipeTo(writer.writable, { preventClose: true })
    await Promise.all([piped, ...Array.from({ length: sources }, (_, m) => writer.consume(`c${m}`, [item(0)]))])
    await writer.flush()
    expect(sink.column('piped', 'v')).toEqual(everything)
    for (let m = 0; m < sources; m++) expect(sink.column(`c${m}`, 'v')).toEqual(everything.slice(0, rowsPerItem))
  })

  test('one that gives up leaves the line, and the others go on', async () => {
    const sink = await startSink()
    sink.react = () => 'hold'
    const writer = openWriter(sink.url, { ...tight, maxBufferedBytes: 8_000 })
    const first = writer.consume('cpu', [item(0), item(1)])
    await until(() => sink.received.length > 0)
    const abort = new AbortController()
    const given = [writer.consume('a', [item(0)], { signal: abort.signal }), writer.consume('b', [item(0)])]
    abort.abort(new Error('enough'))
    await expect(given[0]).rejects.toThrow('enough')
    sink.release()
    await Promise.all([first, given[1]])
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual(everything.slice(0, 2 * rowsPerItem))
    expect(sink.column('b', 'v')).toEqual(everything.slice(0, rowsPerItem))
    expect(sink.column('a', 'v')).toEqual([])
  })

  test('all end when the writer is closed', async () => {
    const sink = await startSink()
    sink.react = () => 'hold'
    const writer = openWriter(sink.url, { ...tight, maxBufferedBytes: 20_000 })
    const consumed = Promise.allSettled(['a', 'b', 'c'].map((name) => writer.consume(name, [item(0), item(1)])))
    await until(() => sink.received.length > 0)
    await writer.close({ timeoutMs: 0 }).catch(() => {})
    for (const outcome of await consumed) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('closed') } })
    }
  })
})

describe('an abort', () => {
  test('ends consume() while its source is silent, and tells the source', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url)
    const told: string[] = []
    let asked = 0
    const silent: AsyncIterable<object> = {
      [Symbol.asyncIterator]: () => ({
        next: () => (asked++ === 0 ? Promise.resolve({ done: false, value: row(1) }) : new Promise(() => {})),
        return: () => {
          told.push('return')
          return new Promise(() => {}) // it hangs as well
        },
      }),
    }
    const abort = new AbortController()
    const reason = new Error('enough')
    const consumed = writer.consume('cpu', silent, { signal: abort.signal })
    await until(() => asked === 2)
    abort.abort(reason)
    await expect(consumed).rejects.toBe(reason)
    expect(told).toEqual(['return'])
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual([1])
  })

  test('asks the source for nothing more', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url)
    const abort = new AbortController()
    let asked = 0
    let ended = false
    async function* source() {
      try {
        for (;;) {
          if (++asked === 3) abort.abort(new Error('enough'))
          yield row(asked)
        }
      } finally {
        ended = true
      }
    }
    await expect(writer.consume('cpu', source(), { signal: abort.signal })).rejects.toThrow('enough')
    await until(() => ended)
    expect(asked).toBe(3)
  })
})
