/** OpenTelemetry's instants as Arc's. */
import type { HrTime } from '@opentelemetry/api'

/** Nanoseconds since 1970. */
export function nanosOf([seconds, nanos]: HrTime): bigint {
  return BigInt(seconds) * 1_000_000_000n + BigInt(nanos)
}

/** An instant; Arc keeps its microseconds. */
export function instantOf(time: HrTime): { readonly epochNanoseconds: bigint } {
  return { epochNanoseconds: nanosOf(time) }
}
