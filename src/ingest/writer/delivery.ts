/** Waiting until what was appended is at the server, `flush()`, or on disk, `sync()`. */
import { ArcSpoolError, ArcTimeoutError } from '../../errors.ts'
import { type FlushTracker, type FlushWait, flushError, retainedBatch } from './flush.ts'
import type { Intake } from './intake.ts'
import type { SpoolOpening } from './opening.ts'
import type { Outbox } from './outbox.ts'
import type { WakeTimer } from './timer.ts'
import type { WriterWaitOptions } from './wait.ts'

/** The parts of a writer that rows pass through, and that waiting for them involves. */
export interface WriterParts {
  readonly intake: Intake
  readonly outbox: Outbox
  readonly flushes: FlushTracker
  readonly timer: WakeTimer
  readonly spool: SpoolOpening | undefined
}

/** Cuts all open batches, and starts waiting for everything that is outstanding. */
export function startFlush({ intake, outbox, flushes, spool }: WriterParts): FlushWait {
  intake.cutAll()
  return flushes.start(outbox.lastSeq, outbox.ledger.unsettled + (spool?.isUnderWay ? 1 : 0))
}

/** Resolves when everything appended so far is acknowledged; see `BufferedWriter.flush`. */
export async function flushed(parts: WriterParts, options: WriterWaitOptions): Promise<void> {
  const { outbox, timer } = parts
  const wait = startFlush(parts)
  let inTime = false
  try {
    inTime = await timer.wait(wait.settled, options)
  } catch (reason) {
    wait.giveBack() // the caller is told of the abort, and the next flush of the drops
    throw reason
  }
  wait.end()
  if (inTime && wait.failures.length === 0) return
  const late = new ArcTimeoutError(`no acknowledgement within ${options.timeoutMs} ms`, { retryable: true })
  const retained = inTime ? [] : [...outbox.ledger.outstanding].filter((batch) => batch.seq <= wait.mark)
  throw flushError(
    [...wait.failures, ...retained.map((batch) => retainedBatch(batch, late))],
    inTime ? undefined : late,
    wait.failures.length === 0,
  )
}

/** Resolves when everything appended so far is on disk or acknowledged; see `BufferedWriter.sync`. */
export async function synced({ intake, outbox, timer, spool }: WriterParts, options: WriterWaitOptions): Promise<void> {
  if (spool === undefined) throw new ArcSpoolError('sync() needs the spool option: without it nothing is on disk')
  intake.cutAll()
  const mark = outbox.lastSeq
  const stored = async () => {
    await spool.done
    if (spool.error !== undefined) throw spool.error
    await outbox.stored(mark)
  }
  if (await timer.wait(stored(), options)) return
  throw new ArcTimeoutError(`sync() took longer than ${options.timeoutMs} ms; the writer goes on`, { retryable: true })
}
