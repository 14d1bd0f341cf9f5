import { subscribeToAbort } from '../transport/abort.ts'

/**
 * Yields what `source` yields until `signal` aborts; then throws its reason, even while the source keeps everybody waiting,
 * and tells the source to stop.
 */
export async function* abortable<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T, void, undefined> {
  if (signal === undefined) {
    yield* source
    return
  }
  const iterator = source[Symbol.asyncIterator]()
  // Not Promise.race() with one promise for the abort: that would remember every item until the signal is gone.
  let reject = (_: unknown): void => {}
  const unsubscribe = subscribeToAbort(signal, () => reject(signal.reason))
  let ended = false
  try {
    while (true) {
      signal.throwIfAborted()
      const step = await new Promise<IteratorResult<T>>((resolve, fail) => {
        reject = fail
        Promise.resolve(iterator.next()).then(resolve, fail)
      })
      ended = step.done === true
      if (step.done) return
      yield step.value
    }
  } finally {
    unsubscribe()
    // Not awaited after an abort: a source that hangs would hang here as well.
    const closed = Promise.resolve(ended ? undefined : iterator.return?.())
    if (signal.aborted) closed.catch(() => {})
    else await closed
  }
}
