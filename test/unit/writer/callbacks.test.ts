import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { ArcBufferFullError, ArcError, type ArcFlushError, ArcUsageError } from '../../../src/errors.ts'
import type { ArcClientOptions } from '../../../src/index.ts'
import type { WriterCallbacks } from '../../../src/ingest/writer/callbacks.ts'
import type { WriterWaitOptions } from '../../../src/ingest/writer/clock.ts'
import type { AppendOptions } from '../../../src/ingest/writer/options.ts'
import { ANSWERS, connect, openWriter, startSink, until } from './harness.ts'

const row = (v: number) => ({ time: 1_700_000_000_000, v })

test('onFlush tells what arrived', async () => {
  const sink = await startSink()
  sink.react = (_, count) => (count === 1 ? ANSWERS.churn : undefined)
  const onFlush = vi.fn()
  const writer = openWriter(sink.url, { onFlush, database: 'plant' })
  writer.append('cpu', [row(1), row(2)])
  await writer.flush()
  expect(onFlush.mock.calls).toEqual([
    [
      {
        database: 'plant',
        measurement: 'cpu',
        rows: 2,
        bytes: sink.stored[0]?.bytes,
        attempts: 2,
        durationMs: expect.any(Number),
      },
    ],
  ])
})

describe('whatever a callback does, the writer goes on', () => {
  const explode = () => {
    throw new Error('a bug in the callback')
  }
  const cases: [string, () => unknown][] = [
    ['throws', explode],
    ['rejects', async () => explode()],
    // biome-ignore lint/suspicious/noThenProperty: a hostile thenable is what is tested
    ['returns a thenable that throws', () => ({ then: explode })],
  ]
  test.each(cases)('%s', async (_, misbehave) => {
    const sink = await startSink()
    sink.react = (write, count) =>
      write.measurement === 'bad' ? ANSWERS.invalid : count < 3 ? ANSWERS.churn : undefined
    const callbacks: WriterCallbacks = { onFlush: misbehave, onError: misbehave, onDrop: misbehave }
    const writer = openWriter(sink.url, { maxRows: 1, ...callbacks })
    writer.append('bad', row(0))
    writer.append('cpu', row(1))
    await expect(writer.flush()).rejects.toThrow(/1 row of bad/)
    writer.append('cpu', row(2))
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual([1, 2])
    await writer.close()
  })

  test('a logger that throws does not disturb it either, and one that does not is told of every drop', async () => {
    const sink = await startSink()
    sink.react = (write) => (write.measurement === 'bad' ? ANSWERS.invalid : undefined)
    for (const error of [vi.fn(), vi.fn(explode)]) {
      const writer = openWriter(sink.url, { onFlush: explode }, { logger: { debug() {}, warn() {}, error } })
      writer.append('bad', row(0))
      writer.append('cpu', row(1))
      await expect(writer.flush()).rejects.toThrow(/1 row of bad/)
      const messages = error.mock.calls.map(([message]) => message)
      expect(messages.sort()).toEqual(['arc: dropped 1 row of default.bad', 'arc: onFlush failed'])
    }
  })

  test('hangs: the measurement goes on, and a flush is held up by onDrop for ten seconds at most', async () => {
    const sink = await startSink()
    sink.react = (write) => (write.columns.v?.[0] === 0 ? ANSWERS.invalid : undefined)
    const never = () => new Promise(() => {})
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const writer = openWriter(sink.url, { maxRows: 1, onFlush: never, onError: never, onDrop: never })
      writer.append('cpu', row(0))
      writer.append('cpu', row(1))
      const flushed = writer.flush().catch((error: unknown) => error)
      while (sink.stored.length < 1) await new Promise((resolve) => setImmediate(resolve))
      expect(sink.column('cpu', 'v')).toEqual([1])
      await vi.advanceTimersByTimeAsync(10_000)
      expect(await flushed).toMatchObject({ batches: [{ rows: 1, retained: false }] })
    } finally {
      vi.useRealTimers()
    }
  })

  test('takes its time with the rows: close() waits for what onDrop says, past its own deadline', async () => {
    const sink = await startSink()
    sink.react = () => ANSWERS.invalid
    let refuse = (_: Error) => {}
    const onDrop = () => new Promise<void>((_, reject) => (refuse = reject))
    const writer = openWriter(sink.url, { onDrop })
    writer.append('cpu', row(1))
    const flushed = writer.flush().catch((error: unknown) => error)
    await until(() => writer.stats.batchesDropped === 1)
    const closed = writer.close({ timeoutMs: 0 }).catch((error: unknown) => error)
    setTimeout(() => refuse(new Error('no')), 50)
    expect(await closed).toMatchObject({ code: 'ARC_FLUSH', batches: [{ rows: 1, retained: false }] })
    expect(await flushed).toMatchObject({ code: 'ARC_FLUSH' })
  })

  test('takes its time with the rows: they count towards the bound until it is done', async () => {
    const sink = await startSink()
    sink.react = () => ANSWERS.invalid
    let decide = () => {}
    const onDrop = () => new Promise<void>((resolve) => (decide = resolve))
    const writer = openWriter(sink.url, { onDrop, maxBufferedBytes: 900 })
    const rows = Array.from({ length: 50 }, (_, v) => row(v))
    writer.append('cpu', rows)
    const flushed = writer.flush()
    await until(() => writer.stats.batchesDropped === 1)
    expect(() => writer.append('cpu', rows)).toThrow(ArcBufferFullError)
    decide()
    await flushed
    expect(writer.stats.bytesBuffered).toBe(0)
  })

  test('calls back into the writer', async () => {
    const sink = await startSink()
    sink.react = (write) => (write.measurement === 'bad' ? ANSWERS.invalid : undefined)
    let closed: Promise<void> | undefined
    const writer = openWriter(sink.url, {
      maxRows: 1,
      onDrop: (batch) => {
        writer.append('dead_letters', batch.rows)
        void writer.flush().catch(() => {})
      },
      onFlush: (batch) => {
        if (batch.measurement === 'dead_letters') closed = writer.close()
      },
    })
    writer.append('bad', row(7))
    await until(() => closed !== undefined)
    await closed
    expect(sink.column('dead_letters', 'v')).toEqual([7])
  })
})

