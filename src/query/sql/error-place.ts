/** Where in the text that was written an error of DuckDB is. Loaded with the first such error. */
import { type Token, tokenize } from '../../base/sql-lexer.ts'

/** What stands for a measurement, which the excerpt may have cut at either end. */
const FILES = /^\.\.\.(?:(?!read_parquet\().)*?union_by_name=true\)|read_parquet\(.*?(?:union_by_name=true\)|$)/g

/** As much of a line as is shown before and behind the place. */
const SHOWN_CHARS = 50

/**
 * DuckDB shows a part of the text that Arc made of the one that was sent, with paths in place of names. The same place in the
 * text as it was written is found by its words.
 *
 * @param message All that the server said.
 * @returns A line of `text` and a mark below it, as DuckDB has it; `undefined` if it is not certain where.
 */
export function errorPlace(message: string, text: string): string | undefined {
  const [, label = '', shown = '', indent = ''] = /\n(LINE \d+: )(.*)\n( *)\^/.exec(message) ?? []
  const excerpt = wordsOf(shown.replace(FILES, (files) => ' '.repeat(files.length)))
  const at = excerpt.findIndex(({ start }) => start === indent.length - label.length)
  if (at === -1) return undefined
  const written = wordsOf(text)
  const scores = written.map((_, index) => likeness(excerpt, at, written, index))
  const best = Math.max(...scores, 0)
  const index = scores.indexOf(best)
  const place = written[index]
  if (best === 0 || place === undefined || scores.lastIndexOf(best) !== index) return undefined
  return excerptAt(text, place.start)
}

interface Word extends Token {
  readonly word: string
}

function wordsOf(text: string): Word[] {
  return tokenize(text).map((token) => ({ ...token, word: text.slice(token.start, token.end).toLowerCase() }))
}

/** How many words around two places are the same; 0 if those at the places are not. */
function likeness(a: readonly Word[], atA: number, b: readonly Word[], atB: number): number {
  let [forward, backward] = [0, 1]
  while (a[atA + forward] && a[atA + forward]?.word === b[atB + forward]?.word) forward++
  if (forward === 0) return 0
  while (a[atA - backward] && a[atA - backward]?.word === b[atB - backward]?.word) backward++
  return forward + backward - 1
}

function excerptAt(text: string, at: number): string {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1
  const lineEnd = text.indexOf('\n', at)
  const from = Math.max(lineStart, at - SHOWN_CHARS)
  const to = Math.min(lineEnd === -1 ? text.length : lineEnd, at + SHOWN_CHARS)
  const label = `LINE ${text.slice(0, lineStart).split('\n').length}: ${from > lineStart ? '…' : ''}`
  return `${label}${text.slice(from, to)}\n${' '.repeat(label.length + at - from)}^`
}
