/**
 * A server that answers queries with ready-made bodies, as fast as a socket takes them: chunked in pieces of 4 KiB, as the
 * real one sends them, with Arrow's trailer. Runs as a process of its own, so that its work is not measured.
 */
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { type Bodies, makeBodies } from './bodies.ts'

const CHUNK_BYTES = 4096

const bodies = makeBodies(Number(process.argv[2] ?? 1_000_000))
const answers = new Map<string, Uint8Array>([
  ['/api/v1/query', answer(bodies.json, 'application/json')],
  ['/api/v1/query/msgpack', answer(bodies.msgpack, 'application/msgpack')],
  ['/api/v1/query/arrow', answer(bodies.arrow, 'application/vnd.apache.arrow.stream', 'Arc-Execution-Time-Ms: 5')],
])

const server = createServer(serve).listen(0, '127.0.0.1')
await once(server, 'listening')
process.send?.({ port: (server.address() as { port: number }).port, sizes: sizesOf(bodies) })
process.on('disconnect', () => process.exit())

export type ReplayReady = { readonly port: number; readonly sizes: ReturnType<typeof sizesOf> }

function sizesOf({ json, msgpack, arrow }: Bodies) {
  return { json: json.length, msgpack: msgpack.length, arrow: arrow.length }
}

// Requests of the clients measured here fit one segment, and are not pipelined.
function serve(socket: Socket): void {
  socket.setNoDelay(true)
  socket.on('error', () => {})
  let head = ''
  socket.on('data', (data) => {
    head += data.toString('latin1')
    const end = head.indexOf('\r\n\r\n')
    if (end === -1) return
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
    if (head.length < end + 4 + length) return
    const path = /^\w+ (\S+)/.exec(head)?.[1] ?? ''
    head = ''
    socket.write(answers.get(path) ?? 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n')
  })
}

function answer(body: Uint8Array, type: string, trailer?: string): Uint8Array {
  const parts: Uint8Array[] = [
    Buffer.from(
      `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\n${trailer ? 'Trailer: Arc-Execution-Time-Ms\r\n' : ''}Transfer-Encoding: chunked\r\n\r\n`,
    ),
  ]
  for (let at = 0; at < body.length; at += CHUNK_BYTES) {
    const chunk = body.subarray(at, at + CHUNK_BYTES)
    parts.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'))
  }
  parts.push(Buffer.from(`0\r\n${trailer ? `${trailer}\r\n` : ''}\r\n`))
  return Buffer.concat(parts)
}
