/** Arrow of every type, shape and source. */
import { readFileSync } from 'node:fs'
import * as arrow from 'apache-arrow'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { ArcIngestionError, ArcValidationError } from '../../../src/index.ts'
import { decodeBoth, recordingClient } from './recording.ts'
import { readWire } from './wire.ts'

const T0 = 1_700_000_000_000
const time = arrow.vectorFromArray(
  [T0, T0 + 1, T0 + 2].map((millis) => new Date(millis)),
  new arrow.TimestampMillisecond(),
)

async function written(table: unknown, options = {}) {
  const { arc, requests } = recordingClient()
  const result = await arc.write.arrow('m', table as arrow.Table, options)
  return {
    result,
    bodies: requests.map(({ body }) => body),
    columns: requests.map(({ body }) => decodeBoth(body).columns),
  }
}

describe('types', () => {
  const cases: [string, arrow.DataType, unknown[], unknown[], string][] = [
    ['Float64', new arrow.Float64(), [1, null, -0], [1, null, -0], 'float'],
    ['Float32', new arrow.Float32(), [0.5, null, 2], [0.5, null, 2], 'float'],
    ['Float16', new arrow.Float16(), [0.5, 65504, -0], [0.5, 65504, -0], 'float'],
    ['Int8', new arrow.Int8(), [-128, null, 127], [-128, null, 127], 'int'],
    ['Uint8', new arrow.Uint8(), [0, 200, 255], [0, 200, 255], 'int'],
    ['Int16', new arrow.Int16(), [-32768, 0, 32767], [-32768, 0, 32767], 'int'],
    ['Uint16', new arrow.Uint16(), [0, null, 65535], [0, null, 65535], 'int'],
    ['Int32', new arrow.Int32(), [-(2 ** 31), 0, 2 ** 31 - 1], [-(2 ** 31), 0, 2 ** 31 - 1], 'int'],
    ['Uint32', new arrow.Uint32(), [0, null, 2 ** 32 - 1], [0, null, 2 ** 32 - 1], 'int'],
    ['Int64', new arrow.Int64(), [-(2n ** 63n), null, 2n ** 63n - 1n], [-(2n ** 63n), null, 2n ** 63n - 1n], 'int'],
    ['Uint64', new arrow.Uint64(), [0n, null, 2n ** 63n - 1n], [0, null, 2n ** 63n - 1n], 'int'],
    ['Bool', new arrow.Bool(), [true, null, false], [true, null, false], 'bool'],
    ['Utf8', new arrow.Utf8(), ['', null, 'é😀'.repeat(30)], ['', null, 'é😀'.repeat(30)], 'str'],
    ['LargeUtf8', new arrow.LargeUtf8(), ['a', 'b', null], ['a', 'b', null], 'str'],
    [
      'Dictionary<Utf8>',
      new arrow.Dictionary(new arrow.Utf8(), new arrow.Int8()),
      ['a', null, 'a'],
      ['a', null, 'a'],
      'str',
    ],
    [
      'Dictionary<Int32>',
      new arrow.Dictionary(new arrow.Int32(), new arrow.Int32()),
      [5, 7, null],
      [5, 7, null],
      'int',
    ],
    [
      'Dictionary<Float64>',
      new arrow.Dictionary(new arrow.Float64(), new arrow.Int32()),
      [1, 2.5, 1],
      [1, 2.5, 1],
      'float',
    ],
    ['Timestamp s', new arrow.TimestampSecond(), [new Date(1000), null, new Date(-1000)], [1e6, null, -1e6], 'int'],
    [
      'Timestamp us, with a zone',
      new arrow.TimestampMicrosecond('Europe/Berlin'),
      [new Date(1), null, new Date(0)],
      [1000, null, 0],
      'int',
    ],
    ['Date32', new arrow.DateDay(), [new Date(86_400_000), null, new Date(0)], [86_400_000_000, null, 0], 'int'],
    [
      'Date64',
      new arrow.DateMillisecond(),
      [new Date(86_400_000), null, new Date(0)],
      [86_400_000_000, null, 0],
      'int',
    ],
  ]
  test.each(cases)('%s', async (_name, type, values, expected, wireClass) => {
    const table = new arrow.Table({ time, v: arrow.vectorFromArray(values, type) })
    const { bodies, columns } = await written(table)
    expect(columns[0]).toEqual({ time: [T0 * 1000, T0 * 1000 + 1000, T0 * 1000 + 2000], v: expected })
    const classes = readWire(bodies[0] ?? new Uint8Array()).columns.find(({ name }) => name === 'v')?.classes ?? []
    expect(new Set(classes.filter((one) => one !== 'nil'))).toEqual(new Set([wireClass]))
  })

  test('Utf8View: short strings in place, long ones in their buffers', async () => {
    const texts = ['', 'twelve bytes', 'thirteen byte', null, 'a longer string that lies in a buffer of its own']
    const { views, buffer, nulls } = viewsOf(texts)
    const data = arrow.makeData({
      type: new arrow.Utf8View(),
      length: texts.length,
      nullBitmap: nulls,
      views,
      variadicBuffers: [buffer],
    } as never)
    const times = arrow.vectorFromArray(
      texts.map((_, i) => new Date(T0 + i)),
      new arrow.TimestampMillisecond(),
    )
    const table = new arrow.Table({ time: times, v: new arrow.Vector([data as never]) })
    expect((await written(table)).columns[0]?.v).toEqual(texts)
    expect((await written(table.slice(1, 4))).columns[0]?.v).toEqual(texts.slice(1, 4))
  })

  test('Null, and columns of nothing but nulls, are left out', async () => {
    const table = new arrow.Table({
      time,
      n: arrow.vectorFromArray([null, null, null], new arrow.Null()),
      f: arrow.vectorFromArray([null, null, null], new arrow.Float64()),
    })
    expect(Object.keys((await written(table)).columns[0] ?? {})).toEqual(['time'])
  })

  test('decimals, when asked for, to the nearest float64', async () => {
    // 2^64 + 1 over 10^4, and its negative.
    const words = Uint32Array.of(1, 0, 1, 0, 0xffffffff, 0xffffffff, 0xfffffffe, 0xffffffff, 12345, 0, 0, 0)
    const data = arrow.makeData({ type: new arrow.Decimal(4, 38, 128), length: 3, data: words })
    const table = new arrow.Table({ time, d: new arrow.Vector([data]) })
    const { columns } = await written(table, { decimals: 'float64' })
    expect(columns[0]?.d).toEqual([Number('1844674407370955.1617'), Number('-1844674407370955.1617'), 1.2345])
    await expect(written(table)).rejects.toThrow(/m\.d is Decimal.*decimals: 'float64'/)
  })

  const refused: [string, arrow.Vector, RegExp][] = [
    ['List', arrow.vectorFromArray([[1], [2], [3]]), /is List.*explode/],
    [
      'FixedSizeList',
      arrow.vectorFromArray([[1], [2], [3]], new arrow.FixedSizeList(1, new arrow.Field('', new arrow.Int32()))),
      /is FixedSizeList.*explode/,
    ],
    ['Struct', arrow.vectorFromArray([{ a: 1 }, { a: 2 }, { a: 3 }]), /is Struct.*unnest/],
    ['Time64', arrow.vectorFromArray([1n, 2n, 3n], new arrow.TimeMicrosecond()), /is Time64.*cast it to int64/],
    ['Duration', arrow.vectorFromArray([1n, 2n, 3n], new arrow.DurationSecond()), /is Duration.*cast it to int64/],
    ['Binary', arrow.vectorFromArray([Uint8Array.of(1), null, null], new arrow.Binary()), /is Binary.*cast it to/],
    [
      'Uint64 beyond int64',
      arrow.vectorFromArray([1n, 2n ** 63n, 1n], new arrow.Uint64()),
      /m\.v, row 1: 9223372036854775808n does not fit/,
    ],
  ]
  test.each(refused)('%s is refused', async (_name, vector, message) => {
    const error = await written(new arrow.Table({ time, v: vector })).catch((reason) => reason)
    expect(error).toBeInstanceOf(ArcValidationError)
    expect(error.message).toMatch(message)
  })

  test('a nanosecond timestamp outside time that is not whole microseconds is refused, as time it is cut off', async () => {
    const nanos = new arrow.Vector([
      arrow.makeData({
        type: new arrow.TimestampNanosecond(),
        length: 3,
        data: BigInt64Array.of(1_700_000_000_123_456_789n, 0n, 1n),
      }),
    ])
    await expect(written(new arrow.Table({ time, v: nanos }))).rejects.toThrow(
      /m\.v, row 0: 1700000000123456789 .*whole number of microseconds/,
    )
    expect((await written(new arrow.Table({ time: nanos, v: time }))).columns[0]?.time).toEqual([
      1_700_000_000_123_456, 0, 0,
    ])
  })
})

