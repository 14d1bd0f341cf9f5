/**
 * `npm test`: the checks of the project, one after the other, and one closing line that counts them; with `--all`
 * (`npm run test:all`, which CI runs) the slow ones, too. A failed check does not stop the ones after it: a run shows all
 * that is broken.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

interface Outcome {
  readonly passed: number
  readonly failed: number
}

const { values: asked } = parseArgs({ options: { all: { type: 'boolean' }, install: { type: 'boolean' } } })
const scratch = mkdtempSync(join(tmpdir(), 'arc-test-'))
const report = join(scratch, 'vitest.json')
const checks: readonly (readonly [name: string, run: () => Promise<Outcome>])[] = [
  ['lint', () => command('npm', 'run', '--silent', 'lint')],
  ['types', () => command('npm', 'run', '--silent', 'typecheck')],
  ['generated code is up to date', () => command('npm', 'run', '--silent', 'generate', '--', '--check')],
  ['unit, contract and docs tests', vitest],
  ['packaging', () => command('npm', 'run', '--silent', 'test:package')],
  // Works on the build that packaging made. Part of it: api/ and docs/options.md are current.
  ['what a release needs', () => command('npx', 'tsx', 'scripts/release.ts', '--dry-run', '--built')],
  ['demo', () => command('npm', 'run', '--silent', 'demo')],
]
/** What takes minutes, or installs something: CI runs it, and whoever asks. */
const slowChecks: typeof checks = [
  ['a Chromium', () => command('npm', 'run', '--silent', 'browser', ...(asked.install ? ['--', '--install'] : []))],
  ['a minute of fuzzing', () => command('npm', 'run', '--silent', 'fuzz', '--', '--for', '60')],
  ['the docs site, in Chromium', () => command('npm', 'run', '--silent', 'docs', '--', '--check')],
  [
    'the tarballs, installed by npm, pnpm, yarn and bun',
    () => command('npm', 'run', '--silent', 'test:installs', '--', '--built'),
  ],
  ['every runtime', () => command('npm', 'run', '--silent', 'test:runtimes')],
]

let passed = 0
let failed = 0
const summary: string[] = []
for (const [name, run] of asked.all ? [...checks, ...slowChecks] : checks) {
  console.log(`\n=== ${name}`)
  const startedAt = performance.now()
  const outcome = await run()
  passed += outcome.passed
  failed += outcome.failed
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  summary.push(
    `${outcome.failed === 0 ? 'ok    ' : 'FAILED'} ${name} (${outcome.passed} passed, ${outcome.failed} failed, ${seconds} s)`,
  )
}
rmSync(scratch, { recursive: true })
console.log(`\n${summary.join('\n')}`)
if (!asked.all) console.log(`Left out, and run by npm run test:all: ${slowChecks.map(([name]) => name).join('; ')}`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

/** A check that is one command counts as one. */
async function command(name: string, ...args: readonly string[]): Promise<Outcome> {
  const ok = (await exitCode(name, args)) === 0
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
}

/** Vitest counts its own tests; a run that ends badly without a failed test, such as an unhandled rejection, counts as one failure. */
async function vitest(): Promise<Outcome> {
  const code = await exitCode('npx', [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>
    const testsFailed = numFailedTests ?? 0
    return { passed: numPassedTests ?? 0, failed: code !== 0 && testsFailed === 0 ? 1 : testsFailed }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

function exitCode(name: string, args: readonly string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    spawn(name, args, { stdio: 'inherit', shell: process.platform === 'win32' })
      .on('error', reject)
      .on('exit', resolve)
  })
}
