/**
 * InfluxDB line protocol as the server parses it: what does not parse is silently left out, and a timestamp that does
 * not parse is replaced by the server's clock (docs/wire-notes.md#line-protocol).
 */
import { parseGoFloat, parseGoInteger } from './go-numbers.ts'
import { GoInteger, type GoValue, INT64_MAX, INT64_MIN } from './go-values.ts'
import type { RowRecord } from './records.ts'
import { decodeMarked, withoutMarks } from './utf8.ts'

const PRECISIONS = ['ns', 'us', 'ms', 's'] as const
export type Precision = (typeof PRECISIONS)[number]

export function isPrecision(text: string): text is Precision {
  return (PRECISIONS as readonly string[]).includes(text)
}

/** The rows of all lines that parse. */
export function parseLineProtocol(body: Uint8Array, precision: Precision, nowMicros: () => bigint): RowRecord[] {
  const rows: RowRecord[] = []
  // A newline ends a record even inside a quoted string.
  for (const line of decodeMarked(body).split('\n')) {
    const row = parseLine(trimSpace(line), precision, nowMicros)
    if (row !== undefined) rows.push(row)
  }
  return rows
}

function parseLine(line: string, precision: Precision, nowMicros: () => bigint): RowRecord | undefined {
  if (line === '' || line.startsWith('#')) return undefined
  const [head, fieldSet, timestamp] = splitUnescaped(line, ' ')
  if (head === undefined || fieldSet === undefined) return undefined
  const [name = '', ...tagSet] = splitUnescaped(head, ',')
  const measurement = unescapeText(name)
  const fields = parseFields(fieldSet)
  if (measurement === '' || fields.size === 0) return undefined
  return { measurement, timeMicros: parseTimestamp(timestamp, precision, nowMicros), fields, tags: parseTags(tagSet) }
}

const BACKSLASH = 0x5c
const QUOTE = 0x22

/**
 * Splits at unescaped delimiters outside quotes; empty parts vanish. A backslash protects any byte after it, and a
 * quote toggles quoting wherever it stands, also inside a tag.
 */
function splitUnescaped(text: string, delimiter: string): string[] {
  const parts: string[] = []
  let start = 0
  let isQuoted = false
  const delimiterCode = delimiter.charCodeAt(0)
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === BACKSLASH && index + 1 < text.length) {
      index++
    } else if (code === QUOTE) {
      isQuoted = !isQuoted
    } else if (code === delimiterCode && !isQuoted) {
      if (index > start) parts.push(text.slice(start, index))
      start = index + 1
    }
  }
  if (start < text.length) parts.push(text.slice(start))
  return parts
}

function parseTags(tagSet: readonly string[]): ReadonlyMap<string, string> {
  const tags = new Map<string, string>()
  for (const tag of tagSet) {
    // The first `=` ends the key, escaped or not.
    const end = tag.indexOf('=')
    if (end > 0) tags.set(unescapeText(tag.slice(0, end)), unescapeText(tag.slice(end + 1)))
  }
  return tags
}

function parseFields(fieldSet: string): ReadonlyMap<string, GoValue> {
  const fields = new Map<string, GoValue>()
  for (const field of splitUnescaped(fieldSet, ',')) {
    const end = field.indexOf('=')
    if (end <= 0) continue
    const value = parseFieldValue(trimSpace(field.slice(end + 1)))
    if (value !== null) fields.set(unescapeText(field.slice(0, end)), value)
  }
  return fields
}

/** Null for a value that is dropped: nothing, and any text that ends in `i` or `u` and is no integer. */
function parseFieldValue(text: string): GoValue {
  if (text === '') return null
  if (/^(?:t|true)$/i.test(text)) return true
  if (/^(?:f|false)$/i.test(text)) return false
  if (text.startsWith('"')) return withoutMarks(parseQuoted(text))
  if (text.endsWith('i')) return toGoInteger('int64', parseGoInteger(text.slice(0, -1)))
  if (text.endsWith('u')) return toGoInteger('uint64', parseGoInteger(text.slice(0, -1), 'unsigned'))
  return parseGoFloat(text) ?? withoutMarks(text)
}

function parseQuoted(text: string): string {
  if (text.length > 1 && text.endsWith('"')) return unescapeText(text.slice(1, -1))
  return text.replace(/^"+|"+$/g, '')
}

function toGoInteger(type: 'int64' | 'uint64', value: bigint | undefined): GoValue {
  return value === undefined ? null : new GoInteger(type, value)
}

const MICROS_PER = { us: 1n, ms: 1_000n, s: 1_000_000n } as const

function parseTimestamp(text: string | undefined, precision: Precision, nowMicros: () => bigint): bigint {
  const timestamp = text === undefined ? undefined : parseGoInteger(trimSpace(text))
  if (timestamp === undefined) return nowMicros()
  if (precision === 'ns') return timestamp / 1_000n
  const micros = timestamp * MICROS_PER[precision]
  return micros >= INT64_MIN && micros <= INT64_MAX ? micros : nowMicros()
}

function unescapeText(text: string): string {
  return text.includes('\\') ? text.replace(/\\([, ="\\])/g, '$1') : text
}

/** White space as Go's `bytes.TrimSpace` sees it; unlike `trim()` it keeps U+FEFF and takes U+0085. */
const SPACE = '[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'
const OUTER_SPACE = new RegExp(`^${SPACE}+|${SPACE}+$`, 'g')

function trimSpace(text: string): string {
  return isVisibleAscii(text.charCodeAt(0)) && isVisibleAscii(text.charCodeAt(text.length - 1))
    ? text
    : text.replace(OUTER_SPACE, '')
}

function isVisibleAscii(code: number): boolean {
  return code > 0x20 && code < 0x7f
}
