/** Instants in every form, and that the server, guessing as it does, reads what was given. */
import { decode } from '@msgpack/msgpack'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ArcValidationError, type Columns, type TimeUnit } from '../../../src/index.ts'
import { recordingClient } from './recording.ts'

const MICROS = 1_700_000_000_123_456n

/** What the server would store, in microseconds and in row order of the tag `row`: its guess by element 0, written down once more (docs/wire-notes.md#time-units). */
async function stored(time: Columns['time'], rows: number, timeUnit: TimeUnit = 'auto'): Promise<bigint[]> {
  const { arc, requests } = recordingClient()
  const row = BigInt64Array.from({ length: rows }, (_, i) => BigInt(i))
  await arc.write.columns('m', time === undefined ? { row } : { time, row }, { timeUnit })
  const instants = new Map<bigint, bigint>()
  for (const { path, body } of requests) {
    expect(path).toBe('/api/v1/write/msgpack')
    const { columns } = decode(body, { useBigInt64: true }) as { columns: { time: number[]; row: bigint[] } }
    const scale = scaleOf(BigInt(columns.time[0] ?? 0))
    columns.time.forEach((value, i) => {
      instants.set(BigInt(columns.row[i] as bigint), scale(BigInt(value)))
    })
  }
  return Array.from({ length: rows }, (_, i) => instants.get(BigInt(i)) ?? -1n)
}

/** Whether the instants are stored as they are, or refused where no row can stand first and seconds do not do. */
async function expectStored(given: Columns['time'], expected: readonly bigint[], unit?: TimeUnit): Promise<void> {
  const broken = expected.findIndex((micros) => micros % 1_000_000n !== 0n)
  const result = stored(given, expected.length, unit)
  if (broken < 0 || expected.some((micros) => micros >= 10n ** 13n)) expect(await result).toEqual(expected)
  else await expect(result).rejects.toMatchObject({ message: expect.stringMatching(/Arc would misread/), row: broken })
}

function scaleOf(first: bigint): (value: bigint) => bigint {
  if (first < 1e10) return (value) => value * 1_000_000n
  if (first < 1e13) return (value) => value * 1_000n
  if (first < 1e16) return (value) => value
  return (value) => value / 1_000n
}

describe('every form of one instant', () => {
  const forms: [string, NonNullable<Columns['time']>, bigint][] = [
    ['Date', [new Date(1_700_000_000_123)], 1_700_000_000_123_000n],
    ['seconds', [1_700_000_000], 1_700_000_000_000_000n],
    ['fractions of seconds', [1_700_000_000.123456], MICROS],
    ['milliseconds', [1_700_000_000_123], 1_700_000_000_123_000n],
    ['fractions of milliseconds', [1_700_000_000_123.456], MICROS],
    ['microseconds', [1_700_000_000_123_456], MICROS],
    ['nanoseconds as a number, to the nearest microsecond', [1_700_000_000_123_456_000], MICROS],
    ['bigint nanoseconds, cut off toward the past', [1_700_000_000_123_456_999n], MICROS],
    ['bigint microseconds', [MICROS], MICROS],
    ['BigInt64Array of nanoseconds', BigInt64Array.of(1_700_000_000_123_456_999n), MICROS],
    ['BigUint64Array of microseconds', BigUint64Array.of(MICROS), MICROS],
    ['Float64Array of milliseconds', Float64Array.of(1_700_000_000_123.456), MICROS],
    ['Uint32Array of seconds', Uint32Array.of(1_700_000_000), 1_700_000_000_000_000n],
    [
      'masked, nothing missing',
      { values: Float64Array.of(1_700_000_000), validity: Uint8Array.of(1) },
      1_700_000_000_000_000n,
    ],
    ['RFC 3339 with nanoseconds', ['2023-11-14T22:13:20.123456789Z'], MICROS],
    ['RFC 3339 with an offset', ['2023-11-15T03:43:20.123456+05:30'], MICROS],
    ['RFC 3339 as SQL writes it', ['2023-11-14 22:13:20Z'], 1_700_000_000_000_000n],
    ['Temporal.Instant', [{ epochNanoseconds: 1_700_000_000_123_456_789n }], MICROS],
    ['before 1970, cut off toward the past', [{ epochNanoseconds: -1n }, new Date(1_700_000_000_000)], -1n],
  ]
  test.each(forms)('%s', async (_name, time, expected) => {
    const rows = 'length' in time ? time.length : 1
    expect((await stored(time, rows))[0]).toBe(expected)
  })
})

