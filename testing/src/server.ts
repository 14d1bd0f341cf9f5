/** The embedded Arc on a socket: HTTP/1.1 on loopback, in the manner of the server's own HTTP layer. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createTestArc, type TestArc } from './arc.ts'
import type { Fault } from './faults.ts'
import { sendReply } from './http-reply.ts'
import { headersOf, readBody, refuseHeaders, refuseStranger } from './http-request.ts'
import type { TestArcOptions } from './options.ts'
import type { TestRequestRecord } from './request-log.ts'
import { ArcService } from './service.ts'
import { checkWholeNumber } from './setting-checks.ts'

/** Where to listen, and the settings of the embedded Arc. */
export interface TestServerOptions extends TestArcOptions {
  /** The port; 0 picks a free one. @default 0 */
  readonly port?: number
}

/** What a server has done so far. */
export interface TestServerStats {
  /** Sockets accepted, and HTTP requests answered or dropped. */
  readonly connections: number
  /** HTTP requests answered or dropped. */
  readonly requests: number
  /** Bytes of the request bodies, as they were on the wire. */
  readonly bytesReceived: number
  /** Bytes of the answers, without their headers. */
  readonly bytesSent: number
  /** Rows accepted, and the part of them that is in files, where queries see it. */
  readonly rowsBuffered: number
  /** Rows that are in files, where queries see them. */
  readonly rowsWritten: number
  /** How often buffered rows were written to files. */
  readonly flushes: number
}

/** A running embedded Arc. */
export interface TestServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  /** The admin token. */
  readonly token: string
  /** The requests so far, oldest first; the last 1,000 are kept, with at most 32 MiB of bodies. */
  readonly requests: readonly TestRequestRecord[]
  /** What the server has done so far; every access counts anew. */
  readonly stats: TestServerStats
  /** Makes the next matching request fail; see {@link Fault}. */
  failNext(fault: Fault): void
  /** Delays every answer from now on; 0 ends that. */
  delay(milliseconds: number): void
  /** Makes buffered rows visible to queries now. */
  flush(): Promise<void>
  /** Makes the next flushes fail, as a full disk does: rows that were acknowledged with 204 are lost. @default 1 */
  failFlushes(times?: number): void
  /** Starts afresh: no rows, no policies, no faults, no recorded requests. */
  reset(): Promise<void>
  /** Stops listening, drops open sockets and removes the temporary files but for those of `dataDir`, which have all accepted rows. */
  close(): Promise<void>
  /** The same as `close()`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Starts an Arc for tests: a real HTTP server on loopback that stores rows, answers SQL over them, and fails where the real
 * server fails.
 *
 * @throws TypeError for options that do not exist or make no sense.
 *
 * @example
 * ```ts
 * import { startTestServer } from 'arc-tsdb-testing'
 *
 * await using server = await startTestServer()
 * const arc = new ArcClient({ url: server.url, token: server.token })
 * ```
 */
export function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  return startHttpArc(options)
}

/** The same, with its internals in reach: for setups of this project's own tests that HTTP cannot express. */
export async function startHttpArc(options: TestServerOptions = {}): Promise<HttpArc> {
  const { port = 0, ...arcOptions } = options
  checkWholeNumber('port', port, 0, 65_535)
  const arc = await createTestArc(arcOptions)
  const server = new HttpArc(arc)
  try {
    await server.listen(port)
  } catch (error) {
    await arc.close()
    throw error
  }
  return server
}

/** An embedded Arc and its socket. */
export class HttpArc implements TestServer {
  readonly arc: TestArc
  readonly #http: Server
  readonly #service: ArcService
  readonly #counters = { connections: 0, requests: 0, bytesSent: 0 }
  #port = 0
  #closed: Promise<void> | undefined

  constructor(arc: TestArc) {
    this.arc = arc
    this.#service = new ArcService(arc)
    // Header bytes are counted here, because Node's own answer to too many of them is not the server's.
    this.#http = createServer({ maxHeaderSize: 1 << 20, keepAliveTimeout: 120_000 }, (request, response) => {
      this.#serve(request, response).catch((error: unknown) => response.destroy(error as Error))
    })
    this.#http.on('connection', () => this.#counters.connections++)
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  get token(): string {
    return this.arc.options.token
  }

  get requests(): readonly TestRequestRecord[] {
    return this.#service.log.records
  }

  get stats(): TestServerStats {
    const { rowsBuffered, rowsWritten, flushes } = this.arc.storage.stats
    return { ...this.#counters, bytesReceived: this.#service.bytesReceived, rowsBuffered, rowsWritten, flushes }
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#http.once('error', reject)
      this.#http.listen(port, '127.0.0.1', () => {
        // Kept, because a test of a server that is down asks for the address afterwards.
        this.#port = (this.#http.address() as AddressInfo).port
        resolve()
      })
    })
  }

  failNext(fault: Fault): void {
    this.#service.faults.add(fault)
  }

  delay(milliseconds: number): void {
    this.#service.faults.delay(milliseconds)
  }

  flush(): Promise<void> {
    return this.arc.storage.flush()
  }

  failFlushes(times = 1): void {
    this.arc.storage.failFlushes(times)
  }

  async reset(): Promise<void> {
    if (this.#closed !== undefined) throw new Error('This server is closed; there is nothing to reset')
    await this.#service.reset()
  }

  close(): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #close(): Promise<void> {
    await this.arc.stop()
    const stopped = new Promise<void>((resolve) => this.#http.close(() => resolve()))
    this.#http.closeAllConnections()
    await stopped
    await this.#service.close()
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#counters.requests++
    const refusal = refuseStranger(incoming)
    if (refusal !== undefined) {
      this.#counters.bytesSent += await sendReply(response, refusal)
      return
    }
    const { reply, fault } = await this.#service.answer({
      method: incoming.method ?? 'GET',
      target: incoming.url ?? '/',
      headers: headersOf(incoming),
      readBody: async () => refuseHeaders(incoming) ?? (await readBody(incoming, this.arc.options)),
    })
    if (reply === undefined) incoming.socket.destroy()
    else this.#counters.bytesSent += await sendReply(response, reply, fault)
  }
}
