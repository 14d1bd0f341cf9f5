/** A result that was cut is never taken for a whole one, and a whole one never for cut: every cut there is, over real sockets. */
import { gzipSync } from 'node:zlib'
import { type Table, tableFromIPC } from 'apache-arrow'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ArcClient } from '../../../src/client.ts'
import { ArcConnectionError, ArcError, ArcQueryError, ArcTruncatedError } from '../../../src/errors.ts'
import type { QueryColumns } from '../../../src/query/columns.ts'
import { type RawServer, rawServer } from '../transport/raw-server.ts'
import { chunk, head, recorded, send } from './answers.ts'

const POISON = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x40, 0, 0, 0, 0)
const END_OF_STREAM = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0)
const SQL = 'SELECT 1'

type Play = (socket: Parameters<Parameters<typeof rawServer>[0]>[0]) => void

let server: RawServer
let arc: ArcClient
let play: Play

beforeAll(async () => {
  server = await rawServer((socket) => play(socket))
  arc = new ArcClient({ url: server.url, token: 'token', retry: false })
})
afterAll(async () => {
  await arc.close()
  await server[Symbol.asyncDispose]()
})

/** What a call ends in; `whole` when it claims to have everything. */
async function outcome(call: () => Promise<unknown>): Promise<ArcError | 'whole'> {
  try {
    await call()
    return 'whole'
  } catch (error) {
    if (error instanceof ArcError) return error
    throw error
  }
}

async function drain(rows: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = []
  for await (const row of rows) all.push(row)
  return all
}

const arrowCalls: readonly [string, () => Promise<unknown>][] = [
  ['arrow', () => arc.query.arrow(SQL)],
  ['batches', () => drain(arc.query.batches(SQL))],
  ['stream', () => drain(arc.query.stream(SQL))],
  ['ipc', () => arc.query.ipc(SQL)],
  ['ipcStream', () => drain(arc.query.ipcStream(SQL))],
]

describe('a clean end too early', () => {
  const arrow = recorded('arrow select')
  const msgpack = recorded('msgpack select')
  const json = recorded('json gzip')

  it('is found at every byte of an Arrow stream', async () => {
    for (let cut = 0; cut < arrow.body.length; cut++) {
      play = (socket) => send(socket, arrow.body.subarray(0, cut), arrow)
      expect(await outcome(() => arc.query.arrow(SQL)), `cut after ${cut} bytes`).toBeInstanceOf(ArcTruncatedError)
    }
  })

  it.each(arrowCalls)('is found by %s', async (_, call) => {
    for (let cut = 0; cut < arrow.body.length; cut += 61) {
      play = (socket) => send(socket, arrow.body.subarray(0, cut), arrow)
      expect(await outcome(call), `cut after ${cut} bytes`).toBeInstanceOf(ArcTruncatedError)
    }
  })

  it('is found at every byte of a MessagePack document', async () => {
    for (let cut = 0; cut < msgpack.body.length; cut++) {
      play = (socket) => send(socket, msgpack.body.subarray(0, cut), msgpack)
      expect(await outcome(() => arc.query.columns(SQL)), `cut after ${cut} bytes`).toBeInstanceOf(ArcTruncatedError)
    }
  })

  it('is found at every byte of a compressed body', async () => {
    const delivery = { ...msgpack, headers: { 'content-encoding': 'gzip' } }
    const compressed = gzipSync(msgpack.body)
    for (let cut = 0; cut < compressed.length; cut++) {
      play = (socket) => send(socket, compressed.subarray(0, cut), delivery)
      expect(await outcome(() => arc.query.rows(SQL)), `cut after ${cut} bytes`).not.toBe('whole')
    }
    for (let cut = 0; cut < json.body.length; cut++) {
      play = (socket) => send(socket, json.body.subarray(0, cut), { ...json, headers: { 'content-encoding': 'gzip' } })
      expect(await outcome(() => arc.query.json(SQL)), `cut after ${cut} bytes`).not.toBe('whole')
    }
  })

  it('is found at every byte of a JSON body', async () => {
    const { body, type } = recorded('select')
    for (let cut = 0; cut < body.length; cut++) {
      play = (socket) => send(socket, body.subarray(0, cut), { type })
      expect(await outcome(() => arc.query.json(SQL)), `cut after ${cut} bytes`).not.toBe('whole')
    }
  })
})

