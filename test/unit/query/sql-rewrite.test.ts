/** Each trap in its smallest form, as it is sent. test/meaning shows that all of it means the same. */
import { expect, it } from 'vitest'
import { conditionForDelete } from '../../../src/management/delete-condition.ts'
import { rewriteQuery } from '../../../src/query/sql/rewrite.ts'
import { sql } from '../../../src/query/sql/sql.ts'

const sent = (text: string, database?: string, fresh = false) => rewriteQuery(text, { database, fresh }).sql
const TEN = "'2026-08-22T10:00:00Z'"
const ELEVEN = "'2026-08-22T11:00:00Z'"
const hours = (to: string) => `/* WHERE time >= ${TEN} AND time < '2026-08-22T${to}:00:00Z' LIMIT */ `

it.each([
  'SELECT host FROM cpu',
  `SELECT * FROM cpu AS c WHERE c.time >= ${TEN} AND c.time < ${ELEVEN} AND host = 'a' ORDER BY time LIMIT 3`,
  "SELECT 1 FROM cpu WHERE time >= NOW() - INTERVAL '1 hour' AND time < NOW()",
  '/* report 7 */ SELECT 1 FROM cpu',
  "SELECT date_trunc('month', time) FROM cpu",
  'SHOW TABLES',
  'SELECT count(*) FILTER (WHERE usage > 5) FROM cpu WHERE id = 7::BIGINT AND usage + 1 > 5 GROUP BY usage > 5',
  'SELECT u > 5 AS x FROM cpu GROUP BY u > 5',
  'SELECT u FROM cpu c, WHERE u IS NULL',
  'SELECT c.from, c.where FROM cpu c',
  'SELECT avg(u) OVER (ORDER BY time ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS m FROM cpu',
  'SELECT u FROM cpu QUALIFY row_number() OVER w > 3 WINDOW w AS (ORDER BY u)',
  'WITH x AS (SELECT 1) SELECT * FROM x',
])('a query without a trap is sent byte for byte: %s', (text) => {
  expect(sent(text)).toBe(text)
})

it.each([
  ['measurements', 'SELECT cpu.host FROM cpu', 'SELECT cpu.host FROM cpu AS cpu'],
  ['measurements', 'SELECT 1 FROM cpu c, mem', 'SELECT 1 FROM cpu c, (FROM mem) AS mem'],
  ['measurements', 'SELECT 1 FROM my-db.cpu', 'SELECT 1 FROM "my-db".cpu'],
  ['statements', 'DESCRIBE cpu', 'DESCRIBE SELECT * FROM cpu'],
  ['spaces', 'SELECT 1 FROM\u00a0cpu', 'SELECT 1 FROM cpu'],
  ['forbidden-words', 'SELECT load FROM cpu', 'SELECT "load" FROM cpu'],
  ['is-distinct-from', 'SELECT a IS DISTINCT FROM b.c FROM cpu', 'SELECT a IS DISTINCT FROM (b.c) FROM cpu'],
  ['table-positions', `SELECT "from" = 'a' FROM cpu`, `SELECT "from" = ('a') FROM cpu`],
  ['time-buckets', "SELECT date_trunc('hour', time) FROM cpu", "SELECT date_trunc('hour', (time)) FROM cpu"],
  ['empty-texts', "SELECT 1 FROM cpu WHERE a LIKE 'x' AND b <> ''", "SELECT 1 FROM cpu WHERE a LIKE 'x' AND b <> ('')"],
  ['nan', 'SELECT 1 FROM cpu WHERE usage > 5', 'SELECT 1 FROM cpu WHERE least(usage) > 5'],
  ['nan', 'SELECT 1 FROM cpu c WHERE NOT 5 <= c."u"', 'SELECT 1 FROM cpu c WHERE NOT 5 <= least(c."u")'],
  ['nan', 'SELECT 1 FROM cpu WHERE u NOT BETWEEN -1 AND 2', 'SELECT 1 FROM cpu WHERE least(u) NOT BETWEEN -1 AND 2'],
  ['nan', 'SELECT u > 5 AS x, v > 5 FROM cpu', 'SELECT least(u) > 5 AS x, v > 5 FROM cpu'],
  ['nan', 'SELECT 1 FROM cpu WHERE NOT"u" > 5', 'SELECT 1 FROM cpu WHERE NOT least("u") > 5'],
  ['measurements', 'SELECT cpu.u FROM"cpu"WHERE a', 'SELECT cpu.u FROM"cpu" AS cpu WHERE a'],
  ['literals', "SELECT'C:\\'", "SELECT e'C:\\x5c'"],
  ['literals', "SELECT 'C:\\' FROM cpu", "SELECT e'C:\\x5c' FROM cpu"],
  ['comments', "SELECT 1 /* don't */ FROM cpu", 'SELECT 1   FROM cpu'],
])('%s: %s', (rule, text, expected) => {
  const { sql: rewritten, edits } = rewriteQuery(text, {})
  expect(rewritten).toBe(expected)
  expect(edits.map((edit) => edit.rule)).toContain(rule)
  expect(sent(rewritten)).toBe(rewritten)
})

