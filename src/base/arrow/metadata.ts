/**
 * The metadata of Arrow IPC messages (Arrow's Message.fbs and Schema.fbs), read and checked before apache-arrow sees it.
 *
 * apache-arrow believes every length: one that is damaged makes it read millions of elements that do not exist, or make
 * room for trillions of rows. Here every vector lies in the metadata, every buffer in the body, every column has the rows of
 * its batch, and nothing is nested or repeated beyond reason.
 */

/** What a message says about itself. */
export interface IpcMessage {
  readonly kind: 'schema' | 'dictionary' | 'batch'
  /** Rows of a batch, 0 for the other kinds. */
  readonly rows: number
  /** Of a dictionary: how many values it has, and whether they are added to those of the one before. */
  readonly values?: { readonly count: number; readonly areAdded: boolean }
  /** Of a schema: how many nodes each of its columns has in a batch, itself included. */
  readonly columns: readonly number[]
}

const KINDS = ['', 'schema', 'dictionary', 'batch'] as const

// The fields of each flatbuffer table, by their numbers in the .fbs files.
const MESSAGE = { version: 0, headerType: 1, header: 2, bodyLength: 3, customMetadata: 4 } as const
const SCHEMA = { endianness: 0, fields: 1, customMetadata: 2 } as const
const FIELD = { name: 0, typeId: 2, type: 3, dictionary: 4, children: 5, customMetadata: 6 } as const
const BATCH = { length: 0, nodes: 1, buffers: 2, compression: 3, variadicCounts: 4 } as const
const DICTIONARY_BATCH = { data: 1, isDelta: 2 } as const
const FOOTER = { schema: 1, dictionaries: 2, batches: 3 } as const

const TYPE = { timestamp: 10, list: 12, struct: 13, union: 14, fixedSizeList: 16, map: 17, largeList: 21 } as const
const LISTS: readonly number[] = [TYPE.list, TYPE.fixedSizeList, TYPE.map, TYPE.largeList]

/** Version 4 of the format, in use since 2017, changed the layout of batches. */
const MIN_VERSION = 3
/** Readers recurse; no table of a user is nested a tenth as deep. */
const MAX_DEPTH = 64
/** Writers may store a text once and refer to it often; but not so often that reading a schema takes for ever. */
const MAX_REUSE = 16
/** Cells that need no bytes, as those of a column of nulls; beyond, each takes a bit of the body at least. */
const FREE_CELLS = 4 * 1024 * 1024
/** Memory that any compressed message may need, and how often its own size beyond. */
const FREE_BYTES = 256 * 1024 * 1024
const MAX_COMPRESSION = 1024
/** Values that any stream may copy for dictionaries that grow, and those for each of its bytes beyond. */
const FREE_COPIES = 16 * 1024 * 1024
const COPIES_PER_BYTE = 64

/** What the directory at the end of an IPC file says: its schema, and where each of its frames begins. */
export function readFooter(footer: DataView): {
  readonly columns: readonly number[]
  readonly frames: readonly number[]
} {
  const root = tableAt(footer, 0)
  const schema = subtable(footer, root, FOOTER.schema)
  if (schema === undefined) throw new RangeError('a file without a schema')
  const frames: number[] = []
  for (const index of [FOOTER.dictionaries, FOOTER.batches]) {
    const blocks = vectorOf(footer, root, index, 24)
    for (let i = 0; i < blocks.length; i++) frames.push(count(footer, blocks.at + 24 * i, 'as the place of a frame'))
  }
  return { columns: readSchema(footer, schema, new TextBudget(footer)), frames }
}

/** The length of the body that follows the metadata. */
export function bodyLength(metadata: DataView): number {
  const field = fieldOf(metadata, tableAt(metadata, 0), MESSAGE.bodyLength)
  return field === undefined ? 0 : count(metadata, field, 'bytes of body')
}

/**
 * Reads a whole message.
 *
 * @param columns - Of the schema before it.
 * @throws RangeError for what is damaged, naming it.
 */
