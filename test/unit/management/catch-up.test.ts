import { startTestServer } from 'arc-tsdb-testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ArcClient } from '../../../src/client.ts'
import { ArcServerError } from '../../../src/errors.ts'
import { scripted } from './scripted.ts'

const hour = 3_600_000
const thisHour = Math.floor(Date.now() / hour)
/** The start of the hour that lies so many hours back. */
const hoursAgo = (hours: number) => new Date((thisHour - hours) * hour)
const text = (date: Date) => `${date.toISOString().slice(0, 19)}Z`

describe('against the embedded Arc', () => {
  let server: Awaited<ReturnType<typeof startTestServer>>
  let arc: ArcClient
  beforeAll(async () => {
    server = await startTestServer()
    arc = new ArcClient({ url: server.url, token: server.token })
    const time = Array.from({ length: 6 * 60 }, (_, minute) => new Date(hoursAgo(6).getTime() + minute * 60_000))
    await arc.write.columns('cpu', { time, usage: time.map((_, minute) => Math.floor(minute / 60)) })
    await arc.write.makeVisible()
  })
  afterAll(async () => {
    await arc.close()
    await server.close()
  })

  const create = (name: string, interval = '1h') =>
    arc.continuousQueries.create({
      name,
      database: 'default',
      source_measurement: 'cpu',
      destination_measurement: name,
      query: `SELECT time_bucket('1 hour', (time)) AS time, avg(usage) AS usage, count(*) AS minutes
        FROM default.cpu WHERE time >= {start_time} AND time < {end_time} GROUP BY 1`,
      interval,
      is_active: true,
    })
  const stored = async (name: string) => {
    await arc.write.makeVisible()
    return arc.query.rows<{ time: Date; usage: number; minutes: number }>(`SELECT * FROM ${name} AS t ORDER BY time`)
  }

  test('closed windows are run in order, each once, however often it is called', async () => {
    const { id } = await create('hourly')
    const seen: string[] = []
    const runs = await arc.continuousQueries.catchUp(id, {
      from: new Date(hoursAgo(4).getTime() + 1_234),
      until: text(new Date(hoursAgo(2).getTime() + 60_000)),
      onRun: ({ start_time }) => seen.push(start_time),
    })
    expect(runs.map(({ start_time, end_time }) => [start_time, end_time])).toEqual([
      [text(hoursAgo(4)), text(hoursAgo(3))],
      [text(hoursAgo(3)), text(hoursAgo(2))],
    ])
    expect(seen).toEqual(runs.map(({ start_time }) => start_time))
    const [twice, again] = await Promise.all([
      arc.continuousQueries.catchUp(id, { until: hoursAgo(0) }),
      arc.continuousQueries.catchUp(id, { until: hoursAgo(0) }),
    ])
    expect([...twice, ...again].map(({ start_time }) => start_time)).toEqual([text(hoursAgo(2)), text(hoursAgo(1))])
    const earlier = await arc.continuousQueries.catchUp(id, { from: hoursAgo(6), until: hoursAgo(0) })
    expect(earlier.map(({ start_time }) => start_time)).toEqual([text(hoursAgo(6)), text(hoursAgo(5))])
    // The last run was one of the past; what comes next is still what was never run.
    expect(await arc.continuousQueries.catchUp(id, { until: hoursAgo(0) })).toEqual([])
    const rows = await stored('hourly')
    expect(rows.map(({ time, usage, minutes }) => [time, usage, minutes])).toEqual(
      Array.from({ length: 6 }, (_, i) => [hoursAgo(6 - i), i, 60]),
    )
  })

  test('a run by hand that ended within a window leaves the rest of it', async () => {
    const { id } = await create('by_hand')
    const middle = new Date(hoursAgo(3).getTime() + 40 * 60_000)
    await arc.continuousQueries.execute(id, { start_time: text(hoursAgo(4)), end_time: text(middle) })
    const runs = await arc.continuousQueries.catchUp(id, { until: hoursAgo(1) })
    expect(runs.map(({ start_time, end_time }) => [start_time, end_time])).toEqual([
      [text(middle), text(hoursAgo(2))],
      [text(hoursAgo(2)), text(hoursAgo(1))],
    ])
    expect((await stored('by_hand')).map(({ minutes }) => minutes)).toEqual([60, 40, 20, 60])
  })

  test('a query that never ran begins with the window of its creation, which is open', async () => {
    const { id } = await create('fresh', '8760h')
    expect(await arc.continuousQueries.catchUp(id)).toEqual([])
    expect(await arc.continuousQueries.catchUp(id, { until: new Date('2999-01-01T00:00:00Z') })).toEqual([])
  })

  test('execute needs no second argument', async () => {
    const { id } = await create('at_once')
    expect(await arc.continuousQueries.execute(id)).toMatchObject({ status: 'completed', dry_run: false })
  })

  test('windows of a week begin on Monday', async () => {
    const { id } = await create('weekly', '168h')
    const runs = await arc.continuousQueries.catchUp(id, {
      from: '2026-08-06T00:00:00Z',
      until: '2026-08-20T00:00:00Z',
    })
    expect(runs.map(({ start_time }) => start_time)).toEqual(['2026-08-03T00:00:00Z', '2026-08-10T00:00:00Z'])
  })
})

