/**
 * Guards against results that the server cut off at its own deadline and reported as complete (docs/wire-notes.md#truncation).
 */
import { ArcTruncatedError } from '../errors.ts'

/**
 * Throws if the server may have reached its own deadline while sending the result, which it does not report.
 *
 * @param executionMs The server's own time, download included, where it was readable.
 * @param elapsedMs The client's time, used if the server's is unknown.
 */
export function checkDeadline(
  executionMs: number | undefined,
  elapsedMs: number,
  serverQueryTimeoutMs: number,
  rows: number,
  partial?: unknown,
  queryId?: string,
): void {
  const tookMs = executionMs ?? elapsedMs
  if (serverQueryTimeoutMs === 0 || tookMs < serverQueryTimeoutMs) return
  throw incomplete(
    `it took ${Math.round(tookMs)} ms, and the server ends what it sends after ${serverQueryTimeoutMs} ms without saying so. Narrow the query, read faster, or set serverQueryTimeoutMs to the server's query.timeout (0: it has none)`,
    rows,
    partial,
    queryId,
  )
}

/** Why a result is incomplete that the server's row limit cut. */
export const capped = (limit: unknown) => `the server's row limit cut it (${limit})`

/** The error for a result that is known to be truncated. */
export function incomplete(reason: string, rows: number, partial?: unknown, queryId?: string): ArcTruncatedError {
  return new ArcTruncatedError(`The result is not whole: ${reason}. Rows received: ${rows}`, {
    reason,
    rowsReceived: rows,
    partial,
    queryId,
  })
}
