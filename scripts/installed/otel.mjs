import assert from 'node:assert/strict'
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs'
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import { ArcClient } from 'arc-tsdb-client'
import { ArcLogExporter, ArcMetricExporter, ArcTraceExporter } from 'arc-tsdb-client/otel'

// 3.x has another package, and other arguments.
const { TracerProvider, batched } = await import('@opentelemetry/sdk-trace-base').then(
  (sdk) => ({
    TracerProvider: sdk.BasicTracerProvider,
    batched: (exporter, options) => new sdk.BatchSpanProcessor(exporter, options),
  }),
  async () => {
    const sdk = await import('@opentelemetry/sdk-trace')
    return {
      TracerProvider: sdk.TracerProvider,
      batched: (exporter, options) => new sdk.BatchSpanProcessor({ exporter, ...options }),
    }
  },
)

const database = `otel_${Date.now().toString(36)}_${process.pid}`
const arc = ArcClient.fromEnv({ database })
const traces = new TracerProvider({
  spanProcessors: [batched(new ArcTraceExporter({ client: arc }), { maxQueueSize: 10_000 })],
})
const metrics = new MeterProvider({
  readers: [
    new PeriodicExportingMetricReader({ exporter: new ArcMetricExporter({ client: arc, temporality: 'delta' }) }),
  ],
})
const logs = new LoggerProvider({
  processors: [new BatchLogRecordProcessor({ exporter: new ArcLogExporter({ client: arc }) })],
})
for (let i = 0; i < 3000; i++) {
  const span = traces.getTracer('t').startSpan(`op ${i % 3}`, { attributes: { i } })
  span.addEvent('tick')
  span.end()
}
const histogram = metrics.getMeter('m').createHistogram('latency.ms')
for (let i = 0; i < 100; i++) histogram.record(i)
logs.getLogger('l').emit({ body: { order: 4711 }, severityText: 'INFO' })
await Promise.all([traces.shutdown(), metrics.shutdown(), logs.shutdown()])
await arc.write.makeVisible()

const [spans] = await arc.query.rows(
  'SELECT count(DISTINCT i) AS n, count(events) AS events FROM distributed_traces AS t',
)
assert.deepEqual(spans, { n: 3000, events: 3000 })
const parts = await arc.query.rows(
  `SELECT histogram_field AS f, sum(value) AS v FROM latency_ms AS m WHERE aggregation_temporality = 'delta' GROUP BY f ORDER BY f`,
)
assert.deepEqual(parts, [
  { f: 'bucket', v: 100 },
  { f: 'count', v: 100 },
  { f: 'max', v: 99 },
  { f: 'min', v: 0 },
  { f: 'sum', v: 4950 },
])
assert.deepEqual(await arc.query.rows('SELECT body, severity FROM logs AS l'), [
  { body: '{"order":4711}', severity: 'INFO' },
])
await arc.close()
console.log('3000 spans, a histogram and a log came back')
