/** What OpenTelemetry's SDK exports is what SQL reads back: on ARC_URL, else on the embedded Arc. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Context, context, type HrTime, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { SeverityNumber } from '@opentelemetry/api-logs'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchLogRecordProcessor,
  LoggerProvider,
  type LogRecordExporter,
  type ReadableLogRecord,
} from '@opentelemetry/sdk-logs'
import {
  AggregationTemporality,
  AggregationType,
  DataPointType,
  MeterProvider,
  PeriodicExportingMetricReader,
  type PushMetricExporter,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics'
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  type ReadableSpan,
  SimpleSpanProcessor,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-base'
import { ArcClient } from 'arc-tsdb-client'
import { ArcLogExporter, ArcMetricExporter, ArcTraceExporter } from 'arc-tsdb-client/otel'
import { startTestServer } from 'arc-tsdb-testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LiveDatabase, openDatabase, uniqueName } from '../live/target.ts'

const database = uniqueName('otel')
const resource = resourceFromAttributes({ 'service.name': 'shop', 'host.name': 'h1', 'process.pid': 4711 })
let live: LiveDatabase
let arc: ArcClient

beforeAll(async () => {
  live = await openDatabase(database)
  arc = live.arc
})

afterAll(() => live?.[Symbol.asyncDispose]())

/** What a processor has to have. */
const quiet = { forceFlush: async () => {}, shutdown: async () => {} }
const nanos = ([seconds, rest]: HrTime) => BigInt(seconds) * 1_000_000_000n + BigInt(rest)
const micros = (time: HrTime) => nanos(time) / 1000n
const rowsOf = async (measurement: string, order: string) => {
  await arc.write.makeVisible()
  return await arc.query.rows(`SELECT * FROM "${measurement}" AS m ORDER BY ${order}`, {
    timestamps: 'micros',
    int64: 'bigint',
  })
}

it('has the shape that the SDK asks for', () => {
  const exporters: [SpanExporter, PushMetricExporter, LogRecordExporter] = [
    new ArcTraceExporter({ client: arc }),
    new ArcMetricExporter({ client: arc }),
    new ArcLogExporter({ client: arc }),
  ]
  expect(exporters).toHaveLength(3)
})

