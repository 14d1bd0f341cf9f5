/**
 * Yields what `source` yields until `signal` aborts; then throws its reason, even while the source keeps everybody waiting.
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
  let onAbort = (): void => {}
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason)
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
  })
  // It may reject while nobody races against it.
  aborted.catch(() => {})
  let ended = false
  try {
    while (true) {
      const step = await Promise.race([iterator.next(), aborted])
      ended = step.done === true
      if (step.done) return
      yield step.value
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    // Not awaited after an abort: a source that hangs would hang here as well.
    const closed = ended ? undefined : iterator.return?.()
    if (signal.aborted) closed?.catch(() => {})
    else await closed
  }
}
