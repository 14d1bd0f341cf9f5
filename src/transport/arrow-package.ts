/** apache-arrow, an optional peer: loaded when a method first needs it. */
import { zstdDecompress } from '#platform'
import { ArcValidationError } from '../errors.ts'

export type ArrowPackage = typeof import('apache-arrow')

/** The package, with the codec that the runtime has for it; or an error that says how to install it for `method`. */
export async function loadArrow(method: string): Promise<ArrowPackage> {
  try {
    return withZstd(await import('apache-arrow'))
  } catch (cause) {
    throw new ArcValidationError(
      `${method} needs the package apache-arrow, which is not installed: npm install apache-arrow`,
      {
        cause,
      },
    )
  }
}

/** Node has zstd from 22.15 on. A codec that the caller has registered is left alone. */
function withZstd(arrow: ArrowPackage): ArrowPackage {
  const { ZSTD } = arrow.CompressionType
  const decompress = zstdDecompress
  if (decompress !== undefined && !arrow.compressionRegistry.get(ZSTD)?.decode) {
    // A copy begins on eight bytes, where typed arrays can; a pooled buffer may not.
    arrow.compressionRegistry.set(ZSTD, { decode: (bytes) => new Uint8Array(decompress(bytes)) })
  }
  return arrow
}

/** Makes sure that apache-arrow can undo the compression asked for. */
export function requireCodec(arrow: ArrowPackage, compression: 'zstd' | 'lz4' | undefined): void {
  if (compression === undefined) return
  const type = compression === 'zstd' ? arrow.CompressionType.ZSTD : arrow.CompressionType.LZ4_FRAME
  if (arrow.compressionRegistry.get(type)?.decode) return
  throw new ArcValidationError(
    `compression: '${compression}' needs a codec that this runtime does not have; register one with compressionRegistry of apache-arrow, or leave the option out`,
  )
}
