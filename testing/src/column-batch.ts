/** The rows of one write: whole columns, ready to be copied into DuckDB's vectors. */

/**
 * The values of one column. `validity` has one byte per row, 1 for a value and 0 for null; without it every row has a
 * value. In `values` a null row holds anything. Strings carry their nulls themselves.
 */
export type ColumnData =
  | { readonly type: 'int64'; readonly values: BigInt64Array; readonly validity?: Uint8Array }
  | { readonly type: 'float64'; readonly values: Float64Array; readonly validity?: Uint8Array }
  | { readonly type: 'bool'; readonly values: Uint8Array; readonly validity?: Uint8Array }
  | { readonly type: 'utf8'; readonly values: readonly (string | null)[] }

/** Rows of one measurement, in columns. */
export interface ColumnBatch {
  readonly rows: number
  /** Microseconds since 1970, one per row; stored as the column `time`. */
  readonly timeMicros: BigInt64Array
  /** Every other column, each with `rows` values, in the order of the file. Never holds `time`. */
  readonly columns: ReadonlyMap<string, ColumnData>
}

/** What makes two batches fit into one file: the sorted names and types of their columns. */
export function signatureOf(batch: ColumnBatch): string {
  return [...batch.columns]
    .map(([name, { type }]) => `${name}:${type}`)
    .sort()
    .join('\n')
}
