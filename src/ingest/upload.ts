/**
 * A file as the body of a `multipart/form-data` request, read while it is sent where the runtime can do that.
 */

import { openFile, streamsUploads } from '#platform'
import { describe, messageOf } from '../base/describe.ts'
import { isBlob, isBytes } from '../base/kinds.ts'
import { ArcValidationError } from '../errors.ts'
import { abandon, abortable, asyncIterableOf, readableChunks } from './async-source.ts'

/** A file to upload: its contents, a `Blob` or `File`, a stream of bytes, or (on Node) its path. */
export type UploadSource = Blob | Uint8Array | string | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>

/** How far an upload is. */
export interface UploadProgress {
  /** Bytes of the file handed to the network so far. */
  readonly sentBytes: number
  /** Size of the file; `undefined` for streams. */
  readonly totalBytes: number | undefined
}

/** What the server takes at most (docs/wire-notes.md#imports). */
const MAX_FILE_BYTES = 500 * 2 ** 20
const CHUNK_BYTES = 256 * 2 ** 10

export interface Upload {
  readonly contentType: string
  readonly body: Uint8Array | AsyncIterable<Uint8Array>
  /** Tells a source that may not have been read to its end, or at all, to stop: `fetch` does not. */
  abandon(): void
}

/** Opens the source and wraps it as the form's field `file`. Where uploads are streamed, nothing is read before the body is. */
export async function openUpload(
  source: unknown,
  onProgress: ((progress: UploadProgress) => void) | undefined,
  signal: AbortSignal | undefined,
): Promise<Upload> {
  const { name, size, chunks } = await openSource(source)
  if (size !== undefined) checkSize(size)
  // Not crypto.randomUUID(): browsers have it in secure contexts only, and Arc is often reached over plain HTTP.
  const boundary = `arc-${Array.from({ length: 3 }, () => Math.random().toString(36).slice(2)).join('')}`
  const head = new TextEncoder().encode(
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
  )
  const tail = new TextEncoder().encode(`\r\n--${boundary}--\r\n`)
  const parts = formParts(head, counted(chunks, size, onProgress), tail)
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: streamsUploads ? parts : await readAll(abortable(parts, signal)),
    abandon: () => {
      parts.return().catch(() => {})
      abandon(source)
    },
  }
}

interface OpenSource {
  readonly name: string
  readonly size: number | undefined
  readonly chunks: AsyncIterable<unknown>
}

async function openSource(source: unknown): Promise<OpenSource> {
  if (typeof source === 'string') {
    const file = openBlob(await openPath(source), fileName(source))
    return { ...file, chunks: readPath(source, file.chunks) }
  }
  if (isBlob(source)) return openBlob(source, 'name' in source ? fileName(String(source.name)) : 'file')
  if (isBytes(source)) return { name: 'file', size: source.length, chunks: slices(source) }
  const chunks = asyncIterableOf(source)
  if (chunks !== undefined) return { name: 'file', size: undefined, chunks }
  throw new ArcValidationError(
    `${describe(source)} is not a file; give a Blob, bytes, a stream of bytes or, on Node, a path`,
  )
}

async function openPath(path: string): Promise<Blob> {
  try {
    return await openFile(path)
  } catch (cause) {
    if (cause instanceof ArcValidationError) throw cause
    const wayOut = path.includes('\n') ? '; a string is a path, so give text as a Blob' : ''
    throw new ArcValidationError(`cannot open ${quoted(path)}: ${messageOf(cause)}${wayOut}`, { cause })
  }
}

/** A path, or the beginning of what was meant to be a file's contents. */
function quoted(path: string): string {
  return JSON.stringify(path.length > 300 ? `${path.slice(0, 300)}…` : path)
}

async function* readPath(path: string, chunks: AsyncIterable<unknown>): AsyncGenerator<unknown, void, undefined> {
  try {
    yield* chunks
  } catch (cause) {
    throw new ArcValidationError(
      `cannot read ${quoted(path)}; it has to be a file that stays as it is during the upload`,
      { cause },
    )
  }
}

function openBlob(blob: Blob, name: string): OpenSource {
  return { name, size: blob.size, chunks: readableChunks(blob.stream()) }
}

/** The last part of a path, without what could end the header it goes into. */
function fileName(path: string): string {
  return (path.split(/[\\/]/).at(-1) ?? '').replace(/[^\w.-]/g, '_') || 'file'
}

async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES)
}

async function* counted(
  chunks: AsyncIterable<unknown>,
  totalBytes: number | undefined,
  onProgress: ((progress: UploadProgress) => void) | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  let sentBytes = 0
  for await (const chunk of chunks) {
    if (!isBytes(chunk)) throw new ArcValidationError(`${describe(chunk)} in the stream; a file is a stream of bytes`)
    checkSize(sentBytes + chunk.length)
    // A stream may use the memory of a chunk again while the network still holds it.
    if (chunk.length > 0) yield totalBytes === undefined ? new Uint8Array(chunk) : chunk
    sentBytes += chunk.length
    onProgress?.({ sentBytes, totalBytes })
  }
}

async function* formParts(
  head: Uint8Array,
  chunks: AsyncIterable<Uint8Array>,
  tail: Uint8Array,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield head
  yield* chunks
  yield tail
}

async function readAll(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  for await (const part of parts) chunks.push(new Uint8Array(part))
  return new Uint8Array(await new Blob(chunks).arrayBuffer())
}

function checkSize(bytes: number): void {
  if (bytes <= MAX_FILE_BYTES) return
  throw new ArcValidationError(
    `the file has more than ${MAX_FILE_BYTES} bytes, the most that Arc imports at once; split it`,
  )
}
