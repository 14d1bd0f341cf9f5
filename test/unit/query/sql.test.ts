import { runInNewContext } from 'node:vm'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readRfc3339 } from '../../../src/base/instants.ts'
import type { SqlFragment } from '../../../src/base/sql-fragment.ts'
import { ArcValidationError } from '../../../src/errors.ts'
import { sql } from '../../../src/query/sql/sql.ts'
import { sqlText } from '../../../src/query/sql/text.ts'
import { hostileText } from './hostile.ts'

describe('values', () => {
  it.each([
    ['a text', 'it\'s "fine"', `'it''s "fine"'`],
    // Bare after <>, the LIKE optimizer of Arc would move them.
    ['an empty text', '', "('')"],
    ['a text that begins with a quote', "'s-Hertogenbosch", "('''s-Hertogenbosch')"],
    ['a text with dollars and backslashes inside', '$x$ C:\\dir', "'$x$ C:\\dir'"],
    ['a text that ends in a backslash', 'C:\\', "('C:' || chr(92))"],
    ['a lone backslash', '\\', 'chr(92)'],
    ['backslashes at the end', 'a\\\\', "('a' || repeat(chr(92), 2))"],
    ['a backslash before U+0000', 'a\\\0', "('a' || chr(92) || chr(0))"],
    ['a backslash before a comparison', 'a\\>=', "('a' || chr(92) || '>=')"],
    ['a text with U+0000', 'a\0b', "('a' || chr(0) || 'b')"],
    ['a text like one of the placeholders of Arc', '__STR_1__', "('_' || '_STR_1__')"],
    ['a text that would stop the rewriting of Arc', 'see READ_parquet(', "('see READ_' || 'parquet(')"],
    ['a text that the LIKE optimizer of Arc would move', "x AND y <> ' LIMIT", "('x AND y <>' || ' '' LIMIT')"],
    ['a text with a WHERE', 'Where x', "('Where' || ' x')"],
    ['a text that ends in a comparison', 'time >= ', "('time ' || '>= ')"],
    ['an integer', 42, '42'],
    ['a negative integer', -42, '(-42)'],
    ['a fraction', 0.1, '0.1e0'],
    ['a large number', 1e300, '1e+300'],
    ['an integer beyond 2^53', 2 ** 60, '1152921504606847000e0'],
    ['minus zero', -0, '(-0e0)'],
    ['a bigint', 9007199254740993n, '9007199254740993'],
    ['true', true, 'TRUE'],
    ['null', null, 'NULL'],
    ['a date', new Date('2026-08-22T10:00:00.5Z'), "TIMESTAMPTZ '2026-08-22T10:00:00.5Z'"],
    ['a date before 1970', new Date(-1), "TIMESTAMPTZ '1969-12-31T23:59:59.999Z'"],
    ['an instant with nanoseconds', { epochNanoseconds: 1n }, "TIMESTAMPTZ '1970-01-01T00:00:00.000000001Z'"],
    ['bytes', Uint8Array.of(0, 255), "from_hex('00ff')"],
    ['a list', ['a', 1, null], "('a', 1, NULL)"],
    ['a list of pairs', [['a', 1]], "(('a', 1))"],
    ['an empty list', [], '(SELECT NULL WHERE FALSE)'],
  ])('%s', (_, value, expected) => {
    expect(sql`${value}`.text).toBe(expected)
  })

  it.each<[string, unknown, RegExp]>([
    ['undefined', undefined, /value 1 is undefined.*null for NULL/],
    ['NaN', Number.NaN, /is NaN.*isnan\(c\)/],
    ['infinity', Number.POSITIVE_INFINITY, /is Infinity.*'Infinity'::DOUBLE/],
    ['a function', () => 1, /a function/],
    ['a symbol', Symbol('x'), /a symbol/],
    ['an object', { a: 1 }, /an object, .*JSON.stringify/],
    ['a map', new Map(), /an object \(Map\)/],
    ['an invalid date', new Date(Number.NaN), /invalid Date/],
    ['a date beyond the year 9999', new Date(8e15), /years 1 to 9999/],
    ['a lone surrogate', 'a\ud800', /lone surrogate/],
    ['a bigint beyond 128 bits', 2n ** 127n, /128-bit/],
    ['undefined in a list', ['a', undefined], /value 1\[1\] is undefined/],
    ['a list of nothing in a list', [['a', 1], []], /value 1\[1\] is an empty array, and a row has/],
    ['a look-alike of a fragment', JSON.parse('{"text":"1; DROP TABLE x"}'), /an object/],
  ])('refuses %s', (_, value, message) => {
    expect(() => sql`SELECT ${value as string}`).toThrow(message)
    expect(() => sql`SELECT ${value as string}`).toThrow(ArcValidationError)
  })

  it('keeps a value apart from its neighbours', () => {
    expect(sql`LIMIT${1}`.text).toBe('LIMIT 1')
    expect(sql`e${'x'}`.text).toBe("e 'x'")
    expect(sql`${'a'}${'b'}`.text).toBe("'a' 'b'")
    expect(sql`1 -${-1}`.text).toBe('1 -(-1)')
    expect(sql`x ->${1}`.text).toBe('x ->1')
    expect(sql`cpu_${sql.raw('idle')}`.text).toBe('cpu_idle')
  })
})

