/** Waiting for a promise with a deadline and an abort, without leaving a timer or a listener behind. */
import { checkOptionNames } from '../../config.ts'
import { describe } from '../../describe.ts'
import { ArcValidationError } from '../../errors.ts'
import { subscribeToAbort } from '../../transport/abort.ts'
import { checkLimits } from '../../transport/deadline.ts'
import { MAX_TIMER_MS } from '../../transport/sleep.ts'

/** How long to wait. */
export interface WriterWaitOptions {
  /** Stops waiting when it aborts; the call rejects with its reason. */
  readonly signal?: AbortSignal | undefined
  /** Stops waiting after this many milliseconds. @default no limit */
  readonly timeoutMs?: number | undefined
}

/** Refuses what is not options of a call, a name it does not know, and a limit or signal that would limit nothing. */
export function checkWaitOptions(options: WriterWaitOptions, known: readonly string[]): void {
  checkOptionNames(options, known)
  const { signal, timeoutMs } = options
  if (timeoutMs !== undefined && !(typeof timeoutMs === 'number' && timeoutMs >= 0)) {
    throw new ArcValidationError(`timeoutMs is ${describe(timeoutMs)}; give milliseconds, 0 or more, or Infinity`)
  }
  checkLimits({ signal })
}

/**
 * `true` when `promise` resolved, `false` when the time ran out first. Rejects as `promise` does, and with the signal's
 * reason.
 */
export function waitFor(
  promise: Promise<unknown> | undefined,
  { signal, timeoutMs }: WriterWaitOptions,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      promise?.catch(() => {})
      reject(signal.reason)
      return
    }
    const limited = timeoutMs !== undefined && timeoutMs <= MAX_TIMER_MS
    const timer = limited
      ? setTimeout(() => {
          end()
          resolve(false)
        }, timeoutMs)
      : undefined
    const unsubscribe =
      signal &&
      subscribeToAbort(signal, () => {
        end()
        reject(signal.reason)
      })
    const end = () => {
      clearTimeout(timer)
      unsubscribe?.()
    }
    Promise.resolve(promise).then(
      () => {
        end()
        resolve(true)
      },
      (error: unknown) => {
        end()
        reject(error)
      },
    )
  })
}
