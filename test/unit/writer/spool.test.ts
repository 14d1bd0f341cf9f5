import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { ArcFlushError, ArcSpoolError } from '../../../src/errors.ts'
import { defineMeasurement } from '../../../src/ingest/measurement.ts'
import type { WriterOptions } from '../../../src/ingest/writer/options.ts'
import { openSpool as openNowhere } from '../../../src/ingest/writer/spool-unavailable.ts'
import { ANSWERS, openSpool, openWriter, type Reaction, type Sink, startSink, until } from './harness.ts'

const row = (v: number) => ({ time: 1_700_000_000_000, v })
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'arc-spool-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  return directory
}

const files = async (directory: string, kind: string) =>
  (await readdir(directory)).filter((name) => name.endsWith(`.${kind}`)).sort()

/** Leaves rows 0 to `rows - 1` in the directory, one per file, as a process does that could not reach the server. */
async function leaveBehind(directory: string, rows: number, options: WriterOptions = {}): Promise<void> {
  const sink = await startSink()
  sink.react = () => 'hold'
  const writer = openWriter(sink.url, { maxRows: 1, ...options, spool: { directory } })
  for (let v = 0; v < rows; v++) writer.append('cpu', row(v))
  await writer.sync()
  await writer.close({ timeoutMs: 0 }).catch(() => {})
}

describe('a batch', () => {
  test('is on disk before it is sent, and gone after the acknowledgement', async () => {
    const sink = await startSink()
    const directory = await temporaryDirectory()
    let onDisk: string[] = []
    sink.react = () => 'hold'
    const writer = openWriter(sink.url, { spool: { directory } })
    writer.append('cpu', row(1))
    const flushed = writer.flush()
    await until(() => sink.received.length === 1)
    onDisk = await files(directory, 'batch')
    expect(onDisk).toEqual(['0000000000000001.batch'])
    expect(writer.stats.spool?.bytes).toBeGreaterThan(0)
    sink.release()
    await flushed
    expect(readdirSync(directory)).toEqual([expect.stringMatching(/^lock\.\d+$/)])
    expect(writer.stats.spool?.bytes).toBe(0)
  })

  test('that is acknowledged already holds up a flush until its file is gone', async () => {
    const sink = await startSink()
    const directory = await temporaryDirectory()
    const flushes: Promise<void>[] = []
    const writer = openWriter(sink.url, {
      maxRows: 1,
      spool: { directory },
      onFlush: () => flushes.push(writer.flush()),
    })
    for (const v of range(0, 20)) writer.append(`m${v % 4}`, row(v))
    await until(() => flushes.length === 20)
    await flushes.at(-1)
    expect(readdirSync(directory)).toEqual([expect.stringMatching(/^lock\.\d+$/)])
  })

  test('that is refused is renamed before a flush that began while onDrop was being asked', async () => {
    const sink = await startSink()
    sink.react = () => ANSWERS.invalid
    const directory = await temporaryDirectory()
    let asked = false
    let refuse = (_: Error) => {}
    const onDrop = () => {
      asked = true
      return new Promise<void>((_, reject) => (refuse = reject))
    }
    const writer = openWriter(sink.url, { maxRows: 1, spool: { directory }, onDrop })
    writer.append('cpu', row(1))
    await until(() => asked)
    const flushed = writer.flush().catch((error: unknown) => error)
    refuse(new Error('no'))
    expect(await flushed).toMatchObject({ batches: [{ rows: 1, retained: false }] })
    expect(readdirSync(directory).filter((name) => !name.startsWith('lock'))).toEqual(['0000000000000001.rejected'])
  })

  test('survives its process, and goes before what the next one appends', async () => {
    const directory = await temporaryDirectory()
    await leaveBehind(directory, 5)
    expect((await files(directory, 'batch')).length).toBe(5)
    const sink = await startSink()
    const writer = openWriter(sink.url, { maxRows: 1, spool: { directory } })
    for (const v of range(5, 8)) writer.append('cpu', row(v))
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual(range(0, 8))
    await writer.close()
    expect(await readdir(directory)).toEqual([expect.stringMatching(/^lock\.\d+$/)])
  })

  test('goes before rows of a measurement that is declared now', async () => {
    const directory = await temporaryDirectory()
    await leaveBehind(directory, 1)
    const sink = await startSink()
    const writer = openWriter(sink.url, { spool: { directory } })
    await writer.ready()
    writer.append(defineMeasurement('cpu', { v: 'float64' }), row(1))
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual([0, 1])
  })

  test('that is refused stays under another name, unless onDrop took care of it', async () => {
    const sink = await startSink()
    sink.react = () => ANSWERS.invalid
    for (const handled of [false, true]) {
      const directory = await temporaryDirectory()
      const onDrop = handled ? () => {} : undefined
      const writer = openWriter(sink.url, { onDrop, spool: { directory } })
      writer.append('cpu', row(1))
      await writer.flush().catch(() => {})
      await writer.close()
      expect(await files(directory, 'batch')).toEqual([])
      expect((await files(directory, 'rejected')).length).toBe(handled ? 0 : 1)
    }
  })

  test('that the server finds too large is split; its file goes when both halves are in', async () => {
    const sink = await startSink()
    const directory = await temporaryDirectory()
    sink.react = (write) => (write.rows > 2 ? ANSWERS.tooLarge : undefined)
    const writer = openWriter(sink.url, { spool: { directory } })
    writer.append('cpu', range(0, 7).map(row))
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual(range(0, 7))
    await writer.close()
    expect(await files(directory, 'batch')).toEqual([])
  })
})

