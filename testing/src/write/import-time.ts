/** Times in imported files (docs/wire-notes.md#imports). */
import { parseRfc3339 } from '../timestamps.ts'
import { parseGoFloat, parseGoInteger } from './go-numbers.ts'
import { floatToInt64, INT64_MAX, INT64_MIN } from './go-values.ts'

/** A time that does not parse; the server answers 400 with `failed to parse time column "…": ` and this text. */
export class ImportTimeError extends Error {}

/** Microseconds since 1970 for each text. @throws ImportTimeError that names the row, counting from 1 */
export function parseTimeColumn(texts: readonly string[], format: string): BigInt64Array {
  return BigInt64Array.from(texts, (raw, index) => {
    const text = raw.trim()
    if (text === '') throw new ImportTimeError(`empty value in time column at row ${index + 1}`)
    try {
      return parseTime(text, format)
    } catch (error) {
      if (!(error instanceof ImportTimeError)) throw error
      throw new ImportTimeError(`row ${index + 1}: ${error.message}`)
    }
  })
}

/** An instant in the unit that `format` names; without a format a number's unit is guessed by its magnitude. */
export function parseTime(text: string, format: string): bigint {
  if (format !== '' && !isEpochFormat(format)) {
    const wanted = 'want epoch_s|epoch_ms|epoch_us|epoch_ns or empty for auto'
    throw new ImportTimeError(`unsupported time_format ${JSON.stringify(format)} (${wanted})`)
  }
  const integer = text.includes('.') ? undefined : parseGoInteger(text)
  if (integer !== undefined) return integerToMicros(integer, format)
  const float = parseGoFloat(text)
  if (float !== undefined && Number.isFinite(float)) return floatToMicros(float, format)
  if (format === '') return parseTimestamp(text)
  const reason =
    float === undefined ? `strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax` : 'NaN or Inf'
  throw new ImportTimeError(`invalid epoch value ${JSON.stringify(text)}: ${reason}`)
}

const MICROS_PER = { epoch_s: 1_000_000, epoch_ms: 1_000, epoch_us: 1, epoch_ns: 0.001 } as const
type EpochFormat = keyof typeof MICROS_PER

function isEpochFormat(format: string): format is EpochFormat {
  return Object.hasOwn(MICROS_PER, format)
}

/** Microseconds of an integer in the unit of `format`, or in the guessed one. */
export function integerToMicros(value: bigint, format: string): bigint {
  const unit = isEpochFormat(format) ? format : guessUnit(Number(value < 0n ? -value : value))
  if (unit === 'epoch_ns') return value / 1_000n
  return BigInt.asIntN(64, value * BigInt(MICROS_PER[unit]))
}

/** Microseconds of a number with a fraction. For a Parquet file no format is refused, and one that does not exist is µs. */
export function floatToMicros(value: number, format: string): bigint {
  const named = isEpochFormat(format) ? format : 'epoch_us'
  const unit = format === '' ? guessUnit(Math.abs(value)) : named
  return floatToInt64(unit === 'epoch_ns' ? value / 1_000 : value * MICROS_PER[unit])
}

/** Unlike in MessagePack the magnitude counts, so that old times are read right, and each row for itself. */
function guessUnit(magnitude: number): EpochFormat {
  if (magnitude < 1e10) return 'epoch_s'
  if (magnitude < 1e13) return 'epoch_ms'
  return magnitude < 1e16 ? 'epoch_us' : 'epoch_ns'
}

/** RFC 3339, or without a zone `YYYY-MM-DD[ T]HH:MM:SS[.f]` and `YYYY-MM-DD`, which are UTC. */
function parseTimestamp(text: string): bigint {
  const local = /^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?)?$/.test(text)
  const nanos = parseRfc3339(local ? `${text.length === 10 ? `${text}T00:00:00` : text.replace(' ', 'T')}Z` : text)
  if (nanos !== undefined) return floorToMicros(nanos)
  throw new ImportTimeError(
    `unrecognized timestamp ${JSON.stringify(text)} (supported: RFC3339, 'YYYY-MM-DD[ T]HH:MM:SS[.fff]', 'YYYY-MM-DD', or set time_format)`,
  )
}

function floorToMicros(nanos: bigint): bigint {
  const micros = (nanos - (((nanos % 1_000n) + 1_000n) % 1_000n)) / 1_000n
  return micros < INT64_MIN || micros > INT64_MAX ? BigInt.asIntN(64, micros) : micros
}
