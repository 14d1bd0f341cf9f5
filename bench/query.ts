/**
 * Reading a million rows of time, host and three floats: ours against the bytes themselves, and against what else reads them.
 *
 * The answers come ready-made from a server in a process of its own, in chunks of 4 KiB as the real one sends them; with
 * ARC_URL (ARC_TOKEN) also from that server, which makes them up itself. The floor is node:http reading the same bytes and
 * joining them.
 */
import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import { fileURLToPath } from 'node:url'
import { decode } from '@msgpack/msgpack'
import * as arrowPackage from 'apache-arrow'
import { type Table, tableFromIPC } from 'apache-arrow'
import { BatchDecoder } from '../src/base/arrow/batch-decoder.ts'
import { FrameReader } from '../src/base/arrow/frames.ts'
import { ArcClient } from '../src/client.ts'
import { MsgpackResult } from '../src/query/msgpack/msgpack.ts'
import { toRows } from '../src/query/rows.ts'
import { type BenchCase, type BenchTable, IS_QUICK, printMachine, runBench } from './harness.ts'
import { makeBodies } from './query/bodies.ts'
import type { ReplayReady } from './query/replay-server.ts'

const ROWS = IS_QUICK ? 20_000 : 1_000_000

/** The same shape from a real server, without a table of its own. */
const SQL = `SELECT to_timestamp(1787392800 + i / 16.0) AS time, 'server-' || (i % 100) AS host, (i * 7919 % 10007) / 97.0 AS usage_idle, (i * 7907 % 10007) / 97.0 AS usage_user, (i * 7901 % 10007) / 97.0 AS usage_system FROM range(${ROWS}) AS r(i)`

const options = { turns: 5, turnMs: 1000 } as const

export async function run(): Promise<readonly BenchTable[]> {
  printMachine(['apache-arrow', '@msgpack/msgpack'])
  const tables = await decoders()
  const server = await startReplay()
  try {
    tables.push(
      ...(await formats(`http://127.0.0.1:${server.ready.port}`, undefined, 'replay', 'a server that replays')),
    )
  } finally {
    server.close()
  }
  const { ARC_URL, ARC_TOKEN } = process.env
  if (ARC_URL) tables.push(...(await formats(ARC_URL, ARC_TOKEN, 'arc', 'Arc')))
  return tables
}

/** Without a network: what decoding alone costs. */
async function decoders(): Promise<BenchTable[]> {
  const { msgpack, arrow } = makeBodies(ROWS)
  const columns = () => {
    const result = new MsgpackResult()
    result.push(msgpack)
    return result.finish()
  }
  const framed = () => {
    const reader = new FrameReader()
    const decoder = new BatchDecoder(arrowPackage)
    let rows = 0
    for (const frame of reader.push(arrow)) rows += decoder.decode(frame)?.numRows ?? 0
    return rows
  }
  const messagePack = await runBench(
    [
      {
        name: 'columns',
        rows: ROWS,
        bytes: msgpack.length,
        run: columns,
        check: () => assert.equal(columns().rowCount, ROWS),
      },
      { name: 'rows', rows: ROWS, bytes: msgpack.length, run: () => toRows(columns()) },
      { name: 'rows, nanos', rows: ROWS, bytes: msgpack.length, run: () => toRows(columns(), { timestamps: 'nanos' }) },
      { name: '@msgpack/msgpack decode', rows: ROWS, bytes: msgpack.length, run: () => decode(msgpack) },
    ],
    { id: 'decode-msgpack', title: `decoding MessagePack, ${ROWS} rows × 5 columns in memory`, ...options },
  )
  const arrowTable = await runBench(
    [
      { name: 'apache-arrow alone', rows: ROWS, bytes: arrow.length, run: () => tableFromIPC(arrow) },
      {
        name: 'our frames, then apache-arrow',
        rows: ROWS,
        bytes: arrow.length,
        run: framed,
        check: () => assert.equal(framed(), ROWS),
      },
    ],
    { id: 'decode-arrow', title: `decoding Arrow, ${ROWS} rows × 5 columns in memory`, ...options },
  )
  return [messagePack, arrowTable]
}

