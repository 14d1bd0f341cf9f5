/** What is stored in an embedded Arc, in the notation of the recordings. */
import { expect } from 'vitest'
import type { TestArc } from '../src/arc.ts'
import type { TestReply } from '../src/route.ts'

/** Integers and times (in microseconds) are text, and so are the floats that JSON has no notation for. */
interface StoredColumn {
  readonly type: string
  readonly values: readonly unknown[]
}

export type StoredTable = Readonly<Record<string, StoredColumn>>

const COLUMN_TYPES: Readonly<Record<string, string>> = {
  BIGINT: 'int64',
  DOUBLE: 'float64',
  VARCHAR: 'utf8',
  BOOLEAN: 'bool',
  'TIMESTAMP WITH TIME ZONE': 'timestamp[us]',
}

/** All rows of a measurement, by time; of two files with the same time the one written first comes first. */
export async function readTable(arc: TestArc, measurement: string, database = 'default'): Promise<StoredTable> {
  const files = `read_parquet('${arc.storage.glob(database, measurement)}', union_by_name=true`
  const described = await arc.engine.rows(`DESCRIBE SELECT * FROM ${files})`)
  const rows = await arc.engine.rows(
    `SELECT * REPLACE (epoch_us("time") AS "time") FROM ${files}, filename=true) ORDER BY "time", filename`,
  )
  return Object.fromEntries(
    described.map(({ column_name, column_type }) => [
      String(column_name),
      { type: COLUMN_TYPES[String(column_type)] ?? '', values: rows.map((row) => printed(row[String(column_name)])) },
    ]),
  )
}

/** Compares with a table whose times may be `now`, the clock of whoever wrote it, and whose floats may be off by an ulp. */
export function expectTable(actual: StoredTable, expected: StoredTable): void {
  expect(Object.keys(actual).sort()).toEqual(Object.keys(expected).sort())
  for (const [name, { type, values }] of Object.entries(expected)) {
    expect(actual[name], name).toEqual({
      type,
      values: values.map((value) => (type === 'timestamp[us]' && value === 'now' ? aboutNow : closeTo(value))),
    })
  }
}

/** The `error` of a JSON answer. */
export function errorOf(reply: TestReply): unknown {
  const body = bodyOf(reply)
  return typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined
}

/** The JSON of an answer, undefined without a body. */
export function bodyOf({ body }: TestReply): unknown {
  return body instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(body)) : undefined
}

function printed(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (Object.is(value, -0)) return '-0'
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}

const aboutNow = {
  asymmetricMatch: (actual: unknown) => Math.abs(Number(BigInt(String(actual)) / 1_000n) - Date.now()) < 60_000,
  toString: () => 'now',
}

/** Of the orbit of a satellite the last digits depend on who computes the cube root. */
function closeTo(value: unknown): unknown {
  if (typeof value !== 'number' || Number.isInteger(value)) return value
  return {
    asymmetricMatch: (actual: unknown) =>
      typeof actual === 'number' && Math.abs(actual - value) <= Math.abs(value) * Number.EPSILON * 2,
    toString: () => String(value),
  }
}
