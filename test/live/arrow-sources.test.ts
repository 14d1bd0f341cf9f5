/** A million rows of every type, written by other producers of Arrow, go in and compare equal: on ARC_URL, else on the embedded Arc. */
import * as arrow from 'apache-arrow'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ArcClient } from '../../src/index.ts'
import { type LiveDatabase, openDatabase, uniqueName } from './target.ts'

const ROWS = 1_000_000
const T0 = Date.UTC(2024, 0, 1)
/** Every seventh cell is null, in each column from another row on. */
const SHIFTS = {
  i8: 0,
  i16: 1,
  i32: 2,
  i64: 3,
  u8: 4,
  u16: 5,
  u32: 6,
  f32: 0,
  f64: 1,
  b: 2,
  s: 3,
  cat: 4,
  stamp: 5,
  day: 6,
} as const
type Name = keyof typeof SHIFTS

/** The values of row `i`, and the same in SQL over `i`. */
const FORMULAS: Record<Name, readonly [(i: number) => number | bigint | boolean | string, string]> = {
  i8: [(i) => (i % 255) - 127, 'i % 255 - 127'],
  i16: [(i) => (i % 65_535) - 32_767, 'i % 65535 - 32767'],
  i32: [(i) => i * 1000 - 500_000_000, 'i * 1000 - 500000000'],
  i64: [(i) => BigInt(i) * 9_000_000_000_000n - 2n ** 62n, 'i * 9000000000000 - 4611686018427387904'],
  u8: [(i) => i % 256, 'i % 256'],
  u16: [(i) => i % 65_536, 'i % 65536'],
  u32: [(i) => i * 4000, 'i * 4000'],
  f32: [(i) => i / 8, 'i / 8.0::DOUBLE'],
  f64: [(i) => i / 3, 'i / 3.0::DOUBLE'],
  b: [(i) => i % 3 === 0, 'i % 3 = 0'],
  s: [(i) => `é text ${i % 1000}`, "'é text ' || (i % 1000)"],
  cat: [(i) => `category ${i % 40}`, "'category ' || (i % 40)"],
  stamp: [(i) => BigInt(T0 + i * 60_000), `(${T0} + i * 60000) * 1000`],
  day: [(i) => i % 30_000, 'i % 30000 * 86400000000'],
}
const NAMES = Object.keys(FORMULAS) as Name[]

let live: LiveDatabase
let arc: ArcClient
const database = uniqueName('arrows')

beforeAll(async () => {
  live = await openDatabase(database)
  arc = live.arc
})

afterAll(() => live?.[Symbol.asyncDispose]())

const isNull = (name: Name, i: number): boolean => (i + SHIFTS[name]) % 7 === 0

function columnOf<T>(name: Name): (T | null)[] {
  const [value] = FORMULAS[name]
  return Array.from({ length: ROWS }, (_, i) => (isNull(name, i) ? null : (value(i) as T)))
}

/** How many rows have every cell as the formulas say. */
async function intactRows(measurement: string): Promise<unknown> {
  // No IS DISTINCT FROM: what follows a FROM is the name of a table to Arc (docs/wire-notes.md#sql-traps).
  const cells = NAMES.map((name) => {
    const missing = `(i + ${SHIFTS[name]}) % 7 = 0`
    return `(${name} IS NULL) = (${missing}) AND (${name} IS NULL OR ${name} = (${FORMULAS[name][1]}))`
  })
  return await rowsWith(measurement, cells)
}

/** How many rows have their time and fulfil all conditions. */
async function rowsWith(measurement: string, conditions: readonly string[]): Promise<unknown> {
  await arc.write.makeVisible()
  const intact = [`epoch_us(time) = (${T0} + i) * 1000`, ...conditions].join(' AND ')
  return (
    await arc.query.rows(
      `SELECT count(*) AS n, count(DISTINCT i) AS d, count(*) FILTER (${intact}) AS intact FROM ${measurement}`,
    )
  )[0]
}

const intact = { n: ROWS, d: ROWS, intact: ROWS }

