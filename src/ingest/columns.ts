/**
 * What a caller may pass as the columns of a measurement.
 */

import type { CellValue } from './encoding/batch-reader.ts'
import type { Measurement } from './measurement.ts'
import type { Instant } from './time/instants.ts'

type Nullable<T> = readonly (T | null | undefined)[]

/** The typed arrays of plain numbers. */
export type NumberArray =
  | Float64Array
  | Float32Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array

/** Any typed array, including the two of 64-bit integers. */
export type TypedArray = NumberArray | BigInt64Array | BigUint64Array

/** Which rows hold a value: an Arrow bitmap, least significant bit first, or one boolean per row. */
export type ValidityInput = Uint8Array | readonly boolean[]

/** Values with separate nulls. The value at a null row is ignored. */
export interface MaskedColumn {
  /** One value per row, of one type. */
  readonly values: TypedArray | readonly unknown[]
  /** Which rows hold a value. */
  readonly validity: ValidityInput
}

/** Strings as indexes into a list; each distinct string is encoded once. */
export interface DictionaryColumn {
  /** For each row, the index of its text in `dictionary`; `null` and `undefined` are nulls. */
  readonly codes: NumberArray | readonly (number | null | undefined)[]
  /** The texts. */
  readonly dictionary: readonly string[]
  /** Which rows hold a value. @default every row with a code */
  readonly validity?: ValidityInput | undefined
}

/** One column of values. `null` and `undefined` are nulls; numbers are float64 unless the column is declared `int64`. */
export type Column =
  | Nullable<number>
  | Nullable<bigint>
  | Nullable<number | bigint>
  | Nullable<string>
  | Nullable<boolean>
  | TypedArray
  | MaskedColumn
  | DictionaryColumn

/** The `time` column: instants without nulls. */
export type TimeInput = readonly Instant[] | TypedArray | MaskedColumn

/** Columns by name, all of the same length. Without `time`, all rows get the client's current time. */
export type Columns = { readonly time?: TimeInput | undefined } & {
  readonly [column: string]: Column | TimeInput | undefined
}

/**
 * {@link Columns} with known names: instants are allowed in `time` only. It maps over the argument's own type, so that
 * objects typed by an interface are accepted too.
 */
export type ColumnsShape<Given> = {
  readonly [Name in keyof Given]: string extends Name
    ? Column | TimeInput | undefined
    : Name extends 'time'
      ? TimeInput | undefined
      : Given[Name] extends readonly unknown[]
        ? Given[Name] extends Column
          ? Column
          : 'a column has numbers, bigints, strings or booleans; only "time" has instants'
        : Column | undefined
}

/** The columns of a declared measurement. */
export type ColumnsOf<Row extends object> = { readonly time?: TimeInput | undefined } & {
  readonly [Name in Exclude<keyof Row, 'time'>]?: ColumnOfCell<NonNullable<Row[Name]>> | undefined
}

/** The columns that go into a measurement: those it declares, or any of the shape that was given. */
export type ColumnsFor<Target, Given> = [Target] extends [string]
  ? Given
  : [Target] extends [Measurement<infer Row>]
    ? ColumnsOf<Row>
    : Given

type ColumnOfCell<Cell> = [Cell] extends [string]
  ? Nullable<string> | DictionaryColumn | MaskedColumn
  : [Cell] extends [boolean]
    ? Nullable<boolean> | MaskedColumn
    : [Cell] extends [number]
      ? Nullable<number> | NumberArray | MaskedColumn
      : Nullable<number | bigint> | TypedArray | MaskedColumn

/** A cell of a row object. */
export type RowValue =
  | number
  | bigint
  | string
  | boolean
  | Date
  | { readonly epochNanoseconds: bigint }
  | null
  | undefined

/** Rows with known columns: a `Date` is allowed in `time` only. It maps over the argument's own type, so that interfaces are accepted too. */
export type RowShape<Row> = {
  readonly [Name in keyof Row]: string extends Name
    ? RowValue
    : Name extends 'time'
      ? Instant | undefined
      : CellValue | undefined
}

/** A row, or rows, of any shape that Arc can store. */
export type AppendShape<Given> =
  | RowShape<Given>
  | (readonly unknown[] & { readonly [Index in keyof Given]: RowShape<Given[Index]> })

/** A row or rows: what the measurement declares, else what was given. */
export type AppendRows<Target, Given> = [Target] extends [Measurement<infer Row>]
  ? Row | readonly Row[]
  : Given | readonly NoInfer<Given>[]
