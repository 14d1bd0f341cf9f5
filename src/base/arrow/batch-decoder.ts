/** Decodes frames into apache-arrow record batches, one frame at a time, without apache-arrow's stream handling. */
import type { RecordBatch, RecordBatchReader, Schema } from 'apache-arrow'
import { checkData } from './data-check.ts'
import type { IpcFrame } from './frames.ts'

const NOTHING = new Uint8Array(0)

/** What is needed of the package. */
export type ArrowReaders = Pick<typeof import('apache-arrow'), 'RecordBatchReader'>

/**
 * Decodes frames in order. apache-arrow's synchronous reader pulls from a queue of whole frames, so that neither its
 * buffering nor its habit of swallowing the source's errors matters.
 */
export class BatchDecoder {
  readonly #queue: Uint8Array[] = []
  readonly #arrow: ArrowReaders
  #reader: RecordBatchReader | undefined
  #starved = false

  constructor(arrow: ArrowReaders) {
    this.#arrow = arrow
  }

  /**
   * The batch of a batch frame; `undefined` after schema and dictionaries.
   *
   * @throws RangeError for what is damaged, and whatever apache-arrow throws.
   */
  decode(frame: IpcFrame): RecordBatch | undefined {
    this.#queue.push(frame.bytes)
    this.#starved = false
    if (frame.kind === 'schema') {
      this.#reader = this.#arrow.RecordBatchReader.from(this.#source()).open()
      return undefined
    }
    // The next batch brings along the dictionaries before it.
    if (frame.kind === 'dictionary') return undefined
    if (this.#reader === undefined) throw new RangeError('a batch before the schema')
    const { value: batch } = this.#reader.next() as IteratorResult<RecordBatch, undefined>
    if (batch?.numRows !== frame.rows) throw new RangeError(`${batch?.numRows} of ${frame.rows} rows`)
    for (const column of batch.data.children) checkData(column)
    return batch
  }

  /** The schema, once its frame has been decoded. */
  get schema(): Schema | undefined {
    return this.#reader?.schema
  }

  *#source(): Generator<Uint8Array, never, undefined> {
    for (;;) {
      const next = this.#queue.shift()
      if (next === undefined) {
        // The reader looks one chunk ahead when a read takes all it has. If it asks again, a frame was too short.
        if (this.#starved) throw new RangeError('a frame is shorter than it says')
        this.#starved = true
      }
      yield next ?? NOTHING
    }
  }
}
