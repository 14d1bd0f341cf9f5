import { describe, expect, expectTypeOf, it } from 'vitest'
import { ArcValidationError, columnOf, hasValue, type QueryColumn, type QueryColumns } from '../../../src/index.ts'

const usage: QueryColumn = {
  name: 'usage',
  type: 'float64',
  kind: 'float',
  values: Float64Array.of(1.5, 0),
  validity: Uint8Array.of(0b01),
  nullCount: 1,
}
const host: QueryColumn = {
  name: 'host',
  type: 'utf8',
  kind: 'text',
  values: ['a', 'b'],
  validity: undefined,
  nullCount: 0,
}

const resultOf = (...columns: QueryColumn[]): QueryColumns => ({
  names: columns.map(({ name }) => name),
  types: columns.map(({ type }) => type),
  columns,
  rowCount: 2,
  executionTimeMs: 1,
  missing: false,
})

const refusal = (call: () => unknown): ArcValidationError => {
  try {
    call()
  } catch (error) {
    if (error instanceof ArcValidationError) return error
    throw error
  }
  throw new Error('not refused')
}

describe('columnOf', () => {
  const result = resultOf(host, usage)

  it('finds a column by its name, also in a clone', () => {
    expect(columnOf(result, 'usage')).toBe(usage)
    expect(columnOf(structuredClone(result), 'usage')).toEqual(usage)
    expectTypeOf(columnOf(result, 'usage')).toEqualTypeOf<QueryColumn>()
  })

  it('narrows to the kind it checks', () => {
    const column = columnOf(result, 'usage', 'float')
    expectTypeOf(column.values).toEqualTypeOf<Float32Array | Float64Array>()
    expect([hasValue(column, 0), hasValue(column, 1), hasValue(host, 1)]).toEqual([true, false, true])
    const error = refusal(() => columnOf(result, 'usage', 'bigint'))
    expect(error.message).toBe(`the column "usage" is of kind 'float' (float64), not 'bigint'`)
    expect(error.column).toBe('usage')
  })

  it('refuses a name that does not exist, and lists those that do', () => {
    const error = refusal(() => columnOf(result, 'Usage'))
    expect(error.message).toBe('the result has no column "Usage"; it has "host", "usage"')
    expect(error.column).toBe('Usage')
    expect(refusal(() => columnOf({ ...resultOf(), missing: true }, 'usage')).message).toMatch(/check `missing` first/)
  })

  it('refuses a name that several columns have', () => {
    expect(refusal(() => columnOf(resultOf(usage, host, usage), 'usage')).message).toBe(
      'the result has 2 columns named "usage"; give them aliases in the SQL',
    )
  })
})