describe('where a value stands', () => {
  it.each<[string, () => SqlFragment]>([
    ['a string literal', () => sql`SELECT '${'x'}'`],
    ['an escape string literal', () => sql`SELECT e'\\'${'x'}'`],
    ['a quoted identifier', () => sql`SELECT "${'x'}"`],
    ['a dollar-quoted string', () => sql`SELECT $a$ ${'x'} $a$`],
    ['a line comment', () => sql`SELECT 1 -- ${'x'}`],
    ['a block comment', () => sql`SELECT /* /* */ ${'x'} */ 1`],
  ])('is refused inside %s', (context, build) => {
    expect(build).toThrow(new RegExp(`value 1 stands inside ${context}`))
  })

  it('is allowed after all of them', () => {
    expect(
      sql`SELECT 'it''s', "a""b", $$ ' $$, e'\\'' /* '' */ -- "x"
      , ${1}`.text,
    ).toMatch(/, 1$/)
  })

  it.each<[string, () => SqlFragment]>([
    ['a string literal', () => sql`SELECT 'x`],
    ['a block comment', () => sql`SELECT /* x`],
  ])('an unclosed %s is refused', (context, build) => {
    expect(build).toThrow(new RegExp(`ends inside ${context}`))
  })

  it('takes backslashes in the literals of the template', () => {
    expect(sql`SELECT 'a\\''b' || ${'x'}`.text).toContain("'x'")
  })

  it('refuses a template whose backslashes JavaScript does not keep', () => {
    // Made at run time: editors and compilers have their own opinions of these.
    const evaluate = (template: string) => new Function('sql', `return sql\`${template}\``)(sql) as SqlFragment
    expect(() => evaluate("SELECT regexp_matches(host, '\\d+')")).toThrow(/backslash of \\d .* write it twice/)
    expect(() => evaluate("SELECT '\\unicode'")).toThrow(/write it twice/)
    expect(() => evaluate("SELECT '\\1'")).toThrow(/write it twice/)
    expect(evaluate("SELECT '\\\\d', '\\n\\u0041\\x41\\`\\${'").text).toBe("SELECT '\\d', '\nAA`${'")
  })

  it('is only known from a template', () => {
    const call = sql as unknown as (strings: unknown, ...values: readonly unknown[]) => SqlFragment
    expect(() => call('SELECT 1')).toThrow(/sql is a tag.*sql\.raw/)
    expect(() => call(JSON.parse('["SELECT 1; DROP TABLE x --", ""]'), 'x')).toThrow(ArcValidationError)
  })

  it('ends a comment before going on', () => {
    const commented = sql`a -- why`
    expect(sql`SELECT ${commented}, ${1}`.text).toBe('SELECT a -- why\n, 1')
  })
})