describe('spans', () => {
  it('come back as they were, by the thousand, with events and links', async () => {
    const ended: ReadableSpan[] = []
    const exporter = new ArcTraceExporter({ client: arc })
    const remember = {
      onStart() {},
      onEnd: (span: ReadableSpan) => void ended.push(span),
      forceFlush: async () => {},
      shutdown: async () => {},
    }
    const provider = new BasicTracerProvider({
      resource,
      spanProcessors: [remember, new BatchSpanProcessor(exporter, { maxQueueSize: 10_000 })],
    })
    const tracer = provider.getTracer('test', '1.2.3')
    const root = tracer.startSpan('root', { kind: SpanKind.SERVER })
    const inRoot = trace.setSpan(ROOT_CONTEXT, root)
    for (let i = 0; i < 5000; i++) {
      const span = tracer.startSpan(
        `op ${i % 10}`,
        {
          kind: i % 5,
          attributes: { i, text: `é'${i}`, ok: i % 2 === 0, list: ['a', 'b'], numbers: [1, 2.5] },
          links: i % 100 === 0 ? [{ context: root.spanContext(), attributes: { why: 'because' } }] : [],
        },
        i % 3 === 0 ? ROOT_CONTEXT : inRoot,
      )
      if (i % 50 === 0) span.addEvent('tick', { n: i })
      if (i % 7 === 0) span.setStatus({ code: SpanStatusCode.ERROR, message: `bad ${i}` })
      span.end()
    }
    root.end()
    await provider.forceFlush()
    const rows = await rowsOf('distributed_traces', 'span_id')
    await provider.shutdown()
    expect(ended).toHaveLength(5001)
    ended.sort((a, b) => (a.spanContext().spanId < b.spanContext().spanId ? -1 : 1))
    const kinds = ['internal', 'server', 'client', 'producer', 'consumer']
    expect(rows).toEqual(
      ended.map((span) => ({
        time: micros(span.startTime),
        trace_id: span.spanContext().traceId,
        span_id: span.spanContext().spanId,
        parent_span_id: span.parentSpanContext?.spanId ?? '',
        service_name: 'shop',
        operation_name: span.name,
        span_kind: kinds[span.kind],
        duration_ns: nanos(span.endTime) - nanos(span.startTime),
        status_code: BigInt(span.status.code),
        status_message: span.status.message ?? '',
        scope_name: 'test',
        scope_version: '1.2.3',
        events:
          span.events.length === 0
            ? null
            : JSON.stringify(
                span.events.map(({ time, name, attributes }) => ({
                  time_unix_nano: String(nanos(time)),
                  name,
                  attributes,
                })),
              ),
        links:
          span.links.length === 0
            ? null
            : JSON.stringify(
                span.links.map(({ context: { traceId, spanId }, attributes }) => ({
                  trace_id: traceId,
                  span_id: spanId,
                  attributes,
                })),
              ),
        'host.name': 'h1',
        'process.pid': 4711,
        i: span.attributes.i ?? null,
        text: span.attributes.text ?? null,
        ok: span.attributes.ok ?? null,
        list: span.attributes.list === undefined ? null : '["a","b"]',
        numbers: span.attributes.numbers === undefined ? null : '[1,2.5]',
      })),
    )
  })

  it('keep attributes of any name and type', async () => {
    const exporter = new ArcTraceExporter({ client: arc, measurement: 'odd_spans' })
    const provider = new BasicTracerProvider({ resource, spanProcessors: [new SimpleSpanProcessor(exporter)] })
    const tracer = provider.getTracer('odd')
    const attributes = [
      { mixed: 1, _hidden: 'kept', Case: 'upper', time: 'noon', trace_id: 'mine', 'service.name': 'mine too' },
      { mixed: 'text', case: 'lower', 'broken \uD800': '\uDC00', 'tab\t': true },
      { mixed: true },
    ]
    for (const each of attributes) tracer.startSpan('odd', { attributes: each }).end()
    await provider.shutdown()
    const rows = await rowsOf('odd_spans', 'time, mixed')
    const found = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).filter(
          ([name, value]) =>
            value !== null && /mixed|hidden|case|^time\.|^trace_id\.|^service\.|broken|tab/i.test(name),
        ),
      ),
    )
    expect(found).toHaveLength(3)
    expect(found).toEqual(
      expect.arrayContaining([
        {
          mixed: 1,
          'attribute._hidden': 'kept',
          Case: 'upper',
          'time.string': 'noon',
          'trace_id.string': 'mine',
          'service.name': 'mine too',
        },
        { 'mixed.string': 'text', 'case.string': 'lower', 'broken \uFFFD': '\uFFFD', 'tab\uFFFD': true },
        { 'mixed.bool': true },
      ]),
    )
  })

  it('with more keys than a table should have columns are kept as JSON', async () => {
    const exporter = new ArcTraceExporter({ client: arc, measurement: 'many_keys' })
    const provider = new BasicTracerProvider({
      spanProcessors: [new SimpleSpanProcessor(exporter)],
      spanLimits: { attributeCountLimit: 1000 },
    })
    const attributes = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`key${i}`, i]))
    provider.getTracer('many').startSpan('many', { attributes }).end()
    await provider.shutdown()
    const [row = {}] = await rowsOf('many_keys', 'time')
    const columns = Object.entries(row).filter(([name]) => /^key\d+$/.test(name))
    const others = JSON.parse(String(row.other_attributes)) as object
    expect({ ...Object.fromEntries(columns), ...others }).toEqual(attributes)
  })
})