describe('the time column', () => {
  const units: [string, arrow.DataType, BigInt64Array | Int32Array | Float64Array, number[]][] = [
    ['s', new arrow.TimestampSecond(), BigInt64Array.of(1_700_000_000n), [1_700_000_000_000_000]],
    ['ms', new arrow.TimestampMillisecond('UTC'), BigInt64Array.of(1_700_000_000_123n), [1_700_000_000_123_000]],
    ['us', new arrow.TimestampMicrosecond(), BigInt64Array.of(1_700_000_000_123_456n), [1_700_000_000_123_456]],
    ['ns', new arrow.TimestampNanosecond(), BigInt64Array.of(1_700_000_000_123_456_789n), [1_700_000_000_123_456]],
    ['Date32', new arrow.DateDay(), Int32Array.of(20_000), [1_728_000_000_000_000]],
    ['Date64', new arrow.DateMillisecond(), BigInt64Array.of(1_728_000_000_000n), [1_728_000_000_000_000]],
    ['Int64', new arrow.Int64(), BigInt64Array.of(1_700_000_000_123n), [1_700_000_000_123_000]],
    ['Float64', new arrow.Float64(), Float64Array.of(1_700_000_000.5), [1_700_000_000_500_000]],
  ]
  test.each(units)('%s', async (_name, type, data, expected) => {
    const table = new arrow.Table({
      ts: new arrow.Vector([arrow.makeData({ type, length: 1, data } as never)]),
      v: arrow.vectorFromArray([1], new arrow.Float64()),
    })
    expect((await written(table, { timeColumn: 'ts' })).columns[0]).toEqual({ time: expected, v: [1] })
  })

  test('its nulls, its absence and what is in its way', async () => {
    const v = arrow.vectorFromArray([1, 2, 3], new arrow.Float64())
    const holed = arrow.vectorFromArray([new Date(T0), null, new Date(T0)], new arrow.TimestampMillisecond())
    await expect(written(new arrow.Table({ ts: holed, v }), { timeColumn: 'ts' })).rejects.toThrow(
      /m\.ts, row 1: is null/,
    )
    await expect(written(new arrow.Table({ ts: time, v }))).rejects.toThrow(/no column "time".*timeColumn: "ts"/)
    await expect(written(new arrow.Table({ v }), { timeColumn: 'ts' })).rejects.toThrow(/no column "ts"/)
    await expect(written(new arrow.Table({ ts: time, time, v }), { timeColumn: 'ts' })).rejects.toThrow(
      /in the way of "ts"/,
    )
    await expect(written(new arrow.Table({ time: v.slice(), v: time }))).resolves.toBeDefined()
    await expect(written(new arrow.Table({ time: arrow.vectorFromArray([true, true, true]), v }))).rejects.toThrow(
      /m\.time is Bool; cast it to timestamp/,
    )
    const before = Date.now() * 1000
    expect((await written(new arrow.Table({ v }))).columns[0]?.time?.[0]).toBeGreaterThanOrEqual(before)
  })
})

