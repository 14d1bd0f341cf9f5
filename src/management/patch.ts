/** Changing single fields through a PUT that replaces everything. */
import { ArcValidationError } from '../errors.ts'

/**
 * The request that keeps every writable field of `current` except those set in `changes`; `undefined` changes nothing.
 * Fields that only the server writes are left out.
 *
 * @throws `ArcValidationError` `changes` has a field that does not exist.
 */
export function merge<Request extends object>(
  current: Request,
  changes: { readonly [Key in keyof Request]?: Request[Key] | undefined },
  writable: readonly (keyof Request)[],
): Request {
  const unknown = Object.keys(changes).find((key) => !(key in current) && !writable.includes(key as keyof Request))
  if (unknown !== undefined) {
    throw new ArcValidationError(
      `There is no field ${JSON.stringify(unknown)} to change; there are: ${writable.join(', ')}`,
    )
  }
  const merged: Partial<Request> = {}
  for (const key of writable) {
    const change = changes[key]
    const value = change === undefined ? current[key] : change
    if (value !== undefined) merged[key] = value
  }
  // Complete, because `current` is.
  return merged as Request
}

/**
 * What a newer server stores and this version does not know: sent back with the rest, because a PUT replaces everything. What
 * only the server writes it ignores.
 */
export function unknownMembers(current: object, writable: readonly PropertyKey[]): Record<string, unknown> {
  const isKnown = (name: string) => writable.includes(name) || /^(id|created_at|updated_at|last_\w+)$/.test(name)
  return Object.fromEntries(Object.entries(current).filter(([name]) => !isKnown(name)))
}
