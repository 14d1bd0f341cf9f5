import type { BufferPool } from './buffer-pool.ts'

const NOTHING = new Uint8Array(0)
const NOTHING_VIEW = new DataView(NOTHING.buffer)

/**
 * A growing buffer for MessagePack. Kernels make room once, then write through `bytes` and `view` at `position`.
 */
export class ByteSink {
  bytes: Uint8Array<ArrayBuffer>
  view: DataView
  position = 0
  readonly #pool: BufferPool | undefined
  /** How much to start with after {@link release}. */
  #usual = 256

  /** @param pool Supplies the memory, and takes back what has become too small. */
  constructor(capacity: number, pool?: BufferPool) {
    this.#pool = pool
    this.bytes = allocate(capacity, pool)
    this.view = new DataView(this.bytes.buffer)
  }

  /** Makes room for `extra` more bytes. It may replace `bytes` and `view`. */
  reserve(extra: number): void {
    if (this.position + extra > this.bytes.length) this.#grow(this.position + extra)
  }

  /** Starts over. The memory goes back to the pool; what is written next starts with as much as was used. */
  release(): void {
    if (this.position > 0) this.#usual = this.position + 64
    this.#pool?.give(this.bytes)
    this.position = 0
    this.bytes = NOTHING
    this.view = NOTHING_VIEW
  }

  #grow(needed: number): void {
    const before = this.bytes
    this.bytes = allocate(Math.max(needed, before.length * 2, this.#usual), this.#pool)
    this.bytes.set(before.subarray(0, this.position))
    this.view = new DataView(this.bytes.buffer)
    this.#pool?.give(before)
  }
}

function allocate(bytes: number, pool: BufferPool | undefined): Uint8Array<ArrayBuffer> {
  return pool === undefined ? new Uint8Array(bytes) : pool.take(bytes)
}
