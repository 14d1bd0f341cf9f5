/** The programs of docs/recipes.md do what they say: each is run, with its real library, on an embedded Arc. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { DynamicModule } from '@nestjs/common'
import { Aedes } from 'aedes'
import { tableFromIPC } from 'apache-arrow'
import { ArcClient } from 'arc-tsdb-client'
import { startTestServer, type TestServer } from 'arc-tsdb-testing'
import type { PgColumn, PgTableWithColumns } from 'drizzle-orm/pg-core'
import type { PgRemoteDatabase } from 'drizzle-orm/pg-proxy'
import type { FastifyInstance } from 'fastify'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readPages } from './pages.ts'

const root = new URL('../../', import.meta.url).pathname
const scratch = join(root, '.scratch', `recipes-${process.pid}`)
const [page] = readPages().filter(({ name }) => name === 'docs/recipes.md')
const PATIENCE = { timeout: 20_000 }
let server: TestServer
let arc: ArcClient

beforeAll(async () => {
  mkdirSync(scratch, { recursive: true })
  server = await startTestServer()
  arc = new ArcClient({ url: server.url, token: server.token })
  process.env.ARC_URL = server.url
  process.env.ARC_TOKEN = server.token
  const now = Date.now()
  await arc.write.rows('cpu', [
    { time: new Date(now - 7_200_000), host: 'a', usage: 1 },
    { time: new Date(now - 60_000), host: 'a', usage: 95 },
    { time: new Date(now), host: "b' OR 1", usage: 12 },
  ])
  await arc.write.makeVisible()
})
afterAll(async () => {
  rmSync(scratch, { recursive: true })
  await arc.close()
  await server.close()
})

/** The program of the page that has this text in it. */
async function recipe<Exports>(text: string): Promise<Exports> {
  const found = page?.blocks.filter(({ code }) => code.includes(text)) ?? []
  expect(found, text).toHaveLength(1)
  const code = found[0]?.code ?? ''
  expect(code.trimEnd().split('\n').length).toBeLessThanOrEqual(40)
  const file = join(scratch, `${text.replace(/\W/g, '-')}.ts`)
  writeFileSync(file, code)
  return (await import(/* @vite-ignore */ file)) as Exports
}

const stored = async (sql: string) => {
  await arc.write.makeVisible()
  return await arc.query.rows(sql)
}

describe('answers', () => {
  it('Next.js', async () => {
    const { GET } = await recipe<{ GET(request: Request): Promise<Response> }>('export async function GET')
    const get = async (host: string) =>
      await (await GET(new Request(`http://next/api/cpu?host=${encodeURIComponent(host)}`))).json()
    expect(await get('a')).toMatchObject([{ usage: 95, time: expect.stringMatching(/Z$/) }])
    expect(await get("b' OR 1")).toMatchObject([{ usage: 12 }])
    expect(await get('nobody')).toEqual([])
  })

  it('Hono', async () => {
    const { app } = await recipe<{ app: Hono }>("from 'hono'")
    const response = await app.request('/cpu?host=a')
    expect(response.headers.get('content-type')).toBe('application/vnd.apache.arrow.stream')
    expect((await tableFromIPC(response)).toArray().map(({ usage }) => usage)).toEqual([1, 95])
  })

  it('Fastify', async () => {
    const { app } = await recipe<{ app: FastifyInstance }>("from 'fastify'")
    const address = await app.listen({ port: 0 })
    const response = await fetch(`${address}/cpu?host=a`)
    expect(response.headers.get('content-type')).toBe('application/vnd.apache.arrow.stream')
    expect((await tableFromIPC(response)).toArray().map(({ usage }) => usage)).toEqual([1, 95])
    server.failNext({ path: '/api/v1/query/arrow', truncate: 300 })
    await expect(fetch(`${address}/cpu?host=a`).then((broken) => broken.arrayBuffer())).rejects.toThrow()
    await app.close()
  })

  it('NestJS', async () => {
    const { NestFactory } = await import('@nestjs/core')
    const { ArcModule } = await recipe<{ ArcModule: { forRoot(): DynamicModule } }>('ArcModule')
    const app = await NestFactory.createApplicationContext(ArcModule.forRoot(), { logger: false })
    const client = app.get(ArcClient)
    expect(await client.query.rows("SELECT usage FROM cpu AS c WHERE host = 'a' AND usage > 1")).toEqual([
      { usage: 95 },
    ])
    client.write.buffered().append('nest', { value: 1 })
    await app.close()
    expect(await stored('SELECT value FROM nest AS n')).toEqual([{ value: 1 }])
  })
})

