/** The three formats value by value, and what the endpoints do besides. */
import { type IncomingHttpHeaders, request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { decode } from '@msgpack/msgpack'
import { tableFromIPC } from 'apache-arrow'
import { decompress } from 'fzstd'
import pl from 'nodejs-polars'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decimalText, decimalToFloat } from '../src/query/decimal.ts'
import { floatText, timestampText } from '../src/query/go-text.ts'
import { type HttpArc, startHttpArc } from '../src/server.ts'
import { storeSelect } from './store-select.ts'

let server: HttpArc

beforeAll(async () => {
  server = await startHttpArc({ auth: false, version: '26.09.1' })
  await storeSelect(
    server.arc,
    'default',
    'cpu',
    'SELECT make_timestamptz(1787392800000000 + range * 1800000000) AS "time", \'h\' || range AS host, range AS n FROM range(4)',
  )
  await storeSelect(server.arc, 'metrics', 'cpu', 'SELECT TIMESTAMPTZ \'2026-08-22T10:00:00Z\' AS "time", 1.5 AS v')
})
afterAll(() => server.close())

test.each([';', '-- nothing', '/* nothing */ ;'])('SQL without a statement is refused: %s', async (sql) => {
  for (const path of ['/api/v1/query', '/api/v1/query/arrow']) {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ sql }) }
    const answer = await fetch(server.url + path, init)
    expect(answer.status).toBe(500)
    expect(await answer.json()).toMatchObject({ success: false, error: 'arrow query failed: empty query' })
  }
})

describe('a cell in JSON, MessagePack and Arrow', () => {
  test.each([
    ['true', true, ['bool', true], ['Bool', true]],
    ['-7::TINYINT', -7, ['int8', -7], ['Int8', -7]],
    ['9007199254740993', 9007199254740992, ['int64', 9007199254740993n], ['Int64', 9007199254740993n]],
    [
      '18446744073709551615::UBIGINT',
      18446744073709552000,
      ['uint64', 18446744073709551615n],
      ['Uint64', 18446744073709551615n],
    ],
    ['sum(x)', '3', ['int64', 3n], ['Int64', 3n]],
    ['1.50::DECIMAL(10,2)', '1.5', ['float64', 1.5], ['Float64', 1.5]],
    ['0.57::DECIMAL(5,2)', '0.57', ['float64', 0.5700000000000001], ['Float64', 0.5700000000000001]],
    ["'NaN'::DOUBLE", null, ['float64', Number.NaN], ['Float64', Number.NaN]],
    ["'-inf'::DOUBLE", null, ['float64', Number.NEGATIVE_INFINITY], ['Float64', Number.NEGATIVE_INFINITY]],
    ['0.1::FLOAT', 0.10000000149011612, ['float32', 0.10000000149011612], ['Float32', 0.10000000149011612]],
    ["'é\"\\'", 'é"\\', ['utf8', 'é"\\'], ['Utf8', 'é"\\']],
    [
      "DATE '2026-01-01'",
      '2026-01-01T00:00:00Z',
      ['date32', new Date('2026-01-01')],
      ['Date32<DAY>', Date.UTC(2026, 0, 1)],
    ],
    [
      "TIMESTAMPTZ '2026-08-22T10:00:00.5Z'",
      '2026-08-22T10:00:00.5Z',
      ['timestamp[us]', new Date('2026-08-22T10:00:00.5Z')],
      ['Timestamp<MICROSECOND, Etc/UTC>', Date.parse('2026-08-22T10:00:00.5Z')],
    ],
    [
      "TIME '10:00:00'",
      '10:00:00.000000',
      ['string_encoded', '10:00:00.000000'],
      ['Time64<MICROSECOND>', 36_000_000_000n],
    ],
    [
      'INTERVAL 1 DAY',
      '{"months":0,"days":1,"nanoseconds":0}',
      ['string_encoded', '{"months":0,"days":1,"nanoseconds":0}'],
      undefined,
    ],
    ["['<a>', NULL]", '["\\u003ca\\u003e",null]', ['list', '["\\u003ca\\u003e",null]'], undefined],
    ["{'z': 1, 'a': 0.1::DOUBLE}", '{"a":0.1,"z":1}', ['struct', '{"a":0.1,"z":1}'], undefined],
    [
      "MAP {'k': DATE '2026-01-01'}",
      '[{"key":"k","value":"2026-01-01"}]',
      ['map', '[{"key":"k","value":"2026-01-01"}]'],
      undefined,
    ],
    [
      "'b'::ENUM ('a', 'b')",
      'b',
      ['unknown:dictionary<values=utf8, indices=uint8, ordered=false>', 'b'],
      ['Dictionary<Uint8, Utf8>', 'b'],
    ],
    ['NULL', null, ['int32', null], ['Int32', null]],
  ] as const)('%s', async (expression, inJson, inMsgpack, inArrow) => {
    const sql = `SELECT ${expression} AS v FROM (VALUES (1), (2)) t(x) GROUP BY ALL LIMIT 1`
    expect((await json(sql)).data).toEqual([[inJson]])
    const { types, data } = await msgpack(sql)
    expect([types[0], data[0]?.[0]]).toEqual(inMsgpack)
    if (inArrow !== undefined) {
      const table = tableFromIPC(await bytes('query/arrow', sql))
      expect([String(table.schema.fields[0]?.type), table.getChildAt(0)?.get(0)]).toEqual(inArrow)
    }
  })

  test('nested Arrow columns keep their structure', async () => {
    const sql = `SELECT range AS i, CASE WHEN range % 3 = 0 THEN NULL ELSE [range, NULL, range + 1] END AS l,
      {'a': range, 'b': 'x' || range} AS s, MAP {'k' || range: [range]} AS m, [range, -range]::BIGINT[2] AS f
      FROM range(5000) ORDER BY i`
    const rows = tableFromIPC(await bytes('query/arrow', sql)).toArray()
    expect(rows).toHaveLength(5000)
    for (const at of [0, 1, 2047, 2048, 4999]) {
      const value = JSON.parse(JSON.stringify(rows[at], (_, item) => (typeof item === 'bigint' ? Number(item) : item)))
      expect(value).toEqual({
        i: at,
        l: at % 3 === 0 ? null : [at, null, at + 1],
        s: { a: at, b: `x${at}` },
        m: { [`k${at}`]: [at] },
        f: [at, at === 0 ? 0 : -at],
      })
    }
  })

  test('a sum beyond int64 is text in JSON, a 500 in MessagePack, and an empty Arrow stream', async () => {
    const sql = 'SELECT sum(x) AS s FROM (VALUES (9223372036854775807), (1)) t(x)'
    expect((await json(sql)).data).toEqual([['9223372036854775808']])
    const failed = await post('query/msgpack', sql)
    expect([failed.status, decode(await failed.arrayBuffer())]).toMatchObject([
      500,
      { success: false, error: 'decimal cast failed at row 0: invalid: integer value out of bounds' },
    ])
    expect(tableFromIPC(await bytes('query/arrow', sql)).numRows).toBe(0)
  })

  test('a type that Arrow does not know fails the query', async () => {
    const response = await post('query', 'SELECT 1::VARIANT AS v')
    expect(response.status).toBe(500)
    expect((await response.json()).error).toContain('Unsupported Arrow type VARIANT')
  })
})

