/**
 * Two-line elements: entries of two or three fixed-width lines, with checksums; an entry that does not parse becomes a
 * warning (docs/wire-notes.md#tle).
 */
import type { ColumnBatch, ColumnData } from '../column-batch.ts'
import { parseGoFloat, parseGoInteger } from './go-numbers.ts'
import { GoPanic } from './msgpack-reader.ts'
import { decodeUtf8 } from './utf8.ts'

export interface TleFile {
  readonly entries: readonly TleEntry[]
  readonly warnings: readonly string[]
}

/** One satellite; the names are the columns it is stored in. */
export type TleEntry = ReturnType<typeof parseEntry>

const MAX_WARNINGS = 100

/** Parses a whole file. @throws GoPanic where the server's handler panics, on a first line shorter than its number. */
export function parseTle(body: Uint8Array): TleFile {
  const lines = decodeUtf8(body)
    .split('\n')
    .map((line) => line.replace(/[\r \t]+$/, ''))
    .filter((line) => line !== '')
  const entries: TleEntry[] = []
  const warnings: string[] = []
  let suppressed = 0
  for (let at = 0, number = 1; at < lines.length; number++) {
    const lineCount = lines[at]?.startsWith('1 ') ? 2 : 3
    if (at + lineCount > lines.length) break
    const [second = '', first = ''] = lines.slice(at, at + lineCount).reverse()
    const name = lineCount === 3 ? (lines[at] ?? '') : `NORAD ${noradOf(first)}`
    at += lineCount
    try {
      entries.push(parseEntry(name, first, second))
    } catch (error) {
      if (!(error instanceof TleError)) throw error
      if (warnings.length < MAX_WARNINGS) warnings.push(`entry ${number} (${trimSpaces(name)}): ${error.message}`)
      else suppressed++
    }
  }
  if (suppressed > 0) warnings.push(`... and ${suppressed} more warnings suppressed`)
  return { entries, warnings }
}

/** The entries as one batch; TLE columns have no nulls and no tags. */
export function tleBatch(entries: readonly TleEntry[]): ColumnBatch {
  const columns = new Map<string, ColumnData>()
  for (const name of Object.keys(entries[0] ?? {}) as (keyof TleEntry)[]) {
    if (name === 'time') continue
    const values = entries.map((entry) => entry[name])
    columns.set(
      name,
      typeof values[0] === 'string'
        ? { type: 'utf8', values: values.map(String) }
        : { type: 'float64', values: Float64Array.from(values, Number) },
    )
  }
  return { rows: entries.length, timeMicros: BigInt64Array.from(entries, ({ time }) => time), columns }
}

class TleError extends Error {}

function noradOf(line: string): string {
  if (line.length < 7) throw new GoPanic(`runtime error: slice bounds out of range [:7] with length ${line.length}`)
  return trimSpaces(line.slice(2, 7))
}

function parseEntry(name: string, first: string, second: string) {
  for (const [index, line] of [first, second].entries()) {
    if (line.length < 69) throw new TleError(`line ${index + 1} too short (${line.length} chars, need 69)`)
  }
  for (const [index, line] of [first, second].entries()) {
    if (!line.startsWith(`${index + 1}`)) throw new TleError(`line ${index + 1} does not start with '${index + 1}'`)
  }
  for (const [index, line] of [first, second].entries()) {
    if (!isChecksumRight(line)) throw new TleError(`line ${index + 1} checksum mismatch`)
  }
  const { time, ...element } = parseFirstLine(first)
  const orbit = parseSecondLine(second, element.norad_id)
  const derived = deriveOrbit(orbit.mean_motion_rev_day, orbit.eccentricity)
  return { time, object_name: trimSpaces(name), ...element, ...orbit, ...derived }
}

/** Fixed columns of line 1; positions count from 0. */
function parseFirstLine(line: string) {
  const year = integerAt(line, 18, 20, 'line 1: epoch year')
  const day = floatAt(line, 20, 32, 'line 1: epoch day')
  return {
    time: epochMicros(year, day),
    norad_id: trimSpaces(line.slice(2, 7)),
    classification: line.slice(7, 8),
    international_designator: trimSpaces(line.slice(9, 17)),
    mean_motion_dot: floatAt(line, 33, 43, 'line 1: mean motion dot'),
    mean_motion_ddot: exponentialAt(line, 44, 52, 'line 1: mean motion ddot'),
    bstar: exponentialAt(line, 53, 61, 'line 1: bstar'),
  }
}

