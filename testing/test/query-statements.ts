/** Random SQL over two measurements, for comparing what must be equal. Every statement has one right answer: no row order, no sum that rounds. */
import fc from 'fast-check'

/**
 * The measurements a statement may read. Both have `time`, `n`, `usage`, `cores`, `host`, `region` and `up`; `n` numbers the rows,
 * floats are multiples of a quarter, so that their sums are exact in any order.
 */
export const MEASUREMENTS = ['cpu', 'mem'] as const

/** 2026-08-22T10:00:00Z, in microseconds; rows lie within a few hours after it. */
export const FIRST_MICROS = 1_787_392_800_000_000n
export const SPAN_SECONDS = 4 * 3600

const LITERALS = [
  ...['0', '-1', '42', '9007199254740993', '1.5', '1e300', '2.50::DECIMAL(10,2)', "'nan'::DOUBLE", '7::HUGEINT'],
  ...["'it''s'", "'é ☃ 😀'", "''", "'a' || chr(92)", "'line' || chr(10)", '$$dollar$$', "'<&>'"],
  ...['TRUE', 'FALSE', 'NULL', "DATE '2026-02-28'", "TIME '10:00:00.25'", "INTERVAL '1 month 2 days'"],
  ...["TIMESTAMPTZ '2026-08-22T10:00:00.123456Z'", "TIMESTAMP '2026-08-22 10:00:00'", "'ab'::BLOB"],
  ...['[1, 2, NULL]', "{'a': 1, 'b': 'x'}", "MAP {'k': 2}", "UUID '550e8400-e29b-41d4-a716-446655440000'"],
]

const measurement = fc.constantFrom(...MEASUREMENTS)

/** A statement; the columns of its result are named, and none twice. */
export const statements: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(measurement, fc.nat(1000)).chain(([table]) => projection(table)) },
  { weight: 3, arbitrary: measurement.chain(aggregation) },
  { weight: 3, arbitrary: join() },
  { weight: 2, arbitrary: measurement.chain(windowed) },
  { weight: 2, arbitrary: measurement.chain(commonTable) },
  { weight: 1, arbitrary: union() },
  { weight: 1, arbitrary: literals() },
)

function projection(table: string): fc.Arbitrary<string> {
  return fc
    .record({
      values: fc.array(value('t'), { minLength: 1, maxLength: 5 }),
      where: fc.option(predicate('t')),
      distinct: fc.boolean(),
      limit: fc.option(fc.integer({ min: 0, max: 50 })),
    })
    .map(({ values, where, distinct, limit }) => {
      const columns = named(limit === null ? values : [...values, 't.n'])
      const end = limit === null ? '' : ` ORDER BY t.n LIMIT ${limit}`
      const start = distinct && limit === null ? 'SELECT DISTINCT' : 'SELECT'
      return `${start} ${columns} FROM ${table} AS t${filter(where)}${end}`
    })
}

function aggregation(table: string): fc.Arbitrary<string> {
  const aggregate = fc.oneof(
    fc.constantFrom(
      'count(*)',
      'count(t.usage)',
      'count(DISTINCT t.host)',
      'bool_or(t.up)',
      'max(t.time)',
      'min(t.host)',
    ),
    number('t').map((expression) => `sum(${expression})`),
    number('t').map((expression) => `min(${expression})`),
    fc.constantFrom(
      'avg(t.usage)',
      'avg(t.cores)',
      'sum(t.n)',
      "string_agg(t.host, ',' ORDER BY t.n)",
      'list(t.n ORDER BY t.n)',
    ),
  )
  const key = fc.oneof(text('t'), bucket('t'), fc.constant('t.up'), fc.constant('t.cores % 3'))
  return fc
    .record({
      keys: fc.array(key, { maxLength: 2 }),
      aggregates: fc.array(aggregate, { minLength: 1, maxLength: 4 }),
      where: fc.option(predicate('t')),
      having: fc.option(fc.integer({ min: 0, max: 5 })),
    })
    .map(({ keys, aggregates, where, having }) => {
      const group = keys.length === 0 ? '' : ` GROUP BY ${keys.map((_, index) => index + 1).join(', ')}`
      const condition = having === null || keys.length === 0 ? '' : ` HAVING count(*) > ${having}`
      return `SELECT ${named([...keys, ...aggregates])} FROM ${table} AS t${filter(where)}${group}${condition}`
    })
}

function join(): fc.Arbitrary<string> {
  return fc
    .record({
      kind: fc.constantFrom('JOIN', 'INNER JOIN', 'LEFT JOIN', 'RIGHT OUTER JOIN', 'FULL JOIN'),
      on: fc.constantFrom('c.host = m.host AND c.n = m.n', 'c.n = m.n + 1', 'c.time = m.time AND c.host = m.host'),
      left: fc.array(value('c'), { minLength: 1, maxLength: 3 }),
      right: fc.array(value('m'), { minLength: 1, maxLength: 3 }),
      where: fc.option(fc.oneof(textPredicate('c'), numberPredicate('m'))),
    })
    .map(({ kind, on, left, right, where }) => {
      return `SELECT ${named([...left, ...right])} FROM cpu AS c ${kind} mem AS m ON ${on}${filter(where)}`
    })
}

