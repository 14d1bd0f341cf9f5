/** What columns of every kind are on the wire. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Columns, defineMeasurement } from '../../../src/index.ts'
import { decodeBoth, recordingClient } from './recording.ts'
import { readWire, type WireClass } from './wire.ts'

const T0 = 1_700_000_000_000

async function written(columns: Columns, options = {}): Promise<Uint8Array> {
  const { arc, requests } = recordingClient()
  await arc.write.columns('cpu', columns, options)
  expect(requests).toHaveLength(1)
  return requests[0]?.body ?? new Uint8Array()
}

test('one top-level map, the measurement first, then the columns; float64 and time as cb', async () => {
  const body = await written({ time: [T0], v: [1] })
  expect(Buffer.from(body).toString('hex')).toBe(
    [
      '82', // a map of two
      'a16d a3637075', // m: cpu
      'a7636f6c756d6e73 df00000002', // columns: a map of two
      'a474696d65 dd00000001 cb 4318289060790000', // time: 1.7e15 µs
      'a176 dd00000001 cb 3ff0000000000000', // v: 1
    ]
      .join('')
      .replace(/ /g, ''),
  )
})

describe('the first element that is not null carries the class of its column, and so do all others', () => {
  const cases: [string, Columns[string], WireClass][] = [
    ['integral numbers', [null, 1, 2.5], 'float'],
    ['numbers with holes', [undefined, 95, 94], 'float'],
    ['bigints', [null, 1n, 2n], 'int'],
    ['strings', ['a', null, ''], 'str'],
    ['booleans', [null, false, true], 'bool'],
    ['Float64Array', Float64Array.of(1, 2, 3), 'float'],
    ['Float32Array', Float32Array.of(1, 2, 3), 'float'],
    ['Int8Array', Int8Array.of(-128, 0, 127), 'int'],
    ['Uint8Array', Uint8Array.of(0, 128, 255), 'int'],
    ['Uint8ClampedArray', Uint8ClampedArray.of(0, 128, 255), 'int'],
    ['Int16Array', Int16Array.of(-32768, 0, 32767), 'int'],
    ['Uint16Array', Uint16Array.of(0, 1, 65535), 'int'],
    ['Int32Array', Int32Array.of(-2147483648, 0, 2147483647), 'int'],
    ['Uint32Array', Uint32Array.of(0, 1, 4294967295), 'int'],
    ['BigInt64Array', BigInt64Array.of(-(2n ** 63n), 0n, 2n ** 63n - 1n), 'int'],
    ['BigUint64Array', BigUint64Array.of(0n, 1n, 2n ** 63n - 1n), 'int'],
    ['masked Float64Array', { values: Float64Array.of(1, 2, 3), validity: Uint8Array.of(0b110) }, 'float'],
    ['masked Int32Array', { values: Int32Array.of(1, 2, 3), validity: [false, true, true] }, 'int'],
    ['dictionary', { codes: Uint8Array.of(0, 1, 0), dictionary: ['a', 'b'] }, 'str'],
  ]
  test.each(cases)('%s', async (_name, values, expected) => {
    const body = await written({ time: [T0, T0 + 1, T0 + 2], v: values })
    const column = readWire(body).columns.find(({ name }) => name === 'v')
    expect(column?.classes.filter((wireClass) => wireClass !== 'nil')).toSatisfy((classes: WireClass[]) =>
      classes.every((wireClass) => wireClass === expected),
    )
    expect(column?.classes).toHaveLength(3)
  })
})

test('[1, 1.9] stays 1 and 1.9, and [95, 94.5, null] itself', async () => {
  const body = await written({ time: [T0, T0, T0], a: [1, 1.9, 2], b: [95, 94.5, null] })
  expect(decodeBoth(body).columns).toMatchObject({ a: [1, 1.9, 2], b: [95, 94.5, null] })
})

test('a column without a value is left out', async () => {
  const body = await written({ time: [T0, T0], gone: [null, undefined], kept: [null, 1] })
  expect(Object.keys(decodeBoth(body).columns)).toEqual(['time', 'kept'])
})

test('a schema makes int64 of numbers and float64 of integers', async () => {
  const body = await written(
    { time: [T0, T0], cores: [8, -(2 ** 53) + 1], load: Int32Array.of(1, 2) },
    { schema: { cores: 'int64', load: 'float64' } },
  )
  const { columns } = readWire(body)
  expect(columns.map(({ name, classes }) => [name, classes[0]])).toEqual([
    ['time', 'float'],
    ['cores', 'int'],
    ['load', 'float'],
  ])
  expect(decodeBoth(body).columns.cores).toEqual([8, -(2 ** 53) + 1])
})

test('masked values and masked codes of any content are nulls', async () => {
  const body = await written({
    time: [T0, T0, T0],
    f: { values: [1, 'not looked at', 3], validity: [true, false, true] },
    s: { codes: [0, 99, 1], dictionary: ['a', 'b'], validity: Uint8Array.of(0b101) },
    i: { values: BigInt64Array.of(1n, 2n, 3n), validity: Uint8Array.of(0b011) },
  })
  expect(decodeBoth(body).columns).toMatchObject({ f: [1, null, 3], s: ['a', null, 'b'], i: [1, 2, null] })
})

test('Float16Array is widened, where the runtime has it', async () => {
  const Half = (globalThis as { Float16Array?: { of(...values: number[]): Float32Array } }).Float16Array
  const values = Half ? Half.of(0.5, 2) : Float32Array.of(0.5, 2)
  expect(decodeBoth(await written({ time: [T0, T0], v: values })).columns.v).toEqual([0.5, 2])
})

test('typed arrays over shared memory, subarrays and arrays of another realm are read as they are', async () => {
  const shared = new Float64Array(new SharedArrayBuffer(32))
  shared.set([1, 2, 3, 4])
  const { runInNewContext } = await import('node:vm')
  const foreign = runInNewContext(
    '({ time: [new Date(1700000000000), new Date(1700000000001)], a: Float64Array.of(1, 2), b: ["x", null] })',
  )
  const body = await written({ ...foreign, shared: shared.subarray(1, 3) })
  expect(decodeBoth(body).columns).toEqual({
    time: [T0 * 1000, T0 * 1000 + 1000],
    a: [1, 2],
    b: ['x', null],
    shared: [2, 3],
  })
})

test.each([0, 1, 31, 32, 33, 85, 255, 256, 65_535, 65_536])(
  'strings of %i characters, ASCII and not',
  async (length) => {
    const texts = ['a', 'é', '€', '😀'].map((character) => character.repeat(length))
    const mixed = `${'a'.repeat(length)}é`
    const body = await written({ time: Array(5).fill(T0), v: [...texts, mixed] })
    expect(decodeBoth(body).columns.v).toEqual([...texts, mixed])
  },
)

test('strings of a dictionary: every length about a block, and the bytes that come nearest to a NaN at every offset', async () => {
  const dictionary = Array.from({ length: 40 }, (_, length) => [
    'a'.repeat(length),
    `${'a'.repeat(length)}\u{10ffff}\x7f\0`,
  ])
    .flat()
    .concat('é'.repeat(40_000))
  const codes = Array.from(dictionary, (_, i) => [i, null, dictionary.length - 1 - i]).flat()
  const body = await written({ time: Array(codes.length).fill(T0), host: { codes, dictionary } })
  expect(decodeBoth(body).columns.host).toEqual(codes.map((code) => (code === null ? null : dictionary[code])))
})

test('half a surrogate pair becomes U+FFFD, short and long', async () => {
  const long = 'x'.repeat(40)
  const body = await written({ time: [T0, T0, T0], v: ['a\ud800b', `${long}\udc00`, '\ud83d\ude00'] })
  expect(decodeBoth(body).columns.v).toEqual(['a\ufffdb', `${long}\ufffd`, '😀'])
})

test('names that differ by the case of other letters than A to Z are columns of their own, as in Arc', async () => {
  const { columns } = decodeBoth(await written({ Ä: [1], ä: [2], ß: [3], SS: [4], '\u212a': [5], k: [6] }))
  expect(columns).toMatchObject({ Ä: [1], ä: [2], ß: [3], SS: [4], '\u212a': [5], k: [6] })
})

test('the holes of sparse arrays are nulls', async () => {
  const sparse: number[] = []
  sparse[2] = 5
  expect(decodeBoth(await written({ time: [T0, T0, T0], v: sparse })).columns.v).toEqual([null, null, 5])
})

test('codes in shared memory are read once', async () => {
  const codes = new Uint8Array(new SharedArrayBuffer(3))
  codes.set([1, 0, 1])
  const body = await written({ time: [T0, T0, T0], host: { codes, dictionary: ['a', 'b'] } })
  expect(decodeBoth(body).columns.host).toEqual(['b', 'a', 'b'])
})

test('a body stays as it is while the next is encoded', async () => {
  const { arc, requests } = recordingClient()
  const values = Float64Array.of(1, 2)
  await arc.write.columns('cpu', { time: [T0, T0], v: values })
  const before = Buffer.from(requests[0]?.body ?? []).toString('hex')
  values.fill(9)
  await arc.write.columns('cpu', { time: [T0, T0], v: values })
  expect(Buffer.from(requests[0]?.body ?? []).toString('hex')).toBe(before)
})

test('tags are announced beside the columns, and only when declared', async () => {
  const { arc, requests } = recordingClient()
  await arc.write.columns(defineMeasurement('cpu', { host: 'string' }, { tags: ['host'] }), { time: [T0], host: ['a'] })
  expect(readWire(requests[0]?.body ?? new Uint8Array()).keys).toEqual(['m', 'tag_keys', 'columns'])
  expect(readWire(await written({ time: [T0], host: ['a'] })).keys).toEqual(['m', 'columns'])
})

test('above 2^20 rows the call is several requests, whole rows each', async () => {
  const rows = 2 ** 20 + 1
  const { arc, requests } = recordingClient()
  const time = new Float64Array(rows).fill(T0)
  const result = await arc.write.columns('cpu', { time, v: Float32Array.from({ length: rows }, (_, i) => i % 7) })
  expect(result).toMatchObject({ rows, requests: 2 })
  const lengths = requests.map(({ body }) => readWire(body).columns.map(({ classes }) => classes.length))
  expect(lengths).toEqual([
    [2 ** 20, 2 ** 20],
    [1, 1],
  ])
})

describe('property: two independent decoders give back what was written', () => {
  const float = fc.oneof(
    fc.double(),
    fc.integer(),
    fc.constantFrom(-0, Number.MIN_VALUE, Number.MAX_VALUE, Number.NaN, 2 ** 53 + 2),
  )
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom('', '\u0000', '\ufeffBOM'),
  )
  const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
  const nullable = <T>(arb: fc.Arbitrary<T>): fc.Arbitrary<T | null | undefined> =>
    fc.oneof({ weight: 4, arbitrary: arb }, fc.constantFrom(null, undefined))
  const columnOf = (rows: number): fc.Arbitrary<{ input: Columns[string]; expected: unknown[] }> => {
    const size = { minLength: rows, maxLength: rows }
    const plain = fc
      .oneof(
        fc.array(nullable(float), size),
        fc.array(nullable(text), size),
        fc.array(nullable(fc.boolean()), size),
        fc.array(nullable(int64), size),
      )
      .map((values) => ({ input: values as Columns[string], expected: values as unknown[] }))
    const typed = fc
      .oneof(
        fc.float64Array(size),
        fc.float32Array(size),
        fc.int8Array(size),
        fc.uint8Array(size),
        fc.int16Array(size),
        fc.uint16Array(size),
        fc.int32Array(size),
        fc.uint32Array(size),
        fc.bigInt64Array(size),
      )
      .map((values) => ({ input: values as Columns[string], expected: Array.from(values as Iterable<unknown>) }))
    const masked = fc
      .tuple(fc.oneof(fc.float64Array(size), fc.int32Array(size), fc.bigInt64Array(size)), fc.array(fc.boolean(), size))
      .map(([values, validity]) => ({
        input: { values, validity } as Columns[string],
        expected: Array.from(values as Iterable<unknown>, (value, row) => (validity[row] ? value : null)),
      }))
    const dictionary = fc
      .array(fc.string(), { minLength: 1, maxLength: 5 })
      .chain((words) => fc.tuple(fc.constant(words), fc.array(nullable(fc.nat(words.length - 1)), size)))
      .map(([words, codes]) => ({
        input: { codes, dictionary: words } as Columns[string],
        expected: codes.map((code) => (code === null || code === undefined ? null : words[code])),
      }))
    return fc.oneof(plain, typed, masked, dictionary)
  }
  const batch = fc.integer({ min: 1, max: 40 }).chain((rows) =>
    fc.tuple(
      fc.dictionary(
        fc.stringMatching(/^[a-z][a-z0-9 .é]{0,20}$/).filter((name) => name !== 'time'),
        columnOf(rows),
        { minKeys: 1, maxKeys: 8, noNullPrototype: true },
      ),
      fc.array(fc.date({ min: new Date('1971-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }), {
        minLength: rows,
        maxLength: rows,
      }),
    ),
  )

  test('any columns, any nulls', async () => {
    await fc.assert(
      fc.asyncProperty(batch, async ([columns, time]) => {
        const body = await written({
          time,
          ...Object.fromEntries(Object.entries(columns).map(([name, { input }]) => [name, input])),
        })
        const { keys, columns: wire } = readWire(body)
        expect(keys).toEqual(['m', 'columns'])
        for (const { classes } of wire) expect(new Set(classes.filter((wireClass) => wireClass !== 'nil')).size).toBe(1)
        const expected: Record<string, unknown[]> = { time: time.map((at) => at.getTime() * 1000) }
        for (const [name, column] of Object.entries(columns)) {
          const values = column.expected.map(plainCell)
          if (values.some((value) => value !== null)) expected[name] = values
        }
        expect(decodeBoth(body).columns).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })
})

/** As the decoders show it: small bigints as numbers, halves of pairs replaced, `undefined` as null. */
function plainCell(value: unknown): unknown {
  if (value === undefined) return null
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value
  return typeof value === 'string'
    ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(value))
    : value
}
