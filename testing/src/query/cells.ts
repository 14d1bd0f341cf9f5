/** One column of one chunk, taken out of DuckDB: the one shape from which all three wire formats are written. */
import type { RawVector } from '../duckdb.ts'
import type { ColumnKind } from './column-kind.ts'
import type { Selection, VectorReader } from './vectors.ts'

type KindName = ColumnKind['kind']
type KindOf<Name extends KindName> = Extract<ColumnKind, { kind: Name }>

/** One member per kind, so that a switch over `type` narrows everything else. */
type CellsOf<Name extends KindName, Payload> = Name extends KindName
  ? {
      readonly type: Name
      readonly kind: KindOf<Name>
      readonly rows: number
      /** One bit per row, least significant first; undefined when every row has a value. */
      readonly validity: Uint8Array | undefined
    } & Payload
  : never

export type IntegerValues =
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array

/** UTF-8 or bytes, row i from `offsets[i]` to `offsets[i + 1]`. */
export interface BinaryPayload {
  readonly offsets: Int32Array
  readonly data: Uint8Array
}

export interface IntervalPayload {
  readonly months: Int32Array
  readonly days: Int32Array
  readonly micros: BigInt64Array
}

export type Cells =
  /** One byte per row. */
  | CellsOf<'bool', { readonly values: Uint8Array }>
  | CellsOf<'int', { readonly values: IntegerValues }>
  | CellsOf<'float', { readonly values: Float32Array | Float64Array }>
  /** Unscaled; a 128-bit value takes two elements, the low half first. */
  | CellsOf<'decimal', { readonly values: Int16Array | Int32Array | BigInt64Array }>
  /** Ticks of the unit since 1970, or since midnight. */
  | CellsOf<'timestamp' | 'time', { readonly values: BigInt64Array }>
  /** Days since 1970. */
  | CellsOf<'date', { readonly values: Int32Array }>
  | CellsOf<'interval', IntervalPayload>
  | CellsOf<'null', { readonly values: Int32Array }>
  /** Indices into the kind's values. */
  | CellsOf<'enum', { readonly values: Uint8Array | Uint16Array | Uint32Array }>
  | CellsOf<'text' | 'binary' | 'uuid', BinaryPayload>
  /** Row i is `child` from `offsets[i]` to `offsets[i + 1]`. */
  | CellsOf<'list', { readonly offsets: Int32Array; readonly child: Cells }>
  | CellsOf<'map', { readonly offsets: Int32Array; readonly key: Cells; readonly value: Cells }>
  /** Row i is `child` from `i × length`. */
  | CellsOf<'array', { readonly child: Cells }>
  | CellsOf<'struct', { readonly fields: readonly Cells[] }>
  /** Row i is `fields[tags[i]]` at row i. */
  | CellsOf<'union', { readonly tags: Uint8Array; readonly fields: readonly Cells[] }>

/** The cells of one kind. */
export type CellsWith<Name extends KindName> = Extract<Cells, { type: Name }>

/** Takes the selected rows of a vector out of DuckDB. */
export function readCells(reader: VectorReader, vector: RawVector, kind: ColumnKind, selection: Selection): Cells {
  const { rows } = selection
  const validity = reader.validity(vector, selection)
  switch (kind.kind) {
    case 'bool':
      return { type: 'bool', kind, rows, validity, values: reader.bytes(vector, 1, selection) }
    case 'int':
      return { type: 'int', kind, rows, validity, values: integers(reader.bytes(vector, kind.bytes, selection), kind) }
    case 'float': {
      const { buffer } = reader.bytes(vector, kind.bytes, selection)
      const values = kind.bytes === 4 ? new Float32Array(buffer) : new Float64Array(buffer)
      return { type: 'float', kind, rows, validity, values }
    }
    case 'date': {
      const values = new Int32Array(reader.bytes(vector, 4, selection).buffer)
      return { type: 'date', kind, rows, validity, values }
    }
    case 'timestamp': {
      const values = new BigInt64Array(reader.bytes(vector, 8, selection).buffer)
      return { type: 'timestamp', kind, rows, validity, values }
    }
    case 'time': {
      const bits = new BigInt64Array(reader.bytes(vector, 8, selection).buffer)
      // A time with an offset keeps the offset in its low 24 bits; the wire never shows it.
      const values = kind.zoned ? bits.map((packed) => BigInt.asUintN(64, packed) >> 24n) : bits
      return { type: 'time', kind, rows, validity, values }
    }
    case 'enum': {
      const values = enumIndices(reader.bytes(vector, kind.bytes, selection), kind)
      return { type: 'enum', kind, rows, validity, values }
    }
    case 'null':
      return { type: 'null', kind, rows, validity: new Uint8Array(Math.ceil(rows / 8)), values: new Int32Array(rows) }
    case 'decimal': {
      const values = unscaled(reader.bytes(vector, kind.bytes, selection), kind.bytes)
      return { type: 'decimal', kind, rows, validity, values }
    }
    case 'interval':
      return { type: 'interval', kind, rows, validity, ...intervals(reader.bytes(vector, 16, selection), rows) }
    case 'text':
      return { type: 'text', kind, rows, validity, ...reader.binary(vector, selection) }
    case 'binary':
      return { type: 'binary', kind, rows, validity, ...reader.binary(vector, selection) }
    case 'uuid':
      return { type: 'uuid', kind, rows, validity, ...uuidTexts(reader.bytes(vector, 16, selection), rows) }
    case 'list': {
      const { offsets, child, selected } = listEntries(reader, vector, selection, validity)
      return { type: 'list', kind, rows, validity, offsets, child: readCells(reader, child, kind.child, selected) }
    }
    case 'map': {
      const { offsets, child, selected } = listEntries(reader, vector, selection, validity)
      const key = readCells(reader, reader.structChild(child, 0), kind.key, selected)
      const value = readCells(reader, reader.structChild(child, 1), kind.value, selected)
      return { type: 'map', kind, rows, validity, offsets, key, value }
    }
    case 'array': {
      const selected = multiplied(selection, kind.length)
      return {
        type: 'array',
        kind,
        rows,
        validity,
        child: readCells(reader, reader.arrayChild(vector), kind.child, selected),
      }
    }
    case 'struct': {
      const fields = kind.fields.map((field, index) =>
        readCells(reader, reader.structChild(vector, index), field.kind, selection),
      )
      return { type: 'struct', kind, rows, validity, fields }
    }
    case 'union': {
      // DuckDB stores a union as a struct whose first field is the tag.
      const tags = reader.bytes(reader.structChild(vector, 0), 1, selection)
      const fields = kind.fields.map((field, index) =>
        readCells(reader, reader.structChild(vector, index + 1), field.kind, selection),
      )
      return { type: 'union', kind, rows, validity, tags, fields }
    }
  }
}

