/**
 * Rows per second from the caller's data to an acknowledged request, against a server that reads and forgets (in a process of its own), beside what else writes to
 * Arc from JavaScript. Four requests are in flight at a time. The floor is sending bodies that were made before.
 *
 * With ARC_URL and ARC_TOKEN the same cases, without the clients of other databases, also run against that server. Those show what
 * their encoding costs, not how fast their database is.
 */
import assert from 'node:assert/strict'
import { createClient } from '@clickhouse/client'
import { InfluxDB, Point, type WriteApi } from '@influxdata/influxdb-client'
import { InfluxDBClient, Point as Point3 } from '@influxdata/influxdb3-client'
import { decode, Encoder } from '@msgpack/msgpack'
import { Packr } from 'msgpackr'
import { ArcClient } from '../src/index.ts'
import { BatchBuilder } from '../src/ingest/encoding/builder.ts'
import { resolveMeasurement } from '../src/ingest/measurement.ts'
import { resolveConfig } from '../src/options.ts'
import { ArcHttp } from '../src/transport/http.ts'
import { type BenchCase, type BenchTable, IS_REPORT, printMachine, runBench, startDiscardServer } from './harness.ts'
import { startPythonSdk } from './python-sdk.ts'
import { createWorkload, ROWS, type Workload } from './workload.ts'

const IN_FLIGHT = 4
const PER_SLOT = 8
const MSGPACK_PATH = '/api/v1/write/msgpack'

export async function run(): Promise<readonly BenchTable[]> {
  printMachine([
    '@msgpack/msgpack',
    'msgpackr',
    '@influxdata/influxdb-client',
    '@influxdata/influxdb3-client',
    '@clickhouse/client',
  ])
  const tables: BenchTable[] = []
  const server = await startDiscardServer()
  try {
    const title = `ingest: ${ROWS} rows × time, tag, 5 floats per request, ${IN_FLIGHT} in flight, discard server`
    await using cases = casesFor(server.url, undefined)
    await using python = IS_REPORT ? await startPythonSdk(server, createWorkload()) : undefined
    const others = python === undefined ? cases.others : [...cases.others, python]
    tables.push(await runBench([...cases.arc, ...others], { id: 'ingest', title, turnMs: 250, turns: 11 }))
  } finally {
    await server.close()
  }
  const { ARC_URL, ARC_TOKEN } = process.env
  if (!ARC_URL) return tables
  await using cases = casesFor(ARC_URL, ARC_TOKEN)
  tables.push(
    await runBench(cases.arc, { id: 'ingest-arc', title: 'ingest: the same into Arc', turnMs: 400, turns: 11 }),
  )
  return tables
}

interface Cases extends AsyncDisposable {
  readonly arc: readonly BenchCase[]
  readonly others: readonly BenchCase[]
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

  const influx3 = new InfluxDBClient({ host: url, token: 'x', database: 'bench' })
  const clickhouse = createClient({ url })
  const json = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  const clickhouseCase = inFlight('@clickhouse/client, JSONEachRow', json.length, () =>
    clickhouse.insert({ table: 'bench_cpu', values: rows, format: 'JSONEachRow' }),
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
    others: [influxCase(url, workload), influx3Case(influx3, workload), clickhouseCase],
    async [Symbol.asyncDispose]() {
      await Promise.all([arc.close(), http.close(), influx3.close(), clickhouse.close()])
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

/** As its documentation has it: an array of points, written in one request. */
function influx3Case(client: InfluxDBClient, { rows }: Workload): BenchCase {
  const toPoint = (row: Workload['rows'][number]) =>
    Point3.measurement('bench_cpu')
      .setTag('host', row.host)
      .setFloatField('a', row.a)
      .setFloatField('b', row.b)
      .setFloatField('c', row.c)
      .setFloatField('d', row.d)
      .setFloatField('e', row.e)
      .setTimestamp(row.time)
  return {
    name: '@influxdata/influxdb3-client',
    rows: ROWS,
    run: () => client.write(rows.map(toPoint), undefined, undefined, { precision: 'ms' }),
    check: () =>
      assert.match(rows.slice(0, 1).map(toPoint)[0]?.toLineProtocol() ?? '', /^bench_cpu,host=server-\d+ a=[\d.]+,b=/),
  }
}
