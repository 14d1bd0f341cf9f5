/**
 * `npm run test:package`: what a user installs. Packs both tarballs and lints them, installs the client into an empty project
 * without its optional peer and measures it, installs the test kit without the client, and runs the sample project of
 * testing/example from both.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/**
 * What `import { ArcClient }` may weigh, minified and gzipped, without what is loaded on first use. The aim is 38 kB; this is
 * the ceiling that keeps it from growing while it is above.
 */
const MAX_CLIENT_KILOBYTES = 53.5

const root = new URL('../', import.meta.url).pathname
const scratch = mkdtempSync(join(tmpdir(), 'arc-package-'))
try {
  run(root, 'npm', 'run', '--silent', 'build')
  const client = pack(root)
  const kit = pack(join(root, 'testing'))
  lint(client)
  lint(kit)
  const bare = install(client, 'bare')
  worksWithoutPeer(bare)
  compilesWithoutPeer(bare)
  leadsToSource(bare, 'arc-tsdb-client', 'class', 'ArcClient')
  await staysSmall(bare)
  printImportTime(bare)
  const alone = install(kit, 'kit-alone')
  servesAlone(alone)
  compiles(
    alone,
    `
    import { startTestServer } from 'arc-tsdb-testing'
    // @ts-expect-error: the types of the package are there, and checked
    startTestServer({ port: '8000' })`,
  )
  leadsToSource(alone, 'arc-tsdb-testing', 'function', 'startTestServer')
  runsSampleProject(client, kit)
} finally {
  rmSync(scratch, { recursive: true })
}

function pack(folder: string): string {
  const [packed] = JSON.parse(
    run(folder, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', scratch),
  ) as [{ filename: string; unpackedSize: number; entryCount: number }]
  console.log(`${packed.filename}: ${packed.entryCount} files, ${Math.round(packed.unpackedSize / 1000)} kB unpacked`)
  return join(scratch, packed.filename)
}

function lint(tarball: string): void {
  console.log(run(root, 'npx', 'publint', 'run', '--strict', tarball).trim())
  // ESM only: `require()` of ES modules works on every supported Node, and resolution modes before NodeNext have no `exports`.
  run(root, 'npx', 'attw', tarball, '--profile', 'esm-only', '--exclude-entrypoints', 'openapi.json', 'package.json')
  console.log('types resolve (attw)')
}

function install(tarball: string, name: string): string {
  const project = join(scratch, name)
  run(root, 'mkdir', project)
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name, private: true, type: 'module' }))
  run(project, 'npm', 'install', '--no-audit', '--no-fund', '--silent', tarball)
  return project
}

function worksWithoutPeer(project: string): void {
  for (const name of ['apache-arrow', '@duckdb/node-api', 'msw']) {
    if (existsSync(join(project, 'node_modules', name))) throw new Error(`the client brings ${name} along`)
  }
  const script = `
    import { ArcClient, sql } from 'arc-tsdb-client'
    import openapi from 'arc-tsdb-client/openapi.json' with { type: 'json' }
    const messages = []
    await using arc = new ArcClient({ url: 'http://127.0.0.1:9', retry: false })
    await arc.query.rows(sql\`SELECT 1\`).catch((error) => messages.push(error.name))
    messages.push(openapi.openapi)
    console.log(JSON.stringify(messages))`
  // Node 20 cannot parse \`await using\`; esbuild lowers it as a user's own toolchain would.
  writeFileSync(join(project, 'main.ts'), script)
  run(
    root,
    'npx',
    'esbuild',
    join(project, 'main.ts'),
    '--target=node20.19',
    '--format=esm',
    `--outfile=${join(project, 'main.js')}`,
    '--log-level=error',
  )
  const [name, version] = JSON.parse(run(project, 'node', 'main.js')) as string[]
  if (name !== 'ArcConnectionError') throw new Error(`the main entry: expected ArcConnectionError, got ${name}`)
  if (!version?.startsWith('3.1')) throw new Error(`openapi.json: expected OpenAPI 3.1, got ${version}`)
  console.log('without the optional peer: the client works')
}

/** The names that the declarations promise exist at run time. */
function compilesWithoutPeer(project: string): void {
  const values = JSON.parse(
    run(
      project,
      'node',
      '--input-type=module',
      '--eval',
      "console.log(JSON.stringify(Object.keys(await import('arc-tsdb-client'))))",
    ),
  ) as string[]
  compiles(
    project,
    `
    import * as client from 'arc-tsdb-client'
    type Value = ${values.map((name) => JSON.stringify(name)).join(' | ')}
    export const onlyDeclared: [Exclude<keyof typeof client, Value>] extends [never] ? true : false = true
    export const rows: Promise<{ n: number }[]> = new client.ArcClient({ url: '' }).query.rows<{ n: number }>('')`,
  )

  // The bundler numbers the second type of a name: an editor would show `RowsOptions$1`, which nobody can import.
  const declarations = readFileSync(join(project, 'node_modules/arc-tsdb-client/dist/index.d.ts'), 'utf8')
  const [numbered] = /\b\w+\$\d+\b/.exec(declarations) ?? []
  if (numbered !== undefined) throw new Error(`the declarations have a type ${numbered}: give it a name of its own`)
}

