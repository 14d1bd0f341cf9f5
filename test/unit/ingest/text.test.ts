/** Line protocol, element sets and uploads, as they travel. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { describe, expect, test, vi } from 'vitest'
import { ArcClient, ArcIngestionError, ArcValidationError } from '../../../src/index.ts'
import { cutAtLines } from '../../../src/ingest/text/text-lines.ts'
import { checkTle } from '../../../src/ingest/text/tle.ts'
import { recordingClient } from './recording.ts'

const text = (body: Uint8Array | undefined): string => new TextDecoder().decode(body)

describe('lines', () => {
  test('a text goes out as it is, under its precision; blank lines and comments are not rows', async () => {
    const { arc, requests } = recordingClient()
    const lines = '# comment\ncpu v=1 1\r\n\n  cpu v=2 2\n'
    expect(await arc.write.lineProtocol(lines, { precision: 's', database: 'metrics' })).toEqual({
      rows: 2,
      bytes: lines.length,
      requests: 1,
    })
    expect(requests[0]).toMatchObject({
      path: '/api/v1/write/line-protocol?precision=s',
      headers: { 'x-arc-database': 'metrics' },
    })
    expect(text(requests[0]?.body)).toBe(lines)
  })

  test('lines, bytes, and iterables of either', async () => {
    const utf8 = new TextEncoder().encode('cpu s="é" 1\ncpu s="😀" 2\n')
    async function* bytes() {
      for (const byte of utf8) yield Uint8Array.of(byte)
    }
    const { arc, requests } = recordingClient()
    await arc.write.lineProtocol(['cpu v=1', 'cpu v=2\n'])
    await arc.write.lineProtocol(new Set(['cpu v=1', 'cpu v=2']))
    await arc.write.lineProtocol(bytes())
    await arc.write.lineProtocol(utf8)
    const stream = Readable.toWeb(Readable.from(['cpu v=1', 'cpu v=2']))
    await arc.write.lineProtocol({ getReader: () => stream.getReader() } as never)
    expect(requests.map(({ body }) => text(body))).toEqual([
      'cpu v=1\ncpu v=2\n',
      'cpu v=1\ncpu v=2\n',
      text(utf8),
      text(utf8),
      'cpu v=1\ncpu v=2\n',
    ])
    expect(requests.every(({ path }) => path.endsWith('?precision=ns'))).toBe(true)
  })

  test('a source may use the memory of its chunks again', async () => {
    async function* source() {
      const memory = new Uint8Array(20)
      for (const line of ['cpu v=1 1\n', 'cpu v=2 2\n']) {
        yield memory.subarray(0, new TextEncoder().encodeInto(line, memory).written)
      }
    }
    const { arc, requests } = recordingClient()
    await arc.write.lineProtocol(source())
    expect(text(requests[0]?.body)).toBe('cpu v=1 1\ncpu v=2 2\n')
  })

  test('a text begins a line, whatever came before', async () => {
    const bytes = new TextEncoder().encode('cpu v=1 1')
    const { arc, requests } = recordingClient()
    expect(await arc.write.lineProtocol([bytes, 'cpu v=2 2', bytes])).toMatchObject({ rows: 3 })
    expect(await arc.write.lineProtocol(new Set([bytes, 'cpu v=2 2']))).toMatchObject({ rows: 2 })
    expect(requests.map(({ body }) => text(body))).toEqual([
      'cpu v=1 1\ncpu v=2 2\ncpu v=1 1',
      'cpu v=1 1\ncpu v=2 2\n',
    ])
  })

  test('a long stream is cut at line ends, and a failure counts the lines before', async () => {
    const line = `cpu s="${'x'.repeat(1000)}" 1`
    async function* source() {
      for (let i = 0; i < 20_000; i++) yield line
    }
    const { arc, requests } = recordingClient()
    expect(await arc.write.lineProtocol(source())).toMatchObject({ rows: 20_000 })
    expect(requests.length).toBeGreaterThan(1)
    for (const { body } of requests) expect(text(body.subarray(-line.length - 1))).toBe(`${line}\n`)

    const failing = recordingClient((n) =>
      n === 1 ? { status: 400, body: { error: 'invalid measurement name' } } : { status: 204 },
    )
    const error = await failing.arc.write.lineProtocol(source()).catch((reason) => reason)
    expect(error).toBeInstanceOf(ArcIngestionError)
    expect(error).toMatchObject({ status: 400, retryable: false })
    expect(error.acceptedRows).toBe(text(failing.requests[0]?.body).split('\n').length - 1)
  })

  test('bytes are cut after a line end, never inside a line', () => {
    const bytes = new TextEncoder().encode('aaa\nbb\ncccc\nd')
    expect(cutAtLines(bytes, 7).map(text)).toEqual(['aaa\nbb\n', 'cccc\nd'])
    expect(cutAtLines(bytes, 5).map(text)).toEqual(['aaa\n', 'bb\n', 'cccc\n', 'd'])
    expect(cutAtLines(bytes, 100).map(text)).toEqual(['aaa\nbb\ncccc\nd'])
    expect(() => cutAtLines(bytes, 4)).toThrow(ArcValidationError)
  })
})

describe('element sets', () => {
  const name = 'ISS (ZARYA)'
  const first = '1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927'
  const second = '2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537'

  test('with and without names, blank lines and carriage returns', () => {
    expect(checkTle(`${first}\n${second}\n`)).toBe(1)
    expect(checkTle(`${name}\r\n${first}\r\n${second}\r\n\r\n${first}\n${second}`)).toBe(2)
  })

  test.each([
    [`${first}\n${second.slice(0, 68)}`, /line 2: has 68 characters of 69/],
    [`${first.slice(0, 68)}8\n${second}`, /line 1: has the checksum 8, and it should be 7/],
    [`${name}\n${first}`, /ends after line 2/],
    [`${name}\n${second}\n${first}`, /line 2: should be line 1/],
    ['1 2\n2 3', /line 1: has 3 characters/],
    // Each with a checksum that is right: the server would skip them without a word.
    [`${first}\n${second.replace('25544', '25545').replace(/.$/, '8')}`, /line 2: is of satellite 25545, .* 25544/],
    [
      `${first.replace('08264.5', '0826X.5').replace(/.$/, '3')}\n${second}`,
      /line 1: has "26X.5.*" in columns 21 to 32/,
    ],
    [`${first.replace('-11606-4', '-11606x4').replace(/.$/, '6')}\n${second}`, /line 1: has "-11606x4" .* drag term/],
    [`${first}\n${second.replace('51.6416', '51.6 16').replace(/.$/, '3')}`, /line 2: .* the inclination/],
    [`${first}\n${second.replace('0006703', '0.06703')}`, /line 2: .* the eccentricity/],
    [`${first}\n${second.replace('15.72', '15,72')}`, /line 2: .* the mean motion/],
    [`${first.replace('98067A ', '98067é ')}\n${second}`, /line 1: .* not printable ASCII/],
    // A name to the server.
    [`\u00a0\n${name}\n${first}\n${second}`, /line 2: should be line 1/],
    ['', /no entry/],
  ])('%j is refused', (tle, message) => {
    expect(() => checkTle(tle)).toThrow(message)
  })

  test('travel with their measurement in a header', async () => {
    const { arc, requests } = recordingClient()
    await arc.write.tle(`${first}\n${second}\n`, { measurement: 'orbits' })
    expect(requests[0]).toMatchObject({ path: '/api/v1/write/tle', headers: { 'x-arc-measurement': 'orbits' } })
    await arc.write.tle(new TextEncoder().encode(`${first}\n${second}\n`))
    expect(requests[1]?.headers).not.toHaveProperty('x-arc-measurement')
  })
})

describe('uploads', () => {
  const answer = () => ({ status: 200, body: { status: 'ok', result: { rows_imported: 2 } } })

  test('a form with one file, the database and the options in the query', async () => {
    const { arc, requests } = recordingClient(answer)
    const file = new File(['time;v\n1;2\n'], 'data "1".csv')
    expect(
      await arc.imports.csv(file, {
        measurement: 'cpu',
        timeColumn: 'ts',
        timeFormat: 'epoch_ms',
        delimiter: ';',
        skipRows: 2,
      }),
    ).toEqual({ rows_imported: 2 })
    const [request] = requests
    expect(request?.path).toBe(
      '/api/v1/import/csv?measurement=cpu&time_column=ts&time_format=epoch_ms&delimiter=%3B&skip_rows=2&db=default',
    )
    const form = await new Response(request?.body as Uint8Array<ArrayBuffer>, {
      headers: { 'content-type': request?.headers['content-type'] ?? '' },
    }).formData()
    expect([...form.keys()]).toEqual(['file'])
    const sent = form.get('file') as File
    expect(sent.name).toBe('data__1_.csv')
    expect(await sent.text()).toBe('time;v\n1;2\n')
  })

  test('a file is sent from its path, with progress', async () => {
    const { mkdtemp, rm, writeFile } = await import('node:fs/promises')
    const directory = await mkdtemp(`${(await import('node:os')).tmpdir()}/arc-upload-`)
    const bytes = new Uint8Array(700_000).map((_, i) => i)
    await writeFile(`${directory}/big.parquet`, bytes)
    const { arc, requests } = recordingClient(answer)
    const progress: number[] = []
    await arc.imports.parquet(`${directory}/big.parquet`, {
      measurement: 'cpu',
      onProgress: ({ sentBytes, totalBytes }) => progress.push(sentBytes / (totalBytes ?? Number.NaN)),
    })
    await rm(directory, { recursive: true })
    expect(progress.at(-1)).toBe(1)
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
    expect(Buffer.from(requests[0]?.body ?? []).includes(Buffer.from(bytes))).toBe(true)
  })

  test('a text in place of a path is not repeated in full', async () => {
    const { arc } = recordingClient(answer)
    const csv = `time,v\n${'1704067200,1\n'.repeat(1000)}`
    const error = await arc.imports.csv(csv, { measurement: 'cpu' }).catch((reason) => reason)
    expect(error.message).toMatch(
      /^cannot open "time,v\\n1704067200,1\\n.*…": .*; a string is a path, so give text as a Blob$/,
    )
    expect(error.message.length).toBeLessThan(1000)
  })

  test('a path that cannot be read is named', async () => {
    const directory = (await import('node:os')).tmpdir()
    const { arc } = recordingClient(answer)
    await expect(arc.imports.csv(directory, { measurement: 'cpu' })).rejects.toThrow(
      `cannot read ${JSON.stringify(directory)}; it has to be a file`,
    )
  })

  test('the databases `default` and null are named in the query, and no header is sent', async () => {
    const { arc, requests } = recordingClient(answer)
    await arc.imports.lineProtocol(new Blob(['m v=1']), { database: null, precision: 'ms', measurement: 'm' })
    await arc.imports.tle(new Blob(['x']), { database: 'space', measurement: 'orbits' })
    expect(requests.map(({ path }) => path)).toEqual([
      '/api/v1/import/lp?precision=ms&measurement=m&db=default',
      '/api/v1/import/tle?db=space',
    ])
    for (const { headers } of requests) expect(headers).not.toHaveProperty('x-arc-database')
    expect(requests[1]?.headers).toMatchObject({ 'x-arc-measurement': 'orbits' })
  })

  test('a 400 with the body of a success is an error', async () => {
    const { arc } = recordingClient(() => ({
      status: 400,
      body: { status: 'ok', result: { database: '', rows_imported: 2 } },
    }))
    await expect(arc.imports.csv(new Blob(['x']), { measurement: 'cpu' })).rejects.toBeInstanceOf(ArcValidationError)
  })

  test('a 200 without a result is an error', async () => {
    const { arc } = recordingClient(() => ({ status: 200, body: {} }))
    await expect(arc.imports.csv(new Blob(['x']), { measurement: 'cpu' })).rejects.toMatchObject({
      name: 'ArcServerError',
      origin: 'other',
      message: expect.stringContaining('it has no "result"'),
    })
  })

  test('a stream may use the memory of its chunks again', async () => {
    const { arc, requests } = recordingClient(answer)
    async function* source() {
      const memory = Buffer.alloc(8)
      for (const part of ['time,v\n', '1,2\n', '3,4\n']) yield memory.subarray(0, memory.write(part))
    }
    await arc.imports.csv(source(), { measurement: 'cpu' })
    expect(text(requests[0]?.body)).toContain('time,v\n1,2\n3,4\n')
  })

  test('a stream that is not bytes, and one beyond 500 MiB, end the upload', async () => {
    const { arc } = recordingClient(answer)
    async function* strings() {
      yield 'text'
    }
    await expect(arc.imports.csv(strings() as never, { measurement: 'cpu' })).rejects.toThrow(/"text" in the stream/)
    const chunk = new Uint8Array(2 ** 25)
    async function* endless() {
      while (true) yield chunk
    }
    await expect(arc.imports.csv(endless(), { measurement: 'cpu' })).rejects.toThrow(/more than 524288000 bytes/)
  })
})

describe('a source that will not be read on is told to stop', () => {
  const aborted = { signal: AbortSignal.abort(new Error('changed my mind')) }
  const calls: readonly [string, (arc: ArcClient, source: never) => Promise<unknown>][] = [
    ['imports.csv', (arc, source) => arc.imports.csv(source, { ...aborted, measurement: 'cpu' })],
    ['write.lineProtocol', (arc, source) => arc.write.lineProtocol(source, aborted)],
    ['write.rows', (arc, source) => arc.write.rows('cpu', source, aborted)],
    ['write.arrow', (arc, source) => arc.write.arrow('cpu', source, aborted)],
    ['writer.consume', (arc, source) => arc.write.buffered().consume('cpu', source, aborted)],
  ]

  test.each(calls)('%s: the signal is aborted already', async (_name, call) => {
    const { arc, requests } = recordingClient()
    const readable = new Readable({ read() {} })
    await expect(call(arc, readable as never)).rejects.toThrow(/^changed my mind$/)
    expect(readable.destroyed).toBe(true)
    const cancel = vi.fn()
    await expect(call(arc, new ReadableStream({ cancel }) as never)).rejects.toThrow(/^changed my mind$/)
    expect(cancel).toHaveBeenCalledOnce()
    expect(requests).toEqual([])
  })

  test.each(['node:http', 'fetch'])('imports over %s: the server refuses before the upload has ended', async (kind) => {
    const server = createServer((_request, response) => response.writeHead(400).end('{"error":"no"}'))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    const transport = kind === 'fetch' ? { fetch: globalThis.fetch } : {}
    const arc = new ArcClient({ url: `http://127.0.0.1:${port}`, ...transport })
    const cancel = vi.fn()
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(2 ** 16)), cancel })
    await expect(arc.imports.csv(endless, { measurement: 'cpu' })).rejects.toMatchObject({ status: 400 })
    await vi.waitFor(() => expect(cancel).toHaveBeenCalledOnce())
    await arc.close()
    server.closeAllConnections()
    server.close()
  })
})

test('an aborted call rejects with the reason of its signal', async () => {
  const { arc, requests } = recordingClient()
  const reason = new Error('changed my mind')
  await expect(arc.write.columns('cpu', { v: [1] }, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  await expect(arc.write.rows('cpu', [{ v: 1 }], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  expect(requests).toEqual([])
})

test('an aborted call does not load apache-arrow to read IPC, and tells the source to stop', async () => {
  const loaded = vi.fn()
  vi.doMock('apache-arrow', () => {
    loaded()
    return {}
  })
  const { arc } = recordingClient()
  const reason = new Error('changed my mind')
  const options = { signal: AbortSignal.abort(reason) }
  const bytes = Uint8Array.of(0xff, 0xff, 0xff, 0xff)
  let closed = 0
  function* source() {
    try {
      yield bytes
    } finally {
      closed++
    }
  }
  for (const data of [bytes, bytes.buffer, source()]) {
    await expect(arc.write.arrow('cpu', data, options)).rejects.toBe(reason)
  }
  expect(loaded).not.toHaveBeenCalled()
  expect(closed).toBe(1)
  vi.doUnmock('apache-arrow')
})

describe('a source that keeps everybody waiting', () => {
  async function* hanging<T>(first: T): AsyncGenerator<T> {
    yield first
    await new Promise(() => {})
  }
  test('does not outlast the signal', async () => {
    const { arc } = recordingClient()
    const reason = new Error('enough')
    const abort = new AbortController()
    const { signal } = abort
    const calls = [
      arc.write.rows('cpu', hanging({ v: 1 }), { signal }),
      arc.write.lineProtocol(hanging('cpu v=1'), { signal }),
      arc.write.arrow('cpu', hanging(new Uint8Array(8)), { signal }),
    ]
    setTimeout(() => abort.abort(reason), 10)
    expect(await Promise.allSettled(calls)).toEqual(calls.map(() => ({ status: 'rejected', reason })))
  })
})
