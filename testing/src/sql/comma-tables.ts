/** The names behind the commas of a table list, which the server reads as measurements since 26.09.3 (#978). */

/** Words after which a comma no longer continues the list of tables. */
const LIST_ENDS = /^(?:where|group|having|order|limit|offset|window|qualify|union|except|intersect|fetch|for|select)$/i

export interface CommaTable {
  /** Where it begins. */
  readonly at: number
  /** `cpu`, `metrics.cpu`, or the placeholder of a quoted name. */
  readonly name: string
}

/** In masked text without comments, from the first to the last. Calls of functions and what is in parentheses are none. */
export function commaTables(masked: string): CommaTable[] {
  const found: CommaTable[] = []
  /** Per depth of parentheses, whether a FROM's table list is open. */
  const open = [false]
  let isBehindComma = false
  for (const { 0: token, index } of masked.matchAll(/\w+(?:\.\w+)?|[(),]/g)) {
    if (token === '(') open.push(false)
    else if (token === ')') {
      if (open.length > 1) open.pop()
    } else if (token === ',') {
      isBehindComma = open.at(-1) ?? false
      continue
    } else if (/^from$/i.test(token)) {
      open[open.length - 1] = true
    } else {
      if (LIST_ENDS.test(token)) open[open.length - 1] = false
      const isCall = /^\s*\(/.test(masked.slice(index + token.length))
      if (isBehindComma && !isCall && /^[A-Za-z_]/.test(token) && !/^(?:lateral|__STR_\d+__)$/i.test(token)) {
        found.push({ at: index, name: token })
      }
    }
    isBehindComma = false
  }
  return found
}
