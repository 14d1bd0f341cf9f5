/**
 * A measurement's declared columns: the single source of the types on the wire and of the TypeScript row type.
 */

import { describe } from '../base/describe.ts'
import { readOptions, unchecked } from '../base/options.ts'
import { refusing } from '../base/refusing.ts'
import { ArcValidationError } from '../errors.ts'
import { ColumnNames, checkMeasurementName } from './names.ts'
import { atRow, callError } from './refusals.ts'
import type { Instant } from './time/instants.ts'

/** What Arc stores a column as: DOUBLE, BIGINT, VARCHAR or BOOLEAN. */
export type ColumnType = 'float64' | 'int64' | 'string' | 'boolean'

/** Column name to type. `time` is implied. */
export type MeasurementSchema = Readonly<Record<string, ColumnType>>

/** What a cell of each type accepts. */
export interface CellTypes {
  readonly float64: number
  /** A whole number within ±(2^53 − 1), or a bigint within 64 bits. */
  readonly int64: number | bigint
  readonly string: string
  readonly boolean: boolean
}

/** One row of a schema: every column may be left out or `null`; a missing `time` is stamped by the client. */
type SchemaRow<Schema extends MeasurementSchema> = { time?: Instant | undefined } & {
  -readonly [Name in keyof Schema]?: CellTypes[Schema[Name]] | null | undefined
}

/**
 * The row type of a declared measurement, or of a bare schema.
 *
 * @example
 * ```ts
 * import type { RowOf } from 'arc-tsdb-client'
 *
 * const disk = defineMeasurement('disk', { device: 'string', used: 'int64' })
 * const row: RowOf<typeof disk> = { time: new Date(), device: 'sda1', used: 42 }
 * ```
 */
export type RowOf<Declared extends Measurement<object> | MeasurementSchema> =
  Declared extends Measurement<infer Row> ? Row : Declared extends MeasurementSchema ? SchemaRow<Declared> : never

/** A measurement with declared columns, used in place of its name. Made by {@link defineMeasurement}. */
export interface Measurement<Row extends object = Record<string, unknown>> {
  /** The name of the measurement. */
  readonly name: string
  /** The declared columns. */
  readonly schema: MeasurementSchema
  /** Columns by which servers newer than v26.09.1 may remove rows that were sent twice; older ones ignore them. */
  readonly tags?: readonly string[] | undefined
  /** Carries the row type at compile time; never set. */
  readonly row?: Row
}

/**
 * Declares the columns of a measurement once, for the wire and for the compiler.
 *
 * Undeclared columns are refused, by the compiler and at run time. An `int64` takes whole numbers and bigints, no fractions.
 *
 * @param options - `tags`: the columns that tell series apart, for servers that remove rows that were sent twice by them.
 * @throws ArcValidationError for a name or type that Arc cannot store, and for tags that are not declared.
 * @example
 * ```ts
 * import { defineMeasurement } from 'arc-tsdb-client'
 *
 * const schema = { host: 'string', usage: 'float64', cores: 'int64', up: 'boolean' } as const
 * const cpu = defineMeasurement('cpu', schema, { tags: ['host'] })
 * await arc.write.rows(cpu, [{ time: new Date(), host: 'a', usage: 95, cores: 8, up: true }])
 * ```
 */
export function defineMeasurement<const Schema extends MeasurementSchema & { readonly time?: never }>(
  name: string,
  schema: Schema,
  options: { readonly tags?: readonly (keyof Schema & string)[] | undefined } = {},
): Measurement<SchemaRow<Schema>> {
  return refusing('defineMeasurement', () => {
    checkMeasurementName(name)
    const { tags: declared } = readOptions(options, { tags: unchecked() })
    const columns = Object.freeze({ ...checkSchema(name, schema) })
    const tags = checkTags(name, columns, declared)
    return Object.freeze({ name, schema: columns, ...(tags && { tags: Object.freeze([...tags]) }) })
  })
}

function checkTags(measurement: string, schema: MeasurementSchema, tags: unknown): readonly string[] | undefined {
  if (tags === undefined) return undefined
  if (!Array.isArray(tags)) throw callError(measurement, `tags are ${describe(tags)}; give an array of column names`)
  const unknown = tags.find((tag) => typeof tag !== 'string' || !Object.hasOwn(schema, tag))
  if (unknown === undefined && !tags.includes(undefined)) return tags
  throw callError(
    measurement,
    `the tag ${describe(unknown)} is not among its columns ${Object.keys(schema).join(', ')}`,
  )
}

/** Checks the names and types of declared columns. */
function checkSchema(measurement: string, schema: unknown): MeasurementSchema {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
    throw callError(measurement, `a schema is an object of column name to type, like { usage: 'float64' }`)
  }
  const names = new ColumnNames(measurement)
  for (const [column, type] of Object.entries(schema)) {
    if (column === 'time') {
      throw new ArcValidationError(`${measurement}: leave "time" out of the schema; every measurement has it`, {
        measurement,
        column,
      })
    }
    names.add(column)
    if (!isColumnType(type)) {
      throw new ArcValidationError(
        `${measurement}.${column}: ${describe(type)} is not a column type; use 'float64', 'int64', 'string' or 'boolean'`,
        { measurement, column },
      )
    }
  }
  return schema as MeasurementSchema
}

/** Name and declared columns of what a caller passed as the measurement. `strict` refuses columns that are not declared. */
export interface ResolvedMeasurement {
  readonly name: string
  readonly schema: MeasurementSchema | undefined
  /** Always its own, even as `undefined`: it is read where something may have extended `Object.prototype`. */
  readonly tags: readonly string[] | undefined
  readonly strict: boolean
}

/** Accepts a name, or the result of {@link defineMeasurement}. */
export function resolveMeasurement(measurement: unknown, schema?: MeasurementSchema): ResolvedMeasurement {
  if (isMeasurement(measurement)) {
    checkMeasurementName(measurement.name)
    if (schema !== undefined) {
      throw callError(measurement.name, 'its columns are declared already; leave the option "schema" out')
    }
    const { name, tags } = { tags: undefined, ...measurement }
    const declared = checkSchema(name, measurement.schema)
    return { name, schema: declared, tags: checkTags(name, declared, tags), strict: true }
  }
  checkMeasurementName(measurement)
  return {
    name: measurement,
    schema: schema === undefined ? undefined : checkSchema(measurement, schema),
    tags: undefined,
    strict: false,
  }
}

/** The type of a column in the schema. A strict schema refuses columns it does not name; `row` is where this one first appears. */
export function declaredType(measurement: ResolvedMeasurement, column: string, row?: number): ColumnType | undefined {
  const { schema } = measurement
  if (schema === undefined) return undefined
  if (Object.hasOwn(schema, column)) return schema[column]
  if (!measurement.strict) return undefined
  throw new ArcValidationError(
    `${measurement.name}.${column}${atRow(row)}: the schema has no such column; it has ${Object.keys(schema).join(', ') || 'none'}`,
    { measurement: measurement.name, column, row },
  )
}

function isMeasurement(value: unknown): value is Measurement {
  return typeof value === 'object' && value !== null && 'name' in value && 'schema' in value
}

function isColumnType(type: unknown): type is ColumnType {
  return type === 'float64' || type === 'int64' || type === 'string' || type === 'boolean'
}
