/** Every TypeScript block of README and docs, and every `@example` in the sources, compiles under the project's own settings, and runs. */
import { execFile } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { modulesOf, readExamples, readPages, separateModulesOf } from './pages.ts'

const root = new URL('../../', import.meta.url).pathname
// Inside the project, so that its own name and its dev dependencies resolve.
const scratch = join(root, '.scratch', `docs-${process.pid}`)
const execute = promisify(execFile)

mkdirSync(scratch, { recursive: true })
const pages = readPages().map((page) => ({ page, modules: modulesOf(page) }))
const examples = readExamples().map((page) => ({ page, modules: separateModulesOf(page) }))
const modules = [...pages, ...examples].flatMap(({ page, modules }) =>
  modules.map(({ run, code }, index) => {
    const file = join(scratch, `${page.name.replace(/[/.]/g, '-')}-${index}.ts`)
    writeFileSync(file, code)
    return { name: `${page.name} ${index + 1}`, run, file }
  }),
)
afterAll(() => rmSync(scratch, { recursive: true }))

test('every block compiles', { timeout: 300_000 }, async () => {
  const config = join(scratch, 'tsconfig.json')
  writeFileSync(config, JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts'] }))
  const { stdout } = await execute('npx', ['tsc', '-p', config], { cwd: root }).catch(
    (error: { stdout: string }) => error,
  )
  expect(stdout).toBe('')
})

test.each(modules.filter(({ run }) => run))('$name runs', { timeout: 60_000 }, async ({ file }) => {
  await import(/* @vite-ignore */ file)
})
