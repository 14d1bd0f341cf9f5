/** `POST /api/v1/query/msgpack`: one map, the data column by column (docs/wire-notes.md#query-messagepack). */
import { type AnswerRequest, elapsedMs, type QueryProfile, type ResultBatch, type ResultSet } from './batches.ts'
import { unscaledAt, valueText } from './cell-text.ts'
import type { Cells } from './cells.ts'
import { type ColumnKind, type KindField, TICKS_PER_SECOND } from './column-kind.ts'
import { decimalToFloat } from './decimal.ts'
import { MsgpackWriter } from './msgpack-writer.ts'
import type { ShowResult } from './show.ts'
import { isValid } from './vectors.ts'

/** A value beyond int64 in a column that is sent as int64; the server notices before it sends anything. */
export class DecimalCastError extends Error {
  override readonly name = 'DecimalCastError'
}

/** Bytes after which a part is handed on. */
const PART_BYTES = 64 * 1024

/** @throws DecimalCastError */
export function checkDecimals({ columns, batches }: ResultSet): void {
  let firstRow = 0
  for (const batch of batches) {
    for (const [index, { kind }] of columns.entries()) {
      if (kind.kind === 'decimal' && kind.scale === 0 && kind.bytes === 16) {
        const cells = batch.column(index)
        if (cells.type === 'decimal' && firstOverflow(cells) !== undefined) {
          throw new DecimalCastError(`decimal cast failed at row ${firstRow}: invalid: integer value out of bounds`)
        }
      }
    }
    firstRow += batch.rows
  }
}

const INT64_MAX = 2n ** 63n - 1n

/** The first row whose value does not fit int64. The server refuses the largest int64, too. */
export function firstOverflow(cells: Extract<Cells, { type: 'decimal' }>): number | undefined {
  for (let row = 0; row < cells.rows; row++) {
    if (!isValid(cells.validity, row)) continue
    const value = unscaledAt(cells, row)
    if (value >= INT64_MAX || value < -INT64_MAX - 1n) return row
  }
  return undefined
}

/** The document in parts. When the deadline comes it just stops, so that what was sent does not decode. */
export async function* msgpackAnswer(result: ResultSet, context: AnswerRequest): AsyncGenerator<Uint8Array> {
  const writer = new MsgpackWriter()
  writer.map(context.profile === undefined ? 7 : 8)
  writeHead(
    writer,
    result.columns.map(({ name }) => name),
    result.columns.map(({ kind }) => wireType(kind)),
  )
  for (const index of result.columns.keys()) {
    writer.array(result.rowCount)
    let left = context.truncateRows ?? Number.POSITIVE_INFINITY
    for (const batch of result.batches) {
      if (performance.now() >= context.deadlineMs || left <= 0) {
        yield writer.take()
        return
      }
      const rows = Math.min(batch.rows, left)
      left -= rows
      writeColumn(writer, batch, index, rows)
      if (writer.length > PART_BYTES) yield writer.take()
    }
  }
  writer.string('row_count')
  writer.integer(result.rowCount)
  writeTimes(writer, context)
  if (context.profile !== undefined) {
    writer.string('profile')
    writeProfile(writer, context.profile)
  }
  yield writer.take()
}

/** The rows of a SHOW command, or of a measurement that is not there. */
export function msgpackShow({ columns, types, rows }: ShowResult, context: AnswerRequest): Uint8Array {
  const writer = new MsgpackWriter()
  writer.map(7)
  writeHead(writer, columns, types)
  for (const [index, type] of types.entries()) {
    writer.array(rows.length)
    for (const row of rows) writeShown(writer, row[index], type)
  }
  writer.string('row_count')
  writer.integer(rows.length)
  writeTimes(writer, context)
  return writer.take()
}

/** The error document. */
export function msgpackError(error: string, context: AnswerRequest): Uint8Array {
  const writer = new MsgpackWriter()
  writer.map(4)
  writer.string('success')
  writer.bool(false)
  writer.string('error')
  writer.string(error)
  writeTimes(writer, context)
  return writer.take()
}

/** Everything up to the first value of the first column. */
function writeHead(writer: MsgpackWriter, names: readonly string[], types: readonly string[]): void {
  writer.string('success')
  writer.bool(true)
  writer.string('columns')
  writer.array(names.length)
  for (const name of names) writer.string(name)
  writer.string('types')
  writer.array(types.length)
  for (const type of types) writer.string(type)
  writer.string('data')
  writer.array(names.length)
}

function writeTimes(writer: MsgpackWriter, context: AnswerRequest): void {
  writer.string('execution_time_ms')
  writer.integer(elapsedMs(context))
  writer.string('timestamp')
  writer.string(context.timestamp)
}

