/**
 * Queries over the Arrow endpoint. Loaded on first use, because most clients never need it.
 *
 * Frames are checked before apache-arrow sees them (frames.ts), and read ahead of the consumer, so that a slow consumer does
 * not run into the server's deadline (docs/large-results.md).
 */
import type { RecordBatch, Table } from 'apache-arrow'
import { BatchDecoder } from '../../base/arrow/batch-decoder.ts'
import { EMPTY_SCHEMA, END_OF_STREAM, FrameReader, type IpcFrame } from '../../base/arrow/frames.ts'
import { ArcTruncatedError } from '../../errors.ts'
import { loadArrow, requireCodec } from '../../transport/arrow-package.ts'
import { concat } from '../../transport/byte-stream.ts'
import type { ArcResponse } from '../../transport/exchange.ts'
import { LEFT } from '../leaving.ts'
import type { ArrowOptions, StreamOptions } from '../options.ts'
import { type CheckedQuery, expectContent, isMissing, type QuerySender, truncatedWith } from '../query-sender.ts'
import { readAhead } from '../read-ahead.ts'
import { checkNames, type QueryRow, type RowOptions, toRows } from '../rows.ts'
import { BatchReader } from './columns.ts'
import { checkArrowComplete, frames, orDamaged } from './response.ts'

const DEFAULT_READ_AHEAD_BYTES = 64 * 1024 * 1024

/** The result as a table. */
export async function queryTable(sender: QuerySender, query: CheckedQuery<ArrowOptions>): Promise<Table> {
  const arrow = await loadArrow('query.arrow')
  requireCodec(arrow, query.options.compression)
  const decoder = new BatchDecoder(arrow)
  const batches: RecordBatch[] = []
  const table = () => (decoder.schema === undefined ? new arrow.Table() : new arrow.Table(decoder.schema, batches))
  const response = await post(sender, 'query.arrow', query, false)
  if (response === undefined) return table()
  try {
    const reader = new FrameReader()
    await response.read((chunk) => {
      orDamaged(() => {
        for (const frame of reader.push(chunk)) {
          const batch = orDamaged(() => decoder.decode(frame))
          if (batch !== undefined) batches.push(batch)
        }
      })
    })
    checkArrowComplete(reader, response, sender.serverQueryTimeoutMs(query))
    return table()
  } catch (error) {
    throw error instanceof ArcTruncatedError ? truncatedWith(error, table()) : error
  }
}

/** The result batch by batch. */
export async function* queryBatches(
  sender: QuerySender,
  query: CheckedQuery<StreamOptions>,
): AsyncGenerator<RecordBatch, void, undefined> {
  const arrow = await loadArrow('query.batches')
  requireCodec(arrow, query.options.compression)
  const decoder = new BatchDecoder(arrow)
  for await (const frame of queryFrames(sender, 'query.batches', query)) {
    const batch = orDamaged(() => decoder.decode(frame))
    if (batch !== undefined) yield batch
  }
}

/** The rows of the result, batch by batch. */
export async function* queryStream(
  sender: QuerySender,
  query: CheckedQuery<StreamOptions & RowOptions>,
): AsyncGenerator<readonly QueryRow[], void, undefined> {
  const arrow = await loadArrow('query.stream')
  requireCodec(arrow, query.options.compression)
  const decoder = new BatchDecoder(arrow)
  const reader = new BatchReader(arrow)
  let rows = 0
  for await (const frame of queryFrames(sender, 'query.stream', query)) {
    const batch = orDamaged(() => decoder.decode(frame))
    // Here, so that names are refused whether or not there are rows, as `rows` does.
    if (frame.kind === 'schema') checkNames((decoder.schema?.fields ?? []).map(({ name }) => name))
    if (batch === undefined) continue
    yield toRows(
      orDamaged(() => reader.read(batch)),
      query.options,
      rows,
    )
    rows += batch.numRows
  }
}

/** All bytes of the result. */
export async function queryIpc(sender: QuerySender, query: CheckedQuery<ArrowOptions>): Promise<Uint8Array> {
  const response = await post(sender, 'query.ipc', query, false)
  if (response === undefined) return concat([EMPTY_SCHEMA.slice(), END_OF_STREAM])
  const bytes = await response.bytes()
  const reader = new FrameReader()
  orDamaged(() => reader.push(bytes))
  checkArrowComplete(reader, response, sender.serverQueryTimeoutMs(query))
  return bytes
}

/** The bytes of the result as they arrive. The end-of-stream marker comes last, and only if the result is complete. */
export async function* queryIpcChunks(
  sender: QuerySender,
  query: CheckedQuery<StreamOptions>,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const frame of queryFrames(sender, 'query.ipcStream', query)) yield frame.bytes
  yield END_OF_STREAM.slice()
}

/** The frames of a result, read ahead of the consumer; an empty schema for a missing measurement. */
async function* queryFrames(
  sender: QuerySender,
  operation: string,
  query: CheckedQuery<StreamOptions>,
): AsyncGenerator<IpcFrame, void, undefined> {
  const maxBytes = query.options.readAheadBytes ?? DEFAULT_READ_AHEAD_BYTES
  try {
    const response = await post(sender, operation, query, true)
    if (response === undefined) {
      yield { kind: 'schema', bytes: EMPTY_SCHEMA.slice(), rows: 0 }
      return
    }
    yield* readAhead(frames(response, sender.serverQueryTimeoutMs(query)), {
      maxBytes,
      sizeOf: (frame) => frame.bytes.length,
      cancel: () => response.cancel(),
    })
  } catch (error) {
    if (error !== LEFT) throw error
  }
}

/** Sends a query to the Arrow endpoint; `undefined` if the measurement is missing, which this endpoint reports as an error. */
async function post(
  sender: QuerySender,
  operation: string,
  query: CheckedQuery<ArrowOptions>,
  stream: boolean,
): Promise<ArcResponse | undefined> {
  const { dictionary, compression } = query.options
  const headers: Record<string, string> = {}
  if (dictionary) headers['x-arc-arrow-dictionary'] = 'true'
  if (compression) headers['x-arc-arrow-compression'] = compression
  try {
    const response = await sender.post(operation, '/api/v1/query/arrow', query, { headers, stream })
    await expectContent(response, 'arrow')
    return response
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}
