/**
 * What a failed attempt means for its batch: the table in docs/buffered-writing.md#what-can-happen-to-a-row as code.
 *
 * The writer is more patient than a single call, because nobody else can resend its rows. A batch is only given up when Arc
 * itself has refused it in a way that means it would refuse it again. A name that does not resolve, a proxy's error page and
 * a router without its route are all what a restarting server looks like from here.
 */
import { ArcConnectionError, ArcError, ArcSpoolError, ArcTimeoutError } from '../../errors.ts'
import { retryDelayMs } from '../../transport/retry.ts'
import type { ResolvedWriterOptions } from './options.ts'

/** The batch that was sent, as far as it matters here. */
interface SentBatch {
  readonly rows: number
  readonly attempts: number
  /** By `performance.now()`. */
  readonly firstAttemptAt: number | undefined
}

/** `hold` is to retry, but not often: credentials are refused, and the data is fine. */
type Verdict = 'retry' | 'hold' | 'split' | 'drop'

/** The first rule that applies decides; what none of them knows is dropped. */
const RULES: readonly [Verdict, (error: ArcError, batch: SentBatch, isSpooled: boolean) => boolean][] = [
  ['retry', (error) => error instanceof ArcConnectionError || error instanceof ArcTimeoutError],
  ['retry', (error) => error instanceof ArcSpoolError && error.retryable], // a file that cannot be read at the moment
  ['drop', (error) => error.status === undefined],
  ['split', (error, batch) => error.status === 413 && batch.rows > 1],
  ['drop', (error) => error.status === 413],
  ['hold', (error, _, isSpooled) => isSpooled && (error.status === 401 || error.status === 403)],
  ['retry', (error) => error.retryable || error.origin === 'other'],
  ['drop', (error) => PERMANENT.test(error.message)],
  ['retry', (error) => Number(error.status) >= 500],
]

/** The 500s that are the data's fault (docs/wire-notes.md#write-errors). */
const PERMANENT = /failed to convert columns|unknown record type|runtime error/

/** A date by a clock that is wrong, or microseconds taken for seconds, must not silence a measurement for years. */
const MAX_RETRY_AFTER_MS = 10 * 60_000

/** What becomes of the batch: a pause, in milliseconds, before it is sent again, or what else is done with it. */
export function judge(batch: SentBatch, error: Error, options: ResolvedWriterOptions): number | 'split' | 'drop' {
  if (!(error instanceof ArcError)) return 'drop'
  const [verdict] = RULES.find(([, applies]) => applies(error, batch, options.spool !== undefined)) ?? ['drop']
  if (verdict === 'split' || verdict === 'drop') return verdict
  const { maxAttempts, baseDelayMs, maxDelayMs, maxTimeMs } = options.retry
  const spentMs = batch.firstAttemptAt === undefined ? 0 : performance.now() - batch.firstAttemptAt
  if (spentMs >= maxTimeMs || batch.attempts >= maxAttempts) return 'drop'
  // The server had only closed an idle connection, so there is no reason to wait.
  if (error instanceof ArcConnectionError && error.staleConnection && batch.attempts === 1) return 0
  const policy = { baseDelayMs: verdict === 'hold' ? maxDelayMs : baseDelayMs, maxDelayMs }
  const pauseMs = retryDelayMs(Math.max(1, batch.attempts), policy)
  return Math.min(pauseMs + askedMs(error, maxDelayMs), maxTimeMs - spentMs)
}

/** How long the server asked to wait, as far as that makes sense. */
function askedMs({ retryAfterMs }: ArcError, maxDelayMs: number): number {
  const isPause = typeof retryAfterMs === 'number' && retryAfterMs > 0
  return isPause ? Math.min(retryAfterMs, Math.max(MAX_RETRY_AFTER_MS, maxDelayMs)) : 0
}
