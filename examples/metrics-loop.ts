/**
 * A metrics loop: an exporter with the shape of OpenTelemetry's `PushMetricExporter`, and a loop that feeds it the
 * metrics of this process.
 *
 * With the OpenTelemetry SDK: `new PeriodicExportingMetricReader({ exporter: createMetricExporter(writer) })`. No
 * package of it is needed here: the types below are the part of its interface that is used.
 *
 * Run it: `npx tsx -C arc-source examples/metrics-loop.ts` (embedded Arc, or the server of ARC_URL and ARC_TOKEN).
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { ArcClient, type BufferedWriter, sql } from 'arc-tsdb-client'
import { startTestServer } from 'arc-tsdb-testing'

/** Seconds and nanoseconds, as OpenTelemetry has it. */
type HrTime = [number, number]

interface DataPoint {
  readonly endTime: HrTime
  readonly attributes: Readonly<Record<string, unknown>>
  readonly value: unknown
}

interface ResourceMetrics {
  readonly resource: { readonly attributes: Readonly<Record<string, unknown>> }
  readonly scopeMetrics: readonly {
    readonly metrics: readonly {
      readonly descriptor: { readonly name: string }
      readonly dataPoints: readonly DataPoint[]
    }[]
  }[]
}

interface MetricExporter {
  export(metrics: ResourceMetrics, done: (result: { code: 0 | 1; error?: Error }) => void): void
  forceFlush(): Promise<void>
  shutdown(): Promise<void>
}

/**
 * One measurement per instrument: `http.server.duration` becomes `http_server_duration`, attributes become columns
 * beside `value`.
 */
export function createMetricExporter(writer: BufferedWriter): MetricExporter {
  return {
    export(metrics, done) {
      try {
        const service = String(metrics.resource.attributes['service.name'] ?? 'unknown')
        for (const { descriptor, dataPoints } of metrics.scopeMetrics.flatMap((scope) => scope.metrics)) {
          const rows = dataPoints.map((point) => ({
            ...attributesOf(point),
            ...valuesOf(point.value),
            service,
            time: nanosOf(point),
          }))
          if (rows.length > 0) writer.append(descriptor.name.replace(/[^a-zA-Z0-9_-]/g, '_'), rows)
        }
        done({ code: 0 })
      } catch (error) {
        // ArcBufferFullError included: the reader counts a failed export and comes back with the next interval.
        done({ code: 1, error: error as Error })
      }
    },
    forceFlush: () => writer.flush(),
    shutdown: () => writer.close(),
  }
}

/** Columns of one type each: numbers and booleans stay, everything else becomes text. */
function attributesOf({ attributes }: DataPoint): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name.replace(/[^a-zA-Z0-9_]/g, '_').replace(/^_+/, ''),
      typeof value === 'number' || typeof value === 'boolean' ? value : String(value),
    ]),
  )
}

/** Gauges and sums are numbers; histograms come with count, sum, min and max. */
function valuesOf(value: unknown): Record<string, number> {
  if (typeof value === 'number') return { value }
  const numbers = Object.entries((value ?? {}) as Record<string, unknown>).filter(
    ([, part]) => typeof part === 'number',
  )
  return Object.fromEntries(numbers) as Record<string, number>
}

/** Exact: nanoseconds since 1970 do not fit in a number. */
function nanosOf({ endTime: [seconds, nanos] }: DataPoint): bigint {
  return BigInt(seconds) * 1_000_000_000n + BigInt(nanos)
}

await using embedded = process.env.ARC_URL ? undefined : await startTestServer()
await using arc = embedded ? new ArcClient({ url: embedded.url, token: embedded.token }) : ArcClient.fromEnv()
const exporter = createMetricExporter(arc.write.buffered({ flushIntervalMs: 500 }))

const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
for (let i = 0; i < 20; i++) {
  await sleep(10)
  exporter.export(collect(), ({ error }) => error && console.error(`export failed: ${error.message}`))
}
await exporter.forceFlush()
await arc.write.makeVisible()
console.table(
  await arc.query.rows(
    sql`SELECT kind, count(*) AS points, round(avg(value) / 1048576, 1) AS mebibytes FROM process_memory AS m GROUP BY kind ORDER BY kind`,
  ),
)
await exporter.shutdown()

/** What a meter provider hands to its exporter. */
function collect(): ResourceMetrics {
  const now = Date.now()
  const endTime: HrTime = [Math.floor(now / 1000), (now % 1000) * 1_000_000]
  const point = (value: number, attributes = {}): DataPoint => ({ endTime, attributes, value })
  const memory = Object.entries(process.memoryUsage()).map(([kind, bytes]) => point(bytes, { kind }))
  const eventLoop = [point(delay.mean / 1e6)]
  const metrics = [
    { descriptor: { name: 'process.memory' }, dataPoints: memory },
    { descriptor: { name: 'process.event_loop.delay' }, dataPoints: eventLoop },
  ]
  return { resource: { attributes: { 'service.name': 'metrics-loop' } }, scopeMetrics: [{ metrics }] }
}
