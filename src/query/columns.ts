/** A result as columns: what the declared types become, and how nulls are marked (docs/wire-notes.md#cell-types). */

/** The unit of a timestamp column. */
export type TimeUnit = 's' | 'ms' | 'us' | 'ns'

interface ColumnBase {
  readonly name: string
  /** The type as the server declares it, such as `int64` or `timestamp[us]`. */
  readonly type: string
  /** Bit `row & 7` of byte `row >> 3` is 1 where the row has a value. `undefined` when every row has one. */
  readonly validity: Uint8Array | undefined
  readonly nullCount: number
}

/** One column. Typed arrays hold 0 where a row is null; arrays of text and bytes hold `null`. */
export type QueryColumn =
  | (ColumnBase & { readonly kind: 'boolean'; readonly values: Uint8Array })
  | (ColumnBase & {
      readonly kind: 'integer'
      /** Of the column's own width. */
      readonly values: Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array
    })
  | (ColumnBase & { readonly kind: 'bigint'; readonly values: BigInt64Array | BigUint64Array })
  | (ColumnBase & { readonly kind: 'float'; readonly values: Float32Array | Float64Array })
  | (ColumnBase & {
      readonly kind: 'timestamp'
      readonly unit: TimeUnit
      /** Whole `unit`s since 1970-01-01T00:00:00Z. */
      readonly values: BigInt64Array
    })
  | (ColumnBase & {
      readonly kind: 'date'
      /** Days since 1970-01-01. */
      readonly values: Int32Array
    })
  | (ColumnBase & { readonly kind: 'text'; readonly values: readonly (string | null)[] })
  | (ColumnBase & { readonly kind: 'binary'; readonly values: readonly (Uint8Array | null)[] })

/** A whole result, column by column. */
export interface QueryColumns {
  readonly names: readonly string[]
  /** The declared types, parallel to `names`. */
  readonly types: readonly string[]
  readonly columns: readonly QueryColumn[]
  readonly rowCount: number
  /** The server's own time for the query, in whole milliseconds. */
  readonly executionTimeMs: number
  /** `true` when the measurement or database does not exist (yet): no columns, no rows, not even for `count(*)`. */
  readonly missing: boolean
}

/** Whether `row` of `column` has a value. */
export function isValid(column: QueryColumn, row: number): boolean {
  const { validity } = column
  return validity === undefined || (((validity[row >> 3] ?? 0) >> (row & 7)) & 1) === 1
}

/** The first `rowCount` rows of every column: the complete rows of a truncated result. */
export function truncateColumns(columns: readonly QueryColumn[], rowCount: number): QueryColumn[] {
  return columns.map((column) => {
    const validity = column.validity?.slice(0, (rowCount + 7) >> 3)
    const cut = { ...column, values: column.values.slice(0, rowCount), validity } as QueryColumn
    return validity === undefined ? cut : { ...cut, nullCount: countNulls(cut, rowCount) }
  })
}

function countNulls(column: QueryColumn, rowCount: number): number {
  let nulls = 0
  for (let row = 0; row < rowCount; row++) if (!isValid(column, row)) nulls++
  return nulls
}
