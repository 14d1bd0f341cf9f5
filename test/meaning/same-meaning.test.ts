/** DuckDB answers what is sent exactly as what was written. `MEANING_QUERIES=20000 MEANING_SEED=7` runs more, or again. */
import { expect, it } from 'vitest'
import { ArcValidationError } from '../../src/errors.ts'
import { rewriteQuery } from '../../src/query/sql/rewrite.ts'
import { ask, plainDuckDB } from './duckdb.ts'
import { queryOf, randomFrom } from './grammar.ts'

const count = Number(process.env.MEANING_QUERIES ?? 600)
const seed = Number(process.env.MEANING_SEED ?? Date.now() % 1_000_000)

it(`${count} random queries mean the same once rewritten (seed ${seed})`, { timeout: 3_600_000 }, async () => {
  const random = randomFrom(seed)
  const connections = [await plainDuckDB(), await plainDuckDB('America/New_York')] as const
  const wrong: unknown[] = []
  let valid = 0
  let changed = 0
  let refused = 0
  for (let index = 0; index < count; index++) {
    const query = queryOf(random)
    const connection = connections[index % 2 ? 1 : 0]
    const expected = await ask(connection, query)
    const rewritten = rewrittenOrRefused(query, index % 5 === 0)
    if (rewritten === undefined) {
      if (expected.error === undefined) refused++
      continue
    }
    const { sql } = rewritten
    const again = rewriteQuery(sql, { fresh: index % 5 === 0 }).sql
    if (again !== sql) wrong.push({ query, sql, again })
    // What is an error may become none: `my-db.cpu` is no SQL.
    if (expected.error !== undefined) continue
    valid++
    if (sql === query) continue
    changed++
    const actual = await ask(connection, sql)
    if (JSON.stringify(actual) !== JSON.stringify(expected)) wrong.push({ query, sql, expected, actual })
  }
  console.log(
    `seed ${seed}: ${valid} of ${count} queries are valid, ${changed} of them were rewritten, ${refused} refused`,
  )
  expect(wrong.slice(0, 5)).toEqual([])
  expect(refused).toBeLessThan(1 + count * 0.005)
  expect(valid).toBeGreaterThan(count * 0.8)
  expect(changed).toBeGreaterThan(count * 0.4)
})

function rewrittenOrRefused(query: string, fresh: boolean) {
  try {
    return rewriteQuery(query, { fresh })
  } catch (error) {
    if (error instanceof ArcValidationError) return undefined
    throw error
  }
}
