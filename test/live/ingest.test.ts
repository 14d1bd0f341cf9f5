/** What is written comes back as it was, kind by kind: on ARC_URL, else on the embedded Arc. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { tableToIPC } from 'apache-arrow'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ArcClient, type Column, type Columns, defineMeasurement, lineProtocol, sql } from '../../src/index.ts'
import { type LiveDatabase, openDatabase, uniqueName } from './target.ts'

const T0 = Date.UTC(2024, 5, 1)

let live: LiveDatabase
let arc: ArcClient
const database = uniqueName('ingest')

beforeAll(async () => {
  live = await openDatabase(database)
  arc = live.arc
})

afterAll(() => live?.[Symbol.asyncDispose]())

/** The column `v` of a measurement in the order of `time`, exact. */
async function readBack(measurement: string): Promise<unknown[]> {
  await arc.write.makeVisible()
  const rows = await arc.query.rows(`SELECT v FROM ${measurement} ORDER BY time`, { int64: 'bigint' })
  return rows.map(({ v }) => v)
}

async function roundTrip(values: Column): Promise<unknown[]> {
  const measurement = uniqueName('kind')
  const { length } = elementsOf(values)
  await arc.write.columns(measurement, { time: Array.from({ length }, (_, i) => T0 + i), v: values })
  return await readBack(measurement)
}

function elementsOf(column: Column): ArrayLike<unknown> {
  if ('codes' in column) return column.codes
  return 'validity' in column ? column.values : (column as ArrayLike<unknown>)
}

