/**
 * The same behaviour on every runtime: plain JavaScript over the built package, no test framework, nothing of Node.
 * Resolves with the names of what held, or throws what did not.
 *
 * @param {typeof import('arc-tsdb-client')} library
 * @param {{ url: string, token: string, runtime: string }} target
 */
export async function behaviour(
  { ArcClient, ArcAuthenticationError, ArcValidationError, defineMeasurement, sql },
  { url, token, runtime },
) {
  const held = []
  const check = (name, actual, expected) => {
    const [a, e] = [actual, expected].map((value) =>
      JSON.stringify(value, (_key, v) => (typeof v === 'bigint' ? `${v}n` : v)),
    )
    if (a !== e) throw new Error(`${runtime}: ${name}: got ${a}, expected ${e}`)
    held.push(name)
  }
  const failure = (promise) =>
    promise.then(
      () => undefined,
      (error) => error,
    )
  const measurement = `m_${runtime.replace(/\W/g, '_')}`
  const time = [1_700_000_000_000, 1_700_000_000_001, 1_700_000_000_002]

  const arc = new ArcClient({ url, token })
  check(
    'columns are accepted',
    (
      await arc.write.columns(measurement, {
        time,
        v: [1, 1.9, null],
        s: ['a', 'ü😀', ''],
        n: [1n, 2n, 9007199254740993n],
      })
    ).rows,
    3,
  )
  check(
    'rows are accepted',
    (await arc.write.rows(measurement, [{ time: new Date(time[2] + 1), v: 95, s: 'r', n: 4n }])).rows,
    1,
  )

  const typed = defineMeasurement(`${measurement}_buffered`, { v: 'float64', ok: 'boolean' })
  const writer = arc.write.buffered({ flushIntervalMs: 10_000 })
  for (let i = 0; i < 1000; i++) writer.append(typed, { time: time[0] + i, v: i, ok: i % 2 === 0 })
  await writer.close()
  check('the buffered writer delivers', writer.stats.rowsAcknowledged, 1000)

  const large = { time: Array.from({ length: 20_000 }, (_, i) => time[0] + i), v: new Float64Array(20_000).fill(0.5) }
  const zipped = new ArcClient({ url, token, compression: 'gzip' })
  check('compressed bodies are accepted', (await zipped.write.columns(`${measurement}_gzip`, large)).rows, 20_000)
  await zipped.close()
  await arc.write.flush()

  const rows = await arc.query.rows(sql`SELECT time, v, s, n FROM ${sql.id(measurement)} AS m ORDER BY time`, {
    int64: 'bigint',
  })
  check(
    'rows come back unchanged',
    rows.map((r) => [r.time.getTime() - time[0], r.v, r.s, r.n]),
    [
      [0, 1, 'a', 1n],
      [1, 1.9, 'ü😀', 2n],
      [2, null, '', 9007199254740993n],
      [3, 95, 'r', 4n],
    ],
  )
  const counted = await arc.query.columns(sql`SELECT count(*) AS n FROM ${sql.id(`${measurement}_gzip`)} AS m`)
  check('columns', [counted.names, counted.rowCount], [['n'], 1])
  let streamed = 0
  for await (const row of arc.query.stream(sql`SELECT v FROM ${sql.id(`${measurement}_gzip`)} AS m`)) streamed += row.v
  check('a stream', streamed, 10_000)

  check(
    'a mixed column is refused',
    (await failure(arc.write.columns(measurement, { time, v: [1, 'x', 2] }))) instanceof ArcValidationError,
    true,
  )
  const stranger = new ArcClient({ url, token: 'not-a-token' })
  check('401', (await failure(stranger.databases.list())) instanceof ArcAuthenticationError, true)
  await stranger.close()
  check('an abort', (await failure(arc.query.rows(sql`SELECT 1`, { signal: AbortSignal.abort() })))?.name, 'AbortError')
  check('databases', (await arc.databases.list()).map(({ name }) => name).includes('default'), true)
  await arc.close()
  return held
}
