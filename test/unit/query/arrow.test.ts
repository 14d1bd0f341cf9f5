/** Arrow frames, batches and their rows, against recordings and against tables of apache-arrow itself. */
import { readFileSync } from 'node:fs'
import * as arrow from 'apache-arrow'
import fc from 'fast-check'
import { decompress } from 'fzstd'
import { describe, expect, it } from 'vitest'
import { BatchDecoder } from '../../../src/base/arrow/batch-decoder.ts'
import { EMPTY_SCHEMA, END_OF_STREAM, FrameReader, type IpcFrame } from '../../../src/base/arrow/frames.ts'
import { ArcClient, ArcError, ArcServerError, ArcTruncatedError, ArcUsageError } from '../../../src/index.ts'
import { orDamaged } from '../../../src/query/arrow/arrow.ts'
import { BatchReader } from '../../../src/query/arrow/columns.ts'
import { incomplete } from '../../../src/query/deadline-guard.ts'
import { MsgpackResult } from '../../../src/query/msgpack/msgpack.ts'
import { type QueryRow, type RowOptions, toRows } from '../../../src/query/rows.ts'
import { requireCodec } from '../../../src/transport/arrow-package.ts'
import { expectOwnErrorsOnly, recorded } from './answers.ts'

const lossless: RowOptions = { int64: 'bigint', timestamps: 'nanos' }

function framesOf(bytes: Uint8Array): IpcFrame[] {
  const reader = new FrameReader()
  const frames = orDamaged(() => reader.push(bytes))
  if (reader.truncation !== undefined) throw incomplete(reader.truncation, reader.rows)
  return frames
}

function rowsOf(bytes: Uint8Array, options = lossless): QueryRow[] {
  const decoder = new BatchDecoder(arrow)
  const columns = new BatchReader(arrow)
  return framesOf(bytes).flatMap((frame) =>
    orDamaged(() => {
      const batch = decoder.decode(frame)
      return batch === undefined ? [] : toRows(columns.read(batch), options)
    }),
  )
}

describe('frames', () => {
  it('are cut where they begin, with their kinds and rows', () => {
    const { body } = recorded('arrow 5000 rows')
    const frames = framesOf(body)
    expect(frames.map(({ kind, rows }) => [kind, rows])).toEqual([
      ['schema', 0],
      ['batch', 2048],
      ['batch', 2048],
      ['batch', 904],
    ])
    expect(Buffer.concat([...frames.map(({ bytes }) => bytes), END_OF_STREAM])).toEqual(Buffer.from(body))
  })

  it('begin on eight bytes, where typed arrays can', () => {
    for (const { bytes } of framesOf(recorded('arrow dictionary').body)) expect(bytes.byteOffset % 8).toBe(0)
  })

  it('larger than a slab come in one piece', () => {
    const column = arrow.vectorFromArray(Float64Array.from({ length: 400_000 }, (_, i) => i))
    const bytes = arrow.tableToIPC(new arrow.Table({ column }), 'stream')
    const reader = new FrameReader()
    const frames: IpcFrame[] = []
    for (let at = 0; at < bytes.length; at += 4096) frames.push(...reader.push(bytes.subarray(at, at + 4096)))
    expect(reader.truncation).toBeUndefined()
    expect(frames.map(({ rows }) => rows)).toEqual([0, 400_000])
  })

  it.each<[string, readonly number[], RegExp]>([
    ['text', [...Buffer.from('<html>nothing of Arrow</html>')], /does not begin with FF FF FF FF/],
    ['an absurd length', [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0x7f], /bytes of metadata/],
    ['bytes after the end', [...END_OF_STREAM, 1], /bytes after its end/],
  ])('refuse %s', (_, bytes, message) => {
    expect(() => framesOf(Uint8Array.from(bytes))).toThrow(ArcServerError)
    expect(() => framesOf(Uint8Array.from(bytes))).toThrow(message)
  })

  it('of nothing are cut', () => {
    expect(() => framesOf(new Uint8Array(0))).toThrow(ArcTruncatedError)
    expect(() => framesOf(new Uint8Array(0))).toThrow(/the body is empty/)
  })

  it('that are damaged anywhere are an error of ours, if they are an error', () => {
    expectOwnErrorsOnly(recorded('types arrow').body, framesOf)
  })

  it('whose cells are damaged are an error of ours, if they are an error', () => {
    const { body } = recorded('types arrow')
    const [schema, batch] = framesOf(body)
    if (schema === undefined || batch === undefined) throw new Error('no batch')
    const head = 8 + new DataView(batch.bytes.buffer, batch.bytes.byteOffset).getUint32(4, true)
    const cellsAt = schema.bytes.length + head
    expectOwnErrorsOnly(body.subarray(cellsAt), (cells) =>
      rowsOf(Buffer.concat([body.subarray(0, cellsAt), cells]), { int64: 'bigint', timestamps: 'iso' }),
    )
  })

  it('that announce more rows than their bytes can hold are damaged', () => {
    const { body } = recorded('arrow select')
    const at = Buffer.from(body).indexOf(Buffer.from([6, 0, 0, 0, 0, 0, 0, 0]), framesOf(body)[0]?.bytes.length)
    const damaged = body.slice()
    damaged[at + 3] = 0x7f
    expect(() => framesOf(damaged)).toThrow(/malformed Arrow stream: 2130706468 cells of 2130706438 rows in 182 bytes/)
  })

  it('of no columns make an empty table', () => {
    const table = arrow.tableFromIPC(Buffer.concat([EMPTY_SCHEMA, END_OF_STREAM]))
    expect([table.numCols, table.numRows]).toEqual([0, 0])
  })
})

