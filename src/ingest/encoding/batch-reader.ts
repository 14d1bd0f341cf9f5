/**
 * Reads encoded batches back: to return dropped rows to the caller, and to split a batch that is too large for the server.
 *
 * Only the MessagePack that `batch.ts` writes is understood.
 */

import { describe, messageOf, quantity } from '../../base/describe.ts'
import { writeRfc3339 } from '../../base/instants.ts'
import { type Chunk, chunkOf, FLOAT32, FLOAT64, NIL, readValue, skipScalar } from '../../base/msgpack.ts'
import { ArcValidationError } from '../../errors.ts'
import { TimeColumn } from '../time/time.ts'
import { assembleBatch, type BatchColumn, type EncodedBatch } from './batch.ts'
import type { ByteSink } from './byte-sink.ts'

/** A decoded cell: float64 is a number, int64 a bigint. */
export type CellValue = number | bigint | string | boolean | null

/** A decoded row. `time` is RFC 3339 with six decimals: exact, and accepted by every write method whatever its `timeUnit`. */
export type BatchRow = { time: string } & Record<string, CellValue>

/** The rows of a batch as plain objects; cells that are null are left out. */
export function rowsOfBatch(batch: EncodedBatch): BatchRow[] {
  const { time, columns } = readBatch(batch)
  const rows = Array.from(
    { length: batch.rows },
    (_, row): BatchRow => ({ time: formatMicros(time.micros[row] as number) }),
  )
  for (const column of columns) {
    let at = column.start
    for (const row of rows) {
      const cell = readScalar(column.chunk, at)
      if (cell.value !== null) row[column.name] = cell.value
      at = cell.next
    }
  }
  return rows
}

/** The halves of a batch. A single row stays whole. */
export function splitBatch(batch: EncodedBatch): EncodedBatch[] {
  const { time, columns, tags } = readBatch(batch)
  const size = Math.ceil(batch.rows / 2)
  const positions = columns.map((column) => column.start)
  const batches: EncodedBatch[] = []
  for (let from = 0; from < batch.rows; from += size) {
    const rows = Math.min(size, batch.rows - from)
    const slices = columns.map((column, i): BatchColumn => {
      const start = positions[i] as number
      let end = start
      let present = 0
      for (let row = 0; row < rows; row++) {
        if (column.chunk.bytes[end] !== NIL) present++
        end = skipScalar(column.chunk, end)
      }
      positions[i] = end
      return {
        name: column.name,
        write: (sink: ByteSink) => {
          sink.reserve(end - start)
          sink.bytes.set(column.chunk.bytes.subarray(start, end), sink.position)
          sink.position += end - start
          return present
        },
      }
    })
    const sizeHint = Math.ceil(batch.body.length / 2) + 64
    batches.push(assembleBatch({ name: batch.measurement, tags }, time, from, rows, slices, { sizeHint }))
  }
  return batches
}

interface ReadColumn {
  readonly name: string
  readonly chunk: Chunk
  /** Where the elements begin. */
  readonly start: number
}

interface ReadBatch {
  readonly time: TimeColumn
  readonly columns: readonly ReadColumn[]
  readonly tags: readonly string[] | undefined
}

/**
 * The columns of a batch, not yet decoded, and its times as exact microseconds.
 *
 * @throws ArcValidationError where it is none of this package's: a spool may hold what somebody else wrote.
 */
function readBatch(batch: EncodedBatch): ReadBatch {
  try {
    return readColumns(batch)
  } catch (cause) {
    const { measurement, rows } = batch
    throw new ArcValidationError(
      `${measurement}: the ${quantity(rows, 'row')} of a batch cannot be read, which this package did not write: ${messageOf(cause)}`,
      { measurement, cause },
    )
  }
}

function readColumns(batch: EncodedBatch): ReadBatch {
  const chunk = chunkOf(batch.body)
  const { bytes, view } = chunk
  const time = new TimeColumn(batch.measurement, 'us', batch.rows)
  const columns: ReadColumn[] = []
  let tags: string[] | undefined
  let at = 1
  for (let entries = (bytes[0] as number) & 0x0f; entries > 0; entries--) {
    const key = readScalar(chunk, at)
    at = key.next
    if (key.value === 'm') {
      at = skipScalar(chunk, at)
    } else if (key.value === 'tag_keys') {
      const count = view.getUint32(at + 1)
      at += 5
      tags = []
      for (let i = 0; i < count; i++) {
        const tag = readScalar(chunk, at)
        tags.push(String(tag.value))
        at = tag.next
      }
    } else {
      const count = view.getUint32(at + 1)
      at += 5
      for (let i = 0; i < count; i++) {
        const name = readScalar(chunk, at)
        const start = name.next + 5
        if (bytes[name.next] !== 0xdd || view.getUint32(name.next + 1) !== batch.rows)
          throw new RangeError(`the column ${describe(name.value)} does not have as many`)
        at = name.value === 'time' ? readTime(batch, chunk, start, time) : skipScalars(chunk, start, batch.rows)
        if (name.value !== 'time') columns.push({ name: String(name.value), chunk, start })
      }
    }
  }
  if (time.length !== batch.rows) throw new RangeError('there is no time for each')
  return { time, columns, tags }
}

/** Reads the unit as the server does, by the first element; a batch that the server would misread has microseconds. */
function readTime(batch: EncodedBatch, chunk: Chunk, start: number, time: TimeColumn): number {
  let at = start
  let inSeconds = false
  for (let row = 0; row < batch.rows; row++) {
    const { value, next } = readScalar(chunk, at)
    if (row === 0) inSeconds = batch.misread === undefined && Number(value) < 1e10
    const micros = inSeconds ? Number(value) * 1e6 : value
    if (!Number.isSafeInteger(micros)) throw new RangeError(`a time is ${describe(value)}`)
    time.pushMicros(micros as number)
    at = next
  }
  return at
}

function skipScalars(chunk: Chunk, start: number, count: number): number {
  let at = start
  for (let i = 0; i < count; i++) {
    const next = skipScalar(chunk, at)
    if (next <= at || next > chunk.bytes.length) throw new RangeError(`no scalar at byte ${at}`)
    at = next
  }
  return at
}

/** One scalar; only codes that this package writes occur, in which a whole number is an int64 and a float64 is not. */
function readScalar(chunk: Chunk, at: number): { readonly value: CellValue; readonly next: number } {
  const { value, next } = readValue(chunk, at, chunk.bytes.length)
  if (next <= at || (typeof value === 'object' && value !== null)) throw new RangeError(`no scalar at byte ${at}`)
  const code = chunk.bytes[at] as number
  const isFloat = code === FLOAT32 || code === FLOAT64
  return { value: typeof value === 'number' && !isFloat ? BigInt(value) : value, next }
}

/** RFC 3339 with microseconds, in UTC. */
export function formatMicros(micros: number): string {
  const fraction = ((micros % 1e6) + 1e6) % 1e6
  return writeRfc3339({ seconds: (micros - fraction) / 1e6, nanos: fraction * 1000 }, 6)
}