describe('round trip', () => {
  test('float64: zeros, subnormals, NaN, infinities, limits, 2^53 ± 1', async () => {
    const values = [
      0,
      -0,
      5e-324,
      2.2250738585072014e-308,
      Number.MAX_VALUE,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      2 ** 53 - 1,
      2 ** 53,
      -(2 ** 53) + 1,
      0.1,
      1,
      1.9,
    ]
    expect(await roundTrip(values)).toEqual(values)
    expect(await roundTrip(Float64Array.from(values))).toEqual(values)
  })

  test('float32 is widened exactly', async () => {
    const values = Float32Array.of(0.1, -0, 1e-45, 3.4028234663852886e38, Number.NaN)
    expect(await roundTrip(values)).toEqual(Array.from(values))
  })

  test('int64: limits and around 2^53', async () => {
    const values = [
      -(2n ** 63n),
      2n ** 63n - 1n,
      0n,
      -1n,
      2n ** 53n - 1n,
      2n ** 53n,
      2n ** 53n + 1n,
      -(2n ** 53n) - 1n,
      2n ** 31n,
      -(2n ** 31n) - 1n,
    ]
    expect(await roundTrip(values)).toEqual(values)
    expect(await roundTrip(BigInt64Array.from(values))).toEqual(values)
  })

  test.each([
    ['Int8Array', Int8Array.of(-128, 0, 127)],
    ['Uint8Array', Uint8Array.of(0, 128, 255)],
    ['Uint8ClampedArray', Uint8ClampedArray.of(0, 128, 300)],
    ['Int16Array', Int16Array.of(-32768, 0, 32767)],
    ['Uint16Array', Uint16Array.of(0, 32768, 65535)],
    ['Int32Array', Int32Array.of(-(2 ** 31), 0, 2 ** 31 - 1)],
    ['Uint32Array', Uint32Array.of(0, 2 ** 31, 2 ** 32 - 1)],
    ['BigUint64Array', BigUint64Array.of(0n, 2n ** 32n, 2n ** 63n - 1n)],
  ] as const)('%s', async (_name, values) => {
    const exact = Array.from(values as ArrayLike<number | bigint>, BigInt)
    expect(await roundTrip(values)).toEqual(exact)
    const [first, , last] = exact
    for (const validity of [[true, false, true], Uint8Array.of(0b101)]) {
      expect(await roundTrip({ values, validity })).toEqual([first, null, last])
    }
  })

  test('values beside a mask, whatever stands at the nulls', async () => {
    const masks = [[true, false, true], Uint8Array.of(0b11111101)]
    for (const validity of masks) {
      expect(await roundTrip({ values: Float64Array.of(-0, 1, Number.NaN), validity })).toEqual([-0, null, Number.NaN])
      expect(await roundTrip({ values: Float32Array.of(0.5, 1, -0), validity })).toEqual([0.5, null, -0])
      expect(await roundTrip({ values: ['', Symbol('s'), '😀'], validity })).toEqual(['', null, '😀'])
      expect(await roundTrip({ values: [true, 'x', false], validity })).toEqual([true, null, false])
      const codes = Uint8Array.of(1, 99, 0)
      expect(await roundTrip({ codes, dictionary: ['é', '', 'unused'], validity })).toEqual(['', null, 'é'])
    }
  })

  test('strings: empty, emoji, half a pair, control characters, 64 kB', async () => {
    const long = 'é€😀a'.repeat(7000)
    const values = [
      '',
      'plain',
      '😀👩‍👩‍👧‍👦',
      'a\ud800b',
      'tab\tline\nquote"back\\slash',
      '\u0000\u001f',
      '\ufeffBOM',
      ' ',
      long,
      'x'.repeat(65_536),
    ]
    expect(await roundTrip(values)).toEqual(values.map((text) => (text === 'a\ud800b' ? 'a\ufffdb' : text)))
  })

  test('dictionaries, booleans, nulls', async () => {
    expect(await roundTrip({ codes: Uint8Array.of(1, 0, 1), dictionary: ['a', ''] })).toEqual(['', 'a', ''])
    expect(await roundTrip([true, null, false])).toEqual([true, null, false])
    expect(await roundTrip([null, 1, undefined])).toEqual([null, 1, null])
    expect(await roundTrip(['a', null])).toEqual(['a', null])
  })

  test('one row; a row of nothing but its time', async () => {
    expect(await roundTrip([42])).toEqual([42])
    const measurement = uniqueName('bare')
    await arc.write.columns(measurement, { time: [T0], v: [null] })
    await arc.write.makeVisible()
    const result = await arc.query.columns(`SELECT * FROM ${measurement}`)
    expect({ names: result.names, rows: result.rowCount }).toEqual({ names: ['time'], rows: 1 })
  })

  test('1,000 columns', async () => {
    const measurement = uniqueName('wide')
    const values = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`c${i}`, [i, i + 0.5]]))
    await arc.write.columns(measurement, { time: [T0, T0 + 1], ...values })
    await arc.write.makeVisible()
    const [first, second] = await arc.query.rows(`SELECT * EXCLUDE (time) FROM ${measurement} ORDER BY time`)
    expect(first).toEqual(Object.fromEntries(Object.entries(values).map(([name, [value]]) => [name, value])))
    expect(second).toEqual(Object.fromEntries(Object.entries(values).map(([name, [, value]]) => [name, value])))
  })

  test.each([2 ** 20, 2 ** 20 + 1])('%i rows', async (rows) => {
    const measurement = uniqueName('tall')
    const time = Float64Array.from({ length: rows }, (_, i) => T0 + i)
    const v = Float64Array.from({ length: rows }, (_, i) => i / 3)
    const result = await arc.write.columns(measurement, { time, v, i: Int32Array.from({ length: rows }, (_, i) => i) })
    expect(result).toMatchObject({ rows, requests: rows > 2 ** 20 ? 2 : 1 })
    await arc.write.makeVisible()
    const check = `SELECT count(*) AS n, count(*) FILTER (v = i / 3.0::DOUBLE AND epoch_ms(time) = ${T0} + i) AS same, max(i) AS last FROM ${measurement}`
    await expect
      .poll(() => arc.query.rows(check), { timeout: 20_000 })
      .toEqual([{ n: rows, same: rows, last: rows - 1 }])
  })

  test('instants from 1684 to 2255: together with one of today, alone where they are whole seconds', async () => {
    const instants = [
      '1684-07-28T00:12:25.259009Z',
      '1900-01-01T00:00:00.5Z',
      '1969-12-31T23:59:59.999999Z',
      '1970-01-01T00:00:00Z',
      '1970-04-26T17:46:39.999999Z',
      '2024-02-29T12:00:00.000001Z',
      '2255-06-05T23:47:34.740991Z',
    ]
    const alone = [
      '1684-07-29T00:00:00Z',
      '1970-01-01T00:00:00Z',
      '1970-04-26T17:46:40Z',
      '2255-06-05T23:47:34.740991Z',
    ]
    const together = uniqueName('together')
    await arc.write.columns(together, { time: instants, v: instants })
    const apart = uniqueName('apart')
    for (const instant of alone) await arc.write.rows(apart, [{ time: instant, v: instant }])
    await arc.write.makeVisible()
    for (const [measurement, written] of [
      [together, instants],
      [apart, alone],
    ] as const) {
      const rows = await arc.query.rows(`SELECT v, epoch_us(time) AS at FROM ${measurement} ORDER BY time`, {
        int64: 'bigint',
      })
      expect(rows).toEqual(written.map((v) => ({ v, at: micros(v) })))
    }
  })

  test('odd column names', async () => {
    const measurement = uniqueName('names')
    const names = ['a.b', 'with space', 'quote"d', "apo'strophe", 'é', 'É', '日本', 'semi;colon', 'select', '1st']
    await arc.write.columns(measurement, { time: [T0], ...Object.fromEntries(names.map((name) => [name, [name]])) })
    await arc.write.makeVisible()
    const [row] = await arc.query.rows(`SELECT * EXCLUDE (time) FROM ${measurement}`)
    expect(row).toEqual(Object.fromEntries(names.map((name) => [name, name])))
  })
})

