/** The checks of a delete's predicate, all of them on its text (docs/wire-notes.md#deletes). */
import { FILE_FUNCTIONS } from '../sql/checks.ts'

const FORBIDDEN_WORDS =
  /\b(?:DROP|DELETE|INSERT|UPDATE|EXEC|EXECUTE|UNION|SELECT|CREATE|ALTER|COPY|ATTACH|DETACH|LOAD|INSTALL|PRAGMA|CALL|SET)\b/i

type Predicate =
  | { readonly error: string; readonly matchesEverything?: never }
  | { readonly error?: never; readonly matchesEverything: boolean }

/** Says what is wrong with a predicate, or whether it is one of the three that name every row. */
export function checkPredicate(where: string): Predicate {
  const text = where.trim()
  if (text === '') {
    return {
      error: "WHERE clause is required. To delete all data, use WHERE clause '1=1' with confirm=true",
    }
  }
  const punctuation = [';', '--', '/*'].find((mark) => text.includes(mark))
  if (punctuation !== undefined) return { error: `WHERE clause contains forbidden pattern: ${punctuation}` }
  const word = FORBIDDEN_WORDS.exec(where)
  if (word !== null) return { error: `WHERE clause contains forbidden keyword: ${word[0].toUpperCase()}` }
  const call = FILE_FUNCTIONS.exec(where.replaceAll(/["`]/g, ''))
  if (call !== null) return { error: `WHERE clause contains forbidden file I/O function: ${call[1]}()` }
  if (count(where, "'") % 2 !== 0) return { error: 'WHERE clause has unmatched quotes' }
  if (count(where, '(') !== count(where, ')')) return { error: 'WHERE clause has unmatched parentheses' }
  const bare = text
    .toUpperCase()
    .replace(/^WHERE /, '')
    .trim()
  return { matchesEverything: bare === '1=1' || bare === 'TRUE' || bare === '1' }
}

function count(text: string, character: string): number {
  return text.split(character).length - 1
}
