/**
 * A request body read as the server reads it: by Go's `encoding/json` into a struct (docs/wire-notes.md#request-bodies).
 *
 * 1. The media type must end in `json`, else the answer is `Unprocessable Entity`.
 * 2. The text is checked in full first: a syntax error wins over every type error.
 * 3. Keys match without regard to case, unknown ones are ignored, `null` leaves the zero value.
 * 4. The first value of a wrong type is the error; there is no coercion, and no fraction in an integer.
 */
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { GoSyntaxError, type JsonNode, parseGoJson } from './go-json-syntax.ts'
import type { TestRequest } from './route.ts'
import { parseGoInteger } from './write/go-numbers.ts'

/** The Go types that the server's request structs use, and what each one is here. A pointer or slice left out is `null`. */
interface GoKinds {
  string: string
  bool: boolean
  int: number
  int64: number
  '*string': string | null
  '*bool': boolean | null
  '*int': number | null
  '[]string': readonly string[] | null
  '*[]string': readonly string[] | null
  'map[string]string': Readonly<Record<string, string>> | null
}

type GoFields = Readonly<Record<string, keyof GoKinds>>

/** A Go struct: its name as error messages print it, and its fields by JSON name. */
export interface GoStruct<F extends GoFields> {
  readonly name: string
  readonly fields: F
}

/** The decoded value of a {@link GoStruct}. */
export type GoValue<F extends GoFields> = { readonly [K in keyof F]: GoKinds[F[K]] }

/** What a handler gets: the value, or the text the server puts behind `Invalid request body: `. */
export type BodyResult<F extends GoFields> =
  | { readonly value: GoValue<F>; readonly error?: never }
  | { readonly error: string; readonly value?: never }

/** Declares a struct, e.g. `goStruct('api.DeleteRequest', { database: 'string', confirm: 'bool' })`. */
export function goStruct<const F extends GoFields>(name: string, fields: F): GoStruct<F> {
  return { name, fields }
}

/** Reads a request's JSON body into a struct. */
export function readBody<F extends GoFields>(request: TestRequest, struct: GoStruct<F>): BodyResult<F> {
  const mediaType = (request.headers.get('content-type') ?? '').toLowerCase().split(';', 1)[0] ?? ''
  if (!mediaType.endsWith('json')) return { error: 'Unprocessable Entity' }
  return decodeStruct(decodedBody(request), struct)
}

/** Decodes JSON text into a struct, without looking at headers. */
export function decodeStruct<F extends GoFields>(body: Uint8Array, struct: GoStruct<F>): BodyResult<F> {
  let root: JsonNode
  try {
    root = parseGoJson(body)
  } catch (error) {
    if (error instanceof GoSyntaxError) return { error: error.message }
    throw error
  }
  const value: Record<string, unknown> = {}
  for (const [field, kind] of Object.entries(struct.fields)) value[field] = zeroValue(kind)
  if (root.type === 'null') return { value: value as GoValue<F> }
  if (root.type !== 'object') {
    return { error: `json: cannot unmarshal ${root.type} into Go value of type ${struct.name}` }
  }
  let firstError: string | undefined
  for (const [key, node] of root.entries) {
    const field = matchField(struct.fields, key)
    const kind = field === undefined ? undefined : struct.fields[field]
    if (field === undefined || kind === undefined) continue
    const decoded = decodeKind(kind, node)
    if (decoded.mismatch !== undefined) {
      const structName = struct.name.slice(struct.name.lastIndexOf('.') + 1)
      firstError ??= `json: cannot unmarshal ${decoded.mismatch} into Go struct field ${structName}.${field} of type ${decoded.type}`
    } else if (decoded.value !== undefined) {
      value[field] = decoded.value
    }
  }
  return firstError === undefined ? { value: value as GoValue<F> } : { error: firstError }
}

/** An integer as Go reads one, from a body, a path or a query; `undefined` when the text is none of 64 bits. */
export function parseGoInt(text: string | null | undefined): number | undefined {
  const value = parseGoInteger(text ?? '')
  return value === undefined ? undefined : Number(value)
}

const DECODERS: Readonly<
  Record<string, { readonly decode: (body: Uint8Array) => Uint8Array; readonly failure: string }>
> = {
  gzip: { decode: gunzipSync, failure: 'gzip: invalid header' },
  br: { decode: brotliDecompressSync, failure: 'brotli: RESERVED' },
  deflate: { decode: inflateSync, failure: 'zlib: invalid header' },
}

/** The framework undoes the content encodings it knows. Where that fails it puts the text of the error in the body's place. */
function decodedBody(request: TestRequest): Uint8Array {
  const decoder = DECODERS[request.headers.get('content-encoding') ?? '']
  if (decoder === undefined) return request.body
  try {
    return decoder.decode(request.body)
  } catch {
    return new TextEncoder().encode(decoder.failure)
  }
}

function zeroValue(kind: keyof GoKinds): unknown {
  switch (kind) {
    case 'string':
      return ''
    case 'bool':
      return false
    case 'int':
    case 'int64':
      return 0
    default:
      return null
  }
}

/** An exact match wins over one that only differs in case. */
function matchField(fields: GoFields, key: string): string | undefined {
  if (Object.hasOwn(fields, key)) return key
  const folded = key.toLowerCase()
  return Object.keys(fields).find((field) => field.toLowerCase() === folded)
}

interface Decoded {
  /** The value; `undefined` keeps what the field held, as `null` does for a plain value. */
  readonly value?: unknown
  /** What was found instead, as Go names it: `string`, `number 1.5`, `array` … */
  readonly mismatch?: string
  /** The Go type that was wanted. */
  readonly type?: string
}

function decodeKind(kind: string, node: JsonNode): Decoded {
  if (kind.startsWith('*')) return node.type === 'null' ? { value: null } : decodeKind(kind.slice(1), node)
  if (kind.startsWith('[]')) return decodeSlice(kind, node)
  if (kind.startsWith('map[string]')) return decodeMap(kind, node)
  if (node.type === 'null') return {}
  if (kind === 'string' && node.type === 'string') return { value: node.value }
  if (kind === 'bool' && node.type === 'bool') return { value: node.value }
  if ((kind === 'int' || kind === 'int64') && node.type === 'number') {
    const value = parseGoInt(node.text)
    return value === undefined ? { mismatch: `number ${node.text}`, type: kind } : { value }
  }
  return { mismatch: node.type, type: kind }
}

function decodeSlice(kind: string, node: JsonNode): Decoded {
  if (node.type === 'null') return { value: null }
  if (node.type !== 'array') return { mismatch: node.type, type: kind }
  const element = kind.slice(2)
  const values: unknown[] = []
  for (const item of node.items) {
    const decoded = decodeKind(element, item)
    if (decoded.mismatch !== undefined) return decoded
    values.push(decoded.value ?? '')
  }
  return { value: values }
}

function decodeMap(kind: string, node: JsonNode): Decoded {
  if (node.type === 'null') return { value: null }
  if (node.type !== 'object') return { mismatch: node.type, type: kind }
  const element = kind.slice('map[string]'.length)
  const entries: [string, unknown][] = []
  for (const [key, item] of node.entries) {
    const decoded = decodeKind(element, item)
    if (decoded.mismatch !== undefined) return decoded
    entries.push([key, decoded.value ?? ''])
  }
  return { value: Object.fromEntries(entries) }
}