/** The kit needs nothing that is not installed with it, on the command line either. */
function servesAlone(project: string): void {
  writeFileSync(
    join(project, 'main.js'),
    `import { arcHandlers, startTestServer } from 'arc-tsdb-testing'
    const server = await startTestServer()
    const answer = await fetch(server.url + '/api/v1/query/arrow', {
      method: 'POST',
      headers: { authorization: 'Bearer ' + server.token, 'content-type': 'application/json' },
      body: JSON.stringify({ sql: 'SELECT 1 AS one' }),
    })
    console.log(answer.status, (await answer.arrayBuffer()).byteLength > 100, [...arcHandlers({ url: server.url })].length)
    await server.close()`,
  )
  const printed = run(project, 'node', 'main.js').trim()
  if (printed !== '200 true 1') throw new Error(`the test kit alone: expected an Arrow answer, got ${printed}`)
  run(project, 'npx', '--no-install', 'arc-test-server', '--help')
  console.log('the test kit works without the client')
}

/** The strictest consumers check the declarations of their libraries too. */
function compiles(project: string, source: string): void {
  writeFileSync(join(project, 'types.ts'), source)
  for (const [module, moduleResolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
    ['commonjs', 'node10'],
  ] as const) {
    writeFileSync(
      join(project, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          module,
          moduleResolution,
          target: 'es2022',
          lib: ['ES2022', 'ESNext.Disposable', 'DOM', 'DOM.AsyncIterable'],
          strict: true,
          exactOptionalPropertyTypes: true,
          skipLibCheck: false,
          types: [],
          noEmit: true,
        },
        files: ['types.ts'],
      }),
    )
    run(root, 'npx', 'tsc', '-p', project)
  }
  console.log(`${basename(project)}: types check, with skipLibCheck off`)
}

/** "Go to definition" in an editor follows the maps of the declarations into the sources, which are in the package too. */
function leadsToSource(project: string, name: string, keyword: string, exported: string): void {
  const declaration = `${keyword} ${exported}`
  const folder = join(project, 'node_modules', name, 'dist')
  const lines = readFileSync(join(folder, 'index.d.ts'), 'utf8').split('\n')
  const line = lines.findIndex((text) => text.startsWith(`declare ${declaration}`))
  const map = new SourceMap(JSON.parse(readFileSync(join(folder, 'index.d.ts.map'), 'utf8')))
  const at = map.findEntry(line, lines[line]?.indexOf(exported) ?? 0)
  if (!('originalSource' in at)) throw new Error(`${name}: ${declaration} leads nowhere`)
  const source = readFileSync(join(folder, at.originalSource), 'utf8').split('\n')[at.originalLine]
  if (!source?.includes(declaration)) throw new Error(`${name}: ${declaration} leads to ${JSON.stringify(source)}`)
  console.log(`${name}: declarations lead to their sources`)
}

async function staysSmall(project: string): Promise<void> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: "export { ArcClient } from 'arc-tsdb-client'", resolveDir: project },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external: ['apache-arrow'],
    outdir: join(project, 'bundle'),
    metafile: true,
    write: false,
  })
  for (const { path, text } of outputFiles) {
    if (/["']node:/.test(text)) throw new Error(`the browser bundle imports a node: module in ${path}`)
  }
  const atOnce = new Set<string>()
  const add = (path: string) => {
    if (atOnce.has(path)) return
    atOnce.add(path)
    for (const { path: next, kind } of metafile.outputs[path]?.imports ?? []) if (kind === 'import-statement') add(next)
  }
  for (const [path, { entryPoint }] of Object.entries(metafile.outputs)) if (entryPoint === '<stdin>') add(path)
  const names = [...atOnce].map((path) => path.split('/').pop())
  const kilobytes = (files: typeof outputFiles) =>
    files.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0) / 1000
  const initial = kilobytes(outputFiles.filter(({ path }) => names.includes(path.split('/').pop())))
  console.log(
    `import { ArcClient }: ${initial.toFixed(1)} kB min+gzip (ceiling ${MAX_CLIENT_KILOBYTES}), ${kilobytes(outputFiles).toFixed(1)} kB with all that loads on first use`,
  )
  if (initial > MAX_CLIENT_KILOBYTES) throw new Error('the client is over its size ceiling')
}

/** What a process that starts for one job pays. Printed, not checked: it depends on the machine, and on what else that does. */
function printImportTime(project: string): void {
  const script = `
    const [start, before] = [performance.now(), process.cpuUsage()]
    await import('arc-tsdb-client')
    const { user, system } = process.cpuUsage(before)
    console.log(JSON.stringify([performance.now() - start, (user + system) / 1000]))`
  const times = Array.from({ length: 10 }, () =>
    JSON.parse(run(project, 'node', '--input-type=module', '--eval', script)),
  ) as [elapsed: number, cpu: number][]
  const [elapsed, cpu] = [0, 1].map((at) => Math.min(...times.map((each) => each[at] ?? Number.NaN)).toFixed(0))
  console.log(
    `import of the client on Node ${process.versions.node}: ${elapsed} ms, ${cpu} ms of CPU (best of 10; aim 30 ms)`,
  )
}

/** The tarballs take the place of the published packages. */
function runsSampleProject(client: string, kit: string): void {
  const project = join(scratch, 'sample')
  cpSync(join(root, 'testing/example'), project, { recursive: true, filter: (path) => !path.includes('node_modules') })
  const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
    devDependencies: Record<string, string>
  }
  manifest.dependencies['arc-tsdb-client'] = `file:${client}`
  manifest.devDependencies['arc-tsdb-testing'] = `file:${kit}`
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest))
  run(project, 'npm', 'install', '--no-audit', '--no-fund', '--silent')
  run(project, 'npm', 'test')
  console.log('testing/example: passes from the tarballs')
}

function run(cwd: string, command: string, ...args: readonly string[]): string {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    throw new Error(`${command} ${args.join(' ')} failed\n${stdout}\n${stderr}`)
  }
}
