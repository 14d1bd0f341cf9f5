/** Sources drained into a writer: an iterable, or whatever pipes into a WritableStream. */
import { ArcBufferFullError, ArcValidationError } from '../errors.ts'
import type { Measurement } from './measurement.ts'
import type { RowValue } from './write.ts'
import type { AppendOptions, BufferedWriter } from './writer.ts'
import { isColumns, rowsIn } from './writer-input.ts'

/** What `writer.writable` takes. */
export interface WriterRecord {
  readonly measurement: string | Measurement
  /** A row, an array of rows, or columns. */
  readonly data: object
  /** The database; `null` is the server's default. @default the writer's */
  readonly database?: string | null | undefined
}

/** A stream whose writes wait for room in the writer. */
export function writableInto(writer: BufferedWriter): WritableStream<WriterRecord> {
  return new WritableStream<WriterRecord>({
    write: async (record, controller) => {
      if (typeof record !== 'object' || record === null) {
        throw new ArcValidationError('writer.writable takes records: { measurement, data }')
      }
      const { measurement, data, database } = record
      const options = database === undefined ? undefined : { database }
      await appendWhenReady(writer, measurement, data, options, controller.signal)
    },
    close: () => writer.flush(),
  })
}

/** Appends each item of a source. Returns the number of rows. */
export async function consumeInto(
  writer: BufferedWriter,
  measurement: string | Measurement,
  source: Iterable<unknown> | AsyncIterable<unknown>,
  options: AppendOptions & { readonly signal?: AbortSignal },
): Promise<number> {
  const { signal, database } = options
  const appendOptions = database === undefined ? undefined : { database }
  let rows = 0
  signal?.throwIfAborted()
  for await (const item of source) {
    rows += await appendWhenReady(writer, measurement, item, appendOptions, signal)
    signal?.throwIfAborted()
  }
  return rows
}

/** Appends one item, waiting for room before and after. Returns its rows. */
async function appendWhenReady(
  writer: BufferedWriter,
  measurement: string | Measurement,
  item: unknown,
  options: AppendOptions | undefined,
  signal: AbortSignal | undefined,
): Promise<number> {
  // What the item is, append finds out: the cast only picks an overload.
  const append = () => writer.append(measurement as string, item as Record<string, RowValue>, options)
  let hasRoom: boolean
  try {
    hasRoom = append()
  } catch (error) {
    if (!(error instanceof ArcBufferFullError)) throw error
    await writer.ready({ signal })
    hasRoom = append()
  }
  if (!hasRoom) await writer.ready({ signal })
  return Array.isArray(item) ? item.length : isColumns(item) ? rowsIn(item) : 1
}
