/** Which request bodies are compressed, and how. The server detects the codec by its magic bytes (docs/wire-notes.md#limits). */
import { compress, hasLevels, requestCodecs } from '#platform'
import { ArcUsageError } from '../errors.ts'
import type { BodyCompression, Codec } from './transport.ts'

/** Request compression. `auto` sends bodies uncompressed over loopback, and otherwise uses the best codec the runtime has. */
export type Compression = 'auto' | 'none' | 'gzip' | 'zstd'

/** Below this size, the codec's own overhead outweighs what it saves. */
const MIN_BYTES = 1024

const MAX_LEVEL: Readonly<Record<Codec, number>> = { gzip: 9, zstd: 22 }

/** The compression of request bodies to these servers, or `undefined` for none. Throws for what this runtime does not have. */
export function chooseCompression(
  setting: Compression,
  level: number | undefined,
  urls: readonly URL[],
): BodyCompression | undefined {
  const codec = chooseCodec(setting, urls)
  if (codec === undefined) return undefined
  // Ingestion is CPU-bound, and higher levels save little on MessagePack.
  if (level === undefined) return { codec, level: 1 }
  if (!hasLevels) throw new ArcUsageError('compressionLevel: this runtime has no levels to choose; leave it out')
  if (level > MAX_LEVEL[codec]) {
    throw new ArcUsageError(`compressionLevel is ${level}; ${codec} has the levels 1 to ${MAX_LEVEL[codec]}`)
  }
  return { codec, level }
}

function chooseCodec(setting: Compression, urls: readonly URL[]): Codec | undefined {
  if (setting === 'none') return undefined
  // On loopback the codec costs more than the bytes: the server takes 34 M rows/s raw and 25 M compressed.
  if (setting === 'auto') return urls.every(({ hostname }) => isLoopback(hostname)) ? undefined : requestCodecs[0]
  if (!requestCodecs.includes(setting)) {
    throw new ArcUsageError(
      `compression: "${setting}" is not available in this runtime${setting === 'zstd' ? ' (Node has it since 22.15)' : ''}; use "auto" or "gzip"`,
    )
  }
  return setting
}

/** The body as it is sent. */
export function compressBody(
  body: Uint8Array,
  compression: BodyCompression | undefined,
): Uint8Array | Promise<Uint8Array> {
  return compression === undefined || body.length < MIN_BYTES ? body : compress(body, compression)
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
