/** Row objects: ragged, typed, iterated, refused without a trace. */
import fc from 'fast-check'
import { describe, expect, expectTypeOf, test, vi } from 'vitest'
import {
  ArcClient,
  ArcIngestionError,
  ArcValidationError,
  defineMeasurement,
  type Measurement,
} from '../../../src/index.ts'
import { decodeBoth, recordingClient } from './recording.ts'
import { readWire } from './wire.ts'

const T0 = 1_700_000_000_000

test('ragged rows: columns in the order they are first seen, nulls where a row has none', async () => {
  const { arc, requests } = recordingClient()
  await arc.write.rows('cpu', [
    { time: T0, host: 'a', usage: 1 },
    { time: T0 + 1, host: 'b', up: true },
    { usage: 2.5, time: T0 + 2, host: null, extra: undefined },
  ])
  const { columns } = decodeBoth(requests[0]?.body ?? new Uint8Array())
  expect(columns).toEqual({
    time: [T0 * 1000, T0 * 1000 + 1000, T0 * 1000 + 2000],
    host: ['a', 'b', null],
    usage: [1, null, 2.5],
    up: [null, true, null],
  })
  expect(Object.keys(columns)).toEqual(['time', 'host', 'usage', 'up'])
})

test('rows without a time are stamped, and only those', async () => {
  const { arc, requests } = recordingClient()
  const before = Date.now() * 1000
  await arc.write.rows('cpu', [{ v: 1 }, { v: 2, time: T0 }])
  const [stamped, given] = decodeBoth(requests[0]?.body ?? new Uint8Array()).columns.time as number[]
  expect(stamped).toBeGreaterThanOrEqual(before)
  expect(given).toBe(T0 * 1000)
})

test('a float after integral ones, and an integer in a declared column', async () => {
  const { arc, requests } = recordingClient()
  await arc.write.rows(
    'cpu',
    [
      { v: 1, n: 1 },
      { v: 1.9, n: 2n ** 62n },
    ],
    { schema: { n: 'int64' } },
  )
  const body = requests[0]?.body ?? new Uint8Array()
  expect(decodeBoth(body).columns).toMatchObject({ v: [1, 1.9], n: [1, 2n ** 62n] })
  expect(readWire(body).columns.map(({ name, classes }) => [name, ...new Set(classes)])).toEqual([
    ['time', 'float'],
    ['v', 'float'],
    ['n', 'int'],
  ])
})

