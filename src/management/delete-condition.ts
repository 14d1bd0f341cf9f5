/** The condition of a delete, as the server takes it. Loaded with the first delete. */
import { escapeString, stringValue, type Token, tokenize } from '../base/sql-lexer.ts'

/** What Arc forbids anywhere in the condition of a delete, in literals too (docs/wire-notes.md#deletes). */
const FORBIDDEN_IN_DELETES =
  /[;()]|--|\/\*|[xs]p_|\b(?:DROP|DELETE|INSERT|UPDATE|EXEC|EXECUTE|UNION|SELECT|CREATE|ALTER|COPY|ATTACH|DETACH|LOAD|INSTALL|PRAGMA|CALL|SET)\b/i

/** The condition of a delete, with literals that Arc does not refuse for a `;` or a word in them. */
export function conditionForDelete(where: string): string {
  if (typeof where !== 'string') return where
  let result = ''
  let at = 0
  for (const token of tokenize(where)) {
    const literal = token.isOpen || token.text !== '' ? undefined : literalForDelete(where, token)
    if (literal === undefined) continue
    result += where.slice(at, token.start) + literal
    at = token.end
  }
  return result + where.slice(at)
}

function literalForDelete(text: string, token: Token): string | undefined {
  const value = stringValue(text, token)
  const isForbidden = token.kind === 'dollar' || FORBIDDEN_IN_DELETES.test(text.slice(token.start, token.end))
  return value !== undefined && isForbidden ? escapeString(value, /[!-/:-@[-`{-~]|\b[A-Za-z]/g) : undefined
}
