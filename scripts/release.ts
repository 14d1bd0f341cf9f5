/**
 * `npm run release`: checks everything a release needs, then tags the version; pushing the tag publishes both packages
 * (.github/workflows/release.yml). `--dry-run` checks, writes nothing, and lists what is left to do on the day.
 * `--built` takes the build that is there. `--notes <file>` is for the workflow, where the tag exists: checks, and writes
 * the version's section of CHANGELOG.md.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/** What of a package.json is read here. */
interface Manifest {
  readonly name: string
  readonly version: string
  readonly homepage?: string
  readonly bugs?: string
  readonly author?: string
  readonly license?: string
  readonly repository?: { readonly type: string; readonly url: string; readonly directory?: string }
  readonly publishConfig?: { readonly access: string; readonly provenance: boolean }
  readonly files: readonly string[]
  readonly main: string
  readonly types: string
  readonly exports: unknown
  readonly imports?: unknown
  readonly bin: unknown
  readonly devDependencies: Readonly<Record<string, string>>
}

const { values: asked } = parseArgs({
  options: { 'dry-run': { type: 'boolean' }, built: { type: 'boolean' }, notes: { type: 'string' } },
})
const root = join(import.meta.dirname, '..')
/** What was downloaded as an archive can be checked, too, but for what git knows. */
const isClone = existsSync(join(root, '.git'))
const client = manifestOf('.')
const kit = manifestOf('testing')
const { version } = client
const tag = `v${version}`
const { heading, notes, problems: changelogProblems } = readChangelog()

const checks: readonly (readonly [name: string, problems: () => readonly string[]])[] = [
  ['both packages and the lock file have one version', versionProblems],
  ['CHANGELOG.md starts with the version, and has it once', () => changelogProblems],
  [
    'both packages say where they come from',
    () => [...provenanceProblems(client), ...provenanceProblems(kit, 'testing')],
  ],
  ['the build', () => (asked.built ? [] : commandProblems('npm', 'run', '--silent', 'build'))],
  ['the tarball of the client has what it should, and nothing else', () => tarballProblems(client, '.')],
  ['the tarball of the test kit has what it should, and nothing else', () => tarballProblems(kit, 'testing')],
  ['api/ is current', () => commandProblems('npx', 'tsx', 'scripts/api-report.ts', '--check')],
  ['docs/options.md is current', () => commandProblems('npx', 'tsx', 'scripts/options-table.ts', '--check')],
  ['docs/compatibility.md has the version', compatibilityProblems],
]
/** What can only be true on the day. */
const onTheDay: typeof checks = [
  [
    'CHANGELOG.md has the date',
    () => (/ \(\d{4}-\d\d-\d\d\)$/.test(heading) ? [] : [`write the date into "${heading}"`]),
  ],
  ['nothing is uncommitted', () => lines(git('status', '--porcelain')).map((line) => `commit, or remove: ${line}`)],
  ['the tag is there for this commit, or for none', tagProblems],
]

let failed = 0
for (const [name, problems] of checks) report(name, problems(), 'FAILED')
for (const [name, problems] of onTheDay) report(name, problems(), asked['dry-run'] ? 'to do ' : 'FAILED')
console.log(`${client.name} and ${kit.name} ${version}: ${failed === 0 ? 'ready' : `${failed} checks failed`}`)
process.exitCode = failed === 0 ? 0 : 1
if (failed === 0 && asked.notes !== undefined) writeFileSync(asked.notes, notes)
if (failed === 0 && asked.notes === undefined && !asked['dry-run']) {
  git('tag', '--annotate', tag, '--message', notes)
  console.log(`Tagged ${tag}. To publish: git push origin ${tag}`)
}

function report(name: string, problems: readonly string[], verdict: 'FAILED' | 'to do '): void {
  console.log(`${problems.length === 0 ? 'ok    ' : verdict} ${name}`)
  for (const problem of problems) console.log(`         ${problem}`)
  if (problems.length > 0 && verdict === 'FAILED') failed++
}

function versionProblems(): readonly string[] {
  const lock = readJson('package-lock.json') as { packages: Readonly<Record<string, { version?: string }>> }
  const found: readonly (readonly [where: string, version: string | undefined])[] = [
    ['testing/package.json', kit.version],
    ['package-lock.json', lock.packages['']?.version],
    ['package-lock.json, testing', lock.packages.testing?.version],
    [`devDependencies.${kit.name}`, client.devDependencies[kit.name]?.replace(/^\^/, '')],
  ]
  const isVersion = /^\d+\.\d+\.\d+(-[a-z]+\.\d+)?$/.test(version)
  return [
    ...(isVersion ? [] : [`${version} is not a version such as 1.2.3 or 1.2.3-beta.1`]),
    ...found.filter(([, other]) => other !== version).map(([where, other]) => `${where} has ${other}, not ${version}`),
  ]
}

