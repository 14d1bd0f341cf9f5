/**
 * What a value is, whichever realm made it: jsdom, jest and node:vm have classes of their own, so that `instanceof` says no
 * to bytes, dates and errors that are fine.
 */

/** The class name of a typed array; `undefined` for anything else. */
export function typedArrayTag(value: unknown): string | undefined {
  if (!ArrayBuffer.isView(value)) return undefined
  const { [Symbol.toStringTag]: tag } = value as { readonly [Symbol.toStringTag]?: string }
  return tag === 'DataView' ? undefined : tag
}

/** Whether it is a `Uint8Array`, such as a `Buffer`. */
export function isBytes(value: unknown): value is Uint8Array {
  return typedArrayTag(value) === 'Uint8Array'
}

export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return tagOf(value) === 'ArrayBuffer'
}

/** Whether it is a `Blob` or a `File`. */
export function isBlob(value: unknown): value is Blob {
  const tag = tagOf(value)
  return tag === 'Blob' || tag === 'File'
}

export function isHeaders(value: unknown): value is Headers {
  return tagOf(value) === 'Headers'
}

export function isFormData(value: unknown): value is FormData {
  return tagOf(value) === 'FormData'
}

export function isError(value: unknown): value is Error {
  return value instanceof Error || tagOf(value) === 'Error'
}

/** The time value of a `Date` from any realm; `undefined` for anything else, such as what only inherits from `Date`. */
export function millisOfDate(value: object): number | undefined {
  try {
    return value instanceof Date ? value.getTime() : Date.prototype.getTime.call(value)
  } catch {
    return undefined
  }
}

function tagOf(value: unknown): string {
  try {
    return Object.prototype.toString.call(value).slice(8, -1)
  } catch {
    // A revoked proxy, or a getter of Symbol.toStringTag that throws.
    return ''
  }
}
