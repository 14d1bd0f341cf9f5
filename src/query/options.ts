/** The options of queries, and the result of `estimate`. */
import type { RowSchema } from './row-schema.ts'
import type { RowOptions } from './rows.ts'

/** Options of every query. */
export interface QueryOptions {
  /**
   * The database to query instead of the client's; `null` to send none, so that the SQL can say `db.table`.
   * @default the client's
   */
  readonly database?: string | null | undefined
  /** Aborting stops waiting and closes the connection. The server goes on with the query. @default none */
  readonly signal?: AbortSignal | undefined
  /**
   * Time limit of the whole call, retries and the last byte included, in milliseconds.
   *
   * @default the client's `queryTimeoutMs`; of `batches`, `stream` and `ipcStream` there is none, as their consumer may be slow
   */
  readonly timeoutMs?: number | undefined
  /**
   * Time limit of each attempt, up to the head of its answer, in milliseconds, after which the query is sent again, as the
   * client's `retry` says. The server goes on with the one that was given up. @default none
   */
  readonly attemptTimeoutMs?: number | undefined
  /**
   * The server's own `query.timeout` in milliseconds, used to detect results that it cut off; 0 if it has none.
   *
   * @default the client's `serverQueryTimeoutMs`
   */
  readonly serverQueryTimeoutMs?: number | undefined
  /**
   * What a measurement or database is that does not exist (yet): `'empty'`, a result without rows or columns, as on the
   * server; or `'error'`, an `ArcNotFoundError`.
   *
   * @default the client's `missing`, which is 'empty' by default
   */
  readonly missing?: MissingPolicy | undefined
  /**
   * Sees rows that were stored a moment ago, past the caches by which the server selects files. Then it reads every file of
   * the measurement, whatever the time range (docs/sql-traps.md#freshness).
   *
   * @default the client's `fresh`, which is false by default
   */
  readonly fresh?: boolean | undefined
  /** `false` sends the text as it is, with all that the server misreads in it (docs/sql-traps.md). @default true */
  readonly rewrite?: boolean | undefined
}

/** What a measurement that does not exist (yet) is: an empty result, or an error. */
export type MissingPolicy = 'empty' | 'error'

/** Options of `columns`; those of {@link RowOptions} are for iterating over its rows. */
export interface ColumnsOptions extends QueryOptions, RowOptions {}

/** An option of the methods that return rows. */
export interface SchemaOptions<Row> {
  /**
   * A [Standard Schema](https://standardschema.dev), such as one of zod, valibot or arktype, that every row goes through, after
   * {@link RowOptions}. Its output is the row that is returned; a row that it refuses is an `ArcValidationError` with `row` and
   * `column`, and the schema's issues as `cause`. @default none
   */
  readonly schema?: RowSchema<Row> | undefined
}

/** Options of `rows`. */
export interface QueryRowsOptions<Row = unknown> extends QueryOptions, RowOptions, SchemaOptions<Row> {}

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
  /**
   * How long the server may take for its answer's head, and for each chunk after it, in milliseconds. The time that the
   * consumer takes does not count. @default the client's `queryTimeoutMs`
   */
  readonly idleTimeoutMs?: number | undefined
}

/** Options of `json`. */
export interface JsonOptions extends QueryOptions {
  /** Requests the server's `profile`. @default false */
  readonly profile?: boolean | undefined
  /**
   * What becomes of numbers that a JavaScript number cannot hold, such as integers beyond 2^53: an `ArcQueryError` that names
   * the column, or their text. @default 'error'
   */
  readonly bigNumbers?: 'error' | 'text' | undefined
}

/** How many rows a query has. */
export interface QueryEstimate {
  /** The number of rows, counted by the server. */
  readonly estimated_rows: number
  /** `none` up to 10,000 rows, `low` to 100,000, `medium` to 1,000,000, then `high`. */
  readonly warning_level: 'none' | 'low' | 'medium' | 'high'
  /** What the server says to it, in words; absent for `none`. */
  readonly warning_message?: string
  /** The server's own time for the estimate, in milliseconds. */
  readonly execution_time_ms: number
  /** `true` when the measurement does not exist (yet). */
  readonly missing: boolean
}

/** Options of `measurements`. */
export interface MeasurementsOptions extends Pick<QueryOptions, 'signal' | 'timeoutMs'> {
  /** List this database instead of the client's. @default the client's */
  readonly database?: string | undefined
  /** List all databases. @default false */
  readonly allDatabases?: boolean | undefined
}
