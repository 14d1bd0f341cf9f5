/** The fast way in and the exact way must agree: same columns from the same payload. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { typeColumn, typeTimeColumn } from '../src/write/column-typing.ts'
import { decodePayload } from '../src/write/records.ts'
import { readTypedRecord } from '../src/write/typed-columns.ts'
import { encodePayload, payloads } from './write-payloads.ts'

const NOW = 1_700_000_000_000_000n

test('what the fast way reads is what the exact way reads', () => {
  let fast = 0
  fc.assert(
    fc.property(payloads, (payload) => {
      const bytes = encodePayload(payload, 'm')
      const typed = readTypedRecord(bytes, NOW)
      if (typed === undefined) return
      fast++
      expect(typed).toEqual(readExactly(bytes))
    }),
    { numRuns: 1000 },
  )
  expect(fast).toBeGreaterThan(300)
})

test('a cut-off payload is never read', () => {
  fc.assert(
    fc.property(payloads, fc.nat(), (payload, cut) => {
      const bytes = encodePayload(payload, 'm')
      expect(readTypedRecord(bytes.subarray(0, cut % Math.max(1, bytes.length)), NOW)).toBeUndefined()
    }),
    { numRuns: 500 },
  )
})

test('a member that is not looked at may hold anything', () => {
  const columns = 'a7636f6c756d6e7381a17691' + '01'
  const unknownExtension = 'd40102'
  const typed = readTypedRecord(Buffer.from(`83a16da163a178${unknownExtension}${columns}`, 'hex'), NOW)
  expect(typed).toEqual({
    measurement: 'c',
    batch: {
      rows: 1,
      timeMicros: BigInt64Array.of(NOW),
      columns: new Map([['v', { type: 'int64', values: BigInt64Array.of(1n) }]]),
    },
  })
})

test.each([
  ['an array', '90'],
  ['an empty map', '80'],
  ['a batch', '82a16da163a5626174636890'],
  ['columns alone', '81a7636f6c756d6e7381a1769101'],
  ['two measurements', '83a16da163a16da163a7636f6c756d6e7381a1769101'],
  ['a column twice', '82a16da163a7636f6c756d6e7382a1769101a1769101'],
  ['columns of two lengths', '82a16da163a7636f6c756d6e7382a1769101a177920101'],
  ['no rows', '82a16da163a7636f6c756d6e7381a17690'],
  ['a null in time', '82a16da163a7636f6c756d6e7381a474696d6591c0'],
  ['an integer past int64', '82a16da163a7636f6c756d6e7381a17691cf8000000000000000'],
  ['text among integers', '82a16da163a7636f6c756d6e7381a1769201a161'],
])('%s is left to the exact way', (_name, hex) => {
  expect(readTypedRecord(Buffer.from(hex, 'hex'), NOW)).toBeUndefined()
})

/** A `batch` that is nil changes nothing but the way. */
function readExactly(bytes: Uint8Array) {
  const [, ...size] = bytes.subarray(0, 5)
  const withBatch = Buffer.concat([
    Buffer.of(0xdf, ...size.slice(0, 3), (size[3] ?? 0) + 1),
    Buffer.from('a56261746368c0', 'hex'),
    bytes.subarray(5),
  ])
  expect(readTypedRecord(withBatch, NOW)).toBeUndefined()
  const [decoded] = decodePayload(withBatch, () => NOW)
  if (decoded?.kind !== 'columnar') throw new Error('not columnar')
  const { measurement, columns } = decoded.record
  const times = columns.get('time') ?? []
  return {
    measurement,
    batch: {
      rows: times.length,
      timeMicros: typeTimeColumn(measurement, times),
      columns: new Map(
        [...columns].filter(([name]) => name !== 'time').map(([name, values]) => [name, typeColumn(name, values)]),
      ),
    },
  }
}