test('any batches: random kinds, nulls and instants come back as they were', { timeout: 60_000 }, async () => {
  const cells: Record<string, fc.Arbitrary<unknown>> = {
    float64: fc.oneof(fc.double(), fc.integer(), fc.constantFrom(-0, 5e-324, 2 ** 53)),
    int64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    string: fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !/[\r\n]/.test(text)),
    boolean: fc.boolean(),
  }
  const instant = fc.oneof(
    fc.bigInt({ min: 1_000_000_000_000_000n, max: 2_000_000_000_000_000n }),
    fc.bigInt({ min: 1n - 2n ** 53n, max: 2n ** 53n - 1n }),
    fc.bigInt({ min: -5_000n, max: 5_000n }).map((seconds) => seconds * 1_000_000n),
  )
  const column = fc.constantFrom(...Object.values(cells))
  const batch = fc
    .tuple(fc.array(column, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 12 }))
    .chain(([types, rows]) =>
      fc.tuple(
        // One of today: without it a batch of old instants can be one that the server would misread.
        fc
          .uniqueArray(instant, { minLength: rows, maxLength: rows })
          .map((times) => [...times, 1_700_000_000_000_001n]),
        ...types.map((cell) => fc.array(fc.option(cell, { nil: null }), { minLength: rows + 1, maxLength: rows + 1 })),
      ),
    )
  const batches = fc
    .sample(batch, 60)
    .map(([time, ...columns]) => ({ measurement: uniqueName('fuzz'), time: time as bigint[], columns }))
  for (const { measurement, time, columns } of batches) {
    const named = Object.fromEntries(columns.map((values, i) => [`c${i}`, values])) as Columns
    await arc.write.columns(measurement, { ...named, time }, { timeUnit: 'us' })
  }
  await arc.write.makeVisible()
  for (const { measurement, time, columns } of batches) {
    const result = await arc.query.rows(`SELECT *, epoch_us(time) AS us FROM ${measurement}`, { int64: 'bigint' })
    const expected = time.map((us, row) => ({
      us,
      ...Object.fromEntries(
        columns
          .map((values, i) => [`c${i}`, values[row]])
          .filter(([name]) => columns[Number(String(name).slice(1))]?.some((value) => value !== null)),
      ),
    }))
    const byTime = (a: { us?: unknown }, b: { us?: unknown }): number =>
      BigInt(a.us as bigint) < BigInt(b.us as bigint) ? -1 : 1
    expect(result.map(({ time: _, ...row }) => row).sort(byTime), measurement).toEqual(expected.sort(byTime))
  }
})

