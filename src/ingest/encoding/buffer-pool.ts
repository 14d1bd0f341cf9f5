/**
 * Reuses the memory of request bodies and of the columns of batches.
 *
 * A writer at full speed creates a body of half a megabyte every few milliseconds, and collecting them would be most of the
 * garbage collector's work. Reusing them halves the CPU time per row and avoids most of the pauses.
 */

/** Smaller buffers are not worth pooling. */
const MIN_BYTES = 1024

export class BufferPool {
  readonly #maxBytes: number
  /** By size; the size that was given back last comes last. */
  readonly #free = new Map<number, Uint8Array<ArrayBuffer>[]>()
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** A buffer of at least `bytes`, and at most a quarter more, with arbitrary content. */
  take(bytes: number): Uint8Array<ArrayBuffer> {
    const size = bytes < MIN_BYTES ? bytes : sizeAbove(bytes)
    const memory = this.#free.get(size)?.pop()
    if (memory === undefined) return new Uint8Array(size)
    this.#bytes -= size
    return memory
  }

  /** Takes back the memory of a body, or of a column, that nothing refers to any more. */
  give(body: Uint8Array<ArrayBuffer>): void {
    const { buffer, byteOffset } = body
    const size = buffer.byteLength
    // Only what `take` has made: then the writer, which counts the body alone as held, is not far off.
    if (byteOffset !== 0 || size < MIN_BYTES || sizeAbove(size) !== size) return
    const same = this.#free.get(size) ?? []
    same.push(new Uint8Array(buffer))
    this.#free.delete(size)
    this.#free.set(size, same)
    this.#bytes += size
    for (const [oldest, list] of this.#free) {
      // The sizes that have not come back for the longest time are the least likely to be needed.
      while (this.#bytes > this.#maxBytes && list.pop() !== undefined) this.#bytes -= oldest
      if (list.length === 0) this.#free.delete(oldest)
      if (this.#bytes <= this.#maxBytes) return
    }
  }
}

/** The next of the sizes that are used: four to every power of two. */
function sizeAbove(bytes: number): number {
  const step = 2 ** Math.max(0, 29 - Math.clz32(bytes - 1))
  return Math.ceil(bytes / step) * step
}
