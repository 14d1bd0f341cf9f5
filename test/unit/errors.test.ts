import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import {
  ArcClient,
  ArcError,
  ArcFlushError,
  ArcQueryError,
  ArcTruncatedError,
  ArcValidationError,
} from '../../src/index.ts'

it('prints what is known, and no list of what is not', () => {
  const error = new ArcValidationError('cpu.usage, row 3: is a Date', { measurement: 'cpu', column: 'usage', row: 3 })
  const printed = inspect(error)
  expect(printed).toContain('ArcValidationError: cpu.usage, row 3: is a Date')
  expect(printed).toMatch(
    /docs: 'docs\/errors.md#arcvalidationerror',\s+origin: 'client',\s+mayHaveArrived: false,\s+retryable: false,\s+measurement: 'cpu',\s+column: 'usage',\s+row: 3/,
  )
  expect(printed).not.toContain('undefined')
  expect(error.status).toBeUndefined()
})

it('is logged as JSON with all that its class knows', () => {
  const location = { measurement: 'cpu', column: 'usage', row: 0 }
  expect(JSON.parse(JSON.stringify(new ArcValidationError('no', location)))).toEqual({
    name: 'ArcValidationError',
    message: 'no',
    code: 'ARC_VALIDATION',
    docs: 'docs/errors.md#arcvalidationerror',
    origin: 'client',
    mayHaveArrived: false,
    retryable: false,
    ...location,
  })
  const details = {
    origin: 'arc',
    mayHaveArrived: true,
    status: 500,
    method: 'POST',
    path: '/api/v1/query',
    body: { success: false },
  } as const
  expect(new ArcQueryError('no table', { ...details, category: 'catalog' }).toJSON()).toEqual({
    name: 'ArcQueryError',
    message: 'no table',
    code: 'ARC_QUERY',
    docs: 'docs/errors.md#arcqueryerror',
    retryable: false,
    category: 'catalog',
    ...details,
  })
  const unsent = { origin: 'client', mayHaveArrived: false }
  const undelivered = { measurement: 'cpu', database: 'default', rows: 2, retained: false }
  const flush = new ArcFlushError('1 batch', { batches: [{ ...undelivered, error: new ArcError('gone') }] })
  expect(JSON.parse(JSON.stringify(flush)).batches).toEqual([
    {
      ...undelivered,
      error: {
        ...{ name: 'ArcError', message: 'gone', code: 'ARC_ERROR', docs: 'docs/errors.md#arcerror' },
        ...{ retryable: false, ...unsent },
      },
    },
  ])
})

it('is logged without its cause and without a partial result', () => {
  const error = new ArcTruncatedError('cut', { partial: [1, 2], rowsReceived: 2, cause: new Error('socket') })
  expect(error.partial).toEqual([1, 2])
  expect(error.toJSON()).toEqual({
    name: 'ArcTruncatedError',
    message: 'cut',
    code: 'ARC_TRUNCATED',
    docs: 'docs/errors.md#arctruncatederror',
    origin: 'client',
    mayHaveArrived: false,
    retryable: false,
    reason: 'cut',
    rowsReceived: 2,
  })
})

it('shows a refused value, whatever it is', async () => {
  const hostile = {
    get [Symbol.toStringTag]() {
      throw new Error('not now')
    },
  }
  const url = 'http://localhost:1'
  const arc = new ArcClient({ url })
  for (const [value, shown] of [
    [Object.create(null), 'an object'],
    [hostile, 'an object'],
    [{ [Symbol.toStringTag]: 'Point' }, 'an object (Point)'],
    [new Map(), 'an object (Map)'],
    [[1], 'an array'],
    [new Date(), 'a Date'],
    [Symbol('s'), 'a symbol'],
    [-0, '-0'],
    [-5n, '-5n'],
    ['?'.repeat(100), `"${'?'.repeat(80)}…"`],
  ] as [never, string][]) {
    expect(() => new ArcClient({ url, timeoutMs: value })).toThrow(`timeoutMs is ${shown}; `)
    expect(() => arc.write.buffered({ maxRows: value })).toThrow(`maxRows is ${shown}; `)
    await expect(arc.write.rows(value, [{ v: 1 }])).rejects.toThrow(`${shown} is not a measurement name`)
    await expect(arc.write.rows('m', [{ v: 1 }], { maxRows: value })).rejects.toThrow(`maxRows is ${shown}; `)
    await expect(arc.query.rows('SELECT 1', { timeoutMs: value })).rejects.toThrow(`timeoutMs is ${shown}; `)
    await expect(arc.query.rows('SELECT 1', { int64: value })).rejects.toThrow(`int64 is ${shown}; `)
  }
})
