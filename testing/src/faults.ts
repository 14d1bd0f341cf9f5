/** Fault injection: what a test asks the embedded Arc to do wrong, and when. */
import { validateHeaderName, validateHeaderValue } from 'node:http'
import { isRegExp } from 'node:util/types'
import type { TestReply } from './route.ts'
import { checkWholeNumber, LONGEST_TIMER_MS } from './setting-checks.ts'

/**
 * One failure, or several in a row. Without `method` and `path` it affects the next request, whatever it is.
 *
 * | field | what happens | what it tests |
 * |---|---|---|
 * | `status`, `body`, `headers` | this answer instead of the real one; the request is not executed | error classes, retry, `Retry-After` |
 * | `reset: 'before-body'` | the socket dies after the headers have arrived; nothing is executed | retry of a request that is safe to repeat |
 * | `reset: 'after-body'` | the request is executed, then the socket dies without an answer | duplicates after a retry, at-least-once |
 * | `reset: 'mid-response'` | the socket dies after half of the answer | a download that breaks off |
 * | `reset: 'garbled'` | executed; the status line begins with a wrong byte, as occasionally on the real server's Arrow endpoint | protocol errors, retry of reads |
 * | `stall: 'before-headers'` | executed, but no answer ever comes | timeouts, abort |
 * | `stall: 'mid-response'` | half of the answer, then silence | timeouts that cover the body |
 * | `truncate: n` | the answer ends cleanly after n bytes | integrity checks: no EOS in Arrow, a cut MessagePack document |
 * | `truncateRows: n` | a query's answer stops after n rows as it does at the server's own deadline: JSON and Arrow stay valid | silent truncation |
 * | `delayMs` | the real answer, late | slow servers |
 */
export interface Fault {
  /** The HTTP method it must have. @default any */
  readonly method?: string
  /** The path without its query, or a pattern it must match. */
  readonly path?: string | RegExp
  /** How many matching requests it affects. @default 1 */
  readonly times?: number
  /** The HTTP status to answer with. */
  readonly status?: number
  /** Strings and bytes are sent unchanged; anything else as JSON. */
  readonly body?: unknown
  /** Headers to answer with. */
  readonly headers?: Readonly<Record<string, string>>
  /** Where the connection breaks; see the table above. */
  readonly reset?: 'before-body' | 'after-body' | 'mid-response' | 'garbled'
  /** Where the answer stops for good; see the table above. */
  readonly stall?: 'before-headers' | 'mid-response'
  /** Ends the answer after this many bytes, as if it were complete. */
  readonly truncate?: number
  /** Ends a query's answer after this many rows, as if it were complete. */
  readonly truncateRows?: number
  /** How late the answer is, in milliseconds. @default 0 */
  readonly delayMs?: number
}

/** Ready-made faults for `failNext`. */
export const faults = {
  /** The token was revoked or has expired: 401. */
  expiredToken: { status: 401, body: { error: 'Invalid or expired token', success: false } },
  /** A proxy or enterprise governance asks the client to slow down: 429 with `Retry-After`. */
  rateLimited: (retryAfterSeconds = 1): Fault => ({
    status: 429,
    headers: { 'retry-after': String(retryAfterSeconds) },
    body: { success: false, error: 'Rate limit exceeded: 60 queries per minute' },
  }),
  /** A replica that is still catching up: 503 with `Retry-After: 5`. */
  catchingUp: {
    status: 503,
    headers: { 'retry-after': '5' },
    body: { success: false, error: 'replication_catch_up_in_progress', message: 'replication catch-up in progress' },
  },
  /** Schema churn, the one write refusal that is worth retrying: 503. */
  schemaChurn: {
    status: 503,
    body: { error: 'Write rejected (schema churn): schema-evolution loop exceeded maximum iterations' },
  },
  /** A proxy in front of a dead server: 502 with HTML. */
  badGateway: {
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>',
  },
  /** The disk is full: 500 from the flush endpoint. Without a flush nothing reports it; see `failFlushes` of the server. */
  diskFull: {
    path: '/api/v1/write/line-protocol/flush',
    status: 500,
    body: { error: 'Flush failed: failed to write to storage: no space left on device' },
  },
  /** A query over the server's own limit: 504. */
  queryTimedOut: { status: 504, body: { success: false, error: 'Query timed out' } },
} as const satisfies Record<string, Fault | ((...args: never[]) => Fault)>

/** The faults that have not been used up. */
export class FaultPlan {
  #waiting: { readonly fault: Fault; left: number }[] = []
  #delayMs = 0

  add(fault: Fault): void {
    checkFault(fault)
    this.#waiting.push({ fault, left: fault.times ?? 1 })
  }

  /** Delays every answer from now on; 0 ends that. */
  delay(milliseconds: number): void {
    checkWholeNumber('The delay', milliseconds, 0, LONGEST_TIMER_MS)
    this.#delayMs = milliseconds
  }

  clear(): void {
    this.#waiting = []
    this.#delayMs = 0
  }

