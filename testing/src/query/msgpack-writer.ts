/**
 * Writes MessagePack the way the server's encoder does: which width a number gets is part of the format
 * (docs/wire-notes.md#query-messagepack).
 */

const encoder = new TextEncoder()

/** A growing buffer of MessagePack. Every method appends one value. */
export class MsgpackWriter {
  #bytes = new Uint8Array(4096)
  #view = new DataView(this.#bytes.buffer)
  #length = 0

  get length(): number {
    return this.#length
  }

  /** Takes what was written so far out of the writer. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length)
    this.#length = 0
    return taken
  }

  nil(): void {
    this.#byte(0xc0)
  }

  bool(value: boolean): void {
    this.#byte(value ? 0xc3 : 0xc2)
  }

  /** As narrow as the value allows; never signed when it is positive. */
  integer(value: number): void {
    if (value < 0) this.#negative(value)
    else if (value < 0x80) this.#byte(value)
    else if (value <= 0xff) this.#head(0xcc, 1).setUint8(this.#length - 1, value)
    else if (value <= 0xffff) this.#head(0xcd, 2).setUint16(this.#length - 2, value)
    else if (value <= 0xffff_ffff) this.#head(0xce, 4).setUint32(this.#length - 4, value)
    else this.uint64(BigInt(value))
  }

  /** Always nine bytes. */
  int64(value: bigint): void {
    this.#head(0xd3, 8).setBigInt64(this.#length - 8, value)
  }

  /** Always nine bytes. */
  uint64(value: bigint): void {
    this.#head(0xcf, 8).setBigUint64(this.#length - 8, value)
  }

  float32(value: number): void {
    this.#head(0xca, 4).setFloat32(this.#length - 4, value)
  }

  float64(value: number): void {
    this.#head(0xcb, 8).setFloat64(this.#length - 8, value)
  }

  string(text: string): void {
    this.utf8(encoder.encode(text))
  }

  utf8(bytes: Uint8Array): void {
    const size = bytes.byteLength
    if (size < 32) this.#byte(0xa0 | size)
    else this.#size([0xd9, 0xda, 0xdb], size)
    this.#append(bytes)
  }

  binary(bytes: Uint8Array): void {
    this.#size([0xc4, 0xc5, 0xc6], bytes.byteLength)
    this.#append(bytes)
  }

  array(size: number): void {
    if (size < 16) this.#byte(0x90 | size)
    else this.#size([undefined, 0xdc, 0xdd], size)
  }

  map(size: number): void {
    if (size < 16) this.#byte(0x80 | size)
    else this.#size([undefined, 0xde, 0xdf], size)
  }

  /** The timestamp extension −1, in its shortest form. */
  timestamp(seconds: bigint, nanos: number): void {
    if (seconds >= 0n && seconds < 2n ** 34n) {
      if (nanos === 0 && seconds < 2n ** 32n) {
        this.#head(0xd6, 5).setInt8(this.#length - 5, -1)
        this.#view.setUint32(this.#length - 4, Number(seconds))
        return
      }
      this.#head(0xd7, 9).setInt8(this.#length - 9, -1)
      this.#view.setBigUint64(this.#length - 8, (BigInt(nanos) << 34n) | seconds)
      return
    }
    this.#head(0xc7, 14).setUint8(this.#length - 14, 12)
    this.#view.setInt8(this.#length - 13, -1)
    this.#view.setUint32(this.#length - 12, nanos)
    this.#view.setBigInt64(this.#length - 8, seconds)
  }

  #negative(value: number): void {
    if (value >= -32) this.#byte(0x100 + value)
    else if (value >= -0x80) this.#head(0xd0, 1).setInt8(this.#length - 1, value)
    else if (value >= -0x8000) this.#head(0xd1, 2).setInt16(this.#length - 2, value)
    else if (value >= -0x8000_0000) this.#head(0xd2, 4).setInt32(this.#length - 4, value)
    else this.int64(BigInt(value))
  }

  #size(codes: readonly [number | undefined, number, number], size: number): void {
    const [code8, code16, code32] = codes
    if (size <= 0xff && code8 !== undefined) this.#head(code8, 1).setUint8(this.#length - 1, size)
    else if (size <= 0xffff) this.#head(code16, 2).setUint16(this.#length - 2, size)
    else this.#head(code32, 4).setUint32(this.#length - 4, size)
  }

  #byte(value: number): void {
    this.#reserve(1)
    this.#bytes[this.#length++] = value
  }

  /** Writes a type byte and makes room for `size` bytes before the new end. */
  #head(code: number, size: number): DataView {
    this.#reserve(size + 1)
    this.#bytes[this.#length] = code
    this.#length += size + 1
    return this.#view
  }

  #append(bytes: Uint8Array): void {
    this.#reserve(bytes.byteLength)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.byteLength
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#bytes.byteLength) return
    const grown = new Uint8Array(Math.max(this.#bytes.byteLength * 2, this.#length + size))
    grown.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = grown
    this.#view = new DataView(grown.buffer)
  }
}
