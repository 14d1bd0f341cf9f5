/**
 * Queries over the Arrow endpoint. Loaded on first use, because most clients never need it.
 *
 * Every frame is checked before apache-arrow sees it (base/arrow). The trailers hold what the stream cannot say: whether the
 * server cut or capped the result, and how long it took in all. Older servers do not report a cut, but a cut at the deadline
 * shows in that time (docs/wire-notes.md#truncation).
 */
import type { RecordBatch, Table } from 'apache-arrow'
import { BatchDecoder } from '../../base/arrow/batch-decoder.ts'
import { EMPTY_SCHEMA, END_OF_STREAM, FrameReader, type IpcFrame } from '../../base/arrow/frames.ts'
import { ArcError, ArcServerError, ArcTruncatedError } from '../../errors.ts'
import { type ArrowPackage, loadArrow, requireCodec } from '../../transport/arrow-package.ts'
import { concat } from '../../transport/byte-stream.ts'
import type { ArcResponse } from '../../transport/exchange.ts'
import { capped, checkDeadline, incomplete } from '../deadline-guard.ts'
import type { ArrowOptions, SchemaOptions, StreamOptions } from '../options.ts'
import { type CheckedQuery, expectContent, isMissing, type QuerySender, truncatedWith } from '../query-sender.ts'
import type { ResultSource } from '../result-stream.ts'
import { checkNames, type RowOptions, toRows } from '../rows.ts'
import { BatchReader } from './columns.ts'

/** The result as a table. */
export async function queryTable(sender: QuerySender, query: CheckedQuery<ArrowOptions>): Promise<Table> {
  const arrow = await arrowFor('query.arrow', query)
  const decoder = new BatchDecoder(arrow)
  const batches: RecordBatch[] = []
  const table = () =>
    orDamaged(() => (decoder.schema === undefined ? new arrow.Table() : new arrow.Table(decoder.schema, batches)))
  const response = await post(sender, 'query.arrow', query)
  if (response === undefined) return table()
  try {
    const reader = new FrameReader()
    await response.read((chunk) => {
      for (const frame of orDamaged(() => reader.push(chunk))) {
        const batch = orDamaged(() => decoder.decode(frame))
        if (batch !== undefined) batches.push(batch)
      }
    })
    checkComplete(reader, response, sender.serverQueryTimeoutMs(query))
    return table()
  } catch (error) {
    throw error instanceof ArcTruncatedError ? truncatedWith(error, table()) : error
  }
}

/** All bytes of the result. */
export async function queryIpc(sender: QuerySender, query: CheckedQuery<ArrowOptions>): Promise<Uint8Array> {
  const response = await post(sender, 'query.ipc', query)
  if (response === undefined) return emptyResult()
  const bytes = await response.bytes()
  const reader = new FrameReader()
  orDamaged(() => reader.push(bytes))
  checkComplete(reader, response, sender.serverQueryTimeoutMs(query))
  return bytes
}

/** The result batch by batch. */
export async function openBatches(
  sender: QuerySender,
  query: CheckedQuery<StreamOptions>,
): Promise<ResultSource<RecordBatch>> {
  const decoder = new BatchDecoder(await arrowFor('query.batches', query))
  return openFrames(sender, 'query.batches', query, (frame) => {
    const batch = decoder.decode(frame)
    return batch === undefined ? [] : [batch]
  })
}

/** The rows of the result. */
export async function openRows(
  sender: QuerySender,
  query: CheckedQuery<StreamOptions & RowOptions & SchemaOptions<unknown>>,
): Promise<ResultSource<unknown>> {
  const arrow = await arrowFor('query.stream', query)
  const decoder = new BatchDecoder(arrow)
  const reader = new BatchReader(arrow)
  let rows = 0
  const source = await openFrames(sender, 'query.stream', query, (frame): readonly unknown[] => {
    const batch = decoder.decode(frame)
    // Here, so that names are refused whether or not there are rows, as `rows` does.
    if (frame.kind === 'schema') checkNames((decoder.schema?.fields ?? []).map(({ name }) => name))
    if (batch === undefined) return []
    rows += batch.numRows
    return toRows(reader.read(batch), query.options, rows - batch.numRows)
  })
  const { schema } = query.options
  return schema === undefined ? source : { ...source, read: (await import('../row-schema.ts')).rowReader(schema) }
}

