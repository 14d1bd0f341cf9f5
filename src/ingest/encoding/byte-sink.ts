const NOTHING = new Uint8Array(0)
const NOTHING_VIEW = new DataView(NOTHING.buffer)

/**
 * A growing buffer for MessagePack. Kernels make room once, then write through `bytes` and `view` at `position`.
 */
export class ByteSink {
  bytes: Uint8Array<ArrayBuffer>
  view: DataView
  position = 0

  /** @param memory Memory to overwrite from its start, instead of allocating. */
  constructor(capacity: number, memory: Uint8Array<ArrayBuffer> = new Uint8Array(capacity)) {
    this.bytes = memory
    this.view = new DataView(this.bytes.buffer)
  }

  /** Makes room for `extra` more bytes. It may replace `bytes` and `view`. */
  reserve(extra: number): void {
    if (this.position + extra > this.bytes.length) this.#grow(this.position + extra)
  }

  /** Starts over with as little memory as possible. */
  shrink(): void {
    this.position = 0
    this.bytes = NOTHING
    this.view = NOTHING_VIEW
  }

  #grow(needed: number): void {
    const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2, 256))
    grown.set(this.bytes.subarray(0, this.position))
    this.bytes = grown
    this.view = new DataView(grown.buffer)
  }
}
