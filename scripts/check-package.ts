/**
 * `npm run test:package`: what a user installs. Packs the tarball, lints it, measures it, installs it into an empty project
 * without the optional peers, and runs the sample project of examples/testing from it.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/**
 * What `import { ArcClient }` may weigh, minified and gzipped, without what is loaded on first use. The aim is 30 kB; this is
 * the ceiling that keeps it from growing while it is above.
 */
const MAX_CLIENT_KILOBYTES = 45

const root = new URL('../', import.meta.url).pathname
const scratch = mkdtempSync(join(tmpdir(), 'arc-package-'))
try {
  const tarball = pack()
  lint(tarball)
  const bare = install(tarball, 'bare', [])
  worksWithoutPeers(bare)
  compilesWithoutPeers(bare)
  leadsToSources(bare)
  await staysSmall(bare)
  runsSampleProject(tarball)
} finally {
  rmSync(scratch, { recursive: true })
}

function pack(): string {
  run(root, 'npm', 'run', '--silent', 'build')
  const [packed] = JSON.parse(
    run(root, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', scratch),
  ) as [{ filename: string; unpackedSize: number; entryCount: number }]
  console.log(`tarball: ${packed.entryCount} files, ${Math.round(packed.unpackedSize / 1000)} kB unpacked`)
  return join(scratch, packed.filename)
}

function lint(tarball: string): void {
  console.log(run(root, 'npx', 'publint', 'run', '--strict', tarball).trim())
  // ESM only: `require()` of ES modules works on every supported Node, and resolution modes before NodeNext have no `exports`.
  run(root, 'npx', 'attw', tarball, '--profile', 'esm-only', '--exclude-entrypoints', 'openapi.json', 'package.json')
  console.log('types resolve (attw)')
}

function install(tarball: string, name: string, extra: readonly string[]): string {
  const project = join(scratch, name)
  run(root, 'mkdir', project)
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name, private: true, type: 'module' }))
  run(project, 'npm', 'install', '--no-audit', '--no-fund', '--silent', tarball, ...extra)
  return project
}

/** The main entry loads and works; the test kit says which package is missing. */
function worksWithoutPeers(project: string): void {
  for (const peer of ['apache-arrow', '@duckdb/node-api', 'msw']) {
    if (existsSync(join(project, 'node_modules', peer)))
      throw new Error(`${peer} was installed, but it is an optional peer`)
  }
  const script = `
    import { ArcClient, sql } from 'arc-tsdb-client'
    import { startTestServer } from 'arc-tsdb-client/testing'
    import openapi from 'arc-tsdb-client/openapi.json' with { type: 'json' }
    const messages = []
    await using arc = new ArcClient({ url: 'http://127.0.0.1:9', retry: false })
    await arc.query.rows(sql\`SELECT 1\`).catch((error) => messages.push(error.name))
    await startTestServer().catch((error) => messages.push(error.message))
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
  const [name, missing, version] = JSON.parse(run(project, 'node', 'main.js')) as string[]
  if (name !== 'ArcConnectionError') throw new Error(`the main entry: expected ArcConnectionError, got ${name}`)
  if (!missing?.includes('@duckdb/node-api'))
    throw new Error(`the testing entry does not name the missing package: ${missing}`)
  if (!version?.startsWith('3.1')) throw new Error(`openapi.json: expected OpenAPI 3.1, got ${version}`)
  console.log(`without optional peers: the client works; the test kit says: ${missing}`)
}

/** The strictest consumers check the declarations of their libraries too; the names they import must exist at run time. */
function compilesWithoutPeers(project: string): void {
  const values = JSON.parse(
    run(
      project,
      'node',
      '--input-type=module',
      '--eval',
      "console.log(JSON.stringify(Object.keys(await import('arc-tsdb-client'))))",
    ),
  ) as string[]
  const declared = `
    import * as client from 'arc-tsdb-client'
    import { startTestServer } from 'arc-tsdb-client/testing'
    type Value = ${values.map((name) => JSON.stringify(name)).join(' | ')}
    export const onlyDeclared: [Exclude<keyof typeof client, Value>] extends [never] ? true : false = true
    export const rows: Promise<{ n: number }[]> = new client.ArcClient({ url: '' }).query.rows<{ n: number }>('')
    // @ts-expect-error: the types of the package are there, and checked
    startTestServer({ port: '8000' })`
  writeFileSync(join(project, 'types.ts'), declared)
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
  console.log('without optional peers: types check, with skipLibCheck off')

  // The bundler numbers the second type of a name: an editor would show `RowsOptions$1`, which nobody can import.
  const declarations = readFileSync(join(project, 'node_modules/arc-tsdb-client/dist/index.d.ts'), 'utf8')
  const [numbered] = /\b\w+\$\d+\b/.exec(declarations) ?? []
  if (numbered !== undefined) throw new Error(`the declarations have a type ${numbered}: give it a name of its own`)
}

/** "Go to definition" in an editor follows the maps of the declarations into the sources, which are in the package too. */
function leadsToSources(project: string): void {
  for (const [file, keyword, name] of [
    ['index.d.ts', 'class', 'ArcClient'],
    ['testing/index.d.ts', 'function', 'startTestServer'],
  ] as const) {
    const declaration = `${keyword} ${name}`
    const folder = join(project, 'node_modules/arc-tsdb-client/dist', dirname(file))
    const lines = readFileSync(join(folder, basename(file)), 'utf8').split('\n')
    const line = lines.findIndex((text) => text.startsWith(`declare ${declaration}`))
    const map = new SourceMap(JSON.parse(readFileSync(join(folder, `${basename(file)}.map`), 'utf8')))
    const at = map.findEntry(line, lines[line]?.indexOf(name) ?? 0)
    if (!('originalSource' in at)) throw new Error(`${file}: ${declaration} leads nowhere`)
    const source = readFileSync(join(folder, at.originalSource), 'utf8').split('\n')[at.originalLine]
    if (!source?.includes(declaration)) throw new Error(`${file}: ${declaration} leads to ${JSON.stringify(source)}`)
  }
  console.log('declarations lead to their sources')
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

/** The sample names its peers by version range; the tarball takes the place of the published package. */
function runsSampleProject(tarball: string): void {
  const project = join(scratch, 'sample')
  cpSync(join(root, 'examples/testing'), project, { recursive: true, filter: (path) => !path.includes('node_modules') })
  const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  manifest.dependencies['arc-tsdb-client'] = `file:${tarball}`
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest))
  run(project, 'npm', 'install', '--no-audit', '--no-fund', '--silent')
  run(project, 'npm', 'test')
  console.log('examples/testing: passes from the tarball')
}

function run(cwd: string, command: string, ...args: readonly string[]): string {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    throw new Error(`${command} ${args.join(' ')} failed\n${stdout}\n${stderr}`)
  }
}
