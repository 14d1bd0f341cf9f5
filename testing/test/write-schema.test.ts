/** Writes of several schemas to one measurement: a flush between them, and no row lost (docs/wire-notes.md#schema-churn). */
import { encode } from '@msgpack/msgpack'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestArc, type TestArc } from '../src/arc.ts'
import { createDispatch, type Dispatch } from '../src/router.ts'
import { writeRoutes } from '../src/write.ts'
import { errorOf } from './write-stored.ts'

let arc: TestArc
let dispatch: Dispatch

beforeEach(async () => {
  arc = await createTestArc({ auth: false, flushAgeMs: 600_000, flushRows: 1000 })
  dispatch = createDispatch(arc, writeRoutes)
})

afterEach(() => arc.close())

test('another set of columns flushes what is buffered', async () => {
  await write({ a: [1.5] })
  await write({ a: [2.5] })
  expect(arc.storage.stats).toMatchObject({ rowsBuffered: 2, rowsWritten: 0, flushes: 0 })
  await write({ a: [3.5], b: ['x'] })
  expect(arc.storage.stats).toMatchObject({ rowsBuffered: 3, rowsWritten: 2, flushes: 1 })
  // The same names, another type.
  await write({ a: ['text'], b: ['x'] })
  expect(arc.storage.stats).toMatchObject({ rowsBuffered: 4, rowsWritten: 3, flushes: 2 })
})

test('of racing schemas each write is stored whole or refused whole', async () => {
  const columns = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ [name]: [1.5, 2.5] }))
  const replies = await Promise.all(Array.from({ length: 100 }, (_, index) => write(columns[index % 5] ?? {})))
  const accepted = replies.filter(({ status }) => status === 204).length
  for (const reply of replies.filter(({ status }) => status !== 204)) {
    expect(reply.status).toBe(503)
    expect(errorOf(reply)).toMatch(/^Write rejected \(schema churn\): schema-evolution loop exceeded max iterations/)
  }
  await arc.storage.flush()
  expect(accepted).toBeGreaterThan(0)
  expect(await storedRows()).toBe(2n * BigInt(accepted))
})

test('a buffer that is full is written, and a failure of that is not told', async () => {
  await write({ a: Array.from({ length: 1000 }, (_, index) => index + 0.5) })
  expect(arc.storage.stats).toMatchObject({ rowsWritten: 1000, errors: 0 })
  arc.storage.failFlushes(1)
  const reply = await write({ a: Array.from({ length: 1000 }, (_, index) => index + 0.5) })
  expect(reply.status).toBe(204)
  expect(arc.storage.stats).toMatchObject({ rowsWritten: 1000, errors: 1 })
})

test('a flush counts each hour it writes', async () => {
  await write({ time: [1_700_000_000, 1_700_007_200, 1_700_007_201], a: [1.5, 2.5, 3.5] })
  await arc.storage.flush()
  expect(arc.storage.stats).toMatchObject({ flushes: 2, rowsWritten: 3 })
})

function write(columns: Record<string, unknown[]>) {
  const body = encode({ m: 'cpu', columns })
  return dispatch({ method: 'POST', target: '/api/v1/write/msgpack', headers: new Headers(), body })
}

async function storedRows(): Promise<unknown> {
  const files = `read_parquet('${arc.storage.glob('default', 'cpu')}', union_by_name=true)`
  return (await arc.engine.rows(`SELECT count(*) AS rows FROM ${files}`))[0]?.rows
}
