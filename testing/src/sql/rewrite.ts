/**
 * Turns a client's SQL into what DuckDB runs: `FROM cpu` becomes `FROM read_parquet('<root>/default/cpu/…')`. It is textual, in
 * the server's order and with its traps (docs/wire-notes.md#sql-traps):
 * no alias is added, a comma join is not rewritten before 26.09.3, a CTE `AS MATERIALIZED` is taken for a table.
 */

import { quoteLiteral } from '../parquet-files.ts'
import { checkName } from './checks.ts'
import { commaTables } from './comma-tables.ts'
import {
  callsFromFunction,
  goPattern,
  maskFunctionFroms,
  maskLiterals,
  quotedNames,
  stripComments,
  unmaskLiterals,
} from './mask.ts'
import { prunedPaths } from './pruning.ts'
import { rewriteTime, speedUp } from './speedups.ts'

const JOIN = String.raw`\b((?:(?:LEFT|RIGHT|FULL|INNER|OUTER|CROSS|NATURAL|SEMI|ANTI|ASOF|POSITIONAL)\s+)*(?:LATERAL\s+)?JOIN\s+(?:LATERAL\s+)?)`
const FROM_DB_TABLE = goPattern(/\b(FROM\s+)([a-zA-Z0-9_]+)\.([a-zA-Z0-9_]+)\b/gi)
const FROM_TABLE = goPattern(/\b(FROM\s+)([a-zA-Z_][a-zA-Z0-9_]*)\b/gi)
const JOIN_DB_TABLE = goPattern(new RegExp(String.raw`${JOIN}([a-zA-Z0-9_]+)\.([a-zA-Z0-9_]+)\b`, 'gi'))
const JOIN_TABLE = goPattern(new RegExp(String.raw`${JOIN}([a-zA-Z_][a-zA-Z0-9_]*)\b`, 'gi'))
const CTE_NAME = goPattern(
  /\bWITH\s+(?:RECURSIVE\s+)?(\w+)(?:\s*\([^)]*\))?\s+AS\s*\(|,\s*(\w+)(?:\s*\([^)]*\))?\s+AS\s*\(/gi,
)

/** Unqualified names that start like this are left to DuckDB. */
const NOT_A_MEASUREMENT = /^(?:read_parquet|information_schema|pg_|duckdb_)/i

/** Where an invalid quoted name ends up: no such directory can exist, so nothing is found. */
const INVALID_NAME = '.arc-invalid-quoted-identifier'

/** What names resolve against. */
export interface RewriteInput {
  readonly root: string
  /** The `x-arc-database` header; empty without one. */
  readonly headerDatabase: string
  /** Whether it reads the measurements behind commas, and those that a line break stands before. */
  readonly readsAllTables: boolean
}

/** The SQL to run. */
export function rewriteSql(sql: string, context: RewriteInput): string {
  if (/read_parquet/i.test(sql) || !/from|join/i.test(sql)) return sql
  if (context.headerDatabase !== '' && isPlainSingleTable(sql, context.readsAllTables))
    return rewriteFirstFrom(rewriteTime(sql), context)
  return rewriteTables(speedUp(sql), sql, context)
}

/** The server's short cut for a header database, taken when nothing in the text looks complicated. */
function isPlainSingleTable(sql: string, readsAllTables: boolean): boolean {
  const lower = sql.toLowerCase()
  if (readsAllTables && (/\s(?:join|with)\s/.test(` ${lower}`) || commaTables(sql).length > 0)) return false
  if (lower.split('from ').length !== 2 || lower.includes(' join ') || /from [ \t\n]*\(/.test(lower)) return false
  return !lower.includes('with ') && !/['"$]|--|\/\*/.test(sql) && !callsFromFunction(sql)
}

/** The short cut: whatever word follows the first FROM is a measurement, a table function included. */
function rewriteFirstFrom(sql: string, context: RewriteInput): string {
  const at = sql.toLowerCase().indexOf('from ')
  const name = /^from [ \t\n]*(\w*)/i.exec(sql.slice(at))
  if (name === null || name[1] === undefined || name[1] === '' || NOT_A_MEASUREMENT.test(name[1])) return sql
  const table = readParquet(context, context.headerDatabase, name[1], sql)
  return `${sql.slice(0, at)}FROM ${table}${sql.slice(at + name[0].length)}`
}

function rewriteTables(sql: string, originalSql: string, context: RewriteInput): string {
  const literals = maskLiterals(sql)
  const froms = maskFunctionFroms(literals.sql)
  let text = stripComments(froms.sql)
  // With a header the server looks for names only behind `WITH` and a space, and takes the others for measurements.
  const mark = context.readsAllTables ? /with\s/i : /with /i
  const ctes = context.headerDatabase === '' || mark.test(text) ? cteNames(text) : new Set<string>()
  const quoted = quotedNames(literals.masks)
  const resolve = (token: string) => {
    const name = quoted.get(token)
    if (name === undefined) return token
    return checkName(name) === undefined ? name : INVALID_NAME
  }
  // FROM comes out in capitals, a join as its author wrote it.
  const keyword = (prefix: string) => (/^from/i.test(prefix) ? 'FROM' : prefix.trim().replaceAll(/\s+/g, ' '))
  const qualified = (_match: string, prefix: string, database: string, table: string) =>
    `${keyword(prefix)} ${readParquet(context, resolve(database), resolve(table), originalSql)}`
  const unqualified = (match: string, prefix: string, token: string, at: number, whole: string) => {
    const name = resolve(token)
    const isMeasurement =
      !ctes.has(token.toLowerCase()) &&
      !ctes.has(name.toLowerCase()) &&
      !NOT_A_MEASUREMENT.test(name) &&
      !/^[ \t]*[.(]/.test(whole.slice(at + match.length))
    if (!isMeasurement) return match
    return `${keyword(prefix)} ${readParquet(context, context.headerDatabase || 'default', name, originalSql)}`
  }
  if (context.readsAllTables) text = rewriteCommaTables(text, qualified, unqualified)
  if (context.headerDatabase === '')
    text = text.replaceAll(FROM_DB_TABLE, qualified).replaceAll(JOIN_DB_TABLE, qualified)
  text = text.replaceAll(FROM_TABLE, unqualified).replaceAll(JOIN_TABLE, unqualified)
  return unmaskLiterals(unmaskLiterals(text, froms.masks), literals.masks)
}

/** The measurements behind commas, last first, so that places stay what they are. */
function rewriteCommaTables(
  text: string,
  qualified: (match: string, prefix: string, database: string, table: string) => string,
  unqualified: (match: string, prefix: string, token: string, at: number, whole: string) => string,
): string {
  return commaTables(text).reduceRight((rewritten, { at, name }) => {
    const [first = '', table] = name.split('.')
    const read = table === undefined ? unqualified(name, '', first, at, text) : qualified(name, '', first, table)
    return rewritten.slice(0, at) + read.trimStart() + rewritten.slice(at + name.length)
  }, text)
}

/** Lower case. Only `name AS (` is recognised, so `AS MATERIALIZED (` makes the name a measurement. */
function cteNames(sql: string): ReadonlySet<string> {
  return new Set([...sql.matchAll(CTE_NAME)].map(([, first, later]) => (first ?? later ?? '').toLowerCase()))
}

function readParquet({ root }: RewriteInput, database: string, measurement: string, originalSql: string): string {
  const paths = prunedPaths(root, database, measurement, originalSql).map(quoteLiteral)
  const list = paths.length === 1 ? (paths[0] ?? '') : `[${paths.join(', ')}]`
  return `read_parquet(${list}, union_by_name=true)`
}