describe('sync()', () => {
  test('resolves with the rows on disk while the server is away', async () => {
    const sink = await startSink()
    sink.react = () => 'hold'
    const directory = await temporaryDirectory()
    const writer = openWriter(sink.url, { spool: { directory } })
    writer.append('cpu', row(1))
    writer.append('mem', row(2))
    await writer.sync()
    expect((await files(directory, 'batch')).length).toBe(2)
    expect(writer.stats.rowsAcknowledged).toBe(0)
  })

  test('needs a spool', async () => {
    const sink = await startSink()
    await expect(openWriter(sink.url).sync()).rejects.toThrow(ArcSpoolError)
  })

  test('rejects when there is no room on disk; the rows stay in memory and arrive', async () => {
    const sink = await startSink()
    sink.react = () => 'hold'
    const directory = await temporaryDirectory()
    const errors: unknown[] = []
    const spool = { directory, maxBytes: 400 }
    const writer = openWriter(sink.url, { maxRows: 1, onError: (error) => errors.push(error), spool })
    for (const v of range(0, 6)) writer.append('cpu', row(v))
    await expect(writer.sync()).rejects.toThrow(/holds \d+ of 400 bytes.*raise spool\.maxBytes/)
    expect(errors.some((error) => error instanceof ArcSpoolError)).toBe(true)
    expect(writer.stats.spool?.bytes).toBeLessThanOrEqual(400)
    sink.release()
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual(range(0, 6))
    await writer.sync()
  })

  test('rejects as well for the halves of a batch that is only in memory, until the disk has them', async () => {
    const directory = await temporaryDirectory()
    const sink = await startSink()
    sink.react = ({ rows }) => (rows > 4 ? ANSWERS.tooLarge : 'hold')
    const writer = openWriter(sink.url, { spool: { directory, maxBytes: 100 } })
    writer.append('cpu', range(0, 8).map(row))
    await expect(writer.sync()).rejects.toThrow(/stays in memory only/)
    await until(() => sink.received.length === 2)
    await expect(writer.sync()).rejects.toThrow(/stays in memory only/)
    sink.release()
    await writer.flush()
    await writer.sync() // acknowledged is as good
    expect(sink.column('cpu', 'v')).toEqual(range(0, 8))
  })

  test('resolves when a batch that was too large for the disk fits in halves', async () => {
    const directory = await temporaryDirectory()
    const sink = await startSink()
    sink.react = ({ rows }) => (rows > 4 ? ANSWERS.tooLarge : 'hold')
    const writer = openWriter(sink.url, { spool: { directory, maxBytes: 450 } })
    writer.append(
      'cpu',
      range(0, 8).map((v) => ({ ...row(v), s: 'x'.repeat(40) })),
    )
    await expect(writer.sync()).rejects.toThrow(/a batch of 6\d\d bytes stays in memory only/)
    await until(() => sink.received.length === 2)
    expect(await files(directory, 'batch')).toEqual(['0000000000000001.batch'])
    sink.release()
    await writer.flush()
    expect(await files(directory, 'batch')).toEqual([])
  })

  test('fsync: never still writes every batch', async () => {
    const directory = await temporaryDirectory()
    const sink = await startSink()
    sink.react = () => 'hold'
    const writer = openWriter(sink.url, { spool: { directory, fsync: 'never' } })
    writer.append('cpu', row(1))
    await writer.sync()
    expect((await files(directory, 'batch')).length).toBe(1)
  })
})

