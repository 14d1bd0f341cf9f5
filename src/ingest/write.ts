/**
 * `arc.write`: everything that goes in.
 *
 * A write resolves when the server has accepted everything, and rejects otherwise; what is wrong with the data is refused before a byte is sent.
 * "Accepted" means in the server's memory (docs/wire-notes.md#acknowledgement).
 */

import { count, oneOf, unchecked } from '../base/options.ts'
import { ArcClosedError, ArcFlushError } from '../errors.ts'
import type { ArcHttp } from '../transport/http.ts'
import type { ArrowInput, ArrowSourceOptions } from './arrow/arrow.ts'
import type { ColumnsFor, ColumnsShape, RowShape } from './columns.ts'
import { MAX_ROWS_PER_REQUEST } from './encoding/batch.ts'
import { BufferPool } from './encoding/buffer-pool.ts'
import { BatchBuilder, type EncodeOptions } from './encoding/builder.ts'
import type { Barrier, MakeVisibleOptions } from './make-visible.ts'
import { type Measurement, type MeasurementSchema, resolveMeasurement } from './measurement.ts'
import { writeRows } from './rows.ts'
import { NOTHING_SENT, runWrite, sendBatches, type WriteOptions, type WriteResult, writeRules } from './send.ts'
import type { LineProtocolInput } from './text/text-lines.ts'
import { type Precision, precision, timeUnit } from './time/instants.ts'

import { flushError } from './writer/delivery.ts'
import type { WriterOptions } from './writer/options.ts'
import { BufferedWriter } from './writer/writer.ts'

/** Options of writes that the client encodes. */
export interface EncodedWriteOptions extends WriteOptions, EncodeOptions {
  /** Types of columns, where they shall not be inferred: `{ cores: 'int64' }`. @default none */
  readonly schema?: MeasurementSchema | undefined
}

/** Options of `write.rows`. */
export interface WriteRowsOptions extends EncodedWriteOptions {
  /**
   * Rows per request when the rows come from an iterable that is not an array; fewer where they are more than about
   * 128 MiB. @default 100_000
   */
  readonly maxRows?: number | undefined
}

/** Options of `write.arrow`. */
export interface ArrowWriteOptions extends EncodedWriteOptions, ArrowSourceOptions {}

/** Options of `write.lineProtocol`. */
export interface LineProtocolOptions extends WriteOptions {
  /** The unit of the timestamps. @default 'ns' */
  readonly precision?: Precision | undefined
}

/** Options of `write.tle`. */
export interface TleOptions extends WriteOptions {
  /** The measurement of the entries. @default 'satellite_tle' */
  readonly measurement?: string | undefined
}

const lineRules = { ...writeRules, precision } satisfies Record<keyof LineProtocolOptions, unknown>
const tleRules = { ...writeRules, measurement: unchecked<string>() } satisfies Record<keyof TleOptions, unknown>
const columnsRules = {
  ...writeRules,
  timeUnit,
  schema: unchecked<MeasurementSchema>(),
} satisfies Record<keyof EncodedWriteOptions, unknown>
const rowsRules = {
  ...columnsRules,
  maxRows: count(100_000, MAX_ROWS_PER_REQUEST),
} satisfies Record<keyof WriteRowsOptions, unknown>
const arrowRules = {
  ...columnsRules,
  decimals: oneOf(['float64']),
  timeColumn: unchecked<string>(),
} satisfies Record<keyof ArrowWriteOptions, unknown>

/** The rows that go into a measurement: those it declares, or any of the shape that was given. */
export type RowFor<Target, Given> = [Target] extends [Measurement<infer Row>] ? Row : Given

/** Memory of acknowledged bodies, kept for reuse. */
const MAX_POOLED_BYTES = 8 * 2 ** 20

/** Writing to measurements. */
export class WriteNamespace {
  readonly #http: ArcHttp
  #barrier: Barrier | undefined
  readonly #pool = new BufferPool(MAX_POOLED_BYTES)
  readonly #writers = new Set<BufferedWriter>()
  #isClosed = false

