/** Tables and batches in memory, made by other copies of apache-arrow than the one the client loads. */
import * as arrow from 'apache-arrow'
// @ts-expect-error: the typings of this version cannot be resolved
import * as arrow12 from 'apache-arrow-12'
import * as arrow15 from 'apache-arrow-15'
import * as arrow17 from 'apache-arrow-17'
import { describe, expect, test } from 'vitest'
import { decodeBoth, recordingClient } from './recording.ts'

const T0 = 1_700_000_000_000
const ROWS = 20
const rows = Array.from({ length: ROWS }, (_, row) => row)
const withNulls = <T>(values: readonly T[]): (T | null)[] => values.map((value, row) => (row % 3 === 1 ? null : value))
const days = rows.map((row) => new Date(Date.UTC(2024, 0, 1 + row)))
const instants = rows.map((row) => new Date(T0 + row))

const columns: Record<string, [arrow.DataType, readonly unknown[]]> = {
  second: [new arrow.TimestampSecond(), days],
  milli: [new arrow.TimestampMillisecond('UTC'), withNulls(instants)],
  micro: [new arrow.TimestampMicrosecond(), instants],
  nano: [new arrow.TimestampNanosecond(), withNulls(days)],
  day: [new arrow.DateDay(), days],
  dayMilli: [new arrow.DateMillisecond(), withNulls(days)],
  i8: [new arrow.Int8(), rows.map((row) => row - 10)],
  u16: [new arrow.Uint16(), withNulls(rows)],
  i32: [new arrow.Int32(), rows.map((row) => -row)],
  i64: [new arrow.Int64(), withNulls(rows.map((row) => 2n ** 62n + BigInt(row)))],
  u64: [new arrow.Uint64(), rows.map((row) => 2n ** 62n - BigInt(row))],
  f16: [new arrow.Float16(), rows],
  f32: [new arrow.Float32(), withNulls(rows.map((row) => row / 4))],
  f64: [new arrow.Float64(), rows.map((row) => row / 3)],
  flag: [new arrow.Bool(), withNulls(rows.map((row) => row % 2 === 0))],
  text: [new arrow.Utf8(), withNulls(rows.map((row) => `é ${row}`))],
  tag: [new arrow.Dictionary(new arrow.Utf8(), new arrow.Int8(), 1), withNulls(rows.map((row) => `host-${row % 3}`))],
  code: [new arrow.Dictionary(new arrow.Int32(), new arrow.Int32(), 2), rows.map((row) => row % 5)],
}
const decimal = arrow.makeVector(
  arrow.makeData({
    type: new arrow.Decimal(2, 10, 128),
    length: ROWS,
    data: Uint32Array.from({ length: ROWS * 4 }, (_, word) => (word % 4 === 0 ? word * 25 : 0)),
  }),
)

function ipcOf(time: arrow.Vector): Uint8Array {
  const vectors = Object.entries(columns).map(([name, [type, values]]) => [name, arrow.vectorFromArray(values, type)])
  return arrow.tableToIPC(new arrow.Table({ time, ...Object.fromEntries(vectors), decimal }), 'stream')
}

async function written(data: unknown) {
  const { arc, requests } = recordingClient()
  await arc.write.arrow('m', data as arrow.Table, { decimals: 'float64' })
  return requests.map(({ body }) => decodeBoth(body).columns)
}

const copies = { 12: arrow12, 15: arrow15, 17: arrow17, 21: arrow } as unknown as Record<string, typeof arrow>
const times: [string, arrow.DataType, readonly unknown[]][] = [
  ['seconds', new arrow.TimestampSecond(), days],
  ['milliseconds', new arrow.TimestampMillisecond(), instants],
  ['microseconds', new arrow.TimestampMicrosecond(), instants],
  ['nanoseconds', new arrow.TimestampNanosecond(), days],
  ['days', new arrow.DateDay(), days],
  ['days in milliseconds', new arrow.DateMillisecond(), days],
]

describe.each(Object.keys(copies))('apache-arrow %s', (version) => {
  const copy = copies[version] as typeof arrow

  test.each(times)('every type is read as from IPC bytes, with time in %s', async (_, type, values) => {
    const bytes = ipcOf(arrow.vectorFromArray(values, type))
    const expected = await written(bytes)
    expect(expected[0]?.time?.[1]).toBe((values[1] as Date).getTime() * 1000)
    expect(expected[0]?.dayMilli?.[0]).toBe((days[0] as Date).getTime() * 1000)
    const table = copy.tableFromIPC(bytes)
    expect(await written(table)).toEqual(expected)
    expect(await written(table.batches)).toEqual(expected)
    const sliced = expected.map((request) =>
      Object.fromEntries(Object.entries(request).map(([name, cells]) => [name, cells.slice(3, 15)])),
    )
    expect(await written(table.slice(3, 15))).toEqual(sliced)
  })

  test('vectors that it builds itself', async () => {
    const table = new copy.Table({
      time: copy.vectorFromArray(instants, new copy.TimestampMillisecond()),
      day: copy.vectorFromArray(days, new copy.DateMillisecond()),
      tag: copy.vectorFromArray(['a', ...rows.slice(1).map((row) => `${row}`)]),
    })
    expect(await written(table)).toEqual([
      {
        time: instants.map((value) => value.getTime() * 1000),
        day: days.map((value) => value.getTime() * 1000),
        tag: ['a', ...rows.slice(1).map((row) => `${row}`)],
      },
    ])
  })
})

test('a layout that is unknown is refused, with the way out', async () => {
  const table = arrow.tableFromIPC(ipcOf(arrow.vectorFromArray(instants, new arrow.TimestampMillisecond())))
  const [batch] = table.batches
  for (const [name, values] of [
    ['i64', new Float64Array(ROWS)],
    ['milli', new Int16Array(ROWS * 4)],
    ['day', new Int32Array(ROWS - 1)],
    ['decimal', new BigInt64Array(ROWS * 2)],
    ['f32', Array.from(rows)],
    ['time', new Int32Array(ROWS)],
  ] as const) {
    const at = table.schema.fields.findIndex((field) => field.name === name)
    const children = batch?.data.children.map((data, i) => (i === at ? { ...data, values, nullCount: 0 } : data))
    const odd = { schema: table.schema, numRows: ROWS, data: { children } }
    await expect(written(odd), name).rejects.toThrow(
      new RegExp(`^m\\.${name} is .* in a layout that is unknown here; pass it as IPC bytes: tableToIPC\\(table\\)$`),
    )
  }
})
