/** Instants and intervals as SQL has them. */
import { stringValue, type Token } from '../../base/sql-lexer.ts'

const INSTANT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(\.\d+)?)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/

export function parseInstant(text: string): { readonly value: number; readonly hasZone: boolean } | undefined {
  const [, date, minute = '00:00', second = '00', fraction = '', zone] = INSTANT.exec(text.trim()) ?? []
  if (date === undefined) return undefined
  const millis = Date.parse(`${date}T${minute}:${second}Z`)
  if (Number.isNaN(millis)) return undefined
  const offset = zone === undefined || zone === 'Z' ? 0 : offsetSeconds(zone)
  const value = millis * 1000 - offset * 1e6 + Math.floor(Number(`0${fraction || '.0'}`) * 1e6)
  return { value, hasZone: zone !== undefined }
}

function offsetSeconds(zone: string): number {
  const digits = zone.slice(1).replace(':', '')
  const seconds = Number(digits.slice(0, 2)) * 3_600 + Number(digits.slice(2) || 0) * 60
  return zone.startsWith('-') ? -seconds : seconds
}

const UNITS = new Map<string, readonly [number, number]>(
  Object.entries({
    second: [1, 1],
    minute: [60, 60],
    hour: [3_600, 3_600],
    // A day has 23 to 25 hours where clocks change.
    day: [82_800, 90_000],
    week: [601_200, 608_400],
    month: [28 * 86_400 - 3_600, 31 * 86_400 + 3_600],
    year: [365 * 86_400 - 3_600, 366 * 86_400 + 3_600],
  }),
)
const UNIT_NAMES = new Map<string, string>(
  Object.entries({
    s: 'second',
    sec: 'second',
    m: 'minute',
    min: 'minute',
    h: 'hour',
    d: 'day',
    w: 'week',
    mon: 'month',
    y: 'year',
  }),
)

/** `INTERVAL '1 hour'`, `INTERVAL 1 HOUR` or `INTERVAL '1' HOUR`, in seconds. */
export function readInterval(
  text: string,
  code: readonly Token[],
  start: number,
): { readonly least: number; readonly most: number; readonly isSeen: boolean; readonly next: number } | undefined {
  const amount = code[start + 1]
  if (code[start]?.text !== 'interval' || amount === undefined) return undefined
  const isText = amount.kind === 'string'
  const source = isText ? (stringValue(text, amount) ?? '') : text.slice(amount.start, amount.end)
  const unitToken = code[start + 2]?.text ?? ''
  const hasUnit = UNITS.has(singular(unitToken))
  const [, digits, written = ''] = /^\s*(\d{1,9})\s*([a-z]*)\s*$/i.exec(source) ?? []
  const unit = singular(hasUnit ? unitToken : written.toLowerCase())
  const size = UNITS.get(UNIT_NAMES.get(unit) ?? unit)
  if (digits === undefined || size === undefined || (hasUnit && written !== '')) return undefined
  const count = Number(digits)
  const isSeen = isText && !hasUnit && (unit === 'second' || unit === 'minute' || unit === 'hour')
  return { least: count * size[0], most: count * size[1], isSeen, next: hasUnit ? start + 3 : start + 2 }
}

const singular = (unit: string) => unit.replace(/s$/, '') || unit
