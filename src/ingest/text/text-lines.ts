/**
 * Existing line protocol, sent unchanged and split at line ends into requests below the server's limit of 100 MB
 * (docs/wire-notes.md#limits).
 */

import { describe } from '../../base/describe.ts'
import { isBytes } from '../../base/kinds.ts'
import { ArcValidationError } from '../../errors.ts'
import { databaseName } from '../../transport/database.ts'
import type { ArcHttp } from '../../transport/http.ts'
import { abortable, asyncIterableOf } from '../async-source.ts'
import { ByteSink } from '../encoding/byte-sink.ts'
import {
  failureOf,
  MAX_LINE_PROTOCOL_BYTES,
  NOTHING_SENT,
  sendAll,
  type WriteRequest,
  type WriteResult,
  type WriteTarget,
} from '../send.ts'
import type { Precision } from '../time/instants.ts'

/** Lines: a string, UTF-8 bytes, or an iterable of either. Strings in an iterable must be whole lines; bytes may be split anywhere. */
export type LineProtocolInput = string | Uint8Array | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>

/** Bytes per request when the lines come from an iterable. */
const STREAMED_BYTES = 8 * 2 ** 20
const NEWLINE = 0x0a
const CARRIAGE_RETURN = 0x0d
const SPACE = 0x20

/** Writes lines; see `WriteNamespace.lineProtocol`. */
export async function writeLines(
  http: ArcHttp,
  input: unknown,
  precision: Precision,
  target: WriteTarget,
): Promise<WriteResult> {
  const path = `/api/v1/write/line-protocol?precision=${precision}`
  const database = databaseName(target.database, http.config.database)
  const send = (bodies: readonly Uint8Array[], accepted: WriteResult): Promise<WriteResult> => {
    for (const body of bodies) http.latestTimes.written(database, undefined, latestTimestamp(body) * MICROS[precision])
    const requests = bodies
      .map((body): WriteRequest => ({ path, body, rows: countLines(body) }))
      .filter(({ rows }) => rows > 0)
    return sendAll(http, 'write.lineProtocol', requests, target, accepted)
  }
  const whole = inMemory(input)
  let result = NOTHING_SENT
  if (whole !== undefined) {
    result = await send(cutAtLines(whole, MAX_LINE_PROTOCOL_BYTES), result)
  } else {
    const cutter = new LineCutter()
    try {
      for await (const chunk of chunksOf(input, target.sourceSignal)) result = await send(cutter.add(chunk), result)
      result = await send(cutAtLines(cutter.finish(), MAX_LINE_PROTOCOL_BYTES), result)
    } catch (error) {
      throw failureOf(error, result, target.signal)
    }
  }
  if (result.requests === 0) throw new ArcValidationError('there is no line to write: every one is blank or a comment')
  return result
}

/** The largest number at the end of a line. */
function latestTimestamp(body: Uint8Array): number {
  let latest = 0
  let value = 0
  let isTimestamp = false
  for (let at = 0; at <= body.length; at++) {
    const byte = body[at] ?? NEWLINE
    if (byte === SPACE) {
      value = 0
      isTimestamp = true
    } else if (byte === NEWLINE) {
      if (isTimestamp && value > latest) latest = value
      isTimestamp = false
    } else if (byte >= 0x30 && byte <= 0x39) value = value * 10 + byte - 0x30
    else if (byte !== CARRIAGE_RETURN) isTimestamp = false
  }
  return latest
}

const MICROS: Readonly<Record<Precision, number>> = { ns: 1e-3, us: 1, ms: 1e3, s: 1e6 }

/** Cuts `bytes` after line ends into parts of at most `limit` bytes. */
export function cutAtLines(bytes: Uint8Array, limit: number): Uint8Array[] {
  const parts: Uint8Array[] = []
  for (let from = 0; from < bytes.length; ) {
    let to = Math.min(bytes.length, from + limit)
    if (to < bytes.length) {
      to = bytes.lastIndexOf(NEWLINE, to - 1) + 1
      if (to <= from) {
        throw new ArcValidationError(
          `a line has more than ${limit} bytes; Arc takes at most 100 MB of line protocol at once`,
        )
      }
    }
    parts.push(bytes.subarray(from, to))
    from = to
  }
  return parts
}

/** Gathers chunks into bodies of whole lines. They are copied: a source may use the memory of a chunk again for the next. */
class LineCutter {
  #sink = new ByteSink(0)

  /** Takes in a chunk; returns the bodies that are full. */
  add(chunk: unknown): Uint8Array[] {
    this.append(chunk)
    const { bytes, position } = this.#sink
    if (position < STREAMED_BYTES) return []
    const end = bytes.lastIndexOf(NEWLINE, position - 1) + 1
    const rest = bytes.subarray(end, position)
    this.#sink = new ByteSink(rest.length)
    this.#appendBytes(rest)
    return cutAtLines(bytes.subarray(0, end), MAX_LINE_PROTOCOL_BYTES)
  }

  /** Bytes go on where those before them ended; a text begins a line and ends one. */
  append(chunk: unknown): void {
    if (typeof chunk === 'string') {
      this.#endLine()
      this.#appendBytes(new TextEncoder().encode(chunk))
      this.#endLine()
    } else if (isBytes(chunk)) {
      this.#appendBytes(chunk)
    } else {
      throw new ArcValidationError(`${describe(chunk)} among the lines; give strings or bytes`)
    }
  }

  /** All that is left. */
  finish(): Uint8Array {
    return this.#sink.bytes.subarray(0, this.#sink.position)
  }

  #appendBytes(chunk: Uint8Array): void {
    const sink = this.#sink
    sink.reserve(chunk.length)
    sink.bytes.set(chunk, sink.position)
    sink.position += chunk.length
  }

  #endLine(): void {
    const { bytes, position } = this.#sink
    if (position > 0 && bytes[position - 1] !== NEWLINE) this.#appendBytes(Uint8Array.of(NEWLINE))
  }
}

function inMemory(input: unknown): Uint8Array | undefined {
  if (typeof input === 'string') return new TextEncoder().encode(input)
  if (isBytes(input)) return input
  if (!Array.isArray(input)) return undefined
  const cutter = new LineCutter()
  for (const chunk of input) cutter.append(chunk)
  return cutter.finish()
}

function chunksOf(input: unknown, signal: AbortSignal | undefined): Iterable<unknown> | AsyncIterable<unknown> {
  const source = asyncIterableOf(input)
  if (source !== undefined) return abortable(source, signal)
  if (typeof input === 'object' && input !== null && Symbol.iterator in input) return input as Iterable<unknown>
  throw new ArcValidationError(
    `${describe(input)} is not line protocol; give a string, bytes, or an iterable of either`,
  )
}

/** Lines that are neither blank nor comments. */
function countLines(bytes: Uint8Array): number {
  let count = 0
  for (let at = 0; at < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, at)
    const end = newline === -1 ? bytes.length : newline
    while (at < end && isBlank(bytes[at] as number)) at++
    if (at < end && bytes[at] !== 0x23) count++
    at = end + 1
  }
  return count
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d
}
