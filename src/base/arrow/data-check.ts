/** Checks that every cell of a decoded column lies in its buffers: what apache-arrow would read as nothing, or over and over again. */

/** What is checked of apache-arrow's `Data`. */
interface Cells {
  readonly typeId: number
  readonly type: unknown
  readonly length: number
  /** Where the bits of validity and of booleans begin. */
  readonly offset: number
  readonly stride: number
  readonly nullable: boolean
  readonly nullCount: number
  readonly nullBitmap: Uint8Array | undefined
  readonly values: ArrayLike<number | bigint> | undefined
  readonly valueOffsets: Int32Array | BigInt64Array | undefined
  readonly typeIds: ArrayLike<number> | undefined
  readonly children: readonly Cells[]
  readonly variadicBuffers: readonly Uint8Array[]
  readonly dictionary?: { readonly data: readonly unknown[]; readonly length: number } | undefined
  getValid(row: number): boolean
}

// The type ids of apache-arrow, which are those of the format; -1 is its own for dictionaries.
const TYPE = {
  dictionary: -1,
  null: 1,
  binary: 4,
  utf8: 5,
  bool: 6,
  list: 12,
  struct: 13,
  union: 14,
  fixedSizeList: 16,
  map: 17,
  largeBinary: 19,
  largeUtf8: 20,
  largeList: 21,
  binaryView: 23,
  utf8View: 24,
} as const

/** Dictionaries serve many batches. */
const checked = new WeakSet<object>()

/** @throws RangeError when a cell lies outside of its column's buffers. */
export function checkData(data: unknown): void {
  // apache-arrow types its `Data` by the type of the column, which is not known here.
  const column = data as Cells
  const { typeId, length, offset, stride, children, values } = column
  const child = children[0]
  if (typeId === TYPE.null) return
  if (typeId !== TYPE.union && column.nullCount > 0) atLeast(8 * (column.nullBitmap?.length ?? 0), offset + length)
  switch (typeId) {
    case TYPE.bool:
      atLeast(8 * (values?.length ?? 0), offset + length)
      break
    case TYPE.utf8:
    case TYPE.largeUtf8:
    case TYPE.binary:
    case TYPE.largeBinary:
      checkOffsets(column, values?.length ?? 0)
      break
    case TYPE.list:
    case TYPE.largeList:
    case TYPE.map:
      checkOffsets(column, child?.length ?? 0)
      break
    case TYPE.fixedSizeList:
      atLeast(child?.length ?? 0, length * stride)
      break
    case TYPE.struct:
      for (const member of children) atLeast(member.length, length)
      break
    case TYPE.union:
      checkUnion(column)
      break
    case TYPE.dictionary:
      checkDictionary(column)
      break
    case TYPE.binaryView:
    case TYPE.utf8View:
      checkViews(column)
      break
    default:
      atLeast(values?.length ?? 0, length * stride)
  }
  for (const each of children) checkData(each)
}

function atLeast(existing: number, wanted: number): void {
  if (!(existing >= wanted)) throw new RangeError(`a column of ${wanted} cells has a buffer for ${existing}`)
}

/** Offsets grow: if they went back and forth, a small buffer could be read any number of times. */
function checkOffsets({ length, valueOffsets: offsets }: Cells, end: number): void {
  if (length === 0) return
  atLeast(offsets?.length ?? 0, length + 1)
  // One loop for each kind: numbers that may be bigints would be several times as slow.
  const wrong = offsets instanceof Int32Array ? firstFalling(offsets, length) : firstFallingWide(offsets, length)
  const last = offsets?.[length] ?? -1
  if (wrong !== -1)
    throw new RangeError(`offset ${offsets?.[wrong]} in row ${wrong} after ${offsets?.[wrong - 1] ?? 0}`)
  if (last > end) throw new RangeError(`offset ${last} in a buffer of ${end}`)
}

function firstFalling(offsets: Int32Array, length: number): number {
  let last = 0
  for (let row = 0; row <= length; row++) {
    const next = offsets[row] as number
    if (next < last) return row
    last = next
  }
  return -1
}

function firstFallingWide(offsets: BigInt64Array | undefined, length: number): number {
  let last = 0n
  for (let row = 0; row <= length; row++) {
    const next = BigInt(offsets?.[row] ?? -1)
    if (next < last) return row
    last = next
  }
  return -1
}

function checkUnion({ type, length, typeIds, valueOffsets, children }: Cells): void {
  atLeast(typeIds?.length ?? 0, length)
  if (valueOffsets === undefined) {
    for (const member of children) atLeast(member.length, length)
    return
  }
  atLeast(valueOffsets.length, length)
  const { typeIdToChildIndex } = type as { readonly typeIdToChildIndex: Readonly<Record<number, number>> }
  for (let row = 0; row < length; row++) {
    const member = children[typeIdToChildIndex[typeIds?.[row] ?? -1] ?? -1]
    const at = Number(valueOffsets[row])
    if (member !== undefined && !(at >= 0 && at < member.length)) throw new RangeError(`offset ${at} of a union`)
  }
}

function checkDictionary(column: Cells): void {
  const { length, values, dictionary, nullCount } = column
  atLeast(values?.length ?? 0, length)
  const size = dictionary?.length ?? 0
  for (let row = 0; row < length; row++) {
    const index = values?.[row] ?? -1
    if (!(index >= 0 && index < size) && (nullCount === 0 || column.getValid(row)))
      throw new RangeError(`index ${index} into a dictionary of ${size}`)
  }
  if (dictionary === undefined || checked.has(dictionary)) return
  for (const data of dictionary.data) {
    if (checked.has(data as object)) continue
    checkData(data)
    checked.add(data as object)
  }
  checked.add(dictionary)
}

const VIEW_BYTES = 16
const INLINE_BYTES = 12

/** A view is the text itself, or says in which buffer it is, and where. */
function checkViews(column: Cells): void {
  const { length, variadicBuffers } = column
  const values = column.values as Uint8Array
  atLeast(values.length, VIEW_BYTES * length)
  const view = new DataView(values.buffer, values.byteOffset, values.byteLength)
  for (let row = 0; row < length; row++) {
    if (!column.getValid(row)) continue
    const bytes = view.getInt32(VIEW_BYTES * row, true)
    if (bytes >= 0 && bytes <= INLINE_BYTES) continue
    const buffer = variadicBuffers[view.getInt32(VIEW_BYTES * row + 8, true)]
    const from = view.getInt32(VIEW_BYTES * row + 12, true)
    if (bytes < 0 || from < 0 || from + bytes > (buffer?.length ?? 0))
      throw new RangeError(`a text of ${bytes} bytes at ${from}`)
  }
}
