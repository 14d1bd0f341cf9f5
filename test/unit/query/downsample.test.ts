/** `sql.downsample` beside DuckDB: of any rows, what it selects equals what a few lines of JavaScript pick. */
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ArcValidationError } from '../../../src/errors.ts'
import { sql } from '../../../src/query/sql/sql.ts'

interface Row {
  /** Microseconds. */
  readonly time: bigint
  readonly value: number | null
}

/** The rows with the smallest and the largest value of each bucket, in order of time. */
function extremes(rows: readonly Row[], from: bigint, to: bigint, points: number): Row[] {
  const width = (to - from + BigInt(points) - 1n) / BigInt(points)
  const buckets = new Map<bigint, Row[]>()
  for (const row of rows) {
    if (row.time < from || row.time >= to || row.value === null || Number.isNaN(row.value)) continue
    const bucket = (row.time - from) / width
    buckets.set(bucket, [...(buckets.get(bucket) ?? []), row])
  }
  const ends = [...buckets.values()].flatMap((bucket) => {
    const sorted = bucket.toSorted((a, b) => compare(a, b) || Number(a.time - b.time))
    return [sorted[0], sorted.at(-1)] as [Row, Row]
  })
  return inOrder(new Map(ends.map((row) => [`${row.time} ${row.value}`, row])).values())
}

const inOrder = (rows: Iterable<Row>) => [...rows].sort((a, b) => Number(a.time - b.time) || compare(a, b))

// A difference of infinities would be NaN.
const compare = ({ value: a }: Row, { value: b }: Row) => (a === b ? 0 : Number(a) < Number(b) ? -1 : 1)

let db: Awaited<ReturnType<DuckDBInstance['connect']>>
beforeAll(async () => {
  db = await (await DuckDBInstance.create()).connect()
  await db.run('CREATE TABLE cpu (time TIMESTAMPTZ, usage DOUBLE, host VARCHAR)')
})
afterAll(() => db.closeSync())

async function fill(rows: readonly Row[]): Promise<void> {
  await db.run('DELETE FROM cpu')
  if (rows.length === 0) return
  // From text: a number without an exponent is a DECIMAL to DuckDB, and may differ by the last bit as a double.
  const cell = (value: number | null) => (value === null ? 'NULL' : `'${value}'::DOUBLE`)
  const values = rows.map(({ time, value }) => `(make_timestamptz(${time}), ${cell(value)}, 'a')`)
  await db.run(`INSERT INTO cpu VALUES ${values}`)
}

async function read(text: string): Promise<Row[]> {
  const { time = [], usage = [] } = (await db.runAndReadAll(text)).getColumnsObject()
  return time.map((at, i) => ({ time: (at as { micros: bigint }).micros, value: (usage[i] as number) + 0 }))
}

describe('the smallest and the largest value of each bucket', () => {
  const start = 1_787_392_800_000_000n
  const micros = fc.bigInt(-2_000n, 12_000n).map((offset) => start + offset)
  // Few values, for ties; and any at all.
  const value = fc.option(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double()).map((number) => number + 0))
  const rows = fc.uniqueArray(fc.record({ time: micros, value }), {
    maxLength: 80,
    selector: ({ time, value }) => `${time} ${value}`,
  })

  it('survive, at their times, whatever the rows are', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.bigInt(1n, 10_000n), fc.nat(30), async (table, span, more) => {
        const points = more + 1
        const [from, to] = [start, start + span]
        await fill(table)
        const query = sql`SELECT ${sql.downsample('usage', from, to, points)} FROM cpu AS cpu GROUP BY ALL ORDER BY time`
        const found = await read(query.text)
        expect(inOrder(found)).toEqual(extremes(table, from, to, points))
        expect(found.map(({ time }) => time)).toEqual(found.map(({ time }) => time).sort((a, b) => Number(a - b)))
        expect(found.length).toBeLessThanOrEqual(2 * points)
      }),
      { numRuns: 200 },
    )
  })

  it('survive before 1970', async () => {
    const table = [-1_000n, -999n, -500n, -1n].map((time, i) => ({ time, value: i }))
    await fill(table)
    const query = sql`SELECT ${sql.downsample('usage', -1_000n, 0n, 2)} FROM cpu AS cpu GROUP BY ALL ORDER BY time`
    expect(await read(query.text)).toEqual(table)
  })

  it.each(['BIGINT', 'FLOAT', 'DECIMAL(9, 2)', 'BOOLEAN', 'UBIGINT'])('survive in a column of %s', async (type) => {
    const table = [1n, 2n, 3n, 4n].map((time) => ({ time, value: Number(time % 2n) }))
    await fill(table)
    const selected = sql.downsample(sql.raw(`usage::${type}`), 0n, 10n, 1)
    const rows = (
      await db.runAndReadAll(sql`SELECT ${selected} FROM cpu AS cpu GROUP BY ALL ORDER BY time`.text)
    ).getRowObjectsJson()
    expect(rows.map(({ bucket, value }) => [bucket, Number(value)])).toEqual([
      ['0', 0],
      ['0', 1],
    ])
  })
})

it('a series for each tag beside it', async () => {
  await db.run(`DELETE FROM cpu;
    INSERT INTO cpu SELECT make_timestamptz(i), i % 10, CASE WHEN i % 2 = 0 THEN 'even' ELSE 'odd' END FROM range(100) r(i)`)
  const list = sql.downsample('usage', 0n, 100n, 1)
  const { host, usage } = (
    await db.runAndReadAll(sql`SELECT host, ${list} FROM cpu AS cpu GROUP BY ALL ORDER BY host, time`.text)
  ).getColumnsObject()
  expect([host, usage]).toEqual([
    ['even', 'even', 'odd', 'odd'],
    [0, 8, 1, 9],
  ])
})

it('names the column, and `value` for an expression', async () => {
  const columns = async (list: ReturnType<typeof sql.downsample>) =>
    (await db.runAndReadAll(sql`SELECT ${list} FROM cpu AS cpu GROUP BY ALL ORDER BY time`.text)).columnNames()
  expect(await columns(sql.downsample('usage', 0n, 1n, 1))).toEqual(['bucket', 'time', 'usage'])
  expect(await columns(sql.downsample(sql`100 - usage -- idle`, 0n, 1n, 1))).toEqual(['bucket', 'time', 'value'])
})

it.each<[string, () => unknown, RegExp]>([
  ['an empty range', () => sql.downsample('usage', 5n, 5n, 1), /"from" is not before "to"/],
  ['no points', () => sql.downsample('usage', 0n, 5n, 0), /points is 0; give a whole number, 1 or more/],
  ['half a point', () => sql.downsample('usage', 0n, 5n, 1.5), /points is 1\.5/],
  ['a number as an instant', () => sql.downsample('usage', 0 as never, 5n, 1), /from is 0, not an instant/],
])('refuses %s', (_, call, message) => {
  expect(call).toThrow(ArcValidationError)
  expect(call).toThrow(message)
})
