/** `arc.query` as its caller sees it, over real sockets: requests, cancelling, time limits, slow consumers, errors. */
import { getEventListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Field, Int32, Schema, Table, tableFromIPC, tableToIPC } from 'apache-arrow'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ArcClient } from '../../../src/client.ts'
import {
  ArcQueryError,
  ArcServerError,
  ArcTimeoutError,
  ArcTruncatedError,
  ArcUsageError,
  ArcValidationError,
} from '../../../src/errors.ts'
import { sql } from '../../../src/query/sql/sql.ts'
import { answer, type RawServer, rawServer } from '../transport/raw-server.ts'
import { chunk, end, head, recorded, send } from './answers.ts'

type Play = (socket: Parameters<Parameters<typeof rawServer>[0]>[0], request: string) => void

const SQL = 'SELECT 1'
let server: RawServer
let arc: ArcClient
let play: Play
let requests: string[] = []

beforeAll(async () => {
  server = await rawServer((socket, _, request) => {
    requests.push(request)
    play(socket, request)
  })
  arc = new ArcClient({ url: server.url, token: 'token', retry: false })
})
afterAll(async () => {
  await arc.close()
  await server[Symbol.asyncDispose]()
})
beforeEach(() => {
  requests = []
})

const playRecorded = (name: string) => {
  const { body, ...delivery } = recorded(name)
  play = (socket) => send(socket, body, delivery)
}

/** Waits until the server sees the last connection closed. No time limit of a query is as short. */
async function closed(): Promise<void> {
  await vi.waitUntil(() => server.connections.at(-1)?.closed, { timeout: 5_000, interval: 1 })
}

it.each(['BEGIN', ' begin transaction;', 'START  TRANSACTION', '/* * / */ -- x\nBEGIN', '/* a /* b */ c */ BEGIN'])(
  '%j is not sent: the server would leave the transaction open for all its clients',
  async (text) => {
    await expect(arc.query.rows(text)).rejects.toThrow(/send the query alone/)
    await expect(arc.query.stream(text).next()).rejects.toBeInstanceOf(ArcValidationError)
    expect(requests).toEqual([])
  },
)

it.each([
  ['WITH\n  x AS (SELECT 1 AS n)\nSELECT n FROM x', 'WITH \n  x AS (SELECT 1 AS n)\nSELECT n FROM x'],
  ['-- report\n  with\tx AS (SELECT 1) FROM x', '-- report\n  with \tx AS (SELECT 1) FROM x'],
  ['(WITH\nx AS (SELECT 1) FROM x)', '(WITH \nx AS (SELECT 1) FROM x)'],
  ['WITH x AS (SELECT 1) FROM x', 'WITH x AS (SELECT 1) FROM x'],
  ["SELECT 'WITH\n', without FROM cpu AS c", "SELECT 'WITH\n', without FROM cpu AS c"],
])('%j reaches the server so that it finds the names of WITH', async (text, sent) => {
  play = (socket) => socket.write(answer(400, '{"error":"enough"}'))
  await expect(arc.query.rows(text)).rejects.toThrow('enough')
  expect(requests.join()).toContain(`\r\n\r\n${JSON.stringify({ sql: sent })}`)
})

it.each([
  [
    'WITH x AS MATERIALIZED (SELECT 1) FROM x',
    'WITH names_of_with AS (WITH x AS (SELECT 1) SELECT 1), x AS MATERIALIZED (SELECT 1) FROM x',
  ],
  ['SELECT $$ x AS MATERIALIZED $$', 'SELECT $$ x AS MATERIALIZED $$'],
  ["SELECT e'\\' x AS MATERIALIZED ('", "SELECT e'\\' x AS MATERIALIZED ('"],
  ["SELECT 1 -- don't\n, 'a'", "SELECT 1  \n, 'a'"],
  ["SELECT 'C:\\', 'a'", "SELECT e'C:\\x5c', 'a'"],
  ["SELECT E'C:\\\\', 'a'", "SELECT e'C:\\x5c', 'a'"],
])('%j reaches the server as it can read it', async (text, sent) => {
  play = (socket) => socket.write(answer(400, '{"error":"enough"}'))
  await expect(arc.query.rows(text)).rejects.toThrow('enough')
  expect(requests.join()).toContain(`\r\n\r\n${JSON.stringify({ sql: sent })}`)
  await expect(arc.query.meaning(text)).resolves.toMatchObject({ sql: sent })
})

