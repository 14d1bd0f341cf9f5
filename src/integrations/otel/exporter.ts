/** What the three exporters share: rows into a buffered writer, results to the SDK, and its own requests kept out of the traces. */
import { context } from '@opentelemetry/api'
import { suppressTracing } from '@opentelemetry/core'
import {
  type ArcClient,
  ArcValidationError,
  type BufferedWriter,
  type RowValue,
  type WriterOptions,
} from 'arc-tsdb-client'

/** The options of every exporter. */
export interface ArcExporterOptions {
  /** The client to write with. Shutting the exporter down leaves it open. */
  readonly client: ArcClient
  /** The database to write to. @default the client's */
  readonly database?: string | undefined
  /**
   * Options of the buffered writer behind the exporter. With a `spool`, an export succeeds once the rows are on disk, and they
   * survive an outage of the server and of the process. Without, it succeeds once the server has acknowledged them.
   * @default the writer's own defaults
   */
  readonly writer?: Omit<WriterOptions, 'database'> | undefined
  /**
   * How long one export may take, in milliseconds. Then the SDK is told that it failed, while the writer keeps the rows and
   * goes on trying. @default 30_000
   */
  readonly exportTimeoutMs?: number | undefined
}

/** What the SDK is told: `code` 0 is success, 1 failure. */
export interface ExportResult {
  code: number
  error?: Error
}

/** A row of a telemetry table. */
export type TelemetryRow = Record<string, RowValue>

/** Rows by the measurement they belong to. */
export type RowsByMeasurement = ReadonlyMap<string, readonly TelemetryRow[]>

/** What every exporter does with the telemetry that its SDK hands over. */
export class ArcExporter<Telemetry> {
  readonly #rowsOf: (telemetry: Telemetry) => RowsByMeasurement
  readonly #writer: BufferedWriter
  readonly #isSpooled: boolean
  readonly #timeoutMs: number
  #closing: Promise<void> | undefined

  /** @internal Made by its subclasses. */
  constructor(
    { client, database, writer = {}, exportTimeoutMs = 30_000 }: ArcExporterOptions,
    rowsOf: (telemetry: Telemetry) => RowsByMeasurement,
  ) {
    this.#rowsOf = rowsOf
    this.#timeoutMs = exportTimeoutMs
    this.#isSpooled = writer.spool !== undefined
    this.#writer = untraced(() => client.write.buffered({ ...writer, ...(database === undefined ? {} : { database }) }))
  }

  /** Reports success when the server has the telemetry, or the spool; nothing is thrown at the SDK. */
  export(telemetry: Telemetry, resultCallback: (result: ExportResult) => void): void {
    untraced(() => this.#export(telemetry)).then(
      () => resultCallback({ code: 0 }),
      (error: unknown) => resultCallback({ code: 1, error: error instanceof Error ? error : new Error(String(error)) }),
    )
  }

  async #export(telemetry: Telemetry): Promise<void> {
    if (this.#closing !== undefined) throw new Error('The exporter is shut down')
    const refused = [...this.#rowsOf(telemetry)].flatMap(([measurement, rows]) => this.#append(measurement, rows))
    const wait = { timeoutMs: this.#timeoutMs }
    await (this.#isSpooled ? this.#writer.sync(wait) : this.#writer.flush(wait))
    const [first] = refused
    if (first !== undefined) throw new Error(`${refused.length} of the rows were refused`, { cause: first })
  }

  /** Appends what can be written, row by row where one of them cannot. Returns the refusals. */
  #append(measurement: string, rows: readonly TelemetryRow[]): readonly Error[] {
    try {
      this.#writer.append(measurement, rows)
      return []
    } catch (error) {
      if (!(error instanceof ArcValidationError)) throw error
      return rows.length === 1 ? [error] : rows.flatMap((row) => this.#append(measurement, [row]))
    }
  }

  /** Resolves when the server has everything exported so far. */
  async forceFlush(): Promise<void> {
    if (this.#closing !== undefined) return await this.#closing
    await untraced(() => this.#writer.flush({ timeoutMs: this.#timeoutMs }))
  }

  /** Sends what is left; exports after it fail. A second call waits for the first. */
  shutdown(): Promise<void> {
    this.#closing ??= untraced(() => this.#writer.close())
    return this.#closing
  }
}

/** Instrumented HTTP clients make no spans of what is sent from here, nor of its timers and retries. */
function untraced<T>(run: () => T): T {
  return context.with(suppressTracing(context.active()), run)
}
