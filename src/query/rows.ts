/**
 * Columns into row objects.
 *
 * Every row is a copy of one template, so all share one hidden shape; then each column is written into the rows of a block,
 * in one loop of its own kind. No proxies, no getters: what comes out is plain data.
 */
import { HIGH, LOW } from '../base/int64.ts'
import { ArcUsageError } from '../errors.ts'
import { type ColumnOfKind, hasValue, type QueryColumn, type QueryColumns, type TimestampUnit } from './columns.ts'
import { dateText, floorDiv, instantMillis, instantTexts, toNanos } from './instant-text.ts'

/** How 64-bit integers come out. */
export type Int64Policy = 'number' | 'bigint'

/** How instants and dates come out. */
export type TimestampPolicy = 'date' | 'iso' | 'micros' | 'nanos'

/** What becomes of values that JavaScript has more than one type for. */
export interface RowOptions {
  /**
   * `number`: 64-bit integers as numbers; one beyond ±(2^53 − 1) is an error that names its column, never a rounded
   * value. `bigint`: all of them, and `SUM` of integers, as bigint.
   *
   * @default 'number'
   */
  readonly int64?: Int64Policy | undefined
  /**
   * `date`: a `Date`, which has milliseconds. `iso`: RFC 3339 text with all digits; a DATE is `2026-01-01`. `micros`,
   * `nanos`: a bigint since 1970.
   *
   * @default 'date'
   */
  readonly timestamps?: TimestampPolicy | undefined
}

/** A value of a row. */
export type QueryValue = string | number | bigint | boolean | null | Date | Uint8Array

/** A row without a declared type. */
export type QueryRow = Record<string, QueryValue>

// Rows are made and filled in blocks: what a block allocates is still young when it is written to, and in the cache.
const BLOCK_CELLS = 8192

/** V8 gives objects of more properties no shape; they are hash tables, which are slower to copy than to build. */
const MAX_SHAPED_COLUMNS = 128

/** The rows of a result, in its order. `firstRow` is the number of the first one, for errors. */
export function toRows(result: QueryColumns, options: RowOptions = {}, firstRow = 0): QueryRow[] {
  const rows: QueryRow[] = []
  const makeRows = rowMaker(result, options, firstRow)
  for (const [from, to] of blocksOf(result)) makeRows(rows, 0, from, to)
  return rows
}

/** The result, iterable over its rows. It stays plain data: what `structuredClone` copies is not the iterator. */
export function withRows<Row extends object>(result: QueryColumns, options: RowOptions): QueryColumns & Iterable<Row> {
  const iterate = () => eachRow(result, options)
  return Object.defineProperty(result, Symbol.iterator, { value: iterate }) as QueryColumns & Iterable<Row>
}

/** A block is made at a time: its rows are gone before the collector looks, unless they are kept. */
function* eachRow(result: QueryColumns, options: RowOptions): Generator<QueryRow, void, undefined> {
  const makeRows = rowMaker(result, options, 0)
  for (const [from, to] of blocksOf(result)) {
    const block: QueryRow[] = []
    makeRows(block, from, from, to)
    for (let i = 0; i < block.length; i++) yield block[i] as QueryRow
  }
}

function* blocksOf({ names, rowCount }: QueryColumns): Generator<readonly [from: number, to: number], void, undefined> {
  const blockRows = Math.ceil(BLOCK_CELLS / (names.length || 1))
  for (let from = 0; from < rowCount; from += blockRows) yield [from, Math.min(from + blockRows, rowCount)]
}

/** Adds the rows `from` to `to` to an array that begins with the row `base`. */
function rowMaker(
  { names, columns }: QueryColumns,
  options: RowOptions,
  firstRow: number,
): (rows: QueryRow[], base: number, from: number, to: number) => void {
  checkNames(names)
  const template = templateOf(names)
  const fillers = columns.map((column) => fillerOf(column, options, firstRow))
  return (rows, base, from, to) => {
    for (let row = from; row < to; row++) rows.push(template === undefined ? {} : { ...template })
    for (const fill of fillers) fill(rows, base, from, to)
  }
}

/** Refuses names that one object cannot hold both of. */
export function checkNames(names: readonly string[]): void {
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name))
      throw new ArcUsageError(
        `the result has several columns named "${name}", of which a row could keep one; give them aliases in the SQL, or use query.columns`,
      )
    seen.add(name)
  }
}

/** What a row starts from: every column, in order, so that all rows share one hidden shape. Undefined where they have none. */
function templateOf(names: readonly string[]): QueryRow | undefined {
  // Assigning to __proto__ would set the prototype, unless it is there already.
  if (names.length > MAX_SHAPED_COLUMNS && !names.includes('__proto__')) return undefined
  // Parsed, not assembled: the engine then keeps all the properties inside the object, and __proto__ is a name like any other.
  return JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}:null`).join()}}`) as QueryRow
}

