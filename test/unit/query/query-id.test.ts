/** The id that a server which keeps track of its queries gives to each, wherever it says it. */
import { startTestServer, type TestServer } from 'arc-tsdb-testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ArcClient, type ArcError } from '../../../src/index.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

/** A client of the server that tells an id, `id-1` and so on; `spoil` does something to the bodies. */
function tracked(
  spoil: (body: ReadableStream<Uint8Array> | null) => ReadableStream<Uint8Array> | null = (body) => body,
) {
  let n = 0
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { status, headers, body } = await globalThis.fetch(input, init)
    const told = new Headers(headers)
    told.set('x-arc-query-id', `id-${++n}`)
    told.delete('content-length')
    return new Response(spoil(body), { status, headers: told })
  }
  return new ArcClient({ url: server.url, token: server.token, fetch, retry: false })
}

const idOf = (query: Promise<unknown>) =>
  query.then(
    () => {
      throw new Error('expected a rejection')
    },
    (error: ArcError) => error.queryId,
  )

test('results and streams have it', async () => {
  await using arc = tracked()
  expect((await arc.query.json('SELECT 1 AS n')).queryId).toBe('id-1')
  const rows = arc.query.stream('SELECT 2 AS n')
  expect(rows.queryId).toBeUndefined()
  expect(await rows.next()).toEqual({ value: { n: 2 }, done: false })
  expect(rows.queryId).toBe('id-2')
  const batches = arc.query.batches('SELECT 3 AS n')
  await batches.next()
  expect(batches.queryId).toBe('id-3')
})

test('without it nothing is told', async () => {
  await using arc = new ArcClient({ url: server.url, token: server.token })
  expect(await arc.query.json('SELECT 1 AS n')).not.toHaveProperty('queryId')
  const rows = arc.query.stream('SELECT 2 AS n')
  await rows.next()
  expect(rows.queryId).toBeUndefined()
})

test('errors have it: of the server, of a result that is not whole, and of one that breaks off', async () => {
  await using arc = tracked()
  expect(await idOf(arc.query.rows('SELECT nothing'))).toBe('id-1')
  const cut = () => new TransformStream({ transform: (chunk, to) => to.enqueue(chunk.subarray(0, -8)) })
  await using short = tracked((body) => body?.pipeThrough(cut()) ?? null)
  expect(await idOf(short.query.ipc('SELECT 1 AS n'))).toBe('id-1')
  const breaks = () => new TransformStream({ transform: (_, to) => to.error(new Error('reset')) })
  await using broken = tracked((body) => body?.pipeThrough(breaks()) ?? null)
  expect(await idOf(broken.query.rows('SELECT 1 AS n'))).toBe('id-1')
  expect(await idOf(broken.query.stream('SELECT 1 AS n').next())).toBe('id-2')
})
