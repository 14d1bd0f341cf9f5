/** The life of a writer's spool, from opening to closing. */
import { ArcSpoolError } from '../../errors.ts'
import type { SpoolOptions, SpoolStore } from './spool-store.ts'
import { waitFor } from './wait.ts'

/** How the writer reacts. */
export interface OpeningContext {
  /** The directory is ours. Not called after the spool has been given up. */
  readonly opened: (store: SpoolStore) => void
  /** It cannot be used. */
  readonly failed: (error: unknown) => void
  /** Called after either of them. */
  readonly settled: () => void
  /** Something went wrong in an open spool. */
  readonly onError: (error: unknown) => void
}

export class SpoolOpening {
  store: SpoolStore | undefined
  error: unknown
  isUnderWay = true
  /** Resolves when the spool is open, has failed or was given up; never rejects. */
  readonly done: Promise<void>
  readonly #spool: SpoolOptions
  readonly #context: OpeningContext
  #resolve = () => {}

  constructor(spool: SpoolOptions, context: OpeningContext) {
    this.#spool = spool
    this.#context = context
    this.done = new Promise((resolve) => {
      this.#resolve = resolve
    })
    void this.#open()
  }

  /** Gives the spool that long to open; after that it counts as failed. Never rejects. */
  async giveUpAfter(timeoutMs: number): Promise<void> {
    if (await waitFor(this.done, { timeoutMs })) return
    this.#settle(
      new ArcSpoolError(
        `The spool directory ${this.#spool.directory} did not open before the writer had to close: nothing of what was appended is on disk`,
      ),
    )
  }

  /** Releases the directory. Never rejects, and takes no longer than `timeoutMs`. */
  async close(timeoutMs: number): Promise<void> {
    if (this.store === undefined || (await waitFor(this.store.close(), { timeoutMs }))) return
    this.#context.onError(
      new ArcSpoolError(
        `The spool directory ${this.#spool.directory} did not finish its last changes within ${timeoutMs} ms: the next writer may find it in use`,
      ),
    )
  }

  async #open(): Promise<void> {
    try {
      const { openSpool } = await import('#spool')
      const store = await openSpool(this.#spool, this.#context.onError)
      if (this.isUnderWay) this.#settle(undefined, store)
      else await store.close()
    } catch (error) {
      this.#settle(error)
    }
  }

  #settle(error: unknown, store?: SpoolStore): void {
    if (!this.isUnderWay) return
    const { opened, failed, settled } = this.#context
    this.isUnderWay = false
    this.error = error
    this.store = store
    if (store) opened(store)
    else failed(error)
    settled()
    this.#resolve()
  }
}
