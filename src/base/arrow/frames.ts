/**
 * The frames of an Arrow IPC stream, checked before any of them is decoded.
 *
 *   1. A frame is `FF FF FF FF`, the length of its metadata, the metadata (a flatbuffer `Message`), and a body whose
 *      length the metadata gives. The stream ends with a frame of length 0, the end-of-stream marker.
 *   2. A server that fails while writing ends the HTTP body cleanly, but without that marker. Arrow readers accept this, and
 *      even an empty body; here it is an error (docs/wire-notes.md#arrow-stream).
 *   3. When newer servers cut a result, they write `FF FF FF FF 40 00 00 00 00` before the marker: 64 bytes of impossible
 *      metadata. That is an error too.
 *
 * The server sends 4 KiB at a time, but Arrow readers need a frame in one piece. So bytes are collected in large slabs, and
 * frames are views of them. A frame that arrives in one piece is a view of the chunk itself.
 */
import { bodyLength, DictionaryBudget, type IpcMessage, readMessage } from './metadata.ts'

/** One complete frame. */
export interface IpcFrame {
  readonly kind: IpcMessage['kind']
  /** Prefix, metadata and body. Belongs to the caller, and is never written to again. */
  readonly bytes: Uint8Array
  /** Rows of a batch, 0 for the other kinds. */
  readonly rows: number
}

/** The end-of-stream marker. */
export const END_OF_STREAM: Readonly<Uint8Array> = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0)

/** The schema frame of a result without columns, as for a missing measurement. */
export const EMPTY_SCHEMA: Readonly<Uint8Array> = Uint8Array.from(
  atob('/////zgAAAAQAAAAAAAKABAADgAHAAgACgAAAAAAAAEQAAAAAAAEAAgACAAAAAQACAAAAAQAAAAAAAAAAAAAAA=='),
  (char) => char.charCodeAt(0),
)

const CONTINUATION = 0xffff_ffff
const PREFIX_BYTES = 8
/** The metadata of real tables is far smaller; a length beyond this means that the stream is not Arrow. */
const MAX_METADATA_BYTES = 256 * 1024 * 1024
const SLAB_BYTES = 1024 * 1024
/** Smaller chunks hardly ever hold a whole frame. */
const MIN_WHOLE_BYTES = 16 * 1024

/** Cuts a byte stream into frames. Feed it with `push`, and ask for `truncation` after the last byte. */
export class FrameReader {
  #slab = new Uint8Array(0)
  #view = new DataView(this.#slab.buffer)
  #start = 0
  #filled = 0
  #began = false
  #ended = false
  #poisoned = false
  #columns: readonly number[] | undefined
  readonly #dictionaries = new DictionaryBudget()
  /** Rows of all batches so far. */
  rows = 0

