/** The kit knows nothing of the client: a decoder that shared code with the encoder would share its bugs. */
import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = new URL('../', import.meta.url)
const { dependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { dependencies: object }
/** fzstd becomes part of the build. */
const packages = [...Object.keys(dependencies), 'fzstd', ...builtinModules.map((name) => `node:${name}`)]

it('imports only its own files and its own dependencies', () => {
  const imports = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => importsOf(join('src', file)))
  expect(imports.length).toBeGreaterThan(300)
  expect(imports.filter(({ target }) => !packages.includes(target) && !target.startsWith('src/'))).toEqual([])
})

function importsOf(file: string) {
  const text = readFileSync(new URL(file, root), 'utf8')
  const statements = text.matchAll(/^(?:import|export) (?:[^'"`;]*? from )?'([^']*)'/gm)
  const dynamic = text.matchAll(/\b(?:import|require|resolve)\('([^']*)'\)/g)
  return [...statements, ...dynamic].map(([, target = '']) => ({
    file,
    target: target.startsWith('.') ? join(file, '..', target) : target,
  }))
}
