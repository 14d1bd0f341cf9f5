/** What a query without an upper end asks the server for, and that this never costs the query itself. */
import { getEventListeners } from 'node:events'
import { afterEach, expect, it } from 'vitest'
import { ArcClient } from '../../../src/client.ts'
import { ArcTimeoutError } from '../../../src/errors.ts'
import { answer, type RawServer, rawServer } from '../transport/raw-server.ts'

const TEXT = "SELECT 1 AS n FROM cpu WHERE time >= NOW() - INTERVAL '1 hour'"
const EVERY_FILE = "SELECT 1 AS n FROM cpu WHERE time >= (NOW()) - INTERVAL '1 hour'"
const ASKED = 'SELECT epoch(max(time)) AS latest, epoch(now()) AS now FROM cpu'
const closers: AsyncDisposable[] = []
afterEach(async () => {
  for (const each of closers.splice(0).reverse()) await each[Symbol.asyncDispose]()
})

/** A server that answers the query, and does `onAsked` when it is asked for the latest row. */
async function serve(onAsked: (write: (text: string) => void) => void): Promise<{ arc: ArcClient; sent: string[] }> {
  const sent: string[] = []
  const server: RawServer = await rawServer((socket, _, request) => {
    const text = (JSON.parse(request.slice(request.indexOf('\r\n\r\n') + 4)) as { sql: string }).sql
    sent.push(text)
    const write = (body: string) => void socket.write(answer(200, body))
    if (text.includes('max(time)')) onAsked(write)
    else write(result(['n'], [1]))
  })
  const arc = new ArcClient({ url: server.url, token: 't', retry: false })
  closers.push(server, arc)
  return { arc, sent }
}

const result = (columns: readonly string[], row: readonly unknown[]) =>
  JSON.stringify({ success: true, columns, data: [row], row_count: 1, execution_time_ms: 1, timestamp: '' })
const now = Date.now() / 1000
const latest = (ahead: number | null) => result(['latest', 'now'], [ahead === null ? null : now + ahead, now])

it.each([
  ['no row far ahead', latest(3_600), TEXT],
  ['no row at all', latest(null), TEXT],
  ['no such measurement', result([], []).replace('"data":[[]],"row_count":1', '"data":[],"row_count":0'), TEXT],
  ['a row two days ahead', latest(172_800), 'AND time < '],
  ['an error', '{"success":false,"error":"IO Error"}', EVERY_FILE],
  ['no answer of Arc', '<html>', EVERY_FILE],
])('%s', async (_, body, expected) => {
  const { arc, sent } = await serve((write) => write(body))
  expect((await arc.query.json(TEXT)).data).toEqual([[1]])
  expect(sent[0]).toBe(ASKED)
  expect(sent[1]).toContain(expected)
  await arc.query.json(TEXT)
  expect(sent).toHaveLength(3)
})

it('a server that does not say is waited for half the time of the query, which then reads every file', async () => {
  const { arc, sent } = await serve(() => {})
  expect((await arc.query.json(TEXT, { timeoutMs: 400 })).data).toEqual([[1]])
  expect(sent).toEqual([ASKED, EVERY_FILE])
})

it('the time of the query covers the waiting', async () => {
  const server = await rawServer(() => {})
  const arc = new ArcClient({ url: server.url, token: 't', retry: false })
  closers.push(server, arc)
  const startedAt = performance.now()
  await expect(arc.query.rows(TEXT, { timeoutMs: 200 })).rejects.toBeInstanceOf(ArcTimeoutError)
  expect(performance.now() - startedAt).toBeLessThan(10_000)
})

it('an abort ends the waiting, for its own query alone', async () => {
  let reply = (_: string) => {}
  const { arc, sent } = await serve((write) => {
    reply = write
  })
  const controller = new AbortController()
  const aborted = arc.query.json(TEXT, { signal: controller.signal })
  const other = arc.query.json(TEXT)
  while (sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
  controller.abort(new Error('enough'))
  await expect(aborted).rejects.toThrow('enough')
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)
  reply(latest(0))
  expect((await other).data).toEqual([[1]])
  expect(sent).toEqual([ASKED, TEXT])
})

it('a query with an upper end, and one without a lower end, ask for nothing', async () => {
  const { arc, sent } = await serve(() => {})
  await arc.query.json(`${TEXT} AND time < NOW()`)
  await arc.query.json("SELECT 1 AS n FROM cpu WHERE time < '2026-08-22T10:00:00Z'")
  await arc.query.json(TEXT, { rewrite: false })
  await arc.query.json(TEXT, { fresh: true })
  expect(sent).not.toContain(ASKED)
})
