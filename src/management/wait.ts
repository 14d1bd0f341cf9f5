/** Waiting for what the server does in the background: it has no notifications, so its status is asked for again and again. */

import type { CallOptions } from '../transport/operation.ts'
import { sleep } from '../transport/retry.ts'

/** The options of the methods that wait. */
export interface WaitOptions<Progress> extends Pick<CallOptions, 'signal'> {
  /** Called with every status that was read while the operation runs, and with the last. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** Pause between two reads of the status, in milliseconds. @default 1_000 */
  readonly pollIntervalMs?: number | undefined
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
