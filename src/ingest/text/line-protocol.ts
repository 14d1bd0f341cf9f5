/**
 * Line protocol as Arc parses it, which differs from InfluxDB: backslashes must be doubled everywhere, a quote toggles quoting
 * even in a tag, a newline ends the line even inside a string, and an escaped `=` still splits a key
 * (docs/wire-notes.md#line-protocol).
 */

import { checkOptionNames } from '../../config.ts'
import { describe } from '../../describe.ts'
import { ArcValidationError } from '../../errors.ts'
import type { EncodedBatch } from '../encoding/batch.ts'
import { readBatch, readScalar } from '../encoding/batch-reader.ts'
import { ByteSink } from '../encoding/byte-sink.ts'
import { ColumnNames, checkMeasurementName } from '../names.ts'
import { callError, refuse, rowError } from '../refusals.ts'
import { checkTimeUnit, type Instant, type TimeUnit } from '../time/instants.ts'
import { TimeColumn } from '../time/time.ts'

/** A field of a line. A `number` is a float, a `bigint` an integer. */
export type FieldValue = number | bigint | string | boolean

/**
 * Writes one line, with its time in microseconds: send it with `precision: 'us'`.
 *
 * Fields that are `null` or `undefined` are left out; at least one must remain. Without a time, the client stamps the line.
 *
 * @throws ArcValidationError for names and values that line protocol cannot carry: newlines, `=` in a name, a tag that is also a field.
 * @example
 * ```ts
 * import { lineProtocol } from 'arc-tsdb-client'
 *
 * const line = lineProtocol('disk', { path: 'C:\\data' }, { used: 0.93, files: 1042n }, new Date())
 * await arc.write.lineProtocol(line, { precision: 'us' })
 * ```
 */
export function lineProtocol(
  measurement: string,
  tags: Readonly<Record<string, string | null | undefined>>,
  fields: Readonly<Record<string, FieldValue | null | undefined>>,
  time: Instant = new Date(),
  options: { readonly timeUnit?: TimeUnit | undefined } = {},
): string {
  checkMeasurementName(measurement)
  checkOptionNames(options, ['timeUnit'])
  const names = new ColumnNames(measurement)
  const column = new TimeColumn(measurement, checkTimeUnit(options.timeUnit), 1)
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
  return `${line} ${column.at(0)}`
}

/** Lines, as one request carries them. */
export interface LineBody {
  readonly body: Uint8Array
  readonly rows: number
}

/**
 * A batch as lines of microseconds, for instants that the columnar endpoint would misread, in bodies of up to `maxBytes`.
 *
 * @param firstRow Number of the batch's first row in the caller's data, for errors.
 * @throws ArcValidationError when a row has no value, or a name or string that lines cannot carry.
 */
export function batchToLineProtocol(batch: EncodedBatch, firstRow: number, maxBytes: number): LineBody[] {
  const { measurement } = batch
  const { time, columns } = readBatch(batch)
  const positions = columns.map((column) => column.start)
  const names = new ColumnNames(measurement)
  const keys = columns.map((column) => escapedKey(measurement, column.name, names, OUTSIDE))
  const integers = columns.map(({ bytes, start }) => isIntegerColumn(bytes, start, batch.rows))
  const bodies: LineBody[] = []
  let sink = new ByteSink(batch.body.length)
  let rows = 0
  for (let row = 0; row < batch.rows; row++) {
    let line = measurement
    let separator = ' '
    for (let i = 0; i < columns.length; i++) {
      const { name, bytes } = columns[i] as (typeof columns)[number]
      const { value, end } = readScalar(bytes, positions[i] as number)
      positions[i] = end
      if (value === null) continue
      if (typeof value === 'string' && LINE_BREAK.test(value)) {
        const context = { measurement, column: name, row0: firstRow }
        refuse(context, row, `${describe(value)} has a line break, ${OUTSIDE}; replace it`)
      }
      const exact = integers[i] && typeof value === 'number' ? BigInt(value) : value
      line += `${separator}${keys[i]}=${fieldText(measurement, name, exact)}`
      separator = ','
    }
    if (separator === ' ') {
      throw rowError(measurement, firstRow + row, `the row has no value but its time, ${OUTSIDE}; give it one`)
    }
    line += ` ${time.at(row)}`
    if (rows > 0 && sink.position + line.length * 3 >= maxBytes) {
      bodies.push({ body: sink.bytes.subarray(0, sink.position), rows })
      sink = new ByteSink(Math.min(maxBytes, batch.body.length))
      rows = 0
    }
    if (rows > 0) line = `\n${line}`
    sink.reserve(line.length * 3)
    sink.position += encoder.encodeInto(line, sink.bytes.subarray(sink.position)).written
    rows++
  }
  return [...bodies, { body: sink.bytes.subarray(0, sink.position), rows }]
}

/** Why rows of a columnar write may have to be what lines can carry. */
const OUTSIDE =
  'which Arc takes only in a request that also has a row between 1970-04-26 and 2286-11-20 (other times it misreads, except in line protocol)'

const LINE_BREAK = /[\n\r]/
const encoder = new TextEncoder()

function entriesOf(measurement: string, what: string, values: unknown): [string, unknown][] {
  // The entries of a Map are not in its properties, and would be lost.
  if (typeof values === 'object' && values !== null && !(Symbol.iterator in values)) return Object.entries(values)
  throw callError(measurement, `the ${what} are ${describe(values)}; give an object of name to value`)
}

function isIntegerColumn(bytes: Uint8Array, start: number, rows: number): boolean {
  let at = start
  for (let row = 0; row < rows; row++) {
    const code = bytes[at] as number
    if (code !== 0xc0) return code >= 0xcf && code <= 0xd3
    at++
  }
  return false
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

function escapedKey(
  measurement: string,
  key: string,
  names: ColumnNames,
  reason = 'which line protocol cannot carry',
): string {
  names.add(key)
  if (key === 'time') throw keyError(measurement, key, 'is the time of the line; give it as the fourth argument')
  if (key.includes('=')) throw keyError(measurement, key, `has "=" in its name, ${reason}; rename it`)
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
