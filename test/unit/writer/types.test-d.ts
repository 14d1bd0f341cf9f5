/** What must compile and what must not: checked by `npm run typecheck`, which fails when a line below is no longer an error. */
import type { ArcClient, ArcFlushError, BufferedWriter } from '../../../src/index.ts'

/** Never called. */
export function errorsNeedNoNarrowing(arc: ArcClient, failed: ArcFlushError): BufferedWriter {
  const messages: string[] = failed.batches.map((batch) => batch.error.message)
  const writer = arc.write.buffered({
    onDrop: ({ error }) => messages.push(error.message),
    onError: (error) => messages.push(error.message),
  })
  // @ts-expect-error nothing has failed yet
  messages.push(writer.stats.lastError.message)
  // @ts-expect-error not every one is an ArcError: what a disk or a signal says is passed on
  messages.push(...failed.batches.map((batch) => batch.error.code))
  // What was written for `unknown` still compiles.
  return arc.write.buffered({ onError: (error: unknown) => messages.push(String(error)) })
}
