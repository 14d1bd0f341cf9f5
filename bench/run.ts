/**
 * `npm run bench -- <name>…`: runs benchmarks by name, or all of them. `--report` runs those of the report and writes it:
 * bench/results.json, and from it bench/RESULTS.md, the picture of README and its table. `--quick` only shows that all of it runs.
 */
import { readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type BenchTable, IS_QUICK } from './harness.ts'
import { type Benchmark, REPORTED, reportOf, writeReport } from './report.ts'

const notBenchmarks = new Set(['run', 'harness', 'workload', 'report', 'python-sdk'])
const known = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))
  .filter((name) => !notBenchmarks.has(name))
  .sort()

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { report: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
})
const unknown = positionals.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`No benchmark called ${unknown.join(', ')}; there are: ${known.join(', ')}`)
  process.exit(2)
}
const startedAt = performance.now()
const tables: BenchTable[] = []
for (const name of values.report ? REPORTED : positionals.length > 0 ? positionals : known) {
  const { run } = (await import(`./${name}.ts`)) as Benchmark
  tables.push(...((await run()) ?? []))
}
if (values.report) {
  const report = reportOf(tables, Math.round((performance.now() - startedAt) / 1000))
  if (!IS_QUICK) writeReport(report)
  console.log(`\n${Object.keys(report).join(', ')} ${IS_QUICK ? 'can be' : 'are'} written`)
}
