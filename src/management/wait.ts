/** Waiting for what the server does in the background: it has no notifications, so its status is asked for again and again. */
import { checkOptionNames } from '../config.ts'
import { ArcValidationError } from '../errors.ts'
import type { CallOptions } from '../transport/operation.ts'
import { sleep } from '../transport/retry.ts'

/** The options of the methods that wait. */
export interface WaitOptions<Progress> extends Pick<CallOptions, 'signal'> {
  /** Called with every status that was read while the operation runs, and with the last. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** Pause between two reads of the status, in milliseconds. @default 1_000 */
  readonly pollIntervalMs?: number | undefined
}

/** @throws ArcValidationError for an option that does not exist, or a pause that is none: before anything is started. */
export function checkWaitOptions<Progress>(options: WaitOptions<Progress>): void {
  checkOptionNames(options, ['signal', 'onProgress', 'pollIntervalMs'])
  const { pollIntervalMs = 0 } = options
  if (typeof pollIntervalMs === 'number' && pollIntervalMs >= 0 && pollIntervalMs < Number.POSITIVE_INFINITY) return
  throw new ArcValidationError(`pollIntervalMs is ${String(pollIntervalMs)}; give a number of milliseconds, 0 or more`)
}

/**
 * Reads a status until `isDone`, and returns the last one. `read` returns `undefined` while the operation has not shown up.
 *
 * Aborting the signal stops the waiting, not the operation.
 */
export async function waitFor<Progress>(
  read: () => Promise<Progress | undefined>,
  isDone: (progress: Progress) => boolean,
  options: WaitOptions<Progress>,
): Promise<Progress> {
  for (;;) {
    const progress = await read()
    if (progress !== undefined) {
      options.onProgress?.(progress)
      if (isDone(progress)) return progress
    }
    await sleep(options.pollIntervalMs ?? 1_000, options.signal)
  }
}
