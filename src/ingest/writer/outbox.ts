/**
 * The second half of the writer: how a cut batch gets to the server.
 *
 * 1. It joins the end of its lane's queue. With a spool it is also written to disk, and not sent before that is done.
 * 2. When its lane has nothing in flight and a request is free, the head of the queue is sent. The transport does not
 *    retry: the outbox counts the attempts and holds the body for the next one.
 * 3. On success the batch is forgotten. On 413 it is split in two, in place. After a transient failure (`retry.ts`) its
 *    lane alone pauses, with full jitter. After any other failure it is dropped to `onDrop`, and the lane carries on.
 *
 * The ledger (`ledger.ts`) knows every batch from step 1 to 3, and does what has to be done at its end.
 */
import { ArcError, ArcSpoolError } from '../../errors.ts'
import type { ArcHttp } from '../../transport/http.ts'
import type { EncodedBatch } from '../encoding/batch.ts'
import { splitBatch } from '../encoding/batch-reader.ts'
import type { BufferPool } from '../encoding/buffer-pool.ts'
import { BATCH_PATH, misreadError } from '../send.ts'
import { BatchFiles } from './batch-files.ts'
import type { WriterFailure } from './callbacks.ts'
import { type Batch, encodedBatch, halfBatch, type Lane, leftoverBatch, newBatch } from './lane.ts'
import { Ledger, type LedgerContext } from './ledger.ts'
import type { ResolvedWriterOptions } from './options.ts'
import { pauseBeforeRetry } from './retry.ts'
import type { SpoolEntry, SpoolStore } from './spool-store.ts'
import { errorOf } from './thrown.ts'
import type { WakeTimer } from './timer.ts'

/** What the outbox works with, all owned by the writer. */
export interface OutboxContext extends LedgerContext {
  readonly http: ArcHttp
  readonly options: ResolvedWriterOptions
  readonly timer: WakeTimer
  readonly pool: BufferPool
  /** Called when the last cut batch of a lane is finished. */
  readonly onIdle: (lane: Lane) => void
}

export class Outbox {
  readonly ledger: Ledger
  readonly #context: OutboxContext
  readonly #files: BatchFiles
  readonly #line: Lane[] = []
  readonly #abort = new AbortController()
  #active = 0
  #lastSeq = 0

  constructor(context: OutboxContext) {
    this.#context = context
    this.#files = new BatchFiles(context.options.spool !== undefined, (error, batch) =>
      context.callbacks.failed(error, concerning(batch)),
    )
    this.ledger = new Ledger(context, this.#files)
  }

  /** The number of the latest cut: what a flush that starts now waits for. */
  get lastSeq(): number {
    return this.#lastSeq
  }

