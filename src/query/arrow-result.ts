/**
 * One answer of `/api/v1/query/arrow`: its frames, and the proof that they are all of them.
 *
 * What the stream itself cannot say is in the trailers: whether the server cut or capped the result, and how long it took
 * in all. Older servers say nothing of a cut, but a cut at the deadline shows in that time
 * (docs/wire-notes.md#truncation).
 */
import type { ArcResponse } from '../transport/http.ts'
import { checkDeadline, incomplete } from './deadline-guard.ts'
import { FrameReader, type IpcFrame } from './frames.ts'

/** Yields every frame; throws ArcTruncatedError after the last one unless the result is whole. */
export async function* frames(
  response: ArcResponse,
  serverQueryTimeoutMs: number,
): AsyncGenerator<IpcFrame, void, undefined> {
  const reader = new FrameReader()
  for await (const chunk of response.chunks()) {
    // Not `yield*`: it waits even where there is nothing to yield, and most chunks complete no frame.
    for (const frame of reader.push(chunk)) yield frame
  }
  checkArrowComplete(reader, response, serverQueryTimeoutMs)
}

/** Throws unless the frames that `reader` saw are the whole result. */
export function checkArrowComplete(reader: FrameReader, response: ArcResponse, serverQueryTimeoutMs: number): void {
  const endedAt = performance.now()
  const trailers = response.trailers()
  const { rows } = reader
  const cut = trailers?.get('arc-stream-truncated')
  if (cut) throw incomplete(`the server cut it (${cut})`, rows)
  reader.finish()
  const cap = trailers?.get('arc-rows-capped')
  if (cap) throw incomplete(`the server's row limit of ${cap} rows cut it`, rows)
  const executionMs = /^\d+$/.exec(trailers?.get('arc-execution-time-ms') ?? '')?.[0]
  const serverMs = executionMs === undefined ? undefined : Number(executionMs)
  checkDeadline(serverMs, endedAt - response.requestStartedAt, serverQueryTimeoutMs, rows)
}
