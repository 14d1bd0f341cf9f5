/** A piece of SQL that can safely be put into another one. Only `sql` and its members create it. */
export class SqlFragment {
  readonly #text: string

  private constructor(text: string) {
    this.#text = text
  }

  /** The SQL itself. */
  get text(): string {
    return this.#text
  }

  /** The same as `text`, so that a fragment can stand in a string. */
  toString(): string {
    return this.#text
  }

  /** Its text, so that a fragment in a request body is sent as SQL. */
  toJSON(): string {
    return this.#text
  }

  /** A fragment of text that is known to be SQL. @internal */
  static of(text: string): SqlFragment {
    return new SqlFragment(text)
  }

  /** @internal A look-alike from parsed JSON has no private field, and is refused like any object. */
  static is(value: unknown): value is SqlFragment {
    return typeof value === 'object' && value !== null && #text in value
  }
}

/**
 * Two pieces of SQL, with a space between them where they would become one word.
 *
 * @param fuses Matches the two letters at such a seam.
 */
export function glue(left: string, right: string, fuses: RegExp): string {
  return fuses.test(left.slice(-1) + right.slice(0, 1)) ? `${left} ${right}` : left + right
}
