/** Cells as Arrow vectors. DuckDB's buffers have Arrow's layout, so flat columns are handed over as they are. */
import type { TimeUnit as ArrowTimeUnit, Data, DataType, Field, Vector } from 'apache-arrow'
import { unscaledAt } from './cell-text.ts'
import type { Cells, CellsWith } from './cells.ts'
import type { ColumnKind, KindField } from './column-kind.ts'
import { decimalToFloat } from './decimal.ts'
import { isValid } from './vectors.ts'

export type ArrowModule = typeof import('apache-arrow')

/** The zone the server's process runs in; it becomes the zone of every TIMESTAMPTZ column. */
const SERVER_ZONE = 'Etc/UTC'

/** Builds Arrow types and vectors for the columns of one answer. */
export class ArrowColumns {
  readonly #arrow: ArrowModule

  constructor(arrow: ArrowModule) {
    this.#arrow = arrow
  }

  /** A column's field. At the top level decimals do not exist: they are int64, or float64 with a fraction. */
  field({ name, kind }: KindField): Field {
    return new this.#arrow.Field(name, kind.kind === 'decimal' ? this.#decimalTarget(kind) : this.#type(kind), true)
  }

  /** The first `rows` cells of a column of that field's type. */
  column(cells: Cells, rows: number): Data {
    const data = cells.type === 'decimal' ? this.#castDecimal(cells) : this.#data(cells)
    return rows < cells.rows ? data.slice(0, rows) : data
  }

