/** The parts of a path that a caller gives, for the methods and for the raw client. */
import { describe } from '../base/describe.ts'
import { ArcValidationError } from '../errors.ts'

/**
 * The text of a path parameter. The server does not decode percent-escapes in paths (docs/wire-notes.md#routing), so that most
 * values cannot be addressed; an empty one would ask for the list, and `..` for what lies above.
 *
 * @throws ArcValidationError
 */
export function pathSegment(operation: string, name: string, given: unknown): string {
  if (given === undefined || given === '')
    throw new ArcValidationError(`${operation}: ${name} is missing; give a value`)
  if (!['string', 'number', 'bigint'].includes(typeof given)) {
    throw new ArcValidationError(`${operation}: ${name} is ${describe(given)}; give one name or id`)
  }
  if (typeof given === 'number' && !Number.isSafeInteger(given)) {
    throw new ArcValidationError(`${operation}: ${name} is ${given}; ids are whole numbers`)
  }
  const value = String(given)
  if (value === '.' || value === '..' || !/^[\w.~!*'()-]+$/.test(value)) {
    throw new ArcValidationError(
      `${operation}: ${name} ${describe(value)} cannot be part of a path; use letters, digits, "-", "_", "." and "~"`,
    )
  }
  return value
}
