/** Numbers in text as Go's `strconv` reads them, which differs from JavaScript at every edge. */
import { INT64_MAX, INT64_MIN } from './go-values.ts'

const UINT64_MAX = 2n ** 64n - 1n

/** Base ten with an optional sign (`ParseInt`, `ParseUint`); undefined when it is no integer or does not fit. */
export function parseGoInteger(text: string, kind: 'signed' | 'unsigned' = 'signed'): bigint | undefined {
  if (!(kind === 'signed' ? /^[+-]?[0-9]+$/ : /^[0-9]+$/).test(text)) return undefined
  const value = BigInt(text.replace(/^\+/, ''))
  if (kind === 'unsigned') return value <= UINT64_MAX ? value : undefined
  return value >= INT64_MIN && value <= INT64_MAX ? value : undefined
}

/**
 * `ParseFloat`: also `nan`, `inf`, `1_000` and hexadecimal with an exponent. Undefined when it is no number, and when
 * it is one past float64.
 */
export function parseGoFloat(text: string): number | undefined {
  if (/^[+-]?(?:inf|infinity)$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  if (/^nan$/i.test(text)) return Number.NaN
  const value = DECIMAL.test(text) ? Number(text.replaceAll('_', '')) : parseHexFloat(text)
  return value === undefined || !Number.isFinite(value) ? undefined : value
}

const DECIMAL = /^[+-]?(?:[0-9](?:_?[0-9])*\.?(?:[0-9](?:_?[0-9])*)?|\.[0-9](?:_?[0-9])*)(?:e[+-]?[0-9](?:_?[0-9])*)?$/i
const HEXADECIMAL = /^([+-]?)0x(_?[0-9a-f](?:_?[0-9a-f])*)?\.?([0-9a-f](?:_?[0-9a-f])*)?p([+-]?[0-9](?:_?[0-9])*)$/i

/** `0x1.8p3`; the exponent, a power of two, is required. */
function parseHexFloat(text: string): number | undefined {
  const parts = HEXADECIMAL.exec(text)
  if (parts === null) return undefined
  const [sign, whole, fraction, exponent] = parts.slice(1).map((part) => (part ?? '').replaceAll('_', ''))
  if (`${whole}${fraction}` === '') return undefined
  const scale = Number(exponent) - 4 * (fraction ?? '').length
  const magnitude = Number(`0x${whole}${fraction}`) * 2 ** scale
  return sign === '-' ? -magnitude : magnitude
}
