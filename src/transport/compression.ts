/** Which request bodies are compressed, and how. The server detects the codec by its magic bytes (docs/wire-notes.md#limits). */
import { compress, requestCodecs } from '#platform'
import type { Compression } from '../config.ts'
import { ArcValidationError } from '../errors.ts'

/** A codec that the server detects. */
export type Codec = 'gzip' | 'zstd'

/** Below this size, the codec's own overhead outweighs what it saves. */
const MIN_BYTES = 1024

/** The codec for request bodies to `url`, or `undefined` for none. Throws if this runtime does not have the chosen one. */
export function chooseCodec(setting: Compression, url: URL): Codec | undefined {
  if (setting === 'none') return undefined
  // On loopback the codec costs more than the bytes: the server takes 34 M rows/s raw and 25 M compressed.
  if (setting === 'auto') return isLoopback(url.hostname) ? undefined : requestCodecs[0]
  if (!requestCodecs.includes(setting)) {
    throw new ArcValidationError(
      `compression: "${setting}" is not available in this runtime${setting === 'zstd' ? ' (Node has it since 22.15)' : ''}; use "auto" or "gzip"`,
    )
  }
  return setting
}

/** The body as it is sent. */
export function compressBody(body: Uint8Array, codec: Codec | undefined): Uint8Array | Promise<Uint8Array> {
  return codec === undefined || body.length < MIN_BYTES ? body : compress(body, codec)
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
