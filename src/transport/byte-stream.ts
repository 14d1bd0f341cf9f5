/** Bodies in chunks, as both transports and the readers of results handle them. */
import { ArcConnectionError } from '../errors.ts'
import type { TransportRequest } from './transport.ts'

/** A streamed request body that remembers why its source failed, so that the caller's own error is not mistaken for a broken connection. */
export class StreamedBody {
  readonly #chunks: AsyncIterable<Uint8Array>
  failure: { readonly error: unknown } | undefined

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* this.#chunks
    } catch (error) {
      this.failure = { error }
      throw error
    }
  }
}

/** The chunks as a stream, which reads them as it is read, and leaves them when it is cancelled. */
export function readableFrom(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const next = await iterator.next()
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}

/** Joins what arrived into one array; a single chunk is returned as it is. */
export function concat(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1 && chunks[0] !== undefined) return chunks[0]
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}

/** The error for a response whose body broke off. */
export function cutError({ method, url }: TransportRequest, status: number, cause: unknown): ArcConnectionError {
  return new ArcConnectionError(`The response was cut: ${reasonOf(cause)}`, {
    method,
    path: url.pathname + url.search,
    status,
    retryable: true,
    cause,
  })
}

/** `fetch failed` explains nothing; its cause does. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}