  #decimalTarget({ scale }: { readonly scale: number }): DataType {
    return scale === 0 ? new this.#arrow.Int64() : new this.#arrow.Float64()
  }

  #castDecimal(cells: CellsWith<'decimal'>): Data {
    const { kind, rows } = cells
    const type = this.#decimalTarget(kind)
    if (kind.scale === 0) {
      const values = BigInt64Array.from({ length: rows }, (_, row) => BigInt.asIntN(64, unscaledAt(cells, row)))
      return this.#make({ type, data: values }, cells)
    }
    const values = Float64Array.from({ length: rows }, (_, row) => decimalToFloat(unscaledAt(cells, row), kind.scale))
    return this.#make({ type, data: values }, cells)
  }

  #type(kind: ColumnKind): DataType {
    const arrow = this.#arrow
    switch (kind.kind) {
      case 'bool':
        return new arrow.Bool()
      case 'int':
        return integerType(arrow, kind.bytes, kind.signed)
      case 'float':
        return kind.bytes === 4 ? new arrow.Float32() : new arrow.Float64()
      case 'decimal':
        return new arrow.Decimal(kind.scale, kind.precision, 128)
      case 'text':
      case 'uuid':
        return new arrow.Utf8()
      case 'binary':
        return new arrow.Binary()
      case 'timestamp':
        return new arrow.Timestamp(this.#unit(kind.unit), kind.zoned ? SERVER_ZONE : null)
      case 'date':
        return new arrow.DateDay()
      case 'time':
        return kind.unit === 'us' ? new arrow.TimeMicrosecond() : new arrow.TimeNanosecond()
      case 'interval':
        return new arrow.IntervalMonthDayNano()
      case 'null':
        return new arrow.Int32()
      case 'enum':
        return new arrow.Dictionary(new arrow.Utf8(), enumIndexType(arrow, kind.bytes))
      case 'list':
        return new arrow.List(this.#child('l', kind.child))
      case 'array':
        return new arrow.FixedSizeList(kind.length, this.#child('', kind.child))
      case 'struct':
        return new arrow.Struct(kind.fields.map((field) => this.#child(field.name, field.kind)))
      case 'map':
        return new arrow.Map_(new arrow.Field('entries', this.#pairType(kind), false))
      case 'union': {
        const children = kind.fields.map((field) => this.#child(field.name, field.kind))
        return new arrow.SparseUnion(
          children.map((_, index) => index),
          children,
        )
      }
    }
  }

  #child(name: string, kind: ColumnKind): Field {
    return new this.#arrow.Field(name, this.#type(kind), true)
  }

  #pairType({ key, value }: Extract<ColumnKind, { kind: 'map' }>) {
    const { Field, Struct } = this.#arrow
    return new Struct<{ key: DataType; value: DataType }>([
      new Field('key', this.#type(key), false),
      new Field('value', this.#type(value), true),
    ])
  }

  #unit(unit: 's' | 'ms' | 'us' | 'ns'): ArrowTimeUnit {
    const { SECOND, MILLISECOND, MICROSECOND, NANOSECOND } = this.#arrow.TimeUnit
    return { s: SECOND, ms: MILLISECOND, us: MICROSECOND, ns: NANOSECOND }[unit]
  }

  #data(cells: Cells): Data {
    const type = this.#type(cells.kind)
    switch (cells.type) {
      case 'bool':
        return this.#make({ type, data: bits(cells.values) }, cells)
      case 'int':
      case 'float':
      case 'timestamp':
      case 'time':
      case 'date':
      case 'null':
        return this.#make({ type, data: cells.values }, cells)
      case 'decimal':
        return this.#make({ type, data: decimal128(cells) }, cells)
      case 'interval':
        return this.#make({ type, data: monthDayNano(cells) }, cells)
      case 'text':
      case 'uuid':
      case 'binary':
        return this.#make({ type, data: cells.data, valueOffsets: cells.offsets }, cells)
      case 'enum':
        return this.#make({ type, data: cells.values, dictionary: this.utf8(cells.kind.values) }, cells)
      case 'list':
        return this.#make({ type, valueOffsets: cells.offsets, child: this.#data(cells.child) }, cells)
      case 'array':
        return this.#make({ type, child: this.#data(cells.child) }, cells)
      case 'struct':
        return this.#make({ type, children: cells.fields.map((field) => this.#data(field)) }, cells)
      case 'map': {
        const children = [this.#data(cells.key), this.#data(cells.value)]
        const pairs = this.#make(
          { type: this.#pairType(cells.kind), children },
          { rows: cells.key.rows, validity: undefined },
        )
        return this.#make({ type, valueOffsets: cells.offsets, child: pairs }, cells)
      }
      case 'union': {
        const children = cells.fields.map((field) => this.#data(field))
        return this.#make({ type, typeIds: Int8Array.from(cells.tags), children }, { ...cells, validity: undefined })
      }
    }
  }

  /** A vector of strings, as dictionaries need one. */
  utf8(texts: readonly string[]): Vector {
    const encoded = texts.map((text) => Buffer.from(text))
    const offsets = new Int32Array(texts.length + 1)
    for (const [index, { byteLength }] of encoded.entries()) {
      offsets[index + 1] = (offsets[index] as number) + byteLength
    }
    const type = new this.#arrow.Utf8()
    const data = this.#make(
      { type, data: new Uint8Array(Buffer.concat(encoded)), valueOffsets: offsets },
      { rows: texts.length, validity: undefined },
    )
    return new this.#arrow.Vector([data])
  }

  #make(
    properties: { readonly type: DataType } & Readonly<Record<string, unknown>>,
    { rows, validity }: { readonly rows: number; readonly validity: Uint8Array | undefined },
  ): Data {
    // Apache Arrow types this function by one overload per type; the switches above pair types with their buffers.
    const make = this.#arrow.makeData as unknown as (all: Readonly<Record<string, unknown>>) => Data
    const nullCount = validity === undefined ? 0 : countNulls(validity, rows)
    return make({ ...properties, length: rows, nullCount, nullBitmap: nullCount > 0 ? validity : null })
  }
}

function integerType(arrow: ArrowModule, bytes: 1 | 2 | 4 | 8, signed: boolean): DataType {
  switch (bytes) {
    case 1:
      return signed ? new arrow.Int8() : new arrow.Uint8()
    case 2:
      return signed ? new arrow.Int16() : new arrow.Uint16()
    case 4:
      return signed ? new arrow.Int32() : new arrow.Uint32()
    case 8:
      return signed ? new arrow.Int64() : new arrow.Uint64()
  }
}

function enumIndexType(arrow: ArrowModule, bytes: 1 | 2 | 4) {
  if (bytes === 1) return new arrow.Uint8()
  return bytes === 2 ? new arrow.Uint16() : new arrow.Uint32()
}

/** Booleans are bytes in DuckDB and bits in Arrow. */
function bits(values: Uint8Array): Uint8Array {
  const packed = new Uint8Array(Math.ceil(values.length / 8))
  for (let row = 0; row < values.length; row++) {
    if (values[row] !== 0) packed[row >> 3] = (packed[row >> 3] as number) | (1 << (row & 7))
  }
  return packed
}

function decimal128(cells: CellsWith<'decimal'>): Uint32Array {
  const halves = new BigInt64Array(cells.rows * 2)
  for (let row = 0; row < cells.rows; row++) {
    const value = unscaledAt(cells, row)
    halves[row * 2] = BigInt.asIntN(64, value)
    halves[row * 2 + 1] = value >> 64n
  }
  return new Uint32Array(halves.buffer)
}

function monthDayNano({ months, days, micros, rows }: CellsWith<'interval'>): Int32Array {
  const view = new DataView(new ArrayBuffer(rows * 16))
  for (let row = 0; row < rows; row++) {
    view.setInt32(row * 16, months[row] as number, true)
    view.setInt32(row * 16 + 4, days[row] as number, true)
    view.setBigInt64(row * 16 + 8, (micros[row] as bigint) * 1000n, true)
  }
  return new Int32Array(view.buffer)
}

function countNulls(validity: Uint8Array, rows: number): number {
  let nulls = 0
  for (let row = 0; row < rows; row++) if (!isValid(validity, row)) nulls++
  return nulls
}
