/**
 * Benchmarks that can be compared: all cases of a run take turns in one process, so that whatever else the machine does meets them alike.
 *
 * A case is warmed up, sized so that one turn takes about `turnMs`, then given `turns` turns in an order that rotates. What is printed is the median of its
 * turns, the best of them, the spread between the quartiles, the ratio to the reference case, and the CPU seconds of this process per million rows.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { cpus, loadavg, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** One thing to measure. */
export interface BenchCase {
  readonly name: string
  /** Rows that one call of `run` deals with. */
  readonly rows: number
  /** Bytes that one call produces or sends; printed as MB/s. */
  readonly bytes?: number | undefined
  /** The work is done by another process, whose CPU time is not known here. */
  readonly runsElsewhere?: boolean
  run(): unknown
  /** Throws when the case does not do what its name says. Called once, before anything is measured. */
  check?(): unknown
}

export interface BenchOptions {
  /** What the report knows the table by. */
  readonly id: string
  readonly title: string
  /** The case that the others are compared with. @default the first */
  readonly reference?: string | undefined
  /** Turns per case. @default 15 */
  readonly turns?: number
  /** Length of a turn, in milliseconds. @default 60 */
  readonly turnMs?: number
}

export interface BenchResult {
  readonly name: string
  /** Median. */
  readonly rowsPerSecond: number
  /** Of the least disturbed turn: what to look at on a machine that is busy with other things. */
  readonly bestRowsPerSecond: number
  readonly megabytesPerSecond: number | undefined
  /** Distance between the quartiles over the median. */
  readonly spread: number
  /** To the reference; above 1 is faster. */
  readonly ratio: number
  /** Of this process; `undefined` where another one works. */
  readonly cpuSecondsPerMillionRows: number | undefined
}

/** The results of one run, as they are printed and kept. */
export interface BenchTable {
  readonly id: string
  readonly title: string
  readonly reference: string
  readonly results: readonly BenchResult[]
}

/** `--quick` is for those who change a benchmark: all of it runs, and its figures mean nothing. */
export const IS_QUICK = process.argv.includes('--quick')

/** The report asks for everything, what must be installed first included. */
export const IS_REPORT = process.argv.includes('--report')

/** Checks every case, measures them in turns, prints a table and returns it. */
export async function runBench(cases: readonly BenchCase[], options: BenchOptions): Promise<BenchTable> {
  for (const { name, check } of cases) {
    try {
      await check?.()
    } catch (error) {
      throw new Error(`${name}: the check failed`, { cause: error })
    }
  }
  const { turns, turnMs } = IS_QUICK ? { turns: 2, turnMs: 10 } : { turns: 15, turnMs: 60, ...options }
  const samples = new Map<string, { seconds: number[]; cpu: number[] }>()
  const repeats = new Map<string, number>()
  for (const one of cases) {
    samples.set(one.name, { seconds: [], cpu: [] })
    repeats.set(one.name, await repeatsFor(one, turnMs))
  }
  for (let turn = 0; turn < turns; turn++) {
    for (let i = 0; i < cases.length; i++) {
      const one = cases[(i + turn) % cases.length] as BenchCase
      const { seconds, cpu } = await measure(one, repeats.get(one.name) ?? 1)
      samples.get(one.name)?.seconds.push(seconds)
      samples.get(one.name)?.cpu.push(cpu)
    }
  }
  const reference = options.reference ?? (cases[0] as BenchCase).name
  const results = resultsOf(cases, samples, reference)
  print(options.title, results)
  return { id: options.id, title: options.title, reference, results }
}

/** The machine and the versions that the figures belong to. */
export function printMachine(packages: readonly string[] = []): void {
  console.log(describeMachine())
  if (packages.length > 0) console.log(packages.map((name) => `${name} ${versionOf(name)}`).join(' · '))
}

export function describeMachine(): string {
  const cores = cpus()
  const load = loadavg()
    .map((value) => value.toFixed(2))
    .join(' ')
  return (
    `${cores.length} × ${cores[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${load}, ` +
    `${process.platform}/${process.arch}, Node ${process.versions.node}, V8 ${process.versions.v8}`
  )
}

/** An HTTP server in a process of its own that reads and forgets. */
export interface DiscardServer {
  readonly url: string
  /** What has arrived so far. */
  stats(): Promise<{ readonly requests: number; readonly bytes: number }>
  close(): Promise<void>
}

