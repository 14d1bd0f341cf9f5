import { describe, expect, it } from 'vitest'
import { parseExpiry, parseGoDuration } from '../src/durations.ts'
import { parseRfc3339, rfc3339, rfc3339Nano } from '../src/timestamps.ts'
import { floatToMicros, integerToMicros } from '../src/write/import-time.ts'

const HOUR = 3_600_000_000_000n

describe('Go durations', () => {
  it.each([
    ['24h', 24n * HOUR],
    ['1h30m', (3n * HOUR) / 2n],
    ['1.5h', (3n * HOUR) / 2n],
    ['.5h', HOUR / 2n],
    ['-5s', -5_000_000_000n],
    ['+1h', HOUR],
    ['1µs2ns', 1_002n],
    ['0', 0n],
  ])('reads %s', (text, nanos) => {
    expect(parseGoDuration(text)).toBe(nanos)
  })

  it.each(['', '5', '1d', '1h ', 'h', '1.h.', '2562048h'])('refuses %j', (text) => {
    expect(parseGoDuration(text)).toBeUndefined()
  })

  it('takes whole days where a token expires', () => {
    expect(parseExpiry('7d')).toBe(7n * 24n * HOUR)
    expect(parseExpiry('-3d')).toBe(-3n * 24n * HOUR)
    expect(parseExpiry('1.5d')).toBeUndefined()
    expect(parseExpiry('d')).toBeUndefined()
  })
})

describe('RFC 3339', () => {
  it.each([
    ['2026-08-22T10:00:00Z', '2026-08-22T10:00:00Z'],
    ['2026-08-22T10:00:00.123456789Z', '2026-08-22T10:00:00.123456789Z'],
    ['2026-08-22T10:00:00.5+02:00', '2026-08-22T08:00:00.5Z'],
    ['2026-08-22T10:00:00,25-01:30', '2026-08-22T11:30:00.25Z'],
    ['1969-12-31T23:59:59.9Z', '1969-12-31T23:59:59.9Z'],
  ])('reads %s', (text, utc) => {
    expect(rfc3339Nano(parseRfc3339(text) ?? 0n)).toBe(utc)
  })

  it.each([
    '2026-08-22T10:00:00',
    '2026-08-22',
    '2026-02-30T00:00:00Z',
    '2026-08-22t10:00:00z',
    '2026-08-22 10:00:00Z',
  ])('refuses %s', (text) => expect(parseRfc3339(text)).toBeUndefined())

  it('cuts to whole seconds downwards', () => {
    expect(rfc3339(-1n)).toBe('1969-12-31T23:59:59Z')
    expect(rfc3339(1_999_999_999n)).toBe('1970-01-01T00:00:01Z')
  })
})

it.each([
  [1_787_392_800_000_000_000n, '58610-03-23T16:00:00Z'],
  [BigInt.asIntN(64, 1_787_392_800_000_000_000n * 1_000_000n), '-139585-09-15T11:23:16.16768Z'],
  [-62_198_755_200_000_000n, '-0001-01-01T00:00:00Z'],
])('instants of far years have as many digits as in Go: %s', (micros, text) => {
  expect(rfc3339Nano(micros * 1_000n)).toBe(text)
})

it('with a time_format that does not exist, floats in a Parquet file are microseconds, and integers guessed', () => {
  expect(floatToMicros(1_787_392_800, 'iso8601')).toBe(1_787_392_800n)
  expect(integerToMicros(1_787_392_800n, 'iso8601')).toBe(1_787_392_800_000_000n)
  expect(floatToMicros(1_787_392_800, '')).toBe(1_787_392_800_000_000n)
})
