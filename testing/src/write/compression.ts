/** Compressed bodies, told by their magic bytes and never by a header (docs/wire-notes.md#limits). */
import { gunzipSync } from 'node:zlib'
import { Decompress } from 'fzstd'

export interface DecompressedBody {
  readonly body: Uint8Array
  readonly codec: 'gzip' | 'zstd' | undefined
}

/** The body does not decompress, or to more than the limit; the message is the server's. */
export class DecompressionError extends Error {
  readonly codec: 'gzip' | 'zstd'

  constructor(codec: 'gzip' | 'zstd', message: string, options?: ErrorOptions) {
    super(message, options)
    this.codec = codec
  }
}

/** @throws DecompressionError */
export function decompressBody(body: Uint8Array, maxBytes: number): DecompressedBody {
  if (startsWith(body, GZIP_MAGIC)) return { body: gunzip(body, maxBytes), codec: 'gzip' }
  if (startsWith(body, ZSTD_MAGIC)) return { body: unzstd(body, maxBytes), codec: 'zstd' }
  return { body, codec: undefined }
}

/** `1GB`, `1.5MB`: sizes as the server prints them. */
function formatBytes(bytes: number): string {
  const unit = [...UNITS].find(([, size]) => bytes >= size)
  if (unit === undefined) return `${bytes}B`
  const [name, size] = unit
  return `${bytes % size === 0 ? bytes / size : (bytes / size).toFixed(1)}${name}`
}

const UNITS = new Map([
  ['GB', 2 ** 30],
  ['MB', 2 ** 20],
  ['KB', 2 ** 10],
])
const GZIP_MAGIC = [0x1f, 0x8b]
/** Read as a whole before any of it is looked at. */
const GZIP_HEADER_BYTES = 10
const ZSTD_MAGIC = [0x28, 0xb5, 0x2f, 0xfd]

function startsWith(body: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => body[index] === byte)
}

function gunzip(body: Uint8Array, maxBytes: number): Uint8Array {
  try {
    return gunzipSync(body, { maxOutputLength: maxBytes })
  } catch (error) {
    const reason = body.length < GZIP_HEADER_BYTES ? 'unexpected EOF' : gzipReason(error, maxBytes)
    throw new DecompressionError('gzip', reason, { cause: error })
  }
}

/** zlib's words in those of Go's. */
function gzipReason(error: unknown, maxBytes: number): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(maxBytes)
  if (code === 'Z_BUF_ERROR') return 'unexpected EOF'
  if (/header|method|flags/.test(message)) return 'gzip: invalid header'
  return /check/.test(message) ? 'gzip: invalid checksum' : 'flate: corrupt input'
}

/** In JavaScript, because zstd came to Node's zlib only in 22.15. */
function unzstd(body: Uint8Array, maxBytes: number): Uint8Array {
  const parts: Uint8Array[] = []
  let bytes = 0
  const decompress = new Decompress((part) => {
    bytes += part.length
    if (bytes > maxBytes) throw new DecompressionError('zstd', tooLarge(maxBytes))
    parts.push(part)
  })
  try {
    decompress.push(body, true)
  } catch (error) {
    if (error instanceof DecompressionError) throw error
    const reason = /EOF/i.test(String(error)) ? 'unexpected EOF' : `invalid input: ${(error as Error).message}`
    throw new DecompressionError('zstd', `failed to decompress zstd: ${reason}`, { cause: error })
  }
  return Buffer.concat(parts)
}

function tooLarge(maxBytes: number): string {
  return `decompressed payload exceeds ${formatBytes(maxBytes)} limit`
}