describe('refused rows', () => {
  const refused: [string, unknown[], RegExp][] = [
    ['a string in a float column', [{ v: 1 }, { v: 'x' }], /cpu\.v, row 1: "x" is a string, and the column is float64/],
    ['a bigint in a float column', [{ v: 1 }, { v: 1n }], /cpu\.v, row 1: 1n is a bigint.*declare the column 'int64'/],
    ['a Date', [{ v: new Date() }], /cpu\.v, row 0: a Date .*only "time" takes dates: call the row's instant "time"/],
    ['an object', [{ v: { nested: 1 } }], /cpu\.v, row 0: an object is not a value/],
    ['a symbol', [{ v: Symbol('s') }], /cpu\.v, row 0: a symbol is not a value/],
    ['a function', [{ v: () => 1 }], /cpu\.v, row 0: a function is not a value/],
    ['a typed array', [{ v: Float64Array.of(1) }], /cpu\.v, row 0: an object \(Float64Array\) is not a value/],
    ['an int64 out of range', [{ n: 2n ** 63n }], /cpu\.n, row 0: 9223372036854775808n does not fit/],
    ['an undefined time', [{ time: undefined, v: 1 }], /cpu\.time, row 0: is undefined; leave "time" out/],
    ['a null row', [{ v: 1 }, null], /cpu, row 1: the row is null/],
    ['an array row', [[1]], /cpu, row 0: the row is an array/],
    ['a number row', [7], /cpu, row 0: the row is 7/],
    ['a chunk of a file', [Buffer.from('{"v":1}')], /cpu, row 0: the row is a Buffer; parse bytes into objects/],
    ['a typed array', [Float64Array.of(1, 2)], /cpu, row 0: the row is a Float64Array/],
    ['an empty name', [{ v: 1 }, { v: 2, '': 1 }], /cpu, row 1: the column name "" is empty; Arc crashes/],
    ['a name Arc drops', [{ _x: 1 }], /cpu, row 0: the column name "_x" starts with "_"/],
    [
      'two names that differ by case',
      [{ v: 1 }, { V: 1 }],
      /cpu, row 1: the column name "V" differs from the column "v" only by case/,
    ],
    ['time by another case', [{ Time: 1 }], /"Time" differs from the column "time" only by case/],
  ]
  test.each(refused)('%s', async (_name, rows, message) => {
    const { arc, requests } = recordingClient()
    const error = await arc.write.rows('cpu', rows as { v: number }[]).catch((reason) => reason)
    expect(error).toBeInstanceOf(ArcValidationError)
    expect(error.message).toMatch(message)
    expect(error.measurement).toBe('cpu')
    expect(error.row).toBe(Number(/row (\d)/.exec(error.message)?.[1]))
    expect(requests).toEqual([])
  })
})

describe('defineMeasurement', () => {
  const cpu = defineMeasurement('cpu', { host: 'string', usage: 'float64', cores: 'int64', up: 'boolean' })

  test('the row type follows from the columns', async () => {
    expectTypeOf(cpu).toExtend<
      Measurement<{
        host?: string | null | undefined
        usage?: number | null | undefined
        cores?: number | bigint | null | undefined
        up?: boolean | null | undefined
      }>
    >()
    const { arc, requests } = recordingClient()
    await arc.write.rows(cpu, [
      { time: T0, host: 'a', usage: 95, cores: 8, up: true },
      { cores: 9n, usage: null },
    ])
    // @ts-expect-error an unknown column
    await expect(arc.write.rows(cpu, [{ host: 'a' }, { hots: 'a' }])).rejects.toThrow(
      /cpu\.hots, row 1: the schema has no such column; it has host, usage, cores, up/,
    )
    // @ts-expect-error a wrong type
    await expect(arc.write.rows(cpu, [{ usage: '95' }])).rejects.toThrow(/cpu\.usage, row 0: "95" is a string/)
    expect(decodeBoth(requests[0]?.body ?? new Uint8Array()).columns).toMatchObject({
      host: ['a', null],
      cores: [8, 9],
      up: [true, null],
    })
  })

  test('int64 takes whole numbers within 2^53 and refuses the rest', async () => {
    const { arc, requests } = recordingClient()
    await expect(arc.write.rows(cpu, [{ cores: 1.5 }])).rejects.toThrow(/1\.5 is not a whole number/)
    await expect(arc.write.rows(cpu, [{ cores: 2 ** 53 }])).rejects.toThrow(/9007199254740992 is beyond 2\^53.*bigint/)
    await expect(arc.write.columns(cpu, { cores: Float64Array.of(1, 0.5) })).rejects.toThrow(
      /row 1: 0\.5 is not a whole number/,
    )
    // @ts-expect-error an unknown column
    await expect(arc.write.columns(cpu, { other: [1] })).rejects.toThrow(/the schema has no such column/)
    // @ts-expect-error a column of the wrong type
    await expect(arc.write.columns(cpu, { host: [1] })).rejects.toThrow(/cpu\.host, row 0: 1 is a number/)
    expect(requests).toEqual([])
  })

  test('a second schema beside it is refused', async () => {
    const { arc } = recordingClient()
    await expect(arc.write.rows(cpu, [{ usage: 1 }], { schema: { usage: 'int64' } })).rejects.toThrow(
      /declared already/,
    )
  })

  test.each([
    ['1cpu', {}, /"1cpu" is not a measurement name/],
    ['cpu', { v: 'double' }, /cpu\.v: "double" is not a column type/],
    ['cpu', { time: 'int64' }, /leave "time" out/],
    ['cpu', { _v: 'int64' }, /starts with "_"/],
    ['cpu', { a: 'int64', A: 'int64' }, /only by case/],
    ['cpu', null, /a schema is an object/],
  ] as const)('%s %j is refused', (name, schema, message) => {
    expect(() => defineMeasurement(name, schema as never)).toThrow(message)
  })
})

describe('iterables', () => {
  test('a stream that the browser cannot iterate is read through its reader, and cancelled with the rest unread', async () => {
    const { arc, requests } = recordingClient()
    const items = [
      { time: T0, v: 1 },
      { time: T0, v: 2 },
      { time: T0, v: 'three' },
      { time: T0, v: 4 },
    ]
    let cancelled = false
    const stream = new ReadableStream({
      pull: (controller) => controller.enqueue(items.shift()),
      cancel: () => {
        cancelled = true
      },
    })
    const withoutIterator = { getReader: () => stream.getReader() }
    const written = arc.write.rows('cpu', withoutIterator as never, { maxRows: 2 })
    await expect(written).rejects.toThrow(/cpu\.v, row 2: "three" is a string/)
    expect(requests.map(({ body }) => decodeBoth(body).columns.v)).toEqual([[1, 2]])
    expect(cancelled).toBe(true)
  })

  test('a generator is sent maxRows at a time, with one schema', async () => {
    const { arc, requests } = recordingClient()
    function* rows() {
      for (let i = 0; i < 5; i++) yield i < 2 ? { time: T0 + i, v: i } : { time: T0 + i, w: i }
    }
    expect(await arc.write.rows('cpu', rows(), { maxRows: 2 })).toMatchObject({ rows: 5, requests: 3 })
    expect(requests.map(({ body }) => decodeBoth(body).columns)).toEqual([
      { time: [T0 * 1000, T0 * 1000 + 1000], v: [0, 1] },
      { time: [T0 * 1000 + 2000, T0 * 1000 + 3000], w: [2, 3] },
      { time: [T0 * 1000 + 4000], w: [4] },
    ])
  })

  test('a type settled in one request holds in the next; the error counts what was accepted', async () => {
    const { arc, requests } = recordingClient()
    async function* rows() {
      yield { v: 1 }
      yield { v: 2 }
      yield { v: 'three' as unknown as number }
    }
    const error = await arc.write.rows('cpu', rows(), { maxRows: 2 }).catch((reason) => reason)
    expect(error).toBeInstanceOf(ArcIngestionError)
    expect(error.message).toMatch(/cpu\.v, row 2: "three" is a string.*\(rows accepted before: 2; send only/)
    expect(error).toMatchObject({ acceptedRows: 2, cause: expect.any(ArcValidationError) })
    expect(requests).toHaveLength(1)
  })

  test('whatever a source throws, the error counts what was accepted', async () => {
    for (const [thrown, message] of [
      [new Error('gone'), 'gone (rows accepted before: 1; '],
      [Object.create(null), 'an object (rows accepted before: 1; '],
    ]) {
      async function* rows() {
        yield { v: 1 }
        throw thrown
      }
      const error = await recordingClient()
        .arc.write.rows('cpu', rows(), { maxRows: 1 })
        .catch((reason) => reason)
      expect(error).toMatchObject({ name: 'ArcIngestionError', acceptedRows: 1, cause: thrown })
      expect(error.message).toContain(message)
    }
  })

  test('the source is closed when the server refuses, and the failure keeps its status', async () => {
    const { arc } = recordingClient((n) =>
      n === 0
        ? { status: 204 }
        : { status: 500, body: { error: 'Failed to write records: failed to convert columns: x' } },
    )
    let closed = false
    function* rows() {
      try {
        for (let i = 0; ; i++) yield { v: i }
      } finally {
        closed = true
      }
    }
    const error = await arc.write.rows('cpu', rows(), { maxRows: 3 }).catch((reason) => reason)
    expect(error).toMatchObject({ name: 'ArcIngestionError', acceptedRows: 3, status: 500, retryable: false })
    expect(closed).toBe(true)
  })

  test('a failing source is passed on as it is when nothing was accepted', async () => {
    const { arc } = recordingClient()
    const failure = new Error('disk')
    async function* rows(): AsyncGenerator<{ v: number }> {
      yield { v: 1 }
      throw failure
    }
    await expect(arc.write.rows('cpu', rows())).rejects.toBe(failure)
  })

  test('an array of 2^20 + 1 rows is two requests, checked as a whole first', async () => {
    const { arc, requests } = recordingClient()
    const rows: { v: unknown }[] = Array.from({ length: 2 ** 20 + 1 }, () => ({ v: 1 }))
    expect(await arc.write.rows('cpu', rows as { v: number }[])).toMatchObject({ rows: 2 ** 20 + 1, requests: 2 })
    requests.length = 0
    rows[2 ** 20] = { v: 'x' }
    await expect(arc.write.rows('cpu', rows as { v: number }[])).rejects.toThrow(/row 1048576/)
    expect(requests).toEqual([])
  })
})

test('property: rows and columns of the same data are the same bytes', async () => {
  const cell = fc.record(
    { f: fc.double(), s: fc.string(), b: fc.boolean(), i: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }) },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 20 }), async (cells) => {
      const { arc, requests } = recordingClient()
      const rows = cells.map((row, i) => ({ time: T0 + i, ...row }))
      await arc.write.rows('m', rows)
      const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
      const columns = Object.fromEntries(
        names.map((name) => [name, rows.map((row) => (row as Record<string, unknown>)[name])]),
      )
      await arc.write.columns('m', columns as never)
      expect(decodeBoth(requests[0]?.body ?? new Uint8Array())).toEqual(
        decodeBoth(requests[1]?.body ?? new Uint8Array()),
      )
    }),
    { numRuns: 150 },
  )
})

