/** SQL on its way to the server: fragments that hold it, and the checks that every query passes. */
import { SqlFragment } from '../../base/sql-fragment.ts'
import { ArcValidationError } from '../../errors.ts'

/** The text of a query, checked not to be blank. */
export function sqlText(query: string | SqlFragment): string {
  const text = typeof query === 'string' ? query : SqlFragment.is(query) ? query.text : undefined
  if (text === undefined) throw new ArcValidationError('the query is neither a string nor sql`…`')
  if (text.trim() === '') throw new ArcValidationError('the query is blank')
  if (text.includes('\0')) {
    throw new ArcValidationError(
      `the query holds U+0000 at ${text.indexOf('\0')}, where DuckDB would stop reading; a value may hold it: sql\`… \${value}\``,
    )
  }
  return text
}