async function formats(url: string, token: string | undefined, id: string, from: string): Promise<BenchTable[]> {
  const arc = new ArcClient({ url, ...(token && { token }) })
  const agent = new http.Agent({ keepAlive: true })
  const raw = (path: string) => () => rawBytes(`${url}${path}`, token, agent)
  const msgpack = raw('/api/v1/query/msgpack')
  const arrow = raw('/api/v1/query/arrow')
  const fetched = (path: string) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      body: JSON.stringify({ sql: SQL }),
      headers: {
        'content-type': 'application/json',
        'accept-encoding': 'identity',
        ...(token && { authorization: `Bearer ${token}` }),
      },
    })
  try {
    const sizes = { msgpack: (await msgpack()).length, arrow: (await arrow()).length }
    const one = (name: string, bytes: number, call: () => Promise<unknown>): BenchCase => ({
      name,
      rows: ROWS,
      bytes,
      run: call,
    })
    const columnar = await runBench(
      [
        one('floor: the bytes', sizes.msgpack, msgpack),
        one('query.columns', sizes.msgpack, () => arc.query.columns(SQL)),
        one('query.columns, row by row', sizes.msgpack, async () => countRowsOf(await arc.query.columns(SQL))),
        one('query.rows', sizes.msgpack, () => arc.query.rows(SQL)),
        one('fetch, @msgpack/msgpack', sizes.msgpack, async () =>
          decode(new Uint8Array(await (await fetched('/api/v1/query/msgpack')).arrayBuffer())),
        ),
        { name: 'fetch, .json()', rows: ROWS, run: async () => (await fetched('/api/v1/query')).json() },
      ],
      { id: `query-${id}`, title: `MessagePack and JSON from ${from}`, ...options },
    )
    const batches = await runBench(
      [
        one('floor: the bytes', sizes.arrow, arrow),
        one('floor, then tableFromIPC', sizes.arrow, async () => tableFromIPC(await arrow())),
        one('query.arrow', sizes.arrow, () => arc.query.arrow(SQL)),
        one('query.ipc', sizes.arrow, () => arc.query.ipc(SQL)),
        one('query.batches', sizes.arrow, () => countRows(arc.query.batches(SQL))),
        one('query.stream', sizes.arrow, () => countItems(arc.query.stream(SQL))),
        one('fetch, tableFromIPC, row.toJSON()', sizes.arrow, async () =>
          jsonRows(await tableFromIPC(fetched('/api/v1/query/arrow'))),
        ),
      ],
      { id: `arrow-${id}`, title: `Arrow from ${from}`, ...options },
    )
    return [columnar, batches]
  } finally {
    await arc.close()
    agent.destroy()
  }
}

function rawBytes(url: string, token: string | undefined, agent: http.Agent): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify({ sql: SQL })
    const headers = {
      'content-type': 'application/json',
      'content-length': body.length,
      ...(token && { authorization: `Bearer ${token}` }),
    }
    const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Uint8Array[] = []
      response.on('data', (chunk: Uint8Array) => chunks.push(chunk))
      response.on('end', () => resolve(Buffer.concat(chunks)))
      response.on('error', reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}

async function countRows(batches: AsyncIterable<{ readonly numRows: number }>): Promise<number> {
  let rows = 0
  for await (const batch of batches) rows += batch.numRows
  return rows
}

function countRowsOf(rows: Iterable<unknown>): number {
  let count = 0
  for (const _ of rows) count++
  return count
}

async function countItems(rows: AsyncIterable<unknown>): Promise<number> {
  let count = 0
  for await (const _ of rows) count++
  return count
}

function jsonRows(table: Table): unknown[] {
  return Array.from(table, (row) => row?.toJSON())
}

async function startReplay(): Promise<{ readonly ready: ReplayReady; close(): void }> {
  const script = fileURLToPath(new URL('query/replay-server.ts', import.meta.url))
  const child = fork(script, [String(ROWS)], { execArgv: ['--conditions=arc-source', '--import', 'tsx'] })
  const [ready] = (await once(child, 'message')) as [ReplayReady]
  return { ready, close: () => child.disconnect() }
}