describe('metrics', () => {
  it.each(['cumulative', 'delta'] as const)('of every kind come back as they were: %s', async (temporality) => {
    const collected: ResourceMetrics[] = []
    const prefix = temporality
    const exporter = new ArcMetricExporter({ client: arc, temporality })
    const seen: PushMetricExporter = {
      export: (metrics, done) => {
        collected.push(metrics)
        exporter.export(metrics, done)
      },
      forceFlush: () => exporter.forceFlush(),
      shutdown: () => exporter.shutdown(),
      selectAggregationTemporality: (type) => exporter.selectAggregationTemporality(type),
    }
    const provider = new MeterProvider({
      resource,
      readers: [new PeriodicExportingMetricReader({ exporter: seen, exportIntervalMillis: 1e9 })],
      views: [{ instrumentName: '*.exp', aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM } }],
    })
    const meter = provider.getMeter('meters', '0.1')
    const counter = meter.createCounter(`${prefix}.counter`, { unit: 'By' })
    const upDown = meter.createUpDownCounter(`${prefix}.up-down`)
    const histogram = meter.createHistogram(`${prefix}.hist`, { unit: 'ms' })
    const exponential = meter.createHistogram(`${prefix}.exp`)
    const gauge = meter.createGauge(`${prefix}.gauge`)
    meter.createObservableCounter(`${prefix}.ocounter`).addCallback((r) => r.observe(7, { shard: 1 }))
    meter.createObservableGauge(`${prefix}.ogauge`).addCallback((r) => r.observe(-0.5))
    meter.createObservableUpDownCounter(`${prefix}.oupdown`).addCallback((r) => r.observe(-3))
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 50; i++) {
        counter.add(i, { path: `/p${i % 3}` })
        upDown.add(i % 2 === 0 ? 2 : -1)
        histogram.record(i * 20, { path: `/p${i % 2}` })
        exponential.record(i % 10 === 0 ? 0 : i * 1.7)
        gauge.record(i / 4, { sensor: 's' })
      }
      await provider.forceFlush()
    }
    await provider.shutdown()

    const metrics = collected.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics))
    const names = new Set(metrics.map(({ descriptor }) => descriptor.name))
    expect(names.size).toBe(8)
    for (const name of names) {
      const rows = await rowsOf(name.replace(/[.-]/g, '_'), 'time, histogram_field, le').catch(() =>
        rowsOf(name.replace(/[.-]/g, '_'), 'time'),
      )
      for (const metric of metrics.filter(({ descriptor }) => descriptor.name === name)) {
        for (const point of metric.dataPoints as typeof metric.dataPoints & { length: number }) {
          const of = rows.filter(
            (row) =>
              row.time === micros(point.endTime) &&
              Object.entries(point.attributes).every(([key, value]) => row[key] === value),
          )
          expect(of.length).toBeGreaterThan(0)
          for (const row of of) {
            expect(row).toMatchObject({
              'service.name': 'shop',
              'host.name': 'h1',
              metric_name: name,
              metric_type: ['histogram', 'exponential_histogram', 'gauge', 'sum'][metric.dataPointType],
              unit: metric.descriptor.unit,
              aggregation_temporality:
                metric.aggregationTemporality === AggregationTemporality.DELTA ? 'delta' : 'cumulative',
              start_time_unix_nano: nanos(point.startTime),
              scope_name: 'meters',
              scope_version: '0.1',
            })
          }
          const field = (of_: string) => of.filter((row) => row.histogram_field === of_)
          if (metric.dataPointType === DataPointType.SUM || metric.dataPointType === DataPointType.GAUGE) {
            expect(of.map(({ value }) => value)).toEqual([point.value])
            if (metric.dataPointType === DataPointType.SUM) expect(of[0]?.is_monotonic).toBe(metric.isMonotonic)
            continue
          }
          const value = point.value as { count: number; sum: number; min: number; max: number }
          for (const key of ['count', 'sum', 'min', 'max'] as const)
            expect(field(key).map((row) => row.value)).toEqual([value[key]])
          if (metric.dataPointType === DataPointType.HISTOGRAM) {
            const { boundaries, counts } = (point.value as { buckets: { boundaries: number[]; counts: number[] } })
              .buckets
            expect(field('bucket').map((row) => [row.le, row.value])).toEqual(
              counts.map((n, i) => [boundaries[i] ?? Number.POSITIVE_INFINITY, n]),
            )
          } else {
            const { scale, zeroCount, positive } = point.value as {
              scale: number
              zeroCount: number
              positive: { offset: number; bucketCounts: number[] }
            }
            expect(field('scale').map((row) => row.value)).toEqual([scale])
            expect(field('zero_count').map((row) => row.value)).toEqual([zeroCount])
            expect(field('positive_bucket').map((row) => [row.bucket_index, row.value])).toEqual(
              positive.bucketCounts.flatMap((n, i) => (n === 0 ? [] : [[BigInt(positive.offset + i), n]])),
            )
            // Every recorded value lies at or below the bound of its bucket.
            expect(Math.max(...field('positive_bucket').map((row) => Number(row.le)))).toBeGreaterThanOrEqual(value.max)
          }
        }
      }
    }
  })

  it('named as DuckDB names its own tables, or with a digit first, can be queried', async () => {
    const exporter = new ArcMetricExporter({ client: arc })
    const provider = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter })] })
    provider.getMeter('m').createCounter('pg.pool.size').add(3)
    await provider.shutdown()
    expect(await rowsOf('otel_pg_pool_size', 'time')).toMatchObject([{ value: 3, metric_name: 'pg.pool.size' }])
  })
})

