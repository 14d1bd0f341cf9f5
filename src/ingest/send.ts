/**
 * Sends encoded batches as HTTP requests.
 */

import { messageOf } from '../base/describe.ts'
import { abortSignal, milliseconds, type OptionRule, type OptionsBy, readOptions } from '../base/options.ts'
import { refusingAsync } from '../base/refusing.ts'
import { ArcError, ArcIngestionError, ArcTimeoutError, ArcValidationError } from '../errors.ts'
import { databaseName, databaseOrNull } from '../transport/database.ts'
import { Deadline } from '../transport/deadline.ts'
import type { ArcHttp } from '../transport/http.ts'
import type { EncodedBatch, MisreadTime } from './encoding/batch.ts'
import { formatMicros } from './encoding/batch-reader.ts'
import type { BufferPool } from './encoding/buffer-pool.ts'

/** Options of every write. */
export interface WriteOptions {
  /** The database to write to; `null` is the server's default. @default the client's */
  readonly database?: string | null | undefined
  /** Aborts the write: it rejects with the reason; rows that were sent already may be stored. @default none */
  readonly signal?: AbortSignal | undefined
  /**
   * Time limit of the whole call, in milliseconds: of all its requests, their retries, and the waiting for a source.
   * @default none; the client's `timeoutMs` for each request
   */
  readonly timeoutMs?: number | undefined
  /**
   * Time limit of each attempt, in milliseconds, after which the request is sent again, as the client's `retry` says.
   * @default the client's `attemptTimeoutMs`
   */
  readonly attemptTimeoutMs?: number | undefined
}

export const writeRules = {
  database: databaseOrNull,
  signal: abortSignal,
  timeoutMs: milliseconds(),
  attemptTimeoutMs: milliseconds(),
} satisfies Record<keyof WriteOptions, unknown>

/** What a write reports when the server has accepted everything. */
export interface WriteResult {
  /** Rows sent. For line protocol: lines that are neither blank nor comments, also those that Arc drops. For TLE: entries. */
  readonly rows: number
  /** Bytes of the request bodies before compression. */
  readonly bytes: number
  /** HTTP requests it took, repeated attempts not counted; 0 for a write without rows. */
  readonly requests: number
}

/** How a write sends. */
export interface WriteTarget {
  readonly database: string | null | undefined
  readonly signal: AbortSignal | undefined
  readonly attemptTimeoutMs: number | undefined
  /** Ends the waiting for a source: with `signal`, and when the time of the call is up. */
  readonly sourceSignal: AbortSignal | undefined
  /** The time left for the whole call, in milliseconds; `undefined` if it has no limit. Throws when it is up. */
  timeLeftMs(): number | undefined
}

export const NOTHING_SENT: WriteResult = Object.freeze({ rows: 0, bytes: 0, requests: 0 })

/** One request of a write. */
export interface WriteRequest {
  readonly path: string
  readonly body: Uint8Array
  readonly rows: number
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** The body again, if the client created it and nothing else refers to it, so that its memory can be reused. */
  readonly reusable?: Uint8Array<ArrayBuffer> | undefined
}

/** Below the server's limit of 100 MB for line protocol (docs/wire-notes.md#limits), with room for the last line. */
export const MAX_LINE_PROTOCOL_BYTES = 95_000_000

/** Where encoded batches go. */
export const BATCH_PATH = '/api/v1/write/msgpack'

/** The refusal of a batch whose times the server would misread. `firstRow` is the batch's first row in the caller's data. */
export function misreadError(measurement: string, { row, micros }: MisreadTime, firstRow = 0): ArcValidationError {
  const place = { measurement, column: 'time', row: firstRow + row }
  return new ArcValidationError(
    `${measurement}.time, row ${place.row}: Arc would misread ${formatMicros(micros)}, since every row of the request lies before 1970-04-26T17:46:40Z; ` +
      'write it together with a row from after that, without a fraction of a second, or as line protocol, whose precision Arc does not guess',
    place,
  )
}

