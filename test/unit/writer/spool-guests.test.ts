/** What others put into a spool directory, or read from it: rights, links, locks and files that were not written here. */
import { execFile, spawn } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { crc32 } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openSpool, openWriter, startSink, until } from './harness.ts'

const row = (v: number) => ({ time: 1_700_000_000_000, v })

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'arc-spool-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  return directory
}

/** Leaves row 0 in the directory, as a process does that could not reach the server. */
async function leaveOneBehind(directory: string): Promise<string> {
  const sink = await startSink()
  sink.react = () => 'hold'
  const writer = openWriter(sink.url, { spool: { directory } })
  writer.append('cpu', row(0))
  await writer.sync()
  await writer.close({ timeoutMs: 0 }).catch(() => {})
  return join(directory, '0000000000000001.batch')
}

describe.skipIf(process.platform === 'win32')('rights (Windows has others)', () => {
  test('the directory and all its files are for their owner alone', async () => {
    const directory = join(await temporaryDirectory(), 'a', 'spool')
    await leaveOneBehind(directory)
    const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)
    expect(await mode(directory)).toBe('700')
    const names = await readdir(directory)
    expect(names).toHaveLength(2) // the batch and the lock
    for (const name of names) expect(await mode(join(directory, name)), name).toBe('600')
  })

  test('a link that somebody has put in the way is not written through', async () => {
    const directory = await temporaryDirectory()
    const victim = join(await temporaryDirectory(), 'victim')
    await writeFile(victim, 'precious')
    const sink = await startSink()
    sink.react = () => 'hold'
    const writer = openWriter(sink.url, { spool: { directory } })
    await writer.ready()
    await symlink(victim, join(directory, '0000000000000001.tmp'))
    writer.append('cpu', row(1))
    await expect(writer.sync()).rejects.toThrow(/0000000000000001\.batch cannot be written: EEXIST/)
    sink.release()
    await writer.flush()
    await writer.close()
    expect(await readFile(victim, 'utf8')).toBe('precious')
    expect(sink.column('cpu', 'v')).toEqual([1])
  })

  test('a lock that is a link to elsewhere is not written through, nor does it keep anybody out', async () => {
    const directory = await temporaryDirectory()
    const victim = join(await temporaryDirectory(), 'victim')
    await writeFile(victim, '{"pid":1}')
    await symlink(victim, join(directory, 'lock.1'))
    await (await openSpool({ directory }, () => {})).close()
    expect(await readFile(victim, 'utf8')).toBe('{"pid":1}')
  })
})

describe('a lock', () => {
  test.each<[string, string, (path: string) => Promise<unknown>]>([
    ['a number that is not exact', 'lock.100000000000000000000', (path) => writeFile(path, '')],
    ['the highest exact number', 'lock.9007199254740991', (path) => writeFile(path, '')],
    ['a number in another notation', 'lock.1e20', (path) => writeFile(path, '')],
    ['no number', 'lock.', (path) => writeFile(path, '')],
    ['a directory', 'lock.1', (path) => mkdir(path)],
    ['a pipe', 'lock.1', (path) => promisify(execFile)('mkfifo', [path])],
    ['no owner', 'lock.1', (path) => writeFile(path, 'null')],
    ['an owner that is no process', 'lock.1', (path) => writeFile(path, '{"pid":-1}')],
    ['an owner of a wrong type', 'lock.1', (path) => writeFile(path, '{"pid":"1"}')],
    ['bytes', 'lock.1', (path) => writeFile(path, Buffer.alloc(100, 0xff))],
  ])('that is not of this package holds nobody up: %s', async (_, name, place) => {
    const directory = await temporaryDirectory()
    await place(join(directory, name))
    const spool = await openSpool({ directory }, () => {})
    await expect(openSpool({ directory }, () => {})).rejects.toThrow(`in use by process ${process.pid}`)
    await spool.close()
  })

  test.runIf(process.platform === 'linux')(
    'does not stay with a process that has ended and is not reaped',
    async () => {
      const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] })
      onTestFinished(() => void parent.kill('SIGKILL'))
      let output = ''
      parent.stdout.on('data', (chunk) => (output += chunk))
      await until(() => output.includes('\n'))
      const stats = () => readFile(`/proc/${Number(output)}/stat`, 'utf8')
      let line = await stats()
      while (!line.includes(') Z ')) line = await stats()

      const directory = await temporaryDirectory()
      await openSpool({ directory }, () => {})
      const [name = ''] = await readdir(directory)
      const owner = JSON.parse(await readFile(join(directory, name), 'utf8'))
      const zombie = { ...owner, pid: Number(output), startTicks: line.slice(line.lastIndexOf(')') + 2).split(' ')[19] }
      await writeFile(join(directory, name), JSON.stringify(zombie))
      await (await openSpool({ directory }, () => {})).close()
    },
  )
})

