/**
 * One call to Arc: token, database header, compression, deadline, retry, tracing and error classes around a
 * {@link Transport}. Every namespace of the client sends through here.
 *
 *   1. The body is compressed once, whatever the number of attempts.
 *   2. All attempts are sent with the same headers. One deadline covers them all, including the response body.
 *   3. A pooled connection that the server has closed in the meantime is replaced at once, without counting as a failure;
 *      for a write only where it may be retried.
 *   4. What another of the client's servers may do better, and the first has certainly not done, is sent there at once.
 *   5. Transient failures are retried with full jitter, if the call allows it (`retry`).
 *   6. `request` turns everything but 2xx into an error; `exchange` returns any response.
 */

import { createTransport } from '#platform'
import { messageOf } from '../base/describe.ts'
import { isBytes } from '../base/kinds.ts'
import { LatestTimes } from '../base/latest-times.ts'
import { sleep } from '../base/sleep.ts'
import { ArcClosedError, ArcConnectionError, ArcError, ArcTimeoutError, ArcUsageError } from '../errors.ts'
import { type Compression, chooseCompression, compressBody } from './compression.ts'
import { databaseName } from './database.ts'
import { Deadline } from './deadline.ts'
import type { Endpoint, EndpointUse } from './endpoint.ts'
import { Endpoints, type Route } from './endpoints.ts'
import { errorFromResponse, isForeign, MAX_ERROR_BYTES } from './error-response.ts'
import { type ArcRequest, type ArcResponse, Exchange, shownError } from './exchange.ts'
import { isRetryable, type RetryPolicy, retryDelayMs } from './retry.ts'
import { type Conceal, concealed } from './secrets.ts'
import { type CallSpan, type Logger, quietLogger, startSpan, type Tracer } from './tracing.ts'
import type { BodyCompression, TlsOptions, Transport, TransportRequest, TransportResponse } from './transport.ts'

/** The options of a client with every default filled in. */
export interface ResolvedConfig {
  /** Without a trailing slash: one, or several that are one cluster. */
  readonly urls: readonly URL[]
  readonly database: string
  readonly headers: Readonly<Record<string, string>>
  readonly timeoutMs: number
  readonly attemptTimeoutMs: number
  readonly queryTimeoutMs: number
  readonly longRunningTimeoutMs: number
  readonly serverQueryTimeoutMs: number
  readonly missing: 'empty' | 'error'
  readonly fresh: boolean
  readonly compression: Compression
  readonly compressionLevel: number | undefined
  readonly retry: RetryPolicy
  readonly maxConnections: number
  readonly tls: TlsOptions | undefined
  readonly fetch: typeof globalThis.fetch | undefined
  readonly transport: Transport | undefined
  readonly tracer: Tracer | undefined
  readonly logger: Logger | undefined
}

/** Sends calls to a server, or to one of several. */
export class ArcHttp {
  readonly config: ResolvedConfig
  readonly endpoints: Endpoints
  readonly latestTimes = new LatestTimes()
  readonly #token: string | undefined
  readonly #transport: Transport
  readonly #compression: BodyCompression | undefined
  readonly #underWay = new Set<Deadline>()
  #closed = false

