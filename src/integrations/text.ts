/** Values of any type as text that Arc can store. */

/** A text that UTF-8 can carry. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD')
}

/** The message of what was thrown, which can be anything. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}

/** A value of any type as text: strings as they are, all else as JSON. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? wellFormed(value) : jsonOf(value)
}

/**
 * JSON that loses nothing: bytes are base64, numbers that JSON lacks and symbols are text, errors, maps and sets are plain
 * objects and arrays. What refers to itself is cut off. Throws where a getter or a `toJSON` throws.
 */
export function jsonOf(value: unknown): string {
  const parents: { readonly original: unknown; readonly written: unknown }[] = []
  // A function, because JSON.stringify tells it the parent in `this`.
  const text = JSON.stringify(value, function (this: unknown, _key, member: unknown) {
    if (typeof member === 'bigint' || typeof member === 'symbol') return String(member)
    if (typeof member === 'number' && !Number.isFinite(member)) return String(member)
    if (typeof member === 'string') return wellFormed(member)
    if (member instanceof Uint8Array) return base64(member)
    if (typeof member !== 'object' || member === null) return member
    while (parents.length > 0 && parents.at(-1)?.written !== this) parents.pop()
    if (parents.some(({ original }) => original === member)) return '[Circular]'
    const written = plainOf(member)
    parents.push({ original: member, written })
    return written
  })
  return text ?? 'null'
}

/** What of an object JSON would not see. */
function plainOf(value: object): object {
  if (value instanceof Map) return Object.fromEntries(value)
  if (value instanceof Set) return [...value]
  if (!(value instanceof Error)) return value
  const { name: type, message, stack, cause, errors } = value as Error & { readonly errors?: unknown }
  return { ...value, type, message, stack, cause, errors }
}

function base64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}