describe('timeoutMs is the whole call', () => {
  test('the waiting for a source', async () => {
    const { arc, requests } = recordingClient()
    let isLeft = false
    const stuck = (async function* () {
      try {
        yield { time: new Date(), v: 1 }
        await new Promise((resolve) => setTimeout(resolve, 200))
        yield { time: new Date(), v: 2 }
      } finally {
        isLeft = true
      }
    })()
    await expect(arc.write.rows('cpu', stuck, { timeoutMs: 20 })).rejects.toMatchObject({
      name: 'ArcTimeoutError',
      message: 'write.rows: not done after 20 ms',
    })
    expect(requests).toEqual([])
    await vi.waitFor(() => expect(isLeft).toBe(true))
  })

  test.each<[string, (arc: ArcClient) => Promise<unknown>]>([
    ['an iterable', (arc) => arc.write.rows('cpu', Array.from({ length: 20 }, (_, v) => ({ v })).values(), limits)],
    ['an async iterable', (arc) => arc.write.rows('cpu', counted(20), limits)],
  ])('all requests, of %s', async (_, write) => {
    const arc = slowClient(25)
    const error = await write(arc).then(
      () => undefined,
      (reason) => reason,
    )
    expect(error).toMatchObject({ name: 'ArcIngestionError', cause: { name: 'ArcTimeoutError' } })
    expect(error.acceptedRows).toBeGreaterThan(0)
    expect(error.acceptedRows).toBeLessThan(20)
  })

  test('it may be longer than the limit of the client, which is for each request', async () => {
    const arc = slowClient(25, 200)
    await expect(
      arc.write.rows('cpu', Array.from({ length: 12 }, (_, v) => ({ v })).values(), { maxRows: 1 }),
    ).resolves.toMatchObject({ requests: 12 })
    await expect(slowClient(60, 20).write.rows('cpu', [{ v: 1 }], { timeoutMs: 2_000 })).resolves.toMatchObject({
      rows: 1,
    })
    await expect(slowClient(60, 20).write.rows('cpu', [{ v: 1 }])).rejects.toMatchObject({ name: 'ArcTimeoutError' })
  })
})

const limits = { timeoutMs: 120, maxRows: 1 }

async function* counted(rows: number): AsyncGenerator<{ v: number }> {
  for (let v = 0; v < rows; v++) yield { v }
}

/** A client whose every request takes `ms`. */
function slowClient(ms: number, timeoutMs?: number): ArcClient {
  const fetch = async () => {
    await new Promise((resolve) => setTimeout(resolve, ms))
    return new Response(null, { status: 204 })
  }
  return new ArcClient({ url: 'http://127.0.0.1:1', fetch, timeoutMs })
}
