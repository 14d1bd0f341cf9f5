import type { HrTime } from '@opentelemetry/api'
import { wellFormed } from '../text.ts'
import { AttributeColumns, type AttributesLike } from './columns.ts'
import { ArcExporter, type ArcExporterOptions, type TelemetryRow } from './exporter.ts'
import { type ExponentialHistogramLike, type Field, fieldsOf, type HistogramLike } from './histograms.ts'
import { instantOf, nanosOf } from './times.ts'

/** The options of {@link ArcMetricExporter}. */
export interface ArcMetricExporterOptions extends ArcExporterOptions {
  /**
   * What counters and histograms count from: the start of the process, or the last collection. `delta` makes sums in SQL
   * simple. @default 'cumulative'
   */
  readonly temporality?: 'cumulative' | 'delta' | undefined
}

/** One metric of a collection, as far as it is read here: any version of the SDK has these members. */
export interface MetricLike {
  readonly descriptor: { readonly name: string; readonly unit: string }
  readonly aggregationTemporality: number
  readonly dataPointType: number
  readonly isMonotonic?: boolean | undefined
  readonly dataPoints: readonly {
    readonly startTime: HrTime
    readonly endTime: HrTime
    readonly attributes: AttributesLike
    readonly value: number | HistogramLike | ExponentialHistogramLike
  }[]
}

/** What a metric reader has collected. */
export interface ResourceMetricsLike {
  readonly resource: { readonly attributes: AttributesLike }
  readonly scopeMetrics: readonly {
    readonly scope: { readonly name: string; readonly version?: string | undefined }
    readonly metrics: readonly MetricLike[]
  }[]
}

/** Exports metrics: a measurement for each name, with `_` for what Arc has no letters for, `system.cpu` to `system_cpu`. */
export class ArcMetricExporter extends ArcExporter<ResourceMetricsLike> {
  readonly #isDelta: boolean

  constructor(options: ArcMetricExporterOptions) {
    const columns = new Map<string, AttributeColumns>()
    super(options, (metrics) => rowsOf(metrics, columns))
    this.#isDelta = options.temporality === 'delta'
  }

  /** Asked by the SDK: the temporality of an instrument. What goes up and down is always cumulative. */
  selectAggregationTemporality(instrumentType: string): number {
    return this.#isDelta && !instrumentType.includes('UP_DOWN') ? DELTA : CUMULATIVE
  }
}

const DELTA = 0
const CUMULATIVE = 1

const KINDS = ['histogram', 'exponential_histogram', 'gauge', 'sum'] as const

const COLUMNS = [
  'value',
  'histogram_field',
  'le',
  'bucket_index',
  'metric_name',
  'metric_type',
  'unit',
  'aggregation_temporality',
  'is_monotonic',
  'start_time_unix_nano',
  'scope_name',
  'scope_version',
] as const

/** The rows of a collection. `columnsOf` holds what each measurement's attributes are stored as. */
function rowsOf(
  { resource, scopeMetrics }: ResourceMetricsLike,
  columnsOf: Map<string, AttributeColumns>,
): Map<string, TelemetryRow[]> {
  const rows = new Map<string, TelemetryRow[]>()
  for (const { scope, metrics } of scopeMetrics) {
    for (const metric of metrics) {
      const measurement = measurementOf(metric.descriptor.name)
      const columns = columnsOf.get(measurement) ?? new AttributeColumns(COLUMNS)
      columnsOf.set(measurement, columns)
      const earlier = rows.get(measurement) ?? []
      const added = metric.dataPoints.flatMap((point) =>
        fieldsOf(point.value).map((field) => {
          const row = rowOf(metric, scope, point, field)
          columns.fill(row, resource.attributes, point.attributes)
          return row
        }),
      )
      rows.set(measurement, [...earlier, ...added])
    }
  }
  return rows
}

function rowOf(
  metric: MetricLike,
  scope: { readonly name: string; readonly version?: string | undefined },
  { startTime, endTime }: MetricLike['dataPoints'][number],
  field: Field,
): TelemetryRow {
  const row: { [Column in (typeof COLUMNS)[number] | 'time']?: TelemetryRow[string] } = {
    time: instantOf(endTime),
    ...field,
    metric_name: wellFormed(metric.descriptor.name),
    metric_type: KINDS[metric.dataPointType] ?? String(metric.dataPointType),
    unit: wellFormed(metric.descriptor.unit),
    aggregation_temporality: metric.aggregationTemporality === DELTA ? 'delta' : 'cumulative',
    is_monotonic: metric.isMonotonic,
    start_time_unix_nano: nanosOf(startTime),
    scope_name: wellFormed(scope.name),
    scope_version: scope.version,
  }
  return row
}

/** Names that DuckDB's own tables have cannot be queried, and a measurement starts with a letter. */
const UNUSABLE = /^(?![a-z])|^(?:duckdb_|pg_|information_schema|read_parquet)/i

/** The longest name of a measurement. */
const MAX_NAME = 128

function measurementOf(metric: string): string {
  const name = metric.replace(/[^A-Za-z0-9_]/g, '_')
  return (UNUSABLE.test(name) ? `otel_${name}` : name).slice(0, MAX_NAME)
}
