import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { ArcFlushError, ArcServerError } from '../../../src/errors.ts'
import type { DroppedBatch, WriterFailure } from '../../../src/ingest/writer/callbacks.ts'
import { startProxy } from '../../proxy.ts'
import { ANSWERS, type Answer, lookAt, openWriter, type Reaction, startSink, until } from './harness.ts'

const row = (v: number) => ({ time: 1_700_000_000_000, v })
/** The first `n` writes get the reaction, all later ones are stored. */
const firstly = (n: number, reaction: Reaction) => (_: unknown, count: number) => (count <= n ? reaction : undefined)

describe('failures that may pass', () => {
  const cases: [string, Reaction][] = [
    ['408', { status: 408, body: '{"error":"Request Timeout"}' }],
    ['429', { status: 429, body: '{"error":"slow down"}', headers: { 'retry-after': '0' } }],
    ['500 context canceled', ANSWERS.canceled],
    ['502 from a proxy', { status: 502, body: '<html>Bad Gateway</html>', headers: { 'content-type': 'text/html' } }],
    ['503 schema churn', ANSWERS.churn],
    ['504', { status: 504, body: '' }],
    ['a reset', 'reset'],
  ]
  test.each(cases)('%s: the batch is kept and sent again', async (_, reaction) => {
    const sink = await startSink()
    sink.react = firstly(3, reaction)
    const writer = openWriter(sink.url)
    writer.append('cpu', [row(1), row(2)])
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual([1, 2])
    expect(sink.received.length).toBe(4)
    expect(new Set(sink.received.map((write) => write.bytes)).size).toBe(1)
    expect(writer.stats).toMatchObject({ retries: 3, rowsAcknowledged: 2, rowsDropped: 0 })
  })

  test('a server that is down: every row arrives when it comes up', async () => {
    const sink = await startSink()
    const proxy = await startProxy({ target: sink.url })
    await proxy.down()
    const writer = openWriter(proxy.url)
    writer.append('cpu', row(1))
    const flushed = writer.flush()
    await until(() => writer.stats.retries >= 3)
    await proxy.up()
    await flushed
    expect(sink.column('cpu', 'v')).toEqual([1])
    expect(writer.stats.possibleDuplicates).toBe(0)
    await proxy.close()
  })

  test('a server that does not answer: the attempt is given up after attemptTimeoutMs', async () => {
    const sink = await startSink()
    sink.react = firstly(1, 'hold')
    const writer = openWriter(sink.url, { attemptTimeoutMs: 250 })
    writer.append('cpu', row(1))
    await writer.flush()
    expect(sink.column('cpu', 'v').length).toBeGreaterThan(0)
    expect(writer.stats.retries).toBeGreaterThan(0)
    expect(writer.stats.possibleDuplicates).toBe(writer.stats.retries)
  })

  test.each<['reset-after' | 'truncate']>([['reset-after'], ['truncate']])(
    'a lost acknowledgement (%s) is retried and counted',
    async (fault) => {
      const sink = await startSink()
      const proxy = await startProxy({ target: sink.url })
      proxy.next(fault)
      const writer = openWriter(proxy.url)
      writer.append('cpu', [row(1), row(2)])
      await writer.flush()
      expect(sink.column('cpu', 'v')).toEqual([1, 2, 1, 2])
      expect(writer.stats).toMatchObject({ possibleDuplicates: 2, rowsAcknowledged: 2 })
      await proxy.close()
    },
  )

  test('Retry-After is the least pause', async () => {
    const sink = await startSink()
    sink.react = firstly(1, { status: 429, body: '{}', headers: { 'retry-after': '1' } })
    const pauses: (number | undefined)[] = []
    const writer = openWriter(sink.url, { onError: (_, failure) => pauses.push(failure.retryInMs) })
    writer.append('cpu', row(1))
    await writer.flush()
    expect(pauses.length).toBe(1)
    expect(pauses[0]).toBeGreaterThanOrEqual(1000)
  })

  test.each([
    ['a number', '99999999999'],
    ['a date of another century', 'Sun, 06 Nov 2994 08:49:37 GMT'],
  ])('Retry-After is not waited for longer than ten minutes: %s', async (_, retryAfter) => {
    const sink = await startSink()
    sink.react = () => ({ status: 429, body: '{}', headers: { 'retry-after': retryAfter } })
    const pauses: (number | undefined)[] = []
    const writer = openWriter(sink.url, {
      retry: { maxTimeMs: Number.POSITIVE_INFINITY },
      onError: (_, failure) => pauses.push(failure.retryInMs),
    })
    writer.append('cpu', row(1))
    await writer.flush({ timeoutMs: 100 }).catch(() => {})
    expect(pauses.length).toBe(1)
    expect(pauses[0]).toBeGreaterThanOrEqual(600_000)
    expect(pauses[0]).toBeLessThan(601_000)
  })

  test.each([-1e9, -1, -0, Number.NaN, Number.NEGATIVE_INFINITY, '5', null, {}, 1e300, Number.POSITIVE_INFINITY])(
    'whatever the server asks for, the writer does not spin: retryAfterMs %s',
    async (retryAfterMs) => {
      const random = vi.spyOn(Math, 'random').mockReturnValue(0.999)
      onTestFinished(() => void random.mockRestore())
      const error = new ArcServerError('busy', { status: 503, retryable: true, retryAfterMs: retryAfterMs as number })
      let sent = 0
      const transport = { send: () => Promise.reject(++sent && error), close: async () => {} }
      const pauses: (number | undefined)[] = []
      const onError = (_: Error, { retryInMs }: WriterFailure) => pauses.push(retryInMs)
      const options = { retry: { baseDelayMs: 20, maxDelayMs: 20 }, onError }
      const writer = openWriter('http://127.0.0.1:1', options, { transport })
      writer.append('cpu', row(1))
      await writer.flush({ timeoutMs: 150 }).catch(() => {})
      expect(sent).toBeGreaterThan(0)
      expect(sent).toBeLessThan(12)
      for (const pause of pauses) expect(pause).toBeGreaterThan(19)
    },
  )

  test('the pauses are drawn below a bound that doubles', async () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.999)
    try {
      const sink = await startSink()
      sink.react = firstly(4, ANSWERS.churn)
      const pauses: number[] = []
      const writer = openWriter(sink.url, {
        retry: { baseDelayMs: 4, maxDelayMs: 16 },
        onError: (_, { retryInMs }) => pauses.push(Math.round(retryInMs ?? -1)),
      })
      writer.append('cpu', row(1))
      await writer.flush()
      expect(pauses).toEqual([4, 8, 16, 16])
    } finally {
      random.mockRestore()
    }
  })

  test('the other measurements go on meanwhile, and the paused one keeps its order', async () => {
    const sink = await startSink()
    let broken = true
    sink.react = (write) => (write.measurement === 'stuck' && broken ? ANSWERS.churn : undefined)
    const writer = openWriter(sink.url, { maxRows: 1, concurrency: 2 })
    for (let i = 0; i < 5; i++) {
      writer.append('stuck', row(i))
      writer.append('free', row(i))
    }
    await until(() => sink.column('free', 'v').length === 5)
    expect(sink.column('stuck', 'v')).toEqual([])
    broken = false
    await writer.flush()
    expect(sink.column('stuck', 'v')).toEqual([0, 1, 2, 3, 4])
  })

  test('after retry.maxTimeMs the batch is dropped with its rows', async () => {
    const sink = await startSink()
    sink.react = () => ANSWERS.churn
    const drops: DroppedBatch[] = []
    const writer = openWriter(sink.url, { retry: { maxTimeMs: 500 }, onDrop: lookAt(drops) })
    writer.append('cpu', [row(1), row(2)])
    await expect(writer.flush()).rejects.toBeInstanceOf(ArcFlushError)
    expect(drops).toMatchObject([{ measurement: 'cpu', rowCount: 2, error: { status: 503 } }])
    expect(drops[0]?.attempts).toBeGreaterThan(1)
  })
})

