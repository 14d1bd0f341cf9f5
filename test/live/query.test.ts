/** Every type through every way out of Arc, `sql` against the server's rewriting, random tables there and back: on ARC_URL, else on the embedded Arc. */
import { setTimeout as sleep } from 'node:timers/promises'
import * as flechette from '@uwdata/flechette'
import { tableFromIPC } from 'apache-arrow'
import { fromArrow } from 'arquero'
import fc from 'fast-check'
import pl from 'nodejs-polars'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ArcClient,
  ArcQueryError,
  ArcTruncatedError,
  type JsonResult,
  type QueryColumn,
  type QueryColumns,
  type QueryRow,
  type SqlFragment,
  type StreamOptions,
  sql,
} from '../../src/index.ts'
import { anyText, hostileText } from '../unit/query/hostile.ts'
import { type LiveDatabase, type LiveTarget, openDatabase, openTarget, uniqueName } from './target.ts'

const database = uniqueName('query')
let live: LiveDatabase
let arc: ArcClient

beforeAll(async () => {
  live = await openDatabase(database)
  arc = live.arc
})
afterAll(() => live?.[Symbol.asyncDispose]())

/** SQL, type in MessagePack, value of `rows` and `stream` in the lossless modes, type in Arrow, value in JSON. */
const matrix: readonly [expression: string, type: string, value: unknown, arrow: string | RegExp, json: unknown][] = [
  ['true', 'bool', true, 'Bool', true],
  ['(-128)::TINYINT', 'int8', -128, 'Int8', -128],
  ['(-32768)::SMALLINT', 'int16', -32768, 'Int16', -32768],
  ['(-2147483648)::INTEGER', 'int32', -2147483648, 'Int32', -2147483648],
  ['255::UTINYINT', 'uint8', 255, 'Uint8', 255],
  ['65535::USMALLINT', 'uint16', 65535, 'Uint16', 65535],
  ['4294967295::UINTEGER', 'uint32', 4294967295, 'Uint32', 4294967295],
  // JSON has all the digits; JSON.parse rounds them.
  ['9007199254740993::BIGINT', 'int64', 9007199254740993n, 'Int64', '9007199254740993'],
  ['18446744073709551615::UBIGINT', 'uint64', 18446744073709551615n, 'Uint64', '18446744073709551615'],
  ['12345678901::HUGEINT', 'int64', 12345678901n, 'Int64', '12345678901'],
  ['12::UHUGEINT', 'int64', 12n, 'Int64', '12'],
  ['sum(x)', 'int64', 3n, 'Int64', '3'],
  ['avg(x)', 'float64', 1.5, 'Float64', 1.5],
  ['1.50::DECIMAL(10,2)', 'float64', 1.5, 'Float64', '1.5'],
  ['12::DECIMAL(10,0)', 'int64', 12n, 'Int64', '12'],
  ['0.1::DOUBLE', 'float64', 0.1, 'Float64', 0.1],
  ["'NaN'::DOUBLE", 'float64', Number.NaN, 'Float64', null],
  ["'-Infinity'::DOUBLE", 'float64', Number.NEGATIVE_INFINITY, 'Float64', null],
  ['0.1::FLOAT', 'float32', Math.fround(0.1), 'Float32', Math.fround(0.1)],
  [`'é"' || chr(10)`, 'utf8', 'é"\n', 'Utf8', 'é"\n'],
  [
    "uuid '550e8400-e29b-41d4-a716-446655440000'",
    'utf8',
    '550e8400-e29b-41d4-a716-446655440000',
    'Utf8',
    '550e8400-e29b-41d4-a716-446655440000',
  ],
  [`'{"a": 1}'::JSON`, 'utf8', '{"a": 1}', 'Utf8', '{"a": 1}'],
  ["from_hex('00aa')", 'binary', Uint8Array.of(0, 0xaa), 'Binary', expect.any(String)],
  ["'101'::BIT", 'binary', Uint8Array.of(5, 0xfd), 'Binary', expect.any(String)],
  [
    "TIMESTAMPTZ '2026-08-22T10:00:00.123456Z'",
    'timestamp[us]',
    '2026-08-22T10:00:00.123456Z',
    /^Timestamp<MICROSECOND, .+>$/,
    '2026-08-22T10:00:00.123456Z',
  ],
  [
    "TIMESTAMP '2026-08-22 10:00:00.5'",
    'timestamp[us]',
    '2026-08-22T10:00:00.5Z',
    'Timestamp<MICROSECOND>',
    '2026-08-22T10:00:00.5Z',
  ],
  [
    "TIMESTAMP_S '1960-01-01 00:00:01'",
    'timestamp[s]',
    '1960-01-01T00:00:01Z',
    'Timestamp<SECOND>',
    '1960-01-01T00:00:01Z',
  ],
  [
    "TIMESTAMP_MS '2026-08-22 10:00:00.123'",
    'timestamp[ms]',
    '2026-08-22T10:00:00.123Z',
    'Timestamp<MILLISECOND>',
    '2026-08-22T10:00:00.123Z',
  ],
  [
    "TIMESTAMP_NS '2026-08-22 10:00:00.123456789'",
    'timestamp[ns]',
    '2026-08-22T10:00:00.123456789Z',
    'Timestamp<NANOSECOND>',
    '2026-08-22T10:00:00.123456789Z',
  ],
  ["DATE '2026-01-01'", 'date32', '2026-01-01', 'Date32<DAY>', '2026-01-01T00:00:00Z'],
  ["DATE '1582-10-15'", 'date32', '1582-10-15', 'Date32<DAY>', '1582-10-15T00:00:00Z'],
  ["TIME '10:00:00'", 'string_encoded', '10:00:00.000000', 'Time64<MICROSECOND>', '10:00:00.000000'],
  ["TIMETZ '10:00:00+05'", 'string_encoded', '10:00:00.000000', 'Time64<MICROSECOND>', '10:00:00.000000'],
  ["TIME_NS '10:00:00.123456789'", 'string_encoded', '10:00:00.123456789', 'Time64<NANOSECOND>', '10:00:00.123456789'],
  [
    'INTERVAL 1 DAY',
    'string_encoded',
    '{"months":0,"days":1,"nanoseconds":0}',
    'Interval<MONTH_DAY_NANO>',
    '{"months":0,"days":1,"nanoseconds":0}',
  ],
  ['[1,2]', 'list', '[1,2]', 'List<Int32>', '[1,2]'],
  ["['a', NULL]", 'list', '["a",null]', 'List<Utf8>', '["a",null]'],
  ['array_value(1,2)', expect.any(String) as unknown as string, '[1,2]', /^FixedSizeList/, '[1,2]'],
  ["{'b': 1, 'a': 'x'}", 'struct', '{"a":"x","b":1}', /^Struct/, '{"a":"x","b":1}'],
  ["MAP {'k': 1}", 'map', '[{"key":"k","value":1}]', /^Map/, '[{"key":"k","value":1}]'],
  ["'x'::ENUM('x','y')", expect.stringMatching(/^unknown:/) as unknown as string, 'x', 'Dictionary<Uint8, Utf8>', 'x'],
  [
    `'v299'::ENUM(${Array.from({ length: 300 }, (_, i) => `'v${i}'`).join()})`,
    expect.stringMatching(/^unknown:/) as unknown as string,
    'v299',
    'Dictionary<Uint16, Utf8>',
    'v299',
  ],
  ['union_value(num := 2)', expect.stringMatching(/^unknown:/) as unknown as string, '[0,2]', /^Union/, '[0,2]'],
  ['NULL', 'int32', null, 'Int32', null],
  ['NULL::VARCHAR', 'utf8', null, 'Utf8', null],
]

