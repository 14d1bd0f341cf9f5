/** Batches that are gathered, taken, read back and split: what the buffered writer stands on. */
import { decode } from '@msgpack/msgpack'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ArcValidationError } from '../../../src/index.ts'
import type { EncodedBatch } from '../../../src/ingest/encoding/batch.ts'
import { rowsOfBatch, splitBatch } from '../../../src/ingest/encoding/batch-reader.ts'
import { BatchBuilder } from '../../../src/ingest/encoding/builder.ts'
import { type MeasurementSchema, resolveMeasurement } from '../../../src/ingest/measurement.ts'
import { decodeBoth } from './recording.ts'
import { readWire } from './wire.ts'

const T0 = 1_700_000_000_000

function builderOf(schema?: MeasurementSchema): BatchBuilder {
  return new BatchBuilder(resolveMeasurement('cpu', schema))
}

function columnsOf(batch: EncodedBatch) {
  return decodeBoth(batch.body).columns
}

describe('a refused row leaves no trace', () => {
  test('cells, nulls, new columns, types and the unit of time', () => {
    const builder = builderOf()
    builder.appendRow({ time: new Date(T0), a: 1 })
    builder.appendRow({ time: new Date(T0 + 1), b: 'x' })
    const before = { rows: builder.rows, bytes: builder.bytes }
    expect(() => builder.appendRow({ time: T0, a: 2, b: 'y', c: 1, d: {} })).toThrow(ArcValidationError)
    expect(() => builder.appendRow({ c: 'now a string', time: Number.NaN })).toThrow(ArcValidationError)
    expect(() => builder.appendColumns({ time: [T0, T0 + 1], a: [1, 2], n: [1n, 2n ** 64n] })).toThrow(/cpu\.n, row 1/)
    expect(() => builder.appendColumns({ a: [1, 'x'] })).toThrow(/cpu\.a, row 1/)
    expect({ rows: builder.rows, bytes: builder.bytes }).toEqual(before)
    // `c` has no type yet, nor has `time` a unit: seconds are as welcome as milliseconds were.
    builder.appendRow({ time: 1_700_000_000, c: true, d: 'd' })
    expect(columnsOf(builder.take())).toEqual({
      time: [T0 * 1000, T0 * 1000 + 1000, T0 * 1000],
      a: [1, null, null],
      b: [null, 'x', null],
      c: [null, null, true],
      d: [null, null, 'd'],
    })
  })

  test('property: refused rows between good ones change nothing', () => {
    const good = fc.record(
      { f: fc.double(), s: fc.string(), i: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }) },
      { requiredKeys: [] },
    )
    const bad = fc.constantFrom(
      { f: 1, z: {} },
      { s: 'x', i: 2n ** 63n },
      { new: 1, time: 'never' },
      { f: 'x' },
      { '': 1 },
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(good, fc.array(bad, { maxLength: 2 })), { minLength: 1, maxLength: 12 }),
        (steps) => {
          const [clean, disturbed] = [builderOf({ f: 'float64' }), builderOf({ f: 'float64' })]
          for (const [i, [row, refusals]] of steps.entries()) {
            for (const refused of refusals) expect(() => disturbed.appendRow(refused)).toThrow(ArcValidationError)
            for (const builder of [clean, disturbed]) builder.appendRow({ time: new Date(T0 + i), ...row })
          }
          expect(disturbed.bytes).toBe(clean.bytes)
          expect(disturbed.take().body).toEqual(clean.take().body)
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('the schema outlives the batch', () => {
  test('types hold, order holds, and columns without a value are left out', () => {
    const builder = builderOf()
    builder.appendRow({ time: T0, a: 1, b: 'x' })
    builder.take()
    expect(() => builder.appendRow({ a: 'x' })).toThrow(/cpu\.a, row 0: "x" is a string, and the column is float64/)
    expect(() => builder.appendRow({ time: 1_700_000_000, a: 1 })).toThrow(/looks like seconds/)
    builder.appendRow({ b: 'y', time: T0 })
    expect(columnsOf(builder.take())).toEqual({ time: [T0 * 1000], b: ['y'] })
    builder.appendColumns({ time: [T0], b: [null], a: [7] })
    expect(columnsOf(builder.take())).toEqual({ time: [T0 * 1000], a: [7] })
  })

  test('rows and columns mix in one batch', () => {
    const builder = builderOf({ n: 'int64' })
    builder.appendRow({ time: T0, s: 'a' })
    builder.appendColumns({ time: [T0 + 1, T0 + 2], n: [1, null], f: Float64Array.of(0.5, 1) })
    builder.appendRow({ time: T0 + 3, n: 2n, s: 'd' })
    const batch = builder.take()
    expect(columnsOf(batch)).toEqual({
      time: [0, 1, 2, 3].map((i) => (T0 + i) * 1000),
      s: ['a', null, null, 'd'],
      n: [null, 1, null, 2],
      f: [null, 0.5, 1, null],
    })
    expect(batch.rows).toBe(4)
  })

  test('bytes is close to what is sent', () => {
    const builder = builderOf()
    for (let i = 0; i < 1000; i++)
      builder.appendRow({ time: T0 + i, host: `host-${i % 10}`, v: i / 3, n: BigInt(i), up: true })
    const { bytes } = builder
    const { body } = builder.take()
    expect(Math.abs(body.length - bytes)).toBeLessThan(body.length * 0.02)
    expect(builder.bytes).toBe(0)
  })

  test('a taken batch stays as it is while the next is built', () => {
    const builder = builderOf()
    builder.appendRow({ time: T0, v: 1, s: 'first' })
    const batch = builder.take()
    const before = Buffer.from(batch.body).toString('hex')
    builder.appendRow({ time: T0, v: 2, s: 'other' })
    builder.take()
    expect(Buffer.from(batch.body).toString('hex')).toBe(before)
  })
})

describe('rows of a batch', () => {
  test('as they were given, time with all its digits, int64 as bigint, nulls left out', () => {
    const builder = builderOf()
    builder.appendRow({ time: '1969-12-31T23:59:59.999999Z', s: 'é', big: 2n ** 63n - 1n, small: 5n })
    builder.appendRow({ time: new Date(T0), b: false, f: -0, s: null })
    const rows = rowsOfBatch(builder.take())
    expect(rows).toHaveLength(2)
    expect(rows).toContainEqual({ time: '1969-12-31T23:59:59.999999Z', s: 'é', big: 2n ** 63n - 1n, small: 5n })
    expect(rows).toContainEqual({ time: '2023-11-14T22:13:20.000000Z', b: false, f: -0 })
  })

  const cell = fc.record(
    {
      f: fc.double(),
      s: fc.string({ unit: 'binary', maxLength: 300 }),
      i: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      b: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  const instant = fc.oneof(
    fc.date({ min: new Date('1684-07-29'), max: new Date('2255-06-05'), noInvalidDate: true }),
    fc.date({ min: new Date('1971-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
  )

  test('property: appended again they give the same rows, and so do the halves of a batch', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(instant, cell), { minLength: 1, maxLength: 20 }), (given) => {
        const schema: MeasurementSchema = { i: 'int64' }
        const [builder, again] = [builderOf(schema), builderOf(schema)]
        for (const [time, row] of given) builder.appendRow({ time, ...row })
        const batch = builder.take()
        const rows = rowsOfBatch(batch)
        for (const row of rows) again.appendRow(row)
        expect(rowsOfBatch(again.take())).toEqual(rows)

        const halves = splitBatch(batch)
        const even = Math.ceil(given.length / 2)
        expect(halves.map((half) => half.rows)).toEqual(given.length > 1 ? [even, given.length - even] : [1])
        const key = (row: object): string =>
          JSON.stringify(row, (_, value) =>
            typeof value === 'bigint' ? `${value}n` : Object.is(value, -0) ? '-0' : value,
          )
        expect(halves.flatMap(rowsOfBatch).map(key).sort()).toEqual(rows.map(key).sort())
        for (const half of halves) expect(readWire(half.body).keys).toEqual(['m', 'columns'])
      }),
      { numRuns: 200 },
    )
  })

  test('tag keys survive a split', () => {
    const builder = new BatchBuilder(resolveMeasurement({ name: 'cpu', schema: { host: 'string' }, tags: ['host'] }))
    builder.appendColumns({ time: [T0, T0 + 1], host: ['a', 'b'] })
    expect(splitBatch(builder.take()).map(({ body }) => decode(body))).toMatchObject([
      { tag_keys: ['host'] },
      { tag_keys: ['host'] },
    ])
  })
})

describe('what is no batch of this package, as a spool may hold, is refused in time that its bytes take', () => {
  const whole = (): EncodedBatch => {
    const builder = builderOf()
    for (const i of [0, 1, 2]) builder.appendRow({ time: new Date(T0 + i), v: i, s: 'text' })
    return builder.take()
  }
  const withBytes = (
    change: (body: Uint8Array<ArrayBuffer>, at: (name: string) => number) => unknown,
  ): EncodedBatch => {
    const batch = whole()
    const body = batch.body.slice()
    const at = (name: string) =>
      Buffer.from(body).indexOf(`${String.fromCharCode(0xa0 + name.length)}${name}`, 'latin1')
    const changed = change(body, (name) => at(name) + 1 + name.length)
    return { ...batch, body: changed instanceof Uint8Array ? (changed as typeof body) : body }
  }
  const MANY = 2 ** 20
  test.each<[string, () => EncodedBatch]>([
    ['more rows than it has', () => ({ ...whole(), rows: MANY })],
    ['fewer rows', () => ({ ...whole(), rows: 2 })],
    ['nothing', () => ({ ...whole(), body: new Uint8Array() })],
    ['a map of nothing', () => ({ ...whole(), rows: MANY, body: Uint8Array.of(0x80) })],
    ['no columns', () => ({ ...whole(), rows: MANY, body: Uint8Array.of(0x81, 0xa1, 0x6d, 0xa1, 0x6d) })],
    ['another map', () => withBytes((body) => body.fill(0xff, 0, 4))],
    ['a column of billions', () => withBytes((body, at) => body.fill(0xff, at('v') + 1, at('v') + 5))],
    ['a column that is no array', () => withBytes((body, at) => body.fill(0x01, at('v'), at('v') + 5))],
    ['a cell that is a map', () => withBytes((body, at) => body.fill(0xdf, at('s') + 5, at('s') + 6))],
    ['a text without an end', () => withBytes((body, at) => body.fill(0xdb, at('s') + 5, at('s') + 6))],
    ['a time that is none', () => withBytes((body, at) => body.fill(0xff, at('time') + 6, at('time') + 14))],
    ['a time that is null', () => withBytes((body, at) => body.fill(0xc0, at('time') + 5, at('time') + 14))],
    [
      'billions of tags',
      () => ({ ...whole(), body: Uint8Array.from([0x81, 0xa8, ...Buffer.from('tag_keys'), 0xdd, 255, 255, 255, 255]) }),
    ],
    ['its first half', () => withBytes((body) => body.subarray(0, body.length / 2))],
  ])('%s', (_, batchOf) => {
    const batch = batchOf()
    for (const read of [rowsOfBatch, splitBatch]) expect(() => read(batch)).toThrow(ArcValidationError)
  })
})