describe('failures that will not pass', () => {
  const cases: [string, Answer][] = [
    ['400', ANSWERS.invalid],
    ['401', ANSWERS.unauthorized],
    ['403', ANSWERS.forbidden],
    ['500 failed to convert columns', ANSWERS.poisoned],
    ['431', { status: 431, body: '{"error":"Request Header Fields Too Large"}' }],
  ]
  test.each(cases)('%s: that batch is dropped alone, its neighbours arrive', async (_, answer) => {
    const sink = await startSink()
    sink.react = (write) => (write.columns.v?.includes(3) ? answer : undefined)
    const drops: DroppedBatch[] = []
    const failures: WriterFailure[] = []
    const writer = openWriter(sink.url, {
      maxRows: 2,
      onDrop: lookAt(drops),
      onError: (_error, failure) => failures.push(failure),
    })
    for (let v = 0; v < 6; v++) writer.append('cpu', { ...row(v), host: 'a' })
    const error = await writer.flush().catch((reason: unknown) => reason)
    expect((error as ArcFlushError).batches.map((batch) => batch.rows)).toEqual([2])
    expect(sink.column('cpu', 'v')).toEqual([0, 1, 4, 5])
    expect(drops.length).toBe(1)
    expect(drops[0]).toMatchObject({
      database: 'default',
      measurement: 'cpu',
      attempts: 1,
      error: { status: answer.status },
      rows: [
        { time: '2023-11-14T22:13:20.000000Z', v: 2, host: 'a' },
        { time: '2023-11-14T22:13:20.000000Z', v: 3, host: 'a' },
      ],
    })
    expect(failures).toEqual([{ database: 'default', measurement: 'cpu', rows: 2, attempts: 1, retryInMs: undefined }])
  })

  test('times that Arc would misread: only the cut shows that no row helps', async () => {
    const sink = await startSink()
    const drops: DroppedBatch[] = []
    const writer = openWriter(sink.url, { onDrop: lookAt(drops) })
    const early = [
      { time: new Date(1_000), v: 0 },
      { time: new Date(2_500), v: 1 },
    ]
    writer.append('cpu', early)
    const error = (await writer.flush().catch((reason: unknown) => reason)) as ArcFlushError
    expect(error.batches).toMatchObject([{ measurement: 'cpu', rows: 2, retained: false }])
    expect(sink.received).toEqual([])
    const place = { measurement: 'cpu', column: 'time', row: 1 }
    expect(drops).toMatchObject([{ rowCount: 2, attempts: 0, error: { code: 'ARC_VALIDATION', ...place } }])
    expect(drops[0]?.error.message).toMatch(/^cpu\.time, row 1: Arc would misread 1970-01-01T00:00:02\.500000Z/)
    expect(drops[0]?.rows).toMatchObject([
      { time: '1970-01-01T00:00:01.000000Z' },
      { time: '1970-01-01T00:00:02.500000Z' },
    ])

    writer.append('cpu', [...early, row(2)]) // with a row of today, all of them travel
    await writer.flush()
    expect(sink.column('cpu', 'time')).toHaveLength(3)
  })

  test('dropped rows can be appended again as they are', async () => {
    const sink = await startSink()
    sink.react = firstly(1, ANSWERS.unauthorized)
    const drops: DroppedBatch[] = []
    const other = openWriter(sink.url) // which knows no types
    const writer = openWriter(sink.url, {
      onDrop: (batch) => {
        drops.push(batch)
        return true
      },
    })
    writer.append('cpu', [
      { ...row(1.5), n: 9007199254740993n, small: 7n, up: true },
      { time: 1_700_000_000_000, v: 2 },
    ])
    await writer.flush()
    for (const batch of drops) {
      expect(batch.rows[0]).toMatchObject({ v: 1.5, n: 9007199254740993n, small: 7n, up: true })
      other.append(batch.measurement, batch.rows)
      writer.append(batch.measurement, batch.rows)
    }
    await writer.flush()
    await other.flush()
    expect(sink.stored).toHaveLength(2)
    for (const { columns } of sink.stored) expect(columns).toEqual(sink.received[0]?.columns)
  })

  test('onDrop that returns or resolves, whatever to, is the end of the matter', async () => {
    const sink = await startSink()
    sink.react = () => ANSWERS.invalid
    for (const answer of [true, undefined, false, Promise.resolve(), Promise.resolve(false)]) {
      const writer = openWriter(sink.url, { onDrop: () => answer })
      writer.append('cpu', row(1))
      await writer.flush()
      await writer.close()
    }
  })

  test('onDrop that throws or rejects, or is not there, leaves the rows to the next flush', async () => {
    const sink = await startSink()
    sink.react = () => ANSWERS.invalid
    const no = () => {
      throw new Error('no')
    }
    for (const onDrop of [no, async () => no(), undefined]) {
      const writer = openWriter(sink.url, { onDrop })
      writer.append('cpu', row(1))
      await expect(writer.flush()).rejects.toMatchObject({ batches: [{ rows: 1, retained: false }] })
    }
  })

  test('after retry.maxAttempts the batch is dropped', async () => {
    const sink = await startSink()
    sink.react = () => ANSWERS.churn
    const writer = openWriter(sink.url, { retry: { maxAttempts: 3 } })
    writer.append('cpu', row(1))
    await expect(writer.flush()).rejects.toMatchObject({
      batches: [{ rows: 1, retained: false, error: { status: 503 } }],
    })
    expect(sink.received).toHaveLength(3)
  })
})