test('rows of a declared measurement, from an async iterable', async () => {
  const cpu = defineMeasurement(uniqueName('cpu'), { host: 'string', usage: 'float64', cores: 'int64', up: 'boolean' })
  async function* source() {
    yield { time: new Date(T0), host: 'a', usage: 95, cores: 8, up: true }
    yield { time: new Date(T0 + 1), host: 'b', cores: 16n }
  }
  expect(await arc.write.rows(cpu, source())).toMatchObject({ rows: 2, requests: 1 })
  await arc.write.makeVisible()
  expect(await arc.query.rows(sql`SELECT host, usage, cores, up FROM ${sql.id(cpu.name)} ORDER BY time`)).toEqual([
    { host: 'a', usage: 95, cores: 8, up: true },
    { host: 'b', usage: null, cores: 16, up: null },
  ])
})

test('points as line protocol', async () => {
  const measurement = uniqueName('lp')
  const tags = { path: 'C:\\data dir', quote: 'say "hi", ok=1' }
  const fields = { text: 'a "b" \\ c, d=e', f: -0, i: 2n ** 63n - 1n, b: false, nan: Number.NaN, small: 5e-324 }
  const lines = [
    lineProtocol(measurement, { tags, fields, time: new Date(T0) }),
    lineProtocol(measurement, { tags, fields: { f: 1.5 }, time: '1969-12-31T23:59:59.5Z' }),
  ]
  expect(await arc.write.lineProtocol(lines)).toMatchObject({ rows: 2, requests: 1 })
  await arc.write.makeVisible()
  const rows = await arc.query.rows(
    `SELECT * EXCLUDE (time), epoch_us(time) AS at FROM ${measurement} ORDER BY time DESC`,
    { int64: 'bigint' },
  )
  expect(rows[0]).toEqual({ ...tags, ...fields, at: BigInt(T0) * 1000n })
  expect(rows[1]).toMatchObject({ ...tags, f: 1.5, at: -500_000n })
})

describe('Arrow', () => {
  test('what a query gives as Arrow goes back in, and compares equal', async () => {
    const [from, into] = [uniqueName('source'), uniqueName('copy')]
    const rows = 20_000
    await arc.write.columns(from, {
      time: Float64Array.from({ length: rows }, (_, i) => T0 * 1000 + i),
      f: Array.from({ length: rows }, (_, i) => (i % 5 === 0 ? null : i / 7)),
      i: BigInt64Array.from({ length: rows }, (_, i) => BigInt(i) * 2n ** 40n),
      s: Array.from({ length: rows }, (_, i) => (i % 3 === 0 ? null : `text ${i % 100} é`)),
      b: Array.from({ length: rows }, (_, i) => (i % 4 === 0 ? null : i % 2 === 0)),
    })
    await arc.write.makeVisible()
    const all = `SELECT time, f, i, s, b FROM ${from} ORDER BY time`
    const table = await arc.query.arrow(all)
    const copies = { ipc: await arc.query.ipc(all), file: tableToIPC(table, 'file'), table }
    const fingerprint = (measurement: string) =>
      arc.query.rows(`SELECT count(*) AS n, bit_xor(hash(time, f, i, s, b)) AS h FROM ${measurement}`, {
        int64: 'bigint',
      })
    for (const [name, copy] of Object.entries(copies)) {
      expect(await arc.write.arrow(`${into}_${name}`, copy)).toMatchObject({ rows })
    }
    await arc.write.makeVisible()
    const expected = await fingerprint(from)
    expect(expected).toMatchObject([{ n: BigInt(rows) }])
    for (const name of Object.keys(copies)) expect(await fingerprint(`${into}_${name}`)).toEqual(expected)
  })
})