describe('every type', () => {
  const query = `SELECT ${matrix.map(([expression], i) => `${expression} AS c${i}`).join(', ')} FROM (VALUES (1),(2)) t(x)`
  const lossless = { int64: 'bigint', timestamps: 'iso' } as const
  let columns: QueryColumns
  let row: QueryRow
  let streamed: QueryRow[]
  let json: JsonResult
  let arrowTypes: string[]

  beforeAll(async () => {
    columns = await arc.query.columns(query)
    row = (await arc.query.rows(query, lossless))[0] ?? {}
    streamed = []
    for await (const streamedRow of arc.query.stream(query, lossless)) streamed.push(streamedRow)
    json = await arc.query.json(query, { bigNumbers: 'text' })
    arrowTypes = (await arc.query.arrow(query)).schema.fields.map((field) => String(field.type))
  })

  it.each(matrix.map((line, i) => [...line, i] as const))('%s', (_, type, value, arrowType, jsonValue, i) => {
    expect(columns.types[i]).toEqual(type)
    expect(columns.columns[i]).toMatchObject({ kind: kindOf(columns.types[i]), values: { length: 1 } })
    expect(row[`c${i}`]).toEqual(value)
    expect(streamed[0]?.[`c${i}`]).toEqual(value)
    expect(json.data[0]?.[i]).toEqual(jsonValue)
    expect(arrowTypes[i]).toMatch(arrowType)
  })

  /** The kind that docs/result-types.md gives a declared type. */
  function kindOf(type = ''): QueryColumn['kind'] {
    if (type === 'bool') return 'boolean'
    if (/^u?int64$/.test(type)) return 'bigint'
    if (/^u?int\d+$/.test(type)) return 'integer'
    if (/^float/.test(type)) return 'float'
    if (/^timestamp/.test(type)) return 'timestamp'
    if (type === 'date32') return 'date'
    return type === 'binary' ? 'binary' : 'text'
  }

  it('that Arrow does not have is an error that says so', async () => {
    const expected = { name: 'ArcQueryError', category: 'unsupported' }
    await expect(arc.query.rows('SELECT 1::VARIANT')).rejects.toMatchObject(expected)
    await expect(arc.query.arrow('SELECT 1::VARIANT')).rejects.toMatchObject(expected)
  })

  it('has an exact typed array', () => {
    const at = (expression: string) => columns.columns[matrix.findIndex(([each]) => each === expression)]
    expect(at('9007199254740993::BIGINT')).toMatchObject({
      kind: 'bigint',
      values: BigInt64Array.of(9007199254740993n),
    })
    expect(at("TIMESTAMP_NS '2026-08-22 10:00:00.123456789'")).toMatchObject({
      kind: 'timestamp',
      unit: 'ns',
      values: BigInt64Array.of(1787392800123456789n),
    })
    expect(at('NULL')).toMatchObject({ nullCount: 1, validity: Uint8Array.of(0xfe) })
  })

  it('of 64 bits beyond 2^53 is an error as a number, never a rounded one', async () => {
    await expect(arc.query.rows('SELECT 9007199254740993 AS n')).rejects.toThrow(
      /column "n".*9007199254740993.*int64: 'bigint'/,
    )
    const stream = arc.query.stream('SELECT 9007199254740993 AS n')
    await expect(stream.next()).rejects.toThrow(/int64: 'bigint'/)
    const late = arc.query.stream(
      'SELECT CASE i WHEN 4999 THEN 9007199254740993 ELSE i END AS n FROM (SELECT unnest(range(5000)) AS i) AS t',
    )
    const drained = async () => {
      for await (const _ of late);
    }
    await expect(drained()).rejects.toThrow('column "n", row 4999:')
    expect(await arc.query.rows('SELECT 9007199254740991 AS n')).toEqual([{ n: 9007199254740991 }])
  })

  it('of 128 bits beyond int64 is an error', async () => {
    await expect(arc.query.rows('SELECT 9223372036854775807::HUGEINT AS n')).rejects.toThrow(ArcQueryError)
    expect(await arc.query.rows('SELECT 9223372036854775806::HUGEINT AS n', { int64: 'bigint' })).toEqual([
      { n: 9223372036854775806n },
    ])
    const overflow = 'SELECT sum(x) AS s FROM (VALUES (9223372036854775807), (1)) t(x)'
    await expect(arc.query.rows(overflow)).rejects.toThrow(ArcQueryError)
    await expect(arc.query.rows(overflow)).rejects.toThrow(/Cast the value/)
  })

  it('of 128 bits beyond int64 end an Arrow stream without a word, as the documentation warns', async () => {
    const query = (value: string) => `SELECT ${value} AS s FROM range(5000) AS "t"(i) ORDER BY i`
    const overflow = '(CASE i WHEN 3000 THEN 9223372036854775807::HUGEINT * 2 ELSE i END)'
    await expect(arc.query.rows(query(overflow))).rejects.toThrow(/128-bit integer is beyond int64/)
    expect((await arc.query.arrow(query(overflow))).numRows).toBe(2048)
    expect((await arc.query.arrow(query(`${overflow}::DOUBLE`))).numRows).toBe(5000)
  })
})

