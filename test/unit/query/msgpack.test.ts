/** The MessagePack decoder against recorded bytes, literal bytes, and documents made by independent encoders. */
import { Encoder } from '@msgpack/msgpack'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { longText } from '../../../src/base/msgpack.ts'
import { ArcQueryError, ArcServerError, ArcTruncatedError } from '../../../src/errors.ts'
import { hasValue, type QueryColumn, type QueryColumns } from '../../../src/query/columns.ts'
import { MsgpackResult } from '../../../src/query/msgpack/msgpack.ts'
import { toRows } from '../../../src/query/rows.ts'
import { expectOwnErrorsOnly, recorded } from './answers.ts'

function decode(bytes: Uint8Array, step = bytes.length): QueryColumns {
  const result = new MsgpackResult()
  for (let at = 0; at < bytes.length; at += step) result.push(bytes.subarray(at, at + step))
  return result.finish()
}

/** A document with one column, its cells as they are on the wire. */
function document(type: string, cells: readonly (readonly number[])[], rowCount = cells.length): Uint8Array {
  const text = (value: string) => [0xd9, value.length, ...Buffer.from(value)]
  return Uint8Array.from([
    ...[0x87, ...text('success'), 0xc3, ...text('columns'), 0x91, ...text('x'), ...text('types'), 0x91, ...text(type)],
    ...[...text('data'), 0x91, 0xdc, cells.length >> 8, cells.length & 0xff, ...cells.flat()],
    ...[
      ...text('row_count'),
      rowCount,
      ...text('execution_time_ms'),
      7,
      ...text('timestamp'),
      ...text('2026-08-22T10:00:00Z'),
    ],
  ])
}

const column = (type: string, cells: readonly (readonly number[])[]): QueryColumn => {
  const [only] = decode(document(type, cells)).columns
  if (only === undefined) throw new Error('no column')
  return only
}

describe('what the server sent', () => {
  it('every type', () => {
    const result = decode(recorded('types msgpack').body)
    expect(Object.fromEntries(result.names.map((name, i) => [name, result.types[i]]))).toMatchInlineSnapshot(`
      {
        "a": "float64",
        "b": "bool",
        "bl": "binary",
        "d": "float64",
        "dt": "date32",
        "f32": "float32",
        "i32": "int32",
        "i64": "int64",
        "i8": "int8",
        "iv": "string_encoded",
        "l": "list",
        "nan": "float64",
        "nl": "int32",
        "s": "int64",
        "st": "struct",
        "tm": "string_encoded",
        "tns": "timestamp[ns]",
        "ts": "timestamp[us]",
        "tz": "timestamp[us]",
        "u": "utf8",
        "u64": "uint64",
        "v": "utf8",
      }
    `)
    const [row] = toRows(result, { int64: 'bigint', timestamps: 'iso' })
    expect(row).toMatchInlineSnapshot(`
      {
        "a": 1.5,
        "b": true,
        "bl": Uint8Array [
          170,
        ],
        "d": 1.5,
        "dt": "2026-01-01",
        "f32": 0.10000000149011612,
        "i32": 1,
        "i64": 9007199254740993n,
        "i8": 1,
        "iv": "{"months":0,"days":1,"nanoseconds":0}",
        "l": "[1,2]",
        "nan": NaN,
        "nl": null,
        "s": 3n,
        "st": "{"a":1}",
        "tm": "10:00:00.000000",
        "tns": "2026-08-22T10:00:00.123456789Z",
        "ts": "2026-08-22T10:00:00.5Z",
        "tz": "2026-08-22T10:00:00.123456Z",
        "u": "550e8400-e29b-41d4-a716-446655440000",
        "u64": 18446744073709551615n,
        "v": "é"\\n",
      }
    `)
  })

  it('5,000 rows, in one piece and byte by byte', () => {
    const { body } = recorded('msgpack 5000 rows')
    const whole = decode(body)
    expect(whole).toMatchObject({ names: ['i', 'f'], types: ['int64', 'float64'], rowCount: 5000, missing: false })
    expect(whole.columns[0]?.values[4999]).toBe(4999n)
    expect(whole.columns[1]?.values[4999]).toBe(2499.5)
    expect(decode(body, 1)).toEqual(whole)
  })

  it('SHOW TABLES, whose int64 are compact', () => {
    const rows = toRows(decode(recorded('msgpack show tables').body))
    expect(rows[0]).toMatchObject({ database: 'default', table_name: 'cpu', file_count: 1 })
  })
})

