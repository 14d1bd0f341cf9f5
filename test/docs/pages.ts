/**
 * Turns the TypeScript blocks of a Markdown page into modules. The blocks that run are one, as a reader has it who pastes
 * them below each other: its first block makes the client, of the environment, which leads to a fresh embedded Arc. A block
 * that is only checked may take `arc`, `url` and `token` for granted.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A page and its code. */
export interface Page {
  /** From the root of the project: `README.md`, `docs/writing.md`. */
  readonly name: string
  readonly blocks: readonly Block[]
}

interface Block {
  readonly line: number
  readonly code: string
  /** Fenced `ts no-run`: type-checked only. */
  readonly run: boolean
}

const root = new URL('../../', import.meta.url).pathname

/** The READMEs, CHANGELOG, CONTRIBUTING and every page of docs/ that has TypeScript. */
export function readPages(): readonly Page[] {
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.md'),
  )
  return ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'testing/README.md', ...docs.map((name) => `docs/${name}`)]
    .map((name) => ({ name, blocks: blocksOf(readFileSync(join(root, name), 'utf8')) }))
    .filter(({ blocks }) => blocks.length > 0)
}

/** The `@example`s of the TSDoc comments, a page for each source file. */
export function readExamples(): readonly Page[] {
  return ['src', 'testing/src']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    )
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, blocks: examplesOf(readFileSync(join(root, name), 'utf8')) }))
    .filter(({ blocks }) => blocks.length > 0)
}

/** The modules of a page: its first block as it stands, one of all blocks that run, and one of each other block. */
export function modulesOf(page: Page): readonly { readonly run: boolean; readonly code: string }[] {
  const [first, ...others] = page.blocks
  const running = page.blocks.filter(({ run }) => run)
  return [
    { run: false, code: `${first?.code}\nexport {}\n` },
    ...(running.length === 0 ? [] : [{ run: true, code: pageModule(page, running) }]),
    ...others.filter(({ run }) => !run).map((block) => ({ run: false, code: moduleOf(page, [block]) })),
  ]
}

/** All blocks that run, below each other, with the imports of all at the top. */
function pageModule(page: Page, blocks: readonly Block[]): string {
  const { imports, body } = hoistImports(page, blocks)
  return [
    "import { startTestServer as startPageServer } from 'arc-tsdb-testing'",
    ...imports,
    'const pageServer = await startPageServer()',
    'process.env.ARC_URL = pageServer.url',
    'process.env.ARC_TOKEN = pageServer.token',
    // Where the text says localhost:8000, the run goes to the page's own server.
    body.replaceAll("'http://localhost:8000'", 'pageServer.url'),
    'await pageServer.close()',
    'export {}',
    '',
  ].join('\n')
}

/** What an example shown on hover need not import. */
const onHover = "import { ArcClient, defineMeasurement, sql } from 'arc-tsdb-client'\n"

/** Every block of a page as a module of its own: the examples of one file know nothing of each other. */
export function separateModulesOf(page: Page): readonly { readonly run: boolean; readonly code: string }[] {
  return page.blocks.map((block) => ({
    run: block.run,
    code: moduleOf(page, [{ ...block, code: onHover + block.code }]),
  }))
}

function moduleOf(page: Page, blocks: readonly Block[]): string {
  const { imports, body } = hoistImports(page, blocks)
  const definesArc = /\b(const|let|await using) arc\b/.test(body)
  return [
    "import { ArcClient as PageClient } from 'arc-tsdb-client'",
    "import { startTestServer as startPageServer } from 'arc-tsdb-testing'",
    ...imports,
    'const pageServer = await startPageServer()',
    'const url = pageServer.url',
    'const token = pageServer.token',
    'process.env.ARC_URL = url',
    'process.env.ARC_TOKEN = token',
    ...(definesArc ? [] : ['const arc = new PageClient({ url, token })']),
    body.replaceAll("'http://localhost:8000'", 'url'),
    ...(definesArc ? [] : ['await arc.close()']),
    'await pageServer.close()',
    'void [PageClient, url, token]',
    'export {}',
    '',
  ].join('\n')
}

function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = []
  for (const match of markdown.matchAll(/^( *)```ts( no-run)?\n([\s\S]*?)^\1```$/gm)) {
    const line = markdown.slice(0, match.index).split('\n').length + 1
    blocks.push({ line, code: match[3] ?? '', run: match[2] === undefined })
  }
  return blocks
}

function examplesOf(source: string): readonly Block[] {
  const lines = source.split('\n')
  return lines.flatMap((text, at) => {
    if (!text.includes('* @example')) return []
    const comment = lines.slice(
      at + 1,
      lines.findIndex((later, i) => i > at && later.includes('*/')),
    )
    return blocksOf(comment.map((row) => row.replace(/^ *\* ?/, '')).join('\n')).map((block) => ({
      ...block,
      line: at + 1 + block.line,
    }))
  })
}

function hoistImports(
  page: Page,
  blocks: readonly Block[],
): { readonly imports: readonly string[]; readonly body: string } {
  const code = blocks.map(({ code, line }) => `// ${page.name}:${line}\n${code}`).join('\n')
  const named = new Map<string, Set<string>>()
  const others = new Set<string>()
  const body = code.replace(/^import (?:type )?[\s\S]*?from '[^']+'\n/gm, (statement) => {
    const match = /^import (type )?\{([\s\S]*?)\} from ('[^']+')/.exec(statement)
    if (match === null) others.add(statement.trim())
    else {
      const [, type = '', names = '', from = ''] = match
      const known = named.get(from) ?? new Set<string>()
      named.set(from, known)
      for (const name of names.split(',')) if (name.trim()) known.add(`${type}${name.trim()}`)
    }
    return ''
  })
  const merged = [...named].map(([from, names]) => `import { ${[...names].join(', ')} } from ${from}`)
  return { imports: [...others, ...merged], body }
}
