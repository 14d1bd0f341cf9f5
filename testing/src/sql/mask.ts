/**
 * The textual view of SQL on which the server's checks and rewrites work: literals and quoted names replaced by
 * word-shaped placeholders, comments removed. It is not a parser, and where it is wrong it must be wrong in the server's
 * way (docs/wire-notes.md#sql-traps).
 */

/** SQL without literals, and what its placeholders stand for. */
export interface MaskedSql {
  readonly sql: string
  readonly masks: readonly Mask[]
}

interface Mask {
  readonly placeholder: string
  readonly original: string
  /** A double-quoted name, as opposed to a string. Equal names share a placeholder. */
  readonly isName: boolean
}

/** Replaces `'…'`, `E'…'`, `$tag$…$tag$` and `"…"`. */
export function maskLiterals(sql: string): MaskedSql {
  const masks: Mask[] = []
  const names = new Map<string, string>()
  let masked = ''
  let at = 0
  while (at < sql.length) {
    const end = literalEnd(sql, at)
    if (end === undefined) {
      masked += sql[at++]
      continue
    }
    const original = sql.slice(at, end)
    const isName = original.startsWith('"')
    let placeholder = isName ? names.get(original) : undefined
    if (placeholder === undefined) {
      placeholder = `__${isName ? 'IDENT' : 'STR'}_${masks.length}__`
      masks.push({ placeholder, original, isName })
      if (isName) names.set(original, placeholder)
    }
    masked += placeholder
    at = end
  }
  return { sql: masked, masks }
}

/** Puts literals and names back; placeholders that a rewrite consumed are gone. */
export function unmaskLiterals(sql: string, masks: readonly Mask[]): string {
  return masks.reduce(
    (text, { placeholder, original, isName }) =>
      isName ? text.replaceAll(placeholder, () => original) : text.replace(placeholder, () => original),
    sql,
  )
}

/** The names behind the placeholders of quoted names, without their quotes. */
export function quotedNames(masks: readonly Mask[]): ReadonlyMap<string, string> {
  return new Map(
    masks
      .filter(({ isName }) => isName)
      .map(({ placeholder, original }) => [placeholder, original.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"')]),
  )
}

/**
 * A pattern as Go reads it: white space is ASCII. JavaScript's also has the no-break space, which comes with SQL from a
 * web page, and behind which the server sees no table.
 */
export function goPattern({ source, flags }: RegExp): RegExp {
  return new RegExp(source.replaceAll('\\s', '[\\t\\n\\f\\r ]'), flags)
}

/** Removes line comments up to their line end, and block comments, which leave a space. */
export function stripComments(sql: string): string {
  return sql.replaceAll(/--[^\n]*|\/\*.*?(?:\*\/|$)/gs, (comment) => (comment.startsWith('/*') ? ' ' : ''))
}

/** Functions whose arguments hold a FROM that names no table: `EXTRACT(year FROM time)`. */
const FROM_FUNCTIONS = /^(?:extract|substring|trim|overlay)$/i
const FROM_FUNCTION_CALL = goPattern(/\b(?:extract|substring|trim|overlay)\s*\(/i)
const CALLED_NAME = goPattern(/(?<![\w"`])(\w+)\s*$/)

/** Hides the FROM of those functions; one inside a subquery of theirs stays. */
export function maskFunctionFroms(sql: string): MaskedSql {
  const masks: Mask[] = []
  const frames: number[] = []
  let depth = 0
  const masked = sql.replaceAll(/\(|\)|\bfrom\b/gi, (token, at: number) => {
    if (token === '(') {
      depth++
      const name = CALLED_NAME.exec(stripComments(sql.slice(0, at)))?.[1] ?? ''
      if (FROM_FUNCTIONS.test(name)) frames.push(depth)
      return token
    }
    if (token === ')') {
      if (frames.at(-1) === depth) frames.pop()
      depth--
      return token
    }
    if (frames.at(-1) !== depth) return token
    const placeholder = `__FROM_MASK_${masks.length}__`
    masks.push({ placeholder, original: token, isName: false })
    return placeholder
  })
  return { sql: masked, masks }
}

/** Whether `EXTRACT(`, `SUBSTRING(`, `TRIM(` or `OVERLAY(` occurs. */
export function callsFromFunction(sql: string): boolean {
  return FROM_FUNCTION_CALL.test(stripComments(sql))
}

/** Where the literal that starts at `at` ends, if one does. */
function literalEnd(sql: string, at: number): number | undefined {
  const character = sql[at]
  if (character === "'" || character === '"') return quotedEnd(sql, at, character)
  if ((character === 'e' || character === 'E') && sql[at + 1] === "'" && !/\w/.test(sql[at - 1] ?? ' ')) {
    return quotedEnd(sql, at + 1, "'")
  }
  // Behind a word it belongs to the word: `a$b$` is a name.
  if (character !== '$' || /\w/.test(sql[at - 1] ?? ' ')) return undefined
  const tag = /^\$(?:[A-Za-z_]\w*)?\$/.exec(sql.slice(at))?.[0]
  if (tag === undefined) return undefined
  const closing = sql.indexOf(tag, at + tag.length)
  return closing < 0 ? sql.length : closing + tag.length
}

/** A doubled quote stays inside; so does one after a backslash, which DuckDB sees differently. */
function quotedEnd(sql: string, start: number, quote: string): number {
  let at = start + 1
  while (at < sql.length) {
    if (sql[at] !== quote) at++
    else if (sql[at + 1] === quote) at += 2
    else if (sql[at - 1] === '\\') at++
    else return at + 1
  }
  return sql.length
}
