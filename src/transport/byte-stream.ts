/** Bodies in chunks, as both transports and the readers of results handle them. */
import { messageOf } from '../base/describe.ts'
import { isError } from '../base/kinds.ts'
import { ArcConnectionError, ArcServerError } from '../errors.ts'
import type { TransportRequest } from './transport.ts'

/** Bodies are encoded once, or twice by a careless proxy. */
const MAX_CODINGS = 4

/** Connection failures that come before any byte of the request is sent: of Node, of its `fetch` (`UND_ERR_…`), of Bun's. */
export const UNREACHABLE =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|(UND_ERR_)?CONNECT_TIMEOUT|ERR_PROXY_TUNNEL|ConnectionRefused)/

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

/** The first bytes of a body, at most so many. */
export async function readUpTo(maxBytes: number, chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const head: Uint8Array[] = []
  let left = maxBytes
  for await (const chunk of chunks) {
    head.push(chunk.subarray(0, left))
    left -= chunk.length
    if (left <= 0) break
  }
  return concat(head)
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

/** The encodings of a body in the order in which they were applied: the coding of a `Content-Encoding` that is no coding is left out. */
export function codingsOf({ method, url }: TransportRequest, status: number, header: string | null): string[] {
  const codings = (header ?? '').toLowerCase().split(',', MAX_CODINGS + 1)
  const applied = codings.map((coding) => coding.trim()).filter((coding) => coding !== '' && coding !== 'identity')
  const unknown = applied.find((coding) => !/^(x-gzip|gzip|deflate|br|zstd)$/.test(coding))
  if (unknown === undefined && applied.length <= MAX_CODINGS) return applied
  const how = unknown === undefined ? `more than ${MAX_CODINGS} times` : `as ${JSON.stringify(unknown.slice(0, 40))}`
  throw new ArcServerError(
    `The answer of ${url.host} (HTTP ${status}) is encoded ${how}, which nobody asked for; look for a proxy that does so`,
    { method, path: url.pathname + url.search, status, origin: 'other', mayHaveArrived: true },
  )
}

/** `fetch failed` explains nothing; its cause does. */
export function reasonOf(error: unknown): string {
  const cause = isError(error) ? error.cause : undefined
  return isError(cause) ? `${messageOf(error)} (${cause.message})` : messageOf(error)
}
