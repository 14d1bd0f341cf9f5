/** What the server rewrites to be faster, and what then no longer means the same (docs/wire-notes.md#sql-traps). */

import { goPattern } from './mask.ts'

/** All of them, in the server's order. */
export function speedUp(sql: string): string {
  return moveEmptyChecks(rewriteTime(rewriteDomains(sql)))
}

/**
 * `regexp_replace` and `regexp_extract` that look as if they cut the domain out of a URL become string functions, which
 * treat any text as a URL.
 */
function rewriteDomains(sql: string): string {
  const rewrite = (call: string, column: string, pattern: string) => {
    const isDomain = /https/i.test(pattern) && /\[\^\\?\/\]/.test(pattern)
    return isDomain ? domainOf(column) : call
  }
  return sql
    .replaceAll(goPattern(/REGEXP_REPLACE\s*\(\s*(\w+)\s*,\s*'([^']+)'\s*,\s*'\\\\?1'\s*\)/gi), rewrite)
    .replaceAll(goPattern(/REGEXP_EXTRACT\s*\(\s*(\w+)\s*,\s*'([^']+)'\s*,\s*1\s*\)/gi), rewrite)
}

function domainOf(column: string): string {
  const cases = ['https://www.', 'http://www.', 'https://', 'http://'].map(
    (prefix) => `WHEN ${column} LIKE '${prefix}%' THEN split_part(substr(${column}, ${prefix.length + 1}), '/', 1)`,
  )
  return `CASE ${cases.join(' ')} ELSE split_part(${column}, '/', 1) END`
}

/** `AND col <> ''` behind a LIKE moves to the front of the WHERE, without parentheses: an OR in between changes sides. */
function moveEmptyChecks(sql: string): string {
  if (!/like/i.test(sql) || !/where/i.test(sql)) return sql
  return sql
    .replaceAll(goPattern(/(WHERE\s+)(\w+\s+(?:NOT\s+)?LIKE\s+'[^']+')(\s+AND\s+)(\w+\s*<>\s*'')/gi), '$1$4$3$2')
    .replaceAll(
      goPattern(/(WHERE\s+)(.*?)(\s+AND\s+)(\w+\s*<>\s*'')(\s*(?:GROUP|ORDER|LIMIT|$))/gi),
      (match: string, where: string, middle: string, and: string, check: string, rest: string) =>
        middle.trim() !== '' && /like/i.test(middle) ? where + check + and + middle + rest : match,
    )
}

/** `time_bucket` and `date_trunc` over a plain column, as arithmetic on whole seconds, which rounds. */
export function rewriteTime(sql: string): string {
  const units = 'seconds?|minutes?|hours?|days?|weeks?|months?'
  const withOrigin = goPattern(
    new RegExp(
      String.raw`\btime_bucket\s*\(\s*(?:INTERVAL\s*)?'(\d+)\s*(${units})'\s*,\s*([^,]+)\s*,\s*(?:TIMESTAMP\s*)?'([^']+)'\s*\)`,
      'gi',
    ),
  )
  const plain = goPattern(
    new RegExp(String.raw`\btime_bucket\s*\(\s*(?:INTERVAL\s*)?'(\d+)\s*(${units})'\s*,\s*([^,)]+)\)`, 'gi'),
  )
  return sql
    .replaceAll(withOrigin, (call: string, amount: string, unit: string, column: string, origin: string) => {
      const seconds = Number(amount) * secondsOf(unit)
      const start = originSeconds(origin)
      if (seconds === 0 || start === undefined || column.includes('(')) return call
      return `to_timestamp(${start} + ((epoch(${column.trim()})::BIGINT - ${start}) // ${seconds}) * ${seconds})`
    })
    .replaceAll(plain, (call: string, amount: string, unit: string, column: string) =>
      truncated(call, Number(amount) * secondsOf(unit), column),
    )
    .replaceAll(
      goPattern(/\bdate_trunc\s*\(\s*'(second|minute|hour|day|week|month)'\s*,\s*([^)]+)\)/gi),
      (call: string, unit: string, column: string) => truncated(call, secondsOf(unit), column),
    )
}

function truncated(call: string, seconds: number, column: string): string {
  // A column with a parenthesis may have been cut by the pattern: such a call stays as it is.
  if (seconds === 0 || column.includes('(')) return call
  return `to_timestamp((epoch(${column.trim()})::BIGINT // ${seconds}) * ${seconds})`
}

/** 0 for months, whose length varies, and for plurals that end in a capital S, which the server does not know. */
function secondsOf(unit: string): number {
  const seconds: Record<string, number> = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 }
  return seconds[unit.replace(/s$/, '').toLowerCase()] ?? 0
}

function originSeconds(origin: string): number | undefined {
  const [, date, time = '00:00:00'] = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2}(?:\.\d+)?)Z?)?$/.exec(origin) ?? []
  if (date === undefined) return undefined
  const milliseconds = Date.parse(`${date}T${time}Z`)
  return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1000)
}
