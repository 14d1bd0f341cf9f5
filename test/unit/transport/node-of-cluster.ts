/** A node of a cluster, as far as a client with several addresses can tell: on a real socket, which can go and come back. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A status with a body, or what is done with the socket. */
export type Answer = readonly [status: number, body?: object | string] | ((response: ServerResponse) => void)

export interface ClusterNode {
  readonly url: string
  /** What it was asked, without the looks: `POST /api/v1/write/msgpack`. */
  readonly calls: readonly string[]
  /** The looks at it: `GET /ready`. */
  readonly looks: readonly string[]
  /** What it answers by route, before what a healthy single server does. */
  answers: Readonly<Record<string, Answer>>
  /** Nothing listens any more, and open connections are reset. */
  stop(): Promise<void>
  /** At the same address as before. */
  start(): Promise<void>
}

const LOOK = /^GET (\/[\w-]+)?\/(ready|ready\/write|api\/v1\/cluster\/local)$/

/** What the nodes of a cluster say to those that look (docs/wire-notes.md#readiness). */
export const roles = {
  primary: { 'GET /ready/write': [200, { status: 'ready' }] },
  standby: {
    'GET /ready/write': [503, { status: 'not_ready' }],
    'GET /api/v1/cluster/local': [200, { role: 'writer', capabilities: { can_ingest: true, can_query: true } }],
  },
  reader: {
    'GET /ready/write': [503, { status: 'not_ready' }],
    'GET /api/v1/cluster/local': [200, { role: 'reader', capabilities: { can_ingest: false, can_query: true } }],
  },
  /** Before 26.09.2. */
  oldReader: {
    'GET /api/v1/cluster/local': [200, { role: 'reader', capabilities: { can_ingest: false, can_query: true } }],
  },
  compactor: {
    'GET /ready/write': [503, { status: 'not_ready' }],
    'GET /api/v1/cluster/local': [200, { role: 'compactor', capabilities: { can_ingest: false, can_query: false } }],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Answer>>>>

const healthy: Readonly<Record<string, Answer>> = {
  'GET /ready': [200, { status: 'ready' }],
  'GET /api/v1/cluster/local': [200, { enabled: false, mode: 'standalone' }],
  'POST /api/v1/write/msgpack': [204],
}

/** Starts one; it stops with the test. */
export async function startNode(answers: ClusterNode['answers'] = {}): Promise<ClusterNode> {
  const calls: string[] = []
  const looks: string[] = []
  const sockets = new Set<Socket>()
  let port = 0
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    for await (const _ of request);
    const route = `${request.method} ${request.url?.replace(/\?.*/, '')}`
    ;(LOOK.test(route) ? looks : calls).push(route)
    const path = route.replace(/ \/arc-\w+/, ' ')
    const known = node.answers[path] ?? healthy[path]
    const answer = known ?? [404, { error: `Cannot ${route}` }]
    if (typeof answer === 'function') return answer(response)
    const [status, body] = answer
    const isText = typeof body === 'string'
    response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json' })
    response.end(body === undefined ? undefined : isText ? body : JSON.stringify(body))
  }
  const server = createServer((request, response) => void serve(request, response))
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })
  const node: ClusterNode & { url: string } = {
    url: '',
    calls,
    looks,
    answers,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.resetAndDestroy()
      }),
    start: () =>
      new Promise((resolve) => {
        server.listen(port, '127.0.0.1', () => {
          port = (server.address() as AddressInfo).port
          resolve()
        })
      }),
  }
  await node.start()
  node.url = `http://127.0.0.1:${port}`
  onTestFinished(async () => {
    if (server.listening) await node.stop()
  })
  return node
}

/** Three of them. */
export const startThree = (
  a: ClusterNode['answers'] = {},
  b: ClusterNode['answers'] = {},
  c: ClusterNode['answers'] = {},
) => Promise.all([startNode(a), startNode(b), startNode(c)])