describe('413', () => {
  test('splits the batch, in order, until it fits', async () => {
    const sink = await startSink()
    sink.react = (write) => (write.rows > 3 ? ANSWERS.tooLarge : undefined)
    const writer = openWriter(sink.url, { maxRows: 20 })
    for (let v = 0; v < 45; v++) writer.append('cpu', { ...row(v), host: `h${v}`, rare: v === 44 ? 1 : undefined })
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual(Array.from({ length: 45 }, (_, v) => v))
    expect(sink.column('cpu', 'host')).toEqual(Array.from({ length: 45 }, (_, v) => `h${v}`))
    expect(Math.max(...sink.stored.map((write) => write.rows))).toBe(3)
    expect(writer.stats).toMatchObject({ rowsAcknowledged: 45, rowsDropped: 0, rowsBuffered: 0, bytesBuffered: 0 })
    expect(writer.stats.batchesSplit).toBeGreaterThan(0)
  })

  test('drops a single row that does not fit', async () => {
    const sink = await startSink()
    sink.react = (write) => (write.columns.v?.includes(2) ? ANSWERS.tooLarge : undefined)
    const drops: DroppedBatch[] = []
    const writer = openWriter(sink.url, { onDrop: lookAt(drops) })
    writer.append('cpu', [row(0), row(1), row(2), row(3)])
    const error = await writer.flush().catch((reason: unknown) => reason)
    expect(error).toMatchObject({ batches: [{ rows: 1, error: { status: 413 } }] })
    expect(sink.column('cpu', 'v')).toEqual([0, 1, 3])
    expect(drops.map((batch) => batch.rows.map((r) => r.v))).toEqual([[2]])
  })
})