describe('lists', () => {
  it.each([
    [sql`host IN ${['a', 'b']}`, "host IN ('a', 'b')"],
    [sql`host IN (${['a', 'b']})`, "host IN ('a', 'b')"],
    [sql`"my host" not in(\n${[1, 2]}\n) AND c IN ( ${[3]} )`, '"my host" not in(\n1, 2\n) AND c IN ( 3 )'],
    [sql`c.host NOT IN (${[]})`, 'c.host NOT IN (SELECT NULL WHERE FALSE)'],
    [sql`(a, b) IN ${[['a', 1]]}`, "(a, b) IN (('a', 1))"],
    [sql`(a, b) IN (${['a', 1]}, ${['b', 2]})`, "(a, b) IN (('a', 1), ('b', 2))"],
    [sql`(a, b) IN (${['a', 1]})`, "(a, b) IN (('a', 1))"],
    [sql`(a, b) NOT IN (${['a', 1]})`, "(a, b) NOT IN (('a', 1))"],
    [sql`host IN (${['a']}, ${['b']})`, "host IN (('a'), ('b'))"],
    [sql`coalesce(${['a', 'b']})`, "coalesce(('a', 'b'))"],
  ])('%s', (fragment, text) => {
    expect(fragment.text).toBe(text)
  })
})

describe('helpers', () => {
  it('quotes names, and leaves time bare for partition pruning', () => {
    expect(sql`SELECT ${sql.id('time')}, ${sql.id('a"b')} FROM ${sql.id('my-db', 'cpu')}`.text).toBe(
      'SELECT time, "a""b" FROM "my-db"."cpu"',
    )
  })

  it.each([[''], ['a\0'], ['a\\'], ['__IDENT_0__'], ['\udc00'], ["date_trunc('day', ts)"], ['no Read_Parquet']])(
    'refuses the name %j',
    (name) => {
      expect(() => sql.id(name)).toThrow(ArcValidationError)
    },
  )

  it('takes the name of an expression that Arc leaves alone', () => {
    expect(sql.id(`date_trunc('day', (ts))`).text).toBe(`"date_trunc('day', (ts))"`)
  })

  it('joins', () => {
    expect(sql.join([1, 'a', sql`b`]).text).toBe("1, 'a', b")
    expect(sql.join([sql`a = ${1}`, sql`b = ${2}`], sql` AND `).text).toBe('a = 1 AND b = 2')
    expect(() => sql.join([])).toThrow(/empty/)
  })

  it.each([
    ['a text, whose letters are no list', () => sql.join('host'), /sql.join takes an array/],
    ['nothing', () => sql.join(null as never), /sql.join takes an array/],
    ['a separator that is no SQL', () => sql.join([sql`a`, sql`b`], ' AND ' as never), /such as sql` AND `/],
  ])('joins not %s', (_, join, message) => {
    expect(join).toThrow(ArcValidationError)
    expect(join).toThrow(message)
  })

  it('writes half-open time ranges', () => {
    const from = new Date('2026-08-22T10:00:00Z')
    expect(sql.timeRange('time', from, 1787396400000001n).text).toBe(
      "(time >= '2026-08-22T10:00:00Z' AND time < '2026-08-22T11:00:00.000001Z')",
    )
    expect(sql.timeRange(sql`c.time`, undefined, '2026-08-22T12:00:00+02:00').text).toBe(
      "((c.time) < '2026-08-22T10:00:00Z')",
    )
    const between = { epochNanoseconds: 1787392800_000000_001n }
    expect(sql.timeRange('time', between, between).text).toBe(
      "(time >= '2026-08-22T10:00:00.000001Z' AND time < '2026-08-22T10:00:00.000001Z')",
    )
    expect(sql.timeRange('time', new Date('2020-01-01'), new Date('9999-12-31')).text).toBe(
      "((time) >= '2020-01-01T00:00:00Z' AND (time) < '9999-12-31T00:00:00Z')",
    )
    expect(sql.timeRange('time', { epochNanoseconds: -1n }).text).toBe("(time >= '1970-01-01T00:00:00Z')")
    expect(() => sql.timeRange('time')).toThrow(/from, to, or both/)
    expect(() => sql.timeRange('time', '2026-08-22 10:00:00')).toThrow(/with a zone/)
  })

  it('refuses a time range that ends before it begins, which no row is in', () => {
    const early = new Date('2026-08-22T10:00:00Z')
    const late = new Date('2026-08-22T11:00:00Z')
    expect(() => sql.timeRange('time', late, early)).toThrow(
      "sql.timeRange: from, '2026-08-22T11:00:00Z', is later than to, '2026-08-22T10:00:00Z'; give the earlier instant first",
    )
    expect(sql.timeRange('time', early, early).text).toContain('AND')
  })

  it.each(['T24:00:00Z', 'T23:60:00Z', 'T23:59:60Z', 'T00:00:00+24:00', 'T00:00:00+01:60', 'T00:00:00+01', ''])(
    'takes no text that a write refuses: 2026-08-22%s',
    (rest) => {
      expect(readRfc3339(`2026-08-22${rest}`)).toBeUndefined()
      expect(() => sql.time(`2026-08-22${rest}`)).toThrow(/not RFC 3339/)
    },
  )

  it.each([
    ['2026-08-22 10:00:00z', "'2026-08-22T10:00:00Z'"],
    ['2026-08-22T10:00:00.5+0530', "'2026-08-22T04:30:00.5Z'"],
    ['2026-01-01T00:00:00.123456-23:59', "'2026-01-01T23:59:00.123456Z'"],
    ['2026-01-01T00:00:00.1234567891Z', "'2026-01-01T00:00:00.123456789Z'"],
  ])('takes what a write takes: %s', (text, expected) => {
    expect(readRfc3339(text)).toBeDefined()
    expect(sql.time(text).text).toBe(expected)
  })

  it('takes a Date from another realm, and nothing that only looks like one', () => {
    expect(sql`${runInNewContext('new Date(1)')}`.text).toBe("TIMESTAMPTZ '1970-01-01T00:00:00.001Z'")
    const hollow = Object.create(Date.prototype) as Date
    expect(() => sql`${hollow}`).toThrow(/value 1 is an object, which has no SQL literal/)
    expect(() => sql.time(hollow)).toThrow(/sql\.time is an object, not an instant/)
  })

  it.each(['2026-02-30', '2025-02-29', '2026-04-31', '2026-13-01'])('has no instants on %s', (day) => {
    expect(() => sql.time(`${day}T00:00:00Z`)).toThrow(/not RFC 3339/)
    expect(() => sql.time(`${day}T00:00:00.5+01:00`)).toThrow(ArcValidationError)
  })

  it('names what is not an instant', () => {
    expect(() => sql.time(5 as unknown as bigint)).toThrow(/sql\.time is 5, not an instant/)
    expect(() => sql.timeRange('time', null as unknown as Date)).toThrow(/from is null, not an instant/)
  })

  it('writes instants and buckets', () => {
    expect(sql.time(1n).text).toBe("'1970-01-01T00:00:00.000001Z'")
    expect(sql.timeBucket('15 minutes', 'time').text).toBe("time_bucket(INTERVAL '15 minutes', (time))")
    expect(() => sql.timeBucket("1 hour'", 'time')).toThrow(/"1 hour'" is not a width/)
  })
})

