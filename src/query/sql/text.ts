/** SQL on its way to the server: fragments that hold it, and the checks that every query passes. */
import { SqlFragment } from '../../base/sql-fragment.ts'
import { ArcValidationError } from '../../errors.ts'

/** The longest query the server takes, in UTF-8 bytes (docs/wire-notes.md#sql-limits). */
const MAX_SQL_BYTES = 10_000

/** The text to send, checked to be neither blank nor too long for the server. */
export function sqlText(query: string | SqlFragment): string {
  const text = typeof query === 'string' ? query : SqlFragment.is(query) ? query.text : undefined
  if (text === undefined) throw new ArcValidationError('the query is neither a string nor sql`…`')
  if (text.trim() === '') throw new ArcValidationError('the query is blank')
  if (text.includes('\0')) {
    throw new ArcValidationError(
      `the query holds U+0000 at ${text.indexOf('\0')}, where DuckDB would stop reading; a value may hold it: sql\`… \${value}\``,
    )
  }
  // UTF-8 needs at most three bytes per UTF-16 unit, so only long texts have to be measured.
  if (text.length * 3 > MAX_SQL_BYTES) {
    const bytes = new TextEncoder().encode(text).length
    if (bytes > MAX_SQL_BYTES) {
      throw new ArcValidationError(
        `the query has ${bytes} bytes of UTF-8; the server takes at most ${MAX_SQL_BYTES}. Split long IN lists into several queries`,
      )
    }
  }
  return text
}
