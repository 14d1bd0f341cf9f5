/**
 * What goes through `ArcHttp`: a call as a namespace makes it, and its response, whose body is limited by the deadline
 * of the call.
 */

import { ArcError } from '../errors.ts'
import { concat, readUpTo } from './byte-stream.ts'
import type { Deadline } from './deadline.ts'
import type { Endpoint } from './endpoint.ts'
import { MAX_ERROR_BYTES, notArc } from './error-response.ts'
import type { Conceal } from './secrets.ts'
import type { TransportResponse } from './transport.ts'

/** A call, as the namespaces make it. */
export interface ArcRequest {
  /** `write.columns`, `retention.create`: names the span. */
  readonly operation: string
  readonly method: string
  /** Starts with `/api/v1/…` or `/health`, and may have an encoded query string. The client's URL is put in front. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** More attributes of the span. */
  readonly attributes?: Readonly<Record<string, string>> | undefined
  /** A string is JSON text; an iterable is streamed once and therefore never retried. */
  readonly body?: Uint8Array | string | AsyncIterable<Uint8Array> | undefined
  /** `undefined`: the client's database; `null` or `default`: no header. */
  readonly database?: string | null | undefined
  readonly signal?: AbortSignal | undefined
  /** Overrides the limit of `kind`. With `idleTimeoutMs` there is none unless it is given. */
  readonly timeoutMs?: number | undefined
  /** Limits each attempt, up to its head. Overrides the limit of `kind`. */
  readonly attemptTimeoutMs?: number | undefined
  /** Limits the time to the head, and for `chunks` that to each chunk; the time that the caller takes does not count. */
  readonly idleTimeoutMs?: number | undefined
  readonly kind: 'write' | 'query' | 'management' | 'long-running'
  /** `write` and `idempotent` calls are retried after transient failures; `never` leaves that to the caller. */
  readonly retry: 'idempotent' | 'write' | 'never'
  /** Whether the body may be compressed, as the client is configured. */
  readonly compress?: boolean | undefined
  /** For what is about one of several servers: it is sent nowhere else. */
  readonly endpoint?: Endpoint | undefined
  /** Called once nothing refers to the body any more, if the transport can tell: see {@link TransportRequest}. */
  readonly onBodySent?: (() => void) | undefined
}

/** A response. Read its body to the end or cancel it; until then it occupies a connection. */
export interface ArcResponse {
  /** Of the request. */
  readonly method: string
  /** Of the request. */
  readonly path: string
  readonly status: number
  readonly headers: Headers
  /** When the successful attempt was sent, by `performance.now()`. */
  readonly requestStartedAt: number
  /** 1 without a retry. */
  readonly attempts: number
  /** Of a query, where the server keeps track of queries. */
  readonly queryId: string | undefined
  /** For an error about the answer. */
  readonly conceal: Conceal
  /** The whole body, or its first `maxBytes` at most, after which the connection is closed. */
  bytes(maxBytes?: number): Promise<Uint8Array>
  /** Passes the body to `consume` as fast as it arrives; what that throws ends the call. */
  read(consume: (chunk: Uint8Array) => void): Promise<void>
  /** What the body says; `undefined` of "no content". Rejects with {@link notArc} when it is not JSON. */
  json(): Promise<unknown>
  chunks(): AsyncGenerator<Uint8Array, void, undefined>
  trailers(): Headers | undefined
  cancel(): void
}

/** Takes secrets out of an error of ours; the caller's own, such as the reason of an abort, stays as it is. */
export function shownError(error: unknown, conceal: Conceal): unknown {
  return error instanceof ArcError ? conceal(error) : error
}

/** A response, limited by its call's deadline. */
export class Exchange implements ArcResponse {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly headers: Headers
  readonly requestStartedAt: number
  readonly attempts: number
  readonly conceal: Conceal
  readonly #response: TransportResponse
  readonly #deadline: Deadline
  readonly #idleMs: number | undefined
  #read: Promise<Uint8Array> | undefined
  #end: { readonly error: unknown } | undefined
  #onEnd: ((error: unknown) => void) | undefined

  constructor(
    response: TransportResponse,
    deadline: Deadline,
    request: ArcRequest,
    conceal: Conceal,
    sentAt: number,
    attempt: number,
  ) {
    this.method = request.method
    this.path = request.path
    this.status = response.status
    this.headers = response.headers
    this.requestStartedAt = sentAt
    this.attempts = attempt
    this.conceal = conceal
    this.#response = response
    this.#deadline = deadline
    this.#idleMs = request.idleTimeoutMs
    deadline.phase = 'the rest of the response body'
  }

  /** Calls back once when the body has ended, failed or been cancelled; immediately if that has already happened. */
  whenEnded(callback: (error: unknown) => void): void {
    if (this.#end) callback(this.#end.error)
    else this.#onEnd = callback
  }

  bytes(maxBytes?: number): Promise<Uint8Array> {
    this.#read ??= maxBytes === undefined ? this.#readAll() : this.#deadline.race(readUpTo(maxBytes, this.chunks()))
    return this.#read
  }

  async read(consume: (chunk: Uint8Array) => void): Promise<void> {
    try {
      await this.#deadline.race(this.#response.read(consume))
      this.#ended()
    } catch (error) {
      throw this.#failed(error)
    }
  }

  async json(): Promise<unknown> {
    // Of a page there is no need to have it all.
    const isJson = this.headers.get('content-type')?.toLowerCase().includes('json')
    const bytes = await this.bytes(isJson ? undefined : MAX_ERROR_BYTES)
    if (this.status === 204) return undefined
    try {
      return JSON.parse(new TextDecoder().decode(bytes))
    } catch {
      // The parser's own error quotes a few characters, which may be half a token.
      const { method, path, status } = this
      throw this.conceal(notArc({ method, path, status }, 'it is not JSON'))
    }
  }

  async *chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    const idleMs = this.#idleMs
    try {
      if (idleMs !== undefined) {
        this.#deadline.phase = 'the next chunk of the response body'
        this.#deadline.idle(idleMs)
      }
      for await (const chunk of this.#response.chunks()) {
        if (idleMs !== undefined) this.#deadline.pause()
        yield chunk
        if (idleMs !== undefined) this.#deadline.idle(idleMs)
      }
      this.#ended()
    } catch (error) {
      throw this.#failed(error)
    } finally {
      // Needed after a `break`, where nothing else runs; otherwise it does nothing.
      this.#ended()
    }
  }

  get queryId(): string | undefined {
    return this.headers.get('x-arc-query-id') ?? undefined
  }

  trailers(): Headers | undefined {
    return this.#response.trailers()
  }

  cancel(): void {
    this.#response.cancel()
    this.#ended()
  }

  #failed(error: unknown): unknown {
    const explained = shownError(this.#deadline.explain(error), this.conceal)
    const { queryId } = this
    if (queryId !== undefined && explained instanceof ArcError) Object.assign(explained, { queryId })
    this.#ended(explained)
    return explained
  }

  #ended(error?: unknown): void {
    if (this.#end) return
    this.#end = { error }
    this.#onEnd?.(error)
  }

  async #readAll(): Promise<Uint8Array> {
    const chunks: Uint8Array[] = []
    await this.read((chunk) => chunks.push(chunk))
    return concat(chunks)
  }
}
