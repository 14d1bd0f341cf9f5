/**
 * Comparisons of columns with numbers. Arc's files say the smallest and largest value of a column without NaN, and DuckDB
 * trusts them: where they decide a comparison for all rows, it does so for those with NaN as well, in WHERE and in SELECT
 * (docs/wire-notes.md#sql-traps, v26.09.1). `least(c)` is `c` to it, of any type, but has no such bounds.
 */
import type { Token } from './sql-lexer.ts'

const COMPARISONS = new Set(['=', '==', '<>', '!=', '<', '<=', '>', '>='])
/** What binds closer than a comparison. */
const TIGHT = new Set([
  '.',
  '+',
  '-',
  '*',
  '/',
  '//',
  '%',
  '^',
  '**',
  '||',
  '::',
  '[',
  '(',
  '->',
  '->>',
  '&',
  '|',
  '<<',
  '>>',
])
/** Words that stand where a column does, or before a literal that is none. */
const NO_COLUMNS = new Set(
  'and or not end null true false is in like ilike between then else when case select from where on by having interval date timestamp any all some'.split(
    ' ',
  ),
)

const FRAMES = new Set(['rows', 'range', 'groups'])

/** The first and last token of each column that is compared with a number or a sub-query, where the result keeps its name. */
export function comparedColumns(code: readonly Token[], partner: Int32Array): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = []
  let allowed: readonly [number, number][] | undefined
  for (let index = 1; index < code.length; index++) {
    const { text } = code[index] as Token
    const isList = text === 'in' || text === 'between'
    if (!isList && !COMPARISONS.has(text)) continue
    const left = isList && code[index - 1]?.text === 'not' ? index - 2 : index - 1
    let [first, last]: [number | undefined, number | undefined] = [undefined, left]
    // ROWS BETWEEN 2 PRECEDING
    if (text === 'between' && FRAMES.has(code[left]?.text ?? '')) continue
    if (isNumeric(code, index + 1, isList)) first = columnBefore(code, left)
    else if (!isList && code[left]?.kind === 'number') [first, last] = [index + 1, columnAfter(code, index + 1)]
    if (first === undefined || last === undefined) continue
    allowed ??= allowedRegions(code, partner)
    if (allowed.some(([start, end]) => index > start && index < end)) found.push([first, last])
  }
  return found
}

/** A number, with a sign or in parentheses, or a sub-query; for IN a list that begins so. */
function isNumeric(code: readonly Token[], start: number, isList: boolean): boolean {
  let at = start
  while (code[at]?.text === '(' || code[at]?.text === '-' || code[at]?.text === '+') at++
  const isCast = code[at + 1]?.text === '::'
  return (code[at]?.kind === 'number' && !isCast) || (!isList && at > start && code[at]?.text === 'select')
}

function columnBefore(code: readonly Token[], last: number): number | undefined {
  let at = last
  if (!isName(code[at])) return undefined
  while (code[at - 1]?.text === '.' && isName(code[at - 2])) at -= 2
  const before = code[at - 1]?.text ?? ''
  // The name behind OVER is that of a window.
  return (TIGHT.has(before) && before !== '(') || before === 'over' ? undefined : at
}

function columnAfter(code: readonly Token[], first: number): number | undefined {
  let at = first
  if (!isName(code[at])) return undefined
  while (code[at + 1]?.text === '.' && isName(code[at + 2])) at += 2
  const after = code[at + 1]
  return TIGHT.has(after?.text ?? '') || after?.kind === 'string' ? undefined : at
}

function isName(token: Token | undefined): boolean {
  return token?.kind === 'name' || (token?.kind === 'word' && token.text !== 'time' && !NO_COLUMNS.has(token.text))
}

const CLAUSE_END = new Set(
  'where group having order limit offset window qualify union except intersect fetch ;'.split(' '),
)

/** WHERE, ON, HAVING and QUALIFY, and what has an alias in SELECT: without one, the text would be the column's name. */
function allowedRegions(code: readonly Token[], partner: Int32Array): [number, number][] {
  const regions: [number, number][] = []
  for (let index = 0; index < code.length; index++) {
    const { text, kind } = code[index] as Token
    if (kind !== 'word') continue
    const before = code[index - 1]?.text
    // In FILTER DuckDB decides row by row, and the text would be the column's name.
    if (before === 'distinct' || (before === '(' && code[index - 2]?.text === 'filter')) continue
    if (text === 'where' || text === 'on' || text === 'having' || text === 'qualify')
      regions.push([index, clauseEnd(code, partner, index + 1)])
    else if (text === 'select') regions.push(...aliasedItems(code, partner, index))
  }
  return regions
}

function clauseEnd(code: readonly Token[], partner: Int32Array, start: number): number {
  let at = start
  while (at < code.length && !CLAUSE_END.has(code[at]?.text ?? '') && !isCloser(code[at])) {
    const close = partner[at] ?? -1
    at = close > at ? close + 1 : at + 1
  }
  return at
}

// There is one in IS DISTINCT FROM.
const isFrom = (code: readonly Token[], at: number) =>
  code[at]?.text === 'from' && (code[at - 1]?.text !== 'distinct' || !/^(?:is|not)$/.test(code[at - 2]?.text ?? ''))

const isCloser = (token: Token | undefined) => token?.text === ')' || token?.text === ']' || token?.text === '}'

function aliasedItems(code: readonly Token[], partner: Int32Array, select: number): [number, number][] {
  const items: [number, number][] = []
  let start = select
  let at = select + 1
  for (; ; at++) {
    const text = code[at]?.text ?? ''
    const isOver = at >= code.length || CLAUSE_END.has(text) || isFrom(code, at) || isCloser(code[at])
    if (isOver || text === ',') {
      if (code[at - 2]?.text === 'as') items.push([start, at])
      start = at
      if (isOver) break
    }
    const close = partner[at] ?? -1
    if (close > at) at = close
  }
  // An expression of GROUP BY has to be that of SELECT.
  for (; at < code.length && !isCloser(code[at]); at++) {
    const text = code[at]?.text
    if (text === 'union' || text === 'except' || text === 'intersect') break
    if (text === 'group') {
      const end = clauseEnd(code, partner, at + 1)
      if (code.slice(at, end).some((token) => COMPARISONS.has(token.text) || token.text === 'case')) return []
      break
    }
    const close = partner[at] ?? -1
    if (close > at) at = close
  }
  return items
}