  /** Accepts a cut batch. */
  add(lane: Lane, encoded: EncodedBatch): void {
    const batch = newBatch(lane, ++this.#lastSeq, encoded)
    lane.queue.push(batch)
    this.ledger.enter(batch)
    this.#put(batch)
    this.offer(lane)
  }

  /** The spool is open. Its leftovers go before what has been cut in the meantime. */
  opened(store: SpoolStore, laneOf: (entry: SpoolEntry) => Lane): void {
    const early = [...this.ledger.outstanding]
    this.#files.opened(store)
    const older = new Map<Lane, Batch[]>()
    for (const entry of store.leftovers) {
      const lane = laneOf(entry)
      const batch = leftoverBatch(lane, entry)
      const queue = older.get(lane)
      if (queue) queue.push(batch)
      else older.set(lane, [batch])
      this.ledger.enter(batch)
      this.#context.flushes.added(batch.seq)
    }
    for (const [lane, batches] of older) lane.queue.unshift(...batches)
    for (const batch of early) this.#put(batch)
    for (const batch of this.ledger.outstanding) this.offer(batch.lane)
  }

  /** There will be no spool: everything is sent from memory. */
  openFailed(): void {
    this.#files.opened(null)
    for (const batch of this.ledger.outstanding) this.offer(batch.lane)
  }

  /** Queues a lane for sending if its first batch may be sent now. */
  offer(lane: Lane): void {
    const head = lane.queue[0]
    if (head === undefined || lane.sending || lane.offered || head.storing || this.#files.isOpening) return
    if (lane.retryAt > performance.now()) {
      this.#context.timer.schedule(lane.retryAt)
      return
    }
    lane.offered = true
    this.#line.push(lane)
    this.#pump()
  }

  /** Waits until everything cut up to `mark` is on disk or finished. Batches that the disk had refused are tried once more. */
  async stored(mark: number): Promise<void> {
    const batches = [...this.ledger.outstanding].filter((batch) => batch.seq <= mark)
    for (const batch of batches) if (batch.storeError !== undefined) this.#put(batch)
    await Promise.all(batches.map((batch) => batch.stored))
    for (const batch of batches)
      if (batch.storeError !== undefined && batch.outcome === undefined) throw batch.storeError
  }

  /**
   * Gives up everything: what is on disk stays there, the rest is dropped. Requests in flight are cancelled. Resolves when
   * the caller said what became of all that was dropped, now or earlier.
   */
  async abandon(error: Error): Promise<void> {
    this.#line.length = 0
    for (const batch of [...this.ledger.outstanding]) {
      if (batch.file === undefined) this.ledger.dropped(batch, batch.lastError ?? error)
      else this.ledger.leftOnDisk(batch, error)
    }
    this.#abort.abort(error)
    await this.ledger.dropsHandled()
  }

  #pump(): void {
    while (this.#active < this.#context.options.concurrency) {
      const lane = this.#line.shift()
      if (lane === undefined) return
      lane.offered = false
      const batch = lane.queue[0]
      if (batch === undefined || lane.sending) continue
      this.#active++
      lane.sending = true
      this.ledger.attemptBegins(batch)
      void this.#attempt(batch).then(() => {
        this.ledger.attemptEnded(batch)
        lane.sending = false
        this.#active--
        if (lane.queue.length === 0) this.#context.onIdle(lane)
        this.offer(lane)
        this.#pump()
      })
    }
  }

  /** Never rejects: every failure ends in {@link Outbox.#failed}. */
  async #attempt(batch: Batch): Promise<void> {
    const { http, options, pool } = this.#context
    batch.firstAttemptAt ??= performance.now()
    try {
      const encoded = await this.#encoded(batch)
      if (batch.outcome !== undefined) return
      if (encoded.misread !== undefined) throw misreadError(encoded.measurement, encoded.misread)
      batch.attempts++
      const sentAt = performance.now()
      let sent = false
      await http.request({
        operation: 'write.buffered',
        method: 'POST',
        path: BATCH_PATH,
        body: encoded.body,
        database: batch.lane.database,
        kind: 'write',
        retry: 'never',
        compress: true,
        timeoutMs: options.timeoutMs,
        signal: this.#abort.signal,
        onBodySent: () => {
          sent = true
        },
      })
      if (batch.outcome !== undefined) return
      this.ledger.acknowledged(batch, performance.now() - sentAt)
      // Nobody has the body any more: not the transport, not the spool, and no caller ever had it. After a failed attempt
      // that is less certain, as a socket that was answered early may still be sending it.
      if (sent && batch.attempts === 1) pool.give(encoded.body)
    } catch (thrown) {
      if (batch.outcome === undefined) this.#failed(batch, errorOf(thrown))
    }
  }

  #failed(batch: Batch, error: Error): void {
    const { counters, callbacks, options } = this.#context
    batch.lastError = error
    if (error instanceof ArcError && error.status === 413 && batch.rows > 1) {
      callbacks.failed(error, { ...concerning(batch), retryInMs: 0 })
      try {
        this.#split(batch)
      } catch (thrown) {
        // A spool of another version can hold what this one cannot take apart.
        this.ledger.dropped(batch, errorOf(thrown))
      }
      return
    }
    const pauseMs = pauseBeforeRetry(batch, error, options)
    callbacks.failed(error, { ...concerning(batch), retryInMs: pauseMs })
    if (pauseMs === undefined) {
      // A file that cannot be read is gone, has been set aside, or is there for the next start to try.
      if (error instanceof ArcSpoolError) batch.file = undefined
      this.ledger.dropped(batch, error)
      return
    }
    counters.retries++
    if (error instanceof ArcError && error.mayHaveArrived) counters.possibleDuplicates += batch.rows
    batch.lane.retryAt = performance.now() + pauseMs
    this.#makeRoom(batch)
  }

  /** Replaces a batch by its halves. */
  #split(batch: Batch): void {
    const { body } = batch
    if (body === undefined) throw new TypeError('a batch in flight has its body')
    const halves = splitBatch(encodedBatch(batch, body)).map((half) => halfBatch(batch, half))
    this.ledger.split(batch, halves)
    for (const half of halves) this.#put(half) // the disk may have room for a half where it had none for the whole
  }

  async #encoded(batch: Batch): Promise<EncodedBatch> {
    if (batch.body !== undefined) return encodedBatch(batch, batch.body)
    const body = await this.#files.load(batch)
    this.ledger.loaded(batch, body)
    return encodedBatch(batch, body)
  }

  #put(batch: Batch): void {
    this.#files.put(batch, () => {
      this.offer(batch.lane)
      if (!batch.inFlight) this.#makeRoom(batch)
    })
  }

  /** When memory gets short, keeps a batch only on disk until its turn comes. */
  #makeRoom(batch: Batch): void {
    const { gauge, options } = this.#context
    if (batch.file === undefined || batch.part || gauge.heldBytes <= options.highWaterMark / 2) return
    this.ledger.release(batch)
  }
}

function concerning(batch: Batch): WriterFailure {
  const { lane, rows, attempts } = batch
  return { database: lane.database, measurement: lane.name, rows, attempts }
}
