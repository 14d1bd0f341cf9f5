/** Bodies share memory with those the server has acknowledged, and with nothing else. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decode } from '@msgpack/msgpack'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ArcClient } from '../../../src/index.ts'

const ROWS = 5_000

let server: Server
let arc: ArcClient
let received: unknown[] = []
let answer = (_n: number): number => 204

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      const n = received.push(request.url?.includes('msgpack') ? decode(body) : body.toString())
      // Slower and faster ones in turns, so that bodies overtake each other.
      setTimeout(() => response.writeHead(answer(n - 1)).end(), n % 3)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  arc = new ArcClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, retry: { baseDelayMs: 1 } })
})

beforeEach(() => {
  received = []
  answer = () => 204
})

afterAll(async () => {
  await arc.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const time = new Float64Array(ROWS).fill(1_700_000_000_000)
const columnsOf = (n: number) => ({ time, v: new Float64Array(ROWS).fill(n), s: Array(ROWS).fill(`row of ${n}`) })
const bodyOf = (n: number) => ({
  m: 'cpu',
  columns: { time: Array(ROWS).fill(1.7e15), v: Array(ROWS).fill(n), s: Array(ROWS).fill(`row of ${n}`) },
})
const rowsOf = (n: number) => Array.from({ length: ROWS }, () => ({ time: 1_700_000_000_000, v: n, s: `row of ${n}` }))

test('many writes in flight, columns and rows, arrive as they were given', async () => {
  const total = 48
  let next = 0
  const worker = async () => {
    for (let n = next++; n < total; n = next++) {
      if (n % 2 === 0) await arc.write.columns('cpu', columnsOf(n))
      else await arc.write.rows('cpu', rowsOf(n))
    }
  }
  await Promise.all(Array.from({ length: 6 }, worker))
  const byValue = (a: unknown, b: unknown): number => firstValue(a) - firstValue(b)
  expect(received.sort(byValue)).toEqual(Array.from({ length: total }, (_, n) => bodyOf(n)))
})

test('a body that is sent again after a failure is the same', async () => {
  answer = (n) => (n % 2 === 0 ? 503 : 204)
  for (let n = 0; n < 4; n++) await arc.write.columns('cpu', columnsOf(n))
  expect(received).toEqual([0, 0, 1, 1, 2, 2, 3, 3].map(bodyOf))
})

test('the bytes of a caller are never written to', async () => {
  const lines = new TextEncoder().encode('cpu v=1 1\n'.repeat(10_000))
  const before = lines.slice()
  await arc.write.lineProtocol(lines)
  for (let n = 0; n < 4; n++) await arc.write.columns('cpu', columnsOf(n))
  expect(Buffer.compare(lines, before)).toBe(0)
  expect(received.slice(1)).toEqual([0, 1, 2, 3].map(bodyOf))
})

function firstValue(body: unknown): number {
  return (body as ReturnType<typeof bodyOf>).columns.v[0] ?? Number.NaN
}
