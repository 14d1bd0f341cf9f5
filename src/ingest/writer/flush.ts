/** Which `flush()` or `close()` waits for which batches. */

import { quantity } from '../../describe.ts'
import { ArcFlushError, type UndeliveredBatch } from '../../errors.ts'
import type { Batch } from './lane.ts'

/** How many failures are kept for the next flush. Beyond that, only the first ones are listed. */
const MAX_UNREPORTED = 1_000

/** One `flush()` in progress. It covers the batches up to a mark. */
export interface FlushWait {
  readonly mark: number
  /** Resolves when none of them is outstanding. Never rejects; read the failures afterwards. */
  readonly settled: Promise<void>
  readonly failures: readonly UndeliveredBatch[]
  /** Ends the wait of a caller that has been told the failures. */
  end(): void
  /** Ends the wait of a caller that was told nothing: the failures go to the next flush. */
  giveBack(): void
}

interface Wait extends FlushWait {
  pending: number
  readonly failures: UndeliveredBatch[]
  readonly resolve: () => void
}

export class FlushTracker {
  readonly #waits = new Set<Wait>()
  #unreported: UndeliveredBatch[] = []

  /** Starts waiting for `pending` units of work, all numbered up to `mark`. */
  start(mark: number, pending: number): FlushWait {
    let resolve = () => {}
    const settled = new Promise<void>((done) => {
      resolve = done
    })
    const end = () => {
      this.#waits.delete(wait)
    }
    const giveBack = () => {
      end()
      for (const failure of wait.failures) this.#keep(failure)
    }
    const wait: Wait = { mark, settled, failures: this.#unreported, pending, resolve, end, giveBack }
    this.#unreported = []
    this.#waits.add(wait)
    if (pending === 0) this.#finish(wait)
    return wait
  }

  /** Adds a unit of work with that number: half of a split batch, or a leftover found on disk. */
  added(seq: number): void {
    for (const wait of this.#waits) if (seq <= wait.mark) wait.pending++
  }

  /** A unit of work is done. A failure is reported to every flush that waits for it, or else to the next one. */
  done(seq: number, failure?: UndeliveredBatch): void {
    let reported = false
    for (const wait of this.#waits) {
      if (seq > wait.mark) continue
      if (failure) wait.failures.push(failure)
      reported = true
      if (--wait.pending === 0) this.#finish(wait)
    }
    if (failure && !reported) this.#keep(failure)
  }

  /** The writer is closed: what is still being waited for, such as a disk that hangs, is waited for no longer. */
  close(): void {
    for (const wait of this.#waits) this.#finish(wait)
  }

  #keep(failure: UndeliveredBatch): void {
    if (this.#unreported.length < MAX_UNREPORTED) this.#unreported.push(failure)
  }

  #finish(wait: Wait): void {
    this.#waits.delete(wait)
    wait.resolve()
  }
}

/** The entry for a batch that is still held. */
export function retainedBatch(batch: Batch, error: Error): UndeliveredBatch {
  const { database, name } = batch.lane
  return { database, measurement: name, rows: batch.rows, retained: true, error: batch.lastError ?? error }
}

/** The error of a flush that did not deliver everything. It is `retryable` if the writer keeps trying with all of it. */
export function flushError(batches: readonly UndeliveredBatch[], cause?: Error, retryable = false): ArcFlushError {
  const dropped = batches.filter((batch) => !batch.retained)
  const parts = [
    describe(dropped, 'dropped'),
    describe(
      batches.filter((batch) => batch.retained),
      'not acknowledged yet',
    ),
  ].filter((part) => part !== '')
  const reason = batches[0]?.error ?? cause
  const because = reason === undefined ? '' : `: ${reason.message}`
  return new ArcFlushError(`The writer could not deliver everything. ${parts.join('; ')}${because}`, {
    batches,
    cause: cause ?? reason,
    retryable,
  })
}

function describe(batches: readonly UndeliveredBatch[], state: string): string {
  if (batches.length === 0) return ''
  const rows = batches.reduce((sum, batch) => sum + batch.rows, 0)
  const measurements = [...new Set(batches.map((batch) => batch.measurement))]
  const named = measurements.slice(0, 3).join(', ') + (measurements.length > 3 ? ', …' : '')
  return `${quantity(batches.length, 'batch', 'batches')} (${quantity(rows, 'row')} of ${named}) ${state}`
}
