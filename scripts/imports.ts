/** Who imports whom in `src`, and the circles in it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const src = new URL('../src/', import.meta.url)

/** Files that stand in for others by the runtime. Either is meant, and neither is imported by its own name. */
const subpaths: Readonly<Record<string, readonly string[]>> = {
  '#platform': ['transport/node-platform.ts', 'transport/web-platform.ts'],
  '#spool': ['ingest/writer/spool.ts', 'ingest/writer/spool-unavailable.ts'],
}

/** One import, types and `import()` included. */
export interface Import {
  /** Both from `src` on: `ingest/write.ts`. */
  readonly file: string
  readonly target: string
  /** `import()`: loaded when it is needed. */
  readonly isLate?: boolean
}

/** Every import of a file of `src` by another. */
export function readImports(): readonly Import[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'))
    .flatMap(importsOf)
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(new URL(file, src), 'utf8')
  const statements = text.matchAll(/^(?:import|export) (?:[^'"`;]*? from )?'([.#][^']*)'/gm)
  const dynamic = text.matchAll(/\bimport\('([.#][^']*)'\)/g)
  return [...statements, ...dynamic].flatMap(([statement, path = '']) => {
    const targets = subpaths[path] ?? [join(file, '..', path).replaceAll('\\', '/')]
    return targets.map((target) => ({ file, target, isLate: statement.startsWith('import(') }))
  })
}

/** One circle through each file that can reach itself and is in none yet: `a.ts → b.ts → a.ts`. */
export function circlesOf(imports: readonly Import[]): readonly string[] {
  const targets = new Map<string, string[]>()
  for (const { file, target } of imports) targets.set(file, [...(targets.get(file) ?? []), target])
  const circles: string[] = []
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file)
    if (start >= 0) circles.push([...path.slice(start), file].join(' → '))
    if (start >= 0 || done.has(file)) return
    for (const target of targets.get(file) ?? []) visit(target, [...path, file])
    done.add(file)
  }
  for (const file of targets.keys()) visit(file, [])
  return circles
}
