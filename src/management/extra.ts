/** Calls that belong to another one: what is extra is meant for that. */
import type { CallOptions } from '../transport/operation.ts'

/** The options for a call beside the one that was asked for. */
export function withoutExtra(options: CallOptions | undefined): CallOptions {
  return { signal: options?.signal, timeoutMs: options?.timeoutMs }
}