it('a text is sent as it is where the caller says so, but no transaction', async () => {
  play = (socket) => socket.write(answer(400, '{"error":"enough"}'))
  const text = "SELECT cpu.host FROM cpu WHERE time > '2026-08-22T10:00:00Z'"
  await expect(arc.query.rows(text, { rewrite: false })).rejects.toThrow('enough')
  expect(requests.join()).toContain(JSON.stringify({ sql: text }))
  await expect(arc.query.rows('BEGIN', { rewrite: false })).rejects.toThrow(/send the query alone/)
})

it('the limit of 10,000 bytes is that of what is sent', async () => {
  const list = Array.from({ length: 1_000 }, (_, index) => `load <> ${index}`).join(' AND ')
  await expect(arc.query.rows(`SELECT 1 FROM cpu WHERE ${list}`)).rejects.toThrow(
    /as it would be sent .* bytes of UTF-8/,
  )
  await expect(arc.query.rows(`SELECT '${'é'.repeat(4_996)}'`)).rejects.toThrow(/^the query has 10001 bytes/)
  expect(requests).toEqual([])
})

it('what a caller changes after the call has returned has no effect on it', async () => {
  play = (socket) => socket.write(answer(400, '{"error":"enough"}'))
  const options: { database: string } = { database: 'given' }
  const calls = [arc.query.rows(SQL, options), arc.query.arrow(SQL, options), arc.query.ipc(SQL, options)]
  const streams = [arc.query.batches(SQL, options), arc.query.stream(SQL, options)]
  options.database = 'changed'
  await Promise.allSettled([...calls, ...streams.map((stream) => stream.next())])
  expect(requests.length).toBe(5)
  for (const request of requests) expect(request).toContain('x-arc-database: given')
})

describe.each<[string, (options: never) => Promise<unknown>]>([
  ['rows', (options) => arc.query.rows(SQL, options)],
  ['columns', (options) => arc.query.columns(SQL, options)],
  ['json', (options) => arc.query.json(SQL, options)],
  ['arrow', (options) => arc.query.arrow(SQL, options)],
  ['batches', (options) => arc.query.batches(SQL, options).next()],
  ['stream', (options) => arc.query.stream(SQL, options).next()],
  ['ipc', (options) => arc.query.ipc(SQL, options)],
  ['ipcStream', (options) => arc.query.ipcStream(SQL, options).getReader().read()],
  ['estimate', (options) => arc.query.estimate(SQL, options)],
  ['measurements', (options) => arc.query.measurements(options)],
])('%s rejects', (_, call) => {
  it.each<[unknown, RegExp]>([
    [null, /options/],
    ['metrics', /options/],
    [{ databse: 'metrics' }, /Unknown option "databse"/],
    [{ timeoutMs: 0 }, /timeoutMs is 0; give milliseconds/],
    [{ signal: new EventTarget() }, /give an AbortSignal/],
  ])('the options %j', async (options, message) => {
    const error = await call(options as never).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(ArcUsageError)
    expect((error as Error).message).toMatch(message)
    expect(requests).toEqual([])
  })
})

it('two columns of one name are refused also where there are no rows', async () => {
  const names = ['a', 'a'].map((name) => new Field(name, new Int32(), true))
  const none = new Table(new Schema(names))
  play = (socket) => send(socket, tableToIPC(none), { type: 'application/vnd.apache.arrow.stream' })
  expect((await arc.query.arrow(SQL)).numCols).toBe(2)
  await expect(arc.query.stream(SQL).next()).rejects.toThrow(/several columns named "a"/)
})

it.each([
  [{ dictionary: 'no' }, /^dictionary is "no"; give true or false$/],
  [{ profile: 1 }, /^profile is 1;/],
  [{ int64: 'BigInt' }, /^int64 is "BigInt"; give "number" or "bigint"$/],
  [{ readAheadBytes: Number.NaN }, /^readAheadBytes is NaN;/],
])('%j is not what the option takes', async (options, message) => {
  await expect(arc.query.rows(SQL, options as never)).rejects.toThrow(message)
})