export function readMessage(metadata: DataView, body: DataView, columns: readonly number[] | undefined): IpcMessage {
  const message = tableAt(metadata, 0)
  const typeField = fieldOf(metadata, message, MESSAGE.headerType)
  const kind = typeField === undefined ? undefined : KINDS[metadata.getUint8(typeField)]
  const header = subtable(metadata, message, MESSAGE.header)
  if (!kind || header === undefined) throw new RangeError('a frame of an unknown kind')
  const version = fieldOf(metadata, message, MESSAGE.version)
  if (version === undefined || metadata.getInt16(version, true) < MIN_VERSION)
    throw new RangeError('its version is too old')
  const texts = new TextBudget(metadata)
  texts.readKeyValues(message, MESSAGE.customMetadata)
  if (kind === 'schema') return { kind, rows: 0, columns: readSchema(metadata, header, texts) }
  if (columns === undefined) throw new RangeError(`a ${kind} before the schema`)
  if (kind === 'batch') return { kind, rows: checkBatch(metadata, body, header, columns), columns: [] }
  const data = subtable(metadata, header, DICTIONARY_BATCH.data)
  if (data === undefined) throw new RangeError('a dictionary without values')
  const isDelta = fieldOf(metadata, header, DICTIONARY_BATCH.isDelta)
  const areAdded = isDelta !== undefined && metadata.getUint8(isDelta) !== 0
  return { kind, rows: 0, columns: [], values: { count: checkBatch(metadata, body, data, undefined), areAdded } }
}

function readSchema(view: DataView, schema: number, texts: TextBudget): number[] {
  const endianness = fieldOf(view, schema, SCHEMA.endianness)
  if (endianness !== undefined && view.getInt16(endianness, true) !== 0)
    throw new RangeError('its numbers are big-endian')
  texts.readKeyValues(schema, SCHEMA.customMetadata)
  return elementsOf(view, schema, SCHEMA.fields).map((field) => readField(view, field, texts, 1))
}

/** Checks a field and those in it; returns how many nodes they have in a batch. */
function readField(view: DataView, field: number, texts: TextBudget, depth: number): number {
  if (depth > MAX_DEPTH) throw new RangeError(`fields nested more than ${MAX_DEPTH} deep`)
  texts.readText(field, FIELD.name)
  texts.readKeyValues(field, FIELD.customMetadata)
  const typeField = fieldOf(view, field, FIELD.typeId)
  const typeId = typeField === undefined ? 0 : view.getUint8(typeField)
  const type = subtable(view, field, FIELD.type)
  // Of the tables of types, these two have a text and a vector: the time zone, and the ids of the members.
  if (type !== undefined && typeId === TYPE.timestamp) texts.readText(type, 1)
  if (type !== undefined && typeId === TYPE.union) texts.spend(4 * vectorOf(view, type, 1, 4).length)
  const children = elementsOf(view, field, FIELD.children)
  texts.spend(4 * children.length)
  const isNested = typeId === TYPE.struct || typeId === TYPE.union
  if (!isNested && children.length !== (LISTS.includes(typeId) ? 1 : 0))
    throw new RangeError(`a field of type ${typeId} with ${children.length} children`)
  const nodes = children.reduce((sum, child) => sum + readField(view, child, texts, depth + 1), 1)
  // The members of a dictionary's values are in its own batches.
  return fieldOf(view, field, FIELD.dictionary) === undefined ? nodes : 1
}

/** Checks a record batch, or that of a dictionary, which has no columns; returns its rows. */
function checkBatch(view: DataView, body: DataView, batch: number, columns: readonly number[] | undefined): number {
  const rowsField = fieldOf(view, batch, BATCH.length)
  const rows = rowsField === undefined ? 0 : count(view, rowsField, 'rows')
  const nodes = vectorOf(view, batch, BATCH.nodes, 16)
  const buffers = vectorOf(view, batch, BATCH.buffers, 16)
  const isCompressed = subtable(view, batch, BATCH.compression) !== undefined
  let cells = rows
  for (let i = 0; i < nodes.length; i++) {
    const length = count(view, nodes.at + 16 * i, 'cells')
    if (count(view, nodes.at + 16 * i + 8, 'nulls') > length) throw new RangeError('a column has more nulls than cells')
    cells += length
  }
  let bytes = 0
  for (let i = 0; i < buffers.length; i++) {
    const offset = count(view, buffers.at + 16 * i, 'as an offset')
    const length = count(view, buffers.at + 16 * i + 8, 'bytes in a buffer')
    if (offset + length > body.byteLength) throw new RangeError(`a buffer of ${length} bytes reaches beyond its body`)
    bytes += isCompressed && length > 0 ? uncompressedLength(body, offset, length) : length
  }
  if (isCompressed && bytes > FREE_BYTES + MAX_COMPRESSION * body.byteLength)
    throw new RangeError(`${body.byteLength} bytes claim to be ${bytes} when decompressed`)
  if (cells > FREE_CELLS + 8 * bytes) throw new RangeError(`${cells} cells of ${rows} rows in ${bytes} bytes`)
  const variadic = vectorOf(view, batch, BATCH.variadicCounts, 8)
  for (let i = 0; i < variadic.length; i++)
    if (count(view, variadic.at + 8 * i, 'buffers') > buffers.length)
      throw new RangeError('a column has more buffers than its batch')
  checkRows(view, nodes, rows, columns ?? [nodes.length])
  return rows
}

