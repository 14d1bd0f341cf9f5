/** The batches' files in the spool. Without a spool, every operation here does nothing. */
import type { EncodedBatch } from '../encoding/batch.ts'
import type { Batch } from './lane.ts'
import type { SpoolStore } from './spool-store.ts'
import { errorOf } from './thrown.ts'

export class BatchFiles {
  readonly #onError: (error: Error, batch: Batch) => void
  /** `undefined` until the spool is open; `null` if there is none, or it could not be opened. */
  #store: SpoolStore | null | undefined

  constructor(isSpooled: boolean, onError: (error: Error, batch: Batch) => void) {
    this.#onError = onError
    this.#store = isSpooled ? undefined : null
  }

  /** Whether the spool is still being opened. Until then nothing may be sent. */
  get isOpening(): boolean {
    return this.#store === undefined
  }

  /** The spool is open; `null`: there will be none. */
  opened(store: SpoolStore | null): void {
    this.#store = store
  }

  /** Starts writing a batch to disk, where there is one. `onDone` is called when it is written or refused. */
  put(batch: Batch, onDone: () => void): void {
    const { lane, rows, body } = batch
    if (batch.misread !== undefined) return // it will not be sent
    if (!this.#store || body === undefined || batch.outcome !== undefined) return
    if (batch.storing || batch.inFlight || batch.part || batch.file !== undefined) return
    batch.storing = true
    batch.storeError = undefined
    batch.stored = this.#store
      .put({ database: lane.database, measurement: lane.name, rows }, body)
      .then(
        (entry) => {
          batch.file = { entry, parts: 1, refused: false }
        },
        (thrown: unknown) => {
          batch.storeError = errorOf(thrown)
          this.#onError(batch.storeError, batch)
        },
      )
      .then(() => {
        batch.storing = false
        onDone()
      })
  }

  /** The body of a batch that is only on disk. */
  load(batch: Batch): Promise<EncodedBatch['body']> {
    if (!this.#store || batch.file === undefined) throw new TypeError('a batch is in memory or on disk')
    return this.#store.load(batch.file.entry)
  }

  /**
   * Releases a batch's claim on its file. The last release deletes the file, or keeps it under another name. The promise
   * never rejects; `undefined` if there is nothing to do.
   */
  release(batch: Batch): Promise<void> | undefined {
    const { file } = batch
    if (!this.#store || file === undefined || --file.parts > 0) return undefined
    const done = file.refused ? this.#store.setAside(file.entry) : this.#store.remove(file.entry)
    return done.then(
      () => {},
      (thrown: unknown) => this.#onError(errorOf(thrown), batch),
    )
  }
}
