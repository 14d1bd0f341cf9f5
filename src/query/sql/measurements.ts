/** How measurements and the names of WITH have to stand in a query, so that Arc finds the ones and passes over the others. */
import { lowerName, type Token } from '../../base/sql-lexer.ts'
import { ArcValidationError } from '../../errors.ts'
import { type Edits, FORBIDDEN, type Query, quoteIfNeeded } from './query.ts'
import type { Measurement } from './structure.ts'

/** A measurement, as it is to be named in another query. */
export interface OpenEnded {
  /** `undefined`: that of the header. */
  readonly database: string | undefined
  readonly measurement: string
  /** The name as it stands in SQL. */
  readonly name: string
}

/** Without the database that the header names already. */
const ownParts = ({ parts }: Measurement, database: string | undefined) =>
  parts.length === 2 && parts[0] === database ? parts.slice(1) : parts

/** What a measurement is called in the text that is sent. */
export function ownName(measurement: Measurement, database: string | undefined): OpenEnded {
  const parts = ownParts(measurement, database)
  return { database: parts.at(-2), measurement: parts.at(-1) ?? '', name: parts.map(quoteIfNeeded).join('.') }
}

/** Measurements are found right behind FROM and JOIN only, by a bare or quoted name, and lose their name. */
export function measurements(query: Query, edits: Edits): void {
  for (const measurement of query.reading.measurements) editMeasurement(query, measurement, edits)
  qualifiers(query, edits)
}

function editMeasurement({ text, code, reading, database }: Query, measurement: Measurement, edits: Edits): void {
  const first = code[measurement.first] as Token
  const last = code[measurement.last] as Token
  if (measurement.parts.length === 2 && /^(?:information_schema|pg_catalog)$/i.test(measurement.parts[0] ?? '')) {
    throw new ArcValidationError(
      `Arc takes ${measurement.parts.join('.')} for a measurement, which is empty; use SHOW TABLES, or DESCRIBE SELECT * FROM a measurement`,
    )
  }
  const parts = ownParts(measurement, database)
  const written = text.slice(first.start, last.end)
  const isAsWritten =
    parts === measurement.parts &&
    !parts.some((part) => FORBIDDEN.has(part.toLowerCase())) &&
    /^(?:\w+|"[^"]*")(?:\.(?:\w+|"[^"]*"))*$/.test(written)
  const name = isAsWritten ? written : parts.map(quoteIfNeeded).join('.')
  const own = parts.at(-1) ?? ''
  const needsAlias =
    measurement.alias === undefined &&
    (!measurement.followsKeyword || measurement.select.sources > 1 || isMentioned(own.toLowerCase()))
  const alias = needsAlias ? ` AS ${quoteIfNeeded(own)}` : ''
  const place = { start: first.start, end: last.end }
  if (measurement.followsKeyword) {
    if (name !== written) edits.replace(place, name)
    if (alias !== '') edits.insert(last.end, alias)
  } else if (code[measurement.first - 1]?.text !== 'table') {
    edits.replace(place, `(FROM ${name})${alias}`)
  } // `TABLE cpu` becomes `FROM cpu` (see `statements`).

  function isMentioned(wanted: string): boolean {
    return code.some(
      (token, index) =>
        lowerName(text, token) === wanted && code[index - 1]?.text !== 'as' && !reading.measurementTokens.has(index),
    )
  }
}

/** `db.cpu.host` is `cpu.host`, since the alias has no database. */
function qualifiers({ text, code, reading }: Query, edits: Edits): void {
  const qualified = new Set<string>()
  for (const { parts, alias } of reading.measurements)
    if (parts.length === 2 && alias === undefined) qualified.add(parts.join('.').toLowerCase())
  if (qualified.size === 0) return
  code.forEach((token, index) => {
    const table = code[index + 2]
    if (table === undefined || code[index + 1]?.text !== '.' || code[index + 3]?.text !== '.') return
    if (code[index - 1]?.text === '.' || reading.measurementTokens.has(index)) return
    const name = `${lowerName(text, token)}.${lowerName(text, table)}`
    if (qualified.has(name)) edits.replace({ start: token.start, end: table.start }, '')
  })
}

/** The names of WITH have to be found by Arc's pattern, or they are taken for measurements. */
export function withNames({ text, code, reading }: Query, edits: Edits): void {
  for (const index of reading.withs) {
    const end = code[index]?.end ?? 0
    if (text[end] !== ' ') edits.insert(end, ' ')
  }
  const seen = new Set(reading.withNames.filter(({ isPlain }) => isPlain).map(({ name }) => name.toLowerCase()))
  const missed = [...reading.withReferences].filter((name) => !seen.has(name))
  const [first] = reading.withs
  if (missed.length === 0 || first === undefined) return
  const strange = missed.find((name) => !/^[a-z_]\w*$/.test(name))
  if (strange !== undefined) {
    throw new ArcValidationError(
      `Arc does not find the name "${strange}" of a WITH; use ASCII letters, digits and _ in it`,
    )
  }
  // A WITH inside of a WITH that nobody uses: Arc's pattern sees the names, and to DuckDB they mean nothing.
  const at = code[code[first + 1]?.text === 'recursive' ? first + 1 : first]?.end ?? 0
  edits.insert(at, ` names_of_with AS (WITH ${missed.map((name) => `${name} AS (SELECT 1)`).join(', ')} SELECT 1),`)
}

/** Statements that name a measurement without FROM. */
export function statements({ text, code, reading }: Query, edits: Edits): void {
  code.forEach((token, index) => {
    if (token.text === 'table' && reading.measurementTokens.has(index + 1)) edits.replace(token, 'FROM')
  })
  const [first, second, third] = code
  const isOne = code.length === 2 || (code.length === 3 && third?.text === ';')
  if (!isOne || first === undefined || second === undefined || !/^(?:describe|desc|summarize|show)$/.test(first.text))
    return
  if (first.text === 'show' && /^(?:tables|databases|measurements|all|schemas)$/.test(second.text)) return
  const name = lowerName(text, second)
  if (name === undefined || name === 'select') return
  const verb = first.text === 'summarize' ? 'SUMMARIZE' : 'DESCRIBE'
  edits.replace({ start: first.start, end: second.start }, `${verb} SELECT * FROM `)
}

const QUOTED = new Set(['string', 'escape', 'prefixed', 'dollar', 'name'])

/** With a database header and no quotes, Arc takes the first "from " for the only FROM, and a function for a measurement. */
export function shortcut({ text, tokens, code, reading, database }: Query, edits: Edits): void {
  if (database === undefined || code.some(({ kind }) => QUOTED.has(kind))) return
  const commentsLeft = tokens.length - code.length - edits.list.filter(({ rule }) => rule === 'comments').length
  if (commentsLeft > 0) return
  // Whatever space stands behind it is a plain one when it is sent.
  const at = text.search(/from\W/i)
  if (at === -1) return
  const { measurements: found, selects } = reading
  const [only] = found
  const isRead = only && code[only.first - 1]?.start === at && found.length === 1 && selects === 1
  if (!isRead || only.select.sources !== 1) edits.insert(0, '/* */ ')
}
