/** The barrier of `write.makeVisible()`, against a server whose counters follow a script. */
import { expect, onTestFinished, test } from 'vitest'
import { ArcConnectionError } from '../../../src/errors.ts'
import { Barrier } from '../../../src/ingest/make-visible.ts'
import { resolveConfig } from '../../../src/options.ts'
import { ArcHttp } from '../../../src/transport/http.ts'
import { write } from '../transport/calls.ts'
import { startThree } from '../transport/node-of-cluster.ts'
import { answer, rawServer } from '../transport/raw-server.ts'

/** Answers the counter requests with `counters` in turn, the last one for ever; runs `use` and returns the requests that came. */
async function withCounters(counters: readonly (readonly [number, number])[], use: (flush: Barrier) => Promise<void>) {
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
    await use(new Barrier(http, 50))
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

test('rows that were only late, or lost by a server that was restarted since, are waited for no less', async () => {
  const counters: [number, number][] = [[1000, 100]]
  await withCounters(counters, async (flush) => {
    await flush.run({}) // a disk that hangs: 900 rows are taken for lost
    // They are stored after all, and 500 that are queued now have to be waited for.
    counters.splice(0, 1, [1000, 1000])
    await flush.run({})
    counters.splice(0, 1, [1500, 1000])
    await expect(flush.run({})).rejects.toThrow(/has not stored: 500;/)
    // The server starts again, and counts from 0.
    counters.splice(0, 1, [0, 0])
    await flush.run({})
    counters.splice(0, 1, [200, 0])
    await expect(flush.run({})).rejects.toThrow(/has not stored: 200;/)
  })
})

test('a restart of the server during a flush is an error: nobody knows what became of the rows', async () => {
  const counters: [number, number][] = [
    [1000, 100],
    [5, 5],
  ]
  await withCounters(counters, async (flush) => {
    await expect(flush.run({})).rejects.toThrow(/^write.makeVisible: the server was restarted meanwhile/)
  })
})

test('of several servers, those that took rows', async () => {
  const counted = { buffer: { total_records_buffered: 1, total_records_written: 1 } }
  const stored = { [stats]: [200, counted], [flushed]: [200, {}] } as const
  const nodes = await startThree(stored, stored, stored)
  const [a, b, c] = nodes
  const http = new ArcHttp(resolveConfig({ url: nodes.map(({ url }) => url) }), undefined)
  onTestFinished(() => http.close())
  const calls = () => nodes.map((node) => node.calls.filter((call) => !call.endsWith('write/msgpack')))
  const barrier = [stats, flushed, stats]
  const flush = new Barrier(http, 50)
  await http.request(write)
  await a.stop()
  await http.request(write)
  await expect(flush.run({})).rejects.toThrow(ArcConnectionError)
  expect(calls()).toEqual([[], barrier, []])
  await a.start()
  await flush.run({})
  expect(calls()).toEqual([barrier, [...barrier, ...barrier], []])
  await flush.run({})
  // What a has is visible, and it has got nothing since.
  expect(calls()).toEqual([barrier, [...barrier, ...barrier, ...barrier], []])
  expect([b.calls.filter((call) => call.endsWith('write/msgpack')), c.calls]).toEqual([[`POST ${write.path}`], []])
})

test('refuses options there are not', async () => {
  const flush = new Barrier(new ArcHttp(resolveConfig({ url: 'http://arc.test' }), undefined))
  const typo = { timeoutMS: 5 } as object
  await expect(flush.run(typo)).rejects.toThrow(
    'Unknown option "timeoutMS"; did you mean "timeoutMs"? Known are: signal, timeoutMs',
  )
})

test('gives up at its time limit, and at once when aborted', async () => {
  let stored = 0
  await using server = await rawServer((socket) =>
    socket.write(
      answer(200, JSON.stringify({ buffer: { total_records_buffered: 1e9, total_records_written: stored++ } })),
    ),
  )
  const http = new ArcHttp(resolveConfig({ url: server.url }), undefined)
  const flush = new Barrier(http)
  await expect(flush.run({ timeoutMs: 100 })).rejects.toMatchObject({ name: 'ArcTimeoutError', retryable: true })
  await expect(flush.run({ timeoutMs: 1 }), 'all requests together').rejects.toMatchObject({ name: 'ArcTimeoutError' })
  const reason = new Error('enough')
  const controller = new AbortController()
  setTimeout(() => controller.abort(reason), 30)
  await expect(flush.run({ signal: controller.signal })).rejects.toBe(reason)
  await http.close()
})
