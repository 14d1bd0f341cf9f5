/**
 * Two-line element sets. The server skips entries it cannot read without telling the client, so they are checked here
 * (docs/wire-notes.md#imports).
 */

import { describe } from '../../base/describe.ts'
import { isBytes } from '../../base/kinds.ts'
import { ArcValidationError } from '../../errors.ts'
import type { ArcHttp } from '../../transport/http.ts'
import { checkMeasurementName } from '../names.ts'
import { MAX_LINE_PROTOCOL_BYTES, sendAll, type WriteResult, type WriteTarget } from '../send.ts'

const LINE_LENGTH = 69

/** Writes element sets; see `WriteNamespace.tle`. */
export async function writeTle(
  http: ArcHttp,
  input: unknown,
  measurement: unknown,
  target: WriteTarget,
): Promise<WriteResult> {
  if (measurement !== undefined) checkMeasurementName(measurement)
  const text = isBytes(input) ? new TextDecoder().decode(input) : input
  if (typeof text !== 'string') throw new ArcValidationError(`${describe(input)} is not TLE; give its text or bytes`)
  const rows = checkTle(text)
  const body = new TextEncoder().encode(text)
  if (body.length > MAX_LINE_PROTOCOL_BYTES) {
    throw new ArcValidationError(
      `the TLE text has ${body.length} bytes; Arc takes at most 100 MB at once, so give it in parts`,
    )
  }
  const headers = measurement === undefined ? undefined : { 'x-arc-measurement': measurement }
  return await sendAll(http, 'write.tle', [{ path: '/api/v1/write/tle', body, rows, headers }], target)
}

/**
 * The number of entries in a TLE text, each of two lines or of a name and two lines.
 *
 * @throws ArcValidationError that names the line Arc would skip its entry for.
 */
export function checkTle(text: string): number {
  const lines = text
    .split('\n')
    // What the server trims, and no more: a line that is blank to only one side would shift all entries after it.
    .map((line, i) => ({ text: line.replace(/[\r\t ]+$/, ''), number: i + 1 }))
    .filter((line) => line.text !== '')
  let entries = 0
  for (let i = 0; i < lines.length; entries++) {
    const named = !lines[i]?.text.startsWith('1 ')
    if (named) i++
    const first = checkLine(lines[i], '1', FIRST_LINE, lines[i - 1]?.number)
    const second = checkLine(lines[i + 1], '2', SECOND_LINE, lines[i]?.number)
    if (satellite(first) !== satellite(second)) {
      throw lineError(
        second.number,
        `is of satellite ${satellite(second)}, and the line before it of ${satellite(first)}`,
      )
    }
    i += 2
  }
  if (entries === 0) throw new ArcValidationError('the TLE text has no entry')
  return entries
}

interface Line {
  readonly text: string
  readonly number: number
}

/** A field that the server parses: its name, its columns (from 0, end exclusive) and its form without the spaces around it. */
type Field = readonly [name: string, from: number, to: number, form: RegExp]

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)$/
/** Digits behind an implied "0.", and a power of ten. */
const MODIFIED_EXPONENTIAL = /^([+-]?\s*\d*[+-]\d+|[+-]?0*)$/

const FIRST_LINE: readonly Field[] = [
  ['epoch year', 18, 20, /^[+-]?\d+$/],
  ['epoch day', 20, 32, DECIMAL],
  ['first derivative of the mean motion', 33, 43, DECIMAL],
  ['second derivative of the mean motion', 44, 52, MODIFIED_EXPONENTIAL],
  ['drag term', 53, 61, MODIFIED_EXPONENTIAL],
]
const SECOND_LINE: readonly Field[] = [
  ['inclination', 8, 16, DECIMAL],
  ['right ascension of the ascending node', 17, 25, DECIMAL],
  ['eccentricity', 26, 33, /^\d*$/],
  ['argument of perigee', 34, 42, DECIMAL],
  ['mean anomaly', 43, 51, DECIMAL],
  ['mean motion', 52, 63, DECIMAL],
]

function checkLine(line: Line | undefined, first: '1' | '2', fields: readonly Field[], before = 0): Line {
  if (line === undefined) {
    throw new ArcValidationError(`TLE: the entry ends after line ${before}, where its line ${first} has to follow`)
  }
  const { text, number } = line
  if (!text.startsWith(`${first} `))
    throw lineError(number, `should be line ${first} of an entry, and start with "${first} "`)
  if (text.length < LINE_LENGTH) throw lineError(number, `has ${text.length} characters of ${LINE_LENGTH}`)
  // The server counts bytes.
  if (/[^ -~]/.test(text.slice(0, LINE_LENGTH))) throw lineError(number, 'has a character that is not printable ASCII')
  const sum = checksum(text)
  if (String(sum) !== text[LINE_LENGTH - 1])
    throw lineError(number, `has the checksum ${text[LINE_LENGTH - 1]}, and it should be ${sum}`)
  for (const [name, from, to, form] of fields) {
    const field = text.slice(from, to)
    if (!form.test(field.trim())) {
      throw lineError(number, `has ${describe(field)} in columns ${from + 1} to ${to}, where the ${name} belongs`)
    }
  }
  return line
}

/** The catalogue number, which both lines of an entry have. */
function satellite({ text }: Line): string {
  return text.slice(2, 7).trim()
}

/** Digits count as themselves, minus signs as one. */
function checksum(line: string): number {
  let sum = 0
  for (const character of line.slice(0, LINE_LENGTH - 1)) {
    if (character >= '0' && character <= '9') sum += Number(character)
    else if (character === '-') sum += 1
  }
  return sum % 10
}

function lineError(line: number, problem: string): ArcValidationError {
  return new ArcValidationError(`TLE, line ${line}: ${problem}; Arc would skip the entry or misread it`, {
    row: line - 1,
  })
}
