/** Kysely on Arc answers as Kysely on plain DuckDB does, over the same rows: on ARC_URL, else on the embedded Arc. */
import { type ArcClient, ArcValidationError, defineMeasurement } from 'arc-tsdb-client'
import { ArcDialect, timeBucket, timeRange } from 'arc-tsdb-client/kysely'
import { CamelCasePlugin, Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import { type LiveDatabase, openDatabase, uniqueName } from '../live/target.ts'
import { openDuckDB } from './duckdb-dialect.ts'
import { HOSTILE, queries, T0, type Tables } from './kysely-queries.ts'

const cpu = defineMeasurement('cpu', {
  host: 'string',
  usage: 'float64',
  cores: 'int64',
  up: 'boolean',
  note: 'string',
})
const rows = {
  cpu: Array.from({ length: 120 }, (_, i) => ({
    time: new Date(T0 + i * 60_000 - (i % 7) * 100),
    host: 'abcd'.charAt(i % 4),
    usage: i % 11 === 0 ? null : ((i * 37) % 100) + 0.25, // sums are exact in any order
    cores: 4 * (1 + (i % 4)),
    up: i % 3 === 0,
    note: i % 13 === 0 ? null : (['a', 'box', 'Overload', '', 'x ray', ...HOSTILE][i % 24] ?? ''),
  })),
  mem: Array.from({ length: 30 }, (_, i) => ({
    time: new Date(T0 + i * 240_000),
    host: 'abe'.charAt(i % 3),
    used: i * 1.5,
    free: i % 5 === 0 ? null : 64 - i,
  })),
  hosts: ['a', 'b', 'c', 'z'].map((name, i) => ({
    time: new Date(T0 + i),
    name,
    region: i % 2 === 0 ? 'eu' : 'us',
    'rack no': `r${i}`,
  })),
}

const database = uniqueName('kysely')
let live: LiveDatabase
let arc: ArcClient
let db: Kysely<Tables>
let duck: Kysely<Tables>

beforeAll(async () => {
  live = await openDatabase(database)
  arc = live.arc
  db = new Kysely<Tables>({ dialect: new ArcDialect({ client: arc, measurements: [cpu] }) })
  duck = await openDuckDB<Tables>([
    'CREATE TABLE cpu (time TIMESTAMPTZ, host VARCHAR, usage DOUBLE, cores BIGINT, up BOOLEAN, note VARCHAR)',
    'CREATE TABLE mem (time TIMESTAMPTZ, host VARCHAR, used DOUBLE, free DOUBLE)',
    'CREATE TABLE hosts (time TIMESTAMPTZ, name VARCHAR, region VARCHAR, "rack no" VARCHAR)',
  ])
  for (const [table, values] of Object.entries(rows) as [keyof Tables, never[]][]) {
    const inserted = await db.insertInto(table).values(values).executeTakeFirstOrThrow()
    expect(inserted.numInsertedOrUpdatedRows).toBe(BigInt(values.length))
    await duck.insertInto(table).values(values).execute()
  }
  await arc.write.makeVisible()
})

afterAll(async () => {
  await duck?.destroy()
  await live?.[Symbol.asyncDispose]()
})

describe('rows equal those of DuckDB', () => {
  test('in more than sixty queries', () => expect(Object.keys(queries).length).toBeGreaterThanOrEqual(60))

  test.each(Object.entries(queries))('%s', async (_, query) => {
    const expected = await query(duck).execute()
    expect(expected.length).toBeGreaterThan(0)
    expect(comparable(await query(db).execute())).toEqual(comparable(expected))
  })

  test.each(HOSTILE)('the text %j', async (text) => {
    const query = (on: Kysely<Tables>) =>
      on
        .selectFrom('cpu')
        .select((eb) => ['time', 'note', eb.val(text).as('given')])
        .where('note', '=', text)
        .orderBy('time')
        .execute()
    const found = await query(db)
    expect(found.length).toBeGreaterThan(0)
    expect(found.every(({ note, given }) => note === text && given === text)).toBe(true)
    expect(comparable(found)).toEqual(comparable(await query(duck)))
  })
})

/** DuckDB's driver gives 64-bit integers as bigint, whatever their size. */
function comparable(found: readonly unknown[]): unknown {
  return JSON.parse(JSON.stringify(found, (_, value) => (typeof value === 'bigint' ? Number(value) : value)))
}

test('an empty list is a list without elements', async () => {
  const none = db.selectFrom('cpu').select('time').where('host', 'in', [])
  expect(await none.execute()).toEqual([])
  const all = db.selectFrom('cpu').select('time').where('host', 'not in', [])
  expect(await all.execute()).toHaveLength(rows.cpu.length)
})

test('what is sent has the values in it, and time as Arc selects files by', () => {
  const { sql: text, parameters } = db
    .selectFrom('cpu')
    .select('host')
    .where(timeRange('time', new Date(T0), new Date(T0 + 1)))
    .where('note', '=', "o'Brien")
    .limit(5)
    .compile()
  expect(text).toBe(
    `select "host" from "cpu" as "cpu" where (time >= '2026-08-22T10:00:00Z' AND time < '2026-08-22T10:00:00.001Z') and "note" = 'o''Brien' limit 5`,
  )
  expect(parameters).toEqual([])
})

test('plugins see the columns of the helpers', () => {
  const camel = new Kysely<{ cpu: { lastSeen: Date } }>({
    dialect: new ArcDialect({ client: arc }),
    plugins: [new CamelCasePlugin()],
  })
  expect(camel.selectFrom('cpu').select(timeBucket('1 hour', 'lastSeen').as('hour')).compile().sql).toBe(
    `select time_bucket(INTERVAL '1 hour', ("last_seen")) as "hour" from "cpu" as "cpu"`,
  )
})

test('rows are streamed, and leaving the loop ends the query', async () => {
  const times: Date[] = []
  for await (const row of db.selectFrom('cpu').select('time').orderBy('time').stream(50)) times.push(row.time)
  expect(times).toEqual(rows.cpu.map(({ time }) => time).sort((a, b) => a.getTime() - b.getTime()))
  for await (const row of db.selectFrom('cpu').select('host').stream()) {
    expect(row.host).toBeTypeOf('string')
    break
  }
})

test('types follow the tables', async () => {
  const [row] = await db.selectFrom('cpu').select(['host', 'usage']).limit(1).execute()
  expectTypeOf(row).toEqualTypeOf<{ host: string; usage: number | null } | undefined>()
  // @ts-expect-error: there is no such column
  expect(() => db.selectFrom('cpu').select('hots').compile()).not.toThrow()
})

test('integers and instants come as the dialect says', async () => {
  const exact = new Kysely<Tables>({ dialect: new ArcDialect({ client: arc, int64: 'bigint', timestamps: 'iso' }) })
  expect(await exact.selectFrom('cpu').select(['time', 'cores']).orderBy('time').limit(1).execute()).toEqual([
    { time: '2026-08-22T10:00:00Z', cores: 4n },
  ])
})

test('with no database, withSchema names it, in queries and in inserts', async () => {
  const everywhere = new Kysely<Tables>({ dialect: new ArcDialect({ client: arc, database: null }) }).withSchema(
    database,
  )
  expect(
    await everywhere
      .selectFrom('hosts')
      .select('hosts.name')
      .where('hosts.region', '=', 'us')
      .orderBy('name')
      .execute(),
  ).toEqual([{ name: 'b' }, { name: 'z' }])
  const inserted = await everywhere
    .insertInto('hosts')
    .values({ time: new Date(T0 - 86_400_000), name: 'late', region: 'none', 'rack no': 'r9' })
    .executeTakeFirst()
  expect(inserted.numInsertedOrUpdatedRows).toBe(1n)
  await arc.write.makeVisible()
  expect(await db.selectFrom('hosts').select('rack no').where('name', '=', 'late').execute()).toEqual([
    { 'rack no': 'r9' },
  ])
})

test('declared measurements give inserted columns their types, NaN is kept, and a default is left out', async () => {
  const typed = new Kysely<{ gauge: { time: Date; n: number; x: number | null } }>({
    dialect: new ArcDialect({ client: arc, measurements: [defineMeasurement('gauge', { n: 'int64', x: 'float64' })] }),
  })
  await typed
    .insertInto('gauge')
    .values([{ time: new Date(T0), n: 1, x: Number.NaN }, { time: new Date(T0 + 1), n: 2 } as never])
    .execute()
  await arc.write.makeVisible()
  expect(await arc.query.rows('SELECT n, x, typeof(n) AS t FROM gauge AS g ORDER BY time')).toEqual([
    { n: 1, x: Number.NaN, t: 'BIGINT' },
    { n: 2, x: null, t: 'BIGINT' },
  ])
})

test('introspection tells databases, measurements and columns', async () => {
  const schemas = await db.introspection.getSchemas()
  expect(schemas).toContainEqual({ name: database })
  const { tables } = await db.introspection.getMetadata()
  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['cpu', 'hosts', 'mem']))
  const columns = tables.find(({ name }) => name === 'cpu')?.columns.map(({ name, dataType }) => [name, dataType])
  expect(columns).toEqual([
    ['time', 'TIMESTAMP WITH TIME ZONE'],
    ['cores', 'BIGINT'],
    ['host', 'VARCHAR'],
    ['note', 'VARCHAR'],
    ['up', 'BOOLEAN'],
    ['usage', 'DOUBLE'],
  ])
})

