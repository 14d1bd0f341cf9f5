import { expect, it } from 'vitest'
import { errorPlace } from '../../../src/query/sql/error-place.ts'

const binder = 'arrow query failed: Binder Error: Referenced column "a" not found in FROM clause!\n\n'

it.each([
  [
    `LINE 1: ...4an5cl/cpu/**/*.parquet', union_by_name=true) AS cpu WHERE a = 1\n${' '.repeat(70)}^`,
    "-- don't\nSELECT cpu.b\nFROM cpu WHERE a = 1",
    `LINE 3: FROM cpu WHERE a = 1\n${' '.repeat(23)}^`,
  ],
  [
    `LINE 2:  time + 'x' FROM read_parquet('/tmp/data...\n${' '.repeat(16)}^`,
    "SELECT 'x', 'y',\n time + 'x' FROM cpu",
    `LINE 2:  time + 'x' FROM cpu\n${' '.repeat(16)}^`,
  ],
  // Two places that look alike, one that is nowhere, and none.
  [`LINE 1: SELECT b AND a AND\n${' '.repeat(21)}^`, 'SELECT a OR a', undefined],
  [`LINE 1: SELECT a\n${' '.repeat(15)}^`, 'SELECT b', undefined],
  ['', 'SELECT a', undefined],
])('%j is at its place in what was written', (excerpt, text, expected) => {
  expect(errorPlace(`${binder}${excerpt}`, text)).toBe(expected)
})

it('a long line is shown around the place', () => {
  const list = Array.from({ length: 60 }, (_, index) => `c${index}`).join(', ')
  const place = errorPlace(
    `${binder}LINE 1: ...c29, nope, c30, c31...\n${' '.repeat(16)}^`,
    `SELECT ${list.replace('c30', 'nope, c30')}`,
  )
  expect(place).toMatch(/^LINE 1: ….* c29, nope, c30, .*\n {59}\^$/)
})