it.each([
  [`time >= ${TEN} AND time <= ${ELEVEN}`, '12', `time >= (${TEN}) AND time <= (${ELEVEN})`],
  [`time BETWEEN ${TEN} AND ${ELEVEN}`, '12', `time BETWEEN (${TEN}) AND ${ELEVEN}`],
  [`"time" >= ${TEN} AND ${ELEVEN} > time`, '11', `"time" >= ${TEN} AND ${ELEVEN} > time`],
  [
    `time >= TIMESTAMPTZ ${TEN} AND time < ${ELEVEN}::TIMESTAMPTZ`,
    '11',
    `time >= TIMESTAMPTZ ${TEN} AND time < (${ELEVEN})::TIMESTAMPTZ`,
  ],
])('Arc reads the hours of %s', (where, to, expected) => {
  expect(sent(`SELECT 1 FROM cpu WHERE ${where}`)).toBe(`${hours(to)}SELECT 1 FROM cpu WHERE ${expected}`)
})

it('a Date is a time wherever it stands, and selects files', () => {
  const [from, to] = [new Date('2026-08-22T10:00:00Z'), new Date('2026-08-22T10:30:00Z')]
  const { text } =
    sql`SELECT ${from} AS t, date_diff('hour', ${from}, time) FROM cpu WHERE time >= ${from} AND time < ${to}`
  const zoned = `TIMESTAMPTZ ${TEN}`
  expect(sent(text)).toBe(
    `${hours('11')}SELECT ${zoned} AS t, date_diff('hour', ${zoned}, time) FROM cpu WHERE time >= ${zoned} AND time < TIMESTAMPTZ '2026-08-22T10:30:00Z'`,
  )
})

