/** What browsers and workers offer: `fetch` and `CompressionStream`. Selected by `package.json#imports`. */
import { ArcUsageError } from '../errors.ts'
import { FetchTransport } from './fetch.ts'
import type { BodyCompression, Codec, Transport, TransportOptions } from './transport.ts'

/** The codecs of {@link compress}, best first. */
export const requestCodecs: readonly Codec[] = ['gzip']

/** The platform's gzip has no level to choose. */
export const hasLevels: boolean = false

/** Compresses with the platform's gzip. */
export async function compress(data: Uint8Array, { codec }: BodyCompression): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(data)]).stream().pipeThrough(new CompressionStream(codec as 'gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** Browsers decompress responses themselves and offer no zstd to scripts. */
export const zstdDecompress: ((data: Uint8Array, maxBytes: number) => Uint8Array) | undefined = undefined

/** `fetch`, the caller's or the platform's. */
export function createTransport(options: TransportOptions): Transport {
  if (options.tls)
    throw new ArcUsageError('tls options need Node: here the platform decides which certificates it trusts')
  if (!options.fetch && typeof globalThis.fetch !== 'function')
    throw new ArcUsageError('This runtime has no fetch; give one as the "fetch" option')
  return new FetchTransport(options.fetch ?? globalThis.fetch.bind(globalThis))
}

/** Browsers only stream request bodies over HTTP/2, which Arc does not support. */
export const streamsUploads = false

/** There is no file system here. */
export function openFile(path: string): Promise<Blob> {
  throw new ArcUsageError(`Cannot open ${JSON.stringify(path)}: paths need Node; pass a Blob, a File or bytes instead`)
}

/** There are no environment variables here. */
export function environment(): Readonly<Record<string, string | undefined>> {
  return {}
}
