/** Streams far more rows than fit in memory, and watches that it stays flat; then leaves streams early, and watches the sockets. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { ArcClient } from '../../src/client.ts'

export interface QuerySoakReport {
  readonly problems: readonly string[]
  /** Resident memory in MiB over each stream, by name. */
  readonly memory: Readonly<Record<string, readonly number[]>>
}

/** How much resident memory may still grow after the first tenth of a stream. */
const MAX_GROWTH_MIB = 96

/** One connection: a stream that kept it would block the next one. */
const options = { maxConnections: 1, queryTimeoutMs: 60_000 }

export async function run(short: boolean): Promise<readonly string[]> {
  const rows = short ? 2_000_000 : 20_000_000
  const { problems, memory } = await soakQuery(rows, process.env.ARC_URL ? ArcClient.fromEnv(options) : undefined)
  for (const [name, samples] of Object.entries(memory))
    console.log(`${name}, ${rows} rows: RSS ${samples.join(' ')} MiB`)
  return problems
}

/** Reads that many rows by `batches` and by `stream`, from a server that makes them up unless a client of another is given. */
export async function soakQuery(rows: number, arc?: ArcClient | undefined): Promise<QuerySoakReport> {
  const target = await openTarget(arc)
  const sql = `SELECT to_timestamp(i) AS time, 'server-' || (i % 100) AS host, i * 0.5 AS a, i * 0.25 AS b, i * 0.125 AS c FROM range(${rows}) AS r(i)`
  const problems: string[] = []
  const memory: Record<string, number[]> = {}
  const watch = async (name: string, items: AsyncIterable<unknown>, rowsOf: (item: unknown) => number) => {
    const samples: number[] = []
    let seen = 0
    for await (const item of items) {
      seen += rowsOf(item)
      while (seen >= ((samples.length + 1) * rows) / 10) samples.push(Math.round(process.memoryUsage.rss() / 2 ** 20))
    }
    memory[name] = samples
    // The replayed batches are whole: their rows may be a few more.
    if (seen < rows) problems.push(`${name}: ${seen} of ${rows} rows`)
    const growth = Math.max(...samples) - (samples[0] ?? 0)
    if (growth > MAX_GROWTH_MIB)
      problems.push(`${name}: resident memory grew by ${growth} MiB after the first tenth: ${samples.join(' ')}`)
  }
  try {
    await watch('batches', target.arc.query.batches(sql), (batch) => (batch as { numRows: number }).numRows)
    await watch('stream', target.arc.query.stream(sql), () => 1)
    await leaveEarly(target.arc, sql)
  } finally {
    await target.close()
  }
  return { problems, memory }
}

/** Breaks out of fifty streams. Ends in a time limit if one of them keeps the only connection. */
async function leaveEarly(arc: ArcClient, sql: string): Promise<void> {
  for (let i = 0; i < 50; i++) {
    for await (const _ of i % 2 === 0 ? arc.query.batches(sql) : arc.query.stream(sql)) break
  }
}

async function openTarget(arc: ArcClient | undefined): Promise<{ readonly arc: ArcClient; close(): Promise<void> }> {
  if (arc !== undefined) return { arc, close: () => arc.close() }
  const script = fileURLToPath(new URL('query-server.ts', import.meta.url))
  const child = fork(script, { execArgv: ['--conditions=arc-source', '--import', 'tsx'] })
  const [port] = (await once(child, 'message')) as [number]
  const own = new ArcClient({ url: `http://127.0.0.1:${port}`, ...options })
  return {
    arc: own,
    close: async () => {
      await own.close()
      child.disconnect()
    },
  }
}
