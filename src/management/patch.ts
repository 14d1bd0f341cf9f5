/** Changing single fields through a PUT that replaces everything. */

/**
 * The request that keeps every writable field of `current` and takes over what `changes` sets; `undefined` changes nothing.
 * Fields that only the server writes are left out.
 */
export function merge<Request extends object>(
  current: Request,
  changes: { readonly [Key in keyof Request]?: Request[Key] | undefined },
  writable: readonly (keyof Request)[],
): Request {
  const merged: Partial<Request> = {}
  for (const key of writable) {
    const change = changes[key]
    const value = change === undefined ? current[key] : change
    if (value !== undefined) merged[key] = value
  }
  // Complete, because `current` is.
  return merged as Request
}
