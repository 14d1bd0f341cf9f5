/** Rows through the schemas of real libraries, from an embedded Arc. */

import { startTestServer, type TestServer } from 'arc-tsdb-testing'
import { type } from 'arktype'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ArcClient, ArcTruncatedError, ArcUsageError, ArcValidationError, type RowSchema } from '../../../src/index.ts'

let server: TestServer
let arc: ArcClient

beforeAll(async () => {
  server = await startTestServer()
  arc = new ArcClient({ url: server.url, token: server.token })
  await arc.write.rows('cpu', [
    { time: new Date('2026-08-22T10:00:00Z'), host: 'a', usage: 95, cores: 8n },
    { time: new Date('2026-08-22T10:00:01Z'), host: 'b', usage: 87.5, cores: 16n },
    { time: new Date('2026-08-22T10:00:02Z'), host: 'c', usage: null, cores: 2n ** 53n },
  ])
  await arc.write.makeVisible()
})
afterAll(async () => {
  await arc.close()
  await server.close()
})

const BOTH = "SELECT time, host, usage FROM cpu AS c WHERE host < 'c' ORDER BY time"
const ALL = 'SELECT time, host, usage FROM cpu AS c ORDER BY time'
const expected = [
  { time: new Date('2026-08-22T10:00:00Z'), host: 'a', usage: 95 },
  { time: new Date('2026-08-22T10:00:01Z'), host: 'b', usage: 87.5 },
]

interface Cpu {
  time: Date
  host: string
  usage: number
}

const libraries: readonly (readonly [string, RowSchema<Cpu>])[] = [
  ['zod', z.object({ time: z.date(), host: z.string(), usage: z.number() })],
  ['valibot', v.object({ time: v.date(), host: v.string(), usage: v.number() })],
  ['arktype', type({ time: 'Date', host: 'string', usage: 'number' })],
]

const refusal = (call: Promise<unknown>): Promise<ArcValidationError> =>
  call.then(
    () => {
      throw new Error('nothing was refused')
    },
    (error: ArcValidationError) => error,
  )

async function collect<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = []
  for await (const row of rows) all.push(row)
  return all
}

describe.each(libraries)('%s', (_name, schema) => {
  it('lets rows through, at once and as a stream', async () => {
    expect(await arc.query.rows(BOTH, { schema })).toEqual(expected)
    expect(await collect(arc.query.stream(BOTH, { schema }))).toEqual(expected)
  })

  it('refuses a row by its number and column', async () => {
    const error = await refusal(arc.query.rows(ALL, { schema }))
    expect(error).toBeInstanceOf(ArcValidationError)
    expect(error).toMatchObject({ row: 2, column: 'usage', retryable: false })
    expect(error.message).toMatch(/^row 2: usage: .*number/)
    expect(error.cause).toMatchObject({ 0: { message: expect.any(String) } })
  })

  it('lets the rows before a refused one out of the stream, and ends there', async () => {
    const stream = arc.query.stream(ALL, { schema })
    expect([await stream.next(), await stream.next()]).toEqual(expected.map((value) => ({ value, done: false })))
    expect(await refusal(stream.next())).toMatchObject({ row: 2, column: 'usage' })
    expect(await stream.next()).toEqual({ value: undefined, done: true })
  })

  it('is asked for nothing where there are no rows', async () => {
    expect(await arc.query.rows('SELECT * FROM nosuch AS n', { schema })).toEqual([])
    expect(await collect(arc.query.stream('SELECT * FROM nosuch AS n', { schema }))).toEqual([])
  })
})

describe('what a schema makes of a row is the row', () => {
  it('zod', async () => {
    const schema = z
      .object({ host: z.string().toUpperCase(), usage: z.number().default(0), cores: z.bigint() })
      .transform(({ host, ...rest }) => ({ name: host, ...rest }))
    const rows = await arc.query.rows("SELECT host, usage, cores FROM cpu AS c WHERE host = 'a'", {
      schema,
      int64: 'bigint',
    })
    expect(rows).toEqual([{ name: 'A', usage: 95, cores: 8n }])
  })

  it('valibot', async () => {
    const schema = v.pipe(
      v.object({ time: v.pipe(v.string(), v.isoTimestamp()), usage: v.nullable(v.number(), 0) }),
      v.transform(({ time, usage }) => ({ at: Date.parse(time), usage })),
    )
    const rows = await arc.query.rows("SELECT time, usage FROM cpu AS c WHERE host = 'c'", {
      schema,
      timestamps: 'iso',
    })
    expect(rows).toEqual([{ at: Date.UTC(2026, 7, 22, 10, 0, 2), usage: 0 }])
  })

  it('arktype', async () => {
    const schema = type({ host: 'string.upper', '+': 'delete' })
    expect(await collect(arc.query.stream(`${BOTH} LIMIT 1`, { schema }))).toEqual([{ host: 'A' }])
  })
})

