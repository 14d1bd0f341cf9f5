/** Texts of SQL with parts replaced. */
import { glue } from './sql-fragment.ts'

/** What must not meet at a seam: `SELECT'a'` needs no space, but `SELECT e'a'` does. */
const FUSES = /[\w$"'\x80-\uffff][\w$"'\x80-\uffff]/

/** The text from `start` to `end` is replaced. */
export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The text with these edits, which are in order; of those that overlap the first one counts. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = ''
  let at = 0
  for (const { start, end, text: replacement } of edits) {
    if (start < at) continue
    result = glue(glue(result, text.slice(at, start), FUSES), replacement, FUSES)
    at = end
  }
  return glue(result, text.slice(at), FUSES)
}