describe('the request', () => {
  it('carries the SQL, and no header for the default database', async () => {
    playRecorded('msgpack select')
    await arc.query.rows(sql`SELECT * FROM cpu AS c WHERE host = ${"o'neil"}`)
    expect(requests[0]).toMatch(/^POST \/api\/v1\/query\/msgpack HTTP\/1.1\r\n/)
    expect(requests[0]).toContain(`{"sql":"SELECT * FROM cpu AS c WHERE host = 'o''neil'"}`)
    expect(requests[0]?.toLowerCase()).not.toContain('x-arc-database')
  })

  it('names another database, and none for null', async () => {
    playRecorded('msgpack select')
    const metrics = new ArcClient({ url: server.url, token: 'token', database: 'metrics' })
    await metrics.query.columns(SQL)
    await metrics.query.columns(SQL, { database: 'other' })
    await metrics.query.columns(SQL, { database: null })
    await metrics.close()
    const databases = requests.map((request) => /x-arc-database: (\S+)/i.exec(request)?.[1])
    expect(databases).toEqual(['metrics', 'other', undefined])
  })

  it('asks for dictionaries, compression and the profile', async () => {
    playRecorded('arrow zstd')
    await arc.query.ipc(SQL, { dictionary: true, compression: 'zstd' })
    expect(requests[0]).toMatch(/x-arc-arrow-dictionary: true/i)
    expect(requests[0]).toMatch(/x-arc-arrow-compression: zstd/i)
    playRecorded('profile')
    const { profile } = await arc.query.json(SQL, { profile: true })
    expect(requests[1]).toMatch(/x-arc-profile: true/i)
    expect(profile?.total_ms).toBe(1)
  })

  describe('numbers of JSON that a JavaScript number cannot hold', () => {
    const envelope = (data: string) =>
      `{"success":true,"columns":["host","total"],"data":${data},"row_count":2,"execution_time_ms":1.5,"timestamp":"2026-08-22T10:00:00Z"}`
    const playJson = (data: string) => {
      play = (socket) => socket.write(answer(200, envelope(data)))
    }

    it.each([
      '9007199254740993',
      '-9223372036854775808',
      '9223372036854775807',
      '12345678901234567.89',
      '0.12345678901234567890123',
    ])('%s is an error that names the column and the row, or text', async (number) => {
      const data = `[["a",1],["${number}",${number}]]`
      playJson(data)
      const error: unknown = await arc.query.json(SQL).catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(ArcQueryError)
      expect(error).toMatchObject({ category: 'out-of-range' })
      expect(String(error)).toContain(`"total", row 1: ${number} has more digits`)
      playJson(data)
      expect((await arc.query.json(SQL, { bigNumbers: 'text' })).data).toEqual([
        ['a', 1],
        [number, number],
      ])
    })

    it.each([
      '9007199254740992',
      '-9007199254740991',
      '1234567890123456800',
      '100000000000000000000000',
      '0.1',
      '0.30000000000000004',
      '0.000000012345678901234567',
      `15${'0'.repeat(300)}`,
      '12345.678900000000',
      '5e-324',
    ])('%s is a number', async (number) => {
      playJson(`[["\\"9007199254740993\\"",${number}],["b",null]]`)
      expect((await arc.query.json(SQL)).data).toEqual([
        ['"9007199254740993"', Number(number)],
        ['b', null],
      ])
    })

    it('refuses a value that the option does not take', async () => {
      await expect(arc.query.json(SQL, { bigNumbers: 'bigint' as 'text' })).rejects.toThrow('bigNumbers')
    })
  })

  it('is not sent for a text the server would refuse', async () => {
    await expect(arc.query.rows(' ')).rejects.toThrow(ArcValidationError)
    await expect(arc.query.rows(`SELECT '${'x'.repeat(10_000)}'`)).rejects.toThrow(/10009 bytes/)
    expect(requests).toEqual([])
  })
})