describe('the text to send', () => {
  it.each([['SELECT 1\0 AS x', /U\+0000 at 8/]])('is not what Arc misreads: %s', (text, message) => {
    expect(() => sqlText(text)).toThrow(message)
  })

  it.each([
    "SELECT 1 -- AND host = 'a'\n, 2",
    "SELECT 'it''s -- fine'",
    "SELECT 'a\\''b', e'\\''",
    'SELECT 1 /* a /* b */ c */ -- d',
  ])('may be %s', (text) => {
    expect(sqlText(text)).toBe(text)
  })

  it('is not blank, and is text', () => {
    expect(() => sqlText(' \n')).toThrow(/blank/)
    expect(() => sqlText({ text: 'SELECT 1' } as unknown as SqlFragment)).toThrow(/neither a string nor/)
    expect(sqlText(sql`SELECT 1`)).toBe('SELECT 1')
  })
})

describe('Arc reads the same literals as DuckDB', () => {
  it('whatever is in them', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (a, b) => {
        const text = sqlText(sql`SELECT ${a}, ${[b, a]} FROM cpu WHERE x = ${b}`)
        const { masked, literals } = mask(text)
        // Nothing of the values is outside of the literals, and putting them back gives the same text.
        expect(masked).toMatch(/^[\w\s,.()=|<>?-]*$/)
        expect(masked.match(/FROM|WHERE/gi)).toEqual(['FROM', 'WHERE'])
        expect(literals.reduce((sql, literal, i) => sql.replace(`__STR_${i}__`, () => literal), masked)).toBe(text)
      }),
      { numRuns: 2_000 },
    )
  })

  /** Swaps literals for placeholders as the server does before it rewrites a query (docs/wire-notes.md#sql-traps). */
  function mask(text: string): { readonly masked: string; readonly literals: readonly string[] } {
    const literals: string[] = []
    let masked = ''
    for (let at = 0; at < text.length; ) {
      if (text[at] !== "'") {
        masked += text[at++]
        continue
      }
      const start = at++
      while (at < text.length && (text[at] !== "'" || text[at + 1] === "'" || text[at - 1] === '\\')) {
        at += text[at] === "'" && text[at + 1] === "'" ? 2 : 1
      }
      masked += `__STR_${literals.length}__`
      literals.push(text.slice(start, ++at))
    }
    return { masked, literals }
  }
})

