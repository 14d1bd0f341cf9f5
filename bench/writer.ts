/**
 * The buffered writer end to end, appends to acknowledgements, against a server that reads and forgets in a process of
 * its own; beside the writer of @influxdata/influxdb-client.
 *
 * Then how much it holds up the event loop at a steady million rows per second.
 */
import assert from 'node:assert/strict'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { InfluxDB, Point } from '@influxdata/influxdb-client'
import { createTransport } from '#platform'
import { ArcClient } from '../src/client.ts'
import type { Columns } from '../src/ingest/columns.ts'
import { BatchBuilder } from '../src/ingest/encoding/builder.ts'
import { resolveMeasurement } from '../src/ingest/measurement.ts'
import type { BufferedWriter } from '../src/ingest/writer/writer.ts'
import {
  type BenchCase,
  type BenchTable,
  type DiscardServer,
  IS_QUICK,
  printMachine,
  runBench,
  startDiscardServer,
} from './harness.ts'
import { createWorkload, ROWS, type Workload } from './workload.ts'

/** One turn: as many batches as keep every request slot busy for a while. */
const BATCHES = 16
const MEASUREMENTS = ['cpu', 'memory', 'disk', 'network'] as const

export async function run(): Promise<readonly BenchTable[]> {
  printMachine(['@influxdata/influxdb-client'])
  const server = await startDiscardServer()
  const arc = new ArcClient({ url: server.url })
  try {
    const workload = createWorkload()
    const table = await runBench(cases(server, arc, workload), {
      id: 'writer',
      title: `writer: ${BATCHES} × ${ROWS} rows × time, tag, 5 floats, 4 measurements, to the last acknowledgement`,
      reference: 'row objects, one append each',
      turns: 9,
      turnMs: 400,
    })
    await eventLoopDelay(arc, workload)
    return [table]
  } finally {
    await arc.close()
    await server.close()
  }
}

function cases(server: DiscardServer, arc: ArcClient, workload: Workload): BenchCase[] {
  const { time, host, codes, dictionary, floats, typedFloats, rows } = workload
  const arrays = { time, host, ...floats }
  const typed = { time: Float64Array.from(time), host: { codes, dictionary }, ...typedFloats }
  const ours = (name: string, append: (writer: BufferedWriter, measurement: string) => boolean): BenchCase => {
    const writer = arc.write.buffered({ maxRows: ROWS })
    const turn = async () => {
      for (let i = 0; i < BATCHES; i++) {
        if (!append(writer, MEASUREMENTS[i % MEASUREMENTS.length] as string)) await writer.ready()
        // A producer gets its data from somewhere. A mere `await` of nothing would starve the sockets: what is due at the
        // next tick waits until no promise is left to settle, and nothing would be sent before the last append.
        await nextTurn()
      }
      await writer.flush()
    }
    return {
      name,
      rows: BATCHES * ROWS,
      run: turn,
      check: async () => {
        const before = await server.stats()
        const acknowledged = writer.stats.rowsAcknowledged
        await turn()
        assert.equal(writer.stats.rowsAcknowledged - acknowledged, BATCHES * ROWS)
        assert.equal((await server.stats()).requests - before.requests, BATCHES)
      },
    }
  }
  return [
    floor(server, typed),
    ours('typed arrays, dictionary tag', (writer, measurement) => writer.appendColumns(measurement, typed)),
    ours('arrays', (writer, measurement) => writer.appendColumns(measurement, arrays)),
    ours('arrays of row objects', (writer, measurement) => writer.append(measurement, rows)),
    ours('row objects, one append each', (writer, measurement) => {
      let room = true
      for (const row of rows) room = writer.append(measurement, row)
      return room
    }),
    influx(server, workload),
  ]
}

/** The same number of finished bodies, four in flight, by the transport alone: what no writer can beat. */
function floor(server: DiscardServer, columns: Columns): BenchCase {
  const body = new BatchBuilder(resolveMeasurement('cpu')).encodeColumns(columns)[0]?.body
  const transport = createTransport({ maxConnections: 4, tls: undefined, fetch: undefined })
  const url = new URL('/api/v1/write/msgpack', server.url)
  const { signal } = new AbortController()
  const send = async () => {
    const response = await transport.send({ method: 'POST', url, headers: {}, body, signal })
    await response.read(() => {})
  }
  return {
    name: 'floor: finished bodies',
    rows: BATCHES * ROWS,
    bytes: BATCHES * (body?.length ?? 0),
    run: async () => {
      const slots = MEASUREMENTS.map(async () => {
        for (let i = 0; i < BATCHES / MEASUREMENTS.length; i++) await send()
      })
      await Promise.all(slots)
    },
  }
}

function influx(server: DiscardServer, { rows }: Workload): BenchCase {
  const client = new InfluxDB({ url: server.url, token: 'none' })
  return {
    name: '@influxdata/influxdb-client WriteApi',
    rows: ROWS,
    run: async () => {
      const api = client.getWriteApi('org', 'bucket', 'ms', { batchSize: ROWS, flushInterval: 0 })
      for (const row of rows) {
        const point = new Point('cpu').tag('host', row.host).timestamp(row.time)
        point.floatField('a', row.a).floatField('b', row.b).floatField('c', row.c).floatField('d', row.d)
        api.writePoint(point.floatField('e', row.e))
      }
      await api.close()
    },
  }
}

/** A producer that appends 1,000 row objects every millisecond, as a busy service does in small pieces. */
async function eventLoopDelay(arc: ArcClient, { rows }: Workload): Promise<void> {
  const seconds = IS_QUICK ? 1 : 4
  const writer = arc.write.buffered({ maxRows: ROWS })
  const histogram = monitorEventLoopDelay({ resolution: 1 })
  const start = performance.now()
  let appended = 0
  let baseline = true
  for (;;) {
    const elapsed = performance.now() - start
    if (baseline && elapsed > 500) {
      histogram.enable()
      baseline = false
    }
    if (elapsed > seconds * 1000) break
    const due = Math.min(Math.floor(elapsed * 1000), appended + 5_000)
    for (; appended < due; appended++) {
      writer.append(MEASUREMENTS[appended & 3] as string, rows[appended % ROWS] as (typeof rows)[number])
    }
    await sleep(1)
  }
  histogram.disable()
  await writer.close()
  const rate = appended / seconds / 1e6
  const { medianMs, p99Ms } = writer.stats.latency ?? { medianMs: Number.NaN, p99Ms: Number.NaN }
  console.log(
    `\nat ${rate.toFixed(2)} M rows/s: event loop delay median ${(histogram.percentile(50) / 1e6).toFixed(1)} ms, p99 ${(histogram.percentile(99) / 1e6).toFixed(1)} ms, ` +
      `max ${(histogram.max / 1e6).toFixed(1)} ms; acknowledgement median ${medianMs.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`,
  )
}