  /** The fault for this request, counted as used; without one, the general delay. */
  take(method: string, path: string): Fault {
    const entry = this.#waiting.find(({ fault }) => meets(fault, method, path))
    if (entry === undefined) return this.#delayMs > 0 ? { delayMs: this.#delayMs } : {}
    entry.left--
    if (entry.left <= 0) this.#waiting = this.#waiting.filter((other) => other !== entry)
    return this.#delayMs > 0 ? { delayMs: this.#delayMs, ...entry.fault } : entry.fault
  }
}

/** The answer that a fault substitutes for the real one, if it does. */
export function replyOf({ status, body, headers = {} }: Fault): TestReply | undefined {
  if (status === undefined) return undefined
  if (body === undefined) return { status, headers }
  const bytes = bytesOf(body)
  if (bytes !== undefined) return { status, headers, body: bytes }
  if (typeof body === 'string') {
    return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body: encode(body) }
  }
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: encode(JSON.stringify(body)) }
}

function meets({ method, path }: Fault, sentMethod: string, sentPath: string): boolean {
  if (method !== undefined && method.toUpperCase() !== sentMethod) return false
  if (path === undefined) return true
  // Not `test`, which goes on where it stopped when the pattern has a `g`.
  return typeof path === 'string' ? path === sentPath : sentPath.search(path) >= 0
}

const effects = [
  'status',
  'reset',
  'stall',
  'truncate',
  'truncateRows',
  'delayMs',
] as const satisfies readonly (keyof Fault)[]
const known: readonly string[] = [...effects, 'body', 'headers', 'method', 'path', 'times'] satisfies (keyof Fault)[]

const choices = {
  reset: ['before-body', 'after-body', 'mid-response', 'garbled'],
  stall: ['before-headers', 'mid-response'],
} as const satisfies { readonly [Key in 'reset' | 'stall']: readonly Fault[Key][] }

/** A fault that is misspelt would spoil nothing, or every request, and the test would pass for the wrong reason. */
function checkFault(fault: Fault): void {
  const unknown = Object.keys(fault).find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw new TypeError(`A fault has no ${JSON.stringify(unknown)}; there are: ${known.join(', ')}`)
  }
  if (!effects.some((effect) => fault[effect] !== undefined)) {
    throw new TypeError(`This fault does nothing; give one of: ${effects.join(', ')}`)
  }
  for (const effect of ['reset', 'stall'] as const) {
    const value = fault[effect]
    const kinds: readonly string[] = choices[effect]
    if (value !== undefined && !kinds.includes(value)) {
      throw new TypeError(`${effect} is ${JSON.stringify(value)}; give one of: ${kinds.join(', ')}`)
    }
  }
  checkMatch(fault)
  checkReply(fault)
  const { truncate = 0, truncateRows = 0, delayMs = 0 } = fault
  checkWholeNumber('truncate', truncate, 0, Number.MAX_SAFE_INTEGER)
  checkWholeNumber('truncateRows', truncateRows, 0, Number.MAX_SAFE_INTEGER)
  checkWholeNumber('delayMs', delayMs, 0, LONGEST_TIMER_MS)
}

function checkMatch({ method = 'GET', path = '/', times = 1 }: Fault): void {
  if (typeof method !== 'string' || !/^[a-z]+$/i.test(method)) {
    throw new TypeError(`method is ${JSON.stringify(method)}; give an HTTP method`)
  }
  if (!(typeof path === 'string' ? /^\/[^?#]*$/.test(path) : isRegExp(path))) {
    throw new TypeError(
      `path is ${JSON.stringify(path)}; give a path from its first / on, without a query, or a pattern`,
    )
  }
  if (!(times >= 1 && (Number.isInteger(times) || times === Number.POSITIVE_INFINITY))) {
    throw new TypeError(`times is ${times}; give a number of requests, 1 or more`)
  }
}

function checkReply({ status, body, headers }: Fault): void {
  if (status === undefined) {
    if (body !== undefined || headers !== undefined)
      throw new TypeError('A body and headers are sent with a status only')
    return
  }
  if (!(Number.isInteger(status) && status >= 200 && status < 600)) {
    throw new TypeError(`status is ${status}; give an HTTP status from 200 to 599`)
  }
  if (Array.isArray(headers)) throw new TypeError("headers is an array; give an object such as { 'retry-after': '1' }")
  for (const [name, value] of Object.entries(headers ?? {})) {
    validateHeaderName(name)
    validateHeaderValue(name, value)
  }
  if (body === undefined || bytesOf(body) !== undefined) return
  // A bigint or a cycle throws by itself, and says what is wrong.
  if (JSON.stringify(body) === undefined) throw new TypeError(`body is a ${typeof body}; give text, bytes or JSON`)
}

function bytesOf(body: unknown): Uint8Array | undefined {
  if (body instanceof ArrayBuffer) return new Uint8Array(body)
  return ArrayBuffer.isView(body) ? new Uint8Array(body.buffer, body.byteOffset, body.byteLength) : undefined
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
