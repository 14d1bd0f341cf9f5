/** Draining sources into a writer: iterables, and anything that pipes into a WritableStream. */
import { describe } from '../../describe.ts'
import { ArcBufferFullError, ArcValidationError } from '../../errors.ts'
import { abortable, asyncIterableOf } from '../async-source.ts'
import type { Measurement } from '../measurement.ts'
import type { RowValue } from '../write.ts'
import { isColumns, rowsIn } from './input.ts'
import type { Room } from './room.ts'
import type { WakeTimer } from './timer.ts'
import { checkWaitOptions } from './wait.ts'
import type { AppendOptions, BufferedWriter } from './writer.ts'

/** What `writer.writable` takes. */
export interface WriterRecord {
  readonly measurement: string | Measurement<object>
  /** A row, an array of rows, or columns. */
  readonly data: object
  /** The database; `null` is the server's default. @default the writer's */
  readonly database?: string | null | undefined
}

/** The writer, as its sources see it. */
export interface SourceContext {
  readonly writer: BufferedWriter
  readonly room: Room
  readonly timer: WakeTimer
}

/** A stream whose writes wait for room in the writer. `onEnd` is called once it takes no more records. */
export function writableInto(context: SourceContext, onEnd: () => void): WritableStream<WriterRecord> {
  return new WritableStream<WriterRecord>({
    write: async (record, controller) => {
      try {
        await write(context, record, controller.signal)
      } catch (error) {
        onEnd() // an error ends a stream for good
        throw error
      }
    },
    close: () => {
      onEnd()
      return context.writer.flush()
    },
    abort: onEnd,
  })
}

async function write(context: SourceContext, record: WriterRecord, signal: AbortSignal): Promise<void> {
  if (typeof record !== 'object' || record === null) {
    throw new ArcValidationError('writer.writable takes records: { measurement, data }')
  }
  const { measurement, data, database } = record
  await appendWhenReady(context, measurement, data, database === undefined ? undefined : { database }, signal)
}

/** Appends each item of a source. Returns the number of rows. */
export async function consumeInto(
  context: SourceContext,
  measurement: string | Measurement<object>,
  source: Iterable<unknown> | AsyncIterable<unknown>,
  options: AppendOptions & { readonly signal?: AbortSignal | undefined },
): Promise<number> {
  checkWaitOptions(options, ['database', 'signal'])
  const stream = asyncIterableOf(source)
  if (stream === undefined && !isIterable(source)) {
    throw new ArcValidationError(
      `consume() was given ${describe(source)}; give an iterable or async iterable of rows, arrays of rows or columns`,
    )
  }
  const { signal, database } = options
  const appendOptions = database === undefined ? undefined : { database }
  let rows = 0
  // A stream that will not be read is told to stop, by abortable().
  if (stream === undefined) signal?.throwIfAborted()
  for await (const item of stream === undefined ? source : abortable(stream, signal)) {
    rows += await appendWhenReady(context, measurement, item, appendOptions, signal)
    signal?.throwIfAborted()
  }
  return rows
}

function isIterable(source: unknown): source is Iterable<unknown> {
  return typeof source === 'object' && typeof (source as Iterable<unknown> | null)?.[Symbol.iterator] === 'function'
}

/** Appends one item, waiting for room before and after. Returns its rows. */
async function appendWhenReady(
  { writer, room, timer }: SourceContext,
  measurement: string | Measurement<object>,
  item: unknown,
  options: AppendOptions | undefined,
  signal: AbortSignal | undefined,
): Promise<number> {
  // `append` finds out what the item is.
  const append = () => writer.append(measurement as string, item as Record<string, RowValue>, options)
  const waiting = (promise: Promise<unknown>) => timer.wait(promise, { signal })
  const hasRoom =
    (room.isFree ? unlessFull(append) : undefined) ??
    (await room.inLine(waiting, async () => {
      for (;;) {
        const held = room.heldBytes
        // The writer is empty: what does not fit now never will.
        const taken = held === 0 ? append() : unlessFull(append)
        if (taken !== undefined) return taken
        await room.below(Math.ceil(held / 2), waiting)
      }
    }))
  if (!hasRoom) await writer.ready({ signal })
  return Array.isArray(item) ? item.length : isColumns(item) ? rowsIn(item) : 1
}

/** What `append` returned; `undefined` if there was no room for it. */
function unlessFull(append: () => boolean): boolean | undefined {
  try {
    return append()
  } catch (error) {
    if (error instanceof ArcBufferFullError) return undefined
    throw error
  }
}
