/** Reads a request from its socket within the limits of the server's HTTP layer (docs/wire-notes.md#limits). */
import type { IncomingMessage } from 'node:http'
import type { ResolvedArcOptions } from './options.ts'
import { json, type TestReply } from './route.ts'
import { PAYLOAD_TOO_LARGE } from './service.ts'

/** Request line and headers together. */
const MAX_HEADER_BYTES = 4096

const HEADERS_TOO_LARGE = json(431, { error: 'Request Header Fields Too Large' }, { connection: 'close' })
const REQUEST_TIMEOUT = json(408, { error: 'Request Timeout' }, { connection: 'close' })

/** The headers as the client sent them. */
export function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers()
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] as string, rawHeaders[index + 1] as string)
  }
  return headers
}

/** 431 for a request line and headers of more than 4 KiB. */
export function refuseHeaders({
  method = '',
  url = '',
  rawHeaders,
}: Pick<IncomingMessage, 'method' | 'url' | 'rawHeaders'>): TestReply | undefined {
  const requestLine = `${method} ${url} HTTP/1.1\r\n`
  // Per header a colon, a space and a line end; after the last one an empty line.
  const bytes = rawHeaders.reduce((sum, text) => sum + text.length + 2, requestLine.length + 2)
  return bytes > MAX_HEADER_BYTES ? HEADERS_TOO_LARGE : undefined
}

/** The whole body; a 413 past the size limit, a 408 past the time limit. */
export function readBody(
  incoming: IncomingMessage,
  { maxPayloadBytes, readTimeoutMs }: Pick<ResolvedArcOptions, 'maxPayloadBytes' | 'readTimeoutMs'>,
): Promise<Uint8Array | TestReply> {
  if (Number(incoming.headers['content-length'] ?? 0) > maxPayloadBytes) return Promise.resolve(PAYLOAD_TOO_LARGE)
  return new Promise((resolve, reject) => {
    const parts: Uint8Array[] = []
    let bytes = 0
    const settle = (outcome: Uint8Array | TestReply) => {
      clearTimeout(timer)
      resolve(outcome)
    }
    const timer = setTimeout(() => settle(REQUEST_TIMEOUT), readTimeoutMs)
    incoming.on('data', (part: Uint8Array) => {
      bytes += part.byteLength
      if (bytes > maxPayloadBytes) settle(PAYLOAD_TOO_LARGE)
      else parts.push(part)
    })
    incoming.on('end', () => settle(parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts)))
    incoming.on('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
  })
}