describe('values as text', () => {
  test.each([
    [1e300, `1${'0'.repeat(300)}`],
    [1e-7, '0.0000001'],
    [-1.5e-9, '-0.0000000015'],
    [123456.789, '123456.789'],
    [-0, '-0'],
    [5e-324, `0.${'0'.repeat(323)}5`],
  ])('floatText(%s)', (value, text) => {
    expect(floatText(value)).toBe(text)
    expect(Number(floatText(value))).toBe(value)
  })

  test.each([
    [150n, 10, 2, '1.5'],
    [1n, 10, 5, '1e-05'],
    [-12n, 8, 6, '-1.2e-05'],
    [12n, 8, 5, '0.00012'],
    [12_000_000n, 18, 3, '12000'],
    [170141183460469231731687303715884105727n, 38, 0, '1.7014118346046923173168730371588410573e+38'],
    [9999n, 3, 0, '1e+04'],
    [0n, 5, 2, '0'],
  ])('decimalText(%s, %s, %s)', (unscaled, precision, scale, text) => {
    expect(decimalText(unscaled, precision, scale)).toBe(text)
  })

  test('decimalToFloat multiplies, as the server does', () => {
    expect([decimalToFloat(57n, 2), decimalToFloat(-7n, 2), decimalToFloat(1n, 5)]).toEqual([
      0.5700000000000001, -0.07, 1e-5,
    ])
  })

  test.each([
    [0n, 1_000_000n, '1970-01-01T00:00:00Z'],
    [-1n, 1_000_000n, '1969-12-31T23:59:59.999999Z'],
    [1_787_392_800_123_456_789n, 1_000_000_000n, '2026-08-22T10:00:00.123456789Z'],
    [9_223_372_036_854_775_807n, 1_000_000n, '294247-01-10T04:00:54.775807Z'],
    [-63_517_824_000n, 1n, '-0043-03-15T00:00:00Z'],
  ])('timestampText(%s, %s)', (ticks, perSecond, text) => {
    expect(timestampText(ticks, perSecond)).toBe(text)
  })
})

