import type { HrTime, SpanContext } from '@opentelemetry/api'
import { jsonOf, wellFormed } from '../text.ts'
import { AttributeColumns, type AttributesLike } from './columns.ts'
import { ArcExporter, type ArcExporterOptions, type TelemetryRow } from './exporter.ts'
import { instantOf, nanosOf } from './times.ts'

/** The options of {@link ArcTraceExporter}. */
export interface ArcTraceExporterOptions extends ArcExporterOptions {
  /** The measurement of the spans. @default 'distributed_traces' */
  readonly measurement?: string | undefined
}

/** A finished span, as far as it is read here: any version of the SDK has these members. */
export interface SpanLike {
  readonly name: string
  readonly kind: number
  spanContext(): SpanContext
  readonly parentSpanContext?: SpanContext | undefined
  readonly startTime: HrTime
  readonly endTime: HrTime
  readonly status: { readonly code: number; readonly message?: string | undefined }
  readonly attributes: AttributesLike
  readonly links: readonly {
    readonly context: SpanContext
    readonly attributes?: AttributesLike | undefined
  }[]
  readonly events: readonly {
    readonly time: HrTime
    readonly name: string
    readonly attributes?: AttributesLike | undefined
  }[]
  readonly resource: { readonly attributes: AttributesLike }
  readonly instrumentationScope: { readonly name: string; readonly version?: string | undefined }
}

/**
 * Exports spans, one row each, to `distributed_traces`.
 *
 * @example
 * ```ts no-run
 * import { BatchSpanProcessor, BasicTracerProvider } from '@opentelemetry/sdk-trace-base'
 * import { ArcTraceExporter } from 'arc-tsdb-client/otel'
 *
 * const arc = ArcClient.fromEnv()
 * const spanProcessors = [new BatchSpanProcessor(new ArcTraceExporter({ client: arc, database: 'traces' }))]
 * const provider = new BasicTracerProvider({ spanProcessors })
 * await provider.shutdown()
 * ```
 */
export class ArcTraceExporter extends ArcExporter<readonly SpanLike[]> {
  constructor(options: ArcTraceExporterOptions) {
    const { measurement = 'distributed_traces' } = options
    const columns = new AttributeColumns(COLUMNS)
    super(options, (spans) => new Map([[measurement, spans.map((span) => rowOf(span, columns))]]))
  }
}

const COLUMNS = [
  'trace_id',
  'span_id',
  'parent_span_id',
  'trace_state',
  'service_name',
  'operation_name',
  'span_kind',
  'duration_ns',
  'status_code',
  'status_message',
  'scope_name',
  'scope_version',
  'events',
  'links',
] as const

const KINDS = ['internal', 'server', 'client', 'producer', 'consumer'] as const

function rowOf(span: SpanLike, columns: AttributeColumns): TelemetryRow {
  const { traceId, spanId, traceState } = span.spanContext()
  const { 'service.name': service, ...resource } = span.resource.attributes
  const row: { [Column in (typeof COLUMNS)[number] | 'time']?: TelemetryRow[string] } = {
    time: instantOf(span.startTime),
    trace_id: traceId,
    span_id: spanId,
    parent_span_id: span.parentSpanContext?.spanId ?? '',
    trace_state: traceState?.serialize(),
    service_name: wellFormed(String(service ?? '')),
    operation_name: wellFormed(span.name),
    span_kind: KINDS[span.kind] ?? 'unspecified',
    duration_ns: nanosOf(span.endTime) - nanosOf(span.startTime),
    status_code: BigInt(span.status.code),
    status_message: wellFormed(span.status.message ?? ''),
    scope_name: wellFormed(span.instrumentationScope.name),
    scope_version: span.instrumentationScope.version,
    events: span.events.length === 0 ? undefined : jsonOf(span.events.map(eventOf)),
    links: span.links.length === 0 ? undefined : jsonOf(span.links.map(linkOf)),
  }
  columns.fill(row, resource, span.attributes)
  return row
}

function eventOf({ time, name, attributes = {} }: SpanLike['events'][number]): object {
  return { time_unix_nano: nanosOf(time), name, attributes }
}

function linkOf({ context, attributes = {} }: SpanLike['links'][number]): object {
  return { trace_id: context.traceId, span_id: context.spanId, attributes }
}