describe('apache-arrow', () => {
  const types: Record<Name, arrow.DataType> = {
    i8: new arrow.Int8(),
    i16: new arrow.Int16(),
    i32: new arrow.Int32(),
    i64: new arrow.Int64(),
    u8: new arrow.Uint8(),
    u16: new arrow.Uint16(),
    u32: new arrow.Uint32(),
    f32: new arrow.Float32(),
    f64: new arrow.Float64(),
    b: new arrow.Bool(),
    s: new arrow.Utf8(),
    cat: new arrow.Dictionary(new arrow.Utf8(), new arrow.Int16()),
    stamp: new arrow.TimestampMillisecond('Europe/Berlin'),
    day: new arrow.DateDay(),
  }

  test('a stream of record batches of uneven sizes', { timeout: 120_000 }, async () => {
    const measurement = uniqueName('apache')
    const sizes = [1, 299_999, 400_000, 7, 299_993]
    let from = 0
    function* batches() {
      for (const size of sizes) {
        const rows = Array.from({ length: size }, (_, row) => from + row)
        from += size
        const vectors: Record<string, arrow.Vector> = {
          time: new arrow.Vector([
            arrow.makeData({
              type: new arrow.TimestampMicrosecond(),
              length: size,
              data: BigInt64Array.from(rows, (i) => BigInt(T0 + i) * 1000n),
            }),
          ]),
          i: arrow.vectorFromArray(rows, new arrow.Int32()),
        }
        for (const name of NAMES) {
          const values = rows.map((i) => (isNull(name, i) ? null : FORMULAS[name][0](i)))
          vectors[name] = arrow.vectorFromArray(
            // The builder of dates takes milliseconds.
            name === 'stamp'
              ? values.map((value) => value && Number(value))
              : name === 'day'
                ? values.map((value) => value && new Date(Number(value) * 86_400_000))
                : values,
            types[name],
          )
        }
        yield* new arrow.Table(vectors).batches
      }
    }
    expect(await arc.write.arrow(measurement, batches())).toMatchObject({ rows: ROWS })
    expect(await intactRows(measurement)).toEqual(intact)
  })
})

/** The other types, as row `i` has them in the buffers, and as Arc stores them, in SQL. */
const BUFFERS: readonly [name: string, arrow.DataType, buffer: (rows: readonly number[]) => object, sql: string][] = [
  [
    'u64',
    new arrow.Uint64(),
    (rows) => ({ data: BigUint64Array.from(rows, (i) => 2n ** 63n - 1n - BigInt(i)) }),
    '9223372036854775807 - i',
  ],
  [
    'f16',
    new arrow.Float16(),
    (rows) => ({ data: Uint16Array.from(rows, (i) => 0x3c00 + (i % 1024)) }),
    '1 + (i % 1024) / 1024.0::DOUBLE',
  ],
  [
    'large',
    new arrow.LargeUtf8(),
    (rows) => ({
      data: new TextEncoder().encode(rows.map((i) => String(i + 1_000_000)).join('')),
      valueOffsets: BigInt64Array.from({ length: rows.length + 1 }, (_, row) => 7n * BigInt(row)),
    }),
    '(i + 1000000)::VARCHAR',
  ],
  [
    'seconds',
    new arrow.TimestampSecond('Asia/Tokyo'),
    (rows) => ({ data: BigInt64Array.from(rows, (i) => -3600n * BigInt(i)) }),
    '-3600000000 * i',
  ],
  [
    'micros',
    new arrow.TimestampMicrosecond('UTC'),
    (rows) => ({ data: BigInt64Array.from(rows, (i) => 1001n * BigInt(i)) }),
    '1001 * i',
  ],
  [
    'nanos',
    new arrow.TimestampNanosecond(),
    (rows) => ({ data: BigInt64Array.from(rows, (i) => -7000n * BigInt(i)) }),
    '-7 * i',
  ],
  [
    'days',
    new arrow.DateMillisecond(),
    (rows) => ({ data: BigInt64Array.from(rows, (i) => BigInt(i % 30_000) * 86_400_000n) }),
    'i % 30000 * 86400000000',
  ],
  [
    'decimal',
    new arrow.Decimal(2, 20, 128),
    (rows) => ({
      data: Uint32Array.from({ length: rows.length * 4 }, (_, word) =>
        word % 4 === 0 ? (rows[word / 4] as number) : 0,
      ),
    }),
    'i / 100.0::DOUBLE',
  ],
]

