/** Writes a reply to its socket as the server's HTTP layer does, or as a fault wants it. */
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { Fault } from './faults.ts'
import type { TestReply } from './route.ts'

/** The server copies streams through a buffer of this size and sends each filling as one HTTP chunk. */
const MAX_CHUNK_BYTES = 4096

/** Sends a reply; resolves with the bytes of its body when all of it was handed to the socket. */
export async function sendReply(response: ServerResponse, reply: TestReply, fault: Fault = {}): Promise<number> {
  const { status, headers = {}, body } = reply
  const { req } = response
  if (fault.stall === 'before-headers') return 0
  if (fault.reset === 'garbled') {
    req.socket.end(`1TTP/1.1 ${status} OK\r\nContent-Length: 0\r\n\r\n`)
    return 0
  }
  response.statusCode = status
  // Node would announce keep-alive in two headers; the server says nothing and keeps the connection.
  response.removeHeader('connection')
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  if (!req.complete) closeAfter(response)
  if (!response.shouldKeepAlive) response.setHeader('connection', 'close')
  if (body !== undefined && (fault.truncate !== undefined || fault.reset !== undefined || fault.stall !== undefined)) {
    return sendBroken(response, await collect(body), fault)
  }
  if (body === undefined || body instanceof Uint8Array) {
    if (body !== undefined) response.setHeader('content-length', body.byteLength)
    response.end(req.method === 'HEAD' ? undefined : body)
    return body?.byteLength ?? 0
  }
  if (req.method === 'HEAD') {
    response.end()
    return 0
  }
  return sendStream(response, body, reply.trailers)
}

async function sendStream(
  response: ServerResponse,
  body: AsyncIterable<Uint8Array>,
  trailers: TestReply['trailers'],
): Promise<number> {
  let bytes = 0
  for await (const part of body) {
    bytes += part.byteLength
    // Not corked: Node 22 would make one chunk of all of them.
    for (let start = 0; start < part.byteLength; start += MAX_CHUNK_BYTES) {
      response.write(part.subarray(start, start + MAX_CHUNK_BYTES))
    }
    if (!(await hasRoom(response))) return bytes
  }
  if (trailers !== undefined) response.addTrailers(trailers())
  response.end()
  return bytes
}

/**
 * Waits until the socket takes more; false when the client went away. The socket is asked and not the response, which
 * counts bytes of its own and does not always say `drain`.
 */
async function hasRoom(response: ServerResponse): Promise<boolean> {
  const { socket } = response
  if (response.destroyed || socket?.destroyed) return false
  // Without a socket yet the answers to earlier requests of the connection come first.
  if (!socket?.writableNeedDrain) return true
  const settled = new AbortController()
  const { signal } = settled
  try {
    await Promise.race([once(socket, 'drain', { signal }), once(socket, 'close', { signal })])
  } finally {
    settled.abort()
  }
  return !socket.destroyed
}

/** Part of a body, then what the fault says. */
function sendBroken(response: ServerResponse, body: Uint8Array, fault: Fault): number {
  const sent = body.subarray(0, fault.truncate ?? Math.ceil(body.byteLength / 2))
  if (fault.truncate !== undefined) {
    if (response.getHeader('trailer') === undefined) response.setHeader('content-length', sent.byteLength)
    response.end(sent)
    return sent.byteLength
  }
  if (response.getHeader('trailer') === undefined) response.setHeader('content-length', body.byteLength)
  response.write(sent, () => {
    if (fault.reset === 'mid-response') response.destroy()
  })
  return sent.byteLength
}

/** An answer given before the request was read to its end closes the connection: what follows is not a request. */
function closeAfter(response: ServerResponse): void {
  response.shouldKeepAlive = false
  response.once('finish', () => {
    response.req.resume()
    response.req.socket.end()
  })
}

async function collect(body: Uint8Array | AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body
  const parts: Uint8Array[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts)
}
