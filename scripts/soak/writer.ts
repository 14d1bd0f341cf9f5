/**
 * Many producers, many measurements, and a proxy that breaks more than half of all requests in twelve ways: every row
 * acknowledged must be in the database, and nothing but counted duplicates beside.
 */
import { setImmediate as turn } from 'node:timers/promises'
import { ArcClient } from '../../src/client.ts'
import { defineMeasurement } from '../../src/ingest/measurement.ts'
import type { WriterStats } from '../../src/ingest/writer/callbacks.ts'
import type { BufferedWriter } from '../../src/ingest/writer/writer.ts'
import { FAULTS, type FaultProxy, mulberry32, startProxy } from '../../test/proxy.ts'
import { openSoakTarget, type SoakTarget } from './writer-target.ts'

export interface WriterSoakOptions {
  readonly rows: number
  readonly measurements: number
  readonly producers: number
  readonly maxRows: number
  readonly maxBufferedBytes: number
  /** Probability of each of the twelve faults. */
  readonly faultRate: number
  readonly stallMs: number
  readonly timeoutMs: number
}

export interface WriterSoakReport {
  readonly seconds: number
  readonly stats: WriterStats
  readonly faults: FaultProxy['counts']
  /** In the database. */
  readonly rows: number
  readonly distinct: number
  readonly peakBufferedBytes: number
  readonly peakResidentBytes: number
  /** What is wrong; empty when all is well. */
  readonly problems: readonly string[]
}

export const FULL_SIZE: WriterSoakOptions = {
  rows: 10_000_000,
  measurements: 20,
  producers: 8,
  maxRows: 10_000,
  maxBufferedBytes: 64 * 1024 * 1024,
  faultRate: 0.045,
  stallMs: 1_500,
  timeoutMs: 1_000,
}

export const SHORT_SIZE: WriterSoakOptions = {
  ...FULL_SIZE,
  rows: 100_000,
  maxRows: 500,
  maxBufferedBytes: 2 * 1024 * 1024,
  stallMs: 250,
  timeoutMs: 200,
}

