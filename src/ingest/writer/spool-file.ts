/**
 * The spool's file format: one batch per file, every byte under a checksum.
 *
 * | bytes | content |
 * |---|---|
 * | 0–7 | `arcspool` |
 * | 8–11 | version, 1 |
 * | 12–15 | length of the head |
 * | 16–19 | length of the body |
 * | 20–23 | CRC-32 of the body |
 * | 24–27 | CRC-32 of bytes 0–23 and the head |
 * | 28– | the head, JSON in UTF-8; then the body, as it is sent |
 *
 * Numbers are little-endian. The two lengths must add up to the size of the file, so its size reveals an incomplete file, and
 * a checksum reveals flipped bits.
 */
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { checkDatabaseName } from '../../transport/database.ts'
import { MAX_ROWS_PER_REQUEST } from '../encoding/batch.ts'

const MAGIC = Buffer.from('arcspool', 'latin1')
const VERSION = 1
const PREFIX_BYTES = 28
/** Far above any real head; prevents a damaged length from allocating gigabytes. */
const MAX_HEAD_BYTES = 64 * 1024
/** Nearly every head ends within this, so that one read is enough. */
const FIRST_READ_BYTES = 1024

/** What a file says about the batch it holds. */
export interface SpooledBatch {
  readonly database: string
  readonly measurement: string
  readonly rows: number
}

/** The bytes before the body. Writing head and body one after the other avoids copying the body. */
export function encodeHead({ database, measurement, rows }: SpooledBatch, body: Uint8Array): Buffer {
  const json = Buffer.from(JSON.stringify({ database, measurement, rows }))
  const head = Buffer.alloc(PREFIX_BYTES + json.length)
  MAGIC.copy(head)
  head.writeUInt32LE(VERSION, 8)
  head.writeUInt32LE(json.length, 12)
  head.writeUInt32LE(body.length, 16)
  head.writeUInt32LE(crc32(body), 20)
  json.copy(head, PREFIX_BYTES)
  head.writeUInt32LE(headChecksum(head), 24)
  return head
}

/** What the beginning of a file says. */
interface SpoolHead {
  readonly batch: SpooledBatch
  readonly headBytes: number
  readonly bodyBytes: number
  readonly bodyChecksum: number
}

/** A file, as far as its head tells: a sentence where it is damaged, and `undefined` where a later version wrote it. */
export interface SpoolFile {
  readonly size: number
  readonly head: SpoolHead | string | undefined
}

/** Reads and checks the head of a file. */
export async function readHead(path: string): Promise<SpoolFile> {
  const file = await openForReading(path)
  try {
    const { size } = await file.stat()
    let bytes = await readFirst(file, FIRST_READ_BYTES)
    if (isNewer(bytes)) return { size, head: undefined }
    const length = headLength(bytes)
    if (typeof length === 'number' && length > bytes.length) bytes = await readFirst(file, length)
    return { size, head: decodeHead(bytes, size) }
  } finally {
    await file.close()
  }
}

/** The body of a file, or a sentence that says how it is damaged. */
export async function readBody(path: string): Promise<Uint8Array<ArrayBuffer> | string> {
  const file = await openForReading(path)
  try {
    const decoded = decodeFile(await file.readFile())
    return typeof decoded === 'string' ? decoded : decoded.body
  } finally {
    await file.close()
  }
}

/** Follows no link, and does not wait for the other end of a pipe. */
export function openForReading(path: string): Promise<FileHandle> {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants
  return open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
}

async function readFirst(file: FileHandle, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, 0)
  return buffer.subarray(0, bytesRead)
}

/** Whether a later version of this package wrote the file: all that can be said of it is that it is not ours to judge. */
function isNewer(prefix: Buffer): boolean {
  const hasVersion = prefix.length >= PREFIX_BYTES && prefix.subarray(0, MAGIC.length).equals(MAGIC)
  return hasVersion && prefix.readUInt32LE(8) > VERSION
}

/** How many bytes {@link decodeHead} needs. Returns a sentence saying what is wrong when this is not a spool file. */
function headLength(prefix: Buffer): number | string {
  if (prefix.length < PREFIX_BYTES) return `it ends after ${prefix.length} bytes`
  if (!prefix.subarray(0, MAGIC.length).equals(MAGIC)) return 'it does not start with the spool signature'
  const version = prefix.readUInt32LE(8)
  if (version !== VERSION) return `its format version is ${version}, not ${VERSION}`
  const length = prefix.readUInt32LE(12)
  return length > MAX_HEAD_BYTES ? 'its head length is impossible' : PREFIX_BYTES + length
}

/** Checks the head. `bytes` begins with all of it, and `fileBytes` is the size of the whole file. */
function decodeHead(bytes: Buffer, fileBytes: number): SpoolHead | string {
  const length = headLength(bytes)
  if (typeof length === 'string') return length
  const head = bytes.subarray(0, length)
  if (head.length < length) return `it ends after ${head.length} bytes, inside its head`
  if (head.readUInt32LE(24) !== headChecksum(head)) return 'the checksum of its head does not match'
  const bodyBytes = head.readUInt32LE(16)
  if (fileBytes !== length + bodyBytes) return `it has ${fileBytes} bytes instead of ${length + bodyBytes}`
  const batch = batchOf(head.toString('utf8', PREFIX_BYTES))
  if (batch === undefined) return 'its head does not describe a batch'
  return { batch, headBytes: length, bodyBytes, bodyChecksum: head.readUInt32LE(20) }
}

/** A checksum keeps chance out, and not somebody who writes files of his own. */
function batchOf(json: string): SpooledBatch | undefined {
  try {
    const { database, measurement, rows } = JSON.parse(json) as Record<string, unknown>
    if (typeof database !== 'string' || typeof measurement !== 'string' || measurement === '') return undefined
    const isCount = typeof rows === 'number' && Number.isInteger(rows) && rows >= 1 && rows <= MAX_ROWS_PER_REQUEST
    return isCount ? { database: checkDatabaseName(database), measurement, rows } : undefined
  } catch {
    return undefined
  }
}

/** Checks a whole file. */
export function decodeFile(file: Buffer): { batch: SpooledBatch; body: Uint8Array<ArrayBuffer> } | string {
  const head = decodeHead(file, file.length)
  if (typeof head === 'string') return head
  const body = file.subarray(head.headBytes) as Uint8Array<ArrayBuffer> // reading a file never gives shared memory
  if (crc32(body) !== head.bodyChecksum) return 'the checksum of its body does not match'
  return { batch: head.batch, body }
}

function headChecksum(head: Buffer): number {
  return crc32(head.subarray(PREFIX_BYTES), crc32(head.subarray(0, 24)))
}

/** Makes renames in a directory survive a power cut. Windows cannot open directories, and does not need this. */
export async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