describe('refused, with the way out', () => {
  const insert = () => db.insertInto('hosts')
  const row = { time: new Date(T0), name: 'n', region: 'r', 'rack no': '1' }
  const refusals: Record<string, readonly [() => Promise<unknown>, RegExp]> = {
    UPDATE: [() => db.updateTable('cpu').set({ usage: 1 }).execute(), /arc\.delete\.rows/],
    DELETE: [() => db.deleteFrom('cpu').where('host', '=', 'a').execute(), /arc\.delete\.rows/],
    MERGE: [
      () => db.mergeInto('cpu').using('mem', 'mem.host', 'cpu.host').whenMatched().thenDelete().execute(),
      /arc\.delete\.rows/,
    ],
    'a transaction': [() => db.transaction().execute(async () => {}), /no transactions/],
    'CREATE TABLE': [() => db.schema.createTable('x').addColumn('a', 'integer').execute(), /first write/],
    'DROP TABLE': [() => db.schema.dropTable('cpu').execute(), /first write/],
    RETURNING: [() => insert().values(row).returning('name').execute(), /RETURNING/],
    'ON CONFLICT': [
      () =>
        insert()
          .values(row)
          .onConflict((c) => c.doNothing())
          .execute(),
      /onConflict/,
    ],
    'INSERT SELECT': [
      () =>
        insert()
          .columns(['name', 'region'])
          .expression(db.selectFrom('hosts').select(['name', 'region']))
          .execute(),
      /continuous query/,
    ],
    'an expression in INSERT': [
      () =>
        insert()
          .values({ ...row, region: sql`upper('x')` })
          .execute(),
      /expression/,
    ],
    'a value inside quotes': [
      () => db.selectFrom('cpu').select('time').where(sql<boolean>`note like '%${'x'}%'`).execute(),
      /inside a string literal/,
    ],
    'a value inside a comment': [
      () => db.selectFrom('cpu').select('time').where(sql<boolean>`true /* ${'x'} */`).execute(),
      /inside a block comment/,
    ],
    'an undefined value': [
      () =>
        db
          .selectFrom('cpu')
          .select('time')
          .where('host', '=', undefined as never)
          .execute(),
      /undefined/,
    ],
    'NaN in a condition': [
      () => db.selectFrom('cpu').select('time').where('usage', '=', Number.NaN).execute(),
      /isnan/,
    ],
    'an object': [
      () =>
        db
          .selectFrom('cpu')
          .select('time')
          .where('note', '=', { a: 1 } as never)
          .execute(),
      /no SQL literal/,
    ],
  }

  test.each(Object.entries(refusals))('%s', async (_, [run, message]) => {
    const error = await run().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ArcValidationError)
    expect((error as Error).message).toMatch(message)
  })
})
