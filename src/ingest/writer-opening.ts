/** The spool of a writer while it is being opened, and what came of it. */
import type { SpoolOptions, SpoolStore } from './spool-store.ts'

/** What the writer does about it. */
export interface OpeningContext {
  /** The directory is ours. Not called once the writer is closed. */
  readonly opened: (store: SpoolStore) => void
  /** It cannot be used. */
  readonly failed: (error: unknown) => void
  /** Either way, afterwards. */
  readonly settled: () => void
  /** Something went wrong in a spool that is open. */
  readonly onError: (error: unknown) => void
  readonly isClosed: () => boolean
}

export class SpoolOpening {
  store: SpoolStore | undefined
  error: unknown
  isUnderWay = true
  /** Settles, never rejects, when the spool is open or has failed. */
  readonly done: Promise<void>

  constructor(spool: SpoolOptions, context: OpeningContext) {
    this.done = this.#open(spool, context)
  }

  async #open(spool: SpoolOptions, { opened, failed, settled, onError, isClosed }: OpeningContext): Promise<void> {
    try {
      const { openSpool } = await import('#spool')
      const store = await openSpool(spool, onError)
      if (isClosed()) {
        await store.close()
        return
      }
      this.store = store
      opened(store)
    } catch (error) {
      this.error = error
      failed(error)
    } finally {
      this.isUnderWay = false
      settled()
    }
  }
}
