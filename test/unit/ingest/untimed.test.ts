/** Writes with nothing in them, and rows whose instant has another name than `time`. */
import { describe, expect, test } from 'vitest'
import { type Columns, defineMeasurement } from '../../../src/index.ts'
import { decodeBoth, recordingClient } from './recording.ts'

const T0 = 1_700_000_000_000

describe('nothing to write is written at no cost', () => {
  async function* none() {}
  test.each<[string, (arc: ReturnType<typeof recordingClient>['arc']) => Promise<unknown>]>([
    ['an empty array', (arc) => arc.write.rows('m', [])],
    ['an empty iterable', (arc) => arc.write.rows('m', new Set<{ v: number }>())],
    ['an empty async iterable', (arc) => arc.write.rows('m', none())],
    ['empty columns', (arc) => arc.write.columns('m', { time: [], v: [], s: { codes: [], dictionary: [] } })],
    ['empty typed arrays', (arc) => arc.write.columns('m', { time: new BigInt64Array(), v: new Float64Array() })],
    ['empty columns without time', (arc) => arc.write.columns('m', { v: [] })],
  ])('%s', async (_, write) => {
    const { arc, requests } = recordingClient()
    expect(await write(arc)).toEqual({ rows: 0, bytes: 0, requests: 0 })
    expect(requests).toEqual([])
  })
})

describe('an instant under another name, and no time', () => {
  test.each<[string, number | bigint]>([
    ['timestamp', T0],
    ['ts', T0 / 1000],
    ['date', T0 * 1000],
    ['timestamp', BigInt(T0) * 1_000_000n],
    ['ts', T0 + 0.5],
  ])('%s: %s', async (name, value) => {
    const { arc, requests } = recordingClient()
    const refused = {
      message: expect.stringMatching(new RegExp(`^m\\.${name}, row 0: .* looks like an instant, .* call it "time"`)),
      column: name,
      row: 0,
    }
    await expect(arc.write.rows('m', [{ [name]: value, v: 1 }])).rejects.toMatchObject(refused)
    await expect(arc.write.columns('m', { [name]: [value], v: [1] } as Columns)).rejects.toMatchObject(refused)
    expect(requests).toEqual([])
  })

  test('is taken beside a time, where it is declared, and where it is no instant', async () => {
    const { arc, requests } = recordingClient()
    await arc.write.rows('m', [{ time: new Date(T0), ts: T0 }])
    await arc.write.rows(defineMeasurement('m', { ts: 'float64' }), [{ ts: T0 }])
    await arc.write.rows('m', [{ ts: 5, date: '2024-01-01', timestamp: null }])
    await arc.write.columns('m', { ts: Float64Array.of(17) })
    expect(requests.map(({ body }) => decodeBoth(body).columns.ts)).toEqual([[T0], [T0], [5], [17]])
  })
})

test.each<[string, unknown]>([
  ['a Set', new Set([1])],
  ['a Map', new Map([[0, 1]])],
  ['a typed array behind a proxy', new Proxy(Float64Array.of(1), {})],
  ['an iterator', [1].values()],
])('%s is no column, and is called what it is', async (_, column) => {
  const { arc } = recordingClient()
  for (const columns of [{ v: column }, { time: column, v: [1] }]) {
    const error: Error = await arc.write.columns('m', columns as Columns).catch((reason) => reason)
    expect(error.message).toMatch(/^m\.(v|time) is an object( \([\w ]+\))?; give an array/)
  }
})
