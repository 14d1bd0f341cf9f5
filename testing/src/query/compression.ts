/** Compression of the JSON and MessagePack answers, by `Accept-Encoding` (docs/wire-notes.md#response-compression). */
import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { zstdFrame } from './compressed-frames.ts'

export type ContentEncoding = 'zstd' | 'gzip'

/** zstd before gzip; `q=0` excludes; other weights and `*` are ignored. */
export function negotiateEncoding(acceptEncoding: string | null): ContentEncoding | undefined {
  const accepted = new Set(
    (acceptEncoding ?? '')
      .toLowerCase()
      .split(',')
      .map((entry) => entry.split(';').map((part) => part.trim()))
      .filter(([, ...parameters]) => !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter)))
      .map(([name = '']) => name),
  )
  if (accepted.has('zstd')) return 'zstd'
  return accepted.has('gzip') || accepted.has('x-gzip') ? 'gzip' : undefined
}

/** The compressed form of a body. */
export function compressed(
  body: AsyncIterable<Uint8Array>,
  encoding: ContentEncoding | undefined,
): AsyncIterable<Uint8Array> {
  if (encoding === undefined) return body
  // Frames one after the other are one zstd stream.
  if (encoding === 'zstd') return mapParts(body, zstdFrame)
  // An error of the source destroys the gzip stream, and thereby reaches whoever reads it.
  return pipeline(Readable.from(body), createGzip({ level: 1 }), () => {})
}

async function* mapParts(
  body: AsyncIterable<Uint8Array>,
  convert: (part: Uint8Array) => Uint8Array,
): AsyncGenerator<Uint8Array> {
  for await (const part of body) yield convert(part)
}