/** Starts a {@link DiscardServer}: `204` to everything. */
export async function startDiscardServer(): Promise<DiscardServer> {
  const script = fileURLToPath(new URL('discard-server.mjs', import.meta.url))
  const child: ChildProcess = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (line: Buffer) => resolve(line.toString().trim()))
    child.once('exit', (code) => reject(new Error(`the discard server ended with ${code}`)))
  })
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    stats: async () => (await (await fetch(`${url}/stats`)).json()) as { requests: number; bytes: number },
    close: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.kill()
      }),
  }
}

async function repeatsFor(one: BenchCase, turnMs: number): Promise<number> {
  // Long enough for the optimising compiler to have settled.
  const warmUntil = performance.now() + 2 * turnMs
  let calls = 0
  const start = performance.now()
  do {
    await one.run()
    calls++
  } while (performance.now() < warmUntil)
  return Math.max(1, Math.round(turnMs / ((performance.now() - start) / calls)))
}

setFlagsFromString('--expose-gc')
// Otherwise the collections between turns throw away the compiled code of cases that wait for theirs.
setFlagsFromString('--no-flush-bytecode')
const collectGarbage = runInNewContext('gc') as () => void

async function measure(one: BenchCase, repeats: number): Promise<{ seconds: number; cpu: number }> {
  // Nobody pays for the garbage of the case before. A collection also throws away code that was compiled for shapes of
  // which no object was left; the call that has it compiled again is not what is measured.
  collectGarbage()
  await one.run()
  const cpuBefore = process.cpuUsage()
  const start = performance.now()
  for (let i = 0; i < repeats; i++) {
    const pending = one.run()
    if (pending instanceof Promise) await pending
  }
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(cpuBefore)
  return { seconds: seconds / repeats, cpu: (user + system) / 1e6 / repeats }
}

function resultsOf(
  cases: readonly BenchCase[],
  samples: ReadonlyMap<string, { seconds: number[]; cpu: number[] }>,
  referenceName: string,
): BenchResult[] {
  const rate = (one: BenchCase): number => one.rows / quantile(samples.get(one.name)?.seconds ?? [], 0.5)
  const reference = cases.find((one) => one.name === referenceName)
  if (reference === undefined) throw new Error(`there is no case ${referenceName}`)
  return cases.map((one) => {
    const { seconds, cpu } = samples.get(one.name) ?? { seconds: [], cpu: [] }
    const median = quantile(seconds, 0.5)
    return {
      name: one.name,
      rowsPerSecond: rate(one),
      bestRowsPerSecond: one.rows / quantile(seconds, 0),
      megabytesPerSecond: one.bytes === undefined ? undefined : one.bytes / median / 1e6,
      spread: (quantile(seconds, 0.75) - quantile(seconds, 0.25)) / median,
      ratio: rate(one) / rate(reference),
      cpuSecondsPerMillionRows: one.runsElsewhere ? undefined : (quantile(cpu, 0.5) / one.rows) * 1e6,
    }
  })
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * q
  const low = sorted[Math.floor(at)] ?? Number.NaN
  const high = sorted[Math.ceil(at)] ?? Number.NaN
  return low + (high - low) * (at - Math.floor(at))
}

function print(title: string, results: readonly BenchResult[]): void {
  const width = Math.max(...results.map(({ name }) => name.length))
  console.log(`\n${title}`)
  console.log(
    `${'case'.padEnd(width)}  ${'M rows/s'.padStart(9)} ${'best'.padStart(7)} ${'MB/s'.padStart(7)} ${'spread'.padStart(7)} ${'ratio'.padStart(7)} ${'CPU s/M rows'.padStart(13)}`,
  )
  for (const result of results) {
    const cells = [
      (result.rowsPerSecond / 1e6).toFixed(2).padStart(9),
      (result.bestRowsPerSecond / 1e6).toFixed(2).padStart(7),
      (result.megabytesPerSecond?.toFixed(0) ?? '').padStart(7),
      `${(result.spread * 100).toFixed(0)} %`.padStart(7),
      `${result.ratio.toFixed(2)}×`.padStart(7),
      (result.cpuSecondsPerMillionRows?.toFixed(4) ?? '').padStart(13),
    ]
    console.log(`${result.name.padEnd(width)}  ${cells.join(' ')}`)
  }
}

export function versionOf(name: string): string {
  const require = createRequire(import.meta.url)
  const searched = require.resolve.paths(name) ?? []
  for (const folder of searched) {
    try {
      return (require(`${folder}/${name}/package.json`) as { version: string }).version
    } catch {
      // Not in this folder.
    }
  }
  return 'not installed'
}
