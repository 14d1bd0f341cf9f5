/** OpenTelemetry's values as Arc's. */
import type { HrTime } from '@opentelemetry/api'

/** Nanoseconds since 1970. */
export function nanosOf([seconds, nanos]: HrTime): bigint {
  return BigInt(seconds) * 1_000_000_000n + BigInt(nanos)
}

/** An instant; Arc keeps its microseconds. */
export function instantOf(time: HrTime): { readonly epochNanoseconds: bigint } {
  return { epochNanoseconds: nanosOf(time) }
}

/** A text that UTF-8 can carry. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD')
}

/** A value of any type as text: strings as they are, all else as JSON. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? wellFormed(value) : jsonOf(value)
}

/** JSON that loses nothing: bytes are base64, numbers that JSON lacks are text. What refers to itself is cut off. */
export function jsonOf(value: unknown): string {
  const parents: unknown[] = []
  // A function, because JSON.stringify tells it the parent in `this`.
  const text = JSON.stringify(value, function (this: unknown, _key, member: unknown) {
    if (typeof member === 'bigint' || (typeof member === 'number' && !Number.isFinite(member))) return String(member)
    if (typeof member === 'string') return wellFormed(member)
    if (member instanceof Uint8Array) return base64(member)
    if (typeof member !== 'object' || member === null) return member
    while (parents.length > 0 && parents.at(-1) !== this) parents.pop()
    if (parents.includes(member)) return '[Circular]'
    parents.push(member)
    return member
  })
  return text ?? 'null'
}

function base64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}
