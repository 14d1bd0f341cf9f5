/** Stored definitions: each has a name of its own, and a PUT that replaces everything changes it. */
import { ArcConflictError, ArcValidationError } from '../errors.ts'
import type { CallOptions } from './operation.ts'
import { withoutExtra } from './requests.ts'

/** What became of a definition that was to be there. */
export type Ensured<Stored> = Stored & { readonly outcome: 'created' | 'changed' | 'unchanged' }

/** The methods that definitions of one kind have. */
interface Definitions<Request, Stored> {
  get(id: number, options?: CallOptions): Promise<Stored>
  create(body: Request, options?: CallOptions): Promise<Stored>
  update(id: number, body: Request, options?: CallOptions): Promise<Stored>
}

interface Kind<Request, Stored> {
  readonly list: (options: CallOptions) => Promise<readonly Stored[]>
  readonly writable: readonly (keyof Request)[]
  readonly unset: Changes<Request>
}

/** Changes the fields given, and keeps the others. */
export async function patchDefinition<Request extends object, Stored extends Request>(
  definitions: Definitions<Request, Stored>,
  id: number,
  changes: Changes<Request>,
  writable: readonly (keyof Request)[],
  options?: CallOptions,
): Promise<Stored> {
  const current = await definitions.get(id, withoutExtra(options))
  const extra = { ...unknownMembers(current, writable), ...options?.extra }
  return definitions.update(id, merge(current, changes, writable), { ...options, extra })
}

/**
 * Creates a definition, or changes the one of its name where it differs.
 *
 * @param kind - How to list those of its kind; the fields that can be written, and what those are that were left out of a new one.
 */
export async function ensureDefinition<
  Request extends { readonly name: string },
  Stored extends Request & { readonly id: number },
>(
  definitions: Definitions<Request, Stored>,
  { list, writable, unset }: Kind<Request, Stored>,
  wanted: Request,
  options?: CallOptions,
): Promise<Ensured<Stored>> {
  const find = async () => (await list(withoutExtra(options))).find(({ name }) => name === wanted.name)
  let stored = await find()
  if (stored === undefined) {
    try {
      return { ...(await definitions.create(wanted, options)), outcome: 'created' }
    } catch (error) {
      // Someone else was faster.
      stored = error instanceof ArcConflictError ? await find() : undefined
      if (stored === undefined) throw error
    }
  }
  const whole = merge<Request>({ ...stored, ...unset }, wanted, writable)
  const extra = { ...unknownMembers(stored, writable), ...options?.extra }
  const current = stored as Readonly<Record<string, unknown>>
  if (Object.entries({ ...whole, ...extra }).every(([name, value]) => isSame(value, current[name]))) {
    return { ...stored, outcome: 'unchanged' }
  }
  return { ...(await definitions.update(stored.id, whole, { ...options, extra })), outcome: 'changed' }
}

/** Whether two values are the same in JSON; NaN, which is not, is like nothing. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a === 'bigint') return Number(a) === b
  if (typeof a !== 'object' || a === null) return a === b
  return JSON.stringify(a) === JSON.stringify(b)
}

type Changes<Request> = { readonly [Key in keyof Request]?: Request[Key] | undefined }

/**
 * The request that keeps every writable field of `current` except those set in `changes`; `undefined` changes nothing.
 * Fields that only the server writes are left out.
 *
 * @throws `ArcValidationError` `changes` has a field that does not exist.
 */
function merge<Request extends object>(
  current: Request,
  changes: Changes<Request>,
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
function unknownMembers(current: object, writable: readonly PropertyKey[]): Record<string, unknown> {
  const isKnown = (name: string) => writable.includes(name) || /^(id|created_at|updated_at|last_\w+)$/.test(name)
  return Object.fromEntries(Object.entries(current).filter(([name]) => !isKnown(name)))
}
