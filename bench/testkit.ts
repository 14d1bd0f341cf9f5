/** What the embedded Arc costs: start-up, a million rows in, a million rows out in each format. */

import { startTestServer, type TestServer } from 'arc-tsdb-testing'
import { ArcClient } from '../src/index.ts'

const ROWS = 1_000_000
const BATCH_ROWS = 100_000
/** Milliseconds; a machine with two cores must stay below them. */
const BUDGETS = { 'start-up': 300, 'in, columnar': 2_000, 'out, Arrow': 1_000 } as const

export async function run(): Promise<void> {
  console.log(`Embedded Arc, ${ROWS.toLocaleString('en-US')} rows of time, host, usage, cores, up`)
  const [server, startUpMs] = await timed(() => startTestServer())
  // The first one of the process, which also loads DuckDB.
  report('start-up', startUpMs, BUDGETS['start-up'])
  await using _ = server
  await using arc = new ArcClient({ url: server.url, token: server.token })
  const [, inMs] = await timed(() => writeRows(arc, server))
  report('in, columnar', inMs, BUDGETS['in, columnar'])
  for (const [name, endpoint] of [
    ['out, Arrow', 'query/arrow'],
    ['out, MessagePack', 'query/msgpack'],
    ['out, JSON', 'query'],
  ] as const) {
    const [bytes, outMs] = await timed(() => download(server, endpoint))
    report(name, outMs, name === 'out, Arrow' ? BUDGETS[name] : undefined, bytes)
  }
}

async function writeRows(arc: ArcClient, server: TestServer): Promise<void> {
  for (let start = 0; start < ROWS; start += BATCH_ROWS) {
    const row = (index: number) => start + index
    const at = { length: BATCH_ROWS }
    await arc.write.columns('cpu', {
      time: BigInt64Array.from(at, (_, index) => 1_787_392_800_000_000n + BigInt(row(index)) * 1_000n),
      host: Array.from(at, (_, index) => `host${row(index) % 100}`),
      usage: Float64Array.from(at, (_, index) => row(index) / 3),
      cores: BigInt64Array.from(at, (_, index) => BigInt(row(index) % 64)),
      up: Array.from(at, (_, index) => row(index) % 2 === 0),
    })
  }
  await server.flush()
}

/** Reads an answer to its end without decoding it: what is measured is the server. */
async function download(server: TestServer, endpoint: string): Promise<number> {
  const response = await fetch(`${server.url}/api/v1/${endpoint}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${server.token}`,
      'content-type': 'application/json',
      'accept-encoding': 'identity',
    },
    body: JSON.stringify({ sql: 'SELECT * FROM cpu' }),
  })
  let bytes = 0
  for await (const part of response.body ?? []) bytes += part.byteLength
  return bytes
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const started = performance.now()
  const result = await work()
  return [result, performance.now() - started]
}

function report(name: string, ms: number, budgetMs?: number, bytes?: number): void {
  const size = bytes === undefined ? '' : `, ${(bytes / 2 ** 20).toFixed(1)} MiB`
  const budget = budgetMs === undefined ? '' : ` (budget ${budgetMs} ms${ms > budgetMs ? ', EXCEEDED' : ''})`
  console.log(`  ${name.padEnd(18)} ${ms.toFixed(0).padStart(6)} ms${size}${budget}`)
}
