import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Engine, EngineTimeoutError, openEngine } from '../src/engine.ts'

let engine: Engine

beforeAll(async () => {
  engine = await openEngine(tmpdir())
})
afterAll(() => engine.close())

describe('openEngine', () => {
  test("runs the server's version of DuckDB", async () => {
    expect(await engine.rows('SELECT version() AS version')).toEqual([{ version: 'v1.5.5' }])
  })

  test('reads times as the recorded server did, wherever the test runs', async () => {
    const [row] = await engine.rows("SELECT epoch_us(TIMESTAMPTZ '2026-08-22 10:00:00') AS us")
    expect(row).toEqual({ us: 1_787_392_800_000_000n })
  })

  test('hands over a result in chunks', async () => {
    const result = await engine.query('SELECT range AS i FROM range(5000)')
    expect(result.columns.map(({ name }) => name)).toEqual(['i'])
    expect(result.chunks.map((chunk) => chunk.rowCount)).toEqual([2048, 2048, 904])
    expect(result.rowCount).toBe(5000)
  })

  test("passes DuckDB's errors on", async () => {
    await expect(engine.query('SELEC 1')).rejects.toThrow('Parser Error: syntax error at or near "SELEC"')
  })

  test('interrupts what takes too long, and goes on', async () => {
    const endless = 'SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b'
    await expect(engine.query(endless, { timeoutMs: 30 })).rejects.toThrow(EngineTimeoutError)
    expect(await engine.rows('SELECT 1::INTEGER AS one')).toEqual([{ one: 1 }])
  })

  test('keeps connections apart', async () => {
    await engine.withConnection(async (connection) => {
      await connection.run('CREATE TEMP TABLE own (i INTEGER)')
      await expect(engine.query('SELECT * FROM own')).rejects.toThrow('Catalog Error')
    })
  })
})

test('closing ends a statement that would run for hours', async () => {
  const engine = await openEngine(tmpdir())
  const endless = engine.query(
    'SELECT count(*) FROM range(10000000) AS a, range(10000000) AS b WHERE a.range % b.range = 7',
  )
  const ended = expect(endless).rejects.toThrow('INTERRUPT')
  await expect.poll(() => engine.rows('SELECT 1 AS one')).toHaveLength(1)
  engine.close()
  await ended
})
