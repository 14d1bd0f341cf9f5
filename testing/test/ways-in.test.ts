/**
 * Ways to this machine's files, to the network and into the engine's settings, each tried over HTTP. The status and the text
 * of each refusal are what a real server (v26.09.1) answers to the same request.
 */
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../src/index.ts'

const SECRET = 'nobody may read this'
let outside: string
let dataDir: string
let server: TestServer

beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'arc-outside-'))
  await writeFile(join(outside, 'x.csv'), `a,b\n${SECRET},2\n`)
  await writeFile(join(outside, 'x.json'), `{"a":"${SECRET}"}\n`)
  dataDir = join(outside, 'data')
  await mkdir(join(dataDir, 'own/cpu'), { recursive: true })
  await symlink(outside, join(dataDir, 'link'))
  await symlink(join(outside, 'x.csv'), join(dataDir, 'own/cpu/x.csv'))
  server = await startTestServer({ dataDir })
  await send('POST', '/api/v1/write/line-protocol?precision=s', 'cpu usage=1 1787392800', { 'x-arc-database': 'own' })
  await server.flush()
})
afterAll(async () => {
  await server.close()
  await rm(outside, { recursive: true })
})

const LITERAL = [400, 'String literal not allowed in table position'] as const
const NAME = [400, 'Quoted identifier in table position is not a valid database or measurement name'] as const
const FUNCTION = [400, 'File I/O function not allowed in user SQL'] as const
const DANGEROUS = [400, 'Dangerous SQL operation not allowed'] as const
const MULTIPLE = [400, 'Multiple SQL statements are not allowed'] as const
const FILE = [500, 'arrow query failed: Permission Error: Cannot access'] as const
const CATALOG = [500, 'arrow query failed: Catalog Error'] as const
const PARSER = [500, 'arrow query failed: Parser Error'] as const

type Refusal = readonly [status: number, error: string]