describe('DuckDB reads back what was written', () => {
  let instance: DuckDBInstance
  beforeAll(async () => {
    instance = await DuckDBInstance.create()
  })
  afterAll(() => instance.closeSync())

  const first = async (fragment: SqlFragment): Promise<unknown[]> => {
    const connection = await instance.connect()
    try {
      const rows = (await connection.runAndReadAll(sqlText(fragment))).getRowsJS()
      expect(rows).toHaveLength(1)
      return [...(rows[0] ?? [])]
    } finally {
      connection.closeSync()
    }
  }

  it('hostile texts, alone, side by side, in lists and in fragments', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, hostileText, async (a, b) => {
        const nested = sql`${b}`
        const query = sql`SELECT ${a}, ${b}, ${nested}, ${a} = ${a}, ${a} IN ${[a, b]}, 'end'`
        expect(await first(query)).toEqual([a, b, b, true, true, 'end'])
      }),
      { numRuns: 400 },
    )
  })

  it('hostile names', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, hostileText, async (a, b) => {
        let name: SqlFragment
        try {
          name = sql.id(a)
        } catch (error) {
          expect(error).toBeInstanceOf(ArcValidationError)
          return
        }
        expect(await first(sql`SELECT t.${name} FROM (SELECT ${b} AS ${name}, 1 AS other) AS t`)).toEqual([b])
      }),
      { numRuns: 200 },
    )
  })

  it('names and widths that are no texts are refused as such', () => {
    const circular: { self?: unknown } = {}
    circular.self = circular
    for (const [value, shown] of [
      [5n, '5n'],
      [circular, 'an object'],
      [['1 hour'], 'an array'],
      [Symbol('s'), 'a symbol'],
      [undefined, 'undefined'],
    ] as [string, string][]) {
      expect(() => sql.id(value)).toThrow(new ArcValidationError(`sql.id: ${shown} is not a string`))
      expect(() => sql.timeBucket(value, 'time')).toThrow(`sql.timeBucket: ${shown} is not a width`)
    }
  })

  it('numbers, bit for bit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
        async (x, n) => {
          const [double, integer] = await first(sql`SELECT ${x}::DOUBLE, ${n}::BIGINT`)
          expect(Object.is(double, x)).toBe(true)
          expect(integer).toBe(n)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('instants, to the microsecond', async () => {
    const years = fc.bigInt(-62_135_596_800_000_000n, 253_402_300_799_999_999n)
    await fc.assert(
      fc.asyncProperty(years, async (micros) => {
        expect(await first(sql`SELECT epoch_us(${sql.time(micros)}::TIMESTAMPTZ)`)).toEqual([micros])
      }),
      { numRuns: 200 },
    )
  })

  it('bytes, empty lists and lists with null', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), async (bytes) => {
        expect(await first(sql`SELECT hex(${bytes})`)).toEqual([Buffer.from(bytes).toString('hex').toUpperCase()])
      }),
      { numRuns: 50 },
    )
    expect(await first(sql`SELECT 1 IN (${[1, 2]}), 1 NOT IN (${[]}), 3 IN (${[1, 2]})`)).toEqual([true, true, false])
    expect(await first(sql`SELECT 1 IN ${[]}, 1 NOT IN ${[]}, 'a' IN ${[]}, 1 IN ${[1, null]}`)).toEqual([
      false,
      true,
      false,
      true,
    ])
  })
})

it('a fragment in a request body goes out as its text', () => {
  expect(JSON.stringify({ where: sql`host = ${"it's"}` })).toBe(`{"where":"host = 'it''s'"}`)
})
