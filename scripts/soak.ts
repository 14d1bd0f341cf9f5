/**
 * `npm run soak -- <name>… [--short]`: long tests under faults, by name, or all of them. Each prints its figures and
 * says what went wrong, if anything did.
 *
 * Without ARC_URL they run against an embedded Arc; with it, against that server (ARC_TOKEN), in databases of their
 * own.
 */
import { existsSync, readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: 'boolean', default: false } },
})
const directory = new URL('soak/', import.meta.url)
/** A part is a file that exports `run`; what it needs beside that lives in files named after it, `spool-child.ts`. */
const known = readdirSync(directory)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))
  .filter((name) => !existsSync(new URL(`${name.replace(/-[a-z]+$/, '')}.ts`, directory)) || !name.includes('-'))
  .sort()

const unknown = positionals.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`No soak called ${unknown.join(', ')}; there are: ${known.join(', ')}`)
  process.exit(2)
}
process.on('unhandledRejection', (reason) => {
  console.error('unhandled rejection:', reason)
  process.exitCode = 1
})
for (const name of positionals.length > 0 ? positionals : known) {
  const part = (await import(new URL(`${name}.ts`, directory).href)) as {
    run(short: boolean): Promise<readonly string[]>
  }
  console.log(`\n${name}${values.short ? ', short' : ''}`)
  const problems = await part.run(values.short)
  for (const problem of problems) console.error(`FAILED: ${problem}`)
  if (problems.length > 0) process.exitCode = 1
}