export async function run(short: boolean): Promise<readonly string[]> {
  const options = short ? SHORT_SIZE : FULL_SIZE
  const report = await soakWriter(options)
  const { stats, faults, seconds, rows, distinct } = report
  const mib = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`
  console.log(
    `${options.rows} rows, ${options.measurements} measurements, ${options.producers} producers, in ${seconds.toFixed(1)} s`,
  )
  console.log(
    `requests passed ${faults.passed}; faults: ${FAULTS.map((fault) => `${fault} ${faults[fault]}`).join(', ')}`,
  )
  console.log(
    `retries ${stats.retries}, splits ${stats.batchesSplit}, dropped ${stats.rowsDropped} rows, possible duplicates ${stats.possibleDuplicates}`,
  )
  console.log(
    `acknowledged ${stats.rowsAcknowledged}; in the database ${rows}, distinct ${distinct}, duplicates ${rows - distinct}`,
  )
  console.log(
    `held at most ${mib(report.peakBufferedBytes)} of ${mib(options.maxBufferedBytes)}; resident at most ${mib(report.peakResidentBytes)}`,
  )
  return report.problems
}

export async function soakWriter(options: WriterSoakOptions): Promise<WriterSoakReport> {
  const target = await openSoakTarget('writer_soak')
  const rates = Object.fromEntries(FAULTS.map((fault) => [fault, options.faultRate]))
  const proxy = await startProxy({ target: target.url, rates, stallMs: options.stallMs })
  const arc = new ArcClient({ url: proxy.url, token: target.token, database: target.database })
  try {
    return await soak(options, target, proxy, arc)
  } finally {
    await arc.close().catch(() => {})
    await proxy.close()
    await target.close()
  }
}

async function soak(
  options: WriterSoakOptions,
  target: SoakTarget,
  proxy: FaultProxy,
  arc: ArcClient,
): Promise<WriterSoakReport> {
  const peak = { buffered: 0, resident: 0 }
  const writer = arc.write.buffered({
    maxRows: options.maxRows,
    maxBufferedBytes: options.maxBufferedBytes,
    attemptTimeoutMs: options.timeoutMs,
    flushIntervalMs: 200,
    onError: () => {}, // there are thousands
    retry: { baseDelayMs: 5, maxDelayMs: 100 },
  })
  const sampler = setInterval(() => {
    peak.buffered = Math.max(peak.buffered, writer.stats.bytesBuffered)
    peak.resident = Math.max(peak.resident, process.memoryUsage().rss)
  }, 5)
  const start = performance.now()
  const problems: string[] = []
  const share = Math.ceil(options.rows / options.producers)
  try {
    await Promise.all(
      Array.from({ length: options.producers }, (_, i) =>
        produce(writer, options.measurements, i, i * share, Math.min(options.rows, (i + 1) * share)),
      ),
    )
    await writer.close({ timeoutMs: 600_000 }).catch((error: unknown) => problems.push(String(error)))
  } finally {
    clearInterval(sampler)
  }
  const seconds = (performance.now() - start) / 1000

  let rows = 0
  let distinct = 0
  for (let m = 0; m < options.measurements; m++) {
    const counted = await target.count(measurementName(m))
    rows += counted.rows
    distinct += counted.distinct
  }
  const { stats } = writer
  const expect = (holds: boolean, problem: string) => {
    if (!holds) problems.push(problem)
  }
  expect(distinct === options.rows, `${options.rows - distinct} of ${options.rows} rows are missing`)
  expect(
    rows - distinct <= stats.possibleDuplicates,
    `${rows - distinct} duplicates, and only ${stats.possibleDuplicates} were counted as possible`,
  )
  expect(stats.rowsAcknowledged === options.rows, `${stats.rowsAcknowledged} rows acknowledged of ${options.rows}`)
  expect(stats.rowsBuffered + stats.rowsInFlight + stats.bytesBuffered === 0, 'the closed writer still holds something')
  expect(peak.buffered <= options.maxBufferedBytes, `the writer held ${peak.buffered} bytes`)
  expect(
    FAULTS.every((fault) => proxy.counts[fault] > 0),
    'not every fault was tried',
  )
  return {
    seconds,
    stats,
    faults: { ...proxy.counts },
    rows,
    distinct,
    peakBufferedBytes: peak.buffered,
    peakResidentBytes: peak.resident,
    problems,
  }
}

const measurementName = (m: number) => `m${m}`

/** Appends the rows with ids `from` to `to - 1`, in pieces of every form, and yields now and then as a service does. */
async function produce(
  writer: BufferedWriter,
  measurements: number,
  seed: number,
  from: number,
  to: number,
): Promise<void> {
  const random = mulberry32(seed + 1)
  const defined = Array.from({ length: measurements }, (_, m) =>
    defineMeasurement(measurementName(m), { id: 'int64', producer: 'string', value: 'float64' }),
  )
  const time = Date.UTC(2024, 0, 1)
  for (let id = from; id < to; ) {
    const measurement = defined[Math.floor(random() * measurements)] as (typeof defined)[number]
    const count = Math.min(to - id, 1 + Math.floor(random() * 200))
    const ids = Array.from({ length: count }, (_, i) => id + i)
    const row = (i: number) => ({ time: time + i, id: i, producer: `p${seed}`, value: i / 7 })
    let room = true
    if (count < 20) for (const i of ids) room = writer.append(measurement, row(i))
    else if (count < 120) room = writer.append(measurement, ids.map(row))
    else {
      room = writer.appendColumns(measurement, {
        time: ids.map((i) => time + i),
        id: ids,
        producer: ids.map(() => `p${seed}`),
        value: Float64Array.from(ids, (i) => i / 7),
      })
    }
    id += count
    if (!room) await writer.ready()
    else if (random() < 0.1) await turn()
  }
}
