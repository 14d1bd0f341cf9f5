/**
 * Three servers that are restarted one after the other, behind proxies that also break, drip and answer 503, under a steady stream
 * of rows: every row must be in one of them, and nothing but counted duplicates beside. They share no data, so it is the union of
 * their rows that counts.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startTestServer, type TestServer } from 'arc-tsdb-testing'
import { ArcClient } from '../../src/client.ts'
import { defineMeasurement } from '../../src/ingest/measurement.ts'
import type { WriterStats } from '../../src/ingest/writer/callbacks.ts'
import type { Tracer } from '../../src/transport/tracing.ts'
import { FAULTS, type Fault, type FaultProxy, startProxy } from '../../test/proxy.ts'

export interface FailoverSoakOptions {
  readonly rows: number
  readonly rowsPerSecond: number
  readonly measurements: number
  /** How long a server runs before the next one is restarted. */
  readonly restartEveryMs: number
  /** How long a restart takes, at least. */
  readonly downMs: number
  /** Probability of what the proxies do to a write. */
  readonly faults: Partial<Record<Fault, number>>
}

export interface FailoverSoakReport {
  readonly seconds: number
  readonly stats: WriterStats
  readonly restarts: number
  /** Calls that went to another server than the one before. */
  readonly failovers: number
  readonly faults: Readonly<Record<string, number>>
  /** From the stop of the server that took the writes to the next acknowledgement, in milliseconds, shortest first. */
  readonly outagesMs: readonly number[]
  /** In all servers together. */
  readonly stored: number
  readonly distinct: number
  /** What is wrong; empty when all is well. */
  readonly problems: readonly string[]
}

const FULL_SIZE: FailoverSoakOptions = {
  rows: 6_000_000,
  rowsPerSecond: 100_000,
  measurements: 8,
  restartEveryMs: 2_000,
  downMs: 1_000,
  faults: { 'reset-before': 0.01, 'reset-after': 0.01, drip: 0.002, stall: 0.002, 502: 0.01, 503: 0.01 },
}

export const SHORT_SIZE: FailoverSoakOptions = {
  ...FULL_SIZE,
  rows: 200_000,
  measurements: 4,
  restartEveryMs: 400,
  downMs: 200,
  faults: { 'reset-after': 0.02, drip: 0.01, 502: 0.02, 503: 0.02 },
}

export async function run(short: boolean): Promise<readonly string[]> {
  const options = short ? SHORT_SIZE : FULL_SIZE
  const report = await soakFailover(options)
  const { stats, seconds, outagesMs: outages } = report
  const rate = Math.round(options.rows / seconds).toLocaleString('en')
  const at = (part: number) => (outages[Math.floor((outages.length - 1) * part)] ?? Number.NaN).toFixed(1)
  console.log(`${options.rows} rows in ${options.measurements} measurements in ${seconds.toFixed(1)} s: ${rate} rows/s`)
  console.log(
    `restarts ${report.restarts}; faults: ${Object.entries(report.faults)
      .map(([fault, n]) => `${fault} ${n}`)
      .join(', ')}`,
  )
  console.log(`failovers ${report.failovers}, retries ${stats.retries}, dropped ${stats.rowsDropped} rows`)
  console.log(
    `stored ${report.stored}, distinct ${report.distinct}, lost ${options.rows - report.distinct}; duplicates ${report.stored - report.distinct}, told ${stats.possibleDuplicates}`,
  )
  console.log(
    `from the stop of the serving server to the next acknowledgement: median ${at(0.5)} ms, longest ${at(1)} ms, of ${outages.length}`,
  )
  return report.problems
}

export async function soakFailover(options: FailoverSoakOptions): Promise<FailoverSoakReport> {
  const nodes = await Promise.all([1, 2, 3].map((seed) => RestartableArc.start(seed)))
  const route = new RouteTracer()
  const arc = new ArcClient({
    url: nodes.map(({ url }) => url),
    token: RestartableArc.token,
    retry: { baseDelayMs: 20, maxDelayMs: 200 },
    tracer: route,
  })
  try {
    return await soak(options, nodes, arc, route)
  } finally {
    await arc.close().catch(() => {})
    await Promise.all(nodes.map((node) => node.close()))
  }
}

