/** What Node, Bun and Deno offer: sockets, zlib off the main thread, files. Selected by `package.json#imports`. */
import { openAsBlob } from 'node:fs'
import { promisify } from 'node:util'
import * as zlib from 'node:zlib'
import { FetchTransport } from './fetch.ts'
import { NodeTransport } from './node.ts'
import type { BodyCompression, Codec, Transport, TransportOptions } from './transport.ts'

// Typed by hand: node:zlib has had zstd since 22.15, which is newer than the oldest supported runtime.
interface ZstdZlib {
  zstdCompress?(data: Uint8Array, options: object, callback: (error: Error | null, result: Uint8Array) => void): void
  zstdDecompressSync?(data: Uint8Array, options: { readonly maxOutputLength: number }): Uint8Array
}
type ZstdDecompress = (data: Uint8Array, maxBytes: number) => Uint8Array
const zstd = zlib as ZstdZlib
const gzip = promisify<Uint8Array, zlib.ZlibOptions, Uint8Array>(zlib.gzip)
const ZSTD_C_COMPRESSION_LEVEL = 100

/** The codecs of {@link compress}, best first. */
export const requestCodecs: readonly Codec[] = zstd.zstdCompress ? ['zstd', 'gzip'] : ['gzip']

/** {@link compress} heeds the level. */
export const hasLevels: boolean = true

/** Compresses in the thread pool. */
export function compress(data: Uint8Array, { codec, level }: BodyCompression): Promise<Uint8Array> {
  const { zstdCompress } = zstd
  if (codec === 'gzip' || zstdCompress === undefined) return gzip(data, { level })
  return new Promise((resolve, reject) => {
    const options = { params: { [ZSTD_C_COMPRESSION_LEVEL]: level } }
    zstdCompress(data, options, (error, result) => (error ? reject(error) : resolve(result)))
  })
}

/** Decompresses one zstd frame, to no more than `maxBytes`; `undefined` where the runtime has no zstd. */
export const zstdDecompress: ZstdDecompress | undefined =
  zstd.zstdDecompressSync &&
  ((data, maxBytes) => zstd.zstdDecompressSync?.(data, { maxOutputLength: maxBytes }) ?? data)

/** `node:http`: three times as fast as `fetch` for uploads, and it can read trailers. */
export function createTransport(options: TransportOptions): Transport {
  return options.fetch ? new FetchTransport(options.fetch) : new NodeTransport(options)
}

/** Request bodies can be streamed over HTTP/1.1. */
export const streamsUploads = true

/** A file as a Blob, which is only read while it is sent. */
export function openFile(path: string): Promise<Blob> {
  return openAsBlob(path)
}

/** The environment variables. */
export function environment(): Readonly<Record<string, string | undefined>> {
  return process.env
}
