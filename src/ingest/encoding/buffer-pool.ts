/**
 * Reuses the memory of request bodies and other large buffers.
 *
 * A writer at full speed creates a body of half a megabyte every few milliseconds, and collecting them would be most of the
 * garbage collector's work. Reusing them halves the CPU time per row and avoids most of the pauses.
 */

/** Smaller buffers are not worth pooling. */
const MIN_BYTES = 32 * 1024
/** How much smaller than its memory a body may be. The writer only counts the body's own size as held. */
const MAX_SLACK = 1.25

export class BufferPool {
  readonly #maxBytes: number
  readonly #free: Uint8Array<ArrayBuffer>[] = []
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** A buffer for a body of about `bytes`, with arbitrary content; `undefined` if none fits. */
  take(bytes: number): Uint8Array<ArrayBuffer> | undefined {
    const at = this.#free.findIndex(({ length }) => length >= bytes && length <= bytes * MAX_SLACK)
    if (at < 0) return undefined
    const [memory] = this.#free.splice(at, 1)
    this.#bytes -= memory?.length ?? 0
    return memory
  }

  /** Takes back the memory of a body that nothing refers to any more. */
  give(body: Uint8Array<ArrayBuffer>): void {
    const { buffer, byteOffset } = body
    if (byteOffset !== 0 || buffer.byteLength < MIN_BYTES) return
    this.#free.push(new Uint8Array(buffer))
    this.#bytes += buffer.byteLength
    // The oldest go first, because their sizes are the least likely to be needed.
    while (this.#bytes > this.#maxBytes) this.#bytes -= this.#free.shift()?.length ?? 0
  }
}
