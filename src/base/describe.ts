/** What messages say about values, failures and quantities. */
import { isError, millisOfDate } from './kinds.ts'

const MAX_LENGTH = 80

/** What a value is, for an error message: short, and safe for any value. Texts are quoted. */
export function describe(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.length > MAX_LENGTH ? `${value.slice(0, MAX_LENGTH)}…` : value)
    case 'bigint':
      return `${value}n`
    case 'object':
      return value === null ? 'null' : kindOf(value)
    case 'function':
    case 'symbol':
      return `a ${typeof value}`
    default:
      return Object.is(value, -0) ? '-0' : String(value)
  }
}

/** `an array`, `a Date`, `an object`, `an object (Map)`. */
function kindOf(value: object): string {
  try {
    if (Array.isArray(value)) return 'an array'
    if (millisOfDate(value) !== undefined) return 'a Date'
    const tag = Object.prototype.toString.call(value).slice(8, -1)
    return tag === 'Object' ? 'an object' : `an object (${tag})`
  } catch {
    // A revoked proxy, or a getter of Symbol.toStringTag that throws.
    return 'an object'
  }
}

/** The message of what was thrown, which can be anything. */
export function messageOf(thrown: unknown): string {
  return isError(thrown) ? thrown.message : describe(thrown)
}

/** `1 row`, `2 rows`. */
export function quantity(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
