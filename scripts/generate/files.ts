/** The generated files: made in memory, then written, or compared with what is there. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript'
import ts from 'typescript'
import { emitClass, emitLongRunning, emitRoutes, modelsNamed, namespacesOf } from './classes.ts'
import { type Document, operationsOf } from './document.ts'
import { emitModels } from './types.ts'

/** The text of every generated file, by name. */
export type Files = ReadonlyMap<string, string>

const header = '// Written by `npm run generate` from openapi/. Edit the YAML instead.\n'

/** Makes all files of a document. */
export async function generateFiles(document: Document): Promise<Files> {
  const operations = operationsOf(document)
  const namespaces = namespacesOf(operations)
  const index = [
    ...namespaces.map(({ file }) => `export * from './${file}'\n`),
    "export type * from './models.ts'\n",
    "export type { components, operations, paths } from './schema.ts'\n",
  ]
  // openapi-typescript changes what it is given. A field with a default stays optional in requests.
  const ast = await openapiTS(structuredClone(document) as unknown as OpenAPI3, {
    defaultNonNullable: false,
    transformProperty: allowUndefined,
  })
  const written = new Map([
    ['models.ts', header + emitModels(document, modelsNamed(document, operations))],
    ...namespaces.map((namespace): [string, string] => [namespace.file, header + emitClass(document, namespace)]),
    ['routes.ts', header + emitRoutes(document, namespaces)],
    ['long-running.ts', header + emitLongRunning(operations)],
    ['index.ts', header + index.join('')],
  ])
  return new Map([['schema.ts', header + astToString(ast)], ...format(written)])
}

/** `name?: T` becomes `name?: T | undefined`: under exactOptionalPropertyTypes an optional argument could not be handed on otherwise. */
function allowUndefined(property: ts.PropertySignature): ts.PropertySignature {
  const { modifiers, name, questionToken, type } = property
  if (questionToken === undefined || type === undefined) return property
  const absent = ts.factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword)
  const union = ts.factory.createUnionTypeNode([type, absent])
  return ts.factory.updatePropertySignature(property, modifiers, name, questionToken, union)
}

/** Names the files of `directory` that differ from `files`, are missing or should not be there. */
export function driftOf(files: Files, directory: string): readonly string[] {
  const present = existsSync(directory) ? readdirSync(directory) : []
  return [
    ...[...files]
      .filter(([name, text]) => !present.includes(name) || readFileSync(join(directory, name), 'utf8') !== text)
      .map(([name]) => `${name} ${present.includes(name) ? 'differs' : 'is missing'}`),
    ...present.filter((name) => !files.has(name)).map((name) => `${name} is not generated any more`),
  ]
}

/** Makes `directory` hold exactly `files`. */
export function writeFiles(files: Files, directory: string): void {
  mkdirSync(directory, { recursive: true })
  for (const name of readdirSync(directory)) {
    if (!files.has(name)) rmSync(join(directory, name), { recursive: true })
  }
  for (const [name, text] of files) writeFileSync(join(directory, name), text)
}

const biome = join(dirname(createRequire(import.meta.url).resolve('@biomejs/biome/package.json')), 'bin/biome')

/** Formats with the project's own rules, so that generated code reads like the rest; one process for all files. */
function format(files: Files): Files {
  const directory = mkdtempSync(join(tmpdir(), 'arc-generated-'))
  try {
    for (const [name, text] of files) writeFileSync(join(directory, name), text)
    const args = [biome, 'check', '--write', '--config-path=biome.json', '--vcs-enabled=false', directory]
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    if (status !== 0) throw new Error(`biome could not format the generated files:\n${stderr}`)
    return new Map([...files.keys()].map((name) => [name, readFileSync(join(directory, name), 'utf8')]))
  } finally {
    rmSync(directory, { recursive: true })
  }
}