describe('cancelling', () => {
  const reason = new Error('changed my mind')

  it('before the request sends nothing', async () => {
    const signal = AbortSignal.abort(reason)
    await expect(arc.query.rows(SQL, { signal })).rejects.toBe(reason)
    await expect(arc.query.batches(SQL, { signal }).next()).rejects.toBe(reason)
    expect(requests).toEqual([])
  })

  it.each([
    ['rows', (signal: AbortSignal) => arc.query.rows(SQL, { signal })],
    ['arrow', (signal: AbortSignal) => arc.query.arrow(SQL, { signal })],
    ['json', (signal: AbortSignal) => arc.query.json(SQL, { signal })],
    ['stream', (signal: AbortSignal) => arc.query.stream(SQL, { signal }).next()],
  ])('%s while waiting for the headers closes the socket', async (_, call) => {
    const controller = new AbortController()
    play = () => controller.abort(reason)
    await expect(call(controller.signal)).rejects.toBe(reason)
    await closed()
  })

  it.each([
    ['rows', 'msgpack 5000 rows', (signal: AbortSignal) => arc.query.rows(SQL, { signal })],
    ['arrow', 'arrow 5000 rows', (signal: AbortSignal) => arc.query.arrow(SQL, { signal })],
    ['ipc', 'arrow 5000 rows', (signal: AbortSignal) => arc.query.ipc(SQL, { signal })],
  ])('%s in the middle of the body closes the socket', async (_, name, call) => {
    const controller = new AbortController()
    const { body, ...delivery } = recorded(name)
    play = (socket) => {
      socket.write(Buffer.concat([Buffer.from(head(delivery)), chunk(body.subarray(0, 40_000))]))
      setTimeout(() => controller.abort(reason), 20)
    }
    await expect(call(controller.signal)).rejects.toBe(reason)
    await closed()
  })

  it('during the iteration ends it with the reason', async () => {
    const controller = new AbortController()
    playUnfinished()
    const batches = arc.query.batches(SQL, { signal: controller.signal })
    expect((await batches.next()).value?.numRows).toBe(2048)
    setTimeout(() => controller.abort(reason), 10)
    await expect(batches.next()).rejects.toBe(reason)
    await closed()
  })

  it.each([
    ['batches', (signal: AbortSignal) => arc.query.batches(SQL, { signal })],
    ['stream', (signal: AbortSignal) => arc.query.stream(SQL, { signal })],
  ])('ends %s at once: what was read ahead is not passed on', async (_, call) => {
    const controller = new AbortController()
    playRecorded('arrow 5000 rows')
    const iterator = call(controller.signal)
    await iterator.next()
    await sleep(50)
    controller.abort(reason)
    await expect(iterator.next()).rejects.toBe(reason)
    expect(await iterator.next()).toEqual({ done: true, value: undefined })
  })

  it.each([
    ['batches', () => arc.query.batches(SQL)],
    ['stream', () => arc.query.stream(SQL)],
    ['ipcStream', () => arc.query.ipcStream(SQL)],
  ])('leaving a loop over %s closes the socket at once', async (_, call) => {
    playUnfinished()
    for await (const _item of call()) break
    await closed()
  })

  it.each([
    ['batches', () => arc.query.batches(SQL)],
    ['stream', () => arc.query.stream(SQL)],
  ])('returning %s while it waits for bytes closes the socket at once', async (_, call) => {
    playUnfinished()
    const iterator = call()
    for (let rows = 0; rows < 2048; rows++) if ('numRows' in ((await iterator.next()).value ?? {})) break
    const pending = iterator.next()
    await sleep(10)
    await iterator.return()
    await closed()
    expect(await pending).toEqual({ done: true, value: undefined })
  })

  it('cancelling an ipcStream while it waits for bytes closes the socket at once', async () => {
    playUnfinished()
    const reader = arc.query.ipcStream(SQL).getReader()
    await reader.read()
    await reader.read()
    await reader.cancel()
    await closed()
  })

  it('leaves nothing behind on a signal that many streams share', async () => {
    const { signal } = new AbortController()
    playRecorded('arrow select')
    for (let i = 0; i < 5; i++) {
      for await (const _batch of arc.query.batches(SQL, { signal }));
      for await (const _row of arc.query.stream(SQL, { signal })) break
      await arc.query.ipcStream(SQL, { signal }).cancel()
    }
    playUnfinished()
    for await (const _bytes of arc.query.ipcStream(SQL, { signal })) break
    await closed()
    expect(getEventListeners(signal, 'abort')).toEqual([])
    // Node keeps sets of the signals that were made of one.
    const kept = Object.getOwnPropertySymbols(signal).map((symbol) => Reflect.get(signal, symbol) as { size?: number })
    expect(kept.map((set) => set?.size ?? 0).filter((size) => size > 0)).toEqual([])
  })

  /** One batch of 2048 rows, then silence. */
  function playUnfinished(): void {
    const { body, ...delivery } = recorded('arrow 5000 rows')
    play = (socket) => socket.write(Buffer.concat([Buffer.from(head(delivery)), chunk(body.subarray(0, 40_000))]))
  }
})

describe('columns', () => {
  it('are iterable: the rows of `rows`, one by one, as often as wanted', async () => {
    playRecorded('types msgpack')
    const options = { int64: 'bigint', timestamps: 'iso' } as const
    const rows = await arc.query.rows(SQL, options)
    const result = await arc.query.columns(SQL, options)
    expect([...result]).toEqual(rows)
    expect([...result]).toEqual(rows)
    expect(structuredClone(result)).toEqual({ ...result })
    playRecorded('msgpack 5000 rows')
    let sum = 0
    for (const row of await arc.query.columns<{ i: number; f: number }>(SQL)) {
      sum += row.i + row.f
      if (row.i === 4_000) break
    }
    expect(sum).toBe((4_000 * 4_001) / 2 + (4_000 * 4_001) / 4)
    expect([...(await arc.query.columns(SQL))]).toEqual(await arc.query.rows(SQL))
  })

  it('of a result that was cut are iterable in the error', async () => {
    const { body, type } = recorded('msgpack 5000 rows')
    play = (socket) => send(socket, body.subarray(0, body.length - 1_000), { type })
    const error = (await arc.query.columns(SQL).catch((caught: unknown) => caught)) as ArcTruncatedError
    const rows = [...(error.partial as Iterable<object>)]
    expect(rows).toHaveLength(error.rowsReceived ?? 0)
    expect(rows[4_000]).toEqual({ i: 4_000, f: 2_000 })
  })
})

