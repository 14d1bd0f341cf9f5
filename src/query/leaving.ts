/**
 * Streams that can be left at any time.
 *
 * An async generator that is waiting for bytes only notices `return()` when they arrive, and the connection would stay open
 * until then. Here, leaving aborts what the generator waits for, with a special reason that it treats as its end.
 */
import { subscribeToAbort } from '../transport/abort.ts'

/** Why a generator's signal fired when its consumer left. */
export const LEFT = new Error('the consumer left the stream')

/** Runs the generator that `start` makes; its signal fires when the consumer leaves, or when the caller's does. */
export function leavable<T>(
  caller: AbortSignal | undefined,
  start: (signal: AbortSignal) => AsyncGenerator<T, void, undefined>,
): AsyncGenerator<T, void, undefined> {
  const left = new AbortController()
  const source = start(left.signal)
  let unsubscribe: (() => void) | undefined
  let isOver = false
  const end = () => {
    isOver = true
    unsubscribe?.()
  }
  return {
    async next() {
      if (caller?.aborted && !isOver) {
        end()
        // What was read ahead is not passed on after an abort.
        await source.return()
        throw caller.reason
      }
      // Not AbortSignal.any: a caller's signal that outlives a million streams would remember each of them.
      if (caller !== undefined && !isOver) unsubscribe ??= subscribeToAbort(caller, () => left.abort(caller.reason))
      try {
        const result = await source.next()
        if (result.done) end()
        return result
      } catch (error) {
        end()
        throw error
      }
    },
    return: () => {
      end()
      left.abort(LEFT)
      return source.return()
    },
    throw: (error) => {
      end()
      left.abort(LEFT)
      return source.throw(error)
    },
    async [Symbol.asyncDispose]() {
      await this.return()
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