describe('imports', () => {
  test('CSV from a Blob, with progress', async () => {
    const measurement = uniqueName('csv')
    const text = 'ts;usage;host\n2024-01-01T00:00:00Z;95.5;a\n2024-01-01T00:00:01Z;96;b\n'
    const seen: number[] = []
    const result = await arc.imports.csv(new Blob([text]), {
      measurement,
      timeColumn: 'ts',
      delimiter: ';',
      onProgress: ({ sentBytes, totalBytes }) => {
        seen.push(sentBytes)
        expect(totalBytes).toBe(text.length)
      },
    })
    expect(result).toMatchObject({ database, measurement, rows_imported: 2 })
    expect(seen.at(-1)).toBe(text.length)
    expect(await arc.query.rows(`SELECT usage, host FROM ${measurement} ORDER BY time`)).toEqual([
      { usage: 95.5, host: 'a' },
      { usage: 96, host: 'b' },
    ])
  })

  test('line protocol from bytes and TLE from a stream', async () => {
    const measurement = uniqueName('implp')
    const bytes = new TextEncoder().encode(`${measurement} v=1 1704067200\n${measurement} v=2 1704067201\n`)
    expect(await arc.imports.lineProtocol(bytes, { precision: 's' })).toMatchObject({
      rows_imported: 2,
      measurements: [measurement],
    })
    const satellites = uniqueName('sat')
    expect(
      await arc.imports.tle(new Blob([TLE]).stream() as ReadableStream<Uint8Array>, { measurement: satellites }),
    ).toMatchObject({
      satellite_count: 1,
      measurement: satellites,
    })
  })

  test('Parquet of another writer, from a path', async () => {
    const measurement = uniqueName('pq')
    const directory = await mkdtemp(join(tmpdir(), 'arc-live-'))
    try {
      const path = join(directory, 'texts.parquet')
      const connection = await (await DuckDBInstance.create(':memory:')).connect()
      await connection.run(
        `COPY (SELECT TIMESTAMPTZ '2024-01-01T00:00:00.123456Z' + to_seconds(i) AS time, i,
          ['\ufeffBOM', 'é😀', '', NULL][i] AS s, i = 2 AS b, i / 3 AS f FROM range(1, 5) AS r(i)) TO '${path}'`,
      )
      connection.closeSync()
      expect(await arc.imports.parquet(path, { measurement })).toMatchObject({ measurement, rows_imported: 4 })
    } finally {
      await rm(directory, { recursive: true })
    }
    await arc.write.makeVisible()
    const rows = await arc.query.rows(`SELECT * FROM ${measurement} AS m ORDER BY time`, { timestamps: 'iso' })
    expect(rows).toEqual(
      ['\ufeffBOM', 'é😀', '', null].map((s, row) => ({
        time: `2024-01-01T00:00:0${row + 1}.123456Z`,
        i: row + 1,
        s,
        b: row === 1,
        f: (row + 1) / 3,
      })),
    )
  })

  test('a file the server cannot read is an error with its words', async () => {
    await expect(arc.imports.csv(new Blob(['a,b\n1,2\n']), { measurement: 'x' })).rejects.toThrow(
      /time column "time" not found/,
    )
    await expect(arc.imports.parquet(new Uint8Array(100), { measurement: 'x' })).rejects.toThrow(/parquet/)
  })
})

test('two-line elements', async () => {
  const measurement = uniqueName('tle')
  expect(await arc.write.tle(TLE, { measurement })).toMatchObject({ rows: 1, requests: 1 })
  await arc.write.makeVisible()
  expect(await arc.query.rows(`SELECT object_name, inclination_deg FROM ${measurement}`)).toEqual([
    { object_name: 'ISS (ZARYA)', inclination_deg: 51.6416 },
  ])
})

const TLE = `ISS (ZARYA)
1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927
2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537
`

function micros(text: string): bigint {
  const [seconds = '', fraction = ''] = text.replace('Z', '').split('.')
  return BigInt(new Date(`${seconds}Z`).getTime()) * 1000n + BigInt(fraction.padEnd(6, '0'))
}
