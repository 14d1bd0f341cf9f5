/** A query as the rules see it, and the edits that they make. */
import type { TextEdit } from '../../base/sql-edits.ts'
import { quoteName, type Token } from '../../base/sql-lexer.ts'
import type { Range } from './conditions.ts'
import type { Reading } from './structure.ts'

/** What the text to send depends on, besides the text. */
export interface RewriteOptions {
  /** What goes into the database header; `undefined` for none. */
  readonly database?: string | undefined
  /** Whether files are not to be selected, past the server's caches. */
  readonly fresh?: boolean | undefined
  /** The latest row of the `openEnded` measurements, in microseconds, where it is further ahead than Arc looks. */
  readonly latest?: number | undefined
}

/** A query as the rules see it. `code` is its tokens without comments. */
export interface Query extends RewriteOptions {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly code: readonly Token[]
  readonly reading: Reading
  /** The time range of each measurement; none where the reading is not sure. */
  readonly ranges: readonly Range[]
}

/** An edit, and the rule that made it. */
export interface Edit extends TextEdit {
  readonly rule: string
}

/** The edits of all rules. */
export class Edits {
  readonly list: Edit[] = []
  /** The rule at work. */
  rule = ''

  replace({ start, end }: { readonly start: number; readonly end: number }, text: string): void {
    this.list.push({ start, end, text, rule: this.rule })
  }

  insert(at: number, text: string): void {
    this.list.push({ start: at, end: at, text, rule: this.rule })
  }

  /** Puts tokens into parentheses, or into a call. */
  around(first: Token | undefined, last: Token | undefined, open = '('): void {
    if (first === undefined || last === undefined) return
    this.insert(first.start, open)
    this.insert(last.end, ')')
  }
}

export const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Words that Arc refuses anywhere without quotes, be they keywords or names. */
export const FORBIDDEN = words('attach detach copy pragma set reset load install call drop secret')

const RESERVED = words(
  'all and any array as asc asymmetric both case cast check collate column constraint create default deferrable desc describe distinct do else end except false fetch for foreign from grant group having in initially intersect into lambda lateral leading limit not null offset on only or order pivot placing primary qualify references returning select show some summarize symmetric table then to trailing true union unique unpivot using variadic when where window with',
)

export const quoteIfNeeded = (name: string) =>
  /^[A-Za-z_]\w*$/.test(name) && !RESERVED.has(name.toLowerCase()) && !FORBIDDEN.has(name.toLowerCase())
    ? name
    : quoteName(name)
