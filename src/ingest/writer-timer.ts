/** The one timer of a writer: it wakes at the earliest moment anybody asked for. */

/**
 * Deadlines this close are worked off together, so that thousands of measurements do not mean thousands of wake-ups.
 */
const COALESCE_MS = 5
/** Longer waits overflow `setTimeout`, which then fires at once. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1

export class WakeTimer {
  readonly #wake: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #at = Number.POSITIVE_INFINITY
  #holders = 0

  constructor(wake: () => void) {
    this.#wake = wake
  }

  /** Wakes at `at` (by `performance.now()`), or earlier if somebody else asked for that. */
  schedule(at: number): void {
    if (at >= this.#at - COALESCE_MS) return
    clearTimeout(this.#timer)
    this.#at = at
    const delay = Math.min(MAX_TIMEOUT_MS, Math.max(0, at - performance.now()) + COALESCE_MS)
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#at = Number.POSITIVE_INFINITY
      this.#wake()
    }, delay)
    this.#apply()
  }

  /** While somebody awaits the writer, the timer keeps the process alive; otherwise it never does. */
  hold(): void {
    this.#holders++
    this.#apply()
  }

  letGo(): void {
    this.#holders--
    this.#apply()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#at = Number.POSITIVE_INFINITY
  }

  #apply(): void {
    const timer: unknown = this.#timer
    // Browsers have numbers for timers, and nothing to keep alive.
    if (typeof timer !== 'object' || timer === null || !('ref' in timer) || !('unref' in timer)) return
    const handle = timer as { ref(): void; unref(): void }
    if (this.#holders > 0) handle.ref()
    else handle.unref()
  }
}
