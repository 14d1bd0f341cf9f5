/**
 * The rule by which values become a typed column: the first value that is not null decides, later floats in an integer
 * column lose their fraction, everything else that does not fit fails the request (docs/wire-notes.md#column-types).
 */
import type { ColumnData } from '../column-batch.ts'
import { floatToInt64, GoFloat32, GoInteger, type GoValue, goTypeName, INT64_MAX, TWO_TO_63 } from './go-values.ts'

/** A value does not fit its column; the server answers 500 with `failed to convert columns: ` and this text. */
export class ConversionError extends Error {
  constructor(reason: string) {
    super(`failed to convert columns: ${reason}`)
  }
}

/** Types a column of any name but `time`; a column of nulls becomes text. */
export function typeColumn(name: string, values: readonly GoValue[]): ColumnData {
  const first = values.find((value) => value !== null)
  if (first === undefined || typeof first === 'string') return { type: 'utf8', values: toStrings(name, values) }
  if (typeof first === 'number' || first instanceof GoFloat32) {
    const typed = new Float64Array(values.length)
    const validity = fill(values, (value, row) => {
      typed[row] = toFloat64(name, value)
    })
    return { type: 'float64', values: typed, ...validity }
  }
  if (first instanceof GoInteger) {
    const typed = new BigInt64Array(values.length)
    const validity = fill(values, (value, row) => {
      typed[row] = toInt64(value) ?? fail(`cannot convert ${goTypeName(value)} to int64 in column '${name}'`)
    })
    return { type: 'int64', values: typed, ...validity }
  }
  if (typeof first === 'boolean') {
    const typed = new Uint8Array(values.length)
    const validity = fill(values, (value, row) => {
      if (typeof value !== 'boolean') fail(`unexpected type in bool column '${name}': ${goTypeName(value)}`)
      typed[row] = value ? 1 : 0
    })
    return { type: 'bool', values: typed, ...validity }
  }
  return fail(`unsupported column type for '${name}': ${goTypeName(first)}`)
}

/** Types the column `time`, which every path leaves as numbers of microseconds. */
export function typeTimeColumn(measurement: string, values: readonly GoValue[]): BigInt64Array {
  const first = values.find((value) => value !== null)
  const advice = 'writer must send an integer/float timestamp'
  if (first === undefined)
    return fail(`time column contains only null values in measurement '${measurement}' (${advice})`)
  if (typeof first === 'string') {
    fail(`time column must be numeric epoch, got string in measurement '${measurement}' (${advice}, not a string)`)
  }
  return BigInt64Array.from(values, (value) => {
    if (value === null) fail(`time column cannot contain null values in measurement '${measurement}'`)
    return (
      toInt64(value) ??
      fail(`time column value ${goTypeName(value)} not convertible to int64 in measurement '${measurement}'`)
    )
  })
}

/** The server's cast of a number to int64, or undefined where it refuses. */
function toInt64(value: GoValue): bigint | undefined {
  if (value instanceof GoInteger) return value.value > INT64_MAX ? undefined : value.value
  const float = value instanceof GoFloat32 ? value.value : value
  if (typeof float !== 'number' || float > TWO_TO_63 || float < -TWO_TO_63) return undefined
  return floatToInt64(float)
}

function toFloat64(name: string, value: GoValue): number {
  if (typeof value === 'number') return value
  if (value instanceof GoFloat32) return value.value
  if (value instanceof GoInteger) return Number(value.value)
  return fail(`cannot convert ${goTypeName(value)} to float64 in column '${name}'`)
}

function toStrings(name: string, values: readonly GoValue[]): (string | null)[] {
  return values.map((value) => {
    if (value === null || typeof value === 'string') return value
    return fail(`unexpected type in string column '${name}': ${goTypeName(value)}`)
  })
}

/** Calls `set` for every value that is not null; returns the validity when there was a null. */
function fill(
  values: readonly GoValue[],
  set: (value: Exclude<GoValue, null>, row: number) => void,
): { validity?: Uint8Array } {
  let validity: Uint8Array | undefined
  for (const [row, value] of values.entries()) {
    if (value !== null) {
      set(value, row)
      continue
    }
    validity ??= new Uint8Array(values.length).fill(1)
    validity[row] = 0
  }
  return validity === undefined ? {} : { validity }
}

function fail(reason: string): never {
  throw new ConversionError(reason)
}