describe('a reset', () => {
  it.each([
    ...arrowCalls.map(([name, call]) => [name, call, recorded('arrow select')] as const),
    ['rows', () => arc.query.rows(SQL), recorded('msgpack select')] as const,
    ['json', () => arc.query.json(SQL), recorded('select')] as const,
  ])('in the body of %s is a connection error', async (_, call, { body, ...delivery }) => {
    for (const cut of [0, 1, body.length >> 1, body.length]) {
      play = (socket) => {
        socket.write(Buffer.concat([Buffer.from(head(delivery)), ...(cut > 0 ? [chunk(body.subarray(0, cut))] : [])]))
        setTimeout(() => socket.resetAndDestroy(), 5)
      }
      expect(await outcome(call), `reset after ${cut} bytes`).toBeInstanceOf(ArcConnectionError)
    }
  })
})

describe('what the server says', () => {
  const arrow = recorded('arrow select')
  const withoutEnd = arrow.body.subarray(0, arrow.body.length - END_OF_STREAM.length)

  it.each(arrowCalls)('the poison marker is heard by %s', async (_, call) => {
    play = (socket) => send(socket, Buffer.concat([withoutEnd, POISON, END_OF_STREAM]), arrow)
    const error = await outcome(call)
    expect(error).toBeInstanceOf(ArcTruncatedError)
    expect(error).toMatchObject({ reason: 'the server cut the stream and marked it so' })
    // Enough bytes after it for the 64 that it announces.
    play = (socket) => send(socket, Buffer.concat([withoutEnd, POISON, END_OF_STREAM, new Uint8Array(64)]), arrow)
    expect(await outcome(call)).toBeInstanceOf(ArcTruncatedError)
  })

  it.each(arrowCalls)('trailers are heard by %s', async (_, call) => {
    const say = async (trailers: Record<string, string>) => {
      play = (socket) => send(socket, arrow.body, { ...arrow, trailers })
      return outcome(call)
    }
    expect(await say({ 'Arc-Stream-Truncated': 'timeout' })).toMatchObject({ reason: 'the server cut it (timeout)' })
    expect(await say({ 'Arc-Rows-Capped': '6' })).toMatchObject({ reason: "the server's row limit cut it (6)" })
    expect(await say({ 'Arc-Execution-Time-Ms': '300000' })).toBeInstanceOf(ArcTruncatedError)
    expect(await say({ 'Arc-Execution-Time-Ms': '299999' })).toBe('whole')
    expect(await say({ 'Arc-Execution-Time-Ms': 'soon' })).toBe('whole')
    expect(await say({})).toBe('whole')
  })

  it('`truncated` and `rows_capped` in JSON are heard', async () => {
    const say = async (extra: object) => {
      const body = { success: true, columns: ['a'], data: [[1]], row_count: 1, execution_time_ms: 5, ...extra }
      play = (socket) => send(socket, Buffer.from(JSON.stringify(body)), { type: 'application/json' })
      return outcome(() => arc.query.json(SQL))
    }
    expect(await say({ truncated: true, truncation_reason: 'timeout' })).toMatchObject({
      reason: 'timeout',
      rowsReceived: 1,
    })
    expect(await say({ rows_capped: true, row_cap: 1 })).toBeInstanceOf(ArcTruncatedError)
    expect(await say({ execution_time_ms: 300_000 })).toBeInstanceOf(ArcTruncatedError)
    expect(await say({ truncated: false, rows_capped: false })).toBe('whole')
  })

  it.each([
    [
      '`rows_capped`',
      [text('rows_capped'), Uint8Array.of(0xc3), text('row_cap'), Uint8Array.of(6)],
      "the server's row limit cut it (6)",
    ],
    ['`truncated`', [text('truncated'), Uint8Array.of(0xc3), text('truncation_reason'), text('timeout')], 'timeout'],
  ])('%s in MessagePack is heard', async (_, extra, reason) => {
    // fixmap 9 in place of 7, with the two keys of newer servers at the end.
    const { body, type } = recorded('msgpack select')
    play = (socket) => send(socket, Buffer.concat([Uint8Array.of(0x89), body.subarray(1), ...extra]), { type })
    const error = await outcome(() => arc.query.rows(SQL))
    expect(error).toBeInstanceOf(ArcTruncatedError)
    expect(error).toMatchObject({ reason, partial: { length: 6 } })
  })

  it.each([...arrowCalls, ['rows', () => arc.query.rows(SQL)] as const])(
    'an error in a 200 is heard by %s',
    async (_, call) => {
      const body = Buffer.from('{"success":false,"error":"arrow query failed: IO Error: disk"}')
      play = (socket) => send(socket, body, { type: 'application/json' })
      expect(await outcome(call)).toBeInstanceOf(ArcQueryError)
    },
  )
})

