import { describe, expect, test, vi } from 'vitest'
import { ArcFlushError, ArcTimeoutError } from '../../../src/errors.ts'
import type { DroppedBatch } from '../../../src/ingest/writer/callbacks.ts'
import { ANSWERS, connect, openWriter, startSink, until } from './harness.ts'

const row = (v: number) => ({ time: 1_700_000_000_000, v })

/** What a promise rejects with; `undefined` when it resolves. */
const rejection = (promise: Promise<unknown>) => promise.then(() => undefined).catch((error: unknown) => error)

describe('flush()', () => {
  test('resolves at once when nothing was appended', async () => {
    const sink = await startSink()
    await openWriter(sink.url).flush()
    expect(sink.received).toEqual([])
  })

  test('waits for what was appended before it, not for what came after', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url, { maxRows: 1 })
    writer.append('cpu', row(1))
    const flushed = writer.flush()
    sink.react = (write) => (write.columns.v?.[0] === 2 ? 'hold' : undefined)
    writer.append('cpu', row(2))
    await flushed
    expect(sink.column('cpu', 'v')).toEqual([1])
    sink.release()
  })

  test('any number at once: all resolve, every batch is sent once', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url)
    const flushes = []
    for (let i = 0; i < 20; i++) {
      writer.append('cpu', row(i))
      flushes.push(writer.flush())
    }
    await Promise.all(flushes)
    expect(sink.column('cpu', 'v')).toEqual(Array.from({ length: 20 }, (_, i) => i))
  })

  test('rejects with the batches that were dropped, once', async () => {
    const sink = await startSink()
    sink.react = (write) => (write.measurement === 'bad' ? ANSWERS.invalid : undefined)
    const writer = openWriter(sink.url)
    writer.append('bad', row(1))
    writer.append('good', row(2))
    const error = await rejection(writer.flush())
    expect(error).toBeInstanceOf(ArcFlushError)
    expect((error as ArcFlushError).batches).toMatchObject([
      { measurement: 'bad', database: 'default', rows: 1, retained: false, error: { status: 400 } },
    ])
    expect((error as ArcFlushError).retryable).toBe(false)
    expect(sink.column('good', 'v')).toEqual([2])
    await writer.flush()
  })

  test('tells of a batch that was dropped before it was called', async () => {
    const sink = await startSink()
    sink.react = () => ANSWERS.poisoned
    const writer = openWriter(sink.url, { maxRows: 1 })
    writer.append('cpu', row(1))
    await until(() => writer.stats.batchesDropped === 1)
    await expect(writer.flush()).rejects.toThrow(/1 batch \(1 row of cpu\) dropped: .*failed to convert columns/)
  })

  test('two at once both tell of the drop', async () => {
    const sink = await startSink()
    sink.react = () => ANSWERS.poisoned
    const writer = openWriter(sink.url)
    writer.append('cpu', row(1))
    const errors = await Promise.all([rejection(writer.flush()), rejection(writer.flush())])
    expect(errors.map((error) => (error as ArcFlushError).batches.length)).toEqual([1, 1])
    await writer.flush()
  })

  test('with timeoutMs rejects, lists what is retained, and the writer delivers later', async () => {
    const sink = await startSink()
    sink.react = () => 'hold'
    const writer = openWriter(sink.url)
    writer.append('cpu', row(1))
    const error = (await rejection(writer.flush({ timeoutMs: 20 }))) as ArcFlushError
    expect(error.batches).toMatchObject([{ measurement: 'cpu', rows: 1, retained: true }])
    expect(error.cause).toBeInstanceOf(ArcTimeoutError)
    expect(error.retryable).toBe(true)
    sink.release()
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual([1])
  })

  test('with a signal rejects with its reason; drops of the meantime go to the next flush', async () => {
    const sink = await startSink()
    sink.react = (write) => (write.measurement === 'bad' ? ANSWERS.invalid : 'hold')
    const writer = openWriter(sink.url)
    writer.append('bad', row(1))
    writer.append('cpu', row(2))
    const abort = new AbortController()
    const flushed = rejection(writer.flush({ signal: abort.signal }))
    await until(() => writer.stats.batchesDropped === 1)
    const reason = new Error('the user went away')
    abort.abort(reason)
    expect(await flushed).toBe(reason)
    expect(await rejection(writer.flush({ signal: abort.signal }))).toBe(reason)
    sink.release()
    expect(((await rejection(writer.flush())) as ArcFlushError).batches).toMatchObject([{ measurement: 'bad' }])
    expect(sink.column('cpu', 'v')).toEqual([2])
  })
})