  constructor(config: ResolvedConfig, token: string | undefined) {
    this.config = { ...config, logger: quietLogger(config.logger) }
    this.#token = token
    this.#transport = config.transport ?? createTransport(config)
    this.#compression = chooseCompression(config.compression, config.compressionLevel, config.urls)
    this.endpoints = new Endpoints({ ...this.config, ask: (...asked) => this.#ask(...asked) })
  }

  /** Sends a call and resolves with its 2xx response; anything else rejects with the matching `ArcError`. */
  request(request: ArcRequest): Promise<ArcResponse> {
    return this.#send(request, true)
  }

  /** Sends a call and resolves with any answer of Arc's, after the retries that `request.retry` allows. */
  exchange(request: ArcRequest): Promise<ArcResponse> {
    return this.#send(request, false)
  }

  /** Ends the calls under way, those that wait for a connection included, and closes the connections. Later calls are refused. */
  async close(): Promise<void> {
    this.#closed = true
    for (const deadline of this.#underWay) deadline.abort(closedError(true))
    this.endpoints.close()
    await this.#transport.close()
  }

  async #send(request: ArcRequest, mapErrors: boolean): Promise<ArcResponse> {
    request.signal?.throwIfAborted()
    if (this.#closed) throw closedError(false)
    const call = await this.#prepare(request)
    if (this.#closed) throw closedError(false)
    const route = this.endpoints.route(call.use, request.endpoint)
    const span = startSpan(this.config.tracer, { ...request, url: route.endpoint.url, database: call.database })
    const deadline = new Deadline(call.timeoutMs, request.signal, (phase, ms) => timeoutError(request, phase, ms))
    const end = () => {
      deadline.clear()
      this.#underWay.delete(deadline)
    }
    this.#underWay.add(deadline)
    if (request.idleTimeoutMs !== undefined) deadline.idle(request.idleTimeoutMs)
    try {
      const known = call.use === 'management' ? this.endpoints.known() : undefined
      if (known !== undefined) {
        await deadline.race(known)
        if (route.again()) span.moves(route.endpoint.url)
      }
      const exchange = await this.#attempts(request, call, { deadline, route, span }, mapErrors)
      exchange.whenEnded((error) => {
        end()
        if (error !== undefined) route.failed(error)
        span.end({ status: exchange.status, attempts: exchange.attempts, error })
      })
      // Nobody reads the body of a 204, and unread it would occupy its connection.
      if (exchange.status === 204) await exchange.bytes()
      return exchange
    } catch (error) {
      end()
      span.end({ error: call.conceal(error), status: (error as { status?: number } | undefined)?.status })
      throw error
    }
  }

  async #attempts(
    request: ArcRequest,
    call: PreparedCall,
    { deadline, route, span }: CallUnderWay,
    mapErrors: boolean,
  ): Promise<Exchange> {
    const { retry } = this.config
    const maxAttempts = request.retry === 'never' || call.streamsUp ? 1 : retry.maxAttempts
    const startedAt = performance.now()
    let replacedStaleConnection = false
    for (let attempt = 1, sent = 1; ; attempt++, sent++) {
      const sentAt = performance.now()
      let refusal: Exchange | undefined
      let failure: unknown
      try {
        const response = await this.#sendOnce(request, call, route.endpoint, deadline)
        const exchange = new Exchange(response, deadline, request, call.conceal, sentAt, sent)
        const { status, headers } = response
        const isSuccess = status >= 200 && status < 300
        if (isSuccess && !isForeign(status, headers, request.kind === 'write')) {
          route.served(request)
          return exchange
        }
        const body = await exchange.bytes(MAX_ERROR_BYTES)
        failure = await errorFromResponse({ ...request, status, headers, body, conceal: call.conceal })
        // A page that says "success" must not pass for an answer.
        if (!mapErrors && !isSuccess) refusal = exchange
      } catch (error) {
        failure = shownError(deadline.explain(error), call.conceal)
      }
      // At once only what has certainly not been done: anything else waits its turn, and may go elsewhere then.
      if (route.failed(failure) && !(failure as ArcError).mayHaveArrived && !call.streamsUp && route.next()) {
        this.#movesOn(request, route, span, failure)
        attempt--
        continue
      }
      const stale = failure instanceof ArcConnectionError && failure.staleConnection
      // The server may have acted all the same: a write is not sent twice where the caller wants it sent once.
      if (stale && !replacedStaleConnection && (request.retry === 'idempotent' || maxAttempts > 1)) {
        replacedStaleConnection = true
        attempt--
        continue
      }
      const pauseMs = retryDelayMs(attempt, retry, (failure as { retryAfterMs?: number } | undefined)?.retryAfterMs)
      const spentMs = performance.now() - startedAt
      const isLate = spentMs + pauseMs > retry.maxTimeMs || pauseMs >= deadline.remainingMs
      // Our own time limit is not retried: it applies to the whole call.
      if (attempt >= maxAttempts || !isRetryable(failure) || deadline.signal.aborted || isLate) {
        if (refusal !== undefined) return refusal
        throw failure
      }
      this.config.logger?.warn(`arc: ${request.operation} failed, retrying in ${Math.round(pauseMs)} ms`, {
        attempt,
        error: String(failure),
      })
      await sleep(pauseMs, deadline.signal)
      if (route.again()) this.#movesOn(request, route, span, failure)
    }
  }

  #movesOn({ operation }: ArcRequest, { endpoint: { url, base } }: Route, span: CallSpan, failure: unknown): void {
    span.moves(url, failure)
    this.config.logger?.debug(`arc: ${operation} goes on at ${base}`, { endpoint: base, error: String(failure) })
  }

  /** One attempt. If the transport ignores its signal, the caller does not wait for it, and a late response is discarded. */
  async #sendOnce(
    request: ArcRequest,
    call: PreparedCall,
    { base }: Endpoint,
    deadline: Deadline,
  ): Promise<TransportResponse> {
    // A signal of its own, which goes on with that of the call: it costs as much as the rest of a call, so only where it may end first.
    const limit =
      call.attemptTimeoutMs < call.timeoutMs
        ? new Deadline(Number.POSITIVE_INFINITY, deadline.signal, (phase, ms) => timeoutError(request, phase, ms))
        : undefined
    limit?.idle(call.attemptTimeoutMs)
    const attempt = limit ?? deadline
    const { signal } = attempt
    const sending = this.#answerOf({ ...call, url: new URL(base + call.path), signal }, call.streamsUp)
    sending.then(
      (late) => signal.aborted && late.cancel(),
      () => {},
    )
    try {
      const response = await attempt.race(sending)
      limit?.pause()
      return response
    } catch (error) {
      limit?.clear()
      throw error
    }
  }

  async #answerOf(request: TransportRequest, streamsUp: boolean): Promise<TransportResponse> {
    let response: TransportResponse
    try {
      response = await this.#transport.send(request)
    } catch (cause) {
      // What an upload's own source throws is the caller's, as is the reason of an abort.
      if (cause instanceof ArcError || request.signal.aborted || streamsUp) throw cause
      throw new ArcConnectionError(`The transport failed: ${messageOf(cause)}`, { method: request.method, cause })
    }
    const { status, headers, read, chunks } = response ?? {}
    const isResponse = [headers?.get, read, chunks].every((method) => typeof method === 'function')
    if (isResponse && status >= 100 && status <= 999) return response
    throw new ArcUsageError('The transport resolved with something that is not a response: see TransportResponse')
  }

