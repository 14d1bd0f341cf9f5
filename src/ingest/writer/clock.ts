/** Time in a writer: its timers, and waiting for a promise without leaving a timer or a listener behind. */

import { subscribeToAbort } from '../../base/abort.ts'
import { abortSignal, amount, readOptions } from '../../base/options.ts'
import { MAX_TIMER_MS } from '../../base/sleep.ts'
import { databaseOrNull } from '../../transport/database.ts'

/** How long to wait. */
export interface WriterWaitOptions {
  /** Stops waiting when it aborts; the call rejects with its reason. @default none */
  readonly signal?: AbortSignal | undefined
  /** Stops waiting after this many milliseconds. @default no limit */
  readonly timeoutMs?: number | undefined
}

/** In browsers timers are numbers, and there is no process to keep alive. */
type Timer = ReturnType<typeof setTimeout> & { ref?(): void; unref?(): void }

/**
 * The timers of a writer. They keep the process alive only while somebody awaits the writer: otherwise an `await` could end
 * in a silent exit.
 */
export class Clock {
  readonly #timers = new Set<Timer>()
  #waiting = 0

  /** Calls back once after `ms` (24 days at most; never for Infinity). Returns a function that cancels. */
  after(ms: number, run: () => void): () => void {
    if (ms === Number.POSITIVE_INFINITY) return () => {}
    const fire = () => {
      this.#timers.delete(timer)
      run()
    }
    const timer: Timer = setTimeout(fire, Math.min(ms, MAX_TIMER_MS))
    this.#timers.add(timer)
    if (this.#waiting === 0) timer.unref?.()
    return () => {
      clearTimeout(timer)
      this.#timers.delete(timer)
    }
  }

  /** Resolves after `ms`, or when `signal` aborts. */
  pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const end = () => {
        cancel()
        unsubscribe()
        resolve()
      }
      const cancel = this.after(ms, end)
      const unsubscribe = subscribeToAbort(signal, end)
    })
  }

  /** Like {@link waitFor}, and keeps the process alive meanwhile. */
  async wait(promise: Promise<unknown>, options: WriterWaitOptions): Promise<boolean> {
    if (this.#waiting++ === 0) for (const timer of this.#timers) timer.ref?.()
    try {
      return await waitFor(promise, options)
    } finally {
      if (--this.#waiting === 0) for (const timer of this.#timers) timer.unref?.()
    }
  }

  /** Clears all timers. */
  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }
}

/**
 * `true` when `promise` resolved, `false` when the time ran out first. Rejects as `promise` does, and with the signal's
 * reason.
 */
export function waitFor(promise: Promise<unknown>, { signal, timeoutMs }: WriterWaitOptions): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const end = (result: () => void) => {
      clearTimeout(timer)
      unsubscribe?.()
      result()
    }
    const isLimited = timeoutMs !== undefined && timeoutMs <= MAX_TIMER_MS
    const timer = isLimited ? setTimeout(() => end(() => resolve(false)), timeoutMs) : undefined
    const abort = () => end(() => reject(signal?.reason))
    const unsubscribe = signal && subscribeToAbort(signal, abort)
    promise.then(
      () => end(() => resolve(true)),
      (error: unknown) => end(() => reject(error)),
    )
    if (signal?.aborted) abort()
  })
}

const waitRules = { database: databaseOrNull, signal: abortSignal, timeoutMs: amount('milliseconds') }

/** Checks the options of a call that takes these. */
export function checkWaitOptions(options: WriterWaitOptions, known: readonly (keyof typeof waitRules)[]): void {
  readOptions(options, Object.fromEntries(known.map((name) => [name, waitRules[name]])))
}