describe('Arrow options', () => {
  const sql = "SELECT range AS i, 'host' || (range % 4) AS h, 'u' || range AS u FROM range(3000) ORDER BY i"

  test('dictionaries for what repeats, decided by the first batch', async () => {
    const table = tableFromIPC(await bytes('query/arrow', sql, { 'x-arc-arrow-dictionary': 'TRUE' }))
    expect(table.schema.fields.map(({ type }) => String(type))).toEqual(['Int64', 'Dictionary<Int32, Utf8>', 'Utf8'])
    expect(table.getChild('h')?.get(2999)).toBe('host3')
    const small = tableFromIPC(
      await bytes('query/arrow', "SELECT 'a' AS h FROM range(255)", { 'x-arc-arrow-dictionary': '1' }),
    )
    expect(String(small.schema.fields[0]?.type)).toBe('Utf8')
  })

  test('dictionaries that grow are sent again', async () => {
    const growing = "SELECT 'v' || (range // 1000) AS h FROM range(6000) ORDER BY range"
    const table = tableFromIPC(await bytes('query/arrow', growing, { 'x-arc-arrow-dictionary': 'true' }))
    expect([0, 2999, 5999].map((row) => table.getChild('h')?.get(row))).toEqual(['v0', 'v2', 'v5'])
  })

  test.each(['zstd', ' LZ4 '])('buffers compressed with %s', async (name) => {
    const stream = await bytes('query/arrow', sql, { 'x-arc-arrow-compression': name })
    const rows = pl.readIPCStream(Buffer.from(stream)).toRecords()
    expect(rows).toHaveLength(3000)
    expect(rows[2999]).toMatchObject({ h: 'host3', u: 'u2999' })
  })

  test('another compression is refused', async () => {
    const response = await post('query/arrow', sql, { 'x-arc-arrow-compression': 'br' })
    expect([response.status, await response.json()]).toEqual([
      400,
      { error: 'invalid x-arc-arrow-compression: must be zstd or lz4', success: false },
    ])
  })
})

describe('compressed answers', () => {
  test.each([
    ['gzip', 'gzip', (body: Buffer) => gunzipSync(body)],
    ['x-gzip;q=0.1', 'gzip', (body: Buffer) => gunzipSync(body)],
    ['gzip, zstd', 'zstd', (body: Buffer) => decompress(body)],
    ['gzip, zstd;q=0', 'gzip', (body: Buffer) => gunzipSync(body)],
    ['br, *', null, (body: Buffer) => body],
  ])('Accept-Encoding: %s', async (acceptEncoding, encoding, decoded) => {
    // Over node:http, because fetch decodes on its own.
    const { headers, body } = await rawPost('query', 'SELECT range AS i FROM range(3000)', acceptEncoding)
    expect([headers['content-encoding'] ?? null, headers.vary]).toEqual([encoding, 'Accept-Encoding'])
    expect(JSON.parse(Buffer.from(decoded(body)).toString())).toMatchObject({ row_count: 3000 })
  })
})

describe('databases', () => {
  test.each([
    ['SELECT count(*) FROM cpu', undefined, 4],
    ['SELECT count(*) FROM metrics.cpu', undefined, 1],
    ['SELECT count(*) FROM cpu', 'metrics', 1],
    ['SELECT count(*) FROM cpu', 'nosuch', undefined],
  ])('%s with the header %s', async (sql, database, count) => {
    const headers = database === undefined ? {} : { 'x-arc-database': database }
    const { data } = await (await post('query', sql, headers)).json()
    expect(data).toEqual(count === undefined ? [] : [[count]])
  })

  test.each([
    [
      'SELECT * FROM metrics.cpu',
      'metrics',
      'Cross-database queries (db.table syntax) not allowed when x-arc-database header is set',
    ],
    [
      'SELECT 1',
      '9x',
      'invalid x-arc-database header: name contains invalid characters (allowed: alphanumeric, underscore, hyphen)',
    ],
    [
      'SHOW TABLES FROM a.b',
      undefined,
      'invalid database name: name contains invalid characters (allowed: alphanumeric, underscore, hyphen)',
    ],
  ])('%s with the header %s is refused', async (sql, database, error) => {
    const response = await post('query', sql, database === undefined ? {} : { 'x-arc-database': database })
    expect([response.status, (await response.json()).error]).toEqual([400, error])
  })
})

