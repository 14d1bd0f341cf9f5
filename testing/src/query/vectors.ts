/** One column of one DuckDB chunk, read as whole buffers. */
import type { DuckDBDataChunk } from '@duckdb/node-api'
import type { DuckDBBindings, RawVector } from '../duckdb.ts'

/** Which rows of a vector are meant: all of the first `rows`, or the listed ones in that order. */
export interface Selection {
  readonly rows: number
  readonly indices?: Uint32Array
}

/** Bytes of one `duckdb_string_t`: length, then up to 12 bytes inline, or a prefix and a pointer. */
const STRING_BYTES = 16
const INLINE_BYTES = 12

/** Reads the vectors of one chunk. Everything returned is a copy: DuckDB's memory goes with the chunk. */
export class VectorReader {
  readonly #bindings: DuckDBBindings

  constructor(bindings: DuckDBBindings) {
    this.#bindings = bindings
  }

  column(chunk: DuckDBDataChunk, index: number): RawVector {
    return this.#bindings.data_chunk_get_vector(chunk.chunk, index)
  }

  listChild(vector: RawVector): RawVector {
    return this.#bindings.list_vector_get_child(vector)
  }

  structChild(vector: RawVector, index: number): RawVector {
    return this.#bindings.struct_vector_get_child(vector, index)
  }

  arrayChild(vector: RawVector): RawVector {
    return this.#bindings.array_vector_get_child(vector)
  }

  /** Fixed-width values, `width` bytes each. */
  bytes(vector: RawVector, width: number, { rows, indices }: Selection): Uint8Array {
    if (rows === 0) return new Uint8Array()
    if (indices === undefined) return this.#bindings.vector_get_data(vector, rows * width).slice()
    const all = this.#bindings.vector_get_data(vector, (maximum(indices) + 1) * width)
    const picked = new Uint8Array(rows * width)
    for (const [row, index] of indices.entries())
      picked.set(all.subarray(index * width, (index + 1) * width), row * width)
    return picked
  }

  /** One bit per row, least significant first, 1 for a value; undefined when there are no nulls. */
  validity(vector: RawVector, { rows, indices }: Selection): Uint8Array | undefined {
    if (rows === 0) return undefined
    const length = indices === undefined ? rows : maximum(indices) + 1
    const bits = this.#bindings.vector_get_validity(vector, Math.ceil(length / 64) * 8)
    if (bits === null || bits === undefined) return undefined
    if (indices === undefined) return bits.slice()
    const picked = new Uint8Array(Math.ceil(rows / 8))
    for (const [row, index] of indices.entries()) {
      if (isValid(bits, index)) picked[row >> 3] = (picked[row >> 3] as number) | (1 << (row & 7))
    }
    return picked
  }

  /** Strings or blobs, back to back, with the `rows + 1` places where they start and end. Nulls are empty. */
  binary(vector: RawVector, selection: Selection): { readonly data: Uint8Array; readonly offsets: Int32Array } {
    const { rows } = selection
    const entries = this.bytes(vector, STRING_BYTES, selection)
    const validity = this.validity(vector, selection)
    const view = new DataView(entries.buffer)
    const offsets = new Int32Array(rows + 1)
    for (let row = 0; row < rows; row++) {
      const length = isValid(validity, row) ? view.getUint32(row * STRING_BYTES, true) : 0
      offsets[row + 1] = (offsets[row] as number) + length
    }
    const data = new Uint8Array(offsets[rows] as number)
    for (let row = 0; row < rows; row++) {
      const start = offsets[row] as number
      const length = (offsets[row + 1] as number) - start
      const from = row * STRING_BYTES + 4
      if (length <= INLINE_BYTES) for (let at = 0; at < length; at++) data[start + at] = entries[from + at] as number
      else data.set(this.#bindings.get_data_from_pointer(entries.buffer, from + 4, length), start)
    }
    return { data, offsets }
  }
}

/** Whether a row has a value. */
export function isValid(validity: Uint8Array | undefined, row: number): boolean {
  return validity === undefined || ((validity[row >> 3] as number) & (1 << (row & 7))) !== 0
}

function maximum(indices: Uint32Array): number {
  let largest = 0
  for (const index of indices) if (index > largest) largest = index
  return largest
}
