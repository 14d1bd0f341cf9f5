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
import { crc32 } from 'node:zlib'
import type { SpooledBatch } from './spool-store.ts'

const MAGIC = Buffer.from('arcspool', 'latin1')
const VERSION = 1
export const PREFIX_BYTES = 28
/** Far above any real head; prevents a damaged length from allocating gigabytes. */
const MAX_HEAD_BYTES = 64 * 1024

/** The bytes before the body. Writing head and body with one `writev` avoids copying the body. */
export function encodeHead(batch: SpooledBatch, body: Uint8Array): Buffer {
  const json = Buffer.from(JSON.stringify(batch))
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

/** The fields at the start of a file. */
export interface SpoolHead {
  readonly batch: SpooledBatch
  readonly headBytes: number
  readonly bodyBytes: number
  readonly bodyChecksum: number
}

/** Whether a later version of this package wrote the file: all that can be said of it is that it is not ours to judge. */
export function isNewer(prefix: Uint8Array): boolean {
  const buffer = asBuffer(prefix)
  const hasVersion = buffer.length >= PREFIX_BYTES && buffer.subarray(0, MAGIC.length).equals(MAGIC)
  return hasVersion && buffer.readUInt32LE(8) > VERSION
}

/** How many bytes {@link decodeHead} needs. Returns a sentence saying what is wrong when this is not a spool file. */
export function headLength(prefix: Uint8Array): number | string {
  const buffer = asBuffer(prefix)
  if (buffer.length < PREFIX_BYTES) return `it ends after ${buffer.length} bytes`
  if (!buffer.subarray(0, MAGIC.length).equals(MAGIC)) return 'it does not start with the spool signature'
  const version = buffer.readUInt32LE(8)
  if (version !== VERSION) return `its format version is ${version}, not ${VERSION}`
  const length = buffer.readUInt32LE(12)
  return length > MAX_HEAD_BYTES ? 'its head length is impossible' : PREFIX_BYTES + length
}

/**
 * Reads and checks the head. `bytes` holds at least {@link headLength} bytes, `fileBytes` is the size of the whole
 * file.
 */
export function decodeHead(bytes: Uint8Array, fileBytes: number): SpoolHead | string {
  const length = headLength(bytes)
  if (typeof length === 'string') return length
  const head = asBuffer(bytes).subarray(0, length)
  if (head.length < length) return `it ends after ${head.length} bytes, inside its head`
  if (head.readUInt32LE(24) !== headChecksum(head)) return 'the checksum of its head does not match'
  const bodyBytes = head.readUInt32LE(16)
  if (fileBytes !== length + bodyBytes) return `it has ${fileBytes} bytes instead of ${length + bodyBytes}`
  const batch = JSON.parse(head.toString('utf8', PREFIX_BYTES)) as SpooledBatch // what the checksum covers was written by encodeHead
  return { batch, headBytes: length, bodyBytes, bodyChecksum: head.readUInt32LE(20) }
}

/** Reads and checks a whole file. */
export function decodeFile(file: Uint8Array): { batch: SpooledBatch; body: Uint8Array } | string {
  const head = decodeHead(file, file.length)
  if (typeof head === 'string') return head
  const body = file.subarray(head.headBytes)
  if (crc32(body) !== head.bodyChecksum) return 'the checksum of its body does not match'
  return { batch: head.batch, body }
}

function headChecksum(head: Buffer): number {
  return crc32(head.subarray(PREFIX_BYTES), crc32(head.subarray(0, 24)))
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
