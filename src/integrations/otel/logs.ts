import type { HrTime, SpanContext } from '@opentelemetry/api'
import { textOf, wellFormed } from '../text.ts'
import { AttributeColumns, type AttributesLike } from './columns.ts'
import { ArcExporter, type ArcExporterOptions, type TelemetryRow } from './exporter.ts'
import { instantOf, nanosOf } from './times.ts'

/** The options of {@link ArcLogExporter}. */
export interface ArcLogExporterOptions extends ArcExporterOptions {
  /** The measurement of the log records. @default 'logs' */
  readonly measurement?: string | undefined
}

/** A log record, as far as it is read here: any version of the SDK has these members. */
export interface LogRecordLike {
  readonly hrTime: HrTime
  readonly hrTimeObserved: HrTime
  readonly spanContext?: SpanContext | undefined
  readonly severityText?: string | undefined
  readonly severityNumber?: number | undefined
  readonly body?: unknown
  readonly eventName?: string | undefined
  readonly resource: { readonly attributes: AttributesLike }
  readonly instrumentationScope: { readonly name: string; readonly version?: string | undefined }
  readonly attributes: AttributesLike
}

/** Exports log records, one row each, to `logs`. A body that is not text is stored as JSON. */
export class ArcLogExporter extends ArcExporter<readonly LogRecordLike[]> {
  constructor(options: ArcLogExporterOptions) {
    const { measurement = 'logs' } = options
    const columns = new AttributeColumns(COLUMNS)
    super(options, (logs) => new Map([[measurement, logs.map((log) => rowOf(log, columns))]]))
  }
}

const COLUMNS = [
  'observed_time_unix_nano',
  'severity',
  'severity_number',
  'body',
  'trace_id',
  'span_id',
  'trace_flags',
  'service_name',
  'event_name',
  'scope_name',
  'scope_version',
] as const

function rowOf(log: LogRecordLike, columns: AttributeColumns): TelemetryRow {
  const observed = nanosOf(log.hrTimeObserved)
  const { 'service.name': service, ...resource } = log.resource.attributes
  const row: { [Column in (typeof COLUMNS)[number] | 'time']?: TelemetryRow[string] } = {
    // A record without a timestamp happened when it was seen.
    time: nanosOf(log.hrTime) === 0n ? { epochNanoseconds: observed } : instantOf(log.hrTime),
    observed_time_unix_nano: observed,
    severity: wellFormed(log.severityText ?? ''),
    severity_number: BigInt(log.severityNumber ?? 0),
    body: log.body === undefined || log.body === null ? '' : textOf(log.body),
    trace_id: log.spanContext?.traceId ?? '',
    span_id: log.spanContext?.spanId ?? '',
    trace_flags: BigInt(log.spanContext?.traceFlags ?? 0),
    service_name: wellFormed(String(service ?? '')),
    event_name: log.eventName,
    scope_name: wellFormed(log.instrumentationScope.name),
    scope_version: log.instrumentationScope.version,
  }
  columns.fill(row, resource, log.attributes)
  return row
}
