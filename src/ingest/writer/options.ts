/** What a buffered writer can be told, checked once, with every default filled in. */

import { describe } from '../../base/describe.ts'
import {
  amount,
  callback,
  count,
  milliseconds,
  oneOf,
  option,
  readOptions,
  unchecked,
  wrongOption,
} from '../../base/options.ts'
import { ArcUsageError } from '../../errors.ts'
import { databaseName, databaseOrNull } from '../../transport/database.ts'
import { type RetryOptions, retryOption } from '../../transport/retry.ts'
import { MAX_ROWS_PER_REQUEST } from '../encoding/batch.ts'
import type { DefaultColumn } from '../encoding/prepare-columns.ts'
import { typeOfValue } from '../encoding/prepared-column.ts'
import { ColumnNames } from '../names.ts'
import { type TimeUnit, timeUnit } from '../time/instants.ts'
import type { WriterCallbacks } from './callbacks.ts'
import type { SpoolOptions } from './spool.ts'

/** The options of `arc.write.buffered(options)`. */
export interface WriterOptions extends WriterCallbacks {
  /** The database of appends that do not name one; `null` is the server's default. @default the client's */
  readonly database?: string | null | undefined
  /** The unit of numbers given as `time`. @default 'auto', by magnitude */
  readonly timeUnit?: TimeUnit | undefined
  /**
   * Columns of every row that does not have them, such as the host that writes: `{ host: os.hostname() }`. A declared
   * measurement has to declare them. @default none
   */
  readonly defaultColumns?: Readonly<Record<string, string | number | bigint | boolean>> | undefined
  /** Rows at which a batch is sent. The server is fastest between 10,000 and 100,000. @default 10_000 */
  readonly maxRows?: number | undefined
  /** Encoded bytes at which a batch is sent. @default 4 MiB */
  readonly maxBytes?: number | undefined
  /**
   * How long a row waits at most for its batch to fill, in milliseconds. The timer fires up to a fifth early, at random,
   * so that writers started together do not send together. It never keeps the process alive. With `Infinity`, only
   * `maxRows`, `maxBytes` and `flush()` send a batch. @default 5_000
   */
  readonly flushIntervalMs?: number | undefined
  /**
   * Requests in flight at once. Each measurement has at most one, which keeps its batches in order.
   * @default 4
   */
  readonly concurrency?: number | undefined
  /**
   * The most bytes to hold in memory, including batches in flight. Beyond it, `append` throws `ArcBufferFullError`.
   * @default 64 MiB
   */
  readonly maxBufferedBytes?: number | undefined
  /** Held bytes from which `append` returns `false` and `ready()` waits. @default half of `maxBufferedBytes` */
  readonly highWaterMark?: number | undefined
  /** Time limit of one attempt, in milliseconds. @default the client's `attemptTimeoutMs`, `timeoutMs` at most */
  readonly attemptTimeoutMs?: number | undefined
  /**
   * How a batch is sent again after a failure that may pass, as the client's option of that name. A batch that is past it is
   * dropped to `onDrop`.
   * @default `maxAttempts` Infinity, `baseDelayMs` 500, `maxDelayMs` 30_000, `maxTimeMs` 600_000, or Infinity with a spool
   */
  readonly retry?: RetryOptions | undefined
  /** How long `close()` and `await using` wait for the server by default, in milliseconds. @default 30_000 */
  readonly closeTimeoutMs?: number | undefined
  /** How long `flush()` and `close()` wait for a promise of `onDrop`, in milliseconds. @default 10_000 */
  readonly onDropTimeoutMs?: number | undefined
  /**
   * Keeps batches on disk until the server has acknowledged them, so that they survive a crash of the process. Node only.
   * @default none
   */
  readonly spool?: SpoolOptions | undefined
}

/** Options of one `append`. */
export interface AppendOptions {
  /** The database; `null` is the server's default. @default the writer's */
  readonly database?: string | null | undefined
}

const MIB = 1024 * 1024

const spoolRules = {
  directory: (directory: unknown, name: string) => {
    if (typeof directory === 'string' && directory !== '') return directory
    throw wrongOption(name, directory, 'the path of a directory')
  },
  maxBytes: option<number, number>('bytes, more than 0', (bytes) => typeof bytes === 'number' && bytes > 0, 1024 * MIB),
  fsync: oneOf(['batch', 'never'], 'batch'),
} satisfies Record<keyof SpoolOptions, unknown>

const rules = {
  database: databaseOrNull,
  timeUnit,
  defaultColumns: readDefaults,
  maxRows: count(10_000, MAX_ROWS_PER_REQUEST),
  maxBytes: count(4 * MIB),
  flushIntervalMs: amount('milliseconds', 5_000),
  concurrency: count(4),
  maxBufferedBytes: count(64 * MIB),
  highWaterMark: count(),
  attemptTimeoutMs: milliseconds(),
  retry: unchecked<RetryOptions>(), // by defaults that depend on the others
  closeTimeoutMs: amount('milliseconds', 30_000),
  onDropTimeoutMs: amount('milliseconds', 10_000),
  spool: (spool: unknown, name: string) => (spool === undefined ? undefined : readOptions(spool, spoolRules, name)),
  onFlush: callback<NonNullable<WriterCallbacks['onFlush']>>(),
  onError: callback<NonNullable<WriterCallbacks['onError']>>(),
  onDrop: callback<NonNullable<WriterCallbacks['onDrop']>>(),
} satisfies Record<keyof WriterOptions, unknown>

/** The options with every default filled in. */
export type ResolvedWriterOptions = ReturnType<typeof resolveWriterOptions>

/** @throws ArcUsageError that names the option and what it may be. */
export function resolveWriterOptions(
  given: WriterOptions,
  client: { readonly database: string; readonly timeoutMs: number; readonly attemptTimeoutMs: number },
) {
  const { retry, ...options } = readOptions(given, rules)
  const { database, maxBufferedBytes, highWaterMark = Math.ceil(maxBufferedBytes / 2), spool } = options
  if (highWaterMark > maxBufferedBytes) {
    throw wrongOption('highWaterMark', highWaterMark, `at most the ${maxBufferedBytes} of maxBufferedBytes`)
  }
  const maxTimeMs = spool === undefined ? 10 * 60_000 : Number.POSITIVE_INFINITY
  const retries = { maxAttempts: Number.POSITIVE_INFINITY, baseDelayMs: 500, maxDelayMs: 30_000, maxTimeMs }
  return {
    ...options,
    highWaterMark,
    database: databaseName(database, client.database),
    attemptTimeoutMs: options.attemptTimeoutMs ?? Math.min(client.attemptTimeoutMs, client.timeoutMs),
    retry: retryOption(retries)(retry, 'retry'),
  }
}

function readDefaults(columns: unknown = {}, option: string): readonly DefaultColumn[] {
  const names = new ColumnNames(option)
  // An array, or a Map, whose entries are not in its properties.
  if (typeof columns !== 'object' || columns === null || Symbol.iterator in columns) {
    throw wrongOption(option, columns, "an object such as { host: 'a' }")
  }
  return Object.entries(columns).map(([name, value]) => {
    names.add(name)
    if (name === 'time') throw new ArcUsageError(`${option}.time is ${describe(value)}; rows have times of their own`)
    if (typeOfValue(value) === undefined)
      throw wrongOption(`${option}.${name}`, value, 'a string, number, bigint or boolean')
    return [name, value as DefaultColumn[1]]
  })
}
