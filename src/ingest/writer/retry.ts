/**
 * What a failed attempt means for its batch: docs/buffered-writing.md#what-can-happen-to-a-row as code. Pure.
 *
 * The writer is more patient than a single call, as nobody else can send its rows again: a batch is given up only when
 * Arc itself has refused it, in words that mean that it would be refused again. A name that does not resolve, a proxy's
 * error page or a router without its route is what a restart of the server looks like from here.
 */
import { ArcConnectionError, ArcError, ArcTimeoutError } from '../../errors.ts'
import { retryDelayMs } from '../../transport/retry.ts'
import type { Batch } from './lane.ts'
import type { ResolvedWriterOptions } from './options.ts'

/** The 500s that are the data's fault (docs/wire-notes.md#write-errors). */
const PERMANENT = /failed to convert columns|unknown record type|runtime error/

/** How long to wait before the batch is sent again, in milliseconds; `undefined` when it is not to be. */
export function pauseBeforeRetry(batch: Batch, error: unknown, options: ResolvedWriterOptions): number | undefined {
  // Nothing is wrong with the data: with a spool it outlasts a token that has expired, and nobody gains from asking often.
  const isHeld = options.spool !== undefined && isUnauthorized(error)
  if (!isHeld && !mayPass(error)) return undefined
  const { maxRetryDelayMs: maxDelayMs, maxRetryTimeMs } = options
  const baseDelayMs = isHeld ? maxDelayMs : options.baseRetryDelayMs
  const spentMs = batch.firstAttemptAt === undefined ? 0 : performance.now() - batch.firstAttemptAt
  if (spentMs >= maxRetryTimeMs) return undefined
  // The server had closed a connection that was idle: nothing is wrong with it, so nothing is gained by waiting.
  if (error instanceof ArcConnectionError && error.staleConnection && batch.attempts === 1) return 0
  const retryAfterMs = error instanceof ArcError ? error.retryAfterMs : undefined
  const pauseMs = retryDelayMs(Math.max(1, batch.attempts), { baseDelayMs, maxDelayMs }, retryAfterMs)
  return Math.min(pauseMs, maxRetryTimeMs - spentMs)
}

/** Whether the server may have stored the rows although no acknowledgement came. */
export function mayHaveArrived(error: unknown): boolean {
  if (error instanceof ArcConnectionError) return error.requestSent
  if (error instanceof ArcTimeoutError) return error.status !== 408 // 408: the server did not get the whole request
  if (!(error instanceof ArcError) || error.status === undefined) return false
  if (error.status === 503) return false // too busy, for Arc as for a proxy: the write was not begun
  // The 500s that are known to pass come before anything is stored; behind any other, a write may have gone through.
  return error.status === 502 || (error.status >= 500 && !error.retryable)
}

function mayPass(error: unknown): boolean {
  if (error instanceof ArcConnectionError || error instanceof ArcTimeoutError) return true
  if (!(error instanceof ArcError) || error.status === undefined) return false
  if (error.status === 413) return false // a single row: anything larger is split
  const refusal = arcRefusal(error.body)
  if (error.retryable || refusal === undefined) return true
  return error.status >= 500 && !PERMANENT.test(refusal)
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof ArcError && (error.status === 401 || error.status === 403)
}

/** What Arc says in the envelope of all its refusals of a write; `undefined` when the answer was somebody else's. */
function arcRefusal(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined
  return typeof body.error === 'string' ? body.error : undefined
}