function integers({ buffer }: Uint8Array, { bytes, signed }: KindOf<'int'>): IntegerValues {
  switch (bytes) {
    case 1:
      return signed ? new Int8Array(buffer) : new Uint8Array(buffer)
    case 2:
      return signed ? new Int16Array(buffer) : new Uint16Array(buffer)
    case 4:
      return signed ? new Int32Array(buffer) : new Uint32Array(buffer)
    case 8:
      return signed ? new BigInt64Array(buffer) : new BigUint64Array(buffer)
  }
}

function enumIndices({ buffer }: Uint8Array, { bytes }: KindOf<'enum'>): Uint8Array | Uint16Array | Uint32Array {
  if (bytes === 1) return new Uint8Array(buffer)
  return bytes === 2 ? new Uint16Array(buffer) : new Uint32Array(buffer)
}

function unscaled({ buffer }: Uint8Array, bytes: 2 | 4 | 8 | 16): Int16Array | Int32Array | BigInt64Array {
  if (bytes === 2) return new Int16Array(buffer)
  return bytes === 4 ? new Int32Array(buffer) : new BigInt64Array(buffer)
}

function intervals({ buffer }: Uint8Array, rows: number): IntervalPayload {
  const view = new DataView(buffer)
  const months = new Int32Array(rows)
  const days = new Int32Array(rows)
  const micros = new BigInt64Array(rows)
  for (let row = 0; row < rows; row++) {
    months[row] = view.getInt32(row * 16, true)
    days[row] = view.getInt32(row * 16 + 4, true)
    micros[row] = view.getBigInt64(row * 16 + 8, true)
  }
  return { months, days, micros }
}

const encoder = new TextEncoder()

function uuidTexts({ buffer }: Uint8Array, rows: number): BinaryPayload {
  const view = new DataView(buffer)
  const data = new Uint8Array(rows * 36)
  for (let row = 0; row < rows; row++) {
    // The highest bit is stored flipped, so that UUIDs sort as their texts do.
    const high = view.getBigUint64(row * 16 + 8, true) ^ (1n << 63n)
    const hex =
      high.toString(16).padStart(16, '0') +
      view
        .getBigUint64(row * 16, true)
        .toString(16)
        .padStart(16, '0')
    data.set(encoder.encode(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')), row * 36)
  }
  return { data, offsets: Int32Array.from({ length: rows + 1 }, (_, row) => row * 36) }
}

/** Where each list's values are, put back to back. */
function listEntries(
  reader: VectorReader,
  vector: RawVector,
  selection: Selection,
  validity: Uint8Array | undefined,
): { readonly offsets: Int32Array; readonly child: RawVector; readonly selected: Selection } {
  const entries = new BigUint64Array(reader.bytes(vector, 16, selection).buffer)
  const offsets = new Int32Array(selection.rows + 1)
  const indices: number[] = []
  for (let row = 0; row < selection.rows; row++) {
    const isValue = validity === undefined || ((validity[row >> 3] as number) & (1 << (row & 7))) !== 0
    const start = Number(entries[row * 2])
    const length = isValue ? Number(entries[row * 2 + 1]) : 0
    for (let index = start; index < start + length; index++) indices.push(index)
    offsets[row + 1] = indices.length
  }
  return {
    offsets,
    child: reader.listChild(vector),
    selected: { rows: indices.length, indices: Uint32Array.from(indices) },
  }
}

function multiplied({ rows, indices }: Selection, length: number): Selection {
  if (indices === undefined) return { rows: rows * length }
  const all = Uint32Array.from({ length: rows * length }, (_, at) => {
    return (indices[Math.floor(at / length)] as number) * length + (at % length)
  })
  return { rows: all.length, indices: all }
}
