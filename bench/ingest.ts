/**
 * Rows per second from the caller's data to an acknowledged request, against a server that reads and forgets (in a process of its own), beside what else writes to
 * Arc from JavaScript. Four requests are in flight at a time. The floor is sending bodies that were made before.
 *
 * With ARC_URL and ARC_TOKEN the same cases, without InfluxDB's client, also run against that server.
 */
import assert from 'node:assert/strict'
import { InfluxDB, Point, type WriteApi } from '@influxdata/influxdb-client'
import { decode, Encoder } from '@msgpack/msgpack'
import { Packr } from 'msgpackr'
import { ArcClient } from '../src/index.ts'
import { BatchBuilder } from '../src/ingest/encoding/builder.ts'
import { resolveMeasurement } from '../src/ingest/measurement.ts'
import { resolveConfig } from '../src/options.ts'
import { ArcHttp } from '../src/transport/http.ts'
import { type BenchCase, printMachine, runBench, startDiscardServer } from './harness.ts'
import { createWorkload, ROWS, type Workload } from './workload.ts'

const IN_FLIGHT = 4
const PER_SLOT = 8
const MSGPACK_PATH = '/api/v1/write/msgpack'

export async function run(): Promise<void> {
  printMachine(['@msgpack/msgpack', 'msgpackr', '@influxdata/influxdb-client'])
  const server = await startDiscardServer()
  try {
    const title = `ingest: ${ROWS} rows × time, tag, 5 floats per request, ${IN_FLIGHT} in flight, discard server`
    await using cases = casesFor(server.url, undefined)
    await runBench([...cases.arc, cases.influx], { title, turnMs: 250, turns: 11 })
  } finally {
    await server.close()
  }
  const { ARC_URL, ARC_TOKEN } = process.env
  if (!ARC_URL) return
  await using cases = casesFor(ARC_URL, ARC_TOKEN)
  await runBench(cases.arc, { title: `ingest: the same against ${ARC_URL}`, turnMs: 400, turns: 15 })
}

interface Cases extends AsyncDisposable {
  readonly arc: readonly BenchCase[]
  readonly influx: BenchCase
}

function casesFor(url: string, token: string | undefined): Cases {
  const workload = createWorkload()
  const { time, host, codes, dictionary, floats, typedFloats, rows } = workload
  const arc = new ArcClient({ url, token, compression: 'none' })
  const http = new ArcHttp(resolveConfig({ url, compression: 'none' }), token)
  const measurement = resolveMeasurement('bench_cpu')
  const typed = { time: Float64Array.from(time), host: { codes, dictionary }, ...typedFloats }
  const arrays = { time, host, ...floats }
  const [ready] = new BatchBuilder(measurement).encodeColumns(typed)
  assert(ready !== undefined)
  const { body } = ready
  const expected = decode(body)

  const sendReady = (): Promise<unknown> =>
    http.request({ operation: 'bench', method: 'POST', path: MSGPACK_PATH, body, kind: 'write', retry: 'never' })
  const official = new Encoder()
  const packr = new Packr({ useRecords: false, variableMapSize: true })
  const generic = { m: 'bench_cpu', columns: { time: time.map((millis) => millis * 1000), host, ...floats } }
  const viaFetch = async (encoded: Uint8Array): Promise<void> => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const response = await fetch(url + MSGPACK_PATH, {
      method: 'POST',
      body: encoded as Uint8Array<ArrayBuffer>,
      headers,
    })
    await response.arrayBuffer()
    assert.equal(response.status, 204)
  }
  const inFlight = (name: string, bytes: number, send: () => Promise<unknown>, check?: () => unknown): BenchCase => ({
    name,
    rows: ROWS * IN_FLIGHT * PER_SLOT,
    bytes: bytes * IN_FLIGHT * PER_SLOT,
    // Each slot sends its next request when its last one is answered. All four at once, then a wait for the slowest, would
    // mostly measure how long the server idles.
    run: () =>
      Promise.all(
        Array.from({ length: IN_FLIGHT }, async () => {
          for (let i = 0; i < PER_SLOT; i++) await send()
        }),
      ),
    ...(check && { check }),
  })
  const ours = (name: string, send: () => Promise<{ bytes: number }>): BenchCase =>
    inFlight(name, body.length, send, async () => assert.equal((await send()).bytes, body.length))
  const rival = (name: string, encode: () => Uint8Array): BenchCase =>
    inFlight(
      name,
      encode().length,
      () => viaFetch(encode()),
      () => assert.deepEqual(decode(encode()), expected),
    )

  return {
    arc: [
      inFlight('floor: ready-made bodies', body.length, sendReady),
      ours('write.columns, typed arrays, dictionary', () => arc.write.columns('bench_cpu', typed)),
      ours('write.columns, arrays', () => arc.write.columns('bench_cpu', arrays)),
      ours('write.rows, row objects', () => arc.write.rows('bench_cpu', rows)),
      rival('msgpackr + fetch', () => packr.pack(generic)),
      rival('@msgpack/msgpack + fetch', () => official.encode(generic)),
    ],
    influx: influxCase(url, workload),
    async [Symbol.asyncDispose]() {
      await Promise.all([arc.close(), http.close()])
    },
  }
}

/** As its documentation has it: points into a WriteApi, which batches and sends. */
function influxCase(url: string, { rows }: Workload): BenchCase {
  const open = (): WriteApi =>
    new InfluxDB({ url, token: 'x' }).getWriteApi('org', 'bench', 'ms', {
      batchSize: ROWS,
      flushInterval: 0,
      maxRetries: 0,
    })
  const api = open()
  const toPoint = (row: Workload['rows'][number]): Point =>
    new Point('bench_cpu')
      .tag('host', row.host)
      .floatField('a', row.a)
      .floatField('b', row.b)
      .floatField('c', row.c)
      .floatField('d', row.d)
      .floatField('e', row.e)
      .timestamp(row.time)
  const [first] = rows
  assert(first !== undefined)
  return {
    name: '@influxdata/influxdb-client',
    rows: ROWS,
    run: async () => {
      for (const row of rows) api.writePoint(toPoint(row))
      await api.flush()
    },
    check: () =>
      assert.match(
        String(toPoint(first)),
        /^bench_cpu,host=server-\d+ a=[\d.]+,b=[\d.]+,c=[\d.]+,d=[\d.]+,e=[\d.]+ 1704067200000$/,
      ),
  }
}
