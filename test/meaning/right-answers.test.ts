/**
 * Random queries through the client have the answers of plain DuckDB over the same rows: on ARC_URL, else on the embedded Arc.
 * `MEANING_QUERIES=5000 MEANING_SEED=7` runs more, or again; `MEANING_REWRITE=off` sends them as they are, and only counts.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ArcClient, ArcError } from '../../src/index.ts'
import { type LiveDatabase, openDatabase, uniqueName } from '../live/target.ts'
import { type Answer, plainDuckDB } from './duckdb.ts'
import { queryOf, randomFrom, rowsOf } from './grammar.ts'

const count = Number(process.env.MEANING_QUERIES ?? 300)
const seed = Number(process.env.MEANING_SEED ?? Date.now() % 1_000_000)
const rewrite = process.env.MEANING_REWRITE !== 'off'
let live: LiveDatabase
let arc: ArcClient

beforeAll(async () => {
  live = await openDatabase(uniqueName('meaning'))
  arc = live.arc
  for (const [name, rows] of [
    ['cpu', rowsOf(1)],
    ['mem', rowsOf(2)],
  ] as const)
    await arc.write.rows(name, rows, {
      schema: { usage: 'float64', load: 'int64', host: 'string', msg: 'string', uptime: 'string' },
    })
  await arc.write.makeVisible()
})
afterAll(() => live?.[Symbol.asyncDispose]())

it(`${count} random queries have the answers of DuckDB (seed ${seed})`, { timeout: 3_600_000 }, async () => {
  const [zone] = await arc.query.rows("SELECT current_setting('TimeZone') AS zone")
  const connection = await plainDuckDB(String(zone?.zone))
  const random = randomFrom(seed)
  const wrong: unknown[] = []
  const refused: unknown[] = []
  let valid = 0
  for (let index = 0; index < count; index++) {
    const query = queryOf(random)
    // A range of thousands of years, as it is, fills the server's memory (docs/wire-notes.md#sql-traps).
    if (!rewrite && query.includes('0100-01-01')) continue
    const expected = await answerOf(async () => (await connection.runAndReadAll(query)).getRowObjectsJS())
    if (expected.rows === undefined) continue
    valid++
    const found = await answerOf(() => arc.query.rows(query, { int64: 'bigint', timestamps: 'date', rewrite }))
    if (found.rows === undefined) refused.push({ query, error: found.error })
    else if (JSON.stringify(found.rows) !== JSON.stringify(expected.rows))
      wrong.push({
        query,
        ...(await arc.query.meaning(query)),
        expected: expected.rows.slice(0, 5),
        found: found.rows.slice(0, 5),
      })
  }
  console.log(
    `seed ${seed}${rewrite ? '' : ', not rewritten'}: of ${valid} valid queries ${wrong.length} wrong, ${refused.length} refused`,
  )
  if (!rewrite) return
  if (refused.length > 0) console.log(refused.slice(0, 20))
  expect(wrong.slice(0, 3)).toEqual([])
  expect(refused.slice(0, Math.max(0, refused.length - valid / 200))).toEqual([])
})

/** The rows as sorted texts, or the error. */
async function answerOf(ask: () => Promise<readonly object[]>): Promise<Answer> {
  try {
    return { rows: (await ask()).map((row) => JSON.stringify(Object.entries(row).sort(), plain)).sort() }
  } catch (error) {
    if (error instanceof ArcError || String(error).includes('Error:')) return { error: String(error) }
    throw error
  }
}

function plain(_: string, value: unknown): unknown {
  return typeof value === 'bigint' || typeof value === 'number' ? String(value) : value
}
