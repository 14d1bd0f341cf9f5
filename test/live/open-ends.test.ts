/** `time >= …` finds every later row, however far ahead, and reads few files where there is none: on ARC_URL, else on the embedded Arc. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ArcClient } from '../../src/index.ts'
import { type LiveTarget, openTarget, uniqueName } from './target.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const database = uniqueName('open')
let live: LiveTarget
let arc: ArcClient

beforeAll(async () => {
  live = await openTarget()
  arc = live.client({ database })
})
afterAll(async () => {
  await arc.databases.delete(database, { confirm: true }).catch(() => {})
  await live[Symbol.asyncDispose]()
})

const at = (millis: number) => new Date(Math.floor((Date.now() + millis) / 1000) * 1000)
const count = "SELECT count(*) AS n FROM %s WHERE time >= NOW() - INTERVAL '1 hour'"
const counted = async (client: ArcClient, measurement: string) =>
  (await client.query.rows(count.replace('%s', measurement)))[0]?.n ?? 0
async function store(measurement: string, times: readonly Date[], client = arc): Promise<void> {
  await client.write.columns(measurement, { time: times, v: times.map((_, index) => index) })
  await client.write.makeVisible()
}

it.each([
  ['a day', 30 * HOUR],
  ['a month', 40 * DAY],
  ['years', 9_000 * DAY],
])('rows %s ahead are found, by every method', async (name, ahead) => {
  const measurement = `m_${name.replace(' ', '_')}`
  await store(measurement, [at(0), at(ahead)])
  const text = count.replace('%s', measurement)
  expect(await arc.query.rows(text)).toEqual([{ n: 2 }])
  expect((await arc.query.columns(text)).columns[0]?.values[0]).toBe(2n)
  expect((await arc.query.json(text)).data).toEqual([[2]])
  expect((await arc.query.arrow(text)).toArray().map((row) => Number(row.n))).toEqual([2])
  for await (const row of arc.query.stream(text)) expect(row).toEqual({ n: 2 })
  expect((await arc.query.estimate(text.replace('count(*) AS n', 'v'))).estimated_rows).toBe(2)
  const literal = `SELECT count(*) AS n FROM ${measurement} WHERE time >= '${at(-HOUR).toISOString()}'`
  expect(await arc.query.rows(literal)).toEqual([{ n: 2 }])
})

it('rows that this client writes later count at once, however it writes them', async () => {
  await store('later', [at(0)])
  expect(await counted(arc, 'later')).toBe(1)
  await store('later', [at(50 * DAY)])
  expect(await counted(arc, 'later')).toBe(2)
  await arc.write.lineProtocol(`later v=1i ${BigInt(at(60 * DAY).getTime()) * 1_000_000n}`)
  await arc.write.makeVisible()
  expect(await counted(arc, 'later')).toBe(3)
  await using writer = arc.write.buffered({ database })
  writer.append('later', { time: at(70 * DAY), v: 1 })
  await writer.flush()
  await arc.write.makeVisible()
  expect(await counted(arc, 'later')).toBe(4)
})

it('what becomes visible without makeVisible() of this client counts too', async () => {
  // A client of its own, which has not looked so far ahead before: the server remembers for 30 s which hours are empty.
  const own = live.client({ database })
  await store('unseen', [at(0)], own)
  expect(await counted(own, 'unseen')).toBe(1)
  await own.write.columns('unseen', { time: [at(50 * DAY)], v: [1] })
  await arc.write.makeVisible()
  expect(await counted(own, 'unseen')).toBe(2)
})

it('several measurements, CTEs and sub-queries find the later rows of each', async () => {
  await store('near', [at(0)])
  await store('far', [at(0), at(45 * DAY)])
  const text = `WITH a AS (SELECT time FROM near WHERE time > NOW() - INTERVAL '2 hours')
    SELECT (SELECT count(*) FROM far WHERE time > NOW() - INTERVAL '2 hours') AS f, count(*) AS n FROM a`
  expect(await arc.query.rows(text)).toEqual([{ f: 2, n: 1 }])
})

it('where no row is far ahead, the text is sent as it is, and the server is asked once', async () => {
  await store('usual', [at(0), at(20 * HOUR)])
  const asked: string[] = []
  const tracer = {
    startSpan: (name: string) => {
      asked.push(name)
      return { setAttribute() {}, setStatus() {}, recordException() {}, end() {} }
    },
  }
  const client = live.client({ database, tracer: tracer as never })
  const text = count.replace('%s', 'usual')
  expect(await client.query.meaning(text)).toEqual({ sql: text, changes: [] })
  expect(await Promise.all(Array.from({ length: 5 }, () => counted(client, 'usual')))).toEqual([2, 2, 2, 2, 2])
  expect(asked.filter((name) => name.includes('latest'))).toHaveLength(1)
  await client.query.rows(`${text} AND time < NOW()`)
  await client.query.rows(count.replace('%s', 'later'), { fresh: true })
  expect(asked.filter((name) => name.includes('latest'))).toHaveLength(1)
})
