/** A buffered writer of several servers: rows keep their order, nothing is lost, and what may be there twice is counted. */
import { expect, test } from 'vitest'
import { SHORT_SIZE, soakFailover } from '../../../scripts/soak/failover.ts'
import { type Fault, type FaultProxy, startProxy } from '../../proxy.ts'
import { connect, type Sink, startSink } from './harness.ts'

async function startBehindProxies(): Promise<[Sink, FaultProxy][]> {
  return await Promise.all(
    [1, 2, 3].map(async (seed) => {
      const sink = await startSink()
      const proxy = await startProxy({ target: sink.url, seed, stallMs: 10_000 })
      return [sink, proxy] satisfies [Sink, FaultProxy]
    }),
  )
}

/** The next writes of a proxy fail. */
const fails = (fault: Fault, times: number) => (proxy: FaultProxy) => proxy.next(...Array(times).fill(fault))

/** The client has noticed that its idle connection is closed. */
const stops = async (proxy: FaultProxy) => {
  await proxy.down()
  await new Promise((resolve) => setTimeout(resolve, 50))
}

const batch = Array.from({ length: 10 }, (_, i) => 10 + i)

// A connection that had been idle is tried once more where it was, since its server may only have closed it.
test.each([
  ['nothing listens any more', stops, 0, []],
  ['the connection breaks before the server has seen the body', fails('reset-before', 2), 20, []],
  ['the connection breaks after the server has stored the body', fails('reset-after', 2), 20, [...batch, ...batch]],
  ['it drips', fails('drip', 1), 10, batch],
  ['it is silent', fails('stall', 1), 10, []],
  ['the proxy before it says 502', fails(502, 1), 10, []],
] as const)('%s', async (_, breaks, possibleDuplicates, alsoStored) => {
  const servers = await startBehindProxies()
  const arc = connect('', { url: servers.map(([, { url }]) => url) })
  const writer = arc.write.buffered({
    maxRows: 10,
    attemptTimeoutMs: 2_000,
    retry: { baseDelayMs: 1, maxDelayMs: 5 },
    onError: () => {},
  })
  const ids: number[] = []
  const append = (count: number) => {
    for (let i = 0; i < count; i++) {
      writer.append('cpu', { time: 1_700_000_000_000 + ids.length, id: ids.length })
      ids.push(ids.length)
    }
  }
  append(10)
  await writer.flush()
  const [first] = servers
  await breaks(first?.[1] as FaultProxy)
  append(30)
  await writer.flush()
  const [a = [], b = [], c = []] = servers.map(([sink]) => sink.column('cpu', 'id'))
  expect(a).toEqual([...ids.slice(0, 10), ...alsoStored])
  expect([b, c]).toEqual([ids.slice(10), []])
  expect(writer.stats).toMatchObject({ possibleDuplicates, rowsDropped: 0, rowsAcknowledged: 40 })
  for (const [, proxy] of servers) await proxy.close()
})

test('a rolling restart of three servers under a stream of rows: none is lost', { timeout: 120_000 }, async () => {
  const report = await soakFailover(SHORT_SIZE)
  expect(report.problems).toEqual([])
  expect(report.distinct).toBe(SHORT_SIZE.rows)
  expect(report.stored - report.distinct).toBeLessThanOrEqual(report.stats.possibleDuplicates)
  expect(report.restarts).toBeGreaterThan(0)
})
