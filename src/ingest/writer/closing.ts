/** How a writer ends: what is left is sent, saved to disk or dropped, and the caller is told. */
import { ArcFlushError, ArcTimeoutError } from '../../errors.ts'
import { VERDICT_MS } from './callbacks.ts'
import type { WriterParts } from './delivery.ts'
import { type FlushWait, flushError } from './flush.ts'
import { errorOf } from './thrown.ts'
import { type WriterWaitOptions, waitFor } from './wait.ts'
import type { BufferedWriter } from './writer.ts'

/** How long the disk gets to save what is left once the caller's time is up, and again to release the directory. */
export const SAVE_MS = 5_000
/** The minimum time a spool gets to open. */
const OPEN_MS = 1_000

/**
 * Waits for the batches of `flush`, and gives up what is not acknowledged in time. Never rejects: it returns the error
 * to reject with, if any.
 */
export async function drain(
  { outbox, spool, timer }: WriterParts,
  flush: FlushWait,
  { signal, timeoutMs }: WriterWaitOptions,
): Promise<ArcFlushError | undefined> {
  let cause: Error | undefined
  // Half of the time; the other half remains to send from memory what the disk does not take.
  void spool?.giveUpAfter(Math.max(OPEN_MS, (timeoutMs ?? Number.POSITIVE_INFINITY) / 2))
  try {
    if (!(await timer.wait(flush.settled, { signal, timeoutMs })))
      cause = new ArcTimeoutError(`no acknowledgement within ${timeoutMs} ms of close()`, { retryable: true })
  } catch (reason) {
    cause = errorOf(reason)
  }
  if (cause !== undefined) {
    // Save to disk first whatever can be saved, even this late; but a hanging disk must not hang the caller.
    await spool?.giveUpAfter(OPEN_MS)
    await waitFor(outbox.stored(outbox.lastSeq), { timeoutMs: SAVE_MS }).catch(() => {})
    await waitFor(outbox.abandon(cause), { timeoutMs: VERDICT_MS + SAVE_MS })
  }
  flush.end()
  return flush.failures.length > 0 ? flushError(flush.failures, cause) : undefined
}

/** Closes writers in parallel, and throws one error for everything they could not deliver. */
export async function closeAll(writers: Iterable<BufferedWriter>): Promise<void> {
  const outcomes = await Promise.allSettled([...writers].map((writer) => writer.close()))
  const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
  const batches = errors.flatMap((error) => (error instanceof ArcFlushError ? error.batches : []))
  if (errors.length > 0) throw errors.length === 1 ? errors[0] : flushError(batches, new AggregateError(errors))
}
