/**
 * Memory of request bodies and other large buffers, used again.
 *
 * A writer at full speed makes a body of half a megabyte every few milliseconds. Left to the garbage collector, they are
 * what it runs for: using them again halves the processor time of a row and takes most of the pauses.
 */

/** Smaller ones are no burden. */
const MIN_BYTES = 32 * 1024
/** A body may be this much smaller than its memory: it counts as its own size in what the writer holds. */
const MAX_SLACK = 1.25

export class BufferPool {
  readonly #maxBytes: number
  readonly #free: Uint8Array<ArrayBuffer>[] = []
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** Memory for a body of about `bytes`; `undefined` when there is none that fits. Its content is arbitrary. */
  take(bytes: number): Uint8Array<ArrayBuffer> | undefined {
    const at = this.#free.findIndex(({ length }) => length >= bytes && length <= bytes * MAX_SLACK)
    if (at < 0) return undefined
    const [memory] = this.#free.splice(at, 1)
    this.#bytes -= memory?.length ?? 0
    return memory
  }

  /** Takes the memory of a body that nobody refers to any more. */
  give(body: Uint8Array<ArrayBuffer>): void {
    const { buffer, byteOffset } = body
    if (byteOffset !== 0 || buffer.byteLength < MIN_BYTES) return
    this.#free.push(new Uint8Array(buffer))
    this.#bytes += buffer.byteLength
    // The oldest go first: their sizes are the least likely to be asked for.
    while (this.#bytes > this.#maxBytes) this.#bytes -= this.#free.shift()?.length ?? 0
  }
}
