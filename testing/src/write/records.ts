/**
 * What a MessagePack payload says, in the four shapes the server takes (docs/wire-notes.md#payload-shapes):
 *
 * 1. `{m, columns}`: a columnar record.
 * 2. `{m, t, h, fields | f, tags}`: a row.
 * 3. `{batch: [...]}` and a top-level array: several of these. An item that does not decode is left out and nobody is
 *    told; only a single map that does not decode is an error.
 */
import {
  floatToInt64,
  GoFloat32,
  GoInteger,
  type GoValue,
  goPrint,
  goTypeName,
  isGoArray,
  isGoMap,
} from './go-values.ts'
import { decodeMsgpack, MsgpackError } from './msgpack-reader.ts'
import { guessMicros, scaleToMicros } from './time-units.ts'
import { readTypedRecord, type TypedRecord } from './typed-columns.ts'

interface ColumnarRecord {
  readonly measurement: string
  /** All of one length; `time` is there and holds microseconds. */
  readonly columns: ReadonlyMap<string, readonly GoValue[]>
}

export interface RowRecord {
  readonly measurement: string
  readonly timeMicros: bigint
  readonly fields: ReadonlyMap<string, GoValue>
  readonly tags: ReadonlyMap<string, string>
}

/** `nested` stands for a batch inside a top-level array, which the server decodes and then does not know what to do with. */
export type DecodedRecord =
  | { readonly kind: 'typed'; readonly record: TypedRecord }
  | { readonly kind: 'columnar'; readonly record: ColumnarRecord }
  | { readonly kind: 'row'; readonly record: RowRecord }
  | { readonly kind: 'nested'; readonly records: readonly DecodedRecord[] }

/** @throws MsgpackError when the server answers 400, GoPanic when its handler panics. */
export function decodePayload(bytes: Uint8Array, nowMicros: () => bigint): readonly DecodedRecord[] {
  const typed = readTypedRecord(bytes, nowMicros())
  if (typed !== undefined) return [{ kind: 'typed', record: typed }]
  return decodeTopLevel(unmarshal(bytes), nowMicros)
}

function unmarshal(bytes: Uint8Array): GoValue {
  try {
    return decodeMsgpack(bytes)
  } catch (error) {
    if (!(error instanceof MsgpackError)) throw error
    throw new MsgpackError(`failed to unmarshal msgpack: ${error.message}`)
  }
}

function decodeTopLevel(payload: GoValue, nowMicros: () => bigint): readonly DecodedRecord[] {
  if (isGoMap(payload)) {
    const decoded = decodeMap(payload, nowMicros)
    return decoded.kind === 'nested' ? decoded.records : [decoded]
  }
  if (isGoArray(payload)) return decodeItems(payload, nowMicros)
  throw new MsgpackError(`unsupported msgpack payload type: ${goTypeName(payload)}`)
}

function decodeItems(items: readonly GoValue[], nowMicros: () => bigint): DecodedRecord[] {
  const records: DecodedRecord[] = []
  for (const item of items) {
    if (!isGoMap(item)) continue
    try {
      records.push(decodeMap(item, nowMicros))
    } catch (error) {
      if (!(error instanceof MsgpackError)) throw error
    }
  }
  return records
}

function decodeMap(map: ReadonlyMap<string, GoValue>, nowMicros: () => bigint): DecodedRecord {
  const batch = map.get('batch') ?? null
  if (isGoArray(batch)) return { kind: 'nested', records: decodeItems(batch, nowMicros) }
  const columns = map.get('columns') ?? null
  return isGoMap(columns)
    ? { kind: 'columnar', record: decodeColumnar(map.get('m') ?? null, columns, nowMicros) }
    : { kind: 'row', record: decodeRow(map, nowMicros) }
}

