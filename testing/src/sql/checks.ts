/** What the server refuses before DuckDB sees it (docs/wire-notes.md#sql-limits). A denylist over masked text, false alarms included. */
import { goPattern, maskFunctionFroms, maskLiterals, quotedNames, stripComments } from './mask.ts'

/** UTF-8 bytes, although the message says characters. */
const MAX_SQL_BYTES = 10_000

/** Database and measurement names. */
const NAME = /^[a-zA-Z_][a-zA-Z0-9_-]*$/
const MAX_NAME_LENGTH = 128

const FORBIDDEN = goPattern(
  new RegExp(
    [
      String.raw`\b(?:DROP\s+(?:TABLE|DATABASE|INDEX|VIEW)|DELETE\s+FROM|TRUNCATE\s+TABLE|ALTER\s+TABLE)\b`,
      String.raw`\b(?:CREATE\s+(?:TABLE|DATABASE|INDEX)|INSERT\s+INTO|UPDATE\s+\w+\s+SET)\b`,
      // Bare words: a column named like one of them has to be quoted.
      String.raw`\b(?:ATTACH|DETACH|COPY|PRAGMA|SET|RESET|LOAD|INSTALL|CALL)\b`,
      String.raw`\b(?:EXPORT|IMPORT)\s+DATABASE\b`,
      String.raw`\b(?:CREATE|DROP)\b[^;]*?\bSECRET\b`,
    ].join('|'),
    'i',
  ),
)

/** A call of a function that reads files. */
export const FILE_FUNCTIONS = goPattern(
  new RegExp(
    String.raw`\b(${[
      'read_parquet|parquet_scan|parquet_metadata|parquet_schema|parquet_file_metadata|parquet_kv_metadata',
      'parquet_bloom_probe|read_csv|read_csv_auto|sniff_csv|read_json|read_json_auto|read_json_objects',
      'read_json_objects_auto|read_ndjson|read_ndjson_auto|read_ndjson_objects|read_text|read_blob|read_xlsx|glob',
      'delta_scan|iceberg_scan|iceberg_metadata|iceberg_snapshots|arc_partition_agg',
    ].join('|')})\s*\(`,
    'i',
  ),
)

/** Words after which a comma no longer continues the list of tables. */
const TABLE_LIST_ENDS = /^(?:where|group|having|order|limit|offset|window|qualify|union|except|intersect|fetch|for)$/i

/** Why the server refuses a statement; undefined when it does not. */
export function checkSql(sql: string): string | undefined {
  if (sql.trim() === '') return 'SQL query is required'
  if (Buffer.byteLength(sql) > MAX_SQL_BYTES) return 'SQL query exceeds maximum length (10000 characters)'
  const masked = maskLiterals(sql.replaceAll('`', '"'))
  const plain = stripComments(masked.sql)
  if (plain.replace(/[ \t\n\r;]+$/, '').includes(';')) return 'Multiple SQL statements are not allowed'
  if (FORBIDDEN.test(plain)) return 'Dangerous SQL operation not allowed'
  // Quoted function names are function names, so here the quotes go instead of what is inside them.
  const unquoted = stripComments(maskLiterals(sql.replaceAll(/["`]/g, '')).sql)
  const fileFunction = FILE_FUNCTIONS.exec(unquoted)?.[1]
  if (fileFunction !== undefined) return `File I/O function not allowed in user SQL: ${fileFunction}()`
  if (placeholdersInTablePosition(unquoted).some((token) => token.startsWith('__STR_'))) {
    return 'String literal not allowed in table position (replacement scans are disabled); reference a table by name'
  }
  const names = quotedNames(masked.masks)
  for (const token of placeholdersInTablePosition(plain)) {
    const name = names.get(token) ?? token
    // An empty name passes here, and finds nothing afterwards.
    if (token.startsWith('__IDENT_') && name !== '' && checkName(name) !== undefined) {
      return `Quoted identifier in table position is not a valid database or measurement name (replacement scans are disabled): ${name}`
    }
  }
  return undefined
}

/** Why a database or measurement name is refused; undefined when it is not. */
export function checkName(name: string): string | undefined {
  if (name === '') return 'name cannot be empty'
  if (Buffer.byteLength(name) > MAX_NAME_LENGTH) return 'name too long (max 128 characters)'
  if (!NAME.test(name)) return 'name contains invalid characters (allowed: alphanumeric, underscore, hyphen)'
  return undefined
}

/** Whether some FROM or JOIN is followed by `a.b`; `IS DISTINCT FROM a.b` counts, as on the server. */
export function namesDatabase(sql: string): boolean {
  const plain = stripComments(maskFunctionFroms(maskLiterals(sql).sql).sql)
  return /(?<!\w)(?:from|join)[ \t\n\r]+\w+\.\w/i.test(plain)
}

/** A SHOW command the server answers itself. */
export type ShowCommand = { readonly show: 'databases' } | { readonly show: 'tables'; readonly database?: string }

const SHOW_DATABASES = goPattern(/^SHOW\s+DATABASES\s*;?$/i)
const SHOW_TABLES = goPattern(/^SHOW\s+(?:TABLES|MEASUREMENTS)(?:\s+FROM\s+["'`]?([\w.-]+)["'`]?)?\s*;?$/i)

/** Recognises `SHOW DATABASES` and `SHOW TABLES|MEASUREMENTS [FROM db]`; other SHOWs go to DuckDB. */
export function parseShow(sql: string): ShowCommand | undefined {
  const masked = maskLiterals(sql.replaceAll('`', '"'))
  const plain = masked.masks
    .reduce(
      (text, { placeholder, original }) => text.replaceAll(placeholder, () => original),
      stripComments(masked.sql),
    )
    .trim()
  if (SHOW_DATABASES.test(plain)) return { show: 'databases' }
  const tables = SHOW_TABLES.exec(plain)
  if (tables === null) return undefined
  return tables[1] === undefined ? { show: 'tables' } : { show: 'tables', database: tables[1] }
}

/** The placeholders that stand where a table is named: after FROM or JOIN, or after a comma of a table list. */
function placeholdersInTablePosition(plain: string): string[] {
  const found: string[] = []
  /** Per depth of parentheses, whether a FROM's table list is open. */
  const open = [false]
  let isTable = false
  const spaced = plain.replaceAll(/__(?:STR|IDENT)_\d+__/g, ' $& ')
  for (const [token] of spaced.matchAll(/__(?:STR|IDENT)_\d+__|[A-Za-z_]\w*|[(),]/g)) {
    if (token === '(') {
      open.push(false)
      isTable = false
    } else if (token === ')') {
      if (open.length > 1) open.pop()
      isTable = false
    } else if (token === ',') {
      isTable = open.at(-1) ?? false
    } else if (/^(?:from|join)$/i.test(token)) {
      open[open.length - 1] = true
      isTable = true
    } else {
      if (isTable && /^__(?:STR|IDENT)_\d+__$/.test(token)) found.push(token)
      if (TABLE_LIST_ENDS.test(token)) open[open.length - 1] = false
      isTable = false
    }
  }
  return found
}
