/** What the engine says of hostile input, such as a revoked proxy, a length that no array has, or a text that is too long. */
import { ArcValidationError } from '../errors.ts'
import { isError } from './kinds.ts'

/**
 * The refusal to throw for what `operation` has thrown, if that is the engine's. Other errors stay as they are: what a source
 * or a getter throws is the caller's own.
 */
export function refusalOf(operation: string, error: unknown): unknown {
  if (!isError(error)) return error
  // By their names, which are the same in every realm; Node says of a text that is too long what is neither.
  const { name, code } = error as { readonly name: unknown; readonly code?: unknown }
  if (name !== 'TypeError' && name !== 'RangeError' && code !== 'ERR_STRING_TOO_LONG') return error
  return new ArcValidationError(`${operation} cannot read what was given: ${error.message}`, { cause: error })
}

/** Runs `work`, and makes what the engine throws a refusal. */
export function refusing<Result>(operation: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw refusalOf(operation, error)
  }
}

/** The same for work that takes time. */
export async function refusingAsync<Result>(operation: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw refusalOf(operation, error)
  }
}

/** Items of an array in a request; one that claims more, as a proxy can, would be written for minutes. */
const MAX_ITEMS = 2 ** 20

/** For `JSON.stringify`. @throws ArcValidationError for an array that is too long. */
export function boundedItem(name: string, value: unknown): unknown {
  if (!Array.isArray(value) || value.length <= MAX_ITEMS) return value
  throw new ArcValidationError(
    `${name || 'the body'} is an array of length ${value.length}; give ${MAX_ITEMS} items at most`,
  )
}
