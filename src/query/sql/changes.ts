/** What is told of a rewritten query, and why: loaded by `arc.query.meaning` only. */
import type { Edit } from './query.ts'

/** One place where the text that is sent differs from the one that was written. */
export interface QueryChange {
  /** Which rule made it. */
  readonly rule: string
  /** The place as it was written. */
  readonly before: string
  /** The place as it is sent. */
  readonly after: string
  /** What Arc does with the words as they were. */
  readonly why: string
  /** The section of the documentation that describes the trap. */
  readonly docs: string
}

/** What is sent for a query. */
export interface QueryMeaning {
  /** The text that is sent. */
  readonly sql: string
  /** Where it differs from the one that was written; empty where it is the same. */
  readonly changes: readonly QueryChange[]
}

/** What each rule avoids; the facts are in docs/wire-notes.md#sql-traps, of v26.09.1. */
const REASONS: Readonly<Record<string, string>> = {
  comments: 'Arc finds literals and conditions in comments',
  literals: 'Arc reaches into this literal',
  spaces: 'Arc knows no other white space than that of ASCII',
  statements: 'Arc finds measurements behind FROM and JOIN only',
  measurements: 'Arc finds measurements right behind FROM and JOIN only, and they lose their names',
  'forbidden-words': 'Arc refuses this word anywhere without quotes',
  'names-of-with': 'Arc would take a name of WITH for a measurement',
  'is-distinct-from': 'Arc takes what follows FROM for a measurement',
  'table-positions': 'Arc believes this to stand where a table does, and refuses it',
  'time-buckets': 'Arc replaces this call by arithmetic that is not the same',
  'empty-texts': 'Arc moves a comparison with the empty text past an OR',
  nan: "the bounds of Arc's files leave NaN out, and DuckDB decides by them",
  'time-ranges': 'Arc would read the files of other hours than the query needs',
  shortcut: 'in a query without quotes Arc takes the first FROM for the only one',
}

/** The edits of a text, as they are told. */
export function changesOf(text: string, edits: readonly Edit[]): QueryChange[] {
  return edits.map(({ start, end, text: after, rule }) => ({
    rule,
    before: text.slice(start, end),
    after,
    why: REASONS[rule] ?? '',
    docs: `docs/sql-traps.md#${rule}`,
  }))
}
