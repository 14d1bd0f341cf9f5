/** The barrier of `write.flush()`, against a server whose counters follow a script. */
import { expect, test } from 'vitest'
import { resolveConfig } from '../../../src/config.ts'
import { Flush } from '../../../src/ingest/flush.ts'
import { ArcHttp } from '../../../src/transport/http.ts'
import { answer, rawServer } from '../transport/raw-server.ts'

/** Answers the counter requests with `counters` in turn, the last one for ever; runs `use` and returns the requests that came. */
async function withCounters(counters: readonly (readonly [number, number])[], use: (flush: Flush) => Promise<void>) {
  const requests: string[] = []
  let next = 0
  await using server = await rawServer((socket, _n, request) => {
    requests.push(request.split(' ', 2).join(' '))
    const [total_records_buffered, total_records_written] = counters[Math.min(next, counters.length - 1)] ?? [0, 0]
    if (request.startsWith('GET')) next++
    socket.write(answer(200, JSON.stringify({ buffer: { total_records_buffered, total_records_written } })))
  })
  const http = new ArcHttp(resolveConfig({ url: server.url }), undefined)
  try {
    await use(new Flush(http, 50))
  } finally {
    await http.close()
  }
  return requests
}

const stats = 'GET /api/v1/write/msgpack/stats'
const flushed = 'POST /api/v1/write/line-protocol/flush'

test('waits until what was accepted before the flush is stored, and no longer', async () => {
  // 60 rows are queued; while they are stored, others write 1,000 more.
  const requests = await withCounters(
    [
      [160, 100],
      [1160, 100],
      [1160, 130],
      [1160, 160],
    ],
    (flush) => flush.run({}),
  )
  expect(requests).toEqual([stats, flushed, stats, stats, stats])
})

test("rows lost before the first flush are nobody's; rows lost after it are an error", async () => {
  await withCounters([[100, 90]], async (flush) => {
    await flush.run({})
    await flush.run({})
  })
  const counters: [number, number][] = [[100, 90]]
  await withCounters(counters, async (flush) => {
    await flush.run({})
    counters.splice(0, 1, [200, 150])
    await expect(flush.run({})).rejects.toThrow(/rows that the server accepted and has not stored: 40;/)
    // Told once.
    await flush.run({})
  })
})

test('refuses options there are not', async () => {
  const flush = new Flush(new ArcHttp(resolveConfig({ url: 'http://arc.test' }), undefined))
  const typo = { timeoutMS: 5 } as object
  await expect(flush.run(typo)).rejects.toThrow('Unknown option "timeoutMS"; known are: signal, timeoutMs')
})

test('gives up at its time limit, and at once when aborted', async () => {
  let stored = 0
  await using server = await rawServer((socket) =>
    socket.write(
      answer(200, JSON.stringify({ buffer: { total_records_buffered: 1e9, total_records_written: stored++ } })),
    ),
  )
  const http = new ArcHttp(resolveConfig({ url: server.url }), undefined)
  const flush = new Flush(http)
  await expect(flush.run({ timeoutMs: 100 })).rejects.toMatchObject({ name: 'ArcTimeoutError', retryable: true })
  const reason = new Error('enough')
  const controller = new AbortController()
  setTimeout(() => controller.abort(reason), 30)
  await expect(flush.run({ signal: controller.signal })).rejects.toBe(reason)
  await http.close()
})
