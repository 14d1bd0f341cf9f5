/** The files of a spool directory, and what an earlier process left in them. */
import type { FileHandle } from 'node:fs/promises'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ArcSpoolError } from '../../errors.ts'
import { decodeHead, headLength, isNewer, PREFIX_BYTES, type SpoolHead } from './spool-file.ts'
import type { SpoolEntry } from './spool-store.ts'

const FILE_NAME = /^(\d{16})\.(batch|tmp|damaged|rejected)$/
/** Ids are counted on from the highest, and have to stay exact. */
const MAX_ID = 1e15

export interface Scan {
  readonly leftovers: readonly SpoolEntry[]
  /** Bytes of every file, by id. */
  readonly sizes: Map<number, number>
}

/** Reads the head of every file, deletes `.tmp` files and sets damaged ones aside. */
export async function scan(directory: string, onError: (error: ArcSpoolError) => void): Promise<Scan> {
  const leftovers: SpoolEntry[] = []
  const sizes = new Map<number, number>()
  for (const name of (await readdir(directory)).sort()) {
    const match = FILE_NAME.exec(name)
    if (!match) continue
    const path = join(directory, name)
    const id = Number(match[1])
    if (match[2] === 'tmp') {
      await rm(path, { force: true })
      continue
    }
    if (id >= MAX_ID) {
      onError(
        new ArcSpoolError(
          `The spool file ${path} has a number that is too high, and was not sent: rename it to a lower one`,
        ),
      )
      continue
    }
    const { size, head } = await readHead(path).catch((cause: Error) => {
      // Not every message of the system names the file.
      throw new ArcSpoolError(`The spool file ${path} cannot be read: ${cause.message}`, { cause })
    })
    sizes.set(id, size)
    if (match[2] !== 'batch') continue
    if (head === undefined) {
      onError(
        new ArcSpoolError(
          `The spool file ${path} was written by a later version of this package: it stays where it is until that version opens the directory`,
        ),
      )
    } else if (typeof head === 'string') {
      const aside = join(directory, fileName(id, 'damaged'))
      await rename(path, aside)
      onError(damaged(aside, head))
    } else {
      leftovers.push({ ...head.batch, id, bodyBytes: head.bodyBytes })
    }
  }
  return { leftovers, sizes }
}

/** `undefined` for a head that this version cannot know. */
async function readHead(path: string): Promise<{ size: number; head: SpoolHead | string | undefined }> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const prefix = await readFirst(file, PREFIX_BYTES)
    if (isNewer(prefix)) return { size, head: undefined }
    const length = headLength(prefix)
    return { size, head: typeof length === 'string' ? length : decodeHead(await readFirst(file, length), size) }
  } finally {
    await file.close()
  }
}

async function readFirst(file: FileHandle, length: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(length)
  const { bytesRead } = await file.read(buffer, 0, length, 0)
  return buffer.subarray(0, bytesRead)
}

/** The report of a file that was set aside. */
export function damaged(path: string, why: string): ArcSpoolError {
  return new ArcSpoolError(`A damaged spool file was set aside as ${path}: ${why}. Its batch was not sent`)
}

/** Sixteen digits hold every safe integer, so names sort as the numbers do. */
export function fileName(id: number, kind: string): string {
  return `${String(id).padStart(16, '0')}.${kind}`
}