function parseSecondLine(line: string, norad: string) {
  const second = trimSpaces(line.slice(2, 7))
  if (second !== norad) throw new TleError(`line 2: satellite number mismatch: line1=${norad} line2=${second}`)
  return {
    inclination_deg: floatAt(line, 8, 16, 'line 2: inclination'),
    raan_deg: floatAt(line, 17, 25, 'line 2: raan'),
    eccentricity: parseFloatField(`0.${trimSpaces(line.slice(26, 33))}`, 'line 2: eccentricity'),
    arg_perigee_deg: floatAt(line, 34, 42, 'line 2: arg perigee'),
    mean_anomaly_deg: floatAt(line, 43, 51, 'line 2: mean anomaly'),
    mean_motion_rev_day: floatAt(line, 52, 63, 'line 2: mean motion'),
    revolution_number: Number(parseGoInteger(trimSpaces(line.slice(63, 68))) ?? 0n),
  }
}

/** Standard gravitational parameter of the Earth, m³/s². */
const MU_EARTH = 3.986004418e14
const EARTH_RADIUS_KM = 6371

function deriveOrbit(revolutionsPerDay: number, eccentricity: number) {
  if (revolutionsPerDay <= 0) {
    return { semi_major_axis_km: 0, period_min: 0, perigee_km: 0, apogee_km: 0, orbit_type: '' }
  }
  const radiansPerSecond = (revolutionsPerDay * 2 * Math.PI) / 86_400
  const axis = cubeRoot(MU_EARTH / (radiansPerSecond * radiansPerSecond)) / 1000
  const perigee = axis * (1 - eccentricity) - EARTH_RADIUS_KM
  const apogee = axis * (1 + eccentricity) - EARTH_RADIUS_KM
  return {
    semi_major_axis_km: axis,
    period_min: 86_400 / revolutionsPerDay / 60,
    perigee_km: perigee,
    apogee_km: apogee,
    orbit_type: classifyOrbit(perigee, apogee, eccentricity),
  }
}

/** Computed the way Go's `math.Pow(x, 1.0/3.0)` does: the last digits differ from those of `Math.cbrt`. */
function cubeRoot(value: number): number {
  return Math.exp((1 / 3) * Math.log(value))
}

const GEOSTATIONARY_KM = 35_786

function classifyOrbit(perigee: number, apogee: number, eccentricity: number): string {
  if (perigee < 0) return 'SUB'
  if (eccentricity > 0.25 && apogee > GEOSTATIONARY_KM) return 'HEO'
  if (Math.abs((perigee + apogee) / 2 - GEOSTATIONARY_KM) < 200) return 'GEO'
  if (apogee < 2000) return 'LEO'
  return perigee >= 2000 && apogee <= GEOSTATIONARY_KM ? 'MEO' : 'HEO'
}

const HOUR_NANOS = 3_600_000_000_000

/** Years 57 to 99 are of the 20th century; day 1 is the first of January. */
function epochMicros(year: number, day: number): bigint {
  const start = Date.UTC(year >= 57 ? 1900 + year : 2000 + year, 0, 1)
  return BigInt(start) * 1_000n + BigInt(Math.trunc((day - 1) * 24 * HOUR_NANOS)) / 1_000n
}

/** Digits count their value and a minus counts one, modulo ten. */
function isChecksumRight(line: string): boolean {
  let sum = 0
  for (const character of line.slice(0, 68)) {
    if (character >= '0' && character <= '9') sum += Number(character)
    else if (character === '-') sum++
  }
  return String(sum % 10) === line[68]
}

function integerAt(line: string, start: number, end: number, field: string): number {
  const text = trimSpaces(line.slice(start, end))
  const value = parseGoInteger(text)
  if (value === undefined) throw new TleError(`${field}: strconv.Atoi: parsing "${text}": invalid syntax`)
  return Number(value)
}

function floatAt(line: string, start: number, end: number, field: string): number {
  return parseFloatField(trimSpaces(line.slice(start, end)), field)
}

function parseFloatField(text: string, field: string): number {
  const value = parseGoFloat(text)
  if (value === undefined) throw new TleError(`${field}: strconv.ParseFloat: parsing "${text}": invalid syntax`)
  return value
}

/** `-11606-4` is −0.11606e−4. */
function exponentialAt(line: string, start: number, end: number, field: string): number {
  const text = line.slice(start, end).trim()
  if (/^[0 +-]*$/.test(text)) return 0
  const parts = /^([+-]?)(.*)([+-][^+-]*)$/.exec(text)
  if (parts === null) throw new TleError(`${field}: no exponent in modified exponential "${text}"`)
  const [, sign, mantissaText = '', exponentText = ''] = parts
  if (mantissaText.trim() === '') return 0
  const mantissa = parseFloatField(`0.${mantissaText.trim()}`, `${field}: mantissa parse error in "${text}"`)
  const exponent = parseGoInteger(exponentText)
  if (exponent === undefined) {
    const reason = `strconv.ParseInt: parsing "${exponentText}": invalid syntax`
    throw new TleError(`${field}: exponent parse error in "${text}": ${reason}`)
  }
  return (sign === '-' ? -1 : 1) * mantissa * 10 ** Number(exponent)
}

function trimSpaces(text: string): string {
  return text.replace(/^ +| +$/g, '')
}
