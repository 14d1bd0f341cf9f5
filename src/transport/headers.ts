/** The headers that a caller gives: what is no header would be the runtime's error, which names none and may print the value. */
import { describe } from '../base/describe.ts'
import { isHeaders } from '../base/kinds.ts'
import { ArcUsageError } from '../errors.ts'

/** The names and values of headers, whatever form they are in. */
export function headerEntries(headers: object): readonly (readonly [string, unknown])[] {
  return isHeaders(headers) || Array.isArray(headers) ? Array.from(headers) : Object.entries(headers)
}

/** @throws ArcUsageError for what is no name or value of a header, naming it. */
export function checkHeader(name: string, value: unknown, option = 'headers'): asserts value is string {
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) throw new ArcUsageError(`${option}: ${describe(name)} is not a header name`)
  if (typeof value !== 'string' || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
    throw new ArcUsageError(`${option}: the value of ${describe(name)} must be a string of Latin-1 without line breaks`)
  }
}
