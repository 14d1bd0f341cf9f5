/** apache-arrow, an optional peer: loaded when a method first needs it. */
import { zstdDecompress } from '#platform'
import { ArcValidationError } from '../errors.ts'

export type ArrowPackage = typeof import('apache-arrow')

let loading: Promise<ArrowPackage> | undefined

/** The package, or an error that says how to install it for `method`. */
export async function loadArrow(method: string): Promise<ArrowPackage> {
  loading ??= import('apache-arrow')
  try {
    return await loading
  } catch (cause) {
    loading = undefined
    throw new ArcValidationError(
      `${method} needs the package apache-arrow, which is not installed: npm install apache-arrow`,
      {
        cause,
      },
    )
  }
}

/**
 * Makes sure that apache-arrow can undo the compression asked for. zstd comes with Node from 22.15 on; any other codec
 * has to be registered with apache-arrow by the caller, and one that is registered is left alone.
 */
export function requireCodec(arrow: ArrowPackage, compression: 'zstd' | 'lz4' | undefined): void {
  if (compression === undefined) return
  const type = compression === 'zstd' ? arrow.CompressionType.ZSTD : arrow.CompressionType.LZ4_FRAME
  if (arrow.compressionRegistry.get(type)?.decode) return
  if (compression === 'lz4' || zstdDecompress === undefined) {
    throw new ArcValidationError(
      `compression: '${compression}' needs a codec that this runtime does not have; register one with compressionRegistry of apache-arrow, or leave the option out`,
    )
  }
  const decompress = zstdDecompress
  // A copy begins on eight bytes, where typed arrays can; a pooled buffer may not.
  arrow.compressionRegistry.set(type, { decode: (bytes) => new Uint8Array(decompress(bytes)) })
}
