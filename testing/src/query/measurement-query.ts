/** `GET /api/v1/query/:measurement`: SQL assembled from query parameters (docs/wire-notes.md#measurement-query). */
import type { TestRequest } from '../route.ts'
import { checkName, checkSql } from '../sql/checks.ts'
import { goPattern } from '../sql/mask.ts'
import type { QueryFailure } from './execute.ts'

const ORDER_BY = goPattern(
  /^[a-zA-Z_][a-zA-Z0-9_]*(?:\s+(?:ASC|DESC))?(?:,\s*[a-zA-Z_][a-zA-Z0-9_]*(?:\s+(?:ASC|DESC))?)*$/i,
)

/** Looked for anywhere in the upper-cased clause, inside names and literals too. */
const FORBIDDEN_IN_WHERE = [
  ...[';', '--', '/*', '*/', 'DROP', 'DELETE', 'INSERT', 'UPDATE'],
  ...['TRUNCATE', 'ALTER', 'CREATE', 'EXEC', 'EXECUTE', 'UNION'],
]

/** The statement, or why there is none. */
export function measurementSql({ params, query }: TestRequest): { readonly sql: string } | QueryFailure {
  const measurement = params.measurement ?? ''
  const database = query.get('database') || 'default'
  const limit = goInteger(query.get('limit') || '100')
  const offset = goInteger(query.get('offset') || '0')
  const orderBy = query.get('order_by') || 'time DESC'
  const where = query.get('where') ?? ''
  const badDatabase = checkName(database)
  if (badDatabase !== undefined) return refused(`Invalid database name: ${badDatabase}`)
  const badMeasurement = checkName(measurement)
  if (badMeasurement !== undefined) return refused(`Invalid measurement name: ${badMeasurement}`)
  if (limit === undefined || limit < 0 || limit > 1_000_000) {
    return refused('Invalid limit: must be a positive integer up to 1000000')
  }
  if (offset === undefined || offset < 0) return refused('Invalid offset: must be a non-negative integer')
  if (orderBy.length > 256) return refused('Invalid order_by: order_by too long (max 256 characters)')
  if (!ORDER_BY.test(orderBy)) return refused('Invalid order_by: order_by contains invalid characters or format')
  const badWhere = checkWhere(where)
  if (badWhere !== undefined) return refused(`Invalid where clause: ${badWhere}`)
  const filter = where === '' ? '' : ` WHERE ${where}`
  const sql = `SELECT * FROM ${database}.${measurement}${filter} ORDER BY ${orderBy} LIMIT ${limit} OFFSET ${offset}`
  const refusal = checkSql(sql)
  return refusal === undefined ? { sql } : refused(`Invalid query: ${refusal}`)
}

function checkWhere(where: string): string | undefined {
  if (Buffer.byteLength(where) > 4096) return 'where clause too long (max 4096 characters)'
  const forbidden = FORBIDDEN_IN_WHERE.find((pattern) => where.toUpperCase().includes(pattern))
  if (forbidden !== undefined) return `where clause contains forbidden pattern: ${forbidden}`
  const count = (character: string) => where.split(character).length - 1
  if (count("'") % 2 !== 0) return 'where clause has unmatched single quotes'
  if (count('"') % 2 !== 0) return 'where clause has unmatched double quotes'
  return count('(') === count(')') ? undefined : 'where clause has unmatched parentheses'
}

function goInteger(text: string): number | undefined {
  return /^[+-]?\d+$/.test(text) ? Number(text) : undefined
}

function refused(error: string): QueryFailure {
  return { status: 400, error }
}
