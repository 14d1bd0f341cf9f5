/**
 * Finds out where in a piece of SQL a placeholder stands. A value is a whole literal, so it may only stand between tokens:
 * inside quotes or a comment, its own quotes would end what surrounds it. Follows DuckDB's lexical rules.
 */
import { ArcValidationError } from '../../errors.ts'

/** What the lexer is inside of; `code` is the only place for a value. */
export type SqlContext =
  | 'code'
  | 'a string literal'
  | 'an escape string literal'
  | 'a quoted identifier'
  | 'a dollar-quoted string'
  | 'a line comment'
  | 'a block comment'

const checked = new WeakSet<TemplateStringsArray>()

/** Throws unless every placeholder of the template stands in code, and the template closes what it opens. Cached per call site. */
export function checkTemplate(strings: TemplateStringsArray): void {
  if (checked.has(strings)) return
  checkEscapes(strings)
  const scanner = new SqlScanner()
  strings.forEach((text, index) => {
    scanner.scan(text)
    const last = index === strings.length - 1
    if (scanner.context === 'code' || (last && scanner.context === 'a line comment')) return
    throw new ArcValidationError(
      last
        ? `sql: the text ends inside ${scanner.context}; close it`
        : `sql: value ${index + 1} stands inside ${scanner.context}; take it out, sql adds the quotes itself`,
    )
  })
  checked.add(strings)
}

const ESCAPE = /^\\[bfnrtv0xu\\'"`${\r\n\u2028\u2029]$/

// In a template `\d` is `d`, without a word from JavaScript, and a text with `\u` or `\1` is not there at all.
function checkEscapes(strings: TemplateStringsArray): void {
  strings.raw.forEach((raw, index) => {
    const lost = raw.match(/\\./gs)?.find((pair) => !ESCAPE.test(pair))
    if (lost === undefined && typeof strings[index] === 'string') return
    throw new ArcValidationError(
      `sql: JavaScript does not keep the backslash of ${lost ?? JSON.stringify(raw)} in a template; write it twice`,
    )
  })
}

/** Throws for what Arc would silently read otherwise than DuckDB: a quote in a comment, a literal that ends in a backslash. */
export function checkReading(text: string): void {
  if (/--|\/\*|\\'/.test(text)) new SqlScanner().scan(text)
}

/** Whether `text` ends inside a `--` comment, which would swallow what follows it. */
export function endsInLineComment(text: string): boolean {
  const scanner = new SqlScanner()
  scanner.scan(text)
  return scanner.context === 'a line comment'
}

class SqlScanner {
  context: SqlContext = 'code'
  #dollarTag = ''
  #commentDepth = 0
  #commentStart = 0

  /** Continues with `text`. A placeholder ends the token before it, so only the context is carried over. */
  scan(text: string): void {
    let at = 0
    while (at < text.length) at = this.#step(text, at)
  }

  #step(text: string, at: number): number {
    switch (this.context) {
      case 'code':
        return this.#code(text, at)
      case 'a string literal':
        return this.#until(text, at, "'")
      case 'a quoted identifier':
        return this.#until(text, at, '"')
      case 'an escape string literal':
        return this.#escapeString(text, at)
      case 'a dollar-quoted string':
        return this.#until(text, at, this.#dollarTag)
      case 'a line comment':
        return this.#lineComment(text, at)
      case 'a block comment':
        return this.#blockComment(text, at)
      default:
        return this.context satisfies never
    }
  }

  #code(text: string, at: number): number {
    const two = text.slice(at, at + 2)
    if (two === '--') return this.#enter('a line comment', at + 2)
    if (two === '/*') {
      this.#commentDepth = 1
      this.#commentStart = at + 2
      return this.#enter('a block comment', at + 2)
    }
    switch (text[at]) {
      case "'":
        return this.#enter(isEscapePrefix(text, at) ? 'an escape string literal' : 'a string literal', at + 1)
      case '"':
        return this.#enter('a quoted identifier', at + 1)
      case '$': {
        const tag = /^\$(?:[A-Za-z_\x80-\uffff][\w\x80-\uffff]*)?\$/.exec(text.slice(at))?.[0]
        if (tag === undefined || isWord(text[at - 1])) return at + 1
        this.#dollarTag = tag
        return this.#enter('a dollar-quoted string', at + tag.length)
      }
      default:
        return at + 1
    }
  }

  #until(text: string, at: number, terminator: string): number {
    const found = text.indexOf(terminator, at)
    if (found === -1) return text.length
    const next = found + terminator.length
    const doubled = (terminator === "'" || terminator === '"') && text[next] === terminator
    if (doubled) return next + 1
    if (terminator.length === 1 && terminator !== '\n') this.#checkEnd(text, found)
    return this.#enter('code', next)
  }

  #escapeString(text: string, at: number): number {
    if (text[at] === '\\') return at + 2
    if (text[at] !== "'") return at + 1
    this.#checkEnd(text, at)
    return this.#enter('code', at + 1)
  }

  #checkEnd(text: string, quoteAt: number): void {
    if (text[quoteAt - 1] !== '\\') return
    throw new ArcValidationError(
      `the SQL has ${this.context} that ends in a backslash, which Arc takes for an escaped quote; write '…' || chr(92)`,
    )
  }

  #lineComment(text: string, at: number): number {
    const next = this.#until(text, at, '\n')
    checkQuotes(text.slice(at, next))
    return next
  }

  #blockComment(text: string, at: number): number {
    const two = text.slice(at, at + 2)
    if (two === '/*') this.#commentDepth++
    else if (two === '*/') this.#commentDepth--
    else return at + 1
    if (this.#commentDepth > 0) return at + 2
    checkQuotes(text.slice(this.#commentStart, at))
    return this.#enter('code', at + 2)
  }

  #enter(context: SqlContext, next: number): number {
    this.context = context
    return next
  }
}

// Arc finds literals before comments: an apostrophe in a comment swallows the SQL up to the next one.
function checkQuotes(comment: string): void {
  const odd = ["'", '"'].find((quote) => comment.split(quote).length % 2 === 0)
  if (odd === undefined) return
  throw new ArcValidationError(
    `the SQL has a ${odd} in a comment, which Arc takes for the start of a literal that reaches into the query; remove it`,
  )
}

function isEscapePrefix(text: string, quoteAt: number): boolean {
  const prefix = text[quoteAt - 1]
  return (prefix === 'e' || prefix === 'E') && !isWord(text[quoteAt - 2])
}

function isWord(char: string | undefined): boolean {
  return char !== undefined && /[\w$\x80-\uffff]/.test(char)
}
