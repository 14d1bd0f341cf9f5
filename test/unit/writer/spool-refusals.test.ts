/** A disk that takes files and fails to make them safe. */
import type { PathLike } from 'node:fs'
import { type FileHandle, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openWriter, startSink } from './harness.ts'

const broken = vi.hoisted(() => ({ directory: '' }))

vi.mock('node:fs/promises', async (importOriginal) => {
  const original = await importOriginal<typeof import('node:fs/promises')>()
  const open = async (path: PathLike, flags?: string): Promise<FileHandle> => {
    if (path === broken.directory) throw Object.assign(new Error('EIO: i/o error, open'), { code: 'EIO' })
    return original.open(path, flags)
  }
  return { ...original, open }
})

test('a batch whose name could not be made safe stays in memory, and leaves no file that a next start would send again', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'arc-spool-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  const sink = await startSink()
  sink.react = () => 'hold'
  const writer = openWriter(sink.url, { spool: { directory } })
  await writer.ready()
  broken.directory = directory
  writer.append('cpu', { time: 1_700_000_000_000, v: 1 })
  await expect(writer.sync()).rejects.toThrow(/cannot be written: EIO/)
  expect((await readdir(directory)).filter((name) => !name.startsWith('lock.'))).toEqual([])
  expect(writer.stats.spool).toEqual({ bytes: 0 })
  sink.release()
  await writer.flush()
  expect(sink.column('cpu', 'v')).toEqual([1])
})
