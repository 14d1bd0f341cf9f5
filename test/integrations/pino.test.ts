/** What pino logs in one process is what SQL reads back in another. */
import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ArcClient } from 'arc-tsdb-client'
import { startTestServer, type TestServer } from 'arc-tsdb-testing'
import { build } from 'esbuild'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const child = fileURLToPath(new URL('children/pino.ts', import.meta.url))
const scratch = join(root, '.scratch', `pino-${process.pid}`)
// Of the sources, in JavaScript: Node 20 loads no TypeScript in a worker thread.
const target = join(scratch, 'transport.mjs')
let server: TestServer
let arc: ArcClient

beforeAll(async () => {
  await build({
    entryPoints: [join(root, 'src/integrations/pino/index.ts')],
    outfile: target,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['arc-source', 'node'],
    external: ['apache-arrow'],
    logLevel: 'warning',
  })
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
beforeEach(async () => {
  server = await startTestServer()
  arc = new ArcClient({ url: server.url, token: server.token })
})
afterEach(async () => {
  await arc.close()
  await server.close()
})

/** Runs a scenario of the child to its end. */
function run(scenario: string, options: object = {}, env: Readonly<Record<string, string>> = {}) {
  const args = ['--import', 'tsx', '--conditions', 'arc-source', child, target, scenario, JSON.stringify(options)]
  const { NODE_OPTIONS: _, ...inherited } = process.env
  const own = { ...inherited, ARC_URL: server.url, ARC_TOKEN: server.token, ...env }
  return new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, args, { cwd: root, env: own, timeout: 60_000 }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? error?.signal ?? 0, stdout, stderr })
    })
  })
}

const rowsOf = async (measurement: string, order: string) => {
  await arc.write.makeVisible()
  const rows = await arc.query.rows(`SELECT * FROM ${measurement} AS m ORDER BY ${order}`)
  return rows.map(({ attributes, ...row }) => {
    const members: unknown = typeof attributes === 'string' ? JSON.parse(attributes) : null
    return { ...row, attributes: members } as Record<string, unknown>
  })
}

describe('lines', { timeout: 60_000 }, () => {
  it('come back with level, message, error and members, whatever these are', async () => {
    const before = Date.now()
    expect(await run('values')).toEqual({ code: 0, stdout: '', stderr: '' })
    const rows = await rowsOf('logs', 'level_number, message')
    expect(rows.map(({ level, level_number, message }) => [level, level_number, message])).toEqual(
      [
        ['mine', null, 'clash'],
        ['trace', 10, 'plain'],
        ['debug', 20, 'with members'],
        ['warn', 40, null],
        ['error', 50, 'it failed'],
        ['fatal', 60, 'é'.repeat(100_000)],
      ].sort((a, b) => Number(a[1] ?? 1e9) - Number(b[1] ?? 1e9)),
    )
    const byLevel = new Map(rows.map((row) => [row.level, row]))
    for (const { time } of rows) expect(Number(time)).toBeGreaterThanOrEqual(before)
    expect(byLevel.get('trace')).toMatchObject({ name: 'shop', hostname: 'h1', pid: 4711, attributes: null })
    expect(byLevel.get('debug')?.attributes).toEqual({
      request: 'r1',
      order: 17,
      nested: { list: [1, 'two', null] },
    })
    expect(byLevel.get('error')).toMatchObject({
      error_type: 'RangeError',
      error_message: 'outer: inner',
      error_stack: expect.stringMatching(/^RangeError: outer\n[\s\S]*caused by: TypeError: inner/),
      attributes: { err: { code: 'E_OUTER' } },
    })
    // biome-ignore lint/correctness/noUnsafeOptionalChaining: where it is missing, the test fails
    const { ['__proto__']: own, ...odd } = byLevel.get('warn')?.attributes as Record<string, unknown>
    expect(own).toBe('kept')
    expect(odd).toEqual({
      big: '12345678901234567890',
      negative: '-9007199254740993',
      text: 'quotes " 12345678901234567890',
      float: 0.1234567890123456,
      cyclic: { name: 'ring', self: '[Circular]' },
      at: '1970-01-01T00:00:00.000Z',
      broken: '\uFFFD',
    })
    expect(byLevel.get('mine')).toMatchObject({
      pid: null,
      hostname: null,
      attributes: { pid: 'not a number', hostname: { a: 1 }, time: 'noon', attributes: 'taken' },
    })
  })

  it('have the levels and keys that the logger is set to', async () => {
    expect(await run('settings')).toMatchObject({ code: 0, stderr: '' })
    expect(await rowsOf('logs', 'level_number')).toMatchObject([
      { level: 'audit', level_number: 35, message: 'signed in', attributes: null },
      { level: 'error', level_number: 50, message: 'no', error_type: 'Error', error_message: 'no', attributes: null },
    ])
  })

  it('have the columns that are asked for, each of one type', async () => {
    const columns = { service: 'string', ms: 'float64', ok: 'boolean', user: 'int64' }
    expect(await run('columns', { columns, measurement: 'app' })).toMatchObject({ code: 0, stderr: '' })
    expect(await rowsOf('app', 'service DESC NULLS LAST')).toMatchObject([
      { service: 'api', ms: 12.5, ok: true, user: 9007199254740991, attributes: { other: 1 } },
      { service: null, ms: null, ok: null, user: null, attributes: { service: 7, ms: 'slow', ok: 'yes', user: 1.5 } },
    ])
  })

  it('arrive by the ten thousand, in their order', async () => {
    expect(await run('many lines')).toMatchObject({ code: 0, stderr: '' })
    const rows = await rowsOf('logs', 'time')
    expect(rows.map(({ message }) => message).sort()).toEqual(
      Array.from({ length: 10_000 }, (_, i) => `line ${i}`).sort(),
    )
  })

  it('go to several targets', async () => {
    expect(await run('several')).toMatchObject({ code: 0, stderr: '' })
    expect(await rowsOf('one', 'time')).toMatchObject([{ level: 'info', message: 'to both' }])
    expect(await rowsOf('two', 'time')).toMatchObject([{ level: 'info', message: 'to both' }])
  })
})