describe('with nobody to hear it', () => {
  const run = async (options: WriterCallbacks, client: Partial<ArcClientOptions> = {}) => {
    const emitted = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    onTestFinished(() => void emitted.mockRestore())
    const sink = await startSink()
    sink.react = (write) =>
      write.measurement === 'a' ? ANSWERS.unauthorized : write.rows > 1 ? ANSWERS.forbidden : undefined
    const writer = openWriter(sink.url, { maxRows: 2, ...options }, client)
    for (let v = 0; v < 6; v++) writer.append('a', row(v))
    for (let v = 0; v < 4; v++) writer.append('b', row(v))
    await writer.flush().catch(() => {})
    return emitted.mock.calls.map(([message]) => String(message)).sort()
  }

  test('the first drop of each cause is a warning of the process', async () => {
    const [first, second, ...more] = await run({ onFlush: () => {} })
    expect(first).toMatch(/^arc: dropped 2 rows of default\.a: .*Invalid or expired token.* give onError and onDrop/)
    expect(second).toMatch(/^arc: dropped 2 rows of default\.b: .*Permission denied/)
    expect(more).toEqual([])
  })

  test('elsewhere than on Node it is one of the console', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
    vi.stubGlobal('process', { ...process, emitWarning: undefined })
    onTestFinished(() => {
      warned.mockRestore()
      vi.unstubAllGlobals()
    })
    const sink = await startSink()
    sink.react = () => ANSWERS.invalid
    const writer = openWriter(sink.url)
    writer.append('cpu', row(1))
    await writer.flush().catch(() => {})
    expect(warned.mock.calls).toEqual([[expect.stringMatching(/^arc: dropped 1 row of default\.cpu/)]])
  })

  test.each<[string, WriterCallbacks, Partial<ArcClientOptions>]>([
    ['onError', { onError: () => {} }, {}],
    ['onDrop', { onDrop: () => {} }, {}],
    ['a logger', {}, { logger: { debug() {}, warn() {}, error() {} } }],
  ])('it is none when there is %s', async (_, options, client) => {
    expect(await run(options, client)).toEqual([])
  })
})

test('what is thrown and is not an Error becomes one wherever the caller hears of it', async () => {
  const transport = { send: () => Promise.reject('lost'), close: async () => {} }
  const heard: unknown[] = []
  const writer = openWriter(
    'http://127.0.0.1:1',
    {
      onError: (error) => heard.push(error),
      onDrop: ({ error }) => Promise.reject(heard.push(error)),
      retry: { maxAttempts: 1 },
    },
    { transport },
  )
  writer.append('cpu', row(1))
  const failed = (await writer.flush().catch((error: unknown) => error)) as ArcFlushError
  heard.push(failed.batches[0]?.error, writer.stats.lastError)
  expect(heard).toHaveLength(4)
  for (const error of heard) {
    expect(error).toBeInstanceOf(ArcError)
    expect(error).toMatchObject({ message: 'The transport failed: "lost"', cause: 'lost' })
  }
  expect(failed.message).toMatch(/1 batch \(1 row of cpu\) dropped: The transport failed: "lost"/)
})

