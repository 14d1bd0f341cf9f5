/** The checks of what a test sets, for options and faults alike. */

/** Node takes a longer timer for one millisecond. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1

/** @throws TypeError */
export function checkWholeNumber(name: string, value: unknown, low: number, high: number): void {
  if (Number.isInteger(value) && Number(value) >= low && Number(value) <= high) return
  refuseSetting(name, value, `a whole number from ${low} to ${high}`)
}

/** @throws TypeError that shows the value and says what is wanted. */
export function refuseSetting(name: string, value: unknown, wanted: string): never {
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value)
  throw new TypeError(`${name} is ${shown}; give ${wanted}`)
}
