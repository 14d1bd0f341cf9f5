/** What becomes of values: 64-bit integers, instants and dates by every policy, names that are special to JavaScript. */
import { describe, expect, it } from 'vitest'
import { ArcUsageError } from '../../../src/errors.ts'
import type { QueryColumn, QueryColumns } from '../../../src/query/columns.ts'
import { type RowOptions, toRows } from '../../../src/query/rows.ts'

const base = { validity: undefined, nullCount: 0 }

function result(...columns: readonly QueryColumn[]): QueryColumns {
  const rowCount = columns[0]?.values.length ?? 0
  return {
    names: columns.map(({ name }) => name),
    types: columns.map(({ type }) => type),
    columns,
    rowCount,
    executionTimeMs: 0,
    missing: false,
  }
}

const int64 = (...values: bigint[]): QueryColumn => ({
  ...base,
  name: 'n',
  type: 'int64',
  kind: 'bigint',
  values: BigInt64Array.from(values),
})
const instants = (unit: 's' | 'ms' | 'us' | 'ns', ...values: bigint[]): QueryColumn => ({
  ...base,
  name: 't',
  type: `timestamp[${unit}]`,
  kind: 'timestamp',
  unit,
  values: BigInt64Array.from(values),
})
const values = (column: QueryColumn, options?: RowOptions) =>
  toRows(result(column), options).map((row) => row[column.name])

describe('64-bit integers', () => {
  it('are numbers as long as numbers hold them', () => {
    const limit = BigInt(Number.MAX_SAFE_INTEGER)
    expect(values(int64(0n, -1n, 2n ** 32n, limit, -limit))).toEqual([0, -1, 2 ** 32, Number(limit), -Number(limit)])
  })

  it.each([2n ** 53n, -(2n ** 53n), 2n ** 63n - 1n, -(2n ** 63n)])(
    '%s is an error that names column, row and option',
    (value) => {
      expect(() => values(int64(1n, value))).toThrow(ArcUsageError)
      expect(() => values(int64(1n, value))).toThrow(new RegExp(`column "n", row 1: ${value} .*int64: 'bigint'`))
      expect(values(int64(1n, value), { int64: 'bigint' })).toEqual([1n, value])
    },
  )

  it('under a null may be anything', () => {
    expect(values({ ...int64(2n ** 62n, 5n), validity: Uint8Array.of(0b10), nullCount: 1 })).toEqual([null, 5])
  })

  it('without a sign reach up to 2^64', () => {
    const unsigned: QueryColumn = {
      ...base,
      name: 'n',
      type: 'uint64',
      kind: 'bigint',
      values: BigUint64Array.of(5n, 2n ** 64n - 1n),
    }
    expect(values(unsigned, { int64: 'bigint' })).toEqual([5n, 2n ** 64n - 1n])
    expect(() => values(unsigned)).toThrow(/18446744073709551615/)
  })
})

describe('instants', () => {
  it('are dates by default', () => {
    expect(values(instants('us', 0n, 1_500n, -1n))).toEqual([new Date(0), new Date(1), new Date(-1)])
    expect(values(instants('s', 253_402_300_799n))).toEqual([new Date('9999-12-31T23:59:59Z')])
    expect(values(instants('ns', 1_787_392_800_123_999_999n))).toEqual([new Date(1_787_392_800_123)])
  })

  it.each<['s' | 'ms' | 'us' | 'ns', bigint, string]>([
    ['us', 1_787_392_800_123_456n, '2026-08-22T10:00:00.123456Z'],
    ['us', 1_787_392_800_100_000n, '2026-08-22T10:00:00.1Z'],
    ['us', 1_787_392_800_000_000n, '2026-08-22T10:00:00Z'],
    ['us', -1n, '1969-12-31T23:59:59.999999Z'],
    ['ns', 1_787_392_800_123_456_789n, '2026-08-22T10:00:00.123456789Z'],
    ['ns', 1n, '1970-01-01T00:00:00.000000001Z'],
    ['ms', 50n, '1970-01-01T00:00:00.05Z'],
    ['s', -1n, '1969-12-31T23:59:59Z'],
    ['ms', 2n ** 63n - 2n, '+292278994-08-17T07:12:55.806Z'],
    ['s', 2n ** 53n + 1n, '+285428751-11-12T07:36:33Z'],
    ['us', 253_402_300_799_999_999n, '9999-12-31T23:59:59.999999Z'],
  ])('%s %s as text is %s', (unit, value, text) => {
    expect(values(instants(unit, value), { timestamps: 'iso' })).toEqual([text])
  })

  it('as bigint are exact, rounded down where the unit is coarser', () => {
    expect(values(instants('ns', 1_787_392_800_123_456_789n), { timestamps: 'nanos' })).toEqual([
      1_787_392_800_123_456_789n,
    ])
    expect(values(instants('ns', -1n), { timestamps: 'micros' })).toEqual([-1n])
    expect(values(instants('s', 2n), { timestamps: 'micros' })).toEqual([2_000_000n])
    expect(values(instants('us', 7n), { timestamps: 'nanos' })).toEqual([7_000n])
  })

  it('and nulls keep to their rows', () => {
    const column = { ...instants('us', 0n, 5n, 0n), validity: Uint8Array.of(0b010), nullCount: 2 }
    for (const timestamps of ['date', 'iso', 'micros', 'nanos'] as const) {
      const [a, b, c] = values(column, { timestamps })
      expect([a, c]).toEqual([null, null])
      expect(b).not.toBeNull()
    }
  })
})

