/** The time value of a `Date` from any realm; `undefined` for anything else, such as what only inherits from `Date`. */
export function millisOfDate(value: object): number | undefined {
  try {
    return value instanceof Date ? value.getTime() : Date.prototype.getTime.call(value)
  } catch {
    return undefined
  }
}
