import { describe, expect, test } from 'vitest'
import { checkName, checkSql, namesDatabase, parseShow } from '../src/sql/checks.ts'
import { neverAnswers, timeRangeOf } from '../src/sql/pruning.ts'
import { rewriteSql } from '../src/sql/rewrite.ts'
import { rewriteTime, speedUp } from '../src/sql/speedups.ts'

const read = (path: string) => `read_parquet('/r/${path}/**/*.parquet', union_by_name=true)`

describe('checkSql', () => {
  test.each([
    'SELECT 1;',
    'SELECT "load" FROM cpu',
    'SELECT load_1m FROM cpu',
    "SELECT 'DROP TABLE cpu; --' FROM cpu",
    'SELECT $$a;b$$, $t$DELETE FROM x$t$',
    'SELECT 1 /* ; DROP TABLE cpu */ -- COPY',
    "SELECT 'read_csv(' AS s",
    'SELECT * FROM "my-db"."my-meas" AS m',
    'SELECT "any name at all" FROM cpu',
    "SELECT * FROM cpu WHERE host IN ('a', 'b')",
    'SELECT `a;b` FROM cpu',
    'SELECT * FROM ""',
  ])('accepts %s', (sql) => {
    expect(checkSql(sql)).toBe(undefined)
  })

  test.each([
    ['', 'SQL query is required'],
    [' \n', 'SQL query is required'],
    [`SELECT '${'x'.repeat(9_992)}'`, 'SQL query exceeds maximum length (10000 characters)'],
    [`SELECT '${'é'.repeat(4_996)}'`, 'SQL query exceeds maximum length (10000 characters)'],
    ['SELECT 1; SELECT 2', 'Multiple SQL statements are not allowed'],
    ['DROP /* x */ TABLE cpu', 'Dangerous SQL operation not allowed'],
    ['SELECT c.load FROM cpu c', 'Dangerous SQL operation not allowed'],
    ['SELECT 1 AS reset', 'Dangerous SQL operation not allowed'],
    ['UPDATE cpu SET v = 1', 'Dangerous SQL operation not allowed'],
    ['CREATE OR REPLACE SECRET s (TYPE s3)', 'Dangerous SQL operation not allowed'],
    ['SELECT * FROM cpu, read_csv ($$x$$)', 'File I/O function not allowed in user SQL: read_csv()'],
    ['SELECT * FROM "parquet_scan"(\'x\')', 'File I/O function not allowed in user SQL: parquet_scan()'],
    ["SELECT * FROM'x.parquet'", literalAsTable()],
    ["SELECT * FROM cpu c, 'x.parquet'", literalAsTable()],
    ["SELECT * FROM (SELECT 1) s, e'x.parquet'", literalAsTable()],
    ["SELECT a IS DISTINCT FROM 'x' FROM cpu", literalAsTable()],
    ['SELECT * FROM "a/b"', quotedAsTable('a/b')],
    ['SELECT * FROM cpu JOIN "a b" ON true', quotedAsTable('a b')],
  ])('refuses %s', (sql, reason) => {
    expect(checkSql(sql)).toBe(reason)
  })
})

describe('names', () => {
  test.each(['a', '_a', 'A-b_9', 'x'.repeat(128)])('%s is one', (name) => {
    expect(checkName(name)).toBe(undefined)
  })
  test.each([
    ['', 'name cannot be empty'],
    ['9x', 'name contains invalid characters (allowed: alphanumeric, underscore, hyphen)'],
    ['x'.repeat(129), 'name too long (max 128 characters)'],
  ])('%s is none', (name, reason) => {
    expect(checkName(name)).toBe(reason)
  })
})

test.each([
  ['SELECT * FROM db.cpu', true],
  ['SELECT * FROM cpu JOIN db.mem ON true', true],
  ['SELECT * FROM /* x */ db.cpu', true],
  // A false alarm of the server.
  ['SELECT a IS DISTINCT FROM b.c FROM cpu', true],
  ['SELECT c.v FROM cpu AS c', false],
  ["SELECT 'FROM a.b' FROM cpu", false],
  ['SELECT extract(year FROM c.time) FROM cpu AS c', false],
  ['SELECT joiner.x FROM cpu', false],
  ['SELECT * FROM\u00a0db.cpu', false],
])('namesDatabase(%s) is %s', (sql, expected) => {
  expect(namesDatabase(sql)).toBe(expected)
})

