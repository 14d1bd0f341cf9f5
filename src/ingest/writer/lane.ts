/** The unit of ordering: one measurement of one database, with its open batch and its queue of cut batches. */
import type { EncodedBatch } from '../encoding/batch.ts'
import type { BufferPool } from '../encoding/buffer-pool.ts'
import { BatchBuilder, type BuilderOptions } from '../encoding/builder.ts'
import { type ResolvedMeasurement, resolveMeasurement } from '../measurement.ts'
import { callError } from '../refusals.ts'
import type { SpoolEntry } from './spool-store.ts'

/** A batch on disk. The halves of a split batch share its file, which is removed when both are done. */
export interface BatchFile {
  readonly entry: SpoolEntry
  /** Batches that still need it. */
  parts: number
  /** A batch was dropped and nobody took care of it: the file is kept, under another name. */
  refused: boolean
}

/** A cut batch, from the cut to the acknowledgement. */
export interface Batch {
  readonly lane: Lane
  /** Increases with every cut; 0 for leftovers of a spool. The halves of a split batch share theirs. */
  readonly seq: number
  readonly rows: number
  readonly misread: EncodedBatch['misread']
  readonly bytes: number
  /** The request body. `undefined` while it is only on disk. */
  body: EncodedBatch['body'] | undefined
  file: BatchFile | undefined
  /** Whether this is half of a split batch, so that its file holds more than its body. */
  readonly part: boolean
  /** Resolves when the disk has written or refused it; never rejects. `undefined` without a spool. */
  stored: Promise<void> | undefined
  /** Being written to disk, and not to be sent yet. */
  storing: boolean
  storeError: Error | undefined
  inFlight: boolean
  attempts: number
  /** By `performance.now()`; `undefined` before the first attempt. */
  firstAttemptAt: number | undefined
  lastError: Error | undefined
  /** Set once the batch is finished; anything that still happens to it is ignored. */
  outcome: 'acknowledged' | 'dropped' | 'split' | 'left on disk' | undefined
}

export class Lane {
  readonly database: string
  readonly name: string
  /** Created by the first append. */
  builder: BatchBuilder | undefined
  /** The measurement of the first append: a lane that was opened by leftovers of a spool has none yet. */
  #resolved: ResolvedMeasurement | undefined
  /** What the latest append passed as the measurement: almost always the same object again. */
  #measurement: unknown
  /** The declared columns the builder was created with, as JSON; `undefined` if it was created by name. */
  #schema: string | undefined
  /** Whether rows or columns are being read, which can run the caller's code. */
  appending = false
  /** When the open batch is due, by `performance.now()`; Infinity while it is empty. */
  deadline = Number.POSITIVE_INFINITY
  /** Cut batches in order; the first is the one in flight or the next to go. */
  readonly queue: Batch[] = []
  sending = false
  /** Whether it is waiting for a free request. */
  offered = false
  /** After a failure: not to be sent before this, by `performance.now()`. */
  retryAt = 0

  readonly #options: BuilderOptions
  readonly #pool: BufferPool

  constructor(database: string, name: string, options: BuilderOptions, pool: BufferPool) {
    this.database = database
    this.name = name
    this.#options = options
    this.#pool = pool
  }

  /** The builder to append to. A measurement with declared columns cannot be mixed with one without them. */
  builderFor(measurement: unknown): BatchBuilder {
    if (this.builder !== undefined && (measurement === this.#measurement || typeof measurement === 'string')) {
      return this.builder
    }
    const resolved = resolveMeasurement(measurement)
    const schema = resolved.schema === undefined ? undefined : JSON.stringify(resolved.schema)
    if (this.#resolved !== undefined && typeof measurement !== 'string' && schema !== this.#schema) {
      const before = this.#schema === undefined ? 'by its name' : `with the columns ${this.#schema}`
      throw callError(
        this.name,
        `this writer already writes it ${before}; pass the same measurement definition to every append`,
      )
    }
    this.builder ??= new BatchBuilder(resolved, this.#options, this.#pool)
    if (this.#resolved === undefined) {
      this.#resolved = resolved
      this.#schema = schema
    }
    this.#measurement = measurement
    return this.builder
  }
}

/** A batch as it leaves the builder. */
export function newBatch(lane: Lane, seq: number, encoded: EncodedBatch): Batch {
  const { rows, misread, body } = encoded
  return { ...unsent(lane, seq), rows, misread, bytes: body.length, body, file: undefined, part: false }
}

/** One half of a batch that was too large for the server. Where the whole is on disk, it shares its file. */
export function halfBatch(whole: Batch, encoded: EncodedBatch): Batch {
  const { lane, seq, file, firstAttemptAt } = whole
  return { ...newBatch(lane, seq, encoded), file, part: file !== undefined, firstAttemptAt }
}

/** A batch that an earlier process left on disk. */
export function leftoverBatch(lane: Lane, entry: SpoolEntry): Batch {
  const file = { entry, parts: 1, refused: false }
  return {
    ...unsent(lane, 0),
    rows: entry.rows,
    misread: undefined,
    bytes: entry.bodyBytes,
    body: undefined,
    file,
    part: false,
  }
}

/** The batch in the form the encoder produced. */
export function encodedBatch(batch: Batch, body: EncodedBatch['body']): EncodedBatch {
  return { measurement: batch.lane.name, rows: batch.rows, body, misread: batch.misread }
}

function unsent(lane: Lane, seq: number) {
  return {
    lane,
    seq,
    stored: undefined,
    storing: false,
    storeError: undefined,
    inFlight: false,
    attempts: 0,
    firstAttemptAt: undefined,
    lastError: undefined,
    outcome: undefined,
  }
}