describe('time limits', () => {
  it('cover the body', async () => {
    const { body, ...delivery } = recorded('msgpack 5000 rows')
    play = (socket) => socket.write(Buffer.concat([Buffer.from(head(delivery)), chunk(body.subarray(0, 100))]))
    await expect(arc.query.rows(SQL, { timeoutMs: 50 })).rejects.toThrow(ArcTimeoutError)
    await closed()
  })

  it('hold between the chunks of a stream, not for all of it', async () => {
    const { body, ...delivery } = recorded('arrow 5000 rows')
    play = async (socket) => {
      socket.write(head(delivery))
      for (let at = 0; at < body.length; at += 8_192) {
        socket.write(chunk(body.subarray(at, at + 8_192)))
        await sleep(60)
      }
      socket.write(end(delivery))
    }
    let rows = 0
    for await (const batch of arc.query.batches(SQL, { idleTimeoutMs: 450 })) rows += batch.numRows
    expect(rows).toBe(5000)
    play = (socket) => socket.write(Buffer.concat([Buffer.from(head(delivery)), chunk(body.subarray(0, 40_000))]))
    const stalled = arc.query.batches(SQL, { idleTimeoutMs: 400 })
    await stalled.next()
    await expect(stalled.next()).rejects.toThrow(ArcTimeoutError)
  })
})

describe('the limit of the whole call', () => {
  it('holds for a stream whose chunks keep coming', async () => {
    const { body, ...delivery } = recorded('arrow 5000 rows')
    play = async (socket) => {
      socket.write(head(delivery))
      for (let at = 0; at < body.length && !socket.destroyed; at += 4_096) {
        socket.write(chunk(body.subarray(at, at + 4_096)))
        await sleep(60)
      }
    }
    const read = async () => {
      for await (const _ of arc.query.batches(SQL, { timeoutMs: 300 }));
    }
    await expect(read()).rejects.toThrow(ArcTimeoutError)
    await closed()
  })

  it.each([0, -1, '5'])('and that of a silence may not be %j', async (idleTimeoutMs) => {
    const call = arc.query.stream(SQL, { idleTimeoutMs: idleTimeoutMs as number }).next()
    await expect(call).rejects.toThrow(/idleTimeoutMs is .*; give milliseconds/)
  })
})

describe('a slow consumer', () => {
  it('does not slow the download down: it is read ahead', async () => {
    const { body, ...delivery } = recorded('arrow 5000 rows')
    let sentAll = false
    play = (socket) => {
      const parts = [Buffer.from(head(delivery)), chunk(body), Buffer.from(end(delivery))]
      socket.write(Buffer.concat(parts), () => {
        sentAll = true
      })
    }
    const rows = arc.query.stream(SQL)
    await rows.next()
    await vi.waitUntil(() => sentAll, { timeout: 5_000, interval: 1 })
    // All of it is here: what becomes of the connection no longer matters.
    server.connections.at(-1)?.socket.destroy()
    let count = 1
    for await (const _ of rows) count++
    expect(count).toBe(5000)
  })

  it('makes the server wait once the bound is reached', async () => {
    const { body, ...delivery } = recorded('arrow 5000 rows')
    const schemaAndBatch = 40_000
    const batch = body.subarray(frameStart(body, 1), frameStart(body, 2))
    let sent = 0
    play = async (socket) => {
      socket.write(Buffer.concat([Buffer.from(head(delivery)), chunk(body.subarray(0, frameStart(body, 1)))]))
      while (!socket.destroyed && sent < 2_000) {
        sent++
        if (!socket.write(chunk(batch)))
          await new Promise((resolve) => socket.once('drain', resolve).once('close', resolve))
      }
    }
    const batches = arc.query.batches(SQL, { readAheadBytes: schemaAndBatch })
    await batches.next()
    await sleep(200)
    // 2,000 batches are 66 MB: more than the bound and all buffers of the sockets in between.
    expect(sent).toBeLessThan(1_000)
    await batches.return()
    await closed()
  })
})

