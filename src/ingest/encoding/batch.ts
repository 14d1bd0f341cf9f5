/**
 * One request's worth of a measurement: a single map `{m, columns}` of encoded columns, at most 2^20 rows, about 128 MiB.
 *
 * 1. The server reads the unit of `time` from element 0. Where that element would be misread, another row moves to the
 *    front (the server sorts by time anyway); where no row would do, the column goes out in whole seconds; where that
 *    is not exact either, the batch is marked as one that must not be sent (docs/wire-notes.md#time-units).
 * 2. A column without a value is left out: the server would store it as text (docs/wire-notes.md#column-types).
 */

import { chunkOf, skipScalar } from '../../base/msgpack.ts'
import type { ResolvedMeasurement } from '../measurement.ts'
import type { TimeColumn } from '../time/time.ts'
import type { BufferPool } from './buffer-pool.ts'
import { ByteSink } from './byte-sink.ts'
import { encodeFloat64Array } from './typed-kernels.ts'
import { encodeString } from './utf8.ts'

/** The most rows the server takes in one request on its fast path (docs/wire-notes.md#limits). */
export const MAX_ROWS_PER_REQUEST = 1 << 20

/** No more rows are added to a request of this size: far below the 1 GB that the server takes (docs/wire-notes.md#limits). */
export const MAX_REQUEST_BYTES = 128 * 2 ** 20

/** About how many bytes a row of columns takes, with its time. */
export function bytesPerRowOf(columns: readonly { readonly bytesPerRow: number }[]): number {
  return columns.reduce((sum, column) => sum + column.bytesPerRow, 9)
}

/** How many rows of so many bytes one request carries. */
export function rowsPerRequest(bytesPerRow: number, maxRows: number, maxBytes = MAX_REQUEST_BYTES): number {
  return Math.max(1, Math.min(maxRows, Math.floor(maxBytes / bytesPerRow)))
}

/** At most how many bytes the name of a column takes in a request, with the headers of name and column. */
export function bytesOfName({ name }: { readonly name: string }): number {
  return 3 * name.length + 16
}

/** One measurement's rows, encoded. */
export interface EncodedBatch {
  readonly measurement: string
  readonly rows: number
  /** MessagePack. */
  readonly body: Uint8Array<ArrayBuffer>
  /** The latest instant; `undefined` for a batch that was read from disk. */
  readonly latestMicros?: number | undefined
  /** Set when the server would misread the times, so that the batch must be refused: the first row that is to blame. */
  readonly misread?: MisreadTime | undefined
}

/** An instant that no request with these rows can carry. */
export interface MisreadTime {
  readonly row: number
  readonly micros: number
}

/** What {@link assembleBatch} needs of a column: a writer of its elements, which returns how many are not null. */
export interface BatchColumn {
  readonly name: string
  write(sink: ByteSink): number
}

/** Puts encoded columns and their times together as one request. `from` is the first row of `time` that belongs to it. */
export function assembleBatch(
  { name: measurement, tags = [] }: Pick<ResolvedMeasurement, 'name' | 'tags'>,
  time: TimeColumn,
  from: number,
  rows: number,
  columns: Iterable<BatchColumn>,
  options: {
    readonly sizeHint: number
    /** Where the body's memory may come from. */
    readonly pool?: BufferPool | undefined
  },
): EncodedBatch {
  const plan = planTime(time, from, from + rows)
  const capacity = options.sizeHint + 64
  const sink = new ByteSink(capacity, options.pool)
  sink.bytes[sink.position++] = tags.length > 0 ? 0x83 : 0x82
  encodeString(sink, 'm')
  encodeString(sink, measurement)
  if (tags.length > 0) {
    encodeString(sink, 'tag_keys')
    writeHeader32(sink, 0xdd, tags.length)
    for (const key of tags) encodeString(sink, key)
  }
  encodeString(sink, 'columns')
  const countAt = sink.position
  writeHeader32(sink, 0xdf, 0)

  encodeString(sink, 'time')
  writeHeader32(sink, 0xdd, rows)
  const starts = [sink.position]
  const micros = time.micros.subarray(from, from + rows)
  // A float64 below 2^53 is exact, costs the server nothing and needs no bigint here.
  encodeFloat64Array(sink, plan.unit === 's' ? micros.map((value) => value / 1e6) : micros, 0, rows)

  let count = 1
  for (const column of columns) {
    const before = sink.position
    encodeString(sink, column.name)
    writeHeader32(sink, 0xdd, rows)
    const start = sink.position
    if (column.write(sink) === 0) {
      sink.position = before
    } else {
      starts.push(start)
      count++
    }
  }
  sink.view.setUint32(countAt + 1, count)
  if (plan.first > 0) for (const start of starts) moveToFront(sink.bytes, start, plan.first)
  const body = sink.bytes.subarray(0, sink.position)
  return { measurement, rows, body, latestMicros: latestOf(micros), misread: plan.misread }
}

function latestOf(micros: Float64Array): number {
  let latest = Number.NEGATIVE_INFINITY
  for (let row = 0; row < micros.length; row++) {
    const each = micros[row] as number
    if (each > latest) latest = each
  }
  return latest
}

interface TimePlan {
  /** The row that has to stand first for the server to read the column right. */
  readonly first: number
  readonly unit: 'us' | 's'
  readonly misread?: MisreadTime
}

/** From here on microseconds are read as such; what would be read as nanoseconds lies beyond 2^53. */
const MICROS_FROM = 1e13

function planTime(time: TimeColumn, from: number, to: number): TimePlan {
  let broken = -1
  for (let row = from; row < to; row++) {
    const micros = time.micros[row] as number
    if (micros >= MICROS_FROM) return { first: row - from, unit: 'us' }
    if (broken < 0 && micros % 1e6 !== 0) broken = row
  }
  if (broken < 0) return { first: 0, unit: 's' }
  return { first: 0, unit: 'us', misread: { row: broken - from, micros: time.micros[broken] as number } }
}

/** Moves element `index` of the array whose elements begin at `start` before the others. */
function moveToFront(bytes: Uint8Array, start: number, index: number): void {
  const chunk = chunkOf(bytes)
  let from = start
  for (let i = 0; i < index; i++) from = skipScalar(chunk, from)
  const end = skipScalar(chunk, from)
  const element = bytes.slice(from, end)
  bytes.copyWithin(start + element.length, start, from)
  bytes.set(element, start)
}

function writeHeader32(sink: ByteSink, code: number, count: number): void {
  sink.reserve(5)
  sink.bytes[sink.position] = code
  sink.view.setUint32(sink.position + 1, count)
  sink.position += 5
}