/** `FILE` in a statement is the path of the file with the secret, `DIR` its directory, `ROOT` the server's own directory. */
const statements: readonly (readonly [string, Refusal])[] = [
  ["SELECT * FROM 'FILE'", LITERAL],
  ["FROM 'FILE'", LITERAL],
  ["FROM 'DIR/*.csv'", LITERAL],
  ['FROM "FILE"', NAME],
  ['FROM "file://FILE"', NAME],
  ['FROM "..".cpu', NAME],
  ['FROM $$FILE$$', LITERAL],
  ["FROM e'FILE'", LITERAL],
  ["SELECT * FROM cpu, 'FILE'", LITERAL],
  ["SELECT * FROM cpu JOIN 'FILE' ON true", LITERAL],
  ["SELECT 1 UNION ALL FROM 'FILE'", LITERAL],
  ["WITH f AS (FROM 'FILE') FROM f", LITERAL],
  ["SELECT (SELECT count(*) FROM 'FILE')", LITERAL],
  ["EXPLAIN SELECT * FROM 'FILE'", LITERAL],
  ["SHOW DATABASES FROM 'DIR'", LITERAL],
  ["FROM 'https://example.invalid/x.csv'", LITERAL],
  ["FROM 's3://bucket/x.parquet'", LITERAL],
  ["TABLE 'FILE'", FILE],
  ["TABLE 'https://example.invalid/x.csv'", FILE],
  ["SUMMARIZE 'FILE'", FILE],
  ["SUMMARIZE 's3://bucket/x.parquet'", FILE],
  ["SUMMARIZE 'ROOT/own/cpu/x.csv'", FILE],
  ["SUMMARIZE 'ROOT/link/x.csv'", FILE],
  ["SUMMARIZE 'ROOT/../x.csv'", FILE],
  ["SUMMARIZE 'gcs://bucket/x'", CATALOG],
  ["FROM (SUMMARIZE 'FILE')", FILE],
  ["DESCRIBE 'FILE'", FILE],
  ["FROM (DESCRIBE TABLE 'FILE')", FILE],
  ["PIVOT 'FILE' ON a", FILE],
  ["FROM (PIVOT 'FILE' ON a)", FILE],
  ["FROM (UNPIVOT 'FILE' ON a)", FILE],
  ["FROM query('FROM ''FILE''')", FILE],
  ["FROM query('FROM read_text(''FILE'')')", FILE],
  ["FROM query('COPY (SELECT 1) TO ''DIR/out.csv''')", PARSER],
  ["FROM query_table('FILE')", FILE],
  ["FROM query_table(['FILE'])", FILE],
  ["FROM json_execute_serialized_sql(json_serialize_sql('FROM ''FILE'''))", FILE],
  ...['read_csv', 'read_csv_auto', 'sniff_csv', 'read_json', 'read_json_auto', 'read_json_objects', 'read_ndjson']
    .concat('read_text', 'read_blob', 'read_parquet', 'parquet_scan', 'parquet_metadata', 'parquet_schema')
    .concat('parquet_file_metadata', 'parquet_kv_metadata', 'glob', 'read_xlsx', 'delta_scan', 'iceberg_scan')
    .map((name) => [`FROM ${name}('FILE')`, FUNCTION] as const),
  ["FROM parquet_full_metadata('FILE')", FILE],
  ["FROM read_duckdb('FILE')", FILE],
  ["FROM st_read('FILE')", CATALOG],
  ['FROM "read_text"(\'FILE\')', FUNCTION],
  ["FROM read_text/**/('FILE')", FUNCTION],
  ["FROM system.main.read_text(['FILE'])", FUNCTION],
  ["FROM read_csv('https://example.invalid/x.csv')", FUNCTION],
  ["SELECT getenv('HOME')", CATALOG],
  ['FROM duckdb_extensions()', FILE],
  ["ATTACH 'DIR/x.db'", DANGEROUS],
  ["COPY (SELECT 1) TO 'DIR/out.csv'", DANGEROUS],
  ["COPY cpu FROM 'FILE'", DANGEROUS],
  ["EXPORT DATABASE 'DIR/export'", DANGEROUS],
  ["IMPORT DATABASE 'DIR/export'", DANGEROUS],
  ['INSTALL httpfs', DANGEROUS],
  ['FORCE INSTALL httpfs', DANGEROUS],
  ["LOAD 'DIR/x.duckdb_extension'", DANGEROUS],
  ['UPDATE EXTENSIONS', FILE],
  ['SET enable_external_access = true', DANGEROUS],
  ['RESET enable_external_access', DANGEROUS],
  ['PRAGMA enable_profiling', DANGEROUS],
  ['CALL enable_logging()', DANGEROUS],
  ["FROM enable_logging('QueryLog', storage = 'file', storage_path = 'DIR/log')", FILE],
  ["SELECT set_config('enable_external_access', 'true')", CATALOG],
  ['CREATE SECRET s (TYPE s3)', DANGEROUS],
  ["SELECT 1; COPY (SELECT 1) TO 'DIR/out.csv'", MULTIPLE],
]

test.each(statements)('%s', async (statement, [status, error]) => {
  const answer = await send('POST', '/api/v1/query', { sql: filled(statement) })
  expect(answer.text).not.toContain(SECRET)
  expect(answer).toMatchObject({ status, text: expect.stringContaining(error) })
})

test('every format refuses what JSON refuses', async () => {
  const sql = filled("FROM (SUMMARIZE 'FILE')")
  for (const [format, status] of [
    ['msgpack', 500],
    ['arrow', 500],
    ['estimate', 200],
  ] as const) {
    const answer = await send('POST', `/api/v1/query/${format}`, { sql })
    expect(answer, format).toMatchObject({
      status,
      text: expect.stringContaining('Permission Error: Cannot access file'),
    })
  }
})

const filters: readonly (readonly [string, Refusal])[] = [
  ["usage IN (FROM 'FILE')", [400, 'Invalid query: String literal not allowed in table position']],
  ["read_text('FILE') = 'x'", [400, 'Invalid query: File I/O function not allowed']],
  ["EXISTS (TABLE 'FILE')", FILE],
  ["EXISTS (SUMMARIZE 'FILE')", FILE],
  ["usage IN (SELECT b FROM query('FROM ''FILE'''))", FILE],
]

test.each(filters)('the filter %s of a measurement', async (where, [status, error]) => {
  const answer = await send('GET', `/api/v1/query/cpu?database=own&where=${encodeURIComponent(filled(where))}`)
  expect(answer).toMatchObject({ status, text: expect.stringContaining(error) })
})

const conditions: readonly (readonly [string, number])[] = [
  ['usage = (SELECT 1)', 400],
  ["read_text('FILE') IS NOT NULL", 400],
  ["1=1; COPY x TO 'DIR/out.csv'", 400],
  // As on the server a condition that fails in every file deletes nothing.
  ["EXISTS (FROM 'FILE')", 200],
  ["EXISTS (TABLE 'FILE')", 200],
  ["usage IN (FROM query('FROM ''FILE'''))", 200],
]