/** Every column has as many cells as its batch has rows. */
function checkRows(view: DataView, nodes: Vector, rows: number, columns: readonly number[]): void {
  const expected = columns.reduce((sum, size) => sum + size, 0)
  if (nodes.length !== expected) throw new RangeError(`${nodes.length} columns in a batch of ${expected}`)
  let node = 0
  for (const size of columns) {
    const length = count(view, nodes.at + 16 * node, 'cells')
    if (length !== rows) throw new RangeError(`a column has ${length} of ${rows} rows`)
    node += size
  }
}

/** What is in front of every compressed buffer: its length when decompressed, or -1 where it is not compressed. */
function uncompressedLength(body: DataView, offset: number, length: number): number {
  if (length < 8) throw new RangeError('a compressed buffer without its length')
  const claimed = int64(body, offset)
  return claimed === -1 ? length - 8 : count(body, offset, 'bytes in a compressed buffer')
}

/**
 * Bounds the work of dictionaries that grow: readers copy all of one for each addition to it, so that a few bytes that are
 * added again and again take the square of their number.
 */
export class DictionaryBudget {
  #values = 0
  #left = FREE_COPIES

  /** Takes the next message, of `bytes` in all. @throws RangeError */
  add({ values }: IpcMessage, bytes: number): void {
    this.#left += COPIES_PER_BYTE * bytes
    if (values === undefined) return
    // One more for what is kept of each part.
    this.#values += values.count + 1
    if (values.areAdded) this.#left -= this.#values
    if (this.#left < 0) throw new RangeError('its dictionaries are added to more often than their size allows')
  }
}

/** Follows references to texts, as often as a well-formed message can have them. */
class TextBudget {
  readonly #view: DataView
  #left: number

  constructor(view: DataView) {
    this.#view = view
    this.#left = MAX_REUSE * view.byteLength
  }

  spend(bytes: number): void {
    this.#left -= bytes
    if (this.#left < 0) throw new RangeError('its parts are used more often than they can be')
  }

  readText(table: number, index: number): void {
    this.spend(vectorOf(this.#view, table, index, 1).length)
  }

  readKeyValues(table: number, index: number): void {
    for (const pair of elementsOf(this.#view, table, index)) {
      this.spend(4)
      this.readText(pair, 0)
      this.readText(pair, 1)
    }
  }
}

interface Vector {
  readonly at: number
  readonly length: number
}

const EMPTY: Vector = { at: 0, length: 0 }

/** The elements of a vector, all of them within the metadata. */
function vectorOf(view: DataView, table: number, index: number, elementBytes: number): Vector {
  const field = fieldOf(view, table, index)
  if (field === undefined) return EMPTY
  const start = tableAt(view, field)
  const length = view.getUint32(start, true)
  if (start + 4 + length * elementBytes > view.byteLength)
    throw new RangeError(`${length} elements reach beyond the metadata`)
  return { at: start + 4, length }
}

/** The tables that a vector refers to. */
function elementsOf(view: DataView, table: number, index: number): number[] {
  const { at, length } = vectorOf(view, table, index, 4)
  return Array.from({ length }, (_, i) => tableAt(view, at + 4 * i))
}

function subtable(view: DataView, table: number, index: number): number | undefined {
  const field = fieldOf(view, table, index)
  return field === undefined ? undefined : tableAt(view, field)
}

const tableAt = (view: DataView, reference: number) => reference + view.getUint32(reference, true)

/** Where a field of a table is, or `undefined` when it has its default. Readers take these numbers for signed ones. */
function fieldOf(view: DataView, table: number, index: number): number | undefined {
  const vtable = table - view.getInt32(table, true)
  const entry = 4 + 2 * index
  const size = view.getInt16(vtable, true)
  const offset = entry < size ? view.getInt16(vtable + entry, true) : 0
  if (size < 4 || offset < 0) throw new RangeError('a table with a negative size')
  return offset === 0 ? undefined : table + offset
}

function int64(view: DataView, at: number): number {
  return view.getInt32(at + 4, true) * 0x1_0000_0000 + view.getUint32(at, true)
}

/** A number of something. */
function count(view: DataView, at: number, of: string): number {
  const value = int64(view, at)
  if (value < 0 || !Number.isSafeInteger(value)) throw new RangeError(`${value} ${of}`)
  return value
}