test.each([
  ['SHOW DATABASES', { show: 'databases' }],
  ['/* x */ show\ndatabases ;', { show: 'databases' }],
  ['SHOW TABLES', { show: 'tables' }],
  ['SHOW MEASUREMENTS FROM "my--db"', { show: 'tables', database: 'my--db' }],
  ['SHOW TABLES FROM `x`', { show: 'tables', database: 'x' }],
  ['SHOW TABLES LIKE x', undefined],
  ['SHOW ALL TABLES', undefined],
])('parseShow(%s)', (sql, expected) => {
  expect(parseShow(sql)).toEqual(expected)
})

describe('rewriteSql without a header', () => {
  test.each([
    ['SELECT * FROM cpu', `SELECT * FROM ${read('default/cpu')}`],
    ['select * from db.cpu as c', `select * FROM ${read('db/cpu')} as c`],
    ['SELECT * FROM "my-db"."my-m"', `SELECT * FROM ${read('my-db/my-m')}`],
    [
      'SELECT * FROM a LEFT  OUTER\nJOIN b USING (x)',
      `SELECT * FROM ${read('default/a')} LEFT OUTER JOIN ${read('default/b')} USING (x)`,
    ],
    ['WITH x AS (SELECT 1) SELECT * FROM "x"', 'WITH x AS (SELECT 1) SELECT * FROM "x"'],
    ['SELECT * FROM range(3)', 'SELECT * FROM range(3)'],
    ["SELECT 'FROM cpu' FROM cpu -- FROM x", `SELECT 'FROM cpu' FROM ${read('default/cpu')} `],
    ['SELECT extract(year FROM time) FROM cpu', `SELECT extract(year FROM time) FROM ${read('default/cpu')}`],
    [
      'SELECT trim(BOTH FROM (SELECT s FROM t)) FROM cpu',
      `SELECT trim(BOTH FROM (SELECT s FROM ${read('default/t')})) FROM ${read('default/cpu')}`,
    ],
    ['SELECT * FROM pg_tables', 'SELECT * FROM pg_tables'],
    ['SELECT * FROM ""', `SELECT * FROM ${read('default/.arc-invalid-quoted-identifier')}`],
    // As DuckDB does not find the table either, a no-break space is an error.
    ['SELECT * FROM\u00a0cpu', 'SELECT * FROM\u00a0cpu'],
    ["SELECT v AS a$b$ FROM cpu WHERE h = 'x$b$'", `SELECT v AS a$b$ FROM ${read('default/cpu')} WHERE h = 'x$b$'`],
    ['SELECT 1', 'SELECT 1'],
  ])('%s', (sql, expected) => {
    expect(rewriteSql(sql, { root: '/r', headerDatabase: '', readsAllTables: false })).toBe(expected)
  })

  test.each([
    ['only the first table of a comma join', 'SELECT * FROM a, b', `SELECT * FROM ${read('default/a')}, b`],
    [
      'a CTE that says MATERIALIZED',
      'WITH x AS MATERIALIZED (SELECT 1) SELECT * FROM x',
      `WITH x AS MATERIALIZED (SELECT 1) SELECT * FROM ${read('default/x')}`,
    ],
    [
      'IS DISTINCT FROM a column',
      'SELECT 1 WHERE a IS DISTINCT FROM b',
      `SELECT 1 WHERE a IS DISTINCT FROM ${read('default/b')}`,
    ],
    ['system schemas', 'SELECT * FROM information_schema.tables', `SELECT * FROM ${read('information_schema/tables')}`],
    [
      'text after a literal that ends in a backslash',
      "SELECT 'a\\' x, ' FROM b ' y",
      `SELECT 'a\\' x, ' FROM ${read('default/b')} ' y`,
    ],
  ])('is wrong as the server is: %s', (_, sql, expected) => {
    expect(rewriteSql(sql, { root: '/r', headerDatabase: '', readsAllTables: false })).toBe(expected)
  })
})

