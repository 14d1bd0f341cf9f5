/**
 * DuckDB's values as the server's database driver hands them to the writer. What has no column type there keeps the name of
 * its Go type, because that name is what the caller reads in the error.
 */
import type { DuckDBType, DuckDBValue } from '@duckdb/node-api'
import type { DuckDBModule } from '../duckdb.ts'
import { GoFloat32, GoInteger, type GoIntegerType, GoTime, type GoValue } from '../write/go-values.ts'

/** One column of a result. */
export interface DrivenColumn {
  readonly values: readonly GoValue[]
  /** The Go type of a column that the writer cannot type, unless all of it is null. */
  readonly untyped?: string
  /** The instants of a column of timestamps, in microseconds. */
  readonly micros?: readonly bigint[]
}

const INTEGERS: Readonly<Record<string, GoIntegerType>> = {
  TINYINT: 'int8',
  SMALLINT: 'int16',
  INTEGER: 'int32',
  BIGINT: 'int64',
  UTINYINT: 'uint8',
  USMALLINT: 'uint16',
  UINTEGER: 'uint32',
  UBIGINT: 'uint64',
}

const UNTYPED: Readonly<Record<string, string>> = {
  HUGEINT: '*big.Int',
  UHUGEINT: '*big.Int',
  DECIMAL: 'duckdb.Decimal',
  INTERVAL: 'duckdb.Interval',
  MAP: 'duckdb.OrderedMap',
  UNION: 'duckdb.Union',
  BLOB: '[]uint8',
  UUID: '[]uint8',
  LIST: '[]interface {}',
  ARRAY: '[]interface {}',
  STRUCT: 'map[string]interface {}',
}

/** Converts one column. */
export function drivenColumn(api: DuckDBModule, type: DuckDBType, values: readonly DuckDBValue[]): DrivenColumn {
  const name = api.DuckDBTypeId[type.typeId] ?? ''
  const untyped = UNTYPED[name]
  if (untyped !== undefined) {
    const isAllNull = values.every((value) => value === null)
    return isAllNull ? { values: values.map(() => null) } : { values: [], untyped }
  }
  if (name.startsWith('TIME') || name === 'DATE') {
    return {
      values: values.map((value) => (value === null ? null : new GoTime())),
      micros: values.map((value) => microsOf(value) ?? 0n),
    }
  }
  return { values: values.map((value) => goValue(name, type.alias, value)) }
}

function goValue(typeName: string, alias: string | undefined, value: DuckDBValue): GoValue {
  if (value === null || typeof value === 'boolean') return value
  const integer = INTEGERS[typeName]
  if (integer !== undefined) return new GoInteger(integer, BigInt(String(value)))
  if (typeof value === 'number') return typeName === 'FLOAT' ? new GoFloat32(value) : value
  const text = String(value)
  return alias === 'JSON' ? goJsonValue(JSON.parse(text)) : text
}

/** The driver parses JSON columns; what is not a scalar then has no column type. */
function goJsonValue(value: unknown): GoValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value
  return Array.isArray(value) ? [] : new Map()
}

function microsOf(value: DuckDBValue): bigint | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if ('micros' in value && typeof value.micros === 'bigint') return value.micros
  if ('nanos' in value && typeof value.nanos === 'bigint') return value.nanos / 1_000n
  if ('millis' in value && typeof value.millis === 'bigint') return value.millis * 1_000n
  if ('seconds' in value && typeof value.seconds === 'bigint') return value.seconds * 1_000_000n
  if ('days' in value && typeof value.days === 'number') return BigInt(value.days) * 86_400_000_000n
  return undefined
}
