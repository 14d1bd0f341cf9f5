/** JavaScript can throw anything; callbacks and error lists only ever get an `Error`. */
import { isError } from '../../base/kinds.ts'
import { describe } from '../../describe.ts'
import { ArcError } from '../../errors.ts'

/** What was thrown, or given as the reason of an abort, as an error. */
export function errorOf(thrown: unknown): Error {
  if (isError(thrown)) return thrown
  return new ArcError(`${describe(thrown)} was thrown, which is not an Error`, { cause: thrown })
}
