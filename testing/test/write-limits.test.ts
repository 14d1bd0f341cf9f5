/** Sizes, codecs and permissions of the write endpoints. */
import { gzipSync } from 'node:zlib'
import { encode } from '@msgpack/msgpack'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../src/index.ts'

let server: TestServer

beforeEach(async () => {
  server = await startTestServer({ maxPayloadBytes: 1024 })
})

afterEach(() => server.close())

const MSGPACK = '/api/v1/write/msgpack'
const JSON_BODY = { 'content-type': 'application/json' }

test('a body past the limit is a 413', async () => {
  expect(await post(MSGPACK, new Uint8Array(1025))).toEqual([413, { error: 'Request Entity Too Large' }])
})

test('a body that unpacks past the limit is a 400', async () => {
  expect(await post(MSGPACK, gzipSync(new Uint8Array(2048)))).toEqual([
    400,
    { error: 'Invalid gzip compression: decompressed payload exceeds 1KB limit' },
  ])
  // One block that repeats a zero 4,096 times.
  expect(await post(MSGPACK, Buffer.from('28b52ffd60000f03800000', 'hex'))).toEqual([
    400,
    { error: 'Invalid zstd compression: decompressed payload exceeds 1KB limit' },
  ])
})

test('the codec is told by its first bytes, whatever the headers say', async () => {
  const body = gzipSync(encode({ m: 'cpu', columns: { time: [1_700_000_000], v: [1.5] } }))
  expect(await post(MSGPACK, body, { 'content-encoding': 'br', 'content-type': 'text/plain' })).toEqual([
    204,
    undefined,
  ])
})

test('a write needs the permission to write, an import that of an admin', async () => {
  const unknown = await post(MSGPACK, Buffer.from('x'), { authorization: 'Bearer nobody' })
  expect(unknown).toEqual([401, { error: 'Invalid or expired token', success: false }])
  const none = await post('/api/v1/import/csv', Buffer.from('x'), { authorization: '' })
  expect(none).toEqual([401, { error: 'Authentication required', success: false }])
})

test('a file whose name is empty is no file', async () => {
  const upload = async (name: string) => {
    const form = new FormData()
    form.append('file', new Blob(['time,v\n1787392800,1\n']), name)
    const init = {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${server.token}`, 'x-arc-database': 'db' },
    }
    return (await fetch(`${server.url}/api/v1/import/csv?measurement=cpu`, init)).json()
  }
  expect(await upload('')).toEqual({ error: "no file uploaded: use multipart/form-data with field name 'file'" })
  expect(await upload('cpu.csv')).toMatchObject({ status: 'ok', result: { rows_imported: 1 } })
})

test('line protocol that is not UTF-8 is refused where the server could never read it again', async () => {
  const write = (lines: string) => post('/api/v1/write/line-protocol?precision=us', Buffer.from(lines, 'latin1'))
  const unreadable = {
    error:
      'a tag or the name of a column is not UTF-8: a real Arc answers 204 and every query that reads it fails ' +
      '(Invalid string encoding found in Parquet file); this test Arc refuses it instead',
  }
  expect(await write('cpu,host=caf\xe9 v=1')).toEqual([500, unreadable])
  expect(await write('cpu,h\xe9=a v=1')).toEqual([500, unreadable])
  expect(await write('cpu v\xe9=1')).toEqual([500, unreadable])
  expect(await write('cp\xe9 v=1')).toEqual([
    400,
    {
      error: expect.stringMatching(/^invalid measurement name "cp.*": must start with a letter/),
    },
  ])
  // Values are repaired, and what is UTF-8 stays.
  expect(await write('cpu,host=caf\xc3\xa9,emoji=\xf0\x9f\x98\x80 v="caf\xe9",w=\xff 1787392800000000')).toEqual([
    204,
    undefined,
  ])
  await server.flush()
  expect(await post('/api/v1/query', Buffer.from('{"sql":"SELECT host, emoji, v, w FROM cpu"}'), JSON_BODY)).toEqual([
    200,
    expect.objectContaining({ data: [['café', '😀', 'caf\uFFFD', '\uFFFD']] }),
  ])
})

test('rows become visible with a flush', async () => {
  await post(MSGPACK, encode({ m: 'cpu', columns: { time: [1_700_000_000], v: [1.5] } }))
  expect(server.stats).toMatchObject({ rowsBuffered: 1, rowsWritten: 0 })
  expect((await post('/api/v1/write/line-protocol/flush', new Uint8Array()))[0]).toBe(200)
  expect(server.stats).toMatchObject({ rowsBuffered: 1, rowsWritten: 1 })
})

test('a failing flush is told to who asks for it, and to nobody else', async () => {
  await post(MSGPACK, encode({ m: 'cpu', columns: { time: [1_700_000_000], v: [1.5] } }))
  server.failFlushes()
  expect(await post('/api/v1/write/line-protocol/flush', new Uint8Array())).toEqual([
    500,
    { error: 'Flush failed: failed to write to storage: no space left on device' },
  ])
  expect((await post('/api/v1/write/line-protocol/flush', new Uint8Array()))[0]).toBe(200)
  expect(server.stats).toMatchObject({ rowsBuffered: 1, rowsWritten: 0 })
})

async function post(path: string, body: Uint8Array, headers: Record<string, string> = {}): Promise<[number, unknown]> {
  const response = await fetch(server.url + path, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: { authorization: `Bearer ${server.token}`, ...headers },
  })
  const text = await response.text()
  return [response.status, text === '' ? undefined : JSON.parse(text)]
}