test('an outage can be longer than memory: what is on disk leaves memory', async () => {
  const sink = await startSink()
  sink.react = () => 'hold'
  const directory = await temporaryDirectory()
  const maxBufferedBytes = 16 * 1024
  const writer = openWriter(sink.url, { maxRows: 50, maxBufferedBytes, spool: { directory, fsync: 'never' } })
  let most = 0
  for (let v = 0; v < 10_000; v++) {
    if (!writer.append('cpu', row(v))) await writer.ready()
    most = Math.max(most, writer.stats.bytesBuffered)
  }
  await writer.sync()
  expect(writer.stats.spool?.bytes).toBeGreaterThan(10 * maxBufferedBytes)
  expect(most).toBeLessThanOrEqual(maxBufferedBytes)
  sink.release()
  await writer.flush()
  expect(sink.column('cpu', 'v')).toEqual(range(0, 10_000))
})

test.each<[string, Reaction]>([
  ['refuses', { status: 503 }],
  ['does not answer', 'hold'],
])('nor does it matter how many measurements share memory while the server %s', async (_, reaction) => {
  const directory = await temporaryDirectory()
  const sink = await startSink()
  sink.react = () => reaction
  const maxBufferedBytes = 64 * 1024
  const writer = openWriter(sink.url, { maxBufferedBytes, spool: { directory } })
  await writer.ready()
  let most = 0
  for (const v of range(0, 5_000)) {
    const hasRoom = writer.append(`m${v % 50}`, { ...row(v), s: 'x'.repeat(40) })
    most = Math.max(most, writer.stats.bytesBuffered)
    if (!hasRoom) await writer.ready()
  }
  await writer.sync()
  expect(writer.stats.spool?.bytes).toBeGreaterThan(4 * maxBufferedBytes)
  expect(most).toBeLessThanOrEqual(maxBufferedBytes)
  sink.release()
  await writer.flush()
  const stored = range(0, 50).flatMap((m) => sink.column(`m${m}`, 'v').map(Number))
  expect(stored.sort((a, b) => a - b)).toEqual(range(0, 5_000))
})

test('close() leaves to the disk what the server did not take, and says so', async () => {
  const sink = await startSink()
  sink.react = () => 'hold'
  const directory = await temporaryDirectory()
  const dropped: unknown[] = []
  const writer = openWriter(sink.url, { maxRows: 1, onDrop: (batch) => dropped.push(batch), spool: { directory } })
  for (const v of range(0, 3)) writer.append('cpu', row(v))
  const error = (await writer.close({ timeoutMs: 0 }).catch((reason: unknown) => reason)) as ArcFlushError
  expect(error).toBeInstanceOf(ArcFlushError)
  expect(error.batches.map((batch) => batch.retained)).toEqual([true, true, true])
  expect(dropped).toEqual([])
  expect((await files(directory, 'batch')).length).toBe(3)
})

test('a flush that is under way when close() leaves rows to the disk ends with it', async () => {
  const sink = await startSink()
  sink.react = () => 'hold'
  const writer = openWriter(sink.url, { maxRows: 1, spool: { directory: await temporaryDirectory() } })
  for (const v of range(0, 3)) writer.append('cpu', row(v))
  const flushed = writer.flush().catch((reason: unknown) => reason)
  await writer.sync()
  await writer.close({ timeoutMs: 0 }).catch(() => {})
  expect(await flushed).toBeInstanceOf(ArcFlushError)
  expect(await flushed).toMatchObject({ batches: [{ retained: true }, { retained: true }, { retained: true }] })
})