test('the other types of apache-arrow, in a million rows', { timeout: 120_000 }, async () => {
  const measurement = uniqueName('buffers')
  function* batches() {
    for (let from = 0; from < ROWS; from += 100_000) {
      const rows = Array.from({ length: 100_000 }, (_, row) => from + row)
      const { length } = rows
      const vector = (type: arrow.DataType, buffers: object): arrow.Vector =>
        new arrow.Vector([arrow.makeData({ type, length, nullCount: 0, ...buffers } as never)])
      const table = new arrow.Table({
        time: vector(new arrow.TimestampMillisecond(), { data: BigInt64Array.from(rows, (i) => BigInt(T0 + i)) }),
        i: vector(new arrow.Int32(), { data: Int32Array.from(rows) }),
        ...Object.fromEntries(BUFFERS.map(([name, type, buffers]) => [name, vector(type, buffers(rows))])),
      })
      yield* table.batches
    }
  }
  expect(await arc.write.arrow(measurement, batches(), { decimals: 'float64' })).toMatchObject({ rows: ROWS })
  const conditions = BUFFERS.map(([name, , , sql]) => `${name} = (${sql})`)
  expect(await rowsWith(measurement, conditions)).toEqual(intact)
})

// Its native part is not published for every platform.
const polars = await import('nodejs-polars').then(({ default: pl }) => pl).catch(() => undefined)

describe.runIf(polars !== undefined)('nodejs-polars', () => {
  test('writeIPCStream of a frame', { timeout: 120_000 }, async () => {
    if (polars === undefined) return
    const pl = polars
    const measurement = uniqueName('polars')
    const frame = pl.DataFrame([
      pl.Series('i', Int32Array.from({ length: ROWS }, (_, i) => i) as never, pl.Int32),
      pl
        .Series(
          'ts',
          Array.from({ length: ROWS }, (_, i) => T0 + i),
          pl.Int64,
        )
        .cast(pl.Datetime('ms')),
      pl.Series('i8', columnOf<number>('i8'), pl.Int8),
      pl.Series('i16', columnOf<number>('i16'), pl.Int16),
      pl.Series('i32', columnOf<number>('i32'), pl.Int32),
      pl
        .Series(
          'i64',
          columnOf<bigint>('i64').map((value) => value?.toString() ?? null),
          pl.String,
        )
        .cast(pl.Int64),
      pl.Series('u8', columnOf<number>('u8'), pl.UInt8),
      pl.Series('u16', columnOf<number>('u16'), pl.UInt16),
      pl.Series('u32', columnOf<number>('u32'), pl.UInt32),
      pl.Series('f32', columnOf<number>('f32'), pl.Float32),
      pl.Series('f64', columnOf<number>('f64'), pl.Float64),
      pl.Series('b', columnOf<boolean>('b'), pl.Bool),
      pl.Series('s', columnOf<string>('s'), pl.String),
      pl.Series('cat', columnOf<string>('cat'), pl.String).cast(pl.Categorical),
      pl
        .Series(
          'stamp',
          columnOf<bigint>('stamp').map((millis) => millis && Number(millis) * 1000),
          pl.Int64,
        )
        .cast(pl.Datetime('us' as never)),
      pl.Series('day', columnOf<number>('day'), pl.Int32).cast(pl.Date),
    ])
    const bytes = frame.writeIPCStream()
    expect(await arc.write.arrow(measurement, bytes, { timeColumn: 'ts' })).toMatchObject({ rows: ROWS })
    expect(await intactRows(measurement)).toEqual(intact)
  })
})

describe('DuckDB', () => {
  // Arc's own Arrow comes from its DuckDB.
  test('the Arrow stream of a query', { timeout: 120_000 }, async () => {
    const measurement = uniqueName('duck')
    const columns = NAMES.map(
      (name) => `CASE WHEN (i + ${SHIFTS[name]}) % 7 = 0 THEN NULL ELSE ${FORMULAS[name][1]} END AS ${name}`,
    )
    const sql = `SELECT make_timestamptz((${T0} + i) * 1000) AS time, i, ${columns.join(', ')} FROM (SELECT range AS i FROM range(${ROWS})) AS numbers`
    expect(await arc.write.arrow(measurement, await arc.query.ipc(sql))).toMatchObject({ rows: ROWS })
    expect(await intactRows(measurement)).toEqual(intact)
  })
})
