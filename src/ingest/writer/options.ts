/** What a buffered writer can be told, checked once, with every default filled in. */

import { describe } from '../../base/describe.ts'
import { checkNames as checkOptionNames } from '../../base/options.ts'
import { ArcValidationError } from '../../errors.ts'
import { checkDatabaseName } from '../../transport/database.ts'
import type { RetryOptions, RetryPolicy } from '../../transport/retry.ts'
import { MAX_ROWS_PER_REQUEST } from '../encoding/batch.ts'
import type { DefaultColumn } from '../encoding/encoder.ts'
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

/** Whole numbers from 1 on. */
const COUNTS = { maxRows: 10_000, maxBytes: 4 * MIB, concurrency: 4, maxBufferedBytes: 64 * MIB }
/** Milliseconds, 0 or more. */
const DURATIONS = { flushIntervalMs: 5_000, closeTimeoutMs: 30_000, onDropTimeoutMs: 10_000 }
const RETRY = { maxAttempts: Number.POSITIVE_INFINITY, baseDelayMs: 500, maxDelayMs: 30_000, maxTimeMs: 10 * 60_000 }

const OTHERS = ['highWaterMark', 'attemptTimeoutMs', 'retry', 'spool', 'onFlush', 'onError', 'onDrop']
const KNOWN = ['database', 'timeUnit', 'defaultColumns', ...Object.keys(COUNTS), ...Object.keys(DURATIONS), ...OTHERS]

/** The options with every default filled in. */
export interface ResolvedWriterOptions extends Readonly<typeof COUNTS & typeof DURATIONS> {
  readonly database: string
  readonly timeUnit: TimeUnit
  readonly defaultColumns: readonly DefaultColumn[]
  readonly highWaterMark: number
  readonly attemptTimeoutMs: number
  readonly retry: RetryPolicy
  readonly spool: SpoolOptions | undefined
  readonly callbacks: WriterCallbacks
}

/** @throws ArcValidationError that names the option and its allowed values. */
export function resolveWriterOptions(
  options: WriterOptions,
  client: { readonly database: string; readonly timeoutMs: number; readonly attemptTimeoutMs: number },
): ResolvedWriterOptions {
  checkOptionNames(options, KNOWN, 'Unknown writer option')
  const { spool, onFlush, onError, onDrop, retry = {} } = options
  for (const [name, callback] of Object.entries({ onFlush, onError, onDrop })) {
    if (callback !== undefined && typeof callback !== 'function') {
      throw new ArcValidationError(`Writer option ${name} must be a function, not ${typeof callback}`)
    }
  }
  if (typeof retry !== 'object' || retry === null) {
    throw new ArcValidationError(
      `Writer option retry must be an object such as { maxTimeMs: 60_000 }, not ${describe(retry)}`,
    )
  }
  checkOptionNames(retry, Object.keys(RETRY), 'Unknown retry option')
  const { maxAttempts = RETRY.maxAttempts, ...delays } = retry
  const maxTimeMs = spool === undefined ? RETRY.maxTimeMs : Number.POSITIVE_INFINITY
  const attempts = maxAttempts === Number.POSITIVE_INFINITY ? maxAttempts : count('retry.maxAttempts', maxAttempts)
  const counts = numbers(COUNTS, options, (name, value) =>
    count(name, value, name === 'maxRows' ? MAX_ROWS_PER_REQUEST : undefined),
  )
  const { maxBufferedBytes } = counts
  const ofClient = Math.min(client.attemptTimeoutMs, client.timeoutMs)
  const attemptTimeoutMs = duration('attemptTimeoutMs', options.attemptTimeoutMs ?? ofClient)
  if (attemptTimeoutMs === 0) {
    throw new ArcValidationError(
      'Writer option attemptTimeoutMs must be more than 0 milliseconds: no request would succeed',
    )
  }
  return {
    ...counts,
    ...numbers(DURATIONS, options, duration),
    database: writerDatabase(options.database, client.database),
    timeUnit: timeUnit(options.timeUnit, 'timeUnit'),
    defaultColumns: checkDefaults(options.defaultColumns ?? {}),
    highWaterMark: count('highWaterMark', options.highWaterMark ?? Math.ceil(maxBufferedBytes / 2), maxBufferedBytes),
    attemptTimeoutMs,
    retry: {
      ...numbers({ ...RETRY, maxTimeMs }, delays, (name, value) => duration(`retry.${name}`, value)),
      maxAttempts: attempts,
    },
    spool: spool === undefined ? undefined : checkSpool(spool),
    callbacks: { onFlush, onError, onDrop },
  }
}