function decodeColumnar(name: GoValue, members: ReadonlyMap<string, GoValue>, nowMicros: () => bigint): ColumnarRecord {
  const measurement = decodeMeasurement(name)
  const columns = new Map<string, readonly GoValue[]>()
  let rows: number | undefined
  // Anything that is not an array, such as a typed array as JavaScript encoders write it, vanishes here.
  for (const [column, values] of members) if (isGoArray(values)) columns.set(column, values)
  if (columns.size === 0) throw new MsgpackError("columnar format requires non-empty 'columns' dict")
  for (const [column, { length }] of columns) {
    rows ??= length
    if (length !== rows) {
      const lengths = `expected ${rows}, got ${length} for '${column}'`
      throw new MsgpackError(`columnar format: array length mismatch (${lengths})`)
    }
  }
  const now = nowMicros()
  const times = columns.get('time') ?? Array.from({ length: rows ?? 0 }, () => new GoInteger('int64', now))
  columns.set('time', normalizeTimes(times))
  return { measurement, columns }
}

/** The unit is guessed from the first element and holds for all. */
function normalizeTimes(values: readonly GoValue[]): readonly GoValue[] {
  const [head] = values
  if (head === undefined) return values
  const first = toTimestamp(head)
  if (first === undefined) {
    throw new MsgpackError(
      `failed to normalize timestamps: invalid timestamp type in columnar format: ${goTypeName(head)}`,
    )
  }
  return values.map((value, index) => {
    const timestamp = toTimestamp(value)
    if (timestamp !== undefined) return new GoInteger('int64', scaleToMicros(timestamp, first))
    throw new MsgpackError(
      `failed to normalize timestamps: invalid timestamp type at index ${index}: ${goTypeName(value)}`,
    )
  })
}

function decodeRow(map: ReadonlyMap<string, GoValue>, nowMicros: () => bigint): RowRecord {
  const measurement = decodeMeasurement(map.get('m') ?? null)
  const timeMicros = decodeRowTime(map.get('t') ?? null, nowMicros)
  const fields = map.get('fields') ?? null
  const compact = map.get('f') ?? null
  if (!isGoMap(fields) && compact === null) throw new MsgpackError("missing required field 'fields' or 'f'")
  return {
    measurement,
    timeMicros,
    fields: isGoMap(fields) ? fields : decodeCompactFields(compact),
    tags: decodeTags(map.get('tags') ?? null, decodeHost(map.get('h') ?? null)),
  }
}

function decodeMeasurement(name: GoValue): string {
  if (typeof name === 'string') return name
  if (name instanceof GoInteger) return `measurement_${name.value}`
  if (name === null) throw new MsgpackError("missing required field 'm' (measurement)")
  throw new MsgpackError(`invalid measurement type: ${goTypeName(name)}`)
}

function decodeRowTime(value: GoValue, nowMicros: () => bigint): bigint {
  if (value === null) return nowMicros()
  const timestamp = toTimestamp(value)
  if (timestamp === undefined) throw new MsgpackError(`invalid timestamp type: ${goTypeName(value)}`)
  return guessMicros(timestamp)
}

/** Any number; a uint64 past int64 wraps, a float loses its fraction. */
function toTimestamp(value: GoValue): bigint | undefined {
  if (value instanceof GoInteger) return BigInt.asIntN(64, value.value)
  if (value instanceof GoFloat32) return floatToInt64(value.value)
  return typeof value === 'number' ? floatToInt64(value) : undefined
}

/** A missing host is "unknown"; only the empty string means none. */
function decodeHost(value: GoValue): string {
  if (typeof value === 'string') return value
  return value instanceof GoInteger ? `host_${value.value}` : 'unknown'
}

/** The host overwrites a tag of that name. */
function decodeTags(value: GoValue, host: string): ReadonlyMap<string, string> {
  const tags = new Map<string, string>()
  if (isGoMap(value)) for (const [name, item] of value) tags.set(name, goPrint(item))
  if (host !== '') tags.set('host', host)
  return tags
}

function decodeCompactFields(value: GoValue): ReadonlyMap<string, GoValue> {
  const values = isGoArray(value) ? value : []
  return new Map(values.map((item, index) => [`field_${index}`, item]))
}