describe('logs', () => {
  it('come back as they were, with structured bodies', async () => {
    const exporter = new ArcLogExporter({ client: arc })
    const seen: ReadableLogRecord[] = []
    const provider = new LoggerProvider({
      resource,
      processors: [
        { onEmit: (record) => void seen.push(record), forceFlush: async () => {}, shutdown: async () => {} },
        new BatchLogRecordProcessor({ exporter }),
      ],
    })
    const logger = provider.getLogger('app', '9')
    const span = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1 }
    const bodies = [
      'plain',
      { a: 1, nested: { list: [1, 'two', null] } },
      ['x', 2],
      42,
      true,
      new Uint8Array([1, 2, 255]),
      undefined,
    ]
    bodies.forEach((body, i) => {
      logger.emit({
        body,
        severityNumber: SeverityNumber.WARN,
        severityText: 'WARN',
        timestamp: 1_787_000_000_000 + i,
        eventName: i === 0 ? 'started' : undefined,
        attributes: { 'user.id': i, deep: { map: { is: 'json' } } },
        context: i === 0 ? trace.setSpanContext(ROOT_CONTEXT, span) : ROOT_CONTEXT,
      } as never)
    })
    await provider.forceFlush()
    const rows = await rowsOf('logs', 'time')
    await provider.shutdown()
    const texts = ['plain', '{"a":1,"nested":{"list":[1,"two",null]}}', '["x",2]', '42', 'true', '"AQL/"', '']
    expect(rows).toEqual(
      bodies.map((_, i) => ({
        time: BigInt(1_787_000_000_000 + i) * 1000n,
        observed_time_unix_nano: nanos(seen[i]?.hrTimeObserved ?? [0, 0]),
        severity: 'WARN',
        severity_number: 13n,
        body: texts[i],
        trace_id: i === 0 ? span.traceId : '',
        span_id: i === 0 ? span.spanId : '',
        trace_flags: i === 0 ? 1n : 0n,
        service_name: 'shop',
        event_name: i === 0 ? 'started' : null,
        scope_name: 'app',
        scope_version: '9',
        'host.name': 'h1',
        'process.pid': 4711,
        'user.id': i,
        deep: '{"map":{"is":"json"}}',
      })),
    )
  })
})

