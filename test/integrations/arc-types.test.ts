/** `npx arc-types`, run as a user runs it, on ARC_URL, else on the embedded Arc: its file compiles, and writes and reads the rows. */
import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { schemaFile } from '../../src/integrations/arc-types/schema-file.ts'
import { type LiveTarget, openTarget, uniqueName } from '../live/target.ts'

const root = new URL('../../', import.meta.url).pathname
const scratch = join(root, '.scratch', `types-${process.pid}`)
const out = join(scratch, 'arc-schema.ts')
const database = uniqueName('types')
const execute = promisify(execFile)
let target: LiveTarget

beforeAll(async () => {
  target = await openTarget()
  await mkdir(scratch, { recursive: true })
})

afterAll(async () => {
  await target?.[Symbol.asyncDispose]()
  await rm(scratch, { recursive: true })
})

const arcTypes = async (...args: string[]) => {
  const env = { ...process.env, ARC_URL: target.url, ARC_TOKEN: target.token, ARC_DATABASE: database }
  return await execute('npx', ['tsx', '-C', 'arc-source', 'src/integrations/arc-types/cli.ts', ...args], {
    cwd: root,
    env,
  }).then(
    ({ stdout }) => ({ code: 0, output: stdout }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, output: stderr }),
  )
}

it('writes a file that compiles and is right, and checks it', { timeout: 120_000 }, async () => {
  const arc = target.client({ database })
  const time = new Date('2026-08-22T10:00:00Z')
  await arc.write.rows('cpu', [{ time, host: 'a', usage: 1.5, cores: 8n, up: true, "it's": 'x' }])
  await arc.write.rows('my-class', [{ time, class: 'c', 'größe m': 2 }])
  await arc.write.rows('my_class', [{ time, n: 1 }])
  await arc.write.makeVisible()

  expect(await arcTypes('--out', out)).toEqual({ code: 0, output: `${out}: 3 measurements\n` })
  expect(await readFile(out, 'utf8')).toMatchInlineSnapshot(`
    "// Written by \`npx arc-types\`: run it again instead of editing this.
    import { defineMeasurement } from 'arc-tsdb-client'

    export const cpu = defineMeasurement('cpu', {
      cores: 'int64',
      host: 'string',
      'it\\'s': 'string',
      up: 'boolean',
      usage: 'float64',
    })

    export interface CpuRow {
      /** An instant, stored to the microsecond. */
      time: Date
      /** int64; beyond ±(2^53 − 1) only with \`{ int64: 'bigint' }\`. */
      cores: number | null
      host: string | null
      'it\\'s': string | null
      up: boolean | null
      usage: number | null
    }

    export const myClass = defineMeasurement('my-class', {
      class: 'string',
      'größe m': 'float64',
    })

    export interface MyClassRow {
      /** An instant, stored to the microsecond. */
      time: Date
      class: string | null
      'größe m': number | null
    }

    export const myClass2 = defineMeasurement('my_class', {
      n: 'float64',
    })

    export interface MyClass2Row {
      /** An instant, stored to the microsecond. */
      time: Date
      n: number | null
    }

    /** Every measurement, for \`new Kysely<Database>(…)\`. */
    export interface Database {
      cpu: CpuRow
      'my-class': MyClassRow
      my_class: MyClass2Row
    }
    "
  `)
  expect(await arcTypes('--out', out, '--check')).toEqual({ code: 0, output: '' })
  await arc.write.rows('cpu', [{ time, fresh: 1 }])
  await arc.write.makeVisible()
  expect(await arcTypes('--out', out, '--check')).toMatchObject({
    code: 1,
    output: expect.stringContaining('does not match'),
  })

  await writeFile(
    join(scratch, 'use.ts'),
    `import { ArcClient } from 'arc-tsdb-client'
    import { Kysely } from 'kysely'
    import { ArcDialect } from 'arc-tsdb-client/kysely'
    import { type CpuRow, cpu, type Database, myClass, myClass2 } from './arc-schema.ts'
    const arc = new ArcClient({ url: 'http://127.0.0.1:9' })
    export const write = () => arc.write.rows(cpu, [{ time: new Date(), host: 'a', cores: 8n, "it's": null }])
    export const read = (): Promise<CpuRow[]> => arc.query.rows<CpuRow>('SELECT * FROM cpu AS cpu')
    export const db = new Kysely<Database>({ dialect: new ArcDialect({ client: arc, measurements: [cpu, myClass, myClass2] }) })
    export const typed: Promise<{ 'größe m': number | null }[]> = db.selectFrom('my-class').select('größe m').execute()
    // @ts-expect-error: a number is no text
    export const wrong = () => arc.write.rows(cpu, [{ host: 1 }])
    // @ts-expect-error: there is no such column
    export const missing = db.selectFrom('cpu').select('hots')
    `,
  )
  await writeFile(join(scratch, 'tsconfig.json'), JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts'] }))
  const { stdout } = await execute('npx', ['tsc', '-p', join(scratch, 'tsconfig.json')], { cwd: root }).catch(
    (error: { stdout: string }) => error,
  )
  expect(stdout).toBe('')
})

it('gives every measurement and column a name that TypeScript can have', () => {
  const column = (name: string, type = 'VARCHAR') => ({ name, type })
  const text = schemaFile([
    {
      name: 'class',
      columns: [column('time', 'TIMESTAMP WITH TIME ZONE'), column('__proto__'), column("'*/ `\\\n")],
    },
    { name: 'Database', columns: [column('d', 'DECIMAL(18,3)'), column('seen', 'TIMESTAMP'), column('n', 'INTEGER')] },
  ])
  expect(text).toContain("export const class2 = defineMeasurement('class', {")
  expect(text).toContain("  ['__proto__']: 'string',")
  expect(text).toContain("  '\\'*/ `\\\\\\n': 'string',")
  expect(text).toContain("export const database = defineMeasurement('Database', {\n})")
  expect(text).toContain('  d: unknown | null\n  seen: Date | null\n  n: number | null')
})

it('says what is missing, and never the token', { timeout: 60_000 }, async () => {
  expect(await arcTypes()).toMatchObject({ code: 1, output: expect.stringContaining('--out') })
  const { code, output } = await arcTypes('--out', join(scratch, 'none', 'x.ts'))
  expect(code).toBe(1)
  expect(output).not.toContain(target.token)
})
