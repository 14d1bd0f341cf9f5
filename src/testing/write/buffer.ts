/** The last step of every write: a batch goes to the buffer of its measurement. */
import type { TestArc } from '../arc.ts'
import type { ColumnBatch } from '../column-batch.ts'
import { typeColumn, typeTimeColumn } from './column-typing.ts'
import type { GoValue } from './go-values.ts'

/** What a real Arc accepts and then dies of; here it is refused. */
export class FatalColumnError extends Error {
  constructor() {
    super(
      'a column name is empty: a real Arc answers 204 and its whole process dies in the next flush ' +
        '(runtime error: index out of range [0] with length 0); this test Arc refuses it instead',
    )
  }
}

/** Types the columns and buffers them. @throws ConversionError, FatalColumnError */
export async function bufferColumns(
  arc: TestArc,
  database: string,
  measurement: string,
  values: ReadonlyMap<string, readonly GoValue[]>,
  tagColumns?: readonly string[],
): Promise<void> {
  let rows = 0
  let timeMicros: BigInt64Array = new BigInt64Array(0)
  const columns = new Map<string, ReturnType<typeof typeColumn>>()
  for (const [name, column] of values) {
    if (column.length === 0) continue
    rows = column.length
    if (name === 'time') timeMicros = typeTimeColumn(measurement, column)
    else columns.set(name, typeColumn(name, column))
  }
  await bufferBatch(arc, database, measurement, {
    rows,
    timeMicros,
    columns,
    ...(tagColumns !== undefined && { tagColumns }),
  })
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
  if (batch.columns.has('')) throw new FatalColumnError()
  empty.delete(key)
  const columns = new Map([...batch.columns].filter(([name]) => !name.startsWith('_')))
  await arc.storage.append(database, measurement, { ...batch, columns })
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