describe('rows of Arrow are the rows of MessagePack', () => {
  it.each<RowOptions>([
    { int64: 'bigint', timestamps: 'iso' },
    { int64: 'bigint', timestamps: 'date' },
    { int64: 'bigint', timestamps: 'nanos' },
  ])('for every type, as %j', (options) => {
    const msgpack = new MsgpackResult()
    msgpack.push(recorded('types msgpack').body)
    expect(rowsOf(recorded('types arrow').body, options)).toEqual(toRows(msgpack.finish(), options))
  })
})

describe('dictionaries', () => {
  it('are looked up', () => {
    const rows = rowsOf(recorded('arrow dictionary').body)
    expect(rows).toEqual(Array.from({ length: 3000 }, (_, i) => ({ k: BigInt(i % 3), h: `host${i % 4}` })))
  })

  it('may be replaced between batches', () => {
    const bytes = readFileSync(new URL('../../fixtures/arrow-replaced-dictionaries.bin', import.meta.url))
    expect(framesOf(bytes).map(({ kind }) => kind)).toEqual([
      'schema',
      'dictionary',
      'batch',
      'dictionary',
      'batch',
      'batch',
    ])
    const expected = Array.from({ length: 5000 }, (_, i) => ({ h: `h${Math.floor(i / 1000) * 10 + (i % 3)}` }))
    expect(rowsOf(bytes)).toEqual(expected)
  })
})

describe('compression', () => {
  it('needs a codec, and says so', () => {
    expect(() => requireCodec(arrow, 'lz4')).toThrow(ArcUsageError)
    expect(() => requireCodec(arrow, 'lz4')).toThrow(/compressionRegistry/)
    requireCodec(arrow, undefined)
  })

  it('is undone by the codec that is registered', () => {
    arrow.compressionRegistry.set(arrow.CompressionType.ZSTD, { decode: (bytes) => decompress(bytes).slice() })
    requireCodec(arrow, 'zstd')
    expect(rowsOf(recorded('arrow zstd').body)).toEqual(Array.from({ length: 3000 }, (_, i) => ({ i: BigInt(i) })))
  })
})

describe('columns of any table', () => {
  const optional = <T>(value: fc.Arbitrary<T>) => fc.array(fc.option(value), { minLength: 1, maxLength: 70 })
  const bigints = fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n)

  it.each<[string, arrow.DataType, fc.Arbitrary<unknown>, (value: never) => unknown]>([
    ['bool', new arrow.Bool(), fc.boolean(), (value) => value],
    ['int8', new arrow.Int8(), fc.integer({ min: -128, max: 127 }), (value) => value],
    ['uint32', new arrow.Uint32(), fc.nat(0xffff_ffff), (value) => value],
    ['int64', new arrow.Int64(), bigints, (value) => value],
    ['float64', new arrow.Float64(), fc.double(), (value) => value],
    ['utf8', new arrow.Utf8(), fc.string(), (value) => value],
    ['binary', new arrow.Binary(), fc.uint8Array(), (value) => value],
    ['timestamp', new arrow.TimestampMicrosecond(), fc.integer(), (millis: number) => BigInt(millis) * 1_000_000n],
    ['time', new arrow.TimeNanosecond(), fc.bigInt(0n, 86_399_999_999_999n), (value: bigint) => timeOfDay(value)],
    [
      'list',
      new arrow.List(new arrow.Field('l', new arrow.Int64())),
      fc.array(bigints),
      (value: bigint[]) => `[${value.join()}]`,
    ],
  ])('of %s hold its values, sliced anywhere', (_, type, value, expected) => {
    fc.assert(
      fc.property(optional(value), fc.nat(), fc.nat(), (values, from, to) => {
        const data = arrow.vectorFromArray(values, type).data[0]
        if (data === undefined) throw new Error('no data')
        const [start, end] = [from % values.length, to % (values.length + 1)].sort((a, b) => a - b) as [number, number]
        const field = new arrow.Field('x', type, true)
        const struct = arrow.makeData({ type: new arrow.Struct([field]), length: values.length, children: [data] })
        const batch = new arrow.RecordBatch(new arrow.Schema([field]), struct).slice(start, end)
        const read = toRows(new BatchReader(arrow).read(batch), lossless).map((row) => row.x)
        expect(read).toEqual(values.slice(start, end).map((item) => (item === null ? null : expected(item as never))))
      }),
      { numRuns: 60 },
    )
  })
})

