import fc from 'fast-check'
import { expect, test } from 'vitest'
import { retryAfterMs, retryDelayMs } from '../../../src/transport/retry.ts'

const policy = { baseDelayMs: 100, maxDelayMs: 1_000 }

test('the pause is anywhere between nothing and a bound that doubles up to its maximum', () => {
  expect([1, 2, 3, 4, 5, 50].map((attempt) => retryDelayMs(attempt, policy, undefined, () => 1))).toEqual([
    100, 200, 400, 800, 1000, 1000,
  ])
  expect(retryDelayMs(3, policy, undefined, () => 0)).toBe(0)
})

test('Retry-After is the least it is', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.nat(100_000),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, after, r) => {
        const delay = retryDelayMs(n, policy, after, () => r)
        return delay >= after && delay <= after + policy.maxDelayMs
      },
    ),
  )
})

test.each([
  ['3', 3_000],
  [' 0 ', 0],
  ['Wed, 21 Oct 2015 07:28:10 GMT', 10_000],
  ['Wed, 21 Oct 2015 07:27:00 GMT', 0],
  ['soon', undefined],
  ['-5', undefined],
])('Retry-After: %s', (value, expected) => {
  const now = Date.UTC(2015, 9, 21, 7, 28, 0)
  expect(retryAfterMs(new Headers({ 'retry-after': value }), now)).toBe(expected)
})
