/** SQL inside the bodies of management requests. */

import { describe } from '../base/describe.ts'
import { SqlFragment } from '../base/sql-fragment.ts'
import { ArcValidationError } from '../errors.ts'

/** SQL as a string, or from the `sql` tag, which escapes its values. */
export type SqlText = string | SqlFragment

/**
 * The text of SQL in either form.
 *
 * @param place - `delete.rows: where`, to begin the message with.
 * @throws ArcValidationError for anything else: `ready && sql…` is `false` at times, and `true` would match every row.
 */
export function textOf(sql: SqlText, place: string): string {
  const text: unknown = SqlFragment.is(sql) ? sql.text : sql
  if (typeof text === 'string' && text.trim() !== '') return text
  throw new ArcValidationError(
    `${place} is ${text === undefined ? 'missing' : describe(text)}; give a string of SQL that is not blank, or sql\`…\``,
  )
}