describe('values at the edges', () => {
  it.each([
    ['[-0.0::DOUBLE, 1e21, 1e20, 1e-7]', '[-0,1e+21,100000000000000000000,1e-07]'],
    ['[1e-45::FLOAT, 3.4e38::FLOAT, 0.1::FLOAT, 1e-6::FLOAT, -0.0::FLOAT]', '[1e-45,3.4e+38,0.1,0.000001,-0]'],
    ['[1.50::DECIMAL(9,2), 0.00001::DECIMAL(18,5), -0.0000105::DECIMAL(38,7)]', '["1.5","1e-05","-1.05e-05"]'],
    ["{'\u{1f600}': 1, '\uffff': 2, 'b': 3}", '{"b":3,"\uffff":2,"\u{1f600}":1}'],
    // The server compares names as they stand in JSON, with their quotes and escapes.
    ["{'a': 1, 'a b': 2, 'a#': 3, 'z': 4, 'B': 5, '<': 6}", '{"B":5,"\\u003c":6,"a b":2,"a":1,"a#":3,"z":4}'],
    ["CAST('x' AS UNION(a INT, b VARCHAR))", '[1,"x"]'],
    [
      "[DATE '-0043-03-15', DATE '12000-01-01', DATE '0001-01-01', DATE 'infinity']",
      '["-0043-03-15","12000-01-01","0001-01-01","5881580-07-11"]',
    ],
    ["[TIMESTAMP '12000-01-01 00:00:00.5']", '["12000-01-01T00:00:00.5Z"]'],
    ["[chr(8) || chr(12) || chr(92) || 'b\"<&>']", '["\\u0008\\u000c\\\\b\\"\\u003c\\u0026\\u003e"]'],
    // A byte order mark, which text decoders like to drop.
    ["'\ufeffa'::ENUM('\ufeffa')", '\ufeffa'],
    ["['\ufeffa'::ENUM('\ufeffa')]", '["\ufeffa"]'],
    ["{'a': '\ufeffa'}", '{"a":"\ufeffa"}'],
  ])('%s is the same by rows and stream', async (expression, text) => {
    const query = `SELECT ${expression} AS v`
    expect(await arc.query.rows(query)).toEqual([{ v: text }])
    expect((await arc.query.stream(query).next()).value).toEqual({ v: text })
    expect((await arc.query.stream(query, { dictionary: true }).next()).value).toEqual({ v: text })
  })

  it('an empty list of INTERVAL is null by rows only, as the documentation says', async () => {
    const query = 'SELECT []::INTERVAL[] AS v'
    expect(await arc.query.rows(query)).toEqual([{ v: 'null' }])
    expect((await arc.query.stream(query).next()).value).toEqual({ v: '[]' })
  })

  it.each(["TIMESTAMP 'infinity'", "TIMESTAMPTZ '-infinity'", "TIMESTAMP_NS 'infinity'", "TIMESTAMP_S 'infinity'"])(
    '%s is an invalid Date, and its name as text',
    async (expression) => {
      const query = `SELECT ${expression} AS v`
      const [, name] = /'(.+)'/.exec(expression) ?? []
      expect(await arc.query.rows(query, { timestamps: 'iso' })).toEqual([{ v: name }])
      expect((await arc.query.stream(query, { timestamps: 'iso' }).next()).value).toEqual({ v: name })
      const [row] = await arc.query.rows<{ v: Date }>(query)
      expect(row?.v.getTime()).toBeNaN()
      const streamed = await arc.query.stream<{ v: Date }>(query).next()
      expect(streamed.done || streamed.value.v.getTime()).toBeNaN()
    },
  )
})

