/**
 * Writes Arrow data to Arc: tables, record batches and IPC from any producer, encoded column by column from their buffers.
 *
 * 1. The source is read as record batches. What is wholly in memory (tables, batches, bytes) is encoded before anything
 *    is sent; streams are sent as they come.
 * 2. Small batches are gathered and large ones cut, so that a request carries up to {@link ROWS_PER_REQUEST} rows, or fewer large ones.
 * 3. One column becomes `time`; the rest keep their names.
 */

import { describe } from '../../base/describe.ts'
import { ArcError } from '../../errors.ts'
import type { ArcHttp } from '../../transport/http.ts'
import { bytesPerRowOf, type EncodedBatch, rowsPerRequest } from '../encoding/batch.ts'
import type { BufferPool } from '../encoding/buffer-pool.ts'
import { BatchBuilder, type EncodeOptions, type PreparedRange } from '../encoding/builder.ts'
import type { PreparedColumn } from '../encoding/prepared-column.ts'
import type { ResolvedMeasurement } from '../measurement.ts'
import { ColumnNames } from '../names.ts'
import { callError, columnError } from '../refusals.ts'
import { failureOf, NOTHING_SENT, sendBatches, type WriteResult, type WriteTarget } from '../send.ts'
import type { TimeColumn } from '../time/time.ts'
import { type ArrowColumnOptions, isTimestamp, prepareArrowColumn, pushArrowTimes } from './columns.ts'
import { type ArrowBatch, type ArrowData, isArrowBatch } from './data.ts'
import { openArrow, unreadable } from './source.ts'

const ROWS_PER_REQUEST = 131_072

/** Arrow data from any producer: apache-arrow `Table`s, `RecordBatch`es and readers, or IPC bytes, complete or as a stream. */
export type ArrowInput =
  | Uint8Array
  | ArrayBuffer
  | ReadableStream<Uint8Array>
  | AsyncIterable<unknown>
  | Iterable<unknown>
  | { readonly batches: readonly unknown[] }
  | { readonly schema: unknown; readonly data: unknown; readonly numRows: number }

/** Options specific to `write.arrow`. */
export interface ArrowSourceOptions extends ArrowColumnOptions {
  /** The column that becomes `time`. @default 'time' */
  readonly timeColumn?: string | undefined
}

/** Writes Arrow data; see `WriteNamespace.arrow`. */
export async function writeArrow(
  http: ArcHttp,
  measurement: ResolvedMeasurement,
  input: unknown,
  target: WriteTarget,
  options: EncodeOptions & ArrowSourceOptions,
  pool: BufferPool,
): Promise<WriteResult> {
  const encoder = new ArrowEncoder(measurement, options, pool)
  const send = (batches: readonly EncodedBatch[], accepted: WriteResult): Promise<WriteResult> =>
    sendBatches(http, 'write.arrow', batches, target, accepted, pool)
  const source = await openArrow(input, measurement.name, target.sourceSignal)
  let result = NOTHING_SENT
  try {
    if (source.inMemory) {
      const encoded: EncodedBatch[] = []
      for await (const batch of source.batches) encoded.push(...encoder.add(batch))
      encoded.push(...encoder.finish())
      return await send(encoded, result)
    }
    for await (const batch of source.batches) {
      result = await send(encoder.add(batch), result)
    }
    return await send(encoder.finish(), result)
  } catch (error) {
    const isOurs = error instanceof ArcError || source.hasThrown(error)
    throw failureOf(isOurs ? error : unreadable(measurement.name, error), result, target.signal)
  } finally {
    // What is written is written, however the producer takes its leave.
    await source.close().catch(() => {})
  }
}

/** Turns record batches into requests. */
class ArrowEncoder {
  readonly #measurement: ResolvedMeasurement
  readonly #options: EncodeOptions & ArrowSourceOptions
  readonly #builder: BatchBuilder
  #rows = 0

  constructor(measurement: ResolvedMeasurement, options: EncodeOptions & ArrowSourceOptions, pool: BufferPool) {
    this.#measurement = measurement
    this.#options = options
    this.#builder = new BatchBuilder(measurement, options, pool)
  }

