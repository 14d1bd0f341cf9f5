/**
 * `npm run check`: what a contributor runs before a commit, in under a minute: lint, types, drift of the generated code and
 * the unit tests of what changed since the main branch. Prints the measures of the house as well.
 */
import { execFileSync, spawn } from 'node:child_process'
import { printMeasures } from './measures.ts'

const base = git('merge-base', 'HEAD', 'origin/main') ?? git('merge-base', 'HEAD', 'main') ?? 'HEAD'
const checks: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['lint', 'npm', 'run', '--silent', 'lint'],
  ['types', 'npx', 'tsc'],
  ['generated code', 'npm', 'run', '--silent', 'generate', '--', '--check'],
  [
    'unit tests of what changed',
    'npx',
    'vitest',
    'run',
    '--changed',
    base,
    '--passWithNoTests',
    'test/unit/',
    'testing/test/',
  ],
]
const outcomes = await Promise.all(checks.map(([, command, ...args]) => run(command, args)))
for (const [index, { ok, output }] of outcomes.entries()) {
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${checks[index]?.[0]}${ok ? '' : `\n${output}`}`)
}
printMeasures()
process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1

function git(...args: string[]): string | undefined {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return undefined
  }
}

function run(command: string, args: readonly string[]): Promise<{ readonly ok: boolean; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('close', (code) => resolve({ ok: code === 0, output }))
  })
}