describe('rows that vanish', () => {
  test('a bound on the exact hour leaves out that hour', async () => {
    const counted = (column: string) =>
      json(`SELECT count(*) FROM cpu WHERE ${column} >= '2026-08-22T10:00:00Z' AND ${column} <= '2026-08-22T11:00:00Z'`)
    expect((await counted('time')).data).toEqual([[2]])
    // A quoted column is not seen, so nothing is pruned.
    expect((await counted('"time"')).data).toEqual([[3]])
  })

  test('a bound on one table prunes the joined one', async () => {
    const counted = (column: string) =>
      json(`SELECT count(*) FROM cpu AS c JOIN cpu AS earlier ON earlier.n = c.n - 2
        WHERE c.${column} >= '2026-08-22T11:00:00Z' AND c.${column} < '2026-08-22T12:00:00Z'`)
    expect((await counted('time')).data).toEqual([[0]])
    expect((await counted('"time"')).data).toEqual([[2]])
  })

  test('OR does not widen a bound', async () => {
    const { data } = await json(`SELECT count(*) FROM cpu
      WHERE time >= '2026-08-22T11:00:00Z' AND time < '2026-08-22T12:00:00Z' OR n = 0`)
    expect(data).toEqual([[2]])
  })
})

describe('the other endpoints', () => {
  test('estimate counts, and fails with 200', async () => {
    const estimate = async (sql: string) => {
      const response = await post('query/estimate', sql)
      return [response.status, await response.json()]
    }
    expect(await estimate('SELECT * FROM range(1234567)')).toMatchObject([
      200,
      {
        estimated_rows: 1_234_567,
        warning_level: 'high',
        warning_message: '⚠️ Large query: 1,234,567 rows. This may take several minutes and use significant memory.',
      },
    ])
    expect(await estimate('SELECT * FROM nosuch')).toMatchObject([200, { success: false, estimated_rows: null }])
    expect(await estimate('SHOW DATABASES')).toMatchObject([400, { warning_level: 'error' }])
  })

  test('a query over the server deadline is a 504 in its own format', async () => {
    await using slow = await startHttpArc({ auth: false, queryTimeoutMs: 30, version: '26.09.1' })
    const sql = 'SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b'
    const answers = await Promise.all(
      ['query', 'query/arrow', 'query/estimate'].map((endpoint) => post(endpoint, sql, {}, slow)),
    )
    for (const answer of answers) {
      expect(answer.status).toBe(504)
      expect((await answer.json()).error).toBe('Query timed out')
    }
  })

  test.each([
    ['limit=2&order_by=n DESC', 200, [[3], [2]]],
    ['where=n = 1', 200, [[1]]],
    ['where=updated_at > 1', 400, 'Invalid where clause: where clause contains forbidden pattern: UPDATE'],
    ['limit=-1', 400, 'Invalid limit: must be a positive integer up to 1000000'],
    ['order_by=n NULLS LAST', 400, 'Invalid order_by: order_by contains invalid characters or format'],
    ['where=n > (SELECT load)', 400, 'Invalid query: Dangerous SQL operation not allowed'],
  ])('GET /query/:measurement?%s', async (parameters, status, expected) => {
    const response = await fetch(`${server.url}/api/v1/query/cpu?${encodeURI(parameters)}`)
    const body = await response.json()
    const column = body.columns?.indexOf('n')
    expect([response.status, body.error ?? body.data.map((row: unknown[]) => [row[column]])]).toEqual([
      status,
      expected,
    ])
  })
})

async function json(sql: string) {
  return (await post('query', sql)).json()
}

async function msgpack(sql: string) {
  return decode(await bytes('query/msgpack', sql), { useBigInt64: true }) as { types: string[]; data: unknown[][] }
}

async function bytes(endpoint: string, sql: string, headers: Record<string, string> = {}): Promise<ArrayBuffer> {
  const response = await post(endpoint, sql, headers)
  expect(response.status).toBe(200)
  return response.arrayBuffer()
}

function post(endpoint: string, sql: string, headers: Record<string, string> = {}, to = server): Promise<Response> {
  return fetch(`${to.url}/api/v1/${endpoint}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ sql }),
  })
}

function rawPost(
  endpoint: string,
  sql: string,
  acceptEncoding: string,
): Promise<{ headers: IncomingHttpHeaders; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'accept-encoding': acceptEncoding }
    const outgoing = request(`${server.url}/api/v1/${endpoint}`, { method: 'POST', headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(parts) }))
    })
    outgoing.on('error', reject)
    outgoing.end(JSON.stringify({ sql }))
  })
}
