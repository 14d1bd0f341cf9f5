/**
 * `npm run test:integrations [name]`: each integration as a user has it. Installs the tarball into an empty project beside the
 * real library, oldest and newest, and runs scripts/installed/<name>.mjs there: against the embedded Arc, and against
 * ARC_URL as well where it is set. Prints what each entry weighs.
 */
import { execFile, execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { startTestServer } from 'arc-tsdb-testing'
import { build } from 'esbuild'
import manifest from '../package.json' with { type: 'json' }

/** Sets of packages that the script of each integration must pass with. */
const installations: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'arc-types': [['ts54@npm:typescript@5.4', 'ts59@npm:typescript@5.9', 'ts-latest@npm:typescript@latest']],
  kysely: [
    ['kysely@0.28.0', 'apache-arrow@21'],
    ['kysely@0.28', 'apache-arrow@21'],
    ['kysely@latest', 'apache-arrow@21'],
  ],
  otel: [
    ['api@1.9', 'core@2', 'sdk-metrics@2', 'sdk-trace-base@2', 'sdk-logs@0.223'].map(openTelemetry),
    ['api@1', 'core@3', 'sdk-metrics@3', 'sdk-trace@3', 'sdk-logs@3'].map(openTelemetry),
  ],
  pino: [['pino@9'], ['pino@latest']],
  winston: [['winston@3.10', 'winston-transport@4.9'], ['winston@latest']],
}

const root = new URL('../', import.meta.url).pathname
const scratch = mkdtempSync(join(tmpdir(), 'arc-integrations-'))
const asked = process.argv.slice(2)
const server = await startTestServer()
const targets = [{ ARC_URL: server.url, ARC_TOKEN: server.token }]
const { ARC_URL, ARC_TOKEN = '' } = process.env
if (ARC_URL) targets.push({ ARC_URL, ARC_TOKEN })
try {
  run(root, 'npm', ['run', '--silent', 'build'])
  const tarball = pack()
  for (const [name, sets] of Object.entries(installations)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    for (const [index, packages] of sets.entries()) {
      const project = install(tarball, `${name}-${index}`, packages)
      copyFileSync(join(root, 'scripts/installed', `${name}.mjs`), join(project, 'main.mjs'))
      // Not with execFileSync: the embedded server is in this process.
      for (const target of targets) console.log(await runScript(project, target, `${name} with ${packages.join(', ')}`))
      if (index === 0)
        console.log(`arc-tsdb-client/${name}: ${await weigh(project, name)} kB min+gzip, the client apart`)
    }
  }
} finally {
  await server.close()
  rmSync(scratch, { recursive: true })
}

function openTelemetry(name: string): string {
  return `@opentelemetry/${name}`
}

function pack(): string {
  const output = run(root, 'npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', scratch])
  const [packed] = JSON.parse(output) as [{ filename: string }]
  return join(scratch, packed.filename)
}

function install(tarball: string, name: string, packages: readonly string[]): string {
  const project = join(scratch, name)
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name, private: true, type: 'module' }))
  run(project, 'npm', ['install', '--no-audit', '--no-fund', '--silent', tarball, ...packages])
  return project
}

async function runScript(project: string, target: Record<string, string>, what: string): Promise<string> {
  const env = { ...process.env, ...target }
  return await new Promise((resolve, reject) => {
    execFile('node', ['main.mjs'], { cwd: project, env, timeout: 120_000 }, (error, stdout, stderr) => {
      if (error === null) resolve(`ok    ${what}: ${stdout.trim()}`)
      else reject(new Error(`${what} failed\n${stdout}\n${stderr}`))
    })
  })
}

async function weigh(project: string, name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(project, 'node_modules/arc-tsdb-client/dist/integrations', `${name}.js`)],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    external: [manifest.name, ...Object.keys(manifest.peerDependencies)],
    write: false,
  })
  return (outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0) / 1000).toFixed(1)
}

function run(cwd: string, command: string, args: readonly string[]): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
}
