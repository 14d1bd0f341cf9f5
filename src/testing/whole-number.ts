/** The check of a number that a test sets. */

/** Node takes a longer timer for one millisecond. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1

/** @throws TypeError */
export function checkWholeNumber(name: string, value: unknown, low: number, high: number): void {
  if (Number.isInteger(value) && Number(value) >= low && Number(value) <= high) return
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value)
  throw new TypeError(`${name} is ${shown}; give a whole number from ${low} to ${high}`)
}
