/** What management requests have in common: SQL in them, the word that they mean it, and calls that belong to another one. */

import { describe } from '../base/describe.ts'
import { refusing } from '../base/refusing.ts'
import { SqlFragment } from '../base/sql-fragment.ts'
import { ArcValidationError } from '../errors.ts'
import type { CallOptions } from './operation.ts'

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

/** A call that either previews or acts. */
export interface Intent {
  readonly dry_run?: boolean | undefined
  readonly confirm?: boolean | undefined
}

/** @throws ArcValidationError unless the call says whether it previews (`dry_run`) or acts (`confirm`). */
export function requireIntent(operation: string, intent: Intent | undefined): void {
  if (refusing(operation, () => intent?.dry_run === true || intent?.confirm === true)) return
  throw new ArcValidationError(
    `${operation} deletes data: pass dry_run: true to see what it would do, or confirm: true to do it`,
  )
}

/** The options for a call beside the one that was asked for. */
export function withoutExtra(options: CallOptions | undefined): CallOptions {
  const { extra: _, ...others } = options ?? {}
  return others
}
