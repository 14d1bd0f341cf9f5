/** The time limits of one call: for headers, body and retries together, and for the silences of one that is streamed. */

import { subscribeToAbort } from '../base/abort.ts'
import { MAX_TIMER_MS } from '../base/sleep.ts'
import type { ArcTimeoutError } from '../errors.ts'

/** What the call was waiting for when time ran out. */
export type DeadlinePhase =
  | 'the response headers'
  | 'the rest of the response body'
  | 'the next chunk of the response body'

/** How long an answer is waited for after its time, at most, where nobody could look for it before. */
const MAX_GRACE_MS = 1_000

/**
 * Calls back after `ms`, once what has arrived until then was delivered: after synchronous work, the timers of a loop come
 * before its sockets. Returns what stops it.
 */
export function afterSilence(ms: number, callback: () => void): () => void {
  const dueAt = performance.now() + ms
  let timer = setTimeout(() => {
    const lateMs = performance.now() - dueAt
    timer = setTimeout(callback, Math.min(Math.max(lateMs, 5), MAX_GRACE_MS))
  }, ms)
  return () => clearTimeout(timer)
}

/** Merges the caller's signal with a timer. The caller's abort always wins, and keeps its reason. */
export class Deadline {
  readonly #controller = new AbortController()
  readonly #describe: (phase: DeadlinePhase, ms: number) => ArcTimeoutError
  readonly #unsubscribe: () => void = () => {}
  readonly #startedAt = performance.now()
  #stopTimer: () => void = () => {}
  readonly #totalMs: number
  #isOver = false
  phase: DeadlinePhase = 'the response headers'

  constructor(
    ms: number,
    caller: AbortSignal | undefined,
    describe: (phase: DeadlinePhase, ms: number) => ArcTimeoutError,
  ) {
    this.#totalMs = ms
    this.#describe = describe
    if (caller !== undefined) {
      const onAbort = () => this.#controller.abort(caller.reason)
      if (caller.aborted) onAbort()
      else this.#unsubscribe = subscribeToAbort(caller, onAbort)
    }
    this.#arm(ms)
  }

  /** Aborts with the caller's reason or an {@link ArcTimeoutError}. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Time left, in milliseconds. */
  get remainingMs(): number {
    return this.#totalMs - (performance.now() - this.#startedAt)
  }

  /** Limits the time until `pause`, or until this is called again, to `ms` as well. */
  idle(ms: number): void {
    this.#arm(ms)
  }

  /** While the caller is the slow one, not the server, there is only the limit of the whole call. */
  pause(): void {
    this.#arm(Number.POSITIVE_INFINITY)
  }

  /** Ends the call now, with this reason, unless it has ended already. */
  abort(reason: unknown): void {
    this.#controller.abort(reason)
  }

  /** Stops the clock for good and lets go of the caller's signal. */
  clear(): void {
    this.#isOver = true
    this.#stopTimer()
    this.#unsubscribe()
  }

  /** Settles with `work`, or rejects when the time is up, even if `work` ignores the signal. */
  race<Result>(work: Promise<Result>): Promise<Result> {
    const { signal } = this
    return new Promise((resolve, reject) => {
      const onAbort = () => reject(signal.reason)
      if (signal.aborted) onAbort()
      signal.addEventListener('abort', onAbort, { once: true })
      work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
    })
  }

  /** The error to show the caller: the abort or timeout that caused `error`, if there was one. */
  explain(error: unknown): unknown {
    return this.signal.aborted ? this.signal.reason : error
  }

  #arm(ms: number): void {
    this.#stopTimer()
    // A body that was cancelled may go on for a few chunks: in Bun and Deno that of node:http does.
    if (this.#isOver) return
    const { remainingMs } = this
    const [limitMs, waitMs] = remainingMs <= ms ? [this.#totalMs, remainingMs] : [ms, ms]
    if (waitMs > MAX_TIMER_MS) return
    this.#stopTimer = afterSilence(waitMs, () => this.#controller.abort(this.#describe(this.phase, limitMs)))
  }
}
