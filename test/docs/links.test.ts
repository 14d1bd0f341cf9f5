/** Links between pages lead somewhere, and every wire fact that the code cites is written down. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { anchorOf } from '../../docs/.vitepress/links.ts'

const root = new URL('../../', import.meta.url).pathname

const filesUnder = (folder: string, extension: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => extension.test(name))
    .map((name) => join(root, folder, name))

const pages = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'SECURITY.md', 'testing/README.md']
  .map((name) => join(root, name))
  .concat(filesUnder('docs', /\.md$/), filesUnder('decisions', /\.md$/))

const anchorsOf = (page: string) =>
  [...readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))

test.each(pages.map((page) => [relative(root, page), page]))('links of %s', (_name, page) => {
  const text = readFileSync(page, 'utf8').replace(/```[\s\S]*?```/g, '')
  for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target)) continue
    const [path = '', anchor] = target.split('#')
    const file = path === '' ? page : join(dirname(page), path)
    expect(existsSync(file), `${target} in ${page}`).toBe(true)
    if (anchor !== undefined) expect(anchorsOf(file), `${target} in ${page}`).toContain(anchor)
  }
  // Without ./ the docs site would take a picture for a package.
  for (const [, picture = ''] of text.matchAll(/\b(?:src|srcset)="([^":]+)"/g)) {
    expect(picture).toMatch(/^\.\.?\//)
    expect(existsSync(join(dirname(page), picture)), `${picture} in ${page}`).toBe(true)
  }
})

test('every page can be reached from README', () => {
  const reached = new Set<string>()
  const visit = (page: string) => {
    if (reached.has(page) || !existsSync(page)) return
    reached.add(page)
    for (const [, target = ''] of readFileSync(page, 'utf8').matchAll(/\]\(([^)#\s]+\.md)/g))
      visit(join(dirname(page), target))
  }
  visit(join(root, 'README.md'))
  expect(pages.filter((page) => !reached.has(page))).toEqual([])
})

test('every file that ARCHITECTURE.md names exists', () => {
  const files = ['src', 'test', 'testing/src'].flatMap((folder) => filesUnder(folder, /\.ts$/))
  const named = [...readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').matchAll(/`([\w./-]+\.ts)`/g)]
  expect(named.length).toBeGreaterThan(20)
  expect(named.map(([, name = '']) => name).filter((name) => !files.some((file) => file.endsWith(`/${name}`)))).toEqual(
    [],
  )
})

test('every cited wire fact exists', () => {
  const known = anchorsOf(join(root, 'docs/wire-notes.md'))
  const sources = ['src', 'test', 'testing/src', 'testing/test']
    .flatMap((folder) => filesUnder(folder, /\.ts$/))
    .concat(filesUnder('openapi', /\.yaml$/))
  const cited = sources.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/docs\/wire-notes\.md#([a-z0-9-]+)/g)].map(([, anchor]) => anchor),
  )
  expect(cited.length).toBeGreaterThan(20)
  expect(cited.filter((anchor) => !known.includes(anchor ?? ''))).toEqual([])
})
