/** Every class of error has a section in docs/errors.md, and `error.docs` leads to it. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { anchorOf } from '../../docs/.vitepress/links.ts'
import * as errors from '../../src/errors.ts'

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')
const sections = [...page.matchAll(/^### (.+)\n\n`(\w+)`\. /gm)].map(([, name = '', code = '']) => ({
  name,
  code,
  docs: `docs/errors.md#${anchorOf(name)}`,
}))

it('has a section for each code, and no other', () => {
  const thrown = Object.values(errors).map((ErrorClass) => {
    const { name, code, docs } = new ErrorClass('no', { batches: [] })
    return { name, code, docs }
  })
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name)
  expect(sections).toHaveLength(page.match(/^### /gm)?.length ?? 0)
  expect([...sections].sort(byName)).toEqual(thrown.sort(byName))
})