/** The given values, or else the defaults, each checked. */
function numbers<Name extends string>(
  defaults: Readonly<Record<Name, number>>,
  given: { readonly [name in NoInfer<Name>]?: unknown },
  check: (name: string, value: unknown) => number,
): Record<Name, number> {
  const names = Object.keys(defaults) as Name[]
  return Object.fromEntries(names.map((name) => [name, check(name, given[name] ?? defaults[name])])) as Record<
    Name,
    number
  >
}

function count(name: string, value: unknown, most = Number.MAX_SAFE_INTEGER): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) return value
  throw new ArcValidationError(`Writer option ${name} must be a whole number from 1 to ${most}, not ${describe(value)}`)
}

function duration(name: string, value: unknown): number {
  if (typeof value === 'number' && value >= 0) return value
  throw new ArcValidationError(`Writer option ${name} must be milliseconds, 0 or more, not ${describe(value)}`)
}

/** Refuses what would send rows to another database than was meant. */
export function checkAppendOptions(options: unknown): void {
  if (typeof options !== 'object' || options === null) {
    throw new ArcValidationError(
      `the options of append() are ${describe(options)}; give an object such as { database: 'plant' }, or leave them out`,
    )
  }
  for (const name of Object.keys(options)) if (name !== 'database') checkOptionNames(options, ['database'])
}

/** The name a row's database is known by: `null` is the server's own default. */
export function writerDatabase(database: string | null | undefined, fallback: string): string {
  if (database === undefined) return fallback
  return database === null ? 'default' : checkDatabaseName(database)
}

function checkDefaults(columns: Readonly<Record<string, unknown>>): readonly DefaultColumn[] {
  const names = new ColumnNames('Writer option defaultColumns')
  // An array, or a Map, whose entries are not in its properties.
  if (typeof columns !== 'object' || Symbol.iterator in columns) {
    throw new ArcValidationError(
      `Writer option defaultColumns must be an object such as { host: 'a' }, not ${describe(columns)}`,
    )
  }
  return Object.entries(columns).map(([name, value]) => {
    names.add(name)
    if (name !== 'time' && typeOfValue(value) !== undefined) return [name, value as DefaultColumn[1]]
    const wanted = name === 'time' ? 'rows have times of their own' : 'give a string, number, bigint or boolean'
    throw new ArcValidationError(`Writer option defaultColumns.${name} is ${describe(value)}; ${wanted}`)
  })
}

function checkSpool(spool: SpoolOptions): SpoolOptions {
  if (typeof spool !== 'object' || spool === null) {
    throw new ArcValidationError(
      `Writer option spool must be an object such as { directory: '…' }, not ${describe(spool)}`,
    )
  }
  checkOptionNames(spool, ['directory', 'maxBytes', 'fsync'])
  const { directory, maxBytes, fsync } = spool
  if (typeof directory !== 'string' || directory === '') {
    throw new ArcValidationError('Writer option spool.directory must be the path of a directory')
  }
  if (maxBytes !== undefined && !(maxBytes > 0)) {
    throw new ArcValidationError(
      `Writer option spool.maxBytes must be a positive number of bytes, not ${describe(maxBytes)}`,
    )
  }
  if (fsync !== undefined && fsync !== 'batch' && fsync !== 'never') {
    throw new ArcValidationError(`Writer option spool.fsync must be 'batch' or 'never', not ${describe(fsync)}`)
  }
  return spool
}