describe('results and shutdown', () => {
  const spanNamed = (name: string, startTime = 1_787_000_000_000): ReadableSpan => {
    const ended: ReadableSpan[] = []
    const remember = { onStart() {}, onEnd: (span: ReadableSpan) => void ended.push(span), ...quiet }
    const provider = new BasicTracerProvider({ spanProcessors: [remember] })
    provider
      .getTracer('t')
      .startSpan(name, { startTime })
      .end(startTime + 1)
    return ended[0] as ReadableSpan
  }
  const exported = (exporter: ArcTraceExporter, ...spans: ReadableSpan[]) =>
    new Promise<{ code: number; error?: Error }>((resolve) => exporter.export(spans, resolve))

  it('success means that the server has the rows', async () => {
    const exporter = new ArcTraceExporter({ client: arc, measurement: 'acknowledged' })
    expect(await exported(exporter, spanNamed('a'))).toEqual({ code: 0 })
    expect(await rowsOf('acknowledged', 'time')).toHaveLength(1)
    await exporter.shutdown()
  })

  it('one span that Arc cannot store does not take the others with it', async () => {
    const exporter = new ArcTraceExporter({ client: arc, measurement: 'partly' })
    const bad = {
      ...spanNamed('bad'),
      startTime: [1e12, 0] as HrTime,
      spanContext: () => spanNamed('bad').spanContext(),
    }
    const { code, error } = await exported(exporter, spanNamed('before'), bad, spanNamed('after'))
    expect(code).toBe(1)
    expect(error?.message).toContain('1 of the rows')
    const rows = await rowsOf('partly', 'operation_name')
    expect(rows.map((row) => row.operation_name)).toEqual(['after', 'before'])
    await exporter.shutdown()
  })

  it('after shutdown exports fail, and a second shutdown is the first', async () => {
    const exporter = new ArcTraceExporter({ client: arc })
    await Promise.all([exporter.shutdown(), exporter.shutdown()])
    expect((await exported(exporter, spanNamed('late'))).code).toBe(1)
    await exporter.forceFlush()
  })

  it('a server that is away is a failure once the time is over, told and not thrown', async () => {
    const lost = new ArcClient({ url: 'http://127.0.0.1:9' })
    const exporter = new ArcTraceExporter({ client: lost, exportTimeoutMs: 50, writer: { closeTimeoutMs: 50 } })
    expect((await exported(exporter, spanNamed('lost'))).code).toBe(1)
    await expect(exporter.forceFlush()).rejects.toThrow()
    await exporter.shutdown().catch(() => {})
    await lost.close()
  })

  it('with a spool nothing is lost while the server restarts', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'arc-otel-'))
    const first = await startTestServer()
    const { port } = new URL(first.url)
    const client = new ArcClient({ url: first.url, token: first.token })
    const exporter = new ArcTraceExporter({
      client,
      writer: { spool: { directory }, retry: { baseDelayMs: 10, maxDelayMs: 50 } },
    })
    const provider = new BasicTracerProvider({
      spanProcessors: [new BatchSpanProcessor(exporter, { maxQueueSize: 10_000 })],
    })
    const spans = (from: number, to: number) => {
      for (let i = from; i < to; i++) provider.getTracer('t').startSpan(`op ${i}`).end()
    }
    spans(0, 1000)
    await provider.forceFlush()
    await client.write.makeVisible()
    const before = await client.query.rows('SELECT operation_name FROM distributed_traces AS t')
    await first.close()
    spans(1000, 3000)
    await expect(exported(exporter, spanNamed('while away'))).resolves.toEqual({ code: 0 })
    const second = await startTestServer({ port: Number(port), token: first.token })
    spans(3000, 4000)
    await provider.shutdown()
    await client.write.makeVisible()
    const after = await client.query.rows('SELECT operation_name FROM distributed_traces AS t')
    const names = new Set([...before, ...after].map((row) => row.operation_name))
    expect(names.size).toBe(4001)
    await client.close()
    await second.close()
    await rm(directory, { recursive: true })
  })

  it('its own requests are not traced, retries and timers included', async () => {
    const storage = new AsyncLocalStorage<Context>()
    context.setGlobalContextManager({
      active: () => storage.getStore() ?? ROOT_CONTEXT,
      with: (active, run, self, ...args) => storage.run(active, () => run.apply(self as never, args)),
      bind: (active, target) => target && (storage.run(active, () => target) as typeof target),
      enable: () => context as never,
      disable: () => context as never,
    })
    const server = await startTestServer()
    const own: string[] = []
    const provider = new BasicTracerProvider({
      spanProcessors: [
        {
          onStart: (span) => void own.push(span.name),
          onEnd() {},
          forceFlush: async () => {},
          shutdown: async () => {},
        },
      ],
    })
    const client = new ArcClient({ url: server.url, token: server.token, tracer: provider.getTracer('client') })
    await client.query.rows('SELECT 1')
    expect(own.length).toBeGreaterThan(0)
    own.length = 0
    const exporter = new ArcTraceExporter({ client, writer: { flushIntervalMs: 20 } })
    for (let i = 0; i < 5; i++) await exported(exporter, spanNamed(`s${i}`))
    await exporter.shutdown()
    expect(own).toEqual([])
    context.disable()
    await client.close()
    await server.close()
  })
})