describe('results larger than a batch', () => {
  const query = "SELECT i, i * 0.5 AS f, 'host-' || (i % 7) AS h FROM range(10000) t(i) ORDER BY i"
  const expected = Array.from({ length: 10_000 }, (_, i) => ({ i, f: i * 0.5, h: `host-${i % 7}` }))

  it('are the same by rows, stream, dictionaries and batches', async () => {
    expect(await arc.query.rows(query)).toEqual(expected)
    const streamed: QueryRow[] = []
    for await (const row of arc.query.stream(query)) streamed.push(row)
    expect(streamed).toEqual(expected)
    const encoded: QueryRow[] = []
    for await (const row of arc.query.stream(query, { dictionary: true })) encoded.push(row)
    expect(encoded).toEqual(expected)
    let rows = 0
    for await (const batch of arc.query.batches(query)) rows += batch.numRows
    expect(rows).toBe(10_000)
  })
})

describe('a consumer slower than the deadline of the server', () => {
  // 16 MB: more than the buffers of a connection hold, so that a reader that stops makes the server wait.
  const query = "SELECT i, repeat('x', 80) || i AS text FROM range(200000) t(i)"
  // A busy machine needs the time to send it all.
  const queryTimeoutMs = 3_000
  let slow: LiveTarget

  beforeAll(async () => {
    slow = await openTarget({ queryTimeoutMs })
  })
  afterAll(() => slow[Symbol.asyncDispose]())

  /** Reads a batch, pauses beyond the deadline, reads on. */
  async function pausedRead(options: StreamOptions): Promise<number> {
    let rows = 0
    for await (const batch of slow.client({ serverQueryTimeoutMs: queryTimeoutMs }).query.batches(query, options)) {
      if (rows === 0) await sleep(queryTimeoutMs + 500)
      rows += batch.numRows
    }
    return rows
  }

  it('is spared by reading ahead', async () => {
    if (!slow.embedded) return
    expect(await pausedRead({})).toBe(200_000)
  })

  it('is told', async () => {
    if (!slow.embedded) return
    await expect(pausedRead({ readAheadBytes: 100_000 })).rejects.toThrow(ArcTruncatedError)
    // What the server says by itself.
    expect(await pausedRead({ readAheadBytes: 100_000, serverQueryTimeoutMs: 0 })).toBeLessThan(200_000)
  })
})

