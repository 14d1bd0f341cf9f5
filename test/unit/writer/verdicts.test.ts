/** Which failures keep a batch and which drop it: the table of docs/buffered-writing.md, and that nothing is lost by it. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ArcConnectionError } from '../../../src/errors.ts'
import { ANSWERS, type Answer, openWriter, startSink, until } from './harness.ts'

const row = (v: number) => ({ time: 1_700_000_000_000, v })
const html = (status: number): Answer => ({
  status,
  body: '<!doctype html><title>Runtime Error</title><h1>login</h1>',
  headers: { 'content-type': 'text/html; charset=utf-8' },
})
const text = (status: number, body: string): Answer => ({ status, body, headers: { 'content-type': 'text/plain' } })
const json = (status: number, error: string): Answer => ({ status, body: JSON.stringify({ error }) })

describe('kept and sent again, as the fault need not be the data:', () => {
  // The last column: how many rows may be stored twice after two such answers to a batch of two.
  test.each<[string, Answer, number]>([
    ['a 500 nobody knows', json(500, 'weird'), 4],
    ['a 500 that passes', ANSWERS.canceled, 0],
    ['a 500 page of a proxy', html(500), 4],
    ['a 501', json(501, 'not here'), 4],
    ['a 502 of a proxy', html(502), 4],
    ['a 503 of Arc', ANSWERS.churn, 0],
    ['a 503 page', html(503), 4],
    ['the 503 of Envoy for a reset', text(503, 'upstream connect error or disconnect/reset before headers'), 4],
    ['a 504', text(504, ''), 4],
    ['a 520', text(520, 'Web server is returning an unknown error'), 4],
    ['a login page with 200', html(200), 0],
    ['a redirect', { status: 301, headers: { location: 'https://elsewhere.example/' } }, 0],
    ['the 404 of a router that has lost its route', text(404, '404 page not found\n'), 0],
    ['the 404 of a gateway', { status: 404, body: '{"message":"no Route matched with those values"}' }, 0],
    ['the 403 page of a firewall', html(403), 0],
    ['a 401 without a body', text(401, ''), 0],
    ['408', json(408, 'Request Timeout'), 0],
    ['429', json(429, 'slow down'), 0],
  ])('%s', async (_, answer, possibleDuplicates) => {
    const sink = await startSink()
    sink.react = (__, count) => (count <= 2 ? answer : undefined)
    const writer = openWriter(sink.url)
    writer.append('cpu', [row(1), row(2)])
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual([1, 2])
    expect(writer.stats).toMatchObject({ retries: 2, rowsAcknowledged: 2, rowsDropped: 0, possibleDuplicates })
  })

  test.each([
    ['a host name that does not resolve', 'http://no-such-host.invalid:9'],
    ['a TLS handshake that fails', undefined],
  ])('%s', async (_, url) => {
    const sink = await startSink() // speaks no TLS
    const errors: unknown[] = []
    const writer = openWriter(url ?? sink.url.replace('http:', 'https:'), { onError: (error) => errors.push(error) })
    writer.append('cpu', row(1))
    await until(() => writer.stats.retries >= 3)
    expect(errors[0]).toBeInstanceOf(ArcConnectionError)
    expect(writer.stats).toMatchObject({ rowsBuffered: 1, rowsDropped: 0, possibleDuplicates: 0 })
    await expect(writer.flush({ timeoutMs: 1 })).rejects.toMatchObject({ batches: [{ retained: true }] })
  })

  test('but no longer than retry.maxTimeMs', async () => {
    const sink = await startSink()
    sink.react = () => html(404)
    const writer = openWriter(sink.url, { retry: { maxTimeMs: 100 } })
    writer.append('cpu', row(1))
    await expect(writer.flush()).rejects.toMatchObject({ batches: [{ retained: false, error: { status: 404 } }] })
    expect(writer.stats.retries).toBeGreaterThan(0)
  })

  test('and on disk by another name than what was refused', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'arc-spool-'))
    onTestFinished(() => rm(directory, { recursive: true, force: true }))
    const sink = await startSink()
    sink.react = () => html(200)
    const writer = openWriter(sink.url, { spool: { directory } })
    writer.append('cpu', row(1))
    await until(() => writer.stats.retries >= 2)
    await writer.close({ timeoutMs: 0 }).catch(() => {})
    expect((await readdir(directory)).filter((name) => !name.startsWith('lock'))).toEqual(['0000000000000001.batch'])
  })
})

describe('credentials that Arc refuses, with a spool:', () => {
  test.each([ANSWERS.unauthorized, ANSWERS.forbidden])('$status holds the batches in order', async (answer) => {
    const directory = await mkdtemp(join(tmpdir(), 'arc-spool-'))
    onTestFinished(() => rm(directory, { recursive: true, force: true }))
    const sink = await startSink()
    sink.react = () => answer
    const errors: unknown[] = []
    const writer = openWriter(sink.url, { maxRows: 1, spool: { directory }, onError: (error) => errors.push(error) })
    for (const v of [1, 2, 3]) writer.append('cpu', row(v))
    await until(() => writer.stats.retries >= 3 || writer.stats.rowsDropped > 0)
    expect(writer.stats).toMatchObject({ rowsDropped: 0, possibleDuplicates: 0 })
    expect(errors[0]).toMatchObject({ status: answer.status })
    sink.react = () => undefined
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual([1, 2, 3])
  })
})

describe('dropped at once, as the same request would fail for ever:', () => {
  test.each<[string, Answer]>([
    ['400', ANSWERS.invalid],
    ['401', ANSWERS.unauthorized],
    ['403', ANSWERS.forbidden],
    ['404 of Arc', json(404, 'Cannot POST /api/v1/write/msgpack')],
    ['409', json(409, 'conflict')],
    ['413 of a single row', ANSWERS.tooLarge],
    ['413 of a single row, of a proxy', html(413)],
    ['422', json(422, 'unreadable')],
    ['431', json(431, 'Request Header Fields Too Large')],
    ['500 failed to convert columns', ANSWERS.poisoned],
    ['500 unknown record type', json(500, 'Failed to write records: unknown record type []interface {} in dispatch')],
    ['500 of a handler that panicked', json(500, 'runtime error: invalid memory address or nil pointer dereference')],
  ])('%s', async (_, answer) => {
    const sink = await startSink()
    sink.react = (write) => (write.columns.v?.includes(1) ? answer : undefined)
    const writer = openWriter(sink.url, { maxRows: 1 })
    writer.append('cpu', row(1))
    writer.append('cpu', row(2))
    await expect(writer.flush()).rejects.toMatchObject({ batches: [{ rows: 1, error: { status: answer.status } }] })
    expect(sink.column('cpu', 'v')).toEqual([2])
    expect(writer.stats).toMatchObject({ retries: 0, rowsDropped: 1, rowsAcknowledged: 1, possibleDuplicates: 0 })
  })

  test('the 413 page of a proxy splits like that of Arc', async () => {
    const sink = await startSink()
    sink.react = (write) => (write.rows > 3 ? html(413) : undefined)
    const writer = openWriter(sink.url)
    writer.append(
      'cpu',
      Array.from({ length: 10 }, (_, v) => row(v)),
    )
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })
})
