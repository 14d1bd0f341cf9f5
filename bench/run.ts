/**
 * `npm run bench -- <name>…`: runs benchmarks by name, or all of them.
 */
import { readdirSync } from 'node:fs'

const notBenchmarks = new Set(['run', 'harness', 'workload'])
const known = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))
  .filter((name) => !notBenchmarks.has(name))
  .sort()

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`No benchmark called ${unknown.join(', ')}; there are: ${known.join(', ')}`)
  process.exit(2)
}
for (const name of asked.length > 0 ? asked : known) {
  const { run } = (await import(`./${name}.ts`)) as { run(): Promise<void> }
  await run()
}
