import type { ColumnType } from 'arc-tsdb-client'
import type { LiveColumn, LiveMeasurement } from '../schema.ts'

/** The source file that declares these measurements, the same for the same measurements. */
export function schemaFile(measurements: readonly LiveMeasurement[]): string {
  const taken = new Set(RESERVED)
  const declared = measurements.map((measurement) => {
    const constant = freeName(camelCase(measurement.name), taken)
    const row = freeName(`${constant.charAt(0).toUpperCase()}${constant.slice(1)}Row`, taken)
    return { ...measurement, constant, row }
  })
  return [
    '// Written by `npx arc-types`: run it again instead of editing this.',
    ...(declared.length === 0 ? [] : ["import { defineMeasurement } from 'arc-tsdb-client'"]),
    ...declared.flatMap(({ name, constant, row, columns }) => [
      '',
      ...declaration(name, constant, columns),
      '',
      ...rowType(row, columns),
    ]),
    '',
    '/** Every measurement, for `new Kysely<Database>(…)`. */',
    'export interface Database {',
    ...declared.map(({ name, row }) => `  ${propertyName(name)}: ${row}`),
    '}',
    '',
  ].join('\n')
}

function declaration(name: string, constant: string, columns: readonly LiveColumn[]): readonly string[] {
  const writable = columns.flatMap((column) => {
    const type = WRITTEN[column.type]
    return column.name === 'time' || type === undefined ? [] : [`  ${literalKey(column.name)}: '${type}',`]
  })
  return [`export const ${constant} = defineMeasurement(${quoted(name)}, {`, ...writable, '})']
}

function rowType(row: string, columns: readonly LiveColumn[]): readonly string[] {
  return [
    `export interface ${row} {`,
    ...columns.flatMap(({ name, type }) => {
      const property = `  ${propertyName(name)}: ${READ[type] ?? readAs(type)}`
      if (name === 'time') return ['  /** An instant, stored to the microsecond. */', property]
      const note = NOTES[type]
      return [...(note === undefined ? [] : [`  /** ${note} */`]), `${property} | null`]
    }),
    '}',
  ]
}

/** What the client can write a column as. */
const WRITTEN: Readonly<Record<string, ColumnType>> = {
  DOUBLE: 'float64',
  BIGINT: 'int64',
  VARCHAR: 'string',
  BOOLEAN: 'boolean',
}

/** What `arc.query.rows` returns for a column, with its default options. */
const READ: Readonly<Record<string, string>> = {
  DOUBLE: 'number',
  FLOAT: 'number',
  VARCHAR: 'string',
  BOOLEAN: 'boolean',
  DATE: 'Date',
  BLOB: 'Uint8Array',
}

const NOTES: Readonly<Record<string, string>> = {
  BIGINT: "int64; beyond ±(2^53 − 1) only with `{ int64: 'bigint' }`.",
}

function readAs(type: string): string {
  if (/^U?(?:TINY|SMALL|BIG)?INT(?:EGER)?$/.test(type)) return 'number'
  return type.startsWith('TIMESTAMP') ? 'Date' : 'unknown'
}

/** Words that cannot name a constant, and names that the file has already. */
const RESERVED = (
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false ' +
  'finally for function if implements import in instanceof interface let new null package private protected public return ' +
  'static super switch this throw true try typeof undefined var void while with yield defineMeasurement Database'
).split(' ')

function camelCase(name: string): string {
  const word = name.replace(/[^A-Za-z0-9]+([A-Za-z0-9]?)/g, (_, next: string) => next.toUpperCase())
  return /^[A-Za-z]/.test(word) ? word.charAt(0).toLowerCase() + word.slice(1) : `m${word}`
}

function freeName(name: string, taken: Set<string>): string {
  let free = name
  for (let number = 2; taken.has(free); number++) free = `${name}${number}`
  taken.add(free)
  return free
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)
}

/** In an object literal `__proto__` is no property, unless it is computed. */
function literalKey(name: string): string {
  return name === '__proto__' ? `['__proto__']` : propertyName(name)
}

function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${escaped.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`
}
