/** apache-arrow, an optional peer: loaded when a method first needs it. */
import { zstdDecompress } from '#platform'
import { ArcUsageError } from '../errors.ts'

export type ArrowPackage = typeof import('apache-arrow')

/** The package, with the codec that the runtime has for it; or an error that says how to install it for `method`. */
export async function loadArrow(method: string): Promise<ArrowPackage> {
  let arrow: ArrowPackage
  try {
    arrow = await import('apache-arrow')
  } catch (cause) {
    throw new ArcUsageError(
      `${method} needs the package apache-arrow, which is not installed: npm install apache-arrow`,
      { cause },
    )
  }
  if (arrow.compressionRegistry === undefined) {
    throw new ArcUsageError(
      `${method} needs apache-arrow 21 or later, and an older one is installed: npm install apache-arrow@21`,
    )
  }
  return withZstd(arrow)
}

/** Node has zstd from 22.15 on. A codec that the caller has registered is left alone. */
function withZstd(arrow: ArrowPackage): ArrowPackage {
  const { ZSTD } = arrow.CompressionType
  const decompress = zstdDecompress
  if (decompress !== undefined && !arrow.compressionRegistry.get(ZSTD)?.decode) {
    // A copy begins on eight bytes, where typed arrays can; a pooled buffer may not.
    const decode = (bytes: Uint8Array) => new Uint8Array(decompress(bytes, lengthInFront(bytes)))
    arrow.compressionRegistry.set(ZSTD, { decode })
  }
  return arrow
}

/** In front of a compressed buffer stands how long it is without compression, which has been checked (base/arrow/metadata.ts). */
function lengthInFront({ buffer, byteOffset }: Uint8Array): number {
  return byteOffset < 8 ? MAX_BUFFER_BYTES : Number(new DataView(buffer, byteOffset - 8).getBigInt64(0, true))
}

const MAX_BUFFER_BYTES = 2 ** 31 - 1

/** Makes sure that apache-arrow can undo the compression asked for. */
export function requireCodec(arrow: ArrowPackage, compression: 'zstd' | 'lz4' | undefined): void {
  if (compression === undefined) return
  const type = compression === 'zstd' ? arrow.CompressionType.ZSTD : arrow.CompressionType.LZ4_FRAME
  if (arrow.compressionRegistry.get(type)?.decode) return
  throw new ArcUsageError(
    `compression: '${compression}' needs a codec that this runtime does not have; register one with compressionRegistry of apache-arrow, or leave the option out`,
  )
}