/** A spool file whose checksums are right and whose head is `json`. */
function fileWith(json: string): Buffer {
  const body = Buffer.from([0x80])
  const head = Buffer.alloc(28)
  head.write('arcspool', 'latin1')
  head.writeUInt32LE(1, 8)
  head.writeUInt32LE(Buffer.byteLength(json), 12)
  head.writeUInt32LE(body.length, 16)
  head.writeUInt32LE(crc32(body), 20)
  head.writeUInt32LE(crc32(Buffer.from(json), crc32(head.subarray(0, 24))), 24)
  return Buffer.concat([head, Buffer.from(json), body])
}

const batch = { database: 'default', measurement: 'cpu', rows: 1 }

test.each([
  ['no JSON', '{'],
  ['null', 'null'],
  ['an array', '[]'],
  ['text', '"cpu"'],
  ['no database', JSON.stringify({ ...batch, database: undefined })],
  ['a database that is a number', JSON.stringify({ ...batch, database: 5 })],
  ['a database with a line break', JSON.stringify({ ...batch, database: 'a\nb' })],
  ['an empty measurement', JSON.stringify({ ...batch, measurement: '' })],
  ['a measurement that is an object', JSON.stringify({ ...batch, measurement: {} })],
  ['no rows', JSON.stringify({ ...batch, rows: 0 })],
  ['less than no rows', JSON.stringify({ ...batch, rows: -5 })],
  ['rows that are text', JSON.stringify({ ...batch, rows: '3' })],
  ['half a row', JSON.stringify({ ...batch, rows: 1.5 })],
  ['more rows than a request carries', JSON.stringify({ ...batch, rows: 2 ** 20 + 1 })],
])('a head that describes no batch is set aside, and counts for nothing: %s', async (_, json) => {
  const directory = await temporaryDirectory()
  await copyFile(await leaveOneBehind(directory), join(directory, '0000000000000003.batch'))
  await writeFile(join(directory, '0000000000000002.batch'), fileWith(json))
  const sink = await startSink()
  const errors: Error[] = []
  const writer = openWriter(sink.url, { onError: (error) => errors.push(error), spool: { directory } })
  await writer.flush()
  expect(sink.received).toHaveLength(2)
  expect(writer.stats).toMatchObject({ rowsAcknowledged: 2, rowsBuffered: 0, rowsInFlight: 0 })
  expect(errors).toMatchObject([{ message: expect.stringMatching(/2\.damaged: its head does not describe a batch/) }])
})

test('many files do not hold up the first: it is sent while they are being found, before rows that are new', async () => {
  const directory = await temporaryDirectory()
  const first = await leaveOneBehind(directory)
  const files = 2_000
  for (let id = 2; id <= files; id++) await copyFile(first, join(directory, `${String(id).padStart(16, '0')}.batch`))
  const sink = await startSink()
  let foundByThen = Number.POSITIVE_INFINITY
  sink.react = () => {
    foundByThen = Math.min(foundByThen, writer.stats.batchesPending)
    return undefined
  }
  const writer = openWriter(sink.url, { spool: { directory, fsync: 'never' } })
  writer.append('cpu', row(1))
  await writer.flush()
  expect(foundByThen).toBeLessThan(files / 2)
  const stored = sink.column('cpu', 'v')
  expect(stored).toHaveLength(files + 1)
  expect(stored.at(-1)).toBe(1)
}, 60_000)

test('close() gives up tens of thousands of batches in the time it has', async () => {
  const sink = await startSink()
  sink.react = () => 'hold'
  const closing = async (batches: number) => {
    const writer = openWriter(sink.url, { maxRows: 1, onDrop: () => true })
    for (let v = 0; v < batches; v++) writer.append('cpu', row(v))
    const start = performance.now()
    await writer.close({ timeoutMs: 0 })
    expect(writer.stats).toMatchObject({ rowsDropped: batches, batchesPending: 0, bytesBuffered: 0 })
    return performance.now() - start
  }
  await closing(2_000)
  const few = await closing(4_000)
  const many = await closing(40_000)
  expect(many).toBeLessThan(10 * (few + 50) * 3) // linear, with room for a busy machine
}, 60_000)
