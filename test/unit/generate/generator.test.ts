import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { type Document, loadDocument } from '../../../scripts/generate/document.ts'
import { driftOf, type Files, generateFiles, writeFiles } from '../../../scripts/generate/files.ts'
import { published } from '../../../scripts/generate/published.ts'

let document: Document
let files: Files
const directories: string[] = []

beforeAll(async () => {
  document = await loadDocument('test/unit/generate/fixture/arc.yaml')
  files = await generateFiles(document)
})

afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true })
})

test('makes one file per namespace, the types and an index; a handwritten operation gets none', () => {
  expect([...files.keys()]).toEqual(['schema.ts', 'models.ts', 'jars.ts', 'routes.ts', 'long-running.ts', 'index.ts'])
})

test('makes a class that reads like a handwritten one', () => {
  expect(files.get('jars.ts')).toBe(`// Written by \`npm run generate\` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../management/operation.ts'
import type { Jar, JarRequest } from './models.ts'

/** The parameters of \`jars.list\`. */
export interface JarsListQuery {
  /** Only jars of this fruit. @default "plum" */
  readonly fruit?: 'plum' | 'quince' | undefined
  /** Only jars with a label. Since Arc 27.01.1. */
  readonly labelled?: boolean | undefined
}

/** Jars of jam. */
export class JarsOperations {
  protected readonly call: OperationCaller

  constructor(call: OperationCaller) {
    this.call = call
  }

  /**
   * Lists the jars.
   *
   * Needs any valid token, the \`admin\` permission since Arc 26.09.3.
   *
   * @see GET /jars
   */
  list(query?: JarsListQuery, options?: CallOptions): Promise<Jar[]> {
    return this.call('jars.list', { query }, options)
  }

  /**
   * Fills a jar.
   *
   * Takes as long as it takes.
   *
   * Needs the \`admin\` permission, and \`kitchen.enabled\` on the server. May take minutes.
   *
   * @throws \`ArcConflictError\` (409) The jar is full. Up to Arc 26.09.1.
   *
   * @see POST /jars
   */
  fill(body: JarRequest, options?: CallOptions): Promise<Jar> {
    return this.call('jars.fill', { body }, options)
  }

  /**
   * Empties a jar.
   *
   * Since Arc 26.09.2.
   *
   * Needs no token.
   *
   * @param jarId - The number on the lid.
   *
   * @see DELETE /jars/{jar_id}
   */
  empty(jarId: number, options?: CallOptions): Promise<void> {
    return this.call('jars.empty', { path: { jar_id: jarId } }, options)
  }
}
`)
})

test('says in one table what the methods name', () => {
  expect(files.get('routes.ts')).toContain(`
export const routes: Readonly<Record<string, Route>> = {
  'jars.list': {
    method: 'GET',
    path: '/jars',
    query: 'fruit labelled:boolean',
    permissionSince: 'admin 26.09.3',
    unwrap: 'jars',
    lists: ['', '[].labels'],
  },
  'jars.fill': {
    method: 'POST',
    path: '/jars',
    fields: 'fruit! lid?',
    configKey: 'kitchen.enabled',
    retry: 'never',
    lists: ['labels'],
    longRunning: true,
  },
  'jars.empty': { method: 'DELETE', path: '/jars/{jar_id}', since: '26.09.2' },
}
`)
})

test('names what methods take and return, with lists where the wire may have null, and no envelope', () => {
  expect(files.get('models.ts')).toContain(`/** A jar and what is in it. */
export interface Jar extends Named<Schemas['Jar']> {
  /** Stuck on. */
  labels: string[]
}

export interface JarRequest extends Named<Schemas['JarRequest']> {}
`)
  expect(files.get('models.ts')).not.toContain('JarList')
})

test('says which release brought a member of an answer', () => {
  expect(files.get('schema.ts')).toMatch(/\/\*\* @description Since Arc 26\.09\.2\. \*\/\s+sugar\?: number/)
})

test('the published document closes requests and opens answers', () => {
  const { schemas } = published(document).components
  expect(schemas.JarRequest?.additionalProperties).toBe(false)
  expect(document.components.schemas.Jar?.additionalProperties).toBe(false)
  expect(schemas.Jar).toEqual({ ...document.components.schemas.Jar, additionalProperties: undefined })
})

test('names the routes that may take minutes', () => {
  expect(files.get('long-running.ts')).toContain("export const longRunningRoutes = ['POST /jars']\n")
})

test('says which file was edited, is missing or is left over', () => {
  const directory = temporaryDirectory()
  writeFiles(files, directory)
  expect(driftOf(files, directory)).toEqual([])

  writeFileSync(join(directory, 'jars.ts'), `${files.get('jars.ts')}// by hand\n`)
  writeFileSync(join(directory, 'pots.ts'), '')
  rmSync(join(directory, 'index.ts'))
  expect(driftOf(files, directory)).toEqual([
    'jars.ts differs',
    'index.ts is missing',
    'pots.ts is not generated any more',
  ])
})

test('the same document gives the same files', async () => {
  expect([...(await generateFiles(document))]).toEqual([...files])
})

test.each([
  ['list', 'operationId must be "namespace.method", not "list"'],
  ['jars.list.all', 'operationId must be "namespace.method", not "jars.list.all"'],
])('refuses the operationId %s', async (operationId, message) => {
  const list = document.paths['/jars']?.get
  const broken = { ...document, paths: { '/jars': { get: { ...list, operationId } } } } as unknown as Document
  await expect(generateFiles(broken)).rejects.toThrow(message)
})

test('refuses to unwrap a member that the answer does not have', async () => {
  const list = document.paths['/jars']?.get
  const broken = {
    ...document,
    paths: { '/jars': { get: { ...list, 'x-arc-unwrap': 'pots' } } },
  } as unknown as Document
  await expect(generateFiles(broken)).rejects.toThrow('jars.list: x-arc-unwrap names "pots"')
})

function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'arc-generate-'))
  directories.push(directory)
  return directory
}
