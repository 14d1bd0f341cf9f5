/**
 * JSON text to a tree, failing with the very words of Go's `encoding/json` scanner: clients see them behind
 * `Invalid request body: `. Numbers keep their text, because Go decides by the text whether it fits a type.
 */
export type JsonNode =
  | { readonly type: 'null' }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'number'; readonly text: string }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'array'; readonly items: readonly JsonNode[] }
  | { readonly type: 'object'; readonly entries: readonly (readonly [string, JsonNode])[] }

/** The text is not JSON; the message is Go's. */
export class GoSyntaxError extends Error {
  override readonly name = 'GoSyntaxError'
}

/** Parses one JSON value that fills the whole text. */
export function parseGoJson(text: Uint8Array): JsonNode {
  return new Scanner(text).document()
}

const decoder = new TextDecoder()
const MAX_DEPTH = 10_000
const LITERALS = { t: 'true', f: 'false', n: 'null' } as const

class Scanner {
  readonly #bytes: Uint8Array
  #position = 0
  #depth = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  document(): JsonNode {
    const node = this.#value()
    this.#skipSpace()
    if (this.#position < this.#bytes.length) throw this.#unexpected('after top-level value')
    return node
  }

  #value(): JsonNode {
    this.#skipSpace()
    const char = this.#peek()
    switch (char) {
      case '{':
        return this.#nested(() => this.#object())
      case '[':
        return this.#nested(() => this.#array())
      case '"':
        return { type: 'string', value: this.#string() }
      case 't':
      case 'f':
      case 'n':
        return this.#literal(char)
      default:
        if (char === '-' || isDigit(char)) return { type: 'number', text: this.#number() }
        throw this.#unexpected('looking for beginning of value')
    }
  }

  #nested(read: () => JsonNode): JsonNode {
    this.#depth++
    if (this.#depth > MAX_DEPTH) throw new GoSyntaxError('exceeded max depth')
    this.#position++
    const node = read()
    this.#depth--
    return node
  }

  #object(): JsonNode {
    const entries: [string, JsonNode][] = []
    this.#skipSpace()
    if (this.#peek() === '}') {
      this.#position++
      return { type: 'object', entries }
    }
    for (;;) {
      this.#skipSpace()
      if (this.#peek() !== '"') {
        throw this.#unexpected('looking for beginning of object key string')
      }
      const key = this.#string()
      this.#skipSpace()
      if (this.#peek() !== ':') throw this.#unexpected('after object key')
      this.#position++
      entries.push([key, this.#value()])
      this.#skipSpace()
      const next = this.#peek()
      if (next !== ',' && next !== '}') throw this.#unexpected('after object key:value pair')
      this.#position++
      if (next === '}') return { type: 'object', entries }
    }
  }

  #array(): JsonNode {
    const items: JsonNode[] = []
    this.#skipSpace()
    if (this.#peek() === ']') {
      this.#position++
      return { type: 'array', items }
    }
    for (;;) {
      items.push(this.#value())
      this.#skipSpace()
      const next = this.#peek()
      if (next !== ',' && next !== ']') throw this.#unexpected('after array element')
      this.#position++
      if (next === ']') return { type: 'array', items }
    }
  }

  #string(): string {
    const start = this.#position
    this.#position++
    for (;;) {
      const char = this.#peek()
      if (char === '"') break
      if (char < ' ') throw this.#unexpected('in string literal')
      this.#position++
      if (char === '\\') this.#escape()
    }
    this.#position++
    const quoted = decoder.decode(this.#bytes.subarray(start, this.#position))
    // Go replaces half a surrogate pair by U+FFFD; the surrogates that are left after parsing are such halves.
    return String(JSON.parse(quoted)).replace(/\p{Surrogate}/gu, '\uFFFD')
  }

  #escape(): void {
    const char = this.#peek()
    if (char === 'u') {
      this.#position++
      for (let digit = 0; digit < 4; digit++) {
        if (!/[0-9a-fA-F]/.test(this.#peek())) {
          throw this.#unexpected('in \\u hexadecimal character escape')
        }
        this.#position++
      }
    } else if ('bfnrt\\/"'.includes(char)) {
      this.#position++
    } else {
      throw this.#unexpected('in string escape code')
    }
  }

  #number(): string {
    const start = this.#position
    if (this.#peek() === '-') this.#position++
    if (this.#peek() === '0') this.#position++
    else this.#digits('in numeric literal')
    if (this.#at() === '.') {
      this.#position++
      this.#digits('after decimal point in numeric literal')
    }
    if (this.#at() === 'e' || this.#at() === 'E') {
      this.#position++
      if (this.#at() === '+' || this.#at() === '-') this.#position++
      this.#digits('in exponent of numeric literal')
    }
    return decoder.decode(this.#bytes.subarray(start, this.#position))
  }

  #digits(context: string): void {
    if (!isDigit(this.#peek())) throw this.#unexpected(context)
    while (isDigit(this.#at() ?? '')) this.#position++
  }

  #literal(first: keyof typeof LITERALS): JsonNode {
    const word = LITERALS[first]
    for (let index = 1; index < word.length; index++) {
      this.#position++
      const context = `in literal ${word} (expecting '${word.charAt(index)}')`
      if (this.#peek() !== word.charAt(index)) throw this.#unexpected(context)
    }
    this.#position++
    return word === 'null' ? { type: 'null' } : { type: 'bool', value: word === 'true' }
  }

  #skipSpace(): void {
    while (' \t\r\n'.includes(this.#at() ?? 'x')) this.#position++
  }

  #at(): string | undefined {
    const byte = this.#bytes[this.#position]
    return byte === undefined ? undefined : String.fromCharCode(byte)
  }

  #peek(): string {
    const char = this.#at()
    if (char === undefined) throw new GoSyntaxError('unexpected end of JSON input')
    return char
  }

  #unexpected(context: string): GoSyntaxError {
    return new GoSyntaxError(`invalid character ${quoteChar(this.#at() ?? '')} ${context}`)
  }
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9'
}

/** Go prints the offending byte as a character in single quotes. */
function quoteChar(char: string): string {
  if (char === "'") return `'\\''`
  if (char === '"') return `'"'`
  const escapes: Record<string, string> = {
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '\\': '\\\\',
    '\b': '\\b',
    '\f': '\\f',
  }
  const code = char.charCodeAt(0)
  if (escapes[char] !== undefined) return `'${escapes[char]}'`
  if (code < 0x20 || code === 0x7f) return `'\\x${code.toString(16).padStart(2, '0')}'`
  if (code >= 0x80 && (code <= 0xa0 || code === 0xad)) return `'\\u${code.toString(16).padStart(4, '0')}'`
  return `'${char}'`
}
