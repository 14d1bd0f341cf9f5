import { expect, test } from 'vitest'
import { amount, count, flag, milliseconds, nearestName, oneOf, readOptions } from '../../../src/base/options.ts'
import { ArcUsageError } from '../../../src/errors.ts'

const rules = {
  timeoutMs: milliseconds(30_000),
  readAheadBytes: amount('bytes'),
  maxRows: count(10, 100),
  fresh: flag(false),
  missing: oneOf(['empty', 'error'], 'empty'),
}

test('what is left out, or undefined, gets its default', () => {
  const defaults = { timeoutMs: 30_000, readAheadBytes: undefined, maxRows: 10, fresh: false, missing: 'empty' }
  expect(readOptions({}, rules)).toEqual(defaults)
  expect(readOptions({ timeoutMs: undefined, maxRows: 5 }, rules)).toEqual({ ...defaults, maxRows: 5 })
})

test.each<[unknown, string]>([
  [{ timeoutMs: '5' }, 'timeoutMs is "5"; give milliseconds, more than 0, or Infinity'],
  [{ timeoutMs: 0 }, 'timeoutMs is 0; give milliseconds, more than 0, or Infinity'],
  [{ timeoutMs: null }, 'timeoutMs is null; give milliseconds, more than 0, or Infinity'],
  [{ readAheadBytes: -1 }, 'readAheadBytes is -1; give bytes, 0 or more'],
  [{ maxRows: 1.5 }, 'maxRows is 1.5; give a whole number from 1 to 100'],
  [{ maxRows: 101 }, 'maxRows is 101; give a whole number from 1 to 100'],
  [{ fresh: 'false' }, 'fresh is "false"; give true or false'],
  [{ missing: 'ERROR' }, 'missing is "ERROR"; give "empty" or "error"'],
  [
    { timeout: 5 },
    'Unknown option "timeout"; did you mean "timeoutMs"? Known are: timeoutMs, readAheadBytes, maxRows, fresh, missing',
  ],
  [{ retry: 5 }, 'Unknown option "retry"; known are: timeoutMs, readAheadBytes, maxRows, fresh, missing'],
  [null, 'the options are null; give an object, or leave them out'],
  [[5], 'the options are an array; give an object, or leave them out'],
  ['metrics', 'the options are "metrics"; give an object, or leave them out'],
  [new Map(), 'the options are an object (Map); give an object, or leave them out'],
])('%j is refused', (given, message) => {
  expect(() => readOptions(given, rules)).toThrow(new ArcUsageError(message))
})

test('the nearest name, whatever the case, and none for what is like nothing', () => {
  const known = ['database', 'measurement', 'where', 'id']
  const nearest = ['databse', 'DATABASE', 'data_base', 'mesurement', 'were', 'ID', 'x', 'timeout', 'w'.repeat(1e6)]
  expect(nearest.map((name) => nearestName(name, known))).toEqual([
    'database',
    'database',
    'database',
    'measurement',
    'where',
    'id',
    undefined,
    undefined,
    undefined,
  ])
})
