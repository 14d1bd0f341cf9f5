/**
 * `npm run test:installs [manager…]`: both tarballs, installed by npm, pnpm, yarn and bun into an empty project each, and
 * README's blocks pasted there below each other, into a file that is compiled and run twice against one embedded Arc.
 * `--built` takes the build that is there.
 */
import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { startTestServer } from 'arc-tsdb-testing'

/** How each installs what it is given; its own version is fixed here, since the newest may want a newer Node. */
const managers: Readonly<Record<string, readonly string[]>> = {
  npm: ['npm', 'install', '--no-audit', '--no-fund'],
  pnpm: ['npx', '-y', 'pnpm@10', 'add'],
  // Yarn 1 takes the newest version of every range and then fails on Node 20, where the others warn: msw's dependencies.
  yarn: ['npx', '-y', 'yarn@1.22.22', 'add', '--no-lockfile', '--ignore-engines'],
  bun: ['npx', '-y', 'bun@1', 'add'],
}

const root = join(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'arc-installs-'))
const run = promisify(execFile)
const { values, positionals: asked } = parseArgs({ options: { built: { type: 'boolean' } }, allowPositionals: true })
const shell = process.platform === 'win32'

let failed = 0
try {
  if (!values.built)
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell })
  const tarballs = [pack(root), pack(join(root, 'testing'))]
  const program = pasted(readFileSync(join(root, 'README.md'), 'utf8'))
  for (const [name, command] of Object.entries(managers)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    const startedAt = performance.now()
    try {
      await installAndRun(name, command, tarballs, program)
      console.log(`ok     ${name}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
    } catch (error) {
      failed++
      const {
        message,
        stdout = '',
        stderr = '',
      } = error as Error & { readonly stdout?: string; readonly stderr?: string }
      console.log(`FAILED ${name}: ${message}\n${stdout}\n${stderr}`)
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
process.exitCode = failed === 0 ? 0 : 1

async function installAndRun(
  name: string,
  [command = '', ...args]: readonly string[],
  tarballs: readonly string[],
  program: string,
): Promise<void> {
  const project = join(scratch, name)
  mkdirSync(project)
  // Not the manager's own name: npx would take the project for it.
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: `by-${name}`, private: true }))
  const packages = [...tarballs, 'apache-arrow@21', 'typescript@5.9', '@types/node@20']
  await run(command, [...args, ...packages], { cwd: project, timeout: 300_000, shell })

  writeFileSync(join(project, 'main.mts'), program)
  const compiler = join(project, 'node_modules/typescript/bin/tsc')
  const settings = ['--module', 'nodenext', '--target', 'es2022', '--strict', '--types', 'node', 'main.mts']
  await run(process.execPath, [compiler, ...settings], { cwd: project })

  await using server = await startTestServer()
  const env = { ...process.env, ARC_URL: server.url, ARC_TOKEN: server.token }
  const outcomes: string[] = []
  for (let i = 0; i < 2; i++) {
    const { stdout } = await run(process.execPath, ['main.mjs'], { cwd: project, env, timeout: 60_000 })
    outcomes.push(/^(created|changed|unchanged)$/m.exec(stdout)?.[1] ?? 'no policy')
  }
  if (outcomes.join() !== 'created,unchanged') throw new Error(`README's policy was ${outcomes.join(', then ')}`)
}

/** The TypeScript of a page, line by line. */
function pasted(page: string): string {
  return [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code).join('\n')
}

function pack(folder: string): string {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', scratch]
  const output = execFileSync('npm', args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell,
  })
  const [packed] = JSON.parse(output) as [{ readonly filename: string }]
  return join(scratch, packed.filename)
}
