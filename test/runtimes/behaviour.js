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
  const zstdIpc = Uint8Array.from(atob(zstdIpcOf200Rows), (char) => char.charCodeAt(0))
  const unzipped = await arc.write.arrow(`${measurement}_arrow`, zstdIpc).catch((error) => error)
  // Where the runtime has zstd; elsewhere the caller is told to bring a codec.
  if (/^node \d/.test(runtime)) check('Arrow compressed with zstd is accepted', unzipped.rows, 200)
  else check('Arrow compressed with zstd', unzipped.rows === 200 || /codec/.test(unzipped.message), true)
  await arc.write.makeVisible()

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

/** What pyarrow writes of the columns `time` and `v`, with `IpcWriteOptions(compression='zstd')`. */
const zstdIpcOf200Rows = [
  '/////7gAAAAQAAAAAAAKAAwABgAFAAgACgAAAAABBAAMAAAACAAIAAAABAAIAAAABAAAAAIAAABEAAAABAAAANT///8AAAEDEAAA',
  'ABgAAAAEAAAAAAAAAAEAAAB2AAYACAAGAAYAAAAAAAIAEAAUAAgABgAHAAwAAAAQABAAAAAAAAEKEAAAACAAAAAEAAAAAAAAAAQA',
  'AAB0aW1lAAAAAAgADAAGAAgACAAAAAAAAgAEAAAAAwAAAFVUQwAAAAAA/////9AAAAAUAAAAAAAAAAwAGAAGAAUACAAMAAwAAAAA',
  'AwQAHAAAAAACAAAAAAAAAAAAAAwAHgAQAAQACAAMAAwAAABwAAAAJAAAABgAAADIAAAAAAAAAAAAAAAAAAYACAAHAAYAAAAAAAAB',
  'BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAMwBAAAAAAAA0AEAAAAAAAAAAAAAAAAAANABAAAAAAAAKwAAAAAAAAAAAAAAAgAA',
  'AMgAAAAAAAAAAAAAAAAAAADIAAAAAAAAAAAAAAAAAAAAQAYAAAAAAAAotS/9YEAF1Q0A9BkAQB4YJAoGAOhD0Ee4S6BPiFNwV1hb',
  'QF8oYxBn+GrgbshysHaYeoB+aIJQhjiKII4IkvCV2JnAnaihkKV4qWCtSLEwtRi5AL3owNDEuMigzIjQcNRY2EDcKOAQ5Pjn4OvI',
  '77DzmPeA+2j/UAMfOAcgCwgP8BLYFsAaqB6QIngmYCpILjAyGDYAOug90EG4RaBJiE1wUVhVQFkoXRBh+GTgaMhssHCYdIB4aHxQ',
  'gDiEIIgIjPCP2JPAl6ibkJ94o2CnSKswrxizALfoutC+uMKgxojKcM5Y0kDWKNoQ3vjh4OXI6bDtmPGA9Wj5UP04ASAgBQgJ8AzY',
  'EMAUqBiQHHggYCRIKDAsGDAANOg30Du4P6BDiEdwS1hPQFMoVxBb+F7gYshmsGqYboByaHZQejh+IIIIhvCJ2I3AkaiVkJl4nWCh',
  'SKUwqRitALHotNC4uLygwIjEcMhYzEDQKNQQ2Pjb4N/I47DnmOuA72jzUPc4+yD/CAMh8AbYCsAOqBKQFngaYB5IIjAmGCoALugx',
  '0DW4OaA9iEFwRVhJIRgkCgYAgMaoEPpsB+DXEBI/hwXujgi3g4Mei42UAgAAAABABgAAAAAAACi1L/1gQAXNAABAAADwPwBAAAgG',
  'AA8O9QE8WHEXCAyGwQEsAAAAAAD/////AAAAAA==',
].join('')
