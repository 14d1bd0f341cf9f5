/**
 * The read-your-writes barrier: makes everything accepted before it visible to queries, on each server that took it.
 *
 *   1. The server's counters say how many rows it has accepted so far.
 *   2. `flush` makes it store every open buffer. Batches that had filled a buffer by themselves (50,000 rows) wait in a queue
 *      that this call does not wait for (docs/wire-notes.md#acknowledgement).
 *   3. So the counters are read until as many rows are stored as were accepted.
 *
 * Rows that the server accepted but failed to store remain in the difference for as long as it runs, so what is lost is never
 * more than the smallest difference seen. The difference at the first flush cannot be attributed to anyone; whatever is added
 * later is an error.
 */

import { abortSignal, milliseconds, readOptions } from '../base/options.ts'
import { sleep } from '../base/sleep.ts'
import { ArcServerError, ArcTimeoutError } from '../errors.ts'
import type { Endpoint } from '../transport/endpoint.ts'
import { notArc } from '../transport/error-response.ts'
import type { ArcResponse } from '../transport/exchange.ts'
import type { ArcHttp } from '../transport/http.ts'

/** If nothing is stored for this long, nothing more will be. */
const STALL_MS = 5_000
const MAX_PAUSE_MS = 100

/** Options of `write.makeVisible`. */
export interface MakeVisibleOptions {
  /** Stops waiting: the call rejects with its reason. @default none */
  readonly signal?: AbortSignal | undefined
  /** Time limit of the whole call, in milliseconds. @default the client's `timeoutMs` */
  readonly timeoutMs?: number | undefined
}

const rules = {
  signal: abortSignal,
  timeoutMs: milliseconds(),
} satisfies Record<keyof MakeVisibleOptions, unknown>

interface BufferCounters {
  readonly total_records_buffered: number
  readonly total_records_written: number
}

/** The barrier of a client: that of its server, or of each of them that took its rows. */
export class Barrier {
  readonly #http: ArcHttp
  readonly #stallMs: number
  readonly #servers = new Map<Endpoint, ServerBarrier>()

  constructor(http: ArcHttp, stallMs = STALL_MS) {
    this.#http = http
    this.#stallMs = stallMs
  }

  /** Resolves when everything accepted before the call is stored. */
  async run(options: MakeVisibleOptions): Promise<void> {
    const { endpoints } = this.#http
    const runs = endpoints.written().map(async (endpoint) => {
      const server = this.#servers.get(endpoint) ?? new ServerBarrier(this.#http, endpoint, this.#stallMs)
      this.#servers.set(endpoint, server)
      endpoints.storing(endpoint)
      await server.run(options).catch((error: unknown) => {
        endpoints.notStored(endpoint)
        throw error
      })
    })
    await Promise.all(runs)
  }
}

/** The barrier of one server. Lives as long as the client, because it remembers how many rows were lost before. */
class ServerBarrier {
  readonly #http: ArcHttp
  readonly #endpoint: Endpoint
  readonly #stallMs: number
  #unstored: number | undefined

  constructor(http: ArcHttp, endpoint: Endpoint, stallMs: number) {
    this.#http = http
    this.#endpoint = endpoint
    this.#stallMs = stallMs
  }

  /** Resolves when everything accepted before the call is stored. */
  async run(options: MakeVisibleOptions): Promise<void> {
    const { signal, timeoutMs = this.#http.config.timeoutMs } = readOptions(options, rules)
    const startedAt = performance.now()
    const left = () => ({ signal, timeoutMs: Math.max(1, timeoutMs - (performance.now() - startedAt)) })
    const accepted = (await this.#counters(left())).total_records_buffered
    const flushed = await this.#call('POST', '/api/v1/write/line-protocol/flush', left())
    await flushed.json()

    let written = 0
    let progressAt = performance.now()
    for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS)) {
      const { total_records_buffered, total_records_written } = await this.#counters(left())
      if (total_records_buffered < accepted) {
        throw new ArcServerError(
          'write.makeVisible: the server was restarted meanwhile, or several answer in turn: which of the accepted rows are stored is not known',
        )
      }
      const now = performance.now()
      if (total_records_written > written) progressAt = now
      written = total_records_written
      const missing = accepted - written
      if (missing <= (this.#unstored ?? 0)) return this.#http.latestTimes.forget()
      if (now - progressAt > this.#stallMs) return this.#giveUp(missing)
      if (now - startedAt > timeoutMs) {
        throw new ArcTimeoutError(
          `write.makeVisible: accepted rows not yet stored after ${timeoutMs} ms: ${missing}; the server goes on storing them`,
          { retryable: true },
        )
      }
      await sleep(pauseMs, signal)
    }
  }

  #giveUp(missing: number): void {
    const known = this.#unstored
    this.#unstored = missing
    if (known !== undefined) {
      throw new ArcServerError(
        `write.makeVisible: rows that the server accepted and has not stored: ${missing - known}; its log says why, and they are probably lost`,
      )
    }
    this.#http.config.logger?.warn(
      `arc: rows that the server has accepted and not stored since its start: ${missing}; its log says why`,
    )
  }

  async #counters(options: MakeVisibleOptions): Promise<BufferCounters> {
    const [method, path] = ['GET', '/api/v1/write/msgpack/stats'] as const
    const response = await this.#call(method, path, options)
    const stats = await response.json()
    const buffer = (stats as { readonly buffer?: BufferCounters } | null)?.buffer
    if (buffer === undefined) {
      const { status } = response
      throw response.conceal(notArc({ method, path, status, body: stats }, 'it has no "buffer"'))
    }
    const difference = buffer.total_records_buffered - buffer.total_records_written
    // Part of what seemed lost was only late, or lost by the server before its restart.
    this.#unstored &&= Math.min(this.#unstored, difference)
    return buffer
  }

  async #call(method: 'GET' | 'POST', path: string, { signal, timeoutMs }: MakeVisibleOptions): Promise<ArcResponse> {
    const endpoint = this.#endpoint
    const request = {
      operation: 'write.makeVisible',
      method,
      path,
      database: null,
      signal,
      timeoutMs,
      endpoint,
    } as const
    return await this.#http.request({ ...request, kind: 'management', retry: 'idempotent' })
  }
}
