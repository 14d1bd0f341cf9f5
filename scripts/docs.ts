/**
 * `npm run docs`: the docs site in docs-html/, which any static server can serve: the pages of the repository, searchable, and the
 * reference of both packages, written into reference/ from their sources. A warning of either tool fails it. `--check`
 * opens it in Chromium.
 */
import { spawn } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Application, Converter, OptionDefaults } from 'typedoc'
import type { PluginOptions } from 'typedoc-plugin-markdown'
import { problemsOfSite } from './docs/check.ts'

const root = join(import.meta.dirname, '..')

/** What a user imports, by the name they import it from, and the namespaces of the client, which they only call. */
const entries: Readonly<Record<string, string>> = {
  'arc-tsdb-client': 'src/index.ts',
  'arc-tsdb-client/kysely': 'src/integrations/kysely/index.ts',
  'arc-tsdb-client/otel': 'src/integrations/otel/index.ts',
  'arc-tsdb-client/pino': 'src/integrations/pino/index.ts',
  'arc-tsdb-client/winston': 'src/integrations/winston/index.ts',
  namespaces: 'scripts/docs/namespaces.ts',
  'arc-tsdb-testing': 'testing/src/index.ts',
}

for (const folder of ['reference', 'docs-html']) rmSync(join(root, folder), { recursive: true, force: true })
await writeReference()
await buildSite()
const pages = readdirSync(join(root, 'docs-html'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.html'),
)
console.log(`docs-html/: ${pages.length} pages. To read them: npx vitepress preview docs`)
if (process.argv.includes('--check')) {
  const problems = await problemsOfSite()
  for (const problem of problems) console.error(problem)
  process.exitCode = problems.length === 0 ? 0 : 1
}

async function writeReference(): Promise<void> {
  const markdown: Partial<PluginOptions> = {
    entryFileName: 'index',
    hideBreadcrumbs: true,
    useCodeBlocks: true,
    expandObjects: true,
    indexFormat: 'table',
    parametersFormat: 'table',
  }
  const app = await Application.bootstrapWithPlugins({
    entryPoints: Object.values(entries),
    tsconfig: join(root, 'tsconfig.json'),
    plugin: ['typedoc-plugin-markdown'],
    out: join(root, 'reference'),
    readme: 'none',
    githubPages: false,
    disableSources: true,
    excludePrivate: true,
    excludeInternal: true,
    excludeExternals: true,
    // `npm run typecheck` has done it.
    skipErrorChecking: true,
    // Of the generated types: the words of openapi-typescript.
    blockTags: [...OptionDefaults.blockTags, '@description', '@constant'],
    // Types that only other types use are shown by name.
    validation: { notExported: false, invalidLink: true, invalidPath: true, notDocumented: false },
    externalSymbolLinkMappings: { kysely: { '*': '#' } },
    treatWarningsAsErrors: true,
    logLevel: 'Warn',
    ...markdown,
  })
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const [index, name] of Object.keys(entries).entries()) {
      const entry = project.children?.[index]
      if (entry !== undefined) entry.name = name
    }
  })
  const project = await app.convert()
  if (project === undefined) throw new Error('TypeDoc could not read the sources')
  app.validate(project)
  await app.generateOutputs(project)
  const { warningCount, errorCount } = app.logger
  if (warningCount + errorCount > 0) throw new Error('TypeDoc has warnings')
}

/** Vite and VitePress have no setting that makes warnings errors: their output is read. */
async function buildSite(): Promise<void> {
  const child = spawn('npx', ['vitepress', 'build', 'docs'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      process.stdout.write(text)
    })
  }
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (code !== 0 || /warn/i.test(output)) throw new Error('VitePress failed, or has warnings')
}