async function soak(
  options: FailoverSoakOptions,
  nodes: readonly RestartableArc[],
  arc: ArcClient,
  route: RouteTracer,
): Promise<FailoverSoakReport> {
  const problems: string[] = []
  const acknowledgedAt: number[] = []
  const writer = arc.write.buffered({
    maxRows: 5_000,
    flushIntervalMs: 50,
    attemptTimeoutMs: 1_000,
    retry: { baseDelayMs: 5, maxDelayMs: 100 },
    onError: () => {},
    onFlush: () => void acknowledgedAt.push(performance.now()),
  })
  const measurements = Array.from({ length: options.measurements }, (_, m) =>
    defineMeasurement(`m${m}`, { id: 'int64', value: 'float64' }),
  )
  const startedAt = performance.now()
  for (const node of nodes) node.proxy.setRates(options.faults)
  let isDone = false
  const stops: number[] = []
  const restarting = (async () => {
    for (let i = 0; !isDone; i++) {
      await sleep(options.restartEveryMs)
      if (isDone) return
      const node = nodes[i % nodes.length] as RestartableArc
      const serves = node.url.endsWith(`:${route.port}`)
      const stoppedAt = performance.now()
      await node.restart(options.downMs)
      if (serves) stops.push(stoppedAt)
    }
  })()

  // As a service does it: what is due, every few milliseconds.
  for (let id = 0; id < options.rows; ) {
    const due = Math.floor(((performance.now() - startedAt) / 1_000) * options.rowsPerSecond)
    for (const measurement of measurements) {
      const count = Math.min(options.rows - id, Math.max(0, Math.ceil((due - id) / options.measurements)))
      if (count === 0) continue
      const ids = BigInt64Array.from({ length: count }, (_, i) => BigInt(id + i))
      const time = Float64Array.from({ length: count }, (_, i) => Date.UTC(2024, 0, 1) + ((id + i) % 3_600_000))
      const hasRoom = writer.appendColumns(measurement, { time, id: ids, value: Float64Array.from(time) })
      id += count
      if (!hasRoom) await writer.ready()
    }
    await sleep(5)
  }
  await writer.flush().catch((error: unknown) => problems.push(String(error)))
  const seconds = (performance.now() - startedAt) / 1_000
  isDone = true
  await restarting
  await writer.close().catch((error: unknown) => problems.push(String(error)))

  const seen = new Uint8Array(options.rows)
  let stored = 0
  for (const node of nodes) for (const { name } of measurements) stored += await node.readIds(name, seen)
  const distinct = seen.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0)
  const { stats } = writer
  const lost = options.rows - distinct
  if (lost > 0) problems.push(`${lost} of ${options.rows} rows are lost`)
  if (stored - distinct > stats.possibleDuplicates)
    problems.push(`${stored - distinct} duplicates, and only ${stats.possibleDuplicates} were told`)
  if (stats.rowsDropped > 0) problems.push(`${stats.rowsDropped} rows were dropped`)
  if (route.failovers === 0) problems.push('no call went on at another server')
  const outagesMs = stops
    .map((stop) => (acknowledgedAt.find((at) => at > stop) ?? Number.NaN) - stop)
    .sort((a, b) => a - b)
  const faults = Object.fromEntries(
    FAULTS.map((fault) => [fault, nodes.reduce((sum, { proxy }) => sum + proxy.counts[fault], 0)] as const).filter(
      ([, count]) => count > 0,
    ),
  )
  const restarts = nodes.reduce((sum, node) => sum + node.restarts, 0)
  return { seconds, stats, restarts, failovers: route.failovers, faults, outagesMs, stored, distinct, problems }
}

/** Where each write was acknowledged, from its span: the port of the server that answered it. */
class RouteTracer implements Tracer {
  port: unknown
  failovers = 0

  startSpan(_name: string, options?: { attributes?: Record<string, string | number | boolean> }) {
    let port = options?.attributes?.['server.port']
    let hasFailed = false
    return {
      setAttribute: (key: string, value: unknown) => {
        if (key === 'server.port') port = value as number
      },
      setStatus: () => {
        hasFailed = true
      },
      recordException: () => {},
      end: () => {
        if (hasFailed) return
        if (this.port !== undefined && this.port !== port) this.failovers++
        this.port = port
      },
    }
  }
}

/** An embedded Arc that keeps its files over a restart, behind a proxy that stays. */
class RestartableArc {
  static readonly token = 'soak-token-soak-token'
  readonly proxy: FaultProxy
  readonly #directory: string
  #server: TestServer
  restarts = 0

  private constructor(server: TestServer, proxy: FaultProxy, directory: string) {
    this.#server = server
    this.proxy = proxy
    this.#directory = directory
  }

  static async start(seed: number): Promise<RestartableArc> {
    const directory = await mkdtemp(join(tmpdir(), 'arc-failover-'))
    const server = await startTestServer({ token: RestartableArc.token, dataDir: directory })
    const proxy = await startProxy({ target: server.url, seed, stallMs: 5_000 })
    return new RestartableArc(server, proxy, directory)
  }

  get url(): string {
    return this.proxy.url
  }

  /** Connections break, what had arrived is stored, and the server goes and comes back. */
  async restart(downMs: number): Promise<void> {
    this.restarts++
    await this.proxy.down()
    await Promise.all([this.#stop(), sleep(downMs)])
    const port = Number(new URL(this.#server.url).port)
    this.#server = await startTestServer({ token: RestartableArc.token, dataDir: this.#directory, port })
    await this.proxy.up()
  }

  /** Counts the ids of a measurement in `seen`. Returns how many there are. */
  async readIds(measurement: string, seen: Uint8Array): Promise<number> {
    await using arc = new ArcClient({ url: this.#server.url, token: RestartableArc.token })
    await arc.write.makeVisible()
    const { columns } = await arc.query.columns(`SELECT id FROM ${measurement} AS m`)
    const ids = columns[0]?.values as ArrayLike<number | bigint> | undefined
    for (let i = 0; i < (ids?.length ?? 0); i++) {
      const id = Number(ids?.[i])
      seen[id] = (seen[id] ?? 0) + 1
    }
    return ids?.length ?? 0
  }

  async close(): Promise<void> {
    await this.proxy.close()
    await this.#server.close()
    await rm(this.#directory, { recursive: true, force: true })
  }

  async #stop(): Promise<void> {
    // What the proxy had passed on is still answered.
    while (this.#server.stats.rowsBuffered > this.#server.stats.rowsWritten) {
      await this.#server.flush()
      await sleep(5)
    }
    await this.#server.close()
  }
}