/** The bytes of the result as they arrive. The end-of-stream marker comes last, and only if the result is complete. */
export function openIpc(sender: QuerySender, query: CheckedQuery<StreamOptions>): Promise<ResultSource<Uint8Array>> {
  return openFrames(sender, 'query.ipcStream', query, ({ bytes }) => [bytes], [END_OF_STREAM.slice()])
}

/** Sends a query whose result is read while it arrives; an empty schema for a missing measurement. */
async function openFrames<T>(
  sender: QuerySender,
  operation: string,
  query: CheckedQuery<StreamOptions>,
  items: (frame: IpcFrame) => readonly T[],
  last: readonly T[] = [],
): Promise<ResultSource<T>> {
  const response = await post(sender, operation, query, sender.idleTimeoutMs(query))
  const reader = new FrameReader()
  return {
    queryId: response?.queryId,
    chunks: response?.chunks() ?? once(emptyResult()),
    frames: (chunk) => orDamaged(() => reader.push(chunk)),
    checkComplete: () => response && checkComplete(reader, response, sender.serverQueryTimeoutMs(query)),
    items: (frame) => orDamaged(() => items(frame)),
    last,
  }
}

async function* once<T>(item: T): AsyncGenerator<T, void, undefined> {
  yield item
}

const emptyResult = () => concat([EMPTY_SCHEMA.slice(), END_OF_STREAM])

/** The package, once it can undo the compression that is asked for. */
async function arrowFor(operation: string, { options }: CheckedQuery<ArrowOptions>): Promise<ArrowPackage> {
  const arrow = await loadArrow(operation)
  requireCodec(arrow, options.compression)
  return arrow
}

/** Sends a query to the Arrow endpoint; `undefined` if the measurement is missing, which this endpoint reports as an error. */
async function post(
  sender: QuerySender,
  operation: string,
  query: CheckedQuery<ArrowOptions>,
  idleTimeoutMs?: number,
): Promise<ArcResponse | undefined> {
  const { dictionary, compression } = query.options
  const headers: Record<string, string> = {}
  if (dictionary) headers['x-arc-arrow-dictionary'] = 'true'
  if (compression) headers['x-arc-arrow-compression'] = compression
  try {
    const response = await sender.post(operation, '/api/v1/query/arrow', query, { headers, idleTimeoutMs })
    await expectContent(response, 'arrow')
    return response
  } catch (error) {
    if (!isMissing(error)) throw error
    sender.checkMissing(query, error)
    return undefined
  }
}

/** Throws unless the frames that `reader` has seen are the complete result. */
function checkComplete(reader: FrameReader, response: ArcResponse, serverQueryTimeoutMs: number): void {
  const endedAt = performance.now()
  const trailers = response.trailers()
  const { rows } = reader
  const { queryId } = response
  const cut = trailers?.get('arc-stream-truncated')
  if (cut) throw incomplete(`the server cut it (${cut})`, rows, undefined, queryId)
  if (reader.truncation !== undefined) throw incomplete(reader.truncation, rows, undefined, queryId)
  const cap = trailers?.get('arc-rows-capped')
  if (cap) throw incomplete(capped(cap), rows, undefined, queryId)
  const executionMs = /^\d+$/.exec(trailers?.get('arc-execution-time-ms') ?? '')?.[0]
  const serverMs = executionMs === undefined ? undefined : Number(executionMs)
  checkDeadline(serverMs, endedAt - response.requestStartedAt, serverQueryTimeoutMs, rows, undefined, queryId)
}

/** Reads, and says of whatever goes wrong that the server sent something damaged. */
export function orDamaged<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof ArcError) throw cause
    throw new ArcServerError(`malformed Arrow stream: ${(cause as Error).message}`, { cause })
  }
}
