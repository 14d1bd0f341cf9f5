/** The life of a writer's spool, from opening to closing. */
import { ArcSpoolError } from '../../errors.ts'
import type { SpoolOptions, SpoolStore } from './spool-store.ts'
import { errorOf } from './thrown.ts'
import { waitFor } from './wait.ts'

/** How the writer reacts. */
export interface OpeningContext {
  /** The directory is ours. Not called after the spool has been given up. */
  readonly opened: (store: SpoolStore) => void
  /** It cannot be used. */
  readonly failed: (error: Error) => void
  /** Called after either of them. */
  readonly settled: () => void
  /** Something went wrong in an open spool. */
  readonly onError: (error: Error) => void
}

export class SpoolOpening {
  store: SpoolStore | undefined
  error: Error | undefined
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
      if (this.isUnderWay) this.#settle(store)
      else await store.close()
    } catch (thrown) {
      this.#settle(errorOf(thrown))
    }
  }

  #settle(outcome: Error | SpoolStore): void {
    if (!this.isUnderWay) return
    const { opened, failed, settled } = this.#context
    this.isUnderWay = false
    if (outcome instanceof Error) {
      this.error = outcome
      failed(outcome)
    } else {
      this.store = outcome
      opened(outcome)
    }
    settled()
    this.#resolve()
  }
}
