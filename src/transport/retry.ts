/** When to retry, and after how long. Pure functions: their callers own the clock and the socket. */

import { amount, type OptionRule, option, readOptions } from '../base/options.ts'
import { MAX_TIMER_MS } from '../base/sleep.ts'
import { ArcError } from '../errors.ts'

/** How transient failures are retried. */
export interface RetryOptions {
  /** Attempts per call, including the first; 1 disables retries. @default 4 */
  readonly maxAttempts?: number
  /** Upper bound of the first pause, in milliseconds; it doubles with every attempt. @default 100 */
  readonly baseDelayMs?: number
  /** Upper bound of any pause, in milliseconds. @default 5_000 */
  readonly maxDelayMs?: number
  /** No attempt starts later than this after the first, in milliseconds. @default 30_000 */
  readonly maxTimeMs?: number
}

export type RetryPolicy = Required<RetryOptions>

/** The option `retry`, with these defaults. */
/* @__NO_SIDE_EFFECTS__ */
export function retryOption(defaults: RetryPolicy): OptionRule<RetryPolicy> {
  const isAttempts = (value: unknown) =>
    value === Number.POSITIVE_INFINITY || (Number.isInteger(value) && Number(value) >= 1)
  const rules = {
    maxAttempts: option<number, number>('a whole number, 1 or more, or Infinity', isAttempts, defaults.maxAttempts),
    baseDelayMs: amount('milliseconds', defaults.baseDelayMs),
    maxDelayMs: amount('milliseconds', defaults.maxDelayMs),
    maxTimeMs: amount('milliseconds', defaults.maxTimeMs),
  } satisfies Record<keyof RetryOptions, unknown>
  return (retry = {}, name) => readOptions(retry, rules, name)
}

/**
 * The pause before attempt `attempt + 1`, in milliseconds: full jitter over an exponentially growing bound, so that
 * clients that failed together do not return together. It is at least `retryAfterMs`, if the server sent one.
 */
export function retryDelayMs(
  attempt: number,
  policy: Pick<RetryPolicy, 'baseDelayMs' | 'maxDelayMs'>,
  retryAfterMs?: number | undefined,
  random: () => number = Math.random,
): number {
  const bound = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1))
  const jitter = random() * bound
  return retryAfterMs === undefined ? jitter : retryAfterMs + jitter
}

/** Whether the same call may succeed when sent again. Anything that is not an {@link ArcError}, such as an abort, is final. */
export function isRetryable(error: unknown): boolean {
  return error instanceof ArcError && error.retryable
}

/** A pause that a server asks for, in milliseconds; `undefined` for what is none, and a timer's longest for longer ones. */
export function askedPauseMs(seconds: unknown): number | undefined {
  return typeof seconds === 'number' && seconds >= 0 ? Math.min(seconds * 1000, MAX_TIMER_MS) : undefined
}

/** Reads `Retry-After` (seconds or an HTTP date) as milliseconds from `now`; `undefined` when absent or unreadable. */
export function retryAfterMs(headers: Headers, now = Date.now()): number | undefined {
  const value = headers.get('retry-after')?.trim()
  if (!value) return undefined
  if (/^\d+(\.\d+)?$/.test(value)) return askedPauseMs(Number(value))
  // An HTTP date starts with a weekday; Date.parse alone would also accept "-5" as a year.
  const at = /^[A-Z][a-z]+,? /.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? undefined : askedPauseMs(Math.max(0, at - now) / 1000)
}