describe('schemas that take their time', () => {
  const known = new Set(['a', 'c'])
  const schema = z.object({
    host: z.string().refine(async (host) => {
      await new Promise((resolve) => setImmediate(resolve))
      return known.has(host)
    }, 'unknown host'),
  })

  it('are waited for, in the order of the rows', async () => {
    const found = "SELECT host FROM cpu AS c WHERE host <> 'b' ORDER BY time"
    expect(await arc.query.rows(found, { schema })).toEqual([{ host: 'a' }, { host: 'c' }])
    expect(await collect(arc.query.stream(found, { schema }))).toEqual([{ host: 'a' }, { host: 'c' }])
    const stream = arc.query.stream(found, { schema })
    const answers = await Promise.all([stream.next(), stream.next(), stream.next()])
    expect(answers.map(({ value }) => value?.host)).toEqual(['a', 'c', undefined])
  })

  it('refuse like others', async () => {
    const error = await refusal(arc.query.rows(BOTH, { schema }))
    expect(error).toMatchObject({ row: 1, column: 'host', message: 'row 1: host: unknown host' })
  })

  it('give nothing to a consumer that has left or aborted meanwhile', async () => {
    // Does `leave` while the schema is at work.
    const during = (leave: () => unknown): RowSchema<object> => ({
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: async (value) => {
          await leave()
          return { value: value as object }
        },
      },
    })
    const left: AsyncGenerator<object, void> = arc.query.stream(BOTH, { schema: during(() => left.return()) })
    expect(await left.next()).toEqual({ value: undefined, done: true })

    const controller = new AbortController()
    const { signal } = controller
    const aborted = arc.query.stream(BOTH, { schema: during(() => controller.abort(new Error('enough'))), signal })
    await expect(aborted.next()).rejects.toThrow('enough')
  })
})

describe('the error', () => {
  const refuse = (issues: readonly { message: string; path?: PropertyKey[] }[]): RowSchema<object> => ({
    '~standard': { version: 1, vendor: 'test', validate: () => ({ issues }) },
  })

  it('lists the first few issues, and a bounded part of each', async () => {
    const issues = Array.from({ length: 10 }, (_, i) => ({
      message: 'x'.repeat(1_000_000),
      path: [`c${i}`, 'deep', 0],
    }))
    const { message, column, cause } = await refusal(arc.query.rows('SELECT 1', { schema: refuse(issues) }))
    expect(message).toMatch(/^row 0: c0\.deep\.0: x{200}…; c1\.deep\.0: x{200}…; c2\.deep\.0: x{200}…; and 7 more$/)
    expect([column, cause]).toEqual(['c0', issues])
  })

  it('of a whole row names no column', async () => {
    const schema = z.strictObject({ n: z.number() })
    const error = await refusal(arc.query.rows('SELECT 1 AS n, 2 AS more', { schema }))
    expect(error.message).toContain('row 0: ')
    expect('column' in error).toBe(false)
  })

  it('tells of a schema that throws or rejects', async () => {
    const broken = new Error('no connection')
    for (const validate of [
      () => {
        throw broken
      },
      () => Promise.reject(broken),
    ]) {
      const schema: RowSchema<object> = { '~standard': { version: 1, vendor: 'test', validate } }
      const error = await refusal(arc.query.rows('SELECT 1', { schema }))
      expect(error).toBeInstanceOf(ArcValidationError)
      expect(error).toMatchObject({ message: 'row 0: the schema failed: no connection', row: 0, cause: broken })
    }
  })

  it('refuses what is no schema, and a schema where nothing would follow it', async () => {
    for (const schema of [{}, null, 'z', { '~standard': {} }]) {
      const call = arc.query.rows('SELECT 1', { schema: schema as never })
      await expect(call).rejects.toBeInstanceOf(ArcUsageError)
      await expect(call).rejects.toThrow(/^schema is .*; give a Standard Schema, such as z\.object/)
    }
    const options = { schema: refuse([]) } as object
    for (const call of [
      () => arc.query.columns('SELECT 1', options),
      () => arc.query.json('SELECT 1', options),
      () => arc.query.batches('SELECT 1', options).next(),
    ])
      await expect(call()).rejects.toThrow('Unknown option "schema"')
  })
})

it('the rows of an incomplete result go through the schema too', async () => {
  const schema = z.object({ n: z.number().transform((n) => n * 10) })
  server.failNext({ truncate: 20_000 })
  const error = await refusal(arc.query.rows('SELECT range AS n FROM range(10000)', { schema }))
  expect(error).toBeInstanceOf(ArcTruncatedError)
  expect((error as Partial<ArcTruncatedError>).partial).toMatchObject({
    0: { n: 0 },
    1: { n: 10 },
    1000: { n: 10_000 },
  })
})