  /** Adds a batch; returns the requests that are now full. */
  add(batch: ArrowBatch): EncodedBatch[] {
    const { name } = this.#measurement
    if (!isArrowBatch(batch))
      throw callError(
        name,
        `${describe(batch)} among the record batches; give RecordBatches, such as those of table.batches`,
      )
    const filled: EncodedBatch[] = []
    const columns = this.#columnsOf(batch)
    let prepared: readonly PreparedColumn[] | undefined
    let maxRows = ROWS_PER_REQUEST
    for (let from = 0; from < batch.numRows; ) {
      let to = from
      this.#builder.appendPrepared((time, typeOf): PreparedRange => {
        prepared ??= columns.values.flatMap(({ column, data }) => {
          const context = { measurement: name, column, row0: this.#rows }
          return prepareArrowColumn(data, typeOf(column), context, this.#options) ?? []
        })
        maxRows = rowsPerRequest(bytesPerRowOf(prepared), ROWS_PER_REQUEST)
        to = Math.min(batch.numRows, from + Math.max(1, maxRows - this.#builder.rows))
        this.#pushTimes(time, columns.time, from, to)
        return { prepared, from, to }
      })
      if (this.#builder.isFull(maxRows)) filled.push(this.#builder.take())
      from = to
    }
    this.#rows += batch.numRows
    return filled
  }

  /** The request for the remaining rows. */
  finish(): EncodedBatch[] {
    if (this.#rows === 0) {
      throw callError(this.#measurement.name, 'there is no row; skip the call when there is nothing to write')
    }
    return this.#builder.rows > 0 ? [this.#builder.take()] : []
  }

  #pushTimes(time: TimeColumn, data: ArrowData | undefined, from: number, to: number): void {
    if (data === undefined) {
      time.pushSame(Date.now() * 1000, to - from)
      return
    }
    const column = this.#options.timeColumn ?? 'time'
    time.firstRow = this.#rows
    pushArrowTimes(time, data, from, to, { measurement: this.#measurement.name, column, row0: this.#rows })
  }

  #columnsOf({ schema, data }: ArrowBatch): {
    readonly time: ArrowData | undefined
    readonly values: readonly { readonly column: string; readonly data: ArrowData }[]
  } {
    const { name } = this.#measurement
    const { timeColumn = 'time' } = this.#options
    const names = new ColumnNames(name)
    const seen = new Set<string>()
    const values: { column: string; data: ArrowData }[] = []
    let time: ArrowData | undefined
    for (const [i, field] of schema.fields.entries()) {
      const child = data.children[i]
      if (child === undefined) continue
      const context = { measurement: name, column: field.name, row0: 0 }
      if (seen.has(field.name)) throw columnError(context, 'occurs twice in the Arrow schema; rename one of the two')
      seen.add(field.name)
      if (field.name === timeColumn) {
        time = child
        continue
      }
      if (field.name === 'time')
        throw columnError(
          context,
          `is in the way of ${JSON.stringify(timeColumn)}, which becomes "time"; drop or rename it`,
        )
      names.add(field.name)
      values.push({ column: field.name, data: child })
    }
    if (time === undefined) this.#checkUntimed(schema.fields)
    return { time, values }
  }

  /** Rows without a time column are stamped by the client, unless a time column was named or may have been meant. */
  #checkUntimed(fields: ArrowBatch['schema']['fields']): void {
    const { name } = this.#measurement
    const { timeColumn } = this.#options
    const names = fields.map((field) => field.name).join(', ')
    if (timeColumn !== undefined) {
      throw callError(
        name,
        `there is no column ${JSON.stringify(timeColumn)} to take the time from; there are ${names}`,
      )
    }
    const candidate = fields.find(({ type }) => isTimestamp(type))
    if (candidate === undefined) return
    throw callError(
      name,
      `there is no column "time"; name the one that holds it, like { timeColumn: ${JSON.stringify(candidate.name)} }`,
    )
  }
}