describe('readAheadBytes', () => {
  it('may be 0: one batch at a time', async () => {
    playRecorded('arrow 5000 rows')
    let rows = 0
    for await (const batch of arc.query.batches(SQL, { readAheadBytes: 0 })) rows += batch.numRows
    expect(rows).toBe(5000)
  })

  it.each([-1, Number.NaN])('may not be %s', async (readAheadBytes) => {
    await expect(arc.query.batches(SQL, { readAheadBytes }).next()).rejects.toThrow(/readAheadBytes/)
  })
})

describe('a measurement that does not exist', () => {
  it('is empty for every method', async () => {
    playRecorded('msgpack missing measurement')
    expect(await arc.query.rows(SQL)).toEqual([])
    expect(await arc.query.columns(SQL)).toMatchObject({ missing: true, rowCount: 0, columns: [] })
    playRecorded('missing measurement')
    expect(await arc.query.json(SQL)).toMatchObject({ columns: [], data: [] })
    play = (socket) => {
      const { body, type } = recorded('arrow missing measurement')
      send(socket, body, { type, status: 500 })
    }
    expect((await arc.query.arrow(SQL)).numRows).toBe(0)
    expect(tableFromIPC(await arc.query.ipc(SQL)).numCols).toBe(0)
    expect((await arc.query.batches(SQL).next()).done).toBe(true)
    expect((await arc.query.stream(SQL).next()).done).toBe(true)
    const passedOn = new Uint8Array(await new Response(arc.query.ipcStream(SQL)).arrayBuffer())
    expect(tableFromIPC(passedOn).numCols).toBe(0)
    playRecorded('estimate missing')
    expect(await arc.query.estimate(SQL)).toMatchObject({ estimated_rows: 0, missing: true })
  })

  it('is an error where the caller wants one', async () => {
    const missing = { missing: 'error' } as const
    const wanted = { name: 'ArcNotFoundError', message: expect.stringMatching(/does not exist \(yet\)/) }
    playRecorded('msgpack missing measurement')
    await expect(arc.query.rows(SQL, missing)).rejects.toMatchObject(wanted)
    await expect(arc.query.columns(SQL, missing)).rejects.toMatchObject(wanted)
    await using strict = new ArcClient({ url: server.url, retry: false, ...missing })
    await expect(strict.query.rows(SQL)).rejects.toMatchObject(wanted)
    expect(await strict.query.rows(SQL, { missing: 'empty' })).toEqual([])
    playRecorded('missing measurement')
    await expect(arc.query.json(SQL, missing)).rejects.toMatchObject(wanted)
    playRecorded('estimate missing')
    await expect(arc.query.estimate(SQL, missing)).rejects.toMatchObject(wanted)
    play = (socket) => {
      const { body, type } = recorded('arrow missing measurement')
      send(socket, body, { type, status: 500 })
    }
    await expect(arc.query.arrow(SQL, missing)).rejects.toMatchObject(wanted)
    await expect(arc.query.ipc(SQL, missing)).rejects.toMatchObject(wanted)
    await expect(arc.query.batches(SQL, missing).next()).rejects.toMatchObject(wanted)
    await expect(arc.query.stream(SQL, missing).next()).rejects.toMatchObject(wanted)
    await expect(arc.query.ipcStream(SQL, missing).getReader().read()).rejects.toMatchObject(wanted)
    await expect(arc.query.rows(SQL, { missing: 'never' as never })).rejects.toThrow(
      /missing is "never"; give "empty" or "error"/,
    )
    expect(() => new ArcClient({ url: server.url, missing: 'no' as never })).toThrow(
      /^missing is "no"; give "empty" or "error"$/,
    )
  })

  it('is told from a result without rows', async () => {
    playRecorded('msgpack zero rows')
    expect(await arc.query.columns(SQL)).toMatchObject({
      missing: false,
      rowCount: 0,
      names: expect.arrayContaining(['time']),
    })
    playRecorded('arrow zero rows')
    expect((await arc.query.arrow(SQL)).schema.fields.length).toBeGreaterThan(0)
  })
})

