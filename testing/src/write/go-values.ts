/**
 * Values as the server's decoders produce them. The server is written in Go: whether a number came as `int8`, `uint64`
 * or `float32` decides what a column becomes and which words an error has, so the kit keeps that distinction where
 * JavaScript has one number type (docs/wire-notes.md#column-types).
 */

export type GoIntegerType = 'int8' | 'int16' | 'int32' | 'int64' | 'uint8' | 'uint16' | 'uint32' | 'uint64'

export class GoInteger {
  readonly type: GoIntegerType
  readonly value: bigint

  constructor(type: GoIntegerType, value: bigint) {
    this.type = type
    this.value = value
  }
}

export class GoFloat32 {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }
}

/** A MessagePack timestamp: no column can hold one, so what it says is not kept. */
export class GoTime {}

/** A map whose first key is not a string; the server refuses it wherever it would have to look inside. */
export class GoTypedMap {
  readonly keyType: string

  constructor(keyType: string) {
    this.keyType = keyType
  }
}

/** A JavaScript `number` is a float64; an integer is always a {@link GoInteger}. */
export type GoValue =
  | null
  | boolean
  | string
  | number
  | GoInteger
  | GoFloat32
  | GoTime
  | GoTypedMap
  | Uint8Array
  | readonly GoValue[]
  | ReadonlyMap<string, GoValue>

/** The type as Go's `%T` prints it, which is how the server's error texts name it. */
export function goTypeName(value: GoValue): string {
  if (value === null) return '<nil>'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'number') return 'float64'
  if (value instanceof GoInteger) return value.type
  if (value instanceof GoFloat32) return 'float32'
  if (value instanceof GoTime) return 'time.Time'
  if (value instanceof GoTypedMap) return `map[${value.keyType}]interface {}`
  if (value instanceof Uint8Array) return '[]uint8'
  return Array.isArray(value) ? '[]interface {}' : 'map[string]interface {}'
}

/** The value as Go's `%v` prints it: what a tag that is not a string is stored as. */
export function goPrint(value: GoValue): string {
  if (value === null) return '<nil>'
  if (typeof value === 'boolean' || typeof value === 'string') return String(value)
  if (typeof value === 'number') return goPrintFloat(value)
  if (value instanceof GoInteger) return value.value.toString()
  if (value instanceof GoFloat32) return goPrintFloat(value.value, true)
  if (value instanceof GoTime) return 'time.Time'
  if (value instanceof GoTypedMap) return 'map[]'
  if (value instanceof Uint8Array) return `[${[...value].join(' ')}]`
  if (isGoMap(value)) {
    const entries = [...value].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `map[${entries.map(([key, item]) => `${key}:${goPrint(item)}`).join(' ')}]`
  }
  return `[${value.map(goPrint).join(' ')}]`
}

export function isGoMap(value: GoValue): value is ReadonlyMap<string, GoValue> {
  return value instanceof Map
}

export function isGoArray(value: GoValue): value is readonly GoValue[] {
  return Array.isArray(value)
}

/** Go's conversion `int64(f)` on amd64: toward zero, and the smallest int64 for NaN and everything out of range. */
export function floatToInt64(value: number): bigint {
  const truncated = Math.trunc(value)
  return truncated >= -TWO_TO_63 && truncated < TWO_TO_63 ? BigInt(truncated) : INT64_MIN
}

export const INT64_MIN = -(2n ** 63n)
export const INT64_MAX = 2n ** 63n - 1n
export const TWO_TO_63 = 2 ** 63

/** `%v` of a float is the shortest text that reads back, with an exponent below 1e-4 and from 1e6 on. */
function goPrintFloat(value: number, single = false): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  if (Object.is(value, -0)) return '-0'
  const shortest = single ? shortestSingle(value) : String(value)
  const [mantissa = '', exponentText] = Number(shortest).toExponential().split('e')
  const exponent = Number(exponentText)
  if (value !== 0 && (exponent < -4 || exponent >= 6)) {
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
  }
  return shortest
}

function shortestSingle(value: number): string {
  for (let digits = 1; digits <= 9; digits++) {
    const candidate = String(Number(value.toPrecision(digits)))
    if (Math.fround(Number(candidate)) === value) return candidate
  }
  return String(value)
}