/** Sends encoded batches, which go on where the rows of `accepted` end. */
export async function sendBatches(
  http: ArcHttp,
  operation: string,
  batches: readonly EncodedBatch[],
  target: WriteTarget,
  accepted: WriteResult,
  pool: BufferPool,
): Promise<WriteResult> {
  let firstRow = accepted.rows
  const database = databaseName(target.database, http.config.database)
  const requests = batches.map(({ measurement, body, rows, latestMicros = 0, misread }): WriteRequest => {
    if (misread !== undefined) throw misreadError(measurement, misread, firstRow)
    firstRow += rows
    http.latestTimes.written(database, measurement, latestMicros)
    return { path: BATCH_PATH, body, rows, reusable: body }
  })
  return await sendAll(http, operation, requests, target, accepted, pool)
}

/** Sends requests in sequence. A failure after the first says how many rows were accepted. `pool` gets the memory of acknowledged bodies. */
export async function sendAll(
  http: ArcHttp,
  operation: string,
  requests: readonly WriteRequest[],
  { database, signal, attemptTimeoutMs, timeLeftMs }: WriteTarget,
  accepted: WriteResult = NOTHING_SENT,
  pool?: BufferPool,
): Promise<WriteResult> {
  let result = accepted
  for (const { path, body, rows, headers, reusable } of requests) {
    try {
      let sent = false
      const { attempts } = await http.request({
        operation,
        method: 'POST',
        path,
        body,
        headers,
        kind: 'write',
        retry: 'write',
        compress: true,
        onBodySent: () => {
          sent = true
        },
        database,
        signal,
        timeoutMs: timeLeftMs(),
        attemptTimeoutMs,
      })
      // Not after a failed attempt: a socket that was answered early may still be sending the body.
      if (reusable !== undefined && sent && attempts === 1) pool?.give(reusable)
    } catch (error) {
      throw failureOf(error, result, signal)
    }
    result = { rows: result.rows + rows, bytes: result.bytes + body.length, requests: result.requests + 1 }
  }
  return result
}

/** Runs `write` with the call's options, checked by its rules, and ends it when their `timeoutMs` are over. */
export async function runWrite<Rules extends typeof writeRules & Readonly<Record<string, OptionRule>>>(
  operation: string,
  options: WriteOptions,
  rules: Rules,
  write: (target: WriteTarget, checked: OptionsBy<Rules>) => Promise<WriteResult>,
): Promise<WriteResult> {
  return await refusingAsync(operation, async () => {
    const checked = readOptions(options, rules)
    return limited(operation, checked as WriteOptions, (target) => write(target, checked))
  })
}

async function limited(
  operation: string,
  { database, signal, timeoutMs, attemptTimeoutMs }: WriteOptions,
  write: (target: WriteTarget) => Promise<WriteResult>,
): Promise<WriteResult> {
  if (timeoutMs === undefined) {
    return await write({ database, signal, attemptTimeoutMs, sourceSignal: signal, timeLeftMs: () => undefined })
  }
  const late = () => new ArcTimeoutError(`${operation}: not done after ${timeoutMs} ms`)
  const deadline = new Deadline(timeoutMs, signal, late)
  const timeLeftMs = () => {
    if (deadline.remainingMs <= 0) throw late()
    return Math.ceil(deadline.remainingMs)
  }
  try {
    return await write({ database, signal, attemptTimeoutMs, sourceSignal: deadline.signal, timeLeftMs })
  } finally {
    deadline.clear()
  }
}

/**
 * What a failed call rejects with: the reason of an aborted signal, or the error, which says how much earlier requests
 * of the call had delivered.
 */
export function failureOf(error: unknown, accepted: WriteResult, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason
  if (accepted.requests === 0 || (error instanceof ArcIngestionError && error.acceptedRows >= accepted.rows))
    return error
  const { status, method, path, body, retryable, retryAfterMs, endpoint } =
    error instanceof ArcError ? error : ({} as Partial<ArcError>)
  return new ArcIngestionError(
    `${messageOf(error)} (rows accepted before: ${accepted.rows}; send only the rest again)`,
    {
      status,
      method,
      path,
      body,
      retryable,
      retryAfterMs,
      endpoint,
      acceptedRows: accepted.rows,
      cause: error,
    },
  )
}
