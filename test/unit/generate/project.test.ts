/** The project's own document: every method has its hover text, and the steps of docs/adding-a-route.md work. */
import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { afterAll, expect, test } from 'vitest'
import { loadDocument, operationsOf } from '../../../scripts/generate/document.ts'
import { driftOf, generateFiles } from '../../../scripts/generate/files.ts'

const copy = mkdtempSync(join(tmpdir(), 'arc-openapi-'))
afterAll(() => rmSync(copy, { recursive: true }))

const document = await loadDocument('openapi/arc.yaml')
const operations = operationsOf(document)

test('every generated method says in its comment what it does and which route it is', () => {
  const generated = operations.filter((operation) => !operation['x-arc-handwritten'])
  const undocumented = generated.filter(({ namespace, name, summary, method, path }) => {
    const file = `src/generated/${namespace.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`
    return !commentOf(file, name)?.includes(summary) || !commentOf(file, name)?.includes(`@see ${method} ${path}`)
  })
  expect(generated.length).toBeGreaterThan(140)
  expect(undocumented.map(({ operationId }) => operationId)).toEqual([])
})

test('a method that is overridden by hand says what it needs, too', () => {
  const overridden = operations.flatMap(({ namespace, name, operationId }) => {
    const file = `${namespace.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`
    if (!existsSync(`src/management/${file}`)) return []
    const own = commentOf(`src/management/${file}`, name)
    const needs = /Needs the [^.]*\.enabled`[^.]*\./.exec(commentOf(`src/generated/${file}`, name) ?? '')?.[0]
    return own === undefined || needs === undefined ? [] : [{ operationId, says: own.includes(needs) }]
  })
  expect(overridden.length).toBeGreaterThan(7)
  expect(overridden.filter(({ says }) => !says)).toEqual([])
})

test('every summary is a sentence about what the method does', () => {
  expect(
    operations.filter(({ summary }) => !/^[A-Z][a-z]+s\b.*\.$/.test(summary)).map(({ operationId }) => operationId),
  ).toEqual([])
})

test('src/generated is what openapi/ says', () => {
  expect(generate('--check')).toEqual({ status: 0, stderr: '' })
})

test('an edited file is noticed', () => {
  const out = join(copy, 'edited')
  cpSync('src/generated', out, { recursive: true })
  appendFileSync(join(out, 'retention.ts'), '// by hand\n')
  const { status, stderr } = generate('--check', '--out', out)
  expect(status).toBe(1)
  expect(stderr).toContain('retention.ts differs')
})

test('an edited document is noticed', async () => {
  const root = copyOfDocument('renamed')
  const yaml = join(root, 'paths/retention.yaml')
  writeFileSync(yaml, readFileSync(yaml, 'utf8').replace('retention.executions', 'retention.history'))
  const files = await generateFiles(await loadDocument(join(root, 'arc.yaml')))
  expect(driftOf(files, 'src/generated')).toEqual(['schema.ts differs', 'retention.ts differs', 'routes.ts differs'])
})

test('a route added in YAML becomes a method', async () => {
  const [inRoot, inPaths] = walkThrough()
  const root = copyOfDocument('added')
  const arc = join(root, 'arc.yaml')
  writeFileSync(arc, readFileSync(arc, 'utf8').replace('  # Auth\n', `${inRoot}  # Auth\n`))
  appendFileSync(join(root, 'paths/system.yaml'), `\n${inPaths}`)
  const files = await generateFiles(await loadDocument(arc))

  const calls: string[] = []
  const { SystemOperations } = await importTypeScript(files.get('system.ts') ?? '')
  await new SystemOperations((id: string) => {
    calls.push(id)
    return Promise.resolve('pong')
  }).ping()
  expect(calls).toEqual(['system.ping'])
  const { routes } = await importTypeScript(files.get('routes.ts') ?? '')
  expect(routes['system.ping']).toEqual({ method: 'GET', path: '/api/v1/ping' })
})

/** The two pieces of YAML that the page shows. */
function walkThrough(): readonly [string, string] {
  const blocks = [...readFileSync('docs/adding-a-route.md', 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)]
  return [blocks[0]?.[1] ?? '', blocks[1]?.[1] ?? '']
}

function copyOfDocument(name: string): string {
  const root = join(copy, name)
  cpSync('openapi', root, { recursive: true })
  return root
}

function generate(...args: string[]): { status: number | null; stderr: string } {
  const tsx = join(dirname(createRequire(import.meta.url).resolve('tsx/package.json')), 'dist/cli.mjs')
  const { status, stderr } = spawnSync(process.execPath, [tsx, 'scripts/generate.ts', ...args], { encoding: 'utf8' })
  return { status, stderr }
}

/** The doc comment of a method, as editors show it. */
function commentOf(file: string, method: string): string | undefined {
  const text = readFileSync(file, 'utf8')
  const at = text.search(new RegExp(`^ {2}(?:override async )?${method}\\(`, 'm'))
  if (at < 0) return undefined
  const comment = text.slice(0, at).match(/\/\*\*((?:(?!\/\*\*)[\s\S])*)\*\/\s*$/)?.[1]
  return comment?.replace(/\s*\n\s*\*\s?/g, ' ')
}

async function importTypeScript(text: string) {
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }
  const { outputText } = ts.transpileModule(text, { compilerOptions })
  return import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(outputText)}`)
}
