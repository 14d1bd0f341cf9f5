/**
 * The explicit list of what may differ between a recording and a replay. A masked value is replaced by a word for its shape, so
 * that a time without nanoseconds still differs from one with them, and a number from a string.
 */
import { isDeepStrictEqual } from 'node:util'

/** A shape: the word that takes the place of a value which has it. */
interface Shape {
  readonly word: string
  readonly matches: (value: unknown) => boolean
}

const SECONDS = pattern('<seconds>', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
const NANOSECONDS = pattern('<nanoseconds>', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}Z$/)
const UUID = pattern('<uuid>', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
const CLIENT_ID = pattern('<client id>', /^arc-[0-9a-f]{8}$/)
const EXECUTION_ID = pattern('<execution id>', /^cq-exec-[0-9a-f]{8}$/)
const BACKUP_ID = pattern('<backup id>', /^backup-\d{8}-\d{6}-[0-9a-f]{8}$/)
const GO_DURATION = pattern('<duration>', /^(?:\d+h)?(?:\d+m)?\d+(?:\.\d+)?(?:ns|µs|ms|s)$/)
const FILE_NAME = pattern('<file>', /^\w+_\d{8}_\d{6}_\d{9}\.parquet$/)
const SECRET = pattern('<secret>', /^[\w-]{14,}=?=?$/)
const HEX = pattern('<hex>', /^0x[0-9a-f]+$/)
const TEXT = pattern('<text>', /./)
const NUMBER: Shape = { word: '<number>', matches: (value) => typeof value === 'number' }

/** Members that hold a time, an id, a secret, a duration or a count of bytes, wherever they are. */
const MEMBERS: Readonly<Record<string, readonly Shape[]>> = {
  ...members(
    [SECONDS, NANOSECONDS],
    [
      'created_at',
      'updated_at',
      'registered_at',
      'started_at',
      'completed_at',
      'executed_at',
      'execution_time',
      'last_execution_time',
      'last_used_at',
      'expires_at',
      'timestamp',
      'time',
      'cutoff_date',
      'next_run',
      'last_gc_time',
    ],
  ),
  ...members(
    [NUMBER],
    [
      'execution_time_ms',
      'total_ms',
      'execution_ms',
      'execution_time_seconds',
      'execution_duration_ms',
      'execution_duration_seconds',
      'duration_ms',
      'uptime_sec',
      'size_bytes',
      'total_size_bytes',
      'total_size_mb',
      'total_bytes',
      'processed_bytes',
    ],
  ),
  ...members([SECRET], ['token', 'new_token', 'secret']),
  uptime: [GO_DURATION],
  client_id: [CLIENT_ID],
  execution_id: [EXECUTION_ID],
  backup_id: [BACKUP_ID],
  id: [UUID],
}

/** Columns of SHOW TABLES whose values depend on who wrote the files. */
const MEASURED_COLUMNS: Readonly<Record<string, readonly Shape[]>> = members([NUMBER], ['total_size_mb'])

/** Members of the answers about the process itself: every number, and what the platform is called. */
const PROCESS_PATHS = /^\/(?:metrics$|api\/v1\/(?:metrics|debug)(?:\/|$))/
const PROCESS_MEMBERS: Readonly<Record<string, readonly Shape[]>> = {
  ...members([TEXT], ['go_version', 'go_os', 'go_arch']),
  ...members([HEX], ['heap_start_hex', 'heap_end_hex']),
}

/** Replaces everything that is on the list; `path` is the path of the request. */
export function mask(value: unknown, path: string, member = ''): unknown {
  if (Array.isArray(value)) {
    // What the server logged is its own; how many entries it showed is not.
    if (member === 'logs') return value.map(() => '<log entry>')
    return value.map((item) => (member === 'files_processed' ? replace([FILE_NAME], item) : mask(item, path)))
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mask(item, path, name)]))
  }
  const shapes = [...(MEMBERS[member] ?? [])]
  if (PROCESS_PATHS.test(path)) shapes.push(NUMBER, ...(PROCESS_MEMBERS[member] ?? []))
  return replace(shapes, value)
}

/**
 * The rows of an answer to SQL, with columns in the order of their names and, where the SQL asked for no order, rows in the
 * order of their text: the server promises neither.
 */
export function orderResult(body: unknown, sql: string): unknown {
  if (!isQueryResult(body)) return body
  const order = body.columns.map((_, index) => index)
  order.sort((a, b) => compare(String(body.columns[a]), String(body.columns[b])))
  const data = body.data.map((row) =>
    order.map((index) => replace(MEASURED_COLUMNS[String(body.columns[index]).replace(/:.*/, '')] ?? [], row[index])),
  )
  if (!/\border\s+by\b/i.test(sql)) data.sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b)))
  return { ...body, columns: order.map((index) => body.columns[index]), data }
}

/** Lists both sides where they differ, as `path: recorded → replayed`. */
export function differences(recorded: unknown, replayed: unknown, path = ''): string[] {
  if (isDeepStrictEqual(recorded, replayed)) return []
  if (isRecord(recorded) && isRecord(replayed)) {
    const names = new Set([...Object.keys(recorded), ...Object.keys(replayed)])
    return [...names].flatMap((name) => differences(recorded[name], replayed[name], `${path}.${name}`))
  }
  if (Array.isArray(recorded) && Array.isArray(replayed) && recorded.length === replayed.length) {
    return recorded.flatMap((item, index) => differences(item, replayed[index], `${path}[${index}]`))
  }
  return [`${path || '.'}: ${JSON.stringify(recorded)} → ${JSON.stringify(replayed)}`]
}

function replace(shapes: readonly Shape[], value: unknown): unknown {
  return shapes.find((shape) => shape.matches(value))?.word ?? value
}

function pattern(word: string, expression: RegExp): Shape {
  return { word, matches: (value) => typeof value === 'string' && expression.test(value) }
}

function members(shapes: readonly Shape[], names: readonly string[]): Record<string, readonly Shape[]> {
  return Object.fromEntries(names.map((name) => [name, shapes]))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isQueryResult(value: unknown): value is { columns: unknown[]; data: unknown[][] } {
  return isRecord(value) && Array.isArray(value.columns) && Array.isArray(value.data)
}
