/**
 * Numbers that JSON carries and `JSON.parse` would round: integers beyond 2^53, and the sums and decimals that servers since
 * 26.09.2 send as numbers.
 *
 * Every double has a shortest text, which both Go and JavaScript write. A number of more digits than its double has is none,
 * but an integer or a decimal, and rounding it would change it.
 */

import { ArcQueryError } from '../errors.ts'

/** Marks a number that was made a text, in front of it. No text of a server begins like this. */
const ROUNDED = '\u0000rounded:'

/** The JSON with every number that would be rounded as a marked text, for {@link exactRows}. */
export function withoutRounding(json: string): string {
  // Fewer characters than this hold 15 digits at most, which a double always keeps.
  if (!/[\d.]{16}/.test(json)) return json
  return json.replace(/"(?:[^"\\]|\\.)*"|-?[\d.]{16,}(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') || isExact(token) ? token : JSON.stringify(ROUNDED + token),
  )
}

/**
 * The rows with the text of every number that would have been rounded.
 *
 * @throws ArcQueryError that names the column, unless such numbers are to be texts.
 */
export function exactRows(
  rows: readonly (readonly unknown[])[],
  columns: readonly string[],
  bigNumbers: 'error' | 'text',
): readonly (readonly unknown[])[] {
  return rows.map((row, at) =>
    row.map((value, column) => {
      if (typeof value !== 'string' || !value.startsWith(ROUNDED)) return value
      const number = value.slice(ROUNDED.length)
      if (bigNumbers === 'text') return number
      throw new ArcQueryError(
        `"${columns[column]}", row ${at}: ${number} has more digits than a JavaScript number holds; use query.rows, or take such numbers as text with bigNumbers: 'text'`,
        { category: 'out-of-range' },
      )
    }),
  )
}

function isExact(number: string): boolean {
  return digitsOf(number) === digitsOf(String(Number(number)))
}

/** The digits without those that only say how large it is: `-0.0120` and `1.2e9` both have `12`. */
function digitsOf(number: string): string {
  const [mantissa = ''] = number.split(/[eE]/)
  return mantissa.replace(/[^\d]/g, '').replace(/^0+|0+$/g, '')
}
