/**
 * A reverse proxy that breaks HTTP exchanges on purpose, on real sockets, reproducibly.
 *
 * Every request is read whole before its fate is decided, so that a fault "after the body" really has reached the
 * server behind, which is what makes an acknowledgement ambiguous.
 */
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/**
 * What can happen to a request instead of an ordinary answer.
 * - `reset-before`: the connection is reset before the server saw the request.
 * - `reset-after`: the server acted, its answer is lost.
 * - `truncate`: the server acted, its answer is cut inside the status line.
 * - `drip`: the server acted, its answer comes byte by byte, one in 100 ms.
 * - `stall`: no byte comes back for `stallMs`, then a reset. The server saw nothing.
 * - a number: that status, with the body the server or a proxy in front of it sends. The server saw nothing.
 */
export type Fault =
  | 'reset-before'
  | 'reset-after'
  | 'truncate'
  | 'drip'
  | 'stall'
  | 408
  | 413
  | 429
  | 500
  | 502
  | 503
  | 504

export const FAULTS: readonly Fault[] = [
  'reset-before',
  'reset-after',
  'truncate',
  'drip',
  'stall',
  408,
  413,
  429,
  500,
  502,
  503,
  504,
]

export interface ProxyOptions {
  /** The server behind, such as `http://127.0.0.1:8000`. */
  readonly target: string
  /** Probability of each fault, drawn for every POST. */
  readonly rates?: Partial<Record<Fault, number>>
  /** Makes the faults repeat from run to run. @default 1 */
  readonly seed?: number
  /** @default 200 */
  readonly stallMs?: number
  /** Seconds, or a date, sent with 429. @default '0' */
  readonly retryAfter?: string
}

export interface FaultProxy {
  readonly url: string
  /** Requests that got through unharmed, and how often each fault struck. */
  readonly counts: Record<Fault | 'passed', number>
  /** Decides the next requests' fates, before any rate is asked. `pass` lets one through. */
  next(...fates: (Fault | 'pass')[]): void
  /** Replaces the rates. */
  setRates(rates: Partial<Record<Fault, number>>): void
  /** Refuses every connection until `up()`. The port is kept. */
  down(): Promise<void>
  up(): Promise<void>
  close(): Promise<void>
}

const ANSWERS: Record<number, { type: string; body: string }> = {
  408: { type: 'application/json', body: '{"error":"Request Timeout"}' },
  413: { type: 'application/json', body: '{"error":"Request Entity Too Large"}' },
  429: { type: 'application/json', body: '{"error":"Too many requests"}' },
  500: { type: 'application/json', body: '{"error":"Failed to write records: context canceled"}' },
  502: { type: 'text/html', body: '<html><body><h1>502 Bad Gateway</h1></body></html>' },
  503: {
    type: 'application/json',
    body: '{"error":"Write rejected (schema churn): schema-evolution loop exceeded maximum iterations"}',
  },
  504: { type: 'text/html', body: '<html><body><h1>504 Gateway Time-out</h1></body></html>' },
}

const DRIP_MS = 100

/** Nothing finds a body of this size too large. */
const SMALL_BODY_BYTES = 512

/** Starts a proxy on a free port of the loopback interface. */
export async function startProxy(options: ProxyOptions): Promise<FaultProxy> {
  const target = new URL(options.target)
  const random = mulberry32(options.seed ?? 1)
  const counts = Object.fromEntries([...FAULTS, 'passed'].map((fate) => [fate, 0])) as FaultProxy['counts']
  const sockets = new Set<Socket>()
  const planned: (Fault | 'pass')[] = []
  let rates = options.rates ?? {}

  const decide = (method: string | undefined): Fault | 'pass' => {
    if (method !== 'POST') return 'pass'
    const fate = planned.shift()
    if (fate !== undefined) return fate
    let drawn = random()
    for (const fault of FAULTS) {
      drawn -= rates[fault] ?? 0
      if (drawn < 0) return fault
    }
    return 'pass'
  }

  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => incoming.destroy())
  })
  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    let fate = decide(incoming.method)
    if (fate === 'reset-before') {
      counts[fate]++
      return incoming.socket.resetAndDestroy()
    }
    const body = await readBody(incoming)
    if (fate === 413 && body.length < SMALL_BODY_BYTES) fate = 'pass'
    counts[fate === 'pass' ? 'passed' : fate]++
    if (fate === 'stall') {
      setTimeout(() => incoming.socket.resetAndDestroy(), options.stallMs ?? 200).unref()
      return
    }
    if (typeof fate === 'number') return answer(outgoing, fate, options.retryAfter ?? '0')
    const reply = await forward(target, incoming, body)
    if (fate === 'reset-after') return incoming.socket.resetAndDestroy()
    if (fate === 'truncate') return incoming.socket.end('HTTP/1.1 2')
    if (fate === 'drip') return drip(incoming.socket, `HTTP/1.1 ${reply.status} Dripping\r\ncontent-length: 0\r\n\r\n`)
    outgoing.writeHead(reply.status, reply.headers)
    outgoing.end(reply.body)
  }
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })

  let port = 0
  const listen = () =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject)
        port = (server.address() as AddressInfo).port
        resolve()
      })
    })
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  await listen()

  return {
    url: `http://127.0.0.1:${port}`,
    counts,
    next: (...fates) => {
      planned.push(...fates)
    },
    setRates: (next) => {
      rates = next
    },
    down: stop,
    up: listen,
    close: async () => {
      if (server.listening) await stop()
    },
  }
}

interface Reply {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly body: Buffer
}

function forward(target: URL, incoming: IncomingMessage, body: Buffer): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const headers = { ...incoming.headers, host: target.host, 'content-length': String(body.length) }
    delete headers['transfer-encoding']
    const request = httpRequest(
      { host: target.hostname, port: target.port, method: incoming.method, path: incoming.url, headers },
      (response) => {
        readBody(response).then((reply) => {
          const { 'transfer-encoding': _, connection: __, ...kept } = response.headers
          resolve({ status: response.statusCode ?? 502, headers: kept, body: reply })
        }, reject)
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

function drip(socket: Socket, text: string): void {
  const [next = '', rest] = [text.slice(0, 1), text.slice(1)]
  if (socket.destroyed || next === '') return
  socket.write(next)
  setTimeout(() => drip(socket, rest), DRIP_MS).unref()
}

function answer(outgoing: ServerResponse, status: number, retryAfter: string): void {
  const { type, body } = ANSWERS[status] ?? { type: 'text/plain', body: '' }
  outgoing.writeHead(status, { 'content-type': type, ...(status === 429 ? { 'retry-after': retryAfter } : {}) })
  outgoing.end(body)
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** A small seeded generator: the same faults in every run. */
export function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
