/** The last step of every write: a batch goes to the buffer of its measurement. */
import type { TestArc } from '../arc.ts'
import type { ColumnBatch, ColumnData } from '../column-batch.ts'
import type { TestReply } from '../route.ts'
import { errorReply } from '../routes/replies.ts'
import type { SchemaChurnError } from '../storage.ts'
import { typeColumn, typeTimeColumn } from './column-typing.ts'
import type { GoValue } from './go-values.ts'
import { isMarked } from './utf8.ts'

/** What a real Arc accepts and then dies of, or never reads again; here it is refused. */
export class FatalColumnError extends Error {
  constructor(problem: string, consequence: string) {
    super(`${problem}: a real Arc answers 204 and ${consequence}; this test Arc refuses it instead`)
  }
}

const EMPTY_NAME = [
  'a column name is empty',
  'its whole process dies in the next flush (runtime error: index out of range [0] with length 0)',
] as const
const NOT_UTF8 = [
  'a tag or the name of a column is not UTF-8',
  'every query that reads it fails (Invalid string encoding found in Parquet file)',
] as const

/** The one refusal of a write that is worth a retry (docs/wire-notes.md#schema-churn). */
export function refuseChurn(error: SchemaChurnError): TestReply {
  return errorReply(503, `Write rejected (schema churn): ${error.message}`)
}

/** Types the columns and buffers them. @throws ConversionError, FatalColumnError, SchemaChurnError */
export async function bufferColumns(
  arc: TestArc,
  database: string,
  measurement: string,
  values: ReadonlyMap<string, readonly GoValue[]>,
): Promise<void> {
  let timeMicros: BigInt64Array = new BigInt64Array(0)
  const columns = new Map<string, ReturnType<typeof typeColumn>>()
  for (const [name, column] of values) {
    if (column.length === 0) continue
    if (isMarked(name) || column.some((value) => typeof value === 'string' && isMarked(value))) {
      throw new FatalColumnError(...NOT_UTF8)
    }
    if (name === 'time') timeMicros = typeTimeColumn(measurement, column)
    else columns.set(name, typeColumn(name, column))
  }
  const rows = timeMicros.length
  for (const [name, column] of columns) columns.set(name, fitRows(column, rows))
  await bufferBatch(arc, database, measurement, { rows, timeMicros, columns })
}

/** Buffers a batch; columns that start with `_` are the server's own and are not stored (docs/wire-notes.md#names). */
export async function bufferBatch(
  arc: TestArc,
  database: string,
  measurement: string,
  batch: ColumnBatch,
): Promise<void> {
  const key = `${database}/${measurement}`
  const empty = arc.state(emptyBatches)
  if (batch.rows === 0) {
    empty.set(key, Date.now())
    return
  }
  if (batch.columns.has('')) throw new FatalColumnError(...EMPTY_NAME)
  empty.delete(key)
  const columns = new Map([...batch.columns].filter(([name]) => !name.startsWith('_')))
  await arc.storage.append(database, measurement, { ...batch, columns })
}

/**
 * The time column tells the number of rows. A column is longer or shorter when a row-format write has a tag or field
 * `time`; what it lacks is zero or empty, not null.
 */
function fitRows(column: ColumnData, rows: number): ColumnData {
  if (column.values.length === rows) return column
  const validity = column.type !== 'utf8' &&
    column.validity && { validity: resize(column.validity, new Uint8Array(rows).fill(1)) }
  switch (column.type) {
    case 'utf8':
      return {
        type: 'utf8',
        values: Array.from({ length: rows }, (_, row) =>
          row < column.values.length ? (column.values[row] ?? null) : '',
        ),
      }
    case 'int64':
      return { type: 'int64', values: resize(column.values, new BigInt64Array(rows)), ...validity }
    case 'float64':
      return { type: 'float64', values: resize(column.values, new Float64Array(rows)), ...validity }
    case 'bool':
      return { type: 'bool', values: resize(column.values, new Uint8Array(rows)), ...validity }
  }
}

function resize<T extends { set(source: T): void; slice(start: number, end: number): T; readonly length: number }>(
  source: T,
  target: T,
): T {
  target.set(source.slice(0, target.length))
  return target
}

/** Writes all buffers to files. A batch without rows, accepted before, fails here. */
export async function flushBuffers(arc: TestArc): Promise<void> {
  const empty = arc.state(emptyBatches)
  const isPending = [...empty.values()].some((since) => Date.now() - since < arc.options.flushAgeMs)
  empty.clear()
  await arc.storage.flush()
  if (isPending) throw new Error('no time data in batch')
}

/** Measurements whose buffer holds a batch without rows, and since when. */
function emptyBatches(): Map<string, number> {
  return new Map()
}
