/** Reads Arrow IPC from any producer, a stream or a file, and checks all of it before it is decoded. */
import type { RecordBatch } from 'apache-arrow'
import { type ArrowReaders, BatchDecoder } from './batch-decoder.ts'
import { checkData } from './data-check.ts'
import { FrameReader, readFrame, readHead } from './frames.ts'
import { DictionaryBudget, readFooter } from './metadata.ts'

/** The batches of whole bytes. @throws RangeError for what is damaged, and whatever apache-arrow throws. */
export function* batchesOf(arrow: ArrowReaders, bytes: Uint8Array): Generator<RecordBatch, void, undefined> {
  if (isFile(bytes)) return yield* batchesOfFile(arrow, bytes)
  const reader = new FrameReader()
  yield* decodeAll(reader.push(bytes), new BatchDecoder(arrow))
  checkEnd(reader)
}

/** The batches of bytes that arrive one after the other; of a file, whose directory is at its end, once all are here. */
export async function* batchesOfChunks(
  arrow: ArrowReaders,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<RecordBatch, void, undefined> {
  const reader = new FrameReader()
  const decoder = new BatchDecoder(arrow)
  let kept: Uint8Array = new Uint8Array(0)
  let isStream = false
  for await (const chunk of chunks) {
    if (!isStream) kept = joined(kept, chunk)
    if (kept.length < MAGIC.length || isFile(kept)) continue
    yield* decodeAll(reader.push(isStream ? chunk : kept), decoder)
    isStream = true
    // Whoever wrote it may wait for the reader to leave.
    if (reader.isAtEnd) return
  }
  if (isStream) checkEnd(reader)
  else yield* batchesOf(arrow, kept)
}

function* decodeAll(
  frames: ReturnType<FrameReader['push']>,
  decoder: BatchDecoder,
): Generator<RecordBatch, void, undefined> {
  for (const frame of frames) {
    const batch = decoder.decode(frame)
    if (batch !== undefined) yield batch
  }
}

/** Not every producer writes the end-of-stream marker. */
function checkEnd(reader: FrameReader): void {
  if (reader.isInsideFrame) throw new RangeError('it ends inside a frame')
}

const MAGIC = [...'ARROW1'].map((char) => char.charCodeAt(0))
const isFile = (bytes: Uint8Array) => MAGIC.every((byte, i) => bytes[i] === byte)

/** A file is its frames, a directory of them, the length of that, and the magic bytes again. */
function* batchesOfFile(arrow: ArrowReaders, bytes: Uint8Array): Generator<RecordBatch, void, undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = bytes.length - MAGIC.length - 4
  const length = end > 0 ? view.getInt32(end, true) : 0
  if (length <= 0 || length > end || !isFile(bytes.subarray(end + 4))) throw new RangeError('it ends before its footer')
  const { columns, frames } = readFooter(new DataView(bytes.buffer, bytes.byteOffset + end - length, length))
  const dictionaries = new DictionaryBudget()
  for (const at of frames) {
    const frame = at + 8 <= end ? readHead(view, at, end - at) : undefined
    if (typeof frame !== 'number' || frame === 0 || at + frame > end) throw new RangeError(`no frame at ${at}`)
    dictionaries.add(readFrame(bytes.subarray(at, at + frame), columns), frame)
  }
  for (const batch of arrow.RecordBatchReader.from(bytes)) {
    for (const column of batch.data.children) checkData(column)
    yield batch
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