describe('the bytes of ipc', () => {
  it('are read by polars, flechette, Arquero and apache-arrow', async () => {
    const bytes = await arc.query.ipc(
      "SELECT i::INTEGER AS i, i * 0.5 AS f, 'host-' || (i % 7) AS h FROM range(5000) t(i) ORDER BY i",
    )
    const expected = Array.from({ length: 5_000 }, (_, i) => ({ i, f: i * 0.5, h: `host-${i % 7}` }))
    expect(pl.readIPCStream(Buffer.from(bytes)).toRecords()).toEqual(expected)
    expect(flechette.tableFromIPC(bytes).toArray()).toEqual(expected)
    expect(fromArrow(bytes).objects()).toEqual(expected)
    expect(
      tableFromIPC(bytes)
        .toArray()
        .map((row) => row.toJSON()),
    ).toEqual(expected)
  })

  it('are read by them with dictionaries too', async () => {
    const query = "SELECT 'h' || (i // 1000 * 10 + i % 3)::VARCHAR AS h FROM range(5000) t(i) ORDER BY i"
    const bytes = await arc.query.ipc(query, { dictionary: true })
    const expected = Array.from({ length: 5_000 }, (_, i) => ({ h: `h${Math.floor(i / 1000) * 10 + (i % 3)}` }))
    expect(pl.readIPCStream(Buffer.from(bytes)).toRecords()).toEqual(expected)
    expect(flechette.tableFromIPC(bytes).toArray()).toEqual(expected)
    expect(
      tableFromIPC(bytes)
        .toArray()
        .map((row) => row.toJSON()),
    ).toEqual(expected)
  })
})