/** The name of a type in `types`, the server's published vocabulary. */
function wireType(kind: ColumnKind): string {
  switch (kind.kind) {
    case 'bool':
      return 'bool'
    case 'int':
      return `${kind.signed ? 'int' : 'uint'}${kind.bytes * 8}`
    case 'float':
      return `float${kind.bytes * 8}`
    case 'decimal':
      return kind.scale === 0 ? 'int64' : 'float64'
    case 'text':
    case 'uuid':
      return 'utf8'
    case 'binary':
      return 'binary'
    case 'timestamp':
      return `timestamp[${kind.unit}]`
    case 'date':
      return 'date32'
    case 'null':
      return 'int32'
    case 'time':
    case 'interval':
      return 'string_encoded'
    case 'list':
    case 'array':
      return 'list'
    case 'struct':
      return 'struct'
    case 'map':
      return 'map'
    case 'enum':
      return `unknown:dictionary<values=utf8, indices=uint${kind.bytes * 8}, ordered=false>`
    case 'union':
      return `unknown:sparse_union<${kind.fields.map(unionMember).join(', ')}>`
  }
}

/** Go's own spelling, in which the last number is the member's type code. */
function unionMember({ name, kind }: KindField, code: number): string {
  return `${name}: type=${wireType(kind)}, nullable=${code}`
}

function writeShown(
  writer: MsgpackWriter,
  value: string | number | undefined,
  type: ShowResult['types'][number],
): void {
  if (typeof value === 'string') writer.string(value)
  else if (type === 'float64') writer.float64(value ?? 0)
  // Typed int64, but as narrow as it goes, unlike a query's int64.
  else writer.integer(value ?? 0)
}

function writeProfile(writer: MsgpackWriter, profile: QueryProfile): void {
  writer.map(Object.keys(profile).length)
  for (const [name, value] of Object.entries(profile)) {
    writer.string(name)
    if (name === 'rows_scanned') writer.uint64(BigInt(value))
    else writer.float64(value)
  }
}

function writeColumn(writer: MsgpackWriter, batch: ResultBatch, index: number, rows: number): void {
  const cells = batch.column(index)
  const write = cellWriter(writer, cells)
  for (let row = 0; row < rows; row++) {
    if (cells.type === 'union' || isValid(cells.validity, row)) write(row)
    else writer.nil()
  }
}

function cellWriter(writer: MsgpackWriter, cells: Cells): (row: number) => void {
  switch (cells.type) {
    case 'bool':
      return (row) => writer.bool(cells.values[row] !== 0)
    case 'int':
      if (cells.values instanceof BigInt64Array) return int64Writer(writer, cells.values)
      if (cells.values instanceof BigUint64Array) return uint64Writer(writer, cells.values)
      return (row) => writer.integer(cells.values[row] as number)
    case 'float':
      if (cells.values instanceof Float32Array) return (row) => writer.float32(cells.values[row] as number)
      return (row) => writer.float64(cells.values[row] as number)
    case 'decimal':
      if (cells.kind.scale === 0) return (row) => writer.int64(unscaledAt(cells, row))
      return (row) => writer.float64(decimalToFloat(unscaledAt(cells, row), cells.kind.scale))
    case 'timestamp': {
      const perSecond = TICKS_PER_SECOND[cells.kind.unit]
      return (row) => writeTimestamp(writer, cells.values[row] as bigint, perSecond)
    }
    case 'date':
      return (row) => writer.timestamp(BigInt(cells.values[row] as number) * 86_400n, 0)
    case 'text':
    case 'uuid':
      return (row) => writer.utf8(cells.data.subarray(cells.offsets[row], cells.offsets[row + 1]))
    case 'binary':
      return (row) => writer.binary(cells.data.subarray(cells.offsets[row], cells.offsets[row + 1]))
    default:
      return (row) => writer.string(valueText(cells, row))
  }
}

function int64Writer(writer: MsgpackWriter, values: BigInt64Array): (row: number) => void {
  return (row) => writer.int64(values[row] as bigint)
}

function uint64Writer(writer: MsgpackWriter, values: BigUint64Array): (row: number) => void {
  return (row) => writer.uint64(values[row] as bigint)
}

function writeTimestamp(writer: MsgpackWriter, ticks: bigint, perSecond: bigint): void {
  const rest = ticks % perSecond
  const fraction = rest < 0n ? rest + perSecond : rest
  writer.timestamp((ticks - fraction) / perSecond, Number(fraction * (1_000_000_000n / perSecond)))
}
