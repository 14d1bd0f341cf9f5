/** The one-way street of CONTRIBUTING.md, checked import by import. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const src = new URL('../../src/', import.meta.url)

/** What each folder and root file of src builds on, beside itself. Types count as well, but for `onlyTypes`. */
const buildsOn: Readonly<Record<string, readonly string[]>> = {
  'index.ts': ['client.ts', 'base', 'config.ts', 'errors.ts', 'ingest', 'query', 'management', 'transport'],
  'client.ts': ['config.ts', 'ingest', 'query', 'management', 'generated', 'transport'],
  ingest: ['generated', 'transport', 'base', 'config.ts', 'date.ts', 'describe.ts', 'errors.ts'],
  query: ['generated', 'transport', 'base', 'config.ts', 'date.ts', 'describe.ts', 'errors.ts'],
  management: ['generated', 'transport', 'base', 'config.ts', 'describe.ts', 'errors.ts'],
  generated: ['transport'],
  transport: ['base', 'config.ts', 'describe.ts', 'errors.ts'],
  'config.ts': ['base', 'describe.ts', 'errors.ts'],
  'date.ts': [],
  'describe.ts': ['base', 'date.ts'],
  base: ['errors.ts'],
  'errors.ts': [],
  // By the package's name: what a user could import.
  integrations: [],
}

/** Options are typed where they are used and gathered in config.ts, which knows those types and runs none of that code. */
const onlyTypes: Readonly<Record<string, readonly string[]>> = {
  'config.ts': ['transport'],
}

const subpaths: Readonly<Record<string, string>> = { '#platform': 'transport', '#spool': 'ingest' }

interface Import {
  readonly file: string
  readonly target: string
  readonly isType: boolean
}

it('imports point one way', () => {
  const imports = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'))
    .flatMap(importsOf)
  expect(imports.length).toBeGreaterThan(500)
  expect(imports.filter((each) => !isAllowed(each))).toEqual([])
})

function importsOf(file: string): Import[] {
  const text = readFileSync(new URL(file, src), 'utf8')
  const statements = text.matchAll(/^(?:import|export) (type )?(?:[^'"`;]*? from )?'([.#][^']*)'/gm)
  const dynamic = text.matchAll(/\bimport\(()'([.#][^']*)'\)/g)
  return [...statements, ...dynamic].map(([, type, target = '']) => ({
    file,
    target: subpaths[target] ?? join(file, '..', target).replaceAll('\\', '/'),
    isType: Boolean(type),
  }))
}

function isAllowed({ file, target, isType }: Import): boolean {
  const from = partOf(file)
  const to = partOf(target)
  return from === to || buildsOn[from]?.includes(to) === true || (isType && onlyTypes[from]?.includes(to) === true)
}

/** `ingest` of `ingest/writer.ts`, `errors.ts` of `errors.ts`. */
function partOf(path: string): string {
  return path.split('/')[0] ?? path
}