describe('a damaged file', () => {
  /** Damages the second of three files, then lets a new writer send what is left. */
  async function sendDamaged(
    damage: (file: Buffer) => Buffer,
  ): Promise<{ sink: Sink; errors: unknown[]; directory: string }> {
    const directory = await temporaryDirectory()
    await leaveBehind(directory, 3)
    const path = join(directory, '0000000000000002.batch')
    await writeFile(path, damage(await readFile(path)))
    const sink = await startSink()
    const errors: unknown[] = []
    const writer = openWriter(sink.url, { maxRows: 1, onError: (error) => errors.push(error), spool: { directory } })
    writer.append('cpu', row(3))
    await writer.flush().catch((error: unknown) => errors.push(error))
    await writer.close()
    return { sink, errors, directory }
  }

  const flips: [string, number][] = [
    ['signature', 0],
    ['head length', 12],
    ['high byte of the head length', 15],
    ['body length', 16],
    ['high byte of the body length', 19],
    ['body checksum', 20],
    ['head checksum', 24],
    ['head', 30],
    ['body', -1],
  ]
  test.each(flips)('with a flipped byte in its %s is set aside and named; the others arrive', async (_, at) => {
    const { sink, errors, directory } = await sendDamaged((file) => {
      const i = at < 0 ? file.length + at : at
      file[i] = (file[i] ?? 0) ^ 0x41
      return file
    })
    expect(sink.column('cpu', 'v')).toEqual([0, 2, 3])
    expect(await files(directory, 'damaged')).toEqual(['0000000000000002.damaged'])
    expect(
      errors.some((error) => error instanceof ArcSpoolError && error.message.includes('0000000000000002.damaged')),
    ).toBe(true)
    expect(await files(directory, 'batch')).toEqual([])
  })

  test('that is torn, at whatever byte, is set aside; the others arrive', async () => {
    const directory = await temporaryDirectory()
    await leaveBehind(directory, 2)
    const whole = join(directory, '0000000000000001.batch')
    const bytes = await readFile(whole)
    // Files 10, 11, … are the first file, cut after 0, 1, … bytes; file 2 is behind none of them in order.
    for (let length = 0; length < bytes.length; length++) {
      await writeFile(join(directory, `${String(10 + length).padStart(16, '0')}.batch`), bytes.subarray(0, length))
    }
    await copyFile(whole, join(directory, '0000000000009999.batch'))
    const sink = await startSink()
    const errors: unknown[] = []
    const writer = openWriter(sink.url, { onError: (error) => errors.push(error), spool: { directory } })
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual([0, 1, 0])
    expect(errors.length).toBe(bytes.length)
    expect((await files(directory, 'damaged')).length).toBe(bytes.length)
    // Ids go on after all of them, so no name is used twice.
    sink.react = () => 'hold'
    writer.append('cpu', row(5))
    await writer.sync()
    expect(await files(directory, 'batch')).toEqual(['0000000000010000.batch'])
  })

  test('of a later version is reported and left for it: after a rollback nothing has to be renamed', async () => {
    const { sink, errors, directory } = await sendDamaged((file) => {
      file.writeUInt32LE(2, 8)
      return file
    })
    expect(sink.column('cpu', 'v')).toEqual([0, 2, 3])
    expect(errors).toEqual([expect.any(ArcSpoolError)])
    expect(String(errors[0])).toMatch(/0000000000000002\.batch was written by a later version/)
    expect(await files(directory, 'batch')).toEqual(['0000000000000002.batch'])
    expect(await files(directory, 'damaged')).toEqual([])
  })

  test('with a number beyond those that can be counted on is reported and left; new files do not get its name', async () => {
    const directory = await temporaryDirectory()
    await leaveBehind(directory, 1)
    await copyFile(join(directory, '0000000000000001.batch'), join(directory, '9999999999999999.batch'))
    const sink = await startSink()
    sink.react = () => 'hold'
    const errors: unknown[] = []
    const writer = openWriter(sink.url, { onError: (error) => errors.push(error), spool: { directory } })
    for (const v of [1, 2]) {
      writer.append('cpu', row(v))
      await writer.sync()
    }
    expect(await files(directory, 'batch')).toEqual([
      '0000000000000001.batch',
      '0000000000000002.batch',
      '0000000000000003.batch',
      '9999999999999999.batch',
    ])
    expect(errors).toEqual([expect.any(ArcSpoolError)])
    expect(String(errors[0])).toMatch(/9999999999999999\.batch has a number that is too high/)
  })

  test('that was being written when the process died is deleted: it was promised to nobody', async () => {
    const directory = await temporaryDirectory()
    await leaveBehind(directory, 1)
    await copyFile(join(directory, '0000000000000001.batch'), join(directory, '0000000000000002.tmp'))
    const sink = await startSink()
    const writer = openWriter(sink.url, { spool: { directory } })
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual([0])
    expect(await files(directory, 'tmp')).toEqual([])
  })

  test('that cannot be read for a while holds up its measurement, and is sent when it can', async () => {
    const directory = await temporaryDirectory()
    await leaveBehind(directory, 3)
    const sink = await startSink()
    sink.react = (_, count) => (count === 1 ? 'hold' : undefined)
    const failures: unknown[] = []
    const onError = (error: unknown) => failures.push(error)
    const writer = openWriter(sink.url, { onError, spool: { directory } })
    const flushed = writer.flush()
    await until(() => sink.received.length === 1)
    const path = join(directory, '0000000000000002.batch')
    await rename(path, `${path}.away`)
    await symlink(`${path}.away`, path) // what reading it fails with does not matter, as long as it is there
    sink.release()
    await until(() => failures.length >= 2)
    await rename(`${path}.away`, path) // in one step: a file that is missing, if only for a moment, is gone
    await flushed
    expect(failures[0]).toBeInstanceOf(ArcSpoolError)
    expect(sink.column('cpu', 'v')).toEqual([0, 1, 2])
    expect(writer.stats).toMatchObject({ rowsDropped: 0, possibleDuplicates: 0 })
  })

  test('that disappears while the writer runs is reported, and holds nothing up', async () => {
    const directory = await temporaryDirectory()
    await leaveBehind(directory, 3)
    const sink = await startSink()
    sink.react = (_, count) => (count === 1 ? 'hold' : undefined)
    const writer = openWriter(sink.url, { spool: { directory } })
    const flushed = writer.flush().catch((error: unknown) => error)
    await until(() => sink.received.length === 1)
    await rm(join(directory, '0000000000000002.batch'))
    sink.release()
    const error = (await flushed) as ArcFlushError
    expect(error.batches).toMatchObject([{ rows: 1, retained: false, error: { code: 'ARC_SPOOL' } }])
    expect(sink.column('cpu', 'v')).toEqual([0, 2])
  })
})