describe('writing', () => {
  it('AWS Lambda', async () => {
    const { handler } = await recipe<{ handler(event: object): Promise<object> }>('export async function handler')
    const event = (...values: number[]) => ({
      body: JSON.stringify(values.map((value) => ({ time: new Date(value).toISOString(), sensor: 's', value }))),
    })
    expect(await handler(event(1_787_000_000_001, 1_787_000_000_002))).toEqual({ statusCode: 202 })
    expect(await stored('SELECT count(*) AS n FROM readings AS r')).toEqual([{ n: 2 }])
    // Longer than the call waits.
    server.failNext({ method: 'POST', path: /write/, delayMs: 2_500 })
    expect(await handler(event(1_787_000_000_003))).toEqual({ statusCode: 202 })
    await handler(event(1_787_000_000_004))
    await expect.poll(() => stored('SELECT count(*) AS n FROM readings AS r'), PATIENCE).toEqual([{ n: 4 }])
  })

  it('waitUntil', async () => {
    const { default: worker } = await recipe<{
      default: { fetch(request: Request, env: unknown, context: object): Promise<Response> }
    }>('context.waitUntil')
    const waiting: Promise<unknown>[] = []
    const context = { waitUntil: (promise: Promise<unknown>) => void waiting.push(promise) }
    const response = await worker.fetch(new Request('http://edge/hello'), {}, context)
    expect(await response.text()).toBe('hello')
    expect(waiting).toHaveLength(1)
    await Promise.all(waiting)
    expect(await stored('SELECT path, status FROM requests AS r')).toEqual([{ path: '/hello', status: 200 }])
  })

  it('prom-client', async () => {
    const { Counter, collectDefaultMetrics, Histogram } = await import('prom-client')
    const { stop } = await recipe<{ stop(): Promise<void> }>("from 'prom-client'")
    collectDefaultMetrics()
    new Counter({ name: 'orders_total', help: 'h', labelNames: ['kind'] }).inc({ kind: 'new' }, 3)
    const histogram = new Histogram({ name: 'latency_seconds', help: 'h', buckets: [0.1, 1] })
    for (const seconds of [0.05, 0.5, 5]) histogram.observe(seconds)
    await stop()
    expect(await stored('SELECT kind, value FROM orders_total AS o')).toEqual([{ kind: 'new', value: 3 }])
    expect(await stored('SELECT part, le, value FROM latency_seconds AS l ORDER BY part, value')).toEqual([
      { part: '_bucket', le: '0.1', value: 1 },
      { part: '_bucket', le: '1', value: 2 },
      { part: '_bucket', le: '+Inf', value: 3 },
      { part: '_count', le: null, value: 3 },
      { part: '_sum', le: null, value: 5.55 },
    ])
    expect(await stored('SELECT count(*) AS n FROM process_resident_memory_bytes AS p')).toEqual([{ n: 1 }])
  })

  it('MQTT', async () => {
    const { startGateway } = await recipe<{
      startGateway(broker: string, directory: string): () => Promise<void>
    }>("from 'mqtt'")
    const { connectAsync } = await import('mqtt')
    const aedes = await Aedes.createBroker()
    const listener = createServer(aedes.handle)
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
    const { port } = listener.address() as { port: number }
    const broker = `mqtt://127.0.0.1:${port}`
    const subscribed = new Promise((resolve) => aedes.once('subscribe', resolve))
    const spool = join(scratch, 'spool')
    const count = async () =>
      await stored("SELECT count(DISTINCT value) AS n FROM readings AS r WHERE sensor LIKE 'm%'")

    const stop = startGateway(broker, spool)
    await subscribed
    const device = await connectAsync(broker)
    const publish = (value: unknown) => device.publishAsync('sensors/m1', JSON.stringify({ value }), { qos: 1 })
    for (let value = 0; value < 20; value++) await publish(value)
    await device.publishAsync('sensors/m1', 'no JSON', { qos: 1 })
    await expect.poll(count, PATIENCE).toEqual([{ n: 20 }])
    await stop()
    // The gateway is down: the broker keeps what arrives.
    for (let value = 20; value < 30; value++) await publish(value)
    const stopAgain = startGateway(broker, spool)
    await expect.poll(count, PATIENCE).toEqual([{ n: 30 }])
    await stopAgain()
    await device.endAsync()
    await new Promise<void>((resolve) => aedes.close(() => listener.close(() => resolve())))
  })
})

it('retention and continuous queries', async () => {
  const { setUp, run } = await recipe<{ setUp(): Promise<void>; run(): Promise<void> }>('export async function setUp')
  await setUp()
  await setUp()
  expect(await arc.retention.list()).toMatchObject([{ name: 'cpu-30d', retention_days: 30 }])
  const [query] = await arc.continuousQueries.list()
  expect(query).toMatchObject({ name: 'cpu-hourly', interval: '1h' })
  await arc.write.rows('cpu', [{ time: new Date(Date.now() - 60 * 86_400_000), host: 'old', usage: 1 }])
  await arc.write.rows('cpu', [{ time: new Date(), host: 'hourly', usage: 5 }])
  // Two hours later the window in which the query was made is closed.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 7_200_000 })
  try {
    await run()
    await run()
  } finally {
    vi.useRealTimers()
  }
  expect(await stored("SELECT host, usage FROM cpu_1h AS c WHERE host = 'hourly'")).toEqual([
    { host: 'hourly', usage: 5 },
  ])
  expect(await stored("SELECT count(*) AS n FROM cpu AS c WHERE host = 'old'")).toEqual([{ n: 0 }])
})

type CpuTable = PgTableWithColumns<{
  name: 'cpu'
  schema: undefined
  columns: Record<'time' | 'host' | 'usage', PgColumn>
  dialect: 'pg'
}>

it('Drizzle', async () => {
  const { eq, gte, and, desc, sql } = await import('drizzle-orm')
  const { db, cpu } = await recipe<{
    db: PgRemoteDatabase
    cpu: CpuTable
  }>("from 'drizzle-orm/pg-proxy'")
  const since = new Date(Date.now() - 3_600_000)
  expect(
    await db
      .select()
      .from(cpu)
      .where(and(eq(cpu.host, 'a'), gte(cpu.time, since))),
  ).toEqual([{ time: expect.any(Date), host: 'a', usage: 95 }])
  const total = sql<number>`sum(${cpu.usage})`.as('total')
  expect(
    await db
      .select({ host: cpu.host, total })
      .from(cpu)
      .where(eq(cpu.host, "b' OR 1"))
      .groupBy(cpu.host)
      .orderBy(desc(total)),
  ).toEqual([{ host: "b' OR 1", total: 12 }])
  await expect(db.insert(cpu).values({ time: since })).rejects.toMatchObject({
    cause: { message: expect.stringContaining('write with arc.write.rows') },
  })
})