  async #prepare(request: ArcRequest): Promise<PreparedCall> {
    const { config } = this
    const database = databaseName(request.database, config.database)
    const headers = this.#headersOf(request)
    // No header for `default`: with one, the server refuses every `db.table` (docs/wire-notes.md#database-header).
    if (database !== 'default') headers['x-arc-database'] = database
    // As for requests: on loopback a codec costs more than it saves.
    if (request.kind === 'query' && this.#compression !== undefined && this.#transport.acceptEncoding !== undefined) {
      headers['accept-encoding'] ??= this.#transport.acceptEncoding
    }
    let { body } = request
    if (typeof body === 'string') {
      headers['content-type'] ??= 'application/json'
      body = new TextEncoder().encode(body)
    } else if (isBytes(body) && request.compress) {
      body = await compressBody(body, this.#compression)
    }
    return {
      method: request.method,
      path: request.path,
      use: useOf(request),
      headers,
      body,
      streamsUp: body !== undefined && !isBytes(body),
      // Management calls that must not be sent twice get a fresh connection, which cannot have gone stale.
      freshConnection: request.retry === 'never' && (request.kind === 'management' || request.kind === 'long-running'),
      onBodySent: request.onBodySent,
      database,
      conceal: (shown) => concealed(shown, headers),
      timeoutMs: request.timeoutMs ?? this.#limitOf(request),
      attemptTimeoutMs: request.attemptTimeoutMs ?? this.#attemptLimitOf(request),
    }
  }

  #headersOf(request: Pick<ArcRequest, 'headers'>): Record<string, string> {
    const { config } = this
    const headers: Record<string, string> = { ...config.headers, ...request.headers }
    if (this.#token !== undefined) {
      // Where a proxy has the one header, the server takes the token in the other.
      if (config.headers.authorization === undefined) headers.authorization = `Bearer ${this.#token}`
      else headers['x-api-key'] = this.#token
    }
    return headers
  }

  /** A GET beside the pool of connections, which nobody waits for. */
  #ask({ base }: Endpoint, path: string, signal: AbortSignal): Promise<TransportResponse> {
    const request = { method: 'GET', url: new URL(base + path), headers: this.#headersOf({}), signal }
    return this.#answerOf({ ...request, freshConnection: true, background: true }, false)
  }

  #limitOf({ kind, idleTimeoutMs }: ArcRequest): number {
    if (idleTimeoutMs !== undefined) return Number.POSITIVE_INFINITY
    switch (kind) {
      case 'write':
      case 'management':
        return this.config.timeoutMs
      case 'query':
        return this.config.queryTimeoutMs
      case 'long-running':
        return this.config.longRunningTimeoutMs
      default:
        return kind satisfies never
    }
  }

  /** What may take minutes is not given up and begun again. */
  #attemptLimitOf({ kind }: ArcRequest): number {
    return kind === 'write' || kind === 'management' ? this.config.attemptTimeoutMs : Number.POSITIVE_INFINITY
  }
}

/** Files are imported where definitions are changed, and each server knows the queries that it runs. */
function useOf({ kind, path }: ArcRequest): EndpointUse {
  if (path.startsWith('/api/v1/queries')) return 'query'
  return kind === 'write' || kind === 'query' ? kind : 'management'
}

/** What a call under way consists of. */
interface CallUnderWay {
  readonly deadline: Deadline
  readonly route: Route
  readonly span: CallSpan
}

interface PreparedCall {
  readonly method: string
  readonly path: string
  readonly use: EndpointUse
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | AsyncIterable<Uint8Array> | undefined
  readonly streamsUp: boolean
  readonly freshConnection: boolean
  readonly onBodySent: (() => void) | undefined
  readonly database: string
  readonly conceal: Conceal
  readonly timeoutMs: number
  readonly attemptTimeoutMs: number
}

/** Whether what was under way had been sent nobody can say. */
function closedError(mayHaveArrived: boolean): ArcClosedError {
  return new ArcClosedError('This ArcClient is closed', { mayHaveArrived })
}

function timeoutError(request: ArcRequest, phase: Deadline['phase'], ms: number): ArcTimeoutError {
  const { method, path, operation, retry } = request
  return new ArcTimeoutError(
    `${operation}: waited ${ms} ms for ${phase} (${method} ${path}). The server may still be working on it; raise the time limit if that is expected`,
    { method, path, mayHaveArrived: true, retryable: retry !== 'never' || request.kind === 'write' },
  )
}
