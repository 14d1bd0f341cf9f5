/** SQL inside the bodies of management requests. */

/** SQL as a string, or from the `sql` tag, which escapes its values. */
export type SqlText = string | { readonly text: string }

/** The text of SQL in either form. What is neither is passed on: the server says what is wrong. */
export function textOf(sql: SqlText): string {
  return typeof sql === 'object' && typeof sql?.text === 'string' ? sql.text : (sql as string)
}
