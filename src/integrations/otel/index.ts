/**
 * `arc-tsdb-client/otel`: OpenTelemetry's metrics, traces and logs in the tables of Arc's own Collector exporter.
 *
 * @packageDocumentation
 */
export type { ArcExporterOptions } from './exporter.ts'
export { ArcLogExporter, type ArcLogExporterOptions, type LogRecordLike } from './logs.ts'
export {
  ArcMetricExporter,
  type ArcMetricExporterOptions,
  type MetricLike,
  type ResourceMetricsLike,
} from './metrics.ts'
export { ArcTraceExporter, type ArcTraceExporterOptions, type SpanLike } from './spans.ts'
