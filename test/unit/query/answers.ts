/** Answers of the query endpoints for raw sockets: recorded bodies, chunked wherever a test wants them cut. */
import { readFileSync } from 'node:fs'
import type net from 'node:net'
import fc from 'fast-check'
import { expect } from 'vitest'
import { ArcError } from '../../../src/errors.ts'

/** A recorded answer of the real server. */
export interface Recorded {
  readonly body: Uint8Array
  readonly type: string
  readonly trailers: Readonly<Record<string, string>>
}

interface Exchange {
  readonly name: string
  readonly response: {
    readonly headers: Readonly<Record<string, string>>
    readonly trailers?: Readonly<Record<string, string>>
    readonly base64?: string
    readonly text?: string
    readonly body?: unknown
  }
}

const exchanges = JSON.parse(
  readFileSync(new URL('../../fixtures/exchanges/query.json', import.meta.url), 'utf8'),
) as readonly Exchange[]

/** What the server answered in the exchange of that name. */
export function recorded(name: string): Recorded {
  const response = exchanges.find((exchange) => exchange.name === name)?.response
  if (response === undefined) throw new Error(`no exchange is named ${name}`)
  const { base64, text, body, headers, trailers = {} } = response
  const bytes = base64 === undefined ? Buffer.from(text ?? JSON.stringify(body)) : Buffer.from(base64, 'base64')
  return { body: Uint8Array.from(bytes), type: headers['content-type'] ?? '', trailers }
}

/** Checks that whatever byte of `body` is damaged, reading it fails with an error of this package, if it fails. */
export function expectOwnErrorsOnly(body: Uint8Array, read: (damaged: Uint8Array) => unknown): void {
  fc.assert(
    fc.property(fc.nat(body.length - 1), fc.nat(255), (at, byte) => {
      const damaged = body.slice()
      damaged[at] = byte
      try {
        read(damaged)
      } catch (error) {
        expect(error).toBeInstanceOf(ArcError)
      }
    }),
    { numRuns: 2_000 },
  )
}

/** How to send a body. */
export interface Delivery {
  readonly type: string
  readonly trailers?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly status?: number
}

/** The head of a chunked answer. */
export function head({ type, trailers = {}, headers = {}, status = 200 }: Delivery): string {
  const names = Object.keys(trailers)
  const all = {
    'content-type': type,
    'transfer-encoding': 'chunked',
    ...(names.length > 0 && { trailer: names.join() }),
    ...headers,
  }
  return `HTTP/1.1 ${status} Status\r\n${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`
}

/** One HTTP chunk. */
export function chunk(bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
}

/** The end of a chunked answer, with its trailers. */
export function end({ trailers = {} }: Delivery): string {
  const lines = Object.entries(trailers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `0\r\n${lines.join('')}\r\n`
}

/** Sends a whole chunked answer, its body cut into chunks at `cuts`. */
export function send(socket: net.Socket, body: Uint8Array, delivery: Delivery, cuts: readonly number[] = []): void {
  const edges = [0, ...cuts, body.length]
  const chunks = edges.slice(1).map((to, i) => body.subarray(edges[i], to))
  const parts = chunks.filter((part) => part.length > 0).map(chunk)
  socket.write(Buffer.concat([Buffer.from(head(delivery)), ...parts, Buffer.from(end(delivery))]))
}
