/** The embedded Arc behind Mock Service Worker: the same answers as over HTTP, without a socket. */
import { createRequire } from 'node:module'
import type { HttpHandler } from 'msw'
import { createTestArc } from './arc.ts'
import { type Fault, FaultPlan } from './faults.ts'
import { refuseHeaders } from './http-request.ts'
import { resolveOptions, type TestArcOptions } from './options.ts'
import { RequestLog, type TestRequestRecord } from './request-log.ts'
import { ArcService, type OutgoingReply } from './service.ts'

/** Which requests to answer, and the settings of the embedded Arc. */
export interface ArcHandlersOptions extends TestArcOptions {
  /** The server the code under test believes in: its origin, with a path prefix if there is one. @example 'https://arc.example' */
  readonly url: string
}

/**
 * Creates handlers for MSW's `setupServer` that answer like an Arc at `url`.
 *
 * A `fetch` that MSW intercepts has no trailers, and a reset is a generic network error; to test those, use
 * {@link startTestServer}.
 *
 * @example
 * ```ts
 * import { setupServer } from 'msw/node'
 * import { arcHandlers } from 'arc-tsdb-testing'
 *
 * const handlers = arcHandlers({ url: 'https://arc.example' })
 * const server = setupServer(...handlers)
 * ```
 */
export function arcHandlers(options: ArcHandlersOptions): ArcHandlers {
  return new ArcHandlers(options)
}

/** MSW request handlers to spread into `setupServer`, and the controls of the Arc behind them. */
export class ArcHandlers implements Iterable<HttpHandler> {
  /** The admin token. */
  readonly token: string
  readonly #options: TestArcOptions
  readonly #handler: HttpHandler
  readonly #base: string
  readonly #faults = new FaultPlan()
  readonly #log = new RequestLog()
  #service: Promise<ArcService> | undefined

  /** @internal */
  constructor({ url, ...options }: ArcHandlersOptions) {
    this.#base = baseOf(url)
    // Here and not when the Arc starts: MSW would only print what its first request throws.
    this.token = resolveOptions(options).token
    this.#options = { ...options, token: this.token }
    // Loaded here: who starts a server only would wait for MSW longer than for the server.
    const { http } = createRequire(import.meta.url)('msw') as typeof import('msw')
    this.#handler = http.all(`${this.#base}/*`, ({ request }) => this.#answer(request))
  }

  /** The handlers, for `setupServer(...arc)`. */
  [Symbol.iterator](): Iterator<HttpHandler> {
    return [this.#handler].values()
  }

  /** The requests so far, oldest first. */
  get requests(): readonly TestRequestRecord[] {
    return this.#log.records
  }

  /** Makes the next matching request fail; see {@link Fault}. */
  failNext(fault: Fault): void {
    this.#faults.add(fault)
  }

  /** Delays every answer from now on; 0 ends that. */
  delay(milliseconds: number): void {
    this.#faults.delay(milliseconds)
  }

  /** Makes buffered rows visible to queries now. */
  async flush(): Promise<void> {
    await (await this.#start()).arc.storage.flush()
  }

  /** Makes the next flushes fail, as a full disk does: rows that were acknowledged with 204 are lost. @default 1 */
  async failFlushes(times = 1): Promise<void> {
    ;(await this.#start()).arc.storage.failFlushes(times)
  }

  /** Starts afresh: no rows, no policies, no faults, no recorded requests. */
  async reset(): Promise<void> {
    await (await this.#start()).reset()
  }

  /** Removes the temporary files. */
  async close(): Promise<void> {
    const service = this.#service
    this.#service = undefined
    await (await service)?.close()
  }

  /** The same as `close()`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** The Arc starts on its first request, so that `arcHandlers` need not be awaited. */
  #start(): Promise<ArcService> {
    this.#service ??= createTestArc(this.#options).then((arc) => new ArcService(arc, this.#faults, this.#log))
    return this.#service
  }

  async #answer(request: Request): Promise<Response> {
    const service = await this.#start()
    const outgoing = await service.answer({
      method: request.method,
      target: request.url.slice(this.#base.length),
      headers: request.headers,
      readBody: async () => refuseHeaders(asSent(request)) ?? new Uint8Array(await request.arrayBuffer()),
    })
    return toResponse(outgoing, request.signal)
  }
}

function asSent({ method, url, headers }: Request) {
  return { method, url: new URL(url).pathname, rawHeaders: [...headers].flat() }
}

/** Handlers for anything else than an origin and a path would match no request. */
function baseOf(url: string): string {
  const { protocol, href, search, hash } = URL.canParse(url) ? new URL(url) : { protocol: '' }
  if (/^https?:$/.test(protocol) && href !== undefined && search === '' && hash === '') return href.replace(/\/$/, '')
  throw new TypeError(`url is ${JSON.stringify(url)}; give the server's origin, such as 'https://arc.example'`)
}

async function toResponse({ reply, fault }: OutgoingReply, signal: AbortSignal): Promise<Response> {
  if (reply === undefined || fault.reset === 'garbled') return Response.error()
  if (fault.stall === 'before-headers') return forever()
  // No trailer will follow, so none is announced: Node refuses a message that announces one and is not chunked.
  const { trailer: _, ...headers } = reply.headers ?? {}
  const { status, body } = reply
  if (body === undefined || status === 204) return new Response(null, { status, headers })
  return new Response(spoiled(body, fault, signal), { status, headers })
}

/** The body as a stream, cut or stalled as the fault says. */
function spoiled(
  body: Uint8Array | AsyncIterable<Uint8Array>,
  fault: Fault,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const parts = partsOf(body)[Symbol.asyncIterator]()
  let left = fault.truncate ?? Number.POSITIVE_INFINITY
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next()
      if (done === true || left <= 0) {
        controller.close()
        return
      }
      // Half of the first part stands for half of the answer.
      const isHalf = fault.reset === 'mid-response' || fault.stall === 'mid-response'
      const sent = value.subarray(0, isHalf ? Math.ceil(value.byteLength / 2) : left)
      left -= sent.byteLength
      controller.enqueue(sent)
      if (fault.reset === 'mid-response') controller.error(new TypeError('terminated'))
      if (fault.stall === 'mid-response') await aborted(signal)
    },
  })
}

async function* partsOf(body: Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (body instanceof Uint8Array) yield body
  else yield* body
}

/** MSW does not end a body that was begun when its request is aborted, as a socket would. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
}

/** Rejecting would make MSW print an error; a client that gives up does so on its own. */
function forever(): Promise<never> {
  return new Promise(() => {})
}
