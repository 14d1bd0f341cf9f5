/**
 * Writes row objects, from an array or any iterable.
 *
 * An array is encoded as a whole before anything is sent, so a refused row means that nothing was written. Other iterables may
 * never end, so they are sent one request at a time, with one schema for all.
 */

import { describe } from '../base/describe.ts'
import type { ArcHttp } from '../transport/http.ts'
import { abortable, asyncIterableOf } from './async-source.ts'
import { type EncodedBatch, MAX_ROWS_PER_REQUEST } from './encoding/batch.ts'
import type { BufferPool } from './encoding/buffer-pool.ts'
import { BatchBuilder, type EncodeOptions } from './encoding/builder.ts'
import type { ResolvedMeasurement } from './measurement.ts'
import { callError } from './refusals.ts'
import { failureOf, NOTHING_SENT, sendBatches, type WriteResult, type WriteTarget } from './send.ts'

/** Writes rows; see `WriteNamespace.rows`. */
export async function writeRows(
  http: ArcHttp,
  measurement: ResolvedMeasurement,
  rows: unknown,
  target: WriteTarget,
  options: EncodeOptions & { readonly maxRows: number },
  pool: BufferPool,
): Promise<WriteResult> {
  const { maxRows } = options
  const builder = new BatchBuilder(measurement, options, pool)
  const send = (batches: readonly EncodedBatch[], accepted: WriteResult): Promise<WriteResult> =>
    sendBatches(http, 'write.rows', batches, target, accepted, pool)

  if (Array.isArray(rows)) {
    return await send(encodeArray(builder, rows), NOTHING_SENT)
  }
  const source = iterableOf(rows)
  if (source === undefined) {
    throw callError(
      measurement.name,
      `rows are ${describe(rows)}; give an array, an iterable or an async iterable of objects`,
    )
  }
  let result = NOTHING_SENT
  let place = 0
  try {
    // Awaiting a synchronous iterable row by row would be slow.
    if (Symbol.iterator in source) {
      for (const row of source) {
        builder.appendRow(row, place++)
        if (builder.isFull(maxRows)) result = await send([builder.take()], result)
      }
    } else {
      for await (const row of abortable(source, target.sourceSignal)) {
        builder.appendRow(row, place++)
        if (builder.isFull(maxRows)) result = await send([builder.take()], result)
      }
    }
    if (builder.rows > 0) result = await send([builder.take()], result)
  } catch (error) {
    throw failureOf(error, result, target.signal)
  }
  return result
}

function encodeArray(builder: BatchBuilder, rows: readonly unknown[]): EncodedBatch[] {
  const batches = builder.appendInBatches(rows, MAX_ROWS_PER_REQUEST)
  return builder.rows > 0 ? [...batches, builder.take()] : batches
}

function iterableOf(rows: unknown): Iterable<unknown> | AsyncIterable<unknown> | undefined {
  const isIterable = typeof rows === 'object' && rows !== null && Symbol.iterator in rows
  return isIterable ? (rows as Iterable<unknown>) : asyncIterableOf(rows)
}
