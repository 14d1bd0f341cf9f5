/** The transport for browsers, workers, and callers who pass their own `fetch`. It cannot read trailers. */
import { isBytes } from '../base/kinds.ts'
import { ArcConnectionError, ArcUsageError } from '../errors.ts'
import { codingsOf, cutError, readableFrom, reasonOf, StreamedBody, UNREACHABLE } from './byte-stream.ts'
import type { Transport, TransportRequest, TransportResponse } from './transport.ts'

/** Sends every request through `fetch`. */
export class FetchTransport implements Transport {
  readonly #fetch: typeof globalThis.fetch

  constructor(fetch: typeof globalThis.fetch) {
    this.#fetch = fetch
  }

  async send(request: TransportRequest): Promise<TransportResponse> {
    const { method, url, headers, body, signal } = request
    const source = body === undefined || isBytes(body) ? undefined : new StreamedBody(body)
    const init: RequestInit = { method, headers: { ...headers }, signal, redirect: 'manual' }
    if (source) Object.assign(init, { body: readableFrom(source), duplex: 'half' })
    else if (body !== undefined) init.body = body as Uint8Array<ArrayBuffer>
    let response: Response
    try {
      response = await this.#fetch(url, init)
    } catch (cause) {
      if (signal.aborted) throw signal.reason
      if (source?.failure) throw source.failure.error
      throw new ArcConnectionError(`Cannot reach ${url.origin}: ${reasonOf(cause)}`, {
        method,
        path: url.pathname + url.search,
        // A streamed body has been consumed.
        retryable: source === undefined,
        mayHaveArrived: !UNREACHABLE.test(codeOf(cause)),
        cause,
      })
    }
    if (!Number.isInteger(response?.status) || typeof response.headers?.get !== 'function') {
      throw new ArcUsageError('The "fetch" option resolved with something that is not a Response')
    }
    // The platform decodes what it knows, and passes the rest on as it is.
    codingsOf(request, response.status, response.headers.get('content-encoding'))
    return new FetchResponse(response, request)
  }

  async close(): Promise<void> {}
}

/** What the runtime calls the failure, where it says so: Node in the cause, with one for each address, Bun in the error. Browsers do not. */
function codeOf(error: unknown): string {
  const { cause, code } = error as { readonly cause?: unknown; readonly code?: unknown }
  const inner = cause as
    | { readonly code?: unknown; readonly errors?: readonly { readonly code?: unknown }[] }
    | undefined
  return String(inner?.code ?? inner?.errors?.[0]?.code ?? code)
}

class FetchResponse implements TransportResponse {
  readonly status: number
  readonly headers: Headers
  readonly #response: Response
  readonly #request: TransportRequest

  constructor(response: Response, request: TransportRequest) {
    this.status = response.status
    this.headers = response.headers
    this.#response = response
    this.#request = request
  }

  async read(consume: (chunk: Uint8Array) => void): Promise<void> {
    for await (const chunk of this.chunks()) consume(chunk)
  }

  async *chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    const { body } = this.#response
    if (body === null || body === undefined) return
    if (typeof body.getReader !== 'function')
      throw new ArcUsageError('The body of the Response is not a ReadableStream')
    if (body.locked) throw new ArcUsageError('The "fetch" option resolved with a Response whose body was read already')
    const reader = body.getReader()
    const { signal } = this.#request
    // The caller's own `fetch` may ignore the signal once it has resolved.
    const onAbort = () => void reader.cancel().catch(() => {})
    signal.addEventListener('abort', onAbort, { once: true })
    let done = false
    try {
      while (true) {
        const next = await reader.read()
        signal.throwIfAborted()
        done = next.done
        if (next.done) return
        yield next.value
      }
    } catch (cause) {
      done = true
      if (signal.aborted) throw signal.reason
      throw cutError(this.#request, this.status, cause)
    } finally {
      signal.removeEventListener('abort', onAbort)
      // Not awaited: cancelling resolves once the other side has noticed, which may be never.
      if (!done) reader.cancel().catch(() => {})
    }
  }

  trailers(): undefined {
    return undefined
  }

  cancel(): void {
    this.#response.body?.cancel().catch(() => {})
  }
}