describe('the deadline of the server', () => {
  const arrow = recorded('arrow select')

  it('is assumed when the answer took as long and nothing proves that it is whole', async () => {
    const late: Play = (socket) => {
      setTimeout(() => send(socket, arrow.body, { ...arrow, trailers: {} }), 60)
    }
    play = late
    expect(await outcome(() => arc.query.arrow(SQL, { serverQueryTimeoutMs: 50 }))).toMatchObject({
      name: 'ArcTruncatedError',
      message: expect.stringContaining('serverQueryTimeoutMs'),
    })
    expect(await outcome(() => arc.query.arrow(SQL, { serverQueryTimeoutMs: 0 }))).toBe('whole')
  })

  it('is not assumed when the time of the server says otherwise', async () => {
    play = (socket) => {
      setTimeout(() => send(socket, arrow.body, arrow), 60)
    }
    expect(await outcome(() => arc.query.arrow(SQL, { serverQueryTimeoutMs: 50 }))).toBe('whole')
  })

  it('never matters to MessagePack, which proves itself', async () => {
    const { body, type } = recorded('msgpack select')
    play = (socket) => {
      setTimeout(() => send(socket, body, { type }), 60)
    }
    expect(await outcome(() => arc.query.columns(SQL, { serverQueryTimeoutMs: 50 }))).toBe('whole')
  })
})

describe('what had arrived comes with the error', () => {
  it('as rows and as columns', async () => {
    const { body, type } = recorded('msgpack 5000 rows')
    play = (socket) => send(socket, body.subarray(0, body.length - 1_000), { type })
    const columns = (await outcome(() => arc.query.columns(SQL))) as ArcTruncatedError
    const partial = columns.partial as QueryColumns
    expect(partial.rowCount).toBeGreaterThan(4_800)
    expect(partial.columns.map((column) => column.values.length)).toEqual([partial.rowCount, partial.rowCount])
    const rows = (await outcome(() => arc.query.rows(SQL))) as ArcTruncatedError
    expect(rows.rowsReceived).toBe(partial.rowCount)
    expect((rows.partial as object[]).at(-1)).toEqual({ i: partial.rowCount - 1, f: (partial.rowCount - 1) / 2 })
  })

  it('as a table', async () => {
    const { body, ...delivery } = recorded('arrow 5000 rows')
    play = (socket) => send(socket, body.subarray(0, body.length - 10_000), delivery)
    const error = (await outcome(() => arc.query.arrow(SQL))) as ArcTruncatedError
    expect(error.rowsReceived).toBe(4096)
    expect((error.partial as Table).numRows).toBe(4096)
    const whole = body.subarray(0, body.length - END_OF_STREAM.length)
    play = (socket) => send(socket, Buffer.concat([whole, POISON, END_OF_STREAM]), delivery)
    const poisoned = (await outcome(() => arc.query.arrow(SQL))) as ArcTruncatedError
    expect((poisoned.partial as Table).numRows).toBe(5000)
    const batches = arc.query.batches(SQL)
    for (const rows of [2048, 2048, 904]) expect((await batches.next()).value).toMatchObject({ numRows: rows })
    await expect(batches.next()).rejects.toThrow(ArcTruncatedError)
  })
})

