/**
 * Line protocol as Arc parses it, which differs from InfluxDB: backslashes must be doubled everywhere, a quote toggles quoting
 * even in a tag, a newline ends the line even inside a string, and an escaped `=` still splits a key
 * (docs/wire-notes.md#line-protocol).
 */

import { describe } from '../../base/describe.ts'
import { checkNames } from '../../base/options.ts'
import { refusing } from '../../base/refusing.ts'
import { ArcValidationError } from '../../errors.ts'
import { ColumnNames, checkMeasurementName } from '../names.ts'
import { callError } from '../refusals.ts'
import { type Instant, type TimeUnit, timeUnit as timeUnitOf } from '../time/instants.ts'
import { TimeColumn } from '../time/time.ts'

/** A field of a line. A `number` is a float, a `bigint` an integer. */
export type FieldValue = number | bigint | string | boolean

/** One point. Tags and fields that are `null` or `undefined` are left out; one field at least must remain. */
export interface LinePoint {
  /** Texts that say which series the point belongs to. @default none */
  readonly tags?: Readonly<Record<string, string | null | undefined>> | undefined
  /** The values: a number is a float, a bigint an integer. */
  readonly fields: Readonly<Record<string, FieldValue | null | undefined>>
  /** When. @default the client's clock */
  readonly time?: Instant | undefined
  /** The unit of a number or bigint given as `time`. @default 'auto' */
  readonly timeUnit?: TimeUnit | undefined
}

/**
 * Writes one line, with its time in nanoseconds: what `arc.write.lineProtocol` and `arc.imports.lineProtocol` take by default.
 *
 * @throws ArcValidationError for names and values that line protocol cannot carry: newlines, `=` in a name, a tag that is also a field.
 * @example
 * ```ts
 * import { lineProtocol } from 'arc-tsdb-client'
 *
 * const line = lineProtocol('disk', { tags: { path: 'C:\\data' }, fields: { used: 0.93, files: 1042n } })
 * await arc.write.lineProtocol(line)
 * ```
 */
export function lineProtocol(measurement: string, point: LinePoint): string {
  return refusing('lineProtocol', () => lineOf(measurement, point))
}

function lineOf(measurement: string, point: LinePoint): string {
  checkMeasurementName(measurement)
  if (typeof point !== 'object' || point === null) {
    throw callError(measurement, `the point is ${describe(point)}; give { tags, fields, time }`)
  }
  checkNames(point, ['tags', 'fields', 'time', 'timeUnit'], `${measurement}: a point has no`)
  const { tags = {}, fields, time = new Date() } = point
  const timeUnit = timeUnitOf(point.timeUnit, `${measurement}: timeUnit`)
  const names = new ColumnNames(measurement)
  const column = new TimeColumn(measurement, timeUnit, 1)
  column.push(time, 0)
  let line = measurement
  for (const [key, value] of entriesOf(measurement, 'tags', tags)) {
    if (value === null || value === undefined) continue
    if (typeof value !== 'string') throw keyError(measurement, key, `the tag is ${describe(value)}; a tag is a string`)
    line += `,${escapedKey(measurement, key, names)}=${escaped(measurement, key, value)}`
  }
  let separator = ' '
  for (const [key, value] of entriesOf(measurement, 'fields', fields)) {
    if (value === null || value === undefined) continue
    if (Object.hasOwn(tags, key))
      throw keyError(measurement, key, 'is both a tag and a field; Arc would rename the field')
    line += `${separator}${escapedKey(measurement, key, names)}=${fieldText(measurement, key, value)}`
    separator = ','
  }
  if (separator === ' ') throw callError(measurement, 'a line needs a field that is not null')
  return `${line} ${BigInt(column.micros[0] as number) * 1000n}`
}

const LINE_BREAK = /[\n\r]/

function entriesOf(measurement: string, what: string, values: unknown): [string, unknown][] {
  // The entries of a Map are not in its properties, and would be lost.
  if (typeof values === 'object' && values !== null && !(Symbol.iterator in values)) return Object.entries(values)
  throw callError(measurement, `the ${what} are ${describe(values)}; give an object of name to value`)
}

function fieldText(measurement: string, key: string, value: unknown): string {
  switch (typeof value) {
    case 'number':
      if (Number.isNaN(value)) return 'NaN'
      if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
      return Object.is(value, -0) ? '-0' : String(value)
    case 'bigint':
      if (BigInt.asIntN(64, value) !== value)
        throw keyError(measurement, key, `${describe(value)} does not fit in 64 bits with a sign`)
      return `${value}i`
    case 'boolean':
      return value ? 'true' : 'false'
    case 'string':
      checkLine(measurement, key, value)
      return `"${value.replace(/[\\"]/g, '\\$&')}"`
    default:
      throw keyError(measurement, key, `${describe(value)} is not a field; give a number, bigint, string or boolean`)
  }
}

function escapedKey(measurement: string, key: string, names: ColumnNames): string {
  names.add(key)
  if (key === 'time') throw keyError(measurement, key, 'is the time of the line; give it beside tags and fields')
  if (key.includes('='))
    throw keyError(measurement, key, `has "=" in its name, which line protocol cannot carry; rename it`)
  return escaped(measurement, key, key)
}

function escaped(measurement: string, key: string, text: string): string {
  checkLine(measurement, key, text)
  return text.replace(/[\\", =]/g, '\\$&')
}

function checkLine(measurement: string, key: string, text: string): void {
  if (LINE_BREAK.test(text)) {
    throw keyError(
      measurement,
      key,
      `${describe(text)} has a line break, which ends a line of line protocol; replace it, or write columns`,
    )
  }
}

/** The error for a tag or a field. */
function keyError(measurement: string, column: string, problem: string): ArcValidationError {
  return new ArcValidationError(`${measurement}.${column}: ${problem}`, { measurement, column })
}
