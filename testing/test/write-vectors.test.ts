/** Every recorded ingest vector: payload in; status, body, and what is stored out, as the server answered. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadVectors, type StoredTable, type Vector } from '../fidelity/vectors.ts'
import { createTestArc, type TestArc } from '../src/arc.ts'
import type { TestReply } from '../src/route.ts'
import { createDispatch, type Dispatch } from '../src/router.ts'
import { writeRoutes } from '../src/write.ts'
import { errorOf, expectTable, readTable } from './write-stored.ts'

const vectors = loadVectors()

/** When the vectors were recorded: a time in this second is the server's clock, not the payload's. */
const RECORDED_SECOND = 1_795_373_765n

let arc: TestArc
let dispatch: Dispatch
let agreed = 0

beforeAll(async () => {
  arc = await createTestArc({ auth: false, flushAgeMs: 600_000 })
  dispatch = createDispatch(arc, writeRoutes)
})

afterAll(async () => {
  await arc.close()
  console.log(`ingest vectors: ${agreed} of ${vectors.length} agree`)
})

describe('the embedded Arc stores what the server stored', () => {
  test.each(vectors)('$name', async (vector) => {
    await arc.reset()
    const reply = await post(vector.path, Buffer.from(vector.hex, 'hex'))
    if (vector.flush?.error.startsWith('runtime error')) {
      // The process of the real server died here.
      expect(reply.status).toBe(500)
      expect(errorOf(reply)).toContain(vector.flush.error)
      expect(arc.storage.activeBuffers).toBe(0)
    } else {
      expect(reply.status).toBe(vector.status)
      expect(anyOrder(errorOf(reply))).toEqual(anyOrder(vector.body?.error))
      const flush = await post('/api/v1/write/line-protocol/flush', new Uint8Array())
      expect(errorOf(flush)).toEqual(vector.flush?.error)
      await expectStored(vector.stored ?? {})
    }
    agreed++
  })

  test('all of them were looked at', () => {
    expect(vectors).toHaveLength(115)
    expect(agreed).toBe(115)
  })
})

async function post(target: string, body: Uint8Array): Promise<TestReply> {
  return dispatch({ method: 'POST', target, headers: new Headers(), body })
}

/** Which of two columns has the wrong length depends on the server's random map order. */
function anyOrder(error: unknown): unknown {
  return String(error).replace(
    /\(expected (\d+), got (\d+) for '\w+'\)/,
    (_, left, right) => `(${[left, right].sort()})`,
  )
}

async function expectStored(stored: NonNullable<Vector['stored']>): Promise<void> {
  expect(await arc.storage.measurements('default')).toEqual(Object.keys(stored).sort())
  for (const [measurement, table] of Object.entries(stored)) {
    // A directory that the server lists and cannot query.
    if (isError(table)) continue
    expectTable(await readTable(arc, measurement), withoutClock(table))
  }
}

function isError(table: StoredTable | { readonly error: string }): table is { readonly error: string } {
  return typeof table.error === 'string'
}

function withoutClock(table: StoredTable): StoredTable {
  return Object.fromEntries(
    Object.entries(table).map(([name, { type, values }]) => [
      name,
      { type, values: type === 'timestamp[us]' ? values.map(timeOf) : values },
    ]),
  )
}

function timeOf(value: unknown): string {
  const micros = BigInt(String(value).replace('us', ''))
  const second = micros / 1_000_000n
  return second === RECORDED_SECOND || second === RECORDED_SECOND + 1n ? 'now' : micros.toString()
}
