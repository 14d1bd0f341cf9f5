/**
 * `npm run fuzz -- [decoder…] [--for 60] [--seed 1] [--from 0] [--inputs 1000000]`: real bodies, mutated, through everything
 * that reads bytes from outside, by way of the public API and in one process.
 *
 * An input fails the run when it rejects with anything but an `ArcError`, when it takes more than 50 ms of CPU time each
 * time it is tried, or when it ends or freezes the process. Input N of a seed is always the same, so that a failure is seen again with
 * `--seed S --from N --inputs 1`.
 */
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { ArcError } from '../src/index.ts'
import { decoders } from './fuzz/decoders.ts'
import { randomOf } from './fuzz/mutate.ts'

const SLOW_MS = 50
/** Enough to see what is wrong. */
const MAX_PROBLEMS = 20

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    for: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    from: { type: 'string', default: '0' },
    inputs: { type: 'string', default: String(Number.MAX_SAFE_INTEGER) },
  },
})
const seed = Number(values.seed)
const from = Number(values.from)
const seconds = Number.parseFloat(values.for) * (values.for.endsWith('m') ? 60 : 1)
const names = positionals.length > 0 ? positionals : Object.keys(decoders)
const unknown = names.filter((name) => decoders[name] === undefined)
if (unknown.length > 0)
  throw new Error(`no decoder is called ${unknown}; there are: ${Object.keys(decoders).join(', ')}`)

const underWay = watchFreezes()
const counts: Record<string, number> = {}
const problems: string[] = []
let peakBytes = 0
process.on('unhandledRejection', (reason) => problems.push(`a rejection that nobody hears of: ${explain(reason)}`))

const endsAt = performance.now() + seconds * 1_000
for (let input = from; input < from + Number(values.inputs) && performance.now() < endsAt; input++) {
  if (problems.length >= MAX_PROBLEMS) break
  underWay[0] = input
  const name = names[input % names.length] ?? ''
  const problem = await tryInput(name, input)
  counts[name] = (counts[name] ?? 0) + 1
  if (problem !== undefined) problems.push(`${name}, input ${input}: ${problem}`)
  if (input % 500 === 0) peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
}

for (const problem of problems) console.error(`FAILED: ${problem}`)
const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
const parts = Object.entries(counts).map(([name, count]) => `${name} ${count.toLocaleString('en')}`)
console.log(
  `seed ${seed}: ${total.toLocaleString('en')} inputs (${parts.join(', ')}), ${problems.length} problems, at most ${Math.round(peakBytes / 1e6)} MB`,
)
process.exit(problems.length > 0 || total === 0 ? 1 : 0)

/** What is wrong with how the client takes this input, if anything. A slow one gets two more chances: a collection may have come in between. */
async function tryInput(name: string, input: number): Promise<string | undefined> {
  let fastestMs = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < 3; attempt++) {
    const before = process.cpuUsage()
    try {
      await decoders[name]?.(randomOf(seed, input))
    } catch (error) {
      if (!(error instanceof ArcError)) return explain(error)
    }
    // Not the time of a clock: on a busy machine that is others' time as well.
    const { user, system } = process.cpuUsage(before)
    fastestMs = Math.min(fastestMs, (user + system) / 1_000)
    if (fastestMs < SLOW_MS) return undefined
  }
  return `takes ${Math.round(fastestMs)} ms`
}

function explain(error: unknown): string {
  return error instanceof Error ? (error.stack ?? String(error)).split('\n').slice(0, 6).join('\n  ') : String(error)
}

/** A thread that ends the process when the number of the input under way has not changed for ten seconds. */
function watchFreezes(): Float64Array {
  const current = new Float64Array(new SharedArrayBuffer(8))
  const watch = `
    const { workerData: { current, seed } } = require('node:worker_threads')
    let seen = -1
    setInterval(() => {
      if (current[0] === seen) {
        require('node:fs').writeSync(2, 'FAILED: input ' + seen + ' of seed ' + seed + ' froze the process\\n')
        process.kill(process.pid, 'SIGKILL')
      }
      seen = current[0]
    }, 10_000)`
  new Worker(watch, { eval: true, workerData: { current, seed } }).unref()
  return current
}
