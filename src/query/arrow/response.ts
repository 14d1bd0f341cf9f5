/**
 * One response of `/api/v1/query/arrow`: its frames, and the proof that they are complete.
 *
 * The trailers hold what the stream cannot say: whether the server cut or capped the result, and how long it took in all.
 * Older servers do not report a cut, but a cut at the deadline shows in that time
 * (docs/wire-notes.md#truncation).
 */

import { FrameReader, type IpcFrame } from '../../base/arrow/frames.ts'
import { ArcError, ArcServerError } from '../../errors.ts'
import type { ArcResponse } from '../../transport/exchange.ts'
import { capped, checkDeadline, incomplete } from '../deadline-guard.ts'

/** Yields every frame, and throws ArcTruncatedError after the last one unless the result is complete. */
export async function* frames(
  response: ArcResponse,
  serverQueryTimeoutMs: number,
): AsyncGenerator<IpcFrame, void, undefined> {
  const reader = new FrameReader()
  for await (const chunk of response.chunks()) {
    // Not `yield*`, which awaits even if there is nothing to yield: most chunks complete no frame.
    for (const frame of orDamaged(() => reader.push(chunk))) yield frame
  }
  checkArrowComplete(reader, response, serverQueryTimeoutMs)
}

/** Throws unless the frames that `reader` has seen are the complete result. */
export function checkArrowComplete(reader: FrameReader, response: ArcResponse, serverQueryTimeoutMs: number): void {
  const endedAt = performance.now()
  const trailers = response.trailers()
  const { rows } = reader
  const cut = trailers?.get('arc-stream-truncated')
  if (cut) throw incomplete(`the server cut it (${cut})`, rows)
  if (reader.truncation !== undefined) throw incomplete(reader.truncation, rows)
  const cap = trailers?.get('arc-rows-capped')
  if (cap) throw incomplete(capped(cap), rows)
  const executionMs = /^\d+$/.exec(trailers?.get('arc-execution-time-ms') ?? '')?.[0]
  const serverMs = executionMs === undefined ? undefined : Number(executionMs)
  checkDeadline(serverMs, endedAt - response.requestStartedAt, serverQueryTimeoutMs, rows)
}

/** Reads, and says of whatever goes wrong that the server sent something damaged. */
export function orDamaged<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof ArcError) throw cause
    throw new ArcServerError(`malformed Arrow stream: ${(cause as Error).message}`, { cause })
  }
}