describe('close()', () => {
  test('sends what is left; then append throws, flush resolves, close is the same', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url)
    writer.append('cpu', row(1))
    const closed = writer.close()
    expect(() => writer.append('cpu', row(2))).toThrow(/closed/)
    expect(writer.close()).toBe(closed)
    const flushed = writer.flush()
    await Promise.all([closed, flushed])
    await writer.flush()
    await expect(writer.ready()).rejects.toThrow(/closed/)
    expect(sink.column('cpu', 'v')).toEqual([1])
  })

  test('await using drains', async () => {
    const sink = await startSink()
    {
      await using writer = connect(sink.url).write.buffered()
      writer.append('cpu', row(1))
    }
    expect(sink.column('cpu', 'v')).toEqual([1])
  })

  test('honours its deadline: the rest goes through onDrop and is listed', async () => {
    const sink = await startSink()
    sink.react = () => 'hold'
    const onDrop = vi.fn(() => {
      throw new Error('cannot keep them')
    })
    const writer = openWriter(sink.url, { maxRows: 2, onDrop })
    for (let i = 0; i < 5; i++) writer.append('cpu', row(i))
    await until(() => sink.received.length === 1)
    const error = (await rejection(writer.close({ timeoutMs: 20 }))) as ArcFlushError
    expect(error).toBeInstanceOf(ArcFlushError)
    expect(error.batches.map((batch) => [batch.rows, batch.retained])).toEqual([
      [2, false],
      [2, false],
      [1, false],
    ])
    const dropped = (onDrop.mock.calls as unknown[][]).flatMap(([batch]) =>
      (batch as DroppedBatch).rows.map((r) => r.v),
    )
    expect(dropped).toEqual([0, 1, 2, 3, 4])
    expect(writer.stats).toMatchObject({ rowsBuffered: 0, rowsInFlight: 0, rowsDropped: 5, bytesBuffered: 0 })
  })

  test('resolves when onDrop took care of everything', async () => {
    const sink = await startSink()
    sink.react = () => 'hold'
    const writer = openWriter(sink.url, { onDrop: async () => {} })
    writer.append('cpu', row(1))
    await writer.close({ timeoutMs: 10 })
    expect(writer.stats.rowsDropped).toBe(1)
  })

  test('an abort ends it with the reason as the cause', async () => {
    const sink = await startSink()
    sink.react = () => 'hold'
    const writer = openWriter(sink.url)
    writer.append('cpu', row(1))
    const abort = new AbortController()
    const closed = rejection(writer.close({ signal: abort.signal }))
    await until(() => sink.received.length === 1)
    const reason = new Error('shutdown')
    abort.abort(reason)
    expect(await closed).toMatchObject({ code: 'ARC_FLUSH', cause: reason, batches: [{ rows: 1, retained: false }] })
  })

  test('an abort for a reason that is no Error names it', async () => {
    const sink = await startSink()
    sink.react = () => 'hold'
    const writer = openWriter(sink.url)
    writer.append('cpu', row(1))
    const error = (await rejection(writer.close({ signal: AbortSignal.abort('deploy') }))) as ArcFlushError
    expect(error.message).toMatch(/"deploy" was thrown/)
    expect(error.batches).toMatchObject([{ error: { code: 'ARC_ERROR', cause: 'deploy' } }])
    expect(error.batches[0]?.error).toBeInstanceOf(Error)
  })

  test('a flush that is under way ends with it', async () => {
    const sink = await startSink()
    sink.react = () => 'hold'
    const writer = openWriter(sink.url)
    writer.append('cpu', row(1))
    const flushed = rejection(writer.flush())
    const closed = rejection(writer.close({ timeoutMs: 10 }))
    expect(await flushed).toBeInstanceOf(ArcFlushError)
    expect(await closed).toBeInstanceOf(ArcFlushError)
  })

  test('tells of earlier drops', async () => {
    const sink = await startSink()
    sink.react = () => ANSWERS.forbidden
    const writer = openWriter(sink.url, { maxRows: 1 })
    writer.append('cpu', row(1))
    await until(() => writer.stats.batchesDropped === 1)
    await expect(writer.close()).rejects.toThrow(/Permission denied/)
  })

  test('of the client drains all its writers, and tells what they could not deliver', async () => {
    const sink = await startSink()
    const arc = connect(sink.url)
    const writers = [arc.write.buffered(), arc.write.buffered()]
    writers.forEach((writer, i) => {
      writer.append('cpu', row(i))
    })
    await arc.close()
    expect(sink.column('cpu', 'v').sort()).toEqual([0, 1])
    expect(() => writers[0]?.append('cpu', row(1))).toThrow(/closed/)
    expect(() => arc.write.buffered()).toThrow(/closed/)

    const other = connect(sink.url)
    sink.react = () => ANSWERS.invalid
    for (const name of ['a', 'b']) other.write.buffered().append(name, row(1))
    const error = (await rejection(other.close())) as ArcFlushError
    expect(error.batches.map((batch) => batch.measurement).sort()).toEqual(['a', 'b'])
  })
})
