/**
 * Converts a record batch to result columns, so that `stream` gives the same values as `rows`. Typed arrays are shared with
 * the batch. What MessagePack carries as text (times of day, intervals, nested values) becomes the same text
 * (docs/wire-notes.md#cell-types).
 */
import type { Data, RecordBatch, Vector } from 'apache-arrow'
import type { ArrowPackage } from '../../transport/arrow-package.ts'
import type { QueryColumn, QueryColumns } from '../columns.ts'
import { TextReader } from '../msgpack/text-cells.ts'
import { bytesOf, dictionaryTexts, intervalText, JsonTexts, timeOfDayText } from './nested-text.ts'

/** Reads the batches of one result. What they share, such as repeated strings, is created once. */
export class BatchReader {
  readonly #arrow: ArrowPackage
  readonly #texts = new TextReader()
  readonly #jsonTexts: JsonTexts

  constructor(arrow: ArrowPackage) {
    this.#arrow = arrow
    this.#jsonTexts = new JsonTexts(arrow)
  }

  /** The batch's columns and rows. */
  read(batch: RecordBatch): QueryColumns {
    const names = batch.schema.fields.map((field) => field.name)
    const columns = names.map((name, index) => {
      const data = batch.data.children[index]
      if (data === undefined) throw new RangeError(`no column ${JSON.stringify(name)} in a batch`)
      return this.#column(name, data)
    })
    return {
      names,
      types: columns.map((column) => column.type),
      columns,
      rowCount: batch.numRows,
      executionTimeMs: 0,
      missing: false,
    }
  }

  #column(name: string, data: Data): QueryColumn {
    const arrow = this.#arrow
    const { Type } = arrow
    const { type } = data
    const common = { name, type: String(type), validity: validityOf(data), nullCount: data.nullCount }
    // The type id determines the typed array of a `Data`, which TypeScript cannot infer.
    const values = data.values
    switch (data.typeId) {
      case Type.Int:
        return values instanceof BigInt64Array || values instanceof BigUint64Array
          ? { kind: 'bigint', ...common, values }
          : { kind: 'integer', ...common, values }
      case Type.Float:
        return { kind: 'float', ...common, values }
      case Type.Bool:
        return { kind: 'boolean', ...common, values: unpackBits(values, data.offset, data.length) }
      case Type.Timestamp:
        return {
          kind: 'timestamp',
          unit: UNITS[arrow.DataType.isTimestamp(type) ? type.unit : arrow.TimeUnit.MICROSECOND] ?? 'us',
          ...common,
          values,
        }
      case Type.Date:
        return { kind: 'date', ...common, values }
      case Type.Utf8:
      case Type.LargeUtf8:
        return { kind: 'text', ...common, values: this.#textsOf(data) }
      case Type.Binary:
      case Type.LargeBinary:
        return { kind: 'binary', ...common, values: cells(data, (row) => bytesOf(data, row)) }
      case Type.Time: {
        const digits = arrow.DataType.isTime(type) && type.unit === arrow.TimeUnit.NANOSECOND ? 9 : 6
        return { kind: 'text', ...common, values: cells(data, (row) => timeOfDayText(BigInt(values[row]), digits)) }
      }
      case Type.Interval:
        return {
          kind: 'text',
          ...common,
          values: cells(data, (row) => intervalText(values.subarray(4 * row, 4 * row + 4))),
        }
      case Type.Dictionary:
        return { kind: 'text', ...common, values: lookUp(data) }
      case Type.Null:
        return { kind: 'text', ...common, values: new Array<null>(data.length).fill(null) }
      default:
        return { kind: 'text', ...common, values: this.#jsonTexts.read(data) }
    }
  }

  #textsOf(data: Data): (string | null)[] {
    const bytes = data.values as Uint8Array
    const chunk = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) }
    const offsets = data.valueOffsets as Int32Array | BigInt64Array
    return cells(data, (row) => this.#texts.read(chunk, Number(offsets[row]), Number(offsets[row + 1])))
  }
}

const UNITS = ['s', 'ms', 'us', 'ns'] as const

/** The validity bitmap from bit 0 on. Arrow's own may start inside a byte. */
function validityOf(data: Data): Uint8Array | undefined {
  if (data.nullCount === 0 || data.nullBitmap === undefined || data.nullBitmap.length === 0) return undefined
  const { nullBitmap, offset, length } = data
  if ((offset & 7) === 0) return nullBitmap.subarray(offset >> 3, (offset + length + 7) >> 3)
  const aligned = new Uint8Array((length + 7) >> 3)
  for (let row = 0; row < length; row++) {
    const bit = offset + row
    if (((nullBitmap[bit >> 3] ?? 0) >> (bit & 7)) & 1) aligned[row >> 3] = (aligned[row >> 3] ?? 0) | (1 << (row & 7))
  }
  return aligned
}

function unpackBits(bits: Uint8Array, offset: number, length: number): Uint8Array {
  const values = new Uint8Array(length)
  for (let row = 0; row < length; row++) values[row] = ((bits[(offset + row) >> 3] ?? 0) >> ((offset + row) & 7)) & 1
  return values
}

function cells<T>(data: Data, read: (row: number) => T): (T | null)[] {
  return Array.from({ length: data.length }, (_, row) => (data.getValid(row) ? read(row) : null))
}

function lookUp(data: Data): (string | null)[] {
  const texts = dictionaryTexts(data.dictionary as Vector)
  return cells(data, (row) => texts[data.values[row]] ?? null)
}
