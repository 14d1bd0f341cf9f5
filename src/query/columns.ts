/** A result as columns: what the declared types become, and how nulls are marked (docs/wire-notes.md#cell-types). */
import type { Chunk } from '../base/msgpack.ts'
import { ArcValidationError } from '../errors.ts'

/** The unit of a timestamp column. */
export type TimestampUnit = 's' | 'ms' | 'us' | 'ns'

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
      readonly unit: TimestampUnit
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

/** Decodes one column while its cells arrive. */
export interface ColumnDecoder {
  readonly length: number
  /** Cells decoded so far. */
  readonly count: number
  /** Decodes whole cells between `at` and `end`, and returns where the next one starts. */
  decode(chunk: Chunk, at: number, end: number): number
  /** The cells decoded so far as a column. */
  column(name: string): QueryColumn
}

/** A whole result, column by column. */
export interface QueryColumns {
  /** The names of the columns, in the order of the SELECT. */
  readonly names: readonly string[]
  /** The declared types, parallel to `names`. */
  readonly types: readonly string[]
  /** The columns, parallel to `names`. */
  readonly columns: readonly QueryColumn[]
  /** Rows of the result, the length of every column. */
  readonly rowCount: number
  /** The server's own time for the query, in whole milliseconds. */
  readonly executionTimeMs: number
  /** `true` when the measurement or database does not exist (yet): no columns, no rows, not even for `count(*)`. */
  readonly missing: boolean
}

/** The columns of one `kind`. */
export type ColumnOfKind<Kind extends QueryColumn['kind']> = Extract<QueryColumn, { readonly kind: Kind }>

/**
 * The column of that name, and of that `kind` if one is given, which also narrows its type.
 *
 * A function, so that a result stays plain data: it works on what `structuredClone` and `postMessage` deliver, too.
 *
 * @throws ArcValidationError when the result has no such column, has several, or the column is of another kind.
 * @example
 * ```ts
 * import { columnOf, hasValue } from 'arc-tsdb-client'
 *
 * const result = await arc.query.columns("SELECT 'a' AS host, 95.5 AS usage")
 * const usage = columnOf(result, 'usage', 'float')
 * for (let row = 0; row < result.rowCount; row++) console.log(hasValue(usage, row) ? usage.values[row] : null)
 * ```
 */
export function columnOf<Kind extends QueryColumn['kind'] = QueryColumn['kind']>(
  { columns, missing }: Pick<QueryColumns, 'columns' | 'missing'>,
  name: string,
  kind?: Kind,
): ColumnOfKind<Kind> {
  const [column, ...others] = columns.filter((candidate) => candidate.name === name)
  const refuse = (problem: string): never => {
    throw new ArcValidationError(problem, { column: name })
  }
  if (column === undefined) {
    if (missing)
      return refuse('the result has no columns, for its measurement does not exist (yet); check `missing` first')
    const existing = columns.map((candidate) => JSON.stringify(candidate.name)).join(', ')
    return refuse(`the result has no column ${JSON.stringify(name)}; it has ${existing || 'none'}`)
  }
  if (others.length > 0) {
    refuse(`the result has ${others.length + 1} columns named ${JSON.stringify(name)}; give them aliases in the SQL`)
  }
  if (kind !== undefined && column.kind !== kind) {
    refuse(`the column ${JSON.stringify(name)} is of kind '${column.kind}' (${column.type}), not '${kind}'`)
  }
  return column as ColumnOfKind<Kind>
}

/** Whether `row`, counted from 0, has a value in `column`. */
export function hasValue(column: QueryColumn, row: number): boolean {
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
  for (let row = 0; row < rowCount; row++) if (!hasValue(column, row)) nulls++
  return nulls
}
