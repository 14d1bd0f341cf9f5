/**
 * What a failed attempt means for its batch: the table in docs/buffered-writing.md#what-can-happen-to-a-row as pure code.
 *
 * The writer is more patient than a single call, because nobody else can resend its rows. A batch is only given up when Arc
 * itself has refused it in a way that means it would refuse it again. A name that does not resolve, a proxy's error page and
 * a router without its route are all what a restarting server looks like from here.
 */
import { ArcConnectionError, ArcError, ArcSpoolError, ArcTimeoutError } from '../../errors.ts'
import { retryDelayMs } from '../../transport/retry.ts'
import type { Batch } from './lane.ts'
import type { ResolvedWriterOptions } from './options.ts'

/** The 500s that are the data's fault (docs/wire-notes.md#write-errors). */
const PERMANENT = /failed to convert columns|unknown record type|runtime error/

/** A date by a clock that is wrong, or microseconds taken for seconds, must not silence a measurement for years. */
const MAX_RETRY_AFTER_MS = 10 * 60_000

/** How long to wait before the batch is sent again, in milliseconds; `undefined` when it is not to be. */
export function pauseBeforeRetry(batch: Batch, error: Error, options: ResolvedWriterOptions): number | undefined {
  // The data is fine: with a spool it can outlast an expired token, and there is no point in asking often.
  const isHeld = options.spool !== undefined && isUnauthorized(error)
  if (!isHeld && !mayPass(error)) return undefined
  const { maxRetryDelayMs: maxDelayMs, maxRetryTimeMs } = options
  const baseDelayMs = isHeld ? maxDelayMs : options.baseRetryDelayMs
  const spentMs = batch.firstAttemptAt === undefined ? 0 : performance.now() - batch.firstAttemptAt
  if (spentMs >= maxRetryTimeMs) return undefined
  // The server had only closed an idle connection, so there is no reason to wait.
  if (error instanceof ArcConnectionError && error.staleConnection && batch.attempts === 1) return 0
  const askedMs = error instanceof ArcError ? error.retryAfterMs : undefined
  const retryAfterMs = askedMs && Math.min(askedMs, Math.max(MAX_RETRY_AFTER_MS, maxDelayMs))
  const pauseMs = retryDelayMs(Math.max(1, batch.attempts), { baseDelayMs, maxDelayMs }, retryAfterMs)
  return Math.min(pauseMs, maxRetryTimeMs - spentMs)
}

function mayPass(error: Error): boolean {
  if (error instanceof ArcConnectionError || error instanceof ArcTimeoutError) return true
  if (error instanceof ArcSpoolError) return error.retryable // a file that cannot be read at the moment
  if (!(error instanceof ArcError) || error.status === undefined) return false
  if (error.status === 413) return false // a single row: anything larger is split
  if (error.retryable || error.origin === 'other') return true
  return error.status >= 500 && !PERMANENT.test(error.message)
}

function isUnauthorized(error: Error): boolean {
  return error instanceof ArcError && (error.status === 401 || error.status === 403)
}