test.each(conditions)('a delete where %s', async (where, status) => {
  const answer = await send('POST', '/api/v1/delete', {
    database: 'own',
    measurement: 'cpu',
    where: filled(where),
    confirm: true,
  })
  expect(answer.status).toBe(status)
  expect(JSON.parse(answer.text)).toMatchObject({ success: status === 200, deleted_count: 0 })
})

const queries: readonly (readonly [string, Refusal])[] = [
  ["FROM 'FILE'", [400, 'invalid query: String literal not allowed in table position']],
  ["SELECT * FROM read_text('FILE')", [400, 'invalid query: File I/O function not allowed']],
  ["COPY (SELECT 1) TO 'DIR/out.csv'", [400, 'invalid query: Dangerous SQL operation not allowed']],
  ["SELECT 1; COPY (SELECT 1) TO 'DIR/out.csv'", [400, 'invalid query: Multiple SQL statements are not allowed']],
  ['INSTALL httpfs', [400, 'invalid query: Dangerous SQL operation not allowed']],
  ['SET threads = 1', [400, 'invalid query: Dangerous SQL operation not allowed']],
  ["TABLE 'FILE'", [500, 'Permission Error: Cannot access file']],
  ["PIVOT 'FILE' ON a", [500, 'Permission Error: Cannot access file']],
  ["SELECT * FROM query('FROM ''FILE''')", [500, 'Permission Error: Cannot access file']],
  ["FROM enable_logging(storage = 'file', storage_path = 'DIR/log')", [500, 'Permission Error: Cannot access']],
]

test.each(queries)('the continuous query %s', async (query, refusal) => {
  expect(await run({ query: filled(query), database: 'own' })).toEqual([
    refusal[0],
    expect.stringContaining(refusal[1]),
  ])
})

test('a continuous query over a database outside of the directory', async () => {
  const outcome = await run({ query: 'SELECT * FROM ...cpu', database: '..' })
  expect(outcome).toEqual([500, expect.stringContaining('Permission Error: Cannot access file')])
})

const requests: readonly (readonly [string, string, unknown, number])[] = [
  ['GET', '/api/v1/query/..%2f..%2fetc', undefined, 400],
  ['GET', '/api/v1/query/cpu?database=../..', undefined, 400],
  ['GET', '/api/v1/measurements?database=..', undefined, 400],
  ['GET', '/api/v1/databases/..%2f..%2fetc', undefined, 404],
  ['GET', '/api/v1/databases/%2e%2e%2f/measurements', undefined, 404],
  ['DELETE', '/api/v1/databases/..%2fetc?confirm=true', undefined, 404],
  ['POST', '/api/v1/databases', { name: '../x' }, 400],
  ['POST', '/api/v1/delete', { database: '..', measurement: 'etc', where: '1=1', confirm: true }, 400],
  ['POST', '/api/v1/delete', { database: 'own', measurement: '../../etc', where: '1=1', confirm: true }, 400],
  ['POST', '/api/v1/write/line-protocol', '../../x v=1 1', 400],
  ['POST', '/api/v2/write?bucket=../..', 'cpu v=1 1', 400],
  ['POST', '/api/v1/import/lp?measurement=../x&db=../..', undefined, 400],
  ['POST', '/api/v1/backup/restore', { backup_id: '../../etc', confirm: true }, 400],
  ['GET', '/api/v1/backup/..%2f..%2fetc', undefined, 400],
  ['DELETE', '/api/v1/backup/..%2f..%2fetc', undefined, 400],
]

test.each(requests)('%s %s with %j', async (method, path, body, status) => {
  expect((await send(method, path, body)).status).toBe(status)
})

test('a database header that climbs', async () => {
  const climbing = { 'x-arc-database': '../..' }
  expect((await send('POST', '/api/v1/query', { sql: 'SELECT * FROM cpu' }, climbing)).status).toBe(400)
  expect((await send('POST', '/api/v1/write/line-protocol', 'cpu v=1', climbing)).status).toBe(400)
})