test('options are checked, one clear error per mistake', () => {
  const { write } = connect('http://127.0.0.1:1')
  const open = (options: object) => () => write.buffered(options)
  expect(() => write.buffered(5_000 as never)).toThrow('the options are 5000; give an object, or leave them out')
  expect(open({ maxRow: 5 })).toThrow(
    /Unknown option "maxRow"; did you mean "maxRows"\? Known are: database, timeUnit, defaultColumns, maxRows/,
  )
  expect(open({ maxRows: 0 })).toThrow('maxRows is 0; give a whole number from 1 to 1048576')
  expect(open({ maxRows: 2 ** 20 + 1 })).toThrow('to 1048576')
  expect(open({ maxBytes: Number.POSITIVE_INFINITY })).toThrow('maxBytes is Infinity; give a whole number, 1 or more')
  expect(open({ highWaterMark: 100, maxBufferedBytes: 10 })).toThrow(
    'highWaterMark is 100; give at most the 10 of maxBufferedBytes',
  )
  expect(open({ flushIntervalMs: Number.NaN })).toThrow('flushIntervalMs is NaN; give milliseconds, 0 or more')
  expect(open({ onDrop: 'log' })).toThrow('onDrop is "log"; give a function')
  expect(open({ database: '9lives' })).toThrow('9lives')
  expect(open({ defaultColumns: ['a'] })).toThrow("give an object such as { host: 'a' }")
  expect(open({ defaultColumns: { host: {} } })).toThrow(/defaultColumns.host is .*; give a string, number/)
  expect(open({ defaultColumns: { time: 5 } })).toThrow('defaultColumns.time is 5; rows have times of their own')
  expect(open({ spool: { directory: '' } })).toThrow('spool.directory is ""; give the path of a directory')
  expect(open({ spool: {} })).toThrow('spool.directory is undefined; give the path of a directory')
  expect(open({ spool: { directory: 'x', fsync: 'always' } })).toThrow(
    `spool.fsync is "always"; give "batch" or "never"`,
  )
  expect(open({ spool: { directory: 'x', maxBytes: 0 } })).toThrow('spool.maxBytes is 0; give bytes, more than 0')
  expect(open({ spool: { directory: 'x', maxbytes: 5 } })).toThrow('Unknown option "maxbytes"')
  expect(open({ spool: '/var/spool' })).toThrow('spool is "/var/spool"; give an object')
  expect(open({ attemptTimeoutMs: 0 })).toThrow('attemptTimeoutMs is 0; give milliseconds, more than 0')
  expect(open({ timeoutMs: 5 })).toThrow('Unknown option "timeoutMs"')
  expect(open({ retry: 5 })).toThrow('retry is 5; give an object')
  expect(open({ retry: null })).toThrow('retry is null; give an object')
  expect(open({ retry: { maxDelay: 5 } })).toThrow(
    /Unknown option "maxDelay"; did you mean "maxDelayMs"\? Known are: maxAttempts, baseDelayMs/,
  )
  expect(open({ retry: { maxAttempts: 0 } })).toThrow('retry.maxAttempts is 0; give a whole number, 1 or more')
  expect(open({ retry: { maxTimeMs: -1 } })).toThrow('retry.maxTimeMs is -1; give milliseconds, 0 or more')
  expect(open({ onDropTimeoutMs: Number.NaN })).toThrow('onDropTimeoutMs is NaN')
  expect(open({ maxRow: 5 })).toThrow(ArcUsageError)
})

describe('options of a call are checked: what is misspelt would go to another database, or wait for ever', () => {
  test('append() and consume()', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url)
    const append = (options: unknown) => () => writer.append('cpu', row(1), options as AppendOptions)
    expect(append('plant')).toThrow(/the options are "plant"/)
    expect(append({ db: 'plant' })).toThrow(/Unknown option "db"; known are: database/)
    expect(append(null)).toThrow(/the options are null/)
    const consume = (source: unknown, options?: unknown) =>
      writer.consume('cpu', source as Iterable<object>, options as AppendOptions)
    await expect(consume([row(1)], { db: 'plant' })).rejects.toThrow(/Unknown option "db"; known are: database, signal/)
    await expect(consume([row(1)], 'plant')).rejects.toThrow(/the options are "plant"/)
    for (const source of [null, undefined, row(1), 'rows', 5]) {
      await expect(consume(source)).rejects.toThrow(/consume\(\) was given .*; give an iterable/)
    }
    await writer.flush()
    expect(sink.received).toEqual([])
  })

  test.each<[string, unknown, RegExp]>([
    ['a number', 500, /the options are 500/],
    ['null', null, /the options are null/],
    [
      'another name',
      { timeout: 5 },
      /Unknown option "timeout"; did you mean "timeoutMs"\? Known are: signal, timeoutMs/,
    ],
    ['NaN', { timeoutMs: Number.NaN }, /timeoutMs is NaN/],
    ['a negative limit', { timeoutMs: -1 }, /timeoutMs is -1/],
    ['text', { timeoutMs: '10' }, /timeoutMs is "10"/],
    ['a controller', { signal: new AbortController() }, /give an AbortSignal/],
  ])('flush(), sync() and close(): %s', async (_, given, refusal) => {
    const sink = await startSink()
    const writer = openWriter(sink.url)
    const options = given as WriterWaitOptions
    writer.append('cpu', row(1))
    for (const call of [writer.flush(options), writer.sync(options), writer.close(options)]) {
      await expect(call).rejects.toThrow(refusal)
      await expect(call).rejects.toBeInstanceOf(ArcUsageError)
    }
    await expect(writer.ready({ timeoutMs: 5 } as WriterWaitOptions)).rejects.toThrow(/Unknown option "timeoutMs"/)
    await writer.flush() // still open
    expect(sink.column('cpu', 'v')).toEqual([1])
  })
})
