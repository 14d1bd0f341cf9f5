/**
 * Reads a source ahead of its consumer, up to a bound in bytes.
 *
 * The server's deadline covers the download, and it ends a slow one as if it were complete (docs/wire-notes.md#truncation).
 * So the socket is drained at its own speed, whatever the consumer does between two batches. The server only has to wait once
 * the bound is reached.
 */

/** How far to read ahead, and how to stop. */
export interface ReadAheadOptions<T> {
  readonly maxBytes: number
  sizeOf(item: T): number
  /** Ends the source at once, even while it waits for bytes. */
  cancel(): void
}

/** Consumed items are removed in lots, because removing them one by one would move a long queue every time. */
const COMPACT_AFTER = 1024

/** Passes the items of `source` on. Leaving the loop early cancels the source without waiting for it. */
export async function* readAhead<T>(
  source: AsyncIterable<T>,
  options: ReadAheadOptions<T>,
): AsyncGenerator<T, void, undefined> {
  const queue: (T | undefined)[] = []
  let head = 0
  let queuedBytes = 0
  let ended = false
  let failure: { readonly error: unknown } | undefined
  let wakeConsumer = () => {}
  let wakePump = () => {}

  const pump = async () => {
    try {
      for await (const item of source) {
        queue.push(item)
        queuedBytes += options.sizeOf(item)
        wakeConsumer()
        while (queuedBytes > 0 && queuedBytes >= options.maxBytes && !ended) {
          await new Promise<void>((resolve) => {
            wakePump = resolve
          })
        }
        if (ended) return
      }
    } catch (error) {
      failure = { error }
    } finally {
      ended = true
      wakeConsumer()
    }
  }

  void pump()
  try {
    for (;;) {
      while (head < queue.length) {
        const item = queue[head] as T
        // Release what the consumer has received.
        queue[head++] = undefined
        if (head === queue.length || head === COMPACT_AFTER) {
          queue.splice(0, head)
          head = 0
        }
        queuedBytes -= options.sizeOf(item)
        wakePump()
        yield item
      }
      if (failure) throw failure.error
      if (ended) return
      await new Promise<void>((resolve) => {
        wakeConsumer = resolve
      })
    }
  } finally {
    if (!ended) {
      ended = true
      options.cancel()
      wakePump()
    }
  }
}
