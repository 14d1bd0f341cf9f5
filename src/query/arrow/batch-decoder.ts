/** Decodes frames into apache-arrow record batches and tables, one frame at a time, without apache-arrow's stream handling. */
import type { RecordBatch, RecordBatchReader, Schema } from 'apache-arrow'
import { ArcServerError } from '../../errors.ts'
import type { ArrowPackage } from '../../transport/arrow-package.ts'
import type { IpcFrame } from './frames.ts'

const NOTHING = new Uint8Array(0)

/**
 * Decodes frames in order. apache-arrow's synchronous reader pulls from a queue of whole frames, so that neither its
 * buffering nor its habit of swallowing the source's errors matters.
 */
export class BatchDecoder {
  readonly #queue: Uint8Array[] = []
  readonly #arrow: ArrowPackage
  #reader: RecordBatchReader | undefined
  #starved = false

  constructor(arrow: ArrowPackage) {
    this.#arrow = arrow
  }

  /** The batch of a batch frame; `undefined` after schema and dictionaries. */
  decode(frame: IpcFrame): RecordBatch | undefined {
    try {
      return this.#decode(frame)
    } catch (cause) {
      if (cause instanceof ArcServerError) throw cause
      throw new ArcServerError(`apache-arrow cannot read the result: ${(cause as Error).message}`, { cause })
    }
  }

  #decode(frame: IpcFrame): RecordBatch | undefined {
    this.#queue.push(frame.bytes)
    this.#starved = false
    if (frame.kind === 'schema') {
      this.#reader = this.#arrow.RecordBatchReader.from(this.#source()).open()
      return undefined
    }
    if (this.#reader === undefined) throw malformed(`a ${frame.kind} before the schema`)
    // The next batch brings along the dictionaries before it.
    if (frame.kind === 'dictionary') return undefined
    return (this.#reader.next() as IteratorResult<RecordBatch, undefined>).value
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
        if (this.#starved) throw malformed('a frame is shorter than it says')
        this.#starved = true
      }
      yield next ?? NOTHING
    }
  }
}

function malformed(what: string): ArcServerError {
  return new ArcServerError(`malformed Arrow stream: ${what}`)
}
