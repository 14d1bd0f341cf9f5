/**
 * Takes what must not be shown out of errors, logs and spans: the token and the credentials of the request's headers, which
 * pages, errors and redirects repeat, and passwords in URLs.
 */
import { isError } from '../base/kinds.ts'
import { ArcError } from '../errors.ts'

/** What a secret is replaced by. */
const SHOWN = '[secret]'

/** Headers whose values let somebody in, to Arc or to a proxy before it. */
const SECRET_HEADER = /auth|cookie|key|secret|token|passw/

/** A shorter secret may be a word of any text: it is only taken out where it is said to be one. */
const MIN_LENGTH = 8

/** What says so. */
const SAID = '(?:bearer|basic|token|key|cookie|secret|passw\\w{0,5}|authorization)'

/** Of a longer secret the beginning is looked for, and the rest of its word goes with it. */
const MAX_LENGTH = 128

/** Deeper values are not shown: bodies of errors have three levels. */
const MAX_DEPTH = 32

/** Takes the secrets of a request out of what is going to be shown of it. */
export type Conceal = <Value>(shown: Value) => Value

type Inner = <Value>(shown: Value) => Value

/** What is looked for in a text. */
interface Wanted {
  /** Texts whose word goes with them, in the alphabet of {@link plainOf}. */
  readonly texts: readonly string[]
  /** What is only recognized by what stands around it. */
  readonly pattern: RegExp
}

/** The value without the secrets of these headers: an {@link ArcError} is changed in place, anything else copied if need be. */
export function concealed<Value>(shown: Value, headers: Readonly<Record<string, string>>): Value {
  return within(shown, wantedOf(headers), new Map(), 0) as Value
}

function wantedOf(headers: Readonly<Record<string, string>>): Wanted {
  const texts: string[] = []
  // The user and password of a URL.
  const patterns = ['(?<=//)[^\\s/@:?#]*:[^\\s/@?#]*(?=@)']
  for (const secret of secretsOf(headers)) {
    if (secret.length >= MIN_LENGTH) texts.push(...formsOf(secret))
    else patterns.push(`(?<=${SAID}[\\s"':=]{0,4})${secret.replace(/\W/g, '\\$&')}(?![\\w-])`)
  }
  return { texts, pattern: new RegExp(patterns.join('|'), 'gi') }
}

function secretsOf(headers: Readonly<Record<string, string>>): Set<string> {
  const secrets = new Set<string>()
  for (const [name, value] of Object.entries(headers)) {
    if (!SECRET_HEADER.test(name)) continue
    const [, scheme, single] = /^\s*(?:(\S+)\s+)?(\S+)\s*$/.exec(value) ?? []
    if (single !== undefined) secrets.add(single)
    if (scheme?.toLowerCase() === 'basic') secrets.add(passwordOf(single ?? ''))
    // Several words: the cookies of a header, the parameters of a scheme.
    for (const word of value.split(/[\s;,=]+/)) {
      if (word.length >= MIN_LENGTH) secrets.add(word)
    }
  }
  secrets.delete('')
  return secrets
}

function passwordOf(credentials: string): string {
  try {
    return atob(credentials).replace(/^[^:]*:/, '')
  } catch {
    return ''
  }
}

/** The secret as it is, and within base64, where it looks different at each of three places. */
function formsOf(secret: string): string[] {
  const start = sameAlphabet(secret.slice(0, MAX_LENGTH))
  if (/[^\0-\xff]/.test(start)) return [start]
  const encoded = [0, 2, 3].map((skipped, shift) => {
    const bits = (shift + start.length) * 8
    return btoa('\0'.repeat(shift) + secret.slice(0, MAX_LENGTH)).slice(skipped, Math.floor(bits / 6))
  })
  return [start, ...encoded]
}

/** The two alphabets of base64 as one. */
function sameAlphabet(text: string): string {
  return text.replace(/-/g, '+').replace(/_/g, '/')
}

/** A character as URLs, JSON and HTML write it. */
const ESCAPED = /%(?:25)?([\da-f]{2})|\\u00([\da-f]{2})|&#x0?0?([\da-f]{2});|&#0?(\d{2,3});|\\(?=[^\w\s])/gi