function readChangelog(): { readonly heading: string; readonly notes: string; readonly problems: readonly string[] } {
  const [, ...sections] = readFileSync(join(root, 'CHANGELOG.md'), 'utf8').split(/^## /m)
  const versions = sections.map((section) => section.split(/\s/)[0])
  const twice = versions.filter((each, at) => versions.indexOf(each) !== at)
  const [heading = '', ...body] = sections[0]?.split('\n') ?? []
  const text = body.join('\n').trim()
  return {
    heading,
    // The links of a release's page do not start in the repository.
    notes: `${text.replaceAll('](docs/', `](${webAddress(client)}/blob/${tag}/docs/`)}\n`,
    problems: [
      ...(versions[0] === version ? [] : [`its first section is ${versions[0]}, not ${version}`]),
      ...(text === '' ? ['its first section is empty'] : []),
      ...twice.map((each) => `it has two sections for ${each}`),
    ],
  }
}

/** npm refuses a provenance whose repository is not the one that the workflow runs in. */
function provenanceProblems(manifest: Manifest, directory?: string): readonly string[] {
  const { name, homepage, bugs, author, license, repository, publishConfig } = manifest
  const web = webAddress(client)
  const wanted: readonly (readonly [field: string, holds: boolean])[] = [
    [
      'repository',
      repository?.type === 'git' && repository.url === `git+${web}.git` && repository.directory === directory,
    ],
    ['homepage', homepage?.startsWith(web) === true],
    ['bugs', bugs === `${web}/issues`],
    ['author', author !== undefined && author === client.author],
    ['license', license === client.license],
    ['publishConfig', publishConfig?.access === 'public' && publishConfig.provenance],
  ]
  return wanted.filter(([, holds]) => !holds).map(([field]) => `${name}: look at "${field}" of its package.json`)
}

function webAddress({ repository }: Manifest): string {
  return repository?.url.replace(/^git\+|\.git$/g, '') ?? ''
}

/** What git knows of the listed files, the files of the build by their kind, and all that package.json leads to. */
function tarballProblems(manifest: Manifest, folder: string): readonly string[] {
  const cwd = join(root, folder)
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd, encoding: 'utf8' })
  const [{ files }] = JSON.parse(output) as [{ files: readonly { readonly path: string }[] }]
  const packed = files.map(({ path }) => path)
  const listed = manifest.files.filter((each) => each !== 'dist')
  const tracked = isClone
    ? lines(execFileSync('git', ['ls-files', 'package.json', ...listed], { cwd, encoding: 'utf8' }))
    : packed
  const built = packed.filter((path) =>
    /^dist\/([a-z-]+\/)*[\w-]+(\.d\.ts|\.js|\.d\.ts\.map|\.js\.map|\.json)$/.test(path),
  )
  const led = pathsIn([manifest.main, manifest.types, manifest.exports, manifest.imports, manifest.bin])
  return [
    ...tracked.filter((path) => !packed.includes(path)).map((path) => `${path} is missing`),
    ...led.filter((path) => !packed.includes(path)).map((path) => `package.json leads to ${path}, which is missing`),
    ...packed
      .filter((path) => !tracked.includes(path) && !built.includes(path))
      .map((path) => `${path} should not be in it`),
  ]
}

/** Every `./path` in a part of package.json, without the dot. */
function pathsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.startsWith('./') ? [value.slice(2)] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : []
}

function compatibilityProblems(): readonly string[] {
  const minor = version.replace(/\.\d+(-.*)?$/, '')
  const page = readFileSync(join(root, 'docs/compatibility.md'), 'utf8')
  return page.includes(`\n| ${minor} |`) ? [] : [`its table has no row for ${minor}`]
}

function tagProblems(): readonly string[] {
  const exists = lines(git('tag', '--list', tag)).length > 0
  if (asked.notes === undefined) return exists ? [`${tag} exists: raise the version of both packages`] : []
  return lines(git('tag', '--points-at', 'HEAD')).includes(tag) ? [] : [`the commit is not tagged ${tag}`]
}

function commandProblems(command: string, ...args: readonly string[]): readonly string[] {
  try {
    execFileSync(command, args, { cwd: root, encoding: 'utf8', stdio: 'pipe' })
    return []
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string }
    return lines(`${stdout}\n${stderr}`)
  }
}

function git(...args: readonly string[]): string {
  if (!isClone) return 'not in a clone of the repository'
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' })
}

function lines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '')
}

function manifestOf(folder: string): Manifest {
  return readJson(join(folder, 'package.json')) as Manifest
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), 'utf8'))
}
