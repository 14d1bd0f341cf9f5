/** The server's JSON responses, and what newer servers report in them about missing rows (docs/wire-notes.md#truncation). */

import { MAX_TEXT_LENGTH } from '../base/msgpack.ts'
import { ArcQueryError, ArcTruncatedError } from '../errors.ts'
import { errorFromResponse, MAX_ERROR_BYTES, notArc, parseQueryError } from '../transport/error-response.ts'
import type { ArcResponse } from '../transport/exchange.ts'
import { capped, incomplete } from './deadline-guard.ts'

/** The server's JSON envelope. Lossy: see docs/result-types.md#json. */
export interface JsonResult {
  /** Failures are errors, not results. */
  readonly success: true
  /** The names of the columns, in the order of the SELECT. */
  readonly columns: readonly string[]
  /** Row by row. */
  readonly data: readonly (readonly unknown[])[]
  /** The length of `data`. */
  readonly row_count: number
  /** The server's own time for the query, in milliseconds. */
  readonly execution_time_ms: number
  /** When the server got the request, RFC 3339. */
  readonly timestamp: string
  /** The query's id for `arc.runningQueries`, where the server keeps track of queries. Not of the envelope, but its header. */
  readonly queryId?: string
  /** Where the server's time went, in milliseconds; only with `profile: true`. */
  readonly profile?: {
    readonly total_ms: number
    readonly planner_ms: number
    readonly execution_ms: number
    readonly rows_scanned: number
    readonly latency_ms: number
  }
}

/** What servers after v26.09.1 add to the envelope. */
interface NewerSignals {
  readonly truncated?: boolean
  readonly truncation_reason?: string
  readonly rows_capped?: boolean
  readonly row_cap?: number
}

/** Reads a query's envelope. Throws unless it is a success, reports no missing rows, and no number would be rounded. */
export async function readJsonResult(
  response: ArcResponse,
  bigNumbers: 'error' | 'text' = 'error',
): Promise<JsonResult> {
  const { exactRows, withoutRounding } = await import('./json-numbers.ts')
  const body = await readJson<JsonResult & NewerSignals>(response, withoutRounding)
  if (body.success !== true) throw await refusal(response)
  const { columns, data, row_count: rowCount } = body
  if (!Array.isArray(columns) || !Array.isArray(data) || !Number.isSafeInteger(rowCount)) {
    throw response.conceal(notArc(response, 'it is a success, but without columns, data and row_count'))
  }
  const cut = body.truncated ? (body.truncation_reason ?? 'the server cut it') : undefined
  const capping = body.rows_capped ? capped(body.row_cap ?? rowCount) : undefined
  const lost = data.length === rowCount ? undefined : `row_count is ${rowCount}, but there are ${data.length} rows`
  const reason = cut ?? capping ?? lost
  const { queryId } = response
  const exact = { ...body, data: exactRows(data, columns, bigNumbers), ...(queryId !== undefined && { queryId }) }
  if (reason === undefined) return exact
  throw incomplete(reason, data.length, exact, queryId)
}

/** Reads a JSON object. A truncated one does not parse, and an empty body is not one. */
export async function readJson<T extends object>(
  response: ArcResponse,
  prepare: (json: string) => string = (json) => json,
): Promise<T> {
  if (!isJson(response)) throw await refusal(response)
  const bytes = await response.bytes()
  let body: unknown
  try {
    body = JSON.parse(prepare(new TextDecoder().decode(bytes)))
  } catch (cause) {
    if (bytes.length > MAX_TEXT_LENGTH) {
      throw new ArcQueryError(`${bytes.length} bytes of JSON are more than a string can hold; use query.stream`, {
        category: 'out-of-range',
        cause,
      })
    }
    const reason = 'its JSON does not parse'
    // Without the parser's own error: it quotes a few characters, which may be half a token.
    throw new ArcTruncatedError(`The result is not whole: ${reason}`, { reason })
  }
  if (typeof body === 'object' && body !== null) return body as T
  throw response.conceal(notArc(response, 'it is JSON, but no object'))
}

/** The error for a 2xx response without a result: the server's own message, or that something other than Arc answered. */
export async function refusal(response: ArcResponse): Promise<Error> {
  const { method, path, status, headers, conceal, queryId } = response
  if (!isJson(response))
    return errorFromResponse({ method, path, status, headers, conceal, body: await response.bytes(MAX_ERROR_BYTES) })
  const exchange = { method, path, status, headers, conceal, body: await response.bytes() }
  const body = await readJson<{ readonly error?: unknown }>(response)
  if (body.error === undefined) return errorFromResponse(exchange)
  const { message, category } = parseQueryError(String(body.error))
  return conceal(new ArcQueryError(message, { ...exchange, queryId, origin: 'arc', body, category }))
}

function isJson({ headers }: ArcResponse): boolean {
  return headers.get('content-type')?.toLowerCase().includes('json') ?? false
}