describe('errors', () => {
  const playError = (name: string, status: number) => {
    const { body, type } = recorded(name)
    play = (socket) => send(socket, body, { type, status })
  }

  it('are the message of DuckDB without storage paths', async () => {
    playError('arrow unknown column', 500)
    const error = (await arc.query.arrow(SQL).catch((caught: unknown) => caught)) as ArcQueryError
    expect(error).toBeInstanceOf(ArcQueryError)
    expect(error.category).toBe('binder')
    expect(error.message).toContain('Referenced column "nope" not found')
    expect(error.message).not.toMatch(/read_parquet|\/app\//)
    playError('msgpack unknown column', 500)
    await expect(arc.query.rows(SQL)).rejects.toMatchObject({ name: 'ArcQueryError', category: 'binder' })
  })

  it('say what is missing when a measurement has no alias', async () => {
    const text = 'Binder Error: Referenced table "cpu" not found!\nCandidate tables: "read_parquet"\n\nLINE 1: SELECT'
    play = (socket) => socket.write(answer(500, JSON.stringify({ error: `query failed: ${text}` })))
    await expect(arc.query.json(SQL)).rejects.toThrow(
      /^Binder Error: Referenced table "cpu" not found!\nGive every measurement an alias, such as FROM cpu AS cpu$/,
    )
  })

  it('of a list of parameters in place of options say that there are none', async () => {
    await expect(arc.query.rows(SQL, ['a'] as never)).rejects.toThrow(/no bind parameters, so put values into sql`…`/)
    await expect(arc.query.columns(SQL, ['a'] as never)).rejects.toThrow(ArcUsageError)
    expect(requests).toEqual([])
  })

  it.each(['params', 'values', 'bindings'])('of the option %s say that there are none', async (name) => {
    const call = arc.query.rows('SELECT * FROM cpu AS c WHERE host = $1', { [name]: ['a'] } as never)
    await expect(call).rejects.toThrow(
      `there is no option "${name}": Arc has no bind parameters, so put values into sql\`…\``,
    )
    expect(requests).toEqual([])
  })

  it('of a page without end come once there is enough of it', async () => {
    play = (socket) => {
      socket.on('error', () => {})
      socket.write(head({ type: 'application/octet-stream' }))
      const more = () => {
        while (!socket.destroyed && socket.write(chunk(Buffer.alloc(16_384, 'x')))) {}
        if (!socket.destroyed) socket.once('drain', more)
      }
      more()
    }
    for (const call of [
      () => arc.query.rows(SQL),
      () => arc.query.json(SQL),
      () => arc.query.arrow(SQL),
      () => arc.query.stream(SQL).next(),
      () => arc.query.estimate(SQL),
      () => arc.query.measurements(),
    ])
      await expect(call()).rejects.toThrow(/Something other than Arc/)
    await closed()
  })

  it('explain the clash of header and db.table', async () => {
    playError('db.table with header', 400)
    await expect(arc.query.json(SQL)).rejects.toThrow(/database: null.*or the "db\." prefix/)
  })

  it('of an estimate come although the server calls it a success', async () => {
    playError('estimate trailing semicolon', 200)
    await expect(arc.query.estimate(SQL)).rejects.toMatchObject({ name: 'ArcQueryError', category: 'parser' })
  })

  it('of a proxy that answers for the server', async () => {
    play = (socket) => socket.write(answer(200, '<h1>Welcome</h1>', { 'content-type': 'text/html' }))
    await expect(arc.query.rows(SQL)).rejects.toThrow(ArcServerError)
    await expect(arc.query.arrow(SQL)).rejects.toThrow(ArcServerError)
    await expect(arc.query.measurements()).rejects.toThrow(/Something other than Arc/)
  })

  it.each<[string, string, (patient: ArcClient) => Promise<unknown>]>([
    ['rows', 'msgpack select', ({ query }) => query.rows(SQL)],
    ['json', 'select', ({ query }) => query.json(SQL)],
    ['arrow', 'arrow select', ({ query }) => query.arrow(SQL)],
    ['batches', 'arrow select', ({ query }) => query.batches(SQL).next()],
    ['ipc', 'arrow select', ({ query }) => query.ipc(SQL)],
  ])('%s leaves it to its caller to repeat a query whose answer broke off', async (_, name, call) => {
    const { body, ...delivery } = recorded(name)
    play = (socket) => socket.end(Buffer.concat([Buffer.from(head(delivery)), chunk(body.subarray(0, 40))]))
    await using patient = new ArcClient({ url: server.url, token: 'token' })
    await expect(call(patient)).rejects.toMatchObject({ name: 'ArcConnectionError', retryable: true })
    expect(requests).toHaveLength(1)
  })
})

describe('the small ones', () => {
  it('estimate takes as many bytes as any query', async () => {
    playRecorded('estimate low')
    const longest = `SELECT '${'x'.repeat(9_991)}'`
    expect(longest).toHaveLength(10_000)
    await arc.query.estimate(longest)
    expect(requests[0]).toContain(JSON.stringify({ sql: longest }))
  })

  it('estimate strips what its subquery cannot hold', async () => {
    playRecorded('estimate low')
    expect(await arc.query.estimate('SELECT 1 -- all ; ;\n;')).toEqual({
      estimated_rows: 20_000,
      warning_level: 'low',
      warning_message: expect.stringContaining('20,000 rows'),
      execution_time_ms: 0,
      missing: false,
    })
    expect(requests[0]).toContain('{"sql":"SELECT 1"}')
  })

  it('measurements lists what there is, also when the server says null', async () => {
    playRecorded('GET /api/v1/measurements?database=metrics')
    expect((await arc.query.measurements({ database: 'metrics' })).map(({ measurement }) => measurement)).toEqual([
      'cpu',
      'lp1',
      'lp2',
    ])
    expect(requests[0]).toMatch(/^GET \/api\/v1\/measurements\?database=metrics /)
    play = (socket) => socket.write(answer(200, '{"success":true,"measurements":null,"count":0}'))
    expect(await arc.query.measurements()).toEqual([])
  })

  it.each(['{"status":"ok"}', '[]'])("JSON that is not Arc's is no result, and no empty list: %s", async (json) => {
    play = (socket) => socket.write(answer(200, json))
    const { query } = arc
    for (const call of [
      () => query.measurements(),
      () => query.rows(SQL),
      () => query.json(SQL),
      () => query.arrow(SQL),
      () => query.estimate(SQL),
    ]) {
      await expect(call()).rejects.toThrow(/^Something other than Arc answers .* \(HTTP 200\); check the "url" option$/)
    }
  })

  it('a success that is no result is refused', async () => {
    play = (socket) => socket.write(answer(200, '{"success":true}'))
    await expect(arc.query.json(SQL)).rejects.toThrow(/a success, but without columns, data and row_count/)
    await expect(arc.query.estimate(SQL)).rejects.toThrow(/no estimated_rows/)
    const short = { success: true, columns: ['a'], data: [[1]], row_count: 2, execution_time_ms: 1 }
    play = (socket) => socket.write(answer(200, JSON.stringify(short)))
    await expect(arc.query.json(SQL)).rejects.toThrow(/row_count is 2, but there are 1 rows/)
    play = (socket) => socket.write(answer(200, '{"success":true,"measurements":7}'))
    await expect(arc.query.measurements()).rejects.toThrow(ArcServerError)
  })

  it("measurements follows the client's database, which is default unless it is set, or lists all", async () => {
    play = (socket) => socket.write(answer(200, '{"success":true,"measurements":[],"count":0}'))
    await using ofMetrics = new ArcClient({ url: arc.toJSON().url, database: 'metrics' })
    await arc.query.measurements()
    await ofMetrics.query.measurements()
    await ofMetrics.query.measurements({ database: 'default' })
    await ofMetrics.query.measurements({ allDatabases: true })
    expect(requests.map((request) => request.split(' ')[1])).toEqual([
      '/api/v1/measurements?database=default',
      '/api/v1/measurements?database=metrics',
      '/api/v1/measurements?database=default',
      '/api/v1/measurements',
    ])
    for (const database of ['1 or 2', null as never])
      await expect(arc.query.measurements({ database })).rejects.toThrow(ArcValidationError)
    for (const wrong of [{ database: 'a', allDatabases: true }, { allDatabases: 'yes' }])
      await expect(arc.query.measurements(wrong as never)).rejects.toThrow(ArcUsageError)
  })

  it('ipcStream fails in front of a reader when the result is cut', async () => {
    const { body, ...delivery } = recorded('arrow select')
    play = (socket) => send(socket, body, { ...delivery, trailers: { 'Arc-Stream-Truncated': 'timeout' } })
    await expect(new Response(arc.query.ipcStream(SQL)).arrayBuffer()).rejects.toThrow(ArcTruncatedError)
    play = (socket) => send(socket, body, delivery)
    expect(new Uint8Array(await new Response(arc.query.ipcStream(SQL)).arrayBuffer())).toEqual(body)
  })
})

/** Where the frame of that number begins. */
function frameStart(body: Uint8Array, number: number): number {
  const view = new DataView(body.buffer, body.byteOffset)
  let at = 0
  for (let n = 0; n < number; n++) {
    // The next frame is where the next continuation marker stands on an eight-byte boundary.
    do at += 8
    while (view.getUint32(at, true) !== 0xffff_ffff)
  }
  return at
}