describe('the end', { timeout: 60_000 }, () => {
  it('by process.exit() takes nothing with it', async () => {
    expect(await run('exit')).toMatchObject({ code: 7, stderr: '' })
    expect(await rowsOf('logs', 'time')).toHaveLength(100)
  })

  it('after flush() may be any', async () => {
    expect(await run('flush')).toMatchObject({ code: 'SIGKILL', stdout: 'acknowledged\n' })
    expect(await rowsOf('logs', 'time')).toMatchObject([{ message: 'flushed' }])
  })

  it('comes, and is told, while the server is down', async () => {
    const { code, stderr } = await run(
      'many lines',
      { writer: { closeTimeoutMs: 300 } },
      { ARC_URL: 'http://127.0.0.1:9' },
    )
    expect(code).toBe(0)
    expect(stderr).toMatch(/10000 log lines were not delivered/)
    expect(stderr).not.toContain(server.token)
  })

  it('comes, and is told, when the writer is full', async () => {
    const writer = { closeTimeoutMs: 300, maxBufferedBytes: 100_000 }
    const { code, stderr } = await run('many lines', { writer }, { ARC_URL: 'http://127.0.0.1:9' })
    expect(code).toBe(0)
    const told = (pattern: RegExp) => Number(pattern.exec(stderr)?.[1])
    expect(stderr).toContain('log lines are being dropped')
    const dropped = told(/(\d+) log lines were dropped/)
    expect(dropped).toBeGreaterThan(1_000)
    expect(dropped + told(/(\d+) log lines were not delivered/)).toBe(10_000)
  })

  it('comes no sooner for an option that does not exist, but it is told', async () => {
    const { code, stderr } = await run('values', { mesurement: 'x' })
    expect(code).toBe(0)
    expect(stderr).toBe(
      '(ArcWarning) arc: a log transport has no option "mesurement"; there are client, database, measurement, columns and writer\n',
    )
  })

  it('comes at the start for a wrong setting', async () => {
    const { code, stderr } = await run('values', { columns: { level: 'int64' } })
    expect(code).toBe(1)
    expect(stderr).toContain('columns: "level" is a column of the transport itself')
  })
})
