/** What a DuckDB column is on the wire; one entry per row of docs/wire-notes.md#cell-types. */
import type { DuckDBType } from '@duckdb/node-api'
import type { DuckDBModule } from '../duckdb.ts'

export type TimeUnit = 's' | 'ms' | 'us' | 'ns'

/** The physical layout of a column's vectors, with what is needed to render them. */
export type ColumnKind =
  | { readonly kind: 'bool' }
  | { readonly kind: 'int'; readonly bytes: 1 | 2 | 4 | 8; readonly signed: boolean }
  | { readonly kind: 'float'; readonly bytes: 4 | 8 }
  /** HUGEINT included: a decimal of 38 digits without a fraction. */
  | {
      readonly kind: 'decimal'
      readonly bytes: 2 | 4 | 8 | 16
      readonly signed: boolean
      readonly precision: number
      readonly scale: number
    }
  | { readonly kind: 'text' }
  | { readonly kind: 'uuid' }
  | { readonly kind: 'binary' }
  | { readonly kind: 'timestamp'; readonly unit: TimeUnit; readonly zoned: boolean }
  | { readonly kind: 'date' }
  | { readonly kind: 'time'; readonly unit: 'us' | 'ns'; readonly zoned: boolean }
  | { readonly kind: 'interval' }
  /** The NULL literal, an int32 column without values. */
  | { readonly kind: 'null' }
  | { readonly kind: 'enum'; readonly bytes: 1 | 2 | 4; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly child: ColumnKind }
  | { readonly kind: 'array'; readonly child: ColumnKind; readonly length: number }
  | { readonly kind: 'struct'; readonly fields: readonly KindField[] }
  | { readonly kind: 'map'; readonly key: ColumnKind; readonly value: ColumnKind }
  | { readonly kind: 'union'; readonly fields: readonly KindField[] }

export interface KindField {
  readonly name: string
  readonly kind: ColumnKind
}

/** DuckDB cannot give this type to Arrow, so the server answers 500 for the whole query. */
export class UnsupportedTypeError extends Error {
  override readonly name = 'UnsupportedTypeError'
}

/** Ticks per second of a unit. */
export const TICKS_PER_SECOND: Readonly<Record<TimeUnit, bigint>> = {
  s: 1n,
  ms: 1_000n,
  us: 1_000_000n,
  ns: 1_000_000_000n,
}

/** Classifies a type. @throws UnsupportedTypeError */
export function columnKind(type: DuckDBType, api: DuckDBModule): ColumnKind {
  const id = api.DuckDBTypeId
  const of = (child: DuckDBType) => columnKind(child, api)
  if (type instanceof api.DuckDBDecimalType) {
    const { width, scale } = type
    const bytes = width <= 4 ? 2 : width <= 9 ? 4 : width <= 18 ? 8 : 16
    return { kind: 'decimal', bytes, signed: true, precision: width, scale }
  }
  if (type instanceof api.DuckDBEnumType) {
    const bytes = type.values.length <= 0xff ? 1 : type.values.length <= 0xffff ? 2 : 4
    return { kind: 'enum', bytes, values: type.values }
  }
  if (type instanceof api.DuckDBListType) return { kind: 'list', child: of(type.valueType) }
  if (type instanceof api.DuckDBArrayType) return { kind: 'array', child: of(type.valueType), length: type.length }
  if (type instanceof api.DuckDBMapType) return { kind: 'map', key: of(type.keyType), value: of(type.valueType) }
  if (type instanceof api.DuckDBStructType)
    return { kind: 'struct', fields: fieldsOf(type.entryNames, type.entryTypes, of) }
  if (type instanceof api.DuckDBUnionType)
    return { kind: 'union', fields: fieldsOf(type.memberTags, type.memberTypes, of) }
  const simple: Partial<Record<number, ColumnKind>> = {
    [id.BOOLEAN]: { kind: 'bool' },
    [id.TINYINT]: { kind: 'int', bytes: 1, signed: true },
    [id.SMALLINT]: { kind: 'int', bytes: 2, signed: true },
    [id.INTEGER]: { kind: 'int', bytes: 4, signed: true },
    [id.BIGINT]: { kind: 'int', bytes: 8, signed: true },
    [id.UTINYINT]: { kind: 'int', bytes: 1, signed: false },
    [id.USMALLINT]: { kind: 'int', bytes: 2, signed: false },
    [id.UINTEGER]: { kind: 'int', bytes: 4, signed: false },
    [id.UBIGINT]: { kind: 'int', bytes: 8, signed: false },
    [id.HUGEINT]: { kind: 'decimal', bytes: 16, signed: true, precision: 38, scale: 0 },
    [id.UHUGEINT]: { kind: 'decimal', bytes: 16, signed: false, precision: 38, scale: 0 },
    [id.FLOAT]: { kind: 'float', bytes: 4 },
    [id.DOUBLE]: { kind: 'float', bytes: 8 },
    [id.VARCHAR]: { kind: 'text' },
    [id.UUID]: { kind: 'uuid' },
    [id.BLOB]: { kind: 'binary' },
    [id.BIT]: { kind: 'binary' },
    [id.BIGNUM]: { kind: 'binary' },
    [id.TIMESTAMP_S]: { kind: 'timestamp', unit: 's', zoned: false },
    [id.TIMESTAMP_MS]: { kind: 'timestamp', unit: 'ms', zoned: false },
    [id.TIMESTAMP]: { kind: 'timestamp', unit: 'us', zoned: false },
    [id.TIMESTAMP_NS]: { kind: 'timestamp', unit: 'ns', zoned: false },
    [id.TIMESTAMP_TZ]: { kind: 'timestamp', unit: 'us', zoned: true },
    [id.DATE]: { kind: 'date' },
    [id.TIME]: { kind: 'time', unit: 'us', zoned: false },
    [id.TIME_TZ]: { kind: 'time', unit: 'us', zoned: true },
    [id.TIME_NS]: { kind: 'time', unit: 'ns', zoned: false },
    [id.INTERVAL]: { kind: 'interval' },
    [id.SQLNULL]: { kind: 'null' },
  }
  const kind = simple[type.typeId]
  if (kind === undefined) throw new UnsupportedTypeError(`Unsupported Arrow type ${type.toString()}`)
  return kind
}

function fieldsOf(
  names: readonly string[],
  types: readonly DuckDBType[],
  of: (type: DuckDBType) => ColumnKind,
): KindField[] {
  return types.map((type, index) => ({ name: names[index] ?? '', kind: of(type) }))
}
