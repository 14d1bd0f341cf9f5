/**
 * The single timer of a writer, which fires at the earliest time requested. It keeps the process alive only while somebody
 * awaits the writer.
 */
import { MAX_TIMER_MS } from '../../transport/sleep.ts'
import { type WriterWaitOptions, waitFor } from './wait.ts'

/**
 * Deadlines this close are handled together, so that thousands of measurements do not cause thousands of wake-ups.
 */
const COALESCE_MS = 5

export class WakeTimer {
  readonly #wake: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #at = Number.POSITIVE_INFINITY
  #holders = 0

  constructor(wake: () => void) {
    this.#wake = wake
  }

  /** Fires at `at` (by `performance.now()`), or earlier if that was requested before. */
  schedule(at: number): void {
    if (at >= this.#at - COALESCE_MS) return
    clearTimeout(this.#timer)
    this.#at = at
    const delay = Math.min(MAX_TIMER_MS, Math.max(0, at - performance.now()) + COALESCE_MS)
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#at = Number.POSITIVE_INFINITY
      this.#wake()
    }, delay)
    this.#apply()
  }

  /** Like {@link waitFor}, but keeps the process alive meanwhile; otherwise an `await` could end in a silent exit. */
  async wait(promise: Promise<unknown>, options: WriterWaitOptions): Promise<boolean> {
    this.#holders++
    this.#apply()
    try {
      return await waitFor(promise, options)
    } finally {
      this.#holders--
      this.#apply()
    }
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#at = Number.POSITIVE_INFINITY
  }

  #apply(): void {
    // In browsers timers are numbers, and there is no process to keep alive.
    const timer = this.#timer as { ref?(): void; unref?(): void } | undefined
    if (this.#holders > 0) timer?.ref?.()
    else timer?.unref?.()
  }
}