describe('through fetch, which cannot read trailers', () => {
  let overFetch: ArcClient
  beforeAll(() => {
    overFetch = new ArcClient({ url: server.url, token: 'token', retry: false, fetch: globalThis.fetch })
  })
  afterAll(() => overFetch.close())

  it.each([
    ['arrow', 'arrow select', () => overFetch.query.arrow(SQL)],
    ['stream', 'arrow select', () => drain(overFetch.query.stream(SQL))],
    ['ipc', 'arrow select', () => overFetch.query.ipc(SQL)],
    ['rows', 'msgpack select', () => overFetch.query.rows(SQL)],
    ['json', 'select', () => overFetch.query.json(SQL)],
  ])('%s finds every clean end that is too early, and no other', async (_, name, call) => {
    const { body, ...delivery } = recorded(name)
    for (let cut = 0; cut < body.length; cut += 13) {
      play = (socket) => send(socket, body.subarray(0, cut), delivery)
      expect(await outcome(call), `cut after ${cut} bytes`).toBeInstanceOf(ArcTruncatedError)
    }
    play = (socket) => send(socket, body, delivery, [1, 2, 3, body.length >> 1])
    expect(await outcome(call)).toBe('whole')
  })

  it('a reset is a connection error', async () => {
    const { body, ...delivery } = recorded('arrow 5000 rows')
    play = (socket) => {
      socket.write(Buffer.concat([Buffer.from(head(delivery)), chunk(body.subarray(0, 50_000))]))
      setTimeout(() => socket.resetAndDestroy(), 20)
    }
    expect(await outcome(() => overFetch.query.arrow(SQL))).toBeInstanceOf(ArcConnectionError)
    expect(await outcome(() => drain(overFetch.query.stream(SQL)))).toBeInstanceOf(ArcConnectionError)
  })

  it('the clock of the client stands in for the trailer', async () => {
    const { body, ...delivery } = recorded('arrow select')
    play = (socket) => {
      setTimeout(() => send(socket, body, delivery), 60)
    }
    expect(await outcome(() => overFetch.query.ipc(SQL, { serverQueryTimeoutMs: 50 }))).toBeInstanceOf(
      ArcTruncatedError,
    )
    expect(await outcome(() => overFetch.query.ipc(SQL))).toBe('whole')
  })
})

describe('whole results', () => {
  const names = ['arrow select', 'arrow zero rows', 'arrow 5000 rows', 'arrow dictionary', 'types arrow'] as const

  it.each(names)('%s, in chunks of one byte', async (name) => {
    const { body, ...delivery } = recorded(name)
    const cuts = Array.from({ length: Math.min(body.length, 20_000) }, (_, i) => i)
    play = (socket) => send(socket, body, delivery, cuts)
    const table = await arc.query.arrow(SQL)
    expect(table.toArray().map(String)).toEqual(tableFromIPC(body).toArray().map(String))
  })

  it('of every format, in chunks cut anywhere', async () => {
    const documents = [...names, 'types msgpack', 'msgpack select', 'msgpack zero rows', 'msgpack 5000 rows'].map(
      recorded,
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(documents.length - 1), fc.array(fc.nat(), { maxLength: 50 }), async (which, at) => {
        const { body, ...delivery } = documents[which] ?? recorded('arrow select')
        const cuts = at.map((n) => n % body.length).sort((a, b) => a - b)
        play = (socket) => send(socket, body, delivery, cuts)
        const call = delivery.type.includes('arrow') ? () => arc.query.ipc(SQL) : () => arc.query.columns(SQL)
        expect(await outcome(call)).toBe('whole')
      }),
      { numRuns: 200 },
    )
  })
})

function text(value: string): Uint8Array {
  return Buffer.concat([Uint8Array.of(0xa0 | value.length), Buffer.from(value)])
}