describe('cells', () => {
  it.each<[string, readonly (readonly number[])[], QueryColumn['kind'], unknown]>([
    ['bool', [[0xc3], [0xc2]], 'boolean', Uint8Array.of(1, 0)],
    ['int8', [[0xff], [0x7f], [0xd0, 0x80]], 'integer', Int8Array.of(-1, 127, -128)],
    [
      'int16',
      [
        [0xd1, 0x80, 0],
        [0xcc, 0xff],
      ],
      'integer',
      Int16Array.of(-32768, 255),
    ],
    [
      'int32',
      [
        [0xd2, 0x80, 0, 0, 0],
        [0xcd, 0xff, 0xff],
      ],
      'integer',
      Int32Array.of(-2147483648, 65535),
    ],
    ['uint8', [[0xcc, 0xff], [0]], 'integer', Uint8Array.of(255, 0)],
    ['uint16', [[0xcd, 0xff, 0xff]], 'integer', Uint16Array.of(65535)],
    ['uint32', [[0xce, 0xff, 0xff, 0xff, 0xff]], 'integer', Uint32Array.of(4294967295)],
    [
      'int64',
      [[0xd3, 0x80, 0, 0, 0, 0, 0, 0, 0], [0xff], [0xce, 0xff, 0xff, 0xff, 0xff]],
      'bigint',
      BigInt64Array.of(-(2n ** 63n), -1n, 4294967295n),
    ],
    ['uint64', [[0xcf, 255, 255, 255, 255, 255, 255, 255, 255]], 'bigint', BigUint64Array.of(2n ** 64n - 1n)],
    ['float32', [[0xca, 0x3d, 0xcc, 0xcc, 0xcd]], 'float', Float32Array.of(0.1)],
    [
      'float64',
      [
        [0xcb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0],
        [0xcb, 0x80, 0, 0, 0, 0, 0, 0, 0],
      ],
      'float',
      Float64Array.of(Number.NaN, -0),
    ],
    ['utf8', [[0xa0], [0xa2, 0xc3, 0xa9], [0xd9, 1, 0x61]], 'text', ['', 'é', 'a']],
    ['string_encoded', [[0xa1, 0x31]], 'text', ['1']],
    ['unknown:dictionary<values=utf8>', [[0xa1, 0x78]], 'text', ['x']],
    ['binary', [[0xc4, 2, 0, 255]], 'binary', [Uint8Array.of(0, 255)]],
    ['date32', [[0xd6, 0xff, 0, 1, 0x51, 0x80]], 'date', Int32Array.of(1)],
    ['date32', [[0xc7, 12, 0xff, 0, 0, 0, 0, 255, 255, 255, 255, 255, 0xfe, 0xae, 0x80]], 'date', Int32Array.of(-1)],
    [
      'timestamp[us]',
      [
        [0xd6, 0xff, 0, 0, 0, 1],
        [0xd7, 0xff, 0, 0, 0x0f, 0xa0, 0, 0, 0, 1],
      ],
      'timestamp',
      BigInt64Array.of(1_000_000n, 1_000_001n),
    ],
    // 999,999,999 ns before the second after -1: the last nanosecond before 1970.
    [
      'timestamp[ns]',
      [[0xc7, 12, 0xff, 0x3b, 0x9a, 0xc9, 0xff, 255, 255, 255, 255, 255, 255, 255, 255]],
      'timestamp',
      BigInt64Array.of(-1n),
    ],
    [
      'timestamp[s]',
      [[0xc7, 12, 0xff, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 254]],
      'timestamp',
      BigInt64Array.of(-2n),
    ],
    ['timestamp[ms]', [[0xd7, 0xff, 0xee, 0x6b, 0x27, 0xfc, 0, 0, 0, 0]], 'timestamp', BigInt64Array.of(999n)],
  ])('of %s', (type, cells, kind, values) => {
    expect(column(type, cells)).toMatchObject({ name: 'x', type, kind, nullCount: 0, validity: undefined, values })
  })

  it.each([
    'bool',
    'int8',
    'int32',
    'uint32',
    'int64',
    'uint64',
    'float32',
    'float64',
    'utf8',
    'binary',
    'date32',
    'timestamp[us]',
    'null',
  ])('that are null, of %s', (type) => {
    const nulls = column(
      type,
      Array.from({ length: 11 }, () => [0xc0]),
    )
    expect(nulls).toMatchObject({ nullCount: 11, values: { length: 11 } })
    for (let row = 0; row < 11; row++) expect(hasValue(nulls, row)).toBe(false)
  })

  it('of timestamp[ns] beyond 2^53 keep every digit', () => {
    // 2026-08-22T10:00:00.123456789Z
    const seconds = 1_787_392_800
    const nanos = 123_456_789 * 4
    const bytes = new DataView(new ArrayBuffer(10))
    bytes.setUint16(0, 0xd7ff)
    bytes.setUint32(2, nanos)
    bytes.setUint32(6, seconds)
    const cell = [...new Uint8Array(bytes.buffer)]
    expect(column('timestamp[ns]', [cell])).toMatchObject({ values: BigInt64Array.of(1_787_392_800_123_456_789n) })
  })

  it('of text that differ only between their first, middle and last letters are told apart', () => {
    for (const length of [5, 9, 12, 13, 14, 20, 31]) {
      const texts = Array.from({ length }, (_, at) => `${'a'.repeat(at)}b${'a'.repeat(length - at - 1)}`)
      const cells = [...texts, ...texts].map((value) => [0xa0 | length, ...Buffer.from(value)])
      expect(column('utf8', cells).values).toEqual([...texts, ...texts])
    }
  })

  it('of timestamp[s] hold all 64 bits', () => {
    const cell = [0xc7, 12, 0xff, 0, 0, 0, 0, 0x7f, ...new Array<number>(7).fill(0xff)]
    expect(column('timestamp[s]', [cell])).toMatchObject({ values: BigInt64Array.of(2n ** 63n - 1n) })
  })

  it.each([
    ['float64', [0xca, 0, 0, 0, 0]],
    ['int32', [0xcf, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['int64', [0xcf, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['utf8', [0xc4, 0]],
    ['binary', [0xa0]],
    ['bool', [0x01]],
    ['timestamp[us]', [0xd6, 0x01, 0, 0, 0, 0]],
    ['date32', [0xc7, 11, 0xff, ...new Array<number>(12).fill(0)]],
  ])('of %s with another code are an error', (type, cell) => {
    expect(() => column(type, [cell])).toThrow(ArcServerError)
  })
})

describe('documents', () => {
  it('of an unknown type are an error that names the column', () => {
    expect(() => column('decimal(10, 2)', [])).toThrow(/column "x" has the type "decimal\(10, 2\)"/)
  })

  it('whose row_count differs are cut', () => {
    expect(() => decode(document('bool', [[0xc3]], 2))).toThrow(ArcTruncatedError)
  })

  it('with bytes after their end are damaged', () => {
    expect(() => decode(Buffer.concat([document('bool', [[0xc3]]), Buffer.of(0xc0)]))).toThrow(/1 bytes after its end/)
  })

  it('that announce more than there is memory end as cut', () => {
    const text = (value: string) => [0xa0 | value.length, ...Buffer.from(value)]
    const huge = [
      0x87,
      ...text('success'),
      0xc3,
      ...text('columns'),
      0x91,
      ...text('x'),
      ...text('types'),
      0x91,
      ...text('utf8'),
    ]
    const bytes = Uint8Array.from([...huge, ...text('data'), 0x91, 0xdd, 0xff, 0xff, 0xff, 0xff, 0xa1, 0x61])
    expect(() => decode(bytes)).toThrow(ArcTruncatedError)
  })

  it.each<[string, readonly number[]]>([
    ['arrays', Array.from({ length: 100_000 }, () => 0x91)],
    ['maps', Array.from({ length: 100_000 }, () => [0x81, 0xa1, 0x61]).flat()],
    ['maps as keys', Array.from({ length: 100_000 }, () => 0x81)],
  ])('nested without end, of %s, are damaged', (_, nested) => {
    const bytes = Uint8Array.from([0x81, 0xa1, 0x78, ...nested])
    expect(() => decode(bytes)).toThrow('malformed MessagePack result: values nested more than 32 deep')
  })

  it('with rows but without columns are damaged', () => {
    const bytes = new Encoder().encode({ success: true, columns: [], types: [], data: [], row_count: 2 ** 40 })
    expect(() => decode(bytes)).toThrow('malformed MessagePack result: 1099511627776 rows in 0 columns')
  })

  it('with a text that no string can hold are an error that says what to do', () => {
    // What is decoded here is short; the engine's refusal of half a gigabyte is played.
    const decoding = vi.spyOn(TextDecoder.prototype, 'decode').mockImplementation(() => {
      throw new RangeError('Invalid string length')
    })
    try {
      expect(() => longText(new Uint8Array(2 ** 29), 0, 2 ** 29)).toThrow(ArcQueryError)
      expect(() => longText(new Uint8Array(2 ** 29), 0, 2 ** 29)).toThrow(
        /a text of 536870912 bytes is longer .* with substr/,
      )
    } finally {
      decoding.mockRestore()
    }
  })

  it('of very many columns take no more than their cells', () => {
    const names = Array.from({ length: 50_000 }, (_, i) => `c${i}`)
    const bytes = new Encoder().encode({
      success: true,
      columns: names,
      types: names.map((_, i) => (i % 2 === 0 ? 'utf8' : 'int64')),
      data: names.map((_, i) => [i % 2 === 0 ? 'a tag of no length' : i]),
      row_count: 1,
      execution_time_ms: 1,
    })
    const before = process.memoryUsage().arrayBuffers
    const { columns } = decode(bytes)
    expect(columns).toHaveLength(50_000)
    // An empty one has at most a kilobyte; with tables of its own each took 49.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000 * 1024)
  })

  it('that end in the middle of very many columns are cut', () => {
    const names = Array.from({ length: 200_000 }, (_, i) => `c${i}`)
    const wide = { success: true, columns: names, types: names.map(() => 'int8'), data: names.map(() => [1]) }
    const bytes = new Encoder().encode(wide)
    expect(() => decode(bytes.subarray(0, bytes.length - 1))).toThrow(ArcTruncatedError)
    // All columns are there, but not what says how many rows they have.
    expect(() => decode(Uint8Array.from([0x86, ...bytes.subarray(1)]))).toThrow(ArcTruncatedError)
  })

  it('that are damaged anywhere are an error of ours, if they are an error', () => {
    expectOwnErrorsOnly(recorded('types msgpack').body, (damaged) => decode(damaged))
  })

  it('that are errors are errors', () => {
    const bytes = new Encoder().encode({ success: false, error: 'query failed' })
    expect(() => decode(bytes)).toThrow(ArcQueryError)
  })

  it('with a cell larger than any buffer', () => {
    const long = 'é'.repeat(400_000)
    const cell = [0xdb, ...new Uint8Array(new Uint32Array([800_000]).buffer).reverse(), ...Buffer.from(long)]
    expect(decode(document('utf8', [[0xa1, 0x61], cell, [0xa1, 0x62]]), 5_000).columns[0]?.values).toEqual([
      'a',
      long,
      'b',
    ])
  })
})

describe('tables of an independent encoder come back equal', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('a', 'host-1', 'host-2', 'ééé', '__proto__', '1234'),
  )
  // The encoder picks the shortest of the three forms an instant has, by its year and its fraction.
  const instant = fc.oneof(
    fc.date({ noInvalidDate: true }),
    fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2106-02-08') }),
  )
  const kinds = {
    float64: fc.double(),
    'timestamp[ms]': instant,
    'timestamp[us]': instant,
    utf8: text.filter((value) => !/\p{Surrogate}/u.test(value)),
    bool: fc.boolean(),
    int32: fc.integer(),
    uint32: fc.nat(0xffff_ffff),
    binary: fc.uint8Array({ maxLength: 300 }),
  } as const
  type Kind = keyof typeof kinds

  const table = fc
    .tuple(fc.uniqueArray(fc.constantFrom(...(Object.keys(kinds) as Kind[])), { minLength: 1 }), fc.nat(40))
    .chain(([types, rows]) =>
      fc.record({
        types: fc.constant(types),
        data: fc.tuple(
          ...types.map((type) => fc.array(fc.option<unknown>(kinds[type]), { minLength: rows, maxLength: rows })),
        ),
        rows: fc.constant(rows),
      }),
    )

  it('whatever is in them and however they are cut', () => {
    // Only floats always take nine bytes; the encoder must not write 1.0 as an integer.
    const encoder = new Encoder({ forceIntegerToFloat: false })
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 64 }), ({ types, data, rows }, step) => {
        const envelope = {
          success: true,
          columns: types,
          types,
          data: [] as unknown[],
          row_count: rows,
          execution_time_ms: 1,
          timestamp: '',
        }
        const bytes = encodeWithFloats(encoder, envelope, types, data)
        const result = decode(bytes, step)
        const read = toRows(result, { int64: 'bigint' })
        types.forEach((type, i) => {
          expect(read.map((row) => row[type])).toEqual(data[i])
          expect(result.columns[i]?.nullCount).toBe(data[i]?.filter((value) => value === null).length)
        })
      }),
      { numRuns: 300 },
    )
  })
})

/** The envelope with its columns in place, floats as float64 throughout. */
function encodeWithFloats(
  encoder: Encoder,
  envelope: object,
  types: readonly string[],
  data: readonly (readonly unknown[])[],
): Uint8Array {
  const floats = new Encoder({ forceIntegerToFloat: true })
  const parts: Uint8Array[] = [Uint8Array.of(0x80 | Object.keys(envelope).length)]
  for (const [key, value] of Object.entries(envelope)) {
    parts.push(encoder.encode(key))
    if (key !== 'data') parts.push(encoder.encode(value))
    else {
      parts.push(Uint8Array.of(0x90 | data.length))
      data.forEach((cells, i) => {
        parts.push((types[i] === 'float64' ? floats : encoder).encode(cells))
      })
    }
  }
  return Buffer.concat(parts)
}