describe('sql', () => {
  it('values survive the rewriting of the server', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, hostileText, async (a, b) => {
        const query = sql`SELECT ${a} AS a, ${b} AS b, ${a} || ${b} AS ab FROM range(2) AS r WHERE ${a} LIKE ${'%'} AND ${b} = ${b}`
        expect(await arc.query.rows(query)).toEqual(Array(2).fill({ a, b, ab: a + b }))
      }),
      { numRuns: 150 },
    )
  })

  it('values stay where they are beside LIKE', async () => {
    const cities = uniqueName('cities')
    const names = ["'s-Hertogenbosch", 'Paris', '']
    await arc.write.rows(
      cities,
      names.map((name, n) => ({ time: new Date(1787392800000 + n), kind: 'city', name, n })),
    )
    await arc.write.makeVisible()
    for (const name of names) {
      const read = async (condition: ReturnType<typeof sql>) => {
        const query = sql`SELECT name FROM ${sql.id(cities)} AS c WHERE ${condition} ORDER BY n`
        return (await arc.query.rows<{ name: string }>(query)).map((row) => row.name)
      }
      const others = names.filter((other) => other !== name)
      expect(await read(sql`kind LIKE ${'city'} AND name <> ${name}`)).toEqual(others)
      expect(await read(sql`kind LIKE ${'none'} OR n < 9 AND name <> ${name}`)).toEqual(others)
    }
  })

  it('the names of a WITH are found behind a line break', async () => {
    const rows = await arc.query.rows(sql`
      WITH
        numbers AS (SELECT 1 AS n)
      SELECT n FROM numbers`)
    expect(rows).toEqual([{ n: 1 }])
  })

  it('time ranges and buckets give what they say', async () => {
    const measurement = uniqueName('traps')
    const clocks = ['10:00:00', '10:59:59.7', '11:00:00']
    const times = [...clocks.map((clock) => `2026-08-22T${clock}Z`), '2019-06-01T00:00:00Z']
    await arc.write.rows(
      measurement,
      times.map((time, n) => ({ time: new Date(time), n })),
    )
    await arc.write.makeVisible()
    const read = async (condition: ReturnType<typeof sql>) => {
      const rows = await arc.query.rows<{ n: number }>(
        sql`SELECT n FROM ${sql.id(measurement)} AS m WHERE ${condition} ORDER BY n`,
      )
      return rows.map(({ n }) => n)
    }
    expect(await read(sql.timeRange('time', times[0], times[2]))).toEqual([0, 1])
    expect(await read(sql.timeRange('time', times[0], new Date('2026-08-22T11:00:00.001Z')))).toEqual([0, 1, 2])
    expect(await read(sql.timeRange('time', times[0], 1787396400_000001n))).toEqual([0, 1, 2])
    expect(await read(sql.timeRange('time', undefined, '2021-01-01T00:00:00Z'))).toEqual([3])
    expect(await read(sql.timeRange('time', times[1], '9999-12-31T00:00:00Z'))).toEqual([1, 2])
    const hour = sql.timeBucket('1 hour', 'time')
    const week = sql.timeBucket('1 week', 'time')
    const buckets = await arc.query.rows(
      sql`SELECT ${hour} AS hour, ${week} AS week, count(*) AS n FROM ${sql.id(measurement)} AS m WHERE n < 3 GROUP BY hour, week ORDER BY hour`,
      { timestamps: 'iso' },
    )
    expect(buckets).toEqual([
      { hour: '2026-08-22T10:00:00Z', week: '2026-08-17T00:00:00Z', n: 2 },
      { hour: '2026-08-22T11:00:00Z', week: '2026-08-17T00:00:00Z', n: 1 },
    ])
  })

  it('downsampling keeps every peak, and the range selects the files', async () => {
    const measurement = uniqueName('peaks')
    const start = Date.UTC(2026, 7, 22, 10)
    const [from, to] = [new Date(start), new Date(start + 3_600_000)]
    // A quiet line from an hour before to an hour after, with one peak up and one down in each minute.
    const time = Array.from({ length: 3 * 3_600 }, (_, i) => start - 3_600_000 + i * 1_000)
    const level = time.map((_, i) => (i % 60 === 17 ? 1_000 + i : i % 60 === 41 ? -i : i % 60 === 5 ? null : 0.5))
    await arc.write.columns(measurement, { time, host: time.map(() => 'a'), level })
    await arc.write.makeVisible()
    const query = sql`
      SELECT host, ${sql.downsample('level', from, to, 60)}
      FROM ${sql.id(measurement)} AS m
      WHERE ${sql.timeRange('time', from, to)}
      GROUP BY ALL ORDER BY host, time`
    // As it was written: the server finds the range by itself.
    expect((await arc.query.meaning(query)).changes).toEqual([])
    const found = await arc.query.rows<{ time: Date; level: number }>(query)
    expect(found.map(({ time: at, level: peak }) => [at.getTime(), peak])).toEqual(
      time.flatMap((at, i) => (i >= 3_600 && i < 7_200 && (i % 60 === 17 || i % 60 === 41) ? [[at, level[i]]] : [])),
    )
  })
})

