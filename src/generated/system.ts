// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../management/operation.ts'
import type {
  EndpointMetrics,
  Health,
  ImportStats,
  LineProtocolHealth,
  LineProtocolStats,
  LogEntry,
  MemoryMetrics,
  MetricsSnapshot,
  MetricsTimeseries,
  MsgpackStats,
  QueryPoolMetrics,
  Ready,
  TleStats,
  WriteReadiness,
} from './models.ts'

/** The parameters of `system.timeseries`. */
export interface SystemTimeseriesQuery {
  /** How far back, in minutes. A value out of range silently means 30. @default 30 */
  readonly duration_minutes?: number | undefined
}

/** The parameters of `system.logs`. */
export interface SystemLogsQuery {
  /** At most this many lines. @default 100 */
  readonly limit?: number | undefined
  /** This level or higher. */
  readonly level?: 'debug' | 'info' | 'warn' | 'error' | 'fatal' | undefined
  /** How far back, in minutes. @default 60 */
  readonly since_minutes?: number | undefined
}

/** Health, readiness, metrics and logs of one server. */
export class SystemOperations {
  protected readonly call: OperationCaller

  constructor(call: OperationCaller) {
    this.call = call
  }

  /**
   * Reports that the process is alive.
   *
   * Always 200 while the process runs; use `ready` to ask whether it takes traffic.
   *
   * Needs no token.
   *
   * @see GET /health
   */
  health(options?: CallOptions): Promise<Health> {
    return this.call('system.health', {}, options)
  }

  /**
   * Reports whether the server takes traffic.
   *
   * Answers 503 while it starts, replays its write-ahead log or shuts down.
   *
   * Needs no token.
   *
   * @throws `ArcServerError` (503) The server is starting up or shutting down, or its storage credentials have
   * expired.
   *
   * @see GET /ready
   */
  ready(options?: CallOptions): Promise<Ready> {
    return this.call('system.ready', {}, options)
  }

  /**
   * Reports whether this node is the one to send writes to.
   *
   * On a single server, whenever `ready` is. In a cluster, 200 on the writers of a shared storage and on the primary
   * writer of local ones, 503 elsewhere, where writes are taken all the same and sent on. Since Arc 26.09.2.
   *
   * Needs no token.
   *
   * @throws `ArcServerError` (503) Send writes elsewhere; the body says why.
   *
   * @see GET /ready/write
   */
  readyForWrites(options?: CallOptions): Promise<WriteReadiness> {
    return this.call('system.readyForWrites', {}, options)
  }

  /**
   * Returns every metric in the Prometheus text format.
   *
   * Needs no token.
   *
   * @see GET /metrics
   */
  prometheus(options?: CallOptions): Promise<string> {
    return this.call('system.prometheus', {}, options)
  }

  /**
   * Returns every metric as one flat object.
   *
   * Counters are 64-bit on the server; byte and nanosecond totals can in theory exceed 2^53.
   *
   * Needs no token.
   *
   * @see GET /api/v1/metrics
   */
  metrics(options?: CallOptions): Promise<MetricsSnapshot> {
    return this.call('system.metrics', {}, options)
  }

  /**
   * Returns the memory and runtime statistics of the server process.
   *
   * Needs no token.
   *
   * @see GET /api/v1/metrics/memory
   */
  memory(options?: CallOptions): Promise<MemoryMetrics> {
    return this.call('system.memory', {}, options)
  }

  /**
   * Returns the state of the query connection pool.
   *
   * Needs no token.
   *
   * @see GET /api/v1/metrics/query-pool
   */
  queryPool(options?: CallOptions): Promise<QueryPoolMetrics> {
    return this.call('system.queryPool', {}, options)
  }

  /**
   * Returns request, ingestion, query and storage counters since boot.
   *
   * Needs no token.
   *
   * @see GET /api/v1/metrics/endpoints
   */
  endpoints(options?: CallOptions): Promise<EndpointMetrics> {
    return this.call('system.endpoints', {}, options)
  }

  /**
   * Returns the recent history of one family of metrics.
   *
   * `data` is empty for the first seconds after boot.
   *
   * Needs no token.
   *
   * @param type - The family of metrics; case-sensitive.
   *
   * @throws `ArcValidationError` (400) The family does not exist.
   *
   * @see GET /api/v1/metrics/timeseries/{type}
   */
  timeseries(
    type: 'system' | 'application' | 'api',
    query?: SystemTimeseriesQuery,
    options?: CallOptions,
  ): Promise<MetricsTimeseries> {
    return this.call('system.timeseries', { path: { type }, query }, options)
  }

  /**
   * Returns recent log lines of the server, newest first.
   *
   * From a ring in memory that holds the last 10,000 lines. Values out of range silently become the default.
   *
   * Needs the `admin` permission.
   *
   * @see GET /api/v1/logs
   */
  logs(query?: SystemLogsQuery, options?: CallOptions): Promise<LogEntry[]> {
    return this.call('system.logs', { query }, options)
  }

  /**
   * Returns the counters of the line-protocol writer.
   *
   * Needs any valid token.
   *
   * @see GET /api/v1/write/line-protocol/stats
   */
  lineProtocolStats(options?: CallOptions): Promise<LineProtocolStats> {
    return this.call('system.lineProtocolStats', {}, options)
  }

  /**
   * Reports that the line-protocol writer is there.
   *
   * Needs any valid token.
   *
   * @see GET /api/v1/write/line-protocol/health
   */
  lineProtocolHealth(options?: CallOptions): Promise<LineProtocolHealth> {
    return this.call('system.lineProtocolHealth', {}, options)
  }

  /**
   * Returns the counters of the TLE writer.
   *
   * Needs any valid token.
   *
   * @see GET /api/v1/write/tle/stats
   */
  tleStats(options?: CallOptions): Promise<TleStats> {
    return this.call('system.tleStats', {}, options)
  }

  /**
   * Returns the counters of the MessagePack decoder and of the ingest buffers.
   *
   * Needs any valid token.
   *
   * @see GET /api/v1/write/msgpack/stats
   */
  msgpackStats(options?: CallOptions): Promise<MsgpackStats> {
    return this.call('system.msgpackStats', {}, options)
  }

  /**
   * Returns the server's own description of the MessagePack format, which is partly out of date.
   *
   * Needs any valid token.
   *
   * @see GET /api/v1/write/msgpack/spec
   */
  msgpackSpec(options?: CallOptions): Promise<Record<string, unknown>> {
    return this.call('system.msgpackSpec', {}, options)
  }

  /**
   * Returns the counters of the imports.
   *
   * Needs any valid token.
   *
   * @see GET /api/v1/import/stats
   */
  importStats(options?: CallOptions): Promise<ImportStats> {
    return this.call('system.importStats', {}, options)
  }
}