test('a file that cannot be deleted after the acknowledgement is reported, with what follows from it', async () => {
  const directory = await temporaryDirectory()
  const sink = await startSink()
  sink.react = () => 'hold'
  const errors: Error[] = []
  const writer = openWriter(sink.url, { onError: (error) => errors.push(error), spool: { directory } })
  writer.append('cpu', row(0))
  await writer.sync()
  const path = join(directory, '0000000000000001.batch')
  await rm(path)
  await mkdir(path) // what a file system refuses to delete as a file
  sink.release()
  await writer.flush()
  expect(errors).toMatchObject([{ code: 'ARC_SPOOL' }])
  expect(errors[0]?.message).toMatch(
    /0000000000000001\.batch is done with .*; delete it, or the next start sends it again/,
  )
})

describe('the directory', () => {
  test('has one owner: a second writer refuses rows and names the process; the first goes on', async () => {
    const directory = await temporaryDirectory()
    const sink = await startSink()
    const first = openWriter(sink.url, { spool: { directory } })
    await first.ready()
    const second = openWriter(sink.url, { spool: { directory } })
    second.append('cpu', row(1)) // taken before the lock was found held: it is sent from memory
    await expect(second.ready()).rejects.toThrow(`in use by process ${process.pid}`)
    expect(() => second.append('cpu', row(2))).toThrow(ArcSpoolError)
    await expect(second.sync()).rejects.toThrow(ArcSpoolError)
    await second.flush()
    first.append('cpu', row(3))
    await first.flush()
    expect(sink.column('cpu', 'v')).toEqual([1, 3])
  })

  test('is free for the next writer after close()', async () => {
    const directory = await temporaryDirectory()
    const sink = await startSink()
    for (const v of range(0, 3)) {
      const writer = openWriter(sink.url, { spool: { directory } })
      await writer.ready()
      writer.append('cpu', row(v))
      await writer.close()
    }
    expect(sink.column('cpu', 'v')).toEqual([0, 1, 2])
    expect((await readdir(directory)).length).toBe(1)
  })

  const owner = async () => {
    const directory = await temporaryDirectory()
    const spool = await openSpool({ directory }, () => {})
    const [name] = await readdir(directory)
    const path = join(directory, name ?? '')
    return { directory, spool, path, content: JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown> }
  }

  test('does not stay with a process that is gone', async () => {
    const { directory, path, content } = await owner()
    await writeFile(path, JSON.stringify({ ...content, pid: 2 ** 22 + 1 }))
    const spool = await openSpool({ directory }, () => {})
    await spool.close()
  })

  test.runIf(process.platform === 'linux')('does not stay with a process whose id another one has now', async () => {
    const { directory, path, content } = await owner()
    await writeFile(path, JSON.stringify({ ...content, startTicks: '1' }))
    const spool = await openSpool({ directory }, () => {})
    await spool.close()
  })

  test('goes by the heartbeat of an owner on another host, whatever the clock there says, and of one in another thread', {
    timeout: 30_000,
  }, async () => {
    const owned = async (where: Record<string, unknown>) => {
      const { directory, spool, path, content } = await owner()
      await spool.close()
      await writeFile(path, JSON.stringify({ ...content, ...where }))
      const beat = (at: number) => utimes(path, new Date(at), new Date(at))
      await beat(Date.now() - 3_600_000)
      return { directory, beat }
    }
    const places = [{ host: 'elsewhere', boot: 'another' }, { thread: -1 }] // the thread may have been terminated
    const alive = await Promise.all(places.map(owned))
    const dead = await Promise.all(places.map(owned))
    const beats = setInterval(() => {
      for (const { beat } of alive) void beat(Date.now() - 3_600_000)
    }, 1_000)
    onTestFinished(() => clearInterval(beats))
    await Promise.all([
      ...alive.map(({ directory }) => expect(openSpool({ directory }, () => {})).rejects.toThrow(/in use by process/)),
      ...dead.map(async ({ directory }) => (await openSpool({ directory }, () => {})).close()),
    ])
  })

  test('does not stay locked by a lock file without content, as a power cut leaves it', async () => {
    const { directory, path } = await owner()
    await writeFile(path, '')
    const spool = await openSpool({ directory }, () => {})
    await spool.close()
  })

  test('goes to exactly one of many that try at once', async () => {
    const { directory, spool } = await owner()
    await spool.close()
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => openSpool({ directory }, () => {})))
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled').length).toBe(1)
    expect((await readdir(directory)).filter((name) => name.startsWith('lock.')).length).toBe(1)
  })

  test('is not written to by an owner that lost it', async () => {
    const directory = await temporaryDirectory()
    const errors: unknown[] = []
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const spool = await openSpool({ directory }, (error) => errors.push(error))
    const [lock = ''] = await readdir(directory)
    await rm(join(directory, lock))
    vi.advanceTimersByTime(5_000)
    await until(() => errors.length > 0)
    const batch = { database: 'default', measurement: 'cpu', rows: 1 }
    await expect(spool.put(batch, new Uint8Array(1))).rejects.toThrow(/another process took over/)
    expect(await files(directory, 'batch')).toEqual([])
  })

  test.each<[string, (path: string) => Promise<unknown>]>([
    ['a directory', (path) => mkdir(path)],
    ['a pipe', (path) => promisify(execFile)('mkfifo', [path])],
    ['a link to a batch elsewhere', (path) => symlink(`${path}.elsewhere`, path)],
    ['a link to nothing', (path) => symlink('/nowhere/at/all', path)],
    ['a file that cannot be read', (path) => writeFile(path, 'x', { mode: 0 })],
  ])('sends what it can when it holds something else as well: %s', async (_, place) => {
    const directory = await temporaryDirectory()
    await leaveBehind(directory, 3)
    const path = join(directory, '0000000000000002.batch')
    await rename(path, `${path}.elsewhere`)
    await place(path)
    const sink = await startSink()
    const errors: Error[] = []
    const writer = openWriter(sink.url, { onError: (error) => errors.push(error), spool: { directory } })
    await writer.ready()
    writer.append('cpu', row(3))
    await writer.flush()
    expect(sink.column('cpu', 'v')).toEqual([0, 2, 3])
    if (process.getuid?.() === 0 && errors[0]?.message.includes('damaged')) return // root reads everything
    expect(errors).toMatchObject([{ code: 'ARC_SPOOL', message: expect.stringContaining(path) }])
  })

  test('that cannot be made is an error, by every way there is to notice', async () => {
    const directory = join(await temporaryDirectory(), 'file', 'spool')
    await writeFile(join(directory, '..'), 'in the way')
    const sink = await startSink()
    const errors: unknown[] = []
    const writer = openWriter(sink.url, { onError: (error) => errors.push(error), spool: { directory } })
    await expect(writer.ready()).rejects.toThrow(/cannot be created/)
    expect(errors).toEqual([expect.any(ArcSpoolError)])
    expect(writer.stats.lastError).toBe(errors[0])
    expect(() => writer.append('cpu', row(1))).toThrow(ArcSpoolError)
  })
})

test('where there is no file system, the option is refused with a reason', async () => {
  await expect(openNowhere({ directory: 'x' }, () => {})).rejects.toThrow(/needs a file system/)
})
