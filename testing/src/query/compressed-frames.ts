/**
 * zstd and LZ4 frames. Where the runtime has no compressor the bytes are stored: a valid frame that every decoder reads,
 * only no smaller than its content.
 */
import * as zlib from 'node:zlib'

/** Node 22.15 and later; the types are those of Node 20. */
const { zstdCompressSync } = zlib as typeof zlib & {
  readonly zstdCompressSync?: (bytes: Uint8Array) => Uint8Array<ArrayBuffer>
}

const MAX_ZSTD_BLOCK = 128 * 1024
const MAX_LZ4_BLOCK = 4 * 1024 * 1024

/** One zstd frame. */
export function zstdFrame(bytes: Uint8Array): Uint8Array {
  if (zstdCompressSync !== undefined) return zstdCompressSync(bytes)
  // Magic, a descriptor that says "one segment, size in four bytes", the size.
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0])
  head.writeUInt32LE(bytes.byteLength, 5)
  return Buffer.concat([head, ...zstdBlocks(bytes)])
}

/** One LZ4 frame of stored blocks. */
export function lz4Frame(bytes: Uint8Array): Uint8Array {
  // Magic, version 1 with independent blocks, blocks up to 4 MiB, the checksum of these two bytes.
  const parts: Uint8Array[] = [Buffer.from([0x04, 0x22, 0x4d, 0x18, 0x60, 0x70, 0x73])]
  for (let start = 0; start < bytes.byteLength; start += MAX_LZ4_BLOCK) {
    const block = bytes.subarray(start, start + MAX_LZ4_BLOCK)
    // The highest bit marks a stored block.
    parts.push(uint32(block.byteLength | 0x8000_0000), block)
  }
  return Buffer.concat([...parts, uint32(0)])
}

function* zstdBlocks(bytes: Uint8Array): Generator<Uint8Array> {
  let start = 0
  do {
    const block = bytes.subarray(start, start + MAX_ZSTD_BLOCK)
    start += block.byteLength
    const isLast = start >= bytes.byteLength ? 1 : 0
    const header = Buffer.alloc(3)
    header.writeUIntLE((block.byteLength << 3) | isLast, 0, 3)
    yield header
    yield block
  } while (start < bytes.byteLength)
}

function uint32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value >>> 0)
  return bytes
}