describe('dates', () => {
  const dates: QueryColumn = { ...base, name: 'd', type: 'date32', kind: 'date', values: Int32Array.of(0, -1, 20_454) }

  it.each<[RowOptions['timestamps'], readonly unknown[]]>([
    ['date', [new Date(0), new Date(-86_400_000), new Date('2026-01-01')]],
    ['iso', ['1970-01-01', '1969-12-31', '2026-01-01']],
    ['micros', [0n, -86_400_000_000n, 1_767_225_600_000_000n]],
    ['nanos', [0n, -86_400_000_000_000n, 1_767_225_600_000_000_000n]],
  ])('by %s', (timestamps, expected) => {
    expect(values(dates, { timestamps })).toEqual(expected)
  })
})

describe('rows', () => {
  const text = (name: string, ...texts: (string | null)[]): QueryColumn => ({
    ...base,
    name,
    type: 'utf8',
    kind: 'text',
    values: texts,
  })

  it('refuse two columns of one name', () => {
    expect(() => toRows(result(text('a', 'x'), text('a', 'y')))).toThrow(ArcUsageError)
    expect(() => toRows(result(text('a', 'x'), text('a', 'y')))).toThrow(/several columns named "a"/)
  })

  it('hold columns of any name as their own', () => {
    const [row] = toRows(result(text('__proto__', 'p'), text('constructor', 'c'), text('0', 'n'), text('', 'e')))
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype)
    expect(Object.entries(row ?? {})).toEqual([
      ['0', 'n'],
      ['__proto__', 'p'],
      ['constructor', 'c'],
      ['', 'e'],
    ])
  })

  it('are complete beyond one block', () => {
    const many = Array.from({ length: 5_000 }, (_, i) => (i % 3 === 0 ? null : `v${i}`))
    const rows = toRows(
      result(text('a', ...many), {
        ...base,
        name: 'b',
        type: 'int32',
        kind: 'integer',
        values: Int32Array.from(many.keys()),
      }),
    )
    expect(rows).toEqual(many.map((a, b) => ({ a, b })))
  })

  it.each([
    ['more columns than V8 gives a shape to', 'c7'],
    ['a __proto__ among them', '__proto__'],
  ])('hold every cell of %s', (_, seventh) => {
    const validity = Uint8Array.of(0b101)
    const columns = Array.from({ length: 300 }, (_, n): QueryColumn => {
      const name = n === 7 ? seventh : `c${n}`
      if (n % 4 === 0) return { ...text(name, `a${n}`, null, `c${n}`), nullCount: 1 }
      if (n % 4 === 1) return { ...int64(BigInt(n), 0n, 2n), name, validity, nullCount: 1 }
      if (n % 4 === 2) return { ...instants('ms', BigInt(n), 0n, 3n), name, validity, nullCount: 1 }
      return { ...base, name, type: 'bool', kind: 'boolean', values: Uint8Array.of(0, 1, 0), validity, nullCount: 1 }
    })
    const rows = toRows(result(...columns))
    const expected = [0, 1, 2].map((row) =>
      columns.map(({ name }, n) => {
        const cells = [
          [`a${n}`, null, `c${n}`],
          [n, null, 2],
          [new Date(n), null, new Date(3)],
          [false, null, false],
        ][n % 4]
        return [name, cells?.[row]]
      }),
    )
    expect(rows.map((row) => Object.entries(row))).toEqual(expected)
    for (const row of rows) expect(Object.getPrototypeOf(row)).toBe(Object.prototype)
  })
})
