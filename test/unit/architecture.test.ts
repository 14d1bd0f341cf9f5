/** The one-way street of CONTRIBUTING.md, checked import by import. */
import { expect, it } from 'vitest'
import { circlesOf, readImports } from '../../scripts/imports.ts'

/** What each folder and root file of src builds on, beside itself. Types count as well. */
const buildsOn: Readonly<Record<string, readonly string[]>> = {
  'index.ts': ['client.ts', 'options.ts', 'ingest', 'query', 'management', 'transport', 'base', 'errors.ts'],
  'client.ts': ['options.ts', 'ingest', 'query', 'management', 'generated', 'transport'],
  'options.ts': ['transport', 'base', 'errors.ts'],
  ingest: ['generated', 'transport', 'base', 'errors.ts'],
  query: ['generated', 'transport', 'base', 'errors.ts'],
  management: ['generated', 'transport', 'base', 'errors.ts'],
  // Types only: the generated classes name what runs them.
  generated: ['management'],
  transport: ['base', 'errors.ts'],
  base: ['errors.ts'],
  'errors.ts': [],
  // By the package's name: what a user could import.
  integrations: [],
}

const imports = readImports()

it('imports point one way', () => {
  expect(imports.length).toBeGreaterThan(500)
  const wrong = imports.filter(({ file, target }) => {
    const [from, to] = [partOf(file), partOf(target)]
    return from !== to && !buildsOn[from]?.includes(to)
  })
  expect(wrong).toEqual([])
})

it('no file imports itself, by whatever way', () => {
  expect(circlesOf(imports)).toEqual([])
  const edges = ['a b', 'b c', 'c b', 'a d', 'd a'].map((edge) => edge.split(' '))
  expect(circlesOf(edges.map(([file = '', target = '']) => ({ file, target })))).toEqual(['b → c → b', 'a → d → a'])
})

it('what handles a failure is there when nothing can be loaded, as in a browser without a network', () => {
  const late = imports.filter(({ file, isLate }) => isLate && /^(transport|ingest\/writer)\//.test(file))
  expect(late.map(({ file, target }) => `${file} → ${target}`).sort()).toEqual([
    'ingest/writer/delivery.ts → ingest/writer/spool-unavailable.ts',
    'ingest/writer/delivery.ts → ingest/writer/spool.ts',
    // In the background: an endpoint that cannot be looked at counts as unavailable until it can.
    'transport/endpoints.ts → transport/endpoint-look.ts',
    // In a try whose catch shows the body as it is.
    'transport/error-response.ts → base/msgpack.ts',
  ])
})

/** `ingest` of `ingest/writer.ts`, `errors.ts` of `errors.ts`. */
function partOf(path: string): string {
  return path.split('/')[0] ?? path
}
