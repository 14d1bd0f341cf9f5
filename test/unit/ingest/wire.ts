/** MessagePack as a sequence of codes, read by the specification: for tests of which codes are on the wire, which decoders hide. */

export type WireClass = 'nil' | 'bool' | 'int' | 'float' | 'str'

export interface WireColumn {
  readonly name: string
  readonly classes: readonly WireClass[]
}

/** Reads `{m, columns}` to its last byte; throws on anything else: a bin, an ext, a nested value, trailing bytes. */
export function readWire(body: Uint8Array): {
  readonly keys: readonly string[]
  readonly columns: readonly WireColumn[]
} {
  const reader = new Reader(body)
  const keys: string[] = []
  const columns: WireColumn[] = []
  for (let entries = reader.mapHeader(); entries > 0; entries--) {
    const key = reader.string()
    keys.push(key)
    if (key === 'm') reader.string()
    else if (key === 'tag_keys') for (let n = reader.arrayHeader(); n > 0; n--) reader.string()
    else {
      for (let n = reader.mapHeader(); n > 0; n--) {
        const name = reader.string()
        const classes = Array.from({ length: reader.arrayHeader() }, () => reader.scalar())
        columns.push({ name, classes })
      }
    }
  }
  if (reader.at !== body.length) throw new Error(`${body.length - reader.at} bytes behind the map`)
  return { keys, columns }
}

class Reader {
  at = 0
  readonly #bytes: Uint8Array
  readonly #view: DataView

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  }

  mapHeader(): number {
    const code = this.#view.getUint8(this.at++)
    if ((code & 0xf0) === 0x80) return code & 0x0f
    if (code === 0xde) return this.#uint(2)
    if (code === 0xdf) return this.#uint(4)
    throw new Error(`0x${code.toString(16)} is no map`)
  }

  arrayHeader(): number {
    const code = this.#view.getUint8(this.at++)
    if ((code & 0xf0) === 0x90) return code & 0x0f
    if (code === 0xdc) return this.#uint(2)
    if (code === 0xdd) return this.#uint(4)
    throw new Error(`0x${code.toString(16)} is no array`)
  }

  string(): string {
    const start = this.at
    if (this.scalar() !== 'str') throw new Error('no string')
    const header = headerLength(this.#bytes[start] as number)
    return new TextDecoder('utf-8', { fatal: true }).decode(this.#bytes.subarray(start + header, this.at))
  }

  scalar(): WireClass {
    const code = this.#view.getUint8(this.at++)
    if (code <= 0x7f || code >= 0xe0) return 'int'
    if (code >= 0xa0 && code <= 0xbf) return this.#skip(code & 0x1f, 'str')
    switch (code) {
      case 0xc0:
        return 'nil'
      case 0xc2:
      case 0xc3:
        return 'bool'
      case 0xca:
        return this.#skip(4, 'float')
      case 0xcb:
        return this.#skip(8, 'float')
      case 0xcc:
      case 0xd0:
        return this.#skip(1, 'int')
      case 0xcd:
      case 0xd1:
        return this.#skip(2, 'int')
      case 0xce:
      case 0xd2:
        return this.#skip(4, 'int')
      case 0xcf:
      case 0xd3:
        return this.#skip(8, 'int')
      case 0xd9:
        return this.#skip(this.#uint(1), 'str')
      case 0xda:
        return this.#skip(this.#uint(2), 'str')
      case 0xdb:
        return this.#skip(this.#uint(4), 'str')
      default:
        throw new Error(`0x${code.toString(16)} is not a scalar Arc takes`)
    }
  }

  #skip(length: number, kind: WireClass): WireClass {
    this.at += length
    return kind
  }

  #uint(width: 1 | 2 | 4): number {
    const at = this.at
    this.at += width
    return width === 1 ? this.#view.getUint8(at) : width === 2 ? this.#view.getUint16(at) : this.#view.getUint32(at)
  }
}

function headerLength(code: number): number {
  return code === 0xd9 ? 2 : code === 0xda ? 3 : code === 0xdb ? 5 : 1
}
