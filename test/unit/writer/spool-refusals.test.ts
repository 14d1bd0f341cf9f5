/** A disk that is full, and one that takes files and fails to make them safe. */
import { type PathLike, readdirSync, statSync } from 'node:fs'
import { type FileHandle, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { openSpool, openWriter, startSink } from './harness.ts'

const disk = vi.hoisted(() => ({ unsafeDirectory: '', isFull: (): boolean => false }))

afterEach(() => {
  disk.unsafeDirectory = ''
  disk.isFull = () => false
})

vi.mock('node:fs/promises', async (importOriginal) => {
  const original = await importOriginal<typeof import('node:fs/promises')>()
  const open = async (path: PathLike, flags?: string): Promise<FileHandle> => {
    if (path === disk.unsafeDirectory) throw Object.assign(new Error('EIO: i/o error, open'), { code: 'EIO' })
    return original.open(path, flags)
  }
  const writeFile = async (path: string, data: Uint8Array | string) => {
    if (!disk.isFull()) return original.writeFile(path, data)
    await original.writeFile(path, '')
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  }
  return { ...original, open, writeFile }
})

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'arc-spool-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  return directory
}

test('a full disk does not keep the next owner out: what is spooled can be sent', async () => {
  const directory = await temporaryDirectory()
  const batch = { database: 'default', measurement: 'cpu', rows: 1 }
  const first = await openSpool({ directory }, () => {})
  await first.put(batch, new Uint8Array(1))
  await first.close()
  // Somebody else takes the rest of the disk: what becomes free is what the directory gives back.
  disk.isFull = () =>
    readdirSync(directory).some((name) => /^lock/.test(name) && statSync(join(directory, name)).size > 0)
  for (let start = 0; start < 2; start++) {
    const next = await openSpool({ directory }, () => {})
    const recovered: unknown[] = []
    for await (const entry of next.recover()) recovered.push(entry)
    expect(recovered).toMatchObject([batch])
    await next.close()
  }
  expect((await readdir(directory)).filter((name) => name.startsWith('owner.'))).toEqual([])
})

test('a disk that is full beyond that is an error, and leaves no stray file', async () => {
  const directory = await temporaryDirectory()
  disk.isFull = () => true
  await expect(openSpool({ directory }, () => {})).rejects.toMatchObject({
    code: 'ARC_SPOOL',
    message: expect.stringContaining(`${directory} cannot be used: ENOSPC`),
  })
  expect(await readdir(directory)).toEqual([])
})

test('a batch whose name could not be made safe stays in memory, and leaves no file that a next start would send again', async () => {
  const directory = await temporaryDirectory()
  const sink = await startSink()
  sink.react = () => 'hold'
  const writer = openWriter(sink.url, { spool: { directory } })
  await writer.ready()
  disk.unsafeDirectory = directory
  writer.append('cpu', { time: 1_700_000_000_000, v: 1 })
  await expect(writer.sync()).rejects.toThrow(/cannot be written: EIO/)
  expect((await readdir(directory)).filter((name) => name.endsWith('.batch'))).toEqual([])
  expect(writer.stats.spool).toEqual({ bytes: 0 })
  sink.release()
  await writer.flush()
  expect(sink.column('cpu', 'v')).toEqual([1])
})
