/** Sources that yield as time goes by: async iterables, and streams that some browsers cannot iterate. */
import { subscribeToAbort } from '../base/abort.ts'

/**
 * Yields what `source` yields until `signal` aborts. Then it throws the signal's reason, even if the source is still waiting,
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
  if (signal.aborted) abandon(source)
  const iterator = source[Symbol.asyncIterator]()
  // Not Promise.race() against one abort promise, which would retain every item for as long as the signal lives.
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
    // Not awaited after an abort: a source that hangs would hang here too.
    const closed = Promise.resolve(ended ? undefined : iterator.return?.())
    if (signal.aborted) closed.catch(() => {})
    else await closed
  }
}

/** Tells a stream that will not be read to stop. Its iterator does not, unless it has begun. */
export function abandon(source: unknown): void {
  const { cancel, destroy } = source as { cancel?(): unknown; destroy?(): unknown }
  new Promise((done) => done((cancel ?? destroy)?.call(source))).catch(() => {})
}

/** `input` as an async iterable, if it is one or a `ReadableStream`, which Safari has not always been able to iterate. */
export function asyncIterableOf(input: unknown): AsyncIterable<unknown> | undefined {
  if (typeof input !== 'object' || input === null) return undefined
  if (Symbol.asyncIterator in input) return input as AsyncIterable<unknown>
  return 'getReader' in input ? readableChunks(input as ReadableStream<unknown>) : undefined
}

/** Leaving it cancels the stream. */
export async function* readableChunks(stream: ReadableStream<unknown>): AsyncGenerator<unknown, void, undefined> {
  const reader = stream.getReader()
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value
  } finally {
    await reader.cancel()
  }
}