function windowed(table: string): fc.Arbitrary<string> {
  return fc
    .record({
      over: fc.constantFrom('row_number()', 'lag(t.usage)', 'sum(t.cores)', 'first_value(t.host)', 'count(*)'),
      partition: fc.constantFrom('t.host', 't.region', 't.up'),
      values: fc.array(value('t'), { maxLength: 2 }),
      where: fc.option(predicate('t')),
    })
    .map(({ over, partition, values, where }) => {
      const window = `${over} OVER (PARTITION BY ${partition} ORDER BY t.n)`
      return `SELECT ${named(['t.n', ...values, window])} FROM ${table} AS t${filter(where)}`
    })
}

function commonTable(table: string): fc.Arbitrary<string> {
  return fc
    .record({
      inner: number('t'),
      outer: fc.constantFrom('count(*)', 'sum(x.v)', 'max(x.host)'),
      where: predicate('t'),
    })
    .map(({ inner, outer, where }) => {
      const common = `WITH x AS (SELECT t.host AS host, ${inner} AS v FROM ${table} AS t WHERE ${where})`
      return `${common} SELECT x.host AS a, ${outer} AS b FROM x GROUP BY x.host`
    })
}

function union(): fc.Arbitrary<string> {
  return fc.tuple(number('a'), text('a'), number('b'), text('b')).map(([n1, s1, n2, s2]) => {
    const first = `SELECT ${n1} AS v, ${s1} AS s FROM cpu AS a`
    return `${first} UNION ALL SELECT ${n2} AS v, ${s2} AS s FROM mem AS b WHERE b.host IN (SELECT c.host FROM cpu AS c)`
  })
}

function literals(): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...LITERALS), { minLength: 1, maxLength: 8 })
    .map((values) => `SELECT ${named(values)} FROM cpu AS t WHERE t.n < 3`)
}

function value(table: string): fc.Arbitrary<string> {
  return fc.oneof(
    number(table),
    text(table),
    bucket(table),
    fc.constantFrom(`${table}.time`, `${table}.up`, `${table}.time::DATE`),
    fc.constantFrom(...LITERALS),
  )
}

function number(table: string): fc.Arbitrary<string> {
  const column = fc.constantFrom(`${table}.n`, `${table}.usage`, `${table}.cores`)
  return fc.oneof(
    column,
    fc.tuple(column, fc.constantFrom('+', '-', '*'), fc.integer({ min: -8, max: 8 })).map((parts) => parts.join(' ')),
    column.map((name) => `coalesce(${name}, 0)`),
    column.map((name) => `CASE WHEN ${table}.up THEN ${name} ELSE -1 END`),
    fc.constantFrom(`length(${table}.host)`, `abs(${table}.usage)`, `extract(hour FROM ${table}.time)`),
  )
}

function text(table: string): fc.Arbitrary<string> {
  return fc.constantFrom(
    `${table}.host`,
    `${table}.region`,
    `upper(${table}.host)`,
    `${table}.host || '-' || ${table}.n`,
    `coalesce(${table}.region, 'none')`,
    `substring(${table}.host FROM 2 FOR 3)`,
  )
}

/** Weeks are left out: the server's begin on Thursday. */
function bucket(table: string): fc.Arbitrary<string> {
  return fc.constantFrom(
    `time_bucket('30 minutes', ${table}.time)`,
    `time_bucket(INTERVAL '1 hour', ${table}.time)`,
    `date_trunc('hour', ${table}.time)`,
    `date_trunc('month', ${table}.time)`,
    `date_trunc('minute', (${table}.time))`,
  )
}

/** One bound on time at most, never an upper one on the hour: there the server reads too few files. */
function predicate(table: string): fc.Arbitrary<string> {
  const seconds = fc.integer({ min: 1, max: SPAN_SECONDS }).filter((at) => at % 3600 !== 0)
  const range = fc.tuple(seconds, seconds).map(([a, b]) => {
    return `${table}.time >= '${instant(Math.min(a, b))}' AND ${table}.time < '${instant(Math.max(a, b) + 1)}'`
  })
  return fc.oneof(textPredicate(table), numberPredicate(table), range)
}

function textPredicate(table: string): fc.Arbitrary<string> {
  return fc.constantFrom(
    `${table}.host = 'h1'`,
    `${table}.host LIKE 'h%'`,
    `${table}.host IN ('h1', 'h2', 'it''s')`,
    `${table}.region IS NOT NULL`,
    `(${table}.host = 'h3' OR ${table}.up)`,
  )
}

function numberPredicate(table: string): fc.Arbitrary<string> {
  return fc.oneof(
    fc.integer({ min: -10, max: 300 }).map((bound) => `${table}.n > ${bound}`),
    fc.integer({ min: -40, max: 40 }).map((bound) => `${table}.usage BETWEEN ${bound} AND ${bound + 20}`),
    fc.constant(`${table}.cores % 2 = 0`),
  )
}

function filter(where: string | null): string {
  return where === null ? '' : ` WHERE ${where}`
}

function named(expressions: readonly string[]): string {
  return expressions.map((expression, index) => `${expression} AS c${index}`).join(', ')
}

function instant(seconds: number): string {
  return new Date(Number(FIRST_MICROS / 1000n) + seconds * 1000).toISOString()
}
