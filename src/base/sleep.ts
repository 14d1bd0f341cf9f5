/** Pauses, and how long a timer can be. */
import { subscribeToAbort } from './abort.ts'

/** The longest time that `setTimeout` can wait, in milliseconds; for anything longer it fires at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1

/** Resolves after `ms` (24 days at most), or rejects with the signal's reason as soon as it aborts. */
export function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const timer = setTimeout(
      () => {
        unsubscribe?.()
        resolve()
      },
      Math.min(ms, MAX_TIMER_MS),
    )
    const unsubscribe =
      signal &&
      subscribeToAbort(signal, () => {
        clearTimeout(timer)
        unsubscribe?.()
        reject(signal.reason)
      })
  })
}