/** The text with nothing escaped, and where each of its characters is in `text`. */
function plainOf(text: string): { readonly plain: string; readonly positionOf: (index: number) => number } {
  const parts: string[] = []
  const positions: number[] = []
  let from = 0
  const copy = (until: number) => {
    for (let at = from; at < until; at++) positions.push(at)
    parts.push(text.slice(from, until))
  }
  for (const match of text.matchAll(ESCAPED)) {
    copy(match.index)
    const [whole, url, json, html, decimal] = match
    const hex = url ?? json ?? html
    if (hex !== undefined || decimal !== undefined) {
      parts.push(String.fromCharCode(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)))
      positions.push(match.index)
    }
    from = match.index + whole.length
  }
  if (from === 0) return { plain: sameAlphabet(text), positionOf: (index) => index }
  copy(text.length)
  return { plain: sameAlphabet(parts.join('')), positionOf: (index) => positions[index] ?? text.length }
}

function withoutSecrets(given: string, { texts, pattern }: Wanted): string {
  const text = given.replace(pattern, SHOWN)
  const { plain, positionOf } = plainOf(text)
  const ranges: [start: number, end: number][] = []
  for (const secret of texts) {
    for (let at = plain.indexOf(secret); at >= 0; at = plain.indexOf(secret, at + secret.length)) {
      ranges.push([positionOf(at), positionOf(at + secret.length)])
    }
  }
  ranges.sort(([a], [b]) => a - b)
  const word = /[\w+/=~.%-]*/y
  let shown = ''
  let from = 0
  for (const [start, end] of ranges) {
    if (start >= from) shown += text.slice(from, start) + SHOWN
    word.lastIndex = Math.max(from, end)
    word.test(text)
    from = word.lastIndex
  }
  return shown + text.slice(from)
}

function within(value: unknown, wanted: Wanted, seen: Map<object, unknown>, depth: number): unknown {
  if (typeof value === 'string') return withoutSecrets(value, wanted)
  if (typeof value !== 'object' || value === null) return value
  if (depth > MAX_DEPTH) return '…'
  if (seen.has(value)) return seen.get(value)
  seen.set(value, '…')
  const inner: Inner = (shown) => within(shown, wanted, seen, depth + 1) as typeof shown
  const result = isError(value) ? concealedError(value, inner) : concealedData(value, inner)
  seen.set(value, result)
  return result
}

function concealedData(value: object, inner: Inner): unknown {
  if (Array.isArray(value)) {
    const items = value.map(inner)
    return items.some((item, i) => item !== value[i]) ? items : value
  }
  const prototype = Object.getPrototypeOf(value)
  // A socket or a request, which shows its headers to who prints it.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return Object.prototype.toString.call(value)
  const entries = Object.entries(value)
  const shown = entries.map(([name, member]) => [inner(name), inner(member)] as const)
  const isSame = shown.every(([name, member], i) => name === entries[i]?.[0] && member === entries[i]?.[1])
  return isSame ? value : Object.fromEntries(shown)
}

function concealedError(error: Error, inner: Inner): Error {
  // Rows are data, which an error carries for who asks for it; the errors of batches have been here by themselves.
  const names = Object.keys(error).filter((name) => name !== 'partial' && name !== 'batches')
  const members = error as unknown as Readonly<Record<string, unknown>>
  const changed = new Map<string, unknown>()
  for (const name of ['message', 'stack', 'cause', 'errors', ...names]) {
    const member = members[name]
    const shown = inner(member)
    if (shown !== member) changed.set(name, shown)
  }
  if (changed.size === 0) return error
  const isOurs = error instanceof ArcError
  const result = isOurs
    ? error
    : (Object.create(Object.getPrototypeOf(error), Object.getOwnPropertyDescriptors(error)) as Error)
  for (const [name, value] of changed) {
    const enumerable = names.includes(name)
    Object.defineProperty(result, name, { value, enumerable, configurable: true, writable: true })
  }
  return result
}
