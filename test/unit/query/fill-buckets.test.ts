/** Buckets without gaps: where they begin is compared with DuckDB's own time_bucket, in zones whose days are not all of 24 hours. */
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { ArcUsageError, fillBuckets } from '../../../src/index.ts'

const T0 = new Date('2026-08-22T10:00:00Z')
const at = (minutes: number) => new Date(T0.getTime() + minutes * 60_000)
const range = { time: 'bucket', every: '10 minutes', from: T0, to: at(40) } as const

describe('one series', () => {
  it('has a row for every bucket', () => {
    const rows = [
      { bucket: at(0), usage: 1 },
      { bucket: at(20), usage: 3 },
    ]
    const filled = fillBuckets(rows, range)
    expect(filled).toEqual([
      { bucket: at(0), usage: 1 },
      { bucket: at(10), usage: null },
      { bucket: at(20), usage: 3 },
      { bucket: at(30), usage: null },
    ])
    expectTypeOf(filled).toEqualTypeOf<{ bucket: Date; usage: number | null }[]>()
  })

  it.each<[string, Parameters<typeof fillBuckets>[1]['fill'], unknown[]]>([
    ['with a value of its own', { usage: 0 } as never, [0, 1, 0, 0]],
    ['with the previous value, where there is one', 'previous', [null, 1, 1, 1]],
  ])('is filled %s', (_, fill, usages) => {
    const filled = fillBuckets([{ bucket: at(10), usage: 1 }], { ...range, fill })
    expect(filled.map(({ usage }) => usage)).toEqual(usages)
  })

  it('without any row, as of a measurement that does not exist, is all buckets', () => {
    const none: { bucket: Date; n: number }[] = []
    expect(fillBuckets(none, { ...range, fill: { n: 0 } })).toEqual(
      [0, 10, 20, 30].map((minutes) => ({ bucket: at(minutes), n: 0 })),
    )
  })

  it.each<[string, (date: Date) => string | number | bigint]>([
    ['text', (date) => date.toISOString().replace('.000Z', 'Z')],
    ['milliseconds', (date) => date.getTime()],
    ['microseconds', (date) => BigInt(date.getTime()) * 1000n],
  ])('keeps times that are %s', (_, write) => {
    const filled = fillBuckets([{ bucket: write(at(10)), n: 1 }], { ...range, from: write(at(3)), to: write(at(30)) })
    expect(filled.map(({ bucket }) => bucket)).toEqual([write(at(0)), write(at(10)), write(at(20))])
  })

  it('keeps dates', () => {
    const days = { time: 'day', every: '1 day', from: '2026-02-27', to: '2026-03-02' } as const
    expect(fillBuckets([{ day: '2026-03-01', n: 1 }], days).map(({ day }) => day)).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
    ])
  })
})

it('several series are filled each, in the order of their first rows', () => {
  const rows = [
    { bucket: at(10), host: 'b', core: 1, usage: 1 },
    { bucket: at(0), host: 'a', core: 1, usage: 2 },
    { bucket: at(0), host: 'a', core: 2, usage: 3 },
  ]
  const filled = fillBuckets(rows, { ...range, to: at(20), by: ['host', 'core'] })
  expect(filled.map(({ bucket, host, core, usage }) => [bucket, host, core, usage])).toEqual([
    [at(0), 'b', 1, null],
    [at(10), 'b', 1, 1],
    [at(0), 'a', 1, 2],
    [at(10), 'a', 1, null],
    [at(0), 'a', 2, 3],
    [at(10), 'a', 2, null],
  ])
  expect(fillBuckets([] as typeof rows, { ...range, by: 'host' })).toEqual([])
  const keys = [1, '1', null, 'null', new Date(0), new Date(1)].map((key) => ({ bucket: at(0), key }))
  expect(fillBuckets(keys, { ...range, to: at(10), by: 'key' })).toEqual(keys)
})

describe('what is wrong is said', () => {
  const rows = [{ bucket: at(0), host: 'a', n: 1 }]
  it.each<[string, object[], object, RegExp]>([
    [
      'a row between two buckets',
      [{ bucket: at(5) }],
      {},
      /row 0 is at 2026-08-22T10:05:00.000Z, where no bucket of 10 min/,
    ],
    ['a row outside of the range', [{ bucket: at(60) }], {}, /where no bucket .* begins between "from" and "to"/],
    ['two rows of a bucket', [...rows, { ...rows[0], host: 'b' }], {}, /row 1 is the second in the bucket .*"by"/],
    ['a row without a time', [{ bucket: null }], {}, /row 0: bucket is null; give a Date/],
    ['a width that is none', rows, { every: 'often' }, /every is "often"; give a width/],
    ['a width below milliseconds', rows, { every: '5 microseconds' }, /give a width from milliseconds/],
    ['a zone that is none', rows, { timeZone: 'Mars/Base' }, /timeZone is "Mars\/Base"; give an IANA zone/],
    ['a range that is none', rows, { to: T0 }, /"to" is not after "from"/],
    ['far too many buckets', rows, { every: '1 millisecond', to: at(1e6) }, /more than 10000000/],
    ['an unknown option', rows, { tz: 'UTC' }, /Unknown option "tz"/],
  ])('%s', (_, given, options, message) => {
    const call = () => fillBuckets(given as typeof rows, { ...range, ...options } as never)
    expect(call).toThrow(ArcUsageError)
    expect(call).toThrow(message)
  })
})

describe('buckets begin where DuckDB has them begin', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run("SET TimeZone = 'UTC'")

  it.each([
    ['UTC', '2026-10-20', '2026-11-05'],
    ['Europe/Berlin', '2026-10-20', '2026-11-05'],
    ['Europe/Berlin', '2026-03-20', '2026-04-05'],
    ['America/Santiago', '2026-09-01', '2026-09-12'],
    ['Asia/Kolkata', '2026-10-20', '2026-11-05'],
    ['Australia/Lord_Howe', '2026-03-30', '2026-04-12'],
  ])('in %s from %s to %s', async (timeZone, from, to) => {
    const widths = [
      '15 minutes',
      '1 hour',
      '6 hours',
      '7 hours',
      '1 day',
      '3 days',
      '1 week',
      '1 month',
      '5 months',
      '1 year',
    ]
    for (const every of widths) {
      const reader = await connection.runAndReadAll(
        `SELECT DISTINCT epoch_ms(time_bucket(INTERVAL '${every}', t, '${timeZone}'))::DOUBLE AS bucket
         FROM generate_series(TIMESTAMPTZ '${from}', TIMESTAMPTZ '${to}' - INTERVAL 1 minute, INTERVAL 15 minutes) AS g(t) ORDER BY 1`,
      )
      const expected = reader.getRowObjects().map(({ bucket }) => Number(bucket))
      const none: { bucket: number }[] = []
      const options = { time: 'bucket', every, from: Date.parse(from), to: Date.parse(to), timeZone } as const
      expect(
        fillBuckets(none, options).map(({ bucket }) => bucket),
        every,
      ).toEqual(expected)
    }
  })
})
