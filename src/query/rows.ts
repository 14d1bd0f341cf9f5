/**
 * Columns into row objects.
 *
 * Every row is a copy of one template, so all share one hidden shape; then each column is written into all rows in one
 * loop of its own kind. No proxies, no getters: what comes out is plain data.
 */
import { ArcQueryError, ArcValidationError } from '../errors.ts'
import type { QueryColumn, QueryColumns, TimeUnit } from './columns.ts'
import { isValid } from './columns.ts'
import { dateText, floorDiv, instantMillis, instantText, toNanos } from './instant-text.ts'
import { HIGH, LOW } from './number-cells.ts'

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

/** The rows of a result, in its order. */
export function toRows(result: QueryColumns, options: RowOptions = {}): QueryRow[] {
  const { names, columns, rowCount } = result
  checkNames(names)
  const rows = emptyRows(names, rowCount)
  for (const column of columns) fill(rows, column, options)
  return rows
}

/** Refuses names that one object cannot hold both of. */
export function checkNames(names: readonly string[]): void {
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated === undefined) return
  throw new ArcValidationError(
    `the result has several columns named "${repeated}", of which a row could keep one; give them aliases in the SQL, or use query.columns`,
    { column: repeated },
  )
}

function emptyRows(names: readonly string[], rowCount: number): QueryRow[] {
  const template: QueryRow = {}
  // Defined, not assigned: a column may be called __proto__.
  for (const name of names) {
    Object.defineProperty(template, name, { value: null, writable: true, enumerable: true, configurable: true })
  }
  const rows: QueryRow[] = []
  for (let row = 0; row < rowCount; row++) rows.push({ ...template })
  return rows
}

function fill(rows: QueryRow[], column: QueryColumn, options: RowOptions): void {
  switch (column.kind) {
    case 'integer':
    case 'float':
      fillNumbers(rows, column)
      break
    case 'text':
    case 'binary':
      fillObjects(rows, column)
      break
    case 'boolean':
      fillBooleans(rows, column)
      break
    case 'bigint':
      if (options.int64 === 'bigint') fillBigints(rows, column)
      else fillInt64s(rows, column)
      break
    case 'timestamp':
      fillInstants(rows, column, options.timestamps ?? 'date')
      break
    case 'date':
      fillDates(rows, column, options.timestamps ?? 'date')
      break
    default:
      column satisfies never
  }
}

type ColumnOf<K extends QueryColumn['kind']> = Extract<QueryColumn, { kind: K }>

function fillNumbers(rows: QueryRow[], column: ColumnOf<'integer' | 'float'>): void {
  const { name, values } = column
  if (column.validity === undefined) {
    for (let row = 0; row < rows.length; row++) set(rows, row, name, values[row] ?? null)
  } else {
    for (let row = 0; row < rows.length; row++) if (isValid(column, row)) set(rows, row, name, values[row] ?? null)
  }
}

function fillObjects(rows: QueryRow[], { name, values }: ColumnOf<'text' | 'binary'>): void {
  for (let row = 0; row < rows.length; row++) set(rows, row, name, values[row] ?? null)
}

function fillBooleans(rows: QueryRow[], column: ColumnOf<'boolean'>): void {
  const { name, values } = column
  for (let row = 0; row < rows.length; row++) if (isValid(column, row)) set(rows, row, name, values[row] === 1)
}

function fillBigints(rows: QueryRow[], column: ColumnOf<'bigint'>): void {
  const { name, values } = column
  for (let row = 0; row < rows.length; row++) if (isValid(column, row)) set(rows, row, name, values[row] ?? null)
}

function fillInt64s(rows: QueryRow[], column: ColumnOf<'bigint'>): void {
  const { name } = column
  const values = safeIntegers(column)
  for (let row = 0; row < rows.length; row++) if (isValid(column, row)) set(rows, row, name, values[row] ?? null)
}

function fillInstants(rows: QueryRow[], column: ColumnOf<'timestamp'>, policy: TimestampPolicy): void {
  const { name, values, unit } = column
  const read = instantReader(policy, unit)
  const millis = policy === 'date' ? instantMillis(values, unit) : undefined
  for (let row = 0; row < rows.length; row++) {
    if (!isValid(column, row)) continue
    set(rows, row, name, millis === undefined ? read(values[row] ?? 0n) : new Date(millis[row] ?? 0))
  }
}

function fillDates(rows: QueryRow[], column: ColumnOf<'date'>, policy: TimestampPolicy): void {
  const { name, values } = column
  const read = dateReader(policy)
  for (let row = 0; row < rows.length; row++) if (isValid(column, row)) set(rows, row, name, read(values[row] ?? 0))
}

function set(rows: QueryRow[], row: number, name: string, value: QueryValue): void {
  const target = rows[row]
  if (target !== undefined) target[name] = value
}

/** One instant, in its column's unit, by the policy. */
export function instantReader(policy: TimestampPolicy, unit: TimeUnit): (value: bigint) => QueryValue {
  switch (policy) {
    case 'date':
      return (value) => new Date(Number(floorDiv(toNanos(value, unit), 1_000_000n)))
    case 'iso':
      return (value) => instantText(toNanos(value, unit))
    case 'micros':
      return (value) => floorDiv(toNanos(value, unit), 1_000n)
    case 'nanos':
      return (value) => toNanos(value, unit)
    default:
      return policy satisfies never
  }
}

/** One date, in days since 1970, by the policy. */
export function dateReader(policy: TimestampPolicy): (days: number) => QueryValue {
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
export function safeIntegers(column: ColumnOf<'bigint'>): Float64Array {
  const { values } = column
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2)
  const signed = values instanceof BigInt64Array
  const numbers = new Float64Array(values.length)
  for (let row = 0; row < numbers.length; row++) {
    const high = words[2 * row + HIGH] ?? 0
    const number = (signed ? high | 0 : high) * 0x1_0000_0000 + (words[2 * row + LOW] ?? 0)
    if (number > Number.MAX_SAFE_INTEGER || number < Number.MIN_SAFE_INTEGER) throw tooLarge(column, row)
    numbers[row] = number
  }
  return numbers
}

function tooLarge(column: ColumnOf<'bigint'>, row: number): ArcQueryError {
  return new ArcQueryError(
    `column "${column.name}", row ${row}: ${column.values[row]} is beyond ±(2^53 - 1), where numbers lose digits; pass { int64: 'bigint' }`,
    { category: 'out-of-range' },
  )
}
