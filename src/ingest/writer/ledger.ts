/**
 * The books of the outbox: which batches are outstanding, what they hold, and how each of them ends.
 *
 * A batch that has entered leaves once: acknowledged, dropped, split into halves that enter in its place, or left on disk.
 * Then its file is deleted or renamed and, after a drop, the caller is asked about the rows. Nothing but flushes waits for
 * that.
 */
import type { UndeliveredBatch } from '../../errors.ts'
import type { BatchFiles } from './batch-files.ts'
import { type Callbacks, type DroppedBatch, droppedBatch } from './callbacks.ts'
import { type FlushTracker, retainedBatch } from './flush.ts'
import type { Gauge } from './gauge.ts'
import type { Batch } from './lane.ts'
import type { Counters } from './stats.ts'

/** What the ledger works with, all owned by the writer. */
export interface LedgerContext {
  readonly callbacks: Callbacks
  readonly flushes: FlushTracker
  readonly counters: Counters
  readonly gauge: Gauge
  /** Called whenever bytes have left memory. */
  readonly onRelease: () => void
}

export class Ledger {
  readonly outstanding = new Set<Batch>()
  rowsInFlight = 0
  rowsWaiting = 0
  readonly #context: LedgerContext
  readonly #files: BatchFiles
  readonly #drops = new Set<Promise<void>>()
  #settling = 0 // no longer outstanding, but the file or `onDrop` is not done with

  constructor(context: LedgerContext, files: BatchFiles) {
    this.#context = context
    this.#files = files
  }

  /** Batches that a flush has to wait for: the outstanding ones, and those about to be reported as done. */
  get unsettled(): number {
    return this.outstanding.size + this.#settling
  }

  /** A batch was cut, or found on disk. */
  enter(batch: Batch): void {
    this.outstanding.add(batch)
    this.rowsWaiting += batch.rows
    if (batch.body !== undefined) this.#context.gauge.cutBytes += batch.bytes
  }

  attemptBegins(batch: Batch): void {
    batch.inFlight = true
    this.rowsInFlight += batch.rows
    this.rowsWaiting -= batch.rows
  }

  attemptEnded(batch: Batch): void {
    if (batch.outcome !== undefined) return // it has left
    batch.inFlight = false
    this.rowsInFlight -= batch.rows
    this.rowsWaiting += batch.rows
  }

  /** The body was read back from disk. */
  loaded(batch: Batch, body: NonNullable<Batch['body']>): void {
    if (batch.outcome !== undefined) return
    batch.body = body
    this.#context.gauge.cutBytes += batch.bytes
  }

  /** Lets go of the body: nobody needs it any more, or it is on disk. */
  release(batch: Batch): void {
    if (batch.body === undefined) return
    batch.body = undefined
    this.#context.gauge.cutBytes -= batch.bytes
    this.#context.onRelease()
  }

  acknowledged(batch: Batch, durationMs: number): void {
    const { counters, callbacks } = this.#context
    const { lane, rows, bytes, attempts } = batch
    counters.rowsAcknowledged += rows
    counters.bytesAcknowledged += bytes
    counters.batchesAcknowledged++
    counters.latency.add(durationMs)
    this.#leave(batch, 'acknowledged')
    void this.#settle(batch, undefined) // the lane need not wait for the disk
    callbacks.flushed({ database: lane.database, measurement: lane.name, rows, bytes, attempts, durationMs })
  }

  /** The halves take the place of the batch in its lane, and share its file. */
  split(batch: Batch, halves: readonly Batch[]): void {
    const { flushes, counters } = this.#context
    const { queue } = batch.lane
    const at = queue.indexOf(batch)
    this.#leave(batch, 'split')
    queue.splice(at, 0, ...halves)
    if (batch.file) batch.file.parts += halves.length - 1
    counters.batchesSplit++
    for (const half of halves) {
      this.enter(half)
      flushes.added(half.seq)
    }
    flushes.done(batch.seq)
  }

  /** Hands the rows to the caller. What the caller does with them must not hold up the lane. */
  dropped(batch: Batch, error: Error): void {
    const { counters } = this.#context
    const dropped = droppedBatch(batch, error)
    const heldBytes = batch.body === undefined ? 0 : batch.bytes
    counters.rowsDropped += batch.rows
    counters.batchesDropped++
    this.#leave(batch, 'dropped')
    const drop = this.#handOver(batch, dropped, heldBytes).then(() => {
      this.#drops.delete(drop)
    })
    this.#drops.add(drop)
  }

  /** The writer closes, and the batch stays for the next start. */
  leftOnDisk(batch: Batch, error: Error): void {
    this.#leave(batch, 'left on disk')
    this.#context.flushes.done(batch.seq, retainedBatch(batch, error))
  }

  /** Resolves when the caller said what became of all that was dropped so far. */
  async dropsHandled(): Promise<void> {
    await Promise.all(this.#drops)
  }

  #leave(batch: Batch, outcome: NonNullable<Batch['outcome']>): void {
    const { queue } = batch.lane
    batch.outcome = outcome
    const at = queue.indexOf(batch)
    if (at >= 0) queue.splice(at, 1)
    this.outstanding.delete(batch)
    if (batch.inFlight) this.rowsInFlight -= batch.rows
    else this.rowsWaiting -= batch.rows
    this.release(batch)
  }

  /** Never rejects. Resolves when the caller said what became of the rows, and their file is where it belongs. */
  async #handOver(batch: Batch, dropped: DroppedBatch, heldBytes: number): Promise<void> {
    const { callbacks, gauge, onRelease } = this.#context
    const { lane, rows } = batch
    const { error } = dropped
    this.#settling++
    const verdict = callbacks.dropped(dropped)
    // The server can refuse faster than the caller takes care of the rows.
    gauge.cutBytes += heldBytes
    const handled = await verdict
    gauge.cutBytes -= heldBytes
    onRelease()
    this.#settling--
    if (!handled && batch.file) batch.file.refused = true
    const failure = { database: lane.database, measurement: lane.name, rows, retained: false, error }
    await this.#settle(batch, handled ? undefined : failure)
  }

  /** Tells the flushes that a batch is finished, once its file is. */
  async #settle(batch: Batch, failure: UndeliveredBatch | undefined): Promise<void> {
    this.#settling++
    await this.#files.release(batch)
    this.#settling--
    this.#context.flushes.done(batch.seq, failure)
  }
}
