/** Waiting for what the server does in the background: it has no notifications, so its status is asked for again and again. */

import { abortSignal, callback, option, readOptions, unchecked } from '../base/options.ts'
import { sleep } from '../base/sleep.ts'
import { ArcServerError } from '../errors.ts'
import type { CallOptions } from './operation.ts'

/** The options of the methods that wait. */
export interface WaitOptions<Progress> extends Pick<CallOptions, 'signal' | 'extra'> {
  /** Called with every status that was read while the operation runs, and with the last. @default none */
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** Pause between two reads of the status, in milliseconds. @default 1_000 */
  readonly pollIntervalMs?: number | undefined
}

const waitOptions = {
  signal: abortSignal,
  extra: unchecked(),
  onProgress: callback(),
  pollIntervalMs: option<number>(
    'milliseconds, 0 or more',
    (value) => Number.isFinite(value) && (value as number) >= 0,
  ),
} satisfies Record<keyof WaitOptions<never>, unknown>

/** @throws ArcUsageError for an option that does not exist, or a pause that is none: before anything is started. */
export function checkWaitOptions(options: object): void {
  readOptions(options, waitOptions)
}

/** How often the status may show no trace of the operation before it counts as lost. */
const MAX_UNSEEN_READS = 30

/** What is waited for. */
export interface AwaitedOperation<Status, Progress extends Status> {
  /** For the error: `backup`. */
  readonly operation: string
  readonly read: () => Promise<Status>
  /** Whether it is this operation's status: just after the start, the server may still show the one before. */
  readonly isShown: (status: Status) => status is Progress
  readonly isDone: (progress: Progress) => boolean
}

/**
 * Reads a status until it is done, and returns the last one. Aborting the signal stops the waiting, not the operation.
 *
 * @throws ArcServerError The operation does not show up, as after a restart of the server.
 */
export async function waitFor<Status, Progress extends Status>(
  { operation, read, isShown, isDone }: AwaitedOperation<Status, Progress>,
  options: WaitOptions<Progress>,
): Promise<Progress> {
  for (let unseenReads = 0; ; ) {
    const status = await read()
    if (isShown(status)) {
      options.onProgress?.(status)
      if (isDone(status)) return status
    } else if (++unseenReads >= MAX_UNSEEN_READS) {
      throw new ArcServerError(`The server shows no trace of the ${operation} it started; was it restarted?`, {
        body: status,
      })
    }
    await sleep(options.pollIntervalMs ?? 1_000, options.signal)
  }
}
