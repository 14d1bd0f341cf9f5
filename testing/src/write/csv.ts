/**
 * CSV as the server reads it: Go's `encoding/csv` with lazy quotes and records of any length, so nothing is malformed
 * (docs/wire-notes.md#imports).
 */

/** The records of a file; empty lines are none. */
export function* readCsv(text: string, delimiter: string): Generator<string[]> {
  let position = 0
  while (position < text.length) {
    const line = lineAt(text, position)
    if (isEmptyLine(line)) {
      position += line.length
      continue
    }
    const [record, end] = readRecord(text, position, delimiter)
    yield record
    position = end
  }
}

/** The line with its newline. */
function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start)
  return end < 0 ? text.slice(start) : text.slice(start, end + 1)
}

function isEmptyLine(line: string): boolean {
  return line === '\n' || line === '\r\n'
}

function readRecord(text: string, start: number, delimiter: string): [record: string[], end: number] {
  const record: string[] = []
  let position = start
  for (;;) {
    const [field, end] =
      text[position] === '"' ? readQuoted(text, position + 1, delimiter) : readBare(text, position, delimiter)
    record.push(field)
    if (text.startsWith(delimiter, end)) {
      position = end + delimiter.length
      continue
    }
    return [record, end + newlineLength(text, end)]
  }
}

/** Up to the next delimiter or the end of the line; quotes inside are text. */
function readBare(text: string, start: number, delimiter: string): [field: string, end: number] {
  const lineEnd = endOfLine(text, start)
  const found = text.indexOf(delimiter, start)
  const end = found < 0 || found > lineEnd ? lineEnd : found
  return [text.slice(start, end), end]
}

/** Two quotes are one; a quote that neither a delimiter nor the end of the line follows is text. */
function readQuoted(text: string, start: number, delimiter: string): [field: string, end: number] {
  let field = ''
  let position = start
  for (;;) {
    const quote = text.indexOf('"', position)
    if (quote < 0) return [normalizeNewlines(field + text.slice(position)), text.length]
    field += text.slice(position, quote)
    position = quote + 1
    if (text.startsWith('"', position)) {
      field += '"'
      position += 1
    } else if (text.startsWith(delimiter, position) || position === endOfLine(text, position)) {
      return [normalizeNewlines(field), position]
    } else {
      field += '"'
    }
  }
}

/** Where the text of the line ends: before `\n`, `\r\n` or the end of the file, where a lone `\r` goes too. */
function endOfLine(text: string, start: number): number {
  const newline = text.indexOf('\n', start)
  const end = newline < 0 ? text.length : newline
  return end > start && text[end - 1] === '\r' ? end - 1 : end
}

function newlineLength(text: string, position: number): number {
  const newline = text.indexOf('\n', position)
  return (newline < 0 ? text.length : newline + 1) - position
}

function normalizeNewlines(text: string): string {
  return text.replaceAll('\r\n', '\n')
}