  /**
   * Takes the next bytes, which must not be written to afterwards, and returns the frames they complete.
   *
   * @throws RangeError for what is damaged.
   */
  push(bytes: Uint8Array): IpcFrame[] {
    const frames: IpcFrame[] = []
    if (bytes.length === 0) return frames
    if (this.#ended) throw new RangeError('bytes after its end')
    let from = this.#filled === this.#start ? this.#takeWhole(bytes, frames) : 0
    this.#began = true
    while (from < bytes.length && !this.#poisoned) {
      this.#reserve()
      const part = bytes.subarray(from, from + this.#slab.length - this.#filled)
      this.#slab.set(part, this.#filled)
      this.#filled += part.length
      from += part.length
      this.#cut(frames)
    }
    return frames
  }

  /** Whether the end-of-stream marker has arrived. */
  get isAtEnd(): boolean {
    return this.#ended
  }

  /** Why the stream is not whole, if it is not: it did not end with its marker, or has a sign of truncation. */
  get truncation(): string | undefined {
    if (this.#poisoned) return 'the server cut the stream and marked it so'
    if (this.#ended) return undefined
    if (!this.#began) return 'the body is empty'
    return this.isInsideFrame ? 'the stream ended inside a frame' : 'the stream ended without its end-of-stream marker'
  }

  /** Whether the last bytes were the start of a frame. */
  get isInsideFrame(): boolean {
    return this.#filled > this.#start && !this.#ended
  }

  /** Takes frames that `bytes` contains completely, without copying, and returns where the rest begins. */
  #takeWhole(bytes: Uint8Array, frames: IpcFrame[]): number {
    if (bytes.length < MIN_WHOLE_BYTES) return 0
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let at = 0
    // Typed arrays must be aligned to eight bytes. If the chunk is not, the slab is.
    while ((bytes.byteOffset + at) % 8 === 0 && at + PREFIX_BYTES < bytes.length) {
      const length = readHead(view, at, bytes.length - at)
      if (typeof length !== 'number' || length === 0 || at + length > bytes.length) break
      frames.push(this.#frame(bytes.subarray(at, at + length)))
      at += length
    }
    return at
  }

  #cut(frames: IpcFrame[]): void {
    for (;;) {
      const length = this.#frameLength()
      if (length === undefined) return
      if (length === 0) {
        this.#ended = true
        if (this.#filled > this.#start + PREFIX_BYTES) throw new RangeError('bytes after its end')
        return
      }
      if (this.#start + length > this.#filled) return
      frames.push(this.#frame(this.#slab.subarray(this.#start, this.#start + length)))
      this.#start += length
    }
  }

  #frame(bytes: Uint8Array): IpcFrame {
    const message = readFrame(bytes, this.#columns)
    const { kind, rows, columns } = message
    this.#dictionaries.add(message, bytes.length)
    if (kind === 'schema') {
      if (this.#columns !== undefined) throw new RangeError('a second schema')
      this.#columns = columns
    }
    this.rows += rows
    return { kind, bytes, rows }
  }

  /** Bytes of the frame at `#start`; 0 for the end marker, `undefined` while its head is incomplete. */
  #frameLength(): number | undefined {
    const available = this.#filled - this.#start
    if (available < PREFIX_BYTES) return undefined
    const head = readHead(this.#view, this.#start, available)
    if (head !== 'poisoned') return head
    // Reported at the end: the frames before it are valid, and may have arrived in the same chunk.
    this.#poisoned = true
    return undefined
  }

  /** Makes room: for the frame in progress, if its length is known, else for another slab. */
  #reserve(): void {
    if (this.#filled < this.#slab.length) return
    const pending = this.#filled - this.#start
    const wanted = (pending === 0 ? undefined : this.#frameLength()) ?? 0
    // In steps, because a damaged length can have any value.
    const grown = new Uint8Array(Math.max(SLAB_BYTES, Math.min(wanted, pending * 8), pending * 2))
    grown.set(this.#slab.subarray(this.#start, this.#filled))
    this.#slab = grown
    this.#view = new DataView(grown.buffer)
    this.#start = 0
    this.#filled = pending
  }
}

/** Reads the message of a whole frame. */
export function readFrame(bytes: Uint8Array, columns: readonly number[] | undefined): IpcMessage {
  const { buffer, byteOffset, length } = bytes
  const head = PREFIX_BYTES + new DataView(buffer, byteOffset).getUint32(4, true)
  const metadata = new DataView(buffer, byteOffset + PREFIX_BYTES, head - PREFIX_BYTES)
  return readMessage(metadata, new DataView(buffer, byteOffset + head, length - head), columns)
}

/** The length of the frame whose first `available` bytes are at `at`; `undefined` when more are needed to tell. */
export function readHead(view: DataView, at: number, available: number): number | 'poisoned' | undefined {
  if (view.getUint32(at, true) !== CONTINUATION) throw new RangeError('a frame does not begin with FF FF FF FF')
  const metadata = view.getUint32(at + 4, true)
  if (metadata === 0) return 0
  if (metadata > MAX_METADATA_BYTES) throw new RangeError(`${metadata} bytes of metadata`)
  // A root offset in 64 bytes of flatbuffer is never a multiple of 256.
  if (metadata === 64 && available > PREFIX_BYTES && view.getUint8(at + PREFIX_BYTES) === 0) return 'poisoned'
  if (available < PREFIX_BYTES + metadata) return undefined
  const start = view.byteOffset + at + PREFIX_BYTES
  return PREFIX_BYTES + metadata + bodyLength(new DataView(view.buffer, start, metadata))
}