describe('random tables', () => {
  it('come back equal', async () => {
    const kinds = {
      f: fc.double(),
      i: fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
      s: anyText,
      b: fc.boolean(),
    }
    const table = fc.integer({ min: 1, max: 30 }).chain((length) => {
      const nullable = <T>(value: fc.Arbitrary<T>) =>
        fc.array(fc.option(value), { minLength: length, maxLength: length })
      return fc.record({
        f: nullable(kinds.f),
        i: nullable(kinds.i),
        s: nullable(kinds.s),
        b: nullable(kinds.b),
        start: fc.integer({ min: 946_684_800, max: 4_102_444_800 }),
      })
    })
    const written: { measurement: string; rows: object[] }[] = []
    for (const { start, ...columns } of fc.sample(table, 12)) {
      const measurement = uniqueName('random')
      const time = columns.f.map((_, row) => BigInt(start) * 1_000_000n + BigInt(row) * 123_457n)
      await arc.write.columns(
        measurement,
        { time, ...columns },
        { timeUnit: 'us', schema: { f: 'float64', i: 'int64', s: 'string', b: 'boolean' } },
      )
      written.push({
        measurement,
        rows: time.map((micros, row) => ({
          time: micros,
          f: columns.f[row],
          i: columns.i[row],
          s: columns.s[row],
          b: columns.b[row],
        })),
      })
    }
    await arc.write.makeVisible()
    for (const { measurement, rows } of written) {
      const names = Object.keys(rows[0] ?? {}).filter((name) =>
        rows.some((row) => row[name as keyof typeof row] !== null),
      )
      const query = sql`SELECT ${sql.join(names.map((name) => sql.id(name)))} FROM ${sql.id(measurement)} AS m ORDER BY time`
      const expected = rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name as keyof typeof row]])))
      expect(await arc.query.rows(query, { int64: 'bigint', timestamps: 'micros' })).toEqual(expected)
      const streamed: QueryRow[] = []
      for await (const row of arc.query.stream(query, { int64: 'bigint', timestamps: 'micros' })) streamed.push(row)
      expect(streamed).toEqual(expected)
    }
  })
})

describe('errors', () => {
  it.each<[string, string, string]>([
    ['a syntax error', 'SELEC 1', 'parser'],
    ['an unknown column', 'SELECT nope FROM (VALUES (1)) AS r(n)', 'binder'],
    ['an unknown function', 'SELECT nope(1)', 'catalog'],
    ['a failed cast', "SELECT 'x'::INTEGER", 'conversion'],
  ])('of %s have their category, whatever the format', async (_, query, category) => {
    const expected = { name: 'ArcQueryError', category }
    await expect(arc.query.rows(query)).rejects.toMatchObject(expected)
    await expect(arc.query.arrow(query)).rejects.toMatchObject(expected)
    await expect(arc.query.json(query)).rejects.toMatchObject(expected)
    // Counting the rows needs no cast.
    if (category !== 'conversion') await expect(arc.query.estimate(query)).rejects.toMatchObject(expected)
  })

  it('of a literal beside a column named like a keyword say what to put in parentheses, where the client may not', async () => {
    const where = (condition: SqlFragment) =>
      sql`SELECT 1 AS one FROM (SELECT 'a' AS "from") AS mails WHERE ${condition}`
    const query = where(sql`"from" = ${'a'}`)
    await expect(arc.query.rows(query, { rewrite: false })).rejects.toThrow(/"from" or "join" in parentheses/)
    expect(await arc.query.rows(query)).toEqual([{ one: 1 }])
  })

  it('of db.table under a database say what to remove', async () => {
    await expect(arc.query.rows('SELECT * FROM default.cpu AS c')).rejects.toThrow(/database: null/)
    expect(await arc.query.rows(sql`SELECT * FROM ${sql.id(database, 'nosuch')} AS n`, { database: null })).toEqual([])
  })
})

describe('the small ones', () => {
  it('estimate counts', async () => {
    expect(await arc.query.estimate(`SELECT i FROM range(20000) AS "r"(i);`)).toMatchObject({
      estimated_rows: 20_000,
      warning_level: 'low',
    })
    expect(await arc.query.estimate('SELECT * FROM nosuch')).toMatchObject({ estimated_rows: 0, missing: true })
  })

  it("measurements lists the client's database, or all of them", async () => {
    const own = await arc.query.measurements()
    expect(own.length).toBeGreaterThan(0)
    expect(own.filter((measurement) => measurement.database !== database)).toEqual([])
    expect(await arc.query.measurements({ database })).toEqual(own)
    expect(await arc.query.measurements({ allDatabases: true })).toEqual(expect.arrayContaining([...own]))
    expect(await arc.query.measurements({ database: uniqueName('none') })).toEqual([])
  })

  it('a missing measurement is missing in every format', async () => {
    expect(await arc.query.columns('SELECT count(*) FROM nosuch')).toMatchObject({ missing: true, rowCount: 0 })
    expect((await arc.query.arrow('SELECT * FROM nosuch')).numRows).toBe(0)
    expect(await arc.query.json('SELECT * FROM nosuch')).toMatchObject({ columns: [], row_count: 0 })
  })
})
