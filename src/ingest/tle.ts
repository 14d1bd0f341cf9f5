/**
 * Two-line element sets. The server skips entries it cannot read without telling the client, so they are checked here (docs/wire-notes.md#imports).
 */

import { ArcValidationError } from '../errors.ts'
import type { ArcHttp } from '../transport/http.ts'
import { checkMeasurementName } from './names.ts'
import { describe } from './refusals.ts'
import { MAX_LINE_PROTOCOL_BYTES, sendAll, type WriteOptions, type WriteResult } from './send.ts'

const LINE_LENGTH = 69

/** Writes element sets; see `WriteNamespace.tle`. */
export async function writeTle(
  http: ArcHttp,
  input: unknown,
  measurement: unknown,
  target: WriteOptions,
): Promise<WriteResult> {
  if (measurement !== undefined) checkMeasurementName(measurement)
  const text = input instanceof Uint8Array ? new TextDecoder().decode(input) : input
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
    .map((line, i) => ({ text: line.trimEnd(), number: i + 1 }))
    .filter((line) => line.text !== '')
  let entries = 0
  for (let i = 0; i < lines.length; entries++) {
    const named = !lines[i]?.text.startsWith('1 ')
    if (named) i++
    checkLine(lines[i], '1', lines[i - 1]?.number)
    checkLine(lines[i + 1], '2', lines[i]?.number)
    i += 2
  }
  if (entries === 0) throw new ArcValidationError('the TLE text has no entry')
  return entries
}

function checkLine(
  line: { readonly text: string; readonly number: number } | undefined,
  first: '1' | '2',
  before = 0,
): void {
  if (line === undefined) {
    throw new ArcValidationError(`TLE: the entry ends after line ${before}, where its line ${first} has to follow`)
  }
  const { text, number } = line
  if (!text.startsWith(`${first} `))
    throw refuse(number, `should be line ${first} of an entry, and start with "${first} "`)
  if (text.length < LINE_LENGTH) throw refuse(number, `has ${text.length} characters of ${LINE_LENGTH}`)
  const sum = checksum(text)
  if (String(sum) !== text[LINE_LENGTH - 1])
    throw refuse(number, `has the checksum ${text[LINE_LENGTH - 1]}, and it should be ${sum}`)
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

function refuse(line: number, problem: string): ArcValidationError {
  return new ArcValidationError(`TLE, line ${line}: ${problem}; Arc would skip the entry`, { row: line - 1 })
}
