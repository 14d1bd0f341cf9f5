/**
 * `npm run test:runtimes`: the built package on every runtime it promises, against one embedded Arc. The runtimes come from npm
 * for the occasion; Chromium is the one that is here (`npm run browser`).
 */
import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startTestServer } from 'arc-tsdb-testing'
import { build } from 'esbuild'
import { CHROMIUM, openBrowser } from '../test/browser/chromium.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')
/** npm and npx are scripts there. */
const shell = process.platform === 'win32'
const project = mkdtempSync(join(tmpdir(), 'arc-runtimes-'))
const require = createRequire(join(project, 'package.json'))

const runtimes: readonly (readonly [name: string, run: (url: string, token: string) => Promise<string>])[] = [
  ['node', (url, token) => commandLine('node', [], url, token, 'node')],
  ...(['22', '24', '26'] as const).map(
    (version) =>
      [
        `node ${version}`,
        (url: string, token: string) =>
          commandLine('npx', ['-y', '-p', `node@${version}`, '--', 'node'], url, token, `node ${version}`),
      ] as const,
  ),
  ['bun', (url, token) => commandLine('npx', ['-y', 'bun', 'run'], url, token, 'bun')],
  [
    'deno',
    (url, token) => commandLine('npx', ['-y', 'deno', 'run', '-A', '--node-modules-dir=manual'], url, token, 'deno'),
  ],
  ['chromium', inChromium],
  ['workerd', inWorkerd],
]

let failed = 0
try {
  prepare()
  await using server = await startTestServer()
  for (const [name, check] of runtimes) {
    try {
      console.log(`ok     ${await check(server.url, server.token)}`)
    } catch (error) {
      failed++
      console.log(`FAILED ${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
} finally {
  rmSync(project, { recursive: true, force: true })
}
console.log(`${runtimes.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

/** An empty project with both tarballs and the two runtimes that are libraries. */
function prepare(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell })
  const [client, kit] = JSON.parse(
    execFileSync(
      'npm',
      ['pack', '--json', '--ignore-scripts', '--pack-destination', project, root, join(root, 'testing')],
      { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], shell },
    ),
  ) as [{ filename: string }, { filename: string }]
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'runtimes', private: true, type: 'module' }))
  const packages = [
    join(project, client.filename),
    join(project, kit.filename),
    'apache-arrow@21.2.0',
    'miniflare@4.20260730.0',
  ]
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', ...packages], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell,
  })
  cpSync(join(root, 'test/runtimes'), project, { recursive: true })
}

async function commandLine(
  command: string,
  args: readonly string[],
  url: string,
  token: string,
  name: string,
): Promise<string> {
  const { stdout } = await run(command, [...args, 'main.js', url, token, name], {
    cwd: project,
    timeout: 120_000,
    shell,
  })
  return stdout.trim()
}

async function inChromium(url: string, token: string): Promise<string> {
  if (CHROMIUM === undefined) throw new Error('there is none here: npm run browser, or CHROMIUM=/path/to/chrome')
  const page = `${sourceFor('chromium', url, token)};run().then((text) => { document.title = text }, (error) => { document.title = 'FAILED ' + error.message })`
  const code = await bundled(page, ['browser'])
  const server = http.createServer((request, response) => {
    response.setHeader('content-type', request.url === '/main.js' ? 'text/javascript' : 'text/html')
    response.end(request.url === '/main.js' ? code : '<script type="module" src="/main.js"></script>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await using browser = await openBrowser()
    const tab = await browser.newPage()
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await tab.waitForFunction('document.title !== ""', undefined, { timeout: 60_000 })
    return assertHeld(await tab.title())
  } finally {
    server.close()
  }
}

async function inWorkerd(url: string, token: string): Promise<string> {
  const worker = `${sourceFor('workerd', url, token)};export default { async fetch() { return new Response(await run().catch((error) => 'FAILED ' + error.message)) } }`
  const { Miniflare } = require('miniflare') as { Miniflare: new (options: object) => Worker }
  const miniflare = new Miniflare({
    modules: true,
    script: await bundled(worker, ['workerd', 'worker', 'browser']),
    compatibilityDate: '2025-09-01',
  })
  try {
    return assertHeld(await (await miniflare.dispatchFetch('http://localhost/')).text())
  } finally {
    await miniflare.dispose()
  }
}

interface Worker {
  dispatchFetch(url: string): Promise<Response>
  dispose(): Promise<void>
}

/** The source of a bundle for `runtime`, up to the call of `run()`, which resolves with one line or rejects. */
function sourceFor(runtime: string, url: string, token: string): string {
  return `
    import * as library from 'arc-tsdb-client'
    import { behaviour } from './behaviour.js'
    const run = async () => {
      const held = await behaviour(library, ${JSON.stringify({ url, token, runtime })})
      return ${JSON.stringify(runtime)} + ': ' + held.length + ' checks hold'
    }`
}

async function bundled(contents: string, conditions: string[]): Promise<string> {
  const options = {
    bundle: true,
    format: 'esm',
    platform: 'browser',
    conditions,
    target: 'es2022',
    write: false,
  } as const
  const result = await build({ ...options, stdin: { contents, resolveDir: project } })
  return result.outputFiles[0]?.text ?? ''
}

function assertHeld(text: string): string {
  if (text.startsWith('FAILED')) throw new Error(text.slice('FAILED '.length))
  return text
}