const query = {
  id: 1,
  name: 'q',
  query: "SELECT time_bucket('1 hour', (time)) AS time FROM d.cpu WHERE time >= {start_time} AND time < {end_time}",
  interval: '1h',
  tag_columns: [],
  created_at: '2026-08-22T10:20:00Z',
}
const path = '/api/v1/continuous_queries/1'

test('a window that fails ends it; those before it stay run', async () => {
  const failure = { status: 500, body: { error: 'Execution failed: out of memory' } }
  const { arc, requests } = scripted({
    [`GET ${path}`]: [{ body: query }],
    [`GET ${path}/executions?limit=100`]: [{ body: { query_id: 1, executions: null } }],
    [`POST ${path}/execute`]: [{ body: { query_id: 1, status: 'completed' } }, failure],
  })
  const runs: unknown[] = []
  const caughtUp = arc.continuousQueries.catchUp(1, { until: '2026-08-22T13:00:00Z', onRun: (run) => runs.push(run) })
  await expect(caughtUp).rejects.toBeInstanceOf(ArcServerError)
  expect(runs).toHaveLength(1)
  expect(requests.slice(2).map(({ body }) => body)).toEqual([
    { start_time: '2026-08-22T10:00:00Z', end_time: '2026-08-22T11:00:00Z' },
    { start_time: '2026-08-22T11:00:00Z', end_time: '2026-08-22T12:00:00Z' },
  ])
})

test('as much of the history is read as can cover a window', async () => {
  const at = (hours: number) => new Date(Date.UTC(2026, 7, 1) + hours * hour).toISOString()
  const run = (hours: number, execution: number) => ({
    status: 'completed',
    start_time: at(hours),
    end_time: at(hours + 1),
    execution_time: at(execution),
  })
  // Hours 0 to 99 were run in time; then, at hour 101, 100 hours of July.
  const history = Array.from({ length: 100 }, (_, i) => run(i, i + 1))
  const backfill = Array.from({ length: 100 }, (_, i) => run(i - 300, 101))
  const newestFirst = [...history, ...backfill].reverse()
  const { arc, requests } = scripted({
    [`GET ${path}`]: [{ body: query }],
    [`GET ${path}/executions?limit=100`]: [{ body: { query_id: 1, executions: newestFirst.slice(0, 100) } }],
    [`GET ${path}/executions?limit=1000`]: [{ body: { query_id: 1, executions: newestFirst } }],
    [`POST ${path}/execute`]: [{ body: { query_id: 1, status: 'completed' } }],
  })
  await arc.continuousQueries.catchUp(1, { until: at(102) })
  expect(requests.slice(3).map(({ body }) => body)).toMatchObject([{ start_time: '2026-08-05T04:00:00Z' }, {}])
})

test.each([
  [{ from: 'yesterday' }, {}, 'from is "yesterday"; give a Date, or RFC 3339 with a zone'],
  [{ from: '2026-08-22T10:00:00' }, {}, 'from is "2026-08-22T10:00:00"'],
  [{ until: new Date(Number.NaN) }, {}, 'until is a Date'],
  [{ until: 5 }, {}, 'until is 5'],
  [{ until: null }, {}, 'until is null'],
  [{ from: '0001-01-01T00:00:00Z' }, {}, 'windows of 1h are more than 10000; go on in parts, with "until"'],
  [{ since: 5 }, {}, '"since"; known are: from, until'],
  [{}, { interval: '1d' }, '"q" has the interval "1d", which is not one such as "1h30m"; change it with patch'],
  [{}, { interval: '1500ms' }, 'has the interval 1500ms, and windows are whole seconds'],
  [{}, { interval: '10m' }, 'has the interval 10m, which would split its buckets of 1 hour'],
  [{}, { interval: '1h', query: 'date_trunc( \'day\' , "time")' }, 'would split its buckets of 1 day'],
  [{}, { interval: '1h', query: 'TIME_BUCKET(INTERVAL 90\nMINUTES, (time))' }, 'would split its buckets of 90 MINUTES'],
  [{}, { interval: '720h', query: "time_bucket('1 month', (time))" }, 'groups by the month, which has no fixed length'],
])('refuses %j of %j', async (options, changes, message) => {
  const { arc, requests } = scripted({
    [`GET ${path}`]: [{ body: { ...query, ...changes } }],
    [`GET ${path}/executions?limit=100`]: [{ body: { query_id: 1, executions: [] } }],
  })
  await expect(arc.continuousQueries.catchUp(1, options as object)).rejects.toThrow(message)
  expect(requests.filter(({ route }) => route.startsWith('POST'))).toEqual([])
})
