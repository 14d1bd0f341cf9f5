/**
 * A result while it arrives: bytes at the server's speed, items at the consumer's.
 *
 * 1. The first `next()` sends the query.
 * 2. A pump cuts the answer into frames and queues them, up to a bound in bytes. The server's deadline covers the download,
 *    and it ends a slow one as if it were complete (docs/wire-notes.md#truncation); so the socket is drained whatever the
 *    consumer does between two items, and the server only has to wait once the bound is reached.
 * 3. `next()` takes an item: of the frame that is open, of the next one, or waits for the pump. After the last one it ends,
 *    or fails with what the pump failed with.
 * 4. Leaving and aborting close the connection at once, even while it waits for bytes. Nothing comes after an abort.
 */

import { subscribeToAbort } from '../base/abort.ts'
import type { IpcFrame } from '../base/arrow/frames.ts'

/** A result as it arrives, item by item. */
export interface QueryStream<T> extends AsyncGenerator<T, void, undefined> {
  /**
   * The query's id for `arc.runningQueries.cancel`, from the first item on, where the server keeps track of queries: with a
   * licence, since Arc 26.09.2.
   */
  readonly queryId: string | undefined
}

/** What a stream reads from, once its query is answered. */
export interface ResultSource<T> {
  readonly queryId?: string | undefined
  readonly chunks: AsyncIterable<Uint8Array>
  /** The frames that the next bytes complete. */
  frames(chunk: Uint8Array): readonly IpcFrame[]
  /** Throws unless all frames have arrived. */
  checkComplete(): void
  items(frame: IpcFrame): readonly T[]
  /** What is handed out for an item, if that is not the item itself. */
  readonly read?: ((item: T) => T | Promise<T>) | undefined
  /** What follows once the result is known to be complete. */
  readonly last: readonly T[]
}

/** Frames are removed in lots, because removing them one by one would move a long queue every time. */
const COMPACT_AFTER = 1024

/** Why the request of a stream is aborted when its consumer has left. */
const LEFT = new Error('the consumer left the stream')

/** The items of a result. */
export class ResultStream<T> implements QueryStream<T> {
  readonly #open: (signal: AbortSignal) => Promise<ResultSource<T>>
  readonly #maxBytes: number
  readonly #caller: AbortSignal | undefined
  readonly #abort = new AbortController()
  #unsubscribe: (() => void) | undefined
  #source: ResultSource<T> | undefined
  #isOver = false

  readonly #queue: (IpcFrame | undefined)[] = []
  #head = 0
  #queuedBytes = 0
  /** How the pump ended. */
  #outcome: { readonly error?: unknown } | undefined
  #wakeConsumer = () => {}
  #wakePump = () => {}

  #items: readonly T[] = []
  #at = 0
  #waiting = 0
  #lastTurn: Promise<unknown> = Promise.resolve()

  /**
   * @param open - Sends the query; called once, by the first `next()`.
   * @param maxBytes - How far to read ahead.
   * @param caller - The caller's signal.
   */
  constructor(
    open: (signal: AbortSignal) => Promise<ResultSource<T>>,
    maxBytes: number,
    caller: AbortSignal | undefined,
  ) {
    this.#open = open
    this.#maxBytes = maxBytes
    this.#caller = caller
  }

  get queryId(): string | undefined {
    return this.#source?.queryId
  }

  next(): Promise<IteratorResult<T, void>> {
    // An item that has arrived takes one turn of the promise queue.
    if (this.#waiting === 0 && this.#at < this.#items.length && !this.#caller?.aborted && !this.#source?.read)
      return Promise.resolve({ value: this.#items[this.#at++] as T, done: false })
    // After those who asked before.
    this.#waiting++
    const turn = this.#lastTurn.then(() => this.#advance()).finally(() => this.#waiting--)
    this.#lastTurn = turn.catch(() => {})
    return turn
  }

  async return(): Promise<IteratorResult<T, void>> {
    this.#end()
    return { value: undefined, done: true }
  }

  async throw(error: unknown): Promise<IteratorResult<T, void>> {
    this.#end()
    throw error
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end()
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async #advance(): Promise<IteratorResult<T, void>> {
    try {
      for (;;) {
        if (this.#isOver) return { value: undefined, done: true }
        if (this.#caller?.aborted) throw this.#caller.reason
        if (this.#at >= this.#items.length) await this.#refill()
        else {
          const item = this.#items[this.#at++] as T
          if (this.#source?.read === undefined) return { value: item, done: false }
          const value = await this.#source.read(item)
          // What came of it no longer matters if the consumer left or aborted meanwhile.
          if (!this.#isOver && !this.#caller?.aborted) return { value, done: false }
        }
      }
    } catch (error) {
      // The consumer left while this waited: what it waited for no longer matters.
      if (this.#isOver) return { value: undefined, done: true }
      this.#end()
      throw error
    }
  }

  /** Opens the next frame, or the stream, or waits. */
  async #refill(): Promise<void> {
    if (this.#source === undefined) {
      // Not AbortSignal.any: a caller's signal that outlives a million streams would remember each of them.
      if (this.#caller !== undefined)
        this.#unsubscribe = subscribeToAbort(this.#caller, () => this.#stop(this.#caller?.reason))
      this.#source = await this.#open(this.#abort.signal)
      void this.#pump(this.#source)
      return
    }
    const frame = this.#shift()
    if (frame !== undefined) {
      this.#at = 0
      this.#items = this.#source.items(frame)
    } else if (this.#outcome === undefined) {
      await new Promise<void>((resolve) => {
        this.#wakeConsumer = resolve
      })
    } else if ('error' in this.#outcome) {
      throw this.#outcome.error
    } else if (this.#items !== this.#source.last) {
      this.#at = 0
      this.#items = this.#source.last
    } else {
      this.#end()
    }
  }

  async #pump(source: ResultSource<T>): Promise<void> {
    try {
      for await (const chunk of source.chunks) {
        for (const frame of source.frames(chunk)) {
          this.#queue.push(frame)
          this.#queuedBytes += frame.bytes.length
        }
        this.#wakeConsumer()
        while (this.#queuedBytes > 0 && this.#queuedBytes >= this.#maxBytes && !this.#abort.signal.aborted) {
          await new Promise<void>((resolve) => {
            this.#wakePump = resolve
          })
        }
        if (this.#isOver) return
      }
      source.checkComplete()
      this.#outcome = {}
    } catch (error) {
      this.#outcome = { error }
    }
    this.#wakeConsumer()
  }

  #shift(): IpcFrame | undefined {
    if (this.#head === this.#queue.length) return undefined
    const frame = this.#queue[this.#head]
    // Released: it belongs to the consumer now.
    this.#queue[this.#head++] = undefined
    if (this.#head === this.#queue.length || this.#head === COMPACT_AFTER) {
      this.#queue.splice(0, this.#head)
      this.#head = 0
    }
    this.#queuedBytes -= frame?.bytes.length ?? 0
    this.#wakePump()
    return frame
  }

  #end(): void {
    this.#isOver = true
    this.#unsubscribe?.()
    this.#items = []
    this.#queue.length = 0
    if (this.#outcome === undefined) this.#stop(LEFT)
  }

  /** Ends what is under way. */
  #stop(reason: unknown): void {
    this.#abort.abort(reason)
    this.#wakePump()
    this.#wakeConsumer()
  }
}