test('a retention policy for a database outside of the directory deletes nothing', async () => {
  const policy = {
    name: 'climbing',
    database: '..',
    measurement: 'x',
    retention_days: 1,
    buffer_days: 0,
    is_active: true,
  }
  const { id } = JSON.parse((await send('POST', '/api/v1/retention', policy)).text)
  const executed = await send('POST', `/api/v1/retention/${id}/execute`, { dry_run: false, confirm: true })
  expect(JSON.parse(executed.text)).toMatchObject({ deleted_count: 0 })
})

test('nothing was written outside of the directory, and the server still answers', async () => {
  expect((await readdir(outside)).sort()).toEqual(['data', 'x.csv', 'x.json'])
  const { text } = await send('POST', '/api/v1/query', { sql: 'SELECT usage FROM own.cpu' })
  expect(JSON.parse(text).data).toEqual([[1]])
})

test('what is built in works: JSON, Parquet, time zones', async () => {
  const sql = `SELECT ('{"a": 1}'::JSON ->> 'a') AS a, time_bucket(INTERVAL 1 DAY, time, 'Europe/Berlin')::TEXT AS day FROM own.cpu`
  const { text } = await send('POST', '/api/v1/query', { sql })
  expect(JSON.parse(text).data).toEqual([['1', '2026-08-21 22:00:00+00']])
})

describe('a page in a browser', () => {
  test.each([
    ['https://evil.example', undefined],
    ['http://localhost.evil.example', undefined],
    ['http://127.0.0.1.evil.example', undefined],
    ['null', undefined],
    ['chrome-extension://abcdef', undefined],
    [undefined, 'evil.example'],
    [undefined, 'evil.example:8000'],
    [undefined, 'localhost.evil.example'],
    ['http://localhost:3000', 'rebound.example:8000'],
  ])('of origin %s by the host %s is refused', async (origin, host) => {
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      const headers = { ...(origin === undefined ? {} : { origin }), ...(host === undefined ? {} : { host }) }
      const answer = await browse(method, headers)
      expect(answer.status, method).toBe(403)
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
      expect(answer.body).toMatch(/This test server answers this machine only, .*; (Origin|Host) is /)
    }
  })

  test.each([
    ['http://localhost:5173', 'localhost:8000'],
    ['https://app.localhost', 'arc.localhost'],
    ['http://127.0.0.1:3000', '127.0.0.1'],
    ['http://[::1]:3000', '[::1]:8000'],
    ['tauri://localhost', 'LOCALHOST:8000'],
  ])('of origin %s by the host %s is answered as by the server', async (origin, host) => {
    expect(await browse('GET', { origin, host })).toMatchObject({
      status: 200,
      headers: { 'access-control-allow-origin': '*' },
    })
    const preflight = { origin, host, 'access-control-request-method': 'POST' }
    expect((await browse('OPTIONS', preflight)).status).toBe(204)
  })

  test('is not told the token by a default that it knows', async () => {
    await using other = await startTestServer()
    expect(other.token).not.toBe(server.token)
    expect(other.token.length).toBeGreaterThanOrEqual(32)
  })
})

function filled(text: string): string {
  return text.replaceAll('FILE', join(outside, 'x.csv')).replaceAll('DIR', outside).replaceAll('ROOT', dataDir)
}

async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(server.url + path, {
    method,
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json', ...headers },
    ...(text === undefined ? {} : { body: text }),
  })
  return { status: response.status, text: await response.text() }
}

/** Creates a continuous query and runs it: the first answer that is a refusal. */
async function run(definition: { readonly query: string; readonly database: string }): Promise<[number, string]> {
  const created = await send('POST', '/api/v1/continuous_queries', {
    name: `cq ${Math.random()}`,
    source_measurement: 'cpu',
    destination_measurement: 'copy',
    interval: '1h',
    is_active: true,
    ...definition,
    query: `${definition.query} /* {start_time} {end_time} */`,
  })
  if (created.status !== 201) return [created.status, created.text]
  const window = { start_time: '2026-08-22T00:00:00Z', end_time: '2026-08-23T00:00:00Z' }
  const executed = await send('POST', `/api/v1/continuous_queries/${JSON.parse(created.text).id}/execute`, window)
  return [executed.status, executed.text]
}

/** `fetch` sends neither of these headers. */
function browse(method: string, headers: Record<string, string>) {
  return new Promise<{ status: number | undefined; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      httpRequest(`${server.url}/health`, { method, headers }, async (response) => {
        let body = ''
        for await (const part of response) body += part
        resolve({ status: response.statusCode, headers: response.headers, body })
      })
        .on('error', reject)
        .end()
    },
  )
}
