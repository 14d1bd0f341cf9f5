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

/**
 * 403 for a page of another machine that a browser brings here: by its origin, or by a name of its own that now leads to
 * this address. The server lets every page in; this one runs where its user's browser does, and reads no other site's mail.
 */
export function refuseStranger({ headers }: Pick<IncomingMessage, 'headers'>): TestReply | undefined {
  const { host, origin } = headers
  const [name, value] = isLoopback(`http://${host ?? 'localhost'}`) ? ['Origin', origin] : ['Host', host]
  if (value === undefined || (name === 'Origin' && isLoopback(value))) return undefined
  const error = `This test server answers this machine only, by the name localhost or 127.0.0.1; ${name} is ${value}`
  return json(403, { error, success: false }, { connection: 'close' })
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(url).hostname)
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
