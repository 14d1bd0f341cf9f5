/**
 * A batch, from the cut to its end. Its fields are written here and nowhere else.
 *
 * It ends once: acknowledged, dropped, split into halves that take its place, or left on disk when the writer closes. It is
 * done when its file has been deleted or renamed as well and, after a drop, the caller has said what
 * became of the rows. Only flushes wait for that.
 */

import { describe } from '../../base/describe.ts'
import { isError } from '../../base/kinds.ts'
import { ArcError, ArcSpoolError, type UndeliveredBatch } from '../../errors.ts'
import type { EncodedBatch } from '../encoding/batch.ts'
import type { Backpressure } from './backpressure.ts'
import { type Callbacks, type Counters, droppedBatch, type WriterFailure } from './callbacks.ts'
import type { SpoolEntry, SpoolStore } from './spool.ts'

/** What batches change beside themselves. */
export interface WriterState {
  readonly counters: Counters
  readonly callbacks: Callbacks
  readonly backpressure: Backpressure
  /** The open spool, if there is one. */
  readonly store: SpoolStore | undefined
}

/** Where rows belong. */
export interface Target {
  readonly database: string
  readonly measurement: string
}

/** A file of the spool. The halves of a split batch share it; it is removed when both are done. */
interface BatchFile {
  readonly entry: SpoolEntry
  /** Batches that still need it. */
  parts: number
  /** A batch was dropped and nobody took care of it: the file is kept, under another name. */
  isRefused: boolean
}

/** What a batch begins with. */
interface Start {
  /** Increases with every cut, and is 0 for what was found on disk. The halves of a split batch share theirs. */
  readonly number: number
  readonly rows: number
  readonly bytes: number
  readonly body?: EncodedBatch['body'] | undefined
  readonly misread?: EncodedBatch['misread']
  readonly file?: BatchFile | undefined
  readonly firstAttemptAt?: number | undefined
}

export class Batch implements Target {
  readonly database: string
  readonly measurement: string
  readonly number: number
  readonly rows: number
  readonly bytes: number
  readonly misread: EncodedBatch['misread']
  /** Resolves, when it is done, to what a flush has to tell of it, if anything; never rejects. */
  readonly done: Promise<UndeliveredBatch | undefined>
  attempts = 0
  /** By `performance.now()`; `undefined` before the first attempt. */
  firstAttemptAt: number | undefined
  lastError: Error | undefined
  /** Anything that still happens to a batch that has ended is ignored. */
  isEnded = false
  /** Resolves when the disk has taken or refused it; never rejects. `undefined` if it is not written to disk. */
  saved: Promise<void> | undefined
  saveError: Error | undefined
  readonly #writer: WriterState
  /** Whether its file holds more than its body. */
  readonly #isPart: boolean
  readonly #resolve: (failure?: UndeliveredBatch) => void
  /** `undefined` while it is only on disk, and after the end. */
  #body: EncodedBatch['body'] | undefined
  #file: BatchFile | undefined
  #isSaving = false
  #isInFlight = false

  private constructor(writer: WriterState, { database, measurement }: Target, start: Start, isPart = false) {
    let resolve = (_?: UndeliveredBatch) => {}
    this.done = new Promise((done) => {
      resolve = done
    })
    this.#resolve = resolve
    this.#writer = writer
    this.#isPart = isPart
    this.database = database
    this.measurement = measurement
    this.number = start.number
    this.rows = start.rows
    this.bytes = start.bytes
    this.misread = start.misread
    this.firstAttemptAt = start.firstAttemptAt
    this.#body = start.body
    this.#file = start.file
    const { counters, backpressure } = writer
    counters.batchesPending++
    counters.rowsBuffered += this.rows
    if (start.body !== undefined) backpressure.holds(this.bytes)
  }

  /** A batch as the encoder produced it. */
  static cut(writer: WriterState, target: Target, number: number, { rows, body, misread }: EncodedBatch): Batch {
    return new Batch(writer, target, { number, rows, bytes: body.length, body, misread })
  }

  /** A batch that an earlier process left on disk. */
  static leftover(writer: WriterState, target: Target, entry: SpoolEntry): Batch {
    const file = { entry, parts: 1, isRefused: false }
    return new Batch(writer, target, { number: 0, rows: entry.rows, bytes: entry.bodyBytes, file })
  }

  /** What callbacks are told about it. */
  get about(): WriterFailure {
    const { database, measurement, rows, attempts } = this
    return { database, measurement, rows, attempts }
  }

  get isOnDisk(): boolean {
    return this.#file !== undefined
  }

