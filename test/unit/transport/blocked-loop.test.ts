/** Synchronous work of the caller, while the answer has arrived, is no timeout of the server. */
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { failure, get, kinds, opener, write } from './calls.ts'

/** A server on a thread of its own: it answers at once, in two parts if asked for `/slow`, and never `/never`. */
const source = `
const http = require('node:http')
const { parentPort } = require('node:worker_threads')
const server = http.createServer((request, response) => {
  request.resume().on('end', () => {
    if (request.url.includes('never')) return
    if (request.method === 'POST') return response.writeHead(204).end()
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write('{"a":')
    setTimeout(() => response.end('1}'), 100)
  })
})
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))
`
let worker: Worker
let url: URL

beforeAll(async () => {
  worker = new Worker(source, { eval: true })
  const port = await new Promise((resolve) => worker.once('message', resolve))
  url = new URL(`http://127.0.0.1:${port}`)
})
afterAll(() => worker.terminate())

function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

describe.each(kinds)('over %s', (kind) => {
  const open = opener(kind)

  test.each([
    ['before it is connected', 0],
    ['after it was sent', 1],
    ['while it is under way', 20],
  ])('a loop that is blocked %s', async (_, pauseMs) => {
    const http = open({ url }, { timeoutMs: 300, retry: false })
    const writing = http.request(write)
    const reading = http.request(get).then((response) => response.json())
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs))
    block(1_000)
    expect((await writing).status).toBe(204)
    expect(await reading).toEqual({ a: 1 })
    await http.close()
  })

  test('a chunk that has arrived is no silence', async () => {
    const http = open({ url }, { retry: false })
    const response = await http.request({ ...get, idleTimeoutMs: 250 })
    let text = ''
    const reading = (async () => {
      for await (const chunk of response.chunks()) text += Buffer.from(chunk).toString()
    })()
    await new Promise((resolve) => setTimeout(resolve, 20))
    block(1_000)
    await reading
    expect(text).toBe('{"a":1}')
    await http.close()
  })

  test('what has not arrived is one all the same', async () => {
    const http = open({ url }, { timeoutMs: 100, retry: false })
    const waiting = failure(http.request({ ...get, path: '/never' }))
    await new Promise((resolve) => setTimeout(resolve, 20))
    block(500)
    expect(await waiting).toMatchObject({ name: 'ArcTimeoutError' })
    await http.close()
  })
})