describe('rewriteSql with a header', () => {
  test.each([
    ['SELECT * FROM cpu', `SELECT * FROM ${read('D/cpu')}`],
    ["SELECT * FROM cpu JOIN mem ON 'a' = 'a'", `SELECT * FROM ${read('D/cpu')} JOIN ${read('D/mem')} ON 'a' = 'a'`],
    // The short cut for simple statements takes a table function for a table; a quote anywhere avoids it.
    ['SELECT * FROM range(3)', `SELECT * FROM ${read('D/range')}(3)`],
    ["SELECT 'x' FROM range(3)", "SELECT 'x' FROM range(3)"],
    ['WITH x AS (SELECT * FROM cpu) SELECT * FROM x', `WITH x AS (SELECT * FROM ${read('D/cpu')}) SELECT * FROM x`],
    // The names of a WITH that ends its line are measurements to the server, and the result is empty.
    [
      'WITH\nx AS (SELECT * FROM cpu) SELECT * FROM x',
      `WITH\nx AS (SELECT * FROM ${read('D/cpu')}) SELECT * FROM ${read('D/x')}`,
    ],
  ])('%s', (sql, expected) => {
    expect(rewriteSql(sql, { root: '/r', headerDatabase: 'D', readsAllTables: false })).toBe(expected)
  })
})

test.each([
  ["date_trunc('hour', time)", 'to_timestamp((epoch(time)::BIGINT // 3600) * 3600)'],
  ["DATE_TRUNC( 'week' , c.time )", 'to_timestamp((epoch(c.time)::BIGINT // 604800) * 604800)'],
  ["date_trunc('hour', (time))", "date_trunc('hour', (time))"],
  ["date_trunc('month', time)", "date_trunc('month', time)"],
  ["time_bucket('90 minutes', time)", 'to_timestamp((epoch(time)::BIGINT // 5400) * 5400)'],
  ["time_bucket('1 HOUR', time)", 'to_timestamp((epoch(time)::BIGINT // 3600) * 3600)'],
  ["time_bucket('2 HOURS', time)", "time_bucket('2 HOURS', time)"],
  [
    "time_bucket('1 day', time, '2024-01-01T00:30:00+01:00')",
    "time_bucket('1 day', time, '2024-01-01T00:30:00+01:00')",
  ],
  [
    "time_bucket(INTERVAL '1 day', time, TIMESTAMP '2024-01-01 06:00:00')",
    'to_timestamp(1704088800 + ((epoch(time)::BIGINT - 1704088800) // 86400) * 86400)',
  ],
  ["time_bucket(INTERVAL '2 months', time)", "time_bucket(INTERVAL '2 months', time)"],
])('rewriteTime(%s)', (call, expected) => {
  expect(rewriteTime(`SELECT ${call} FROM cpu`)).toBe(`SELECT ${expected} FROM cpu`)
})

test.each([
  [
    "SELECT 1 FROM t WHERE a LIKE 'x' OR b = 1 AND c <> '' ORDER BY a",
    "SELECT 1 FROM t WHERE c <> '' AND a LIKE 'x' OR b = 1 ORDER BY a",
  ],
  ["SELECT 1 FROM t WHERE a LIKE 'x' AND c <> ''", "SELECT 1 FROM t WHERE c <> '' AND a LIKE 'x'"],
  ["SELECT 1 FROM t WHERE a = 1 AND c <> ''", "SELECT 1 FROM t WHERE a = 1 AND c <> ''"],
  [
    "SELECT regexp_extract(url, '^https?://([^/]+)', 1) FROM t",
    "SELECT CASE WHEN url LIKE 'https://www.%' THEN split_part(substr(url, 13), '/', 1) WHEN url LIKE 'http://www.%' THEN split_part(substr(url, 12), '/', 1) WHEN url LIKE 'https://%' THEN split_part(substr(url, 9), '/', 1) WHEN url LIKE 'http://%' THEN split_part(substr(url, 8), '/', 1) ELSE split_part(url, '/', 1) END FROM t",
  ],
  [
    String.raw`SELECT regexp_extract(url, '(\d+)', 1) FROM t`,
    String.raw`SELECT regexp_extract(url, '(\d+)', 1) FROM t`,
  ],
])('speedUp(%s)', (sql, expected) => {
  expect(speedUp(sql)).toBe(expected)
})