describe('nested values', () => {
  it('of a union are null where nothing is, whatever type id stands there', () => {
    const field = new arrow.Field('a', new arrow.Int32(), true)
    const type = new arrow.SparseUnion(Int32Array.of(0), [field])
    const child = arrow.vectorFromArray([1, null, 3], new arrow.Int32()).data[0]
    if (child === undefined) throw new Error('no data')
    const union = arrow.makeData({ type, length: 3, typeIds: Int8Array.of(0, 0, 7), children: [child] })
    expect(textsOf(union)).toEqual(['[0,1]', null, null])
  })

  it.each([
    [
      'as UTF-8 is, names that are left out first',
      ['\u{1f600}', '\uffff', 'ab', 'a', null],
      '{"":4,"a":3,"ab":2,"\uffff":1,"\u{1f600}":0}',
    ],
    // A space comes before the quote that ends a name, and an escape begins with a backslash.
    ['as they stand in JSON', ['a#', 'a', 'a b', 'z', '<', 'B'], '{"B":5,"\\u003c":4,"a b":2,"a":1,"a#":0,"z":3}'],
  ])('are sorted %s', (_, names, text) => {
    const fields = names.map((name) => new arrow.Field(name as string, new arrow.Int32(), true))
    const children = names.map((_, i) => arrow.makeData({ type: new arrow.Int32(), data: Int32Array.of(i) }))
    const struct = arrow.makeData({ type: new arrow.Struct(fields), length: 1, children })
    expect(textsOf(struct)).toEqual([text])
  })

  it.each([
    [123n, 2, '1.23'],
    [-5n, 2, '-0.05'],
    [1n, 5, '1e-05'],
    [-1050n, 10, '-1.05e-07'],
    [10n, 5, '0.0001'],
    [0n, 9, '0'],
    [120n, 1, '12'],
    [120n, 0, '120'],
    [-(10n ** 37n), 0, `-1${'0'.repeat(37)}`],
  ])('hold the decimal %i e-%i as %s', (unscaled, scale, text) => {
    const words = new Uint32Array(new BigInt64Array([BigInt.asIntN(64, unscaled), unscaled >> 64n]).buffer)
    const decimal = arrow.makeData({ type: new arrow.Decimal(scale, 38), length: 1, data: words })
    const type = new arrow.List(new arrow.Field('l', decimal.type))
    const list = arrow.makeData({ type, length: 1, valueOffsets: Int32Array.of(0, 1), child: decimal })
    expect(textsOf(list)).toEqual([`["${text}"]`])
  })

  function textsOf(data: arrow.Data): unknown[] {
    const field = new arrow.Field('x', data.type, true)
    const struct = arrow.makeData({ type: new arrow.Struct([field]), length: data.length, children: [data] })
    const batch = new arrow.RecordBatch(new arrow.Schema([field]), struct)
    return toRows(new BatchReader(arrow).read(batch)).map((row) => row.x)
  }
})

function timeOfDay(nanos: bigint): string {
  const text = new Date(Number(nanos / 1_000_000n)).toISOString().slice(11, 19)
  return `${text}.${String(nanos % 1_000_000_000n).padStart(9, '0')}`
}

it('a table that apache-arrow would not make is an error of this package, whatever is missing in its schema', async () => {
  const table = new arrow.Table({ n: arrow.vectorFromArray([1, 2, 3], new arrow.Int32()) })
  const body = arrow.tableToIPC(table, 'stream')
  const damaged = body.slice()
  const headers = { 'content-type': 'application/vnd.apache.arrow.stream' }
  const arc = new ArcClient({ url: 'http://arc.test', fetch: async () => new Response(damaged, { headers }) })
  const messages = new Set<string>()
  for (let at = 0; at < 256; at += 2) {
    damaged.fill(0, at, at + 2)
    const error: unknown = await arc.query.arrow('SELECT 1').catch((reason: unknown) => reason)
    if (error instanceof Error) expect(error).toBeInstanceOf(ArcError)
    messages.add(String((error as Partial<Error>).message))
    damaged.set(body.subarray(at, at + 2), at)
  }
  // Where a field has lost its name.
  expect([...messages]).toContainEqual(expect.stringMatching(/^malformed Arrow stream: .* must be equivalent/))
})
