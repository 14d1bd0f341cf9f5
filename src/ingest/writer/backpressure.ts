/**
 * How much a writer holds, and waiting until it is less: by `ready()`, and by the sources that are drained into it.
 *
 * `openBytes` changes where rows are appended and where a batch is cut (`measurement-queue.ts`), the rest where a batch takes
 * and lets go of its body (`batch.ts`).
 */
import { describe } from '../../base/describe.ts'
import { ArcBufferFullError, ArcValidationError } from '../../errors.ts'
import { abortable, asyncIterableOf } from '../async-source.ts'
import type { Measurement } from '../measurement.ts'

interface Wait {
  /** The wait ends when fewer bytes than this are held. */
  readonly below: number
  readonly resolve: () => void
}

export class Backpressure {
  /** In open batches. */
  openBytes = 0
  /** In cut ones, and in those that `onDrop` has not answered for. */
  #cutBytes = 0
  readonly #highWaterMark: number
  readonly #relieve: (below: number) => void
  readonly #waits = new Set<Wait>()

  /** @param relieve Cuts open batches where that makes room. */
  constructor(highWaterMark: number, relieve: (below: number) => void) {
    this.#highWaterMark = highWaterMark
    this.#relieve = relieve
  }

  get heldBytes(): number {
    return this.openBytes + this.#cutBytes
  }

  /** Whether what is on disk as well should leave memory. */
  get isShort(): boolean {
    return this.heldBytes > this.#highWaterMark / 2
  }

  holds(bytes: number): void {
    this.#cutBytes += bytes
  }

  releases(bytes: number): void {
    this.#cutBytes -= bytes
    let lowest = Number.POSITIVE_INFINITY
    for (const wait of this.#waits) {
      if (this.heldBytes < wait.below) {
        this.#waits.delete(wait)
        wait.resolve()
      } else lowest = Math.min(lowest, wait.below)
    }
    if (lowest < Number.POSITIVE_INFINITY) this.#relieve(lowest)
  }

  /** Waits, by `wait`, for a promise that resolves when fewer bytes are held, or the writer closes. */
  async below(bytes: number, wait: (room: Promise<void>) => Promise<unknown>): Promise<void> {
    if (this.heldBytes < bytes) return
    this.#relieve(bytes)
    let resolve = () => {}
    const room = new Promise<void>((done) => {
      resolve = done
    })
    const entry = { below: bytes, resolve }
    this.#waits.add(entry)
    try {
      await wait(room)
    } finally {
      this.#waits.delete(entry)
    }
  }

  /** The writer closes, which ends all waits. */
  close(): void {
    for (const { resolve } of this.#waits) resolve()
  }
}

/** What `writer.writable` takes. */
export interface WriterRecord {
  /** The name of a measurement, or a declared one. */
  readonly measurement: string | Measurement<object>
  /** A row, or an array of rows. */
  readonly rows?: object | undefined
  /** Columns, instead of rows. */
  readonly columns?: object | undefined
  /** The database; `null` is the server's default. @default the writer's */
  readonly database?: string | null | undefined
}

/** Where a source is drained to: `append` and `ready` of a writer. */
interface Drain<Item> {
  append(item: Item): boolean
  ready(signal: AbortSignal | undefined): Promise<void>
}

/** A stream whose writes wait for room in the writer. `onEnd` is called once it takes no more records. */
export function writableInto(
  writer: Drain<WriterRecord> & { flush(): Promise<void> },
  onEnd: () => void,
): WritableStream<WriterRecord> {
  return new WritableStream<WriterRecord>({
    write: async (record, controller) => {
      try {
        if ((record?.rows === undefined) === (record?.columns === undefined)) {
          throw new ArcValidationError(
            'writer.writable takes records: { measurement, rows }, or { measurement, columns }',
          )
        }
        await appendWhenReady(writer, record, controller.signal)
      } catch (error) {
        onEnd() // an error ends a stream for good
        throw error
      }
    },
    close: () => {
      onEnd()
      return writer.flush()
    },
    abort: onEnd,
  })
}

/** Appends each item of a source. Returns the number of rows. */
export async function consumeInto(
  writer: Drain<unknown>,
  source: Iterable<unknown> | AsyncIterable<unknown>,
  signal: AbortSignal | undefined,
): Promise<number> {
  const stream = asyncIterableOf(source)
  if (stream === undefined && !isIterable(source)) {
    throw new ArcValidationError(
      `consume() was given ${describe(source)}; give an iterable or async iterable of rows, or of arrays of rows`,
    )
  }
  let rows = 0
  // A stream that will not be read is told to stop, by abortable().
  if (stream === undefined) signal?.throwIfAborted()
  for await (const item of stream === undefined ? source : abortable(stream, signal)) {
    await appendWhenReady(writer, item, signal)
    rows += Array.isArray(item) ? item.length : 1
    signal?.throwIfAborted()
  }
  return rows
}

function isIterable(source: unknown): source is Iterable<unknown> {
  return typeof source === 'object' && typeof (source as Iterable<unknown> | null)?.[Symbol.iterator] === 'function'
}

/** Appends one item, waiting for room before and after. */
async function appendWhenReady<Item>(writer: Drain<Item>, item: Item, signal: AbortSignal | undefined): Promise<void> {
  for (let isTaken = false; !isTaken; ) {
    try {
      if (writer.append(item)) return
      isTaken = true
    } catch (error) {
      if (!(error instanceof ArcBufferFullError)) throw error
    }
    await writer.ready(signal)
  }
}