test('without time, all rows get the current time', async () => {
  const before = BigInt(Date.now()) * 1000n
  const [first = 0n, second] = await stored(undefined, 2)
  expect(first).toBeGreaterThanOrEqual(before)
  expect(first).toBeLessThanOrEqual(BigInt(Date.now()) * 1000n)
  expect(second).toBe(first)
})

describe('what is on the wire when element 0 would be misread', () => {
  test('another row moves to the front, with all its cells', async () => {
    const { arc, requests } = recordingClient()
    await arc.write.columns('m', {
      time: [new Date(0), new Date(1), new Date('2024-01-01')],
      v: [1.5, 2.5, 3.5],
      s: ['a', null, 'ccc'],
    })
    expect(decode(requests[0]?.body ?? [])).toEqual({
      m: 'm',
      columns: { time: [1_704_067_200_000_000, 0, 1000], v: [3.5, 1.5, 2.5], s: ['ccc', 'a', null] },
    })
  })

  test('whole seconds go out as seconds', async () => {
    const { arc, requests } = recordingClient()
    await arc.write.columns('m', { time: [new Date('1900-01-01'), new Date(5000)], v: [1, 2] })
    expect(decode(requests[0]?.body ?? [])).toMatchObject({ columns: { time: [-2_208_988_800, 5] } })
  })

  test('anything else is refused, by the row that is to blame', async () => {
    const { arc, requests } = recordingClient()
    const early = [new Date(-1000), new Date(1), new Date('1970-04-26T17:46:39.999Z')]
    await expect(arc.write.columns('m', { time: early, v: [1, 2, 3] })).rejects.toMatchObject({
      message:
        'm.time, row 1: Arc would misread 1970-01-01T00:00:00.001000Z, since every row of the request lies before 1970-04-26T17:46:40Z; ' +
        'write it together with a row from after that, without a fraction of a second, or as line protocol, whose precision Arc does not guess',
      measurement: 'm',
      column: 'time',
      row: 1,
    })
    const rows = early.map((time, v) => ({ time, v }))
    await expect(arc.write.rows('m', rows)).rejects.toMatchObject({ row: 1 })
    expect(requests).toEqual([])
    await arc.write.columns('m', { time: [...early, new Date('1970-04-26T17:46:40Z')], v: [1, 2, 3, 4] })
    expect(requests).toHaveLength(1)

    const { arc: later } = recordingClient()
    await expect(later.write.rows('m', rows.values(), { maxRows: 1 })).rejects.toMatchObject({
      message: expect.stringMatching(/^m\.time, row 1: .* \(rows accepted before: 1; send only/),
    })
  })

  test('the way out: the same instants as line protocol', async () => {
    const { arc, requests } = recordingClient()
    await arc.write.lineProtocol('m v=1 -1', { precision: 'us' })
    expect(requests[0]?.path).toBe('/api/v1/write/line-protocol?precision=us')
  })
})

describe('refusals name the row and the way out', () => {
  const refused: [string, NonNullable<Columns['time']>, RegExp, number | undefined][] = [
    [
      'another window',
      [1_700_000_000_000, 1_700_000_000],
      /m\.time, row 1: 1700000000 looks like seconds, .* milliseconds; set timeUnit/,
      1,
    ],
    ['a fake timestamp first', [1000, 1_700_000_000_000], /row 1: .* looks like milliseconds/, 1],
    ['null', [new Date(), null as never], /row 1: is null/, 1],
    ['NaN', [Number.NaN], /row 0: is NaN/, 0],
    ['NaN in a typed array', Float64Array.of(1_700_000_000, Number.NaN), /row 1: is NaN/, 1],
    ['an invalid Date', [new Date(Number.NaN)], /row 0: is an invalid Date/, 0],
    ['a hole', new Array(1) as never, /row 0: is undefined/, 0],
    ['a mask', { values: Float64Array.of(1, 2), validity: [true, false] }, /row 1: is null/, 1],
    ['a text without a zone', ['2024-01-01T00:00:00'], /row 0: .*RFC 3339 with a zone/, 0],
    [
      'masked values of the wrong kind',
      { values: { values: [1, 2] } } as never,
      /values of the wrong kind: an object/,
      undefined,
    ],
    ['a leap second', ['2016-12-31T23:59:60Z'], /not an instant that exists/, 0],
    ['a day that does not exist', ['2023-02-29T00:00:00Z'], /RFC 3339/, 0],
    ['a thirteenth month', ['2026-13-31T00:00:00Z'], /"2026-13-31T00:00:00Z" is not an instant that exists/, 0],
    ['a month before the first', [new Date(), '2024-00-01T00:00:00Z'], /not an instant that exists/, 1],
    [
      'a sentinel',
      [new Date(), new Date('9999-12-31')],
      /row 1: a Date is not between 1684-07-28 and 2255-06-05, .*; for "never"/,
      1,
    ],
    ['the first microsecond beyond', ['2255-06-05T23:47:34.740992Z'], /row 0: "2255-.*" is not between/, 0],
    ['the last before', ['1684-07-28T00:12:25.259008Z'], /row 0: "1684-.*" is not between/, 0],
    ['the last Date', [new Date(8.64e15)], /row 0: a Date is not between/, 0],
    ['a Temporal beyond', [{ epochNanoseconds: 2n ** 53n * 1000n }], /row 0: an object is not between/, 0],
    ['a number beyond', [1e300], /row 0: 1e\+300 is not between 1684-07-28 and .*; check the timeUnit$/, 0],
    ['a bigint beyond', [2n ** 80n], /row 0: 1208925819614629174706176n is not between .*; check the timeUnit$/, 0],
    ['a 64-bit integer beyond', BigInt64Array.of(-(2n ** 62n)), /row 0: -4611686018427387904n is not between/, 0],
    ['an object', [{} as never], /an object is not an instant/, 0],
    ['a hollow Date', [new Date(), Object.create(Date.prototype) as Date], /row 1: an object is not an instant/, 1],
    ['a boolean', [true as never], /true is not an instant/, 0],
    ['a string for a column', 'now' as never, /m\.time is "now"; give an array/, undefined],
  ]
  test.each(refused)('%s', async (_name, time, message, row) => {
    const { arc, requests } = recordingClient()
    const rows = typeof time === 'object' && 'length' in time ? time.length : 2
    const error = await arc.write.columns('m', { time, v: Array(rows).fill(1) }).catch((reason) => reason)
    expect(error).toBeInstanceOf(ArcValidationError)
    expect(error.message).toMatch(message)
    const { measurement, column, row: refused } = error as ArcValidationError
    expect({ measurement, column, row: refused }).toEqual({ measurement: 'm', column: 'time', row })
    expect(requests).toEqual([])
  })

  test('a hollow Date in a row', async () => {
    const { arc } = recordingClient()
    const rows = [{ time: Object.create(Date.prototype) as Date, v: 1 }]
    await expect(arc.write.rows('m', rows)).rejects.toThrow(/^m\.time, row 0: an object is not an instant/)
  })

  test('a unit that is none', async () => {
    const { arc } = recordingClient()
    await expect(arc.write.columns('m', { v: [1] }, { timeUnit: 'm' as never })).rejects.toThrow(
      /^timeUnit is "m"; give "auto", "s", "ms", "us" or "ns"$/,
    )
  })
})

describe('property: any instants in any unit are stored as given', () => {
  // What a float64 holds exactly; dense around the edges of the server's windows and of that range.
  const last = 2n ** 53n - 1n
  const micros = fc.oneof(
    fc.bigInt({ min: -last, max: last }),
    fc.bigInt({ min: 1_600_000_000_000_000n, max: 1_800_000_000_000_000n }),
    fc
      .tuple(fc.constantFrom(0n, 10n ** 13n, 9n * 10n ** 15n, last - 3n, 3n - last), fc.bigInt({ min: -3n, max: 3n }))
      .map(([edge, step]) => edge + step),
  )
  const perUnit = { s: 1_000_000n, ms: 1000n, us: 1n } as const

  test.each(['s', 'ms', 'us', 'ns'] as const)('bigints in %s', async (unit) => {
    await fc.assert(
      fc.asyncProperty(fc.array(micros, { minLength: 1, maxLength: 12 }), async (instants) => {
        const given = instants.map((at) => (unit === 'ns' ? at * 1000n : at / perUnit[unit]))
        const expected = given.map((value) => (unit === 'ns' ? value / 1000n : value * perUnit[unit]))
        await expectStored(given, expected, unit)
        await expectStored(BigInt64Array.from(given), expected, unit)
      }),
      { numRuns: 150 },
    )
  })

  test('numbers of whole seconds, milliseconds and microseconds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(micros, { minLength: 1, maxLength: 12 }),
        fc.constantFrom('s', 'ms', 'us'),
        async (instants, unit) => {
          const given = instants.map((at) => Number(at / perUnit[unit])).filter(Number.isSafeInteger)
          fc.pre(given.length > 0)
          const expected = given.map((value) => BigInt(value) * perUnit[unit])
          await expectStored(given, expected, unit)
          await expectStored(Float64Array.from(given), expected, unit)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('numbers of nanoseconds go to the nearest microsecond, the largest too', async () => {
    for (const value of [1.7e18 + 768, 2 ** 62, 9.00719925474e18]) {
      expect(await stored([value], 1, 'ns')).toEqual([(BigInt(value) + 500n) / 1000n])
    }
  })

  test('dates and strings, mixed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.date({ min: new Date('1684-07-29'), max: new Date('2255-06-05'), noInvalidDate: true }), {
          minLength: 1,
          maxLength: 12,
        }),
        async (dates) => {
          const given = dates.map((date, i) =>
            i % 2 === 0 || date.toISOString().length > 24 ? date : date.toISOString(),
          )
          const expected = dates.map((date) => BigInt(date.getTime()) * 1000n)
          await expectStored(given, expected)
        },
      ),
      { numRuns: 150 },
    )
  })

  test('auto reads 64-bit integers by the windows of the server, at their edges too', async () => {
    const edges = [
      [9_007_199_254n, 1_000_000n],
      [10_000_000_000n, 1000n],
      [9_007_199_254_740n, 1000n],
      [10_000_000_000_000n, 1n],
      [2n ** 53n - 1n, 1n],
    ] as const
    for (const [value, factor] of edges) {
      expect(await stored([value], 1)).toEqual([value * factor])
      expect(await stored(BigInt64Array.of(value), 1)).toEqual([value * factor])
    }
    expect(await stored([10n ** 16n], 1)).toEqual([10n ** 13n])
    await expect(stored([9_999_999_999n], 1)).rejects.toThrow(/row 0: 9999999999n is not between/)
    const { arc } = recordingClient()
    for (const time of [BigInt64Array.of(10n ** 16n, 10n ** 16n - 1n), [10n ** 16n, 10n ** 16n - 1n]]) {
      await expect(arc.write.columns('m', { time, v: [1, 2] })).rejects.toThrow(/row 1: .* looks like microseconds/)
    }
  })

  test('auto reads numbers by the windows of the server', async () => {
    const windows = [
      [fc.integer({ min: -9_000_000_000, max: 9_007_199_254 }), 1_000_000n],
      [fc.integer({ min: 10_000_000_000, max: 9_007_199_254_740 }), 1000n],
      [fc.integer({ min: 10_000_000_000_000, max: 2 ** 53 - 1 }), 1n],
    ] as const
    for (const [window, factor] of windows) {
      await fc.assert(
        fc.asyncProperty(fc.array(window, { minLength: 1, maxLength: 8 }), async (given) => {
          // A row of the same window that the server reads right, so that no batch is refused.
          const anchored = [...given, Number(1_700_000_000_000_000n / factor)]
          expect(await stored(anchored, anchored.length)).toEqual(anchored.map((value) => BigInt(value) * factor))
        }),
        { numRuns: 60 },
      )
    }
  })
})
