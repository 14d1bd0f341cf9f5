/** The kit's MessagePack reader against encoders and a decoder that it shares nothing with. */
import { decode, encode } from '@msgpack/msgpack'
import fc from 'fast-check'
import { pack } from 'msgpackr'
import { describe, expect, test } from 'vitest'
import { GoFloat32, GoInteger, type GoValue, goTypeName } from '../src/write/go-values.ts'
import { decodeMsgpack, GoPanic } from '../src/write/msgpack-reader.ts'

/** `@msgpack/msgpack` refuses to read a key `__proto__`. */
const keys = fc.string({ unit: 'grapheme', minLength: 1 }).filter((key) => key !== '__proto__')

/** What any MessagePack document without extensions can hold. */
const documents = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.double(),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.uint8Array({ maxLength: 300 }),
    fc.array(tie('value'), { maxLength: 20 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 20, noNullPrototype: true }),
  ),
})).value

describe('reads what encoders write', () => {
  test.each([
    ['@msgpack/msgpack', (value: unknown) => encode(value, { maxDepth: 1000 })],
    ['msgpackr', (value: unknown) => new Uint8Array(pack(value))],
  ])('%s', (_name, encodeWith) => {
    fc.assert(
      fc.property(documents, (document) => {
        const bytes = encodeWith(document)
        expect(plain(decodeMsgpack(bytes))).toEqual(decode(bytes, { useBigInt64: false }))
      }),
      { numRuns: 300 },
    )
  })
})

test('numbers keep the type of their code', () => {
  const types = {
    '05': 'int8',
    e0: 'int8',
    cc05: 'uint8',
    cd0005: 'uint16',
    ce00000005: 'uint32',
    cf0000000000000005: 'uint64',
    d005: 'int8',
    d10005: 'int16',
    d200000005: 'int32',
    d30000000000000005: 'int64',
    ca3f800000: 'float32',
    cb3ff0000000000000: 'float64',
  }
  for (const [hex, type] of Object.entries(types)) expect([hex, goTypeName(read(hex))]).toEqual([hex, type])
  expect(read('cfffffffffffffffff')).toEqual(new GoInteger('uint64', 2n ** 64n - 1n))
  expect(read('d38000000000000000')).toEqual(new GoInteger('int64', -(2n ** 63n)))
})

test.each([
  ['nothing', '', 'EOF'],
  ['an array without its elements', '92', 'EOF'],
  ['a number cut off', 'cb3ff0', 'unexpected EOF'],
  ['a string cut off', 'a3616', 'unexpected EOF'],
  ['binary without a byte', 'c402', 'EOF'],
  ['binary cut off', 'c40201', 'unexpected EOF'],
  ['the code that is never used', 'c1', 'msgpack: unknown code c1 decoding interface{}'],
  ['an unknown extension', 'd40101', 'msgpack: unknown ext id=1'],
  ['an unknown extension, long', 'c703fb010203', 'msgpack: unknown ext id=-5'],
  ['an interned string', 'd48007', 'msgpack: interned string at index=7 does not exist'],
  ['a timestamp of a wrong length', 'd5ff0000', 'msgpack: invalid ext len=2 decoding time'],
  ['a number as a later key', '82a16101' + '0501', 'msgpack: invalid code=5 decoding string/bytes length'],
  ['a binary first key', '81c4016101', 'msgpack: unsupported map key: []uint8'],
])("%s is refused in the server's words", (_name, hex, message) => {
  expect(() => read(hex)).toThrow(new Error(message))
})

test('a nil first key panics, a nil later key is the empty string', () => {
  expect(() => read('81c001')).toThrow(GoPanic)
  expect(read('82a16101c002')).toEqual(
    new Map([
      ['a', new GoInteger('int8', 1n)],
      ['', new GoInteger('int8', 2n)],
    ]),
  )
})

test('of a repeated key the last value stays', () => {
  expect(read('82a16101a16102')).toEqual(new Map([['a', new GoInteger('int8', 2n)]]))
})

test('each byte that is not UTF-8 becomes one replacement character', () => {
  expect(read('a4f09f9861')).toBe('\uFFFD\uFFFD\uFFFDa')
  expect(read('a3eda080')).toBe('\uFFFD\uFFFD\uFFFD')
  expect(read('a4f09f9880')).toBe('😀')
})

function read(hex: string): GoValue {
  return decodeMsgpack(Buffer.from(hex, 'hex'))
}

/** Without the types, as JavaScript's decoders see it. */
function plain(value: GoValue): unknown {
  if (value instanceof GoInteger) return Number(value.value)
  if (value instanceof GoFloat32) return value.value
  if (value instanceof Uint8Array) return new Uint8Array(value)
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]))
  return Array.isArray(value) ? value.map(plain) : value
}
