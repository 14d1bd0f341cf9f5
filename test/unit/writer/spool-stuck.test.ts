/** A disk that never answers, as a dead network mount: the writer ends all the same, and says what became of the rows. */
import { expect, test, vi } from 'vitest'
import { ArcFlushError, ArcSpoolError } from '../../../src/errors.ts'
import type { DroppedBatch } from '../../../src/ingest/writer/callbacks.ts'
import type { SpoolStore } from '../../../src/ingest/writer/spool.ts'
import { openSpool } from '../../../src/ingest/writer/spool.ts'
import { connect, lookAt, openWriter, startSink, until } from './harness.ts'

vi.mock('../../../src/ingest/writer/spool.ts', () => ({ openSpool: vi.fn(() => new Promise(() => {})) }))

async function* recover() {}
const never = () => new Promise<never>(() => {})
const row = (v: number) => ({ time: 1_700_000_000_000, v })
const spool = { directory: '/stuck' }

test('close() drops what a spool that never opens cannot save, with an error for everybody', async () => {
  const sink = await startSink()
  const errors: unknown[] = []
  const drops: DroppedBatch[] = []
  const onError = (error: unknown) => errors.push(error)
  const writer = openWriter(sink.url, { onError, onDrop: lookAt(drops), spool })
  writer.append('cpu', row(1))
  sink.react = () => 'hold'
  await expect(writer.close({ timeoutMs: 0 })).rejects.toBeInstanceOf(ArcFlushError)
  expect(drops).toMatchObject([{ measurement: 'cpu', rowCount: 1 }])
  expect(errors).toContainEqual(expect.objectContaining({ message: expect.stringContaining('/stuck did not open') }))
  expect(writer.stats).toMatchObject({ rowsBuffered: 0, rowsInFlight: 0, batchesPending: 0 })
})

test('close() with time left sends the rows from memory', async () => {
  const sink = await startSink()
  const errors: unknown[] = []
  const writer = openWriter(sink.url, { onError: (error) => errors.push(error), spool })
  writer.append('cpu', row(1))
  const synced = writer.sync().catch((error: unknown) => error)
  await writer.close({ timeoutMs: 4_000 })
  expect(sink.column('cpu', 'v')).toEqual([1])
  expect(errors).toEqual([expect.any(ArcSpoolError)])
  expect(await synced).toBe(errors[0])
})

test('an abort ends close() as well', async () => {
  const sink = await startSink()
  const writer = openWriter(sink.url, { spool })
  writer.append('cpu', row(1))
  await expect(writer.close({ signal: AbortSignal.abort(new Error('enough')) })).rejects.toBeInstanceOf(ArcFlushError)
})

test('arc.close() ends, and a directory that opens later is let go of', async () => {
  const store = { recover, bytes: 0, close: vi.fn(async () => {}) }
  let open = (_: SpoolStore) => {}
  vi.mocked(openSpool).mockImplementationOnce(() => new Promise((resolve) => (open = resolve)))
  const sink = await startSink()
  const arc = connect(sink.url)
  arc.write.buffered({ closeTimeoutMs: 0, spool }).append('cpu', row(1))
  await arc.close().catch(() => {})
  open(store as unknown as SpoolStore)
  await until(() => store.close.mock.calls.length === 1)
})

test('a flush that waits for a file to be deleted ends with close()', async () => {
  const entry = { database: 'default', measurement: 'cpu', rows: 1, id: 1, bodyBytes: 1 }
  const hanging = { recover, bytes: 0, put: async () => entry, remove: never, close: async () => {} }
  vi.mocked(openSpool).mockResolvedValueOnce(hanging as unknown as SpoolStore)
  const sink = await startSink()
  const writer = openWriter(sink.url, { spool })
  writer.append('cpu', row(1))
  const flushed = writer.flush()
  await until(() => writer.stats.rowsAcknowledged === 1)
  await writer.close({ timeoutMs: 10 })
  await flushed
})

test('a disk that hangs while the directory is let go of', async () => {
  vi.mocked(openSpool).mockResolvedValueOnce({ recover, bytes: 0, close: never } as unknown as SpoolStore)
  const sink = await startSink()
  const errors: unknown[] = []
  const writer = openWriter(sink.url, { onError: (error) => errors.push(error), spool })
  await writer.ready()
  await writer.close()
  expect(errors).toEqual([expect.any(ArcSpoolError)])
}, 15_000)
