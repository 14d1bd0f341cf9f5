/**
 * Structural types for the parts of apache-arrow's objects that are read here. The objects may come from any copy of the
 * library, and nothing has to be imported.
 */

/** `Data` of apache-arrow: one column of one record batch, or a child of one. */
export interface ArrowData {
  readonly type: ArrowType
  readonly length: number
  /** Where the validity bitmap and the bits of booleans begin. Other buffers have already been sliced. */
  readonly offset: number
  readonly nullCount: number
  readonly nullBitmap: Uint8Array | null | undefined
  readonly values: unknown
  readonly valueOffsets: unknown
  readonly children: readonly ArrowData[]
  readonly dictionary?: ArrowVector | undefined
  /** The buffers that string views point into. */
  readonly variadicBuffers?: readonly Uint8Array[] | undefined
}

export interface ArrowVector {
  readonly data: readonly ArrowData[]
  readonly length: number
  get(index: number): unknown
}

export interface ArrowType {
  readonly typeId: number
  /** Bits of an integer or a decimal. */
  readonly bitWidth?: number | undefined
  /** Of a float: 0 half, 1 single, 2 double. Of a decimal: its digits. */
  readonly precision?: number | undefined
  readonly scale?: number | undefined
  /** Of a timestamp: 0 s, 1 ms, 2 µs, 3 ns. Of a date: 0 days, 1 milliseconds. */
  readonly unit?: number | undefined
  /** Of a dictionary: the type of its values. */
  readonly dictionary?: ArrowType | undefined
  /** Of a dictionary: the type of its codes. */
  readonly indices?: ArrowType | undefined
  toString(): string
}

export interface ArrowBatch {
  readonly schema: { readonly fields: readonly { readonly name: string; readonly type: ArrowType }[] }
  readonly data: ArrowData
  readonly numRows: number
}

/** The type ids of the Arrow format. */
export const ArrowTypeId = {
  Null: 1,
  Int: 2,
  Float: 3,
  Utf8: 5,
  Bool: 6,
  Decimal: 7,
  Date: 8,
  Time: 9,
  Timestamp: 10,
  List: 12,
  Struct: 13,
  FixedSizeList: 16,
  Map: 17,
  Duration: 18,
  LargeUtf8: 20,
  LargeList: 21,
  Utf8View: 24,
  Dictionary: -1,
} as const

/** The part of a table that is read: its batches. */
export interface ArrowTable {
  readonly batches: readonly ArrowBatch[]
}

export function isArrowBatch(value: unknown): value is ArrowBatch {
  if (
    typeof value !== 'object' ||
    value === null ||
    !('schema' in value) ||
    !('data' in value) ||
    !('numRows' in value)
  )
    return false
  const { schema, data } = value
  return (
    typeof schema === 'object' &&
    schema !== null &&
    'fields' in schema &&
    typeof data === 'object' &&
    data !== null &&
    'children' in data
  )
}

export function isArrowTable(value: unknown): value is ArrowTable {
  return (
    typeof value === 'object' &&
    value !== null &&
    'schema' in value &&
    'batches' in value &&
    Array.isArray(value.batches)
  )
}
