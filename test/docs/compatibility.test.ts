/** docs/compatibility.md says what the workflows and the scripts run, and no more. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const page = read('docs/compatibility.md')
const workflow = read('.github/workflows/ci.yml')
const manifest = JSON.parse(read('package.json')) as {
  readonly version: string
  readonly engines: { readonly node: string }
  readonly devDependencies: Readonly<Record<string, string>>
}

/** The second cell of the row that starts with these cells. */
const cell = (...before: readonly string[]) => page.split(`\n| ${before.join(' | ')} | `)[1]?.split(' | ')[0]
/** A list of a workflow's matrix. */
const matrix = (name: string) => new RegExp(`${name}: \\[(.*)\\]`).exec(workflow)?.[1]?.replaceAll("'", '')

it('names the Node versions of the matrix, from the oldest that package.json allows', () => {
  expect(cell('Node')).toBe(matrix('node'))
  const versions = matrix('node')?.split(', ') ?? []
  expect(manifest.engines.node).toBe('>=20.19')
  expect(page).toContain(` | 20.19 to ${versions.at(-1)} | `)
  for (const version of versions.slice(1)) expect(read('scripts/runtimes.ts')).toContain(`'${version}'`)
})

it('names the runtimes of the matrix', () => {
  const [, names = ''] = /\n\| (Node, .*?) \|/.exec(page) ?? []
  const [, list = ''] = /^const runtimes[^\n]*\n([\s\S]*?)^\]/m.exec(read('scripts/runtimes.ts')) ?? []
  const run = [...list.matchAll(/^ {2}\[?\s*'([a-z]+)',/gm)].map(([, name]) => name)
  expect(run.length).toBeGreaterThan(3)
  expect(names.toLowerCase().split(', ')).toEqual(run)
})

it('names the servers whose images are run, and the ones that only facts are known of', () => {
  expect(page).toContain(`\n| Arc | ${matrix('version')} | the container images`)
  const document = readdirSync(new URL('../../openapi', import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => read(`openapi/${file}`))
  const since = [...new Set(document.join('').match(/(?<=x-arc-since: )[\d.]+/g))].sort()
  expect(page).toContain(`\n| Arc | ${since.join(', ')} | what their release notes`)
})

it('names the versions of apache-arrow that tables are written from', () => {
  const versions = Object.entries(manifest.devDependencies)
    .filter(([name]) => name.startsWith('apache-arrow'))
    .map(([, range]) => Number(/(\d+)\.\d+\.\d+$/.exec(range)?.[1]))
  expect(cell('apache-arrow')).toBe(versions.sort((a, b) => a - b).join(', '))
})

it('has a row for this version', () => {
  expect(page).toContain(`\n| ${manifest.version.replace(/\.\d+$/, '')} | `)
})
