/**
 * Streams that can be left at any time.
 *
 * An async generator that waits for bytes hears of `return()` only when they come: the connection would stay open until
 * then. Here leaving aborts what the generator waits for, with a reason of its own, which the generator takes for its end.
 */

/** Why a generator's signal fired when its consumer left. */
export const LEFT = new Error('the consumer left the stream')

/** Runs the generator that `start` makes; its signal fires when the consumer leaves, or when the caller's does. */
export function leavable<T>(
  caller: AbortSignal | undefined,
  start: (signal: AbortSignal) => AsyncGenerator<T, void, undefined>,
): AsyncGenerator<T, void, undefined> {
  const left = new AbortController()
  const source = start(caller === undefined ? left.signal : AbortSignal.any([caller, left.signal]))
  let isOver = false
  return {
    async next() {
      if (caller?.aborted && !isOver) {
        isOver = true
        // What was read ahead is not passed on after an abort.
        await source.return()
        throw caller.reason
      }
      try {
        const result = await source.next()
        isOver ||= result.done === true
        return result
      } catch (error) {
        isOver = true
        throw error
      }
    },
    return: () => {
      left.abort(LEFT)
      return source.return()
    },
    throw: (error) => {
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
