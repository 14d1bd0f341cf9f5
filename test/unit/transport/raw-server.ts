/** A TCP server that plays a script: what transport tests need to be in charge of every byte. */
import net from 'node:net'
import tls from 'node:tls'

export interface RawServer extends AsyncDisposable {
  readonly url: URL
  readonly port: number
  /** Every request's head and body so far, as latin1 text, per connection. */
  readonly connections: readonly { received: string; readonly socket: net.Socket; closed: boolean }[]
}

/** Calls `onRequest` once per complete request (head + Content-Length body) with its number over all connections. */
export async function rawServer(
  onRequest: (socket: net.Socket, n: number, request: string) => void,
  secure?: { key: string; cert: string },
): Promise<RawServer> {
  const connections: { received: string; socket: net.Socket; closed: boolean }[] = []
  let n = 0
  const onSocket = (socket: net.Socket) => {
    const connection = { received: '', socket, closed: false }
    connections.push(connection)
    let pending = ''
    socket.on('error', () => {})
    socket.on('close', () => {
      connection.closed = true
    })
    socket.on('data', (data) => {
      connection.received += data.toString('latin1')
      pending += data.toString('latin1')
      while (true) {
        const head = pending.indexOf('\r\n\r\n')
        if (head < 0) return
        const length = Number(/content-length: (\d+)/i.exec(pending.slice(0, head))?.[1] ?? 0)
        const end = head + 4 + length
        if (pending.length < end) return
        const request = pending.slice(0, end)
        pending = pending.slice(end)
        onRequest(socket, n++, request)
      }
    })
  }
  const server = secure ? tls.createServer(secure, onSocket) : net.createServer(onSocket)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  return {
    url: new URL(`http${secure ? 's' : ''}://127.0.0.1:${port}`),
    port,
    connections,
    async [Symbol.asyncDispose]() {
      for (const { socket } of connections) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The bytes of an answer with a Content-Length. */
export function answer(status: number, body: string, headers: Record<string, string> = {}): string {
  const all = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} Status\r\n${lines.join('')}\r\n${body}`
}