  /** Starts writing it to disk, unless that is done, under way or pointless. */
  save(): void {
    const { store, callbacks } = this.#writer
    const body = this.#body
    if (store === undefined || body === undefined || this.misread !== undefined || this.#file !== undefined) return
    if (this.isEnded || this.#isSaving || this.#isInFlight) return
    this.#isSaving = true
    this.saveError = undefined
    const { database, measurement, rows } = this
    this.saved = store
      .put({ database, measurement, rows }, body)
      .then(async (entry) => {
        // The writer was closed while the disk hung, and handed the rows back.
        if (this.isEnded) await store.remove(entry)
        else this.#file = { entry, parts: 1, isRefused: false }
      })
      .catch((thrown: unknown) => {
        this.saveError = toError(thrown)
        callbacks.failed(this.saveError, this.about)
      })
      .then(() => {
        this.#isSaving = false
        this.#makeRoom()
      })
  }

  /** The request body, read back from disk if it is only there. */
  async encoded(): Promise<EncodedBatch> {
    const { measurement, rows, misread } = this
    let body = this.#body
    if (body === undefined) {
      const { store, backpressure } = this.#writer
      if (store === undefined || this.#file === undefined) throw new TypeError('a batch is in memory or on disk')
      body = await store.load(this.#file.entry)
      if (!this.isEnded) {
        this.#body = body
        backpressure.holds(this.bytes)
      }
    }
    return { measurement, rows, body, misread }
  }

  attemptBegins(): void {
    const { counters } = this.#writer
    this.firstAttemptAt ??= performance.now()
    this.#isInFlight = true
    counters.rowsBuffered -= this.rows
    counters.rowsInFlight += this.rows
  }

  /** The request is about to be sent. */
  counts(): void {
    this.attempts++
  }

  /** It is kept, and will be sent again. */
  attemptFailed(error: Error, pauseMs: number): void {
    const { counters, callbacks } = this.#writer
    this.#isInFlight = false
    this.lastError = error
    counters.rowsInFlight -= this.rows
    counters.rowsBuffered += this.rows
    counters.retries++
    if (error instanceof ArcError && error.mayHaveArrived) counters.possibleDuplicates += this.rows
    callbacks.failed(error, { ...this.about, retryInMs: pauseMs })
    this.#makeRoom()
  }

  acknowledge(durationMs: number): void {
    const { counters, callbacks } = this.#writer
    const { database, measurement, rows, bytes, attempts } = this
    counters.rowsAcknowledged += rows
    counters.bytesAcknowledged += bytes
    counters.batchesAcknowledged++
    counters.latency.add(durationMs)
    this.#end()
    void this.#finish()
    callbacks.flushed({ database, measurement, rows, bytes, attempts, durationMs })
  }

  /** The halves take its place. */
  split(error: Error, halves: readonly EncodedBatch[]): Batch[] {
    const { counters, callbacks } = this.#writer
    callbacks.failed(error, { ...this.about, retryInMs: 0 })
    counters.batchesSplit++
    const { number, firstAttemptAt } = this
    const file = this.#file
    this.#end()
    if (file !== undefined) file.parts += halves.length - 1
    const batches = halves.map(({ rows, body, misread }) => {
      const start = { number, rows, bytes: body.length, body, misread, file, firstAttemptAt }
      return new Batch(this.#writer, this, start, file !== undefined)
    })
    void Promise.all(batches.map((batch) => batch.done)).then(() => this.#resolve()) // each tells of itself
    for (const batch of batches) batch.save() // the disk may have room for a half where it had none for the whole
    return batches
  }

  /** Hands the rows back to the caller, who may take time: the measurement does not wait, but the rows count as held. */
  async drop(error: Error): Promise<void> {
    const { counters, callbacks, backpressure } = this.#writer
    const { database, measurement, rows } = this
    const dropped = droppedBatch(this, this.#body, error)
    const heldBytes = this.#body === undefined ? 0 : this.bytes
    // A file that could not be read is gone, has been set aside, or is there for the next start to try.
    if (error instanceof ArcSpoolError) this.#file = undefined
    counters.rowsDropped += rows
    counters.batchesDropped++
    this.#end()
    const answer = callbacks.dropped(dropped)
    // The server can refuse faster than the caller takes care of the rows.
    backpressure.holds(heldBytes)
    const isHandled = await answer
    backpressure.releases(heldBytes)
    if (isHandled) return this.#finish()
    if (this.#file !== undefined) this.#file.isRefused = true
    return this.#finish({ database, measurement, rows, retained: false, error })
  }

  /** The writer closes: what is on disk stays for the next start, and the rest is dropped. */
  giveUp(error: Error): void {
    if (this.isEnded) return
    if (this.#file === undefined) {
      void this.drop(this.lastError ?? error)
      return
    }
    this.#end()
    this.#resolve(this.retained(error))
  }

  /** What a flush says of it while the writer keeps trying. */
  retained(error: Error): UndeliveredBatch {
    const { database, measurement, rows } = this
    return { database, measurement, rows, retained: true, error: this.lastError ?? error }
  }

  #end(): void {
    const { counters } = this.#writer
    this.isEnded = true
    counters.batchesPending--
    if (this.#isInFlight) counters.rowsInFlight -= this.rows
    else counters.rowsBuffered -= this.rows
    this.#release()
  }

  /** Lets go of the body: nobody needs it any more, or it is on disk. */
  #release(): void {
    if (this.#body === undefined) return
    this.#body = undefined
    this.#writer.backpressure.releases(this.bytes)
  }

  /** When memory gets short, keeps it only on disk until its turn comes. */
  #makeRoom(): void {
    if (this.#file === undefined || this.#isPart || this.#isInFlight) return
    if (this.#writer.backpressure.isShort) this.#release()
  }

  /** Deletes the file, or keeps it under another name, and tells the flushes. Never rejects. */
  async #finish(failure?: UndeliveredBatch): Promise<void> {
    const { store, callbacks } = this.#writer
    const file = this.#file
    if (store !== undefined && file !== undefined && --file.parts === 0) {
      const end = file.isRefused ? store.setAside(file.entry) : store.remove(file.entry)
      await end.catch((thrown: unknown) => callbacks.failed(toError(thrown), this.about))
    }
    this.#resolve(failure)
  }
}

/** What was thrown, or given as the reason of an abort, as an error: callbacks and lists only ever get an `Error`. */
export function toError(thrown: unknown): Error {
  if (isError(thrown)) return thrown
  return new ArcError(`${describe(thrown)} was thrown, which is not an Error`, { cause: thrown })
}