describe('sources', () => {
  const table = new arrow.Table({
    time,
    v: arrow.vectorFromArray([1, null, 3], new arrow.Float64()),
    s: arrow.vectorFromArray(['a', 'b', null], new arrow.Utf8()),
  })
  const bytes = arrow.tableToIPC(table)
  const expected = { time: [T0 * 1000, T0 * 1000 + 1000, T0 * 1000 + 2000], v: [1, null, 3], s: ['a', 'b', null] }

  async function* chunks(size: number) {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  async function* fromOneBuffer(size: number) {
    const memory = new Uint8Array(size)
    for await (const chunk of chunks(size)) {
      memory.set(chunk)
      yield memory.subarray(0, chunk.length)
    }
  }
  const sources: [string, () => unknown][] = [
    ['a Table', () => table],
    ['a RecordBatch', () => table.batches[0]],
    ['RecordBatches', () => table.batches],
    ['a generator of RecordBatches', () => table.batches.values()],
    ['a RecordBatchReader', () => arrow.RecordBatchReader.from(bytes)],
    ['stream bytes', () => bytes],
    ['a Buffer', () => Buffer.from(bytes)],
    ['an ArrayBuffer', () => bytes.slice().buffer],
    ['file bytes', () => arrow.tableToIPC(table, 'file')],
    ['an async iterable of single bytes', () => chunks(1)],
    ['chunks that are read into the same memory', () => fromOneBuffer(100)],
    ['a ReadableStream', () => new Response(bytes.slice()).body],
  ]
  test.each(sources)('%s', async (_name, source) => {
    expect((await written(source())).columns).toEqual([expected])
  })

  test('batches are gathered into one request, with types that hold across them', async () => {
    const batches = [1, 2, 3].flatMap(() => table.batches)
    const { columns, result } = await written(batches)
    expect(result).toMatchObject({ rows: 9, requests: 1 })
    const texts = new arrow.Table({ time, v: arrow.vectorFromArray(['1', '2', '3'], new arrow.Utf8()) })
    await expect(written([...batches, ...texts.batches])).rejects.toThrow(
      'm.v is Utf8, and the column is float64; cast it',
    )
    expect(columns[0]?.v).toEqual([1, null, 3, 1, null, 3, 1, null, 3])
  })

  test('small batches of a large dictionary are not held up by reading all of it for each', async () => {
    const dictionary = arrow.vectorFromArray(
      Array.from({ length: 1000 }, (_, i) => `t${i}`),
      new arrow.Utf8(),
    )
    const decoded = vi.spyOn(TextDecoder.prototype, 'decode')
    const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32())
    const batches = [0, 300, 600].map((first) => {
      const codes = Int32Array.of(first, first + 1, first)
      const d = new arrow.Vector([arrow.makeData({ type, length: 3, nullCount: 0, data: codes, dictionary })])
      return new arrow.Table({ time, d }).batches[0]
    })
    const { arc, requests } = recordingClient()
    await arc.write.arrow('m', batches)
    const strings = decoded.mock.calls.length
    decoded.mockRestore()
    expect(decodeBoth(requests[0]?.body ?? new Uint8Array()).columns.d).toEqual([
      't0',
      't1',
      't0',
      't300',
      't301',
      't300',
      't600',
      't601',
      't600',
    ])
    expect(strings).toBeLessThanOrEqual(9)
  })

  test('a byte order mark at the start of a text stays, also in a dictionary, with or without nulls, longer than the batch or not', async () => {
    const types = [new arrow.Utf8(), new arrow.LargeUtf8()]
    for (const values of [
      ['\ufeffa', 'a', '\ufeff'],
      ['\ufeffa', 'a', null],
      ['\ufeffa', 'a', 'b', 'c', 'd'],
    ]) {
      for (const type of types) {
        const dictionary = arrow.vectorFromArray(values, type)
        const d = new arrow.Vector([
          arrow.makeData({
            type: new arrow.Dictionary<arrow.Utf8 | arrow.LargeUtf8, arrow.Int32>(type, new arrow.Int32()),
            length: 3,
            nullCount: 0,
            data: Int32Array.of(0, 1, 2),
            dictionary,
          }),
        ])
        const plain = arrow.vectorFromArray(values.slice(0, 3), type)
        const { columns } = await written(new arrow.Table({ time, d, plain }))
        expect(columns[0]?.d).toEqual(values.slice(0, 3))
        expect(columns[0]?.plain).toEqual(values.slice(0, 3))
      }
    }
    const { views, buffer, nulls } = viewsOf(['\ufeffa', '\ufefflonger than twelve', null])
    const dictionary = new arrow.Vector([
      arrow.makeData({
        type: new arrow.Utf8View(),
        length: 3,
        nullBitmap: nulls,
        views,
        variadicBuffers: [buffer],
      } as never),
    ])
    const type = new arrow.Dictionary(new arrow.Utf8View() as never, new arrow.Int32())
    const d = new arrow.Vector([
      arrow.makeData({ type, length: 3, nullCount: 0, data: Int32Array.of(0, 1, 2), dictionary } as never),
    ])
    expect((await written(new arrow.Table({ time, d }))).columns[0]?.d).toEqual([
      '\ufeffa',
      '\ufefflonger than twelve',
      null,
    ])
  })

  test('a code that is not in the dictionary is refused', async () => {
    const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32())
    for (const codes of [Int32Array.of(0, 9, 1), Int32Array.of(0, -1, 1)]) {
      for (const values of [
        ['a', 'b'],
        ['a', 'b', 'c', 'd'],
      ]) {
        const dictionary = arrow.vectorFromArray(values, new arrow.Utf8())
        const d = new arrow.Vector([arrow.makeData({ type, length: 3, nullCount: 0, data: codes, dictionary })])
        const error = await written(new arrow.Table({ time, d })).catch((reason) => reason)
        expect(error).toBeInstanceOf(ArcValidationError)
        expect(error.message).toContain(String(codes[1]))
      }
    }
  })

  test('large batches are cut, and a stream is sent before it ends', async () => {
    const rows = 300_000
    const large = new arrow.Table({
      time: new arrow.Vector([
        arrow.makeData({
          type: new arrow.TimestampMillisecond(),
          length: rows,
          data: BigInt64Array.from({ length: rows }, (_, i) => BigInt(T0 + i)),
        }),
      ]),
      v: new arrow.Vector([
        arrow.makeData({ type: new arrow.Int32(), length: rows, data: Int32Array.from({ length: rows }, (_, i) => i) }),
      ]),
    })
    const { columns, result } = await written(large)
    expect(result).toMatchObject({ rows, requests: 3 })
    expect(columns.flatMap(({ v }) => v)).toEqual(Array.from({ length: rows }, (_, i) => i))

    const { arc, requests } = recordingClient()
    async function* source() {
      yield* large.batches
      expect(requests).toHaveLength(2)
      throw new Error('the producer died')
    }
    const error = await arc.write.arrow('m', source()).catch((reason) => reason)
    expect(error).toBeInstanceOf(ArcIngestionError)
    expect(error).toMatchObject({ acceptedRows: 262_144, message: expect.stringContaining('the producer died') })
  })

  test('slices and offsets of batches, at every start', async () => {
    const rows = 70
    const flags = Array.from({ length: rows }, (_, i) => (i % 3 === 0 ? null : i % 2 === 0))
    const texts = Array.from({ length: rows }, (_, i) => (i % 5 === 0 ? null : `t${i}`))
    const whole = new arrow.Table({
      time: arrow.vectorFromArray(
        Array.from({ length: rows }, (_, i) => new Date(T0 + i)),
        new arrow.TimestampMillisecond(),
      ),
      b: arrow.vectorFromArray(flags, new arrow.Bool()),
      s: arrow.vectorFromArray(texts, new arrow.Utf8()),
      d: arrow.vectorFromArray(texts, new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32())),
      f: arrow.vectorFromArray(
        texts.map((text, i) => (text === null ? null : i / 2)),
        new arrow.Float64(),
      ),
    })
    await fc.assert(
      fc.asyncProperty(fc.nat(rows - 1), fc.integer({ min: 1, max: rows }), async (from, length) => {
        const to = Math.min(rows, from + length)
        const { columns } = await written(whole.slice(from, to))
        const present = (values: unknown[]) => (values.some((value) => value !== null) ? values : undefined)
        expect(columns[0]).toEqual(
          JSON.parse(
            JSON.stringify({
              time: Array.from({ length: to - from }, (_, i) => (T0 + from + i) * 1000),
              b: present(flags.slice(from, to)),
              s: present(texts.slice(from, to)),
              d: present(texts.slice(from, to)),
              f: present(texts.map((text, i) => (text === null ? null : i / 2)).slice(from, to)),
            }),
          ),
        )
      }),
      { numRuns: 100 },
    )
  })

  test.each([
    ['when the stream ends by its own marker', bytes, 204, undefined],
    ['when a column is refused', arrow.tableToIPC(new arrow.Table({ _v: time })), 204, /_v/],
    ['when the server refuses', bytes, 400, /refused/],
    ['when it is not Arrow', new Uint8Array(20), 204, /could not be read: a frame does not begin with/],
  ])('the source of an IPC stream is closed: %s', async (_name, chunk, status, message) => {
    let closed = false
    async function* source() {
      try {
        yield chunk
        while (true) yield new Uint8Array()
      } finally {
        closed = true
      }
    }
    const { arc } = recordingClient(() => ({ status, body: { error: 'refused' } }))
    const writing = arc.write.arrow('m', source())
    await (message === undefined ? writing : expect(writing).rejects.toThrow(message))
    expect(closed).toBe(true)
  })

  test('what cannot be read as Arrow', async () => {
    await expect(written(bytes.subarray(0, 100))).rejects.toThrow(ArcValidationError)
    await expect(written(bytes.subarray(0, bytes.length - 150))).rejects.toThrow(/could not be read/)
    await expect(written(new Uint8Array())).rejects.toThrow(/no row/)
    await expect(written([table])).rejects.toThrow(/not Arrow data/)
    await expect(written([1].values())).rejects.toThrow(/m: 1 among the record batches; give RecordBatches/)
    const fields = ['v', 'v'].map((name) => new arrow.Field(name, new arrow.Float64()))
    const children = fields.map(() => arrow.makeData({ type: new arrow.Float64(), data: Float64Array.of(1) }))
    const struct = arrow.makeData({ type: new arrow.Struct(fields), length: 1, children })
    const twice = new arrow.RecordBatch(new arrow.Schema(fields), struct)
    await expect(written(twice)).rejects.toThrow(/occurs twice/)
  })

  test('compressed IPC without the codec says what to do', async () => {
    // Written by pyarrow: IpcWriteOptions(compression='lz4').
    const compressed = readFileSync(new URL('../../fixtures/arrow-lz4.bin', import.meta.url))
    await expect(written(compressed)).rejects.toThrow(/codec not found; write it without compression, or register/)
  })

  test('without the package, IPC says what to install; tables need nothing', async () => {
    vi.doMock('apache-arrow', () => {
      throw new Error('Cannot find package')
    })
    await expect(written(bytes)).rejects.toThrow(/npm install apache-arrow/)
    expect((await written(table)).columns).toEqual([expected])
    vi.doUnmock('apache-arrow')
  })

  test('a schema changes the types, and refuses what it does not name', async () => {
    const typed = new arrow.Table({ time, v: arrow.vectorFromArray([1, 2, 3], new arrow.Int32()) })
    const { bodies } = await written(typed, { schema: { v: 'float64' } })
    expect(readWire(bodies[0] ?? new Uint8Array()).columns.find(({ name }) => name === 'v')?.classes).toEqual([
      'float',
      'float',
      'float',
    ])
    const long = new arrow.Table({ time, v: arrow.vectorFromArray([1n, 2n, 3n], new arrow.Int64()) })
    await expect(written(long, { schema: { v: 'float64' } })).rejects.toThrow(
      'm.v is Int64, and the column is float64; cast it, or declare another type',
    )
    await expect(written(typed, { schema: { v: 'string' } })).rejects.toThrow(
      /m\.v is Int32, and the column is string; cast it, or declare another type/,
    )
  })
})

/** The 16-byte views of the Arrow specification. */
function viewsOf(texts: readonly (string | null)[]) {
  const views = new Uint8Array(texts.length * 16)
  const view = new DataView(views.buffer)
  const nulls = new Uint8Array(Math.ceil(texts.length / 8))
  const long: number[] = []
  texts.forEach((text, i) => {
    if (text === null) return
    nulls[i >> 3] = (nulls[i >> 3] ?? 0) | (1 << (i & 7))
    const bytes = new TextEncoder().encode(text)
    view.setInt32(i * 16, bytes.length, true)
    if (bytes.length <= 12) {
      views.set(bytes, i * 16 + 4)
    } else {
      views.set(bytes.subarray(0, 4), i * 16 + 4)
      view.setInt32(i * 16 + 12, long.length, true)
      long.push(...bytes)
    }
  })
  return { views, nulls, buffer: Uint8Array.from(long) }
}
