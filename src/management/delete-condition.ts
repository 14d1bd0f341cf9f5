/** The condition of a delete, as the server takes it. Loaded with the first delete. */
import { applyEdits, type TextEdit } from '../base/sql-edits.ts'
import { escapeString, partners, quoteName, stringValue, type Token, tokenize } from '../base/sql-lexer.ts'
import { comparedColumns } from '../base/sql-numbers.ts'
import type { DeleteRequest } from '../generated/models.ts'

/** What Arc forbids anywhere in the condition of a delete, in literals too (docs/wire-notes.md#deletes). */
const FORBIDDEN_IN_DELETES =
  /[;()]|--|\/\*|[xs]p_|\b(?:DROP|DELETE|INSERT|UPDATE|EXEC|EXECUTE|UNION|SELECT|CREATE|ALTER|COPY|ATTACH|DETACH|LOAD|INSTALL|PRAGMA|CALL|SET)\b/i

const WHERE = 'WHERE '

/**
 * The condition of a delete, with literals that Arc does not refuse for a `;` or a word in them, and comparisons with numbers
 * that are right for NaN: by itself, `f < 5` deletes the rows with NaN as well where no value is larger.
 */
export function conditionForDelete(where: string): string {
  if (typeof where !== 'string') return where
  const text = WHERE + where
  const tokens = tokenize(text)
  const edits: TextEdit[] = []
  for (const token of tokens) {
    const literal = token.isOpen || token.text !== '' ? undefined : literalForDelete(text, token)
    if (literal !== undefined) edits.push({ start: token.start, end: token.end, text: literal })
  }
  const code = tokens.filter(({ kind }) => kind !== 'comment')
  for (const [first, last] of comparedColumns(code, partners(code))) {
    const [{ start }, { end }] = [code[first] as Token, code[last] as Token]
    edits.push({ start, end, text: `least(${text.slice(start, end)})` })
  }
  edits.sort((a, b) => a.start - b.start)
  return applyEdits(text, edits).slice(WHERE.length)
}

/** A query that fails where the condition does: as in a delete, it cannot use the measurement's name, because of the alias. */
export function queryOfCondition({ database, measurement, where }: DeleteRequest): string {
  return `SELECT 1 FROM ${quoteName(database)}.${quoteName(measurement)} AS checked_rows WHERE ${where}`
}

function literalForDelete(text: string, token: Token): string | undefined {
  const value = stringValue(text, token)
  const isForbidden = token.kind === 'dollar' || FORBIDDEN_IN_DELETES.test(text.slice(token.start, token.end))
  return value !== undefined && isForbidden ? escapeString(value, /[!-/:-@[-`{-~]|\b[A-Za-z]/g) : undefined
}