  constructor(http: ArcHttp) {
    this.#http = http
  }

  /**
   * Writes columns of equal length: the fastest way in.
   *
   * Arrays of numbers are float64, of bigints int64; typed arrays go by their class; `null` and `undefined` are nulls.
   * Above 2^20 rows, or about 128 MiB, several requests are sent.
   *
   * @throws ArcValidationError for data that Arc would mangle or refuse, naming measurement, column and row. Nothing has been sent in that case.
   * @throws ArcIngestionError when the server refuses; its `acceptedRows` says how many rows earlier requests of the call had delivered.
   * @example
   * ```ts
   * await arc.write.columns('cpu', {
   *   time: [Date.now(), Date.now() + 1],
   *   host: ['a', 'b'],
   *   usage_idle: [95, 87.3],
   *   cores: new Int32Array([8, 16]),
   * })
   * ```
   */
  async columns<
    Given extends object & ColumnsShape<Given>,
    Target extends string | Measurement<object> = string | Measurement<object>,
  >(measurement: Target, columns: ColumnsFor<Target, Given>, options: EncodedWriteOptions = {}): Promise<WriteResult> {
    return await runWrite('write.columns', options, columnsRules, (target, checked) => {
      const builder = new BatchBuilder(resolveMeasurement(measurement, checked.schema), checked, this.#pool)
      const batches = builder.encodeColumns(columns)
      return sendBatches(this.#http, 'write.columns', batches, target, NOTHING_SENT, this.#pool)
    })
  }

  /**
   * Writes row objects, from an array or any iterable or async iterable.
   *
   * A row may leave columns out; its columns are its own enumerable properties, without the getters of its class. An
   * array is checked as a whole before anything is sent; other iterables are sent as they come, `maxRows` at a time.
   *
   * @throws ArcValidationError for a row that Arc would mangle or refuse, naming measurement, column and row.
   * @throws ArcIngestionError when the server refuses; its `acceptedRows` says how many rows earlier requests of the call had delivered.
   * @example
   * ```ts
   * await arc.write.rows('cpu', [{ time: new Date(), host: 'a', usage_idle: 95 }])
   * ```
   */
  async rows<
    Row extends object & RowShape<Row>,
    Target extends string | Measurement<object> = string | Measurement<Row>,
  >(
    measurement: Target,
    // An array is iterable; named on its own, it lets the compiler point at the wrong property of a literal.
    rows: readonly RowFor<Target, Row>[] | Iterable<RowFor<Target, Row>> | AsyncIterable<RowFor<Target, Row>>,
    options: WriteRowsOptions = {},
  ): Promise<WriteResult> {
    return await runWrite('write.rows', options, rowsRules, (target, checked) => {
      const resolved = resolveMeasurement(measurement, checked.schema)
      return writeRows(this.#http, resolved, rows, target, checked, this.#pool)
    })
  }

  /**
   * Writes Arrow data straight from its buffers: apache-arrow tables, record batches and readers, or IPC bytes and
   * streams from any producer, such as polars, DuckDB or pyarrow.
   *
   * Timestamps of any unit and zone are instants; in columns other than the time column they become int64 microseconds,
   * as Arc's own Parquet import does. What is in memory is checked as a whole before anything is sent; streams are sent
   * as they come. Leave the buffers as they are until the promise has settled. IPC input needs the package
   * `apache-arrow`.
   *
   * @throws ArcValidationError for types that Arc cannot store (it says what to cast them to), nulls in the time
   *   column, and data that is not Arrow.
   * @throws ArcIngestionError when the server refuses; its `acceptedRows` says how many rows earlier requests of the call had delivered.
   * @example
   * ```ts
   * import { tableFromArrays } from 'apache-arrow'
   *
   * const table = tableFromArrays({ ts: Float64Array.of(Date.now()), usage: Float64Array.of(95.5) })
   * await arc.write.arrow('cpu', table, { timeColumn: 'ts' })
   * ```
   */
  async arrow<Row extends object>(
    measurement: string | Measurement<Row>,
    data: ArrowInput,
    options: ArrowWriteOptions = {},
  ): Promise<WriteResult> {
    return await runWrite('write.arrow', options, arrowRules, async (target, checked) => {
      const { writeArrow } = await import('./arrow/arrow.ts')
      const resolved = resolveMeasurement(measurement, checked.schema)
      return await writeArrow(this.#http, resolved, data, target, checked, this.#pool)
    })
  }

  /**
   * Writes existing line protocol, unchanged.
   *
   * Arc drops lines it cannot read without saying so, and reads the format by rules of its own: write points with
   * `lineProtocol()`. The `rows` of the result are the lines sent, not the rows stored. In an iterable, texts are whole
   * lines and bytes may be cut anywhere. Input over 95 MB is cut into several requests. Bytes that are given whole are
   * sent from where they are: leave them as they are until the promise has settled.
   *
   * @throws ArcIngestionError when the server refuses; its `acceptedRows` tells how many lines earlier requests of the call had delivered.
   * @example
   * ```ts
   * await arc.write.lineProtocol('cpu,host=a usage=45.2 1633024800000000000', { precision: 'ns' })
   * ```
   */
  async lineProtocol(lines: LineProtocolInput, options: LineProtocolOptions = {}): Promise<WriteResult> {
    return await runWrite('write.lineProtocol', options, lineRules, async (target, { precision }) => {
      const { writeLines } = await import('./text/text-lines.ts')
      return await writeLines(this.#http, lines, precision, target)
    })
  }

  /**
   * Writes two-line element sets of satellites, after checking every line's form and checksum.
   *
   * @throws ArcValidationError for an entry that Arc would skip, naming the line.
   */
  async tle(text: string | Uint8Array, options: TleOptions = {}): Promise<WriteResult> {
    return await runWrite('write.tle', options, tleRules, async (target, { measurement }) => {
      const { writeTle } = await import('./text/tle.ts')
      return await writeTle(this.#http, text, measurement, target)
    })
  }

  /**
   * Resolves when the server has stored everything it has accepted so far, so that queries, deletes and retention see
   * it. Needs an `admin` token.
   *
   * @throws ArcPermissionError without the permission; ArcTimeoutError when storing takes longer than `timeoutMs`.
   * @throws ArcServerError when the server has failed to store rows it accepted since the last flush, or was restarted during this one.
   */
  async makeVisible(options: MakeVisibleOptions = {}): Promise<void> {
    const { Barrier } = await import('./make-visible.ts')
    this.#barrier ??= new Barrier(this.#http)
    await this.#barrier.run(options)
  }

  /**
   * Creates a writer that collects rows and sends them in batches in the background. Close it, or let `arc.close()` do so.
   *
   * @throws ArcUsageError that names the invalid option.
   * @example
   * ```ts
   * await using writer = arc.write.buffered({ flushIntervalMs: 1_000 })
   * writer.append('cpu', { time: new Date(), host: 'a', usage: 95 })
   * ```
   */
  buffered(options: WriterOptions = {}): BufferedWriter {
    if (this.#isClosed) throw new ArcClosedError('This ArcClient is closed')
    const writer = new BufferedWriter(this.#http, options, () => this.#writers.delete(writer))
    this.#writers.add(writer)
    return writer
  }

  /** Drains the open buffered writers. Called by `ArcClient.close()`. */
  close(): Promise<void> {
    this.#isClosed = true
    return closeAll(this.#writers)
  }
}

/** Closes writers in parallel, and throws one error for everything they could not deliver. */
async function closeAll(writers: Iterable<BufferedWriter>): Promise<void> {
  const outcomes = await Promise.allSettled([...writers].map((writer) => writer.close()))
  const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
  const batches = errors.flatMap((error) => (error instanceof ArcFlushError ? error.batches : []))
  if (errors.length > 0) throw errors.length === 1 ? errors[0] : flushError(batches, new AggregateError(errors))
}
