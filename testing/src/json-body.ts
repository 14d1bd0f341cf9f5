/**
 * A request body read into the fields that its route knows (docs/wire-notes.md#request-bodies).
 *
 * 1. JSON, whatever the media type ends in `json`, or a form, which is what `curl -d` sends; else `Unprocessable Entity`.
 * 2. Keys match without regard to case, unknown ones are ignored, `null` leaves the zero value.
 * 3. A value of a wrong type is refused; there is no coercion, and no fraction in an integer.
 */
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import type { TestRequest } from './route.ts'
import { parseGoInteger } from './write/go-numbers.ts'

/** The types of fields. One with a `?` is null when it is left out, a list too; the others are empty, 0 or false. */
interface FieldTypes {
  text: string
  boolean: boolean
  'text?': string | null
  'boolean?': boolean | null
  integer: number
  'integer?': number | null
  'texts?': readonly string[] | null
}

type Fields = Readonly<Record<string, keyof FieldTypes>>

/** The values of declared fields. */
export type FieldValues<F extends Fields> = { readonly [K in keyof F]: FieldTypes[F[K]] }

/** What a handler gets: the values, or the text the server puts behind `Invalid request body: `. */
type Body<F extends Fields> =
  | { readonly value: FieldValues<F>; readonly error?: never }
  | { readonly error: string; readonly value?: never }

/** Reads a request's body. */
export function readBody<const F extends Fields>(request: TestRequest, fields: F): Body<F> {
  const mediaType = (request.headers.get('content-type') ?? '').toLowerCase().split(';', 1)[0] ?? ''
  const isForm = mediaType === 'application/x-www-form-urlencoded'
  if (!isForm && !mediaType.endsWith('json')) return { error: 'Unprocessable Entity' }
  const text = new TextDecoder().decode(decoded(request))
  try {
    return { value: valuesOf(fields, isForm ? formEntries(text, fields) : jsonEntries(text)) }
  } catch (error) {
    return { error: (error as Error).message }
  }
}

/** An integer of a path or a query; `undefined` when the text is none of 64 bits. */
export function parseGoInt(text: string | null | undefined): number | undefined {
  const value = parseGoInteger(text ?? '')
  return value === undefined ? undefined : Number(value)
}

const DECODERS: Readonly<Record<string, (body: Uint8Array) => Uint8Array>> = {
  gzip: gunzipSync,
  br: brotliDecompressSync,
  deflate: inflateSync,
}

/** The framework undoes the content encodings it knows; what it cannot undo is no body. */
function decoded({ headers, body }: TestRequest): Uint8Array {
  try {
    return DECODERS[headers.get('content-encoding') ?? '']?.(body) ?? body
  } catch {
    return new Uint8Array()
  }
}

function jsonEntries(text: string): readonly (readonly [string, unknown])[] {
  const body: unknown = JSON.parse(text)
  if (body === null) return []
  if (typeof body !== 'object' || Array.isArray(body)) throw new TypeError(`json: cannot unmarshal ${typeof body}`)
  return Object.entries(body)
}

/** A form names the members of the server's own structures: `RetentionDays` for `retention_days`, in any case. */
function formEntries(text: string, fields: Fields): readonly (readonly [string, unknown])[] {
  const form = [...new URLSearchParams(text)].map(
    ([name, value]) => [name.replace('[]', '').toLowerCase(), value] as const,
  )
  return Object.entries(fields).flatMap(([field, type]) => {
    const given = form.filter(([name]) => name === field.replaceAll('_', '')).map(([, value]) => value)
    const last = given.at(-1)
    if (last === undefined) return []
    return [[field, type === 'texts?' ? given : formValue(field, type.replace('?', ''), last)] as const]
  })
}

function formValue(field: string, type: string, text: string): unknown {
  if (type === 'text') return text
  if (text === '') return null
  const integer = type === 'integer' ? parseGoInt(text) : undefined
  if (integer !== undefined) return integer
  if (type === 'boolean' && /^(?:1|t|true|on|0|f|false)$/i.test(text)) return /^(?:1|t|true|on)$/i.test(text)
  throw new TypeError(`failed to decode: schema: error converting value for "${field}"`)
}

function valuesOf<F extends Fields>(fields: F, entries: readonly (readonly [string, unknown])[]): FieldValues<F> {
  const values: Record<string, unknown> = {}
  for (const [field, type] of Object.entries(fields)) values[field] = ZEROS[type]
  for (const [key, value] of entries) {
    // An exact match wins over one that only differs in case.
    const field = Object.hasOwn(fields, key)
      ? key
      : Object.keys(fields).find((name) => name.toLowerCase() === key.toLowerCase())
    const type = field === undefined ? undefined : fields[field]
    if (field === undefined || type === undefined || value === null) continue
    if (!isOfType(type, value))
      throw new TypeError(`json: cannot unmarshal ${typeof value} into field ${field} of type ${type}`)
    values[field] = value
  }
  return values as FieldValues<F>
}

const ZEROS: FieldTypes = {
  text: '',
  boolean: false,
  'text?': null,
  'boolean?': null,
  integer: 0,
  'integer?': null,
  'texts?': null,
}

function isOfType(type: keyof FieldTypes, value: unknown): boolean {
  if (type === 'texts?') return Array.isArray(value) && value.every((item) => typeof item === 'string')
  return type.startsWith('integer')
    ? Number.isSafeInteger(value)
    : typeof value === type.replace('text', 'string').replace('?', '')
}
