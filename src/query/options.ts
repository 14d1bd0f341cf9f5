/** The options of queries, and the result of `estimate`. */
import type { RowOptions } from './rows.ts'

/** Options of every query. */
export interface QueryOptions {
  /** The database to query instead of the client's; `null` for none, so that the SQL can say `db.table`. */
  readonly database?: string | null | undefined
  /** Aborting stops waiting and closes the connection. The server goes on with the query. */
  readonly signal?: AbortSignal | undefined
  /** Time limit in milliseconds; for streams, between two chunks. @default the client's `queryTimeoutMs` */
  readonly timeoutMs?: number | undefined
  /**
   * The server's own `query.timeout` in milliseconds, used to detect results that it cut off; 0 if it has none.
   *
   * @default the client's `serverQueryTimeoutMs`
   */
  readonly serverQueryTimeoutMs?: number | undefined
}

/** Options of `rows`. */
export interface QueryRowsOptions extends QueryOptions, RowOptions {}

/** Options of the methods that read Arrow. */
export interface ArrowOptions extends QueryOptions {
  /**
   * Dictionary-encodes repetitive text columns: smaller, and cheaper to decode. The same query may then give a `Utf8` or
   * a `Dictionary` column, depending on its rows. @default false
   */
  readonly dictionary?: boolean | undefined
  /** Compresses the buffers. The reader needs the codec: see docs/large-results.md#compression. @default none */
  readonly compression?: 'zstd' | 'lz4' | undefined
}

/** Options of the methods that return a result while it arrives. */
export interface StreamOptions extends ArrowOptions {
  /**
   * How many bytes to read ahead of a slow consumer. Beyond that the server has to wait, and it cuts off downloads that
   * take longer than its `query.timeout`. @default 64 MiB
   */
  readonly readAheadBytes?: number | undefined
}

/** Options of `json`. */
export interface JsonOptions extends QueryOptions {
  /** Requests the server's `profile`. @default false */
  readonly profile?: boolean | undefined
}

/** How many rows a query has. */
export interface QueryEstimate {
  readonly estimated_rows: number
  /** `none` up to 10,000 rows, `low` to 100,000, `medium` to 1,000,000, then `high`. */
  readonly warning_level: 'none' | 'low' | 'medium' | 'high'
  readonly warning_message?: string
  readonly execution_time_ms: number
  /** `true` when the measurement does not exist (yet). */
  readonly missing: boolean
}

/** Options of `measurements`. */
export interface MeasurementsOptions extends Pick<QueryOptions, 'signal' | 'timeoutMs'> {
  /** List this database instead of the client's; `null` for all of them. */
  readonly database?: string | null | undefined
}