/** Writes one column into the rows from `from` to `to` of an array that begins with the row `base`. */
type Filler = (rows: QueryRow[], base: number, from: number, to: number) => void

function fillerOf(column: QueryColumn, options: RowOptions, firstRow: number): Filler {
  const timestamps = options.timestamps ?? 'date'
  switch (column.kind) {
    case 'integer':
    case 'float':
      return fillNumbers(column, column.values)
    case 'text':
    case 'binary':
      return fillObjects(column)
    case 'boolean':
      return fillConverted(column, (row) => column.values[row] === 1)
    case 'bigint':
      return options.int64 === 'bigint'
        ? fillConverted(column, (row) => column.values[row] ?? null)
        : fillNumbers(column, safeIntegers(column, firstRow))
    case 'timestamp': {
      if (timestamps === 'date') return fillDates(column, instantMillis(column.values, column.unit))
      if (timestamps === 'iso') return fillConverted(column, instantTexts(column.values, column.unit))
      const read = instantReader(timestamps, column.unit)
      return fillConverted(column, (row) => read(column.values[row] ?? 0n))
    }
    case 'date': {
      const read = dateReader(timestamps)
      return fillConverted(column, (row) => read(column.values[row] ?? 0))
    }
    default:
      return column satisfies never
  }
}

function fillNumbers(column: QueryColumn, values: ColumnOfKind<'integer' | 'float'>['values']): Filler {
  const { name, validity } = column
  return (rows, base, from, to) => {
    for (let row = from; row < to; row++) {
      ;(rows[row - base] as QueryRow)[name] =
        validity === undefined || hasValue(column, row) ? (values[row] as number) : null
    }
  }
}

function fillDates(column: QueryColumn, millis: Float64Array): Filler {
  const { name, validity } = column
  return (rows, base, from, to) => {
    for (let row = from; row < to; row++) {
      ;(rows[row - base] as QueryRow)[name] =
        validity === undefined || hasValue(column, row) ? new Date(millis[row] as number) : null
    }
  }
}

function fillObjects({ name, values }: ColumnOfKind<'text' | 'binary'>): Filler {
  return (rows, base, from, to) => {
    for (let row = from; row < to; row++) (rows[row - base] as QueryRow)[name] = values[row] ?? null
  }
}

function fillConverted(column: QueryColumn, read: (row: number) => QueryValue): Filler {
  const { name } = column
  return (rows, base, from, to) => {
    for (let row = from; row < to; row++)
      (rows[row - base] as QueryRow)[name] = hasValue(column, row) ? read(row) : null
  }
}

/** One instant, in its column's unit, as a bigint in the policy's. */
function instantReader(policy: 'micros' | 'nanos', unit: TimestampUnit): (value: bigint) => bigint {
  if (policy === 'nanos') return (value) => toNanos(value, unit)
  return unit === 'us' ? (value) => value : (value) => floorDiv(toNanos(value, unit), 1_000n)
}

/** One date, in days since 1970, by the policy. */
function dateReader(policy: TimestampPolicy): (days: number) => QueryValue {
  switch (policy) {
    case 'date':
      return (days) => new Date(days * 86_400_000)
    case 'iso':
      return dateText
    case 'micros':
      return (days) => BigInt(days) * 86_400_000_000n
    case 'nanos':
      return (days) => BigInt(days) * 86_400_000_000_000n
    default:
      return policy satisfies never
  }
}

/** 64-bit integers as numbers. Throws for the first that a number cannot hold. */
function safeIntegers(column: ColumnOfKind<'bigint'>, firstRow: number): Float64Array {
  const { values } = column
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2)
  const signed = values instanceof BigInt64Array
  const numbers = new Float64Array(values.length)
  for (let row = 0; row < numbers.length; row++) {
    const high = words[2 * row + HIGH] ?? 0
    const number = (signed ? high | 0 : high) * 0x1_0000_0000 + (words[2 * row + LOW] ?? 0)
    // Under a null Arrow may hold anything.
    if (!Number.isSafeInteger(number) && hasValue(column, row))
      throw tooLarge(column.name, firstRow + row, column.values[row])
    numbers[row] = number
  }
  return numbers
}

function tooLarge(column: string, row: number, value: bigint | undefined): ArcUsageError {
  return new ArcUsageError(
    `column "${column}", row ${row}: ${value} is beyond ±(2^53 - 1), where numbers lose digits; pass { int64: 'bigint' }`,
  )
}