describe('timeRangeOf', () => {
  const now = Date.parse('2026-08-22T10:30:00Z')
  const at = (text: string) => Date.parse(text)

  test.each([
    ['no WHERE', 'SELECT 1', undefined],
    [
      'both bounds',
      "SELECT 1 WHERE time >= '2026-08-22T10:00:00Z' AND time < '2026-08-22 12:00:00'",
      ['2026-08-22T10:00:00Z', '2026-08-22T12:00:00Z'],
    ],
    [
      'BETWEEN',
      "SELECT 1 WHERE time BETWEEN '2026-08-22' AND '2026/08/23'",
      ['2026-08-22T00:00:00Z', '2026-08-23T00:00:00Z'],
    ],
    [
      'an offset',
      "SELECT 1 WHERE time > '2026-08-22T10:00:00+02:00' AND time < '2026-08-23'",
      ['2026-08-22T08:00:00Z', '2026-08-23T00:00:00Z'],
    ],
    ['a lower bound only', "SELECT 1 WHERE time > '2026-08-22'", ['2026-08-22T00:00:00Z', '2026-08-23T10:30:00Z']],
    ['an upper bound only', "SELECT 1 WHERE time < '2026-08-22'", ['2020-01-01T00:00:00Z', '2026-08-22T00:00:00Z']],
    [
      'NOW() and an interval',
      "SELECT 1 WHERE time > NOW() - INTERVAL '2 hours'",
      ['2026-08-22T08:30:00Z', '2026-08-23T10:30:00Z'],
    ],
    [
      'a column that ends in time',
      "SELECT 1 WHERE uptime > '2026-08-22'",
      ['2026-08-22T00:00:00Z', '2026-08-23T10:30:00Z'],
    ],
    ['a quoted column', 'SELECT 1 WHERE "time" > \'2026-08-22\'', undefined],
    ['a TIMESTAMP literal', "SELECT 1 WHERE time > TIMESTAMP '2026-08-22'", undefined],
    ['a range behind ORDER BY', "SELECT 1 WHERE a = 1 ORDER BY time > '2026-08-22'", undefined],
    [
      'microseconds',
      "SELECT 1 WHERE time >= '2026-08-22T10:00:00Z' AND time < '2026-08-22T12:00:00.0005Z'",
      ['2026-08-22T10:00:00Z', '2026-08-22T12:00:00Z', 0.5],
    ],
  ] as [string, string, [string, string, number?] | undefined][])('%s', (_, sql, expected) => {
    const range =
      expected === undefined ? undefined : { start: at(expected[0]), end: at(expected[1]) + (expected[2] ?? 0) }
    expect(timeRangeOf(sql, now)).toEqual(range)
  })
})

test('a time range longer than Go can count is told instead of never answered', () => {
  expect(neverAnswers("SELECT 1 FROM cpu WHERE time < '9999-12-31T00:00:00Z'")).toBe(true)
  expect(neverAnswers("SELECT 1 FROM cpu WHERE time >= '0001-01-01T00:00:00Z' AND time < '2262-01-01T00:00:00Z'")).toBe(
    false,
  )
  expect(neverAnswers("SELECT 1 FROM cpu WHERE (time) < '9999-12-31T00:00:00Z'")).toBe(false)
})

function literalAsTable(): string {
  return 'String literal not allowed in table position (replacement scans are disabled); reference a table by name'
}

function quotedAsTable(name: string): string {
  return `Quoted identifier in table position is not a valid database or measurement name (replacement scans are disabled): ${name}`
}