it.each([
  `SELECT 1 FROM cpu WHERE time < ${TEN}`,
  `SELECT 1 FROM cpu c JOIN mem m USING (host) WHERE c.time > ${TEN}`,
  // The server would look for each hour, which takes longer.
  "SELECT 1 FROM cpu WHERE time >= '2023-01-01T00:00:00Z' AND time < '2026-08-22T10:30:00Z'",
  `SELECT 1 FROM cpu WHERE NOT (time >= ${TEN} AND time < ${ELEVEN})`,
  `SELECT 1 FROM cpu WHERE time >= ${TEN} AND time < ${ELEVEN} OR host = 'a'`,
  `SELECT 1 FROM cpu c LEFT JOIN mem m ON c.time = m.time AND m.time >= ${TEN} AND m.time < ${ELEVEN}`,
  `SELECT 1 FROM cpu c ASOF JOIN mem m ON c.time >= m.time WHERE m.time >= ${TEN} AND m.time < ${ELEVEN}`,
  `SELECT 1 FROM cpu WHERE time >= ${TEN} AND time < ${ELEVEN} UNION ALL SELECT 1 FROM mem`,
  "SELECT 1 FROM cpu WHERE time >= '0100-01-01T00:00:00Z' AND time < '9999-01-01T00:00:00Z'",
])('Arc reads every file for %s', (text) => {
  expect(sent(text)).not.toMatch(/WHERE time >=.*LIMIT \*\/|time [<>]=? '/)
})

const AHEAD = "NOW() + INTERVAL '90000 seconds'"
it.each([
  ['time > (NOW() - INTERVAL 1 HOUR)', "NOW() - INTERVAL '3600 seconds'", AHEAD],
  [`time > TIMESTAMPTZ '${anHourAgo()}'`, `'${anHourAgo()}'`, AHEAD],
  [`(time) >= ('${anHourAgo()}') AND time < NOW()`, `'${anHourAgo()}'`, "NOW() + INTERVAL '3600 seconds'"],
])('Arc reads the hours up to a day ahead: %s', (where, low, high) => {
  const query = sent(`SELECT 1 FROM cpu WHERE ${where}`)
  expect(query).toContain(`/* WHERE time >= ${low} AND time < ${high} LIMIT */ SELECT 1 FROM cpu`)
  expect(sent(query)).toBe(query)
})

it.each([
  "SELECT 1 FROM cpu WHERE time >= NOW() - INTERVAL '1 hour'",
  `SELECT 1 FROM cpu WHERE time >= '${anHourAgo()}' AND host = 'a'`,
  `SELECT 1 FROM cpu WHERE time >= '${anHourAgo()}' AND time < NOW()`,
])(
  'a plain range without an upper end is sent byte for byte, as long as no row is more than a day ahead: %s',
  (text) => {
    expect(sent(text)).toBe(text)
    const latest = Date.now() * 1000 + 40 * 24 * 3.6e9
    const isOpen = !text.includes('<')
    const end = new Date(Math.floor(latest / 3.6e9) * 3.6e6 + 25 * 3.6e6).toISOString().replace('.000', '')
    expect(rewriteQuery(text, { latest }).sql.includes(`AND time < '${end}' LIMIT */ SELECT 1`)).toBe(isOpen)
    // Further than the server looks for files by the hour.
    expect(rewriteQuery(text, { latest: latest * 2 }).sql.startsWith('SELECT 1 FROM')).toBe(true)
  },
)

it('says which measurements have no upper end', () => {
  const { openEnded } = rewriteQuery(`SELECT 1 FROM db.cpu c JOIN "m-m" AS m USING (time) WHERE c.time > ${TEN}`, {})
  expect(openEnded).toEqual([
    { database: 'db', measurement: 'cpu', name: 'db.cpu' },
    { database: undefined, measurement: 'm-m', name: '"m-m"' },
  ])
  const open = (text: string, fresh = false) => rewriteQuery(text, { fresh }).openEnded
  expect(open(`SELECT 1 FROM cpu WHERE time > ${TEN} AND time < ${ELEVEN}`)).toEqual([])
  expect(open(`SELECT 1 FROM cpu c JOIN mem m USING (host) WHERE c.time > ${TEN}`)).toEqual([])
  expect(open(`SELECT 1 FROM cpu WHERE time > ${TEN}`, true)).toEqual([])
})

function anHourAgo(): string {
  return `${new Date(Date.now() - 3_600_000).toISOString().slice(0, 13)}:00:00Z`
}

it('for a fresh answer Arc reads every file', () => {
  expect(sent(`SELECT 1 FROM cpu WHERE time >= ${TEN} AND time < ${ELEVEN}`, undefined, true)).toBe(
    `SELECT 1 FROM cpu WHERE time >= (${TEN}) AND time < (${ELEVEN})`,
  )
})

it('with a database, its own name is left out and a function is no measurement', () => {
  expect(sent('SELECT 1 FROM db.cpu', 'db')).toBe('SELECT 1 FROM cpu')
  expect(sent('SELECT 1 FROM range(10)', 'db')).toBe('/* */ SELECT 1 FROM range(10)')
  expect(sent('SELECT 1 FROM\u00a0range(10)', 'db')).toBe('/* */ SELECT 1 FROM range(10)')
  expect(sent("SELECT 1 FROM range(10) -- don't", 'db')).toBe('/* */ SELECT 1 FROM range(10)  ')
})

it.each([
  ['SELECT * FROM information_schema.tables', /use SHOW TABLES/],
  ['SELECT "a\\" FROM cpu', /ends in a backslash/],
  ['SELECT read_parquet_x FROM cpu', /read_parquet/],
  ["SELECT e'\\'' AS\u00a0a FROM cpu", /write plain ones/],
])('%s is refused with a way out', (text, message) => {
  expect(() => sent(text)).toThrow(message)
})

it('a literal in the condition of a delete may hold what Arc forbids there', () => {
  expect(conditionForDelete("msg = 'a; b' AND host = 'x'")).toBe("msg = e'\\x61\\x3b \\x62' AND host = 'x'")
  expect(conditionForDelete('NOT(u < 5) AND 3 <= c')).toBe('NOT(least(u) < 5) AND 3 <= least(c)')
  expect(conditionForDelete("host LIKE'a;b'")).toBe("host LIKE e'\\x61\\x3b\\x62'")
  expect(conditionForDelete("msg = 'drop -- it'")).toBe("msg = e'\\x64rop \\x2d\\x2d \\x69t'")
})

it.each(['(SELECT 1 FROM cpu PIVOT x)', `SELECT ${'('.repeat(900)}1${')'.repeat(900)} FROM cpu`])(
  'SQL that is none is left to DuckDB: %.60s',
  (text) => {
    expect(sent(text)).toBe(text)
  },
)

it('what is missing in a WITH does not keep the reading from ending', () => {
  expect(sent('WITH RECURSIVE x USING KEY AS (SELECT 1) SELECT * FROM x')).toMatch(
    / x USING KEY AS \(SELECT 1\) SELECT/,
  )
})

it('SQL that nests too deep, or is far too long, is refused before it is read', () => {
  expect(() => sent(`SELECT ${'('.repeat(4000)}1${')'.repeat(4000)}`)).toThrow('nests more than 1000 parentheses')
  expect(() => sent(`SELECT ${'('.repeat(1e6)}1`)).toThrow('at most 10000')
})

it('long texts take no longer than they have to', () => {
  const columns = 'a.b.c, '.repeat(900)
  expect(() => sent(`SELECT ${columns} 1 FROM ${'a.b, '.repeat(600)} a.b`)).toThrow('as it would be sent')
})
